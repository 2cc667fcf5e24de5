from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Linear, Row
from optimizer.search.columns.bounds.closed_form_duals import best_unplaced_dual, hub_count_row, unplaced_row
from optimizer.search.columns.bounds.lagrangian import lagrangian_bound
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.evaluation import evaluate
from tests.optimizer.search.planted import planted_model

SHIFT = 6
SEEDS = st.integers(0, 10**6)


def counting(n_families: int, like: Linear) -> Linear:
    return Linear(
        unplaced=np.ones(n_families, dtype=np.int64),
        pair=np.zeros_like(like.pair),
        hub=np.zeros_like(like.hub),
        size=np.zeros_like(like.size),
    )


def bound_at(price: int, gain: np.ndarray, weight: np.ndarray, room: int) -> int:
    """What leaving groups out adds to the bound at one price of the row, by its definition."""
    return int(np.minimum(price * weight - gain, 0).sum()) - price * room


@settings(max_examples=80, deadline=None)
@given(SEEDS, st.integers(0, 4))
def test_no_price_of_being_left_out_proves_more_than_the_one_found(seed: int, spare: int) -> None:
    model, objective, plan = planted_model(seed, n_families=12)
    row = counting(12, objective)
    limit = evaluate(model, row, plan) + spare
    small = group_families(replace(model, rows=(Row("unplaced", row, high=limit),)), objective)
    rng = np.random.default_rng(seed)
    group = rng.integers(-500, 2_000, small.n_groups) << SHIFT
    unplaced = rng.integers(0, 300, small.n_groups) << SHIFT
    at = unplaced_row(small)
    assert at is not None

    price, dropped = best_unplaced_dual(small, at, unplaced, group)

    may = small.may_be_unplaced
    weight = small.rows[at].costs.unplaced[may]
    gain = (group - unplaced)[may]
    others = {0, *(int(g // w) + step for g, w in zip(gain, weight, strict=True) for step in (-1, 0, 1))}
    best = bound_at(price, gain, weight, limit)
    assert price >= 0
    assert all(
        bound_at(other, gain, weight, limit) <= best + int(weight.max(initial=0)) for other in others if other >= 0
    )
    assert int(small.rows[at].costs.unplaced[dropped].sum()) <= limit


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 3))
def test_the_bound_with_rows_of_their_own_price_is_below_every_plan(seed: int, spare: int) -> None:
    model, objective, plan = planted_model(seed, n_families=12)
    row = counting(12, objective)
    hubs = replace(row, unplaced=np.zeros_like(row.unplaced), hub=np.ones_like(row.hub))
    n_open = evaluate(model, hubs, plan)
    rows = (
        Row("unplaced", row, high=evaluate(model, row, plan) + spare),
        Row("hubs", hubs, low=n_open, high=n_open),
    )
    small = group_families(replace(model, rows=rows), objective)
    rng = np.random.default_rng(seed)
    duals = Duals(rng.integers(-500, 2_000, small.n_groups) << SHIFT, np.zeros(2, np.int64))

    seen = lagrangian_bound(PricingOracle(small, SHIFT, 1), duals)

    assert (unplaced_row(small), hub_count_row(small)) == (0, 1)
    assert seen is not None
    assert seen.bound <= evaluate(model, objective, plan) << SHIFT
    assert int(seen.opened.sum()) >= n_open or int((seen.columns.value <= 0).sum()) < n_open


def test_who_gains_most_is_left_out_first() -> None:
    model, objective, _ = planted_model(4, n_families=12)
    model = replace(
        model,
        may_be_unplaced=np.ones(12, dtype=np.bool_),
        must_open=np.zeros(model.n_hubs, np.bool_),
        together=model.together[:0],
        rows=(Row("unplaced", counting(12, objective), high=2),),
    )
    small = group_families(model, objective)
    group = np.arange(12, dtype=np.int64) * 10

    price, dropped = best_unplaced_dual(small, 0, np.zeros(12, np.int64), group)

    assert dropped.nonzero()[0].tolist() == [10, 11]
    assert price == 90
