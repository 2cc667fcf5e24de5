"""Fewest: the number of constellations."""

import pytest

from optimizer.tiers import Fewest
from tests.builders import homes, plan_of, village
from tests.optimizer.oracles import worth


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_constellation_counts_one_however_large(count: int) -> None:
    problem = village(*homes("H", 3, hub="candidate"), *homes("F", 2), tiers=[Fewest()])
    plan = plan_of(problem, **{f"H{number}": "F0 F1" if number == 0 else "" for number in range(count)})
    assert worth(problem, plan) == count
