"""The children of a node: what is left of it on either side of a branching decision."""

from copy import copy
from dataclasses import replace

import numpy as np

from optimizer.model import BoolArray
from optimizer.search.columns.bounds.column_enumeration import price_with_cuts
from optimizer.search.columns.bounds.pool_bound import excess_of
from optimizer.search.columns.pricing.oracle import Duals
from optimizer.search.columns.tree.branching_rule import Decision, HubCount, Side, with_decision
from optimizer.search.columns.tree.node import Node


def child_of(node: Node, side: Side) -> Node | None:
    """Give what is left of a node on one side of a branch; ``None`` where it is empty."""
    if isinstance(side, HubCount):
        return _child_with_row(node, side)
    if not node.complete:
        return _child_by_pricing(node, side)
    return _child_over_pool(node, side.left_of(node.pool), side.joined)


def _child_with_row(node: Node, side: HubCount) -> Node | None:
    """Give the child with one more linking row."""
    best = node.best_duals
    if best is None:
        return None
    model = side.added_to(node.oracle.model)
    oracle = replace(node.oracle, model=model)
    proved = price_with_cuts(oracle, Duals(best.duals.group, np.append(best.duals.row, 0)), best.cuts)
    if proved is None:
        return None
    child = copy(node)
    child.oracle, child.best_duals, child.bound = oracle, proved, max(node.bound, proved.bound)
    row = side.counted(model).astype(np.int64)[node.pool.hub]
    child.pool = replace(node.pool, row=np.concatenate([node.pool.row, row[np.newaxis]]))
    if not node.complete:
        child.excess, child.excess_over = excess_of(oracle, child.pool, proved), proved.bound
    child.begin_anew()
    child.master = node.master.with_row(model, child.pool)
    child.master.forbid_unplaced(node.must_be_placed)
    return child


def _child_over_pool(node: Node, keep: BoolArray, must_be_placed: frozenset[int]) -> Node:
    """Give the child with the columns, shape ``(C,)``, that are left of a complete pool, and the cuts of the node."""
    child = copy(node)
    child.pool, child.excess, child.complete = node.pool.take(np.flatnonzero(keep)), node.excess[keep], True
    child.begin_anew()
    child.must_be_placed = node.must_be_placed | must_be_placed
    child.master = node.master.copied()
    child.master.keep_columns(keep[node.master.columns], np.cumsum(keep) - 1)
    child.master.forbid_unplaced(must_be_placed)
    return child


def _child_by_pricing(node: Node, decision: Decision) -> Node | None:
    """Give the child of a node whose pool is not complete, with an oracle of its own; ``None`` where it is empty."""
    if node.best_duals is None:
        return None
    model, number = with_decision(node.oracle.model, decision)
    oracle = replace(node.oracle, model=model)
    proved = price_with_cuts(oracle, node.best_duals.duals, node.best_duals.cuts)
    if proved is None:
        return None
    here, keep = node.pool.hub == decision.hub, number[node.pool.hub] >= 0
    placed = decision.placed(node.oracle.model)
    for group in placed or {decision.group}:
        keep &= ~node.pool.holds(group) | (here if decision.together else ~here)
    pool = node.pool.take(np.flatnonzero(keep))
    child = copy(node)
    child.oracle, child.best_duals, child.bound = oracle, proved, max(node.bound, proved.bound)
    child.pool = replace(pool, hub=number[pool.hub].astype(np.int32))
    child.excess = excess_of(oracle, child.pool, proved)
    child.begin_anew()
    child.master = node.master.copied()
    child.master.keep_columns(keep[node.master.columns], np.cumsum(keep) - 1)
    child.master.forbid_unplaced(placed)
    return child
