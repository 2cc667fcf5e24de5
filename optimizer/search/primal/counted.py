"""What is counted that is no sum, as lines of numbers for the board: mixes, lacks and spreads."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimizer.model import IntArray, Lack, Linear, Mix, Model, Spread

MIX: Final = 0
LACK: Final = 1
SPREAD: Final = 2

IN_VALUE: Final = -1
"""As the target of a count: the objective; otherwise the row of that number, for a mix the mix."""

# Columns of a line: kind, target, least, part and whole of a mix, as_hub of a lack, first group of a spread.
C_KIND, C_TARGET, C_LEAST, C_PART, C_WHOLE, C_AS_HUB, C_FIRST = range(7)
N_COLUMNS: Final = 7


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """One count, and what it adds to."""

    target: int
    what: Mix | Lack | Spread


def counts_of(model: Model, objective: Linear) -> list[Counted]:
    """List what the mixes, the objective and the rows count."""
    found = [Counted(number, mix) for number, mix in enumerate(model.mixes)]
    for target, linear in ((IN_VALUE, objective), *((k, row.linear) for k, row in enumerate(model.rows))):
        found += [Counted(target, what) for what in (linear.lack, linear.spread) if what is not None]
    return found


def write_counts(
    counted: list[Counted], columns: IntArray, lists: NDArray[np.int32]
) -> tuple[NDArray[np.int32], IntArray, int]:
    """Write two columns a count for each family, and give the longer lists, the lines, and how many groups there are.

    The columns are the group of a mix, and otherwise where the family's part of ``lists`` begins and ends: for a lack
    the number of helpers and the helpers of each of its items; for a spread the number, begin and end of each group.
    """
    lines = np.zeros((len(counted), N_COLUMNS), dtype=np.int64)
    more: list[int] = []
    n_groups = 0
    for number, each in enumerate(counted):
        column = columns[:, 2 * number : 2 * number + 2]
        line, what = lines[number], each.what
        line[C_TARGET] = each.target
        if isinstance(what, Mix):
            part, whole = what.share or (1, 1)
            line[[C_KIND, C_LEAST, C_PART, C_WHOLE]] = MIX, what.least, part, whole
            column[:, 0] = what.group
        elif isinstance(what, Lack):
            line[[C_KIND, C_AS_HUB]] = LACK, what.as_hub
            _write_lack(what, column, more, len(lists))
        else:
            line[[C_KIND, C_FIRST]] = SPREAD, n_groups
            _write_spread(what, column, more, len(lists))
            n_groups += len(what.start) - 1
    return np.concatenate([lists, np.array(more, dtype=np.int32)]), lines, n_groups


def _write_lack(lack: Lack, column: IntArray, more: list[int], offset: int) -> None:
    items: list[list[int]] = [[] for _ in column]
    for family, (first, last) in zip(lack.anchor, pairwise(lack.start), strict=True):
        items[family] += [int(last - first), *lack.helper[first:last].tolist()]
    for family, numbers in enumerate(items):
        column[family] = offset + len(more), offset + len(more) + len(numbers)
        more += numbers


def _write_spread(spread: Spread, column: IntArray, more: list[int], offset: int) -> None:
    begin = offset + len(more)
    more += spread.member.tolist()
    groups: list[list[int]] = [[] for _ in column]
    for number, (first, last) in enumerate(pairwise(spread.start)):
        for family in spread.member[first:last]:
            groups[family] += [number, int(begin + first), int(begin + last)]
    for family, numbers in enumerate(groups):
        column[family] = offset + len(more), offset + len(more) + len(numbers)
        more += numbers
