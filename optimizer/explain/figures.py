"""How figures and names of reasons are shortened."""

from collections.abc import Sequence
from math import ceil
from typing import Final

_NAMED: Final = 10
"""Families that one sentence names; it always gives their number."""


def km_up(metres: float) -> float:
    """Write metres as kilometres, rounded up to 0.1: at that distance it certainly is."""
    return ceil(round(metres / 100, 6)) / 10


def some(names: Sequence[str]) -> tuple[str, ...]:
    """Name the first ten, and say that there are more."""
    return (*names[:_NAMED], "…") if len(names) > _NAMED else tuple(names)
