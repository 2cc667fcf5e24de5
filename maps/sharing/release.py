"""Every number that leaves the planning team, decided at once for all readers, so that nobody works out a small one.

Numbers are rounded to fives (:mod:`maps.sharing.cells`); the audit (:mod:`maps.sharing.audit`) then finds, for each
reader, the numbers below five that this reader could narrow down, and cells around these are not told until there are
none left.

What would help is told in numbers that are rounded likewise, and after the audit: whoever gets a place is unplaced, and
a number of them is never shown as more than that of the unplaced families, which was audited. So it says of these
nothing that was not told, and every number that agrees with the rest agrees with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from maps.sharing.audit import TOTAL, Exposed, Published, exposed, still_exposed
from maps.sharing.cells import Cell, CountKind, Sign
from maps.sharing.readers import Limits, Reader, readers_of
from maps.sharing.tally import PLACED, UNPLACED, IntArray, Tally
from optimizer.plan import Plan
from optimizer.what_helps import WhatHelps

Key = tuple[CountKind, int]
"""A number: what is counted, and its row (``TOTAL`` for all), or the number of the provider who is told."""

MUNICIPAL: Final = (CountKind.FAMILIES, CountKind.PLACED, CountKind.UNPLACED, CountKind.CHILDREN)
_DIVISION: Final = (CountKind.PLACED, CountKind.UNPLACED)
_ORDER: Final = (_DIVISION, (CountKind.CHILDREN,), (CountKind.FAMILIES,))
"""What is given up first where a number must not be told: what a council misses least."""


@dataclass(frozen=True, slots=True)
class Release:
    """What council, public and providers are told in numbers.

    Attributes
    ----------
    n_readers
        Readers, and readers together, for whom all this was audited.
    gains
        Families that would get a place by each change of the policy, in the order of :class:`WhatHelps`; empty where
        it is not told how many are unplaced.
    """

    tally: Tally = field(repr=False)
    n_constellations: int
    cells: Mapping[Key, Cell] = field(repr=False)
    n_readers: int
    gains: tuple[Cell, ...] = field(default=(), repr=False)

    @property
    def every_cell(self) -> tuple[Cell, ...]:
        """Every number that was decided on."""
        return *self.cells.values(), *self.gains

    def told_to(self, kind: CountKind, provider: str) -> Cell:
        """Give a number over the whole plan as one provider is told it."""
        return self.cells[kind, self.tally.providers.index(provider)]

    @property
    def n_rounded(self) -> int:
        """How many numbers are shown as another than they are."""
        return sum(cell.sign is Sign.ROUNDED and cell.rounded != cell.truth for cell in self.every_cell)

    @property
    def n_hidden(self) -> int:
        """How many numbers are not told."""
        return sum(cell.sign is Sign.HIDDEN for cell in self.every_cell)

    @property
    def divided(self) -> bool:
        """Whether any municipality tells placed families apart from unplaced ones."""
        rows = range(len(self.tally.rows))
        return any(self.cells[kind, row].sign is not Sign.HIDDEN for kind in _DIVISION for row in rows)


def release(plan: Plan, tally: Tally, limits: Limits, secret: bytes, *, divide: bool = True) -> Release:
    """Decide what is told of a plan.

    Parameters
    ----------
    secret
        The key of the rounding, which no reader has.
    divide
        Whether placed and unplaced families may be told apart; not where another plan of the same families was
        released with that, as the two divide one number.
    """
    cells = dict(_cells(plan, tally, secret))
    if not divide:
        cells.update({key: cell.hidden() for key, cell in cells.items() if key[0] in _DIVISION})
    readers = tuple(readers_of(plan, tally, limits))
    published = _published(plan, tally, cells)
    found = {reader: exposed(published, reader, limits) for reader in readers}
    while any(found.values()):
        hiding = {
            key for reader, each in _first(found) for key in _given_up(cells, len(tally.rows), reader.providers, each)
        }
        cells.update({key: cells[key].hidden() for key in hiding})
        published = _published(plan, tally, cells)
        found = {
            reader: still_exposed(published, reader, limits, each) for reader, each in found.items() if hiding and each
        }
    return Release(tally, len(plan.constellations), MappingProxyType(cells), len(readers))


def with_gains(made: Release, helps: WhatHelps, secret: bytes) -> Release:
    """Decide what is told of the gains of a wider policy besides."""
    return replace(made, gains=tuple(_gains(made, helps, secret)))


def _gains(made: Release, helps: WhatHelps, secret: bytes) -> Iterator[Cell]:
    """Round how many would get a place by each change; with few unplaced, that there are any would tell already."""
    most = made.cells[CountKind.UNPLACED, TOTAL].shown
    found = any(gain.placed is not None for gain in helps.gains)
    if most is None or not made.divided or not found:
        return
    for gain in helps.gains:
        cell = Cell.of(gain.placed or 0, secret, "gain/" + " ".join(gain.said.nl))
        yield cell.hidden() if gain.placed is None else replace(cell, rounded=min(cell.rounded, most))


def _cells(plan: Plan, tally: Tally, secret: bytes) -> Iterator[tuple[Key, Cell]]:
    """Round every number: of the rows, of all rows together, and of each provider."""
    families, children = tally.families.sum(axis=0), tally.children.sum(axis=0)
    for at in (*range(len(tally.rows)), TOTAL):
        name = "" if at == TOTAL else tally.rows[at] or "*"
        rows = slice(None) if at == TOTAL else slice(at, at + 1)
        placed, unplaced = (int(families[rows, status].sum()) for status in (PLACED, UNPLACED))
        for kind, truth in (
            (CountKind.FAMILIES, placed + unplaced),
            (CountKind.PLACED, placed),
            (CountKind.UNPLACED, unplaced),
            (CountKind.CHILDREN, int(children[rows].sum())),
        ):
            yield (kind, at), Cell.of(truth, secret, f"{kind}/{name}")
    homes = [home for each in plan.constellations for home in each.homes if not home.to_find]
    for at, name in enumerate(tally.providers):
        received = sum(
            family.provider != name
            for each in plan.constellations
            if each.hub.provider == name and not each.hub.to_find
            for family in each.satellites
        )
        others = sum(home.provider != name for home in homes)
        for kind, truth in ((CountKind.RECEIVED, received), (CountKind.OTHERS, others)):
            yield (kind, at), Cell.of(truth, secret, f"{kind}/{name}")


def _published(plan: Plan, tally: Tally, cells: Mapping[Key, Cell]) -> Published:
    rows, providers = (*range(len(tally.rows)), TOTAL), range(len(tally.providers))

    def bands(kind: CountKind) -> IntArray:
        return np.array([cells[kind, row].band for row in rows], dtype=np.int64)

    families = bands(CountKind.FAMILIES)
    families[:-1, 0] = np.maximum(families[:-1, 0], tally.least)
    return Published(
        tally,
        len(plan.constellations),
        sum(not each.hub.to_find for each in plan.constellations),
        status=np.stack([bands(kind) for kind in _DIVISION], axis=1),
        families=families,
        children=bands(CountKind.CHILDREN),
        received=tuple(cells[CountKind.RECEIVED, at].band for at in providers),
        others=tuple(cells[CountKind.OTHERS, at].band for at in providers),
        n_received=tuple(cells[CountKind.RECEIVED, at].truth for at in providers),
    )


def _first(found: Mapping[Reader, Sequence[Exposed]]) -> Sequence[tuple[Reader, Exposed]]:
    """Give what to mend first: totals, as a total that tells too much of all rows does so of each of them."""
    every = [(reader, each) for reader, some in found.items() for each in some]
    return [(reader, each) for reader, each in every if each.row == TOTAL] or every


def _given_up(cells: Mapping[Key, Cell], n_rows: int, providers: Iterable[int], each: Exposed) -> tuple[Key, ...]:
    """Name the next cells to hide so that a reader can no longer work out a number: those nearest to it first."""
    names = tuple(providers)
    received, others = (tuple((kind, at) for at in names) for kind in (CountKind.RECEIVED, CountKind.OTHERS))
    totals = [tuple((kind, TOTAL) for kind in kinds) for kinds in _ORDER]
    if each.row is None:
        steps = [received, others, *totals]
    elif each.row == TOTAL:
        every_row = [tuple((kind, row) for row in range(n_rows) for kind in kinds) for kinds in _ORDER]
        steps = [totals[0], others, received, *totals[1:], *every_row]
    else:
        steps = [*(tuple((kind, each.row) for kind in kinds) for kinds in _ORDER), *totals, others, received]
    for step in steps:
        told = tuple(key for key in step if cells[key].sign is not Sign.HIDDEN)
        if told:
            return told
    return ()
