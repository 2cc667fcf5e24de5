"""Radius: from a satellite to its hub home, judged on unrounded metres."""

import math

import pytest

from optimizer.rules import Radius
from tests.builders import FAR_M, Flat, home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("metres", "allowed"),
    [
        (0.0, True),
        (4_999.6, True),
        (5_000.0, True),
        (math.nextafter(5_000.0, math.inf), False),
        (5_000.4, False),  # 5,000 in whole metres, and yet too far
        (5_001.0, False),
    ],
)
def test_exactly_on_the_radius_is_within_it_and_a_hair_more_is_not(metres: float, allowed: bool) -> None:
    rule = Radius(5.0, Flat())
    problem = village(home("H", hub="candidate"), home("F", metres), rules=[rule])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


@pytest.mark.parametrize("km", [2.01, 4.02, 8.03, 0.57, 7.5])
def test_the_radius_in_kilometres_is_no_less_than_it_says_in_metres(km: float) -> None:
    metres = float(round(km * 1000))
    problem = village(
        home("H", hub="candidate"), home("F", metres), home("G", metres + 0.01), rules=[Radius(km, Flat())]
    )
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem, H="G")) == (False, False)


def test_only_the_way_from_the_satellite_to_the_hub_home_counts() -> None:
    there = Flat({("F", "H"): 5_000.0, ("H", "F"): 9_000.0})
    problem = village(home("H", hub="candidate"), home("F", 1), rules=[Radius(5.0, there)], distances=there)
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    back = Flat({("F", "H"): 9_000.0, ("H", "F"): 5_000.0})
    problem = village(home("H", hub="candidate"), home("F", 1), rules=[Radius(5.0, back)], distances=back)
    assert judged(problem, plan_of(problem, H="F")) == (False, False)


def test_satellites_may_live_farther_from_each_other() -> None:
    rule = Radius(5.0, Flat())
    problem = village(home("H", hub="candidate"), home("E", 5_000), home("W", -5_000), rules=[rule])
    assert judged(problem, plan_of(problem, H="E W")) == (True, True)


def test_a_way_that_is_not_known_is_out_of_reach() -> None:
    distances = Flat({("F", "H"): None})
    rule = Radius(5.0, distances)
    problem = village(home("H", hub="candidate"), home("F", 1), rules=[rule], distances=distances, reach_m=FAR_M)
    plan = plan_of(problem, H="F")
    assert judged(problem, plan) == (False, False)
    assert sentences(rule, plan) == [
        (
            "De afstand tussen F en H is een onbekend aantal km; de straal is 5,0 km.",
            "The distance between F and H is an unknown number of km; the radius is 5.0 km.",
        )
    ]


@pytest.mark.parametrize(
    ("radius_km", "metres", "km", "allowed_km"),
    [
        (5.0, 6_100.0, ("6,1", "6.1"), ("5,0", "5.0")),
        (5.0, 5_000.2, ("5,001", "5.001"), ("5,0", "5.0")),
        (4.25, 4_260.0, ("4,26", "4.26"), ("4,25", "4.25")),
        (1_200.0, 1_234_500.0, ("1.234,5", "1,234.5"), ("1.200,0", "1,200.0")),
    ],
)
def test_the_sentence_never_shows_a_breach_as_if_it_were_none(
    radius_km: float, metres: float, km: tuple[str, str], allowed_km: tuple[str, str]
) -> None:
    rule = Radius(radius_km, Flat())
    problem = village(home("H", hub="candidate"), home("F", metres), rules=[rule])
    assert sentences(rule, plan_of(problem, H="F")) == [
        (
            f"De afstand tussen F en H is {km[0]} km; de straal is {allowed_km[0]} km.",
            f"The distance between F and H is {km[1]} km; the radius is {allowed_km[1]} km.",
        )
    ]
