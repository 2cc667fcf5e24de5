"""Which small numbers a reader could work out from all that it holds.

A number of others' families or children below five is safe for a reader when at least three values of it agree with
everything that this reader holds. That is shown by example where a family more or less in one row, and where need be
one less or more in another, changes nothing that is told; only where no such example is near is it proved or refuted by
the exact range (:mod:`optimizer.disclosure`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from maps.sharing.cells import BASE, ENDLESS
from maps.sharing.readers import Limits, Reader
from maps.sharing.tally import PLACED, UNPLACED, IntArray, Tally
from optimizer.disclosure import Ranges, Statement

TOTAL: Final = -1
"""The row of all rows together."""

WIDTH: Final = 3
"""Values of a small number that must remain possible."""

_MOST_CHILDREN: Final = 10
"""Foster children of one family, as the families file allows."""

_STEPS: Final = WIDTH - 1


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """Least and greatest numbers that agree with what is told; the last row is that of all rows together.

    Attributes
    ----------
    n_hub_homes
        Constellations of which the hub home is a family: how many are still to be found is told.
    status
        Shape ``(r + 1, 2, 2)``: of placed and of unplaced families, both ends.
    families, children
        Shape ``(r + 1, 2)``.
    received, others
        Both ends for each provider.
    n_received
        For each provider, satellites of others at its hub homes; a reader takes off those of its own.
    """

    tally: Tally = field(repr=False)
    n_constellations: int
    n_hub_homes: int
    status: IntArray = field(repr=False)
    families: IntArray = field(repr=False)
    children: IntArray = field(repr=False)
    received: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]
    n_received: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exposed:
    """A small number that a reader could narrow down.

    Attributes
    ----------
    unknown
        Its number in the exact model.
    row
        Its row; ``TOTAL`` for one over all rows, and ``None`` for what a provider receives.
    """

    unknown: int
    row: int | None


def exposed(published: Published, reader: Reader, limits: Limits) -> tuple[Exposed, ...]:
    """Find the small numbers of others that are not safe from a reader."""
    view = _View(published, reader, limits)
    return view.unsafe(view.doubtful())


def still_exposed(
    published: Published, reader: Reader, limits: Limits, before: Iterable[Exposed]
) -> tuple[Exposed, ...]:
    """Find which numbers are not safe yet, now that less is told: what was safe before stays so."""
    return _View(published, reader, limits).unsafe(before)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What one reader sees: the unknown families and children of others, around their true values."""

    published: Published
    reader: Reader
    limits: Limits

    @property
    def n_rows(self) -> int:
        return len(self.published.tally.rows)

    @property
    def families(self) -> IntArray:
        """Others' families, shape ``(r, 2)``."""
        left: IntArray = self.published.tally.families.sum(axis=0) - self.reader.families
        return left

    @property
    def children(self) -> IntArray:
        """Others' children, shape ``(r,)``."""
        left: IntArray = self.published.tally.children.sum(axis=0) - self.reader.children
        return left

    @property
    def each_has_a_child(self) -> bool:
        """Whether a reader may take every family to have a foster child: as most do, a careful reader will."""
        return bool((self.children >= self.families.sum(axis=1)).all())

    def doubtful(self) -> Iterator[Exposed]:
        """Give the unknowns below five that no near example shows to be safe.

        What the policy and the reader's own families tell by themselves, without anything told, is left out.
        """
        families, children = self.families, self.children
        row_up, row_down = self._moves()
        rise, fall = self._total_moves()
        up, down = self._in_all(row_up, row_down, rise, fall)
        safe = np.maximum(up + down, self._swaps(rise, fall)) >= _STEPS
        for row in range(self.n_rows):
            for status in (PLACED, UNPLACED):
                if families[row, status] < BASE and not safe[row, status]:
                    yield Exposed(self._family(row, status), row)
            if families[row].sum() < BASE and not ((up + down)[row] >= _STEPS).any():
                yield Exposed(self._both(row), row)
            if children[row] < BASE and not self._child_moves(row):
                yield Exposed(self._child(row), row)
        for status in (PLACED, UNPLACED):
            ups, downs = (int(rows[:, status].sum()) for rows in (row_up, row_down))
            enough = min(rise[status], ups) + min(fall[status], downs) >= _STEPS
            least, most = self._placed_by_policy() if status == PLACED else (0, ENDLESS)
            if families[:, status].sum() < BASE and not enough and most - least >= _STEPS:
                yield Exposed(self._total(status), TOTAL)
        for at, provider in enumerate(self.reader.providers):
            if self.reader.received[at] < BASE and not self._received_moves(at, provider):
                low, high = self.reader.room[at]
                if high - low >= _STEPS:
                    yield Exposed(self._received(at), None)

    def _received_moves(self, at: int, provider: int) -> bool:
        """Tell whether the satellites received can surely take enough values."""
        here, truth = self.reader.received[at], self.published.n_received[provider]
        (low, high), (least, most) = self.published.received[provider], self.reader.room[at]
        spare = int(self.families[:, PLACED].sum()) - sum(self.reader.received)
        return max(min(high - truth, most - here, spare), 0) + max(min(truth - low, here - least), 0) >= _STEPS

    def _moves(self) -> tuple[IntArray, IntArray]:
        """Give, shape ``(r, 2)``, by how much each number can go up and down with nothing told of its row changing."""
        families, children = self.families, self.children
        bounds = self.published
        truth = bounds.tally.families.sum(axis=0)
        both = truth.sum(axis=1)[:, None]
        up = np.minimum(bounds.status[:-1, :, 1] - truth, bounds.families[:-1, 1:2] - both)
        down = np.minimum(truth - bounds.status[:-1, :, 0], both - bounds.families[:-1, 0:1])
        down = np.minimum(down, families)
        spare = (children - families.sum(axis=1) if self.each_has_a_child else np.full(self.n_rows, _STEPS))[:, None]
        fewer = families.sum(axis=1)[:, None] - -(-children[:, None] // _MOST_CHILDREN)
        return np.clip(np.minimum(up, spare), 0, _STEPS), np.clip(np.minimum(down, fewer), 0, _STEPS)

    def _in_all(
        self, row_up: IntArray, row_down: IntArray, rise: Sequence[int], fall: Sequence[int]
    ) -> tuple[IntArray, IntArray]:
        """Limit moves of one row to what totals allow, or another row of the same kind can take back."""
        up, down = row_up.copy(), row_down.copy()
        for status in (PLACED, UNPLACED):
            rows_up, rows_down = row_up[:, status], row_down[:, status]
            for row in range(self.n_rows):
                others = np.arange(self.n_rows) != row
                back_up = rows_up[others].max(initial=0)
                back_down = rows_down[others].max(initial=0)
                up[row, status] = min(rows_up[row], max(rise[status], back_down))
                down[row, status] = min(rows_down[row], max(fall[status], back_up))
        return up, down

    def _swaps(self, rise: Sequence[int], fall: Sequence[int]) -> IntArray:
        """Give, shape ``(r, 2)``, how many values a number surely takes when a row's families change between both."""
        families, bounds = self.families, self.published
        truth = bounds.tally.families.sum(axis=0)
        up = np.clip(np.minimum(bounds.status[:-1, :, 1] - truth, families[:, ::-1]), 0, _STEPS)
        down = np.clip(np.minimum(truth - bounds.status[:-1, :, 0], families), 0, _STEPS)
        up, down = np.minimum(up, down[:, ::-1]), np.minimum(down, up[:, ::-1])
        room = np.array([[min(rise[at], fall[1 - at]), min(fall[at], rise[1 - at])] for at in (PLACED, UNPLACED)])
        moves: IntArray = np.minimum(up, room[:, 0]) + np.minimum(down, room[:, 1])
        return moves

    def _total_moves(self) -> tuple[list[int], list[int]]:
        """Give by how much the placed and the unplaced families of others can go up and down in all."""
        bounds = self.published
        truth = bounds.tally.families.sum(axis=(0, 1))
        every = int(truth.sum())
        rise, fall = [], []
        for status in (PLACED, UNPLACED):
            low, high = bounds.status[-1, status].tolist()
            ups = [high - int(truth[status]), int(bounds.families[-1, 1]) - every]
            downs = [int(truth[status]) - low, every - int(bounds.families[-1, 0])]
            if status == PLACED:
                least, most = self._placed_by_policy()
                ups.append(most - int(truth[status]))
                downs.append(int(truth[status]) - least)
                downs.append(int(self.families[:, PLACED].sum()) - sum(self.reader.received))
                for provider in self.reader.providers:
                    low, high = bounds.others[provider]
                    theirs = int(truth[PLACED] - bounds.tally.families[provider, :, PLACED].sum())
                    ups.append(high - theirs)
                    downs.append(theirs - low)
            rise.append(max(min(ups), 0))
            fall.append(max(min(downs), 0))
        return rise, fall

    def _placed_by_policy(self) -> tuple[int, int]:
        n, hubs = self.published.n_constellations, self.published.n_hub_homes
        return n * self.limits.low + hubs, n * self.limits.high + hubs

    def _child_moves(self, row: int) -> bool:
        """Tell whether the children of a row can surely take enough values."""
        here, families = int(self.children[row]), int(self.families[row].sum())
        least = families if self.each_has_a_child else 0
        most = _MOST_CHILDREN * families
        ups, downs = [most - here], [here - least]
        truth = self.published.tally.children.sum(axis=0)
        for band, value in ((self.published.children[row], truth[row]), (self.published.children[-1], truth.sum())):
            ups.append(int(band[1] - value))
            downs.append(int(value - band[0]))
        return min(*ups, _STEPS) + min(*downs, _STEPS) >= _STEPS

    # The unknowns of the exact model, by number.

    def _family(self, row: int, status: int) -> int:
        return 2 * row + status

    def _both(self, row: int) -> int:
        return 2 * self.n_rows + row

    def _child(self, row: int) -> int:
        return 3 * self.n_rows + row

    def _total(self, status: int) -> int:
        return 4 * self.n_rows + status

    def _received(self, at: int) -> int:
        return 4 * self.n_rows + 2 + at

    def unsafe(self, some: Iterable[Exposed]) -> tuple[Exposed, ...]:
        """Keep those that are too narrow: by what is told of their row alone, else by the exact range.

        What could not be worked out is not safe.
        """
        asked = tuple(some)
        doubtful = {each.unknown for each in asked if _wide(self._in_row(each))}
        if not doubtful:
            return asked
        ranges = Ranges(4 * self.n_rows + 2 + len(self.reader.received), self._statements())
        safe = doubtful.difference(ranges.narrower(sorted(doubtful), _STEPS))
        return tuple(each for each in asked if each.unknown not in safe)

    def _in_row(self, each: Exposed) -> tuple[int, int]:
        """Give the range of a number by what is told of its row alone; it can only be narrower."""
        if each.row is None or each.row == TOTAL or each.unknown >= 3 * self.n_rows:
            return 0, ENDLESS
        row, own, told = each.row, self.reader.families[each.row], self.published
        ends = [_left(told.status[row, status], int(own[status])) for status in (PLACED, UNPLACED)]
        least, most = _left(told.families[row], int(own.sum()))
        child = _left(told.children[row], int(self.reader.children[row]))
        least = max(least, -(-child[0] // _MOST_CHILDREN))
        most = min(most, child[1]) if self.each_has_a_child else most
        if each.unknown == self._both(row):
            return max(least, ends[0][0] + ends[1][0]), min(most, ends[0][1] + ends[1][1])
        status = each.unknown - self._family(row, PLACED)
        (low, high), other = ends[status], ends[1 - status]
        return max(low, least - other[1]), min(high, most - other[0])

    def _statements(self) -> Iterator[Statement]:
        """Say everything that the reader holds, about what is not its own."""
        bounds, reader = self.published, self.reader
        own = reader.families
        for row in range(self.n_rows):
            placed, unplaced = self._family(row, PLACED), self._family(row, UNPLACED)
            both, child = self._both(row), self._child(row)
            yield Statement(((placed, 1), (unplaced, 1), (both, -1)), 0, 0)
            for status, unknown in ((PLACED, placed), (UNPLACED, unplaced)):
                yield _within(unknown, bounds.status[row, status], int(own[row, status]))
            yield _within(both, bounds.families[row], int(own[row].sum()))
            yield _within(child, bounds.children[row], int(reader.children[row]))
            yield Statement(((both, _MOST_CHILDREN), (child, -1)), 0, ENDLESS)
            if self.each_has_a_child:
                yield Statement(((child, 1), (both, -1)), 0, ENDLESS)
        rows = range(self.n_rows)
        for status in (PLACED, UNPLACED):
            parts = tuple((self._family(row, status), 1) for row in rows)
            yield Statement((*parts, (self._total(status), -1)), 0, 0)
            yield _within(self._total(status), bounds.status[-1, status], int(own[:, status].sum()))
        yield _over(tuple((self._both(row), 1) for row in rows), bounds.families[-1], int(own.sum()))
        yield _over(tuple((self._child(row), 1) for row in rows), bounds.children[-1], int(reader.children.sum()))
        yield from self._placed_statements()

    def _placed_statements(self) -> Iterator[Statement]:
        bounds, reader = self.published, self.reader
        placed = self._total(PLACED)
        own = int(reader.families[:, PLACED].sum())
        least, most = self._placed_by_policy()
        yield Statement(((placed, 1),), max(least - own, 0), most - own)
        for at, provider in enumerate(reader.providers):
            theirs = int(bounds.tally.families[provider, :, PLACED].sum())
            yield _within(placed, np.array(bounds.others[provider]), own - theirs)
            low, high = bounds.received[provider]
            known = bounds.n_received[provider] - reader.received[at]
            yield _within(self._received(at), np.array((low, high)), known)
            yield Statement(((self._received(at), 1),), *reader.room[at])
        if reader.received:
            parts = tuple((self._received(at), -1) for at in range(len(reader.received)))
            yield Statement(((placed, 1), *parts), 0, ENDLESS)


def _wide(ends: tuple[int, int]) -> bool:
    return ends[1] - ends[0] >= _STEPS


def _within(unknown: int, band: NDArray[np.int64], own: int) -> Statement:
    return _over(((unknown, 1),), band, own)


def _over(terms: tuple[tuple[int, int], ...], band: NDArray[np.int64], own: int) -> Statement:
    return Statement(terms, *_left(band, own))


def _left(band: NDArray[np.int64], own: int) -> tuple[int, int]:
    """Give what a band over all leaves for others, the reader's own taken off."""
    return max(int(band[0]) - own, 0), max(int(band[1]) - own, 0)
