"""Between plans and columns."""

import numpy as np

from optimizer.model import Choice, IntArray, Model
from optimizer.search.columns.grouped import Compact
from optimizer.search.columns.master.pool import Pool, empty_pool, pool_of


def choice_of(model: Model, compact: Compact, pool: Pool, columns: IntArray) -> Choice:
    """Give the plan that some columns make."""
    hub_of = np.full(model.n_families, -1, np.int64)
    for c in columns:
        hub = compact.hub[pool.hub[c]]
        for g in pool.groups(int(c)):
            hub_of[compact.member[compact.member_start[g] : compact.member_start[g + 1]]] = hub
    return Choice(hub_of)


def columns_of(model: Model, compact: Compact, choice: Choice) -> Pool:
    """Give the columns of a plan; none where the plan has a constellation that the model does not allow."""
    group_of = np.empty(model.n_families, np.int64)
    group_of[compact.member] = np.repeat(np.arange(compact.n_groups), np.diff(compact.member_start))
    local = np.full(model.n_hubs + 1, -1, np.int64)
    local[compact.hub] = np.arange(compact.n_hubs)
    hubs: list[int] = []
    starts: list[int] = [0]
    items: list[int] = []
    for opened in np.unique(choice.hub_of[choice.hub_of >= 0]):
        h = int(local[opened])
        if h < 0:
            return empty_pool(compact)
        groups = np.unique(group_of[choice.hub_of == opened])
        groups = groups[groups != compact.own[h]]
        a, b = int(compact.start[h]), int(compact.start[h + 1])
        at = a + np.searchsorted(compact.item[a:b], groups)
        if (at >= b).any() or (compact.item[at] != groups).any():
            return empty_pool(compact)
        hubs.append(h)
        items.extend(int(i) for i in at)
        starts.append(len(items))
    return pool_of(compact, np.array(hubs, np.int64), np.array(starts, np.int64), np.array(items, np.int64))
