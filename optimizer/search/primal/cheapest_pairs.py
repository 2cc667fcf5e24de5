"""Lists of the cheapest pairs of each owner, by insertion: they are short."""

import cython

from optimizer.model import IntArray


def fill_lists(start: IntArray, owner: IntArray, cost: IntArray, end: IntArray, lists: IntArray) -> None:
    """Keep the cheapest pairs of each owner in lists of set lengths, ties in the order of the pairs.

    Parameters
    ----------
    start
        Shape ``(n + 1,)``: where the list of each owner begins.
    owner, cost
        Of each pair.
    end
        Shape ``(n,)``: where each list ends so far; it begins as ``start[:-1]`` and is changed.
    lists
        Filled with pairs.
    """
    with cython.nogil:
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
