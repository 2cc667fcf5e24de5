"""What the time of a search is counted in: seconds on the wall, or units of work that are alike on every computer.

Work is counted where it is done, by numbers that only the input and the seed decide: moves of the annealing, cells and
steps of the pricing, pivots of the linear master, CP-SAT's own deterministic time. A unit is half a second to a second
of one core of the computer on which the rates were measured (the table "Work" in ``tests/benchmarks/README.md``).
"""

import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

from optimizer.outcome import Limits

P = ParamSpec("P")
T = TypeVar("T")

A_QUESTION: Final = 1e-4
"""Units of anything that is asked for, so that no loop goes on for ever however little it does."""

A_MOVE: Final = 2.5e-7
"""Units of a move of the annealing."""

AN_ITEM: Final = 2e-8
"""Units of an item of a hub when its best column is priced, apart from the knapsack."""

A_CELL: Final = 1e-9
"""Units of a cell of the table of that knapsack: an item with a size and a number of children."""

A_STEP: Final = 2e-7
"""Units of a step of the search for columns."""

AN_ENTRY: Final = 1.5e-9
"""Units of an entry of the matrix, or of the inverse of its basis, that a pivot of the linear master reads."""

A_DETERMINISTIC_S: Final = 4.0
"""Units of a second of CP-SAT's deterministic time."""


@dataclass(slots=True, eq=False)
class Meter:
    """Tells how late it is.

    Attributes
    ----------
    counts_work
        Whether work is counted, and not the seconds on the wall. All that is counted has to be done in one thread, or
        by threads that wait for each other: the order is part of the answer.
    spent
        Units so far.
    """

    counts_work: bool = False
    spent: float = 0.0

    @classmethod
    def of(cls, limits: Limits) -> "Meter":
        """Give one of its own to a search within some limits."""
        return cls(counts_work=limits.work is not None)

    def end(self, limits: Limits, began: float) -> float:
        """Give the reading at which a search within some limits ends that began at a reading of ``time.monotonic``."""
        return limits.amount if self.counts_work else began + limits.amount

    def now(self) -> float:
        """Give the reading of ``time.monotonic``, or the units so far."""
        return self.spent if self.counts_work else time.monotonic()

    def spend(self, units: float) -> None:
        """Count work that was done."""
        if self.counts_work:
            self.spent += units + A_QUESTION


WALL: Final = Meter()
"""Seconds on the wall."""


class Inline(Executor):
    """Does what it is given at once, in the thread that asks: in the order asked, whatever else the computer does."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is under way."""
