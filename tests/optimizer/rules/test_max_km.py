"""Max km: a family travels no farther than it is willing to."""

import math

import pytest

from optimizer.rules import MaxKm
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("max_km", "metres", "allowed"),
    [
        (None, 90_000.0, True),
        (3.0, 3_000.0, True),
        (3.0, math.nextafter(3_000.0, math.inf), False),
        (3.0, 3_000.4, False),
        (2.01, 2_010.0, True),
        (2.01, 2_010.1, False),
        (0.0, 0.0, True),
        (0.0, 0.1, False),
    ],
)
def test_a_family_travels_no_farther_than_it_will(max_km: float | None, metres: float, allowed: bool) -> None:
    problem = village(home("H", hub="candidate"), home("F", metres, max_km=max_km), rules=[MaxKm(Flat())])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


def test_the_limit_of_a_family_that_is_a_hub_home_says_nothing_about_its_satellites() -> None:
    problem = village(home("H", hub="candidate", max_km=1.0), home("F", 4_000), rules=[MaxKm(Flat())])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)


def test_a_candidate_that_is_a_satellite_has_its_limit_too() -> None:
    families = (home("H", hub="candidate"), home("G", 4_000, hub="candidate", max_km=1.0))
    problem = village(*families, rules=[MaxKm(Flat())])
    assert judged(problem, plan_of(problem, H="G")) == (False, False)
    assert judged(problem, plan_of(problem, G="H")) == (True, True)


def test_with_a_way_that_is_not_known_a_limit_is_not_kept() -> None:
    distances = Flat({("F", "H"): None})
    problem = village(home("H", hub="candidate"), home("F", max_km=3.0), rules=[MaxKm(distances)], distances=distances)
    assert judged(problem, plan_of(problem, H="F")) == (False, False)


def test_the_sentence_names_the_family_first_and_its_limit() -> None:
    rule = MaxKm(Flat())
    problem = village(home("A", hub="candidate"), home("F", 3_050.5, max_km=3.0), rules=[rule])
    assert sentences(rule, plan_of(problem, A="F")) == [
        (
            "De afstand tussen F en A is 3,051 km; dit gezin reist hoogstens 3,0 km.",
            "The distance between F and A is 3.051 km; this family travels at most 3.0 km.",
        )
    ]
