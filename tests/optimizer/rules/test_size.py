"""Size: a constellation has between so many and so many families, or its hub home stays closed."""

import pytest

from optimizer.rules import Size
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences

SATELLITES = [f"F{number}" for number in range(11)]


@pytest.mark.parametrize(
    ("satellites", "alone", "with_hub"),
    [
        (0, False, False),
        (4, False, False),
        (5, False, True),
        (6, True, True),
        (9, True, True),
        (10, True, False),
        (11, False, False),
    ],
)
def test_six_to_ten_families_are_counted_with_or_without_the_hub_home(
    satellites: int, alone: bool, with_hub: bool
) -> None:
    for count_hub, allowed in ((False, alone), (True, with_hub)):
        problem = village(home("H", hub="candidate"), *homes("F", 11), rules=[Size(6, 10, count_hub)])
        plan = plan_of(problem, H=" ".join(SATELLITES[:satellites]))
        assert judged(problem, plan) == (allowed, allowed)


def test_a_hub_home_may_stay_closed() -> None:
    problem = village(home("H", hub="candidate"), *homes("F", 3), rules=[Size(6, 10)])
    assert judged(problem, plan_of(problem)) == (True, True)


def test_every_constellation_is_counted_by_itself() -> None:
    problem = village(*homes("H", 2, hub="candidate"), *homes("F", 5), rules=[Size(2, 3)])
    assert judged(problem, plan_of(problem, H0="F0 F1 F2", H1="F3 F4")) == (True, True)
    assert judged(problem, plan_of(problem, H0="F0 F1 F2 F3", H1="F4")) == (False, False)


def test_without_a_minimum_a_hub_home_may_be_alone() -> None:
    for count_hub in (False, True):
        problem = village(home("H", hub="candidate"), *homes("F", 2), rules=[Size(0, 1, count_hub)])
        assert judged(problem, plan_of(problem, H="")) == (True, True)
        assert judged(problem, plan_of(problem, H="F0")) == (not count_hub, not count_hub)


def test_the_sentence_names_the_hub_home_and_what_was_counted() -> None:
    problem = village(home("H", hub="candidate"), *homes("F", 4))
    plan = plan_of(problem, H="F0 F1 F2 F3")
    assert sentences(Size(6, 10), plan) == [
        (
            "De constellatie van H telt 4 gezinnen; toegestaan is 6 tot en met 10.",
            "The constellation of H has 4 families; allowed are 6 to 10.",
        )
    ]
    assert "telt 5 gezinnen" in sentences(Size(6, 10, count_hub=True), plan)[0][0]
