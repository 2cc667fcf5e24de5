"""A linear program that is solved again and again from its last basis, as columns and rows come and go.

Revised simplex with a dense inverse: primal after columns came, dual after rows came. Its limits are moved by fixed small
amounts, as most vertices of set partitioning are the same point else. Nobody has to trust its numbers: prices are
rounded and proved elsewhere.
Sources: Forrest and Goldfarb (1992), doi 10.1007/BF01581089 (reference weights); Harris (1973), doi
10.1007/BF01580108 (ratio test).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from optimizer.model import BoolArray, IntArray
from optimizer.search.compiled import compiled

FloatArray = NDArray[np.float64]

SOLVED, TIRED, STUCK = 0, 1, 2
"""How a run of pivots ends: at an optimum, after as many as are good for the inverse, or nowhere."""

FRESH = 250
"""Pivots after which the inverse is made anew."""

MOST_PIVOTS = 50_000
"""Pivots of one solve at most."""

_DEAR = 1e-9
"""Reduced costs above minus this are as good as not negative."""

_SHORT = 1e-10
"""Values above minus this are as good as not negative."""

_FIRM = 1e-7
"""Pivots below this are not made."""

_MOVED = 1e-6
"""The limit of a row is raised by a part of this."""


@compiled
def _exchange(
    turned: FloatArray,
    x: FloatArray,
    basic: IntArray,
    place: IntArray,
    q: int,
    r: int,
    alpha: FloatArray,
    rho: FloatArray,
) -> None:
    """Let variable ``q`` take position ``r`` of the basis; ``alpha`` is its column, ``rho`` the row of the inverse."""
    m = len(x)
    step = x[r] / alpha[r]
    for i in range(m):
        x[i] -= step * alpha[i]
    x[r] = step
    for k in range(m):
        if rho[k] != 0.0:
            part = rho[k] / alpha[r]
            line = turned[k]
            for i in range(m):
                line[i] -= part * alpha[i]
            line[r] = part
    place[basic[r]] = -1
    basic[r] = q
    place[q] = r


@compiled
def _column(q: int, start: IntArray, row: IntArray, value: FloatArray, turned: FloatArray, alpha: FloatArray) -> None:
    alpha[:] = 0.0
    for p in range(start[q], start[q + 1]):
        line, times = turned[row[p]], value[p]
        for i in range(len(alpha)):
            alpha[i] += times * line[i]


@compiled
def _line(
    r: int,
    start: IntArray,
    row: IntArray,
    value: FloatArray,
    turned: FloatArray,
    place: IntArray,
    rho: FloatArray,
    line: FloatArray,
) -> None:
    """Fill ``rho`` with row ``r`` of the inverse and ``line`` with its products with the variables outside the basis."""
    for k in range(len(rho)):
        rho[k] = turned[k, r]
    for j in range(len(line)):
        total = 0.0
        if place[j] < 0:
            for p in range(start[j], start[j + 1]):
                total += rho[row[p]] * value[p]
        line[j] = total


@compiled
def primal(
    start: IntArray,
    row: IntArray,
    value: FloatArray,
    turned: FloatArray,
    x: FloatArray,
    basic: IntArray,
    place: IntArray,
    reduced: FloatArray,
    weight: FloatArray,
    most: int,
) -> tuple[int, int]:
    """Pivot from a plan within the limits to a best one; gives the number of pivots and how it ended."""
    m, n = len(x), len(reduced)
    alpha, rho, line = np.empty(m), np.empty(m), np.empty(n)
    for pivots in range(most):
        best, q = 0.0, -1
        for j in range(n):
            if reduced[j] < -_DEAR and place[j] < 0 and reduced[j] * reduced[j] > best * weight[j]:
                best, q = reduced[j] * reduced[j] / weight[j], j
        if q < 0:
            return pivots, SOLVED
        _column(q, start, row, value, turned, alpha)
        bound, r, largest = np.inf, -1, _FIRM
        for i in range(m):
            if alpha[i] > _FIRM:
                bound = min(bound, (max(x[i], 0.0) + _SHORT) / alpha[i])
        for i in range(m):
            if alpha[i] > largest and max(x[i], 0.0) <= bound * alpha[i]:
                r, largest = i, alpha[i]
        if r < 0:
            return pivots, STUCK
        _line(r, start, row, value, turned, place, rho, line)
        theta, pull = reduced[q] / alpha[r], weight[q] / (alpha[r] * alpha[r])
        for j in range(n):
            if line[j] != 0.0:
                reduced[j] -= theta * line[j]
                weight[j] = max(weight[j], line[j] * line[j] * pull)
        reduced[q], reduced[basic[r]] = 0.0, -theta
        weight[basic[r]] = max(pull, 1.0)
        _exchange(turned, x, basic, place, q, r, alpha, rho)
    return most, TIRED


@compiled
def dual(
    start: IntArray,
    row: IntArray,
    value: FloatArray,
    turned: FloatArray,
    x: FloatArray,
    basic: IntArray,
    place: IntArray,
    reduced: FloatArray,
    most: int,
) -> tuple[int, int]:
    """Pivot until the plan is within the limits, keeping reduced costs that are not negative so."""
    m, n = len(x), len(reduced)
    alpha, rho, line = np.empty(m), np.empty(m), np.empty(n)
    aside, weight = reduced < -_DEAR, np.ones(m)
    for pivots in range(most):
        worst, r = 0.0, -1
        for i in range(m):
            if x[i] < -_SHORT and x[i] * x[i] > worst * weight[i]:
                worst, r = x[i] * x[i] / weight[i], i
        if r < 0:
            return pivots, SOLVED
        _line(r, start, row, value, turned, place, rho, line)
        bound, q, largest = np.inf, -1, _FIRM
        for j in range(n):
            if line[j] < -_FIRM and not aside[j]:
                bound = min(bound, (max(reduced[j], 0.0) + _DEAR) / -line[j])
        for j in range(n):
            if -line[j] > largest and not aside[j] and max(reduced[j], 0.0) <= bound * -line[j]:
                q, largest = j, -line[j]
        if q < 0:
            return pivots, STUCK
        _column(q, start, row, value, turned, alpha)
        if abs(alpha[r] - line[q]) > 1e-6 * largest:
            return pivots, STUCK
        theta = reduced[q] / line[q]
        for j in range(n):
            reduced[j] -= theta * line[j]
        reduced[q], reduced[basic[r]] = 0.0, -theta
        aside[basic[r]] = False
        pull = weight[r] / (alpha[r] * alpha[r])
        for i in range(m):
            weight[i] = max(weight[i], alpha[i] * alpha[i] * pull)
        weight[r] = max(pull, 1.0)
        _exchange(turned, x, basic, place, q, r, alpha, rho)
    return most, TIRED


@compiled
def remade(
    start: IntArray, row: IntArray, value: FloatArray, first: IntArray, wanted: IntArray, basic: IntArray, place: IntArray
) -> FloatArray:
    """Make the inverse anew; what would leave it without one is left out of the basis for a row's own variable."""
    m = len(first)
    turned = np.zeros((m, m))
    place[wanted] = -2
    for i in range(m):
        turned[i, i] = 1.0 / value[start[first[i]]]
        basic[i] = first[i]
    alpha, rho, x = np.empty(m), np.empty(m), np.zeros(m)
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
        _column(q, start, row, value, turned, alpha)
        r, largest = -1, _FIRM
        for i in range(m):
            if not kept[i] and abs(alpha[i]) > largest:
                r, largest = i, abs(alpha[i])
        if r < 0:
            place[q] = -1
            continue
        for k in range(m):
            rho[k] = turned[k, r]
        _exchange(turned, x, basic, place, q, r, alpha, rho)
        kept[r] = True
    return turned


@dataclass(slots=True, eq=False)
class Program:
    """Minimise ``cost · x`` with ``A x = limit`` and ``x ≥ 0``, where every row has a variable of its own to begin with.

    Attributes
    ----------
    start, row, value
        The columns of ``A``: those of variable ``j`` are at ``start[j]:start[j + 1]``.
    cost
        Shape ``(n,)``; may be changed between solves.
    limit
        Shape ``(m,)``, not negative.
    first
        Shape ``(m,)``: the variable that is in no row but this one, with a positive value, and the basis to begin with.
    """

    start: IntArray
    row: IntArray
    value: FloatArray
    cost: FloatArray
    limit: FloatArray
    first: IntArray
    basic: IntArray = field(init=False)
    pivots: int = 0
    _place: IntArray = field(init=False)
    _turned: FloatArray = field(init=False)
    _moved: FloatArray = field(init=False)
    _age: int = 0
    _rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self._rng = np.random.default_rng(20260102)
        self._moved = self.limit + self._shifts(len(self.limit))
        self._begin()

    @property
    def n_variables(self) -> int:
        """Number of variables."""
        return len(self.cost)

    def add_variables(self, length: IntArray, row: IntArray, value: FloatArray, cost: FloatArray) -> None:
        """Add variables with so many entries each."""
        self.start = np.append(self.start, self.start[-1] + np.cumsum(length))
        self.row, self.value = np.append(self.row, row), np.append(self.value, value)
        self.cost = np.append(self.cost, cost)
        self._place = np.append(self._place, np.full(len(cost), -1, np.int64))

    def add_rows(self, limit: FloatArray, row: IntArray, variable: IntArray) -> None:
        """Add rows ``Σ x ≤ limit`` over some variables, row numbers from 0, with what is left as their own variables."""
        m, more = len(self.limit), len(limit)
        parts = self._turned[:, self._place[variable[self._place[variable] >= 0]]]
        inside = row[self._place[variable] >= 0]
        turned = np.zeros((m + more, m + more))
        turned[:m, :m] = self._turned
        for k, part in zip(inside, parts.T, strict=True):
            turned[:m, m + k] -= part
        turned[np.arange(m, m + more), np.arange(m, m + more)] = 1.0
        owner = np.append(np.repeat(np.arange(self.n_variables), np.diff(self.start)), variable)
        order = np.argsort(owner, kind="stable")
        self.row = np.append(self.row, row + m)[order]
        self.value = np.append(self.value, np.ones(len(row)))[order]
        self.start = np.append(0, np.cumsum(np.bincount(owner, minlength=self.n_variables))).astype(np.int64)
        slack = np.arange(self.n_variables, self.n_variables + more)
        self.add_variables(np.ones(more, np.int64), np.arange(m, m + more), np.ones(more), np.zeros(more))
        self._place[slack] = np.arange(m, m + more)
        self.basic, self.first = np.append(self.basic, slack), np.append(self.first, slack)
        self.limit = np.append(self.limit, limit)
        self._moved = np.append(self._moved, limit + self._shifts(more))
        self._turned = turned

    def is_slack(self, rows: IntArray) -> BoolArray:
        """Tell of which rows the own variable is in the basis."""
        inside: BoolArray = self._place[self.first[rows]] >= 0
        return inside

    def drop_rows(self, gone: IntArray) -> BoolArray:
        """Drop rows whose own variable is in the basis, and those variables; tells which variables are there still."""
        keep = np.ones(len(self.limit), np.bool_)
        keep[gone] = False
        position = self._place[self.first[gone]]
        stays = np.ones(self.n_variables, np.bool_)
        stays[self.first[gone]] = False
        owner = np.repeat(np.arange(self.n_variables), np.diff(self.start))
        entries = keep[self.row]
        self.row, self.value = (np.cumsum(keep) - 1)[self.row[entries]], self.value[entries]
        self.start = np.append(0, np.cumsum(np.bincount(owner[entries], minlength=self.n_variables))).astype(np.int64)
        self.limit, self._moved, self.first = self.limit[keep], self._moved[keep], self.first[keep]
        left = np.ones(len(self.basic), np.bool_)
        left[position] = False
        self.basic = self.basic[left]
        self._turned = np.ascontiguousarray(self._turned[keep][:, left])
        self._place[self.basic] = np.arange(len(self.basic))
        self._keep(stays)
        return stays

    def keep_variables(self, keep: BoolArray) -> BoolArray:
        """Drop the variables that are neither kept nor in the basis; tells which are there still."""
        keep = keep | (self._place >= 0)
        self._keep(keep)
        return keep

    def _keep(self, keep: BoolArray) -> None:
        length, entries = np.diff(self.start), np.repeat(keep, np.diff(self.start))
        self.row, self.value, self.cost = self.row[entries], self.value[entries], self.cost[keep]
        self.start = np.append(0, np.cumsum(length[keep])).astype(np.int64)
        self._place = self._place[keep]
        renumber = np.cumsum(keep) - 1
        self.first, self.basic = renumber[self.first], renumber[self.basic]

    def solve(self) -> tuple[FloatArray, FloatArray] | None:
        """Give the values of the variables and the prices of the rows; ``None`` where the numbers fail."""
        weight = np.ones(self.n_variables)
        total, restarts = 0, 0
        while total < MOST_PIVOTS:
            if self._age >= FRESH:
                self._refresh()
            x = self._moved @ self._turned
            prices = self._turned @ self.cost[self.basic]
            reduced = self.cost - np.add.reduceat(prices[self.row] * self.value, self.start[:-1])
            reduced[self.basic] = 0.0
            arrays = (self.start, self.row, self.value, self._turned, x, self.basic, self._place, reduced)
            room = max(FRESH - self._age, 1)
            made, ending = dual(*arrays, room) if x.min(initial=0.0) < -1e-7 else (0, SOLVED)
            if ending == SOLVED:
                more, ending = primal(*arrays, weight, room)
                made += more
            self._age += made
            total += made
            if ending == SOLVED:
                # What the moved limits alone made dear is taken back.
                x = self.limit @ self._turned
                if x.min(initial=0.0) < -1e-7:
                    arrays = (*arrays[:4], x, *arrays[5:])
                    made, ending = dual(*arrays, FRESH)
                    self._age += made
                    total += made
                self.pivots += total
                return self._answer()
            if ending == STUCK and self._age == 0:
                restarts += 1
                self._begin()
            elif ending == STUCK:
                self._age = FRESH
            if restarts > 2:
                break
        return None

    def _answer(self) -> tuple[FloatArray, FloatArray]:
        x = np.zeros(self.n_variables)
        x[self.basic] = np.maximum(self.limit @ self._turned, 0.0)
        return x, self._turned @ self.cost[self.basic]

    def _begin(self) -> None:
        """Go back to the basis of the rows' own variables."""
        self.basic = self.first.copy()
        self._place = np.full(self.n_variables, -1, np.int64)
        self._place[self.basic] = np.arange(len(self.basic))
        self._turned = np.diag(1.0 / self.value[self.start[self.basic]])
        self._age = 0

    def _refresh(self) -> None:
        wanted = self.basic.copy()
        self._turned = remade(self.start, self.row, self.value, self.first, wanted, self.basic, self._place)
        self._age = 0

    def _shifts(self, many: int) -> FloatArray:
        return _MOVED * (0.5 + 0.5 * self._rng.random(many))
