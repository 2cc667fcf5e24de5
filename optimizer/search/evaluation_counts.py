"""The parts of a model that are not sums, counted on a choice: who lacks a helper, what is spread, what is mixed."""

import numpy as np

from optimizer.model import Choice, Lack, Mix, Model, Spread


def count_lack(lack: Lack, model: Model, choice: Choice) -> int:
    """Count the anchors in a constellation that have no helper in the same one."""
    hub_of = choice.hub_of
    at = hub_of[lack.anchor]
    counts = at >= 0
    if lack.as_hub:
        counts &= model.hub_family[np.maximum(at, 0)] == lack.anchor
    item = np.repeat(np.arange(len(lack.anchor)), np.diff(lack.start))
    helped = np.zeros(len(lack.anchor), dtype=np.bool_)
    helped[item[hub_of[lack.helper] == at[item]]] = True
    return int(np.count_nonzero(counts & ~helped))


def count_spread(spread: Spread, choice: Choice) -> int:
    """Count the groups whose placed families are in more than one constellation."""
    groups = np.split(choice.hub_of[spread.member], spread.start[1:-1])
    return sum(len(np.unique(hubs[hubs >= 0])) > 1 for hubs in groups)


def mix_holds(mix: Mix, choice: Choice) -> bool:
    """Tell whether every constellation mixes its groups as asked."""
    placed = choice.hub_of >= 0
    keys, counts = np.unique(np.stack([choice.hub_of[placed], mix.group[placed]]), axis=1, return_counts=True)
    hubs, first = np.unique(keys[0], return_index=True)
    if not len(hubs):
        return True
    n_groups = np.diff([*first, len(counts)])
    if np.any(n_groups < mix.least):
        return False
    if mix.share is None:
        return True
    part, whole = mix.share
    most, homes = np.maximum.reduceat(counts, first), np.add.reduceat(counts, first)
    return bool(np.all(most * whole <= homes * part))
