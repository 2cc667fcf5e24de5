"""The linear relaxation of the master problem over some columns of a pool, with subset-row cuts.

It is solved anew from its last basis as columns and cuts come and go. Artificial variables keep it feasible.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.formulation.cuts import cut_coefficients
from optimizer.search.columns.formulation.grouped_model import GroupedModel, LinkingRow
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.master.linear_program import LinearProgram
from optimizer.search.meter import WALL, Meter
from optimizer.search.strategy import never

PENALTY = 20.0
"""Cost of an artificial variable, in units: of a group that no column holds, or a linking row that is not kept."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearSolution:
    """A solution of the linear master with its duals, as floating-point numbers of the unscaled costs.

    Attributes
    ----------
    value
        Its cost.
    share
        Value of each column of the master, in the order of ``LinearMaster.columns``.
    group, row, cut
        Duals; that of a cut is not negative and what a column with two of its groups pays.
    artificial
        Sum of the artificial variables: more than nothing means that the columns do not suffice.
    """

    value: float
    share: FloatArray
    group: FloatArray
    row: FloatArray
    cut: FloatArray
    artificial: float

    @property
    def used(self) -> IntArray:
        """The columns with a share, by their place in the master."""
        return np.flatnonzero(self.share > 1e-6)


@dataclass(slots=True, eq=False)
class LinearMaster:
    """Columns of a pool, by their number there, and cuts, in a linear program.

    ``unit`` is what an expensive column costs: duals are in that unit inside, as the solver is precise around 1.

    Attributes
    ----------
    columns
        The numbers in the pool of the columns in use.
    triples
        The cuts.
    """

    model: GroupedModel
    unit: float
    stop: Callable[[], bool] = never
    meter: Meter = WALL
    columns: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))
    triples: IntArray = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    _program: LinearProgram = field(init=False)
    _variable: IntArray = field(init=False)
    _start: IntArray = field(init=False)
    _group: IntArray = field(init=False)
    _unplaced: IntArray = field(init=False)
    _artificial: BoolArray = field(init=False)
    _banned: IntArray = field(init=False)
    _bounds: list[tuple[int, float, float]] = field(init=False)

    def __post_init__(self) -> None:
        model = self.model
        n_groups = model.n_groups
        entries: list[tuple[list[int], list[float]]] = [([g], [1.0]) for g in range(n_groups)]
        cost, artificial, limit, first = (
            [PENALTY] * n_groups,
            [True] * n_groups,
            [1.0] * n_groups,
            list(range(n_groups)),
        )
        self._bounds = []
        for r, row in enumerate(model.rows):
            scale = _scale(row)
            for bound, slack in ((row.high, 1.0), (row.low, -1.0)):
                if bound is None:
                    continue
                most = (bound - row.costs.constant) / scale
                sign = 1.0 if most >= 0 else -1.0
                at = n_groups + len(self._bounds)
                self._bounds.append((r, sign, scale))
                limit.append(sign * most)
                first.append(len(entries) if sign * slack > 0 else len(entries) + 1)
                entries += [([at], [sign * slack]), ([at], [-sign * slack])]
                cost += [0.0, PENALTY]
                artificial += [False, True]
        unplaced = np.full(n_groups, -1, np.int64)
        for g in np.flatnonzero(model.may_be_unplaced):
            unplaced[g] = len(entries)
            rows, values = [int(g)], [1.0]
            for at, (r, sign, scale) in enumerate(self._bounds):
                if model.rows[r].costs.unplaced[g]:
                    rows.append(n_groups + at)
                    values.append(sign * float(model.rows[r].costs.unplaced[g]) / scale)
            entries.append((rows, values))
            cost.append(float(model.objective.unplaced[g]) / self.unit)
            artificial.append(False)
        self._program = LinearProgram(
            np.append(0, np.cumsum([len(rows) for rows, _ in entries])).astype(np.int64),
            np.array([row for rows, _ in entries for row in rows], np.int64),
            np.array([value for _, values in entries for value in values], np.float64),
            np.array(cost, np.float64),
            np.array(limit, np.float64),
            np.array(first, np.int64),
            PENALTY,
            self.meter,
        )
        self._unplaced, self._artificial = unplaced, np.array(artificial, np.bool_)
        self._banned = np.zeros(len(cost), np.int64)
        self._variable = np.zeros(0, np.int64)
        self._start, self._group = np.zeros(1, np.int64), np.zeros(0, np.int64)

    def copied(self) -> "LinearMaster":
        """Give a master of its own that begins where this one is."""
        other = copy(self)
        other._program = self._program.copied()
        other._banned = self._banned.copy()
        return other

    def with_row(self, model: GroupedModel, pool: Pool) -> "LinearMaster":
        """Give the master of a model with one more row, limited on one side, that begins at the basis of this one.

        ``pool`` are the columns as this one numbers them, and with what they count for that row.
        """
        other = LinearMaster(model, self.unit, self.stop, self.meter)
        other.add_columns(pool, self.columns)
        other.add_cuts(self.triples)
        other._program.penalty = self._program.penalty
        own = model.n_groups + 2 * len(self._bounds)
        number = np.full(self._program.n_variables, -1, np.int64)
        number[:own] = np.arange(own)
        number[self._variable] = other._variable
        number[self._unplaced[self._unplaced >= 0]] = other._unplaced[self._unplaced >= 0]
        slack = self._program.first[model.n_groups + len(self._bounds) :]
        number[slack] = other._program.first[model.n_groups + len(other._bounds) :]
        basic = number[self._program.basic]
        other._program.begin_with(np.append(own, basic[basic >= 0]))
        return other

    def forbid_unplaced(self, groups: frozenset[int]) -> None:
        """Let some groups be unplaced no more."""
        chosen = self._unplaced[list(groups)]
        self._ban(chosen[chosen >= 0], 1)

    def raise_penalty(self) -> None:
        """Make artificial variables ten times as expensive."""
        self._program.penalty *= 10.0
        self._program.cost[self._artificial] = self._program.penalty

    def add_columns(self, pool: Pool, chosen: IntArray) -> None:
        """Add columns of the pool."""
        if len(chosen) == 0:
            return
        part = pool.take(chosen)
        n, first = len(part), self._program.n_variables
        owner = [np.repeat(np.arange(n), np.diff(part.start))]
        row, value = [part.group.astype(np.int64)], [np.ones(len(part.group))]
        for at, (r, sign, scale) in enumerate(self._bounds):
            used = np.flatnonzero(part.row[r])
            owner.append(used)
            row.append(np.full(len(used), self.model.n_groups + at))
            value.append(sign * part.row[r, used] / scale)
        column, cut = cut_coefficients(part, self.triples, self.model.n_groups)
        owner.append(column)
        row.append(self.model.n_groups + len(self._bounds) + cut)
        value.append(np.ones(len(cut)))
        owners = np.concatenate(owner)
        order = np.argsort(owners, kind="stable")
        self._program.add_variables(
            np.bincount(owners, minlength=n).astype(np.int64),
            np.concatenate(row)[order],
            np.concatenate(value)[order],
            part.cost / self.unit,
        )
        self._artificial = np.append(self._artificial, np.zeros(n, np.bool_))
        self._banned = np.append(self._banned, np.zeros(n, np.int64))
        self._variable = np.append(self._variable, np.arange(first, first + n))
        self.columns = np.append(self.columns, chosen)
        self._group = np.append(self._group, part.group)
        self._start = np.append(self._start, self._start[-1] + part.start[1:])

    def fix(self, position: int) -> None:
        """Put a column, by its place in the master, into every plan: whatever shares a group with it is shut out."""
        self._ban(self._against(position), 1)

    def free(self, position: int) -> None:
        """Undo :meth:`fix`."""
        self._ban(self._against(position), -1)

    def forbid(self, position: int) -> None:
        """Keep a column, by its place in the master, out of every plan."""
        self._ban(self._variable[[position]], 1)

    def _against(self, position: int) -> IntArray:
        mark = np.zeros(self.model.n_groups, np.bool_)
        groups = self._group[self._start[position] : self._start[position + 1]]
        mark[groups] = True
        shared = np.logical_or.reduceat(mark[self._group], self._start[:-1])
        shared[position] = False
        unplaced = self._unplaced[groups]
        return np.append(self._variable[shared], unplaced[unplaced >= 0])

    def _ban(self, variables: IntArray, by: int) -> None:
        self._banned[variables] += by
        self._program.fixed[variables] = self._banned[variables] > 0

    def add_cuts(self, triples: IntArray) -> None:
        """Add cuts on three groups each."""
        if len(triples) == 0:
            return
        column, cut = cut_coefficients(self._held(), triples, self.model.n_groups)
        before = self._program.n_variables
        self._program.add_rows(np.ones(len(triples)), cut, self._variable[column])
        more = self._program.n_variables - before
        self._artificial = np.append(self._artificial, np.zeros(more, np.bool_))
        self._banned = np.append(self._banned, np.zeros(more, np.int64))
        self.triples = np.concatenate([self.triples, triples])

    def rise_without(self, columns: BoolArray, placed: frozenset[int], most_pivots: int, enough: float) -> float:
        """Give by how much the value rises at least without some columns, and with some groups placed.

        Parameters
        ----------
        columns
            Shape ``(len(self.columns),)``: those that are taken out.
        placed
            Groups that are not unplaced.
        most_pivots
            Pivots after which the rise so far is given.
        enough
            What is given at most, and where no solution is left.
        """
        trial = self._program.copied()
        unplaced = self._unplaced[list(placed)]
        trial.fixed[self._variable[columns]] = True
        trial.fixed[unplaced[unplaced >= 0]] = True
        return trial.rise(most_pivots, enough / self.unit) * self.unit

    def rise_with_limit(
        self, columns: BoolArray, low: int | None, high: int | None, most_pivots: int, enough: float
    ) -> float:
        """Give by how much the value rises at least with ``low`` of some columns at least, or ``high`` at most.

        ``columns`` and the others are those of :meth:`rise_without`.
        """
        trial, variables = self._program.copied(), self._variable[columns]
        limit, sign = (high, 1.0) if high is not None else (-(low or 0), -1.0)
        trial.add_rows(np.array([limit], np.float64), np.zeros(len(variables), np.int64), variables, sign)
        return trial.rise(most_pivots, enough / self.unit) * self.unit

    def _held(self) -> Pool:
        n = len(self.columns)
        return Pool(
            np.zeros(n, np.int32),
            self._start,
            self._group.astype(np.int32),
            np.zeros(n, np.int64),
            np.zeros((0, n), np.int64),
        )

    def keep_columns(self, keep: BoolArray, renumber: IntArray | None = None) -> None:
        """Drop the columns that are not kept; ``renumber`` gives the new number in the pool of the others."""
        self._ban(self._variable[~keep], 1)
        stays = self._banned == 0
        stays[self._unplaced[self._unplaced >= 0]] = True
        stays[self._variable[keep]] = True
        self._variable = self._variable[keep]
        self._follow(self._program.keep_variables(stays))
        length = np.diff(self._start)
        self._group = self._group[np.repeat(keep, length)]
        self._start = np.append(0, np.cumsum(length[keep])).astype(np.int64)
        self.columns = self.columns[keep] if renumber is None else renumber[self.columns[keep]]

    def _follow(self, still: BoolArray) -> None:
        """Follow the program in dropping variables."""
        number = np.cumsum(still) - 1
        self._variable = number[self._variable]
        self._unplaced = np.where(self._unplaced >= 0, number[self._unplaced], -1)
        self._artificial, self._banned = self._artificial[still], self._banned[still]

    def drop_cuts(self, keep: BoolArray) -> None:
        """Drop the cuts that are not kept and not binding."""
        base = self.model.n_groups + len(self._bounds)
        gone = base + np.flatnonzero(~keep)
        gone = gone[self._program.is_slack(gone)]
        if len(gone) == 0:
            return
        self._follow(self._program.drop_rows(gone))
        self.triples = np.delete(self.triples, gone - base, axis=0)

    def solve(self) -> LinearSolution | None:
        """Solve; ``None`` where the numbers fail, or where it is to stop."""
        answer = self._program.solve(self.stop)
        if answer is None:
            return None
        x, dual = answer
        n_groups, base = self.model.n_groups, self.model.n_groups + len(self._bounds)
        row = np.zeros(len(self.model.rows))
        for (r, sign, scale), value in zip(self._bounds, dual[n_groups:base], strict=True):
            row[r] -= sign * value / scale
        return LinearSolution(
            float(x @ self._program.cost_with_penalties) * self.unit + self.model.objective.constant,
            x[self._variable],
            dual[:n_groups] * self.unit,
            row * self.unit,
            np.maximum(-dual[base:] * self.unit, 0.0),
            float(x[self._artificial | (self._banned > 0)].sum()),
        )


def _scale(row: LinkingRow) -> float:
    """Give what is large for a row, so that it can be divided by it."""
    costs = row.costs
    parts = (costs.unplaced, costs.item, costs.hub, costs.size)
    return float(max(1, *(int(np.abs(part).max(initial=0)) for part in parts)))
