"""The Lagrangian dual over the columns of a pool, made smooth by a soft minimum in place of a hub's least reduced cost.

The least reduced cost has a kink wherever two columns tie, and at the best duals they all do, so steps along a
subgradient become short long before those duals. The soft minimum has a gradient everywhere, and the shares it takes of
the columns come close to a solution of the linear master. What it proves counts over the pool alone: a bound for all
constellations takes exact pricing at the duals that come of it.
Source: Nesterov (2005), doi 10.1007/s10107-004-0552-5 (smoothing).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts
from optimizer.search.columns.bounds.lagrangian import row_term
from optimizer.search.columns.bounds.quasi_newton import Limits
from optimizer.search.columns.bounds.smoothed_kernels import ColumnsByHub, soft_minima
from optimizer.search.columns.formulation.cuts import Cuts, cut_coefficients, cuts_of
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.meter import AN_ENTRY

PARTS, ENTRIES_A_PART = 8, 100_000
"""Parts of the hubs that are priced at the same time, as many on any number of cores, so that sums are the same on all;
and the groups and cuts of the columns of a part, at least."""


class SmoothedBound(NamedTuple):
    """What the smoothed dual is worth somewhere, in units of cost.

    Attributes
    ----------
    value, gradient
        The smoothed bound and its gradient.
    over_pool
        The bound over the pool, not smoothed.
    share
        Shape ``(C,)``: how much of each column the soft minima take.
    """

    value: float
    gradient: FloatArray
    over_pool: float
    share: FloatArray


class Variables(NamedTuple):
    """The duals of a dual: where they begin, within which limits, and what one unit more adds beside the columns.

    Attributes
    ----------
    begin, slope
        Shape ``(V,)``.
    limits
        The least and the largest of each.
    constant
        What is added whatever they are.
    """

    begin: FloatArray
    limits: Limits
    slope: FloatArray
    constant: float


@dataclass(frozen=True, slots=True, eq=False)
class SmoothedDual:
    """A pool and the duals of groups, cuts and linking rows; ``V`` is the number of all these, in this order.

    Attributes
    ----------
    oracle
        Of the model; its threads price the pool.
    triples
        Shape ``(Q, 3)``: the cuts.
    variables
        The duals. That of a row is in units of ``row_unit``, shape ``(R,)``, as one unit more of it changes far more
        columns than one of a group.
    columns
        Those of the pool, for compiled code.
    parts
        Hubs that are priced together: those of part ``k`` are ``parts[k]:parts[k + 1]``.
    n_columns, n_entries
        The number of columns, and of the groups and cuts of all of them.
    """

    oracle: PricingOracle
    triples: IntArray
    variables: Variables
    row_unit: FloatArray
    columns: ColumnsByHub
    parts: IntArray
    n_columns: int
    n_entries: int

    @classmethod
    def over(
        cls, oracle: PricingOracle, pool: Pool, at: BoundWithCuts, triples: IntArray, most: float
    ) -> "SmoothedDual":
        """Begin at the duals of a bound, and at nothing for cuts that it does not know.

        ``pool`` is sorted by hub. No dual is beyond ``most`` either way, so that they end where there is no plan.
        """
        model = oracle.model
        unit = _row_units(model, pool)
        column, cut = cut_coefficients(pool, triples, model.n_groups)
        order = np.argsort(column, kind="stable")
        cut_start = np.searchsorted(column[order], np.arange(len(pool) + 1)).astype(np.int64)
        first = np.searchsorted(pool.hub, np.arange(model.n_hubs + 1)).astype(np.int64)
        columns = ColumnsByHub(
            first,
            model.must_open,
            pool.cost.astype(np.float64),
            (pool.start, pool.group),
            (cut_start, cut[order].astype(np.int32)),
            np.ascontiguousarray(pool.row * unit[:, np.newaxis]),
            model.n_groups,
            len(triples),
        )
        variables, n_entries = _variables(oracle, at, triples, unit, most), len(pool.group) + len(cut)
        return cls(oracle, triples, variables, unit, columns, _parts(first, n_entries), len(pool), n_entries)

    def at(self, duals: FloatArray, smoothing: float) -> SmoothedBound:
        """Evaluate at some duals, smoothed so much (in units of cost)."""
        n_parts = len(self.parts) - 1
        share, covered, total = np.zeros(self.n_columns), np.zeros((n_parts, len(duals))), np.zeros((n_parts, 2))

        def work(part: int) -> None:
            ends = self.parts[part : part + 2]
            soft_minima(self.columns, ends, duals, smoothing, share, covered[part], total[part])

        if n_parts == 1:
            work(0)
        else:
            self.oracle.run_parallel(work, range(n_parts))
        self.oracle.meter.spend(AN_ENTRY * (self.n_entries + self.n_columns))
        gradient = covered.sum(axis=0)
        gradient[: self.oracle.model.n_groups] *= -1.0
        known = self.variables.constant + float(self.variables.slope @ duals)
        soft, hard = total.sum(axis=0)
        return SmoothedBound(known + float(soft), self.variables.slope + gradient, known + float(hard), share)

    def rounded(self, duals: FloatArray) -> tuple[Duals, Cuts]:
        """Give duals in whole numbers, scaled."""
        n_groups, n_cuts = self.oracle.model.n_groups, len(self.triples)
        scaled = duals.copy()
        scaled[n_groups + n_cuts :] *= self.row_unit
        whole = np.rint(scaled * (1 << self.oracle.shift)).astype(np.int64)
        group, cut, row = np.split(whole, [n_groups, n_groups + n_cuts])
        return Duals(group, row), cuts_of(self.triples, cut, n_groups)


def _parts(first: IntArray, n_entries: int) -> IntArray:
    """Divide hubs, whose columns begin at ``first``, into parts of about as many columns."""
    n_parts = min(max(n_entries // ENTRIES_A_PART, 1), PARTS)
    inner = np.searchsorted(first[1:], np.arange(1, n_parts) * (first[-1] / n_parts))
    return np.concatenate([[0], inner, [len(first) - 1]]).astype(np.int64)


def _variables(oracle: PricingOracle, at: BoundWithCuts, triples: IntArray, unit: FloatArray, most: float) -> Variables:
    """Give the duals of a bound.

    Rows that say who may be unplaced keep the dual they have: it sets what being unplaced costs, and with that how high
    the duals of the groups can be.
    """
    model, one = oracle.model, float(1 << oracle.shift)
    n_groups, first_row = model.n_groups, model.n_groups + len(triples)
    row = at.duals.row / one
    begin = np.concatenate([at.duals.group / one, _duals_of(triples, at.cuts) / one, row / unit])
    low, high = np.full(len(begin), -most), np.full(len(begin), most)
    high[:n_groups] = np.where(model.may_be_unplaced, np.minimum(at.costs.unplaced / one, most), most)
    low[n_groups:first_row] = 0.0
    slope = np.zeros(len(begin))
    slope[:n_groups], slope[n_groups:first_row] = 1.0, -1.0
    constant = float(model.objective.constant)
    for v, linking in enumerate(model.rows, first_row):
        dual = begin[v]
        limit = linking.high if dual > 0.0 or linking.low is None else linking.low
        if linking.costs.on_unplaced or limit is None:
            low[v] = high[v] = dual
            constant += (row_term(linking, int(at.duals.row[v - first_row])) or 0) / one
            continue
        slope[v] = (linking.costs.constant - limit) * unit[v - first_row]
        if linking.low != linking.high:
            low[v], high[v] = (0.0, most) if limit == linking.high else (-most, 0.0)
    return Variables(begin, Limits(low, high), slope, constant)


def _row_units(model: GroupedModel, pool: Pool) -> FloatArray:
    """Give, shape ``(R,)``, one over the root of the sum of squares that the columns of a plan count for each row."""
    n_columns = model.n_groups * len(pool) / max(len(pool.group), 1)
    square = (pool.row.astype(np.float64) ** 2).mean(axis=1) if len(pool) else np.ones(len(model.rows))
    units: FloatArray = 1.0 / np.maximum(np.sqrt(square * n_columns), 1.0)
    return units


def _duals_of(triples: IntArray, cuts: Cuts) -> FloatArray:
    """Give, shape ``(Q,)``, the scaled duals of some triples among cuts, nothing where they are not."""
    known = {tuple(triple): float(dual) for triple, dual in zip(cuts.triple.tolist(), cuts.dual, strict=True)}
    return np.array([known.get(tuple(triple), 0.0) for triple in triples.tolist()], np.float64)
