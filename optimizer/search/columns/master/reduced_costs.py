"""The columns of a pool at given prices: reduced costs, and what they prove of all plans that the pool makes."""

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import row_term
from optimizer.search.columns.master.cuts import Cuts, reduced_costs
from optimizer.search.columns.master.pool import Pool
from optimizer.search.columns.pricing.column_enumeration import Priced
from optimizer.search.columns.pricing.oracle import Oracle, Prices

FAR = 1 << 60


def weighed(
    oracle: Oracle, pool: Pool, prices: Prices, cuts: Cuts, forced: frozenset[int]
) -> tuple[IntArray, int, IntArray]:
    """Give the reduced costs of a pool, the bound over the pool, and what each column's hub adds to it.

    ``forced`` are groups that are not left out.
    """
    model, shift = oracle.model, oracle.shift
    unplaced = model.objective.unplaced << shift
    for r, price in enumerate(prices.row):
        if price:
            unplaced = unplaced + price * model.rows[r].costs.unplaced
    reduced = reduced_costs(pool, priced_in(oracle, pool, prices), prices.group, cuts, oracle.each)
    least = np.full(model.n_hubs, FAR, np.int64)
    np.minimum.at(least, pool.hub, reduced)
    floor = np.where(model.must_open & (least < FAR), least, np.minimum(least, 0))
    bound = (model.objective.constant << shift) + int(prices.group.sum()) - int(cuts.price.sum())
    may = model.may_be_unplaced.copy()
    may[list(forced)] = False
    bound += int(np.minimum(unplaced - prices.group, 0)[may].sum()) + int(floor.sum())
    for limit, price in zip(model.rows, prices.row, strict=True):
        bound += row_term(limit, int(price)) or 0
    return reduced, bound, floor[pool.hub]


def slack_of(oracle: Oracle, pool: Pool, at: Priced) -> IntArray:
    """Give by how much a plan with each column at least exceeds what prices prove."""
    reduced = reduced_costs(pool, priced_in(oracle, pool, at.prices), at.prices.group, at.cuts)
    return reduced - at.floor[pool.hub]


def priced_in(oracle: Oracle, pool: Pool, prices: Prices) -> IntArray:
    """Give the scaled costs of columns with the rows over the plan priced in."""
    base = pool.cost << oracle.shift
    for r, price in enumerate(prices.row):
        if price:
            base = base + price * pool.row[r]
    return base
