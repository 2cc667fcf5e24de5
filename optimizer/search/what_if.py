"""Questions about one step aside of a plan: can these families all have a place, and at what least price."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from optimizer.cp_sat_model import cp_model
from optimizer.encoding import Decisions
from optimizer.model import IntArray, Linear, Model
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.assignment import Encoded, aim, choice_from, encode, hint
from optimizer.search.cp_sat import Effort, Parameters, run
from optimizer.search.strategy import Clock
from optimizer.search.translate import choice_of, plan_of

_FIRST: Final = 0.5
"""Work at most for the search that lets only a few families move, in CP-SAT's own unit: some seconds at worst."""

_FEW_FAMILIES: Final = 40
"""Up to so many families the best plan is found sooner at once than after a search that lets few families move."""

_FEW_HUBS: Final = 60
"""Candidates up to which it costs more to probe a model than that saves."""


@dataclass(frozen=True, slots=True)
class WhatIf:
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
    def proved(self) -> bool:
        """Whether the answer is proved: none, or none cheaper."""
        return self.impossible or (self.value is not None and self.value == self.bound)


@dataclass(frozen=True, slots=True, eq=False)
class RelaxedHub:
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


@dataclass(frozen=True, slots=True, eq=False)
class WarmStart:
    """A plan to begin from: a first, quick search lets only a few families move, and the whole search goes on from it.

    Attributes
    ----------
    loose
        Ids of the families that may move at first; those in no constellation may in any case.
    """

    plan: Plan
    loose: Collection[str] = ()


def place(
    problem: Problem,
    must: Collection[str],
    clock: Clock,
    price: Callable[[Decisions], Linear] | None = None,
    warm_start: WarmStart | None = None,
) -> WhatIf:
    """Look for a plan that places all of ``must``, at the least price.

    Parameters
    ----------
    must
        Ids of families.
    price
        What to make small; ``None`` asks for any such plan.
    """
    if clock.over:
        return WhatIf(None)
    model, objective = _model(problem, must, price)
    encoded = encode(model)
    aim(encoded, model, objective)
    found = _solved(problem, model, encoded, clock, warm_start, enough=price is None)
    constant = objective.constant
    return replace(
        found,
        value=None if found.value is None else found.value + constant,
        bound=None if found.bound is None else found.bound + constant,
    )


def place_by_relaxing(
    problem: Problem, must: Collection[str], relaxed: RelaxedHub, clock: Clock, warm_start: WarmStart | None = None
) -> WhatIf:
    """Look for a plan that places all of ``must`` when one hub may pass a limit by as little as can be.

    Parameters
    ----------
    problem
        Posed with limits that are wide at every hub; ``relaxed`` says what they truly are.
    """
    if clock.over:
        return WhatIf(None)
    model, _ = _model(problem, must, None)
    encoded = encode(model)
    cp = encoded.cp
    picked: list[cp_model.IntVar] = []
    extra: list[cp_model.IntVar] = []
    for hub in np.flatnonzero(model.may_open).tolist():
        amount = _amount(encoded, model, hub, relaxed)
        if amount is None:
            continue
        used, most = amount
        limit = int(relaxed.limit[hub])
        far = max(limit, most - limit) if relaxed.least else most - limit
        passes = cp.new_bool_var("")
        by = cp.new_int_var(0, max(far, 0), "")
        cp.add(by <= max(far, 0) * passes)
        if relaxed.least:
            cp.add(used + by >= limit * encoded.opens[hub])
        else:
            cp.add(used <= limit + by)
        picked.append(passes)
        extra.append(by)
    cp.add_at_most_one(picked)
    cp.minimize(sum(extra))
    return _solved(problem, model, encoded, clock, warm_start)


def _solved(
    problem: Problem,
    model: Model,
    encoded: Encoded,
    clock: Clock,
    warm_start: WarmStart | None,
    *,
    enough: bool = False,
) -> WhatIf:
    """Solve what is written down: first with few families that move, then as a whole, from the plan found so.

    Parameters
    ----------
    enough
        Whether any plan will do.
    """
    if warm_start is not None:
        start = choice_of(problem, _among(problem, warm_start.plan))
        if start is not None:
            names = (*warm_start.loose, *(family.id for family in warm_start.plan.unplaced))
            stays = np.array([family.id not in names for family in problem.families]) & (start.hub_of >= 0)
            if not enough and model.n_families <= _FEW_FAMILIES:
                hint(encoded, model, start)
                return _answer(problem, model, encoded, clock)
            hint(encoded, model, start, stays)
            first = _answer(problem, model, encoded, clock, held=True)
            if enough and first.plan is not None:
                return replace(first, bound=first.value)
            known = None if first.plan is None else choice_of(problem, first.plan)
            hint(encoded, model, start if known is None else known)
    return _answer(problem, model, encoded, clock)


def _among(problem: Problem, plan: Plan) -> Plan:
    """Give a plan of other families as one of the families of a problem."""
    known = problem.families.by_id
    satellites = {each.hub.id: [one.id for one in each.satellites if one.id in known] for each in plan.constellations}
    return Plan.of(problem.families, {hub: each for hub, each in satellites.items() if hub in known})


def _answer(problem: Problem, model: Model, encoded: Encoded, clock: Clock, *, held: bool = False) -> WhatIf:
    """Ask CP-SAT; ``held`` keeps what is proposed, and then proves nothing."""

    def tune(parameters: Parameters) -> None:
        parameters.fix_variables_to_their_hinted_value = held
        # Many small models one after another: most of the time went into making them smaller before they were searched.
        parameters.max_presolve_iterations = 1
        parameters.symmetry_level = 0
        if model.n_hubs <= _FEW_HUBS:
            parameters.cp_model_probing_level = 0
            parameters.presolve_probing_deterministic_time_limit = 0.0

    answer = run(encoded.cp, replace(Effort.of(clock), work=_FIRST if held else None), tune=tune)
    if not answer.found:
        return WhatIf(None, impossible=answer.infeasible and not held)
    plan = plan_of(problem, choice_from(encoded, model, answer))
    return WhatIf(plan, answer.value, None if held else answer.bound)


def _amount(
    encoded: Encoded, model: Model, hub: int, relaxed: RelaxedHub
) -> tuple[cp_model.LinearExpr | int, int] | None:
    """Give what a hub has of the limited kind, and the most it could have; ``None`` where it is not limited."""
    begin, end = int(model.start[hub]), int(model.start[hub + 1])
    joins = encoded.joins[begin:end]
    if relaxed.load is None:
        return cp_model.LinearExpr.sum(joins), len(joins)
    load = next((each for each in model.loads if each.key == relaxed.load), None)
    if load is None:
        return None
    weights = load.weight[model.family[begin:end]].tolist()
    own = int(load.own[hub])
    return cp_model.LinearExpr.weighted_sum(joins, weights) + own * encoded.opens[hub], own + sum(weights)


def _model(
    problem: Problem, must: Collection[str], price: Callable[[Decisions], Linear] | None
) -> tuple[Model, Linear]:
    decisions = Decisions(problem.instance)
    for rule in problem.rules:
        rule.encode(decisions)
    model, (objective,) = decisions.model([decisions.linear() if price is None else price(decisions)])
    assert isinstance(objective, Linear)
    free = np.array([family.id not in must for family in problem.families], dtype=np.bool_)
    return replace(model, may_be_unplaced=free), objective
