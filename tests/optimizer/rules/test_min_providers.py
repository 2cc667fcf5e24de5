"""MinProviders: the homes of a constellation belong to so many providers at least."""

import pytest

from optimizer.rules import MinProviders
from tests.builders import home, plan_of, village
from tests.optimizer.oracles import judged, sentences

HOMES = (
    home("H", hub="candidate", provider="A"),
    home("A1", provider="A"),
    home("A2", provider="A"),
    home("B1", provider="B"),
    home("C1", provider="C"),
)


@pytest.mark.parametrize(
    ("satellites", "providers"),
    [("", 1), ("A1 A2", 1), ("A1 B1", 2), ("B1", 2), ("B1 C1", 3), ("A1 A2 B1 C1", 3)],
)
def test_providers_are_counted_among_the_hub_home_and_its_satellites(satellites: str, providers: int) -> None:
    for least in (1, 2, 3, 4):
        problem = village(*HOMES, rules=[MinProviders(least)])
        allowed = providers >= least
        assert judged(problem, plan_of(problem, H=satellites)) == (allowed, allowed)


def test_each_constellation_mixes_by_itself() -> None:
    problem = village(*HOMES, home("G", hub="candidate", provider="B"), rules=[MinProviders(2)])
    assert judged(problem, plan_of(problem, H="B1", G="A1")) == (True, True)
    assert judged(problem, plan_of(problem, H="C1", G="B1")) == (False, False)


def test_the_sentence_counts_the_providers() -> None:
    problem = village(*HOMES)
    assert sentences(MinProviders(2), plan_of(problem, H="A1")) == [
        (
            "In de constellatie van H zitten gezinnen van 1 aanbieder; het minimum is 2.",
            "The constellation of H has families of 1 provider; the minimum is 2.",
        )
    ]
