"""Find pairs in the lists of a model by binary search: one a family, without a key for each pair there is."""

import cython

from optimizer.model import IntArray


def find_pairs(start: IntArray, family: IntArray, hub_of: IntArray, found: IntArray) -> None:
    """Write, for each family that has a hub, the pair of the two, where there is one.

    Parameters
    ----------
    start
        Shape ``(m + 1,)``: where the pairs of each hub begin.
    family
        Shape ``(p,)``: the family of each pair, in order within a hub.
    hub_of
        Shape ``(n,)``: the hub of each family, or -1.
    found
        Shape ``(n,)``: the pair of each family; left as it is where there is none.
    """
    with cython.nogil:
        for each in range(len(hub_of)):
            hub = hub_of[each]
            if hub < 0:
                continue
            low, high = start[hub], start[hub + 1]
            end = high
            while low < high:
                middle = (low + high) // 2
                if family[middle] < each:
                    low = middle + 1
                else:
                    high = middle
            if low < end and family[low] == each:
                found[each] = low
