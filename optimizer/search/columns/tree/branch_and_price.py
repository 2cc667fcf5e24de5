"""Branch and price: raise the bounds of open nodes and branch until none holds a better plan, best bound first.

With two workers or more, two nodes are worked on at a time as soon as two are open.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts
from optimizer.search.columns.formulation.plans import choice_of
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.pricing.oracle import PricingOracle
from optimizer.search.columns.tree.heuristics import PrimalHeuristics, solve_master
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node
from optimizer.search.columns.tree.open_node import OpenNode
from optimizer.search.columns.tree.root import listed_node, root_node, with_cuts_raised
from optimizer.search.columns.tree.strong_branching import choose_branch, fractional_count

SMALL_POOL = 1_500
"""Columns of a complete pool below which the first node is branched on, whether cuts still help or not."""

ROUNDS = 3
"""Rounds of cuts at a node with a complete pool, but for the first node."""

AHEAD = 0.2
"""Of what a better plan may still gain: so far above the lowest bound of the others a first node waits for its turn."""

MOST_OPEN = 60
"""Open nodes, each with a pool and an inverse in memory, from which the one opened last comes first."""

MOST_MADE = 20
"""Open nodes from which those that come are made again when it is their turn."""


def branch_and_price(
    incumbent: Incumbent,
    oracle: PricingOracle,
    begin: BoundWithCuts,
    columns: Pool,
    improve: Callable[[float], None],
    *,
    only_listed: bool = False,
) -> None:
    """Close the gap from the duals of a bound on, as far as time allows.

    Parameters
    ----------
    incumbent
        Holds the best plan and the bound; both are improved.
    begin
        The duals to begin with, and the cuts they have.
    columns
        Columns met while that was found.
    improve
        Looks for a better plan for so many seconds, by other means.
    only_listed
        Whether to leave it where the columns of all better plans cannot be listed from those duals.
    """
    root = listed_node(incumbent, oracle, begin) if only_listed else root_node(incumbent, oracle, begin, columns)
    if root is None:
        return
    heuristics = PrimalHeuristics(incumbent, improve)
    try:
        Tree(incumbent, heuristics, oracle.shift).search(root)
    finally:
        heuristics.close()


@dataclass(slots=True, eq=False)
class Tree:
    """The nodes that are still open; the one with the lowest bound comes first.

    Attributes
    ----------
    shift
        Bounds are scaled by ``2**shift``.
    open_nodes, current
        Nodes that nobody has looked at yet, and those that are being worked on.
    closed_bound
        The least of the bounds of the nodes that are done with, fathomed or given up; ``None`` for none.
    """

    incumbent: Incumbent
    heuristics: PrimalHeuristics
    shift: int
    open_nodes: list[OpenNode] = field(default_factory=list)
    current: list[OpenNode] = field(default_factory=list)
    closed_bound: int | None = None
    _lock: Lock = field(default_factory=Lock)

    def search(self, root: Node) -> None:
        """Process and branch until no node is open, as far as time allows."""
        self.open_nodes.append(OpenNode(root, None, root.bound))
        self._work(self._next())
        workers = min(self.incumbent.workers, 2)
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(workers) as threads:
            while True:
                while self.open_nodes and len(running) < workers and not self.incumbent.over():
                    running.add(threads.submit(self._work, self._next()))
                if not running:
                    break
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
        self._report_bound()

    def _next(self) -> OpenNode:
        """Take the open node with the lowest bound, or the last one where many are open."""
        with self._lock:
            number = len(self.open_nodes) - 1
            if number < MOST_OPEN:
                number = min(range(number + 1), key=lambda k: self.open_nodes[k].bound)
            chosen = self.open_nodes.pop(number)
            self.current.append(chosen)
            self.heuristics.idle = len(self.current) < self.incumbent.workers
        return chosen

    def _work(self, chosen: OpenNode) -> None:
        """Process a node, and branch on it unless no better plan is in it."""
        node = chosen.made(self.incumbent)
        children: list[OpenNode] = []
        if node is not None:
            node = self._with_cuts_raised(node, chosen)
            waits = self._process(node, chosen)
            if waits and not node.fathomed():
                children = [OpenNode(node, None, node.bound)]
            elif not node.fathomed() and not self.incumbent.over():
                children = choose_branch(node)
        with self._lock:
            self.current.remove(chosen)
            self.heuristics.idle = len(self.current) < self.incumbent.workers
            if node is not None:
                self.close_or_open(node, children)
        self._report_bound()

    def _with_cuts_raised(self, node: Node, chosen: OpenNode) -> Node:
        """Give a first node with the cuts that relax and cut finds, unless the number of hubs is to be branched on."""
        _apply_cutoff(self.incumbent, node)
        untouched = chosen.follows_count and not node.complete and len(node.master.triples) == 0
        if not untouched or not node.solve_relaxation() or self._is_done(node, chosen):
            return node
        return node if fractional_count(node) is not None else with_cuts_raised(self.incumbent, node)

    def close_or_open(self, node: Node, children: list[OpenNode]) -> None:
        """Open the children of a node that may hold a better plan, and keep the bounds of the others.

        Without children the bound of the node itself is kept.
        """
        closed = [each.bound for each in children if each.bound > node.cutoff] if children else [_proved_bound(node)]
        if self.closed_bound is not None:
            closed.append(self.closed_bound)
        self.closed_bound = min(closed, default=None)
        few = len(self.open_nodes) < MOST_MADE
        self.open_nodes += [each.to_keep(made=few) for each in children if each.bound <= node.cutoff]

    def _report_bound(self) -> None:
        """Pass on what all nodes prove: the lowest of their bounds."""
        incumbent = self.incumbent
        with self._lock:
            bounds = [node.bound for node in (*self.open_nodes, *self.current)]
            if self.closed_bound is not None:
                bounds.append(self.closed_bound)
        if bounds:
            incumbent.raise_scaled_bound(min(bounds), self.shift)
        elif incumbent.value is not None:
            incumbent.raise_bound(incumbent.value)

    def _process(self, node: Node, chosen: OpenNode) -> bool:
        """Run the cut loop of one node until no better plan is in it or cuts help no more; true where it goes on later.

        Below other branches than those on all open hubs it begins once the pool is complete: as long as the gap is too
        wide for that, branching on raises the bound sooner.
        """
        _apply_cutoff(self.incumbent, node)
        going, rounds = node.solution is not None or node.solve_relaxation(), 0
        while not self._is_done(node, chosen) and going and self._is_worth_cuts(node, chosen, rounds):
            self.heuristics.look(node)
            _apply_cutoff(self.incumbent, node)
            gap = node.cutoff - node.bound
            if not node.crowded and gap < 0.8 * node.gap_not_listed and not node.complete_pool():
                node.gap_not_listed = gap
            if not chosen.follows_count and not node.complete:
                break
            rounds += 1
            going = node.add_round_of_cuts()
            if going and self._is_ahead(node, chosen):
                return True
        if node.complete and not self._columns_are_all and not node.fathomed() and not self.incumbent.over():
            _solve_whole_pool(self.incumbent, node)
        return False

    def _is_ahead(self, node: Node, chosen: OpenNode) -> bool:
        """Tell whether a node lies so far above another open one that its cuts can wait."""
        with self._lock:
            lowest = min((each.bound for each in self.open_nodes), default=node.bound)
        may_wait = chosen.follows_count and not node.complete
        return may_wait and node.bound - lowest > AHEAD * (node.cutoff - lowest)

    @property
    def _columns_are_all(self) -> bool:
        """Whether a choice of columns is a plan; else some rule or a part of the objective looks at several at once."""
        return self.incumbent.model.plain and self.incumbent.objective.spread is None

    def _is_done(self, node: Node, chosen: OpenNode) -> bool:
        """Report the bound of a node; true where no better plan is in it, or where it cannot be raised further."""
        while True:
            chosen.bound = max(chosen.bound, _proved_bound(node))
            self._report_bound()
            if node.fathomed() or self.incumbent.over():
                return True
            if not node.complete or node.solution is not None:
                return self._columns_are_all and self._is_plan(node)
            if not node.solve_relaxation():
                return True

    def _is_worth_cuts(self, node: Node, chosen: OpenNode, rounds: int) -> bool:
        """Tell whether to add cuts before branching.

        The number of hubs is branched on at once. A node below the first, or one with few columns left, is worth a few
        rounds once its pool is complete.
        """
        first = chosen.side is None
        if first and rounds == 0 and fractional_count(node) is not None:
            return False
        return not node.complete or rounds < ROUNDS or (first and len(node.pool) > SMALL_POOL)

    def _is_plan(self, node: Node) -> bool:
        """Offer the solution of the linear master where it is a plan; true where the node is done with then.

        Where the bound lies below that plan nevertheless, as duals are rounded, the pool is searched for a better one.
        """
        whole = node.integral_columns()
        if whole is None:
            return False
        self.incumbent.offer(choice_of(self.incumbent.model, node.oracle.model, node.pool, whole))
        _apply_cutoff(self.incumbent, node)
        if node.complete and not node.fathomed():
            _solve_whole_pool(self.incumbent, node)
        return node.complete or node.fathomed()


def _proved_bound(node: Node) -> int:
    """Give what no plan of a node costs less than; where none within the cutoff is left, all cost more than that."""
    return node.cutoff + 1 if node.fathomed() else node.bound


def _apply_cutoff(incumbent: Incumbent, node: Node) -> None:
    cutoff = incumbent.cutoff(node.oracle.shift)
    if cutoff is not None:
        node.lower_cutoff(cutoff)


def _solve_whole_pool(incumbent: Incumbent, node: Node) -> None:
    """Look for the best plan of a complete pool."""
    node.solution = None
    found = solve_master(incumbent, node, node.pool, incumbent.seconds_left(), incumbent.workers)
    _apply_cutoff(incumbent, node)
    if found.bound is not None:
        node.bound = max(node.bound, found.bound << node.oracle.shift)
    # A plan of columns may still break a rule that columns do not know: then its value is a bound and no more.
    node.exhausted = found.proved and (
        found.value is None or (incumbent.value is not None and incumbent.value <= found.value)
    )
