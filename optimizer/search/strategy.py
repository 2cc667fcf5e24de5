"""What every strategy is given and gives back."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from optimizer.model import Choice, Linear, Model
from optimizer.outcome import Limits
from optimizer.search.meter import WALL, Meter


def never() -> bool:
    """Say that there is no reason to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Clock:
    """When a strategy must end, and whom it tells how far it is.

    Attributes
    ----------
    deadline
        Reading of ``meter`` at which the search ends.
    cancelled
        Says whether the user wants the search to end now.
    report
        Is told the best value so far and what is proved, ``None`` where there is none yet.
    workers
        Threads to use, at least 1.
    seed
        Seed of every random choice.
    among_equals
        Whether, of the best plans, the one is wanted that is always chosen; without it the first best plan ends the
        search.
    meter
        What time is counted in.
    """

    deadline: float
    cancelled: Callable[[], bool]
    report: Callable[[int | None, int | None], None]
    workers: int
    seed: int
    among_equals: bool = True
    meter: Meter = WALL

    @property
    def left_s(self) -> float:
        """Seconds, or units of work, until the deadline, not below 0."""
        return max(0.0, self.deadline - self.meter.now())

    @property
    def over(self) -> bool:
        """Whether the search must end."""
        return self.cancelled() or self.left_s <= 0.0


def n_workers(wanted: int) -> int:
    """Threads to use: as many as wanted, or one for each core this process may use."""
    return wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or os.cpu_count() or 1


def threads_of(limits: Limits) -> int:
    """Threads of a search within some limits: one where work is counted, as the order is part of the answer."""
    return n_workers(limits.workers) if limits.work is None else 1


OBJECTIVE: Final = "objective"
"""Stands for the objective that is minimised, among what its bound leaves out."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a strategy found for one objective over one model.

    Attributes
    ----------
    choice
        The best plan found, ``None`` where none was.
    value
        Its value.
    bound
        A proved lower bound on every plan's value, ``None`` where nothing was proved.
    infeasible
        Whether it is proved that no plan exists.
    unique
        Whether the plan is proved the one that is chosen among equals, so that every such proof comes to this plan.
    without
        Keys of the rules and tiers that the bound leaves out, ``OBJECTIVE`` for a part of the objective itself: it
        holds all the same, yet may lie farther from the value than it would with them.
    """

    choice: Choice | None
    value: int | None
    bound: int | None
    infeasible: bool = False
    unique: bool = False
    without: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the plan is proved best."""
        return self.value is not None and self.bound is not None and self.bound >= self.value


class Strategy(Protocol):
    """A way to find good plans and to prove how good they are."""

    @property
    def name(self) -> str:
        """What a user calls it."""
        ...

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Make one objective as small as can be over a model.

        Parameters
        ----------
        start
            A plan that the model allows, where one is known.
        """
        ...
