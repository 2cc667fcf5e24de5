"""Inner loops over pools of columns: which columns have the same groups, and which of those are dominated."""

import cython

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import Int32Array


class ColumnGroups:
    """The groups of columns: those of column ``c`` are ``group[start[c]:start[c + 1]]``."""

    def __init__(self, start: IntArray, group: Int32Array) -> None:
        self.start = start
        self.group = group


def hash_columns(columns: ColumnGroups, salt: IntArray, key: IntArray) -> None:
    """Add to the key of each column a number for each of its groups: equal sets of groups get equal keys.

    Parameters
    ----------
    salt
        Shape ``(G,)``; its sums may pass the end of 64 bits and then begin again.
    key
        Shape ``(C,)``, zeros; filled.
    """
    with cython.nogil:
        for c in range(len(key)):
            for p in range(columns.start[c], columns.start[c + 1]):
                key[c] += salt[columns.group[p]]


def mark_undominated(
    columns: ColumnGroups, order: IntArray, key: IntArray, row: IntArray, mark: IntArray, keep: BoolArray
) -> None:
    """Mark the columns that differ in groups or rows from all columns before them in their order that are marked.

    Parameters
    ----------
    order
        Shape ``(C,)``: columns with the same key together, cheapest first.
    key
        Shape ``(C,)``, as :func:`hash_columns` gives it.
    row
        Shape ``(R, C)``: what each column counts for each linking row.
    mark
        Shape ``(G,)``, all -1; a work space.
    keep
        Shape ``(C,)``; filled.
    """
    with cython.nogil:
        first = 0
        for at in range(len(order)):
            c = order[at]
            if at > 0 and key[c] != key[order[at - 1]]:
                first = at
            for p in range(columns.start[c], columns.start[c + 1]):
                mark[columns.group[p]] = c
            keep[c] = True
            for before in range(first, at):
                if keep[order[before]] and _same(columns, c, order[before], row, mark):
                    keep[c] = False
                    break


def _same(columns: ColumnGroups, c: int, other: int, row: IntArray, mark: IntArray) -> bool:
    """Tell whether two columns have the same groups, those of ``c`` being marked with it, and count the same."""
    if columns.start[other + 1] - columns.start[other] != columns.start[c + 1] - columns.start[c]:
        return False
    for p in range(columns.start[other], columns.start[other + 1]):
        if mark[columns.group[p]] != c:
            return False
    for r in range(row.shape[0]):  # noqa: SIM110 - compiled code has no generators
        if row[r, other] != row[r, c]:
            return False
    return True
