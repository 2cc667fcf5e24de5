"""The pivots of a revised simplex method with a dense inverse, primal and dual.

``inverse_t`` is the inverse of the basis, transposed, so that a column of the inverse is contiguous.
Sources: Forrest and Goldfarb (1992), doi 10.1007/BF01581089 (reference weights); Harris (1973), doi
10.1007/BF01580108 (ratio test).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.model import IntArray
from optimizer.search.compiled import compiled

FloatArray = NDArray[np.float64]

OPTIMAL, PIVOT_LIMIT, NO_PIVOT = 0, 1, 2
"""How a run of pivots ends: at an optimum, after as many as are good for the inverse, or nowhere."""

REFACTOR_AFTER = 250
"""Pivots after which the inverse is made anew."""

_DUAL_TOLERANCE = 1e-9
"""Reduced costs above minus this are as good as not negative."""

_PRIMAL_TOLERANCE = 1e-10
"""Values above minus this are as good as not negative."""

_PIVOT_TOLERANCE = 1e-7
"""Pivots below this are not made."""


class Matrix(NamedTuple):
    """Columns of a sparse matrix: those of variable ``j`` are at ``start[j]:start[j + 1]``."""

    start: IntArray
    row: IntArray
    value: FloatArray


class Basis(NamedTuple):
    """A basis of ``m`` of ``n`` variables; pivots change it in place.

    Attributes
    ----------
    inverse_t
        Shape ``(m, m)``: its inverse, rows and columns exchanged.
    x
        Shape ``(m,)``: the values of its variables.
    basic, place
        Shapes ``(m,)`` and ``(n,)``: its variables, and the position there of each variable, below 0 for none.
    """

    inverse_t: FloatArray
    x: FloatArray
    basic: IntArray
    place: IntArray


@compiled
def _exchange(basis: Basis, q: int, r: int, alpha: FloatArray, rho: FloatArray) -> None:
    """Let variable ``q`` take position ``r`` of the basis; ``alpha`` is its column, ``rho`` the row of the inverse."""
    inverse_t, x, basic, place = basis
    m = len(x)
    step = x[r] / alpha[r]
    for i in range(m):
        x[i] -= step * alpha[i]
    x[r] = step
    for k in range(m):
        if rho[k] != 0.0:
            part = rho[k] / alpha[r]
            line = inverse_t[k]
            for i in range(m):
                line[i] -= part * alpha[i]
            line[r] = part
    place[basic[r]] = -1
    basic[r] = q
    place[q] = r


@compiled
def _column(q: int, matrix: Matrix, inverse_t: FloatArray, alpha: FloatArray) -> None:
    """Fill ``alpha`` with the column of variable ``q`` in terms of the basis."""
    start, row, value = matrix
    alpha[:] = 0.0
    for p in range(start[q], start[q + 1]):
        line, times = inverse_t[row[p]], value[p]
        for i in range(len(alpha)):
            alpha[i] += times * line[i]


@compiled
def _line(r: int, matrix: Matrix, basis: Basis, rho: FloatArray, line: FloatArray) -> None:
    """Fill ``rho`` with row ``r`` of the inverse, ``line`` with its products with what is outside the basis."""
    start, row, value = matrix
    for k in range(len(rho)):
        rho[k] = basis.inverse_t[k, r]
    for j in range(len(line)):
        total = 0.0
        if basis.place[j] < 0:
            for p in range(start[j], start[j + 1]):
                total += rho[row[p]] * value[p]
        line[j] = total


@compiled
def primal(matrix: Matrix, basis: Basis, reduced: FloatArray, weight: FloatArray, most: int) -> tuple[int, int]:
    """Pivot from a plan within the limits to a best one; gives the number of pivots and how it ended."""
    inverse_t, x, basic, place = basis
    m, n = len(x), len(reduced)
    alpha, rho, line = np.empty(m), np.empty(m), np.empty(n)
    for pivots in range(most):
        best, q = 0.0, -1
        for j in range(n):
            if reduced[j] < -_DUAL_TOLERANCE and place[j] < 0 and reduced[j] * reduced[j] > best * weight[j]:
                best, q = reduced[j] * reduced[j] / weight[j], j
        if q < 0:
            return pivots, OPTIMAL
        _column(q, matrix, inverse_t, alpha)
        bound, r, largest = np.inf, -1, _PIVOT_TOLERANCE
        for i in range(m):
            if alpha[i] > _PIVOT_TOLERANCE:
                bound = min(bound, (max(x[i], 0.0) + _PRIMAL_TOLERANCE) / alpha[i])
        for i in range(m):
            if alpha[i] > largest and max(x[i], 0.0) <= bound * alpha[i]:
                r, largest = i, alpha[i]
        if r < 0:
            return pivots, NO_PIVOT
        _line(r, matrix, basis, rho, line)
        theta, pull = reduced[q] / alpha[r], weight[q] / (alpha[r] * alpha[r])
        for j in range(n):
            if line[j] != 0.0:
                reduced[j] -= theta * line[j]
                weight[j] = max(weight[j], line[j] * line[j] * pull)
        reduced[q], reduced[basic[r]] = 0.0, -theta
        weight[basic[r]] = max(pull, 1.0)
        _exchange(basis, q, r, alpha, rho)
    return most, PIVOT_LIMIT


@compiled
def dual(matrix: Matrix, basis: Basis, reduced: FloatArray, most: int) -> tuple[int, int]:
    """Pivot until the plan is within the limits, keeping reduced costs that are not negative so."""
    inverse_t, x, basic, _ = basis
    m, n = len(x), len(reduced)
    alpha, rho, line = np.empty(m), np.empty(m), np.empty(n)
    aside, weight = reduced < -_DUAL_TOLERANCE, np.ones(m)
    for pivots in range(most):
        worst, r = 0.0, -1
        for i in range(m):
            if x[i] < -_PRIMAL_TOLERANCE and x[i] * x[i] > worst * weight[i]:
                worst, r = x[i] * x[i] / weight[i], i
        if r < 0:
            return pivots, OPTIMAL
        _line(r, matrix, basis, rho, line)
        bound, q, largest = np.inf, -1, _PIVOT_TOLERANCE
        for j in range(n):
            if line[j] < -_PIVOT_TOLERANCE and not aside[j]:
                bound = min(bound, (max(reduced[j], 0.0) + _DUAL_TOLERANCE) / -line[j])
        for j in range(n):
            if -line[j] > largest and not aside[j] and max(reduced[j], 0.0) <= bound * -line[j]:
                q, largest = j, -line[j]
        if q < 0:
            return pivots, NO_PIVOT
        _column(q, matrix, inverse_t, alpha)
        if abs(alpha[r] - line[q]) > 1e-6 * largest:
            return pivots, NO_PIVOT
        theta = reduced[q] / line[q]
        for j in range(n):
            reduced[j] -= theta * line[j]
        reduced[q], reduced[basic[r]] = 0.0, -theta
        aside[basic[r]] = False
        pull = weight[r] / (alpha[r] * alpha[r])
        for i in range(m):
            weight[i] = max(weight[i], alpha[i] * alpha[i] * pull)
        weight[r] = max(pull, 1.0)
        _exchange(basis, q, r, alpha, rho)
    return most, PIVOT_LIMIT


@compiled
def refactorised(matrix: Matrix, first: IntArray, wanted: IntArray, basic: IntArray, place: IntArray) -> FloatArray:
    """Make the inverse anew; what would leave it without one is left out of the basis for a row's own variable."""
    m = len(first)
    start, value = matrix.start, matrix.value
    inverse_t = np.zeros((m, m))
    place[wanted] = -2
    for i in range(m):
        inverse_t[i, i] = 1.0 / value[start[first[i]]]
        basic[i] = first[i]
    alpha, rho = np.empty(m), np.empty(m)
    basis = Basis(inverse_t, np.zeros(m), basic, place)
    kept = place[first] == -2
    for i in range(m):
        place[first[i]] = i
    length = np.empty(m, np.int64)
    for i in range(m):
        length[i] = start[wanted[i] + 1] - start[wanted[i]]
    for t in np.argsort(length, kind="mergesort"):
        q = wanted[t]
        if place[q] >= 0:
            continue
        _column(q, matrix, inverse_t, alpha)
        r, largest = -1, _PIVOT_TOLERANCE
        for i in range(m):
            if not kept[i] and abs(alpha[i]) > largest:
                r, largest = i, abs(alpha[i])
        if r < 0:
            place[q] = -1
            continue
        for k in range(m):
            rho[k] = inverse_t[k, r]
        _exchange(basis, q, r, alpha, rho)
        kept[r] = True
    return inverse_t
