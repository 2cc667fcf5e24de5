"""What a search finds and proves is what trying every plan of a tiny village finds."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.families import Families
from optimizer.outcome import Limits, Outcome, Status
from optimizer.rules import RULES
from optimizer.search import STRATEGIES, solve
from optimizer.tiers import TIERS
from optimizer.verify import verify
from tests.optimizer.oracles import best_by_enumeration, every_plan, judged, keeps
from tests.optimizer.search.villages import Village, rankings, villages

ONE = Limits(time_limit_s=60, workers=1)

VILLAGES = pytest.mark.parametrize(
    "draw",
    [villages(count_hub=False), villages(count_hub=True)],
    ids=["satellites counted", "hub home counted too"],
)
EITHER = pytest.mark.parametrize("draw", [villages(count_hub=False) | villages(count_hub=True)], ids=["either"])


def values(outcome: Outcome) -> tuple[int, ...]:
    return tuple(mark.value for mark in outcome.marks)


@pytest.mark.parametrize("strategy", [each.name for each in STRATEGIES])
@VILLAGES
def test_the_best_plan_of_a_village_is_found_and_proved(draw: st.SearchStrategy[Village], strategy: str) -> None:
    @settings(max_examples=6)
    @given(draw, rankings)
    def check(village: Village, tiers: list[str]) -> None:
        problem = village.ranked(*tiers).problem
        assert verify(problem, village.planted).passed, "the plan is planted by construction"
        outcome = solve(problem, ONE, strategy=strategy)
        best = best_by_enumeration(problem)
        assert outcome.plan is not None
        assert best is not None
        assert verify(problem, outcome.plan).passed
        assert values(outcome) == best
        for mark, value in zip(outcome.marks, best, strict=True):
            assert mark.bound is not None
            assert mark.bound <= value, "a bound above what a plan has"
            assert mark.bound == value or "siblings" in tiers, "only what is spread is left out of a bound"
        assert all(mark.proved for mark in outcome.marks) or "siblings" in tiers
        assert outcome.status is Status.OPTIMAL or "siblings" in tiers

    check()


@VILLAGES
def test_checker_and_encoding_agree_on_every_plan_of_a_village(draw: st.SearchStrategy[Village]) -> None:
    @settings(max_examples=8)
    @given(draw, st.randoms(use_true_random=False))
    def check(village: Village, chance: object) -> None:
        problem = village.problem
        plans = list(every_plan(problem))
        kept = [plan for plan in plans if keeps(problem, plan)]
        assert village.planted in kept
        for plan in plans[:: max(1, len(plans) // 8)] + kept[:: max(1, len(kept) // 4)]:
            checker, encoding = judged(problem, plan)
            assert checker is encoding

    check()


@EITHER
def test_travel_above_unplaced_and_fewest_constellations_are_best_in_their_own_order(
    draw: st.SearchStrategy[Village],
) -> None:
    @settings(max_examples=6)
    @given(draw, st.permutations(["unplaced", "travel", "constellations"]))
    def check(village: Village, tiers: list[str]) -> None:
        problem = village.ranked(*tiers).problem
        outcome = solve(problem, ONE)
        assert values(outcome) == best_by_enumeration(problem)
        assert [mark.tier for mark in outcome.marks] == tiers

    check()


@EITHER
def test_a_larger_radius_never_worsens_the_first_tier(draw: st.SearchStrategy[Village]) -> None:
    @settings(max_examples=6)
    @given(draw)
    def check(village: Village) -> None:
        radius_km = village.policy.radius.hub_km
        firsts = [solve(village.with_radius(radius_km * factor), ONE).marks[0] for factor in (1.0, 1.3, 4.0)]
        assert all(mark.proved for mark in firsts)
        assert [mark.value for mark in firsts] == sorted((mark.value for mark in firsts), reverse=True)

    check()


@EITHER
def test_shuffled_rows_and_other_threads_give_the_same_plan_twice(draw: st.SearchStrategy[Village]) -> None:
    @settings(max_examples=4)
    @given(draw, st.data())
    def check(village: Village, data: st.DataObject) -> None:
        shuffled = replace(village, families=Families(data.draw(st.permutations(list(village.families)))))
        outcomes = [
            solve(each.problem, Limits(time_limit_s=60, workers=workers))
            for each in (village, shuffled)
            for workers in (1, 2)
        ]
        assert len({outcome.plan for outcome in outcomes}) == 1
        assert len({values(outcome) for outcome in outcomes}) == 1
        assert {outcome.status for outcome in outcomes} == {Status.OPTIMAL}

    check()


@EITHER
def test_a_plan_to_begin_from_changes_nothing_of_what_is_proved(draw: st.SearchStrategy[Village]) -> None:
    @settings(max_examples=4)
    @given(draw)
    def check(village: Village) -> None:
        problem = village.problem
        assert solve(problem, ONE, start=village.planted).plan == solve(problem, ONE).plan

    check()


def test_every_rule_and_every_tier_is_drawn() -> None:
    seen: set[str] = set()

    @settings(max_examples=60, derandomize=True)
    @given(villages(count_hub=False), rankings)
    def look(village: Village, tiers: list[str]) -> None:
        seen.update(rule.key for rule in village.problem.rules)
        seen.update(tiers)

    look()
    known = {rule.key for rule in RULES} | {tier.key for tier in TIERS}
    assert seen >= known


@pytest.mark.parametrize("tier", ["unplaced", "travel", "farthest"])
def test_a_bound_that_time_cuts_short_is_none_that_a_plan_beats(tier: str) -> None:
    @settings(max_examples=6)
    @given(villages(count_hub=False), st.integers(0, 40))
    def check(village: Village, after: int) -> None:
        problem = village.ranked(tier).problem
        asked = count()
        outcome = solve(problem, ONE, strategy="columns", cancel=lambda: next(asked) >= after)
        best = best_by_enumeration(problem)
        assert best is not None
        for mark in outcome.marks:
            assert mark.value >= best[0]
            assert mark.bound is None or mark.bound <= best[0]

    check()
