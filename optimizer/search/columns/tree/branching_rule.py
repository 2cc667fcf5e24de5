"""What is left of a model where one group belongs to one hub, or does not: the two sides of a branch.

Source: Ceselli and Righini (2005), doi 10.1002/net.20059 (branching on the assignment of a customer).
"""

from dataclasses import replace

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.grouped import Compact, Costs


def narrowed(model: Compact, group: int, hub: int, *, at: bool) -> tuple[Compact, IntArray]:
    """Settle whether a group belongs to a hub, which is then open.

    Returns
    -------
    tuple
        What is left; and the new number of each hub, -1 where it cannot open any more.
    """
    owner = np.repeat(np.arange(model.n_hubs), np.diff(model.start))
    gone, keep = np.zeros(model.n_hubs, dtype=bool), np.ones(len(model.item), dtype=bool)
    must, may = model.must_open.copy(), model.may_be_unplaced.copy()
    if at:
        inside = np.array([group, model.own[hub]])
        gone = np.isin(model.own, inside) & (np.arange(model.n_hubs) != hub)
        keep = ~np.isin(model.item, inside) | ((owner == hub) & (model.item == group))
        must[hub], may[inside] = True, False
    elif model.own[hub] == group:
        gone[hub] = True
    else:
        keep = (model.item != group) | (owner != hub)
    keep &= ~gone[owner]
    number = np.where(gone, -1, np.cumsum(~gone) - 1)

    def costs(whole: Costs) -> Costs:
        return replace(whole, item=whole.item[keep], hub=whole.hub[~gone])

    left = replace(
        model,
        hub=model.hub[~gone],
        home=model.home[~gone],
        own=model.own[~gone],
        start=np.searchsorted(number[owner[keep]], np.arange(int((~gone).sum()) + 1)).astype(np.int64),
        item=model.item[keep],
        count=model.count[keep],
        load=model.load[:, keep],
        low=model.low[~gone],
        high=model.high[~gone],
        own_count=model.own_count[~gone],
        load_low=model.load_low[:, ~gone],
        load_high=model.load_high[:, ~gone],
        must_open=must[~gone],
        may_be_unplaced=may,
        objective=costs(model.objective),
        rows=tuple(replace(row, costs=costs(row.costs)) for row in model.rows),
        impossible=model.impossible or bool((must & gone).any()),
    )
    return left, number
