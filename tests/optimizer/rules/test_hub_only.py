"""Hub only: a former foster family may be a hub home and is never a satellite."""

import pytest

from optimizer.rules import HubOnly
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(("hub", "allowed"), [("only", False), ("candidate", True), ("required", True), ("no", True)])
def test_a_home_that_may_only_be_a_hub_home_is_no_satellite(hub: str, allowed: bool) -> None:
    problem = village(home("H", hub="candidate"), home("F", hub=hub), rules=[HubOnly()])
    assert judged(problem, plan_of(problem, H="F")) == (allowed, allowed)


def test_it_may_be_a_hub_home_or_stay_out() -> None:
    problem = village(home("F"), home("H", hub="only"), rules=[HubOnly()])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem)) == (True, True)


def test_the_sentence_names_the_home() -> None:
    problem = village(home("H", hub="candidate"), home("F", hub="only"))
    assert sentences(HubOnly(), plan_of(problem, H="F")) == [
        (
            "F kan alleen hubhome zijn, maar is in het plan satellietgezin.",
            "F may only be a hub home, yet is a satellite in the plan.",
        )
    ]
