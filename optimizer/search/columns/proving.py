"""Prove a plan best: cuts until the pool of constellations worth having is small, then settle it."""

import time
from collections.abc import Callable

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.branching import Branching
from optimizer.search.columns.closing import Closing
from optimizer.search.columns.cuts import cuts_of
from optimizer.search.columns.diving import dive
from optimizer.search.columns.enumeration import Priced, enumerate_columns, price_with_cuts
from optimizer.search.columns.incumbent import Search
from optimizer.search.columns.lagrangian import Evaluation
from optimizer.search.columns.plans import choice_of, columns_of
from optimizer.search.columns.pool import Pool, joined, without_twins
from optimizer.search.columns.pricing import Oracle
from optimizer.search.columns.restricted import settle

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
    closing = _begin(search, oracle, priced, met)
    began, spent, patience = time.monotonic(), 0.0, PATIENCE
    going = closing.root(search.stop)
    rounds, failed = 0, float("inf")
    while True:
        _note(search, closing)
        if closing.done() or search.solved() or search.stop():
            break
        if closing.complete and (len(closing.pool) <= SMALL_POOL or not going):
            if not search.model.plain or not search.objective.plain:
                _settle(search, closing, len(closing.pool), search.left())
            else:
                _branch(search, closing)
            break
        if rounds % 3 == 0:
            _dive(search, closing)
            _settle(search, closing, 4_000, min(1.0, search.left()))
        if time.monotonic() - began > patience * spent + 1.0:
            before, value = time.monotonic(), search.value
            improve(min(1.0, search.left()))
            spent += time.monotonic() - before
            patience = PATIENCE if search.value != value else 2 * patience
        _lower(search, closing)
        if not closing.crowded and closing.cutoff - closing.bound < 0.8 * failed and not closing.completed(MOST, 3_000_000):
            failed = closing.cutoff - closing.bound
        rounds += 1
        going = closing.step(search.stop)
        if not going and not closing.complete and not search.stop():
            improve(min(2.0, search.left()))
    _note(search, closing)


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


def _note(search: Search, closing: Closing) -> None:
    """Pass on what the pool proves."""
    if search.value is None:
        if not closing.done():
            search.prove(upwards(closing.bound, closing.oracle.shift))
        return
    search.prove(search.value if closing.done() else upwards(closing.bound, closing.oracle.shift))


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
    if Branching(search.stop, better).search(closing):
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
