"""Columns by reduced cost, cuts priced in: all within a gap, or those that show where duals are too high.

A plan that costs at most ``bound + gap`` uses no constellation but those within the gap: the reduced costs of its
constellations, of the groups it leaves unplaced and the slack of its rows and cuts add up to its distance from the
bound, and none of them is negative.
Source: Baldacci, Christofides and Mingozzi (2008), doi 10.1007/s10107-007-0178-5.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import row_term, with_valid_signs
from optimizer.search.columns.master.cuts import Cuts
from optimizer.search.columns.master.pool import Pool, concatenated, pool_of, undominated
from optimizer.search.columns.pricing.knapsack import NO_SET
from optimizer.search.columns.pricing.oracle import NO_COLUMN, Duals, LagrangianCosts, PricingOracle
from optimizer.search.columns.pricing.pricing_problem import PricingProblem, enumerate_hub, knapsack_of_hub
from optimizer.search.columns.pricing.set_enumeration import GROUPS_A_SET
from optimizer.search.columns.pricing.side_constraints import lack_credit
from optimizer.search.compiled import compiled

NODES_A_HUB = 20_000_000
"""Steps of the search of one hub before its bound without cuts has to do."""

NODES_A_SECOND = 1_500_000
"""Steps of the search of one hub for each second that is left, so that none goes on for long when time is up."""

EACH = 60
"""Further columns of one hub that show that duals are too high."""


@compiled
def _enumerate_hub(
    h: int,
    problem: PricingProblem,
    lack: IntArray,
    dual: IntArray,
    item_cost: IntArray,
    size: IntArray,
    counts_satellites: bool,
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
    sack = knapsack_of_hub(h, problem, dual, item_cost, size, counts_satellites)
    starts, items, values, cut, most = enumerate_hub(
        h,
        problem,
        sack,
        problem.side_constraints,
        lack,
        cut_start,
        cut_at,
        cut_price,
        worth,
        improving,
        limit,
        node_limit,
    )
    best = NO_SET
    if cut:
        best = most + lack_credit(problem.side_constraints, lack)
    elif len(values) > 0:
        best = values.max()
    return starts, problem.start[h] + items, best, cut


@dataclass(frozen=True, slots=True, eq=False)
class BoundWithCuts:
    """Duals with cuts, and what they prove.

    Attributes
    ----------
    duals, cuts
        The duals, and the cuts with theirs.
    costs
        The costs with the linking rows priced in.
    bound
        Scaled; no plan costs less.
    of_hub
        Shape ``(M,)``: what each hub adds to the bound.
    columns
        Columns with a negative reduced cost.
    """

    duals: Duals
    cuts: Cuts
    costs: LagrangianCosts
    bound: int
    of_hub: IntArray
    columns: Pool


def price_with_cuts(oracle: PricingOracle, duals: Duals, cuts: Cuts) -> BoundWithCuts | None:
    """Find the column with the least reduced cost of every hub, cuts priced in; ``None`` where there is no plan."""
    model = oracle.model
    duals = Duals(duals.group, with_valid_signs(model, duals.row))
    costs = oracle.lagrangian_costs(duals)
    best = oracle.price(duals, costs)
    if (best.value[model.must_open] >= NO_COLUMN).any() or model.impossible:
        return None
    hub_term = costs.hub - duals.group[model.own]
    hubs = np.flatnonzero((best.value < 0) | (model.must_open & (best.value < NO_COLUMN)))
    hubs = hubs[np.argsort(best.value[hubs], kind="stable")]
    results = _enumerate_hubs(
        oracle,
        duals,
        costs,
        cuts,
        hubs,
        np.where(model.must_open, NO_SET // 4, hub_term + 1),
        True,
        1 << 40,
        NODES_A_HUB,
        fallback=hub_term - best.value,
    )
    of_hub = np.zeros(model.n_hubs, np.int64)
    for h, (_, _, highest, _) in zip(hubs, results, strict=True):
        of_hub[h] = hub_term[h] - highest if highest > NO_SET // 2 else 0
        if not model.must_open[h]:
            of_hub[h] = min(int(of_hub[h]), 0)
    bound = (model.objective.constant << oracle.shift) + int(duals.group.sum()) - int(cuts.dual.sum())
    reduced = costs.unplaced - duals.group
    bound += int(np.minimum(reduced, 0)[model.may_be_unplaced].sum()) + int(of_hub.sum())
    for row, dual in zip(model.rows, duals.row, strict=True):
        bound += row_term(row, int(dual)) or 0
    more = np.flatnonzero((of_hub < 0) & ~model.must_open)
    others = _enumerate_hubs(
        oracle, duals, costs, cuts, more, hub_term - of_hub // 2, False, 1 << 40, NODES_A_HUB, EACH
    )
    columns = undominated(model, concatenated([_pool_of(oracle, hubs, results), _pool_of(oracle, more, others)]))
    return BoundWithCuts(duals, cuts, costs, bound, of_hub, columns)


def enumerate_columns(
    oracle: PricingOracle, at: BoundWithCuts, gap: int, limit: int, node_limit: int = 1 << 60
) -> Pool | None:
    """Give every column within ``gap`` (scaled) of what its hub adds to the bound; ``None`` beyond ``limit``."""
    model = oracle.model
    plain = oracle.price(at.duals, at.costs).value
    hubs = np.flatnonzero((plain < NO_COLUMN) & (plain - at.of_hub <= gap))
    hubs = hubs[np.argsort(plain[hubs], kind="stable")]
    worth = at.costs.hub - at.duals.group[model.own] - at.of_hub - gap
    results = _enumerate_hubs(oracle, at.duals, at.costs, at.cuts, hubs, worth, False, limit, node_limit)
    if any(cut for _, _, _, cut in results):
        return None
    return undominated(model, _pool_of(oracle, hubs, results))


def _enumerate_hubs(
    oracle: PricingOracle,
    duals: Duals,
    costs: LagrangianCosts,
    cuts: Cuts,
    hubs: IntArray,
    worth: IntArray,
    improving: bool,
    limit: int,
    node_limit: int,
    each: int | None = None,
    fallback: IntArray | None = None,
) -> list[tuple[IntArray, IntArray, int, bool]]:
    """Search every hub; ``fallback`` has, shape ``(M,)``, what no set is better than where time ends a search."""
    total = 0

    def work(h: int) -> tuple[IntArray, IntArray, int, bool]:
        nonlocal total
        if total > limit:
            return np.zeros(1, np.int64), np.zeros(0, np.int64), 0, True
        if oracle.stop():
            best = 0 if fallback is None else int(fallback[h])
            return np.zeros(1, np.int64), np.zeros(0, np.int64), best, True
        found = _enumerate_hub(
            h,
            oracle.problem,
            costs.lack,
            duals.group,
            costs.item,
            costs.size,
            oracle.counts_satellites,
            cuts.start,
            cuts.at,
            cuts.dual,
            int(worth[h]),
            improving,
            each or limit,
            int(min(node_limit, NODES_A_SECOND * (oracle.seconds_left() + 0.1))),
        )
        listed = max(len(found[0]) - 1, len(found[1]) // GROUPS_A_SET)
        total += limit + 1 if found[3] and not improving and each is None else listed
        return found

    return oracle.run_parallel(work, [int(h) for h in hubs])


def _pool_of(oracle: PricingOracle, hubs: IntArray, results: list[tuple[IntArray, IntArray, int, bool]]) -> Pool:
    counts = [len(starts) - 1 for starts, _, _, _ in results]
    offset = np.cumsum([0, *(len(items) for _, items, _, _ in results)])
    start = np.concatenate([*(part[0][:-1] + at for part, at in zip(results, offset[:-1], strict=True)), offset[-1:]])
    items = np.concatenate([part[1] for part in results]) if results else np.zeros(0, np.int64)
    return pool_of(oracle.model, np.repeat(hubs, counts), start.astype(np.int64), items)
