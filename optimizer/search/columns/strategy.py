"""Columns as a strategy; a model that is not plain is left to the assignment model, and said so."""

from dataclasses import dataclass
from typing import ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.assignment import Assignment
from optimizer.search.columns.driver import solve_columns
from optimizer.search.strategy import Clock, Found


@dataclass(frozen=True, slots=True)
class Columns:
    """Whole constellations priced against a master problem, with a Lagrangian bound; see ``ENGINE`` in DECISIONS."""

    name: ClassVar[str] = "columns"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective."""
        if not model.plain or not objective.plain:
            return Assignment().minimise(model, objective, start, clock)
        found = solve_columns(
            model,
            objective,
            time_limit_s=clock.left_s,
            workers=clock.workers,
            seed=clock.seed,
            start=start,
            stop=clock.cancelled,
            report=clock.report,
        )
        return Found(found.choice, found.value, found.bound, found.choice is None and found.proved)
