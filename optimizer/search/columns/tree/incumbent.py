"""The incumbent of one search (the best plan so far), the best bound so far, and the time that the search has."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import evaluate, feasible, pairs_of
from optimizer.search.meter import WALL, Meter
from optimizer.search.strategy import Clock, Found

Report = Callable[[int | None, int | None], None]
"""Told the value of the best plan and the proved bound whenever one of them improves."""


@dataclass(slots=True, eq=False)
class Incumbent:
    """The best plan and the best bound so far, shared by all steps and threads of a search.

    Attributes
    ----------
    model, objective
        What is searched.
    deadline
        When to end, as ``meter`` counts.
    cancelled
        Tells whether the user wants no more.
    report
        Told of every better plan and bound.
    choice, value, bound
        The incumbent, its value, and what no plan is below; ``None`` for none yet.
    infeasible
        Whether it is proved that there is no plan.
    meter
        What time is counted in.
    """

    model: Model
    objective: Linear
    deadline: float
    cancelled: Callable[[], bool]
    report: Report
    seed: int
    workers: int
    meter: Meter = WALL
    choice: Choice | None = None
    value: int | None = None
    bound: int | None = None
    infeasible: bool = False
    _lock: RLock = field(default_factory=RLock)

    def offer(self, choice: Choice) -> bool:
        """Keep a plan if it holds and is better than the best so far."""
        pair = pairs_of(self.model, choice)
        if not feasible(self.model, choice, pair):
            return False
        value = evaluate(self.model, self.objective, choice, pair)
        with self._lock:
            if self.value is not None and value >= self.value:
                return False
            self.choice, self.value = choice, value
            self.report(self.value, self.bound)
        return True

    def cutoff(self, shift: int) -> int | None:
        """Give what a better plan costs at most, in units of ``2**-shift``; ``None`` without a plan."""
        return None if self.value is None else (self.value - 1) << shift

    def raise_bound(self, bound: int) -> None:
        """Keep a bound if it is better than the best so far."""
        with self._lock:
            if self.value is not None:
                bound = min(bound, self.value)
            if self.bound is None or bound > self.bound:
                self.bound = bound
                self.report(self.value, self.bound)

    def raise_scaled_bound(self, scaled: int, shift: int) -> None:
        """Keep a bound in units of ``2**-shift``, rounded up to a whole number, if it is the best so far."""
        self.raise_bound(-((-scaled) >> shift))

    def solved(self) -> bool:
        """Whether nothing is left to find."""
        return self.infeasible or (self.value is not None and self.bound is not None and self.bound >= self.value)

    def stop(self) -> bool:
        """Tell whether time is up or the user wants no more."""
        return self.meter.now() >= self.deadline or self.cancelled()

    def over(self) -> bool:
        """Tell whether there is nothing left to find, or no time to find it."""
        return self.solved() or self.stop()

    def within(self, seconds: float) -> Callable[[], bool]:
        """Give what tells whether so many seconds, or units of work, from now are over."""
        end = self.meter.now() + seconds
        return lambda: self.meter.now() > end

    def seconds_left(self) -> float:
        """Give the seconds, or the units of work, that are left."""
        return max(self.deadline - self.meter.now(), 0.0)

    def clock(self, seconds: float) -> Clock:
        """Give the clock of a search of its own that takes so many seconds, or units of work, at most."""
        end = min(self.meter.now() + seconds, self.deadline)
        return Clock(end, self.stop, lambda _value, _bound: None, self.workers, self.seed, meter=self.meter)

    def found(self) -> Found:
        """Sum up."""
        return Found(self.choice, self.value, self.bound, self.infeasible)
