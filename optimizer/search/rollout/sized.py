"""The last waves of roll-outs that wait no longer than one at hand, by the sizes of their constellations alone.

In a wave before the last no more than ``R`` constellations run, and the families that have a place then are at most
those of the ``R`` largest. So many hold ``N`` homes together just where for each size ``t``

    R t + sum over all constellations of max(0, homes - t) >= N,

as the left side is what the ``R`` largest hold where ``t`` is the size of the smallest of them (0 where fewer than
``R`` run), and more elsewhere. Of two waves only the one that asks for more above ``t`` has a row, and none has where
that is nothing.

What a wave needs is what all waves together may wait less what the others wait at least. So all roll-outs that wait no
longer have last waves in a model of one wave, where annealing and branching work as on any plan; what is proved over it
holds for all of them. Whether a last wave of it can be put in such an order is seen by doing so: a hub home that can be
nothing else waits for no place, and is counted nevertheless, as it is one less only where its constellation is above
``t``. Where it counts as one less in any case, some last waves are left out, and any that is left can be so ordered.
"""

from collections.abc import Iterator
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
    """The model of the last wave, travel in its terms, and the plan at hand.

    Attributes
    ----------
    sure
        The same without the last waves that may wait longer because of a hub home that can be nothing else.
    """

    problem: Problem
    model: Model
    sure: Model
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
        waits = np.array([problem.families[int(at)].may_be_satellite for at in problem.hubs], dtype=np.int64)
        row = Row("unplaced", left_out, high=unplaced[0], tight=unplaced[1])
        held = model.holding(row, *_small_ones(terms, model))
        rows = list[Row]()
        for size in range(int(homes[-1])):
            least = max((n_homes - most * size for most, n_homes in needed), default=0)
            if least > 0:
                above = replace(model.nothing, size=np.maximum(0, homes - size))
                rows.append(Row("waiting", above, low=least))
        surely = (replace(row, linear=replace(row.linear, hub=waits - 1)) for row in rows)
        start = choice_of(problem, plan)
        assert start is not None
        return cls(problem, held.holding(*rows), held.holding(*surely), travel, start)

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.problem, choice)


def _small_ones(terms: Terms, model: Model) -> Iterator[Row]:
    """Limit the constellations that are smaller than one of two waves is: they start in the last wave.

    A size is counted by how far it is below each larger one, as what is counted has to be convex.
    """
    last, least = terms.launches[-1], terms.launch_min
    if last is None:
        return
    satellites = np.arange(model.size_limit + 1)
    for size in range(least + 1, terms.size_min + 1):
        below = replace(model.nothing, size=np.maximum(0, size - satellites))
        yield Row("launches", below, high=last * (size - least))
