import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Choice, Linear, Load, Model, Row
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.columns.solve import _minimise_piece
from optimizer.search.decomposition import minimise_by_components
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.strategy import Clock, Found
from tests.optimizer.search.planted import planted_model

SEEDS = st.integers(0, 10**6)


def clock() -> Clock:
    return Clock(time.monotonic() + 20, lambda: False, lambda _value, _bound: None, 1, 0)


def two_regions(seed: int) -> tuple[Model, Linear, Choice]:
    """Two small models with no pair between them, side by side, and the plans that they were drawn around."""
    drawn = [planted_model(2 * seed + half, n_hubs=3, n_families=9) for half in range(2)]
    models = [replace(model, rows=(), mixes=(), loads=model.loads[:1]) for model, _, _ in drawn]
    (one, left, here), (two, right, there) = drawn
    n, m = one.n_families, one.n_hubs
    width = max(len(left.size), len(right.size))

    def both(name: str, shift: int = 0) -> np.ndarray:
        first, second = (getattr(half, name) for half in models)
        return np.concatenate([first, second + shift if shift else second])

    loads: tuple[Load, ...] = ()
    if all(model.loads for model in models):
        parts = [model.loads[0] for model in models]
        loads = (
            Load("load", *(np.concatenate([getattr(p, f) for p in parts]) for f in ("weight", "own", "low", "high"))),
        )
    model = Model(
        n_families=n + two.n_families,
        hub_family=both("hub_family", n),
        start=np.append(one.start, two.start[1:] + one.start[-1]),
        family=both("family", n),
        low=both("low"),
        high=both("high"),
        must_open=both("must_open"),
        may_open=both("may_open"),
        may_be_unplaced=both("may_be_unplaced"),
        loads=loads,
        apart=both("apart", n),
        together=both("together", n),
    )
    objective = Linear(
        unplaced=np.concatenate([left.unplaced, right.unplaced]),
        pair=np.concatenate([left.pair, right.pair]),
        hub=np.concatenate([left.hub, right.hub]),
        size=np.abs(np.arange(max(width, model.size_limit + 1)) - 3) * 50,
        constant=7,
    )
    plan = Choice(np.concatenate([here.hub_of, np.where(there.hub_of >= 0, there.hub_of + m, -1)]))
    return model, objective, plan


class Watched:
    """The assignment model, with a note of how many families each question was about."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        self.asked.append(model.n_families)
        return Assignment().minimise(model, objective, start, clock)


def counting(model: Model) -> Linear:
    """Give the number of families left out."""
    return replace(model.nothing, unplaced=np.ones(model.n_families, dtype=np.int64))


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_regions_without_a_way_between_them_are_solved_apart_and_added_up(seed: int) -> None:
    model, objective, plan = two_regions(seed)
    assert feasible(model, plan)
    watched = Watched()

    apart = minimise_by_components(watched, model, objective, None, clock())
    whole = Assignment().minimise(model, objective, None, clock())

    assert max(watched.asked) < model.n_families
    assert apart.choice is not None
    assert feasible(model, apart.choice)
    assert apart.value == apart.bound == whole.value == evaluate(model, objective, apart.choice)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_tier_above_that_is_proved_leaves_the_regions_apart(seed: int) -> None:
    model, objective, _ = two_regions(seed)
    first = minimise_by_components(Watched(), model, counting(model), None, clock())
    assert first.choice is not None
    held = model.holding(Row("unplaced", counting(model), high=first.value, tight=True))
    watched = Watched()

    apart = minimise_by_components(watched, held, objective, first.choice, clock())
    whole = Assignment().minimise(held, objective, None, clock())

    assert max(watched.asked) < model.n_families
    assert apart.choice is not None
    assert feasible(held, apart.choice)
    assert apart.value == apart.bound == whole.value


def test_a_limit_that_one_region_could_leave_to_the_other_ties_them() -> None:
    model, objective, plan = two_regions(11)
    left_out = int((plan.hub_of < 0).sum())
    held = model.holding(Row("unplaced", counting(model), high=left_out + 1))
    watched = Watched()

    found = minimise_by_components(watched, held, objective, plan, clock())

    assert watched.asked == [model.n_families]
    assert found.value == Assignment().minimise(held, objective, None, clock()).value


@pytest.mark.parametrize("seed", range(4))
def test_a_first_plan_is_made_however_late_it_is(seed: int) -> None:
    model, objective, _ = two_regions(seed)
    late = replace(clock(), deadline=time.monotonic() - 1)
    found = minimise_by_components(_minimise_piece, model, objective, None, late)
    assert found.choice is not None
    assert feasible(model, found.choice)
    assert found.value == evaluate(model, objective, found.choice)


def test_who_wants_no_more_gets_no_first_plan() -> None:
    model, objective, _ = two_regions(0)
    cancelled = replace(clock(), cancelled=lambda: True)
    assert minimise_by_components(_minimise_piece, model, objective, None, cancelled).choice is None


def test_families_that_no_hub_may_take_are_left_out_together() -> None:
    model, objective, _ = two_regions(5)
    second = np.arange(model.n_hubs) >= 3
    model = replace(
        model,
        may_open=model.may_open & ~second,
        must_open=model.must_open & ~second,
        may_be_unplaced=model.may_be_unplaced | (np.arange(model.n_families) >= 9),
    )

    found = minimise_by_components(Watched(), model, objective, None, clock())

    assert found.choice is not None
    assert (found.choice.hub_of[9:] == -1).all()
    assert found.value == found.bound == Assignment().minimise(model, objective, None, clock()).value


def test_one_region_without_a_plan_is_a_plan_for_none() -> None:
    model, objective, _ = two_regions(3)
    closed = replace(model, may_open=np.arange(model.n_hubs) < 3, may_be_unplaced=np.zeros(model.n_families, np.bool_))

    found = minimise_by_components(Watched(), closed, objective, None, clock())

    assert found.infeasible
    assert found.choice is None


def test_the_value_told_on_the_way_is_that_of_a_whole_plan() -> None:
    model, objective, plan = two_regions(8)
    told: list[tuple[int | None, int | None]] = []

    def tell(value: int | None, bound: int | None) -> None:
        told.append((value, bound))

    found = minimise_by_components(Watched(), model, objective, plan, replace(clock(), report=tell))

    values = [value for value, _ in told if value is not None]
    assert values[-1] == found.value
    assert all(value >= (found.value or 0) for value in values)
    assert all(bound <= (found.value or 0) for _, bound in told if bound is not None)
