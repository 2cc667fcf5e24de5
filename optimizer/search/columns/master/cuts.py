"""Subset-row cuts on three groups: of the columns that hold two or three of them, a plan has at most one.

Source: Jepsen, Petersen, Spoorendonk and Pisinger (2008), doi 10.1287/opre.1070.0449 (subset-row inequalities).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.model import IntArray
from optimizer.search.columns.grouped_model import Int32Array
from optimizer.search.columns.master.pool import Pool
from optimizer.search.compiled import compiled

FloatArray = NDArray[np.float64]

RunParallel = Callable[[Callable[[int], None], Iterable[int]], list[None]]

COLUMNS_A_JOB = 10_000
"""Columns that are priced by one core at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Triples of groups with their duals, by group.

    Attributes
    ----------
    triple
        Shape ``(Q, 3)``.
    dual
        Shape ``(Q,)``, scaled, not negative: what a column that holds two of the three pays.
    start, at
        The cuts that group ``g`` is in are ``at[start[g]:start[g + 1]]``.
    """

    triple: IntArray
    dual: IntArray
    start: IntArray
    at: IntArray


def cuts_of(triple: IntArray, dual: IntArray, n_groups: int) -> Cuts:
    """Index cuts by group, without those whose dual is nothing."""
    priced = dual > 0
    triple, dual = triple[priced], dual[priced]
    flat = triple.ravel()
    order = np.argsort(flat, kind="stable")
    return Cuts(triple, dual, np.searchsorted(flat[order], np.arange(n_groups + 1)).astype(np.int64), order // 3)


@compiled
def _reduced(
    begin: int,
    end: int,
    start: IntArray,
    group: Int32Array,
    base: IntArray,
    dual: IntArray,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    out: IntArray,
) -> None:
    held = np.zeros(len(cut_price), np.int64)
    touched = np.empty(len(cut_at) + 1, np.int64)
    for c in range(begin, end):
        total = base[c]
        n = 0
        for p in range(start[c], start[c + 1]):
            g = group[p]
            total -= dual[g]
            for q in range(cut_start[g], cut_start[g + 1]):
                cut = cut_at[q]
                if held[cut] == 0:
                    touched[n] = cut
                    n += 1
                elif held[cut] == 1:
                    total += cut_price[cut]
                held[cut] += 1
        for t in range(n):
            held[touched[t]] = 0
        out[c] = total


def no_cuts(n_groups: int) -> Cuts:
    """Give the absence of cuts."""
    return cuts_of(np.zeros((0, 3), np.int64), np.zeros(0, np.int64), n_groups)


def cut_coefficients(pool: Pool, triple: IntArray, n_groups: int) -> tuple[IntArray, IntArray]:
    """Give all pairs of a column and a cut where the column holds two or three groups of the triple."""
    everything = cuts_of(triple, np.ones(len(triple), np.int64), n_groups)
    return _columns_in_cuts(pool.start, pool.group, everything.start, everything.at, len(triple))


@compiled
def _columns_in_cuts(
    start: IntArray, group: Int32Array, cut_start: IntArray, cut_at: IntArray, n_cuts: int
) -> tuple[IntArray, IntArray]:
    held = np.zeros(n_cuts, np.int64)
    column, cut = np.empty(64, np.int64), np.empty(64, np.int64)
    n = 0
    for c in range(len(start) - 1):
        for p in range(start[c], start[c + 1]):
            for at in range(cut_start[group[p]], cut_start[group[p] + 1]):
                q = cut_at[at]
                held[q] += 1
                if held[q] == 2:
                    if n == len(column):
                        column = np.concatenate((column, np.empty(n, np.int64)))
                        cut = np.concatenate((cut, np.empty(n, np.int64)))
                    column[n], cut[n] = c, q
                    n += 1
        for p in range(start[c], start[c + 1]):
            for at in range(cut_start[group[p]], cut_start[group[p] + 1]):
                held[cut_at[at]] = 0
    return column[:n], cut[:n]


def reduced_costs(
    pool: Pool, base: IntArray, dual: IntArray, cuts: Cuts, run_parallel: RunParallel | None = None
) -> IntArray:
    """Give the reduced costs of a pool; ``base`` holds the scaled costs of its columns with the linking rows priced in.

    ``run_parallel`` runs a job for each number on all cores, where that is worth it.
    """
    out = np.empty(len(pool), np.int64)

    def work(part: int) -> None:
        begin, end = part * COLUMNS_A_JOB, min((part + 1) * COLUMNS_A_JOB, len(pool))
        _reduced(begin, end, pool.start, pool.group, base, dual, cuts.start, cuts.at, cuts.dual, out)

    parts = range(-(-len(pool) // COLUMNS_A_JOB))
    if run_parallel is None or len(parts) < 2:
        for part in parts:
            work(part)
    else:
        run_parallel(work, parts)
    return out


@compiled
def _diverse(order: IntArray, start: IntArray, group: Int32Array, n_groups: int, each: int, most: int) -> IntArray:
    uses = np.zeros(n_groups, np.int64)
    chosen = np.empty(most, np.int64)
    n = 0
    for c in order:
        if n >= most:
            break
        least = uses[group[start[c]]]
        for p in range(start[c], start[c + 1]):
            least = min(least, uses[group[p]])
        if least < each:
            for p in range(start[c], start[c + 1]):
                uses[group[p]] += 1
            chosen[n] = c
            n += 1
    return chosen[:n]


def diverse_columns(pool: Pool, reduced: IntArray, n_groups: int, each: int, most: int) -> IntArray:
    """Choose columns of negative reduced cost, lowest first, each with a group that fewer than ``each`` have yet."""
    order = np.flatnonzero(reduced < 0)
    if len(order) > 40 * most:
        order = order[np.argpartition(reduced[order], 40 * most)[: 40 * most]]
    order = order[np.argsort(reduced[order], kind="stable")]
    return np.sort(_diverse(order, pool.start, pool.group, n_groups, each, most))


@compiled
def _violated(
    pair: FloatArray,
    start: IntArray,
    group: Int32Array,
    share: FloatArray,
    by_start: IntArray,
    by: IntArray,
    least: float,
    limit: int,
) -> tuple[IntArray, FloatArray]:
    n = len(pair)
    found = np.empty((limit, 3), np.int64)
    excess = np.empty(limit, np.float64)
    m = 0
    for i in range(n):
        for j in range(i + 1, n):
            # What violates a cut holds each two of its groups together somewhere.
            if pair[i, j] <= least:
                continue
            for k in range(j + 1, n):
                both = pair[i, j] + pair[i, k] + pair[j, k]
                if both <= 1.0 + least:
                    continue
                all_three = 0.0
                for p in range(by_start[i], by_start[i + 1]):
                    c = by[p]
                    held = 0
                    for q in range(start[c], start[c + 1]):
                        if group[q] == j or group[q] == k:
                            held += 1
                    if held == 2:
                        all_three += share[c]
                over = both - 2.0 * all_three - 1.0
                if over > least and m < limit:
                    found[m, 0], found[m, 1], found[m, 2] = i, j, k
                    excess[m] = over
                    m += 1
    return found[:m], excess[:m]


def separate(pool: Pool, share: FloatArray, n_groups: int, most: int, each: int, least: float = 0.02) -> IntArray:
    """Find triples that a fractional plan violates, worst first.

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
    pair = np.zeros((n_groups, n_groups))
    for c in range(len(pool)):
        held = pool.groups(c)
        pair[np.ix_(held, held)] += share[c]
    order = np.argsort(pool.group, kind="stable")
    owner = np.repeat(np.arange(len(pool)), np.diff(pool.start))[order]
    by_start = np.searchsorted(pool.group[order], np.arange(n_groups + 1)).astype(np.int64)
    found, excess = _violated(pair, pool.start, pool.group, share, by_start, owner, least, 200_000)
    uses = np.zeros(n_groups, np.int64)
    chosen: list[int] = []
    for q in np.argsort(-excess, kind="stable"):
        if (uses[found[q]] < each).all():
            uses[found[q]] += 1
            chosen.append(int(q))
            if len(chosen) >= most:
                break
    return found[chosen]
