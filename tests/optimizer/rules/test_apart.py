"""Apart: families that share a key are never members of one constellation."""

import pytest

from optimizer.rules import Apart
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [("A", "B", True), ("A", "", True), ("", "", True), ("A B", "", False), ("C", "A B C", False), ("A C", "B", True)],
)
def test_two_families_of_one_key_are_never_in_one_constellation(first: str, second: str, allowed: bool) -> None:
    families = (home("A", apart=("k",)), home("B", apart=("k",)), home("C"))
    problem = village(*homes("H", 2, hub="candidate"), *families, rules=[Apart()])
    if "C" in first and "C" in second:
        first = ""
    assert judged(problem, plan_of(problem, H0=first, H1=second)) == (allowed, allowed)


def test_a_hub_home_is_a_member_of_its_own_constellation() -> None:
    families = (home("G", hub="candidate"), home("H", hub="candidate", apart=("k",)), home("A", apart=("k",)))
    problem = village(*families, rules=[Apart()])
    assert judged(problem, plan_of(problem, H="A")) == (False, False)
    assert judged(problem, plan_of(problem, G="A H")) == (False, False)
    assert judged(problem, plan_of(problem, G="A", H="")) == (True, True)


def test_keys_make_no_chains() -> None:
    families = (home("A", apart=("k",)), home("B", apart=("k", "l")), home("C", apart=("l",)))
    problem = village(*homes("H", 2, hub="candidate"), *families, rules=[Apart()])
    assert judged(problem, plan_of(problem, H0="A C", H1="B")) == (True, True)
    assert judged(problem, plan_of(problem, H0="B C", H1="A")) == (False, False)


def test_a_family_that_does_not_join_is_kept_apart_where_a_plan_made_by_hand_holds_it() -> None:
    families = (home("A", apart=("k",)), home("B", apart=("k",), joins=False))
    problem = village(home("H", hub="candidate"), *families, rules=[Apart()])
    assert judged(problem, plan_of(problem, H="A B")) == (False, False)


def test_the_sentence_names_two_families_and_once_where_they_share_two_keys() -> None:
    families = (home("A", apart=("k", "l")), home("B", apart=("k", "l")), home("C", apart=("l",)))
    problem = village(home("H", hub="candidate"), *families)
    assert sentences(Apart(), plan_of(problem, H="A B C")) == [
        (
            f"{one} en {other} moeten gescheiden blijven, maar zitten in dezelfde constellatie.",
            f"{one} and {other} must be kept apart, yet are in the same constellation.",
        )
        for one, other in (("A", "B"), ("A", "C"), ("B", "C"))
    ]
