"""All constellations of one hub that are worth a given amount, or the best under side conditions: depth first."""

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.compiled import compiled
from optimizer.search.columns.kernels import NEVER


@compiled
def search_sets(
    profit: IntArray, count: IntArray, load: IntArray, table: IntArray, threshold: int, improving: bool,
    group: IntArray, foe: IntArray, foe_start: IntArray, extra: IntArray, extra_low: IntArray, extra_high: IntArray,
    cut_start: IntArray, cut_at: IntArray, cut_price: IntArray, held: IntArray, limit: int, node_limit: int,
) -> tuple[IntArray, IntArray, IntArray, bool]:
    """Every set of items worth at least ``threshold``: depth first, led by the completion table.

    Without foes, further loads and cuts each step leads to at least one set, so the work is in proportion to the sets
    found. With ``improving``, each set found must be better than the last: the last is the best there is.

    Parameters
    ----------
    cut_start, cut_at, cut_price
        The cuts of group ``g`` are ``cut_at[cut_start[g]:cut_start[g + 1]]``; a set pays the price of a cut of which
        it holds two groups or more.
    held
        How many groups of each cut the hub's own group holds; used as a work space and left as it was.
    limit, node_limit
        Most sets, and most steps.

    Returns
    -------
    tuple
        Starts of the sets, their items, their values; and whether a limit cut the search short.
    """
    n, high, room = len(profit), table.shape[1] - 1, table.shape[2] - 1
    n_extra = len(extra_high)
    starts = np.empty(64, np.int64)
    values = np.empty(64, np.int64)
    items = np.empty(512, np.int64)
    starts[0] = 0
    found, filled = 0, 0
    taken = np.empty(n + 1, np.int64)
    following = np.zeros(n + 2, np.int64)
    worth = np.zeros(n + 2, np.int64)
    ks = np.zeros(n + 2, np.int64)
    used = np.zeros(n + 2, np.int64)
    extra_used = np.zeros(n_extra, np.int64)
    blocked = np.zeros(n, np.int64)
    has_foes = len(foe) > 0
    position = np.full(len(foe_start), -1, np.int64)
    if has_foes:
        for i in range(n):
            position[group[i]] = i
    depth, fresh, nodes = 0, True, 0
    while depth >= 0:
        nodes += 1
        if nodes > node_limit:
            return starts[: found + 1], items[:filled], values[:found], True
        k, at = ks[depth], used[depth]
        if fresh:
            total = worth[depth] + table[n, k, at]
            good = total >= threshold and total > NEVER // 2
            for e in range(n_extra):
                good = good and extra_used[e] >= extra_low[e]
            if good:
                if improving:
                    threshold = total + 1
                if found >= limit:
                    return starts[: found + 1], items[:filled], values[:found], True
                if found + 2 > len(starts):
                    starts = np.concatenate((starts, np.empty(len(starts), np.int64)))
                    values = np.concatenate((values, np.empty(len(values), np.int64)))
                if filled + depth > len(items):
                    items = np.concatenate((items, np.empty(len(items) + depth, np.int64)))
                for t in range(depth):
                    items[filled + t] = taken[t]
                filled += depth
                values[found] = total
                found += 1
                starts[found] = filled
        i = following[depth]
        pushed, fine = False, 0
        while i < n and worth[depth] + table[i, k, at] >= threshold:
            fits = blocked[i] == 0 and k + count[i] <= high and at + load[i] <= room
            if fits and worth[depth] + profit[i] + table[i + 1, k + count[i], at + load[i]] >= threshold:
                for e in range(n_extra):
                    fits = fits and extra_used[e] + extra[e, i] <= extra_high[e]
                fine = 0
                for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                    if held[cut_at[p]] == 1:
                        fine += cut_price[cut_at[p]]
                if fits and worth[depth] + profit[i] - fine + table[i + 1, k + count[i], at + load[i]] >= threshold:
                    pushed = True
                    break
            i += 1
        if pushed:
            following[depth] = i + 1
            taken[depth] = i
            if has_foes:
                for p in range(foe_start[group[i]], foe_start[group[i] + 1]):
                    if position[foe[p]] >= 0:
                        blocked[position[foe[p]]] += 1
            for e in range(n_extra):
                extra_used[e] += extra[e, i]
            for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                held[cut_at[p]] += 1
            depth += 1
            following[depth] = i + 1
            worth[depth] = worth[depth - 1] + profit[i] - fine
            ks[depth] = k + count[i]
            used[depth] = at + load[i]
            fresh = True
        else:
            depth -= 1
            fresh = False
            if depth >= 0:
                i = taken[depth]
                if has_foes:
                    for p in range(foe_start[group[i]], foe_start[group[i] + 1]):
                        if position[foe[p]] >= 0:
                            blocked[position[foe[p]]] -= 1
                for e in range(n_extra):
                    extra_used[e] -= extra[e, i]
                for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                    held[cut_at[p]] -= 1
    return starts[: found + 1], items[:filled], values[:found], False
