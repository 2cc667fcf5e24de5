"""The cheapest constellation of one hub, exactly: a knapsack over satellites and one load, in whole numbers.

All profits are whole numbers (duals less costs, scaled), so that every optimum found here is exact. The kernels
maximise ``Σ profit − size[satellites]`` over sets of items within the limits of the hub.
"""

import numpy as np

from optimizer.model import IntArray
from optimizer.search.compiled import compiled

NO_SET = -(1 << 61)
"""Less than any value of a constellation: stands for "none exists" inside the kernels."""

NODE_LIMIT = 20_000
"""Nodes of the branch and bound before the dynamic programme takes over."""


@compiled
def undominated_items(
    profit: IntArray, count: IntArray, load: IntArray, high: int, room: int, keep_losing: bool
) -> IntArray:
    """Give items that suffice for some optimum, most profitable first.

    Of single families with the same load only the ``high`` most profitable can matter; items without profit matter
    only where a least size or least load may force them in (``keep_losing``).
    """
    n_able = 0
    able = np.empty(len(profit), np.int64)
    n_of = np.zeros(room + 1, np.int64)
    for i in range(len(profit)):
        if load[i] <= room and count[i] <= high and (keep_losing or profit[i] > 0):
            able[n_able] = i
            n_able += 1
            n_of[load[i]] += 1
    able = able[:n_able]
    if n_able > 4 * high:
        able = _most_profitable_by_load(profit, count, load, high, able, n_of)
    order = able[np.argsort(-profit[able], kind="mergesort")]
    seen = np.zeros(room + 1, np.int64)
    chosen = np.empty(len(order), np.int64)
    n = 0
    for i in order:
        if count[i] == 1:
            if seen[load[i]] >= high:
                continue
            seen[load[i]] += 1
        chosen[n] = i
        n += 1
    return chosen[:n]


@compiled
def _most_profitable_by_load(
    profit: IntArray, count: IntArray, load: IntArray, high: int, able: IntArray, n_of: IntArray
) -> IntArray:
    """Drop of the single families with the same load those that are not among the ``high`` most profitable.

    One pass over many items, which keep their order.
    """
    first = np.zeros(len(n_of) + 1, np.int64)
    for k in range(len(n_of)):
        first[k + 1] = first[k] + min(n_of[k], high)
    best = np.empty(first[-1], np.int64)
    end = first[:-1].copy()
    for i in able:
        k = load[i]
        if count[i] != 1 or n_of[k] <= high:
            continue
        at = end[k]
        if at == first[k + 1]:
            if profit[i] <= profit[best[at - 1]]:
                continue
            at -= 1
        else:
            end[k] += 1
        while at > first[k] and profit[i] > profit[best[at - 1]]:
            best[at] = best[at - 1]
            at -= 1
        best[at] = i
    kept = (count != 1) | (n_of[np.minimum(load, len(n_of) - 1)] <= high)
    for k in range(len(n_of)):
        kept[best[first[k] : end[k]]] = True
    chosen: IntArray = able[kept[able]]
    return chosen


@compiled
def solve_by_dynamic_programming(
    profit: IntArray,
    count: IntArray,
    load: IntArray,
    size: IntArray,
    low: int,
    high: int,
    least: int,
    room: int,
    picked: IntArray,
) -> tuple[int, int]:
    """Dynamic programme over satellites and load; gives the value and the number of items, written to ``picked``.

    ``size[k]`` is the cost of ``k`` satellites from the items. With ``high = 0`` and counts 0, sizes are not kept.
    """
    n = len(profit)
    value = np.full((high + 1, room + 1), NO_SET, np.int64)
    for k in range(low, high + 1):
        for used in range(least, room + 1):
            value[k, used] = -size[k]
    take = np.zeros((n, high + 1, room + 1), np.bool_)
    most_k = np.zeros(n + 1, np.int64)
    most_l = np.zeros(n + 1, np.int64)
    for i in range(n):
        most_k[i + 1] = min(high, most_k[i] + count[i])
        most_l[i + 1] = min(room, most_l[i] + load[i])
    for i in range(n - 1, -1, -1):
        gain, step, weight = profit[i], count[i], load[i]
        for k in range(min(high - step, most_k[i]) + 1):
            for used in range(min(room - weight, most_l[i]) + 1):
                other = gain + value[k + step, used + weight]
                if other > value[k, used]:
                    value[k, used] = other
                    take[i, k, used] = True
    best = value[0, 0]
    if best < NO_SET // 2:
        return NO_SET, 0
    k, used, m = 0, 0, 0
    for i in range(n):
        if take[i, k, used]:
            picked[m] = i
            m += 1
            k += count[i]
            used += load[i]
    return best, m


@compiled
def fractional_gain(profit: int, load: int, room: int) -> int:
    """Give at least what the part of an item gains that fits, two more than whole numbers say: for ties of a sort."""
    return (profit // load) * room + (profit % load) * room // load + 2


@compiled
def solve_by_branch_and_bound(profit: IntArray, load: IntArray, room: int, picked: IntArray) -> tuple[int, int]:
    """0/1 knapsack by depth-first branch and bound (Horowitz & Sahni 1974, doi 10.1145/321812.321823).

    Gives ``(NO_SET, 0)`` where the node limit was met. The bound is kept two units above what integer division says,
    which covers ties of the floating-point sort.
    """
    n = len(profit)
    ratio = np.empty(n, np.float64)
    for i in range(n):
        ratio[i] = -profit[i] / load[i] if load[i] > 0 else -1e300
    order = np.argsort(ratio, kind="mergesort")
    w, c = profit[order], load[order]
    stack = np.empty(n, np.int64)
    depth, current, left, j, best, nodes, best_n = 0, 0, room, 0, -1, 0, 0
    while True:
        nodes += 1
        if nodes > NODE_LIMIT:
            return NO_SET, 0
        bound, rest, i = current, left, j
        while i < n and c[i] <= rest:
            bound += w[i]
            rest -= c[i]
            i += 1
        optimistic = bound
        if i < n:
            optimistic += fractional_gain(w[i], c[i], rest)
        if optimistic > best:
            for t in range(j, i):
                stack[depth] = t
                depth += 1
            current, left = bound, rest
            if i < n:
                j = i + 1
                if j < n:
                    continue
            if current > best:
                best, best_n = current, depth
                for t in range(depth):
                    picked[t] = order[stack[t]]
        if depth == 0:
            return best, best_n
        depth -= 1
        last = stack[depth]
        current -= w[last]
        left += c[last]
        j = last + 1


@compiled
def completion_table(
    profit: IntArray, count: IntArray, load: IntArray, size: IntArray, low: int, high: int, least: int, room: int
) -> IntArray:
    """Best completion from item ``i`` on with ``k`` satellites and a load, shape ``(n + 1, high + 1, room + 1)``."""
    n = len(profit)
    table = np.full((n + 1, high + 1, room + 1), NO_SET, np.int64)
    for k in range(low, high + 1):
        for used in range(least, room + 1):
            table[n, k, used] = -size[k]
    for i in range(n - 1, -1, -1):
        gain, step, weight = profit[i], count[i], load[i]
        for k in range(high + 1):
            for used in range(room + 1):
                best = table[i + 1, k, used]
                if k + step <= high and used + weight <= room:
                    best = max(best, gain + table[i + 1, k + step, used + weight])
                table[i, k, used] = best
    return table
