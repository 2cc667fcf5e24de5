"""The four steps that change a plan, each with its undoing; value and breaches stay up to date."""

from typing import Final

import numpy as np

from optimizer.search.compiled import inlined, lean
from optimizer.search.primal.state import (
    F_AFTER,
    F_BEFORE,
    F_HUB,
    F_LOOSE,
    F_LOOSE_AT,
    F_MORE,
    F_MUST,
    F_PAIR,
    F_UNPLACED,
    H_COST,
    H_END,
    H_HEAD,
    H_HIGH,
    H_HOME,
    H_LOW,
    H_MORE,
    H_OPEN,
    H_ORDER,
    H_ORDER_AT,
    H_SIZE,
    H_START,
    K_LOAD,
    K_PLACE,
    K_SIZE,
    R_HIGH,
    R_LOW,
    R_PAIR,
    R_VALUE,
    T_BROKEN,
    T_KINDS,
    T_LOADS,
    T_LOOSE,
    T_OPEN,
    T_ROWS,
    T_STEPS,
    T_VALUE,
)

ATTACHED: Final = 0
DETACHED: Final = 1
OPENED: Final = 2
CLOSED: Final = 3
COUNTED: Final = 4
SPREAD_COUNTED: Final = 5


@inlined
def rand(b):  # type: ignore[no-untyped-def]
    """Draw from [0, 1) (xorshift64*, Vigna 2016, doi 10.1145/2845077)."""
    x = b.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    b.random[0] = x
    return np.float64((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def outside(low, high, value):  # type: ignore[no-untyped-def]
    """Give how far a value lies outside its limits."""
    return max(low - value, value - high, 0)


@inlined
def pair_at(b, family, hub):  # type: ignore[no-untyped-def]
    """Give the pair of a family and a hub, or -1."""
    low = b.hub[hub, H_START]
    end = b.hub[hub, H_END]
    home = b.hub[hub, H_HOME]
    if family == home:
        return -1
    if end - low == len(b.fam) - 1:
        return low + family - (1 if family > home else 0)
    high = end
    while low < high:
        middle = (low + high) >> 1
        if b.family[middle] < family:
            low = middle + 1
        else:
            high = middle
    return low if low < end and b.family[low] == family else -1


@inlined
def _count(b, family, pair, hub, sign):  # type: ignore[no-untyped-def]
    """Count a satellite in (1) or out (-1) of a hub, and its being unplaced the other way."""
    size = b.hub[hub, H_SIZE]
    low = b.hub[hub, H_LOW]
    high = b.hub[hub, H_HIGH]
    b.hub[hub, H_SIZE] = size + sign
    b.total[T_VALUE] += sign * (b.cost[pair] - b.fam[family, F_UNPLACED]) + b.sizes[0, size + sign] - b.sizes[0, size]
    b.total[T_BROKEN + K_SIZE] += outside(low, high, size + sign) - outside(low, high, size)
    b.total[T_BROKEN + K_PLACE] -= sign * b.fam[family, F_MUST]
    n_loads = b.total[T_LOADS]
    for k in range(n_loads):
        at = H_MORE + 3 * k
        load = b.hub[hub, at]
        low = b.hub[hub, at + 1]
        high = b.hub[hub, at + 2]
        new = load + sign * b.fam[family, F_MORE + k]
        b.hub[hub, at] = new
        b.total[T_BROKEN + K_LOAD + k] += outside(low, high, new) - outside(low, high, load)
    for k in range(b.total[T_ROWS]):
        step = b.sizes[1 + k, size + sign] - b.sizes[1 + k, size] - sign * b.fam[family, F_MORE + n_loads + k]
        if b.rows[k, R_PAIR] >= 0:
            step += sign * b.row_pair[b.rows[k, R_PAIR], pair]
        move_row(b, k, step)


@inlined
def move_row(b, k, step):  # type: ignore[no-untyped-def]
    """Change the value of a row."""
    if step != 0:
        value = b.rows[k, R_VALUE]
        low = b.rows[k, R_LOW]
        high = b.rows[k, R_HIGH]
        b.rows[k, R_VALUE] = value + step
        b.total[T_BROKEN + K_LOAD + b.total[T_LOADS] + k] += outside(low, high, value + step) - outside(
            low, high, value
        )


@inlined
def log_step(b, kind, item, hub, pair):  # type: ignore[no-untyped-def]
    """Write a step into the journal."""
    step = b.total[T_STEPS]
    b.steps[step, 0] = kind
    b.steps[step, 1] = item
    b.steps[step, 2] = hub
    b.steps[step, 3] = pair
    b.total[T_STEPS] = step + 1


@inlined
def _take_loose(b, family):  # type: ignore[no-untyped-def]
    at = b.fam[family, F_LOOSE_AT]
    b.total[T_LOOSE] -= 1
    last = b.fam[b.total[T_LOOSE], F_LOOSE]
    b.fam[at, F_LOOSE] = last
    b.fam[last, F_LOOSE_AT] = at


@inlined
def _give_loose(b, family):  # type: ignore[no-untyped-def]
    at = b.total[T_LOOSE]
    b.fam[at, F_LOOSE] = family
    b.fam[family, F_LOOSE_AT] = at
    b.total[T_LOOSE] = at + 1


@inlined
def attach(b, family, hub, pair):  # type: ignore[no-untyped-def]
    """Make an unplaced family a satellite of an open hub."""
    _count(b, family, pair, hub, 1)
    b.fam[family, F_HUB] = hub
    b.fam[family, F_PAIR] = pair
    first = b.hub[hub, H_HEAD]
    b.fam[family, F_AFTER] = first
    b.fam[family, F_BEFORE] = -1
    if first >= 0:
        b.fam[first, F_BEFORE] = family
    b.hub[hub, H_HEAD] = family
    _take_loose(b, family)
    log_step(b, ATTACHED, family, hub, pair)


@inlined
def detach(b, family):  # type: ignore[no-untyped-def]
    """Make a satellite unplaced."""
    hub = b.fam[family, F_HUB]
    pair = b.fam[family, F_PAIR]
    _count(b, family, pair, hub, -1)
    b.fam[family, F_HUB] = -1
    b.fam[family, F_PAIR] = -1
    before = b.fam[family, F_BEFORE]
    after = b.fam[family, F_AFTER]
    if before >= 0:
        b.fam[before, F_AFTER] = after
    else:
        b.hub[hub, H_HEAD] = after
    if after >= 0:
        b.fam[after, F_BEFORE] = before
    _give_loose(b, family)
    log_step(b, DETACHED, family, hub, pair)


@lean
def _switch(b, hub, sign):  # type: ignore[no-untyped-def]
    """Count an open hub without satellites in (1) or out (-1); its loads are then its own."""
    home = b.hub[hub, H_HOME]
    n_loads = b.total[T_LOADS]
    b.total[T_VALUE] += sign * (b.hub[hub, H_COST] + b.sizes[0, 0] - b.fam[home, F_UNPLACED])
    b.total[T_BROKEN + K_SIZE] += sign * outside(b.hub[hub, H_LOW], b.hub[hub, H_HIGH], 0)
    b.total[T_BROKEN + K_PLACE] -= sign * b.fam[home, F_MUST]
    for k in range(n_loads):
        at = H_MORE + 3 * k
        b.total[T_BROKEN + K_LOAD + k] += sign * outside(b.hub[hub, at + 1], b.hub[hub, at + 2], b.hub[hub, at])
    for k in range(b.total[T_ROWS]):
        step = b.hub[hub, H_MORE + 3 * n_loads + k] + b.sizes[1 + k, 0] - b.fam[home, F_MORE + n_loads + k]
        move_row(b, k, sign * step)


@inlined
def _swap_order(b, hub, at):  # type: ignore[no-untyped-def]
    other = b.hub[at, H_ORDER]
    here = b.hub[hub, H_ORDER_AT]
    b.hub[at, H_ORDER] = hub
    b.hub[here, H_ORDER] = other
    b.hub[hub, H_ORDER_AT] = at
    b.hub[other, H_ORDER_AT] = here


@lean
def open_hub(b, hub):  # type: ignore[no-untyped-def]
    """Open a hub whose home is unplaced."""
    home = b.hub[hub, H_HOME]
    _switch(b, hub, 1)
    b.hub[hub, H_OPEN] = 1
    b.fam[home, F_HUB] = hub
    _swap_order(b, hub, b.total[T_OPEN])
    b.total[T_OPEN] += 1
    _take_loose(b, home)
    log_step(b, OPENED, home, hub, -1)


@lean
def close_hub(b, hub):  # type: ignore[no-untyped-def]
    """Close a hub without satellites."""
    home = b.hub[hub, H_HOME]
    _switch(b, hub, -1)
    b.hub[hub, H_OPEN] = 0
    b.fam[home, F_HUB] = -1
    b.total[T_OPEN] -= 1
    _swap_order(b, hub, b.total[T_OPEN])
    _give_loose(b, home)
    log_step(b, CLOSED, home, hub, -1)


@inlined
def penalised(b):  # type: ignore[no-untyped-def]
    """Give the value with what is broken weighed in."""
    value = np.float64(b.total[T_VALUE])
    for k in range(b.total[T_KINDS]):
        value += b.floats[k] * b.total[T_BROKEN + k]
    return value
