"""What is full before the last wave without copies: constellations that are full are counted by their size.

A hub home that may start both earlier and in the last wave needs no two copies: of the constellations with as many
satellites as can be, as many as run before the last wave are those that run then. Without copies, annealing and
branching work as on any plan. Some hub homes are not counted so: one that may only start in the last wave, and one
still to be found, as each wave has its own number of those. They are held to the wave in which the plan at hand starts
them; what is proved then is about fewer roll-outs than there are.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import Choice, Linear, Model, Row
from optimizer.plan import Plan
from optimizer.rollout.terms import Terms
from optimizer.search.evaluation import open_hubs
from optimizer.search.rollout.copies import with_hubs
from optimizer.search.rollout.full import FullBefore
from optimizer.search.translate import plan_of


@dataclass(frozen=True, slots=True, eq=False)
class FullCounted:
    """The model without copies, and travel in its terms.

    Attributes
    ----------
    start
        The plan at hand.
    exact
        Whether no hub home had to be held to a wave, so that a bound holds for every roll-out that waits least.
    """

    full: FullBefore
    model: Model
    travel: Linear
    start: Choice
    exact: bool

    @classmethod
    def of(cls, terms: Terms, full: FullBefore, choice: Choice) -> "FullCounted":
        """Make the model.

        Parameters
        ----------
        choice
            In the terms of the model with two copies.
        """
        settled = full.copies.full
        assert settled is not None
        two, m, many = full.model, full.copies.n_hubs, settled.satellites
        early, late = full.number[:m], full.number[-m:]
        before, last = two.may_open[early], two.may_open[late]
        opened = open_hubs(two, choice)
        sizes = np.bincount(choice.hub_of[choice.hub_of >= 0], minlength=two.n_hubs) - opened
        to_find = full.copies.to_find
        held = last & (to_find | (~before & (two.high[late] >= many)))
        only_last = held & ~opened[early]
        large = only_last & (sizes[late] >= many)
        full_if_open = large | (before & (~last | (held & opened[early])))
        high = np.maximum(two.high[early], two.high[late])
        high = np.where(only_last & ~large, np.minimum(high, many - 1), high)

        keep = np.zeros(two.n_hubs, dtype=np.bool_)
        keep[late] = True
        model, (travel,) = with_hubs(replace(two, rows=full.rows), keep, full.travel)
        low = np.where(full_if_open, many, model.low)
        may_open = (before | last) & (low <= high)
        model = replace(
            model,
            low=np.where(may_open, low, 0),
            high=np.where(may_open, high, 0),
            may_open=may_open,
            must_open=two.must_open[early] | two.must_open[late],
        )
        size = (np.arange(model.size_limit + 1) >= many).astype(np.int64)
        n_full = replace(model.nothing, size=size, hub=-large.astype(np.int64))
        rows = [Row("launches", n_full, low=settled.constellations)]
        if terms.launches[-1] is not None:
            everyone = replace(model.nothing, hub=np.ones(m, dtype=np.int64))
            rows.append(Row("launches", everyone, high=settled.constellations + terms.launches[-1]))
        if terms.to_find:
            found = replace(model.nothing, hub=(to_find & only_last).astype(np.int64))
            rows.append(Row("recruit", found, high=terms.recruit[-1]))
        start = Choice(np.where(choice.hub_of < 0, -1, full.hub[choice.hub_of]))
        return cls(full, model.holding(*rows), travel, start, exact=not held.any())

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.full.copies.problem, choice)
