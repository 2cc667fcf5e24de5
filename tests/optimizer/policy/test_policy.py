"""What a policy asks of a file of families: the problem it poses."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.distances import Geodesic
from geodata.families import Families, HubRole, Location
from optimizer.policy.values import Policy
from optimizer.problem import Problem, compile_problem
from optimizer.rules import HubCount, PerProvider, Size
from tests.builders import Flat, home, homes

ALWAYS = [
    "placed_once",
    "joins",
    "candidate",
    "required",
    "hub_only",
    "beds",
    "radius",
    "max_km",
    "size",
    "max_satellites",
    "together",
    "apart",
    "pinned",
    "not_hub",
    "only_hub",
]


def posed(**changes: Any) -> Problem:
    families = Families([home("H", hub="candidate"), *homes("F", 3)])
    return Policy().changed({name.replace("__", "."): value for name, value in changes.items()}).pose(families, Flat())


@pytest.mark.parametrize(
    ("hub", "joins", "considered"),
    [
        ("no", True, False),
        ("candidate", True, True),
        ("required", True, True),
        ("only", True, True),
        ("candidate", False, False),
        ("required", False, False),
        ("only", False, False),
    ],
)
def test_only_who_joins_and_offers_it_is_considered_as_a_hub_home(hub: str, joins: bool, considered: bool) -> None:
    families = Families([home("F"), home("H", 100, hub=hub, joins=joins)])
    problem = Policy().pose(families, Flat())
    assert [families[int(at)].id for at in problem.hubs] == ["H"] * considered


@pytest.mark.parametrize(("metres", "within"), [(5_000.0, True), (5_000.0001, False), (0.0, True)])
def test_pairs_are_those_within_the_radius_and_nobody_with_itself(metres: float, within: bool) -> None:
    families = Families([home("F", metres), home("H", hub="candidate")])
    pairs = Policy().pose(families, Flat()).pairs
    assert list(zip(pairs.family.tolist(), pairs.hub.tolist(), strict=True)) == [(0, 0)] * within


def test_pairs_are_sorted_by_hub_and_then_by_family() -> None:
    families = Families([*homes("F", 5), *homes("H", 3, hub="candidate")])
    pairs = Policy().pose(families, Flat()).pairs
    listed = list(zip(pairs.hub.tolist(), pairs.family.tolist(), strict=True))
    assert listed == sorted(set(listed))
    assert len(listed) == 3 * 7


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, set()),
        ({"radius__mutual_km": 8.0}, {"mutual_km"}),
        ({"capacity__children_max": 16}, {"children"}),
        ({"capacity__children_max": 0}, {"children"}),
        ({"hubs__max": 0}, {"hub_count"}),
        ({"hubs__min_apart_km": 2.0}, {"min_apart"}),
        ({"today__moves_max": 0}, {"max_moves"}),
        ({"providers__hubs_max": PerProvider(1)}, {"provider_hubs"}),
        ({"hubs__exactly": 3, "hubs__max": 4}, {"hub_count"}),
    ],
)
def test_a_limit_that_is_not_set_is_no_rule(changes: dict[str, Any], keys: set[str]) -> None:
    assert {rule.key for rule in posed(**changes).rules} == {*ALWAYS, *keys}


def test_numbers_reach_the_rules_and_tiers_that_they_are_for() -> None:
    problem = posed(size__min=3, size__max=4, size__count_hub=True, hubs__exactly=3, hubs__max=4)
    assert Size(3, 4, count_hub=True) in problem.rules
    assert HubCount(3, 3) in problem.rules
    assert HubCount(0, 4) in posed(hubs__max=4).rules


def test_where_today_is_known_and_no_tiers_are_named_moves_come_second() -> None:
    today = Families([home("H", hub="candidate"), home("F", constellation="H")])
    assert [tier.key for tier in Policy().pose(today, Flat()).tiers] == ["unplaced", "moves", "travel"]
    named = Policy().changed({"objective.tiers": ("unplaced", "travel")})
    assert [tier.key for tier in named.pose(today, Flat()).tiers] == ["unplaced", "travel"]


def test_tiers_come_in_the_order_in_which_they_are_named() -> None:
    assert [tier.key for tier in posed().tiers] == ["unplaced", "travel"]
    named = ("travel", "constellations", "unplaced")
    assert [tier.key for tier in posed(objective__tiers=named).tiers] == list(named)


@given(st.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    rows = [*homes("F", 5, apart_m=700), *homes("H", 3, hub="candidate")]
    changes = {"radius.mutual_km": 3.0, "capacity.children_max": 9, "hubs.max": 2}
    models = []
    for families in (rows, [rows[at] for at in order]):
        model, tiers = compile_problem(Policy().changed(changes).pose(Families(families), Flat()))
        arrays = [model.hub_family, model.start, model.family, model.low, model.high, model.apart, model.together]
        models.append([*arrays, *(getattr(tier, "pair") for tier in tiers)])  # noqa: B009
    assert all(np.array_equal(one, other) for one, other in zip(*models, strict=True))


def test_distances_are_over_the_ellipsoid_times_the_detour_unless_others_are_given() -> None:
    families = Families(
        [
            replace(home("H", hub="candidate"), location=Location(52.22, 5.18)),
            replace(home("F"), location=Location(52.26, 5.18)),
        ]
    )
    straight = Policy().pose(families)
    longer = Policy().changed({"distance.detour": 1.1}).pose(families)
    assert straight.distances == Geodesic()
    assert straight.pairs.metres.tolist() == [Geodesic().between(families[0], families[1])]
    assert longer.pairs.metres.tolist() == [straight.pairs.metres[0] * 1.1]
    assert len(Policy().changed({"distance.detour": 1.2}).pose(families).pairs.metres) == 0  # 5.3 km now


def test_a_role_is_a_word_of_the_file() -> None:
    assert [role.value for role in HubRole] == ["no", "reserve", "declined", "candidate", "required", "only"]
