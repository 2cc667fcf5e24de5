"""Required: a required hub home is one in every plan."""

import pytest

from optimizer.plan import Plan
from optimizer.rules import Required
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("hub", "joins", "needed"),
    [
        ("required", True, True),
        ("required", False, False),
        ("candidate", True, False),
        ("only", True, False),
    ],
)
def test_a_required_home_that_joins_is_never_left_shut(hub: str, joins: bool, needed: bool) -> None:
    problem = village(home("H", hub=hub, joins=joins), home("F"), rules=[Required()])
    assert judged(problem, plan_of(problem)) == (not needed, not needed)
    assert judged(problem, plan_of(problem, H="F")) == (True, True)


def test_a_required_home_is_no_satellite() -> None:
    problem = village(home("G", hub="candidate"), home("H", hub="required"), rules=[Required()])
    assert judged(problem, plan_of(problem, G="H")) == (False, False)
    assert judged(problem, plan_of(problem, H="G")) == (True, True)


def test_every_required_home_is_one() -> None:
    problem = village(home("G", hub="required"), home("H", hub="required"), home("F"), rules=[Required()])
    assert judged(problem, plan_of(problem, G="F")) == (False, False)
    assert judged(problem, plan_of(problem, G="F", H="")) == (True, True)


def test_the_sentence_names_each_home() -> None:
    problem = village(home("G", hub="required"), home("H", hub="required"))
    nothing: Plan = plan_of(problem)
    assert sentences(Required(), nothing) == [
        (
            f"{name} is een verplichte hubhome, maar is in het plan geen hubhome.",
            f"{name} is a required hub home, yet is no hub home in the plan.",
        )
        for name in ("G", "H")
    ]
