"""Questions about one step aside of a plan: can these families all have a place, and at what least price."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from optimizer.encoding import Decisions
from optimizer.model import IntArray, Linear, Model
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.assignment import Assignment, Encoded, choice_from, encode
from optimizer.search.strategy import Clock
from optimizer.search.translate import plan_of


@dataclass(frozen=True, slots=True)
class Placing:
    """The answer to a question.

    Attributes
    ----------
    plan
        A plan that does it, ``None`` where none was found. Not yet verified.
    value, bound
        What it costs, and what is proved that no plan costs less; ``None`` where unknown.
    impossible
        Whether it is proved that no plan does it.
    """

    plan: Plan | None
    value: int | None = None
    bound: int | None = None
    impossible: bool = False

    @property
    def settled(self) -> bool:
        """Whether the answer is proved: none, or none cheaper."""
        return self.impossible or (self.value is not None and self.value == self.bound)


@dataclass(frozen=True, slots=True, eq=False)
class OneHubLooser:
    """One hub, and no other, may pass its limit; by how much is to be as small as can be.

    Attributes
    ----------
    limit
        Shape ``(m,)``, in the order of ``Problem.hubs``: satellites, or weight of a load, that each hub is held to.
    load
        Key of the load that is limited, ``None`` for the number of satellites.
    least
        Whether ``limit`` is the least that an open hub must have, in place of the most.
    """

    limit: IntArray
    load: str | None = None
    least: bool = False


def place(
    problem: Problem,
    must: Collection[str],
    clock: Clock,
    price: Callable[[Decisions], Linear] | None = None,
) -> Placing:
    """Look for a plan that places all of ``must``, at the least price.

    Parameters
    ----------
    must
        Ids of families.
    price
        What to make small; ``None`` asks for any such plan.
    """
    if clock.over:
        return Placing(None)
    model, objective = _model(problem, must, price)
    found = Assignment().minimise(model, objective, None, clock)
    plan = None if found.choice is None else plan_of(problem, found.choice)
    return Placing(plan, found.value, found.bound, found.infeasible)


def place_by_loosening(problem: Problem, must: Collection[str], looser: OneHubLooser, clock: Clock) -> Placing:
    """Look for a plan that places all of ``must`` when one hub may pass a limit by as little as can be.

    Parameters
    ----------
    problem
        Posed with limits that are wide at every hub; ``looser`` says what they truly are.
    """
    if clock.over:
        return Placing(None)
    model, _ = _model(problem, must, None)
    encoded = encode(model)
    cp = encoded.cp
    picked: list[cp_model.IntVar] = []
    extra: list[cp_model.IntVar] = []
    for hub in np.flatnonzero(model.may_open).tolist():
        amount = _amount(encoded, model, hub, looser)
        if amount is None:
            continue
        used, most = amount
        limit = int(looser.limit[hub])
        far = max(limit, most - limit) if looser.least else most - limit
        passes = cp.new_bool_var("")
        by = cp.new_int_var(0, max(far, 0), "")
        cp.add(by <= max(far, 0) * passes)
        if looser.least:
            cp.add(used + by >= limit * encoded.opens[hub])
        else:
            cp.add(used <= limit + by)
        picked.append(passes)
        extra.append(by)
    cp.add_at_most_one(picked)
    cp.minimize(sum(extra))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(clock.left_s, 0.01)
    solver.parameters.num_workers = clock.workers
    solver.parameters.random_seed = clock.seed
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(cp)
    if status == cp_model.INFEASIBLE:
        return Placing(None, impossible=True)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Placing(None)
    value = round(solver.objective_value)
    bound = int(solver.response_proto.inner_objective_lower_bound)
    return Placing(plan_of(problem, choice_from(encoded, model, solver)), value, bound)


def _amount(
    encoded: Encoded, model: Model, hub: int, looser: OneHubLooser
) -> tuple[cp_model.LinearExpr | int, int] | None:
    """Give what a hub has of the limited kind, and the most it could have; ``None`` where it is not limited."""
    begin, end = int(model.start[hub]), int(model.start[hub + 1])
    joins = encoded.joins[begin:end]
    if looser.load is None:
        return cp_model.LinearExpr.sum(joins), len(joins)
    load = next((each for each in model.loads if each.key == looser.load), None)
    if load is None:
        return None
    weights = load.weight[model.family[begin:end]].tolist()
    own = int(load.own[hub])
    return cp_model.LinearExpr.weighted_sum(joins, weights) + own * encoded.opens[hub], own + sum(weights)


def _model(
    problem: Problem, must: Collection[str], price: Callable[[Decisions], Linear] | None
) -> tuple[Model, Linear]:
    decisions = Decisions(problem)
    for rule in problem.rules:
        rule.encode(decisions)
    model, (objective,) = decisions.model([decisions.linear() if price is None else price(decisions)])
    assert isinstance(objective, Linear)
    free = np.array([family.id not in must for family in problem.families], dtype=np.bool_)
    return replace(model, may_be_unplaced=free), objective
