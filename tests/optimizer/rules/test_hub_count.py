"""Hub count: how many constellations a plan has."""

import pytest

from optimizer.rules import HubCount
from tests.builders import homes, plan_of, village
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("low", "high", "count", "allowed"),
    [
        (0, 2, 0, True),
        (0, 2, 2, True),
        (0, 2, 3, False),
        (2, 2, 1, False),
        (2, 2, 2, True),
        (2, 2, 3, False),
        (0, 0, 0, True),
        (0, 0, 1, False),
    ],
)
def test_a_plan_has_so_many_constellations(low: int, high: int, count: int, allowed: bool) -> None:
    problem = village(*homes("H", 3, hub="candidate"), rules=[HubCount(low, high)])
    plan = plan_of(problem, **{f"H{number}": "" for number in range(count)})
    assert judged(problem, plan) == (allowed, allowed)


def test_the_sentence_gives_the_count_and_both_limits() -> None:
    problem = village(*homes("H", 3, hub="candidate"))
    assert sentences(HubCount(0, 2), plan_of(problem, H0="", H1="", H2="")) == [
        (
            "Het plan telt 3 constellaties; toegestaan is 0 tot en met 2.",
            "The plan has 3 constellations; allowed are 0 to 2.",
        )
    ]
