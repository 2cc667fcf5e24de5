"""The longest pair of a plan: what is proved of it, also where an answer does not come in time."""

import time

import pytest

from geodata.families import Families
from optimizer.model import Bottleneck, Choice, Linear, Model
from optimizer.policy.values import Policy
from optimizer.problem import compile_problem
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.bottleneck import minimise_longest
from optimizer.search.strategy import Clock, Found
from tests.builders import Flat, home


class Silent:
    """Answers as the assignment model does, but for one question, to which the answer does not come in time."""

    name = "silent"

    def __init__(self, question: int) -> None:
        self.question = question
        self.asked = 0

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        self.asked += 1
        return (
            Found(None, None, None)
            if self.asked == self.question
            else Assignment().minimise(model, objective, start, clock)
        )


def posed() -> tuple[Model, Bottleneck]:
    families = [home("H", hub="required"), home("G", 1_900, hub="candidate")]
    families += [home(f"F{at}", 100 * at + 100) for at in range(16)]
    policy = Policy().changed(
        {"size.min": 4, "size.max": 6, "objective.tiers": ("farthest",), "capacity.beds_min": 0, "hubs.exactly": 2}
    )
    model, (objective,) = compile_problem(policy.pose(Families(families), Flat()))
    assert isinstance(objective, Bottleneck)
    return model, objective


def found_by(strategy: Silent) -> Found:
    model, objective = posed()
    clock = Clock(time.monotonic() + 300, lambda: False, lambda _value, _bound: None, 1, 0)
    return minimise_longest(strategy, model, objective, None, clock)


def test_the_longest_pair_is_proved() -> None:
    found = found_by(Silent(0))
    assert found.value == found.bound == 600


@pytest.mark.parametrize("question", range(2, 7))
def test_where_an_answer_does_not_come_the_bound_is_none_that_a_plan_beats(question: int) -> None:
    best = found_by(Silent(0))
    found = found_by(Silent(question))
    assert found.value is not None
    assert found.bound is not None
    assert best.value is not None
    assert found.bound <= best.value <= found.value
