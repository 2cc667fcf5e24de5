"""Max satellites: a hub home's own limit."""

import pytest

from optimizer.rules import MaxSatellites, Size
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("limit", "satellites", "allowed"),
    [(None, 4, True), (3, 2, True), (3, 3, True), (3, 4, False), (0, 0, True), (0, 1, False), (9, 4, True)],
)
def test_a_hub_home_has_no_more_satellites_than_it_can_take(limit: int | None, satellites: int, allowed: bool) -> None:
    problem = village(home("H", hub="candidate", max_satellites=limit), *homes("F", 4), rules=[MaxSatellites()])
    plan = plan_of(problem, H=" ".join(f"F{number}" for number in range(satellites)))
    assert judged(problem, plan) == (allowed, allowed)


def test_satellites_are_counted_also_where_sizes_count_the_hub_home() -> None:
    hub = home("H", hub="candidate", max_satellites=3)
    problem = village(hub, *homes("F", 4), rules=[Size(4, 10, count_hub=True), MaxSatellites()])
    assert judged(problem, plan_of(problem, H="F0 F1 F2")) == (True, True)
    assert judged(problem, plan_of(problem, H="F0 F1 F2 F3")) == (False, False)


def test_the_limit_narrows_the_size_and_never_widens_it() -> None:
    hub = home("H", hub="candidate", max_satellites=9)
    problem = village(hub, *homes("F", 4), rules=[Size(1, 3), MaxSatellites()])
    assert judged(problem, plan_of(problem, H="F0 F1 F2 F3")) == (False, False)


def test_the_limit_of_a_home_that_is_a_satellite_says_nothing() -> None:
    families = (home("G", hub="candidate", max_satellites=0), home("H", hub="candidate"))
    problem = village(*families, *homes("F", 2), rules=[MaxSatellites()])
    assert judged(problem, plan_of(problem, H="F0 F1 G")) == (True, True)


def test_the_sentence_names_the_hub_home_and_its_limit() -> None:
    problem = village(home("H", hub="candidate", max_satellites=2), *homes("F", 3))
    assert sentences(MaxSatellites(), plan_of(problem, H="F0 F1 F2")) == [
        (
            "Hubhome H heeft 3 satellietgezinnen en kan er hoogstens 2 aan.",
            "Hub home H has 3 satellites and can take 2 at most.",
        )
    ]
