"""Small numbers kept out of tables, and with them the numbers from which they could be computed.

A table with totals is a circulation: every number is the flow over an arc, and every total says that what flows in
flows out again. Numbers that are not shown may be anything that keeps all of these balances; who reads the table can
narrow them down no further. So a small number is safe when it can go up or down along a closed walk of arcs that are
not shown, and where there is no such walk, the cheapest one is made by not showing a few numbers more.

References
----------
J. P. Kelly, B. L. Golden, A. A. Assad (1992), Cell suppression: disclosure protection for sensitive tabular data,
Networks 22, doi:10.1002/net.3230220407.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

_FREEDOM: Final = 2
"""A small number must be able to take so many other values, as far as its own sign leaves room for them."""

_ENDLESS: Final = 1 << 40


class Sign(Enum):
    """How a number is written."""

    SHOWN = "shown"
    SMALL = "small"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Arc:
    """One number of a table: the flow from one node to another."""

    tail: int
    head: int
    value: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody knows besides the table.

    Attributes
    ----------
    own
        The reader's own part of each number, which the reader takes off.
    known
        Arcs whose number the reader knows from elsewhere.
    """

    own: tuple[int, ...] = field(repr=False)
    known: frozenset[int] = frozenset()


def anybody(arcs: Sequence[Arc], known: Iterable[int] = ()) -> Reader:
    """Give a reader who has no part in the table."""
    return Reader((0,) * len(arcs), frozenset(known))


def protect(
    arcs: Sequence[Arc], readers: Sequence[Reader], least: int, hidden: Iterable[int] = ()
) -> tuple[Sign, ...] | None:
    """Say how each number of a table is written, so that no reader can compute a number below ``least``.

    Parameters
    ----------
    arcs
        A table with its totals: at every node, what flows in flows out.
    readers
        A number is not shown when what is left of it for some reader is below ``least``.
    hidden
        Arcs not to show in any case.

    Returns
    -------
    tuple of Sign or None
        ``None`` where even a table without any number would tell too much; then there is no table to show.
    """
    veiled = {at for at, arc in enumerate(arcs) if any(arc.value - each.own[at] < least for each in readers)}
    veiled |= set(hidden)
    for _ in range(len(arcs) + 1):
        before = len(veiled)
        for reader in readers:
            if not _cover(_Guess(arcs, reader, least, veiled)):
                everything = set(range(len(arcs)))
                safe = all(_Guess(arcs, each, least, everything).safe() for each in readers)
                veiled = everything if safe else set()
                return tuple(_sign(arc, True, least) for arc in arcs) if safe else None
        if len(veiled) == before:
            return tuple(_sign(arc, at in veiled, least) for at, arc in enumerate(arcs))
    raise AssertionError


def _sign(arc: Arc, veiled: bool, least: int) -> Sign:
    if arc.value < least:
        return Sign.SMALL
    return Sign.HIDDEN if veiled else Sign.SHOWN


def _cover(guess: "_Guess") -> bool:
    """Veil more numbers until every small one is safe for a reader; tells whether that could be done."""
    for at in guess.small():
        while (needed := guess.lacking(at)) is not None:
            if not needed:
                return False
            guess.veiled |= needed
    return True


@dataclass(slots=True)
class _Guess:
    """A reader at work on a table."""

    arcs: Sequence[Arc]
    reader: Reader
    least: int
    veiled: set[int]
    _around: dict[tuple[bool, int], Mapping[int, Sequence[tuple[int, bool]]]] = field(default_factory=dict)
    _start: tuple[int, ...] = ()
    _bounds: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        self._bounds = tuple(map(self._told, self.arcs, self.reader.own))
        self._start = tuple(arc.value - own for arc, own in zip(self.arcs, self.reader.own, strict=True))

    def _told(self, arc: Arc, own: int) -> tuple[int, int]:
        """Give what the sign of a number that is not shown tells of the others' part of it."""
        if arc.value < self.least:
            return 0, max(self.least - 1 - own, 0)
        return max(self.least - own, 0), _ENDLESS

    def small(self) -> list[int]:
        """List the numbers that this reader must not find out."""
        return [
            at
            for at, arc in enumerate(self.arcs)
            if at in self.veiled and at not in self.reader.known and arc.value - self.reader.own[at] < self.least
        ]

    def safe(self) -> bool:
        """Whether no small number can be found out."""
        return all(self.lacking(at) is None for at in self.small())

    def lacking(self, at: int) -> set[int] | None:
        """Tell which numbers to veil so that one is freer; ``None`` when it is free enough, empty when none helps."""
        low, high = self._bounds[at]
        need = min(_FREEDOM, high - low)
        found = 0
        dead_ends = []
        for up in (True, False):
            flow = list(self._start)
            while found < need and self._room(at, flow, up):
                walk = self._walk(at, flow, up, more=False)
                if walk is None:
                    break
                self._push(at, walk, flow, up)
                found += 1
            dead_ends.append((up, flow))
        if found >= need:
            return None
        for up, flow in dead_ends:
            walk = self._walk(at, flow, up, more=True) if self._room(at, flow, up) else None
            if walk is not None:
                return {arc for arc, _ in walk if arc not in self.veiled}
        return set()

    def _room(self, at: int, flow: Sequence[int], up: bool) -> bool:
        low, high = self._bounds[at]
        return flow[at] < high if up else flow[at] > low

    def _push(self, at: int, walk: Iterable[tuple[int, bool]], flow: list[int], up: bool) -> None:
        flow[at] += 1 if up else -1
        for arc, forward in walk:
            flow[arc] += 1 if forward else -1

    def _neighbours(self, *, more: bool) -> Mapping[int, Sequence[tuple[int, bool]]]:
        """Give the arcs at each node that may be walked, and whether along them or against; found once a pattern."""
        key = (more, len(self.veiled))
        if key not in self._around:
            around: dict[int, list[tuple[int, bool]]] = {}
            for other, each in enumerate(self.arcs):
                if other not in self.reader.known and (more or other in self.veiled):
                    around.setdefault(each.tail, []).append((other, True))
                    around.setdefault(each.head, []).append((other, False))
            self._around[key] = around
        return self._around[key]

    def _walk(self, at: int, flow: Sequence[int], up: bool, *, more: bool) -> list[tuple[int, bool]] | None:
        """Find the cheapest walk that brings back what one more (or less) on an arc takes away.

        Numbers that are not shown are free; with ``more`` those that are shown may be veiled, at their value.
        """
        arc = self.arcs[at]
        origin, target = (arc.head, arc.tail) if up else (arc.tail, arc.head)
        around = self._neighbours(more=more)
        best = {origin: 0}
        came: dict[int, tuple[int, int, bool]] = {}
        heap = [(0, origin)]
        while heap:
            cost, node = heapq.heappop(heap)
            if node == target:
                return _traced(came, origin, target)
            if cost > best[node]:
                continue
            for other, forward in around.get(node, ()):
                each = self.arcs[other]
                onward = each.head if forward else each.tail
                dearer = cost + (0 if other in self.veiled else 1 + each.value)
                if dearer < best.get(onward, _ENDLESS) and other != at and self._room(other, flow, forward):
                    best[onward] = dearer
                    came[onward] = (node, other, forward)
                    if onward == target and dearer == cost:
                        return _traced(came, origin, target)
                    heapq.heappush(heap, (dearer, onward))
        return None


def _traced(came: dict[int, tuple[int, int, bool]], origin: int, target: int) -> list[tuple[int, bool]]:
    walk = []
    node = target
    while node != origin:
        node, arc, forward = came[node]
        walk.append((arc, forward))
    return walk
