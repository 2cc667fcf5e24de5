"""Inner loop of the smoothed Lagrangian dual: what columns cost at some duals, and a soft minimum a hub."""

import cython

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray, Int32Array

if not cython.compiled:
    from math import exp, log

    FAR = 40.0


class ColumnsByHub:
    """Columns, those of one hub after those of another, and what each has to do with groups, cuts and linking rows.

    Attributes
    ----------
    first
        Shape ``(M + 1,)``: the columns of hub ``h`` are ``first[h]:first[h + 1]``.
    must_open
        Shape ``(M,)``.
    cost
        Shape ``(C,)``.
    start, group
        The groups of column ``c`` are ``group[start[c]:start[c + 1]]``.
    cut_start, cut
        The cuts of which it holds two groups or more are ``cut[cut_start[c]:cut_start[c + 1]]``.
    row
        Shape ``(R, C)``: what it counts for each linking row.
    n_groups, n_cuts
        Numbers of groups and cuts.
    """

    def __init__(
        self,
        first: IntArray,
        must_open: BoolArray,
        cost: FloatArray,
        groups: tuple[IntArray, Int32Array],
        cuts: tuple[IntArray, Int32Array],
        row: FloatArray,
        n_groups: int,
        n_cuts: int,
    ) -> None:
        self.first = first
        self.must_open = must_open
        self.cost = cost
        self.start, self.group = groups
        self.cut_start, self.cut = cuts
        self.row = row
        self.n_groups = n_groups
        self.n_cuts = n_cuts


def soft_minima(
    columns: ColumnsByHub,
    part: IntArray,
    duals: FloatArray,
    smoothing: float,
    share: FloatArray,
    covered: FloatArray,
    total: FloatArray,
) -> None:
    """Price the columns of some hubs; take the soft minimum of each hub's reduced costs, and of 0 where it may close.

    Parameters
    ----------
    part
        The first hub, and the one after the last.
    duals
        Of the groups, the cuts and the linking rows, one after the other.
    share
        Shape ``(C,)``; filled for these hubs: how much of each column the soft minimum takes.
    covered
        As ``duals``; what those shares come to is added: of each group, cut and linking row.
    total
        Shape ``(2,)``; the soft minima, and the true ones, are added.
    """
    with cython.nogil:
        first_cut, first_row = columns.n_groups, columns.n_groups + columns.n_cuts
        for h in range(part[0], part[1]):
            if columns.first[h] == columns.first[h + 1]:
                continue
            least = 1e300 if columns.must_open[h] else 0.0
            for c in range(columns.first[h], columns.first[h + 1]):
                reduced = columns.cost[c]
                for p in range(columns.start[c], columns.start[c + 1]):
                    reduced -= duals[columns.group[p]]
                for p in range(columns.cut_start[c], columns.cut_start[c + 1]):
                    reduced += duals[first_cut + columns.cut[p]]
                for r in range(columns.row.shape[0]):
                    reduced += columns.row[r, c] * duals[first_row + r]
                share[c] = reduced
                least = min(least, reduced)
            mass = 0.0 if columns.must_open[h] else exp(least / smoothing)
            for c in range(columns.first[h], columns.first[h + 1]):
                away = (share[c] - least) / smoothing
                share[c] = exp(-away) if away < FAR else 0.0
                mass += share[c]
            total[0] += least - smoothing * log(mass)
            total[1] += least
            for c in range(columns.first[h], columns.first[h + 1]):
                if share[c] == 0.0:
                    continue
                share[c] /= mass
                for p in range(columns.start[c], columns.start[c + 1]):
                    covered[columns.group[p]] += share[c]
                for p in range(columns.cut_start[c], columns.cut_start[c + 1]):
                    covered[first_cut + columns.cut[p]] += share[c]
                for r in range(columns.row.shape[0]):
                    covered[first_row + r] += columns.row[r, c] * share[c]
