"""Solve one tier of a model by columns: prices and a bound first, then plans, then the proof."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns.bounds.lagrangian import Evaluation, ascend, picked_items
from optimizer.search.columns.grouped import Compact, compact
from optimizer.search.columns.master.pool import Collector
from optimizer.search.columns.plans import columns_of
from optimizer.search.columns.pricing.oracle import Oracle, Prices
from optimizer.search.columns.seeding import by_assignment, counts_families_only
from optimizer.search.columns.tree.branch_and_price import prove, upwards
from optimizer.search.columns.tree.incumbent import Report, Search
from optimizer.search.decomposition import minimise_by_pieces
from optimizer.search.primal import Improving, construct
from optimizer.search.strategy import Clock, Found, n_workers
from optimizer.search.tie_numbers import unmixed

PROVABLE = 2_500
"""Groups up to which a linear master is solved; beyond, the Lagrangian bound and annealing serve."""

STEPS_AT_LEAST = 300
"""Steps of the Lagrangian bound of a large model before which it is given more time: the first raise it most."""

BY_PARTS = 600
"""Groups from which parts of a plan are solved exactly beside the annealing; a region spends that time on proof."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Constellations as columns: prices and a bound first, then cuts and enumeration until the gap is closed.

    What looks at more than one constellation and is no sum (``Spread``) is left out of the bound, which stays valid.
    Every plan is held against all rules before it is kept.
    """

    name: ClassVar[str] = "columns"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Find the best plan of one tier, and prove how good it is.

        Parameters
        ----------
        model
            The choices there are; tiers above are held as rows.
        objective
            What to make as small as can be.
        start
            A plan to begin with; one that does not hold is passed over.
        clock
            When to end, and whom to tell.
        """
        ties = unmixed(model, objective) if model.n_families <= PROVABLE and model.plain else None
        if ties is None:
            return minimise_by_pieces(_searched, model, objective, start, clock)
        clock = replace(clock, report=ties.report(clock.report))
        found = minimise_by_pieces(_searched, model, ties.objective, start, clock)
        return replace(
            found,
            value=ties.value(found.value),
            bound=ties.value(found.bound),
            settled=found.proved,
        )


@dataclass(frozen=True, slots=True)
class PartColumns:
    """The same for a part of a plan: briefly, and without parts of parts."""

    name: ClassVar[str] = "columns of a part"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Find the best plan of a part, from the one at hand."""
        return _searched(model, objective, start, clock, nested=True)


def _searched(model: Model, objective: Linear, start: Choice | None, clock: Clock, *, nested: bool = False) -> Found:
    """Minimise over a model that does not fall apart."""
    search = Search(model, objective, clock.deadline, clock.cancelled, clock.report, clock.seed, max(clock.workers, 1))
    if start is not None:
        search.offer(start)
    search_plan(search, nested=nested)
    return search.found()


def solve_columns(
    model: Model,
    objective: Linear,
    *,
    time_limit_s: float,
    workers: int = 0,
    seed: int = 0,
    start: Choice | None = None,
    stop: Callable[[], bool] | None = None,
    report: Report | None = None,
) -> Found:
    """Find the best plan of one tier within a time limit; see :meth:`Columns.minimise`."""
    clock = Clock(
        time.monotonic() + time_limit_s,
        stop or (lambda: False),
        report or (lambda _value, _bound: None),
        n_workers(workers),
        seed,
    )
    return Columns().minimise(model, objective, start, clock)


def search_plan(search: Search, *, nested: bool) -> None:
    """Run a search to its end; ``nested`` for a part of a plan, where parts of parts are not tried."""
    small = compact(search.model, search.objective)
    if small.impossible:
        search.infeasible = True
        return
    oracle = Oracle(small, _shift(small), search.workers, search.stop, search.left)
    try:
        _run(search, oracle, nested)
    finally:
        oracle.close()


def _run(search: Search, oracle: Oracle, nested: bool) -> None:
    exact = PartColumns() if oracle.model.n_groups > BY_PARTS else None
    improving = None if nested else Improving(search.model, search.objective, search.seed, search.workers, exact)

    def improve(seconds: float) -> None:
        if improving is not None:
            _improve(search, improving, seconds)

    if not nested or search.choice is None:
        _construct(search)
    if oracle.model.n_groups > PROVABLE:
        _run_large(search, oracle, improve)
        return
    met = Collector(400)
    improve(min(0.05 * search.left(), 0.005 * oracle.model.n_groups))
    at = _bound(search, oracle, 300 if nested else 1_000, 0.6, met)
    if at is None or search.over():
        return
    if search.choice is None or counts_families_only(search.objective):
        by_assignment(search, 0.5 * search.left())
    improve(min(0.1 * search.left(), 0.01 * oracle.model.n_groups))
    if not search.over():
        prove(search, oracle, at, met.pool(oracle.model), improve)
    while not nested and search.choice is not None and not search.over():
        improve(search.left())


def _run_large(search: Search, oracle: Oracle, improve: Callable[[float], None]) -> None:
    """Search where a linear master is too large: the Lagrangian bound, and better plans for the rest of the time.

    A tier that only counts families ends when it gets no better: the next one needs the time more than this one a
    proof.
    """
    counting = counts_families_only(search.objective)
    if not counting:
        improve(0.25 * search.left())
    met = Collector(1)
    at = _bound(search, oracle, 1_000, 0.3, met)
    if at is not None and met.seen < STEPS_AT_LEAST and not counting:
        at = _bound(search, oracle, 1_000, 0.6, met, at.prices)
    if at is None:
        return
    while search.choice is not None and not search.over():
        before = search.value
        improve((0.15 if counting else 1.0) * search.left())
        if counting and search.value == before:
            return


def _construct(search: Search) -> None:
    """Make a fresh plan: it costs little, and one made for the tier above is often a poor start for this one."""
    share = 0.1 if search.choice is None else 0.05
    soon = time.monotonic() + share * search.left()
    plan = construct(search.model, search.objective, search.seed, lambda: search.stop() or time.monotonic() > soon)
    if plan is not None:
        search.offer(plan)


def _improve(search: Search, improving: Improving, seconds: float) -> None:
    """Go on looking for a better plan for so many seconds."""
    if search.choice is None:
        return
    end = time.monotonic() + seconds
    improving.run(
        search.choice,
        stop=lambda: time.monotonic() > end or search.over(),
        report=search.offer,
    )


def _bound(
    search: Search, oracle: Oracle, steps: int, share: float, met: Collector, begin: Prices | None = None
) -> Evaluation | None:
    """Raise the Lagrangian bound in a share of the time left; ``None`` where it shows that there is no plan."""
    prices = begin or _first_prices(search, oracle)

    def watch(seen: Evaluation) -> None:
        search.prove(upwards(seen.bound, oracle.shift))
        hubs = np.flatnonzero(seen.opened)
        met.add(hubs, seen.priced.n_picked[hubs], picked_items(seen.priced, hubs))

    soon = time.monotonic() + share * search.left()
    target = None if search.value is None else search.value << oracle.shift
    at = ascend(oracle, prices, target, steps, lambda: search.over() or time.monotonic() > soon, watch)
    if at is None:
        search.infeasible = True
    return at


def _cheapest(model: Compact) -> np.ndarray:
    cheapest = np.full(model.n_groups, np.iinfo(np.int64).max)
    np.minimum.at(cheapest, model.item, model.objective.item)
    return np.where(cheapest == np.iinfo(np.int64).max, 0, cheapest)


def _first_prices(search: Search, oracle: Oracle) -> Prices:
    """Begin with what the plan at hand costs for each home, or else with what is near.

    A row that limits who is left out begins at a price that makes leaving out worse than any place in that plan; the
    first of them gets its best price at once, further ones do not.
    """
    model = oracle.model
    prices = _cheapest(model).astype(np.int64) * 3 // 2
    if search.choice is not None:
        columns = columns_of(search.model, model, search.choice)
        length = np.diff(columns.start)
        share = np.maximum(columns.cost, 0) // np.maximum(length, 1)
        prices[columns.group] = np.repeat(share, length)
    row = np.zeros(len(model.rows), np.int64)
    dear = int(prices.mean()) * 8 if len(prices) else 0
    for r, limit in enumerate(model.rows):
        costs = limit.costs
        if limit.high is not None and costs.unplaced.any() and not (costs.item.any() or costs.hub.any()):
            row[r] = dear // max(int(np.abs(costs.unplaced).max()), 1)
    return Prices(prices << oracle.shift, row << oracle.shift)


def _shift(model: Compact) -> int:
    """Choose how finely prices are cut: as fine as leaves all sums far from the end of 64 bits."""
    costs = model.objective
    largest = max(int(np.abs(part).max(initial=0)) for part in (costs.item, costs.hub, costs.unplaced, costs.size))
    return max(0, min(12, 50 - (largest * max(model.n_groups, 1)).bit_length()))
