"""Branch where cuts no longer help: over a complete pool, on which hub a group belongs to, depth first.

Source: Ceselli and Righini (2005), doi 10.1002/net.20059 (branching on the assignment of a customer).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.master.pool import Pool
from optimizer.search.columns.tree.cut_loop import Closing

ROUNDS = 3
"""Rounds of cuts at each node."""

TRIED = 4
"""Hubs, and other groups, that are tried before one is branched on."""

DEEPEST = 200
"""Groups forced on one path of the tree, at most."""


@dataclass(slots=True, eq=False)
class Branching:
    """A search tree over the plans that a complete pool makes.

    Attributes
    ----------
    better
        Given a better plan, as a pool with the numbers of its columns and its cost; gives the new cutoff, scaled.
    nodes
        Nodes seen.
    """

    better: Callable[[Pool, IntArray], int]
    nodes: int = 0

    def search(self, node: Closing) -> bool:
        """Search below a node; true when it holds no plan within the cutoff any more. The cutoff is lowered on the way.

        The bound of the node becomes the least of its children's.
        """
        self.nodes += 1
        rounds = 0
        while True:
            if node.oracle.stop():
                return False
            if node.done():
                return True
            if node.relaxed is None and not node.root():
                return node.done()
            if node.done():
                return True
            whole = self._whole(node)
            if whole is not None:
                node.lower(self.better(node.pool, whole))
                return node.done()
            if rounds >= ROUNDS or not node.step():
                if node.relaxed is None:
                    continue
                break
            rounds += 1
        return self._split(node)

    def _whole(self, node: Closing) -> IntArray | None:
        relaxed = node.relaxed
        if relaxed is None:
            return None
        used = np.flatnonzero(relaxed.share > 1e-6)
        if (relaxed.share[used] < 1 - 1e-6).any():
            return None
        return node.master.columns[used]

    def _split(self, node: Closing) -> bool:
        """Branch on the group and hub that raise both sides most."""
        choice = choice_of_branch(node)
        if choice is None or len(node.forced) > DEEPEST:
            return False
        bounds = []
        cutoff = node.cutoff
        for keep, forced in _sides(node.pool, *choice):
            child = node.child(keep, cutoff, forced)
            closed = self.search(child)
            cutoff = min(cutoff, child.cutoff)
            bounds.append(child.cutoff + 1 if closed else child.bound)
            if not closed and node.oracle.stop():
                return False
        node.lower(cutoff)
        node.bound = max(node.bound, min(bounds))
        return node.bound > node.cutoff


def choice_of_branch(node: Closing) -> tuple[int, int] | None:
    """Try what is least sure, hubs before others, on the columns of the master alone."""
    unsure = _unsure(node)
    relaxed, best, most = node.relaxed, None, -1.0
    for group, hub in unsure:
        gains = []
        for keep, forced in _sides(node.pool, group, hub):
            if relaxed is None or node.oracle.stop():
                return unsure[0]
            master = node.master.copied()
            master.keep_columns(keep[master.columns])
            master.place_all(forced)
            answer = master.solve()
            gap = max(node.cutoff / (1 << node.oracle.shift) - relaxed.value, 1.0)
            gain = gap if answer is None or answer.artificial > 1e-6 else answer.value - relaxed.value
            gains.append(min(max(gain / gap, 1e-3), 1.0))
        if gains[0] * gains[1] > most:
            best, most = (group, hub), gains[0] * gains[1]
    return best


def _sides(pool: Pool, group: int, hub: int) -> tuple[tuple[BoolArray, frozenset[int]], ...]:
    """Give the columns of both sides, with the groups that are left out no more: at this hub, or not at this hub."""
    holds, here = pool.holds(group), pool.hub == hub
    return (~holds | here, frozenset({group})), (~(holds & here), frozenset[int]())


def _unsure(node: Closing) -> list[tuple[int, int]]:
    """Give the pairs of a group and a hub that the fractional plan is least sure of, some of them open hubs."""
    relaxed = node.relaxed
    if relaxed is None:
        return []
    used = np.flatnonzero(relaxed.share > 1e-6)
    columns = node.master.columns[used]
    length = np.diff(node.pool.start)[columns]
    part = node.pool.take(columns)
    n_hubs = node.oracle.model.n_hubs
    key = part.group.astype(np.int64) * n_hubs + np.repeat(part.hub.astype(np.int64), length)
    pairs, place = np.unique(key, return_inverse=True)
    doubt = np.abs(np.bincount(place, np.repeat(relaxed.share[used], length)) - 0.5)
    pairs, doubt = pairs[doubt < 0.5 - 1e-6], doubt[doubt < 0.5 - 1e-6]
    group, hub = pairs // n_hubs, pairs % n_hubs
    home = node.oracle.model.own[hub] == group
    order = np.argsort(doubt, kind="stable")
    chosen = [*order[home[order]][:TRIED], *order[~home[order]][:TRIED]]
    return [(int(group[p]), int(hub[p])) for p in chosen]
