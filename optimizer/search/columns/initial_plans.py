"""Plans from the assignment model, where columns are no help: a first plan, and tiers that only count families."""

import numpy as np

from optimizer.search.assignment_strategy import Assignment
from optimizer.search.columns.tree.incumbent import Incumbent


def improve_by_assignment(incumbent: Incumbent, seconds: float) -> None:
    """Search the assignment model for so many seconds."""
    clock = incumbent.clock(seconds)
    found = Assignment().minimise(incumbent.model, incumbent.objective, incumbent.choice, clock)
    incumbent.infeasible = incumbent.infeasible or found.infeasible
    if found.choice is not None:
        incumbent.offer(found.choice)
    if found.bound is not None and np.isfinite(found.bound):
        incumbent.raise_bound(found.bound)
