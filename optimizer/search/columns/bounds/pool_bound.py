"""The bound that duals prove of all plans made of the columns of a pool, and the reduced costs of those columns."""

from typing import NamedTuple

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts
from optimizer.search.columns.bounds.lagrangian import row_term
from optimizer.search.columns.formulation.cuts import Cuts, reduced_costs
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.pricing.oracle import NO_COLUMN, Duals, PricingOracle


class PoolBound(NamedTuple):
    """What duals prove of the plans of a pool, scaled.

    Attributes
    ----------
    reduced
        Shape ``(C,)``: the reduced cost of each column.
    bound
        No plan of the pool costs less.
    of_hub
        Shape ``(C,)``: what the hub of each column adds to the bound.
    """

    reduced: IntArray
    bound: int
    of_hub: IntArray


def bound_over_pool(
    oracle: PricingOracle, pool: Pool, duals: Duals, cuts: Cuts, must_be_placed: frozenset[int]
) -> PoolBound:
    """Price all columns of a pool and add up the bound; ``must_be_placed`` are groups that are not unplaced."""
    model, shift = oracle.model, oracle.shift
    unplaced = model.objective.unplaced << shift
    for r, dual in enumerate(duals.row):
        if dual:
            unplaced = unplaced + dual * model.rows[r].costs.unplaced
    reduced = reduced_costs(pool, costs_with_rows(oracle, pool, duals), duals.group, cuts, oracle.run_parallel)
    least = np.full(model.n_hubs, NO_COLUMN, np.int64)
    np.minimum.at(least, pool.hub, reduced)
    of_hub = np.where(model.must_open & (least < NO_COLUMN), least, np.minimum(least, 0))
    bound = (model.objective.constant << shift) + int(duals.group.sum()) - int(cuts.dual.sum())
    may = model.may_be_unplaced.copy()
    may[list(must_be_placed)] = False
    bound += int(np.minimum(unplaced - duals.group, 0)[may].sum()) + int(of_hub.sum())
    for row, dual in zip(model.rows, duals.row, strict=True):
        bound += row_term(row, int(dual)) or 0
    return PoolBound(reduced, bound, of_hub[pool.hub])


def excess_of(oracle: PricingOracle, pool: Pool, at: BoundWithCuts) -> IntArray:
    """Give, shape ``(C,)``, by how much a plan with each column at least exceeds the bound that duals prove."""
    reduced = reduced_costs(pool, costs_with_rows(oracle, pool, at.duals), at.duals.group, at.cuts)
    return reduced - at.of_hub[pool.hub]


def costs_with_rows(oracle: PricingOracle, pool: Pool, duals: Duals) -> IntArray:
    """Give the scaled costs of columns with the linking rows priced in."""
    base = pool.cost << oracle.shift
    for r, dual in enumerate(duals.row):
        if dual:
            base = base + dual * pool.row[r]
    return base
