"""Inner loops of subset-row cuts: reduced costs with cuts, coefficients, separation, and a varied choice of columns."""

import cython

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.formulation.pool_kernels import ColumnGroups


class CutsByGroup:
    """Subset-row cuts with their duals: those that group ``g`` is in are ``at[start[g]:start[g + 1]]``."""

    def __init__(self, start: IntArray, at: IntArray, dual: IntArray) -> None:
        self.start = start
        self.at = at
        self.dual = dual


class FractionalColumns:
    """The columns of a solution of the linear master.

    Attributes
    ----------
    columns
        Their groups.
    share
        Shape ``(C,)``: their values.
    by_start, by
        The columns that hold group ``g`` are ``by[by_start[g]:by_start[g + 1]]``.
    near_start, near, both
        The groups with a higher number that share a column with group ``g``, ascending, are
        ``near[near_start[g]:near_start[g + 1]]``; ``both`` is the sum of the values of the columns that hold the two.
    """

    def __init__(
        self,
        columns: ColumnGroups,
        share: FloatArray,
        by_start: IntArray,
        by: IntArray,
        near_start: IntArray,
        near: IntArray,
        both: FloatArray,
    ) -> None:
        self.columns = columns
        self.share = share
        self.by_start = by_start
        self.by = by
        self.near_start = near_start
        self.near = near
        self.both = both


def add_duals(
    columns: ColumnGroups, part: IntArray, dual: IntArray, cuts: CutsByGroup, work: IntArray, reduced: IntArray
) -> None:
    """Take the duals of groups off the costs of columns, and add those of cuts of which they hold two groups or more.

    Parameters
    ----------
    part
        The first column, and the one after the last.
    dual
        Shape ``(G,)``: of each group.
    work
        Shape ``(4 Q + 1,)``, zeros; a work space.
    reduced
        Shape ``(C,)``: costs with the linking rows priced in; becomes the reduced costs.
    """
    with cython.nogil:
        n_cuts = len(cuts.dual)
        for c in range(part[0], part[1]):
            total = reduced[c]
            n = 0
            for p in range(columns.start[c], columns.start[c + 1]):
                g = columns.group[p]
                total -= dual[g]
                for q in range(cuts.start[g], cuts.start[g + 1]):
                    cut = cuts.at[q]
                    if work[cut] == 0:
                        work[n_cuts + n] = cut
                        n += 1
                    elif work[cut] == 1:
                        total += cuts.dual[cut]
                    work[cut] += 1
            for t in range(n):
                work[work[n_cuts + t]] = 0
            reduced[c] = total


def count_coefficients(columns: ColumnGroups, cuts: CutsByGroup, held: IntArray) -> int:
    """Count the pairs of a column and a cut where the column holds two or three groups of the triple."""
    with cython.nogil:
        return _list_coefficients(columns, cuts, held, held, held, False)


def list_coefficients(
    columns: ColumnGroups, cuts: CutsByGroup, held: IntArray, column: IntArray, cut: IntArray
) -> None:
    """List those pairs, whose number :func:`count_coefficients` gives; ``held`` is a work space, zeros."""
    with cython.nogil:
        _list_coefficients(columns, cuts, held, column, cut, True)


def _list_coefficients(
    columns: ColumnGroups, cuts: CutsByGroup, held: IntArray, column: IntArray, cut: IntArray, listing: bool
) -> int:
    n = 0
    for c in range(len(columns.start) - 1):
        for p in range(columns.start[c], columns.start[c + 1]):
            for at in range(cuts.start[columns.group[p]], cuts.start[columns.group[p] + 1]):
                q = cuts.at[at]
                held[q] += 1
                if held[q] == 2:
                    if listing:
                        column[n] = c
                        cut[n] = q
                    n += 1
        for p in range(columns.start[c], columns.start[c + 1]):
            for at in range(cuts.start[columns.group[p]], cuts.start[columns.group[p] + 1]):
                held[cuts.at[at]] = 0
    return n


def choose_diverse(columns: ColumnGroups, order: IntArray, each: int, uses: IntArray, chosen: IntArray) -> int:
    """Choose columns in order, each with a group that fewer than ``each`` have yet; gives how many.

    Parameters
    ----------
    uses
        Shape ``(G,)``, zeros; a work space.
    chosen
        Filled; as many as fit in it.
    """
    with cython.nogil:
        n = 0
        for at in range(len(order)):
            if n >= len(chosen):
                break
            c = order[at]
            least = uses[columns.group[columns.start[c]]]
            for p in range(columns.start[c], columns.start[c + 1]):
                least = min(least, uses[columns.group[p]])
            if least < each:
                for p in range(columns.start[c], columns.start[c + 1]):
                    uses[columns.group[p]] += 1
                chosen[n] = c
                n += 1
    return n


def find_violated(
    solution: FractionalColumns, least: float, found: IntArray, violation: FloatArray, with_first: FloatArray
) -> int:
    """Find the triples that a solution of the linear master violates by more than ``least``; gives how many.

    Parameters
    ----------
    found, violation
        Shapes ``(n, 3)`` and ``(n,)``; filled, with as many as fit.
    with_first
        Shape ``(G,)``, zeros; a work space.
    """
    with cython.nogil:
        return _find_violated(solution, least, found, violation, with_first)


def _find_violated(
    solution: FractionalColumns, least: float, found: IntArray, violation: FloatArray, with_first: FloatArray
) -> int:
    n, limit, m = len(solution.by_start) - 1, len(violation), 0
    for i in range(n):
        first, last = solution.near_start[i], solution.near_start[i + 1]
        for p in range(first, last):
            with_first[solution.near[p]] = solution.both[p]
        for p in range(first, last):
            # Where no group is taken more than once, a violated cut has each two of its groups together somewhere.
            if solution.both[p] <= least:
                continue
            j = solution.near[p]
            for q in range(solution.near_start[j], solution.near_start[j + 1]):
                k = solution.near[q]
                pairs = solution.both[p] + with_first[k] + solution.both[q]
                if with_first[k] <= 0.0 or pairs <= 1.0 + least:
                    continue
                over = pairs - 2.0 * _share_of_all(solution, i, j, k) - 1.0
                if over > least and m < limit:
                    found[m, 0] = i
                    found[m, 1] = j
                    found[m, 2] = k
                    violation[m] = over
                    m += 1
        for p in range(first, last):
            with_first[solution.near[p]] = 0.0
    return m


def _share_of_all(solution: FractionalColumns, i: int, j: int, k: int) -> float:
    """Give the sum of the values of the columns that hold all three groups."""
    share = 0.0
    for p in range(solution.by_start[i], solution.by_start[i + 1]):
        c = solution.by[p]
        held = 0
        for q in range(solution.columns.start[c], solution.columns.start[c + 1]):
            if solution.columns.group[q] == j or solution.columns.group[q] == k:
                held += 1
        if held == 2:
            share += solution.share[c]
    return share
