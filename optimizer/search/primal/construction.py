"""A first plan that satisfies the model."""

from typing import Final

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import feasible
from optimizer.search.meter import WALL, Meter
from optimizer.search.primal.cooling import Stop, Temperatures, best_of, run, start_from, typical_step
from optimizer.search.primal.layout import lay_out
from optimizer.search.strategy import never

_FIRST_MOVES: Final = 300
"""Moves a family of the first try: 9 s for 17,000 families."""

_MOVES_OF_A_COUNT: Final = 2_000_000
_LEAST_MOVES_OF_A_COUNT: Final = 120
"""Where travel does not count: moves of the first try in all, and a family at least (4 s for 17,000 families)."""

_N_TRIES: Final = 8
_INITIAL_TEMPERATURE: Final = 0.5
_FINAL_TEMPERATURE: Final = 0.01


def construct(
    model: Model,
    objective: Linear,
    seed: int = 0,
    stop: Stop = never,
    cancelled: Stop | None = None,
    meter: Meter = WALL,
) -> Choice | None:
    """Make a plan: hubs open one by one where that helps, then runs of growing length mend what is broken.

    Parameters
    ----------
    model, objective
        What to keep, and what to make small.
    seed
        Same seed, same plan, unless ``stop`` ends the search.
    stop
        Asked every few tenths of a second.
    cancelled
        Asked in its stead during the first try, if given: so short a try is worth its time even when time is up.
    meter
        Is told the work.

    Returns
    -------
    Choice or None
        A plan that satisfies the model, or ``None`` where none was found: that proves nothing.
    """
    nobody = Choice(np.full(model.n_families, -1, dtype=np.int64))
    if model.n_families == 0 or model.n_hubs == 0 or not np.any(model.may_open):
        return nobody if feasible(model, nobody) else None
    laid = lay_out(model, objective)
    first = _FIRST_MOVES
    if not objective.pair.any():
        first = min(first, max(_LEAST_MOVES_OF_A_COUNT, _MOVES_OF_A_COUNT // model.n_families))
    asked = cancelled or stop
    for number in range(_N_TRIES):
        state = start_from(laid, None, seed * 1_000_003 + number)
        step = typical_step(state)
        moves = first * 2**number * model.n_families
        temperatures = Temperatures(_INITIAL_TEMPERATURE * step, _FINAL_TEMPERATURE * step)
        finished = run(state, moves, temperatures, asked, meter)
        found = best_of(state)
        if found is not None and feasible(model, found[1]):
            return found[1]
        if not finished:
            break
        asked = stop
    return nobody if feasible(model, nobody) else None
