"""Simulated annealing over the moves, compiled; one call runs a fixed number of moves, so no clock is read inside."""

import math
from typing import Final

from optimizer.search.compiled import inlined, lean
from optimizer.search.primal.compound_moves import move_group, rebuild
from optimizer.search.primal.count_updates import count_touched, uncount
from optimizer.search.primal.moves import is_alone, is_home, try_shift, try_swap
from optimizer.search.primal.state import F_AFTER as F_NEXT
from optimizer.search.primal.state import (
    F_BEST,
    F_CHANGED,
    F_CHANGED_AT,
    F_HUB,
    F_LOOSE,
    F_MUST,
    F_NEAR,
    F_NEAR_END,
    F_OWN,
    H_HEAD,
    H_HOME,
    H_MAY,
    H_MUST,
    H_OPEN,
    H_ORDER,
    H_SIZE,
    T_BEST,
    T_BROKEN,
    T_CHANGED,
    T_KINDS,
    T_LOOSE,
    T_OPEN,
    T_STEPS,
    T_VALUE,
)
from optimizer.search.primal.steps import (
    ATTACHED,
    CLOSED,
    COUNTED,
    DETACHED,
    OPENED,
    attach,
    close_hub,
    detach,
    open_hub,
    penalised,
    rand,
)

_SWAPPED: Final = 0.50
_SHIFTED: Final = 0.93
_TAKEN_OUT: Final = 0.96
_FIRMER: Final = 1.12
_LEAST_WEIGHT: Final = 1e-3
_FEW: Final = 1_000
_MOST_BLOCKS: Final = 200


@inlined
def draw(b, n):  # type: ignore[no-untyped-def]
    """Draw a whole number from 0 to ``n`` - 1."""
    return int(rand(b) * n)


@inlined
def _candidate_near(b, family):  # type: ignore[no-untyped-def]
    """Draw a hub in the reach of a family, the nearer the likelier, or -1."""
    first = b.fam[family, F_NEAR]
    n_near = (b.fam[family, F_NEAR_END] - first) >> 1
    if n_near == 0:
        return -1
    fraction = rand(b)
    return b.lists[first + 2 * int(fraction * fraction * n_near) + 1]


@inlined
def hub_near(b, family):  # type: ignore[no-untyped-def]
    """Draw an open hub near a family: one in its reach, or the hub that the home of a closed one belongs to."""
    hub = _candidate_near(b, family)
    if hub < 0 or b.hub[hub, H_OPEN] == 1:
        return hub
    return b.fam[b.hub[hub, H_HOME], F_HUB]


@inlined
def _satellite(b, hub):  # type: ignore[no-untyped-def]
    """Draw a satellite of a hub, or -1."""
    if b.hub[hub, H_SIZE] == 0:
        return -1
    family = b.hub[hub, H_HEAD]
    for _ in range(draw(b, b.hub[hub, H_SIZE])):
        family = b.fam[family, F_NEXT]
    return family


@lean
def take_back(b):  # type: ignore[no-untyped-def]
    """Undo every step in the journal, last first."""
    for number in range(b.total[T_STEPS] - 1, -1, -1):
        kind = b.steps[number, 0]
        if kind == ATTACHED:
            detach(b, b.steps[number, 1])
        elif kind == DETACHED:
            attach(b, b.steps[number, 1], b.steps[number, 2], b.steps[number, 3])
        elif kind == OPENED:
            close_hub(b, b.steps[number, 2])
        elif kind == CLOSED:
            open_hub(b, b.steps[number, 2])
        else:
            uncount(b, number)
    b.total[T_STEPS] = 0


@inlined
def keep(b):  # type: ignore[no-untyped-def]
    """Accept the steps in the journal, and keep the plan if it holds and is the best so far."""
    count_touched(b)
    for number in range(b.total[T_STEPS]):
        if b.steps[number, 0] >= COUNTED:
            continue
        family = b.steps[number, 1]
        if b.fam[family, F_CHANGED_AT] == 0:
            b.fam[family, F_CHANGED_AT] = 1
            b.fam[b.total[T_CHANGED], F_CHANGED] = family
            b.total[T_CHANGED] += 1
    b.total[T_STEPS] = 0
    if b.total[T_VALUE] < b.total[T_BEST]:
        for k in range(b.total[T_KINDS]):
            if b.total[T_BROKEN + k] != 0:
                return
        b.total[T_BEST] = b.total[T_VALUE]
        for number in range(b.total[T_CHANGED]):
            family = b.fam[number, F_CHANGED]
            b.fam[family, F_BEST] = b.fam[family, F_HUB]
            b.fam[family, F_CHANGED_AT] = 0
        b.total[T_CHANGED] = 0


@lean
def _replacement(b, closing, near):  # type: ignore[no-untyped-def]
    """Draw a closed hub to take the place of an open one: a satellite of it, or one near it; or -1."""
    around = _satellite(b, closing)
    if around < 0 or rand(b) < 0.2:
        around = b.hub[closing, H_HOME]
    opening = b.fam[around, F_OWN]
    if near or opening < 0 or b.hub[opening, H_OPEN] == 1 or rand(b) < 0.3:
        opening = _candidate_near(b, around)
    return opening


@lean
def _newcomer(b):  # type: ignore[no-untyped-def]
    """Draw a closed hub to open, sometimes one in the reach of an unplaced family; or -1."""
    n_open = b.total[T_OPEN]
    if b.total[T_LOOSE] > 0 and rand(b) < 0.3:
        family = b.fam[draw(b, b.total[T_LOOSE]), F_LOOSE]
        return _candidate_near(b, family) if rand(b) < 0.7 else b.fam[family, F_OWN]
    if n_open == len(b.hub):
        return -1
    return b.hub[n_open + draw(b, len(b.hub) - n_open), H_ORDER]


@lean
def _compound(b):  # type: ignore[no-untyped-def]
    """Draw a change of hubs and make it; ``False`` where it cannot be (the journal may hold steps)."""
    kind = rand(b)
    closing = -1
    opening = -1
    if kind < 0.80:
        if b.total[T_OPEN] == 0:
            return False
        closing = b.hub[draw(b, b.total[T_OPEN]), H_ORDER]
        if b.hub[closing, H_MUST] == 1:
            return False
        if kind >= 0.10:
            opening = _replacement(b, closing, kind >= 0.65)
    else:
        opening = _newcomer(b)
    if (kind >= 0.10 and opening < 0) or (opening >= 0 and (b.hub[opening, H_OPEN] == 1 or b.hub[opening, H_MAY] == 0)):
        return False
    return rebuild(b, closing, opening, kind < 0.65)


@lean
def accept_or_take_back(b, done, before, limit):  # type: ignore[no-untyped-def]
    """Keep the steps in the journal if a move was done and costs ``limit`` at most, or take them back."""
    if done:
        count_touched(b)
    if done and penalised(b) - before <= limit:
        keep(b)
    else:
        take_back(b)


@inlined
def _step(b, family, hub, swapping, limit):  # type: ignore[no-untyped-def]
    """Take a family to a hub or out (-1), in the place of another there or of none."""
    if hub >= 0 and (swapping or (b.fam[family, F_HUB] < 0 and rand(b) < 0.5)):
        other = _satellite(b, hub)
        return other >= 0 and try_swap(b, family, other, limit)
    return try_shift(b, family, hub, limit)


@inlined
def _move(b, limit, compound):  # type: ignore[no-untyped-def]
    """Draw one move and make it if it costs ``limit`` at most."""
    if rand(b) < compound:
        before = penalised(b)
        accept_or_take_back(b, _compound(b), before, limit)
        return
    kind = rand(b)
    loose = kind >= _TAKEN_OUT and b.total[T_LOOSE] > 0
    family = b.fam[draw(b, b.total[T_LOOSE]), F_LOOSE] if loose else draw(b, len(b.fam))
    if is_home(b, family):
        return
    hub = -1
    if loose or kind < _SHIFTED or b.fam[family, F_MUST] == 1:
        hub = hub_near(b, family)
        if hub < 0:
            return
    if not is_alone(b, family):
        before = penalised(b)
        accept_or_take_back(b, move_group(b, family, hub), before, limit)
    elif len(b.counts) > 0:
        before = penalised(b)
        accept_or_take_back(b, _step(b, family, hub, kind < _SWAPPED, math.inf), before, limit)
    elif _step(b, family, hub, kind < _SWAPPED, limit):
        keep(b)


@lean
def anneal(b, n_moves, warm, cool, compound, looser):  # type: ignore[no-untyped-def]
    """Run moves while the temperature falls from ``warm`` to ``cool`` by equal factors.

    Parameters
    ----------
    b
        The board; changed.
    n_moves
        Moves tried.
    warm, cool
        Temperatures in the unit of the objective.
    compound
        Share of the moves that open or close hubs.
    looser
        What the weight of a rule that holds is multiplied by, about every thousandth of the moves.
    """
    n_blocks = max(1, min(_MOST_BLOCKS, n_moves // _FEW))
    ratio = (cool / warm) ** (1.0 / n_blocks)
    temperature = warm
    for _ in range(n_blocks):
        for _ in range(n_moves // n_blocks):
            _move(b, -temperature * math.log(1.0 - rand(b)), compound)
        for k in range(b.total[T_KINDS]):
            if b.total[T_BROKEN + k] != 0:
                b.floats[k] *= _FIRMER
            elif b.floats[k] > _LEAST_WEIGHT:
                b.floats[k] *= looser
        temperature *= ratio
