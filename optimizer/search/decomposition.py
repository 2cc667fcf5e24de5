"""Independent components of a model solved apart and added up: families that share no candidate hub cannot meet."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from optimizer.model import Choice, IntArray, Linear, Model, without_pairs
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.strategy import Clock, Found
from optimizer.search.submodel import components, submodel

Solve = Callable[[Model, Linear, Choice | None, Clock], Found]
"""Minimises one objective over a model, from a plan where one is known."""

HEADSTART = 100
"""Families by which each component counts as larger when time is shared out: the least takes time of its own."""


def minimise_by_components(solve: Solve, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
    """Minimise an objective component by component, the smallest first, where nothing ties them to each other.

    A row over the whole plan ties them, unless it is tight: then no component can have less than it has in the plan at
    hand, and so none may have more. Where components are tied, or there is but one, the model is solved whole.

    Parameters
    ----------
    solve
        Solves one component, or the whole.
    model, objective, start, clock
        As for :meth:`optimizer.search.strategy.Strategy.minimise`.
    """
    model, (objective,) = _without_dead_hubs(model, objective)
    component = _components(model, objective)
    if start is not None and not feasible(model, start):
        start = None
    tied = any(not row.tight for row in model.rows) if start is not None else bool(model.rows)
    if tied or component.max(initial=0) == 0:
        return solve(model, objective, start, clock)
    return _Components(solve, model, objective, component, start, clock).run()


@dataclass(slots=True, eq=False)
class _Components:
    """A search over the components of a model; of each its value and what is proved of it, ``None`` while unknown."""

    solve: Solve
    model: Model
    objective: Linear
    component: IntArray
    start: Choice | None
    clock: Clock
    values: list[int | None] = field(init=False)
    bounds: list[int | None] = field(init=False)

    def run(self) -> Found:
        """Solve one component after the other, and those whose time ran out once more in what the others left.

        Where no plan is known each is begun, however late it is: a first plan takes little.
        """
        sizes = np.bincount(self.component)
        self.values, self.bounds = [None] * len(sizes), [None] * len(sizes)
        nobody = Choice(np.full(self.model.n_families, -1, dtype=np.int64))
        choice = self.start or nobody
        parts = [submodel(self.model, choice, self.component == number) for number in range(len(sizes))]
        goals = [replace(part.linear(self.objective), constant=0) for part in parts]
        plans = [part.choice if self.start is not None else None for part in parts]
        if self.start is not None:
            self.values = [evaluate(p.model, goal, p.choice) for p, goal in zip(parts, goals, strict=True)]
        begun = not self.clock.over or (self.start is None and not self.clock.cancelled())
        order = np.argsort(sizes, kind="stable").tolist() if begun else []
        while order:
            left = sum(int(sizes[number]) + HEADSTART for number in order)
            again: list[int] = []
            for number in order:
                weight = int(sizes[number]) + HEADSTART
                clock = self._clock(number, weight / left)
                left -= weight
                found = self.solve(parts[number].model, goals[number], plans[number], clock)
                if found.infeasible:
                    return Found(None, None, None, infeasible=True)
                if found.choice is not None:
                    plans[number], self.values[number] = found.choice, found.value
                self.bounds[number] = _better(self.bounds[number], found.bound)
                if clock.over and not self._proved(number):
                    again.append(number)
            order = [] if self.clock.over else again
        if any(plan is None for plan in plans):
            return Found(None, None, self._total(self.bounds))
        for part, plan in zip(parts, plans, strict=True):
            assert plan is not None
            choice = part.merge(plan, into=choice)
        return Found(choice, self._total(self.values), self._total(self.bounds))

    def _proved(self, number: int) -> bool:
        value, bound = self.values[number], self.bounds[number]
        return value is not None and bound is not None and bound >= value

    def _total(self, each: list[int | None]) -> int | None:
        known = [part for part in each if part is not None]
        return self.objective.constant + sum(known) if len(known) == len(each) else None

    def _clock(self, number: int, share: float) -> Clock:
        clock = self.clock

        def report(value: int | None, bound: int | None) -> None:
            if value is not None:
                self.values[number] = value
            self.bounds[number] = _better(self.bounds[number], bound)
            clock.report(self._total(self.values), self._total(self.bounds))

        return replace(clock, deadline=clock.deadline - (1 - share) * clock.left_s, report=report)


def _better(one: int | None, other: int | None) -> int | None:
    """Give the higher of two bounds, where there are any."""
    return max((bound for bound in (one, other) if bound is not None), default=None)


def _without_dead_hubs(model: Model, objective: Linear) -> tuple[Model, tuple[Linear]]:
    """Take away the pairs of hubs that cannot open, so that they hold nothing together."""
    if model.may_open.all():
        return model, (objective,)
    smaller, (cost,) = without_pairs(model, (objective,), model.may_open[model.hub])
    assert isinstance(cost, Linear)
    return smaller, (cost,)


def _components(model: Model, objective: Linear) -> IntArray:
    """Give, shape ``(n,)``, the number of the component of each family.

    Families that a rule or an objective counts together share one. All whom no hub could ever take are one component.
    """
    tied = [model.together, model.apart]
    for linear in (objective, *(row.linear for row in model.rows)):
        if linear.spread is not None:
            groups = [linear.spread.member[first:last] for first, last in pairwise(linear.spread.start)]
            tied += [np.stack([group[:-1], group[1:]], axis=1) for group in groups if len(group) > 1]
    root = components(replace(model, together=np.concatenate(tied).reshape(-1, 2)))
    alive = np.zeros(model.n_families, dtype=np.bool_)
    alive[root[model.hub_family[model.may_open]]] = True
    root = np.where(alive[root], root, model.n_families)
    number: IntArray = np.unique(root, return_inverse=True)[1].astype(np.int64)
    return number
