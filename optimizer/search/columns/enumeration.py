"""Every constellation whose reduced cost is within a gap.

A plan that costs at most ``bound + gap`` uses no other constellation: its reduced costs, those of the groups it leaves
out and the slack of the rows add up to its distance from the bound, and none of them is negative.
Source: Baldacci, Christofides and Mingozzi (2008), doi 10.1007/s10107-007-0178-5.
"""

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.compiled import compiled
from optimizer.search.columns.kernels import search_sets, suffix_table
from optimizer.search.columns.lagrangian import Evaluation
from optimizer.search.columns.pool import Pool, pool_of, without_twins
from optimizer.search.columns.pricing import NO_COLUMN, Oracle


@compiled
def _within(
    h: int, start: IntArray, item: IntArray, count: IntArray, load: IntArray, low: IntArray, high: IntArray,
    own_count: IntArray, load_low: IntArray, load_high: IntArray, foe: IntArray, foe_start: IntArray,
    dual: IntArray, item_cost: IntArray, size: IntArray, keeps_count: bool, worth: int, limit: int,
) -> tuple[IntArray, IntArray, bool]:
    """Give starts and items of every set of items of hub ``h`` worth at least ``worth``."""
    n_loads = len(load)
    a, b = start[h], start[h + 1]
    profit = dual[item[a:b]] - item_cost[a:b]
    rows = np.argsort(-profit, kind="mergesort")
    weight = load[0, a:b][rows] if n_loads > 0 else np.zeros(b - a, np.int64)
    least, room = (load_low[0, h], load_high[0, h]) if n_loads > 0 else (0, 0)
    if keeps_count:
        steps, fewest, most, curve = count[a:b][rows], low[h], high[h], size[own_count[h] :]
    else:
        steps, fewest, most, curve = np.zeros(b - a, np.int64), 0, 0, size[:1]
    table = suffix_table(profit[rows], steps, weight, curve, fewest, most, least, room)
    extra = np.ascontiguousarray(load[1:, a:b])[:, rows]
    starts, items, _, cut = search_sets(
        profit[rows], steps, weight, table, worth, False, item[a:b][rows], foe, foe_start, extra,
        load_low[1:, h].copy(), load_high[1:, h].copy(), limit,
    )
    return starts, a + rows[items], cut


def enumerate_columns(oracle: Oracle, at: Evaluation, gap: int, limit: int) -> Pool | None:
    """Give every column within ``gap`` (scaled) of its hub's best; ``None`` when there are more than ``limit``."""
    model = oracle.model
    value = at.priced.value
    surplus = at.reduced.hub - at.prices.group[model.own]
    hubs = np.flatnonzero(value < NO_COLUMN)
    hubs = hubs[value[hubs] - np.minimum(value[hubs], 0) * ~model.must_open[hubs] <= gap]
    total = 0

    def work(h: int) -> tuple[IntArray, IntArray, bool]:
        nonlocal total
        if total > limit:
            return np.zeros(1, np.int64), np.zeros(0, np.int64), True
        floor = int(value[h]) if model.must_open[h] else min(int(value[h]), 0)
        found = _within(h, model.start, model.item, model.count, model.load, model.low, model.high, model.own_count,
                        model.load_low, model.load_high, model.foe, model.foe_start, at.prices.group, at.reduced.item,
                        at.reduced.size, oracle.keeps_count, int(surplus[h]) - floor - gap, limit)
        total += len(found[0]) - 1
        return found

    # The hubs with the most to enumerate first, so that an excess shows early and the threads end together.
    order = hubs[np.argsort(value[hubs], kind="stable")]
    results = oracle.each(work, [int(h) for h in order])
    if total > limit or any(cut for _, _, cut in results):
        return None
    counts = [len(starts) - 1 for starts, _, _ in results]
    offset = np.cumsum([0, *(len(items) for _, items, _ in results)])
    start = np.concatenate([*(starts[:-1] + at for (starts, _, _), at in zip(results, offset[:-1], strict=True)),
                            offset[-1:]]).astype(np.int64)
    items = np.concatenate([items for _, items, _ in results]) if results else np.zeros(0, np.int64)
    return without_twins(model, pool_of(model, np.repeat(order, counts), start, items))
