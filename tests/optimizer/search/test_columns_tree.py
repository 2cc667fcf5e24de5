"""The tree: what a branch on the number of hubs leaves, and the linear master that begins where another ended."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns.bounds.column_enumeration import FEW_STEPS, STEPS_A_HUB, price_with_cuts
from optimizer.search.columns.formulation.cuts import cuts_of, no_cuts
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.formulation.plans import choice_of
from optimizer.search.columns.master.linear_master import LinearMaster
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branch_and_price import Tree
from optimizer.search.columns.tree.branching_candidates import Branch, hub_branches, pair_branches, shares_of_hubs
from optimizer.search.columns.tree.branching_rule import HubCount, Side, sides_of_count
from optimizer.search.columns.tree.children import child_of
from optimizer.search.columns.tree.heuristics import PrimalHeuristics
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.open_node import OpenNode
from optimizer.search.columns.tree.pricing_schedule import SMOOTHING, PricingSchedule
from optimizer.search.columns.tree.root import root_with_count
from optimizer.search.columns.tree.strong_branching import choose_branch, fractional_count
from optimizer.search.evaluation import evaluate, feasible, open_hubs
from tests.optimizer.search.planted import planted_model

SHIFT = 6
PROBLEMS = range(12)


def root(
    seed: int, n_hubs: int = 3, n_families: int = 7, *, complete: bool = True
) -> tuple[Model, Linear, Choice, Node]:
    """Give a problem, a plan of it, and the first node of its tree: its pool holds all columns, or those of pricing."""
    model, objective, plan = planted_model(seed, n_hubs=n_hubs, n_families=n_families)
    oracle = PricingOracle(group_families(model, objective), SHIFT, 1)
    proved = price_with_cuts(oracle, duals_of(oracle), no_cuts(oracle.model.n_groups))
    assert proved is not None
    cutoff = evaluate(model, objective, plan) << SHIFT
    node = Node.at_duals(oracle, proved.columns, False, cutoff, proved)
    assert not complete or node.complete_pool()
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
        assert tuple(each.side for each in choose_branch(node)) == sides_of_count(count)
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


def solved(seed: int, *, complete: bool = True) -> tuple[Model, Linear, Choice, Node]:
    """Give a problem and its first node, solved; the pool holds every column, or only those that pricing found."""
    model, objective, plan, node = root(seed, 5, 13, complete=complete)
    node.solve_relaxation()
    return model, objective, plan, node


def plans_of(model: Model, node: Node) -> list[Choice]:
    """Give all plans made of the columns of a node."""
    plans: list[Choice] = []

    def extend(chosen: list[int], hub: int, taken: frozenset[int]) -> None:
        plan = choice_of(model, node.oracle.model, node.pool, np.array(chosen, np.int64))
        if feasible(model, plan):
            plans.append(plan)
        for c in range(len(node.pool)):
            groups = frozenset(int(g) for g in node.pool.groups(c))
            if node.pool.hub[c] > hub and not groups & taken:
                extend([*chosen, c], int(node.pool.hub[c]), taken | groups)

    extend([], -1, frozenset())
    return plans


def is_on(model: Model, plan: Choice, node: Node, side: Side) -> bool:
    """Tell whether a plan is on a side of a branch of a node, by the words of the rule."""
    if isinstance(side, HubCount):
        opened = np.flatnonzero(open_hubs(model, plan))
        number = sum(side.hubs is None or int(h) in side.hubs for h in opened)
        return (side.low is None or number >= side.low) and (side.high is None or number <= side.high)
    grouped = node.oracle.model
    first = int(grouped.member[grouped.member_start[side.group]])
    return bool((plan.hub_of[first] == grouped.hub[side.hub]) == side.together)


def with_plans(*, complete: bool) -> Iterator[tuple[Model, Linear, Node, list[Choice]]]:
    """Give problems with a solved first node, and all their plans."""
    for seed in range(40):
        model, objective, _, node = solved(seed, complete=complete)
        whole = solved(seed)[3]
        if node.solution is not None and len(whole.pool) <= 60:
            yield model, objective, node, plans_of(model, whole)


def branches_of(node: Node) -> list[Branch]:
    """Give branches of every kind: on sets, on one hub, on a group and a hub."""
    some = frozenset(int(h) for h in node.oracle.model.hub[:3])
    sets = [sides_of_count(0.5, some), sides_of_count(1.5, some)]
    return [*sets, *hub_branches(node)[-3:], *pair_branches(node)[:3]]


@pytest.mark.parametrize("complete", [True, False])
def test_no_plan_on_a_side_of_a_branch_costs_less_than_its_bound(complete: bool) -> None:
    raised: dict[str, int] = defaultdict(int)
    compared: dict[str, int] = defaultdict(int)
    for model, objective, node, plans in with_plans(complete=complete):
        for branch in branches_of(node):
            for side in branch:
                kind = f"set {side.high is None}" if isinstance(side, HubCount) else f"pair {side.together}"
                child = child_of(node, side)
                values = [evaluate(model, objective, plan) for plan in plans if is_on(model, plan, node, side)]
                best = min(values, default=None)
                if child is None:
                    assert best is None
                    continue
                child.solve_relaxation()
                raised[kind] += child.fathomed() or child.bound > node.bound
                if best is not None and best << SHIFT <= child.cutoff:
                    compared[kind] += 1
                    assert not child.fathomed()
                    assert child.bound <= best << SHIFT
    assert len(raised) == len(compared) == 4
    assert min(*raised.values(), *compared.values()) >= 3


def test_no_plan_on_sides_of_two_branches_in_a_row_costs_less_than_the_bound() -> None:
    n_compared = 0
    for model, objective, node, plans in with_plans(complete=False):
        for first in [side for branch in pair_branches(node)[:2] for side in branch]:
            child = child_of(node, first)
            if child is None:
                continue
            child.solve_relaxation()
            some = frozenset(int(h) for h in child.oracle.model.hub[:3])
            for second in sides_of_count(1.5, some):
                grandchild = child_of(child, second)
                both = [p for p in plans if is_on(model, p, node, first) and is_on(model, p, node, second)]
                best = min((evaluate(model, objective, plan) for plan in both), default=None)
                if grandchild is None:
                    assert best is None
                    continue
                grandchild.solve_relaxation()
                if best is not None and best << SHIFT <= grandchild.cutoff:
                    n_compared += 1
                    assert not grandchild.fathomed()
                    assert grandchild.bound <= best << SHIFT
    assert n_compared >= 10


def test_a_set_that_is_branched_on_opens_a_part_of_a_hub() -> None:
    n_seen = 0
    for seed in range(40):
        _, _, _, node = solved(seed)
        share = shares_of_hubs(node)
        if share is None:
            continue
        for low, high in hub_branches(node):
            if isinstance(low, HubCount) and isinstance(high, HubCount):
                total = float(share[low.counted(node.oracle.model)].sum())
                assert (low.high or 0) + 0.15 < total < (high.low or 0) - 0.15
                assert low.hubs == high.hubs
                n_seen += 1
    assert n_seen >= 5


def test_every_plan_is_on_a_side_of_the_branch_that_is_chosen_and_costs_no_less_than_its_bound() -> None:
    n_chosen = n_plans = 0
    for seed in range(120):
        model, objective, _, node = solved(seed)
        if fractional_count(node) is not None or len(node.pool) > 60:
            continue
        made = choose_branch(node)
        if not made:
            assert node.integral_columns() is not None or node.solution is None
            continue
        n_chosen += 1
        for plan in plans_of(model, node):
            value = evaluate(model, objective, plan) << SHIFT
            sides = [each for each in made if each.side is not None and is_on(model, plan, node, each.side)]
            assert len(sides) == 1
            if value <= node.cutoff:
                n_plans += 1
                assert sides[0].bound <= value
    assert n_chosen >= 5
    assert n_plans >= 5


def test_a_side_beyond_the_cutoff_is_not_opened_but_its_bound_is_kept() -> None:
    model, objective, plan, node = next(each for each in map(solved, range(40)) if each[3].solution is not None)
    search = search_of(model, objective, plan)
    heuristics = PrimalHeuristics(search, lambda _seconds: None)
    tree = Tree(search, heuristics, SHIFT)
    tree.close_or_open(node, [OpenNode(node, None, node.cutoff + 1), OpenNode(node, None, node.cutoff - 1)])
    heuristics.close()
    assert [each.bound for each in tree.open_nodes] == [node.cutoff - 1]
    assert tree.closed_bound == node.cutoff + 1


@pytest.mark.parametrize("limit", ["low", "high"])
def test_pivots_never_promise_more_than_the_linear_master_with_the_limit_gives(limit: str) -> None:
    n_compared = n_risen = 0
    for seed in range(40):
        _, _, _, node = root(seed, 5, 13)
        node.solve_relaxation()
        share = shares_of_hubs(node)
        if node.solution is None or share is None:
            continue
        hubs = np.flatnonzero(share > 0)[:2]
        total = float(share[hubs].sum())
        numbers = frozenset(int(h) for h in node.oracle.model.hub[hubs])
        low, high = (int(total) + 1, None) if limit == "low" else (None, max(int(total - 1e-6), 0))
        side = HubCount(low, high, numbers)
        counted = side.counted(node.oracle.model)[node.pool.hub]
        rows = np.concatenate([node.pool.row, counted.astype(np.int64)[np.newaxis]])
        exact = node.master.with_row(side.added_to(node.oracle.model), replace(node.pool, row=rows)).solve()
        rise = node.master.rise_with_limit(counted[node.master.columns], low, high, 1_000, 1e9)

        assert exact is not None
        if exact.artificial < 1e-6:
            assert rise == pytest.approx(exact.value - node.solution.value, abs=1e-3 * max(abs(exact.value), 1.0))
            n_compared += 1
            n_risen += rise > 1e-3
    assert n_compared >= 5
    assert n_risen >= 3


def test_a_search_for_columns_that_is_cut_short_still_proves_its_bound() -> None:
    n_cut = 0
    for seed in range(20):
        _, _, _, node = root(seed, 4, 11)
        node.solve_relaxation()
        if node.best_duals is None:
            continue
        triples = np.array([[0, 1, 2], [1, 2, 3], [2, 3, 4]], np.int64)
        dual = np.full(3, int(node.best_duals.duals.group.mean()) // 2, np.int64)
        cuts = cuts_of(triples, dual, node.oracle.model.n_groups)
        exact = price_with_cuts(node.oracle, node.best_duals.duals, cuts)
        short = price_with_cuts(node.oracle, node.best_duals.duals, cuts, 2)

        assert exact is not None
        assert short is not None
        assert not exact.cut_short
        assert short.bound <= exact.bound
        n_cut += short.cut_short
    assert n_cut >= 5


def test_pricing_goes_nearer_to_the_master_as_it_stops_falling_and_ends_where_nothing_changes() -> None:
    schedule = PricingSchedule()

    assert schedule.attempts(1_000.0, 100.0)[0] == (SMOOTHING, FEW_STEPS)
    assert schedule.goes_on(raised=False)
    assert schedule.attempts(990.0, 100.0)[0][0] == SMOOTHING
    assert schedule.attempts(989.5, 100.0)[0][0] == SMOOTHING / 2
    for _ in range(3):
        schedule.attempts(989.5, 100.0)
        assert schedule.goes_on(raised=False)
    assert schedule.attempts(989.5, 100.0) == [(0.0, STEPS_A_HUB)]
    assert schedule.goes_on(raised=False)
    schedule.attempts(989.5, 100.0)
    assert not schedule.goes_on(raised=False)
    assert schedule.goes_on(raised=True)
