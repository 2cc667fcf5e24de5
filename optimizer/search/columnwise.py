"""Columns, and the assignment model for as long as their machine code is still being made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.assignment import Assignment
from optimizer.search.strategy import OBJECTIVE, Clock, Found, Strategy

if TYPE_CHECKING:
    from optimizer.search.readiness import Readiness


@cache
def _readiness() -> "Readiness":
    from optimizer.search.readiness import Readiness  # noqa: PLC0415 - brings Numba, half a second of loading

    return Readiness()


def ready() -> bool:
    """Say whether the machine code of the columns is compiled."""
    return _readiness()()


@cache
def columns() -> Strategy:
    """Load the columns; they take half a second, which a command that never searches by them need not spend."""
    from optimizer.search.columns import Columns  # noqa: PLC0415 - as above

    return Columns()


@dataclass(frozen=True, slots=True)
class Columnwise:
    """The strategy that serves every size of problem.

    On a new computer the assignment model begins, so that a plan is there within a second, and columns take over when
    their code is compiled; later on columns begin at once.
    """

    ready: Callable[[], bool] = field(default=ready, repr=False, compare=False)

    name: ClassVar[str] = "columns"

    def load(self) -> None:
        """Load what a search will need, before its time begins to count."""
        columns()
        _readiness()

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective; the better bound of both holds."""
        if self.ready():
            return _by_columns(model, objective, start, clock)
        until_ready = Clock(
            clock.deadline, lambda: self.ready() or clock.cancelled(), clock.report, clock.workers, clock.seed
        )
        found = Assignment().minimise(model, objective, start, until_ready)
        if found.infeasible or found.proved or clock.over:
            return found
        better = _by_columns(model, objective, found.choice or start, clock)
        if found.bound is None or (better.bound is not None and better.bound > found.bound):
            return better
        return replace(better, bound=found.bound, without=())


def _by_columns(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
    """Minimise by columns, and say what their bound leaves out."""
    found = columns().minimise(model, objective, start, clock)
    return replace(found, without=tuple(dict.fromkeys((*found.without, *beyond_columns(model, objective)))))


def beyond_columns(model: Model, objective: Linear) -> Iterator[str]:
    """Give the keys of what the bound of columns leaves out: counts over several constellations that are no sums."""
    yield from (row.key for row in model.rows if row.linear.spread is not None)
    if objective.spread is not None:
        yield OBJECTIVE
