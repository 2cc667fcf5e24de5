"""Short names of tiers, for progress and logs."""

from geodata.language import Lang
from optimizer.tiers import TIERS


def tier_name(key: str, lang: Lang) -> str:
    """Give the short name of a tier, or its key where there is none."""
    return next((tier.short.say(lang) for tier in TIERS if tier.key == key), key)
