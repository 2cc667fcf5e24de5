"""The fast search finds plans that hold, never worsens one, and counts each step as the definition does."""

import itertools

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import evaluate, feasible, open_hubs, satellites, sizes
from optimizer.search.evaluation_counts import mix_holds
from optimizer.search.primal import construct, cooling, improve, records
from optimizer.search.primal.annealing import anneal
from optimizer.search.primal.cooling import best_of, start_from
from optimizer.search.primal.layout import (
    CHANGING,
    FIRST_LOAD,
    FIXED,
    PLACE,
    SIZE,
    UNLIMITED,
    array_of,
    copy_of,
    lay_out,
)
from optimizer.search.primal.state import SearchState
from tests.optimizer.search.planted import planted_model, with_counts

SEEDS = range(40)


def annealed(model: Model, objective: Linear, seed: int, n_moves: int = 3_000) -> SearchState:
    state = start_from(lay_out(model, objective), None, seed)
    anneal(state, n_moves, 500.0, 5.0, 0.2, 0.97)
    return state


def posed(seed: int, counts: bool) -> tuple[Model, Linear, Choice]:
    model, objective, plan = planted_model(seed)
    return (*with_counts(model, objective, plan, seed), plan) if counts else (model, objective, plan)


@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_is_found_where_one_was_planted(seed: int, counts: bool) -> None:
    model, objective, _ = posed(seed, counts)
    found = construct(model, objective, seed)
    assert found is not None
    assert feasible(model, found)


@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_improving_keeps_every_rule_and_never_worsens(seed: int, counts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cooling, "LEAST_MOVES", 5_000)
    model, objective, plan = posed(seed, counts)
    reported: list[Choice] = []
    better = improve(model, objective, plan, seed=seed, n_rounds=2, report=reported.append)
    values = [evaluate(model, objective, each) for each in (plan, *reported)]
    assert feasible(model, better)
    assert all(feasible(model, each) for each in reported)
    assert values == sorted(values, reverse=True)
    assert evaluate(model, objective, better) == values[-1]


@pytest.mark.parametrize("counts", [False, True])
def test_value_and_breaches_stay_what_the_definition_says(counts: bool) -> None:
    n_compared = 0
    for seed in SEEDS:
        model, objective, _ = posed(seed, counts)
        state = annealed(model, objective, seed)
        choice = Choice(array_of(state.families)["hub"].astype(np.int64))
        if sizes(model, choice).max() <= model.size_limit:  # beyond it a size has no value
            assert state.value == evaluate(model, objective, choice)
            kinds = FIRST_LOAD + len(model.loads) + len(model.rows)
            broken = array_of(state.broken)
            assert broken[:kinds].tolist() == broken_by_hand(model, choice)
            assert [count == 0 for count in broken[kinds:]] == [mix_holds(mix, choice) for mix in model.mixes]
            n_compared += 1
    assert n_compared > 30


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_kept_is_one_that_holds_with_the_value_noted(seed: int) -> None:
    model, objective, _ = planted_model(seed)
    state = annealed(model, objective, seed)
    if state.best_value != UNLIMITED:
        best = Choice(array_of(state.best).astype(np.int64))
        assert feasible(model, best)
        assert evaluate(model, objective, best) == state.best_value


def test_most_annealed_states_hold_a_best_plan() -> None:
    assert sum(best_of(annealed(*planted_model(seed)[:2], seed)) is not None for seed in SEEDS) > 30


@pytest.mark.parametrize("seed", range(15))
def test_the_best_of_a_tiny_village_is_found(seed: int) -> None:
    model, objective, plan = planted_model(seed, n_hubs=2, n_families=7)
    every = (Choice(np.array(hubs)) for hubs in itertools.product((-1, 0, 1), repeat=7))
    best = min(evaluate(model, objective, each) for each in every if feasible(model, each))
    assert evaluate(model, objective, improve(model, objective, plan, n_rounds=4)) == best


def test_the_same_seed_gives_the_same_plan_with_one_worker_and_with_more() -> None:
    model, objective, plan = planted_model(8, n_hubs=6, n_families=40)
    for workers in (1, 2):
        first, second = (improve(model, objective, plan, seed=3, n_rounds=2, workers=workers) for _ in range(2))
        assert np.array_equal(first.hub_of, second.hub_of)


def test_a_search_told_to_stop_gives_the_plan_it_was_given() -> None:
    model, objective, plan = planted_model(8)
    assert improve(model, objective, plan, stop=lambda: True) is plan


def test_a_search_leaves_the_state_it_was_copied_from_as_it_was() -> None:
    model, objective, plan = planted_model(9)
    laid = lay_out(model, objective)
    before = {name: np.array(getattr(laid, name)) for name in (*CHANGING, *FIXED)}
    state = start_from(laid, plan, 1)
    anneal(state, 1_000, 500.0, 5.0, 0.2, 0.97)
    assert all(np.array_equal(np.asarray(getattr(laid, name)), kept) for name, kept in before.items())
    assert len(copy_of(laid, 1).penalty) == FIRST_LOAD + len(model.loads) + len(model.rows)


def broken_by_hand(model: Model, choice: Choice) -> list[int]:
    """Count what is broken, by kind."""
    opened, satellite = open_hubs(model, choice), satellites(model, choice)
    assert np.all(opened[choice.hub_of[satellite]])
    broken = [0] * (FIRST_LOAD + len(model.loads) + len(model.rows))
    broken[PLACE] = int(((choice.hub_of < 0) & ~model.may_be_unplaced).sum())
    for hub in np.flatnonzero(opened):
        members = np.flatnonzero((choice.hub_of == hub) & satellite)
        broken[SIZE] += max(int(model.low[hub]) - len(members), len(members) - int(model.high[hub]), 0)
        for k, load in enumerate(model.loads):
            total = load.own[hub] + load.weight[members].sum()
            broken[FIRST_LOAD + k] += int(max(load.low[hub] - total, total - load.high[hub], 0))
    for k, row in enumerate(model.rows):
        value = evaluate(model, row.linear, choice)
        low = value if row.low is None else row.low
        high = value if row.high is None else row.high
        broken[FIRST_LOAD + len(model.loads) + k] = max(low - value, value - high, 0)
    return broken


@pytest.mark.parametrize(
    "layout",
    [records.FAMILY, records.HUB, records.LOAD, records.ROW, records.NEAR, records.STEP, records.COUNT, records.SLICE],
)
def test_no_field_of_a_record_hides_behind_what_numpy_calls_so(layout: np.dtype[np.void]) -> None:
    assert layout.names is not None
    assert not set(layout.names) & set(dir(np.void))
