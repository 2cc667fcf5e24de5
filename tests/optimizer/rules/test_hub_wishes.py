"""Hub homes for and against, hub homes apart, and hub homes of each provider."""

import numpy as np
import pytest

from optimizer.rules import MinApart, NotHub, OnlyHub, PerProvider, ProviderHubs
from optimizer.rules.min_apart import _groups
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import judged, sentences

G, H = home("G", hub="candidate"), home("H", hub="candidate")


@pytest.mark.parametrize(
    ("plan", "allowed"), [({"G": "F"}, False), ({"H": "F"}, True), ({"G": "", "H": "F"}, True), ({}, True)]
)
def test_a_family_is_never_with_a_hub_home_that_it_is_not_to_be_with(plan: dict[str, str], allowed: bool) -> None:
    problem = village(G, H, home("F", not_hub=("G",)), rules=[NotHub()])
    assert judged(problem, plan_of(problem, **plan)) == (allowed, allowed)


@pytest.mark.parametrize(
    ("plan", "allowed"), [({"G": "F"}, False), ({"H": "F"}, True), ({"F": ""}, False), ({"G": "H"}, True), ({}, True)]
)
def test_a_family_is_only_with_a_hub_home_that_it_names(plan: dict[str, str], allowed: bool) -> None:
    problem = village(G, H, home("F", only_hub=("H",), hub="candidate"), rules=[OnlyHub()])
    assert judged(problem, plan_of(problem, **plan)) == (allowed, allowed)


def test_a_hub_home_that_names_itself_may_be_one() -> None:
    problem = village(G, home("F", only_hub=("F", "G"), hub="candidate"), rules=[OnlyHub()])
    assert judged(problem, plan_of(problem, F="")) == (True, True)


@pytest.mark.parametrize(
    ("east_m", "allowed"),
    [(1999, False), (2000, True), (2001, True)],
)
def test_two_hub_homes_are_at_least_so_far_apart(east_m: int, allowed: bool) -> None:
    problem = village(G, home("H", east_m, hub="candidate"), rules=[MinApart(2.0, Flat())])
    assert judged(problem, plan_of(problem, G="", H="")) == (allowed, allowed)
    assert judged(problem, plan_of(problem, G="H")) == (True, True)


def test_the_shorter_of_both_ways_counts_and_no_way_is_far_enough() -> None:
    one_way = Flat({("G", "H"): 1_000.0, ("H", "G"): 9_000.0})
    none = Flat({("G", "H"): None, ("H", "G"): None})
    for distances, allowed in ((one_way, False), (none, True)):
        problem = village(G, H, rules=[MinApart(2.0, distances)], distances=distances)
        assert judged(problem, plan_of(problem, G="", H="")) == (allowed, allowed)


def test_near_hub_homes_are_covered_by_groups_that_hold_no_far_pair() -> None:
    chance = np.random.default_rng(1)
    for _ in range(30):
        near = np.triu(chance.random((8, 8)) < 0.5, 1)
        near |= near.T
        groups = list(_groups(near))
        covered = {(one, other) for group in groups for one in group for other in group if one < other}
        assert covered == {(one, other) for one, other in zip(*np.nonzero(np.triu(near)), strict=True)}


@pytest.mark.parametrize(
    ("least", "most", "plan", "allowed"),
    [
        (PerProvider(1), PerProvider(), {"G": ""}, False),
        (PerProvider(1), PerProvider(), {"G": "", "H": ""}, True),
        (PerProvider(), PerProvider(1), {"G": "", "I": ""}, False),
        (PerProvider(), PerProvider(1), {"G": "", "H": ""}, True),
        (PerProvider(), PerProvider(1, (("A", 2),)), {"G": "", "I": ""}, True),
        (PerProvider(None, (("B", 1),)), PerProvider(), {"G": ""}, False),
        (PerProvider(None, (("A", 1),)), PerProvider(), {"G": ""}, True),
        (PerProvider(), PerProvider(None, (("B", 0),)), {"H": ""}, False),
    ],
)
def test_every_provider_has_as_many_hub_homes_as_is_asked(
    least: PerProvider, most: PerProvider, plan: dict[str, str], allowed: bool
) -> None:
    hubs = (G, home("H", hub="candidate", provider="B"), home("I", hub="candidate"))
    problem = village(*hubs, rules=[ProviderHubs(least, most)])
    assert judged(problem, plan_of(problem, **plan)) == (allowed, allowed)


def test_a_provider_of_whom_nobody_joins_needs_no_hub_home() -> None:
    problem = village(G, home("F", provider="B", joins=False), rules=[ProviderHubs(PerProvider(1), PerProvider())])
    assert judged(problem, plan_of(problem, G="")) == (True, True)


def test_the_sentences() -> None:
    problem = village(G, H, home("F", not_hub=("G",), only_hub=("H",)))
    plan = plan_of(problem, G="F", H="")
    assert sentences(NotHub(), plan) == [
        ("F mag niet bij hubhome G, maar zit daar wel.", "F is not to be with hub home G, yet is there.")
    ]
    assert sentences(OnlyHub(), plan) == [
        (
            "F mag alleen bij H, maar zit in de constellatie van G.",
            "F may be with H only, yet is in the constellation of G.",
        )
    ]
    assert sentences(ProviderHubs(PerProvider(), PerProvider(1)), plan) == [
        ("Hubhomes van aanbieder A: 2; toegestaan: ≤ 1.", "Hub homes of provider A: 2; allowed: ≤ 1.")
    ]
    assert sentences(MinApart(2.0, Flat()), plan) == [
        (
            "De afstand tussen de hubhomes G en H is 0,0 km; het minste is 2,0 km.",
            "The distance between the hub homes G and H is 0.0 km; the least is 2.0 km.",
        )
    ]
