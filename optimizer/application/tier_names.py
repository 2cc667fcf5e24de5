"""Short names of tiers, for progress and logs."""

from typing import Final

from geodata.language import Lang, Text
from optimizer.tiers import TIERS


def tier_name(key: str, lang: Lang) -> str:
    """Give the short name of a tier, also of that of roll-outs, or its key where there is none."""
    if key == "waiting":
        return WAITING.say(lang)
    return next((tier.short.say(lang) for tier in TIERS if tier.key == key), key)


WAITING: Final = Text(nl="Wachten", en="Waiting")
