"""Which constellations are the same, what becomes of each family, and which plan is better at what."""

from typing import Any

from geodata.families import Families
from geodata.language import Lang
from maps.comparison import ordered, what_changes
from optimizer.comparison.changes import HubChange, Kind
from optimizer.comparison.compared import Comparison
from optimizer.comparison.figures import MEASURES, Figure
from optimizer.comparison.pairing import paired
from optimizer.plan import Plan
from optimizer.problem import Problem
from tests.builders import finished, home, homes, plan_of, village


def people(n: int = 8) -> Problem:
    return village(
        home("H", hub="candidate", beds=2),
        home("K", 9000, hub="candidate", beds=2),
        *homes("F", n),
        rules=[],
    )


def compared(problem: Problem, a: dict[str, str], b: dict[str, str], other: Problem | None = None) -> Comparison:
    second = problem if other is None else other
    return Comparison.of(finished(problem, plan_of(problem, **a)), finished(second, plan_of(second, **b)))


def kinds(of: Comparison) -> dict[str, Kind]:
    return {each.id: each.kind for each in of.changes}


def test_a_constellation_is_the_one_that_shares_most_whoever_is_its_hub_home() -> None:
    problem = people()
    of = compared(problem, {"H": "F0 F1 F2 F3"}, {"F0": "H F1 F2 F3"})

    assert of.pairing.pairs == ((0, 0),)
    assert set(kinds(of).values()) == {Kind.STAYS}
    assert {each.id: each.hub for each in of.changes if each.hub} == {"H": HubChange.STOPS, "F0": HubChange.STARTS}


def test_a_family_moves_when_its_constellation_goes_on_without_it() -> None:
    of = compared(people(), {"H": "F0 F1 F2", "K": "F3 F4 F5"}, {"H": "F0 F1", "K": "F2 F3 F4 F5"})

    assert [name for name, kind in kinds(of).items() if kind is Kind.MOVED] == ["F2"]


def test_when_as_many_are_shared_the_hub_home_decides() -> None:
    problem = people()
    a = plan_of(problem, H="F0 F1", K="F2 F3")
    b = plan_of(problem, H="F0 F2 F3", K="F1")

    # H shares H and F0 with H, and F1 with K; K shares F2 and F3 with H, and itself with K.
    assert paired(a, b).mate == {0: 0, 1: 1}


def test_who_comes_who_goes_and_who_loses_a_place() -> None:
    before = people(6)
    after = village(
        home("H", hub="candidate", beds=2),
        *homes("F", 4),
        home("F4", 500, joins=False),
        home("N"),
        rules=[],
    )
    of = compared(before, {"H": "F0 F1 F2 F4 F5"}, {"H": "F0 F1 F3 N"}, after)

    assert kinds(of) == {
        "H": Kind.STAYS,
        "F0": Kind.STAYS,
        "F1": Kind.STAYS,
        "F2": Kind.UNPLACED,
        "F3": Kind.PLACED,
        "F4": Kind.LEFT,
        "F5": Kind.LEFT,
        "N": Kind.PLACED,
    }
    said = {each.id: what_changes(each, of, Lang.EN) for each in ordered(of.changes)}
    assert said == {
        "F2": "Was in C01, becomes unplaced.",
        "F3": "Was unplaced, comes into C01.",
        "F4": "Was in C01, does not join any more.",
        "F5": "Was in C01, is no longer in the file.",
        "N": "Joins now, comes into C01.",
    }


def test_a_plan_compared_with_itself_differs_in_nothing() -> None:
    of = compared(people(), {"H": "F0 F1"}, {"H": "F0 F1"})

    assert not ordered(of.changes)
    assert all(figure.better(exact=True) is None for figure in of.figures)


def _figures(of: Comparison) -> dict[str, Figure]:
    return {figure.measure.key: figure for figure in of.figures}


def test_figures_say_who_is_better_only_where_more_or_less_is_better() -> None:
    of = compared(people(), {"H": "F0 F1 F2"}, {"H": "F0", "K": "F1"})
    found = _figures(of)

    assert (found["placed"].a, found["placed"].b) == (4, 4)
    assert found["unplaced"].better(exact=True) is None
    assert found["constellations"].better(exact=True) is None
    assert found["farthest"].better(exact=True) == "a"
    assert found["off_target"].better(exact=True) == "a"


def test_what_is_told_alike_is_neither_better_nor_worse() -> None:
    mean = next(measure for measure in MEASURES if measure.key == "mean")
    figure = Figure(mean, 1210.0, 1190.0)

    assert figure.said(Lang.EN, exact=False) == ("1.2 km", "1.2 km", "0 km")
    assert figure.better(exact=False) is None
    assert figure.better(exact=True) == "b"


def test_no_figure_tells_of_one_family_unless_exact() -> None:
    of = compared(people(), {"H": "F0"}, {"K": "F0"})
    found = _figures(of)

    assert (found["farthest"].a, found["farthest"].b) == (100, 8900)
    assert found["farthest"].said(Lang.EN, exact=False) == ("0.5 km", "9 km", "+8.5 km")
    assert found["farthest"].said(Lang.EN, exact=True) == ("0.1 km", "8.9 km", "+8.8 km")
    assert found["travel"].said(Lang.EN, exact=False) == ("10 km", "10 km", "0 km")


def test_empty_plans_can_be_compared() -> None:
    problem = people()
    empty: dict[str, Any] = {}
    of = compared(problem, empty, {"H": "F0"})

    assert of.pairing.pairs == ((None, 0),)
    assert kinds(of) == {"H": Kind.PLACED, "F0": Kind.PLACED}


def test_plans_of_other_families_are_matched_by_id() -> None:
    nobody = Plan(Families([]), ())
    assert paired(nobody, nobody).pairs == ()
