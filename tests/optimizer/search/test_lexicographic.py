"""Tier after tier: what is kept, what is proved, when it ends, and what is never believed."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np
import pytest

from geodata.families import Families
from optimizer.encoding import Decisions
from optimizer.explain.question import Question
from optimizer.model import Choice, Linear, Model, Row
from optimizer.outcome import Clash, Limits, Outcome, Progress, Status
from optimizer.plan import Plan, Violation
from optimizer.policy.values import Policy
from optimizer.problem import Problem, compile_problem
from optimizer.rules import Size
from optimizer.search import SelfCheckError, solve, tie_breaking
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.beyond_columns import beyond_columns
from optimizer.search.evaluation import evaluate
from optimizer.search.lexicographic import search_tiers
from optimizer.search.strategy import OBJECTIVE, Clock, Found, Strategy
from optimizer.search.tie_numbers import tie_order
from optimizer.search.translate import choice_of
from optimizer.tiers import Siblings, Unplaced
from optimizer.verify import verify
from tests.builders import Flat, home, homes, plan_of, village
from tests.optimizer.oracles import every_plan, keeps

ONE = Limits(time_limit_s=60, workers=1)


def two_villages() -> Problem:
    """Two hub homes 4 km apart with two neighbours each, and one family halfway; two or three satellites a hub home."""
    families = Families(
        [
            home("G", 0, hub="candidate"),
            home("H", 4_000, hub="candidate"),
            home("G1", 100),
            home("G2", 200),
            home("H1", 4_100),
            home("H2", 4_200),
            home("M", 1_900),
        ]
    )
    policy = Policy().changed(
        {"size.min": 2, "size.target": 2, "size.max": 3, "radius.hub_km": 4.3, "objective.target_weight_m": 1_000}
    )
    return policy.pose(families, Flat())


def best() -> dict[str, str]:
    return {"G": "G1 G2 M", "H": "H1 H2"}


def searched(
    strategy: Strategy,
    *,
    start: Plan | None = None,
    limits: Limits = ONE,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] | None = None,
) -> Outcome:
    return search_tiers(two_villages(), strategy, limits, start, progress, cancelled)


@dataclass
class Scripted:
    """A strategy that gives back what a test tells it, one answer a call, and remembers what it was asked."""

    answers: list[Callable[[Model, Linear, Choice | None, Clock], Found]]
    asked: list[tuple[Model, Linear, Choice | None]] = field(default_factory=list)

    name: ClassVar[str] = "scripted"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        answer = self.answers[len(self.asked)]
        self.asked.append((model, objective, start))
        return answer(model, objective, start, clock)


def exactly(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
    return Assignment().minimise(model, objective, start, clock)


def nothing(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
    return Found(None, None, None)


def giving(bound: int | None = None, **satellites: str) -> Callable[[Model, Linear, Choice | None, Clock], Found]:
    def answer(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        problem = two_villages()
        choice = choice_of(problem, plan_of(problem, **satellites))
        assert choice is not None
        return Found(choice, evaluate(model, objective, choice), bound)

    return answer


def test_the_best_plan_comes_with_value_and_bound_of_every_tier() -> None:
    outcome = solve(two_villages(), ONE, strategy="assignment")
    assert outcome.plan == plan_of(two_villages(), **best())
    assert [(mark.tier, mark.value, mark.bound) for mark in outcome.marks] == [
        ("unplaced", 0, 0),
        ("travel", 100 + 200 + 1_900 + 100 + 200 + 1_000, 3_500),
    ]
    assert (outcome.status, outcome.strategy, outcome.clash, outcome.interrupted) == (
        Status.OPTIMAL,
        "assignment",
        Clash(),
        False,
    )


def test_a_tier_is_held_while_the_next_is_searched_and_starts_from_its_plan() -> None:
    strategy = Scripted([giving(0, G="G1 G2 M", H="H1 H2"), exactly, exactly])
    searched(strategy)
    (_, _, first), (model, _, second), _ = strategy.asked
    assert first is None
    assert second is not None
    assert [(row.key, row.high) for row in model.rows] == [("unplaced", 0)]


def test_a_lower_tier_never_makes_a_higher_one_worse() -> None:
    worse_above = giving(0, G="G1 G2")  # less travel, and yet three families more without a place
    with pytest.raises(SelfCheckError, match="worsens a tier above"):
        searched(Scripted([exactly, worse_above]))


@pytest.mark.parametrize(
    "broken",
    [
        {"G": "G1"},  # too few
        {"G": "G1 G2 H1 M"},  # too many
    ],
)
def test_a_plan_that_breaks_a_rule_is_never_given_back(broken: dict[str, str]) -> None:
    with pytest.raises(SelfCheckError, match="breaks a rule"):
        searched(Scripted([giving(0, **broken)]))
    with pytest.raises(SelfCheckError, match="breaks a rule"):
        searched(Scripted([exactly, giving(0, **broken)]))


def test_ties_between_equally_good_plans_are_broken_and_the_plan_chosen_is_checked() -> None:
    strategy = Scripted([exactly, exactly, exactly])
    outcome = searched(strategy)
    assert outcome.status is Status.OPTIMAL
    model, order, start = strategy.asked[2]
    assert start is not None
    assert order.pair.tolist() == tie_order(model).pair.tolist()
    with pytest.raises(SelfCheckError, match="breaks a rule"):
        searched(Scripted([exactly, exactly, giving(0, G="G1")]))


@pytest.mark.parametrize("effort", [0.0, 4.0])
def test_where_only_families_count_one_thread_breaks_the_ties_and_else_their_numbers(
    monkeypatch: pytest.MonkeyPatch, effort: float
) -> None:
    monkeypatch.setattr(tie_breaking, "_EFFORT", effort)
    problem = replace(two_villages(), tiers=two_villages().tiers[:1])
    plans = {
        solve(problem, Limits(20, workers), strategy=name).plan
        for workers in (1, 2)
        for name in ("assignment", "columns")
    }
    assert len(plans) == 1


def test_a_choice_that_is_no_plan_at_all_is_never_given_back() -> None:
    def senseless(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        return Found(Choice(np.full(model.n_families, 1)), 0, 0)

    with pytest.raises(SelfCheckError):
        searched(Scripted([senseless]))


@dataclass(frozen=True)
class Forgotten(Question):
    """A rule that no plan keeps and that says nothing to the strategies."""

    key: ClassVar[str] = "size"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        yield Violation(self.key, tuple(home.id for home in plan.families))

    def encode(self, x: Decisions) -> None:
        """Say nothing."""


def test_the_verifier_has_the_last_word() -> None:
    problem = replace(two_villages(), rules=(*two_villages().rules, Forgotten()))
    with pytest.raises(SelfCheckError, match="size"):
        solve(problem, ONE)


def test_no_plan_is_said_where_there_is_one_only_by_a_broken_strategy() -> None:
    def denying(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        return Found(None, None, None, infeasible=True)

    with pytest.raises(SelfCheckError, match="no plan"):
        searched(Scripted([exactly, denying]))


def test_a_bound_that_a_plan_beats_is_a_fault_and_no_proof() -> None:
    with pytest.raises(SelfCheckError, match="bound"):
        searched(Scripted([giving(1, **best())]))
    with pytest.raises(SelfCheckError, match="bound"):
        searched(Scripted([giving(0, **best()), giving(3_501, **best())]))


def test_what_a_strategy_says_its_plan_is_worth_is_not_believed() -> None:
    def boasting(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        found = exactly(model, objective, start, clock)
        return Found(found.choice, 10**9, found.bound)

    outcome = searched(Scripted([boasting] * 3))
    assert [mark.value for mark in outcome.marks] == [0, 3_500]


def test_optimal_means_that_every_bound_equals_its_value() -> None:
    found = searched(Scripted([giving(0, **best()), giving(3_499, **best())]))
    assert (found.status, [mark.proved for mark in found.marks]) == (Status.FEASIBLE, [True, False])
    assert found.marks[1].gap == pytest.approx(1 / 3_500)
    found = searched(Scripted([giving(None, **best()), giving(3_500, **best())]))
    assert (found.status, [mark.bound for mark in found.marks]) == (Status.FEASIBLE, [None, 3_500])
    found = searched(Scripted([giving(0, **best()), giving(3_500, **best()), exactly]))
    assert found.status is Status.OPTIMAL


def test_optimal_means_one_plan_and_so_not_where_ties_could_not_be_broken_in_time() -> None:
    for unfinished in (nothing, giving(None, **best())):
        found = searched(Scripted([giving(0, **best()), giving(3_500, **best()), unfinished]))
        assert found.status is Status.FEASIBLE
        assert [mark.proved for mark in found.marks] == [True, True]
        assert found.plan == plan_of(two_villages(), **best())


@pytest.mark.parametrize("tiers", [["unplaced", "travel"], ["unplaced"], ["unplaced", "farthest"]])
@pytest.mark.parametrize("n_hubs", [None, 3])
def test_no_hub_home_opens_for_nobody_where_that_makes_no_plan_better(tiers: list[str], n_hubs: int | None) -> None:
    families = [*(home(f"H{at}", 50 * at, hub="only") for at in range(4)), *homes("F", 4)]
    changes = {"size.min": 0, "size.max": 6, "objective.target_weight_m": 0, "objective.tiers": tuple(tiers)}
    problem = Policy().changed({**changes, "hubs.exactly": n_hubs}).pose(Families(families), Flat())
    outcomes = [
        solve(problem, Limits(60, workers, seed), strategy=name)
        for name in ("assignment", "columns")
        for workers, seed in ((1, 0), (2, 7))
    ]
    assert {each.status for each in outcomes} == {Status.OPTIMAL}
    assert len({each.plan for each in outcomes}) == 1
    plan = outcomes[0].plan
    assert plan is not None
    fewest = min(
        len(other.constellations)
        for other in every_plan(problem)
        if keeps(problem, other)
        and tuple(tier.score(other) for tier in problem.tiers) == tuple(mark.value for mark in outcomes[0].marks)
    )
    assert len(plan.constellations) == fewest


def test_a_plan_is_never_traded_for_a_worse_one() -> None:
    far = {"G": "G1 H2", "H": "G2 H1 M"}
    outcome = searched(Scripted([giving(0, **best()), giving(0, **far)]))
    assert outcome.plan == plan_of(two_villages(), **best())


def test_the_plan_above_stays_where_a_tier_finds_none() -> None:
    outcome = searched(Scripted([giving(0, **best()), nothing]))
    assert outcome.plan == plan_of(two_villages(), **best())
    assert [(mark.value, mark.bound) for mark in outcome.marks] == [(0, 0), (3_500, None)]


def test_a_tier_without_a_plan_gets_the_rest_of_the_time() -> None:
    seconds: list[float] = []

    def late(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        seconds.append(clock.left_s)
        return exactly(model, objective, start, clock) if len(seconds) > 1 else Found(None, None, None)

    outcome = searched(Scripted([late, late, exactly, exactly]))
    assert outcome.status is Status.OPTIMAL
    assert seconds[0] <= 30 < seconds[1] <= 60


def test_without_a_plan_and_without_a_proof_the_answer_is_unknown() -> None:
    outcome = searched(Scripted([nothing, nothing]))
    assert (outcome.status, outcome.plan, outcome.marks, outcome.clash) == (Status.UNKNOWN, None, (), Clash())


@pytest.mark.parametrize("time_limit_s", [0.0, 1e-6, 0.001])
def test_with_hardly_any_time_there_is_a_plan_or_it_is_unknown(time_limit_s: float) -> None:
    outcome = solve(two_villages(), Limits(time_limit_s=time_limit_s, workers=1))
    if outcome.plan is None:
        assert outcome.status is Status.UNKNOWN
    else:
        assert verify(two_villages(), outcome.plan).passed


def test_with_no_time_the_plan_to_begin_from_comes_back() -> None:
    start = plan_of(two_villages(), G="G1 G2")
    outcome = solve(two_villages(), Limits(time_limit_s=0.0, workers=1), start=start)
    assert (outcome.status, outcome.plan) == (Status.FEASIBLE, start)
    assert [(mark.value, mark.bound) for mark in outcome.marks] == [(4, None), (300, None)]


@pytest.mark.parametrize("start", [{"G": "G1"}, {"G": "G1 G2", "H": "G1 H1"}, {"M": "G1 G2"}, {"G": "G1 G2 H1 M"}, {}])
def test_a_plan_to_begin_from_that_breaks_a_rule_is_set_aside(start: dict[str, str]) -> None:
    outcome = solve(two_villages(), ONE, start=plan_of(two_villages(), **start))
    assert outcome.plan == plan_of(two_villages(), **best())


def test_to_cancel_keeps_the_best_plan_so_far_and_says_so() -> None:
    first: list[bool] = []

    def then_cancelled(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        found = giving(None, G="G1 G2", H="H1 H2 M")(model, objective, start, clock)
        first.append(True)
        return found

    outcome = searched(Scripted([then_cancelled]), cancelled=lambda: bool(first))
    assert outcome.interrupted
    assert outcome.status is Status.FEASIBLE
    assert outcome.plan == plan_of(two_villages(), G="G1 G2", H="H1 H2 M")
    assert [mark.bound for mark in outcome.marks] == [None, None]


def test_ctrl_c_ends_the_search_and_keeps_the_best_plan_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        signal.raise_signal(signal.SIGINT)  # Python hands it to the thread that waits in ``solve``
        while not clock.over:
            time.sleep(0.01)
        return giving(0, **best())(model, objective, start, clock)

    monkeypatch.setattr("optimizer.search.STRATEGIES", (Scripted([interrupted]),))
    outcome = solve(two_villages(), ONE)
    assert outcome.interrupted
    assert outcome.plan == plan_of(two_villages(), **best())
    assert [mark.bound for mark in outcome.marks] == [0, None]


def test_to_cancel_before_there_is_a_plan_gives_none() -> None:
    outcome = searched(Scripted([nothing, nothing]), cancelled=lambda: True)
    assert (outcome.status, outcome.plan, outcome.interrupted) == (Status.UNKNOWN, None, True)


def test_to_cancel_ends_a_running_search_with_its_best_plan() -> None:
    chance = np.random.default_rng(5)
    families = Families(
        home(f"F{at:03d}", *chance.integers(0, 9_000, 2).tolist(), hub="candidate" if at % 3 == 0 else "no")
        for at in range(60)
    )
    problem = Policy().pose(families, Flat())
    seen: list[Progress] = []
    outcome = solve(
        problem,
        Limits(time_limit_s=120, workers=1),
        progress=seen.append,
        cancel=lambda: any(each.tier == "travel" and each.value is not None for each in seen),
    )
    assert outcome.interrupted
    assert outcome.plan is not None
    assert verify(problem, outcome.plan).passed


def test_progress_speaks_of_tiers_only() -> None:
    seen: list[Progress] = []
    solve(two_villages(), ONE, progress=seen.append)
    assert {each.tier for each in seen} == {"unplaced", "travel"}
    assert all(each.bound is None or each.value is None or each.bound <= each.value for each in seen)


def test_a_fault_in_the_search_reaches_the_caller() -> None:
    with pytest.raises(StopIteration):
        solve(two_villages(), ONE, strategy="no such strategy")


def test_without_families_or_without_candidates_nobody_is_placed() -> None:
    empty = solve(Policy().pose(Families([]), Flat()), ONE)
    assert (empty.status, empty.plan and empty.plan.constellations) == (Status.OPTIMAL, ())
    alone = solve(Policy().pose(Families(homes("F", 3)), Flat()), ONE)
    assert [(mark.value, mark.bound) for mark in alone.marks] == [(3, 3), (0, 0)]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_of_many_equally_good_plans_always_the_same_one_comes_out(workers: int, seed: int) -> None:
    families = [*(home(f"H{at}", hub="candidate") for at in range(4)), *(home(f"F{at}", 500) for at in range(8))]
    policy = Policy().changed({"size.min": 2, "size.target": 3, "size.max": 4})
    outcome = solve(policy.pose(Families(families), Flat()), Limits(60, workers, seed))
    again = solve(policy.pose(Families(reversed(families)), Flat()), ONE)
    assert outcome.status is again.status is Status.OPTIMAL
    assert outcome.plan == again.plan
    assert [mark.bound for mark in outcome.marks] == [mark.bound for mark in again.marks]


def test_the_second_ctrl_c_leaves_at_once_and_the_handler_of_before_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def interrupted_twice(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        signal.raise_signal(signal.SIGINT)
        while not clock.over:
            time.sleep(0.01)
        time.sleep(0.6)  # within half a second it would be one request
        signal.raise_signal(signal.SIGINT)
        over.wait(60)
        return Found(None, None, None)

    monkeypatch.setattr("optimizer.search.STRATEGIES", (Scripted([interrupted_twice, nothing]),))
    with pytest.raises(KeyboardInterrupt):
        solve(two_villages(), ONE)
    over.set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_count_is_never_said_to_be_below_nothing() -> None:
    def hopeful(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        return replace(exactly(model, objective, start, clock), bound=-6)

    outcome = searched(Scripted([hopeful, exactly, exactly]))
    assert outcome.marks[0].bound == 0


@pytest.mark.parametrize(("below", "without"), [(1, ("max_share", "travel")), (None, ()), (0, ())])
def test_what_a_bound_leaves_out_is_said_unless_the_bound_is_reached(
    below: int | None, without: tuple[str, ...]
) -> None:
    def relaxed(model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        found = exactly(model, objective, start, clock)
        assert found.bound is not None
        bound = None if below is None else found.bound - below
        return replace(found, bound=bound, without=(OBJECTIVE, "max_share", "max_share"))

    unplaced, travel = searched(Scripted([exactly, relaxed, exactly])).marks
    assert unplaced.without == ()
    assert travel.without == without


def test_columns_say_that_their_bound_leaves_out_what_spreads_over_constellations() -> None:
    families = [home("H", hub="candidate", siblings=("s",)), home("A", 100, siblings=("s",)), home("B", 200)]
    model, (spread, plain) = compile_problem(village(*families, rules=[Size(0, 3)], tiers=[Siblings(), Unplaced()]))
    assert isinstance(spread, Linear)
    assert isinstance(plain, Linear)
    assert tuple(beyond_columns(model, plain)) == ()
    assert tuple(beyond_columns(model, spread)) == (OBJECTIVE,)
    assert tuple(beyond_columns(model.holding(Row("siblings", spread, high=0)), plain)) == ("siblings",)


def test_what_their_bound_leaves_out_is_proved_by_the_assignment_model_after_them() -> None:
    families = Families(
        [
            home("G", 0, hub="candidate"),
            home("H", 4_000, hub="candidate"),
            home("G1", 100, siblings=("s",)),
            home("G2", 200),
            home("H1", 4_100, siblings=("s",)),
            home("H2", 4_200),
        ]
    )
    policy = Policy().changed({"size.min": 2, "size.target": 2, "size.max": 3, "radius.hub_km": 4.3})
    together = policy.changed({"objective.tiers": ("unplaced", "siblings", "travel")})
    without, with_siblings = (solve(each.pose(families, Flat()), ONE).marks for each in (policy, together))
    assert [(mark.value, mark.bound) for mark in without] == [(0, 0), (600, 600)]
    assert [(mark.value, mark.bound) for mark in with_siblings] == [(0, 0), (0, 0), (8_200, 8_200)]
