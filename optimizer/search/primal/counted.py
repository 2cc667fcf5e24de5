"""What is counted that is no sum, as arrays for the state: mixes, lacks and spreads."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.model import Lack, Linear, Mix, Model, Spread
from optimizer.search.primal.records import COUNT, SLICE

MIX: Final = 0
LACK: Final = 1
SPREAD: Final = 2

IN_VALUE: Final = -1
"""As the target of a count: the objective; otherwise the row of that number, for a mix the mix."""


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


class Written(NamedTuple):
    """Counts as arrays.

    Attributes
    ----------
    counts
        A record for each.
    numbers
        For a lack the number of helpers, and the helpers, of each item, family after family. For a spread the members
        of its groups, and then for each family number, begin and end of each of its groups.
    slices
        Shape ``(n, counts)``: the slice of ``numbers`` that belongs to each family; for a mix its group.
    n_groups
        How many groups all spreads have.
    """

    counts: "np.recarray[Any, Any]"
    numbers: NDArray[np.int32]
    slices: "np.recarray[Any, Any]"
    n_groups: int


def write_counts(counted: list[Counted], n_families: int) -> Written:
    """Write what is counted as arrays."""
    counts = np.zeros(len(counted), COUNT).view(np.recarray)
    slices = np.zeros((n_families, len(counted)), SLICE).view(np.recarray)
    numbers: list[int] = []
    n_groups = 0
    for line, each in enumerate(counted):
        count, what = counts[line], each.what
        count["target"] = each.target
        if isinstance(what, Mix):
            count["kind"], count["least"] = MIX, what.least
            count["part"], count["whole"] = what.share or (1, 1)
            slices["begin"][:, line] = what.group
            continue
        if isinstance(what, Lack):
            count["kind"], count["as_hub"] = LACK, what.as_hub
            items = _lack_items(what, n_families)
        else:
            count["kind"], count["first_group"] = SPREAD, n_groups
            n_groups += len(what.start) - 1
            items = _spread_items(what, n_families, len(numbers))
            numbers += what.member.tolist()
        for family, own in enumerate(items):
            slices["begin"][family, line], slices["end"][family, line] = len(numbers), len(numbers) + len(own)
            numbers += own
    return Written(counts, np.array(numbers, dtype=np.int32), slices, n_groups)


def _lack_items(lack: Lack, n_families: int) -> list[list[int]]:
    items: list[list[int]] = [[] for _ in range(n_families)]
    for family, (first, last) in zip(lack.anchor, pairwise(lack.start), strict=True):
        items[family] += [int(last - first), *lack.helper[first:last].tolist()]
    return items


def _spread_items(spread: Spread, n_families: int, begin: int) -> list[list[int]]:
    """Give the groups of each family; their members will stand from ``begin`` on."""
    items: list[list[int]] = [[] for _ in range(n_families)]
    for number, (first, last) in enumerate(pairwise(spread.start)):
        for family in spread.member[first:last]:
            items[family] += [number, int(begin + first), int(begin + last)]
    return items
