"""How a search stands, in a few words."""

from geodata.language import Fact, Lang
from optimizer.application.tier_names import tier_name
from optimizer.cli import words
from optimizer.outcome import Progress
from optimizer.tier import Tier
from optimizer.tiers import TIERS


def best_so_far(progress: Progress, lang: Lang) -> str:
    """Say the best value that a search has found, and how much better a plan may be where something is proved."""
    if progress.value is None:
        return words.NOTHING_YET.say(lang, {"tier": tier_name(progress.tier, lang)})
    tier = next((tier for tier in TIERS if tier.key == progress.tier), Tier)
    value = tier.figure(progress.value, lang) if tier is Tier else tier.best_so_far(progress.value, lang)
    bound = max(progress.bound or 0, 0)
    if bound >= progress.value:
        return (words.BEST_OF_ALL if progress.bound is not None else words.BEST).say(lang, {"value": value})
    facts: dict[str, Fact] = {"value": value, "gap": tier.figure(progress.value - bound, lang)}
    return (words.BEST_BUT if bound else words.BEST).say(lang, facts)
