"""Sizes of constellations for who may not know which is which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.language import Lang, Text, number
from maps.sharing.grids import COUNCIL_LEAST, small
from maps.sharing.suppression import Arc, Reader, Sign, anybody, protect

AT_LEAST: Final = Text(nl="{least} of meer", en="{least} or more")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Homes of each constellation as written: numbers from large to small, then signs."""

    texts: tuple[str, ...]
    values: tuple[int | None, ...]

    @property
    def exact(self) -> bool:
        """Whether every size is a number."""
        return None not in self.values


def sizes_shown(homes: Sequence[int], own: Mapping[str, Sequence[int]], lang: Lang) -> Sizes | None:
    """Write the sizes of constellations, in no order that tells which is which.

    Parameters
    ----------
    homes
        Homes of each constellation.
    own
        By provider, how many of those are its own. A provider knows which constellation its families are in, and how
        many homes of others there are in all.

    Returns
    -------
    Sizes or None
        Numbers, unless a provider could tell from them that a constellation has fewer than five homes of others; then
        only whether there are five or more. ``None`` where even that would tell.
    """
    readers = [anybody(homes_arcs(homes), {len(homes)})]
    if len(own) > 1:
        readers += [Reader((*each, sum(each)), frozenset({len(homes)})) for each in own.values()]
    exact = protect(homes_arcs(homes), readers[:1], COUNCIL_LEAST)
    if exact is not None and (len(own) < 2 or all(_tells_nothing(homes, each) for each in own.values())):
        return _written(homes, exact[:-1], lang)
    veiled = range(len(homes))
    banded = protect(homes_arcs(homes), readers, COUNCIL_LEAST, veiled)
    return None if banded is None else _written(homes, banded[:-1], lang)


def homes_arcs(homes: Sequence[int]) -> tuple[Arc, ...]:
    """Give sizes and their total as a circulation between two nodes."""
    return (*(Arc(0, 1, size) for size in homes), Arc(1, 0, sum(homes)))


def _tells_nothing(homes: Sequence[int], own: Sequence[int]) -> bool:
    """Whether sizes tell a provider no small number of others, in all or in any constellation.

    A constellation with few homes of others must be able to be of another size: that of one with which it could change
    places, for all that its provider knows.
    """
    return sum(homes) - sum(own) >= COUNCIL_LEAST and all(
        any(other != size and other >= part and size >= theirs for other, theirs in zip(homes, own, strict=True))
        for size, part in zip(homes, own, strict=True)
        if part and size - part < COUNCIL_LEAST
    )


def _written(homes: Sequence[int], signs: Sequence[Sign], lang: Lang) -> Sizes:
    shown = sorted((size for size, sign in zip(homes, signs, strict=True) if sign is Sign.SHOWN), reverse=True)
    n_hidden, n_small = (sum(sign is each for sign in signs) for each in (Sign.HIDDEN, Sign.SMALL))
    texts = [number(size, lang) for size in shown]
    texts += [AT_LEAST.say(lang, {"least": COUNCIL_LEAST})] * n_hidden + [small(COUNCIL_LEAST, lang)] * n_small
    return Sizes(tuple(texts), (*shown, *[None] * (n_hidden + n_small)))
