"""Further plans are as good but for the last tier and differ from all before; fewer come only where that is proved."""

from itertools import combinations

import pytest

from optimizer.explain.alternatives import Alternatives, Asked, Differs, alternatives
from optimizer.outcome import Limits
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import PlacedOnce, Radius, Size
from optimizer.tiers import Farthest, Travel, Unplaced
from optimizer.verify import verify
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.explain.test_without import every_plan

FLAT = Flat()
LIMITS = Limits(20.0, 1, 0)


def people(*places: int) -> Problem:
    return village(
        home("H", 0, hub="candidate"),
        home("K", 2000, hub="candidate"),
        *(home(f"F{at}", place) for at, place in enumerate(places)),
        rules=[PlacedOnce(), Radius(2.5, FLAT), Size(1, 4)],
        tiers=[Unplaced(), Travel(2, 0, FLAT)],
    )


def best_of(problem: Problem) -> tuple[Plan, list[Plan]]:
    """The best plan by trying all, and all that keep the rules."""
    allowed = [each for each in every_plan(problem.families, ["H", "K"]) if verify(problem, each).passed]
    return min(allowed, key=lambda each: tuple(tier.score(each) for tier in problem.tiers)), allowed


@pytest.mark.parametrize(("differ", "within"), [(0.3, 1.0), (0.5, 0.1)])
def test_each_is_the_best_that_differs_enough_and_is_good_enough(differ: float, within: float) -> None:
    problem = people(950, 1000, 1050, 300, 1700)
    plan, allowed = best_of(problem)
    found = alternatives(problem, plan, Asked(3, differ, within), LIMITS)
    known = [plan]
    lost, travel = (tier.score(plan) for tier in problem.tiers)
    for verdict in found.verdicts:
        good = [each for each in allowed if _far(each, known, differ) and len(each.unplaced) <= lost]
        good = [each for each in good if problem.tiers[1].score(each) <= int(travel * (1 + within))]
        assert verdict.passed
        assert verdict.plan in good
        assert [score.value for score in verdict.scores] == min(
            [tier.score(each) for tier in problem.tiers] for each in good
        )
        known.append(verdict.plan)
    if len(known) < 3:
        assert found.exhausted
        assert not [
            each
            for each in allowed
            if _far(each, known, differ)
            and len(each.unplaced) <= lost
            and problem.tiers[1].score(each) <= int(travel * (1 + within))
        ]


def _far(plan: Plan, known: list[Plan], share: float) -> bool:
    return all(not list(Differs.of(each, share).violations(plan)) for each in known)


def test_the_cases_above_have_plans_and_ends() -> None:
    problem = people(950, 1000, 1050, 300, 1700)
    plan, _ = best_of(problem)
    found: dict[float, Alternatives] = {
        within: alternatives(problem, plan, Asked(2, 0.3, within), LIMITS) for within in (0.02, 1.0)
    }

    assert len(found[1.0].verdicts) > len(found[0.02].verdicts)
    assert found[0.02].exhausted


def test_another_hub_home_alone_is_no_other_plan() -> None:
    problem = village(
        home("H", 0, hub="candidate"), home("C", 10, hub="candidate"), home("F0", 20), home("F1", 30), rules=[]
    )
    known = plan_of(problem, H="C F0 F1")

    assert Differs.of(known, 0.5).differing(plan_of(problem, C="H F0 F1")) == 0
    assert Differs.of(known, 0.5).differing(plan_of(problem, H="C F0")) == 1


def test_any_two_of_them_differ() -> None:
    problem = people(950, 1000, 1050, 900, 1100)
    plan, _ = best_of(problem)
    found = alternatives(problem, plan, Asked(3, 0.2, 1.0), LIMITS)
    plans = [plan, *(each.plan for each in found.verdicts)]

    assert len(plans) == 3
    assert all(Differs.of(one, 0.2).differing(other) >= 2 for one, other in combinations(plans, 2))


def test_a_last_tier_that_looks_at_the_farthest_is_held_too() -> None:
    problem = village(
        home("H", 0, hub="candidate"),
        home("K", 2000, hub="candidate"),
        *(home(f"F{at}", place) for at, place in enumerate((900, 1000, 1100))),
        rules=[PlacedOnce(), Radius(2.5, FLAT), Size(1, 4)],
        tiers=[Unplaced(), Farthest(FLAT)],
    )
    plan = plan_of(problem, H="F0 F1", K="F2")
    found = alternatives(problem, plan, Asked(2, 0.2, 0.0), LIMITS)

    assert not found.verdicts or found.verdicts[0].scores[1].value <= 1000
