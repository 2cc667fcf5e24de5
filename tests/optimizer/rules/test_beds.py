"""Beds: a hub home keeps enough sleep-over beds free."""

import pytest

from optimizer.rules import Beds
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("beds", "beds_min", "allowed"),
    [(0, 0, True), (0, 1, False), (1, 2, False), (2, 2, True), (3, 2, True)],
)
def test_a_hub_home_keeps_the_fewest_beds_or_more(beds: int, beds_min: int, allowed: bool) -> None:
    problem = village(home("H", hub="candidate", beds=beds), home("F"), rules=[Beds(beds_min)])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


def test_a_satellite_needs_no_beds() -> None:
    families = (home("G", hub="candidate", beds=0), home("H", hub="candidate", beds=2))
    problem = village(*families, rules=[Beds(2)])
    assert judged(problem, plan_of(problem, H="G")) == (True, True)
    assert judged(problem, plan_of(problem, G="H")) == (False, False)


def test_the_sentence_names_the_hub_home_its_beds_and_the_minimum() -> None:
    problem = village(home("H", hub="candidate", beds=1), home("F"))
    assert sentences(Beds(2), plan_of(problem, H="F")) == [
        (
            "Logeerbedden die hubhome H vrijhoudt: 1; het minimum is 2.",
            "Sleep-over beds that hub home H keeps free: 1; the minimum is 2.",
        )
    ]
