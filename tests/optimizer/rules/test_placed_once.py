"""Placed once: a family has one place at most."""

import pytest

from optimizer.plan import Constellation, Plan
from optimizer.problem import Problem
from optimizer.rules import PlacedOnce
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


def two_hubs() -> Problem:
    return village(*homes("H", 2, hub="candidate"), *homes("F", 2), rules=[PlacedOnce()])


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("F0", "F1", True),
        ("F0 F1", "", True),
        ("F0", "F0 F1", False),  # a satellite of two hub homes
        ("H1", "F0", False),  # a hub home that is a satellite too
        ("H0", "", False),  # a hub home that is its own satellite
    ],
)
def test_a_family_has_one_place_at_most(first: str, second: str, allowed: bool) -> None:
    problem = two_hubs()
    assert judged(problem, plan_of(problem, H0=first, H1=second)) == (allowed, allowed)


def test_one_hub_home_has_one_constellation_and_a_satellite_one_line() -> None:
    problem = two_hubs()
    by_id = problem.families.by_id
    halves = [Constellation(by_id["H0"], (by_id[name],)) for name in ("F0", "F1")]
    twice = Constellation(by_id["H0"], (by_id["F0"], by_id["F0"]))
    for broken in (halves, [twice]):
        assert judged(problem, Plan.from_north(problem.families, broken)) == (False, False)


def test_the_sentence_counts_the_places_of_each_family() -> None:
    problem = village(*homes("H", 3, hub="candidate"), home("F"))
    plan = plan_of(problem, H0="F H1", H1="F", H2="F")
    assert sentences(PlacedOnce(), plan) == [
        (
            f"{name} staat {times} keer in het plan; een gezin kan maar één plaats hebben.",
            f"{name} is in the plan {times} times; a family can have one place only.",
        )
        for name, times in (("F", 3), ("H1", 2))
    ]
