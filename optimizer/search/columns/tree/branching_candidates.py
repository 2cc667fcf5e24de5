"""What a node can be branched on: how many of some neighbouring hubs open, or whether a group belongs to a hub.

Neighbouring hubs are those nearest to a hub with a share in the solution of the linear master. Where that solution
opens two and a half of them, no plan does: either two at most open, and families go further, or three at least.
Source: Lysgaard, Letchford and Eglese (2004), doi 10.1007/s10107-003-0481-8 (branching on how many vehicles serve a set
of customers), of which this is the counterpart for hubs.
"""

import math

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.tree.branching_rule import Side, sides, sides_of_count
from optimizer.search.columns.tree.node import Node

MOST_HUBS = 20
"""Single hubs, and pairs of a group and a hub, at most."""

MOST_SETS, LARGEST_SET = 30, 20
"""Sets of hubs, and hubs of a set, at most."""

WHOLE = 0.2
"""How far from a whole number of open hubs a set is not branched on."""

Branch = tuple[Side, Side]
"""Both sides."""


def hub_branches(node: Node) -> list[Branch]:
    """Give branches on one hub or some neighbouring ones, those nearest to a half first."""
    share, model = shares_of_hubs(node), node.oracle.model
    if share is None:
        return []
    distance = np.abs(share - np.round(share))
    single = [int(h) for h in np.argsort(-distance, kind="stable")[:MOST_HUBS] if distance[h] > 1e-6]
    return [*(sides(int(model.own[h]), h) for h in single), *_branches_on_sets(model, share)]


def pair_branches(node: Node) -> list[Branch]:
    """Give branches on a group and a hub that is not its own, those whose share is nearest to a half first."""
    solution = node.solution
    if solution is None:
        return []
    used = solution.used
    part = node.pool.take(node.master.columns[used])
    length = np.diff(part.start)
    n_hubs = node.oracle.model.n_hubs
    key = part.group.astype(np.int64) * n_hubs + np.repeat(part.hub.astype(np.int64), length)
    pairs, place = np.unique(key, return_inverse=True)
    distance = np.abs(np.bincount(place, np.repeat(solution.share[used], length)) - 0.5)
    group, hub = pairs // n_hubs, pairs % n_hubs
    open_to = (distance < 0.5 - 1e-6) & (node.oracle.model.own[hub] != group)
    order = np.argsort(distance[open_to], kind="stable")[:MOST_HUBS]
    return [sides(int(group[open_to][p]), int(hub[open_to][p])) for p in order]


def shares_of_hubs(node: Node) -> FloatArray | None:
    """Give how much of each hub is open in the solution of the linear master, shape ``(M,)``."""
    if node.solution is None:
        return None
    used = node.solution.used
    hub = node.pool.hub[node.master.columns[used]]
    return np.bincount(hub, node.solution.share[used], node.oracle.model.n_hubs).astype(np.float64)


def _branches_on_sets(model: GroupedModel, share: FloatArray) -> list[Branch]:
    """Give branches on sets of neighbouring hubs whose sum of shares is far from whole, nearest to a half first."""
    found: dict[frozenset[int], tuple[float, float, frozenset[int]]] = {}
    centres = np.flatnonzero(share > 1e-6)
    for near in _nearest_hubs(model, centres):
        total = np.cumsum(share[near])
        for k in range(1, len(near)):
            apart = abs(float(total[k]) - math.floor(float(total[k])) - 0.5)
            if apart > 0.5 - WHOLE:
                continue
            opened = frozenset(int(h) for h in near[: k + 1] if share[h] > 1e-6)
            if len(opened) > 1:
                found.setdefault(opened, (apart, float(total[k]), frozenset(int(h) for h in model.hub[near[: k + 1]])))
    best = sorted(found.values(), key=lambda each: each[0])[:MOST_SETS]
    return [sides_of_count(total, hubs) for _, total, hubs in best]


def _nearest_hubs(model: GroupedModel, centres: IntArray) -> list[IntArray]:
    """Give, for each centre, the hubs whose homes it can serve, itself first, by what that costs."""
    nearest = []
    for centre in centres:
        items = slice(int(model.start[centre]), int(model.start[centre + 1]))
        cost, reached = np.zeros(model.n_groups, np.int64), np.zeros(model.n_groups, np.bool_)
        cost[model.item[items]], reached[model.item[items]] = model.objective.item[items], True
        others = np.flatnonzero(reached[model.own])
        order = np.argsort(cost[model.own[others]], kind="stable")[: LARGEST_SET - 1]
        nearest.append(np.append(centre, others[order]))
    return nearest
