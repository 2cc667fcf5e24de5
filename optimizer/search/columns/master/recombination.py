"""Better plans put together from the constellations of many: a set partitioning problem over those that annealing met.

Each run of the annealing ends in a plan with some constellations that are very good and others that are not. The best
plan over the columns of all runs is found in hundredths of a second, as they are few (Subramanian, Uchoa and Ochi,
A hybrid algorithm for a class of vehicle routing problems, Computers & Operations Research, 2013).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.plans import choice_of, columns_of
from optimizer.search.columns.formulation.pool import Pool, empty_pool, with_new_columns
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.meter import WALL, Meter

LEAST_GROUPS: Final = 100
"""Groups from which plans are recombined: smaller models are solved to the end before that pays."""

SECONDS: Final = 1.0
"""The most that one recombination may take."""


@dataclass(slots=True, eq=False)
class Recombination:
    """The columns of plans of one model, and the best plan that they make.

    Attributes
    ----------
    model, objective, grouped
        What is searched, and the same by groups of families.
    meter
        What time is counted in.
    """

    model: Model
    objective: Linear
    grouped: GroupedModel
    meter: Meter = WALL
    _pool: Pool = field(init=False)
    _solved: int = 0

    def __post_init__(self) -> None:
        self._pool = empty_pool(self.grouped)

    def add(self, choice: Choice) -> None:
        """Take in the constellations of a plan."""
        self._pool = with_new_columns(self.grouped, self._pool, columns_of(self.model, self.grouped, choice))

    def better(self, choice: Choice, stop: Callable[[], bool]) -> Choice | None:
        """Give the best plan made of the columns taken in, where it is better than a plan and keeps all rules."""
        # Late: CP-SAT takes half a second to load, and a small tree is searched without it.
        from optimizer.search.columns.master.restricted_master import solve_restricted_master  # noqa: PLC0415 - as said
        from optimizer.search.cp_sat import Effort  # noqa: PLC0415 - as said

        pool = self._pool
        if len(pool) == self._solved:
            return None
        self._solved = len(pool)
        value = evaluate(self.model, self.objective, choice)
        found = solve_restricted_master(self.grouped, pool, value - 1, Effort(SECONDS, stop=stop, meter=self.meter))
        if found.columns is None:
            return None
        made = choice_of(self.model, self.grouped, pool, found.columns)
        return made if feasible(self.model, made) and evaluate(self.model, self.objective, made) < value else None


def recombination_of(
    model: Model, objective: Linear, grouped: GroupedModel, meter: Meter = WALL
) -> Recombination | None:
    """Give what recombines plans of a model; ``None`` where it does not pay."""
    return Recombination(model, objective, grouped, meter) if grouped.n_groups >= LEAST_GROUPS else None
