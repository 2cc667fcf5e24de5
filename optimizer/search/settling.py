"""Of several plans that are proved equally good always the same one, whatever the threads of the search met first."""

import numpy as np
from ortools.sat.python import cp_model

from optimizer.model import Choice, Linear, Model
from optimizer.search.assignment import choice_from, encode, stopping
from optimizer.search.strategy import Clock, Strategy

_EFFORT = 4.0
"""Work for the first way, in CP-SAT's own unit: the same amount on every machine, some seconds here."""

_MOST_PAIRS = 100_000


def settle(strategy: Strategy, model: Model, choice: Choice, clock: Clock) -> Choice:
    """Choose one of the plans that a model with all its tiers held allows.

    First the plan that CP-SAT meets with one thread, no hint and a fixed amount of work: where many plans are equally
    good that is soon done. Where it finds none with that work, the plan that is least in a fixed order of chance, by
    the strategy that proved the tiers. Both are the same in every run, unless the clock ends them.

    Parameters
    ----------
    choice
        A plan that the model allows; it comes back where no other is found in time.
    """
    first = _first(model, clock) if model.n_pairs <= _MOST_PAIRS else None
    if first is not None:
        return first
    chance = np.random.Generator(np.random.PCG64(0))
    order = Linear(
        unplaced=np.zeros(model.n_families, dtype=np.int64),
        pair=chance.integers(1, 1 << 30, model.n_pairs),
        hub=chance.integers(1, 1 << 30, model.n_hubs),
        size=np.zeros(model.size_limit + 1, dtype=np.int64),
    )
    return strategy.minimise(model, order, choice, clock).choice or choice


def _first(model: Model, clock: Clock) -> Choice | None:
    encoded = encode(model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = _EFFORT
    solver.parameters.max_time_in_seconds = max(clock.left_s, 0.01)
    solver.parameters.catch_sigint_signal = False
    with stopping(solver, clock):
        status = solver.solve(encoded.cp)
    return choice_from(encoded, model, solver) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else None
