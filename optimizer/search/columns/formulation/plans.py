"""From plans to columns and back."""

import numpy as np

from optimizer.model import Choice, IntArray, Model
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.pool import Pool, empty_pool, pool_of


def choice_of(model: Model, grouped: GroupedModel, pool: Pool, columns: IntArray) -> Choice:
    """Give the plan that some columns make."""
    hub_of = np.full(model.n_families, -1, np.int64)
    for c in columns:
        hub = grouped.hub[pool.hub[c]]
        for g in pool.groups(int(c)):
            hub_of[grouped.member[grouped.member_start[g] : grouped.member_start[g + 1]]] = hub
    return Choice(hub_of)


def columns_of(model: Model, grouped: GroupedModel, choice: Choice) -> Pool:
    """Give the columns of a plan; none where the plan has a constellation that the model does not allow."""
    group_of = np.empty(model.n_families, np.int64)
    group_of[grouped.member] = np.repeat(np.arange(grouped.n_groups), np.diff(grouped.member_start))
    local = np.full(model.n_hubs + 1, -1, np.int64)
    local[grouped.hub] = np.arange(grouped.n_hubs)
    hubs: list[int] = []
    starts: list[int] = [0]
    items: list[int] = []
    for opened in np.unique(choice.hub_of[choice.hub_of >= 0]):
        h = int(local[opened])
        if h < 0:
            return empty_pool(grouped)
        groups = np.unique(group_of[choice.hub_of == opened])
        groups = groups[groups != grouped.own[h]]
        a, b = int(grouped.start[h]), int(grouped.start[h + 1])
        at = a + np.searchsorted(grouped.item[a:b], groups)
        if (at >= b).any() or (grouped.item[at] != groups).any():
            return empty_pool(grouped)
        hubs.append(h)
        items.extend(int(i) for i in at)
        starts.append(len(items))
    return pool_of(grouped, np.array(hubs, np.int64), np.array(starts, np.int64), np.array(items, np.int64))
