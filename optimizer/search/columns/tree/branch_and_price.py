"""Prove a plan best: cuts until the pool of constellations worth having is small, then settle it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import Evaluation
from optimizer.search.columns.master.cuts import cuts_of
from optimizer.search.columns.master.pool import Pool, joined, without_twins
from optimizer.search.columns.master.restricted_master import settle
from optimizer.search.columns.plans import choice_of, columns_of
from optimizer.search.columns.pricing.column_enumeration import Priced, enumerate_columns, price_with_cuts
from optimizer.search.columns.pricing.oracle import Oracle
from optimizer.search.columns.tree.cut_loop import Closing
from optimizer.search.columns.tree.diving import dive
from optimizer.search.columns.tree.incumbent import Search
from optimizer.search.columns.tree.pool_branching import Branching, choice_of_branch

BEGIN_WITH = 40_000
"""Columns that the first pool is hoped to hold at least."""

SMALL_POOL = 1_500
"""Columns at which branching begins, whether cuts still help or not."""

MOST = 800_000
"""Columns of a complete pool at most."""


PATIENCE = 6
"""Seconds of proof for each second of other search, twice as many each time that the latter finds nothing."""


def upwards(scaled: int, shift: int) -> int:
    """Round a scaled bound up to a whole number."""
    return -((-scaled) >> shift)


def prove(search: Search, oracle: Oracle, at: Evaluation, met: Pool, improve: Callable[[float], None]) -> None:
    """Close the gap from the prices of the Lagrangian bound on, as far as time allows.

    ``improve`` looks for a better plan for so many seconds, by other means.
    """
    model = oracle.model
    nothing = cuts_of(np.zeros((0, 3), np.int64), np.zeros(0, np.int64), model.n_groups)
    priced = price_with_cuts(oracle, at.prices, nothing)
    if priced is None:
        search.infeasible = True
        return
    _Proof(search, improve, oracle.shift).close(_begin(search, oracle, priced, met))


@dataclass(slots=True, eq=False)
class _Proof:
    """What is still open while a gap is closed: parts of all plans, each with its pool; the lowest bound comes first.

    Attributes
    ----------
    shift
        Bounds are scaled by ``2**shift``.
    waiting
        Parts that are not looked at yet.
    ended
        Bounds of parts that are done with, closed or not.
    """

    search: Search
    improve: Callable[[float], None]
    shift: int
    waiting: list[Closing] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _spent: float = 0.0
    _patience: int = PATIENCE
    _rounds: int = 0
    _dives: int = 0
    _pause: int = 3

    def close(self, root: Closing) -> None:
        """Close all parts, as far as time allows."""
        search = self.search
        self.waiting.append(root)
        while self.waiting and not search.solved() and not search.stop():
            part = self.waiting.pop(int(np.argmin([part.bound for part in self.waiting])))
            _lower(search, part)
            if not self._close(part) and not part.done() and not search.stop():
                self._split(part)
            else:
                self.ended.append(_proved(part))
            if part is not root:
                part.oracle.close()
        for part in self.waiting:
            self.ended.append(part.bound)
            if part is not root:
                part.oracle.close()
        self.waiting = []
        self._note(None)

    def _note(self, part: Closing | None) -> None:
        """Pass on what all parts prove."""
        search = self.search
        bounds = [*self.ended, *(other.bound for other in self.waiting)]
        if part is not None:
            bounds.append(_proved(part))
        if bounds:
            search.prove(upwards(min(bounds), self.shift))
        elif search.value is not None:
            search.prove(search.value)

    def _close(self, part: Closing) -> bool:
        """Work on one part; true when no better plan is in it."""
        search = self.search
        going, failed = part.root(), float("inf")
        while True:
            self._note(part)
            if part.done() or search.solved():
                return True
            if search.stop():
                return False
            if part.complete and (len(part.pool) <= SMALL_POOL or not going):
                if not search.model.plain or search.objective.spread is not None:
                    _settle(search, part, len(part.pool), search.left())
                else:
                    _branch(search, part)
                return part.done()
            if not going:
                return False
            self._look(part)
            _lower(search, part)
            if not part.crowded and part.cutoff - part.bound < 0.8 * failed and not part.completed(MOST, 3_000_000):
                failed = part.cutoff - part.bound
            self._rounds += 1
            going = part.step()

    def _look(self, part: Closing) -> None:
        """Look for better plans now and then, less often as long as nothing is found."""
        search, value = self.search, self.search.value
        if self._rounds >= self._dives:
            _dive(search, part)
            _settle(search, part, 4_000, min(1.0, search.left()))
            self._pause = 3 if search.value != value else 2 * self._pause
            self._dives = self._rounds + self._pause
        if time.monotonic() - self._began > self._patience * self._spent + 1.0:
            before, value = time.monotonic(), search.value
            self.improve(min(1.0, search.left()))
            self._spent += time.monotonic() - before
            self._patience = PATIENCE if search.value != value else 2 * self._patience

    def _split(self, part: Closing) -> None:
        """Divide the plans of a part by where one group belongs."""
        choice = None if part.complete else choice_of_branch(part)
        if choice is None:
            self.ended.append(part.bound)
            return
        for at in (True, False):
            side = part.settled(*choice, at=at)
            if side is not None:
                self.waiting.append(side)


def _proved(part: Closing) -> int:
    """Give what no plan of a part costs less than; where none within the cutoff is left, all cost more than that."""
    return part.cutoff + 1 if part.done() else part.bound


def _begin(search: Search, oracle: Oracle, priced: Priced, met: Pool) -> Closing:
    """Pool what is within a gap that makes some ten thousands of columns, and what the plan at hand is made of."""
    model = oracle.model
    cutoff = _cutoff(search, oracle, priced.bound)
    gap = max((cutoff - priced.bound) >> 8, 1 << oracle.shift)
    pool: Pool | None = None
    complete = False
    while not search.stop():
        gap = min(gap, cutoff - priced.bound)
        wider = enumerate_columns(oracle, priced, gap, 4 * BEGIN_WITH)
        if wider is None and pool is None and gap > 0:
            gap //= 4
            continue
        if wider is None:
            break
        pool, complete = wider, gap >= cutoff - priced.bound
        if complete or len(pool) > BEGIN_WITH or gap == 0:
            break
        gap *= 2
    pools = [priced.met] if pool is None else [pool]
    if not complete:
        pools.append(met)
    if search.choice is not None and not complete:
        pools.append(columns_of(search.model, model, search.choice))
    pool = without_twins(model, joined(pools))
    return Closing.over(oracle, pool, complete, cutoff, priced)


def _cutoff(search: Search, oracle: Oracle, bound: int) -> int:
    if search.value is not None:
        return (search.value - 1) << oracle.shift
    return bound + abs(bound) // 2 + (10 << oracle.shift)


def _lower(search: Search, closing: Closing) -> None:
    if search.value is not None:
        closing.lower((search.value - 1) << closing.oracle.shift)


def _branch(search: Search, closing: Closing) -> None:
    def better(pool: Pool, columns: IntArray) -> int:
        search.offer(choice_of(search.model, closing.oracle.model, pool, columns))
        if search.value is None:
            return closing.cutoff
        return (search.value - 1) << closing.oracle.shift

    closing.relaxed = None
    if Branching(better).search(closing):
        closing.exhausted = True


def _dive(search: Search, closing: Closing) -> None:
    worst = float("inf") if search.value is None else float(search.value)
    pool, found = dive(closing, worst, 0.15 * search.left(), search.stop)
    if found is not None:
        search.offer(choice_of(search.model, closing.oracle.model, pool, found))
        _lower(search, closing)
    closing.take_in(pool)


def _settle(search: Search, closing: Closing, n_columns: int, seconds: float) -> bool:
    """Look for the best plan that the most promising columns make; true when that is the end of it."""
    order = np.arange(len(closing.pool))
    if n_columns < len(closing.pool):
        order = np.sort(np.argsort(closing.slack, kind="stable")[:n_columns])
    part = closing.pool.take(order)
    cutoff = None if search.value is None else search.value - 1
    settled = settle(closing.oracle.model, part, cutoff, seconds, search.workers, search.stop)
    if settled.columns is not None:
        search.offer(choice_of(search.model, closing.oracle.model, part, settled.columns))
        _lower(search, closing)
    if not closing.complete or len(part) < len(closing.pool):
        return False
    if settled.bound is not None:
        closing.bound = max(closing.bound, settled.bound << closing.oracle.shift)
    # A plan of columns may still break a rule that columns do not know: then its value is a bound and no more.
    closing.exhausted = settled.proved and (
        settled.value is None or (search.value is not None and search.value <= settled.value)
    )
    return settled.proved
