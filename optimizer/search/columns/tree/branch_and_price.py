"""Branch and price: raise the bounds of open nodes and branch until none holds a better plan, best bound first."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts, enumerate_columns, price_with_cuts
from optimizer.search.columns.bounds.lagrangian import LagrangianBound
from optimizer.search.columns.formulation.cuts import no_cuts
from optimizer.search.columns.formulation.plans import choice_of, columns_of
from optimizer.search.columns.formulation.pool import Pool, concatenated, undominated
from optimizer.search.columns.pricing.oracle import PricingOracle
from optimizer.search.columns.tree.branching_rule import sides
from optimizer.search.columns.tree.children import child_by_pricing
from optimizer.search.columns.tree.diving import dive
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.pool_branching import PoolBranching
from optimizer.search.columns.tree.strong_branching import choose_branch

FIRST_POOL = 40_000
"""Columns that the first pool is hoped to hold at least."""

SMALL_POOL = 1_500
"""Columns of a complete pool at which branching over it begins, whether cuts still help or not."""

PATIENCE = 6
"""Seconds of proof for each second of other search, twice as many each time that the latter finds nothing."""


def rounded_up(scaled: int, shift: int) -> int:
    """Round a scaled bound up to a whole number."""
    return -((-scaled) >> shift)


def branch_and_price(
    incumbent: Incumbent, oracle: PricingOracle, begin: LagrangianBound, columns: Pool, improve: Callable[[float], None]
) -> None:
    """Close the gap from the duals of a Lagrangian bound on, as far as time allows.

    Parameters
    ----------
    incumbent
        Holds the best plan and the bound; both are improved.
    begin
        The duals to begin with.
    columns
        Columns met while that bound was found.
    improve
        Looks for a better plan for so many seconds, by other means.
    """
    proved = price_with_cuts(oracle, begin.duals, no_cuts(oracle.model.n_groups))
    if proved is None:
        incumbent.infeasible = True
        return
    _Tree(incumbent, improve, oracle.shift).search(_root_node(incumbent, oracle, proved, columns))


@dataclass(slots=True, eq=False)
class _Tree:
    """The nodes that are still open; the one with the lowest bound comes first.

    Attributes
    ----------
    shift
        Bounds are scaled by ``2**shift``.
    open_nodes
        Nodes that are not looked at yet.
    closed_bounds
        Bounds of the nodes that are done with, fathomed or given up.
    """

    incumbent: Incumbent
    improve: Callable[[float], None]
    shift: int
    open_nodes: list[Node] = field(default_factory=list)
    closed_bounds: list[int] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _improving_s: float = 0.0
    _patience: int = PATIENCE
    _rounds: int = 0
    _next_dive: int = 0
    _pause: int = 3

    def search(self, root: Node) -> None:
        """Process and branch until no node is open, as far as time allows."""
        incumbent = self.incumbent
        self.open_nodes.append(root)
        while self.open_nodes and not incumbent.solved() and not incumbent.stop():
            node = self.open_nodes.pop(int(np.argmin([node.bound for node in self.open_nodes])))
            _apply_cutoff(incumbent, node)
            if not self._process(node) and not node.fathomed() and not incumbent.stop():
                self._branch(node)
            else:
                self.closed_bounds.append(_proved_bound(node))
            if node is not root:
                node.oracle.close()
        for node in self.open_nodes:
            self.closed_bounds.append(node.bound)
            if node is not root:
                node.oracle.close()
        self.open_nodes = []
        self._report_bound(None)

    def _report_bound(self, current: Node | None) -> None:
        """Pass on what all nodes prove: the lowest of their bounds."""
        incumbent = self.incumbent
        bounds = [*self.closed_bounds, *(node.bound for node in self.open_nodes)]
        if current is not None:
            bounds.append(_proved_bound(current))
        if bounds:
            incumbent.raise_bound(rounded_up(min(bounds), self.shift))
        elif incumbent.value is not None:
            incumbent.raise_bound(incumbent.value)

    def _process(self, node: Node) -> bool:
        """Run the cut loop of one node; true when no better plan is in it."""
        incumbent = self.incumbent
        gap_not_listed = float("inf")
        if node.going is None:
            going = node.solve_relaxation()
        else:
            going = node.going
            self._rounds += 1
            if not node.fathomed():
                self._look_for_plans(node)
                _apply_cutoff(incumbent, node)
        while True:
            self._report_bound(node)
            if node.fathomed() or incumbent.solved():
                return True
            if incumbent.stop():
                return False
            if node.complete and (len(node.pool) <= SMALL_POOL or not going):
                if not incumbent.model.plain or incumbent.objective.spread is not None:
                    _solve_restricted_master(incumbent, node, len(node.pool), incumbent.seconds_left())
                else:
                    _branch_over_pool(incumbent, node)
                return node.fathomed()
            if not going:
                return False
            self._look_for_plans(node)
            _apply_cutoff(incumbent, node)
            gap = node.cutoff - node.bound
            if not node.crowded and gap < 0.8 * gap_not_listed and not node.complete_pool():
                gap_not_listed = gap
            self._rounds += 1
            going = node.add_round_of_cuts()

    def _look_for_plans(self, node: Node) -> None:
        """Look for better plans now and then, less often as long as nothing is found."""
        incumbent, value = self.incumbent, self.incumbent.value
        if self._rounds >= self._next_dive:
            _dive(incumbent, node)
            _solve_restricted_master(incumbent, node, 4_000, min(1.0, incumbent.seconds_left()))
            self._pause = 3 if incumbent.value != value else 2 * self._pause
            self._next_dive = self._rounds + self._pause
        if time.monotonic() - self._began > self._patience * self._improving_s + 1.0:
            before, value = time.monotonic(), incumbent.value
            self.improve(min(1.0, incumbent.seconds_left()))
            self._improving_s += time.monotonic() - before
            self._patience = PATIENCE if incumbent.value != value else 2 * self._patience

    def _branch(self, node: Node) -> None:
        """Divide the plans of a node by where one group belongs."""
        pair = None if node.complete else choose_branch(node)
        if pair is None:
            self.closed_bounds.append(node.bound)
            return
        made = [child_by_pricing(node, decision) for decision in sides(*pair)]
        children = [child for child in made if child is not None]
        node.oracle.run_parallel(lambda n: children[n].advance(), range(len(children)))
        self.open_nodes += children


def _proved_bound(node: Node) -> int:
    """Give what no plan of a node costs less than; where none within the cutoff is left, all cost more than that."""
    return node.cutoff + 1 if node.fathomed() else node.bound


def _root_node(incumbent: Incumbent, oracle: PricingOracle, proved: BoundWithCuts, met: Pool) -> Node:
    """Pool the columns within a gap that makes some ten thousands of them, and those of the incumbent."""
    model = oracle.model
    cutoff = _first_cutoff(incumbent, oracle, proved.bound)
    gap = max((cutoff - proved.bound) >> 8, 1 << oracle.shift)
    pool: Pool | None = None
    complete = False
    while not incumbent.stop():
        gap = min(gap, cutoff - proved.bound)
        wider = enumerate_columns(oracle, proved, gap, 4 * FIRST_POOL)
        if wider is None and pool is None and gap > 0:
            gap //= 4
            continue
        if wider is None:
            break
        pool, complete = wider, gap >= cutoff - proved.bound
        if complete or len(pool) > FIRST_POOL or gap == 0:
            break
        gap *= 2
    pools = [proved.columns] if pool is None else [pool]
    if not complete:
        pools.append(met)
    if incumbent.choice is not None and not complete:
        pools.append(columns_of(incumbent.model, model, incumbent.choice))
    pool = undominated(model, concatenated(pools))
    return Node.at_duals(oracle, pool, complete, cutoff, proved)


def _first_cutoff(incumbent: Incumbent, oracle: PricingOracle, bound: int) -> int:
    if incumbent.value is not None:
        return (incumbent.value - 1) << oracle.shift
    return bound + abs(bound) // 2 + (10 << oracle.shift)


def _apply_cutoff(incumbent: Incumbent, node: Node) -> None:
    if incumbent.value is not None:
        node.lower_cutoff((incumbent.value - 1) << node.oracle.shift)


def _branch_over_pool(incumbent: Incumbent, node: Node) -> None:
    def offer(pool: Pool, columns: IntArray) -> int:
        incumbent.offer(choice_of(incumbent.model, node.oracle.model, pool, columns))
        if incumbent.value is None:
            return node.cutoff
        return (incumbent.value - 1) << node.oracle.shift

    node.solution = None
    if PoolBranching(offer).search(node):
        node.exhausted = True


def _dive(incumbent: Incumbent, node: Node) -> None:
    worst = float("inf") if incumbent.value is None else float(incumbent.value)
    pool, found = dive(node, worst, 0.15 * incumbent.seconds_left(), incumbent.stop)
    if found is not None:
        incumbent.offer(choice_of(incumbent.model, node.oracle.model, pool, found))
        _apply_cutoff(incumbent, node)
    node.add_columns(pool)


def _solve_restricted_master(incumbent: Incumbent, node: Node, n_columns: int, seconds: float) -> bool:
    """Look for the best plan made of the columns with the least excess; true when it was found and proved."""
    # Late: CP-SAT takes half a second to load, and a small tree is searched without it.
    from optimizer.search.columns.master.restricted_master import solve_restricted_master  # noqa: PLC0415 - as said

    order = np.arange(len(node.pool))
    if n_columns < len(node.pool):
        order = np.sort(np.argsort(node.excess, kind="stable")[:n_columns])
    pool = node.pool.take(order)
    cutoff = None if incumbent.value is None else incumbent.value - 1
    found = solve_restricted_master(node.oracle.model, pool, cutoff, seconds, incumbent.workers, incumbent.stop)
    if found.columns is not None:
        incumbent.offer(choice_of(incumbent.model, node.oracle.model, pool, found.columns))
        _apply_cutoff(incumbent, node)
    if not node.complete or len(pool) < len(node.pool):
        return False
    if found.bound is not None:
        node.bound = max(node.bound, found.bound << node.oracle.shift)
    # A plan of columns may still break a rule that columns do not know: then its value is a bound and no more.
    node.exhausted = found.proved and (
        found.value is None or (incumbent.value is not None and incumbent.value <= found.value)
    )
    return found.proved
