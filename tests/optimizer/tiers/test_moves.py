"""Moves: who is taken out of a constellation of today."""

import pytest

from optimizer.outcome import Limits
from optimizer.rules import Candidate, PlacedOnce, Size
from optimizer.search import STRATEGIES, solve
from optimizer.tiers import Moves, Travel, Unplaced
from tests.builders import Flat, home, plan_of, village
from tests.optimizer.oracles import best_by_enumeration, worth

TODAY = (
    home("G", hub="candidate", constellation="G"),
    home("H", 3_000, hub="candidate", constellation="H"),
    home("A", 100, hub="candidate", constellation="G"),
    home("B", 200, constellation="G"),
    home("C", 2_900, constellation="H"),
    home("D", 2_800),
    home("E", 300, constellation="H", joins=False),
)


@pytest.mark.parametrize(
    ("plan", "moves"),
    [
        ({"G": "A B", "H": "C D"}, 0),  # as today, and D comes
        ({"A": "G B", "H": "C"}, 0),  # a family of it becomes the hub home
        ({"G": "", "A": "B", "H": "C"}, 0),  # both continue it
        ({"G": "A B C", "H": ""}, 1),  # C moves
        ({"G": "A B"}, 2),  # H and C lose their place
        ({"G": "A B C H"}, 2),  # they move
        ({"D": "A B C"}, 5),  # D was in none: all moves, G and H are unplaced
        ({}, 5),
    ],
)
def test_a_move_is_a_family_in_none_or_in_one_that_does_not_continue_its_own(plan: dict[str, str], moves: int) -> None:
    problem = village(*TODAY, tiers=[Moves()], hubs=["A", "D", "G", "H"])
    assert worth(problem, plan_of(problem, **plan)) == moves


def test_who_may_only_be_a_hub_home_and_is_none_does_not_move() -> None:
    problem = village(home("G", hub="only", constellation="G"), home("B", constellation="G"), tiers=[Moves()])
    assert worth(problem, plan_of(problem)) == 1


def test_travel_may_count_a_move_as_metres() -> None:
    tier = Travel(target=2, target_weight_m=0, distances=Flat(), move_weight_m=500)
    problem = village(*TODAY, tiers=[tier])
    assert worth(problem, plan_of(problem, G="A B", H="C D")) == 100 + 200 + 100 + 200
    assert worth(problem, plan_of(problem, G="A B C", H="D")) == 100 + 200 + 2_900 + 200 + 500
    assert worth(problem, plan_of(problem, G="A B")) == 300 + 2 * 500


@pytest.mark.parametrize("strategy", [each.name for each in STRATEGIES])
def test_fewest_moves_are_proved(strategy: str) -> None:
    rules = [PlacedOnce(), Candidate(), Size(2, 3)]
    problem = village(*TODAY, rules=rules, tiers=[Unplaced(), Moves(), Travel(2, 1_000, Flat())])
    outcome = solve(problem, Limits(time_limit_s=60, workers=1), strategy=strategy)
    assert tuple(mark.value for mark in outcome.marks) == best_by_enumeration(problem)
    assert all(mark.proved for mark in outcome.marks)
