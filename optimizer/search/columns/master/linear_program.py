"""A linear program that is solved again and again from its last basis, as columns and rows come and go.

Primal simplex after columns came, dual after rows came or variables were fixed at 0. Its limits are moved by fixed
small amounts, as else most vertices of set partitioning are the same point. Nobody has to trust its numbers: duals are
rounded, and proved elsewhere.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.master.simplex import (
    NO_PIVOT,
    OPTIMAL,
    Basis,
    Matrix,
    Workspace,
    dual_simplex,
    index_rows,
    primal_simplex,
    refactorise,
)
from optimizer.search.meter import AN_ENTRY, WALL, Meter
from optimizer.search.strategy import never

UPDATES = 64
"""Pivots in a row, after which the inverse is brought up to date."""

CHECK_AFTER = 250
"""Pivots after which the inverse is checked, and made anew where it is not accurate any more."""

_BATCH = 4
"""Pivots that take as long as what is done once for a number of them in a row."""

ACCURATE = 1e-9
"""Largest error of a solution by an inverse that is accurate; values are around 1."""

VIOLATED = 1e-7
"""How far a variable lies below nothing before the dual simplex takes it out."""

MOST_PIVOTS = 50_000
"""Pivots of one solve at most."""

_SEED = 20260102
"""Of the perturbation, so that it is the same each time."""

_PERTURBATION = 1e-6
"""The limit of a row is raised by a part of this."""


@dataclass(slots=True, eq=False)
class LinearProgram:
    """Minimise ``cost · x`` with ``A x = limit`` and ``x ≥ 0``; every row has a variable of its own to begin with.

    Some variables may be fixed at 0. Where no solution is left they are not: each is then used at a penalty.

    Attributes
    ----------
    start, row, value
        The columns of ``A``: those of variable ``j`` are at ``start[j]:start[j + 1]``.
    cost
        Shape ``(n,)``; may be changed between solves.
    limit
        Shape ``(m,)``, not negative but in rows that are tried on a copy.
    first
        Shape ``(m,)``: the variable that is in no row but this one, with a positive value, and the basis to begin with.
    penalty
        What a variable costs that is fixed at 0.
    fixed
        Shape ``(n,)``; may be changed between solves.
    meter
        Is told the work of the pivots.
    """

    start: IntArray
    row: IntArray
    value: FloatArray
    cost: FloatArray
    limit: FloatArray
    first: IntArray
    penalty: float
    meter: Meter = WALL
    fixed: BoolArray = field(init=False)
    basic: IntArray = field(init=False)
    _position: IntArray = field(init=False)
    _inverse_t: FloatArray = field(init=False)
    _updates: FloatArray = field(default_factory=lambda: np.empty((2, UPDATES, 0)))
    _perturbed: FloatArray = field(init=False)
    _age: int = 0
    _unchecked: int = 0
    _rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self._rng = np.random.default_rng(_SEED)
        self._perturbed = self.limit + self._perturbations(len(self.limit))
        self.fixed = np.zeros(len(self.cost), np.bool_)
        self._begin()

    @property
    def n_variables(self) -> int:
        """Number of variables."""
        return len(self.cost)

    @property
    def cost_with_penalties(self) -> FloatArray:
        """What each variable costs, shape ``(n,)``: the penalty where it is fixed at 0."""
        return np.where(self.fixed, self.penalty, self.cost)

    def copied(self) -> "LinearProgram":
        """Give a program of its own that begins where this one is."""
        other = copy(self)
        other._rng = np.random.default_rng(_SEED)
        for name in ("_inverse_t", "_updates", "basic", "_position", "cost", "fixed"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def add_variables(self, length: IntArray, row: IntArray, value: FloatArray, cost: FloatArray) -> None:
        """Add variables with so many entries each."""
        self.start = np.append(self.start, self.start[-1] + np.cumsum(length))
        self.row, self.value = np.append(self.row, row), np.append(self.value, value)
        self.cost = np.append(self.cost, cost)
        self.fixed = np.append(self.fixed, np.zeros(len(cost), np.bool_))
        self._position = np.append(self._position, np.full(len(cost), -1, np.int64))

    def add_rows(self, limit: FloatArray, row: IntArray, variable: IntArray, sign: float = 1.0) -> None:
        """Add rows ``sign · Σ x ≤ limit`` over some variables, numbered from 0; what is left is their own variable."""
        m, more = len(self.limit), len(limit)
        parts = self._inverse_t[:, self._position[variable[self._position[variable] >= 0]]]
        inside = row[self._position[variable] >= 0]
        inverse_t = np.zeros((m + more, m + more))
        inverse_t[:m, :m] = self._inverse_t
        for k, part in zip(inside, parts.T, strict=True):
            inverse_t[:m, m + k] -= sign * part
        inverse_t[np.arange(m, m + more), np.arange(m, m + more)] = 1.0
        owner = np.append(np.repeat(np.arange(self.n_variables), np.diff(self.start)), variable)
        order = np.argsort(owner, kind="stable")
        self.row = np.append(self.row, row + m)[order]
        self.value = np.append(self.value, np.full(len(row), sign))[order]
        self.start = np.append(0, np.cumsum(np.bincount(owner, minlength=self.n_variables))).astype(np.int64)
        slack = np.arange(self.n_variables, self.n_variables + more)
        self.add_variables(np.ones(more, np.int64), np.arange(m, m + more), np.ones(more), np.zeros(more))
        self._position[slack] = np.arange(m, m + more)
        self.basic, self.first = np.append(self.basic, slack), np.append(self.first, slack)
        self.limit = np.append(self.limit, limit)
        self._perturbed = np.append(self._perturbed, limit + self._perturbations(more))
        self._inverse_t = inverse_t

    def is_slack(self, rows: IntArray) -> BoolArray:
        """Tell of which rows the own variable is in the basis."""
        inside: BoolArray = self._position[self.first[rows]] >= 0
        return inside

    def drop_rows(self, gone: IntArray) -> BoolArray:
        """Drop rows whose own variable is in the basis, and those variables; tells which variables are left."""
        keep = np.ones(len(self.limit), np.bool_)
        keep[gone] = False
        position = self._position[self.first[gone]]
        stays = np.ones(self.n_variables, np.bool_)
        stays[self.first[gone]] = False
        owner = np.repeat(np.arange(self.n_variables), np.diff(self.start))
        entries = keep[self.row]
        self.row, self.value = (np.cumsum(keep) - 1)[self.row[entries]], self.value[entries]
        self.start = np.append(0, np.cumsum(np.bincount(owner[entries], minlength=self.n_variables))).astype(np.int64)
        self.limit, self._perturbed, self.first = self.limit[keep], self._perturbed[keep], self.first[keep]
        left = np.ones(len(self.basic), np.bool_)
        left[position] = False
        self.basic = self.basic[left]
        self._inverse_t = np.ascontiguousarray(self._inverse_t[keep][:, left])
        self._position[self.basic] = np.arange(len(self.basic))
        self._keep(stays)
        return stays

    def keep_variables(self, keep: BoolArray) -> BoolArray:
        """Drop the variables that are neither kept nor in the basis; tells which are left."""
        keep = keep | (self._position >= 0)
        self._keep(keep)
        return keep

    def _keep(self, keep: BoolArray) -> None:
        length, entries = np.diff(self.start), np.repeat(keep, np.diff(self.start))
        self.row, self.value, self.cost = self.row[entries], self.value[entries], self.cost[keep]
        self.fixed = self.fixed[keep]
        self.start = np.append(0, np.cumsum(length[keep])).astype(np.int64)
        self._position = self._position[keep]
        renumber = np.cumsum(keep) - 1
        self.first, self.basic = renumber[self.first], renumber[self.basic]

    def solve(self, stop: Callable[[], bool] = never) -> tuple[FloatArray, FloatArray] | None:
        """Give the values of the variables and the duals of the rows; ``None`` where the numbers fail or time ends."""
        if self.fixed[self.basic].any():
            self._take_out_fixed(MOST_PIVOTS, np.inf, stop)
        matrix, work = self._indexed_matrix(), self._workspace()
        weight, cost = np.ones(self.n_variables), self.cost_with_penalties
        total, restarts = 0, 0
        shifted: FloatArray | None = None
        while total < MOST_PIVOTS and not stop():
            self._renew()
            x = self._perturbed @ self._inverse_t
            if x.min(initial=0.0) < -VIOLATED:
                # Variables with a negative reduced cost cost so much more for as long as the dual simplex pivots.
                if shifted is None:
                    shifted = cost + np.maximum(-self._reduced(cost), 0.0)
                made = self._dual(matrix, x, np.maximum(self._reduced(shifted), 0.0), np.inf, work)
            else:
                shifted = None
                made = self._primal(matrix, x, self._reduced(cost), weight, work)
            total += made
            if work.ending == OPTIMAL and made == 0:
                return self._at_true_limits(matrix, cost, work)
            if work.ending == NO_PIVOT and self._age == 0:
                restarts += 1
                self._begin()
            elif work.ending == NO_PIVOT:
                self._refactorise()
            if restarts > 2:
                break
        return None

    def _at_true_limits(self, matrix: Matrix, cost: FloatArray, work: Workspace) -> tuple[FloatArray, FloatArray]:
        """Give the answer without what the perturbation of the limits did: the true limits may be violated now.

        The basis stays the one that is best at the perturbed limits, from which the next solve goes on.
        """
        x = self.limit @ self._inverse_t
        if x.min(initial=0.0) >= -VIOLATED:
            return self._answer()
        trial = self.copied()
        trial._dual(matrix, x, self._reduced(cost), np.inf, work)
        return trial._answer()

    def rise(self, most_pivots: int, enough: float) -> float:
        """Give by how much the objective rises at least as variables are fixed at 0 that the last solution used.

        The first pivots of the dual simplex tell; ``enough`` is also what it gives where no solution is left.
        """
        return self._take_out_fixed(most_pivots, enough, never)

    def _take_out_fixed(self, most_pivots: int, enough: float, stop: Callable[[], bool]) -> float:
        """Take variables that are fixed at 0 out of the basis by the dual simplex; gives the rise of the objective."""
        total, gain, matrix, work = 0, 0.0, self._indexed_matrix(), self._workspace()
        while total < most_pivots and not stop():
            self._renew()
            x, reduced = self._perturbed @ self._inverse_t, self._reduced(self.cost)
            total += self._dual(matrix, x, reduced, enough - gain, work)
            gain += work.gain
            if work.ending == NO_PIVOT:
                return enough
            if work.ending == OPTIMAL or gain > enough:
                break
        return min(gain, enough)

    def _dual(self, matrix: Matrix, x: FloatArray, reduced: FloatArray, enough: float, work: Workspace) -> int:
        basis = self._basis(x)
        return self._updated(basis, dual_simplex(matrix, basis, reduced, UPDATES, enough, work))

    def _primal(self, matrix: Matrix, x: FloatArray, reduced: FloatArray, weight: FloatArray, work: Workspace) -> int:
        basis = self._basis(x)
        return self._updated(basis, primal_simplex(matrix, basis, reduced, weight, UPDATES, work))

    def _updated(self, basis: Basis, made: int) -> int:
        """Bring the inverse up to date after so many pivots."""
        row, column = self._updates
        self._inverse_t -= row[: basis.n_updates].T @ column[: basis.n_updates]
        self._age += made
        self._unchecked += made
        self.meter.spend(AN_ENTRY * (made + _BATCH) * (self._inverse_t.size + len(self.row)))
        return made

    def _reduced(self, cost: FloatArray) -> FloatArray:
        duals = self._inverse_t @ cost[self.basic]
        reduced: FloatArray = cost - np.add.reduceat(duals[self.row] * self.value, self.start[:-1])
        reduced[self.basic] = 0.0
        return reduced

    def _answer(self) -> tuple[FloatArray, FloatArray]:
        x = np.zeros(self.n_variables)
        x[self.basic] = np.maximum(self.limit @ self._inverse_t, 0.0)
        return x, self._inverse_t @ self.cost_with_penalties[self.basic]

    def _matrix(self) -> Matrix:
        return Matrix(self.start, self.row, self.value, len(self.limit))

    def _indexed_matrix(self) -> Matrix:
        matrix = self._matrix()
        index_rows(matrix, len(self.limit))
        return matrix

    def _begin(self) -> None:
        """Go back to the basis of the rows' own variables."""
        self.basic = self.first.copy()
        self._position = np.full(self.n_variables, -1, np.int64)
        self._position[self.basic] = np.arange(len(self.basic))
        self._inverse_t = np.diag(1.0 / self.value[self.start[self.basic]])
        self._age = self._unchecked = 0

    def begin_with(self, wanted: IntArray) -> None:
        """Begin with a basis of these variables, as far as they make one, and of rows' own variables beside them."""
        others = self.first[~np.isin(self.first, wanted)]
        self.basic = np.append(wanted, others)[: len(self.limit)]
        self._position = np.full(self.n_variables, -1, np.int64)
        self._position[self.basic] = np.arange(len(self.basic))
        self._refactorise()

    def _basis(self, x: FloatArray) -> Basis:
        if self._updates.shape[2] != len(self.limit):
            self._updates = np.empty((2, UPDATES, len(self.limit)))
        row, column = self._updates
        return Basis(self._inverse_t, row, column, x, self.basic, self._position, self.fixed)

    def _workspace(self) -> Workspace:
        m, n = len(self.limit), self.n_variables
        return Workspace(np.empty(m), np.empty(m), np.empty(n), np.ones(m), np.empty(n, np.bool_))

    def _refactorise(self) -> None:
        """Make the inverse anew, short columns first."""
        length = np.diff(self.start)[self.basic]
        wanted = self.basic[np.argsort(length, kind="stable")]
        m = len(self.limit)
        self._inverse_t = np.zeros((m, m))
        refactorise(
            self._matrix(), self._basis(np.zeros(m)), self.first, wanted, np.empty(m, np.bool_), self._workspace()
        )
        self._age = self._unchecked = 0

    def _renew(self) -> None:
        """Check the inverse after many pivots, and make it anew where it is not accurate any more."""
        if self._unchecked < CHECK_AFTER:
            return
        length = np.diff(self.start)[self.basic]
        entry = np.repeat(self.start[self.basic] - np.cumsum(length) + length, length) + np.arange(length.sum())
        row, value, owner = self.row[entry], self.value[entry], np.repeat(np.arange(len(length)), length)
        any_limit, any_cost = 1.0 + np.arange(len(length)) % 7 / 7, 1.0 + np.arange(len(length)) % 5 / 5
        solution, price = any_limit @ self._inverse_t, self._inverse_t @ any_cost
        limit_error = np.bincount(row, value * solution[owner], len(length)) - any_limit
        cost_error = np.bincount(owner, value * price[row], len(length)) - any_cost
        self._unchecked = 0
        if max(np.abs(limit_error).max(initial=0), np.abs(cost_error).max(initial=0)) > ACCURATE:
            self._refactorise()

    def _perturbations(self, many: int) -> FloatArray:
        return _PERTURBATION * (0.5 + 0.5 * self._rng.random(many))
