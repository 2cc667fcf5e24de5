"""A search by units of work ends in the same plan however fast the clock runs and however busy the computer is."""

import time
from functools import cache
from random import Random

import pytest

from geodata.example import draw_region
from geodata.families import Families
from optimizer.outcome import Limits, Outcome, Status
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rollout.terms import Terms
from optimizer.search import solve
from optimizer.search.meter import Inline, Meter
from optimizer.search.rollout import RollOutOutcome, search, search_roll_out
from tests.builders import home, homes
from tests.optimizer.rollout.tiny import terms

TIGHT = Policy().changed({"radius.hub_km": 6.0, "capacity.children_max": 12})


@cache
def region(n: int = 90) -> Problem:
    """Give a region that takes far more work to prove than it gets."""
    return TIGHT.pose(Families(draw_region(n, n // 4, 3, seed=3)))


def told(outcome: Outcome | RollOutOutcome) -> tuple[object, ...]:
    marks = tuple((mark.tier, mark.value, mark.bound, mark.without) for mark in outcome.marks)
    plan = outcome.plan if isinstance(outcome, Outcome) else outcome.verdict and outcome.verdict.roll_out
    return outcome.status, plan, marks


class Clocks:
    """Clocks that run at a speed of their own, each reading at another one."""

    def __init__(self, seed: int, fastest_s: float) -> None:
        self.chance, self.fastest_s, self.at = Random(seed), fastest_s, 0.0

    def __call__(self) -> float:
        self.at += self.chance.random() * self.fastest_s
        return self.at


def with_clocks(monkeypatch: pytest.MonkeyPatch, seed: int, fastest_s: float) -> None:
    for name in ("monotonic", "process_time"):
        monkeypatch.setattr(time, name, Clocks(seed, fastest_s))


@pytest.mark.parametrize(("strategy", "work"), [("columns", 0.05), ("columns", 0.4), ("assignment", 0.2)])
def test_the_plan_and_all_that_is_proved_do_not_depend_on_the_clock(
    strategy: str, work: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(time_limit_s=0.001, workers=2, work=work)
    usual = solve(region(), limits, strategy=strategy)
    assert usual.status is Status.FEASIBLE, "a search that is proved would tell nothing here"
    for seed, fastest_s in ((1, 1e-9), (2, 1000.0)):
        with monkeypatch.context() as patch:
            with_clocks(patch, seed, fastest_s)
            assert told(solve(region(), limits, strategy=strategy)) == told(usual)


def test_a_large_plan_is_improved_part_by_part_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, limits = region(450), Limits(work=1.0)
    usual = solve(problem, limits)
    with_clocks(monkeypatch, 3, 10.0)
    assert told(solve(problem, limits)) == told(usual)


def test_more_work_proves_more() -> None:
    little, more = (solve(region(60), Limits(work=work)) for work in (0.05, 0.6))
    assert more.marks[-1].bound is not None
    assert little.marks[-1].bound is None or more.marks[-1].bound > little.marks[-1].bound


def test_a_search_ends_by_proof_where_there_is_work_enough() -> None:
    families = Families([home("H", hub="candidate"), home("G", 900, hub="candidate"), *homes("F", 8)])
    problem = Policy().changed({"size.min": 2}).pose(families)
    by_clock, by_work = (solve(problem, Limits(60, 1, 0, work)) for work in (None, 60.0))
    assert told(by_work) == told(by_clock)
    assert by_work.status is Status.OPTIMAL


def waves() -> Terms:
    hubs = (home("H", hub="candidate"), home("G", 0, 900, hub="candidate"), home("J", 900, hub="candidate"))
    return terms(*hubs, *homes("F", 14), rollout__launches=(1,), rollout__waves=3)


def test_so_does_a_roll_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "EXACT_PAIRS", -1)
    limits = Limits(time_limit_s=0.001, work=1.0)

    def found() -> RollOutOutcome:
        return search_roll_out(waves(), limits, None, lambda: False)

    usual = found()
    assert usual.verdict is not None
    with_clocks(monkeypatch, 4, 100.0)
    assert told(found()) == told(usual)


def test_a_user_still_ends_it() -> None:
    outcome = solve(region(), Limits(work=1e6), cancel=lambda: True)
    assert outcome.interrupted


def test_a_share_of_the_limits_is_one_of_time_and_of_work() -> None:
    assert Limits(10.0).share(0.5) == Limits(5.0)
    assert Limits(10.0, work=4.0).share(0.5) == Limits(5.0, work=2.0)


def test_work_is_counted_only_where_it_is_asked_for() -> None:
    wall, work = Meter(), Meter(counts_work=True)
    for meter in (wall, work):
        meter.spend(2.0)
    assert work.now() == pytest.approx(2.0, abs=0.01)
    assert wall.spent == 0.0
    assert abs(wall.now() - time.monotonic()) < 1.0


def test_what_is_done_at_once_hands_back_what_comes_of_it() -> None:
    with Inline() as pool:
        assert list(pool.map(lambda x: x + 1, [1, 2])) == [2, 3]
        with pytest.raises(ZeroDivisionError):
            pool.submit(lambda: 1 / 0).result()
