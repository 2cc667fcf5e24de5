"""Subset-row cuts on three groups: of the columns that hold two or three of them, a plan has at most one.

Source: Jepsen, Petersen, Spoorendonk and Pisinger (2008), doi 10.1287/opre.1070.0449 (subset-row inequalities).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.formulation.cut_kernels import (
    CutsByGroup,
    FractionalColumns,
    add_duals,
    choose_diverse,
    count_coefficients,
    find_violated,
    list_coefficients,
)
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.formulation.pool_kernels import ColumnGroups

RunParallel = Callable[[Callable[[int], None], Iterable[int]], list[None]]

MOST_VIOLATED, VIOLATED_A_GROUP = 200_000, 20
"""Violated triples that are looked at: so many, or for each group of a large model."""

PAIRS_AT_ONCE = 1_000_000
"""Pairs of groups of columns that are added up at a time."""

COLUMNS_A_JOB = 10_000
"""Columns that are priced by one core at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Triples of groups with their duals.

    Attributes
    ----------
    triple
        Shape ``(Q, 3)``.
    dual
        Shape ``(Q,)``, scaled, not negative: what a column that holds two of the three pays.
    by_group
        The same for compiled code.
    """

    triple: IntArray
    dual: IntArray
    by_group: CutsByGroup


def cuts_of(triple: IntArray, dual: IntArray, n_groups: int) -> Cuts:
    """Index cuts by group, without those whose dual is nothing."""
    priced = dual > 0
    triple, dual = triple[priced], dual[priced]
    return Cuts(triple, dual, _by_group(triple, dual, n_groups))


def cuts_within(cuts: Cuts, groups: IntArray, n_groups: int) -> CutsByGroup:
    """Give the cuts of which columns of these groups alone can hold two."""
    alone = ColumnGroups(np.array([0, len(groups)]), groups.astype(np.int32))
    kept = np.sort(_coefficients(alone, cuts.by_group)[1])
    return _by_group(cuts.triple[kept], cuts.dual[kept], n_groups)


def _by_group(triple: IntArray, dual: IntArray, n_groups: int) -> CutsByGroup:
    flat = triple.ravel()
    order = np.argsort(flat, kind="stable")
    start = np.append(0, np.cumsum(np.bincount(flat, minlength=n_groups))).astype(np.int64)
    return CutsByGroup(start, order // 3, dual)


def no_cuts(n_groups: int) -> Cuts:
    """Give the absence of cuts."""
    return cuts_of(np.zeros((0, 3), np.int64), np.zeros(0, np.int64), n_groups)


def cut_coefficients(pool: Pool, triple: IntArray, n_groups: int) -> tuple[IntArray, IntArray]:
    """Give all pairs of a column and a cut where the column holds two or three groups of the triple."""
    return _coefficients(pool.column_groups(), _by_group(triple, np.ones(len(triple), np.int64), n_groups))


def _coefficients(columns: ColumnGroups, cuts: CutsByGroup) -> tuple[IntArray, IntArray]:
    held = np.zeros(len(cuts.dual), np.int64)
    n = count_coefficients(columns, cuts, held)
    column, cut = np.empty(n, np.int64), np.empty(n, np.int64)
    list_coefficients(columns, cuts, held, column, cut)
    return column, cut


def reduced_costs(
    pool: Pool, base: IntArray, dual: IntArray, cuts: Cuts, run_parallel: RunParallel | None = None
) -> IntArray:
    """Give the reduced costs of a pool; ``base`` holds the scaled costs of its columns with the linking rows priced in.

    ``run_parallel`` runs a job for each number on all cores, where that is worth it.
    """
    reduced, columns = base.copy(), pool.column_groups()

    def work(part: int) -> None:
        ends = np.array([part * COLUMNS_A_JOB, min((part + 1) * COLUMNS_A_JOB, len(pool))], np.int64)
        add_duals(columns, ends, dual, cuts.by_group, np.zeros(4 * len(cuts.dual) + 1, np.int64), reduced)

    parts = range(-(-len(pool) // COLUMNS_A_JOB))
    if run_parallel is None or len(parts) < 2:
        for part in parts:
            work(part)
    else:
        run_parallel(work, parts)
    return reduced


def diverse_columns(pool: Pool, reduced: IntArray, n_groups: int, each: int, most: int) -> IntArray:
    """Choose columns of negative reduced cost, lowest first, each with a group that fewer than ``each`` have yet."""
    order = np.flatnonzero(reduced < 0)
    if len(order) > 40 * most:
        order = order[np.argpartition(reduced[order], 40 * most)[: 40 * most]]
    order = order[np.argsort(reduced[order], kind="stable")]
    chosen = np.empty(most, np.int64)
    n = choose_diverse(pool.column_groups(), order, each, np.zeros(n_groups, np.int64), chosen)
    return np.sort(chosen[:n])


def separate(pool: Pool, share: FloatArray, n_groups: int, most: int, each: int, least: float = 0.02) -> IntArray:
    """Find triples that a solution of the linear master, or shares near one, violate, worst first.

    Parameters
    ----------
    pool, share
        The columns in use and how much of each.
    n_groups
        Number of groups.
    most, each
        At most so many cuts, and at most so many that share a group.
    least
        Smaller violations are left.
    """
    near_start, near, both = _pairs(pool, share, n_groups)
    order = np.argsort(pool.group, kind="stable")
    owner = np.repeat(np.arange(len(pool)), np.diff(pool.start))[order]
    by_start = np.searchsorted(pool.group[order], np.arange(n_groups + 1)).astype(np.int64)
    solution = FractionalColumns(pool.column_groups(), share, by_start, owner, near_start, near, both)
    most_violated = max(MOST_VIOLATED, VIOLATED_A_GROUP * n_groups)
    found, violation = np.empty((most_violated, 3), np.int64), np.empty(most_violated)
    n = find_violated(solution, least, found, violation, np.zeros(n_groups))
    found, violation = found[:n], violation[:n]
    uses = np.zeros(n_groups, np.int64)
    chosen: list[int] = []
    for q in np.argsort(-violation, kind="stable"):
        if (uses[found[q]] < each).all():
            uses[found[q]] += 1
            chosen.append(int(q))
            if len(chosen) >= most:
                break
    return found[chosen]


def _pairs(pool: Pool, share: FloatArray, n_groups: int) -> tuple[IntArray, IntArray, FloatArray]:
    """Give the pairs of groups that share a column, by the lower one, and the sum of the values of those columns."""
    length = np.diff(pool.start)
    keys, values = [np.zeros(0, np.int64)], [np.zeros(0)]
    for size in np.unique(length):
        low, high = np.triu_indices(int(size), 1)
        held = np.flatnonzero(length == size)
        for part in np.array_split(held, 1 + len(held) * len(low) // PAIRS_AT_ONCE):
            groups = np.sort(pool.group[pool.start[part][:, np.newaxis] + np.arange(size)], axis=1).astype(np.int64)
            key = (groups[:, low] * n_groups + groups[:, high]).ravel()
            pairs, place = np.unique(key, return_inverse=True)
            keys.append(pairs)
            values.append(np.bincount(place, np.repeat(share[part], len(low)), len(pairs)).astype(np.float64))
    pairs, place = np.unique(np.concatenate(keys), return_inverse=True)
    start = np.searchsorted(pairs, np.arange(n_groups + 1) * n_groups).astype(np.int64)
    return start, pairs % n_groups, np.bincount(place, np.concatenate(values), len(pairs)).astype(np.float64)
