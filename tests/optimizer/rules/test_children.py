"""Children: the foster children of a constellation."""

import pytest

from optimizer.rules import Children
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("of_hub", "of_satellites", "alone", "with_hub"),
    [
        (0, [3, 3], True, True),
        (0, [3, 4], False, False),
        (1, [3, 3], True, False),
        (2, [3, 1], True, True),
        (6, [], True, True),
        (7, [], True, False),
        (6, [0], True, True),
        (6, [1], True, False),
        (0, [7], False, False),
    ],
)
def test_six_children_are_counted_with_or_without_those_of_the_hub_home(
    of_hub: int, of_satellites: list[int], alone: bool, with_hub: bool
) -> None:
    satellites = [home(f"F{at}", children=children) for at, children in enumerate(of_satellites)]
    for count_hub, allowed in ((False, alone), (True, with_hub)):
        hub = home("H", hub="candidate", children=of_hub)
        problem = village(hub, *satellites, rules=[Children(6, count_hub)])
        plan = plan_of(problem, H=" ".join(family.id for family in satellites))
        assert judged(problem, plan) == (allowed, allowed)


def test_every_constellation_is_counted_by_itself() -> None:
    problem = village(*homes("H", 2, hub="candidate"), *homes("F", 4, children=3), rules=[Children(6)])
    assert judged(problem, plan_of(problem, H0="F0 F1", H1="F2 F3")) == (True, True)
    assert judged(problem, plan_of(problem, H0="F0 F1 F2", H1="F3")) == (False, False)


def test_with_no_children_allowed_only_families_without_children_join() -> None:
    families = (home("H", hub="candidate", children=0), home("F", children=0), home("G", children=1))
    problem = village(*families, rules=[Children(0, count_hub=True)])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem, H="F G")) == (False, False)


def test_the_sentence_names_the_hub_home_and_the_children_counted() -> None:
    problem = village(home("H", hub="candidate", children=2), *homes("F", 3, children=3))
    plan = plan_of(problem, H="F0 F1 F2")
    assert sentences(Children(8), plan) == [
        (
            "De constellatie van H telt 9 pleegkinderen; het maximum is 8.",
            "The constellation of H has 9 foster children; the maximum is 8.",
        )
    ]
    assert "telt 11 pleegkinderen" in sentences(Children(8, count_hub=True), plan)[0][0]
