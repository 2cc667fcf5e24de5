"""The search for plans, and the proof of how good they are; the only room that knows a solver."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from optimizer.outcome import Limits, Outcome, Progress
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.assignment import Assignment
from optimizer.search.checked import SelfCheckError
from optimizer.search.columnwise import Columnwise
from optimizer.search.lexicographic import search_tiers
from optimizer.search.strategy import Strategy

STRATEGIES: Final[tuple[Strategy, ...]] = (Assignment(), Columnwise())
"""The strategies that a user may name; the last serves where none is named."""


def solve(
    problem: Problem,
    limits: Limits,
    *,
    strategy: str | None = None,
    start: Plan | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Outcome:
    """Find a plan, tier after tier, verify it, and say what is proved about it.

    The search runs beside the calling thread, so that Ctrl-C reaches it at any moment: the first ends the search and
    keeps the best plan so far, the second raises ``KeyboardInterrupt``.

    Parameters
    ----------
    strategy
        Name of one of ``STRATEGIES``; by default the one that suits the problem.
    start
        A plan to begin from; one that breaks a rule is set aside.
    progress
        Is told, from another thread, of each better plan and bound.
    cancel
        Is asked, from another thread, whether to end the search.

    Raises
    ------
    SelfCheckError
        When the plan found does not pass the verifier; it is never given back.
    StopIteration
        When no strategy has that name.
    """
    chosen = STRATEGIES[-1] if strategy is None else next(each for each in STRATEGIES if each.name == strategy)
    if isinstance(chosen, Columnwise):
        chosen.load()
    stop = threading.Event()
    done = threading.Event()
    ended: list[Outcome | BaseException] = []

    def cancelled() -> bool:
        return stop.is_set() or (cancel is not None and cancel())

    def run() -> None:
        try:
            ended.append(search_tiers(problem, chosen, limits, start, progress, cancelled))
        except BaseException as error:
            ended.append(error)
        finally:
            done.set()

    with _hearing_interrupts(stop):
        threading.Thread(target=run, name="search", daemon=True).start()
        while not done.wait(0.1):
            pass
    result = ended[0]
    if isinstance(result, BaseException):
        raise result
    return result


@contextmanager
def _hearing_interrupts(stop: threading.Event) -> Iterator[None]:
    """Let the first Ctrl-C set ``stop`` and the second raise, at whatever moment they come.

    Only the main thread may say what a signal does; and where a host has its own way with Ctrl-C, it stays.
    """
    mine = threading.current_thread() is threading.main_thread()
    if not mine or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return

    def hear(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    signal.signal(signal.SIGINT, hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


__all__ = ["STRATEGIES", "SelfCheckError", "solve"]
