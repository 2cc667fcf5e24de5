"""The Lagrangian bound with subset-row cuts: their duals are raised with those of the groups, without a linear master.

In rounds: the smoothed dual over a pool is raised, less smoothed from round to round; exact pricing at the duals it
comes to proves a bound of all constellations and gives the columns that the pool lacks; cuts that the shares of the
columns violate join. A round takes work in proportion to the columns, where the pivots of a linear master grow with the
square of its rows, so thousands of groups get the bound that cuts give a region.
Source: Lucena (2005), doi 10.1007/s10479-005-3977-1 (relax and cut).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.bounds.column_enumeration import (
    FEW_STEPS,
    BoundWithCuts,
    enumerate_enough,
    price_with_cuts,
)
from optimizer.search.columns.bounds.quasi_newton import maximise_smooth
from optimizer.search.columns.bounds.smoothed_dual import SmoothedBound, SmoothedDual
from optimizer.search.columns.formulation.cuts import separate
from optimizer.search.columns.formulation.pool import Pool, concatenated, undominated, with_new_columns
from optimizer.search.columns.pricing.oracle import PricingOracle

COLUMNS_A_HUB, MOST_COLUMNS = 150, 150_000
"""Columns that the first pool is to hold: of each hub on average, and of all together."""

FIRST_SMOOTHING, LAST_SMOOTHING, COOLING = 0.02, 0.003, 0.8
"""Of what a group costs on average: the smoothing of the first round and of the last, and its fall each round."""

EVALUATIONS = 50
"""Of the smoothed dual in a round."""

FIRST_STEP = 1 / 8
"""Of the smoothing: the first step along the gradient, as columns have some eight groups."""

CUTS_A_GROUP, USES, VIOLATION = 1, 8, 0.03
"""New cuts in a round, for each group on average and at most of one group, and the least violation."""

LEAST_SHARE = 1e-3
"""How much of a column the smoothed dual takes for cuts to be looked for in it."""

LEAST_DUAL = 1e-6
"""Of what a group costs on average: a cut with a smaller dual is dropped."""

LEAST_RISE, PRICED_OUT = 0.01, 0.05
"""Of the gap: what two rounds together gain at least once the smoothing is the last, and how far above what is proved
the bound over the pool may lie then, unless pricing is cut short."""

PATIENCE, MOST_ROUNDS = 8, 100
"""Rounds without such a gain, and rounds at all, after which it ends in any case: where no plan is left, the bound over
the pool may never come down."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a bound is raised for.

    Attributes
    ----------
    value
        Of the plan at hand, scaled.
    stop
        Asked often: whether to end.
    watch
        Told of every bound.
    """

    value: int
    stop: Callable[[], bool]
    watch: Callable[[BoundWithCuts], None]


@dataclass(slots=True, eq=False)
class RelaxAndCut:
    """The duals of a model and of its cuts, on their way up.

    Attributes
    ----------
    pool
        Columns near the duals, by hub.
    triples
        The cuts whose duals are raised.
    here, best
        What the latest duals prove, and the best so far. A round begins at the latest, as those prove less for a while
        where the first pool lacks columns.
    cost
        What a group costs on average in the plan at hand: the measure of smoothing and of duals.
    smoothing
        Of the next round, as a part of ``cost``.
    """

    oracle: PricingOracle
    pool: Pool
    triples: IntArray
    here: BoundWithCuts
    best: BoundWithCuts
    cost: float
    smoothing: float = FIRST_SMOOTHING

    @classmethod
    def begun(cls, oracle: PricingOracle, begin: BoundWithCuts, columns: Pool, aim: Aim) -> "RelaxAndCut":
        """Begin at duals; ``columns`` are further ones for the pool, as those of the plan at hand."""
        pool = _first_pool(oracle, begin, columns, aim)
        cost = aim.value / (1 << oracle.shift) / max(oracle.model.n_groups, 1)
        return cls(oracle, pool, begin.cuts.triple, begin, begin, cost)

    def raise_bound(self, aim: Aim) -> None:
        """Raise the bound until it is flat."""
        n_groups, rises = self.oracle.model.n_groups, [1.0]
        for _ in range(MOST_ROUNDS):
            if self.cost <= 0.0 or self.best.bound >= aim.value or aim.stop():
                break
            dual, before = self._smoothed_dual(), self.best.bound
            point, end = _raised(dual, self.smoothing * self.cost, aim)
            priced = None if aim.stop() else price_with_cuts(self.oracle, *dual.rounded(point), FEW_STEPS)
            if priced is None:
                break
            aim.watch(priced)
            self.here, self.best = priced, max(self.best, priced, key=lambda bound: bound.bound)
            gap = max(aim.value - before, 1)
            rises.append((self.best.bound - before) / gap)
            ahead = end.over_pool * (1 << self.oracle.shift) - priced.bound
            priced_out = priced.cut_short or ahead < PRICED_OUT * gap or sum(rises[-PATIENCE:]) < LEAST_RISE
            if self.smoothing <= LAST_SMOOTHING and sum(rises[-2:]) < LEAST_RISE and priced_out:
                break
            tight = self.triples[point[n_groups : n_groups + len(self.triples)] > LEAST_DUAL * self.cost]
            fresh = _violated(self.pool, end.share, n_groups)
            self.triples = _with_new(tight, fresh)
            self._take_in(priced.columns, end.share)
            self.smoothing = max(COOLING * self.smoothing, LAST_SMOOTHING)

    def _smoothed_dual(self) -> SmoothedDual:
        """Give the smoothed dual over the pool, from the duals at hand on.

        No dual need be worth more than the plan; where none is left they would have no end, and sums would have none
        in 64 bits.
        """
        model, n_cuts = self.oracle.model, len(self.triples)
        room = 2.0 ** (59 - self.oracle.shift) / (model.n_groups + len(model.item) + n_cuts)
        return SmoothedDual.over(self.oracle, self.pool, self.here, self.triples, min(self.cost * model.n_groups, room))

    def _take_in(self, columns: Pool, share: FloatArray) -> None:
        """Add columns to the pool; from a large one those without a share go first."""
        pool = self.pool
        if len(pool) > 2 * MOST_COLUMNS:
            pool = pool.take(np.flatnonzero(share > 0.0))
        self.pool = _by_hub(with_new_columns(self.oracle.model, pool, columns))


def _raised(dual: SmoothedDual, smoothing: float, aim: Aim) -> tuple[FloatArray, SmoothedBound]:
    """Raise a smoothed dual from the duals at hand."""
    variables, first_step = dual.variables, FIRST_STEP * smoothing
    return maximise_smooth(
        lambda point: dual.at(point, smoothing), variables.begin, variables.limits, first_step, EVALUATIONS, aim.stop
    )


def _first_pool(oracle: PricingOracle, at: BoundWithCuts, columns: Pool, aim: Aim) -> Pool:
    """Pool the columns within a gap that makes many enough of them."""
    wanted = min(COLUMNS_A_HUB * oracle.model.n_hubs, MOST_COLUMNS)
    widest = aim.value - at.bound
    near, _ = enumerate_enough(oracle, at, max(widest >> 6, 1), widest, wanted, 2 * wanted, aim.stop, FEW_STEPS)
    pools = [at.columns, columns] if near is None else [near, at.columns, columns]
    return _by_hub(undominated(oracle.model, concatenated(pools)))


def _by_hub(pool: Pool) -> Pool:
    return pool.take(np.argsort(pool.hub, kind="stable"))


def _violated(pool: Pool, share: FloatArray, n_groups: int) -> IntArray:
    """Give the cuts that shares of columns violate."""
    used = np.flatnonzero(share > LEAST_SHARE)
    return separate(pool.take(used), share[used], n_groups, CUTS_A_GROUP * n_groups, USES, VIOLATION)


def _with_new(triples: IntArray, more: IntArray) -> IntArray:
    """Put cuts behind others, without those that are there already."""
    known = set(map(tuple, triples.tolist()))
    fresh = [triple for triple in more.tolist() if tuple(triple) not in known]
    return np.concatenate([triples, np.array(fresh, np.int64).reshape(-1, 3)])
