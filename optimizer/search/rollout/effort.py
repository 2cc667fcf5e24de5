"""What a search for a roll-out may use, and the tiers it searches."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from optimizer.outcome import Limits, Progress
from optimizer.plan import Plan
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.search.cp_sat import Effort
from optimizer.search.meter import Meter
from optimizer.search.rollout.ordering import order
from optimizer.search.strategy import Clock, threads_of

TIERS: Final = ("unplaced", "waiting", "travel")
"""The tiers of a roll-out, the most important first."""

_ORDER_S: Final = 10.0
"""Seconds at most for the order of one plan; a region takes one or two."""

_ORDER_AT_END_S: Final = 5.0
"""The same once time is over or the user ended the search: without an order the last wave that was found is lost."""


@dataclass(slots=True)
class Efforts:
    """The terms of a search, its time, and whom to tell and ask."""

    terms: Terms
    limits: Limits
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool]
    begin: float
    meter: Meter = field(init=False)
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self.meter = Meter.of(self.limits)
        self._end = self.meter.end(self.limits, self.begin)

    @property
    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.begin

    @property
    def left_s(self) -> float:
        """Seconds, or units of work, until time is over, not below 0."""
        return max(0.0, self._end - self.meter.now())

    def clock(self, tier: str, seconds: float) -> Clock:
        """Give a clock over so many seconds."""

        def report(value: int | None, bound: int | None) -> None:
            if self.progress is not None:
                self.progress(Progress(tier, value, bound, self.seconds))

        end, threads = self.meter.now() + seconds, threads_of(self.limits)
        return Clock(end, self.cancelled, report, threads, self.limits.seed, meter=self.meter)

    def one_thread(self, seconds: float) -> Effort:
        """Give an effort that ends the same way each time: one thread."""
        return self._effort(min(seconds, max(self.left_s, 1.0)))

    def _effort(self, seconds: float) -> Effort:
        return Effort(seconds, 1, self.limits.seed, stop=self.cancelled, meter=self.meter)

    def order(self, plan: Plan) -> RollOut | None:
        """Put a plan in order; one that was found is, also when the user ends the search, as else it would be lost."""
        effort = self._effort(max(min(_ORDER_S, self.left_s), _ORDER_AT_END_S))
        found = order(self.terms, plan, effort).roll_out
        if found is None and self.cancelled():
            found = order(self.terms, plan, Effort(_ORDER_AT_END_S, 1, self.limits.seed)).roll_out
        return found
