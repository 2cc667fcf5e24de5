"""The pivots of a revised simplex method with a dense inverse, primal and dual.

The inverse of the basis is kept transposed, so that a column of the inverse is contiguous. A pivot changes it by a
product of two vectors; those wait until there are many, as adding them all at once takes far less traffic with memory.
Sources: Forrest and Goldfarb (1992), doi 10.1007/BF01581089 (reference weights); Harris (1973), doi
10.1007/BF01580108 (ratio test).
"""

import cython
import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray

OPTIMAL, PIVOT_LIMIT, NO_PIVOT = 0, 1, 2
"""How a run of pivots ends: at an optimum, after as many pivots as were allowed, or where no pivot is large enough."""

if not cython.compiled:
    DUAL_TOLERANCE = 1e-9
    PRIMAL_TOLERANCE = 1e-10
    PIVOT_TOLERANCE = 1e-7
    NOTHING = 1e-14


class Matrix:
    """A sparse matrix by columns, and its entries by rows once :func:`index_rows` has filled them.

    Attributes
    ----------
    start, row, value
        The entries of variable ``j`` are at ``start[j]:start[j + 1]``.
    row_start, row_variable, row_value
        The same of row ``k``; shapes ``(m + 1,)``, and that of ``row`` twice.
    """

    def __init__(self, start: IntArray, row: IntArray, value: FloatArray, m: int) -> None:
        self.start = start
        self.row = row
        self.value = value
        self.row_start = np.zeros(m + 1, np.int64)
        self.row_variable = np.empty(len(row), np.int32)
        self.row_value = np.empty(len(row))


class Basis:
    """A basis of ``m`` of ``n`` variables; pivots change it in place.

    Attributes
    ----------
    inverse_t
        Shape ``(m, m)``: its inverse, transposed, without the updates.
    update_row, update_column
        Shape ``(K, m)``: the product of the two at each of the first ``n_updates`` places is yet to be taken off
        ``inverse_t``.
    x
        Shape ``(m,)``: the values of its variables.
    basic, position
        Shapes ``(m,)`` and ``(n,)``: its variables, and the position there of each variable, below 0 for none.
    fixed
        Shape ``(n,)``: variables with the upper limit 0. The dual simplex lets them leave, and never enter.
    """

    def __init__(
        self,
        inverse_t: FloatArray,
        update_row: FloatArray,
        update_column: FloatArray,
        x: FloatArray,
        basic: IntArray,
        position: IntArray,
        fixed: BoolArray,
    ) -> None:
        self.inverse_t = inverse_t
        self.update_row = update_row
        self.update_column = update_column
        self.n_updates = 0
        self.x = x
        self.basic = basic
        self.position = position
        self.fixed = fixed
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
        Shape ``(m,)``: reference weights of the dual simplex, 1 to begin with.
    aside
        Shape ``(n,)``: variables that the dual simplex does not let enter: those fixed at 0, and those with a negative
        reduced cost.
    ending
        ``OPTIMAL``, ``PIVOT_LIMIT`` or ``NO_PIVOT``.
    gain
        By how much the dual simplex raised the objective.
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
        self.gain = 0.0


def _exchange(basis: Basis, q: int, r: int, work: Workspace) -> None:
    """Let variable ``q`` take position ``r`` of the basis; its column is ``alpha``."""
    step = basis.x[r] / work.alpha[r]
    for i in range(basis.m):
        basis.x[i] -= step * work.alpha[i]
    basis.x[r] = step
    basis.position[basis.basic[r]] = -1
    basis.basic[r] = q
    basis.position[q] = r


def _pivot(basis: Basis, q: int, r: int, work: Workspace) -> None:
    """Exchange, and keep the update of the inverse, whose row is ``rho``."""
    t, pivot = basis.n_updates, work.alpha[r]
    for i in range(basis.m):
        basis.update_row[t, i] = work.rho[i]
        basis.update_column[t, i] = work.alpha[i] / pivot
    basis.update_column[t, r] = (pivot - 1.0) / pivot
    basis.n_updates = t + 1
    _exchange(basis, q, r, work)


def _subtract(matrix: FloatArray, k: int, times: float, vector: FloatArray, m: int) -> None:
    """Take ``times`` a vector off row ``k`` of a matrix."""
    for i in range(m):
        matrix[k, i] -= times * vector[i]


def _add(vector: FloatArray, times: float, matrix: FloatArray, k: int, m: int) -> None:
    """Add ``times`` row ``k`` of a matrix to a vector."""
    if times == 0.0:
        return
    for i in range(m):
        vector[i] += times * matrix[k, i]


def _product(q: int, matrix: Matrix, basis: Basis, t: int) -> float:
    """Give the product of the column of a variable and the row of an update."""
    total = 0.0
    for p in range(matrix.start[q], matrix.start[q + 1]):
        total += matrix.value[p] * basis.update_row[t, matrix.row[p]]
    return total


def _fill_column(q: int, matrix: Matrix, basis: Basis, work: Workspace) -> None:
    """Fill ``alpha`` with the column of variable ``q`` in terms of the basis."""
    for i in range(basis.m):
        work.alpha[i] = 0.0
    for p in range(matrix.start[q], matrix.start[q + 1]):
        _add(work.alpha, matrix.value[p], basis.inverse_t, matrix.row[p], basis.m)
    for t in range(basis.n_updates):
        _add(work.alpha, -_product(q, matrix, basis, t), basis.update_column, t, basis.m)


def _fill_row(r: int, matrix: Matrix, basis: Basis, work: Workspace) -> None:
    """Fill ``rho`` with row ``r`` of the inverse, ``line`` with its products with the variables outside the basis."""
    for k in range(basis.m):
        work.rho[k] = basis.inverse_t[k, r]
    for t in range(basis.n_updates):
        _add(work.rho, -basis.update_column[t, r], basis.update_row, t, basis.m)
    for j in range(basis.n):
        work.line[j] = 0.0
    for k in range(basis.m):
        if abs(work.rho[k]) > NOTHING:
            for p in range(matrix.row_start[k], matrix.row_start[k + 1]):
                work.line[matrix.row_variable[p]] += work.rho[k] * matrix.row_value[p]
    for i in range(basis.m):
        work.line[basis.basic[i]] = 0.0


def index_rows(matrix: Matrix, m: int) -> None:
    """Fill the entries of a matrix by rows."""
    with cython.nogil:
        _index_rows(matrix, m)


def _index_rows(matrix: Matrix, m: int) -> None:
    for p in range(matrix.row.shape[0]):
        matrix.row_start[matrix.row[p] + 1] += 1
    for k in range(m):
        matrix.row_start[k + 1] += matrix.row_start[k]
    for j in range(matrix.start.shape[0] - 1):
        for p in range(matrix.start[j], matrix.start[j + 1]):
            k = matrix.row[p]
            matrix.row_variable[matrix.row_start[k]] = j
            matrix.row_value[matrix.row_start[k]] = matrix.value[p]
            matrix.row_start[k] += 1
    for k in range(m, 0, -1):
        matrix.row_start[k] = matrix.row_start[k - 1]
    matrix.row_start[0] = 0


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


def dual_simplex(matrix: Matrix, basis: Basis, reduced: FloatArray, limit: int, enough: float, work: Workspace) -> int:
    """Pivot until the solution is within the limits, keeping reduced costs that are not negative so.

    Gives the number of pivots; parameters are those of :func:`primal_simplex`, and ``enough``: the rise of the
    objective at which it ends.
    """
    with cython.nogil:
        return _dual(matrix, basis, reduced, limit, enough, work)


def _dual(  # noqa: PLR0912
    matrix: Matrix, basis: Basis, reduced: FloatArray, limit: int, enough: float, work: Workspace
) -> int:
    work.gain = 0.0
    for j in range(basis.n):
        work.aside[j] = basis.fixed[j] or reduced[j] < -DUAL_TOLERANCE
    for n_pivots in range(limit):
        worst, r = 0.0, -1
        for i in range(basis.m):
            if (
                basis.x[i] < -PRIMAL_TOLERANCE or (basis.fixed[basis.basic[i]] and basis.x[i] > PRIMAL_TOLERANCE)
            ) and basis.x[i] * basis.x[i] > worst * work.weight[i]:
                worst, r = basis.x[i] * basis.x[i] / work.weight[i], i
        if r < 0:
            work.ending = 0
            return n_pivots
        if work.gain > enough:
            work.ending = 1
            return n_pivots
        _fill_row(r, matrix, basis, work)
        sign = -1.0 if basis.x[r] < 0.0 else 1.0
        bound, q, largest = 1e300, -1, PIVOT_TOLERANCE
        for j in range(basis.n):
            if sign * work.line[j] > PIVOT_TOLERANCE and not work.aside[j]:
                bound = min(bound, (max(reduced[j], 0.0) + DUAL_TOLERANCE) / (sign * work.line[j]))
        for j in range(basis.n):
            if (
                sign * work.line[j] > largest
                and not work.aside[j]
                and max(reduced[j], 0.0) <= bound * sign * work.line[j]
            ):
                q, largest = j, sign * work.line[j]
        if q < 0:
            work.ending = 2
            return n_pivots
        _fill_column(q, matrix, basis, work)
        if abs(work.alpha[r] - work.line[q]) > 1e-6 * largest:
            work.ending = 2
            return n_pivots
        theta = reduced[q] / work.line[q]
        work.gain += theta * basis.x[r]
        for j in range(basis.n):
            reduced[j] -= theta * work.line[j]
        reduced[q] = 0.0
        reduced[basis.basic[r]] = -theta
        work.aside[basis.basic[r]] = basis.fixed[basis.basic[r]]
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
        _exchange(basis, q, r, work)
        for k in range(m):
            if work.rho[k] != 0.0:
                _subtract(basis.inverse_t, k, work.rho[k] / work.alpha[r], work.alpha, m)
                basis.inverse_t[k, r] = work.rho[k] / work.alpha[r]
        kept[r] = True
