"""Pinned: a pinned family stays with its hub home of today, and rules on distance do not part them."""

from dataclasses import replace

import pytest

from optimizer.outcome import Limits, Status
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import MaxKm, MutualKm, Pinned, Radius, Size
from optimizer.search import STRATEGIES, solve
from optimizer.tiers import Unplaced
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import judged, sentences

HUBS = [home("G", hub="candidate"), home("H", hub="candidate")]


@pytest.mark.parametrize(
    ("plan", "allowed"),
    [({"H": "F"}, True), ({"G": "F", "H": ""}, False), ({"H": ""}, False), ({}, False), ({"G": "", "H": "F"}, True)],
)
def test_a_pinned_satellite_is_with_its_hub_home_of_today(plan: dict[str, str], allowed: bool) -> None:
    problem = village(*HUBS, home("F", constellation="H", pinned=True), rules=[Pinned()])
    assert judged(problem, plan_of(problem, **plan)) == (allowed, allowed)


@pytest.mark.parametrize(("plan", "allowed"), [({"H": "F"}, True), ({"G": "H F"}, False), ({"G": "F"}, False)])
def test_a_pinned_hub_home_stays_one(plan: dict[str, str], allowed: bool) -> None:
    problem = village(HUBS[0], home("H", hub="candidate", constellation="H", pinned=True), home("F"), rules=[Pinned()])
    assert judged(problem, plan_of(problem, **plan)) == (allowed, allowed)


def test_a_pinned_satellite_does_not_become_a_hub_home() -> None:
    pinned = home("G", hub="candidate", constellation="H", pinned=True)
    problem = village(pinned, HUBS[1], home("F"), rules=[Pinned()])
    assert judged(problem, plan_of(problem, G="F", H="")) == (False, False)
    assert judged(problem, plan_of(problem, H="G F")) == (True, True)


@pytest.mark.parametrize("columns", [{"joins": False}, {"pinned": False}, {"constellation": None}])
def test_nothing_is_asked_of_who_does_not_join_or_is_not_pinned(columns: dict[str, object]) -> None:
    pinned = replace(home("F", constellation="H", pinned=True), **columns)  # type: ignore[arg-type]
    problem = village(*HUBS, pinned, rules=[Pinned()])
    assert judged(problem, plan_of(problem)) == (True, True)


FAR = home("F", 9_000, constellation="H", pinned=True, max_km=1.0)
"""A family far from the hub home that it is pinned to."""


@pytest.mark.parametrize("rule", [Radius(5.0, Flat()), MaxKm(Flat()), MutualKm(5.0, Flat())])
def test_rules_on_distance_do_not_part_what_is_pinned_and_together(rule: Radius | MaxKm | MutualKm) -> None:
    problem = village(*HUBS, FAR, rules=[rule])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem, G="F")) == (False, False)


def test_two_pinned_satellites_may_live_far_from_each_other_and_others_not() -> None:
    families = [home(name, at, constellation="H", pinned=pin) for name, at, pin in (("A", -4_000, 1), ("B", 4_000, 1))]
    problem = village(*HUBS, *families, home("C", 4_000), rules=[MutualKm(5.0, Flat())])
    assert judged(problem, plan_of(problem, H="A B")) == (True, True)
    assert judged(problem, plan_of(problem, H="A C")) == (False, False)


def test_a_pinned_pair_with_no_known_way_stays_together() -> None:
    distances = Flat({("F", "H"): None, ("H", "F"): None})
    problem = village(*HUBS, FAR, rules=[Radius(5.0, distances), Pinned()], distances=distances)
    assert judged(problem, plan_of(problem, H="F")) == (True, True)


def _kept(problem: Problem, strategy: str) -> Plan | None:
    return solve(problem, Limits(time_limit_s=30, workers=1), strategy=strategy).plan


@pytest.mark.parametrize("strategy", [each.name for each in STRATEGIES])
def test_every_strategy_keeps_a_pair_that_the_radius_would_part(strategy: str) -> None:
    rules = [Radius(5.0, Flat()), Size(1, 3), Pinned()]
    problem = village(*HUBS, FAR, home("E", 8_900), rules=rules, tiers=[Unplaced()], reach_m=5_000)
    plan = _kept(problem, strategy)
    assert plan is not None
    assert {each.hub.id: {one.id for one in each.satellites} for each in plan.constellations}["H"] >= {"F"}
    assert "E" not in plan.placed


@pytest.mark.parametrize("strategy", [each.name for each in STRATEGIES])
def test_a_pin_to_who_is_no_candidate_leaves_no_plan_and_is_named(strategy: str) -> None:
    pinned = home("F", constellation="H", pinned=True)
    problem = village(home("G", hub="candidate"), home("H"), pinned, rules=[Pinned()])
    outcome = solve(problem, Limits(time_limit_s=30, workers=1), strategy=strategy)
    assert outcome.status is Status.INFEASIBLE
    assert "pinned" in outcome.clash


def test_the_sentence_names_the_family_and_the_hub_home() -> None:
    problem = village(*HUBS, FAR)
    assert sentences(Pinned(), plan_of(problem)) == [
        (
            "F staat vast in de constellatie van H, maar is daar in dit plan niet.",
            "F is pinned to the constellation of H, yet is not there in this plan.",
        )
    ]
