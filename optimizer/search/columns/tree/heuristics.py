"""Primal heuristics of the tree: dives, the restricted master over the best columns, and annealing, in turn.

With two workers or more they run in a thread of their own beside the proof, with one they take their turn with it. Less
often as long as they find nothing, unless the proof leaves a core idle.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from optimizer.search.columns.formulation.plans import choice_of
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.tree.diving import dive
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.columns.tree.node import Node

if TYPE_CHECKING:
    from optimizer.search.columns.master.restricted_master import RestrictedSolution

PATIENCE, PATIENCE_BESIDE = 6, 1
"""Seconds of proof for each second of heuristics, twice as many each time that they find nothing; in turn with the
proof, and beside it."""

MOST_COLUMNS = 4_000
"""Columns of the restricted master."""

SHARE_OF_DIVE = 0.1
"""Part of the time left that a dive may take."""


@dataclass(slots=True, eq=False)
class PrimalHeuristics:
    """Looks for better plans while a tree is searched.

    Attributes
    ----------
    incumbent
        Given every plan.
    improve
        Anneals for so many seconds.
    idle
        Whether the proof leaves a core idle.
    """

    incumbent: Incumbent
    improve: Callable[[float], None]
    idle: bool = False
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _job: "Future[Pool | None] | None" = None
    _node: Node | None = None
    _began: float = field(init=False)
    _looking_s: float = 0.0
    _patience: int = PATIENCE_BESIDE
    _rounds: int = 0
    _next_dive: int = 0
    _pause: int = 3
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._began = self.incumbent.meter.now()

    @property
    def _beside(self) -> bool:
        return self.incumbent.workers > 1

    def look(self, node: Node) -> None:
        """Look for a better plan after a round of cuts of a node, which takes in the columns that were met."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._rounds += 1
            if not self._is_time() or (self._job is not None and not self._job.done()):
                return
            met = self._job.result() if self._job is not None and self._node is node else None
            self._job, self._node = None, node
            if self._beside:
                snapshot = copy(node)
                snapshot.master = node.master.copied()
                self._job = self._thread.submit(self._run, snapshot)
            else:
                met = self._run(node)
            if met is not None:
                node.add_columns(met)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Wait for what is under way, and let the thread go."""
        self._thread.shutdown()
        if self._job is not None:
            self._job.result()

    def _is_time(self) -> bool:
        """Tell whether the proof has gone on for long enough without a look."""
        waited = self.incumbent.meter.now() - self._began - (0.0 if self._beside else 1.0)
        return self.idle or waited > self._patience * self._looking_s

    def _run(self, node: Node) -> Pool | None:
        """Dive, or anneal where it is no time for a dive; gives the columns of the dive."""
        incumbent, value, met = self.incumbent, self.incumbent.value, None
        before = incumbent.meter.now()
        if self._rounds >= self._next_dive:
            met = dive_from(incumbent, node)
            order = np.sort(np.argsort(node.excess, kind="stable")[:MOST_COLUMNS])
            solve_master(incumbent, node, node.pool.take(order), min(1.0, incumbent.seconds_left()), 1)
            self._pause = 3 if incumbent.value != value else 2 * self._pause
            self._next_dive = self._rounds + self._pause
        else:
            self.improve(min(1.0, incumbent.seconds_left()))
        self._looking_s += incumbent.meter.now() - before
        first = PATIENCE_BESIDE if self._beside else PATIENCE
        self._patience = first if incumbent.value != value else 2 * max(self._patience, first)
        return met


def dive_from(incumbent: Incumbent, node: Node) -> Pool:
    """Dive from the solution of a node; gives the columns in use and met."""
    worst = float("inf") if incumbent.value is None else float(incumbent.value)
    late = incumbent.within(SHARE_OF_DIVE * incumbent.seconds_left())
    pool, found = dive(node, worst, lambda: incumbent.over() or late())
    if found is not None:
        incumbent.offer(choice_of(incumbent.model, node.oracle.model, pool, found))
    return pool


def solve_master(incumbent: Incumbent, node: Node, pool: Pool, seconds: float, workers: int) -> "RestrictedSolution":
    """Look for the best plan made of some columns of a node."""
    # Late: CP-SAT takes half a second to load, and a small tree is searched without it.
    from optimizer.search.columns.master.restricted_master import solve_restricted_master  # noqa: PLC0415 - as said
    from optimizer.search.cp_sat import Effort  # noqa: PLC0415 - as said

    cutoff = None if incumbent.value is None else incumbent.value - 1
    effort = Effort(seconds, workers, stop=incumbent.over, meter=incumbent.meter)
    found = solve_restricted_master(node.oracle.model, pool, cutoff, effort)
    if found.columns is not None:
        incumbent.offer(choice_of(incumbent.model, node.oracle.model, pool, found.columns))
    return found
