"""Branch where cuts no longer help: over a complete pool, on which hub a group belongs to, depth first.

Source: Ceselli and Righini (2005), doi 10.1002/net.20059 (branching on the assignment of a customer).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.closing import Closing
from optimizer.search.columns.pool import Pool

ROUNDS = 3
"""Rounds of cuts at each node."""

DEEPEST = 200
"""Groups forced on one path of the tree, at most."""


@dataclass(slots=True, eq=False)
class Branching:
    """A search tree over the plans that a complete pool makes.

    Attributes
    ----------
    stop
        Says when to give up.
    better
        Given a better plan, as a pool with the numbers of its columns and its cost; gives the new cutoff, scaled.
    nodes
        Nodes seen.
    """

    stop: Callable[[], bool]
    better: Callable[[Pool, IntArray], int]
    nodes: int = 0

    def search(self, node: Closing) -> bool:
        """Search below a node; true when it holds no plan within the cutoff any more. The cutoff is lowered on the way.

        The bound of the node becomes the least of its children's.
        """
        self.nodes += 1
        rounds = 0
        while True:
            if self.stop():
                return False
            if node.done():
                return True
            if node.relaxed is None and not node.root(self.stop):
                return node.done()
            if node.done():
                return True
            whole = self._whole(node)
            if whole is not None:
                node.lower(self.better(node.pool, whole))
                return node.done()
            if rounds >= ROUNDS or not node.step(self.stop):
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
        """Branch on the group and hub that the fractional plan is least sure of."""
        choice = self._unsure(node)
        if choice is None or len(node.forced) > DEEPEST:
            return False
        group, hub = choice
        holds = node.pool.holds(group)
        here = node.pool.hub == hub
        bounds = []
        cutoff = node.cutoff
        inside = frozenset({group})
        for keep, forced in ((~holds | here, inside), (~(holds & here), frozenset[int]())):
            child = node.child(keep, cutoff, forced)
            closed = self.search(child)
            cutoff = min(cutoff, child.cutoff)
            bounds.append(child.cutoff + 1 if closed else child.bound)
            if not closed and self.stop():
                return False
        node.lower(cutoff)
        node.bound = max(node.bound, min(bounds))
        return node.bound > node.cutoff

    def _unsure(self, node: Closing) -> tuple[int, int] | None:
        relaxed = node.relaxed
        if relaxed is None:
            return None
        used = np.flatnonzero(relaxed.share > 1e-6)
        columns = node.master.columns[used]
        length = np.diff(node.pool.start)[columns]
        part = node.pool.take(columns)
        key = part.group.astype(np.int64) * node.oracle.model.n_hubs + np.repeat(part.hub.astype(np.int64), length)
        pairs, place = np.unique(key, return_inverse=True)
        total = np.bincount(place, np.repeat(relaxed.share[used], length))
        doubt = np.abs(total - 0.5)
        best = int(np.argmin(doubt))
        if doubt[best] > 0.5 - 1e-6:
            return None
        return int(pairs[best] // node.oracle.model.n_hubs), int(pairs[best] % node.oracle.model.n_hubs)
