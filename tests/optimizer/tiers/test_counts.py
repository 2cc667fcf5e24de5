"""Tiers that count: peers, siblings, providers, the farthest family and the number of constellations.

Each table asks the score, recomputed from homes, and the value that strategies are given, the same question; and the
least that a search reaches is the least of all plans.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from optimizer.model import Bottleneck
from optimizer.outcome import Limits, Status
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem
from optimizer.rule import Rule
from optimizer.rules import ExchangeTolerance, HubCount, MaxShare, MinProviders, MutualKm, PlacedOnce, Size
from optimizer.search import STRATEGIES, solve
from optimizer.search.bottleneck import longest
from optimizer.search.evaluation import evaluate
from optimizer.search.translate import choice_of
from optimizer.tier import Tier
from optimizer.tiers import Farthest, Fewest, OneProvider, Peers, Siblings, Travel, Unplaced
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import best_by_enumeration


def both(problem: Problem, plan: Plan) -> tuple[int, int]:
    """What the tier scores, and what it tells the strategies."""
    (tier,) = problem.tiers
    model, (cost,) = compile_problem(problem)
    choice = choice_of(problem, plan)
    assert choice is not None
    value = longest if isinstance(cost, Bottleneck) else evaluate
    return tier.score(plan), value(model, cost, choice)  # type: ignore[arg-type]


AGES = village(
    home("H", hub="candidate", child_ages=(4,), children=1),
    home("G", hub="candidate"),
    home("A", child_ages=(7,)),
    home("B", child_ages=(8,)),
    home("C", child_ages=(12, 15), children=2),
    home("D", child_ages=(11,)),
    home("E", children=3),
    tiers=[Peers()],
)


@pytest.mark.parametrize(
    ("at_h", "at_g", "alone"),
    [
        ("", "", 1),  # the hub home's own child
        ("A", "", 0),  # 4 and 7: three years
        ("B", "", 2),  # 4 and 8: four years
        ("A B", "", 0),
        ("A", "B", 1),
        ("C", "", 1),  # 12 and 15 are peers of each other, 4 of nobody
        ("E", "", 1),  # unknown ages help nobody and lack nobody
        ("", "A D", 3),
        ("", "B D", 1),
    ],
)
def test_a_child_is_alone_without_another_within_three_years(at_h: str, at_g: str, alone: int) -> None:
    assert both(AGES, plan_of(AGES, H=at_h, G=at_g)) == (alone, alone)


def test_children_of_families_in_no_constellation_do_not_count() -> None:
    assert both(AGES, plan_of(AGES, G="E")) == (0, 0)


SIBLINGS = village(
    home("H", hub="candidate", siblings=("x",)),
    home("G", hub="candidate"),
    home("A", siblings=("x", "y")),
    home("B", siblings=("y",)),
    home("C", siblings=("y",)),
    home("N", siblings=("x",), joins=False),
    tiers=[Siblings()],
)


@pytest.mark.parametrize(
    ("at_h", "at_g", "spread"),
    [
        ("A B C", "", 0),
        ("A", "B", 1),  # y
        ("B", "A", 2),  # x with the hub home, y
        ("", "A B C", 1),  # x
        ("B", "C", 1),
        ("B", "", 0),  # who is unplaced is spread over nothing
        ("A B", "C", 1),
        ("", "N", 1),  # x with the hub home: a plan made by hand may hold who does not join
    ],
)
def test_a_key_counts_once_when_its_families_are_in_more_than_one_constellation(
    at_h: str, at_g: str, spread: int
) -> None:
    assert both(SIBLINGS, plan_of(SIBLINGS, H=at_h, G=at_g)) == (spread, spread)


PROVIDERS = village(
    home("H", hub="candidate", provider="A"),
    home("G", hub="candidate", provider="B"),
    home("A", provider="A"),
    home("B", provider="B"),
    tiers=[OneProvider()],
)


@pytest.mark.parametrize(
    ("plan", "single"),
    [
        ({"H": "A", "G": "B"}, 2),
        ({"H": "B", "G": "A"}, 0),
        ({"H": "A B"}, 0),
        ({"H": ""}, 1),
        ({"H": "G A"}, 0),  # a closed hub home counts as the family it is
        ({}, 0),
    ],
)
def test_a_constellation_of_one_provider_is_counted(plan: dict[str, str], single: int) -> None:
    assert both(PROVIDERS, plan_of(PROVIDERS, **plan)) == (single, single)


def test_the_farthest_satellite_is_measured_in_whole_metres() -> None:
    ways = Flat({("A", "H"): 1200.5, ("B", "H"): 1200.49})
    problem = village(home("H", hub="candidate"), home("A"), home("B"), distances=ways, tiers=[Farthest(ways)])
    assert both(problem, plan_of(problem, H="A B")) == (1201, 1201)
    assert both(problem, plan_of(problem, H="B")) == (1200, 1200)
    assert both(problem, plan_of(problem, H="")) == (0, 0)


def test_constellations_are_counted() -> None:
    problem = replace(PROVIDERS, tiers=(Fewest(),))
    assert both(problem, plan_of(problem, H="", G="")) == (2, 2)


LINE = (
    home("H", 0, hub="candidate", provider="A", child_ages=(3,)),
    home("G", 4000, hub="candidate", provider="B", child_ages=(14,)),
    home("a", 500, provider="A", child_ages=(9,), siblings=("s",)),
    home("b", 1500, provider="B", child_ages=(5,), siblings=("t",)),
    home("c", 2600, provider="A", child_ages=(16,), siblings=("s", "t")),
    home("d", 3500, provider="B", child_ages=(10,), siblings=("t",)),
)


STRATEGY = pytest.mark.parametrize("strategy", [each.name for each in STRATEGIES])


@STRATEGY
@pytest.mark.parametrize("tier", [Farthest(Flat()), Peers(), Siblings(), OneProvider(), Fewest()])
@pytest.mark.parametrize("first", [True, False])
def test_the_search_reaches_the_least_of_all_plans(tier: Tier, first: bool, strategy: str) -> None:
    tiers = (tier, Unplaced()) if first else (Unplaced(), tier)
    problem = village(*LINE, rules=[PlacedOnce(), Size(1, 3)], tiers=tiers)
    outcome = solve(problem, Limits(10, workers=1), strategy=strategy)
    assert outcome.status is Status.OPTIMAL
    assert tuple(mark.value for mark in outcome.marks) == best_by_enumeration(problem)
    assert all(mark.bound == mark.value for mark in outcome.marks)


@STRATEGY
@pytest.mark.parametrize(
    ("rule", "providers"),
    [
        (MinProviders(2), "AABB"),
        (MaxShare(0.6), "ABAB"),
        (ExchangeTolerance(0), "BBBA"),
        (MutualKm(1.4, Flat()), "ABAB"),
        (HubCount(1, 1), "ABAB"),
    ],
)
def test_every_planning_rule_is_kept_by_every_strategy_at_the_least_cost(
    rule: Rule, providers: str, strategy: str
) -> None:
    """``providers`` are those of the four families along the road."""
    families = (*LINE[:2], *(replace(each, provider=name) for each, name in zip(LINE[2:], providers, strict=True)))
    rules: tuple[Rule, ...] = (PlacedOnce(), Size(1, 3))
    tiers: tuple[Tier, ...] = (Unplaced(), Travel(2, 1000, Flat()))
    problem = village(*families, rules=[*rules, rule], tiers=tiers)
    best = best_by_enumeration(problem)
    assert best != best_by_enumeration(replace(problem, rules=rules)), "a rule that changes nothing tests nothing"
    outcome = solve(problem, Limits(10, workers=1), strategy=strategy)
    assert tuple(mark.value for mark in outcome.marks) == best
    assert outcome.status is Status.OPTIMAL


def test_a_tier_held_is_not_worsened_by_the_next() -> None:
    problem = village(
        *LINE,
        rules=[PlacedOnce(), Size(1, 4)],
        tiers=(Unplaced(), Farthest(Flat()), OneProvider(), Siblings(), Peers(), Fewest()),
    )
    outcome = solve(problem, Limits(20, workers=1))
    assert tuple(mark.value for mark in outcome.marks) == best_by_enumeration(problem)
    assert [mark.tier for mark in outcome.marks] == [tier.key for tier in problem.tiers]
    assert all(one.seconds <= other.seconds for one, other in pairwise(outcome.marks))
