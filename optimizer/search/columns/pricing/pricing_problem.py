"""What each hub may hold, as arrays for compiled code, and the knapsack that prices make of it."""

from typing import NamedTuple

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.grouped import Compact
from optimizer.search.columns.pricing.knapsack import gained_in_part, suffix_table
from optimizer.search.columns.pricing.set_enumeration import search_sets
from optimizer.search.columns.pricing.side_constraints import Checks, relief
from optimizer.search.compiled import compiled


class Offers(NamedTuple):
    """Hubs with their items, limits and checks: fields of :class:`Compact`, ``satellites`` being its ``count``."""

    start: IntArray
    item: IntArray
    satellites: IntArray
    load: IntArray
    low: IntArray
    high: IntArray
    own_count: IntArray
    load_low: IntArray
    load_high: IntArray
    foe: IntArray
    foe_start: IntArray
    own: IntArray
    home: IntArray
    checks: Checks


class Knapsack(NamedTuple):
    """The items of one hub at given prices.

    Attributes
    ----------
    profit, steps, weight
        Of each item: what it is worth, its satellites where their number matters (else nothing), its first load.
    curve, fewest, most
        What so many steps cost, and how many there may be.
    least, room
        The limits of the first load.
    """

    profit: IntArray
    steps: IntArray
    weight: IntArray
    curve: IntArray
    fewest: int
    most: int
    least: int
    room: int


def offers_of(model: Compact) -> Offers:
    """Gather the arrays of a model."""
    return Offers(
        start=model.start,
        item=model.item,
        satellites=model.count,
        load=model.load,
        low=model.low,
        high=model.high,
        own_count=model.own_count,
        load_low=model.load_low,
        load_high=model.load_high,
        foe=model.foe,
        foe_start=model.foe_start,
        own=model.own,
        home=model.home,
        checks=model.checks,
    )


@compiled
def knapsack_of(
    h: int, offers: Offers, dual: IntArray, item_cost: IntArray, size: IntArray, keeps_count: bool
) -> Knapsack:
    """Make the knapsack of hub ``h``; without ``keeps_count`` the number of satellites does not matter."""
    a, b = offers.start[h], offers.start[h + 1]
    profit = dual[offers.item[a:b]] - item_cost[a:b]
    if len(offers.load) > 0:
        weight, least, room = offers.load[0, a:b], offers.load_low[0, h], offers.load_high[0, h]
    else:
        weight, least, room = np.zeros(b - a, np.int64), 0, 0
    if keeps_count:
        steps, fewest, most, curve = offers.satellites[a:b], offers.low[h], offers.high[h], size[offers.own_count[h] :]
    else:
        steps, fewest, most, curve = np.zeros(b - a, np.int64), 0, 0, size[:1]
    return Knapsack(profit, steps, weight, curve, fewest, most, least, room)


@compiled
def able(sack: Knapsack, worth: int) -> IntArray:
    """Give the items that a set worth so much can hold, most profitable first.

    Beside any item, a set gains at most what the others with a profit do by load (in parts, Dantzig 1957, doi
    10.1287/opre.5.2.266) or by number.
    """
    profit, weight = sack.profit, sack.weight
    if sack.fewest > sack.most:
        return np.zeros(0, np.int64)
    rows = np.argsort(-profit, kind="mergesort")
    n = 0
    while n < len(rows) and profit[rows[n]] > 0:
        n += 1
    ratio = np.empty(n, np.float64)
    for i in range(n):
        ratio[i] = -profit[rows[i]] / weight[rows[i]] if weight[rows[i]] > 0 else -np.inf
    gain, left = 0, sack.room
    for i in rows[np.argsort(ratio, kind="mergesort")]:
        if weight[i] > left:
            gain += gained_in_part(profit[i], weight[i], left)
            break
        gain += profit[i]
        left -= weight[i]
    if sack.most > 0:
        gain = min(gain, profit[rows[: min(n, sack.most)]].sum())
    gain -= sack.curve[sack.fewest : sack.most + 1].min()
    end = len(rows)
    while end > n and profit[rows[end - 1]] + gain < worth:
        end -= 1
    return rows[:end]


@compiled
def search_hub(
    h: int,
    offers: Offers,
    sack: Knapsack,
    checks: Checks,
    lack: IntArray,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    worth: int,
    improving: bool,
    limit: int,
    node_limit: int,
) -> tuple[IntArray, IntArray, IntArray, bool, int]:
    """Search the sets of items of hub ``h`` worth at least ``worth``; see :func:`search_sets`.

    Gives their starts, their items counted from the first of the hub, their values, whether a limit cut the search
    short, and what none of them is better than where cuts and checks do not count.
    """
    a, b = offers.start[h], offers.start[h + 1]
    rows = able(sack, worth - relief(checks, lack))
    profit, steps, weight = sack.profit[rows], sack.steps[rows], sack.weight[rows]
    table = suffix_table(profit, steps, weight, sack.curve, sack.fewest, sack.most, sack.least, sack.room)
    held = np.zeros(len(cut_price), np.int64)
    for p in range(cut_start[offers.own[h]], cut_start[offers.own[h] + 1]):
        held[cut_at[p]] += 1
    starts, items, values, cut = search_sets(
        profit,
        steps,
        weight,
        table,
        worth,
        improving,
        offers.item[a:b][rows],
        offers.foe,
        offers.foe_start,
        np.ascontiguousarray(offers.load[1:, a:b])[:, rows],
        offers.load_low[1:, h].copy(),
        offers.load_high[1:, h].copy(),
        cut_start,
        cut_at,
        cut_price,
        held,
        offers.own[h],
        offers.home[h],
        checks,
        lack,
        limit,
        node_limit,
    )
    return starts, rows[items], values, cut, table[0, 0, 0]
