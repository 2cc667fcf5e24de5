"""All constellations of one hub that are worth a given amount, or the best under side conditions: depth first."""

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.pricing.knapsack import NO_SET
from optimizer.search.columns.pricing.side_constraints import SideConstraints, is_constrained, lack_credit, satisfies
from optimizer.search.compiled import compiled

DEEP = 4
"""Steps up to which the completion table is made anew, with what cuts surely cost."""

CELLS_A_STEP = 32
"""Cells of that table that take about as long as a step."""

LATEST = 128
"""Sets of some ``GROUPS_A_SET`` items kept, at most, where each is better than the last."""

GROUPS_A_SET = 12
"""Items of a set, on average, up to which a limit counts sets; of longer ones it lets fewer be."""


@compiled
def _forget(starts: IntArray, items: IntArray, values: IntArray, found: int, many: int) -> None:
    """Drop the first ``many`` of the sets found."""
    gone = starts[many]
    for p in range(gone, starts[found]):
        items[p - gone] = items[p]
    for t in range(many, found):
        values[t - many] = values[t]
    for t in range(many, found + 1):
        starts[t - many] = starts[t] - gone


@compiled
def _charge(  # noqa: PLR0912
    level: int,
    first: int,
    group: IntArray,
    profit: IntArray,
    count: IntArray,
    load: IntArray,
    k: int,
    at: int,
    tables: IntArray,
    kinds: IntArray,
    held: IntArray,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    left: IntArray,
) -> None:
    """Fill ``tables[level]`` from item ``first`` on, with the duals of cuts of which one group is held charged.

    The second group of such a cut pays its price. Where two are still to come, either may be the one, so each is
    charged half; where one is, all of it. ``kinds[level]`` notes which: 1 for halves, 2 for all.
    """
    n, high, room = len(profit), tables.shape[2] - 1, tables.shape[3] - 1
    for q in range(len(cut_price)):
        left[q] = 0
    for i in range(first, n):
        for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
            left[cut_at[p]] += 1
    for q in range(len(cut_price)):
        kinds[level, q] = 0 if held[q] != 1 else (1 if left[q] >= 2 else 2)
    table = tables[level]
    for kk in range(k, high + 1):
        for used in range(at, room + 1):
            table[n, kk, used] = tables[0, n, kk, used]
    for i in range(n - 1, first - 1, -1):
        gain, step, weight = profit[i], count[i], load[i]
        for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
            kind = kinds[level, cut_at[p]]
            if kind == 1:
                gain -= cut_price[cut_at[p]] >> 1
            elif kind == 2:
                gain -= cut_price[cut_at[p]]
        for kk in range(k, high + 1):
            for used in range(at, room + 1):
                best = table[i + 1, kk, used]
                if kk + step <= high and used + weight <= room:
                    best = max(best, gain + table[i + 1, kk + step, used + weight])
                table[i, kk, used] = best


@compiled
def enumerate_sets(  # noqa: PLR0912, PLR0915
    profit: IntArray,
    count: IntArray,
    load: IntArray,
    table: IntArray,
    threshold: int,
    improving: bool,
    group: IntArray,
    apart: IntArray,
    apart_start: IntArray,
    extra: IntArray,
    extra_low: IntArray,
    extra_high: IntArray,
    cut_start: IntArray,
    cut_at: IntArray,
    cut_price: IntArray,
    held: IntArray,
    own: int,
    home: int,
    side_constraints: SideConstraints,
    lack: IntArray,
    limit: int,
    node_limit: int,
) -> tuple[IntArray, IntArray, IntArray, bool]:
    """Every set of items worth at least ``threshold``: depth first, led by the completion table.

    Without foes, further loads and cuts each step leads to at least one set, so the work is in proportion to the sets
    found. With ``improving``, each set found must be better than the last: the last is the best there is, and only
    the latest are given.

    Parameters
    ----------
    cut_start, cut_at, cut_price
        The cuts of group ``g`` are ``cut_at[cut_start[g]:cut_start[g + 1]]``; a set pays the price of a cut of which
        it holds two groups or more.
    held
        How many groups of each cut the hub's own group holds; used as a work space and left as it was.
    own, home, side_constraints, lack
        The hub's own group and family, what is judged of each set as a whole, and what each lack takes off its value.
    limit, node_limit
        Most sets, of some ``GROUPS_A_SET`` items, and most steps.

    Returns
    -------
    tuple
        Starts of the sets, their items, their values; and whether a limit cut the search short.
    """
    n, high, room = len(profit), table.shape[1] - 1, table.shape[2] - 1
    n_extra, n_cuts = len(extra_high), len(cut_price)
    starts = np.empty(64, np.int64)
    values = np.empty(64, np.int64)
    items = np.empty(512, np.int64)
    starts[0] = 0
    found, filled = 0, 0
    taken = np.empty(n + 1, np.int64)
    following = np.zeros(n + 2, np.int64)
    worth = np.zeros(n + 2, np.int64)
    ahead = np.zeros(n + 2, np.int64)
    levels = np.zeros(n + 2, np.int64)
    ks = np.zeros(n + 2, np.int64)
    used = np.zeros(n + 2, np.int64)
    extra_used = np.zeros(n_extra, np.int64)
    blocked = np.zeros(n, np.int64)
    deep = DEEP if n_cuts > 0 else -1
    tables = np.empty((DEEP + 2 if n_cuts > 0 else 1, n + 1, high + 1, room + 1), np.int64)
    tables[0] = table
    kinds = np.zeros((DEEP + 2, n_cuts), np.int64)
    left = np.zeros(n_cuts, np.int64)
    has_apart = len(apart) > 0
    position = np.full(len(apart_start), -1, np.int64)
    if has_apart:
        for i in range(n):
            position[group[i]] = i
    depth, fresh, nodes = 0, True, 0
    judges = is_constrained(side_constraints)
    bonus = lack_credit(side_constraints, lack) if judges else 0
    groups, counts = np.empty(n + 1, np.int64), np.zeros(len(lack), np.int64)
    groups[0] = own
    while depth >= 0:
        nodes += 1
        if nodes > node_limit:
            return starts[: found + 1], items[:filled], values[:found], True
        k, at = ks[depth], used[depth]
        if fresh:
            total = worth[depth] + table[n, k, at]
            good = total > NO_SET // 2
            for e in range(n_extra):
                good = good and extra_used[e] >= extra_low[e]
            good = good and total + bonus >= threshold
            if good and judges:
                for t in range(depth):
                    groups[t + 1] = group[taken[t]]
                good = satisfies(groups[: depth + 1], home, side_constraints, counts)
                total -= (counts * lack).sum()
            if good and total >= threshold:
                if improving:
                    threshold = total + 1
                    if found >= LATEST or filled >= GROUPS_A_SET * LATEST:
                        _forget(starts, items, values, found, found // 2)
                        found -= found // 2
                        filled = starts[found]
                elif found >= limit or filled >= GROUPS_A_SET * limit:
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
            if depth <= deep:
                changed = depth == 0
                if depth > 0:
                    g = group[taken[depth - 1]]
                    for p in range(cut_start[g], cut_start[g + 1]):
                        changed = changed or held[cut_at[p]] == 1
                if changed:
                    levels[depth] = depth + 1
                    ahead[depth] = worth[depth]
                    _charge(
                        depth + 1,
                        following[depth],
                        group,
                        profit,
                        count,
                        load,
                        k,
                        at,
                        tables,
                        kinds,
                        held,
                        cut_start,
                        cut_at,
                        cut_price,
                        left,
                    )
                    nodes += (n - following[depth]) * (high - k + 1) * (room - at + 1) // CELLS_A_STEP
        level = levels[depth]
        i = following[depth]
        pushed, fine, toll = False, 0, 0
        while i < n and ahead[depth] + tables[level, i, k, at] + bonus >= threshold:
            fits = blocked[i] == 0 and k + count[i] <= high and at + load[i] <= room
            if fits and (
                ahead[depth] + profit[i] + tables[level, i + 1, k + count[i], at + load[i]] + bonus >= threshold
            ):
                for e in range(n_extra):
                    fits = fits and extra_used[e] + extra[e, i] <= extra_high[e]
                fine, toll = 0, 0
                for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                    q = cut_at[p]
                    if held[q] == 1:
                        fine += cut_price[q]
                    if kinds[level, q] == 1:
                        toll += cut_price[q] >> 1
                    elif held[q] == 1:
                        toll += cut_price[q]
                rest = tables[level, i + 1, k + count[i], at + load[i]]
                if fits and ahead[depth] + profit[i] - toll + rest + bonus >= threshold:
                    pushed = True
                    break
            i += 1
        if pushed:
            following[depth] = i + 1
            taken[depth] = i
            if has_apart:
                for p in range(apart_start[group[i]], apart_start[group[i] + 1]):
                    if position[apart[p]] >= 0:
                        blocked[position[apart[p]]] += 1
            for e in range(n_extra):
                extra_used[e] += extra[e, i]
            for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                held[cut_at[p]] += 1
            depth += 1
            following[depth] = i + 1
            worth[depth] = worth[depth - 1] + profit[i] - fine
            ahead[depth] = ahead[depth - 1] + profit[i] - toll
            levels[depth] = level
            ks[depth] = k + count[i]
            used[depth] = at + load[i]
            fresh = True
        else:
            depth -= 1
            fresh = False
            if depth >= 0:
                i = taken[depth]
                if has_apart:
                    for p in range(apart_start[group[i]], apart_start[group[i] + 1]):
                        if position[apart[p]] >= 0:
                            blocked[position[apart[p]]] -= 1
                for e in range(n_extra):
                    extra_used[e] -= extra[e, i]
                for p in range(cut_start[group[i]], cut_start[group[i] + 1]):
                    held[cut_at[p]] -= 1
    return starts[: found + 1], items[:filled], values[:found], False
