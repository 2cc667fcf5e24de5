"""Together: families that share a key are in the same constellation, or are all unplaced."""

import pytest

from optimizer.rules import Together
from tests.builders import Flat, home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("A B", "C", True),
        ("C", "A B", True),
        ("C", "", True),  # both unplaced
        ("A", "B", False),
        ("A C", "", False),  # one placed, one not
        ("", "B", False),
    ],
)
def test_two_families_of_one_key_share_a_constellation_or_have_none(first: str, second: str, allowed: bool) -> None:
    families = (home("A", together=("k",)), home("B", together=("k",)), home("C"))
    problem = village(*homes("H", 2, hub="candidate"), *families, rules=[Together()])
    assert judged(problem, plan_of(problem, H0=first, H1=second)) == (allowed, allowed)


@pytest.mark.parametrize(
    ("satellites", "allowed"),
    [({"H": "A"}, True), ({"G": "A H"}, True), ({}, True), ({"G": "A", "H": ""}, False), ({"H": ""}, False)],
)
def test_a_hub_home_is_a_member_of_its_own_constellation(satellites: dict[str, str], allowed: bool) -> None:
    families = (home("G", hub="candidate"), home("H", hub="candidate", together=("k",)), home("A", together=("k",)))
    problem = village(*families, rules=[Together()])
    assert judged(problem, plan_of(problem, **satellites)) == (allowed, allowed)


def test_two_hub_homes_that_belong_together_are_not_both_open() -> None:
    families = homes("H", 2, hub="candidate", together=("k",))
    problem = village(*families, home("F"), rules=[Together()])
    assert judged(problem, plan_of(problem, H0="F", H1="")) == (False, False)
    assert judged(problem, plan_of(problem, H0="F H1")) == (True, True)


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [("A B C", "", True), ("", "", True), ("A B", "C", False), ("B C", "", False), ("A", "C", False)],
)
def test_keys_make_chains(first: str, second: str, allowed: bool) -> None:
    families = (home("A", together=("k",)), home("B", together=("k", "l")), home("C", together=("l",)))
    problem = village(*homes("H", 2, hub="candidate"), *families, rules=[Together()])
    assert judged(problem, plan_of(problem, H0=first, H1=second)) == (allowed, allowed)


def test_families_with_no_hub_home_in_common_stay_unplaced() -> None:
    families = (home("A", 0, together=("k",)), home("B", 9_000, together=("k",)))
    hubs = (home("G", 100, hub="candidate"), home("H", 9_100, hub="candidate"))
    problem = village(*hubs, *families, rules=[Together()], reach_m=1_000, distances=Flat())
    assert judged(problem, plan_of(problem, G="", H="")) == (True, True)
    assert judged(problem, plan_of(problem, G="A", H="B")) == (False, False)
    assert judged(problem, plan_of(problem, G="A", H="")) == (False, False)


def test_a_family_that_does_not_join_ties_nobody() -> None:
    families = (home("A", together=("k",)), home("B", together=("k",), joins=False))
    problem = village(home("H", hub="candidate"), *families, rules=[Together()])
    assert judged(problem, plan_of(problem, H="A")) == (True, True)


def test_the_sentence_names_all_families_of_the_key() -> None:
    families = (home("A", together=("k",)), home("B", together=("k",)), home("C", together=("k",)))
    problem = village(*homes("H", 2, hub="candidate"), *families)
    assert sentences(Together(), plan_of(problem, H0="A B", H1="C")) == [
        (
            "A, B en C horen bij elkaar, maar zitten niet in dezelfde constellatie.",
            "A, B and C belong together, yet are not in the same constellation.",
        )
    ]
