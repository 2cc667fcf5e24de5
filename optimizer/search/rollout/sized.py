"""The last waves of roll-outs that wait no longer than one at hand, by the sizes of their constellations alone.

In a wave before the last no more than ``R`` constellations run, and the families that have a place then are at most
those of the ``R`` largest. So many hold ``N`` homes together just where for each size ``t``

    R t + sum over all constellations of max(0, homes - t) >= N,

as the left side is what the ``R`` largest hold where ``t`` is the size of the smallest of them, and more elsewhere. Of
two waves only the one that asks for more above ``t`` has a row, and none has where that is nothing.
What a wave needs is what all waves together may wait less what the others wait at least. So all roll-outs that wait no
longer have last waves in a model of one wave, where annealing and branching work as on any plan; what is proved over it
holds for all of them. Whether a last wave of it can be put in such an order is seen by doing so.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import Choice, Linear, Model, Row
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem
from optimizer.rollout.terms import Terms
from optimizer.search.rollout.copies import Copies
from optimizer.search.rollout.last_wave import last_wave
from optimizer.search.translate import choice_of, plan_of


@dataclass(frozen=True, slots=True, eq=False)
class Sized:
    """The model of the last wave, travel in its terms, and the plan at hand."""

    problem: Problem
    model: Model
    travel: Linear
    start: Choice

    @classmethod
    def of(cls, terms: Terms, copies: Copies, plan: Plan, unplaced: tuple[int, bool], waiting: int) -> "Sized | None":
        """Make the model; ``None`` where families come later or move, as who has a place hangs on more than sizes then.

        Parameters
        ----------
        plan
            The last wave at hand.
        unplaced
            How many families at most have no place, and whether it is proved that it cannot be fewer.
        waiting
            What a roll-out may wait at most.
        """
        if not copies.sizes_tell:
            return None
        problem = last_wave(terms)
        model, (left_out, travel) = compile_problem(problem)
        assert isinstance(left_out, Linear)
        assert isinstance(travel, Linear)
        there = sum(family.may_be_satellite for family in problem.families)
        spare = waiting - copies.least_waiting(unplaced[0])
        pairs = zip(copies.running[:-1], copies.waiting_by_wave[:-1], strict=True)
        needed = [(most, there - at_least - spare) for most, at_least in pairs if most is not None]
        homes = np.arange(model.size_limit + 1) + 1
        rows = [Row("unplaced", left_out, high=unplaced[0], tight=unplaced[1])]
        for size in range(1, int(homes[-1])):
            least = max((n_homes - most * size for most, n_homes in needed), default=0)
            if least > 0:
                above = replace(model.nothing, size=np.maximum(0, homes - size))
                rows.append(Row("waiting", above, low=least))
        start = choice_of(problem, plan)
        assert start is not None
        return cls(problem, model.holding(*rows), travel, start)

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.problem, choice)
