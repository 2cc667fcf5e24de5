"""How dark areas are drawn: by the numbers that the reader is told, so that shades tell nothing that these do not."""

from collections.abc import Iterable
from typing import Final

from geodata.language import Lang, number
from maps.backdrop import Shading
from maps.sharing import words
from maps.tables import Count

LEVELS: Final = 4
"""More shades than these cannot be told apart on a map."""


class Shades:
    """Classes of the numbers that are told: each holds about as many different ones."""

    def __init__(self, counts: Iterable[Count], lang: Lang) -> None:
        counts = tuple(counts)
        told = sorted({each.value for each in counts if each.value is not None})
        n = min(LEVELS, len(told))
        parts = [told[len(told) * at // n : len(told) * (at + 1) // n] for at in range(n)]
        levels = [at * (LEVELS - 1) // max(n - 1, 1) for at in range(n)]
        self._level = {value: level for level, part in zip(levels, parts, strict=True) for value in part}
        hidden = any(each.value is None for each in counts)
        self.shading = Shading(
            tuple((level, _said(part[0], part[-1], lang)) for level, part in zip(levels, parts, strict=True)),
            words.HATCHED.say(lang) if hidden else None,
        )

    def of(self, count: Count) -> int | None:
        """Say how dark an area with this number is, ``None`` for a hatch."""
        return None if count.value is None else self._level[count.value]


def _said(least: int, most: int, lang: Lang) -> str:
    if least == most:
        return words.SHADE.say(lang, {"n": number(least, lang)})
    return words.SHADE_RANGE.say(lang, {"least": number(least, lang), "most": number(most, lang)})
