"""What to branch on: the number of open hubs where that is no whole number, or else a group and a hub.

Of those a few candidates are tried on the columns of the master, and the best is taken. Candidates are the pairs whose
share is nearest to a half, open hubs before other groups. A pair is rated by the product of what both sides raise the
value of the linear master by.
Source: Achterberg, Koch and Martin (2005), doi 10.1016/j.orl.2004.04.002 (strong branching, product of both gains).
"""

import numpy as np

from optimizer.search.columns.tree.branching_rule import Decision, Side, sides, sides_of_count
from optimizer.search.columns.tree.node import Node

CANDIDATES = 8
"""Hubs, and other groups, that are tried before one is branched on."""

WHOLE_COUNT = 0.05
"""How far from a whole number of open hubs is not branched on."""

PIVOTS = 100
"""Pivots of the dual simplex for one side of a branch, at most."""


def choose_branch(node: Node) -> tuple[Side, Side] | None:
    """Give both sides of the branch; ``None`` where the solution of the linear master is whole."""
    count = fractional_count(node)
    if count is not None:
        return sides_of_count(count)
    pairs = _most_fractional(node)
    tried = [decision for pair in pairs for decision in sides(*pair)]
    gains = node.oracle.run_parallel(lambda k: _gain(node, tried[k]), range(len(tried)))
    products = [together * apart for together, apart in zip(gains[::2], gains[1::2], strict=True)]
    return sides(*pairs[int(np.argmax(products))]) if pairs else None


def fractional_count(node: Node) -> float | None:
    """Give the number of open hubs in the solution of the linear master where it is far from a whole number."""
    count = 0.0 if node.solution is None else float(node.solution.share.sum())
    return count if abs(count - round(count)) > WHOLE_COUNT else None


def _gain(node: Node, decision: Decision) -> float:
    """Give the part of the gap that one side of a branch closes at least in the linear master."""
    if node.solution is None or node.oracle.stop():
        return 0.0
    gap = max(node.cutoff / (1 << node.oracle.shift) - node.solution.value, 1.0)
    gone = ~decision.left_of(node.pool)[node.master.columns]
    placed = frozenset({decision.group}) if decision.together else frozenset[int]()
    return min(max(node.master.rise_without(gone, placed, PIVOTS, gap) / gap, 1e-3), 1.0)


def _most_fractional(node: Node) -> list[tuple[int, int]]:
    """Give the pairs of a group and a hub whose share is nearest to a half, pairs of a hub's own group first."""
    solution = node.solution
    if solution is None:
        return []
    used = np.flatnonzero(solution.share > 1e-6)
    columns = node.master.columns[used]
    length = np.diff(node.pool.start)[columns]
    part = node.pool.take(columns)
    n_hubs = node.oracle.model.n_hubs
    key = part.group.astype(np.int64) * n_hubs + np.repeat(part.hub.astype(np.int64), length)
    pairs, place = np.unique(key, return_inverse=True)
    distance = np.abs(np.bincount(place, np.repeat(solution.share[used], length)) - 0.5)
    pairs, distance = pairs[distance < 0.5 - 1e-6], distance[distance < 0.5 - 1e-6]
    group, hub = pairs // n_hubs, pairs % n_hubs
    own = node.oracle.model.own[hub] == group
    order = np.argsort(distance, kind="stable")
    chosen = [*order[own[order]][:CANDIDATES], *order[~own[order]][:CANDIDATES]]
    return [(int(group[p]), int(hub[p])) for p in chosen]
