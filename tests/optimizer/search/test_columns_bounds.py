import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Linear, Model
from optimizer.search.columns.bounds.column_enumeration import enumerate_columns, price_with_cuts
from optimizer.search.columns.bounds.lagrangian import lagrangian_bound
from optimizer.search.columns.bounds.volume import maximise_bound
from optimizer.search.columns.formulation.cuts import cuts_of, no_cuts
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.formulation.plans import choice_of, columns_of
from optimizer.search.columns.formulation.pool import concatenated, empty_pool, undominated
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branch_and_price import branch_and_price
from optimizer.search.columns.tree.branching_rule import Decision, with_decision
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.evaluation import evaluate
from tests.optimizer.oracles import best_by_trying_all
from tests.optimizer.search.planted import SHIFT, planted_model, planted_oracle

SEEDS = st.integers(0, 10**6)


def random_duals(oracle: PricingOracle, seed: int) -> Duals:
    rng = np.random.default_rng(seed)
    model = oracle.model
    return Duals(rng.integers(-500, 2_000, model.n_groups) << SHIFT, rng.integers(-3, 4, len(model.rows)) << SHIFT - 2)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_no_prices_whatever_prove_more_than_a_plan_costs(seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)

    seen = lagrangian_bound(oracle, random_duals(oracle, seed))

    assert seen is not None
    assert seen.bound <= evaluate(model, objective, plan) << SHIFT


def tiny(seed: int) -> tuple[Model, Linear, int, PricingOracle]:
    """Give a model so small that its best plan is found by trying all, with the value of that."""
    model, objective, _ = planted_model(seed, n_hubs=2, n_families=6)
    best = best_by_trying_all(model, objective)
    assert best is not None
    return model, objective, best, PricingOracle(group_families(model, objective), SHIFT, 1)


def test_the_best_prices_prove_no_more_than_the_best_plan_costs_and_often_just_that() -> None:
    n_tight, n_tried = 0, 12
    for seed in range(n_tried):
        _, _, best, oracle = tiny(seed)
        raised = maximise_bound(
            oracle, random_duals(oracle, seed), best << SHIFT, 400, lambda: False, lambda _seen: None
        )
        assert raised is not None
        assert raised.bound <= best << SHIFT
        n_tight += raised.bound > (best - 1) << SHIFT  # rounded up, one unit more would be wrong
    assert n_tight > n_tried // 3


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_no_prices_of_cuts_prove_more_than_the_best_plan_costs(seed: int) -> None:
    _, _, best, oracle = tiny(seed)
    rng = np.random.default_rng(seed)
    n = oracle.model.n_groups
    cuts = no_cuts(n)
    if n >= 3:
        triples = np.array([rng.permutation(n)[:3] for _ in range(4)])
        cuts = cuts_of(triples, rng.integers(0, 500, 4) << SHIFT, n)

    seen = price_with_cuts(oracle, random_duals(oracle, seed), cuts)

    assert seen is not None
    assert seen.bound <= best << SHIFT


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_no_prices_of_cuts_prove_more_than_a_plan_costs(seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)
    rng = np.random.default_rng(seed)
    n = oracle.model.n_groups
    triples = np.array([rng.permutation(n)[:3] for _ in range(8)])
    cuts = cuts_of(triples, rng.integers(0, 500, 8) << SHIFT, n)

    seen = price_with_cuts(oracle, random_duals(oracle, seed), cuts)

    assert seen is not None
    assert seen.bound <= evaluate(model, objective, plan) << SHIFT


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_a_plan_is_made_of_columns_within_its_distance_from_the_bound(seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)
    n = oracle.model.n_groups
    nothing = no_cuts(n)
    seen = price_with_cuts(oracle, random_duals(oracle, seed), nothing)
    assert seen is not None
    gap = (evaluate(model, objective, plan) << SHIFT) - seen.bound

    pool = enumerate_columns(oracle, seen, gap, 10**6)

    assert pool is not None
    own = columns_of(model, oracle.model, plan)
    assert len(own) > 0
    assert len(undominated(oracle.model, concatenated([pool, own]))) == len(pool)


@pytest.mark.parametrize("at", [True, False])
@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_a_plan_is_on_the_side_where_it_has_a_group(at: bool, seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)
    rng = np.random.default_rng(seed)
    small = oracle.model
    own = columns_of(model, small, plan)
    column = int(rng.integers(len(own)))
    group, here = int(rng.choice(own.groups(column))), int(own.hub[column])
    elsewhere = np.flatnonzero(np.arange(small.n_hubs) != here)
    if not at and len(elsewhere) == 0:
        return
    hub = here if at else int(rng.choice(elsewhere))

    side, number = with_decision(small, Decision(group, hub, at))
    other, _ = with_decision(small, Decision(group, hub, not at))
    duals = random_duals(oracle, seed)
    nothing = no_cuts(small.n_groups)
    seen = price_with_cuts(PricingOracle(side, SHIFT, 1), duals, nothing)

    assert seen is not None
    assert seen.bound <= evaluate(model, objective, plan) << SHIFT
    assert (number[own.hub] >= 0).all()
    kept = columns_of(model, side, plan)
    assert kept.cost.tolist() == own.cost.tolist()
    assert len(columns_of(model, other, plan)) == 0


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_a_plan_survives_the_way_to_columns_and_back(seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)

    columns = columns_of(model, oracle.model, plan)
    back = choice_of(model, oracle.model, columns, np.arange(len(columns)))

    assert np.array_equal(back.hub_of, plan.hub_of)
    left_out = objective.unplaced[plan.hub_of < 0].sum()
    assert columns.cost.sum() + left_out + objective.constant == evaluate(model, objective, plan)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_better_prices_only_raise_the_bound_and_never_beyond_a_plan(seed: int) -> None:
    model, objective, plan, oracle = planted_oracle(seed)
    value = evaluate(model, objective, plan) << SHIFT
    begin = random_duals(oracle, seed)
    first = lagrangian_bound(oracle, begin)
    assert first is not None

    best = maximise_bound(oracle, begin, value, 200, lambda: False, lambda _seen: None)

    assert best is not None
    assert first.bound <= best.bound <= value


def cut_short(seed: int, after: int) -> tuple[Incumbent, int]:
    """Prove until the clock was asked so often; gives what came of it and how often the clock was asked."""
    model, objective, plan = planted_model(seed, n_hubs=8, n_families=30)
    asked = itertools.count()
    search = Incumbent(model, objective, np.inf, lambda: next(asked) >= after, lambda _value, _bound: None, 0, 1)
    oracle = PricingOracle(group_families(model, objective), SHIFT, 1, search.stop)
    search.offer(plan)
    at = maximise_bound(oracle, random_duals(oracle, seed), None, 60, lambda: False, lambda _seen: None)
    assert at is not None
    begin = price_with_cuts(oracle, at.duals, no_cuts(oracle.model.n_groups))
    assert begin is not None
    branch_and_price(search, oracle, begin, empty_pool(oracle.model), lambda _seconds: None)
    return search, next(asked)


@pytest.mark.parametrize("seed", range(3))
def test_wherever_time_ends_a_proof_its_bound_holds(seed: int) -> None:
    best, n_asked = cut_short(seed, 1 << 60)
    assert best.solved()
    assert best.value is not None
    assert n_asked > 6

    for after in range(seed, min(n_asked, 60), 3):
        search, _ = cut_short(seed, after)
        assert search.bound is None or search.bound <= best.value, after
        assert not search.infeasible


@pytest.mark.parametrize("value", [7, 8])
def test_a_bound_is_never_kept_above_the_value_of_a_plan(value: int) -> None:
    model, objective, plan = planted_model(1)
    search = Incumbent(model, objective, 0.0, lambda: False, lambda _value, _bound: None, 0, 1)
    search.choice, search.value = plan, 7

    search.raise_bound(value)

    assert search.bound == 7
    assert search.solved()
