"""Sentences that name a command or an option, as somebody at the screen can follow them."""

from dataclasses import replace
from functools import cache
from typing import Final

from geodata.errors import Fault
from geodata.language import Text


def said_here(text: Text) -> Text:
    """Give a sentence as the screen says it: what to press where others type a command."""
    if not any(sign in text.en for sign in COMMANDS):
        return text
    return in_place().get(text, text)


def fault_here(fault: Fault) -> Fault:
    """Give a fault as the screen says it."""
    return replace(fault, text=said_here(fault.text))


@cache
def in_place() -> dict[Text, Text]:
    """Give the sentences that the screen replaces; what says them is loaded by now."""
    from optimizer.application import (  # noqa: PLC0415 - as said
        explaining,
        planning,
        posing,
        rollout_words,
    )
    from optimizer.application import rollout_terms as terms  # noqa: PLC0415
    from optimizer.explain import presolve  # noqa: PLC0415

    return {
        explaining.OUT_OF_TIME: OUT_OF_TIME,
        explaining.STOPPED: STOPPED,
        posing.MOVES_TOO: MOVES_TOO,
        planning.NO_CANDIDATE: presolve.NO_CANDIDATES,
        presolve.ALL_SHORT_OF_BEDS: ALL_SHORT_OF_BEDS,
        presolve.ALL_LIMITS_BELOW_MINIMUM: ALL_LIMITS_BELOW_MINIMUM,
        rollout_words.UNLIMITED: UNLIMITED,
        terms.LOW_BUDGET: LOW_BUDGET,
        terms.NO_FIRST_YEAR: NO_FIRST_YEAR,
    }


COMMANDS: Final = ("`", "--")
"""By which a sentence shows that it speaks of a command or an option."""

OUT_OF_TIME: Final = Text(
    nl="De zoektijd is om; niet van elk gezin zonder plaats is uitgezocht waarom. Kies een gezin onder 'Niet "
    "ingedeeld' en vraag het.",
    en="The time to search is over; not of each family without a place it was found out why. Choose a family under "
    "'Unplaced' and ask.",
)
STOPPED: Final = Text(
    nl="Gestopt; het plan staat. Niet van elk gezin zonder plaats is uitgezocht waarom: kies een gezin onder 'Niet "
    "ingedeeld' en vraag het.",
    en="Stopped; the plan stands. Not of each family without a place it was found out why: choose a family under "
    "'Unplaced' and ask.",
)
MOVES_TOO: Final = Text(
    nl="het is bekend wie nu bij wie hoort. Daarom telt na zoveel mogelijk indelen eerst zo min mogelijk verhuizen, en "
    "dan de reisafstand.",
    en="it is known who belongs where today. So after placing as many as can be, fewest moves count first, and then "
    "travel.",
)
ALL_SHORT_OF_BEDS: Final = Text(
    nl="geen van de kandidaat-hubhomes (aantal: {n}) houdt {beds} logeerbedden vrij, dus er komt geen constellatie. "
    "Misschien is de kolom 'logeerbedden' leeg; of verlaag het aantal bij de instellingen.",
    en="none of the candidate hub homes ({n}) keeps {beds} sleep-over beds free, so there will be no constellation. "
    "Perhaps the column 'beds' is empty; or lower the number in the settings.",
)
ALL_LIMITS_BELOW_MINIMUM: Final = Text(
    nl="alle kandidaat-hubhomes willen zelf minder gezinnen ('max_gezinnen') dan een constellatie er minstens heeft "
    "({min}): {hubs} (aantal: {n}). Er komt dus geen constellatie. Verhoog 'max_gezinnen', of verlaag het minimum bij "
    "de instellingen.",
    en="all candidate hub homes want fewer families themselves ('max_satellites') than a constellation has at least "
    "({min}): {hubs} ({n}). So there will be no constellation. Raise 'max_satellites', or lower the minimum in the "
    "settings.",
)
UNLIMITED: Final = Text(
    nl="niets beperkt hoeveel er in een jaar begint, dus alles wat dan kan, begint in jaar {wave}. Vul in hoeveel er "
    "per jaar mogen beginnen, of het budget.",
    en="nothing limits how many start in a year, so all that can starts in year {wave}. Fill in how many may start in "
    "a year, or the budget.",
)
LOW_BUDGET: Final = Text(
    nl="het budget van jaar {wave} ({budget}) betaalt nog niet één constellatie ({cost}). Vul een hoger budget in.",
    en="the budget of year {wave} ({budget}) does not pay a single constellation ({cost}). Fill in a higher budget.",
)
NO_FIRST_YEAR: Final = Text(
    nl="bij {families} staat een jaartal; vul dan ook in welk jaar het eerste is, bijvoorbeeld 2027.",
    en="a year stands at {families}; then also fill in which year is the first, for instance 2027.",
)
