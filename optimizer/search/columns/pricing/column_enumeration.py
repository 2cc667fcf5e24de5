"""Constellations by reduced cost, cuts priced in: all within a gap, or those that show where prices are too high.

A plan that costs at most ``bound + gap`` uses no constellation but those within the gap: the reduced costs of its
constellations, of the groups it leaves out and the slack of its rows and cuts add up to its distance from the bound,
and none of them is negative.
Source: Baldacci, Christofides and Mingozzi (2008), doi 10.1007/s10107-007-0178-5.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import admissible, row_term
from optimizer.search.columns.master.cuts import Cuts
from optimizer.search.columns.master.pool import Pool, joined, pool_of, without_twins
from optimizer.search.columns.pricing.knapsack import NEVER
from optimizer.search.columns.pricing.oracle import NO_COLUMN, Oracle, Prices, Reduced
from optimizer.search.columns.pricing.pricing_problem import Offers, knapsack_of, search_hub
from optimizer.search.columns.pricing.set_enumeration import GROUPS_A_SET
from optimizer.search.columns.pricing.side_constraints import relief
from optimizer.search.compiled import compiled

NODES_A_HUB = 20_000_000
"""Steps of the search of one hub before its bound without cuts has to do."""

NODES_A_SECOND = 1_500_000
"""Steps of the search of one hub for each second that is left, so that none goes on for long when time is up."""

EACH = 60
"""Further columns of one hub that show that prices are too high."""


@compiled
def _explore(
    h: int,
    offers: Offers,
    lack: IntArray,
    dual: IntArray,
    item_cost: IntArray,
    size: IntArray,
    keeps_count: bool,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    worth: int,
    improving: bool,
    limit: int,
    node_limit: int,
) -> tuple[IntArray, IntArray, int, bool]:
    """Search the sets of items of hub ``h`` worth at least ``worth``.

    Gives their starts, their items, the best worth (or, when cut short, a bound on it), and whether it was cut short.
    """
    sack = knapsack_of(h, offers, dual, item_cost, size, keeps_count)
    starts, items, values, cut, most = search_hub(
        h, offers, sack, offers.checks, lack, cut_start, cut_at, cut_price, worth, improving, limit, node_limit
    )
    best = NEVER
    if cut:
        best = most + relief(offers.checks, lack)
    elif len(values) > 0:
        best = values.max()
    return starts, offers.start[h] + items, best, cut


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """Prices with cuts, and what they prove.

    Attributes
    ----------
    prices, cuts, reduced
        The prices, and the costs with the rows over the plan priced in.
    bound
        Scaled; no plan costs less.
    floor
        Shape ``(M,)``: what each hub adds to the bound.
    met
        Constellations with a negative reduced cost.
    """

    prices: Prices
    cuts: Cuts
    reduced: Reduced
    bound: int
    floor: IntArray
    met: Pool


def price_with_cuts(oracle: Oracle, prices: Prices, cuts: Cuts) -> Priced | None:
    """Find the cheapest constellation of every hub with cuts priced in; ``None`` where there is no plan at all."""
    model = oracle.model
    prices = Prices(prices.group, admissible(model, prices.row))
    reduced = oracle.reduced(prices)
    plain = oracle.price(prices, reduced)
    if (plain.value[model.must_open] >= NO_COLUMN).any() or model.impossible:
        return None
    surplus = reduced.hub - prices.group[model.own]
    hubs = np.flatnonzero((plain.value < 0) | (model.must_open & (plain.value < NO_COLUMN)))
    hubs = hubs[np.argsort(plain.value[hubs], kind="stable")]
    results = _explore_all(
        oracle,
        prices,
        reduced,
        cuts,
        hubs,
        np.where(model.must_open, NEVER // 4, surplus + 1),
        True,
        1 << 40,
        NODES_A_HUB,
        in_a_hurry=surplus - plain.value,
    )
    floor = np.zeros(model.n_hubs, np.int64)
    for h, (_, _, best, _) in zip(hubs, results, strict=True):
        floor[h] = surplus[h] - best if best > NEVER // 2 else 0
        if not model.must_open[h]:
            floor[h] = min(int(floor[h]), 0)
    bound = (model.objective.constant << oracle.shift) + int(prices.group.sum()) - int(cuts.price.sum())
    slack = reduced.unplaced - prices.group
    bound += int(np.minimum(slack, 0)[model.may_be_unplaced].sum()) + int(floor.sum())
    for limit, price in zip(model.rows, prices.row, strict=True):
        bound += row_term(limit, int(price)) or 0
    more = np.flatnonzero((floor < 0) & ~model.must_open)
    others = _explore_all(oracle, prices, reduced, cuts, more, surplus - floor // 2, False, 1 << 40, NODES_A_HUB, EACH)
    met = without_twins(model, joined([_gathered(oracle, hubs, results), _gathered(oracle, more, others)]))
    return Priced(prices, cuts, reduced, bound, floor, met)


def enumerate_columns(oracle: Oracle, at: Priced, gap: int, limit: int, node_limit: int = 1 << 60) -> Pool | None:
    """Give every column within ``gap`` (scaled) of what its hub adds to the bound; ``None`` beyond ``limit``."""
    model = oracle.model
    plain = oracle.price(at.prices, at.reduced).value
    hubs = np.flatnonzero((plain < NO_COLUMN) & (plain - at.floor <= gap))
    hubs = hubs[np.argsort(plain[hubs], kind="stable")]
    worth = at.reduced.hub - at.prices.group[model.own] - at.floor - gap
    results = _explore_all(oracle, at.prices, at.reduced, at.cuts, hubs, worth, False, limit, node_limit)
    if any(cut for _, _, _, cut in results):
        return None
    return without_twins(model, _gathered(oracle, hubs, results))


def _explore_all(
    oracle: Oracle,
    prices: Prices,
    reduced: Reduced,
    cuts: Cuts,
    hubs: IntArray,
    worth: IntArray,
    improving: bool,
    limit: int,
    node_limit: int,
    each: int | None = None,
    in_a_hurry: IntArray | None = None,
) -> list[tuple[IntArray, IntArray, int, bool]]:
    """Search every hub; ``in_a_hurry`` has, shape ``(M,)``, what no set is better than where time ends a search."""
    total = 0

    def work(h: int) -> tuple[IntArray, IntArray, int, bool]:
        nonlocal total
        if total > limit:
            return np.zeros(1, np.int64), np.zeros(0, np.int64), 0, True
        if oracle.stop():
            best = 0 if in_a_hurry is None else int(in_a_hurry[h])
            return np.zeros(1, np.int64), np.zeros(0, np.int64), best, True
        found = _explore(
            h,
            oracle.offers,
            reduced.lack,
            prices.group,
            reduced.item,
            reduced.size,
            oracle.keeps_count,
            cuts.start,
            cuts.at,
            cuts.price,
            int(worth[h]),
            improving,
            each or limit,
            int(min(node_limit, NODES_A_SECOND * (oracle.left() + 0.1))),
        )
        listed = max(len(found[0]) - 1, len(found[1]) // GROUPS_A_SET)
        total += limit + 1 if found[3] and not improving and each is None else listed
        return found

    return oracle.each(work, [int(h) for h in hubs])


def _gathered(oracle: Oracle, hubs: IntArray, results: list[tuple[IntArray, IntArray, int, bool]]) -> Pool:
    counts = [len(starts) - 1 for starts, _, _, _ in results]
    offset = np.cumsum([0, *(len(items) for _, items, _, _ in results)])
    start = np.concatenate([*(part[0][:-1] + at for part, at in zip(results, offset[:-1], strict=True)), offset[-1:]])
    items = np.concatenate([part[1] for part in results]) if results else np.zeros(0, np.int64)
    return pool_of(oracle.model, np.repeat(hubs, counts), start.astype(np.int64), items)
