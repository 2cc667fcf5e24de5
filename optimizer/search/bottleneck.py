"""A tier that is the longest of its pairs: halved again and again, each half searched by the strategy at hand."""

from dataclasses import replace

import numpy as np

from optimizer.model import Bottleneck, Choice, Linear, Model, without_pairs
from optimizer.search.evaluation import pairs_of
from optimizer.search.strategy import Clock, Found, Strategy


def longest(model: Model, objective: Bottleneck, choice: Choice) -> int:
    """Give the largest number of any pair that a choice uses, 0 where it uses none."""
    used = pairs_of(model, choice)
    return int(objective.pair[used[used >= 0]].max(initial=0))


def minimise_longest(
    strategy: Strategy, model: Model, objective: Bottleneck, start: Choice | None, clock: Clock
) -> Found:
    """Find the smallest limit under which a plan exists.

    Whether one exists under a limit is asked by leaving out the longer pairs. The bound is the shortest limit that is
    not proved impossible.
    """
    nothing = model.nothing
    silent = replace(clock, report=lambda _value, _bound: None, among_equals=True)
    choice = start
    if choice is None:
        first = strategy.minimise(model, nothing, None, silent)
        if first.choice is None:
            return first
        choice = first.choice
    limits = np.unique(np.concatenate([[0], objective.pair]))
    low, high = 0, int(np.searchsorted(limits, longest(model, objective, choice)))
    while low < high and not clock.over:
        clock.report(int(limits[high]), int(limits[low]))
        middle = (low + high) // 2
        shorter, (cost,) = without_pairs(model, (nothing,), objective.pair <= limits[middle])
        assert isinstance(cost, Linear)
        found = strategy.minimise(shorter, cost, None, silent)
        if found.choice is not None:
            choice = found.choice
            high = int(np.searchsorted(limits, longest(model, objective, choice)))
        elif found.infeasible:
            low = middle + 1
        else:
            return Found(choice, int(limits[high]), int(limits[low]), without=found.without)
    return Found(choice, int(limits[high]), int(limits[low]))
