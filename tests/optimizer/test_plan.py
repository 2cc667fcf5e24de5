"""Plans: numbered from north to south, whoever made them and in whatever order."""

from itertools import permutations

import pytest

from geodata.families import Families
from optimizer.plan import Constellation, Plan, Verdict, Violation
from tests.builders import home, homes, plan_of, village


def test_constellations_are_numbered_from_north_to_south() -> None:
    problem = village(
        home("South", 0, 0, hub="candidate"),
        home("North", 0, 900, hub="candidate"),
        home("Mid", 0, 400, hub="candidate"),
    )
    plan = plan_of(problem, South="", North="", Mid="")
    assert [(name, each.hub.id) for name, each in zip(plan.ids, plan.constellations, strict=True)] == [
        ("C01", "North"),
        ("C02", "Mid"),
        ("C03", "South"),
    ]


def test_where_two_live_equally_far_north_the_western_comes_first_and_then_the_lower_id() -> None:
    families = Families([home("C", 0, 5), home("D", 900, 5), home("B", 900, 5), home("A", 950, 5)])
    lone = [Constellation(family, ()) for family in families]
    for order in permutations(lone):
        assert [each.hub.id for each in Plan.from_north(families, order).constellations] == ["C", "B", "D", "A"]


@pytest.mark.parametrize(
    ("count", "first", "last"), [(1, "C01", "C01"), (99, "C01", "C99"), (100, "C001", "C100"), (1000, "C0001", "C1000")]
)
def test_names_have_as_many_digits_as_the_largest_needs_and_two_at_least(count: int, first: str, last: str) -> None:
    families = Families(homes("H", count))
    plan = Plan.from_north(families, (Constellation(family, ()) for family in families))
    assert (len(plan.ids), plan.ids[0], plan.ids[-1]) == (count, first, last)


def test_satellites_are_sorted_and_the_hub_home_is_the_first_home() -> None:
    problem = village(home("H", hub="candidate"), *homes("F", 3))
    (constellation,) = plan_of(problem, H="F2 F0 F1").constellations
    assert [family.id for family in constellation.satellites] == ["F0", "F1", "F2"]
    assert [family.id for family in constellation.homes] == ["H", "F0", "F1", "F2"]


def test_a_plan_of_the_same_constellations_is_the_same_plan() -> None:
    problem = village(*homes("H", 2, hub="candidate"), *homes("F", 3))
    one, other = plan_of(problem, H0="F0 F1", H1="F2"), plan_of(problem, H1="F2", H0="F1 F0")
    assert one == other
    assert hash(one) == hash(other)
    assert one != plan_of(problem, H0="F0", H1="F1 F2")


def test_a_family_is_placed_as_hub_home_or_satellite_and_otherwise_unplaced_or_left_out() -> None:
    problem = village(*homes("H", 2, hub="candidate"), home("F"), home("G"), home("N", joins=False))
    plan = plan_of(problem, H0="F")
    assert plan.placed == {"H0", "F"}
    assert [family.id for family in plan.unplaced] == ["G", "H1"]
    assert [family.id for family in plan.left_out] == ["N"]


@pytest.mark.parametrize("satellites", [{"X": ["F0"]}, {"F0": ["X"]}])
def test_an_id_that_is_not_in_the_file_is_an_error(satellites: dict[str, list[str]]) -> None:
    with pytest.raises(KeyError):
        Plan.of(Families(homes("F", 1)), satellites)


def test_a_plan_shows_no_home_when_it_is_printed() -> None:
    problem = village(
        home("H", 1234.5, 6789.5, hub="candidate", provider="Jansen"), home("F", 55.25, provider="Jansen")
    )
    shown = repr(plan_of(problem, H="F"))
    assert not any(secret in shown for secret in ("1234", "6789", "55.25", "Jansen"))


def test_a_verdict_passes_where_nothing_was_found() -> None:
    nothing = Plan(Families([]), ())
    assert Verdict(nothing, (), ()).passed
    assert not Verdict(nothing, (Violation("size", ("H",)),), ()).passed


def test_a_constellation_keeps_the_number_that_it_was_given_and_others_get_the_first_that_is_free() -> None:
    families = Families([home(name, north_m=-at) for at, name in enumerate("ABCD")])
    plan = Plan.of(families, {name: [] for name in "ABCD"}).named({"B": "C01", "C": "C12", "D": "mine"})
    assert plan.ids == ("C02", "C01", "C12", "C03")


def test_of_two_constellations_with_one_number_the_northernmost_keeps_it() -> None:
    families = Families([home(name, north_m=-at) for at, name in enumerate("AB")])
    assert Plan.of(families, {"A": [], "B": []}).named({"A": "C5", "B": "C05"}).ids == ("C05", "C01")


def test_a_name_of_its_own_stands_beside_the_number_and_stays_when_a_family_takes_over() -> None:
    old = home("A", constellation="A", constellation_name="De Eik")
    families = Families(
        [old, home("B", north_m=-1, constellation="A"), home("C", north_m=-2, constellation_name="Plas")]
    )
    assert Plan.of(families, {"A": [], "C": []}).titles == ("C01 (De Eik)", "C02 (Plas)")
    assert Plan.of(families, {"B": ["A"], "C": []}).titles == ("C01 (De Eik)", "C02 (Plas)")
    assert Plan.of(families, {"A": [], "B": []}).titles == ("C01 (De Eik)", "C02")
    assert Plan.of(families, {"A": []}).named({"A": "C07 (De Eik)"}).ids == ("C07",)
