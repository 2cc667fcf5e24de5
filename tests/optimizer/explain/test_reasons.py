"""Every reason, with the village on one side of the edge and on the other."""

from typing import Any

import pytest

from optimizer.explain.reasons import finding_without_search
from optimizer.finished import Reason
from optimizer.verify import verify
from tests.builders import home
from tests.optimizer.explain.cases import at, case_of, found_for, hubs, reason, road, seen_by


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (1000, ("room_left", {"hub": "H", "km": 1.0})),
        (1000.4, ("no_hub_in_reach", {"nearest_km": 1.1, "radius_km": 1.0})),
        (6049, ("no_hub_in_reach", {"nearest_km": 6.1, "radius_km": 1.0})),
    ],
)
def test_a_family_beyond_the_radius_has_no_hub_in_reach(metres: float, expected: tuple[str, dict[str, Any]]) -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), home("F", metres)), H="A B")
    assert reason(case, "F") == expected


def test_without_any_candidate_no_distance_is_named() -> None:
    case = case_of(road(*at("A0 F100")))
    assert reason(case, "F") == ("no_hub_in_reach", {"radius_km": 1.0})


def test_a_home_without_beds_is_not_the_nearest_hub_home() -> None:
    case = case_of(road(*hubs("H2000", beds=1), *hubs("G3000"), *at("F0")))
    assert reason(case, "F") == ("no_hub_in_reach", {"nearest_km": 3.0, "radius_km": 1.0})


@pytest.mark.parametrize(
    ("satellites", "expected"),
    [
        ("A B", ("room_left", {"hub": "H", "km": 0.1})),
        ("A B C", ("rule", {"rule": "size", "families": ("H",), "hubs": ("H",)})),
    ],
)
def test_a_hub_home_is_full_at_three_satellites(satellites: str, expected: tuple[str, dict[str, Any]]) -> None:
    names = satellites.split()
    case = case_of(road(*hubs("H0"), *at("A-100 B-200 C-300")[: len(names)], *at("F100")), H=satellites)
    assert reason(case, "F") == expected


def test_a_hub_home_is_full_at_its_own_limit() -> None:
    problem = road(home("H", 0, hub="candidate", max_satellites=2), *at("A-100 B-200 F100"))
    case = case_of(problem, H="A B")
    assert reason(case, "F") == ("rule", {"rule": "max_satellites", "families": ("H",), "hubs": ("H",)})
    assert seen_by(case, "F")[0].facts == {"rule": "max_satellites", "families": ("H",), "size": 3, "limit": 2}


@pytest.mark.parametrize(
    ("children", "code", "lasting"),
    [(1, "room_left", False), (2, "rule", False), (4, "rule", False), (5, "rule", True)],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_constellation_has_four_foster_children(children: int, code: str, lasting: bool, is_open: bool) -> None:
    """Five are too many whoever else is there; where the hub home is closed, that is all that the homes show."""
    others = [home("A", -100, children=2), home("B", -200, children=1)]
    problem = road(*hubs("H0"), *others, home("F", 100, children=children), capacity__children_max=4)
    case = case_of(problem, H="A B") if is_open else case_of(problem)
    (seen,) = seen_by(case, "F")
    if is_open or lasting:
        assert seen.lasting is lasting
        assert reason(case, "F")[0] == code
        if code == "rule":
            assert seen.facts["rule"] == "children"
            assert seen.facts["children"] == (children + 3 if is_open and not lasting else children)


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (900, ("room_left", {"hub": "G", "km": 0.1})),
        (1100, ("under_minimum", {"hub": "G", "km": 0.1, "families": 1, "min": 2, "short_by": 1})),
    ],
)
def test_a_hub_home_with_too_few_families_in_reach_cannot_open(
    metres: float, expected: tuple[str, dict[str, Any]]
) -> None:
    case = case_of(road(*hubs("G0"), *at("F100"), home("K", metres)))
    assert reason(case, "F") == expected


def test_children_count_against_the_minimum_that_can_be_reached() -> None:
    families = [home("F", 100, children=3), home("K", 200, children=2)]
    case = case_of(road(*hubs("G0"), *families, capacity__children_max=4))
    assert reason(case, "F")[0] == "under_minimum"
    assert reason(case, "F")[1]["short_by"] == 1


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            "A200",
            ("under_minimum_itself", {"families": 1, "min": 2, "short_by": 1, "nearest_km": 5.0, "radius_km": 1.0}),
        ),
        ("A200 B300", ("room_left", {"hub": "G", "km": 0.0})),
    ],
)
def test_a_candidate_without_families_around_it_says_so(places: str, expected: tuple[str, dict[str, Any]]) -> None:
    case = case_of(road(*hubs("G0 J5000"), *at(places)))
    assert reason(case, "G") == expected


def test_apart_names_the_family_that_is_in_the_way() -> None:
    problem = road(*hubs("H0"), home("A", -100, apart=("k",)), *at("B-200"), home("F", 100, apart=("k",)))
    case = case_of(problem, H="A B")
    assert reason(case, "F") == ("rule", {"rule": "apart", "families": ("A", "F"), "hubs": ("H",)})


@pytest.mark.parametrize(("max_km", "code"), [(0.5, "room_left"), (0.4, "rule")])
def test_a_family_that_will_not_go_that_far_says_so(max_km: float, code: str) -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), home("F", 500, max_km=max_km)), H="A B")
    found = reason(case, "F")
    assert found[0] == code
    if code == "rule":
        assert found[1] == {"rule": "max_km", "families": ("F", "H"), "hubs": ("H",)}


def test_a_hub_home_short_of_beds_is_a_rule() -> None:
    case = case_of(road(*hubs("G0", beds=1), *at("F100 K200")))
    assert reason(case, "F") == ("rule", {"rule": "beds", "families": ("G",), "hubs": ("G",)})


@pytest.mark.parametrize(("mutual_km", "code"), [(0.7, "room_left"), (0.6, "rule")])
def test_homes_too_far_from_each_other_are_a_rule(mutual_km: float, code: str) -> None:
    problem = road(*hubs("H0"), *at("A-100 B-200 F500"), radius__mutual_km=mutual_km)
    assert reason(case_of(problem, H="A B"), "F")[0] == code


@pytest.mark.parametrize(("most", "expected"), [(1, "rule"), (2, "room_left")])
def test_no_constellation_opens_beyond_the_most_allowed(most: int, expected: str) -> None:
    problem = road(*hubs("H0 G5000"), *at("A-100 B-200 F5100 K5200"), hubs__max=most)
    code, facts = reason(case_of(problem, H="A B"), "F")
    assert code == expected
    if expected == "rule":
        assert (facts["rule"], facts["hubs"]) == ("hub_count", ("G",))


def test_who_belongs_together_is_judged_together() -> None:
    together = [home("F", 100, together=("k",)), home("K", 1500, together=("k",))]
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), *together), H="A B")
    assert reason(case, "F") == (
        "together_far",
        {"families": ("F", "K"), "hub": "H", "farthest": "K", "nearest_km": 1.5, "radius_km": 1.0},
    )


def test_two_that_belong_together_do_not_fit_in_one_place() -> None:
    together = [home("F", 100, together=("k",)), home("K", 200, together=("k",))]
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), *together), H="A B")
    assert reason(case, "F") == ("rule", {"rule": "size", "families": ("H",), "hubs": ("H",)})


def test_a_provider_too_many_is_a_rule() -> None:
    families = [home("A", -100, provider="B"), *at("B-200"), *at("F100")]
    problem = road(*hubs("H0"), *families, providers__max_share=0.7)
    code, facts = reason(case_of(problem, H="A B"), "F")
    assert (code, facts["rule"]) == ("rule", "max_share")


def test_room_that_costs_a_place_names_whose() -> None:
    """Opening G takes B from H, which then has one satellite only: H and A lose their place."""
    case = case_of(road(*hubs("H0 G1500"), *at("A-100 B900 F1900")), H="A B")
    found = found_for(case, "F")
    assert found.reason.code == "costs_a_place"
    assert found.reason.facts == {"hub": "G", "places": 2, "families": ("A", "H")}
    assert found.cost is not None
    assert verify(case.problem, found.cost.plan).passed


def test_room_that_costs_nobody_a_place_is_no_reason() -> None:
    case = case_of(road(*hubs("H0 G1500"), *at("A-100 B900 C-200 F1900")), H="A B C")
    assert reason(case, "F") == ("room_after_moves", {"hub": "G", "others": 1, "proved": True})


def test_a_full_hub_home_whose_satellite_can_move_leaves_room() -> None:
    problem = road(*hubs("H0 J1800"), *at("A-100 B-200 C900 D1900 E2000 F50"))
    expected = {"hub": "H", "others": 1, "proved": True}
    assert reason(case_of(problem, H="A B C", J="D E"), "F") == ("room_after_moves", expected)


def test_hub_homes_that_fail_in_different_ways_are_all_named() -> None:
    case = case_of(road(*hubs("H0 G1500"), *at("A-100 B-200 C-300 F850")), H="A B C")
    assert reason(case, "F") == ("no_room", {"rule": ("H",), "short": ("G",), "rules": ("size",)})


def test_rules_that_together_leave_no_plan_are_named_together() -> None:
    """G could open with F and B only, who must be kept apart."""
    families = [*at("A-100 C-200"), home("B", 900, apart=("k",)), home("F", 1900, apart=("k",))]
    code, facts = reason(case_of(road(*hubs("H0 G1500"), *families), H="A B C"), "F")
    assert code == "rules"
    assert {"size", "apart"} <= set(facts["rules"])


def test_a_plan_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="breaks a rule"):
        case_of(road(*hubs("H0"), *at("A100")), H="A")


def test_without_search_room_that_others_could_make_is_left_open() -> None:
    case = case_of(road(*hubs("H0 G1500"), *at("A-100 B900 F1900")), H="A B")
    assert finding_without_search(case, case.problem.families.by_id["F"]).reason == Reason(
        "hubs_taken", {"hubs": ("G",)}
    )
    full = case_of(road(*hubs("H0"), *at("A-100 B-200 C-300 F100")), H="A B C")
    assert finding_without_search(full, full.problem.families.by_id["F"]).reason.code == "rule"
