"""The first nodes of a tree: a pool of the columns nearest to the duals of the Lagrangian bound."""

from dataclasses import replace

import numpy as np

from optimizer.search.columns.bounds.column_enumeration import (
    BoundWithCuts,
    enumerate_columns,
    enumerate_enough,
    price_with_cuts,
)
from optimizer.search.columns.bounds.lagrangian import keep_opened
from optimizer.search.columns.bounds.volume import maximise_bound
from optimizer.search.columns.formulation.plans import columns_of
from optimizer.search.columns.formulation.pool import Pool, RecentColumns, concatenated, empty_pool, undominated
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branching_rule import HubCount
from optimizer.search.columns.tree.first_bounds import relax_and_cut, worth_cuts
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import LARGEST_ENUMERATION, LARGEST_POOL, Node

FIRST_POOL = 40_000
"""Columns that the first pool is hoped to hold at least."""

SHARE_OF_CUTS = 0.2
"""Of the time left, what raising a bound with cuts may take before a linear master takes them over."""

STEPS, MOST_MET = 300, 400
"""Steps of the Lagrangian bound for a certain number of hubs, and those of them whose columns are kept."""


def root_node(incumbent: Incumbent, oracle: PricingOracle, proved: BoundWithCuts, met: Pool) -> Node:
    """Pool the columns within a gap that makes some ten thousands of them, and those of the incumbent."""
    model = oracle.model
    cutoff = _first_cutoff(incumbent, oracle, proved.bound)
    widest = cutoff - proved.bound
    begin = max(widest >> 8, 1 << oracle.shift)
    pool, within = enumerate_enough(oracle, proved, begin, widest, FIRST_POOL, 4 * FIRST_POOL, incumbent.stop)
    complete = pool is not None and within >= widest
    pools = [proved.columns] if pool is None else [pool]
    if not complete:
        pools.append(met)
    if incumbent.choice is not None and not complete:
        pools.append(columns_of(incumbent.model, model, incumbent.choice))
    pool = undominated(model, concatenated(pools))
    return Node.at_duals(oracle, pool, complete, cutoff, proved)


def listed_node(incumbent: Incumbent, oracle: PricingOracle, proved: BoundWithCuts) -> Node | None:
    """Give a node with all columns of better plans; ``None`` where they are too many to be listed."""
    cutoff = _first_cutoff(incumbent, oracle, proved.bound)
    pool = enumerate_columns(oracle, proved, cutoff - proved.bound, LARGEST_POOL, LARGEST_ENUMERATION)
    return None if pool is None else Node.at_duals(oracle, pool, True, cutoff, proved)


def root_with_count(incumbent: Incumbent, root: Node, side: HubCount) -> Node | None:
    """Give the first node once more for the plans with so many hubs, at duals of its own; ``None`` without plans."""
    if root.best_duals is None:
        return None
    oracle = replace(root.oracle, model=side.added_to(root.oracle.model))
    begin = Duals(root.best_duals.duals.group, np.append(root.best_duals.duals.row, 0))
    met = RecentColumns(MOST_MET)
    target = None if incumbent.value is None else incumbent.value << oracle.shift
    at = maximise_bound(oracle, begin, target, STEPS, incumbent.over, lambda seen: keep_opened(met, seen))
    proved = None if at is None else price_with_cuts(oracle, at.duals, root.best_duals.cuts)
    if proved is None:
        return None
    return root_node(incumbent, oracle, proved, met.pool(oracle.model))


def with_cuts_raised(incumbent: Incumbent, node: Node) -> Node:
    """Give a node without cuts anew at duals that were raised with cuts, the pool being what is near those."""
    if node.best_duals is None or not worth_cuts(incumbent):
        return node
    begin, nothing = node.best_duals, empty_pool(node.oracle.model)
    at = relax_and_cut(incumbent, node.oracle, begin, nothing, SHARE_OF_CUTS, lambda _: None)
    if at is begin:
        return node
    raised = root_node(incumbent, node.oracle, at, node.pool)
    raised.bound = max(raised.bound, node.bound)
    return raised


def _first_cutoff(incumbent: Incumbent, oracle: PricingOracle, bound: int) -> int:
    cutoff = incumbent.cutoff(oracle.shift)
    return cutoff if cutoff is not None else bound + abs(bound) // 2 + (10 << oracle.shift)
