"""Of several plans that are proved equally good always the same one, whatever the threads of the search met first."""

from typing import Final

import numpy as np

from optimizer.model import Bottleneck, Choice, Linear, Model
from optimizer.search.strategy import Clock, Found, Strategy
from optimizer.search.tie_numbers import perturbed, tie_order

_EFFORT: Final = 4.0
"""Work for the first way, in CP-SAT's own unit: the same amount on every machine, some seconds here."""

_MOST_PAIRS: Final = 100_000


def break_ties(strategy: Strategy, model: Model, last: Linear | Bottleneck, choice: Choice, clock: Clock) -> Found:
    """Choose one of the plans that a model with all its tiers held allows; ``unique`` says whether that was done.

    Where the last tier looks at pairs, it is the plan that is least in the order of ``tie_numbers.py``: the one that
    columns come to by themselves. Otherwise many plans are equally good, and the plan is the one that CP-SAT meets with
    one thread, no hint and a fixed amount of work, with fewest hub homes where a constellation may be empty; where it
    finds none with that work, again the least in that order. Each is the same in every run, unless the clock ends it.

    Parameters
    ----------
    last
        The last tier.
    choice
        A plan that the model allows; it comes back where no other is found in time.
    """
    by_pairs = isinstance(last, Linear) and model.plain and perturbed(model, last) is not None
    first = None if by_pairs or model.n_pairs > _MOST_PAIRS else _first(model, clock)
    if first is not None:
        return Found(first, None, None, unique=True)
    found = strategy.minimise(model, tie_order(model), choice, clock)
    return Found(found.choice or choice, found.value, found.bound, unique=found.proved)


def _first(model: Model, clock: Clock) -> Choice | None:
    """Give the plan that a fixed amount of work comes to; ``None`` where it comes to none, or the clock ended it."""
    # Late: CP-SAT takes half a second to load, and a search by columns mostly needs no such choice.
    from optimizer.search.assignment import choice_from, encode  # noqa: PLC0415 - as said
    from optimizer.search.cp_sat import Effort, run  # noqa: PLC0415 - as said

    encoded = encode(model)
    may_be_empty = np.flatnonzero(model.low == 0).tolist()
    if may_be_empty:
        encoded.cp.minimize(sum(encoded.opens[hub] for hub in may_be_empty))
    answer = run(encoded.cp, Effort(clock.left_s, work=_EFFORT, stop=clock.cancelled, meter=clock.meter))
    return choice_from(encoded, model, answer) if answer.found and answer.complete else None
