"""The exact model in CP-SAT: all that a model can hold, and bounds that are whole and true."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from optimizer.model import Row
from optimizer.search.assignment import encode, fix
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.cp_sat import whole_bound
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.strategy import Clock
from tests.optimizer.search.planted import planted_model, random_linear


@settings(max_examples=40)
@given(st.integers(0, 100_000))
def test_everything_a_model_can_hold_is_encoded(seed: int) -> None:
    model, objective, planted = planted_model(seed, n_hubs=3, n_families=9)
    encoded = encode(model)
    fix(encoded, model, planted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(encoded.cp) == cp_model.OPTIMAL

    found = Assignment().minimise(model, objective, None, _clock())
    assert found.choice is not None
    assert feasible(model, found.choice)
    assert found.value == found.bound == evaluate(model, objective, found.choice)
    assert found.value <= evaluate(model, objective, planted)


@settings(max_examples=20)
@given(st.integers(0, 100_000))
def test_one_less_than_the_best_is_proved_impossible_and_the_best_is_not(seed: int) -> None:
    model, objective, _ = planted_model(seed, n_hubs=3, n_families=9)
    other = random_linear(model, np.random.default_rng(seed + 1))
    best = Assignment().minimise(model, objective, None, _clock()).value
    assert best is not None
    held = Assignment().minimise(model.holding(Row("above", objective, high=best)), other, None, _clock())
    assert held.choice is not None
    assert evaluate(model, objective, held.choice) == best
    assert (
        Assignment().minimise(model.holding(Row("above", objective, high=best - 1)), other, None, _clock()).infeasible
    )


@pytest.mark.parametrize("constant", [0, 7, -3, 2**53 + 1, 2**60 + 1])
def test_values_and_bounds_are_whole_however_large(constant: int) -> None:
    model, objective, _ = planted_model(2, n_hubs=3, n_families=9)
    plain = Assignment().minimise(model, replace(objective, constant=0), None, _clock())
    moved = Assignment().minimise(model, replace(objective, constant=constant), None, _clock())
    assert plain.value is not None
    assert moved.value == moved.bound == plain.value + constant


def test_values_beyond_the_reach_of_floats_are_proved_to_the_metre() -> None:
    model, objective, _ = planted_model(4, n_hubs=3, n_families=9)
    large = replace(objective, unplaced=objective.unplaced + 2**54 + 1)
    found = Assignment().minimise(model, large, None, _clock())
    assert found.choice is not None
    assert found.value == found.bound == evaluate(model, large, found.choice)


def test_a_model_with_numbers_too_large_is_refused_aloud() -> None:
    model, objective, _ = planted_model(4, n_hubs=3, n_families=9)
    with pytest.raises(ValueError, match=r"."):
        Assignment().minimise(model, replace(objective, unplaced=objective.unplaced + 2**62), None, _clock())


@pytest.mark.parametrize(
    ("said", "proved"),
    [
        (5.0, 5),
        (4.9999999, 5),
        (5.0000001, 5),
        (4.3, 4),
        (-4.3, -5),
        (-5.0, -5),
        (2.0**53 - 1, 2**53 - 1),
        (2.0**53, 2**53 - 1),
        (2.0**60, 2**60 - 128),
        (float("inf"), None),
        (float("-inf"), None),
    ],
)
def test_a_bound_told_as_a_float_is_never_rounded_up(said: float, proved: int | None) -> None:
    assert whole_bound(said) == proved


def test_without_time_no_bound_is_made_up() -> None:
    model, objective, _ = planted_model(1, n_hubs=3, n_families=9)
    negative = replace(objective, unplaced=-objective.unplaced - 5_000, pair=-objective.pair)
    best = Assignment().minimise(model, negative, None, _clock()).value
    assert best is not None
    assert best < 0
    hurried = Assignment().minimise(model, negative, None, _clock(cancelled=lambda: True, left_s=0.0))
    assert hurried.bound is None or hurried.bound <= best


def _clock(cancelled: Callable[[], bool] = lambda: False, left_s: float = 60.0) -> Clock:
    return Clock(time.monotonic() + left_s, cancelled, lambda _value, _bound: None, 1, 0)
