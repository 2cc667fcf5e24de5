"""Candidate: only who offers it is a hub home."""

import pytest

from optimizer.rules import Candidate
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(("hub", "allowed"), [("no", False), ("candidate", True), ("required", True), ("only", True)])
def test_a_hub_home_is_a_home_that_offers_to_be_one(hub: str, allowed: bool) -> None:
    problem = village(home("H", hub=hub), home("F"), rules=[Candidate()], hubs=["H"])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


def test_a_home_that_is_not_considered_as_a_hub_home_cannot_be_one() -> None:
    problem = village(home("H"), home("F"), rules=[Candidate()])
    assert judged(problem, plan_of(problem, H="F")) == (False, False)


def test_a_candidate_may_be_a_satellite() -> None:
    problem = village(home("G", hub="candidate"), home("H", hub="candidate"), rules=[Candidate()])
    assert judged(problem, plan_of(problem, H="G")) == (True, True)


def test_the_sentence_names_the_home() -> None:
    problem = village(home("H"), home("F"), hubs=["H"])
    assert sentences(Candidate(), plan_of(problem, H="F")) == [
        (
            "H is geen kandidaat-hubhome, maar is in het plan wel hubhome.",
            "H is no candidate hub home, yet is a hub home in the plan.",
        )
    ]
