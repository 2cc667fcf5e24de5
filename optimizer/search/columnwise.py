"""Columns, and the assignment model for as long as their machine code is still being made."""

from dataclasses import dataclass, field
from typing import ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.assignment import Assignment
from optimizer.search.columns import Columns
from optimizer.search.readiness import Readiness
from optimizer.search.strategy import Clock, Found


@dataclass(frozen=True, slots=True)
class Columnwise:
    """The strategy that serves every size of problem.

    On a new computer the assignment model begins, so that a plan is there within a second, and columns take over when
    their code is compiled; later on columns begin at once.
    """

    ready: Readiness = field(default_factory=Readiness, repr=False, compare=False)

    name: ClassVar[str] = "columns"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective; the better bound of both holds."""
        if self.ready():
            return Columns().minimise(model, objective, start, clock)
        until_ready = Clock(
            clock.deadline, lambda: self.ready() or clock.cancelled(), clock.report, clock.workers, clock.seed
        )
        found = Assignment().minimise(model, objective, start, until_ready)
        if found.infeasible or found.proved or clock.over:
            return found
        better = Columns().minimise(model, objective, found.choice or start, clock)
        bounds = [bound for bound in (found.bound, better.bound) if bound is not None]
        return Found(better.choice, better.value, max(bounds, default=None), better.infeasible, better.settled)
