"""The audit of shared numbers beside brute force: every way in which small tables could be filled, one by one.

What is asked of both is the same: which small numbers of others take fewer than three values in all the tables that
agree with what a reader holds. ``python -m pytest -m slow tests/privacy/test_audit.py`` does so on
a thousand tables.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray

from maps.sharing.audit import Published, exposed
from maps.sharing.cells import BASE, Cell
from maps.sharing.readers import Limits, Reader
from maps.sharing.tally import PLACED, UNPLACED, Tally
from optimizer.disclosure import Ranges, Statement

IntArray = NDArray[np.int64]

ROWS: Final = 2
LARGEST: Final = 9
"""No number of families is tried above this: small numbers are below five, and three values are looked for."""

FILLINGS: Final[IntArray] = np.array(list(itertools.product(range(LARGEST + 1), repeat=2 * ROWS)), dtype=np.int64)
"""Families of others: placed and unplaced in the first row, then in the second."""

ENOUGH: Final = 3
MOST_CHILDREN: Final = 10


@dataclass(frozen=True, slots=True)
class Table:
    """What is told, who reads it, and the limits of the policy."""

    published: Published
    reader: Reader
    limits: Limits


def drawn(chance: Random) -> Table:
    """Draw families of three providers in two municipalities, some or none of them the reader, and what is told."""
    families = np.array(
        [[[chance.choice((0, 0, 1, 1, 2, 3)) for _ in range(2)] for _ in range(ROWS)] for _ in range(3)]
    )
    more = np.array([[chance.choice((0, 0, 1, 2)) for _ in range(ROWS)] for _ in range(3)])
    children = families.sum(axis=2) + np.where(families.sum(axis=2) > 0, more, 0)
    if chance.random() < 0.2:  # families without a child: a reader cannot take each to have one
        children = np.maximum(children - 2, 0)
    us = tuple(sorted(chance.sample(range(3), chance.randint(0, 2))))
    others = [at for at in range(3) if at not in us]
    n_placed = int(families[:, :, PLACED].sum())
    n_hubs = chance.randint(1, min(3, n_placed)) if n_placed else 0
    sizes = (n_placed - n_hubs) / max(n_hubs, 1)
    limits = Limits(max(int(sizes) - chance.randint(0, 3), 0), int(sizes) + 1 + chance.randint(0, 3))
    here = [chance.randint(0, int(families[others][:, :, PLACED].sum()) // max(len(us), 1)) for _ in us]
    of_us = {at: chance.randint(0, 2) for at in us}
    received = {at: n + of_us[at] for at, n in zip(us, here, strict=True)}

    def band(truth: int, hidden: float = 0.25) -> tuple[int, int]:
        cell = Cell.of(truth, chance.randbytes(8), "n")
        return (cell.hidden() if chance.random() < hidden else cell).band

    def bands(truths: IntArray) -> IntArray:
        return np.array([band(int(each)) for each in (*truths, truths.sum())])

    every = families.sum(axis=0)
    told = Published(
        Tally(("A", "B"), (0, 0), ("X", "Y", "Z"), families, children),
        n_hubs,
        n_hubs,
        np.stack([bands(every[:, status]) for status in (PLACED, UNPLACED)], axis=1),
        bands(every.sum(axis=1)),
        bands(children.sum(axis=0)),
        tuple(band(received.get(at, 0)) for at in range(3)),
        tuple(band(n_placed - int(families[at, :, PLACED].sum())) for at in range(3)),
        tuple(received.get(at, 0) for at in range(3)),
    )
    room = tuple((max(n - chance.randint(0, 3), 0), n + chance.randint(0, 4)) for n in here)
    chosen = list(us)
    reader = Reader(us, families[chosen].sum(axis=0), children[chosen].sum(axis=0), tuple(here), room)
    return Table(told, reader, limits)


def _inside(values: IntArray, ends: IntArray | tuple[int, int], own: int = 0) -> NDArray[np.bool_]:
    return (ends[0] <= values + own) & (values + own <= ends[1])


def remaining(table: Table) -> tuple[IntArray, list[int]]:
    """Try every filling; give those that agree with all that the reader holds, and how many values each number takes.

    Numbers are in the order of the audit: families by row and status, families by row, children by row, all placed,
    all unplaced, and what each provider of the reader receives.
    """
    told, reader = table.published, table.reader
    own, n = reader.families, told.n_constellations
    left = told.tally.families.sum(axis=0) - own
    kids = told.tally.children.sum(axis=0) - reader.children
    cells = FILLINGS.reshape(-1, ROWS, 2)
    both, totals = cells.sum(axis=2), cells.sum(axis=1)
    fits = np.ones(len(cells), dtype=bool)
    for row, status in itertools.product(range(ROWS), (PLACED, UNPLACED)):
        fits &= _inside(cells[:, row, status], told.status[row, status], int(own[row, status]))
    for row in range(ROWS):
        fits &= _inside(both[:, row], told.families[row], int(own[row].sum()))
    fits &= _inside(both.sum(axis=1), told.families[-1], int(own.sum()))
    for status in (PLACED, UNPLACED):
        fits &= _inside(totals[:, status], told.status[-1, status], int(own[:, status].sum()))
    placed, mine = totals[:, PLACED], int(own[:, PLACED].sum())
    policy = (n * table.limits.low + told.n_hub_homes, n * table.limits.high + told.n_hub_homes)
    fits &= _inside(placed, policy, mine)
    for at in reader.providers:
        fits &= _inside(placed, told.others[at], mine - int(told.tally.families[at, :, PLACED].sum()))

    least = both if (kids >= left.sum(axis=1)).all() else np.zeros_like(both)
    low = np.maximum(least, np.maximum(told.children[:ROWS, 0] - reader.children, 0))
    high = np.minimum(MOST_CHILDREN * both, told.children[:ROWS, 1] - reader.children)
    all_kids = told.children[-1] - int(reader.children.sum())
    fits &= (low <= high).all(axis=1) & (low.sum(axis=1) <= all_kids[1]) & (high.sum(axis=1) >= all_kids[0])

    gets = list(_receiving(told, reader))
    fits &= all(least <= most for least, most in gets) and placed >= sum(least for least, _ in gets)

    low, high = (
        np.maximum(low, all_kids[0] - high[:, ::-1])[fits],
        np.minimum(high, all_kids[1] - low[:, ::-1])[fits],
    )
    found = [len(np.unique(cells[fits, row, status])) for row in range(ROWS) for status in (PLACED, UNPLACED)]
    found += [len(np.unique(both[fits, row])) for row in range(ROWS)]
    found += [int(high[:, row].max() - low[:, row].min()) + 1 for row in range(ROWS)]
    found += [len(np.unique(totals[fits, status])) for status in (PLACED, UNPLACED)]
    most_placed, in_all = int(placed[fits].max()), sum(least for least, _ in gets)
    found += [min(most, most_placed - in_all + least) - least + 1 for least, most in gets]
    return cells[fits], found


def _receiving(told: Published, reader: Reader) -> Iterator[tuple[int, int]]:
    """Give the fewest and the most that each provider of the reader can receive of others."""
    for at, provider in enumerate(reader.providers):
        known = told.n_received[provider] - reader.received[at]
        (low, high), (least, most) = told.received[provider], reader.room[at]
        yield max(low - known, least, 0), min(high - known, most)


def narrow(table: Table) -> set[int]:
    """Find by brute force the small numbers of others with too few values, by their number in the audit.

    Left out is what the policy, or the reader's own constellations, tell by themselves.
    """
    told, reader = table.published, table.reader
    left = told.tally.families.sum(axis=0) - reader.families
    truth = [*left.reshape(-1), *left.sum(axis=1), *(told.tally.children.sum(axis=0) - reader.children)]
    truth += [*left.sum(axis=0), *reader.received]
    fillings, found = remaining(table)
    assert (fillings == left).all(axis=(1, 2)).any(), "the truth agrees with what is told of it"
    by_policy = told.n_constellations * (table.limits.high - table.limits.low) + 1
    given = {8: by_policy} | {10 + at: high - low + 1 for at, (low, high) in enumerate(reader.room)}
    return {
        at
        for at, (value, n) in enumerate(zip(truth, found, strict=True))
        if value < BASE and n < ENOUGH <= given.get(at, ENOUGH)
    }


@pytest.mark.parametrize("n", [60, pytest.param(1_000, marks=pytest.mark.slow)])
def test_the_audit_finds_the_numbers_that_brute_force_finds(n: int) -> None:
    n_narrow = n_wide = 0
    for seed in range(n):
        table = drawn(Random(seed))
        found = {each.unknown for each in exposed(table.published, table.reader, table.limits)}
        assert found == narrow(table), seed
        n_narrow += bool(found)
        n_wide += not found
    assert n_narrow > n / 10
    assert n_wide > n / 10


@pytest.mark.parametrize("n", [60, pytest.param(1_000, marks=pytest.mark.slow)])
def test_narrow_ranges_are_those_of_brute_force(n: int) -> None:
    chance = Random(1)
    everything = np.array(list(itertools.product(range(6), repeat=4)))
    n_narrow = 0
    for _ in range(n):
        truth = [chance.randint(0, 4) for _ in range(4)]
        statements = [Statement(((at, 1),), 0, 5) for at in range(4)]
        for _ in range(3):
            some = chance.sample(range(4), chance.randint(1, 4))
            terms = tuple((at, chance.choice((1, 1, -1, 2))) for at in some)
            value = sum(factor * truth[at] for at, factor in terms)
            statements.append(Statement(terms, value - chance.randint(0, 2), value + chance.randint(0, 2)))
        possible = everything
        for each in statements:
            total = sum(factor * possible[:, at] for at, factor in each.terms)
            possible = possible[(each.low <= total) & (total <= each.high)]
        width = chance.randint(1, 4)
        narrow = np.flatnonzero(np.ptp(possible, axis=0) < width).tolist()
        assert Ranges(4, statements).narrower(range(4), width) == narrow
        n_narrow += len(narrow)
    assert n < n_narrow < 3 * n
