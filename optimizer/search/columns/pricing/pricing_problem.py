"""What each hub may hold, as arrays for compiled code, and the knapsack that duals make of it."""

from typing import NamedTuple

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.grouped_model import GroupedModel
from optimizer.search.columns.pricing.knapsack import completion_table, fractional_gain
from optimizer.search.columns.pricing.set_enumeration import enumerate_sets
from optimizer.search.columns.pricing.side_constraints import SideConstraints, lack_credit
from optimizer.search.compiled import compiled


class PricingProblem(NamedTuple):
    """Hubs with their items, limits and side constraints: fields of :class:`GroupedModel`."""

    start: IntArray
    item: IntArray
    satellites: IntArray
    load: IntArray
    low: IntArray
    high: IntArray
    own_count: IntArray
    load_low: IntArray
    load_high: IntArray
    apart: IntArray
    apart_start: IntArray
    own: IntArray
    home: IntArray
    side_constraints: SideConstraints


class Knapsack(NamedTuple):
    """The items of one hub at given duals.

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


def pricing_problem_of(model: GroupedModel) -> PricingProblem:
    """Gather the arrays of a model."""
    return PricingProblem(
        start=model.start,
        item=model.item,
        satellites=model.count,
        load=model.load,
        low=model.low,
        high=model.high,
        own_count=model.own_count,
        load_low=model.load_low,
        load_high=model.load_high,
        apart=model.apart,
        apart_start=model.apart_start,
        own=model.own,
        home=model.home,
        side_constraints=model.side_constraints,
    )


@compiled
def knapsack_of_hub(
    h: int, problem: PricingProblem, dual: IntArray, item_cost: IntArray, size: IntArray, counts_satellites: bool
) -> Knapsack:
    """Make the knapsack of hub ``h``; without ``counts_satellites`` the number of satellites does not matter."""
    a, b = problem.start[h], problem.start[h + 1]
    profit = dual[problem.item[a:b]] - item_cost[a:b]
    if len(problem.load) > 0:
        weight, least, room = problem.load[0, a:b], problem.load_low[0, h], problem.load_high[0, h]
    else:
        weight, least, room = np.zeros(b - a, np.int64), 0, 0
    if counts_satellites:
        steps, fewest, most, curve = (
            problem.satellites[a:b],
            problem.low[h],
            problem.high[h],
            size[problem.own_count[h] :],
        )
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
            gain += fractional_gain(profit[i], weight[i], left)
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
def enumerate_hub(
    h: int,
    problem: PricingProblem,
    sack: Knapsack,
    side_constraints: SideConstraints,
    lack: IntArray,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    worth: int,
    improving: bool,
    limit: int,
    node_limit: int,
) -> tuple[IntArray, IntArray, IntArray, bool, int]:
    """Search the sets of items of hub ``h`` worth at least ``worth``; see :func:`enumerate_sets`.

    Gives their starts, their items counted from the first of the hub, their values, whether a limit cut the search
    short, and what none of them is better than where cuts and side_constraints do not count.
    """
    a, b = problem.start[h], problem.start[h + 1]
    rows = able(sack, worth - lack_credit(side_constraints, lack))
    profit, steps, weight = sack.profit[rows], sack.steps[rows], sack.weight[rows]
    table = completion_table(profit, steps, weight, sack.curve, sack.fewest, sack.most, sack.least, sack.room)
    held = np.zeros(len(cut_price), np.int64)
    for p in range(cut_start[problem.own[h]], cut_start[problem.own[h] + 1]):
        held[cut_at[p]] += 1
    starts, items, values, cut = enumerate_sets(
        profit,
        steps,
        weight,
        table,
        worth,
        improving,
        problem.item[a:b][rows],
        problem.apart,
        problem.apart_start,
        np.ascontiguousarray(problem.load[1:, a:b])[:, rows],
        problem.load_low[1:, h].copy(),
        problem.load_high[1:, h].copy(),
        cut_start,
        cut_at,
        cut_price,
        held,
        problem.own[h],
        problem.home[h],
        side_constraints,
        lack,
        limit,
        node_limit,
    )
    return starts, rows[items], values, cut, table[0, 0, 0]
