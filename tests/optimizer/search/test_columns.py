import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Linear, Model
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.columns import Columns, solve_columns
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.strategy import Clock
from tests.optimizer.oracles import best_by_trying_all
from tests.optimizer.search.planted import planted_model, with_counts

SEEDS = st.integers(0, 10**6)


def clock(seconds: float = 60.0) -> Clock:
    return Clock(time.monotonic() + seconds, lambda: False, lambda _value, _bound: None, 1, 0)


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_the_best_plan_of_a_tiny_model_is_found_and_proved(seed: int) -> None:
    model, objective, _ = planted_model(seed, n_hubs=2, n_families=6)

    found = Columns().minimise(model, objective, None, clock())

    assert found.choice is not None
    assert feasible(model, found.choice)
    assert found.value == evaluate(model, objective, found.choice) == best_by_trying_all(model, objective)
    assert found.proved


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_columns_and_assignment_prove_the_same_value(seed: int) -> None:
    model, objective, plan = planted_model(seed)

    found = Columns().minimise(model, objective, plan, clock())
    other = Assignment().minimise(model, objective, plan, clock())

    assert found.proved
    assert found.value == other.value


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_where_any_best_plan_will_do_its_value_is_the_same(seed: int) -> None:
    model, objective, plan = planted_model(seed)

    found = Columns().minimise(model, objective, plan, clock())
    any_best = Columns().minimise(model, objective, plan, replace(clock(), among_equals=False))

    assert any_best.proved
    assert any_best.value == found.value
    assert not any_best.unique


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_what_is_spread_over_a_plan_never_makes_a_bound_wrong(seed: int) -> None:
    plain, linear, plan = planted_model(seed, n_families=12)
    model, objective = with_counts(plain, linear, plan, seed)

    found = Columns().minimise(model, objective, plan, clock(5.0))
    other = Assignment().minimise(model, objective, plan, clock())

    assert other.value is not None
    assert found.choice is not None
    assert feasible(model, found.choice)
    assert found.bound is not None
    assert found.bound <= other.value
    assert found.value is not None
    assert found.value >= other.value


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_mixes_and_lacks_are_priced_exactly(seed: int) -> None:
    model, objective = judged_model(seed)

    found = Columns().minimise(model, objective, None, clock())

    assert found.choice is not None
    assert found.value == evaluate(model, objective, found.choice) == best_by_trying_all(model, objective)
    assert found.proved


def test_mixes_and_lacks_do_change_what_is_best() -> None:
    """Otherwise the test above would pass for an engine that knows neither."""
    differ = 0
    for seed in range(10):
        model, objective = judged_model(seed)
        bare = replace(model, mixes=())
        differ += best_by_trying_all(bare, replace(objective, lack=None)) != best_by_trying_all(model, objective)

    assert differ >= 2


def judged_model(seed: int) -> tuple[Model, Linear]:
    """Draw a tiny model with groups to mix and lacks that count much, in the objective and a row."""
    plain, linear, plan = planted_model(seed, n_hubs=2, n_families=6)
    model, counted = with_counts(plain, linear, plan, seed)
    objective = replace(counted, spread=None)
    row = replace(model.rows[-1], linear=objective, high=evaluate(model, objective, plan) + 300)
    return replace(model, rows=(*model.rows[:-1], row)), objective


def test_a_model_without_a_plan_is_proved_to_have_none() -> None:
    model, objective, _ = planted_model(3, n_hubs=2, n_families=6)
    nobody = Linear(
        np.ones(6, np.int64),
        np.zeros(model.n_pairs, np.int64),
        np.zeros(2, np.int64),
        np.zeros(model.size_limit + 1, np.int64),
    )
    from optimizer.model import Row  # noqa: PLC0415

    impossible = model.holding(Row("no_one_left_out", nobody, None, -1))

    found = Columns().minimise(impossible, objective, None, clock())

    assert found.choice is None
    assert found.infeasible


def test_a_search_that_is_cancelled_at_once_keeps_the_plan_it_was_given() -> None:
    model, objective, plan = planted_model(5)

    found = solve_columns(model, objective, time_limit_s=60, start=plan, stop=lambda: True)

    assert found.choice is not None
    assert found.value == evaluate(model, objective, plan)


@pytest.mark.parametrize("seed", range(3))
def test_bounds_only_rise_and_values_only_fall(seed: int) -> None:
    model, objective, plan = planted_model(seed)
    seen: list[tuple[int | None, int | None]] = []

    found = solve_columns(
        model,
        objective,
        time_limit_s=60,
        workers=1,
        start=plan,
        report=lambda value, bound: seen.append((value, bound)),
    )

    values = [value for value, _ in seen if value is not None]
    bounds = [bound for _, bound in seen if bound is not None]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert found.bound == found.value
