"""MaxShare: of the homes of a constellation at most a share belongs to one provider."""

import pytest

from optimizer.rules import MaxShare
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences

HOMES = (home("H", hub="candidate", provider="A"), *homes("A", 4, provider="A"), *homes("B", 4, provider="B"))


@pytest.mark.parametrize(
    ("satellites", "max_share", "allowed"),
    [
        ("A0 A1 B0", 0.75, True),  # three of four
        ("A0 A1 A2 B0", 0.75, False),  # four of five
        ("A0 A1 A2 B0", 0.8, True),
        ("B0", 0.5, True),
        ("B0 B1", 0.5, False),  # two of three, the other provider than the hub home's
        ("B0 B1", 0.67, True),
        ("B0 B1", 0.66, False),
        ("", 1.0, True),
        ("", 0.99, False),  # a hub home alone is all of one provider
    ],
)
def test_the_share_is_of_all_homes_and_holds_for_every_provider(
    satellites: str, max_share: float, allowed: bool
) -> None:
    problem = village(*HOMES, rules=[MaxShare(max_share)])
    assert judged(problem, plan_of(problem, H=satellites)) == (allowed, allowed)


def test_seven_tenths_of_ten_is_seven_however_a_computer_writes_it() -> None:
    families = (home("H", hub="candidate", provider="A"), *homes("A", 7, provider="A"), *homes("B", 3, provider="B"))
    problem = village(*families, rules=[MaxShare(0.7)])
    assert judged(problem, plan_of(problem, H="A0 A1 A2 A3 A4 A5 B0 B1 B2")) == (True, True)
    assert judged(problem, plan_of(problem, H="A0 A1 A2 A3 A4 A5 A6 B0 B1")) == (False, False)


def test_the_sentence_counts_the_homes() -> None:
    problem = village(*HOMES)
    assert sentences(MaxShare(0.75), plan_of(problem, H="A0 A1 A2 B0")) == [
        (
            "In de constellatie van H horen 4 van de 5 gezinnen bij één aanbieder; hoogstens 75,0% mag.",
            "In the constellation of H, 4 of the 5 families belong to one provider; at most 75.0% may.",
        )
    ]
