"""Branch and bound on open hubs by Lagrangian bounds alone, for large constellations.

With twenty homes and more a linear master takes very many columns, of which there are too many to list. But once hubs
are chosen, the Lagrangian bound all but meets the best plan, as a home is little of what a hub holds: what is left open
is which hubs, and that a few hundred nodes decide. Each begins with the duals and the mean solution of its parent, and
has only the hubs and pairs that may still be in a better plan.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from optimizer.model import IntArray
from optimizer.search.columns.bounds.column_enumeration import price_with_cuts
from optimizer.search.columns.bounds.volume import Pace, point_at, raise_from
from optimizer.search.columns.formulation.cuts import no_cuts
from optimizer.search.columns.formulation.pool import empty_pool
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branch_and_price import branch_and_price
from optimizer.search.columns.tree.hub_branching import HubNode, branches_of, distances_of_hubs, side_of
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.strong_branching import counted_gain

LARGE = 16
"""With more homes in a constellation, on average, this serves better than a linear master."""

FROM_ROOT = Pace(0.05, 8, 0.05)
"""At the duals of the Lagrangian bound, where the mean is still far from a plan of fractions."""

FROM_PARENT = Pace(0.08, 3)
"""At the duals and with the mean of the parent."""

ROOT_ROUNDS, ROOT_STEPS, STEPS = 2, 300, 120
"""Of the volume algorithm: the first node is raised and fixed twice; another is once its branch is chosen."""

PHASES = ((16, 20), (40, 3))
"""Strong branching: steps for a side, and the branches tried, at most."""

SHARED = 20_000
"""Items of a model from which its hubs are priced on all cores; with fewer a step is too short to share."""

SHARE_OF_LEAF = 0.1
"""Of the time left, what the columns of a node with nothing to branch on may take."""


class _Rated(NamedTuple):
    """The product of what both sides of a branch gain, and the sides that may hold a better plan."""

    product: float
    sides: list[HubNode]


@dataclass(slots=True, eq=False)
class HubTree:
    """The open nodes, the lowest bound first; the search can be let run again and again.

    A node with nothing to branch on, whose columns cannot be listed, ends it: its bound is the lowest of all, so no
    other node could raise that any more.

    Attributes
    ----------
    oracle
        Prices the columns of the whole model.
    hubs, distance
        All hubs by their number in the model, and what the home of each costs at the others.
    open_nodes
        A heap, by bound and by the order in which they came.
    """

    incumbent: Incumbent
    oracle: PricingOracle
    hubs: IntArray
    distance: IntArray
    open_nodes: list[tuple[int, int, HubNode]] = field(default_factory=list)
    _n_made: int = 0

    @classmethod
    def begun(cls, incumbent: Incumbent, oracle: PricingOracle, duals: Duals) -> "HubTree":
        """Begin with the whole model at the duals of its Lagrangian bound."""
        tree = cls(incumbent, oracle, oracle.model.hub, distances_of_hubs(oracle.model))
        point = point_at(oracle, duals)
        root = None if point is None else HubNode(oracle.model, point.best.duals, point.mean, point.best.bound)
        for _ in range(ROOT_ROUNDS):
            root = root and tree._raised(root, ROOT_STEPS, FROM_ROOT, fix=True)
        if root is not None:
            tree._open(root)
        tree._report_bound()
        return tree

    def search(self, seconds: float) -> None:
        """Branch on the node with the lowest bound until none is open, or for so many seconds."""
        if not self.open_nodes:
            return
        late = self.incumbent.within(seconds)
        while self.open_nodes and not self.incumbent.over() and not late():
            bound, number, node = heapq.heappop(self.open_nodes)
            if bound > self._cutoff:
                continue
            children = self._children(node)
            if self.incumbent.stop():
                heapq.heappush(self.open_nodes, (bound, number, node))
                break
            if children is None and not self._is_closed_by_columns(node):
                self.open_nodes.clear()
                return
            for child in children or ():
                self._open(child)
            self._report_bound()
        self._report_bound()

    def _open(self, node: HubNode) -> None:
        heapq.heappush(self.open_nodes, (node.bound, self._n_made, node))
        self._n_made += 1

    @property
    def _cutoff(self) -> int:
        cutoff = self.incumbent.cutoff(self.oracle.shift)
        if cutoff is None:
            raise ValueError("a tree without an incumbent")
        return cutoff

    def _report_bound(self) -> None:
        """Pass on what all nodes prove, where none was left out."""
        if self.open_nodes:
            self.incumbent.raise_scaled_bound(self.open_nodes[0][0], self.oracle.shift)
        elif self.incumbent.value is not None:
            self.incumbent.raise_bound(self.incumbent.value)

    def _children(self, node: HubNode) -> list[HubNode] | None:
        """Give the sides of the best branch that may hold a better plan; ``None`` where there is none to branch on."""
        branches = branches_of(node, self.hubs, self.distance)
        if not branches:
            return None
        (steps, many), (more_steps, fewer) = PHASES
        first = ([side_of(node, side) for side in branch] for branch in branches[:many])
        best = self._rated(node, first, steps)
        best = self._rated(node, [each.sides for each in best[:fewer]], more_steps)
        raised = [self._raised(side, STEPS, FROM_PARENT, fix=True) for side in best[0].sides] if best else []
        return [each for each in raised if each is not None]

    def _is_closed_by_columns(self, node: HubNode) -> bool:
        """Look for a better plan in a node with nothing to branch on, where its columns can be listed."""
        whole, model = self.incumbent, node.model
        begin = price_with_cuts(replace(self.oracle, model=model), node.duals, no_cuts(model.n_groups))
        if begin is None:
            return True
        end = whole.meter.now() + SHARE_OF_LEAF * whole.seconds_left()
        part = replace(whole, deadline=end, report=lambda _value, _bound: None, bound=None)
        oracle = replace(self.oracle, model=model, stop=part.stop, seconds_left=part.seconds_left)
        branch_and_price(part, oracle, begin, empty_pool(model), lambda _seconds: None, only_listed=True)
        if part.choice is not None:
            whole.offer(part.choice)
        return part.solved()

    def _rated(self, node: HubNode, tried: Iterable[list[HubNode]], steps: int) -> list[_Rated]:
        """Raise the sides of branches, and give the branches with the largest product of gains first."""
        gap = max(self._cutoff - node.bound, 1)
        rated = []
        for both in tried:
            if self.incumbent.stop():
                break
            product, left = 1.0, []
            for side in both:
                raised = self._raised(side, steps, FROM_PARENT, fix=False)
                if raised is not None:
                    product *= counted_gain((raised.bound - node.bound) / gap)
                    left.append(raised)
            rated.append(_Rated(product, left))
        return sorted(rated, key=lambda each: -each.product)

    def _raised(self, node: HubNode, steps: int, pace: Pace, *, fix: bool) -> HubNode | None:
        """Raise the bound of a node; ``None`` where no better plan is in it."""
        if self.incumbent.stop():
            return node
        cutoff = self._cutoff
        workers = 1 if len(node.model.item) < SHARED else self.oracle.workers
        oracle = replace(self.oracle, model=node.model, workers=workers)
        point = point_at(oracle, node.duals, node.mean)
        if point is None:
            return None
        point = raise_from(oracle, point, cutoff + 1, steps, self.incumbent.stop, lambda _seen: None, pace)
        if point is None or point.best.bound > cutoff:
            return None
        return node.fixed(point, cutoff) if fix else node.at(point)
