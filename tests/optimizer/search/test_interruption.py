"""Ctrl-C and SIGTERM at twenty moments of a search, its proof included: the best plan so far always comes out."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache

import pytest

from geodata.example import draw_region
from geodata.families import Families
from optimizer.interruption import beside, noted, raised
from optimizer.outcome import Limits, Outcome, Progress, Status
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.search.columnwise import Columnwise
from optimizer.verify import verify

MOMENTS = 20
SIGNALS = [signal.SIGINT, signal.SIGTERM]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals from another thread")


@cache
def region() -> Problem:
    """Give a region whose proof takes longer than its first good plan."""
    policy = Policy().changed({"radius.hub_km": 6.0, "capacity.children_max": 14})
    return policy.pose(Families(draw_region(36, 8, 3, seed=5)))


@pytest.fixture(autouse=True)
def _by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let columns search."""
    monkeypatch.setattr("optimizer.search.STRATEGIES", (Columnwise(),))


@cache
def undisturbed() -> tuple[float, float]:
    """Give when the first plan came, and when the search ended by proof, in seconds from the beginning."""
    first: list[float] = []

    def glimpse(progress: Progress) -> None:
        if progress.value is not None and not first:
            first.append(progress.seconds)

    outcome = searched(glimpse)
    assert outcome.status is Status.OPTIMAL
    return first[0], outcome.seconds


def searched(progress: Callable[[Progress], None] | None = None) -> Outcome:
    return solve(region(), Limits(time_limit_s=120, workers=2), progress=progress)


@pytest.mark.parametrize(
    "moment", [pytest.param(at, marks=pytest.mark.slow if at % 5 else ()) for at in range(MOMENTS)]
)
def test_at_any_moment_of_a_search_the_best_plan_so_far_is_kept(moment: int) -> None:
    number = SIGNALS[moment % len(SIGNALS)]
    first_s, last_s = undisturbed()
    best: dict[str, int] = {}

    def glimpse(progress: Progress) -> None:
        if progress.value is not None:
            best[progress.tier] = progress.value
            has_plan.set()

    has_plan, ended = threading.Event(), threading.Event()

    def press() -> None:
        has_plan.wait()
        if not ended.wait((last_s - first_s) * moment / MOMENTS):
            os.kill(os.getpid(), number)

    with raised():  # a signal that comes late does not end the tests
        presser = threading.Thread(target=press)
        presser.start()
        outcome = searched(glimpse)
        ended.set()
        presser.join()

    assert outcome.plan is not None
    assert verify(region(), outcome.plan).passed
    assert outcome.interrupted or outcome.status is Status.OPTIMAL
    for mark in outcome.marks:
        assert mark.value <= best.get(mark.tier, mark.value), "a better plan had been seen"
        assert mark.bound is None or mark.bound <= mark.value
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("number", SIGNALS)
def test_the_first_request_is_noted_and_the_second_raises(number: signal.Signals) -> None:
    with noted() as asked:
        assert not asked.is_set()
        signal.raise_signal(number)
        assert asked.is_set()
        signal.raise_signal(number)  # passed on by what started the program: the same request
        time.sleep(0.6)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)


def test_what_is_noted_within_is_noted_outside() -> None:
    with noted() as outer:
        with noted() as inner:
            signal.raise_signal(signal.SIGTERM)
        assert inner is outer
        assert outer.is_set()


def test_a_request_to_terminate_raises_like_ctrl_c_where_nothing_is_to_be_kept() -> None:
    with raised(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("within", [noted, raised])
def test_a_host_with_its_own_way_keeps_it(within: Callable[[], AbstractContextManager[object]]) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        with within():
            signal.raise_signal(signal.SIGINT)
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]


def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with noted() as asked:
            signal.raise_signal(signal.SIGTERM)
            assert not asked.is_set()
    finally:
        signal.signal(signal.SIGTERM, before)


def test_in_another_thread_nothing_is_taken_over() -> None:
    def look() -> bool:
        with noted() as asked:
            return asked.is_set() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler

    assert beside(look) is False


def test_work_beside_gives_its_result_and_its_fault() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    assert beside(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        beside(fail)
