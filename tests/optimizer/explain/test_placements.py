"""Where a placed family is, and why not elsewhere."""

import pytest

from geodata.language import Lang
from optimizer.explain.case import Case
from optimizer.explain.placements import Placement, elsewhere_sentence, placement
from optimizer.tiers import Travel, Unplaced
from tests.builders import Flat, home
from tests.optimizer.explain.cases import at, case_of, hubs, road

TIERS = (Unplaced(), Travel(2, 0, Flat()))


def where(case: Case, family: str) -> Placement:
    return placement(case, case.problem.families.by_id[family], TIERS)


def told(case: Case, family: str) -> list[str]:
    return [elsewhere_sentence(each, Lang.EN) for each in where(case, family).elsewhere]


def test_a_satellite_is_at_its_nearest_hub_home() -> None:
    case = case_of(road(*hubs("H0 J5000"), *at("A-100 B-200 C5100 D5200")), H="A B", J="C D")
    found = where(case, "A")
    assert (found.constellation, found.hub, found.km, found.nearest, found.elsewhere) == ("C01", "H", 0.1, True, ())


def test_a_hub_home_says_how_many_satellites_it_has() -> None:
    found = where(case_of(road(*hubs("H0"), *at("A-100 B-200")), H="A B"), "H")
    assert found.is_hub
    assert found.satellites == 2


@pytest.mark.parametrize(
    ("east_m", "others", "expected"),
    [
        (300, "C", "J (0.6 km): could be, but makes the plan no better"),
        (600, "C", "J (0.3 km): could be, and would make the plan better"),
        (600, "", "J (0.3 km): without this family the constellation that it is in breaks a rule"),
    ],
)
def test_another_hub_home_with_room(east_m: float, others: str, expected: str) -> None:
    families = [*at("A-100 D1000 E1100"), home("F", east_m)]
    if others:
        families += at("C-200")
    case = case_of(road(*hubs("H0 J900"), *families), H=f"A F {others}", J="D E")
    assert told(case, "F") == [expected]


def test_another_hub_home_that_is_full() -> None:
    case = case_of(road(*hubs("H0 J900"), *at("A-100 B-200 F600 D1000 E1100 G1200")), H="A B F", J="D E G")
    found = where(case, "F")
    assert not found.nearest
    assert told(case, "F") == ["J (0.3 km): full (at most 3 families)"]


def test_another_hub_home_that_a_rule_forbids() -> None:
    families = [home("F", 600, apart=("k",)), home("D", 1000, apart=("k",))]
    case = case_of(road(*hubs("H0 J900"), *at("A-100 B-200 E1100"), *families), H="A B F", J="D E")
    assert told(case, "F") == ["J (0.3 km): D and F must be kept apart"]


def test_one_of_two_who_belong_together_cannot_leave_alone() -> None:
    families = [home("F", 600, together=("k",)), home("B", -200, together=("k",))]
    case = case_of(road(*hubs("H0 J900"), *at("A-100 C-300 D1000 E1100"), *families), H="B C F", J="D E")
    assert told(case, "F") == ["J (0.3 km): without this family the constellation that it is in breaks a rule"]
