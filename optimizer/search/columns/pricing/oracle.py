"""The pricing oracle: the column with the least reduced cost of every hub at given duals, exact, on all cores."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.grouped_model import GroupedModel
from optimizer.search.columns.pricing.knapsack import (
    NO_SET,
    solve_by_branch_and_bound,
    solve_by_dynamic_programming,
    undominated_items,
)
from optimizer.search.columns.pricing.pricing_problem import (
    PricingProblem,
    enumerate_hub,
    knapsack_of_hub,
    pricing_problem_of,
)
from optimizer.search.columns.pricing.side_constraints import is_constrained, lack_credit, satisfies, without
from optimizer.search.compiled import compiled
from optimizer.search.strategy import never

T = TypeVar("T")

JUDGED_NODES = 20_000
"""Steps of the search of one hub for a constellation that is judged well, before a bound without has to do."""

NO_COLUMN = 1 << 60
"""The reduced cost of a hub that can hold no constellation at all."""


@compiled
def _is_infeasible(picked: IntArray, h: int, problem: PricingProblem) -> bool:
    """Tell whether items of hub ``h`` are foes, or break a load but the first, which the knapsack keeps."""
    for i in range(len(picked)):
        g = problem.item[picked[i]]
        for p in range(problem.apart_start[g], problem.apart_start[g + 1]):
            for j in range(i + 1, len(picked)):
                if problem.item[picked[j]] == problem.apart[p]:
                    return True
    for e in range(1, len(problem.load)):
        total = 0
        for i in picked:
            total += problem.load[e, i]
        if total < problem.load_low[e, h] or total > problem.load_high[e, h]:
            return True
    return False


@compiled
def _price(  # noqa: PLR0912
    hubs: IntArray,
    problem: PricingProblem,
    lack: IntArray,
    dual: IntArray,
    item_cost: IntArray,
    hub_cost: IntArray,
    size: IntArray,
    counts_satellites: bool,
    value: IntArray,
    picks: IntArray,
    offset: IntArray,
    picked_n: IntArray,
) -> None:
    none = np.zeros(0, np.int64)
    side_constraints = problem.side_constraints
    unchecked, bonus = without(side_constraints), lack_credit(side_constraints, lack)
    for h in hubs:
        a = problem.start[h]
        sack = knapsack_of_hub(h, problem, dual, item_cost, size, counts_satellites)
        profit, steps, weight = sack.profit, sack.steps, sack.weight
        able = sack.most if counts_satellites else len(profit)
        brief = undominated_items(profit, steps, weight, able, sack.room, counts_satellites)
        picked = np.empty(len(brief), np.int64)
        best, m = NO_SET, 0
        if not counts_satellites:
            best, m = solve_by_branch_and_bound(profit[brief], weight[brief], sack.room, picked)
            if weight[brief[picked[:m]]].sum() < sack.least:
                brief = undominated_items(profit, steps, weight, able, sack.room, True)
                best, picked = NO_SET, np.empty(len(brief), np.int64)
            elif best > NO_SET // 2:
                best -= sack.curve[0]
        if best < NO_SET // 2:
            best, m = solve_by_dynamic_programming(
                profit[brief],
                steps[brief],
                weight[brief],
                sack.curve,
                sack.fewest,
                sack.most,
                sack.least,
                sack.room,
                picked,
            )
        picked = brief[picked[:m]]
        clash = best > NO_SET // 2 and _is_infeasible(a + picked, h, problem)
        judges = best > NO_SET // 2 and is_constrained(side_constraints)
        for attempt in range(2):
            if attempt == 1:
                if not judges:
                    break
                groups, counts = np.empty(len(picked) + 1, np.int64), np.zeros(len(lack), np.int64)
                groups[0] = problem.own[h]
                for i in range(len(picked)):
                    groups[i + 1] = problem.item[a + picked[i]]
                good = satisfies(groups, problem.home[h], side_constraints, counts)
                if good and (counts * np.abs(lack)).sum() == 0 and bonus == 0:
                    break
            elif not clash:
                continue
            starts, items, values, cut, _ = enumerate_hub(
                h,
                problem,
                sack,
                side_constraints if attempt == 1 else unchecked,
                lack,
                np.zeros(len(problem.apart_start), np.int64),
                none,
                none,
                NO_SET // 4,
                True,
                1 << 40,
                JUDGED_NODES if attempt == 1 else 1 << 60,
            )
            if len(values) > 0:
                picked = items[starts[-2] : starts[-1]]
            if cut:
                best += bonus
            elif len(values) == 0:
                best, picked, judges = NO_SET, picked[:0], False
            else:
                best = values[-1]
        value[h] = hub_cost[h] - dual[problem.own[h]] - best if best > NO_SET // 2 else NO_COLUMN
        picked_n[h] = len(picked)
        for i in range(len(picked)):
            picks[offset[h] + i] = a + picked[i]


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

    def items(self, hub: int) -> IntArray:
        """Give the items of the cheapest constellation of a hub."""
        at = int(self.offset[hub])
        return self.picks[at : at + int(self.n_picked[hub])]


@dataclass(slots=True, eq=False)
class PricingOracle:
    """Prices the columns of one model.

    Once ``stop`` says so it is in a hurry where that may take long; ``seconds_left`` gives the seconds until then.
    """

    model: GroupedModel
    shift: int
    workers: int
    stop: Callable[[], bool] = never
    seconds_left: Callable[[], float] = lambda: inf
    counts_satellites: bool = field(init=False)
    offset: IntArray = field(init=False)
    problem: PricingProblem = field(init=False)
    _pool: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        loaded = _most_by_load(self.model)
        self.counts_satellites = self._counts_matter(loaded)
        most = np.minimum(loaded, np.maximum(self.model.high, 0))
        self.offset = np.append(0, np.cumsum(most)).astype(np.int64)
        self.problem = pricing_problem_of(self.model)
        self._pool = ThreadPoolExecutor(self.workers)

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
        for row, price in zip(self.model.rows, duals.row, strict=True):
            parts = (row.costs.unplaced, row.costs.item, row.costs.hub, row.costs.size)
            scaled = [
                total + price * part if price and part.any() else total
                for total, part in zip(scaled, parts, strict=True)
            ]
        unplaced, item, hub, size = scaled
        lacks = [int(price) if row.lacks else 0 for row, price in zip(self.model.rows, duals.row, strict=True)]
        return LagrangianCosts(unplaced, item, hub, size, np.array([1 << self.shift, *lacks], np.int64))

    def price(self, duals: Duals, reduced: LagrangianCosts, hubs: IntArray | None = None) -> BestColumns:
        """Find the column with the least reduced cost of each hub (of those given; the others stay ``NO_COLUMN``)."""
        model = self.model
        wanted = np.arange(model.n_hubs) if hubs is None else hubs
        value = np.full(model.n_hubs, NO_COLUMN, np.int64)
        n_picked = np.zeros(model.n_hubs, np.int64)
        picks = np.empty(int(self.offset[-1]), np.int64)

        def work(part: IntArray) -> None:
            _price(
                part,
                self.problem,
                reduced.lack,
                duals.group,
                reduced.item,
                reduced.hub,
                reduced.size,
                self.counts_satellites,
                value,
                picks,
                self.offset,
                n_picked,
            )

        if self.workers == 1 or len(wanted) < 32:
            work(wanted)
        else:
            chunks = np.array_split(wanted, min(8 * self.workers, len(wanted) // 8))
            list(self._pool.map(work, chunks))
        return BestColumns(value, picks, self.offset, n_picked)

    def run_parallel(self, work: Callable[[int], T], jobs: Iterable[int]) -> list[T]:
        """Run a job for each number, on all cores, results in order."""
        return list(self._pool.map(work, jobs))

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()


def _most_by_load(model: GroupedModel) -> IntArray:
    """Bound the number of items of a constellation of each hub by its loads, whatever its size may be."""
    most = np.empty(model.n_hubs, np.int64)
    for h in range(model.n_hubs):
        part = slice(int(model.start[h]), int(model.start[h + 1]))
        n = part.stop - part.start
        for load, room in zip(model.load, model.load_high, strict=True):
            n = min(n, int(np.searchsorted(np.cumsum(np.sort(load[part])), room[h], side="right")))
        most[h] = n
    return most
