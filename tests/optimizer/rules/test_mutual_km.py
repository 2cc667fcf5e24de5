"""Mutual km: any two homes of one constellation, either way, on unrounded metres."""

import math

import pytest

from optimizer.rules import MutualKm
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("metres", "allowed"),
    [(7_999.9, True), (8_000.0, True), (math.nextafter(8_000.0, math.inf), False), (8_000.4, False)],
)
def test_between_hub_home_and_satellite_exactly_the_limit_is_allowed(metres: float, allowed: bool) -> None:
    problem = village(home("H", hub="candidate"), home("F", metres), rules=[MutualKm(8.0, Flat())])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


@pytest.mark.parametrize(
    ("west_m", "east_m", "allowed"),
    [(4_000.0, 4_000.0, True), (4_000.0, 4_000.5, False), (0.0, 8_000.0, True), (1.0, 8_000.0, False)],
)
def test_between_two_satellites_as_well(west_m: float, east_m: float, allowed: bool) -> None:
    families = (home("H", hub="candidate"), home("E", east_m), home("W", -west_m))
    problem = village(*families, rules=[MutualKm(8.0, Flat())])
    assert judged(problem, plan_of(problem, H="E W")) == (allowed, allowed)
    assert judged(problem, plan_of(problem, H="E")) == (True, True)


def test_homes_of_different_constellations_may_live_farther_apart() -> None:
    families = (home("G", 0, hub="candidate"), home("H", 20_000, hub="candidate"), home("E", 20_100), home("W", -100))
    problem = village(*families, rules=[MutualKm(8.0, Flat())])
    assert judged(problem, plan_of(problem, G="W", H="E")) == (True, True)
    assert judged(problem, plan_of(problem, G="E", H="W")) == (False, False)


@pytest.mark.parametrize("way", [("F", "H"), ("H", "F"), ("F", "E"), ("E", "F")])
@pytest.mark.parametrize(("metres", "allowed"), [(8_000.0, True), (8_000.1, False), (None, False)])
def test_both_ways_count_where_they_differ(way: tuple[str, str], metres: float | None, allowed: bool) -> None:
    distances = Flat({way: metres})
    families = (home("H", hub="candidate"), home("F", 100), home("E", 200))
    problem = village(*families, rules=[MutualKm(8.0, distances)], distances=distances)
    assert judged(problem, plan_of(problem, H="E F")) == (allowed, allowed)


def test_it_holds_without_any_radius() -> None:
    families = (home("H", hub="candidate"), home("F", 30_000))
    problem = village(*families, rules=[MutualKm(30.0, Flat())])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)


def test_the_sentence_names_both_homes_and_the_longer_way() -> None:
    distances = Flat({("E", "F"): 8_100.0, ("F", "E"): 9_000.2, ("F", "H"): None})
    rule = MutualKm(8.0, distances)
    problem = village(home("H", hub="candidate"), home("F", 100), home("E", 200), distances=distances)
    assert sentences(rule, plan_of(problem, H="E F")) == [
        (
            "De afstand tussen H en F is een onbekend aantal km; tussen twee gezinnen mag dat hoogstens 8,0 km zijn.",
            "The distance between H and F is an unknown number of km; between two homes 8.0 km is the most allowed.",
        ),
        (
            "De afstand tussen E en F is 9,001 km; tussen twee gezinnen mag dat hoogstens 8,0 km zijn.",
            "The distance between E and F is 9.001 km; between two homes 8.0 km is the most allowed.",
        ),
    ]
