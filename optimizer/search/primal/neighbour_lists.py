"""The cheapest pairs of each family and of each hub."""

import numpy as np

from optimizer.model import IntArray, Model
from optimizer.search.primal.cheapest_pairs import fill_lists


def cheapest_by_family(model: Model, cost: IntArray, most: int) -> tuple[IntArray, IntArray, IntArray]:
    """Give where the list of each family begins, the pairs listed, cheapest first, and how many pairs each has."""
    n_pairs = np.bincount(model.family, minlength=model.n_families)
    start = np.concatenate([[0], np.cumsum(np.minimum(n_pairs, most))]).astype(np.int64)
    return start, _cheapest(start, model.family, cost), n_pairs


def cheapest_by_hub(model: Model, cost: IntArray, most: int) -> tuple[IntArray, IntArray]:
    """Give where the list of each hub begins, and the pairs listed, cheapest first."""
    start = np.concatenate([[0], np.cumsum(np.minimum(np.diff(model.start), most))]).astype(np.int64)
    return start, _cheapest(start, model.hub, cost)


def _cheapest(start: IntArray, owner: IntArray, cost: IntArray) -> IntArray:
    lists = np.empty(start[-1], dtype=np.int64)
    fill_lists(start, owner, cost, start[:-1].copy(), lists)
    return lists
