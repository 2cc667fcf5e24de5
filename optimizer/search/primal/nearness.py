"""The cheapest pairs of each family and of each hub."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def cheapest_by_family(n, start, family, cost, most):  # type: ignore[no-untyped-def]
    """Give where the list of each family begins, its pairs and hubs in turn, and whether the list is complete."""
    count = np.zeros(n + 1, np.int64)
    for pair in range(len(family)):
        count[family[pair] + 1] += 1
    first = np.cumsum(count)
    by_family = np.empty(len(family), np.int32)
    hub_by_family = np.empty(len(family), np.int32)
    at = first[:-1].copy()
    for hub in range(len(start) - 1):
        for pair in range(start[hub], start[hub + 1]):
            place = at[family[pair]]
            by_family[place] = pair
            hub_by_family[place] = hub
            at[family[pair]] += 1
    kept = np.zeros(n + 1, np.int64)
    for item in range(n):
        kept[item + 1] = kept[item] + min(most, first[item + 1] - first[item])
    near = np.empty(2 * kept[n], np.int32)
    complete = np.empty(n, np.bool_)
    for item in range(n):
        pairs = by_family[first[item] : first[item + 1]]
        hubs = hub_by_family[first[item] : first[item + 1]]
        chosen = _cheapest(cost, pairs, most)
        complete[item] = len(chosen) == len(pairs)
        for number in range(len(chosen)):
            near[2 * (kept[item] + number)] = pairs[chosen[number]]
            near[2 * (kept[item] + number) + 1] = hubs[chosen[number]]
    return kept, near, complete


@njit(cache=True, nogil=True)
def cheapest_by_hub(start, cost, most):  # type: ignore[no-untyped-def]
    """Give where the list of each hub begins, and its pairs."""
    m = len(start) - 1
    kept = np.zeros(m + 1, np.int64)
    for hub in range(m):
        kept[hub + 1] = kept[hub] + min(most, start[hub + 1] - start[hub])
    wide = np.empty(kept[m], np.int32)
    for hub in range(m):
        pairs = np.arange(start[hub], start[hub + 1]).astype(np.int32)
        chosen = _cheapest(cost, pairs, most)
        for number in range(len(chosen)):
            wide[kept[hub] + number] = pairs[chosen[number]]
    return kept, wide


@njit(cache=True, nogil=True)
def _cheapest(cost, pairs, most):  # type: ignore[no-untyped-def]
    """Give the places of the ``most`` cheapest pairs, cheapest first, ties in their order."""
    values = np.empty(len(pairs), np.int64)
    for number in range(len(pairs)):
        values[number] = cost[pairs[number]]
    if len(pairs) <= most:
        return np.argsort(values, kind="mergesort")
    limit = np.partition(values, most - 1)[most - 1]
    chosen = np.empty(most, np.int64)
    found = 0
    for strict in (True, False):
        for number in range(len(pairs)):
            if found < most and (values[number] < limit if strict else values[number] == limit):
                chosen[found] = number
                found += 1
    return chosen[np.argsort(values[chosen], kind="mergesort")]
