"""Dual smoothing: price at duals between those of the master and those of the best bound, so that duals do not swing.

Source: Wentges (1997), doi 10.1016/S0969-6016(97)00001-4; Pessoa, Sadykov, Uchoa and Vanderbeck (2018), doi
10.1287/ijoc.2017.0784.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts
from optimizer.search.columns.bounds.lagrangian import with_valid_signs
from optimizer.search.columns.formulation.cuts import Cuts, cuts_of
from optimizer.search.columns.master.linear_master import LinearSolution
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle


@dataclass(frozen=True, slots=True, eq=False)
class DualPoint:
    """Scaled duals that are not whole numbers: of the groups, the linking rows, and the cuts on ``triples``."""

    group: FloatArray
    row: FloatArray
    triples: IntArray
    cut: FloatArray


def dual_point_of(oracle: PricingOracle, triples: IntArray, solution: LinearSolution) -> DualPoint:
    """Give the duals of a solution of the linear master with cuts on ``triples``."""
    one = float(1 << oracle.shift)
    return DualPoint(solution.group * one, solution.row * one, triples, solution.cut * one)


def smoothed(at_master: DualPoint, best: BoundWithCuts, weight: float) -> DualPoint:
    """Give ``weight`` · the duals of the best bound + (1 − ``weight``) · those of the master."""
    triples, number = np.unique(np.concatenate([at_master.triples, best.cuts.triple]), axis=0, return_inverse=True)
    both = np.concatenate([(1 - weight) * at_master.cut, weight * best.cuts.dual])
    return DualPoint(
        weight * best.duals.group + (1 - weight) * at_master.group,
        weight * best.duals.row + (1 - weight) * at_master.row,
        triples,
        np.bincount(number.ravel(), both, len(triples)).astype(np.float64),
    )


def rounded(oracle: PricingOracle, point: DualPoint) -> tuple[Duals, Cuts]:
    """Round to whole numbers, with which a bound is proved exactly."""
    duals = Duals(
        np.rint(point.group).astype(np.int64), with_valid_signs(oracle.model, np.rint(point.row).astype(np.int64))
    )
    return duals, cuts_of(point.triples, np.rint(point.cut).astype(np.int64), oracle.model.n_groups)
