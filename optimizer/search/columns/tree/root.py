"""The first nodes of a tree: a pool of the columns nearest to the duals of the Lagrangian bound."""

from dataclasses import replace

import numpy as np

from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts, enumerate_columns, price_with_cuts
from optimizer.search.columns.bounds.lagrangian import keep_opened, maximise_bound
from optimizer.search.columns.formulation.plans import columns_of
from optimizer.search.columns.formulation.pool import Pool, RecentColumns, concatenated, undominated
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branching_rule import HubCount
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node

FIRST_POOL = 40_000
"""Columns that the first pool is hoped to hold at least."""

STEPS, MOST_MET = 300, 400
"""Steps of the Lagrangian bound for a certain number of hubs, and those of them whose columns are kept."""


def root_node(incumbent: Incumbent, oracle: PricingOracle, proved: BoundWithCuts, met: Pool) -> Node:
    """Pool the columns within a gap that makes some ten thousands of them, and those of the incumbent."""
    model = oracle.model
    cutoff = _first_cutoff(incumbent, oracle, proved.bound)
    gap = max((cutoff - proved.bound) >> 8, 1 << oracle.shift)
    pool: Pool | None = None
    complete = False
    while not incumbent.stop():
        gap = min(gap, cutoff - proved.bound)
        wider = enumerate_columns(oracle, proved, gap, 4 * FIRST_POOL)
        if wider is None and pool is None and gap > 0:
            gap //= 4
            continue
        if wider is None:
            break
        pool, complete = wider, gap >= cutoff - proved.bound
        if complete or len(pool) > FIRST_POOL or gap == 0:
            break
        gap *= 2
    pools = [proved.columns] if pool is None else [pool]
    if not complete:
        pools.append(met)
    if incumbent.choice is not None and not complete:
        pools.append(columns_of(incumbent.model, model, incumbent.choice))
    pool = undominated(model, concatenated(pools))
    return Node.at_duals(oracle, pool, complete, cutoff, proved)


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


def _first_cutoff(incumbent: Incumbent, oracle: PricingOracle, bound: int) -> int:
    if incumbent.value is not None:
        return (incumbent.value - 1) << oracle.shift
    return bound + abs(bound) // 2 + (10 << oracle.shift)
