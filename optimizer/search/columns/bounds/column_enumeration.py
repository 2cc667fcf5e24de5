"""Columns by reduced cost, cuts priced in: all within a gap, or those that show where duals are too high.

A plan that costs at most ``bound + gap`` uses no constellation but those within the gap: the reduced costs of its
constellations, of the groups it leaves unplaced and the slack of its rows and cuts add up to its distance from the
bound, and none of them is negative.
Source: Baldacci, Christofides and Mingozzi (2008), doi 10.1007/s10107-007-0178-5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import row_term, with_valid_signs
from optimizer.search.columns.formulation.cut_kernels import CutsByGroup
from optimizer.search.columns.formulation.cuts import Cuts, cuts_within
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.pool import Pool, concatenated, pool_of, undominated
from optimizer.search.columns.pricing.oracle import (
    NO_COLUMN,
    NO_SET,
    Duals,
    LagrangianCosts,
    PricingOracle,
    dual_costs,
)
from optimizer.search.columns.pricing.set_enumeration import SetSearch
from optimizer.search.meter import A_STEP

STEPS_A_HUB = 20_000_000
"""Steps of the search of one hub before its bound without cuts has to do."""

FEW_STEPS = 200_000
"""The same as long as others find columns: cuts can make it long where duals are far off."""

STEPS_A_SECOND = 1_500_000
"""Steps of the search of one hub for each second that is left, so that none goes on for long when time is up."""

FURTHER_COLUMNS = 60
"""Further columns of one hub that show that duals are too high."""

MANY_CUTS = 3_000
"""Cuts from which each hub is searched with those that it can have to do with alone."""

ITEMS_A_SET = 12
"""Items of a set, on average, up to which a limit counts sets; of longer ones it lets fewer be."""


class HubColumns(NamedTuple):
    """The sets of items of one hub that a search found.

    Attributes
    ----------
    starts, items
        Set ``s`` has ``items[starts[s]:starts[s + 1]]``, numbers of ``GroupedModel.item``.
    best
        The largest value of a set, ``NO_SET`` where there is none; a bound on it where the search was cut short.
    cut_short
        Whether a limit ended the search.
    """

    starts: IntArray
    items: IntArray
    best: int
    cut_short: bool

    @property
    def listed(self) -> int:
        """Count the sets, long ones for more than one."""
        return max(len(self.starts) - 1, len(self.items) // ITEMS_A_SET)


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """What is searched of some hubs.

    Attributes
    ----------
    hubs
        The hubs, in the order in which they are searched.
    threshold
        Shape ``(M,)``: only sets worth at least so much.
    improving
        Whether only the best set is wanted, and those on the way to it.
    limit, limit_a_hub
        Sets of all hubs together, and of each.
    steps_a_hub
        Steps of the search of one hub.
    fallback
        Shape ``(M,)``: what no set is better than, where time ends the search.
    """

    hubs: IntArray
    threshold: IntArray
    improving: bool = False
    limit: int = 1 << 40
    limit_a_hub: int | None = None
    steps_a_hub: int = 1 << 60
    fallback: IntArray | None = None


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
    cut_short
        Whether the search of a hub was cut short: then more columns may have one, and other bounds be higher.
    """

    duals: Duals
    cuts: Cuts
    costs: LagrangianCosts
    bound: int
    of_hub: IntArray
    columns: Pool
    cut_short: bool = False


def price_with_cuts(
    oracle: PricingOracle, duals: Duals, cuts: Cuts, steps_a_hub: int = STEPS_A_HUB
) -> BoundWithCuts | None:
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
    threshold = np.where(model.must_open, NO_SET // 4, hub_term + 1)
    request = _Request(hubs, threshold, True, steps_a_hub=steps_a_hub, fallback=hub_term - best.value)
    results = _search_hubs(oracle, duals, costs, cuts, request)
    of_hub = np.zeros(model.n_hubs, np.int64)
    for h, found in zip(hubs, results, strict=True):
        of_hub[h] = hub_term[h] - found.best if found.best > NO_SET // 2 else 0
        if not model.must_open[h]:
            of_hub[h] = min(int(of_hub[h]), 0)
    bound = (model.objective.constant << oracle.shift) + int(duals.group.sum()) - int(cuts.dual.sum())
    reduced = costs.unplaced - duals.group
    bound += int(np.minimum(reduced, 0)[model.may_be_unplaced].sum()) + int(of_hub.sum())
    for row, dual in zip(model.rows, duals.row, strict=True):
        bound += row_term(row, int(dual)) or 0
    more = np.flatnonzero((of_hub < 0) & ~model.must_open)
    half = _Request(more, hub_term - of_hub // 2, limit_a_hub=FURTHER_COLUMNS, steps_a_hub=steps_a_hub)
    others = _search_hubs(oracle, duals, costs, cuts, half)
    columns = undominated(model, concatenated([_pool_of(model, hubs, results), _pool_of(model, more, others)]))
    return BoundWithCuts(duals, cuts, costs, bound, of_hub, columns, any(found.cut_short for found in results))


def enumerate_columns(
    oracle: PricingOracle, at: BoundWithCuts, gap: int, limit: int, node_limit: int = 1 << 60
) -> Pool | None:
    """Give every column within ``gap`` (scaled) of what its hub adds to the bound; ``None`` beyond ``limit``.

    ``node_limit`` are the steps of the search of one hub at most.
    """
    model = oracle.model
    plain = oracle.price(at.duals, at.costs).value
    hubs = np.flatnonzero((plain < NO_COLUMN) & (plain - at.of_hub <= gap))
    hubs = hubs[np.argsort(plain[hubs], kind="stable")]
    threshold = at.costs.hub - at.duals.group[model.own] - at.of_hub - gap
    request = _Request(hubs, threshold, limit=limit, steps_a_hub=node_limit)
    results = _search_hubs(oracle, at.duals, at.costs, at.cuts, request)
    # Counted once more at the end, as which hub passes the limit depends on the threads.
    if any(found.cut_short for found in results) or sum(found.listed for found in results) > limit:
        return None
    return undominated(model, _pool_of(model, hubs, results))


def enumerate_enough(
    oracle: PricingOracle,
    at: BoundWithCuts,
    begin: int,
    widest: int,
    wanted: int,
    limit: int,
    stop: Callable[[], bool],
    node_limit: int = 1 << 60,
) -> tuple[Pool | None, int]:
    """Widen a gap from ``begin`` on until more than ``wanted`` columns are within it, but to ``widest`` at most.

    A gap with more than ``limit`` is narrowed, or left where a narrower one was had.

    Returns
    -------
    tuple
        The columns, and the gap within which they are all; ``None`` where none could be listed.
    """
    pool: Pool | None = None
    gap, within = begin, 0
    while not stop():
        gap = min(gap, widest)
        wider = enumerate_columns(oracle, at, gap, limit, node_limit)
        if wider is None and pool is None and gap > 0:
            gap //= 4
            continue
        if wider is None:
            break
        pool, within = wider, gap
        if gap >= widest or len(pool) > wanted or gap == 0:
            break
        gap *= 2
    return pool, within


def _search_hubs(
    oracle: PricingOracle, duals: Duals, costs: LagrangianCosts, cuts: Cuts, request: _Request
) -> list[HubColumns]:
    """Search hubs on all cores."""
    at_duals, n_found, few = dual_costs(duals, costs), 0, len(cuts.dual) < MANY_CUTS
    nothing = np.zeros(0, np.int64)

    def work(h: int) -> HubColumns:
        nonlocal n_found
        if n_found > request.limit:
            return HubColumns(np.zeros(1, np.int64), nothing, 0, True)
        if oracle.stop():
            best = 0 if request.fallback is None else int(request.fallback[h])
            return HubColumns(np.zeros(1, np.int64), nothing, best, True)
        search = SetSearch(oracle.problem, at_duals, cuts.by_group if few else _cuts_of_hub(oracle.model, cuts, h))
        search.constrained = True
        search.improving = request.improving
        search.threshold = int(request.threshold[h])
        search.max_sets = request.limit_a_hub or request.limit
        search.max_steps = int(min(request.steps_a_hub, STEPS_A_SECOND * (oracle.seconds_left() + 0.1)))
        found = _columns_of(search, h)
        oracle.meter.spend(A_STEP * search.n_steps)
        everything = not request.improving and request.limit_a_hub is None
        n_found += request.limit + 1 if found.cut_short and everything else found.listed
        return found

    return oracle.run_parallel(work, [int(h) for h in request.hubs])


def _cuts_of_hub(model: GroupedModel, cuts: Cuts, h: int) -> CutsByGroup:
    """Give the cuts that columns of a hub can have to do with."""
    items = model.item[model.start[h] : model.start[h + 1]]
    return cuts_within(cuts, np.append(items, model.own[h]), model.n_groups)


def _columns_of(search: SetSearch, h: int) -> HubColumns:
    """Run the search of one hub."""
    search.run_alone(h)
    n = search.n_sets
    starts = np.asarray(search.starts)[: n + 1].copy()
    items = np.asarray(search.items)[: int(starts[-1])] + search.first_item(h)
    best = NO_SET
    if search.cut_short:
        best = search.relaxed_value + search.credit
    elif n > 0:
        best = int(np.asarray(search.values)[:n].max())
    return HubColumns(starts, items, best, bool(search.cut_short))


def _pool_of(model: GroupedModel, hubs: IntArray, results: list[HubColumns]) -> Pool:
    counts = [len(found.starts) - 1 for found in results]
    offset = np.cumsum([0, *(len(found.items) for found in results)])
    starts = [found.starts[:-1] + at for found, at in zip(results, offset[:-1], strict=True)]
    start = np.concatenate([*starts, offset[-1:]])
    items = np.concatenate([found.items for found in results]) if results else np.zeros(0, np.int64)
    return pool_of(model, np.repeat(hubs, counts), start.astype(np.int64), items)
