"""Where to price next: at the prices of a master, or between those and the prices of the best bound.

Source: Wentges (1997), doi 10.1016/S0969-6016(97)00004-6.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.lagrangian import admissible
from optimizer.search.columns.master.cuts import Cuts, FloatArray, cuts_of
from optimizer.search.columns.master.linear_master import Relaxed
from optimizer.search.columns.pricing.column_enumeration import Priced
from optimizer.search.columns.pricing.oracle import Oracle, Prices


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """Scaled prices that are not whole: of the groups, the rows and the cuts on ``triples``."""

    group: FloatArray
    row: FloatArray
    triples: IntArray
    cut: FloatArray


def aim_of(oracle: Oracle, triples: IntArray, relaxed: Relaxed) -> Aim:
    """Aim at the prices of a master with cuts on ``triples``."""
    one = float(1 << oracle.shift)
    return Aim(relaxed.group * one, relaxed.row * one, triples, relaxed.cut * one)


def mixed(aim: Aim, known: Priced, weight: float) -> Aim:
    """Mix so much of known prices in."""
    triples, number = np.unique(np.concatenate([aim.triples, known.cuts.triple]), axis=0, return_inverse=True)
    both = np.concatenate([(1 - weight) * aim.cut, weight * known.cuts.price])
    return Aim(
        weight * known.prices.group + (1 - weight) * aim.group,
        weight * known.prices.row + (1 - weight) * aim.row,
        triples,
        np.bincount(number.ravel(), both, len(triples)).astype(np.float64),
    )


def rounded(oracle: Oracle, aim: Aim) -> tuple[Prices, Cuts]:
    """Round to whole numbers that prove a bound."""
    prices = Prices(np.rint(aim.group).astype(np.int64), admissible(oracle.model, np.rint(aim.row).astype(np.int64)))
    return prices, cuts_of(aim.triples, np.rint(aim.cut).astype(np.int64), oracle.model.n_groups)
