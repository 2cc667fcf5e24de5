"""Joins: who does not join has no place."""

import pytest

from optimizer.rules import Joins
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("hub_joins", "satellite_joins", "allowed"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_nobody_who_does_not_join_is_in_a_constellation(hub_joins: bool, satellite_joins: bool, allowed: bool) -> None:
    families = (home("H", hub="candidate", joins=hub_joins), home("F", joins=satellite_joins))
    problem = village(*families, rules=[Joins()])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


def test_without_them_the_plan_stands() -> None:
    problem = village(home("H", hub="candidate"), home("F"), home("G", joins=False), rules=[Joins()])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem)) == (True, True)


def test_the_sentence_names_the_family() -> None:
    problem = village(home("H", hub="candidate"), home("F", joins=False))
    assert sentences(Joins(), plan_of(problem, H="F")) == [
        ("F doet niet mee, maar is wel ingedeeld.", "F does not join, yet is in a constellation.")
    ]
