"""A node of the tree that is not done with: one side of a branch, made when it is its turn, or the first node."""

from dataclasses import dataclass

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
    def near_first(self) -> bool:
        """Whether nothing but the number of all open hubs was branched on."""
        return self.side is None or (isinstance(self.side, HubCount) and self.side.hubs is None)

    def made(self, incumbent: Incumbent) -> Node | None:
        """Make the node; ``None`` where it is empty."""
        if self.child is not None or self.side is None:
            return self.child or self.parent
        anew = self.near_first and not self.parent.complete and len(self.parent.master.triples) == 0
        if isinstance(self.side, HubCount) and anew:
            return root_with_count(incumbent, self.parent, self.side)
        return child_of(self.parent, self.side)
