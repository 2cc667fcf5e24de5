"""The restricted master: the best plan that a pool of columns makes, by CP-SAT."""

from dataclasses import dataclass

import numpy as np

from optimizer.cp_sat_model import cp_model
from optimizer.model import IntArray
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.cp_sat import Effort, run


@dataclass(frozen=True, slots=True, eq=False)
class RestrictedSolution:
    """What is known of the plans that a pool makes.

    Attributes
    ----------
    columns
        The best plan found, or ``None``.
    value
        Its cost.
    bound
        No plan of the pool within the cutoff costs less; ``None`` where nothing was proved, or where it is proved that
        the pool makes no plan within the cutoff.
    proved
        Whether the search came to its end.
    """

    columns: IntArray | None
    value: int | None
    bound: int | None
    proved: bool


def solve_restricted_master(model: GroupedModel, pool: Pool, cutoff: int | None, effort: Effort) -> RestrictedSolution:
    """Choose columns of a pool so that every group is in one, at least cost and at most ``cutoff``."""
    program = cp_model.CpModel()
    chosen = [program.new_bool_var("") for _ in range(len(pool))]
    holders: list[list[cp_model.IntVar]] = [[] for _ in range(model.n_groups)]
    for c, variable in enumerate(chosen):
        for g in pool.groups(c):
            holders[g].append(variable)
    left = {}
    for g, holding in enumerate(holders):
        if model.may_be_unplaced[g]:
            left[g] = program.new_bool_var("")
            holding.append(left[g])
        program.add_exactly_one(holding)
    for r, row in enumerate(model.rows):
        used = np.flatnonzero(pool.row[r])
        parts = [(chosen[c], int(pool.row[r, c])) for c in used]
        parts += [(variable, int(row.costs.unplaced[g])) for g, variable in left.items() if row.costs.unplaced[g]]
        if parts:
            total = cp_model.LinearExpr.weighted_sum([v for v, _ in parts], [w for _, w in parts])
            low = -(1 << 55) if row.low is None else row.low - row.costs.constant
            high = 1 << 55 if row.high is None else row.high - row.costs.constant
            program.add_linear_constraint(total, low, high)
    weights = [int(cost) for cost in pool.cost] + [int(model.objective.unplaced[g]) for g in left]
    total = cp_model.LinearExpr.weighted_sum([*chosen, *left.values()], weights)
    if cutoff is not None:
        program.add(total <= cutoff - model.objective.constant)
    program.minimize(total)
    answer = run(program, effort)
    constant = model.objective.constant
    bound = None if answer.bound is None else answer.bound + constant
    if answer.value is None:
        return RestrictedSolution(None, None, bound, answer.complete)
    columns = np.array([c for c, variable in enumerate(chosen) if answer.is_true(variable)], dtype=np.int64)
    return RestrictedSolution(columns, answer.value + constant, bound, answer.complete)
