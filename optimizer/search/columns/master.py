"""The linear master problem: share constellations out so that every group is in one, at least cost.

GLOP solves it anew from its last basis as columns and cuts come and go.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from optimizer.model import IntArray
from optimizer.search.columns.compact import Compact
from optimizer.search.columns.cuts import FloatArray
from optimizer.search.columns.pool import Pool

PENALTY = 20.0
"""What a group costs that no column holds, in units."""

FIRST_TRY = mathopt.SolveParameters(presolve=mathopt.Emphasis.OFF)
SECOND_TRY = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
ANSWER = mathopt.ModelSolveParameters(
    variable_values_filter=mathopt.VariableFilter(skip_zero_values=True),
    reduced_costs_filter=mathopt.VariableFilter(filtered_items=[]),
)
"""Only what is used: values that are not nothing, and prices."""


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """A fractional plan with its prices, as floating-point numbers of the unscaled costs.

    Attributes
    ----------
    value
        Its cost.
    share
        How much of each column of the master, in the order of ``Master.columns``.
    group, row, cut
        Prices; that of a cut is not negative and what a column with two of its groups pays.
    artificial
        How much is missing: more than nothing means that the columns do not suffice.
    """

    value: float
    share: FloatArray
    group: FloatArray
    row: FloatArray
    cut: FloatArray
    artificial: float


@dataclass(slots=True, eq=False)
class Master:
    """Columns of a pool, by their number there, and cuts, in a linear program.

    ``unit`` is what a dear column costs: the solver is given costs in that unit, as it is precise around 1. The groups
    ``forced`` are not left out.
    """

    model: Compact
    unit: float
    forced: frozenset[int] = frozenset()
    columns: list[int] = field(default_factory=list)
    triples: list[tuple[int, int, int]] = field(default_factory=list)
    _penalty: float = PENALTY
    _program: mathopt.Model = field(init=False)
    _solver: mathopt.IncrementalSolver = field(init=False)
    _groups: list[mathopt.LinearConstraint] = field(init=False)
    _rows: list[mathopt.LinearConstraint] = field(init=False)
    _cuts: list[mathopt.LinearConstraint] = field(default_factory=list)
    _variables: list[mathopt.Variable] = field(default_factory=list)
    _artificial: list[mathopt.Variable] = field(default_factory=list)
    _members: list[list[int]] = field(default_factory=list)
    _of_group: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        model, program = self.model, mathopt.Model()
        self._groups = [program.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(model.n_groups)]
        self._of_group = [set() for _ in range(model.n_groups)]
        self._rows = []
        for row in model.rows:
            shift = row.costs.constant
            self._rows.append(
                program.add_linear_constraint(
                    lb=-np.inf if row.low is None else float(row.low - shift),
                    ub=np.inf if row.high is None else float(row.high - shift),
                )
            )
        objective = program.objective
        objective.is_maximize = False
        objective.offset = model.objective.constant / self.unit
        for g, constraint in enumerate(self._groups):
            if model.may_be_unplaced[g] and g not in self.forced:
                variable = program.add_variable(lb=0.0)
                constraint.set_coefficient(variable, 1.0)
                objective.set_linear_coefficient(variable, model.objective.unplaced[g] / self.unit)
                for limit, row in zip(self._rows, model.rows, strict=True):
                    if row.costs.unplaced[g]:
                        limit.set_coefficient(variable, float(row.costs.unplaced[g]))
            self._miss(program, constraint, 1.0)
        for limit, row in zip(self._rows, model.rows, strict=True):
            if row.high is not None:
                self._miss(program, limit, -1.0)
            if row.low is not None:
                self._miss(program, limit, 1.0)
        self._program = program
        self._solver = mathopt.IncrementalSolver(program, mathopt.SolverType.GLOP)

    def _miss(self, program: mathopt.Model, constraint: mathopt.LinearConstraint, sign: float) -> None:
        variable = program.add_variable(lb=0.0)
        constraint.set_coefficient(variable, sign)
        program.objective.set_linear_coefficient(variable, PENALTY)
        self._artificial.append(variable)

    def raise_penalty(self) -> None:
        """Make what is missing ten times as dear."""
        self._penalty *= 10.0
        for variable in self._artificial:
            self._program.objective.set_linear_coefficient(variable, self._penalty)

    def add_columns(self, pool: Pool, chosen: IntArray) -> None:
        """Add columns of the pool."""
        objective = self._program.objective
        for c in chosen:
            members = [int(g) for g in pool.groups(int(c))]
            variable = self._program.add_variable(lb=0.0)
            for g in members:
                self._groups[g].set_coefficient(variable, 1.0)
            objective.set_linear_coefficient(variable, pool.cost[c] / self.unit)
            for r, limit in enumerate(self._rows):
                if pool.row[r, c]:
                    limit.set_coefficient(variable, float(pool.row[r, c]))
            held: dict[int, int] = {}
            for g in members:
                for q in self._of_group[g]:
                    held[q] = held.get(q, 0) + 1
            for q, n in held.items():
                if n >= 2:
                    self._cuts[q].set_coefficient(variable, 1.0)
            self.columns.append(int(c))
            self._members.append(members)
            self._variables.append(variable)

    def fix(self, position: int) -> None:
        """Put a column, by its place in the master, into every plan."""
        self._variables[position].lower_bound = 1.0

    def free(self, position: int) -> None:
        """Undo :meth:`fix`."""
        self._variables[position].lower_bound = 0.0

    def forbid(self, position: int) -> None:
        """Keep a column, by its place in the master, out of every plan."""
        self._variables[position].upper_bound = 0.0

    def add_cuts(self, triples: IntArray) -> None:
        """Add cuts on three groups each."""
        for triple in triples:
            a, b, c = (int(g) for g in triple)
            constraint = self._program.add_linear_constraint(ub=1.0)
            for members, variable in zip(self._members, self._variables, strict=True):
                if (a in members) + (b in members) + (c in members) >= 2:
                    constraint.set_coefficient(variable, 1.0)
            for g in (a, b, c):
                self._of_group[g].add(len(self.triples))
            self.triples.append((a, b, c))
            self._cuts.append(constraint)

    def keep_columns(self, keep: list[bool], renumber: IntArray | None = None) -> None:
        """Drop the columns that are not kept; ``renumber`` gives the new number in the pool of the others."""
        for variable, kept in zip(self._variables, keep, strict=True):
            if not kept:
                self._program.delete_variable(variable)
        self._variables = [v for v, kept in zip(self._variables, keep, strict=True) if kept]
        self._members = [v for v, kept in zip(self._members, keep, strict=True) if kept]
        self.columns = [
            c if renumber is None else int(renumber[c]) for c, kept in zip(self.columns, keep, strict=True) if kept
        ]

    def drop_cuts(self, keep: list[bool]) -> None:
        """Drop the cuts that are not kept."""
        for constraint, kept in zip(self._cuts, keep, strict=True):
            if not kept:
                self._program.delete_linear_constraint(constraint)
        self._cuts = [c for c, kept in zip(self._cuts, keep, strict=True) if kept]
        self.triples = [t for t, kept in zip(self.triples, keep, strict=True) if kept]
        self._of_group = [set() for _ in range(self.model.n_groups)]
        for q, triple in enumerate(self.triples):
            for g in triple:
                self._of_group[g].add(q)

    def solve(self) -> Relaxed | None:
        """Solve; ``None`` where the linear solver gives no prices even at its second try."""
        result = _priced(lambda: self._solver.solve(params=FIRST_TRY, model_params=ANSWER))
        if result is None:
            glop = mathopt.SolverType.GLOP
            result = _priced(lambda: mathopt.solve(self._program, glop, params=SECOND_TRY, model_params=ANSWER))
        if result is None:
            return None
        values = result.variable_values()
        share = np.array([values.get(variable, 0.0) for variable in self._variables], dtype=np.float64)
        missing = sum(values.get(variable, 0.0) for variable in self._artificial)
        return Relaxed(
            result.objective_value() * self.unit,
            share,
            np.array(result.dual_values(self._groups), dtype=np.float64) * self.unit,
            -np.array(result.dual_values(self._rows), dtype=np.float64) * self.unit,
            np.maximum(-np.array(result.dual_values(self._cuts), dtype=np.float64) * self.unit, 0.0),
            float(missing),
        )


def _priced(solve: Callable[[], mathopt.SolveResult]) -> mathopt.SolveResult | None:
    """Give a result that has prices; ``None`` where there is none, or where the solver gives up on its numbers."""
    try:
        result = solve()
    except Exception:  # whichever MathOpt makes of GLOP's status: an ``AttributeError`` in 9.15
        return None
    return result if result.has_dual_feasible_solution() and result.has_primal_feasible_solution() else None
