"""Which rules clash where no plan exists: each one named is one that a plan exists without."""

import time
from dataclasses import replace
from typing import Any

import pytest

from geodata.families import Families, Family
from optimizer.outcome import Clash, Conflict, Limits, Outcome, Status
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.search.conflicts import clashing_rules
from optimizer.search.strategy import Clock
from tests.builders import Flat, home, homes
from tests.optimizer.oracles import best_by_enumeration

SMALL: dict[str, Any] = {"size.min": 2, "size.target": 2, "size.max": 3}


def posed(families: list[Family], **policy: Any) -> Problem:
    changes = {name.replace("__", "."): value for name, value in policy.items()}
    return Policy().changed({**SMALL, **changes}).pose(Families(families), Flat())


def outcome(problem: Problem) -> Outcome:
    return solve(problem, Limits(time_limit_s=60, workers=1))


NEIGHBOURS = homes("F", 4)

CLASHES: list[Any] = [
    pytest.param(
        posed([home("G", hub="required"), home("H", hub="required"), *homes("F", 3)]),
        ("required", "size"),
        id="two required hub homes and too few families",
    ),
    pytest.param(
        posed([home("H", hub="required", beds=1), *NEIGHBOURS]),
        ("required", "beds"),
        id="a required hub home without beds",
    ),
    pytest.param(
        posed([home("H", 9_000, hub="required"), *NEIGHBOURS]),
        ("required", "radius", "size"),
        id="a required hub home with nobody in its radius",
    ),
    pytest.param(
        posed([home("H", hub="required"), *homes("F", 4, apart_m=600, max_km=0.5)]),
        ("required", "max_km", "size"),
        id="a required hub home to which nobody will travel",
    ),
    pytest.param(
        posed([home("H", hub="required"), *homes("F", 2), *homes("N", 3, joins=False)], size__min=3),
        ("required", "size"),
        id="a required hub home whose neighbours do not join",
    ),
    pytest.param(
        posed([home("H", hub="required", max_satellites=1), *NEIGHBOURS]),
        ("required", "size", "max_satellites"),
        id="a required hub home that can take too few",
    ),
    pytest.param(
        posed([home("H", hub="required"), *homes("F", 4, children=3)], capacity__children_max=5),
        ("required", "size", "children"),
        id="too many children for a required hub home",
    ),
    pytest.param(
        posed([home("H", hub="required"), home("E", 3_000), home("W", -3_000)], radius__mutual_km=5.0),
        ("required", "mutual_km", "size"),
        id="families too far from each other",
    ),
    pytest.param(
        posed([home("H", hub="required"), home("A", 1, apart=("k",)), home("B", 2, apart=("k",))]),
        ("required", "size", "apart"),
        id="families that must be kept apart",
    ),
    pytest.param(
        posed([home("H", hub="required"), *homes("F", 4, together=("k",))]),
        ("required", "size", "together"),
        id="families that belong together and are too many",
    ),
    pytest.param(
        posed(
            [
                home("H", hub="required", together=("k",)),
                home("A", together=("k",), apart=("l",)),
                home("B", apart=("l",)),
            ],
            size__min=0,
        ),
        None,
        id="no clash: the two go to nobody's harm",
    ),
    pytest.param(
        posed([home("G", hub="required", together=("k",)), home("H", hub="required", together=("k",)), *NEIGHBOURS]),
        ("required", "together"),
        id="two required hub homes that belong together",
    ),
    pytest.param(
        posed([home("G", hub="candidate"), *NEIGHBOURS], hubs__exactly=2, size__min=0),
        ("candidate", "hub_count"),
        id="more constellations than candidates",
    ),
    pytest.param(
        posed([home("G", hub="candidate"), home("H", hub="candidate", beds=0), *NEIGHBOURS], hubs__exactly=2),
        ("beds", "hub_count"),
        id="more constellations than candidates with beds",
    ),
    pytest.param(
        posed([home("G", hub="required"), home("H", hub="required"), *NEIGHBOURS], hubs__max=1),
        ("required", "hub_count"),
        id="more required hub homes than constellations",
    ),
    pytest.param(
        posed([home("G", hub="candidate"), home("F")], hubs__exactly=1),
        ("size", "hub_count"),
        id="one constellation and too few families for it",
    ),
    pytest.param(
        posed([home("H", hub="required"), home("G", 100, hub="only"), home("F", 200)]),
        ("required", "hub_only", "size"),
        id="a neighbour who may only be a hub home",
    ),
]


@pytest.mark.parametrize(("problem", "clash"), CLASHES)
def test_the_rules_that_clash_are_named(problem: Problem, clash: tuple[str, ...] | None) -> None:
    found = outcome(problem)
    if clash is None:
        assert found.status is Status.OPTIMAL
        return
    assert (found.status, found.plan, found.marks) == (Status.INFEASIBLE, None, ())
    assert found.clash.conflicts[0] == Conflict(clash)
    shared = [key for key in clash if all(key in each.rules for each in found.clash.conflicts)]
    assert list(found.clash.enough) == shared
    assert best_by_enumeration(problem) is None


@pytest.mark.parametrize(("problem", "clash"), CLASHES)
def test_without_any_one_of_them_there_is_a_plan(problem: Problem, clash: tuple[str, ...] | None) -> None:
    for key in set(clash or ()) - {"radius", "candidate"}:  # these two decide which pairs a problem holds at all
        rules = tuple(rule for rule in problem.rules if rule.key != key)
        assert best_by_enumeration(replace(problem, rules=rules)) is not None
        kept = tuple(rule for rule in problem.rules if rule.key in {*(clash or ()), "placed_once", "joins"})
        assert best_by_enumeration(replace(problem, rules=kept)) is None


def test_where_a_plan_exists_no_rules_clash() -> None:
    problem = posed([home("H", hub="required"), *NEIGHBOURS])
    assert clashing_rules(problem, _clock(60)) == Clash()


def test_without_time_no_rule_is_named_that_was_not_confirmed() -> None:
    problem = posed([home("H", 9_000, hub="required"), *NEIGHBOURS])
    assert clashing_rules(problem, _clock(0)) == Clash()


def _clock(left_s: float) -> Clock:
    return Clock(time.monotonic() + left_s, lambda: False, lambda _value, _bound: None, 1, 0)
