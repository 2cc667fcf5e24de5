"""The tree: what a branch on the number of hubs leaves, and the linear master that begins where another ended."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns.bounds.column_enumeration import price_with_cuts
from optimizer.search.columns.formulation.cuts import no_cuts
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.formulation.plans import choice_of
from optimizer.search.columns.master.linear_master import LinearMaster
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branching_rule import HubCount, sides_of_count
from optimizer.search.columns.tree.children import child_of
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.root import root_with_count
from optimizer.search.columns.tree.strong_branching import choose_branch, fractional_count
from optimizer.search.evaluation import evaluate, feasible, open_hubs
from tests.optimizer.search.planted import planted_model

SHIFT = 6
PROBLEMS = range(12)


def root(seed: int, n_hubs: int = 3, n_families: int = 7) -> tuple[Model, Linear, Choice, Node]:
    """Give a problem, a plan of it, and the first node of its tree, whose pool holds every column."""
    model, objective, plan = planted_model(seed, n_hubs=n_hubs, n_families=n_families)
    oracle = PricingOracle(group_families(model, objective), SHIFT, 1)
    proved = price_with_cuts(oracle, duals_of(oracle), no_cuts(oracle.model.n_groups))
    assert proved is not None
    cutoff = evaluate(model, objective, plan) << SHIFT
    node = Node.at_duals(oracle, proved.columns, False, cutoff, proved)
    assert node.complete_pool()
    return model, objective, plan, node


def duals_of(oracle: PricingOracle) -> Duals:
    cheapest = oracle.model.objective.item.mean() if len(oracle.model.item) else 0.0
    each = np.full(oracle.model.n_groups, int(cheapest), np.int64)
    return Duals(each << SHIFT, np.zeros(len(oracle.model.rows), np.int64))


def search_of(model: Model, objective: Linear, plan: Choice) -> Incumbent:
    search = Incumbent(model, objective, np.inf, lambda: False, lambda _value, _bound: None, 0, 1)
    search.offer(plan)
    return search


def best_of(model: Model, objective: Linear, node: Node, allowed: range) -> int | None:
    """Give the least value of a plan made of the columns of a node with so many hubs, by trying all."""
    best: list[int] = []

    def extend(chosen: list[int], hub: int) -> None:
        plan = choice_of(model, node.oracle.model, node.pool, np.array(chosen, np.int64))
        if feasible(model, plan) and int(open_hubs(model, plan).sum()) in allowed:
            best.append(evaluate(model, objective, plan))
        for c in range(len(node.pool)):
            if node.pool.hub[c] > hub and not (
                set(node.pool.groups(c)) & {g for d in chosen for g in node.pool.groups(d)}
            ):
                extend([*chosen, c], int(node.pool.hub[c]))

    extend([], -1)
    return min(best, default=None)


@pytest.mark.parametrize("seed", PROBLEMS)
def test_both_sides_of_a_number_of_hubs_hold_just_the_plans_that_belong_there(seed: int) -> None:
    model, objective, plan, node = root(seed)
    count = int(open_hubs(model, plan).sum())
    n_hubs = node.oracle.model.n_hubs

    for side, allowed in (
        (HubCount(None, count), range(count + 1)),
        (HubCount(count, None), range(count, n_hubs + 1)),
        (HubCount(None, count - 1), range(count)),
        (HubCount(count + 1, None), range(count + 1, n_hubs + 1)),
    ):
        best = best_of(model, objective, node, allowed)
        for child in (child_of(node, side), root_with_count(search_of(model, objective, plan), node, side)):
            if child is None:
                assert best is None
                continue
            child.solve_relaxation()
            if best is not None and best << SHIFT <= child.cutoff:
                assert not child.fathomed()
                assert child.bound <= best << SHIFT


def test_a_number_of_hubs_that_is_not_whole_is_branched_on_first() -> None:
    seen = 0
    for seed in range(25):
        _, _, _, node = root(seed, 5, 13)
        node.solve_relaxation()
        count = fractional_count(node)
        if count is None:
            continue
        seen += 1
        assert choose_branch(node) == sides_of_count(count)
        lower, upper = sides_of_count(count)
        assert (lower.low, upper.high) == (None, None)
        assert (upper.low or 0) - (lower.high or 0) == 1
        assert (lower.high or 0) < count < (upper.low or 0)
    assert seen >= 3


@pytest.mark.parametrize("limit", ["low", "high"])
def test_a_master_with_one_more_row_gives_what_a_new_one_gives(limit: str) -> None:
    n_compared = 0
    for seed in range(20):
        _, _, _, node = root(seed)
        node.solve_relaxation()
        if node.solution is None:
            continue
        count = float(node.solution.share.sum())
        side = HubCount(int(count) + 1, None) if limit == "low" else HubCount(None, int(count))
        model = side.added_to(node.oracle.model)
        pool = replace(node.pool, row=np.concatenate([node.pool.row, np.ones((1, len(node.pool)), np.int64)]))

        warm = node.master.with_row(model, pool).solve()
        cold = LinearMaster(model, node.master.unit)
        cold.add_columns(pool, node.master.columns)
        cold.add_cuts(node.master.triples)
        new = cold.solve()

        assert warm is not None
        assert new is not None
        assert warm.value == pytest.approx(new.value, abs=1e-3 * max(abs(new.value), 1.0))
        n_compared += 1
    assert n_compared >= 10
