"""The cheapest pairs of each family and of each hub."""

import numpy as np

from optimizer.model import IntArray, Model
from optimizer.search.compiled import compiled


def cheapest_by_family(model: Model, cost: IntArray, most: int) -> tuple[IntArray, IntArray, IntArray]:
    """Give where the list of each family begins, the pairs listed, cheapest first, and how many pairs each has."""
    n_pairs = np.bincount(model.family, minlength=model.n_families)
    start = np.concatenate([[0], np.cumsum(np.minimum(n_pairs, most))]).astype(np.int64)
    return start, _cheapest(start, model.family, cost), n_pairs


def cheapest_by_hub(model: Model, cost: IntArray, most: int) -> tuple[IntArray, IntArray]:
    """Give where the list of each hub begins, and the pairs listed, cheapest first."""
    start = np.concatenate([[0], np.cumsum(np.minimum(np.diff(model.start), most))]).astype(np.int64)
    return start, _cheapest(start, model.hub, cost)


@compiled
def _cheapest(start, owner, cost):  # type: ignore[no-untyped-def]
    """Keep the cheapest pairs of each owner in lists of set lengths, ties in the order of the pairs."""
    lists = np.empty(start[-1], np.int64)
    end = start[:-1].copy()
    for pair in range(len(owner)):
        first = start[owner[pair]]
        at = end[owner[pair]]
        if at == start[owner[pair] + 1]:
            if at == first or cost[pair] >= cost[lists[at - 1]]:
                continue
            at -= 1
        else:
            end[owner[pair]] += 1
        while at > first and cost[pair] < cost[lists[at - 1]]:
            lists[at] = lists[at - 1]
            at -= 1
        lists[at] = pair
    return lists
