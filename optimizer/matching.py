"""Pairs from two lists with the greatest total weight: the assignment problem, solved by OR-Tools' own algorithm."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import linear_sum_assignment

_NOTHING: Final = 0


def heaviest_pairs(weight: NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    """Pair rows with columns, each at most once, so that the total weight of the pairs is as great as can be.

    The solver (cost scaling: Goldberg & Kennedy 1995, doi:10.1007/BF01585996) asks that every row gets a column: each
    row and each column has a stand-in of weight 0, and stand-ins may pair with each other.

    Parameters
    ----------
    weight
        Shape ``(n, m)``, not below 0; a pair of weight 0 is none.

    Returns
    -------
    tuple of tuple
        Row and column of each pair, by row. The same weights give the same pairs.
    """
    n, m = weight.shape
    rows, columns = np.nonzero(weight > _NOTHING)
    own, own_of = np.arange(n), np.arange(m)
    left = np.concatenate([rows, own, n + own_of, n + columns])
    right = np.concatenate([columns, m + own, own_of, m + rows])
    cost = np.concatenate([-weight[rows, columns], np.zeros(n + m + len(rows), dtype=np.int64)])
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(left, right, cost)
    if n + m and solver.solve() != solver.OPTIMAL:
        raise ValueError("the weights are too great to add up")
    return tuple((row, mate) for row in range(n) if (mate := solver.right_mate(row)) < m)
