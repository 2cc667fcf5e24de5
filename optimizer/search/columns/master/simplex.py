"""The pivots of a revised simplex method with a dense inverse, primal and dual.

The inverse of the basis is kept transposed, so that a column of the inverse is contiguous.
Sources: Forrest and Goldfarb (1992), doi 10.1007/BF01581089 (reference weights); Harris (1973), doi
10.1007/BF01580108 (ratio test).
"""

import cython

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray

OPTIMAL, PIVOT_LIMIT, NO_PIVOT = 0, 1, 2
"""How a run of pivots ends: at an optimum, after as many pivots as were allowed, or where no pivot is large enough."""

if not cython.compiled:
    DUAL_TOLERANCE = 1e-9
    PRIMAL_TOLERANCE = 1e-10
    PIVOT_TOLERANCE = 1e-7


class Matrix:
    """Columns of a sparse matrix: those of variable ``j`` are at ``start[j]:start[j + 1]``."""

    def __init__(self, start: IntArray, row: IntArray, value: FloatArray) -> None:
        self.start = start
        self.row = row
        self.value = value


class Basis:
    """A basis of ``m`` of ``n`` variables; pivots change it in place.

    Attributes
    ----------
    inverse_t
        Shape ``(m, m)``: its inverse, transposed.
    x
        Shape ``(m,)``: the values of its variables.
    basic, position
        Shapes ``(m,)`` and ``(n,)``: its variables, and the position there of each variable, below 0 for none.
    """

    def __init__(self, inverse_t: FloatArray, x: FloatArray, basic: IntArray, position: IntArray) -> None:
        self.inverse_t = inverse_t
        self.x = x
        self.basic = basic
        self.position = position
        self.m = len(basic)
        self.n = len(position)


class Workspace:
    """Arrays that pivots fill, and how the last run of them ended.

    Attributes
    ----------
    alpha
        Shape ``(m,)``: the column of the entering variable in terms of the basis.
    rho
        Shape ``(m,)``: the row of the inverse of the leaving variable.
    line
        Shape ``(n,)``: the product of that row with each variable outside the basis.
    weight
        Shape ``(m,)``: reference weights of the dual simplex.
    aside
        Shape ``(n,)``: variables that the dual simplex does not let enter, as their reduced cost was negative.
    ending
        ``OPTIMAL``, ``PIVOT_LIMIT`` or ``NO_PIVOT``.
    """

    def __init__(
        self, alpha: FloatArray, rho: FloatArray, line: FloatArray, weight: FloatArray, aside: BoolArray
    ) -> None:
        self.alpha = alpha
        self.rho = rho
        self.line = line
        self.weight = weight
        self.aside = aside
        self.ending = 0


def _pivot(basis: Basis, q: int, r: int, work: Workspace) -> None:
    """Let variable ``q`` take position ``r`` of the basis; its column is ``alpha``, the row of the inverse ``rho``."""
    m = basis.m
    pivot = work.alpha[r]
    step = basis.x[r] / pivot
    for i in range(m):
        basis.x[i] -= step * work.alpha[i]
    basis.x[r] = step
    for k in range(m):
        if work.rho[k] != 0.0:
            _subtract(basis.inverse_t, k, work.rho[k] / pivot, work.alpha, m)
            basis.inverse_t[k, r] = work.rho[k] / pivot
    basis.position[basis.basic[r]] = -1
    basis.basic[r] = q
    basis.position[q] = r


def _subtract(matrix: FloatArray, k: int, times: float, vector: FloatArray, m: int) -> None:
    """Take ``times`` a vector off row ``k`` of a matrix."""
    for i in range(m):
        matrix[k, i] -= times * vector[i]


def _add(vector: FloatArray, times: float, matrix: FloatArray, k: int, m: int) -> None:
    """Add ``times`` row ``k`` of a matrix to a vector."""
    for i in range(m):
        vector[i] += times * matrix[k, i]


def _fill_column(q: int, matrix: Matrix, basis: Basis, work: Workspace) -> None:
    """Fill ``alpha`` with the column of variable ``q`` in terms of the basis."""
    for i in range(basis.m):
        work.alpha[i] = 0.0
    for p in range(matrix.start[q], matrix.start[q + 1]):
        _add(work.alpha, matrix.value[p], basis.inverse_t, matrix.row[p], basis.m)


def _fill_row(r: int, matrix: Matrix, basis: Basis, work: Workspace) -> None:
    """Fill ``rho`` with row ``r`` of the inverse, ``line`` with its products with the variables outside the basis."""
    for k in range(basis.m):
        work.rho[k] = basis.inverse_t[k, r]
    for j in range(basis.n):
        total = 0.0
        if basis.position[j] < 0:
            for p in range(matrix.start[j], matrix.start[j + 1]):
                total += work.rho[matrix.row[p]] * matrix.value[p]
        work.line[j] = total


def primal_simplex(
    matrix: Matrix, basis: Basis, reduced: FloatArray, weight: FloatArray, limit: int, work: Workspace
) -> int:
    """Pivot from a solution within the limits to an optimum; gives the number of pivots.

    Parameters
    ----------
    reduced, weight
        Shape ``(n,)``: reduced costs and reference weights; both are changed.
    limit
        Pivots at most.
    """
    with cython.nogil:
        return _primal(matrix, basis, reduced, weight, limit, work)


def _primal(matrix: Matrix, basis: Basis, reduced: FloatArray, weight: FloatArray, limit: int, work: Workspace) -> int:
    for n_pivots in range(limit):
        best, q = 0.0, -1
        for j in range(basis.n):
            if reduced[j] < -DUAL_TOLERANCE and basis.position[j] < 0 and reduced[j] * reduced[j] > best * weight[j]:
                best, q = reduced[j] * reduced[j] / weight[j], j
        if q < 0:
            work.ending = 0
            return n_pivots
        _fill_column(q, matrix, basis, work)
        bound, r, largest = 1e300, -1, PIVOT_TOLERANCE
        for i in range(basis.m):
            if work.alpha[i] > PIVOT_TOLERANCE:
                bound = min(bound, (max(basis.x[i], 0.0) + PRIMAL_TOLERANCE) / work.alpha[i])
        for i in range(basis.m):
            if work.alpha[i] > largest and max(basis.x[i], 0.0) <= bound * work.alpha[i]:
                r, largest = i, work.alpha[i]
        if r < 0:
            work.ending = 2
            return n_pivots
        _fill_row(r, matrix, basis, work)
        theta, pull = reduced[q] / work.alpha[r], weight[q] / (work.alpha[r] * work.alpha[r])
        for j in range(basis.n):
            if work.line[j] != 0.0:
                reduced[j] -= theta * work.line[j]
                weight[j] = max(weight[j], work.line[j] * work.line[j] * pull)
        reduced[q] = 0.0
        reduced[basis.basic[r]] = -theta
        weight[basis.basic[r]] = max(pull, 1.0)
        _pivot(basis, q, r, work)
    work.ending = 1
    return limit


def dual_simplex(matrix: Matrix, basis: Basis, reduced: FloatArray, limit: int, work: Workspace) -> int:
    """Pivot until the solution is within the limits, keeping reduced costs that are not negative so.

    Gives the number of pivots; parameters are those of :func:`primal_simplex`.
    """
    with cython.nogil:
        return _dual(matrix, basis, reduced, limit, work)


def _dual(  # noqa: PLR0912
    matrix: Matrix, basis: Basis, reduced: FloatArray, limit: int, work: Workspace
) -> int:
    for j in range(basis.n):
        work.aside[j] = reduced[j] < -DUAL_TOLERANCE
    for i in range(basis.m):
        work.weight[i] = 1.0
    for n_pivots in range(limit):
        worst, r = 0.0, -1
        for i in range(basis.m):
            if basis.x[i] < -PRIMAL_TOLERANCE and basis.x[i] * basis.x[i] > worst * work.weight[i]:
                worst, r = basis.x[i] * basis.x[i] / work.weight[i], i
        if r < 0:
            work.ending = 0
            return n_pivots
        _fill_row(r, matrix, basis, work)
        bound, q, largest = 1e300, -1, PIVOT_TOLERANCE
        for j in range(basis.n):
            if work.line[j] < -PIVOT_TOLERANCE and not work.aside[j]:
                bound = min(bound, (max(reduced[j], 0.0) + DUAL_TOLERANCE) / -work.line[j])
        for j in range(basis.n):
            if -work.line[j] > largest and not work.aside[j] and max(reduced[j], 0.0) <= bound * -work.line[j]:
                q, largest = j, -work.line[j]
        if q < 0:
            work.ending = 2
            return n_pivots
        _fill_column(q, matrix, basis, work)
        if abs(work.alpha[r] - work.line[q]) > 1e-6 * largest:
            work.ending = 2
            return n_pivots
        theta = reduced[q] / work.line[q]
        for j in range(basis.n):
            reduced[j] -= theta * work.line[j]
        reduced[q] = 0.0
        reduced[basis.basic[r]] = -theta
        work.aside[basis.basic[r]] = False
        pull = work.weight[r] / (work.alpha[r] * work.alpha[r])
        for i in range(basis.m):
            work.weight[i] = max(work.weight[i], work.alpha[i] * work.alpha[i] * pull)
        work.weight[r] = max(pull, 1.0)
        _pivot(basis, q, r, work)
    work.ending = 1
    return limit


def refactorise(
    matrix: Matrix, basis: Basis, first: IntArray, wanted: IntArray, kept: BoolArray, work: Workspace
) -> None:
    """Make the inverse anew for the wanted variables, in their order.

    What would leave it without an inverse is left out of the basis for the own variable of a row.

    Parameters
    ----------
    basis
        Its inverse is all zeros, its values too.
    first
        Shape ``(m,)``: the own variable of each row.
    kept
        Shape ``(m,)``; filled with the rows whose position is settled.
    """
    with cython.nogil:
        _refactorise(matrix, basis, first, wanted, kept, work)


def _refactorise(
    matrix: Matrix, basis: Basis, first: IntArray, wanted: IntArray, kept: BoolArray, work: Workspace
) -> None:
    m = basis.m
    for i in range(m):
        basis.position[wanted[i]] = -2
    for i in range(m):
        basis.inverse_t[i, i] = 1.0 / matrix.value[matrix.start[first[i]]]
        basis.basic[i] = first[i]
        kept[i] = basis.position[first[i]] == -2
    for i in range(m):
        basis.position[first[i]] = i
    for t in range(m):
        q = wanted[t]
        if basis.position[q] >= 0:
            continue
        _fill_column(q, matrix, basis, work)
        r, largest = -1, PIVOT_TOLERANCE
        for i in range(m):
            if not kept[i] and abs(work.alpha[i]) > largest:
                r, largest = i, abs(work.alpha[i])
        if r < 0:
            basis.position[q] = -1
            continue
        for k in range(m):
            work.rho[k] = basis.inverse_t[k, r]
        _pivot(basis, q, r, work)
        kept[r] = True
