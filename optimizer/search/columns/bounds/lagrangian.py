"""The Lagrangian bound, valid at any duals.

The assignment of every group and the linking rows are relaxed; what remains is one knapsack a hub. All of it is in
whole numbers, so the bound holds exactly, whatever duals a floating-point method proposes.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.closed_form_duals import (
    best_hub_count_dual,
    best_unplaced_dual,
    hub_count_row,
    hubs_opened_on_ties,
    unplaced_row,
)
from optimizer.search.columns.formulation.grouped_model import GroupedModel, LinkingRow
from optimizer.search.columns.formulation.pool import RecentColumns
from optimizer.search.columns.pricing.oracle import NO_COLUMN, BestColumns, Duals, LagrangianCosts, PricingOracle


@dataclass(frozen=True, slots=True, eq=False)
class LagrangianBound:
    """What given duals prove.

    Attributes
    ----------
    duals
        The duals, with those that have a closed form at their best.
    bound
        No plan costs less; in units of ``2**-shift``.
    columns
        The column with the least reduced cost of each hub.
    costs
        The Lagrangian costs they were found with.
    opened
        Shape ``(M,)``: the hubs that open in the solution of the relaxation.
    unplaced
        Shape ``(G,)``: the groups that it leaves unplaced.
    """

    duals: Duals
    bound: int
    columns: BestColumns
    costs: LagrangianCosts
    opened: IntArray
    unplaced: IntArray


def row_term(row: LinkingRow, dual: int) -> int | None:
    """Give what a linking row adds to the bound at a dual; ``None`` where the dual has the wrong sign."""
    if dual == 0:
        return 0
    limit = row.high if dual > 0 else row.low
    return None if limit is None else dual * (row.costs.constant - limit)


def with_valid_signs(model: GroupedModel, row: IntArray) -> IntArray:
    """Put the duals of linking rows that have the wrong sign at nothing."""
    return np.array(
        [
            0 if row_term(linking, int(dual)) is None else int(dual)
            for linking, dual in zip(model.rows, row, strict=True)
        ],
        dtype=np.int64,
    )


def lagrangian_bound(oracle: PricingOracle, duals: Duals) -> LagrangianBound | None:
    """Price every hub and add up the bound; ``None`` where the model has no plan at all.

    Linking rows that only count hubs, or only who is unplaced, get the dual that is best beside the others.
    """
    model = oracle.model
    row = with_valid_signs(model, duals.row)
    hub_count, n_unplaced = hub_count_row(model), unplaced_row(model)
    for closed_form in (hub_count, n_unplaced):
        if closed_form is not None:
            row[closed_form] = 0
    duals = Duals(duals.group, row)
    costs = oracle.lagrangian_costs(duals)
    unplaced = np.zeros(model.n_groups, np.bool_)
    if n_unplaced is not None:
        row[n_unplaced], unplaced = best_unplaced_dual(model, n_unplaced, costs.unplaced, duals.group)
        costs = replace(costs, unplaced=costs.unplaced + row[n_unplaced] * model.rows[n_unplaced].costs.unplaced)
    columns = oracle.price(duals, costs)
    value = columns.value
    if (value[model.must_open] >= NO_COLUMN).any() or model.impossible:
        return None
    if hub_count is not None:
        dual = best_hub_count_dual(model, model.rows[hub_count], value)
        if dual is None:
            return None
        row[hub_count] = dual
        costs = replace(costs, hub=costs.hub + dual)
        value += np.where(value < NO_COLUMN, dual, 0)
    reduced = costs.unplaced - duals.group
    unplaced |= model.may_be_unplaced & (reduced < 0)
    opened = ((value < 0) | model.must_open) & (value < NO_COLUMN)
    bound = (model.objective.constant << oracle.shift) + int(duals.group.sum())
    bound += int(np.minimum(reduced, 0)[model.may_be_unplaced].sum()) + int(value[opened].sum())
    for linking, dual in zip(model.rows, row, strict=True):
        bound += row_term(linking, int(dual)) or 0
    if hub_count is not None:
        opened |= hubs_opened_on_ties(model.rows[hub_count], value, opened)
    return LagrangianBound(duals, bound, columns, costs, opened.astype(np.int64), unplaced.astype(np.int64))


def subgradient(oracle: PricingOracle, at: LagrangianBound) -> tuple[IntArray, IntArray]:
    """Give how far the solution of the relaxation is from placing every group once, and from the limit of every row.

    Linking rows whose dual has a closed form pull nowhere.
    """
    model = oracle.model
    cover = at.unplaced.copy()
    hubs = np.flatnonzero(at.opened)
    cover += np.bincount(model.own[hubs], minlength=model.n_groups)
    items = picked_items(at.columns, hubs)
    cover += np.bincount(model.item[items], minlength=model.n_groups)
    violation = np.zeros(len(model.rows), np.int64)
    closed_form = {hub_count_row(model), unplaced_row(model)}
    for r, row in enumerate(model.rows):
        if r in closed_form:
            continue
        costs = row.costs
        total = costs.constant + int(costs.hub[hubs].sum())
        total += int(costs.unplaced[at.unplaced > 0].sum()) if costs.on_unplaced else 0
        total += int(costs.item[items].sum()) if costs.on_item else 0
        if costs.on_size:
            owner = np.repeat(hubs, at.columns.n_picked[hubs])
            satellites = np.bincount(owner, model.count[items], model.n_hubs).astype(np.int64) + model.own_count
            total += int(costs.size[satellites[hubs]].sum())
        dual = int(at.duals.row[r])
        limit = row.high if dual > 0 or row.low is None or (row.high is not None and total > row.high) else row.low
        inside = dual == 0 and (row.low is None or total >= row.low) and (row.high is None or total <= row.high)
        violation[r] = 0 if inside or limit is None else total - limit
    return 1 - cover, violation


def picked_items(columns: BestColumns, hubs: IntArray) -> IntArray:
    """Give the items of the best columns of some hubs, one after the other."""
    counts = columns.n_picked[hubs]
    first = np.repeat(columns.offset[hubs] - np.append(0, np.cumsum(counts))[:-1], counts)
    return columns.picks[first + np.arange(int(counts.sum()))]


def keep_opened(met: RecentColumns, seen: LagrangianBound) -> None:
    """Keep the columns of the hubs that an evaluation opened."""
    hubs = np.flatnonzero(seen.opened)
    met.add(hubs, seen.columns.n_picked[hubs], picked_items(seen.columns, hubs))
