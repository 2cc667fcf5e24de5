"""What neighbourhoods leave out is never more than what a plan does, and may be more than the Lagrangian bound says."""

import time
from dataclasses import replace

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns import neighbourhood_bound, solve_columns
from optimizer.search.columns import solve as columns_solve
from optimizer.search.columns.neighbourhood_bound import raise_by_neighbourhoods
from optimizer.search.columns.solve import PartColumns
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.evaluation import evaluate
from tests.optimizer.search.planted import planted_model


def counting(model: Model, weight: int = 1) -> Linear:
    """Give the objective that counts unplaced families."""
    return replace(model.nothing, unplaced=np.full(model.n_families, weight, np.int64))


class Unclamped(Incumbent):
    """An incumbent that keeps every bound as it is told, above its plan or not."""

    def raise_bound(self, bound: int) -> None:
        """Keep the highest."""
        self.bound = max(bound, self.bound or 0)


def bound_of(model: Model, objective: Linear, plan: Choice) -> int | None:
    """Give the bound that neighbourhoods around a plan prove."""
    incumbent = Unclamped(model, objective, time.monotonic() + 60, lambda: False, lambda _value, _bound: None, 0, 1)
    assert incumbent.offer(plan)
    raise_by_neighbourhoods(incumbent, PartColumns())
    return incumbent.bound


def towns(n_towns: int) -> tuple[Model, Choice]:
    """Give towns far apart: two hub homes each, which share four families and need three satellites.

    One of the two hub homes opens, so the other is unplaced in each town, whatever else is done; in parts both open.
    """
    hub_family = np.array([6 * town + own for town in range(n_towns) for own in (0, 1)], np.int64)
    shared = [6 * (h // 2) + other for h in range(2 * n_towns) for other in (2, 3, 4, 5)]
    m = len(hub_family)
    model = Model(
        n_families=6 * n_towns,
        hub_family=hub_family,
        start=np.arange(0, 4 * m + 1, 4, dtype=np.int64),
        family=np.array(shared, np.int64),
        low=np.full(m, 3, np.int64),
        high=np.full(m, 4, np.int64),
        must_open=np.zeros(m, np.bool_),
        may_open=np.ones(m, np.bool_),
        may_be_unplaced=np.ones(6 * n_towns, np.bool_),
        loads=(),
        apart=np.zeros((0, 2), np.int64),
        together=np.zeros((0, 2), np.int64),
    )
    hub_of = np.array([-1 if f % 6 == 1 else 2 * (f // 6) for f in range(6 * n_towns)], np.int64)
    return model, Choice(hub_of)


@pytest.mark.parametrize("weight", [1, 3])
def test_each_town_that_cannot_be_placed_whole_counts(weight: int) -> None:
    model, plan = towns(4)
    assert bound_of(model, counting(model, weight), plan) == 4 * weight


def test_a_family_that_could_be_placed_counts_for_nothing() -> None:
    model, _ = towns(2)
    assert bound_of(model, counting(model), Choice(np.full(12, -1, np.int64))) == 2


def test_a_neighbourhood_that_is_too_large_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood_bound, "LARGEST", 4)
    model, plan = towns(2)
    assert (bound_of(model, counting(model), plan) or 0) == 0


def test_no_bound_is_above_the_best_plan_whatever_else_the_model_asks() -> None:
    n_tight = n_left_out = 0
    for seed in range(45):
        model, _, plan = planted_model(seed)
        objective = counting(model)
        best = solve_columns(model, objective, time_limit_s=10, workers=1, start=plan)
        assert best.proved
        assert best.value is not None
        bound = bound_of(model, objective, plan) or 0
        assert bound <= best.value
        n_left_out += best.value > 0
        n_tight += 0 < bound == best.value
    assert n_left_out >= 10
    assert n_tight >= 3


def test_a_model_without_a_linear_master_is_proved_by_its_neighbourhoods(monkeypatch: pytest.MonkeyPatch) -> None:
    model, plan = towns(3)
    objective = counting(model)
    monkeypatch.setattr(columns_solve, "PROVABLE", 8)
    monkeypatch.setattr(columns_solve, "TINY", 0)
    monkeypatch.setattr(columns_solve, "minimise_by_components", lambda solve, *rest: solve(*rest))
    found = solve_columns(model, objective, time_limit_s=10, workers=1, start=plan)
    assert found.choice is not None
    assert (found.value, found.bound) == (3, 3)
    assert evaluate(model, objective, found.choice) == 3
