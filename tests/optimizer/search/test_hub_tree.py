"""Branch and bound on open hubs by Lagrangian bounds, and what reduced costs fix on the way."""

import itertools
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Choice, Linear, Load, Model, Row
from optimizer.search.columns import solve as columns_solve
from optimizer.search.columns import solve_columns
from optimizer.search.columns.bounds.lagrangian import LagrangianBound
from optimizer.search.columns.bounds.reduced_cost_fixing import fixed_by_reduced_cost
from optimizer.search.columns.bounds.volume import maximise_bound, point_at, raise_from
from optimizer.search.columns.formulation.grouped_model import GroupedModel, group_families
from optimizer.search.columns.formulation.plans import columns_of
from optimizer.search.columns.formulation.restriction import owner_of_items
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree import hub_tree
from optimizer.search.columns.tree.branching_rule import Decision, HubCount
from optimizer.search.columns.tree.first_bounds import raise_lagrangian_bound
from optimizer.search.columns.tree.hub_branching import HubNode, branches_of, distances_of_hubs, side_of
from optimizer.search.columns.tree.hub_tree import FROM_PARENT, HubTree
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.evaluation import evaluate, feasible, open_hubs
from tests.optimizer.oracles import best_by_trying_all
from tests.optimizer.search.planted import SHIFT, planted_model

SEEDS = st.integers(0, 10**6)


def never() -> bool:
    return False


def median_model(seed: int, n: int, p: int) -> tuple[Model, Linear, Choice]:
    """Give a capacitated p-median problem of points in a square, every point a hub, and a plan of it."""
    rng = np.random.default_rng(seed)
    place, demand = rng.uniform(0, 100, (n, 2)), rng.integers(1, 6, n)
    cost = np.rint(10 * np.linalg.norm(place[:, None] - place[None, :], axis=2)).astype(np.int64)
    hub, customer = np.nonzero(~np.eye(n, dtype=bool))
    nothing, none, ones = np.zeros(n + 1, np.int64), np.zeros(n, np.int64), np.ones(n, np.int64)
    room = np.full(n, -(-int(demand.sum()) * 5 // (4 * p)) + 5, np.int64)
    model = Model(
        n_families=n,
        hub_family=np.arange(n),
        start=np.searchsorted(hub, np.arange(n + 1)).astype(np.int64),
        family=customer.astype(np.int64),
        low=none,
        high=np.full(n, n, np.int64),
        must_open=np.zeros(n, bool),
        may_open=np.ones(n, bool),
        may_be_unplaced=np.zeros(n, bool),
        loads=(Load("demand", demand, demand.copy(), none, room),),
        apart=np.zeros((0, 2), np.int64),
        together=np.zeros((0, 2), np.int64),
        rows=(Row("hubs", Linear(none, np.zeros(len(hub), np.int64), ones, nothing), p, p),),
    )
    objective = Linear(none, cost[hub, customer], none, nothing)
    for opened in itertools.combinations(range(n), p):
        hub_of = np.array(opened)[np.argmin(cost[:, list(opened)], axis=1)]
        if feasible(model, Choice(hub_of)):
            return model, objective, Choice(hub_of)
    pytest.fail("no plan")


def oracle_of(model: Model, objective: Linear) -> PricingOracle:
    return PricingOracle(group_families(model, objective), SHIFT, 1)


def some_duals(oracle: PricingOracle) -> Duals:
    model = oracle.model
    each = int(model.objective.item.mean()) if len(model.item) else 0
    return Duals(np.full(model.n_groups, each << SHIFT, np.int64), np.zeros(len(model.rows), np.int64))


def search_of(model: Model, objective: Linear, plan: Choice) -> Incumbent:
    search = Incumbent(model, objective, time.monotonic() + 20.0, never, lambda _value, _bound: None, 0, 1)
    search.offer(plan)
    return search


def plans_of(model: Model, objective: Linear, most: int) -> list[Choice]:
    """Give all plans of at most a cost, by trying all."""
    options = [[-1, *range(model.n_hubs)]] * model.n_families
    plans = [Choice(np.array(hub_of, dtype=np.int64)) for hub_of in itertools.product(*options)]
    return [plan for plan in plans if feasible(model, plan) and evaluate(model, objective, plan) <= most]


def is_left(whole: Model, model: GroupedModel, left: GroupedModel, plan: Choice) -> bool:
    """Tell whether every column of a plan is one of a model with fewer hubs and items."""
    columns = columns_of(whole, model, plan)
    pairs = set(zip(left.hub[owner_of_items(left)].tolist(), left.item.tolist(), strict=True))
    opened = {int(model.hub[h]) for h in columns.hub}
    held = {
        (int(model.hub[columns.hub[c]]), int(group))
        for c in range(len(columns))
        for group in columns.groups(c)
        if group != model.own[columns.hub[c]]
    }
    return opened <= set(left.hub.tolist()) and held <= pairs and set(left.hub[left.must_open].tolist()) <= opened


def fixing(seed: int, model: Model, objective: Linear, plan: Choice, steps: int) -> tuple[GroupedModel, GroupedModel]:
    """Fix at a bound that some steps reach, and hold every plan within the cutoff against what is left."""
    oracle = oracle_of(model, objective)
    rng = np.random.default_rng(seed)
    value = evaluate(model, objective, plan)
    begin = some_duals(oracle)
    begin = Duals(begin.group + rng.integers(-50, 50, oracle.model.n_groups), begin.row)
    at = maximise_bound(oracle, begin, value << SHIFT, steps, never, lambda _seen: None)
    assert at is not None
    left = fixed_by_reduced_cost(oracle.model, at, value << SHIFT)
    for other in plans_of(model, objective, value):
        assert is_left(model, oracle.model, left, other)
    return oracle.model, left


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(1, 60))
def test_every_plan_within_the_cutoff_is_left(seed: int, steps: int) -> None:
    fixing(seed, *planted_model(seed, n_hubs=3, n_families=6), steps)


@pytest.mark.parametrize("p", [1, 2, 3])
def test_hubs_and_pairs_that_cost_more_are_gone_and_hubs_that_all_plans_open_must_open(p: int) -> None:
    hubs = items = must = 0
    for seed in range(4):
        model, objective, _ = median_model(seed, 5, p)
        best = min(plans_of(model, objective, 10**9), key=lambda each: evaluate(model, objective, each))
        whole, left = fixing(seed, model, objective, best, 150)
        hubs += whole.n_hubs - left.n_hubs
        must += int(left.must_open.sum())
        items += int(np.isin(whole.hub[owner_of_items(whole)], left.hub).sum()) - len(left.item)
    assert hubs > 0
    assert items > 0
    assert must > 0


def test_a_pair_that_fills_a_least_size_is_not_fixed_by_its_own_cost() -> None:
    model, objective, plan = median_model(1, 5, 2)
    atleast = replace(model, low=np.ones(5, np.int64))
    oracle = oracle_of(atleast, objective)
    at = maximise_bound(
        oracle, some_duals(oracle), evaluate(model, objective, plan) << SHIFT, 100, never, lambda _: None
    )
    assert at is not None
    left = fixed_by_reduced_cost(oracle.model, at, at.bound)
    alone = np.isin(oracle.model.item, left.own[left.must_open])
    kept = np.isin(oracle.model.hub[owner_of_items(oracle.model)], left.hub) & ~alone
    assert len(left.item) == int(kept.sum())


@pytest.mark.parametrize("seed", range(6))
def test_both_sides_of_a_branch_hold_just_the_plans_that_belong_there(seed: int) -> None:
    model, objective, plan = median_model(seed, 5, 2)
    oracle = oracle_of(model, objective)
    point = point_at(oracle, some_duals(oracle))
    assert point is not None
    point = raise_from(oracle, point, evaluate(model, objective, plan) << SHIFT, 40, never, lambda _: None, FROM_PARENT)
    assert point is not None
    node = HubNode(oracle.model, point.best.duals, point.mean, point.best.bound)
    plans = plans_of(model, objective, evaluate(model, objective, plan) * 2)
    assert len(plans) > 10
    for branch in branches_of(node, oracle.model.hub, distances_of_hubs(oracle.model)):
        held = [side_of(node, side) for side in branch]
        for other in plans:
            opened = open_hubs(model, other)
            on = []
            for side, child in zip(branch, held, strict=True):
                if isinstance(side, HubCount):
                    count = int(opened[list(side.hubs or ())].sum())
                    on.append((side.low is None or count >= side.low) and (side.high is None or count <= side.high))
                    row = child.model.rows[-1]
                    assert (row.low, row.high) == (side.low, side.high)
                    assert frozenset(child.model.hub[row.costs.hub == 1].tolist()) == side.hubs
                    assert (row.costs.hub <= 1).all()
                else:
                    assert isinstance(side, Decision)
                    on.append(is_left(model, oracle.model, child.model, other))
            assert sum(on) == 1


def test_some_branch_is_on_neighbours_that_open_a_part_of_a_hub() -> None:
    model, objective, plan = median_model(3, 12, 3)
    oracle = oracle_of(model, objective)
    tree = HubTree.begun(search_of(model, objective, plan), oracle, some_duals(oracle))
    node = tree.open_nodes[0][2]
    opened = np.full(node.model.n_hubs, 3 / node.model.n_hubs)
    node = replace(node, mean=replace(node.mean, opened=opened))
    sets = [side for side, _ in branches_of(node, tree.hubs, tree.distance) if isinstance(side, HubCount)]
    assert len(sets) > 2
    for side in sets:
        members = sorted(side.hubs or ())
        centres = [
            c
            for c in members
            if max(tree.distance[c, members]) <= min(tree.distance[c, [h for h in node.model.hub if h not in members]])
        ]
        assert centres


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("p", [2, 3])
def test_the_tree_proves_the_best_plan(seed: int, p: int) -> None:
    model, objective, plan = median_model(seed, 5, p)
    best = best_by_trying_all(model, objective)
    search = search_of(model, objective, plan)
    oracle = oracle_of(model, objective)
    HubTree.begun(search, oracle, some_duals(oracle)).search(np.inf)
    assert search.bound == best
    assert search.value == best


@pytest.mark.parametrize("seed", range(40))
def test_no_bound_of_a_tree_exceeds_the_best_plan_whatever_the_model(seed: int) -> None:
    model, objective, plan = planted_model(seed, n_hubs=3, n_families=6)
    best = best_by_trying_all(model, objective)
    search = search_of(model, objective, plan)
    oracle = oracle_of(model, objective)
    HubTree.begun(search, oracle, some_duals(oracle)).search(np.inf)
    assert best is not None
    assert search.bound is not None
    assert search.bound <= best
    assert search.value is not None
    assert search.value >= best


def test_a_search_that_is_let_run_again_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = median_model(5, 14, 3)
    whole, parts = search_of(model, objective, plan), search_of(model, objective, plan)
    oracle = oracle_of(model, objective)
    HubTree.begun(whole, oracle, some_duals(oracle)).search(np.inf)
    tree = HubTree.begun(parts, oracle, some_duals(oracle))
    children, looked = HubTree._children, []

    def counted(self: HubTree, node: HubNode) -> list[HubNode] | None:
        looked.append(node)
        return children(self, node)

    monkeypatch.setattr(HubTree, "_children", counted)
    late = iter(range(10**6))
    monkeypatch.setattr(Incumbent, "within", lambda _self, _seconds: lambda: next(late) % 2 == 1)
    for _ in range(100):
        tree.search(1.0)
    assert looked
    assert not tree.open_nodes
    assert (parts.value, parts.bound) == (whole.value, whole.bound)


@pytest.mark.parametrize("workers", [1, 2])
def test_large_constellations_are_solved_by_the_tree(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = median_model(2, 24, 3)
    made, begun = [], HubTree.begun

    def counted(search: Incumbent, oracle: PricingOracle, duals: Duals) -> HubTree:
        made.append(begun(search, oracle, duals))
        return made[-1]

    def briefly(*given: Any, **named: Any) -> LagrangianBound | None:
        return raise_lagrangian_bound(given[0], given[1], 1, *given[3:], **named)

    monkeypatch.setattr(columns_solve, "raise_lagrangian_bound", briefly)
    monkeypatch.setattr(hub_tree.HubTree, "begun", counted)

    def never_asked(*_given: Any, **_named: Any) -> None:
        pytest.fail("the tree left something open")

    monkeypatch.setattr(columns_solve, "LARGE", 4)
    monkeypatch.setattr(columns_solve, "TINY", 0)
    with monkeypatch.context() as alone:
        alone.setattr(columns_solve, "branch_and_price", never_asked)
        found = solve_columns(model, objective, time_limit_s=30, workers=workers, start=plan)
    monkeypatch.setattr(columns_solve, "LARGE", 10**6)
    other = solve_columns(model, objective, time_limit_s=30, workers=workers, start=plan)
    assert len(made) == 1
    assert found.value == found.bound == other.value == other.bound


def test_annealing_goes_on_beside_the_tree_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = median_model(2, 24, 3)
    search = replace(search_of(model, objective, plan), workers=2)
    oracle, asked = oracle_of(model, objective), []

    def improve(seconds: float) -> None:
        asked.append(seconds)
        time.sleep(0.01)

    def at_its_only_node(tree: HubTree, _seconds: float) -> None:
        tree.open_nodes.clear()
        time.sleep(0.3)

    monkeypatch.setattr(HubTree, "search", at_its_only_node)
    columns_solve._branch_on_hubs(search, oracle, some_duals(oracle), improve)
    assert len(asked) > 3


def test_a_node_that_nothing_closes_ends_the_tree_with_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = median_model(5, 14, 3)
    search, oracle = search_of(model, objective, plan), oracle_of(model, objective)
    tree = HubTree.begun(search, oracle, some_duals(oracle))
    bound = tree.open_nodes[0][0]
    monkeypatch.setattr(hub_tree, "branches_of", lambda *_given: [])
    monkeypatch.setattr(HubTree, "_is_closed_by_columns", lambda *_given: False)
    for _ in range(2):
        tree.search(np.inf)
        assert not tree.open_nodes
        assert search.bound == -(-bound >> SHIFT)
    assert -(-bound >> SHIFT) < evaluate(model, objective, plan)


def test_a_tree_that_is_to_stop_keeps_its_node(monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = median_model(5, 14, 3)
    search, oracle = search_of(model, objective, plan), oracle_of(model, objective)
    tree = HubTree.begun(search, oracle, some_duals(oracle))
    asked = iter(range(10**6))
    monkeypatch.setattr(Incumbent, "stop", lambda _self: next(asked) > 0)
    before = [entry[:2] for entry in tree.open_nodes]
    tree.search(np.inf)
    assert [entry[:2] for entry in tree.open_nodes] == before


def test_nodes_that_a_better_plan_closes_leave_it_proved() -> None:
    model, objective, plan = median_model(5, 14, 3)
    search, oracle = search_of(model, objective, plan), oracle_of(model, objective)
    tree = HubTree.begun(search, oracle, some_duals(oracle))
    bound, number, node = tree.open_nodes[0]
    tree.open_nodes[0] = (bound + (evaluate(model, objective, plan) << SHIFT), number, node)
    tree.search(np.inf)
    assert search.bound == search.value
