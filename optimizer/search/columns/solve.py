"""Solve one tier of a model by columns: the Lagrangian bound first, then plans, then branch and price."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event
from typing import ClassVar, NamedTuple

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.beyond_columns import beyond_columns
from optimizer.search.columns.bounds.column_enumeration import price_with_cuts
from optimizer.search.columns.formulation.cuts import no_cuts
from optimizer.search.columns.formulation.grouped_model import GroupedModel, group_families
from optimizer.search.columns.formulation.pool import Pool, RecentColumns, empty_pool
from optimizer.search.columns.initial_plans import improve_by_assignment
from optimizer.search.columns.master.recombination import recombination_of
from optimizer.search.columns.neighbourhood_bound import raise_by_neighbourhoods
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.branch_and_price import branch_and_price
from optimizer.search.columns.tree.first_bounds import (
    raise_lagrangian_bound,
    relax_and_cut,
    report_to,
    worth_cuts,
)
from optimizer.search.columns.tree.hub_tree import LARGE, HubTree
from optimizer.search.columns.tree.incumbent import Incumbent, Report
from optimizer.search.columns.tree.node import SEPARABLE
from optimizer.search.decomposition import minimise_by_components
from optimizer.search.evaluation import homes_a_constellation
from optimizer.search.primal import PrimalSearch, construct
from optimizer.search.strategy import Clock, Found, n_workers
from optimizer.search.tie_numbers import perturbed

PROVABLE = 2_500
"""Groups up to which a linear master is solved; beyond, the Lagrangian bound, relax and cut and annealing serve."""

TINY = 40
"""Groups up to which the bound comes first, as it often is the plan at hand: then no better plan is looked for."""

TINY_STEPS = 100
"""Steps of that bound."""

LEAST_RISE = 0.01
"""Of the gap: rising by less for some steps, the Lagrangian bound of a large model leaves its time to plans."""

CUT_SECONDS_A_GROUP = 1 / 1_500
"""Seconds below which cuts raise the bound of a large model by less than the same time betters its plan."""


class Patience(NamedTuple):
    """How long a better plan is looked for before the tree: at most of the time left, and for each group."""

    share: float
    seconds_a_group: float


SHORT, LONG = Patience(0.1, 0.01), Patience(0.25, 0.05)
"""Of a region, whose plan is the best one soon; and of several hundred groups, to which a tree leaves no time."""

SOLVE_PARTS = 400
"""Groups from which parts of a plan are solved exactly beside the annealing; a region spends that time on proof.

Beyond ``PROVABLE`` annealing gains more in the first minutes.
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Constellations as columns: the Lagrangian bound first, then cuts, enumeration and branching until the gap closes.

    What looks at more than one constellation and is no sum (``Spread``) is not in the bound, which stays valid. Every
    plan is held against all rules before it is kept.
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
        chosen = clock.among_equals and model.n_families <= PROVABLE and model.plain
        ties = perturbed(model, objective) if chosen else None
        if ties is None:
            return minimise_by_components(_minimise_piece, model, objective, start, clock)
        clock = replace(clock, report=ties.report(clock.report))
        found = minimise_by_components(_minimise_piece, model, ties.objective, start, clock)
        return replace(
            found,
            value=ties.value(found.value),
            bound=ties.value(found.bound),
            unique=found.proved,
        )


@dataclass(frozen=True, slots=True)
class PartColumns:
    """The same for a part of a plan: briefly, and without parts of parts."""

    name: ClassVar[str] = "columns of a part"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Find the best plan of a part, from the one at hand."""
        return _minimise_piece(model, objective, start, clock, nested=True)


def _minimise_piece(
    model: Model, objective: Linear, start: Choice | None, clock: Clock, *, nested: bool = False
) -> Found:
    """Minimise over a model that does not fall apart."""
    incumbent = Incumbent(
        model, objective, clock.deadline, clock.cancelled, clock.report, clock.seed, max(clock.workers, 1), clock.meter
    )
    if start is not None:
        incumbent.offer(start)
    run_search(incumbent, nested=nested)
    return incumbent.found()


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


def run_search(incumbent: Incumbent, *, nested: bool) -> None:
    """Run a search to its end; ``nested`` for a part of a plan, where parts of parts are not tried."""
    grouped = group_families(incumbent.model, incumbent.objective)
    if grouped.impossible:
        incumbent.infeasible = True
        return
    oracle = PricingOracle(
        grouped, _shift(grouped), incumbent.workers, incumbent.stop, incumbent.seconds_left, incumbent.meter
    )
    try:
        _run_with_oracle(incumbent, oracle, nested)
    finally:
        oracle.close()


def _run_with_oracle(incumbent: Incumbent, oracle: PricingOracle, nested: bool) -> None:
    exact = PartColumns() if SOLVE_PARTS < oracle.model.n_groups <= PROVABLE else None
    anneals = not nested and not incumbent.model.copied
    improving = (
        PrimalSearch(
            incumbent.model,
            incumbent.objective,
            incumbent.seed,
            incumbent.workers,
            exact,
            recombination_of(incumbent.model, incumbent.objective, oracle.model, incumbent.meter),
            incumbent.meter,
        )
        if anneals
        else None
    )

    def improve(seconds: float, workers: int = incumbent.workers) -> None:
        if improving is not None:
            improving.workers = workers
            _improve(incumbent, improving, seconds)

    begun, constructs = incumbent.choice is not None, not incumbent.model.copied
    if constructs and not begun:
        _construct(incumbent)
    if oracle.model.n_groups <= TINY and incumbent.choice is not None:
        raise_lagrangian_bound(incumbent, oracle, TINY_STEPS, 0.1, RecentColumns(1))
        if incumbent.over():
            return
    if constructs and begun and not nested:
        _construct(incumbent)
    if oracle.model.n_groups > PROVABLE:
        _run_without_master(incumbent, oracle, improve)
        return
    met = RecentColumns(400)
    improve(min(0.05 * incumbent.seconds_left(), 0.005 * oracle.model.n_groups))
    at = raise_lagrangian_bound(incumbent, oracle, 300 if nested else 1_000, 0.6, met)
    if at is None or incumbent.over():
        return
    if incumbent.choice is None or incumbent.objective.counts_families_only:
        improve_by_assignment(incumbent, 0.5 * incumbent.seconds_left())
    patience = LONG if SOLVE_PARTS < oracle.model.n_groups <= SEPARABLE else SHORT
    improve(min(patience.share * incumbent.seconds_left(), patience.seconds_a_group * oracle.model.n_groups))
    if not incumbent.over():
        columns = met.pool(oracle.model)
        _close(incumbent, oracle, at.duals, columns, lambda seconds: improve(seconds, 1), anneals=anneals)
    if anneals and not incumbent.over() and any(beyond_columns(incumbent.model, incumbent.objective)):
        improve_by_assignment(incumbent, 0.5 * incumbent.seconds_left())
    while anneals and incumbent.choice is not None and not incumbent.over():
        improve(incumbent.seconds_left())


def _close(
    incumbent: Incumbent,
    oracle: PricingOracle,
    duals: Duals,
    columns: Pool,
    improve: Callable[[float], None],
    *,
    anneals: bool,
) -> None:
    """Branch and price from duals on.

    Of many groups only where cuts bring the bound so near that columns can be listed: else a better plan, found by
    other means, gains more.
    """
    if anneals and _has_large_constellations(incumbent) and worth_cuts(incumbent):
        _branch_on_hubs(incumbent, oracle, duals, improve)
        if incumbent.over():
            return
    many = anneals and oracle.model.n_groups > SEPARABLE and worth_cuts(incumbent)
    begin = price_with_cuts(oracle, duals, no_cuts(oracle.model.n_groups))
    if begin is not None and many:
        begin = relax_and_cut(incumbent, oracle, begin, columns, 0.5, report_to(incumbent, oracle))
    if begin is None:
        incumbent.infeasible = True
    elif not incumbent.over():
        branch_and_price(incumbent, oracle, begin, columns, improve, only_listed=many)


def _has_large_constellations(incumbent: Incumbent) -> bool:
    return incumbent.choice is not None and homes_a_constellation(incumbent.model, incumbent.choice) > LARGE


def _branch_on_hubs(
    incumbent: Incumbent, oracle: PricingOracle, duals: Duals, improve: Callable[[float], None]
) -> None:
    """Branch on hubs, and look for a better plan beside that, or in between, until no node is open."""
    tree = HubTree.begun(incumbent, oracle, duals)
    if incumbent.workers == 1:
        while tree.open_nodes and not incumbent.over():
            tree.search(0.3 * incumbent.seconds_left())
            improve(0.1 * incumbent.seconds_left())
        return

    ended = Event()

    def improve_beside() -> None:
        while not ended.is_set() and not incumbent.over():
            improve(1.0)

    with ThreadPoolExecutor(1) as thread:
        beside = thread.submit(improve_beside)
        try:
            tree.search(incumbent.seconds_left())
        finally:
            ended.set()
        beside.result()


def _run_without_master(incumbent: Incumbent, oracle: PricingOracle, improve: Callable[[float], None]) -> None:
    """Search where a linear master is too large: Lagrangian bounds, and better plans for the rest of the time.

    A good plan comes first, as it tells the bound how far to step, and a better one before cuts, for which there has to
    be time enough. A tier that only counts families ends when it gets no better: the next one needs the time more than
    this one a proof.
    """
    met = RecentColumns(1)
    if incumbent.objective.counts_families_only:
        _improve_while_better(incumbent, improve)
        raise_lagrangian_bound(incumbent, oracle, 1_000, 0.6, met, least_rise=LEAST_RISE)
        if not incumbent.over():
            raise_by_neighbourhoods(incumbent, PartColumns())
        return
    improve(0.2 * incumbent.seconds_left())
    at = raise_lagrangian_bound(incumbent, oracle, 1_000, 0.6, met, least_rise=LEAST_RISE)
    if at is None:
        return
    enough = 0.4 * incumbent.seconds_left() > CUT_SECONDS_A_GROUP * oracle.model.n_groups
    if enough and worth_cuts(incumbent):
        improve(0.45 * incumbent.seconds_left())
        begin = price_with_cuts(oracle, at.duals, no_cuts(oracle.model.n_groups))
        if begin is not None:
            relax_and_cut(incumbent, oracle, begin, empty_pool(oracle.model), 0.8, report_to(incumbent, oracle))
    else:
        improve(0.75 * incumbent.seconds_left())
        raise_lagrangian_bound(incumbent, oracle, 1_000, 0.6, met, at.duals, least_rise=LEAST_RISE)
    while incumbent.choice is not None and not incumbent.over():
        improve(incumbent.seconds_left())


def _improve_while_better(incumbent: Incumbent, improve: Callable[[float], None]) -> None:
    while incumbent.choice is not None and not incumbent.over():
        before = incumbent.value
        improve(0.15 * incumbent.seconds_left())
        if incumbent.value == before:
            return


def _construct(incumbent: Incumbent) -> None:
    """Make a fresh plan: it costs little, and one made for the tier above is often a poor start for this one."""
    late = incumbent.within((0.1 if incumbent.choice is None else 0.05) * incumbent.seconds_left())
    in_full = incumbent.choice is None or (incumbent.model.n_families > PROVABLE and not incumbent.stop())
    plan = construct(
        incumbent.model,
        incumbent.objective,
        incumbent.seed,
        lambda: incumbent.stop() or late(),
        incumbent.cancelled if in_full else None,
        incumbent.meter,
    )
    if plan is not None:
        incumbent.offer(plan)


def _improve(incumbent: Incumbent, improving: PrimalSearch, seconds: float) -> None:
    """Go on looking for a better plan for so many seconds."""
    if incumbent.choice is None:
        return
    late = incumbent.within(seconds)
    improving.run(incumbent.choice, stop=lambda: late() or incumbent.over(), report=incumbent.offer)


def _shift(model: GroupedModel) -> int:
    """Choose how finely duals are cut: as fine as leaves all sums far from the end of 64 bits."""
    costs = model.objective
    largest = max(int(np.abs(part).max(initial=0)) for part in (costs.item, costs.hub, costs.unplaced, costs.size))
    return max(0, min(12, 50 - (largest * max(model.n_groups, 1)).bit_length()))
