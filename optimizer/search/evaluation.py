"""What a choice costs and whether it holds, straight from the definition in :mod:`optimizer.model`; no solver."""

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model
from optimizer.search.evaluation_counts import count_lack, count_spread, mix_holds
from optimizer.search.pair_search import find_pairs

NO_PAIR = -1
"""The pair of a family that is a hub home, is unplaced, or may not join the hub that it stands at."""


def homes_a_constellation(model: Model, choice: Choice) -> float:
    """Give the homes of a constellation, on average; all that are placed where no hub opens."""
    return int((choice.hub_of >= 0).sum()) / max(int(open_hubs(model, choice).sum()), 1)


def open_hubs(model: Model, choice: Choice) -> BoolArray:
    """Tell, shape ``(m,)``, which hubs are open: those whose own family belongs to them."""
    opened: BoolArray = choice.hub_of[model.hub_family] == np.arange(model.n_hubs)
    return opened


def satellites(model: Model, choice: Choice) -> BoolArray:
    """Tell, shape ``(n,)``, which families belong to a hub without being its hub home."""
    placed = choice.hub_of >= 0
    home = np.zeros(model.n_families, dtype=np.bool_)
    home[model.hub_family[open_hubs(model, choice)]] = True
    return placed & ~home


def sizes(model: Model, choice: Choice) -> IntArray:
    """Count, shape ``(m,)``, the satellites of each hub."""
    return np.bincount(choice.hub_of[satellites(model, choice)], minlength=model.n_hubs)


def pairs_of(model: Model, choice: Choice) -> IntArray:
    """Give, shape ``(n,)``, the pair that each satellite uses, or ``NO_PAIR``."""
    found = np.full(model.n_families, NO_PAIR, dtype=np.int64)
    hub_of = np.where(satellites(model, choice), choice.hub_of, -1)
    find_pairs(model.start, model.family, hub_of, found)
    return found


def evaluate(model: Model, linear: Linear, choice: Choice, pair: IntArray | None = None) -> int:
    """Give the value of a feasible choice.

    Parameters
    ----------
    model
        The choices there are.
    linear
        What is counted, with arrays shaped as the model's.
    choice
        A choice of that model. Of one that breaks rules the value means nothing.
    pair
        What :func:`pairs_of` gives for it, where that is known.
    """
    pair = pairs_of(model, choice) if pair is None else pair
    opened = open_hubs(model, choice)
    size = np.minimum(sizes(model, choice)[opened], len(linear.size) - 1)
    return (
        linear.constant
        + int(linear.unplaced[choice.hub_of < 0].sum())
        + int(linear.pair[pair[pair >= 0]].sum())
        + int(linear.hub[opened].sum())
        + int(linear.size[size].sum())
        + (0 if linear.lack is None else count_lack(linear.lack, model, choice))
        + (0 if linear.spread is None else count_spread(linear.spread, choice))
    )


def feasible(model: Model, choice: Choice, pair: IntArray | None = None) -> bool:
    """Tell whether a choice satisfies every rule of the model; ``pair`` as for :func:`evaluate`."""
    hub_of = choice.hub_of
    if hub_of.shape != (model.n_families,) or np.any(hub_of < -1) or np.any(hub_of >= model.n_hubs):
        return False
    opened, satellite = open_hubs(model, choice), satellites(model, choice)
    size = sizes(model, choice)
    pair = pairs_of(model, choice) if pair is None else pair
    return (
        bool(np.all(opened[hub_of[satellite]]))
        and bool(np.all(pair[satellite] >= 0))
        and not np.any(model.must_open & ~opened)
        and not np.any(opened & ~model.may_open)
        and not np.any((hub_of < 0) & ~model.may_be_unplaced)
        and bool(np.all((model.low <= size) & (size <= model.high) | ~opened))
        and _loads_hold(model, choice, opened, satellite)
        and _pairs_of_families_hold(model, hub_of)
        and _rows_hold(model, choice, pair)
        and all(mix_holds(mix, choice) for mix in model.mixes)
    )


def _loads_hold(model: Model, choice: Choice, opened: BoolArray, satellite: BoolArray) -> bool:
    for load in model.loads:
        total = load.own.copy()
        np.add.at(total, choice.hub_of[satellite], load.weight[satellite])
        if not np.all((load.low <= total) & (total <= load.high) | ~opened):
            return False
    return True


def _pairs_of_families_hold(model: Model, hub_of: IntArray) -> bool:
    apart, together = hub_of[model.apart], hub_of[model.together]
    return not np.any((apart[:, 0] == apart[:, 1]) & (apart[:, 0] >= 0)) and bool(
        np.all(together[:, 0] == together[:, 1])
    )


def _rows_hold(model: Model, choice: Choice, pair: IntArray) -> bool:
    for row in model.rows:
        value = evaluate(model, row.linear, choice, pair)
        if (row.low is not None and value < row.low) or (row.high is not None and value > row.high):
            return False
    return True
