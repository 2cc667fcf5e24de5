"""Unplaced: the joining families that are in no constellation."""

import pytest

from optimizer.tiers import Unplaced
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import worth


@pytest.mark.parametrize(
    ("satellites", "unplaced"),
    [
        ({}, ["F", "G", "H", "R"]),
        ({"H": "F"}, ["G", "R"]),
        ({"H": "F G R"}, []),
        ({"O": ""}, ["F", "G", "H", "R"]),  # who may only be a hub home is never unplaced
        ({"O": "F", "H": "G"}, ["R"]),
        ({"H": "", "R": ""}, ["F", "G"]),
    ],
)
def test_families_that_join_and_may_be_a_satellite_count_where_they_are_in_no_constellation(
    satellites: dict[str, str], unplaced: list[str]
) -> None:
    families = (
        home("F"),
        home("G"),
        home("H", hub="candidate"),
        home("N", joins=False),
        home("O", hub="only"),
        home("Q", hub="only", joins=False),
        home("R", hub="required"),
    )
    problem = village(*families, tiers=[Unplaced()], hubs=["H", "O", "R"])
    plan = plan_of(problem, **satellites)
    assert worth(problem, plan) == len(unplaced)
    assert [family.id for family in plan.unplaced] == unplaced
    assert [family.id for family in plan.left_out] == ["N", "Q"]
