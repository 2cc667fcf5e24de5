"""The children of a node: what is left of it on either side of a branching decision."""

from copy import copy
from dataclasses import replace

import numpy as np

from optimizer.model import BoolArray
from optimizer.search.columns.bounds.column_enumeration import price_with_cuts
from optimizer.search.columns.bounds.pool_bound import excess_of
from optimizer.search.columns.tree.branching_rule import Decision, with_decision
from optimizer.search.columns.tree.node import Node


def child_over_pool(node: Node, keep: BoolArray, cutoff: int, must_be_placed: frozenset[int]) -> Node:
    """Give the child that has some columns of a complete pool, with the cuts of the node.

    Parameters
    ----------
    keep
        Shape ``(C,)``: the columns that the decision leaves.
    cutoff
        Scaled; only plans of at most this cost are sought.
    must_be_placed
        Further groups that are not unplaced.
    """
    child = copy(node)
    child.pool, child.excess, child.complete = node.pool.take(np.flatnonzero(keep)), node.excess[keep], True
    child.cutoff, child.solution, child.exhausted = min(cutoff, node.cutoff), None, False
    child.must_be_placed = node.must_be_placed | must_be_placed
    child.master = node.master.copied()
    child.master.keep_columns(keep[node.master.columns], np.cumsum(keep) - 1)
    child.master.forbid_unplaced(must_be_placed)
    return child


def child_by_pricing(node: Node, decision: Decision) -> Node | None:
    """Give the child of a node whose pool is not complete, with an oracle of its own; ``None`` where it is empty."""
    if node.best_duals is None:
        return None
    model, number = with_decision(node.oracle.model, decision)
    oracle = replace(node.oracle, model=model)
    proved = price_with_cuts(oracle, node.best_duals.duals, node.best_duals.cuts)
    if proved is None:
        oracle.close()
        return None
    here, keep = node.pool.hub == decision.hub, number[node.pool.hub] >= 0
    placed = decision.placed(node.oracle.model)
    for group in placed or {decision.group}:
        keep &= ~node.pool.holds(group) | (here if decision.together else ~here)
    pool = node.pool.take(np.flatnonzero(keep))
    child = copy(node)
    child.oracle, child.best_duals, child.bound = oracle, proved, max(node.bound, proved.bound)
    child.pool = replace(pool, hub=number[pool.hub].astype(np.int32))
    child.excess, child.solution = excess_of(oracle, child.pool, proved), None
    child.crowded, child.stalled, child.going = False, 0, None
    child.master = node.master.copied()
    child.master.keep_columns(keep[node.master.columns], np.cumsum(keep) - 1)
    child.master.forbid_unplaced(placed)
    return child
