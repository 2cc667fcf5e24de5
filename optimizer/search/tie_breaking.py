"""Of several plans that are proved equally good always the same one, whatever the threads of the search met first."""

from dataclasses import replace

from ortools.sat.python import cp_model

from optimizer.model import Bottleneck, Choice, Linear, Model
from optimizer.search.assignment import choice_from, encode, stopping
from optimizer.search.strategy import Clock, Strategy
from optimizer.search.tie_numbers import tie_numbers, unmixed

_EFFORT = 4.0
"""Work for the first way, in CP-SAT's own unit: the same amount on every machine, some seconds here."""

_MOST_PAIRS = 100_000


def settle(strategy: Strategy, model: Model, last: Linear | Bottleneck, choice: Choice, clock: Clock) -> Choice:
    """Choose one of the plans that a model with all its tiers held allows.

    Where the last tier looks at pairs, the plan with the fewest ties (see ``ties.py``): the one that columns come to by
    themselves. Otherwise many plans are equally good, and the plan is the one that CP-SAT meets with one thread, no
    hint and a fixed amount of work; where it finds none with that work, again the one with the fewest ties. Each is the
    same in every run, unless the clock ends it.

    Parameters
    ----------
    last
        The last tier.
    choice
        A plan that the model allows; it comes back where no other is found in time.
    """
    by_pairs = isinstance(last, Linear) and model.plain and unmixed(model, last) is not None
    first = None if by_pairs or model.n_pairs > _MOST_PAIRS else _first(model, clock)
    if first is not None:
        return first
    order = replace(model.nothing, pair=tie_numbers(model))
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
