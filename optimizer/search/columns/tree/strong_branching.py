"""What to branch on: the number of open hubs where that is no whole number, or the best of some candidates.

Candidates are rated by the product of what both sides gain. First a few pivots of the dual simplex over the columns of
the master tell. Of those that are best by more pivots both sides are made and bounded, columns generated, as new
columns may take back most of what pivots promise.
Source: Achterberg, Koch and Martin (2005), doi 10.1016/j.orl.2004.04.002 (strong branching); Achterberg (2007),
"Constraint Integer Programming", doctoral thesis, TU Berlin (product of both gains);
Pecin, Pessoa, Poggi and Uchoa (2017), doi 10.1007/s12532-016-0108-8 (in phases, the last with columns generated).
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.tree.branching_candidates import Branch, hub_branches, pair_branches
from optimizer.search.columns.tree.branching_rule import HubCount, Side, sides_of_count
from optimizer.search.columns.tree.children import child_of
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.open_node import OpenNode

WHOLE_COUNT = 0.05
"""How far from a whole number of open hubs is not branched on."""

PHASES = ((100, 8), (300, 4))
"""Pivots of the dual simplex for one side, at most, and how many branches go on to the next phase."""

GOOD, POOR = 0.25, 0.03
"""Product of gains from which no other branch is tried, and below which groups and hubs are tried beside hubs alone."""

LEAST_GAIN = 1e-3
"""Part of the gap that a side counts for at least."""


class _Rated(NamedTuple):
    """The product of what both sides of a branch gain, and the two."""

    product: float
    sides: list[OpenNode]


def choose_branch(node: Node) -> list[OpenNode]:
    """Give both sides of the branch; none where the solution of the linear master is whole."""
    count = fractional_count(node)
    if count is not None:
        return [OpenNode(node, side, node.bound) for side in sides_of_count(count)]
    best = _best_of(node, hub_branches(node), _Rated(-1.0, []))
    if best.product < POOR:
        best = _best_of(node, pair_branches(node), best)
    return best.sides


def fractional_count(node: Node) -> float | None:
    """Give the number of open hubs in the solution of the linear master where it is far from a whole number."""
    count = 0.0 if node.solution is None else float(node.solution.share.sum())
    return count if abs(count - round(count)) > WHOLE_COUNT else None


def _best_of(node: Node, branches: list[Branch], best: _Rated) -> _Rated:
    """Give the best branch of some and of another one; the best by pivots are made and bounded."""
    for pivots, many in PHASES:
        order = np.argsort(-_products_of_gains(node, branches, pivots), kind="stable")
        branches = [branches[k] for k in order[:many]]
    for branch in branches:
        if node.oracle.stop() or best.product > GOOD:
            break
        rated = _bounded(node, branch, best.product)
        best = max(best, rated, key=lambda each: each.product)
    return best


def _products_of_gains(node: Node, branches: list[Branch], pivots: int) -> FloatArray:
    """Rate branches by the product of what both sides gain in so many pivots."""
    tried = [side for branch in branches for side in branch]
    gains = node.oracle.run_parallel(lambda k: _gain_by_pivots(node, tried[k], pivots), range(len(tried)))
    products: FloatArray = np.array(gains[::2], np.float64) * np.array(gains[1::2], np.float64)
    return products


def _gain_by_pivots(node: Node, side: Side, pivots: int) -> float:
    """Give the part of the gap that one side of a branch closes at least in the linear master."""
    if node.solution is None or node.oracle.stop():
        return 0.0
    gap = max(node.cutoff / (1 << node.oracle.shift) - node.solution.value, 1.0)
    if isinstance(side, HubCount):
        counted = side.counted(node.oracle.model)[node.pool.hub[node.master.columns]]
        rise = node.master.rise_with_limit(counted, side.low, side.high, pivots, gap)
    else:
        gone = ~side.left_of(node.pool)[node.master.columns]
        rise = node.master.rise_without(gone, side.joined, pivots, gap)
    return counted_gain(rise / gap)


def _bounded(node: Node, branch: Branch, worst: float) -> _Rated:
    """Make and bound both sides, unless one of them gains so little that the product is ``worst`` at most."""
    gap = max(node.cutoff - node.bound, 1)
    hopeless = (node.bound + worst * gap) / (1 << node.oracle.shift) if worst > 0.0 else -np.inf

    def work(side: Side) -> OpenNode:
        child = child_of(node, side)
        if child is None:
            return OpenNode(node, side, node.cutoff + 1)
        child.solve_relaxation(hopeless)
        return OpenNode(node, side, node.cutoff + 1 if child.fathomed() else child.bound, child)

    with ThreadPoolExecutor(min(node.oracle.workers, 2)) as threads:
        sides = list(threads.map(work, branch))
    one, other = (counted_gain((side.bound - node.bound) / gap) for side in sides)
    return _Rated(one * other, sides)


def counted_gain(part: float) -> float:
    """Give what counts for a side that closes so much of the gap."""
    return min(max(part, LEAST_GAIN), 1.0)
