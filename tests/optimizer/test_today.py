"""The constellations of today: what continues them, and what a plan changes."""

from dataclasses import replace

import pytest

from geodata.families import Families, Family
from optimizer.plan import Plan
from optimizer.today import Change, Move, Today, chained, continues, moves, pinned_together
from tests.builders import home

NOW = (
    home("A", hub="candidate", constellation="A"),
    home("B", hub="candidate", constellation="A"),
    home("C", constellation="A"),
    home("D", hub="candidate", constellation="D"),
    home("E", constellation="D"),
    home("F"),
)


def of(hubs: dict[str, str], *families: Family) -> dict[str, set[Change]]:
    everyone = Families(families or NOW)
    plan = Plan.of(everyone, {hub: members.split() for hub, members in hubs.items()})
    found: dict[str, set[Change]] = {}
    for move in Today.of(everyone).changes(plan):
        found.setdefault(move.family, set()).add(move.kind)
    return found


@pytest.mark.parametrize(
    ("hub", "today", "so"),
    [("A", "A", True), ("B", "A", True), ("D", "A", False), ("F", "A", False), ("A", "D", False), ("B", "B", True)],
)
def test_a_constellation_continues_todays_when_its_hub_home_is_todays_or_a_family_of_it(
    hub: str, today: str, so: bool
) -> None:
    assert continues(Families(NOW).by_id[hub], today) is so


def test_a_plan_as_today_only_has_families_that_stay() -> None:
    assert of({"A": "B C", "D": "E"}) == {name: {Change.STAYS} for name in "ABCDE"}


def test_a_family_of_the_constellation_may_take_it_over_and_nobody_moves() -> None:
    changes = of({"B": "A C", "D": "E"})

    assert changes["C"] == {Change.STAYS}
    assert changes["A"] == {Change.STAYS, Change.HUB_STOPS}
    assert changes["B"] == {Change.STAYS, Change.HUB_STARTS}


def test_who_changes_constellation_comes_or_loses_its_place_is_told() -> None:
    changes = of({"A": "E F"})

    assert changes == {
        "A": {Change.STAYS},
        "B": {Change.UNPLACED},
        "C": {Change.UNPLACED},
        "D": {Change.UNPLACED, Change.HUB_STOPS},
        "E": {Change.MOVED},
        "F": {Change.PLACED},
    }


def test_who_no_longer_joins_or_is_in_no_file_has_left() -> None:
    families = Families([home("A", hub="candidate", constellation="A"), home("C", constellation="A", joins=False)])
    today = Today({"A": "A", "C": "A", "Z": "A"})

    assert today.changes(Plan.of(families, {"A": []})) == (
        Move("A", "A", "A", Change.STAYS),
        Move("C", "A", None, Change.LEFT),
        Move("Z", "A", None, Change.LEFT),
    )


def test_who_may_only_be_a_hub_home_stops_and_is_never_unplaced() -> None:
    changes = of({}, home("A", hub="only", constellation="A"), home("B", constellation="A"))

    assert changes == {"A": {Change.HUB_STOPS}, "B": {Change.UNPLACED}}


def test_the_moves_that_a_plan_tells_are_those_that_are_counted_one_by_one() -> None:
    everyone = Families(NOW)
    plan = Plan.of(everyone, {"D": ["A", "B"], "F": ["C"]})
    hub_of = {each.id: group.hub for group in plan.constellations for each in group.homes}

    told = sum(move.kind.is_move for move in Today.of(everyone).changes(plan))

    assert told == sum(moves(family, hub_of.get(family.id)) for family in everyone) == 4


def test_a_hub_home_that_others_name_belongs_to_itself() -> None:
    today = Today.of(Families([home("A"), home("B", constellation="A")]))

    assert today.hub_of == {"A": "A", "B": "A"}
    assert today.hubs == {"A"}


def test_a_chain_is_told_and_not_guessed() -> None:
    families = Families([home("A", constellation="B"), home("B", constellation="C"), home("C")])

    assert chained(families) == ("A",)
    assert Today.of(families).hub_of == {"B": "C", "C": "C"}


def test_a_hub_home_that_is_in_no_file_is_kept_by_its_id() -> None:
    families = Families([home("A", constellation="Z"), home("B", constellation="Z")])

    assert Today.of(families).hub_of == {"A": "Z", "B": "Z"}
    assert continues(families[0], "Z")


def test_families_take_over_todays_constellations_of_a_plan() -> None:
    families = Today({"A": "B", "Z": "B"}).written_in(Families([home("A"), home("B", constellation="C")]))

    assert [family.constellation for family in families] == ["B", None]


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        (home("X", constellation="A", pinned=True), home("A"), True),
        (home("X", constellation="A", pinned=True), home("Y", constellation="A", pinned=True), True),
        (home("X", constellation="A", pinned=True), home("Y", constellation="A"), False),
        (home("X", constellation="A", pinned=True), home("Y", constellation="B", pinned=True), False),
        (home("X", constellation="A"), home("A"), False),
    ],
)
def test_rules_on_distance_do_not_part_what_is_pinned_and_together_today(one: Family, other: Family, so: bool) -> None:
    assert pinned_together(one, other) is pinned_together(other, one) is so


def numbered(hubs: dict[str, str], *families: Family, **names: str) -> dict[str, str]:
    everyone = Families(families or NOW)
    plan = Plan.of(everyone, {hub: members.split() for hub, members in hubs.items()})
    today = replace(Today.of(everyone), names=names)
    found = today.numbered(plan)
    assert found == plan, "a number makes no other plan"
    return {each.hub.id: name for name, each in zip(found.ids, found.constellations, strict=True)}


def test_a_constellation_that_continues_keeps_its_number_and_a_new_one_gets_the_next() -> None:
    assert numbered({"B": "C", "F": "E"}, A="C04", D="C02") == {"B": "C04", "F": "C05"}
    assert numbered({"D": "E", "F": ""}, A="C04", D="C02") == {"D": "C02", "F": "C05"}


def test_of_two_that_continue_one_todays_hub_home_keeps_the_number_or_else_the_larger() -> None:
    assert numbered({"A": "", "B": "C"}, A="C07") == {"A": "C07", "B": "C08"}
    some = (home("A"), *(home(name, constellation="A") for name in "BCD"))
    assert numbered({"B": "", "C": "D"}, *some, A="C07") == {"B": "C08", "C": "C07"}
