"""Branch over a complete pool, depth first, where cuts no longer help."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.tree.branching_rule import sides
from optimizer.search.columns.tree.children import child_over_pool
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.strong_branching import choose_branch

ROUNDS = 3
"""Rounds of cuts at each node."""

DEEPEST = 200
"""Groups that must be placed on one path of the tree, at most."""


@dataclass(slots=True, eq=False)
class PoolBranching:
    """A search tree over the plans that a complete pool makes.

    Attributes
    ----------
    offer
        Given a plan, as a pool with the numbers of its columns; gives the new cutoff, scaled.
    n_nodes
        Nodes seen.
    """

    offer: Callable[[Pool, IntArray], int]
    n_nodes: int = 0

    def search(self, node: Node) -> bool:
        """Search below a node; true when it holds no plan within the cutoff any more. The cutoff is lowered on the way.

        The bound of the node becomes the least of its children's.
        """
        self.n_nodes += 1
        rounds = 0
        while True:
            if node.oracle.stop():
                return False
            if node.fathomed():
                return True
            if node.solution is None and not node.solve_relaxation():
                return node.fathomed()
            if node.fathomed():
                return True
            whole = self._integral_columns(node)
            if whole is not None:
                node.lower_cutoff(self.offer(node.pool, whole))
                return node.fathomed()
            if rounds >= ROUNDS or not node.add_round_of_cuts():
                if node.solution is None:
                    continue
                break
            rounds += 1
        return self._branch(node)

    def _integral_columns(self, node: Node) -> IntArray | None:
        """Give the columns of the solution of the linear master where it is a plan."""
        solution = node.solution
        if solution is None:
            return None
        used = np.flatnonzero(solution.share > 1e-6)
        if (solution.share[used] < 1 - 1e-6).any():
            return None
        return node.master.columns[used]

    def _branch(self, node: Node) -> bool:
        """Search both sides of the best branch."""
        pair = choose_branch(node)
        if pair is None or len(node.must_be_placed) > DEEPEST:
            return False
        bounds = []
        cutoff = node.cutoff
        for decision in sides(*pair):
            must_be_placed = frozenset({decision.group}) if decision.together else frozenset[int]()
            child = child_over_pool(node, decision.left_of(node.pool), cutoff, must_be_placed)
            closed = self.search(child)
            cutoff = min(cutoff, child.cutoff)
            bounds.append(child.cutoff + 1 if closed else child.bound)
            if not closed and node.oracle.stop():
                return False
        node.lower_cutoff(cutoff)
        node.bound = max(node.bound, min(bounds))
        return node.bound > node.cutoff
