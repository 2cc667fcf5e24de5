"""Sentences on how runs go and end, said by whoever watched over them."""

from typing import Final

from geodata.language import Lang, Text, number


def gap(value: int | None, bound: int | None, lang: Lang) -> str:
    """Say how far a value is from its bound, as a share of the value; a question mark where nothing is proved."""
    if value is None or bound is None:
        return "?"
    proved = max(bound, 0)  # no tier is ever negative
    share = 0.0 if value <= proved else 100 * (value - proved) / value
    return f"{number(share, lang, 2)}{' ' if lang is Lang.NL else ''}%"


KILLED: Final = Text(
    nl="het proces van deze berekening is van buiten beëindigd; vaak is het werkgeheugen dan vol.",
    en="the process of this run was ended from outside; often the memory was full then.",
)
CRASHED: Final = Text(
    nl="het proces van deze berekening is gestopt door een fout ({code}). De plaats staat in log.txt.",
    en="the process of this run ended by a fault ({code}). Where it happened stands in log.txt.",
)
MEMORY: Final = Text(
    nl="het werkgeheugen is vol; deze berekening gebruikte {mb} MB. Probeer --jobs 1.",
    en="the memory is full; this run took {mb} MB. Try --jobs 1.",
)
OVER_LIMIT: Final = Text(
    nl="deze berekening gebruikte meer dan de grens van {mb} MB (--memory-mb).",
    en="this run took more than the limit of {mb} MB (--memory-mb).",
)
TIMEOUT: Final = Text(
    nl="deze berekening was na {seconds} s niet klaar en is beëindigd (--run-timeout).",
    en="this run had not ended after {seconds} s and was ended (--run-timeout).",
)
UNREADABLE: Final = Text(
    nl="dit bestand is er niet of mag niet worden gelezen.", en="this file is not there or may not be read."
)
CHANGED: Final = Text(
    nl="dit bestand is veranderd terwijl de batch liep; start de batch opnieuw.",
    en="this file changed while the batch was at work; start the batch again.",
)
LOST: Final = Text(
    nl="de cluster heeft deze berekening opgegeven ({kind}); haar computers vielen telkens weg.",
    en="the cluster gave this run up ({kind}); its computers were lost time and again.",
)
OURS: Final = Text(
    nl="er ging iets mis in het programma zelf ({kind}). De plaats staat in log.txt; daar staan geen gegevens van "
    "gezinnen in.",
    en="something went wrong in the program itself ({kind}). Where it happened stands in log.txt; it holds no data of "
    "families.",
)
UNVERIFIED: Final = Text(
    nl="het gevonden plan doorstond de eigen controle niet en is niet geschreven. Meld dit.",
    en="the plan that was found did not pass the program's own check and was not written. Report this.",
)
CLASH: Final = Text(
    nl="er is geen plan dat zich aan al deze regels tegelijk houdt (bewezen): {rules}",
    en="no plan keeps all of these rules together (proved): {rules}",
)
NO_PLAN: Final = Text(
    nl="er is geen plan dat zich aan alle regels houdt (bewezen).", en="no plan keeps all rules (proved)."
)
OUT_OF_WORK: Final = Text(
    nl="het rekenwerk ({work}) was op voordat er een plan was.",
    en="the work ({work}) was used up before there was a plan.",
)
OUT_OF_TIME: Final = Text(
    nl="de tijd ({seconds} s) was om voordat er een plan was.",
    en="time ({seconds} s) ran out before there was a plan.",
)
