"""Put a plan on a board: a first one grown from nothing, one that is given; and mend one at the end of a run."""

from typing import Final

import numpy as np

from optimizer.search.compiled import compiled, lean
from optimizer.search.primal.annealing import accept_or_take_back, draw, hub_near, keep, take_back
from optimizer.search.primal.compound_moves import mend, rebuild, settle
from optimizer.search.primal.moves import is_home, shift_gain
from optimizer.search.primal.state import (
    F_HUB,
    F_LEFT,
    F_OWN,
    H_HOME,
    H_MAY,
    H_MUST,
    H_OPEN,
    H_ORDER,
    T_KINDS,
    T_OPEN,
)
from optimizer.search.primal.steps import attach, open_hub, pair_at, penalised

_HEAVY: Final = 1e4


@lean
def grow(b):  # type: ignore[no-untyped-def]
    """Make a first plan: hubs open one after the other, in drawn order, where that helps; then everybody settles."""
    for hub in range(len(b.hub)):
        if b.hub[hub, H_MUST] == 1 and b.hub[hub, H_OPEN] == 0:
            if rebuild(b, -1, hub, False):
                keep(b)
            else:
                take_back(b)
    for _ in range(3):
        first = b.total[T_OPEN]
        n_closed = len(b.hub) - first
        for number in range(n_closed):
            b.fam[number, F_LEFT] = b.hub[first + number, H_ORDER]
        for number in range(n_closed):
            other = number + draw(b, n_closed - number)
            hub = b.fam[other, F_LEFT]
            b.fam[other, F_LEFT] = b.fam[number, F_LEFT]
            if b.hub[hub, H_OPEN] == 0 and b.hub[hub, H_MAY] == 1:
                before = penalised(b)
                accept_or_take_back(b, rebuild(b, -1, hub, False), before, 0.0)
    for family in range(len(b.fam)):
        if b.fam[family, F_HUB] < 0:
            settle(b, family)
    keep(b)


@compiled
def end(b):  # type: ignore[no-untyped-def]
    """Mend what is still broken, each breach weighed heavily, and keep the plan if it is the best that holds."""
    kinds = b.total[T_KINDS]
    kept = b.floats[:kinds].copy()
    b.floats[:kinds] *= _HEAVY
    mend(b)
    b.floats[:kinds] = kept
    keep(b)


@lean
def put(b, hub_of):  # type: ignore[no-untyped-def]
    """Make an empty plan into the one given, and keep it."""
    for hub in range(len(b.hub)):
        if hub_of[b.hub[hub, H_HOME]] == hub:
            open_hub(b, hub)
    for family in range(len(hub_of)):
        hub = hub_of[family]
        if hub >= 0 and b.fam[family, F_OWN] != hub:
            attach(b, family, hub, pair_at(b, family, hub))
    keep(b)


@compiled
def sample(b, n_samples):  # type: ignore[no-untyped-def]
    """Weigh drawn shifts and swaps without making them, breaches left out; 0 where none could be drawn."""
    found = np.zeros(n_samples, np.float64)
    kinds = b.total[T_KINDS]
    kept = b.floats[:kinds].copy()
    b.floats[:kinds] = 0.0
    for number in range(n_samples):
        family = draw(b, len(b.fam))
        hub = hub_near(b, family)
        if hub < 0 or hub == b.fam[family, F_HUB] or is_home(b, family):
            continue
        pair = pair_at(b, family, hub)
        if pair >= 0:
            found[number] = shift_gain(b, family, hub, pair)
    b.floats[:kinds] = kept
    return found
