"""The cheapest constellation of every hub under given dual prices, exact, on all cores."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.grouped import Compact
from optimizer.search.columns.pricing.knapsack import NEVER, best_by_branching, best_by_table, shortlist
from optimizer.search.columns.pricing.pricing_problem import Offers, knapsack_of, offers_of, search_hub
from optimizer.search.columns.pricing.side_constraints import concerns, judged, relief, without
from optimizer.search.compiled import compiled
from optimizer.search.strategy import never

T = TypeVar("T")

JUDGED_NODES = 20_000
"""Steps of the search of one hub for a constellation that is judged well, before a bound without has to do."""

NO_COLUMN = 1 << 60
"""The reduced cost of a hub that can hold no constellation at all."""


@compiled
def _clash(picked: IntArray, h: int, offers: Offers) -> bool:
    """Tell whether items of hub ``h`` are foes, or break a load but the first, which the knapsack keeps."""
    for i in range(len(picked)):
        g = offers.item[picked[i]]
        for p in range(offers.foe_start[g], offers.foe_start[g + 1]):
            for j in range(i + 1, len(picked)):
                if offers.item[picked[j]] == offers.foe[p]:
                    return True
    for e in range(1, len(offers.load)):
        total = 0
        for i in picked:
            total += offers.load[e, i]
        if total < offers.load_low[e, h] or total > offers.load_high[e, h]:
            return True
    return False


@compiled
def _price(  # noqa: PLR0912
    hubs: IntArray,
    offers: Offers,
    lack: IntArray,
    dual: IntArray,
    item_cost: IntArray,
    hub_cost: IntArray,
    size: IntArray,
    keeps_count: bool,
    value: IntArray,
    picks: IntArray,
    offset: IntArray,
    picked_n: IntArray,
) -> None:
    none = np.zeros(0, np.int64)
    checks = offers.checks
    unchecked, bonus = without(checks), relief(checks, lack)
    for h in hubs:
        a = offers.start[h]
        sack = knapsack_of(h, offers, dual, item_cost, size, keeps_count)
        profit, steps, weight = sack.profit, sack.steps, sack.weight
        able = sack.most if keeps_count else len(profit)
        brief = shortlist(profit, steps, weight, able, sack.room, keeps_count)
        picked = np.empty(len(brief), np.int64)
        best, m = NEVER, 0
        if not keeps_count:
            best, m = best_by_branching(profit[brief], weight[brief], sack.room, picked)
            if weight[brief[picked[:m]]].sum() < sack.least:
                brief = shortlist(profit, steps, weight, able, sack.room, True)
                best, picked = NEVER, np.empty(len(brief), np.int64)
            elif best > NEVER // 2:
                best -= sack.curve[0]
        if best < NEVER // 2:
            best, m = best_by_table(
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
        clash = best > NEVER // 2 and _clash(a + picked, h, offers)
        judges = best > NEVER // 2 and concerns(checks)
        for attempt in range(2):
            if attempt == 1:
                if not judges:
                    break
                groups, counts = np.empty(len(picked) + 1, np.int64), np.zeros(len(lack), np.int64)
                groups[0] = offers.own[h]
                for i in range(len(picked)):
                    groups[i + 1] = offers.item[a + picked[i]]
                good = judged(groups, offers.home[h], checks, counts)
                if good and (counts * np.abs(lack)).sum() == 0 and bonus == 0:
                    break
            elif not clash:
                continue
            starts, items, values, cut, _ = search_hub(
                h,
                offers,
                sack,
                checks if attempt == 1 else unchecked,
                lack,
                np.zeros(len(offers.foe_start), np.int64),
                none,
                none,
                NEVER // 4,
                True,
                1 << 40,
                JUDGED_NODES if attempt == 1 else 1 << 60,
            )
            if len(values) > 0:
                picked = items[starts[-2] : starts[-1]]
            if cut:
                best += bonus
            elif len(values) == 0:
                best, picked, judges = NEVER, picked[:0], False
            else:
                best = values[-1]
        value[h] = hub_cost[h] - dual[offers.own[h]] - best if best > NEVER // 2 else NO_COLUMN
        picked_n[h] = len(picked)
        for i in range(len(picked)):
            picks[offset[h] + i] = a + picked[i]


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Dual prices in units of ``2**-shift``: of the groups, shape ``(G,)``, and of the rows over the plan."""

    group: IntArray
    row: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """Costs less the prices of the rows, scaled by ``2**shift``; ``lack`` is what one lack of each value costs."""

    unplaced: IntArray
    item: IntArray
    hub: IntArray
    size: IntArray
    lack: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """The cheapest constellation of each hub.

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
class Oracle:
    """Prices constellations of one compact model.

    Once ``stop`` says so it is in a hurry where that may take long; ``left`` gives the seconds until then.
    """

    model: Compact
    shift: int
    workers: int
    stop: Callable[[], bool] = never
    left: Callable[[], float] = lambda: inf
    keeps_count: bool = field(init=False)
    offset: IntArray = field(init=False)
    offers: Offers = field(init=False)
    _pool: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        loaded = _most_by_load(self.model)
        self.keeps_count = self._counts_matter(loaded)
        most = np.minimum(loaded, np.maximum(self.model.high, 0))
        self.offset = np.append(0, np.cumsum(most)).astype(np.int64)
        self.offers = offers_of(self.model)
        self._pool = ThreadPoolExecutor(self.workers)

    def _counts_matter(self, loaded: IntArray) -> bool:
        model = self.model
        curves = [model.objective.size, *(row.costs.size for row in model.rows)]
        flat = all((curve == curve[:1]).all() for curve in curves)
        ends = np.append(0, np.cumsum(model.count))
        largest = np.minimum(ends[model.start[1:]] - ends[model.start[:-1]], loaded * int(model.count.max(initial=1)))
        return not flat or bool((model.low > 0).any()) or bool((model.high < largest).any())

    def reduced(self, prices: Prices) -> Reduced:
        """Give scaled costs with the rows over the plan priced in."""
        objective = self.model.objective
        parts = (objective.unplaced, objective.item, objective.hub, objective.size)
        scaled = [values << self.shift for values in parts]
        for row, price in zip(self.model.rows, prices.row, strict=True):
            parts = (row.costs.unplaced, row.costs.item, row.costs.hub, row.costs.size)
            scaled = [
                total + price * part if price and part.any() else total
                for total, part in zip(scaled, parts, strict=True)
            ]
        unplaced, item, hub, size = scaled
        lacks = [int(price) if row.lacks else 0 for row, price in zip(self.model.rows, prices.row, strict=True)]
        return Reduced(unplaced, item, hub, size, np.array([1 << self.shift, *lacks], np.int64))

    def price(self, prices: Prices, reduced: Reduced, hubs: IntArray | None = None) -> Priced:
        """Find the cheapest constellation of each hub (of those given; the others stay ``NO_COLUMN``)."""
        model = self.model
        wanted = np.arange(model.n_hubs) if hubs is None else hubs
        value = np.full(model.n_hubs, NO_COLUMN, np.int64)
        n_picked = np.zeros(model.n_hubs, np.int64)
        picks = np.empty(int(self.offset[-1]), np.int64)

        def work(part: IntArray) -> None:
            _price(
                part,
                self.offers,
                reduced.lack,
                prices.group,
                reduced.item,
                reduced.hub,
                reduced.size,
                self.keeps_count,
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
        return Priced(value, picks, self.offset, n_picked)

    def each(self, work: Callable[[int], T], jobs: Iterable[int]) -> list[T]:
        """Run a job for each number, on all cores, results in order."""
        return list(self._pool.map(work, jobs))

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()


def _most_by_load(model: Compact) -> IntArray:
    """Bound the number of items of a constellation of each hub by its loads, whatever its size may be."""
    most = np.empty(model.n_hubs, np.int64)
    for h in range(model.n_hubs):
        part = slice(int(model.start[h]), int(model.start[h + 1]))
        n = part.stop - part.start
        for load, room in zip(model.load, model.load_high, strict=True):
            n = min(n, int(np.searchsorted(np.cumsum(np.sort(load[part])), room[h], side="right")))
        most[h] = n
    return most
