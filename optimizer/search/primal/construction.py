"""A first plan that satisfies the model."""

from typing import Final

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import feasible
from optimizer.search.primal.cooling import Stop, Temperatures, best_of, run, start_from, typical_step
from optimizer.search.primal.layout import lay_out
from optimizer.search.strategy import never

_FIRST_MOVES: Final = 300
_N_TRIES: Final = 8
_INITIAL_TEMPERATURE: Final = 0.5
_FINAL_TEMPERATURE: Final = 0.01


def construct(model: Model, objective: Linear, seed: int = 0, stop: Stop = never) -> Choice | None:
    """Make a plan: hubs open one by one where that helps, then runs of growing length mend what is broken.

    Parameters
    ----------
    model, objective
        What to keep, and what to make small.
    seed
        Same seed, same plan, unless ``stop`` ends the search.
    stop
        Asked every few tenths of a second.

    Returns
    -------
    Choice or None
        A plan that satisfies the model, or ``None`` where none was found: that proves nothing.
    """
    nobody = Choice(np.full(model.n_families, -1, dtype=np.int64))
    if model.n_families == 0 or model.n_hubs == 0 or not np.any(model.may_open):
        return nobody if feasible(model, nobody) else None
    laid = lay_out(model, objective)
    for number in range(_N_TRIES):
        state = start_from(laid, None, seed * 1_000_003 + number)
        step = typical_step(state)
        moves = _FIRST_MOVES * 2**number * model.n_families
        finished = run(state, moves, Temperatures(_INITIAL_TEMPERATURE * step, _FINAL_TEMPERATURE * step), stop)
        found = best_of(state)
        if found is not None and feasible(model, found[1]):
            return found[1]
        if not finished:
            break
    return nobody if feasible(model, nobody) else None
