"""How a search stands, in a few words."""

from typing import Final

from geodata.language import Fact, Lang, Text
from optimizer.application.tier_names import tier_name
from optimizer.outcome import Progress
from optimizer.tier import Tier
from optimizer.tiers import TIERS


def best_so_far(progress: Progress, lang: Lang) -> str:
    """Say the best value that a search has found, and how much better a plan may be where something is proved."""
    if progress.value is None:
        return NOTHING_YET.say(lang, {"tier": tier_name(progress.tier, lang)})
    tier = next((tier for tier in TIERS if tier.key == progress.tier), Tier)
    value = tier.figure(progress.value, lang) if tier is Tier else tier.best_so_far(progress.value, lang)
    bound = max(progress.bound or 0, 0)
    if bound >= progress.value:
        return (BEST_OF_ALL if progress.bound is not None else BEST).say(lang, {"value": value})
    facts: dict[str, Fact] = {"value": value, "gap": tier.figure(progress.value - bound, lang)}
    return (BEST_BUT if bound else BEST).say(lang, facts)


BEST: Final = Text(nl="beste tot nu toe: {value}", en="best so far: {value}")
BEST_BUT: Final = Text(
    nl="beste tot nu toe: {value}; hoogstens {gap} minder",
    en="best so far: {value}; at most {gap} less",
)
BEST_OF_ALL: Final = Text(nl="beste dat kan: {value}", en="best there is: {value}")
NOTHING_YET: Final = Text(nl="{tier}: nog geen plan", en="{tier}: no plan yet")
