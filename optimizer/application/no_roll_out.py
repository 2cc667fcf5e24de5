"""Why there is no roll-out, in the reader's language."""

from collections.abc import Callable, Iterator
from typing import Final

from geodata.language import Lang, Text, number
from optimizer.application.rollout import NoRollOut
from optimizer.explain.clash import clash_sentences
from optimizer.outcome import Status


def why_no_roll_out(none: NoRollOut, lang: Lang, worded: Callable[[Text], Text] = lambda text: text) -> Iterator[str]:
    """Say why nothing was written, a line each.

    Parameters
    ----------
    worded
        Gives a sentence in other words, where its reader types no commands.
    """
    terms, outcome = none.terms, none.outcome
    if outcome.status is not Status.INFEASIBLE:
        wanted = terms.policy.solve
        if outcome.interrupted:
            yield STOPPED_EARLY.say(lang)
        elif wanted.work is not None:
            yield worded(OUT_OF_WORK).say(lang, {"work": number(wanted.work, lang)})
        else:
            yield worded(OUT_OF_TIME).say(lang, {"seconds": number(wanted.time_limit_s, lang)})
        return
    if outcome.clash:
        yield from clash_sentences(terms.problems[-1], outcome.clash, (), lang)
        return
    launches = [each for each in terms.launches if each is not None]
    most = sum(launches) if len(launches) == terms.n_waves else None
    if none.plan is not None and most is not None and len(none.plan.constellations) > most:
        yield worded(TOO_MANY).say(lang, {"n": len(none.plan.constellations), "most": most})
    else:
        yield (NO_ORDER if none.plan is not None else NOTHING).say(lang)


OUT_OF_TIME: Final = Text(
    nl="In {seconds} seconden is geen uitrol gevonden. Geef meer tijd met --time-limit.",
    en="No roll-out was found in {seconds} seconds. Give more time with --time-limit.",
)
OUT_OF_WORK: Final = Text(
    nl="Met zoveel rekenwerk ({work}) is geen uitrol gevonden. Geef meer met --work.",
    en="No roll-out was found with so much work ({work}). Give more with --work.",
)
STOPPED_EARLY: Final = Text(nl="Gestopt voordat er een uitrol was.", en="Stopped before there was a roll-out.")
TOO_MANY: Final = Text(
    nl="Dit plan heeft {n} constellaties, en in alle jaren samen mogen er maar {most} starten. Verhoog "
    "'rollout.launches', neem meer jaren ('rollout.waves'), of maak een plan met hoogstens {most} hubhomes "
    "(--hubs-max {most}).",
    en="This plan has {n} constellations, and only {most} may start in all years together. Raise 'rollout.launches', "
    "take more years ('rollout.waves'), or make a plan with {most} hub homes at most (--hubs-max {most}).",
)
NO_ORDER: Final = Text(
    nl="Dit plan kan niet in deze jaren starten (bewezen): kijk naar het aantal starts, het budget, de groei, en "
    "wanneer hubhomes en gezinnen beschikbaar zijn.",
    en="This plan cannot start in these years (proved): look at the number of starts, the budget, the growth, and "
    "when hub homes and families are there.",
)
NOTHING: Final = Text(
    nl="Geen uitrol houdt alle regels in elk jaar (bewezen): kijk naar verplichte hubhomes, de pilot, het aantal "
    "starts en het budget.",
    en="No roll-out keeps every rule in every year (proved): look at required hub homes, the pilot, the number of "
    "starts and the budget.",
)
