"""Small moves: one family to another hub, two families that change places; weighed first, made only when accepted."""

import numpy as np

from optimizer.search.compiled import inlined
from optimizer.search.primal.state import (
    F_APART,
    F_APART_END,
    F_GROUP,
    F_GROUP_END,
    F_HUB,
    F_MORE,
    F_MUST,
    F_OWN,
    F_PAIR,
    F_UNPLACED,
    H_HIGH,
    H_LOW,
    H_MORE,
    H_OPEN,
    H_SIZE,
    K_LOAD,
    K_PLACE,
    K_SIZE,
    R_HIGH,
    R_LOW,
    R_PAIR,
    R_VALUE,
    T_LOADS,
    T_ROWS,
)
from optimizer.search.primal.steps import attach, detach, outside, pair_at


@inlined
def _size_gain(b, hub, step):  # type: ignore[no-untyped-def]
    """Weigh a satellite more or fewer at an open hub, loads apart."""
    size = b.hub[hub, H_SIZE]
    low = b.hub[hub, H_LOW]
    high = b.hub[hub, H_HIGH]
    broken = outside(low, high, size + step) - outside(low, high, size)
    return np.float64(b.sizes[0, size + step] - b.sizes[0, size]) + b.floats[K_SIZE] * broken


@inlined
def _load_gain(b, hub, k, more):  # type: ignore[no-untyped-def]
    """Weigh a change of one load of an open hub."""
    if more == 0:
        return 0.0
    at = H_MORE + 3 * k
    load = b.hub[hub, at]
    low = b.hub[hub, at + 1]
    high = b.hub[hub, at + 2]
    return b.floats[K_LOAD + k] * (outside(low, high, load + more) - outside(low, high, load))


@inlined
def _row_gain(b, k, step):  # type: ignore[no-untyped-def]
    """Weigh a step of one row."""
    if step == 0:
        return 0.0
    value = b.rows[k, R_VALUE]
    low = b.rows[k, R_LOW]
    high = b.rows[k, R_HIGH]
    return b.floats[K_LOAD + b.total[T_LOADS] + k] * (outside(low, high, value + step) - outside(low, high, value))


@inlined
def _loose_gain(b, family):  # type: ignore[no-untyped-def]
    """Weigh a family being unplaced."""
    return np.float64(b.fam[family, F_UNPLACED]) + b.floats[K_PLACE] * b.fam[family, F_MUST]


@inlined
def shift_gain(b, family, hub, pair):  # type: ignore[no-untyped-def]  # noqa: PLR0912
    """Weigh taking a satellite or an unplaced family to another open hub, or out of the plan (``hub`` -1)."""
    old = b.fam[family, F_HUB]
    old_pair = b.fam[family, F_PAIR]
    n_loads = b.total[T_LOADS]
    gain = 0.0
    if old >= 0:
        gain += _size_gain(b, old, -1) - b.cost[old_pair]
        for k in range(n_loads):
            gain += _load_gain(b, old, k, -b.fam[family, F_MORE + k])
    else:
        gain -= _loose_gain(b, family)
    if hub >= 0:
        gain += _size_gain(b, hub, 1) + b.cost[pair]
        for k in range(n_loads):
            gain += _load_gain(b, hub, k, b.fam[family, F_MORE + k])
    else:
        gain += _loose_gain(b, family)
    for k in range(b.total[T_ROWS]):
        step = 0
        at = b.rows[k, R_PAIR]
        if old >= 0:
            size = b.hub[old, H_SIZE]
            step += b.sizes[1 + k, size - 1] - b.sizes[1 + k, size]
            if at >= 0:
                step -= b.row_pair[at, old_pair]
        else:
            step -= b.fam[family, F_MORE + n_loads + k]
        if hub >= 0:
            size = b.hub[hub, H_SIZE]
            step += b.sizes[1 + k, size + 1] - b.sizes[1 + k, size]
            if at >= 0:
                step += b.row_pair[at, pair]
        else:
            step += b.fam[family, F_MORE + n_loads + k]
        gain += _row_gain(b, k, step)
    return gain


@inlined
def may_meet(b, family, hub, leaving):  # type: ignore[no-untyped-def]
    """Tell whether no family at a hub, but the one leaving, must be kept apart from a family."""
    for at in range(b.fam[family, F_APART], b.fam[family, F_APART_END]):
        other = b.lists[at]
        if b.fam[other, F_HUB] == hub and other != leaving:
            return False
    return True


@inlined
def is_home(b, family):  # type: ignore[no-untyped-def]
    """Tell whether a family is the home of an open hub."""
    own = b.fam[family, F_OWN]
    return own >= 0 and b.hub[own, H_OPEN] == 1


@inlined
def is_alone(b, family):  # type: ignore[no-untyped-def]
    """Tell whether a family has to stay together with no other."""
    return b.fam[family, F_GROUP_END] - b.fam[family, F_GROUP] == 1


@inlined
def try_shift(b, family, hub, limit):  # type: ignore[no-untyped-def]
    """Take a satellite or unplaced family, alone, to an open hub, or out (-1), if that costs ``limit`` at most."""
    if b.fam[family, F_HUB] == hub:
        return False
    pair = -1
    if hub >= 0:
        pair = pair_at(b, family, hub)
        if pair < 0:
            return False
    if shift_gain(b, family, hub, pair) > limit or (hub >= 0 and not may_meet(b, family, hub, -1)):
        return False
    if b.fam[family, F_HUB] >= 0:
        detach(b, family)
    if hub >= 0:
        attach(b, family, hub, pair)
    return True


@inlined
def swap_gain(b, first, second, first_pair, second_pair):  # type: ignore[no-untyped-def]
    """Weigh a satellite changing places with a satellite of another hub or with an unplaced family.

    ``first`` may be unplaced, and ``second_pair`` is then -1; ``second`` is a satellite.
    """
    a = b.fam[first, F_HUB]
    c = b.fam[second, F_HUB]
    n_loads = b.total[T_LOADS]
    gain = np.float64(b.cost[first_pair] - b.cost[b.fam[second, F_PAIR]])
    if a >= 0:
        gain += b.cost[second_pair] - b.cost[b.fam[first, F_PAIR]]
    else:
        gain += _loose_gain(b, second) - _loose_gain(b, first)
    for k in range(n_loads):
        more = b.fam[first, F_MORE + k] - b.fam[second, F_MORE + k]
        gain += _load_gain(b, c, k, more)
        if a >= 0:
            gain += _load_gain(b, a, k, -more)
    for k in range(b.total[T_ROWS]):
        step = 0
        at = b.rows[k, R_PAIR]
        if at >= 0:
            step += b.row_pair[at, first_pair] - b.row_pair[at, b.fam[second, F_PAIR]]
            if a >= 0:
                step += b.row_pair[at, second_pair] - b.row_pair[at, b.fam[first, F_PAIR]]
        if a < 0:
            step += b.fam[second, F_MORE + n_loads + k] - b.fam[first, F_MORE + n_loads + k]
        gain += _row_gain(b, k, step)
    return gain


@inlined
def try_swap(b, first, second, limit):  # type: ignore[no-untyped-def]
    """Let a family change places with a satellite of another hub, both alone, if it costs ``limit`` at most."""
    a = b.fam[first, F_HUB]
    c = b.fam[second, F_HUB]
    if a == c or not is_alone(b, second):
        return False
    first_pair = pair_at(b, first, c)
    if first_pair < 0:
        return False
    second_pair = -1
    if a >= 0:
        second_pair = pair_at(b, second, a)
        if second_pair < 0:
            return False
    if swap_gain(b, first, second, first_pair, second_pair) > limit:
        return False
    if not may_meet(b, first, c, second) or (a >= 0 and not may_meet(b, second, a, first)):
        return False
    if a >= 0:
        detach(b, first)
    detach(b, second)
    attach(b, first, c, first_pair)
    if a >= 0:
        attach(b, second, a, second_pair)
    return True
