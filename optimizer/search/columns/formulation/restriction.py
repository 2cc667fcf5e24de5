"""A model with fewer hubs and fewer items, all else as it is."""

from dataclasses import replace

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.formulation.grouped_model import Costs, GroupedModel


def owner_of_items(model: GroupedModel) -> IntArray:
    """Give the hub of each item, shape ``(I,)``."""
    owner: IntArray = np.repeat(np.arange(model.n_hubs), np.diff(model.start))
    return owner


def restricted(model: GroupedModel, hubs: BoolArray, items: BoolArray) -> GroupedModel:
    """Give what is left with some hubs, shape ``(M,)``, and those of some items, shape ``(I,)``, that they have."""
    owner = owner_of_items(model)
    keep, number = items & hubs[owner], np.cumsum(hubs) - 1

    def costs(whole: Costs) -> Costs:
        return replace(whole, item=whole.item[keep], hub=whole.hub[hubs])

    return replace(
        model,
        hub=model.hub[hubs],
        home=model.home[hubs],
        own=model.own[hubs],
        start=np.searchsorted(number[owner[keep]], np.arange(int(hubs.sum()) + 1)).astype(np.int64),
        item=model.item[keep],
        count=model.count[keep],
        load=model.load[:, keep],
        low=model.low[hubs],
        high=model.high[hubs],
        own_count=model.own_count[hubs],
        load_low=model.load_low[:, hubs],
        load_high=model.load_high[:, hubs],
        must_open=model.must_open[hubs],
        objective=costs(model.objective),
        rows=tuple(replace(row, costs=costs(row.costs)) for row in model.rows),
        impossible=model.impossible or bool((model.must_open & ~hubs).any()),
    )
