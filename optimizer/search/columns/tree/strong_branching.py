"""Which group and hub to branch on: a few candidates are tried on the columns of the master, and the best is taken.

Candidates are the pairs whose share is nearest to a half, open hubs before other groups. A pair is rated by the product
of what both sides raise the value of the linear master by.
Source: Achterberg, Koch and Martin (2005), doi 10.1016/j.orl.2004.04.002 (strong branching, product of both gains).
"""

import numpy as np

from optimizer.search.columns.tree.branching_rule import Decision, sides
from optimizer.search.columns.tree.node import Node

CANDIDATES = 4
"""Hubs, and other groups, that are tried before one is branched on."""


def choose_branch(node: Node) -> tuple[int, int] | None:
    """Give the group and the hub to branch on; ``None`` where the solution of the linear master is whole."""
    pairs = _most_fractional(node)
    tried = [decision for pair in pairs for decision in sides(*pair)]

    def gain(number: int) -> float | None:
        return None if node.oracle.stop() else _gain(node, tried[number])

    gains = node.oracle.run_parallel(gain, range(len(tried)))
    best, highest = None, -1.0
    for pair, one, other in zip(pairs, gains[::2], gains[1::2], strict=True):
        if one is None or other is None:
            return pairs[0]
        if one * other > highest:
            best, highest = pair, one * other
    return best


def _gain(node: Node, decision: Decision) -> float | None:
    """Give the part of the gap that one side of a branch closes in the linear master; ``None`` without a solution."""
    if node.solution is None:
        return None
    master = node.master.copied()
    master.keep_columns(decision.left_of(node.pool)[master.columns])
    master.forbid_unplaced(frozenset({decision.group}) if decision.together else frozenset())
    answer = master.solve()
    gap = max(node.cutoff / (1 << node.oracle.shift) - node.solution.value, 1.0)
    gain = gap if answer is None or answer.artificial > 1e-6 else answer.value - node.solution.value
    return min(max(gain / gap, 1e-3), 1.0)


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
