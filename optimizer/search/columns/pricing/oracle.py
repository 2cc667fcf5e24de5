"""The pricing oracle: the column with the least reduced cost of every hub at given duals, exact, on all cores."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.formulation.cut_kernels import CutsByGroup
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.restriction import owner_of_items
from optimizer.search.columns.pricing.hub_pricing import Pricer
from optimizer.search.columns.pricing.pricing_problem import DualCosts, HubItems, HubLimits, PricingProblem
from optimizer.search.columns.pricing.set_enumeration import SetSearch
from optimizer.search.meter import A_CELL, AN_ITEM, WALL, Meter
from optimizer.search.strategy import never

T = TypeVar("T")

NO_SET = -(1 << 61)
"""Less than the value of any set of items: there is none."""

NO_COLUMN = 1 << 60
"""The reduced cost of a hub that can hold no constellation at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """Duals in units of ``2**-shift``: of the groups, shape ``(G,)``, and of the rows over the plan."""

    group: IntArray
    row: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class LagrangianCosts:
    """Costs less the duals of the rows, scaled by ``2**shift``; ``lack`` is what one lack of each value costs."""

    unplaced: IntArray
    item: IntArray
    hub: IntArray
    size: IntArray
    lack: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class BestColumns:
    """The column with the least reduced cost of each hub.

    Attributes
    ----------
    value
        Shape ``(M,)``: its reduced cost, ``NO_COLUMN`` where there is none.
    picks, offset, n_picked
        Its items are ``picks[offset[h]:offset[h] + n_picked[h]]``.
    """

    value: IntArray
    picks: IntArray
    offset: IntArray
    n_picked: IntArray


@dataclass(slots=True, eq=False)
class PricingOracle:
    """Prices the columns of one model.

    Once ``stop`` says so it is in a hurry where that may take long; ``seconds_left`` gives the seconds until then.
    Oracles made of one another by ``replace`` share their ``threads``.
    """

    model: GroupedModel
    shift: int
    workers: int
    stop: Callable[[], bool] = never
    seconds_left: Callable[[], float] = lambda: inf
    meter: Meter = WALL
    threads: ThreadPoolExecutor | None = None
    counts_satellites: bool = field(init=False)
    offset: IntArray = field(init=False)
    problem: PricingProblem = field(init=False)
    _work: FloatArray = field(init=False)
    _no_cuts: CutsByGroup = field(init=False)
    _pool: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        loaded = _most_by_load(self.model)
        self.counts_satellites = self._counts_matter(loaded)
        most = np.minimum(loaded, np.maximum(self.model.high, 0))
        self.offset = np.append(0, np.cumsum(most)).astype(np.int64)
        self.problem = _pricing_problem(self.model, self.counts_satellites)
        self._work = _work_of_hubs(self.model, self.counts_satellites)
        nothing = np.zeros(0, np.int64)
        self._no_cuts = CutsByGroup(np.zeros(self.model.n_groups + 1, np.int64), nothing, nothing)
        self.threads = self._pool = self.threads or ThreadPoolExecutor(self.workers)

    def _counts_matter(self, loaded: IntArray) -> bool:
        model = self.model
        curves = [model.objective.size, *(row.costs.size for row in model.rows)]
        flat = all((curve == curve[:1]).all() for curve in curves)
        ends = np.append(0, np.cumsum(model.count))
        largest = np.minimum(ends[model.start[1:]] - ends[model.start[:-1]], loaded * int(model.count.max(initial=1)))
        return not flat or bool((model.low > 0).any()) or bool((model.high < largest).any())

    def lagrangian_costs(self, duals: Duals) -> LagrangianCosts:
        """Give scaled costs with the linking rows priced in."""
        objective = self.model.objective
        parts = (objective.unplaced, objective.item, objective.hub, objective.size)
        scaled = [values << self.shift for values in parts]
        for row, dual in zip(self.model.rows, duals.row, strict=True):
            if not dual:
                continue
            of = row.costs
            parts = (of.unplaced, of.item, of.hub, of.size)
            counts = (of.on_unplaced, of.on_item, of.on_hub, of.on_size)
            scaled = [
                total + dual * part if counted else total
                for total, part, counted in zip(scaled, parts, counts, strict=True)
            ]
        unplaced, item, hub, size = scaled
        lacks = [int(dual) if row.lacks else 0 for row, dual in zip(self.model.rows, duals.row, strict=True)]
        return LagrangianCosts(unplaced, item, hub, size, np.array([1 << self.shift, *lacks], np.int64))

    def price(self, duals: Duals, costs: LagrangianCosts, hubs: IntArray | None = None) -> BestColumns:
        """Find the column with the least reduced cost of each hub (of those given; the others stay ``NO_COLUMN``)."""
        model = self.model
        wanted = np.arange(model.n_hubs) if hubs is None else hubs
        value = np.full(model.n_hubs, NO_COLUMN, np.int64)
        n_picked = np.zeros(model.n_hubs, np.int64)
        picks = np.empty(int(self.offset[-1]), np.int64)

        at_duals = dual_costs(duals, costs)

        def work(part: IntArray) -> None:
            search = SetSearch(self.problem, at_duals, self._no_cuts)
            Pricer(search, self.counts_satellites).price_hubs(part, value, picks, self.offset, n_picked)

        if self.workers == 1 or len(wanted) < 32:
            work(wanted)
        else:
            chunks = np.array_split(wanted, min(8 * self.workers, len(wanted) // 8))
            list(self._pool.map(work, chunks))
        self.meter.spend(float(self._work[wanted].sum()))
        return BestColumns(value, picks, self.offset, n_picked)

    def run_parallel(self, work: Callable[[int], T], jobs: Iterable[int]) -> list[T]:
        """Run a job for each number, on all cores, results in order."""
        return list(self._pool.map(work, jobs))

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()


def dual_costs(duals: Duals, costs: LagrangianCosts) -> DualCosts:
    """Give costs at duals for compiled code."""
    return DualCosts(duals.group, costs.item, costs.hub, costs.size, costs.lack)


def _pricing_problem(model: GroupedModel, counts_satellites: bool) -> PricingProblem:
    """Give what each hub may hold for compiled code."""
    most = int(np.diff(model.start).max(initial=0))
    items = HubItems(model.start, model.item, model.count, np.ascontiguousarray(model.load), most)
    load_low, load_high = np.ascontiguousarray(model.load_low), np.ascontiguousarray(model.load_high)
    limits = HubLimits(model.low, model.high, load_low, load_high, model.own, model.own_count, model.home)
    return PricingProblem(items, limits, model.apart, model.apart_start, model.side_constraints, counts_satellites)


def _work_of_hubs(model: GroupedModel, counts_satellites: bool) -> FloatArray:
    """Give the units of work, shape ``(M,)``, of pricing each hub: its items, and the cells of their knapsack."""
    n_items = np.diff(model.start)
    cells = np.where(counts_satellites, 1 + np.maximum(model.high, 0), 1)
    if len(model.load):
        total = np.append(0, np.cumsum(model.load[0]))
        cells = cells * (1 + np.minimum(model.load_high[0], total[model.start[1:]] - total[model.start[:-1]]))
    return AN_ITEM * n_items + A_CELL * n_items * cells


def _most_by_load(model: GroupedModel) -> IntArray:
    """Bound the number of items of a constellation of each hub by its loads, whatever its size may be."""
    most, owner = np.diff(model.start), owner_of_items(model)
    for load, room in zip(model.load, model.load_high, strict=True):
        order = np.lexsort((load, owner))
        total = np.append(0, np.cumsum(load[order]))
        fits = total[1:] - total[model.start[owner]] <= room[owner]
        most = np.minimum(most, np.bincount(owner[fits], minlength=model.n_hubs))
    return most
