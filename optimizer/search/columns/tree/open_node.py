"""A node of the tree that is not done with: one side of a branch, made when it is its turn, or the first node."""

from dataclasses import dataclass, replace

from optimizer.search.columns.tree.branching_rule import HubCount, Side
from optimizer.search.columns.tree.children import child_of
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.root import root_with_count


@dataclass(slots=True, eq=False)
class OpenNode:
    """One side of a branch of another node, or the first node (no side).

    Attributes
    ----------
    parent
        The node that was branched on, or this node itself once it is made.
    bound
        Scaled; no plan of it costs less.
    child
        The node itself where it was made already, as its branch was tried.
    """

    parent: Node
    side: Side | None
    bound: int
    child: Node | None = None

    @property
    def follows_count(self) -> bool:
        """Whether nothing was branched on, or last the number of all open hubs."""
        return self.side is None or (isinstance(self.side, HubCount) and self.side.hubs is None)

    def to_keep(self, *, made: bool) -> "OpenNode":
        """Give the same with what has to stay in memory: the node itself where it was made and is to stay so."""
        if self.child is None:
            return self
        return replace(self, parent=self.child) if made else replace(self, child=None)

    def made(self, incumbent: Incumbent) -> Node | None:
        """Make the node; ``None`` where it is empty."""
        node = self.child or self._made_anew(incumbent)
        if node is not None:
            node.bound = max(node.bound, self.bound)
        return node

    def _made_anew(self, incumbent: Incumbent) -> Node | None:
        if self.side is None:
            return self.parent
        without_cuts = not self.parent.complete and len(self.parent.master.triples) == 0
        if isinstance(self.side, HubCount) and self.follows_count and without_cuts:
            return root_with_count(incumbent, self.parent, self.side)
        return child_of(self.parent, self.side)
