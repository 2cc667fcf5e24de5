"""Plans from the assignment model, where columns are no help: a first plan, and tiers that only count families."""

import time

import numpy as np

from optimizer.model import Linear
from optimizer.search.assignment import Assignment
from optimizer.search.columns.tree.incumbent import Search
from optimizer.search.strategy import Clock


def counts_families_only(objective: Linear) -> bool:
    """Tell whether an objective looks at nothing but who is left out."""
    return not (objective.pair.any() or objective.hub.any() or objective.size.any())


def by_assignment(search: Search, seconds: float) -> None:
    """Search the assignment model for so many seconds."""
    clock = Clock(
        min(time.monotonic() + seconds, search.deadline),
        search.stop,
        lambda _value, _bound: None,
        search.workers,
        search.seed,
    )
    found = Assignment().minimise(search.model, search.objective, search.choice, clock)
    search.infeasible = search.infeasible or found.infeasible
    if found.choice is not None:
        search.offer(found.choice)
    if found.bound is not None and np.isfinite(found.bound):
        search.prove(found.bound)
