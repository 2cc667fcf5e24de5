"""Branches on open hubs, and what they leave, where only Lagrangian bounds are known.

A mean of the solutions of the relaxation tells how much of each hub opens. Where neighbouring hubs open one and a half
together, either one at most opens in a plan, or two at least. Few open hubs come first: a neighbourhood of one or two
hubs moves the bound most.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.bounds.reduced_cost_fixing import fixed_by_reduced_cost
from optimizer.search.columns.bounds.volume import MeanSolution, VolumePoint
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.pricing.oracle import Duals
from optimizer.search.columns.tree.branching_rule import HubCount, Side, sides, sides_of_count, with_decision

MOST_SETS, MOST_HUBS = 16, 4
"""Sets of hubs, and single ones, that are tried at most."""

WHOLE = 0.15
"""How far from a whole number of open hubs a set is not branched on."""

OPENED = 0.02
"""How much of a hub opens at least for it to count among those of a set."""

Branch = tuple[Side, Side]
"""Both sides."""

FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class HubNode:
    """A model, the duals at hand and the mean of solutions, and what no plan of it costs less than (scaled)."""

    model: GroupedModel
    duals: Duals
    mean: MeanSolution
    bound: int

    def at(self, point: VolumePoint) -> "HubNode":
        """Give the same at another point."""
        return replace(self, duals=point.best.duals, mean=point.mean, bound=max(self.bound, point.best.bound))

    def fixed(self, point: VolumePoint, cutoff: int) -> "HubNode":
        """Give the same at another point, less what costs more than ``cutoff``."""
        left = fixed_by_reduced_cost(self.model, point.best, cutoff)
        opened = point.mean.opened[np.isin(self.model.hub, left.hub)]
        return replace(self.at(point), model=left, mean=replace(point.mean, opened=opened))


def distances_of_hubs(model: GroupedModel) -> IntArray:
    """Give what the home of each hub costs at each other one, shape ``(M, M)``, ``FAR`` where it cannot go there."""
    distance = np.full((model.n_hubs, model.n_hubs), FAR)
    for h in range(model.n_hubs):
        cost = np.full(model.n_groups, FAR)
        items = slice(int(model.start[h]), int(model.start[h + 1]))
        cost[model.item[items]] = model.objective.item[items]
        distance[h] = cost[model.own]
        distance[h, h] = np.iinfo(np.int64).min
    return distance


def branches_of(node: HubNode, hubs: IntArray, distance: IntArray) -> list[Branch]:
    """Give the branches to try.

    Parameters
    ----------
    hubs
        The hubs that ``distance`` is of, ascending, by their number in the model.
    distance
        See :func:`distances_of_hubs`.
    """
    model = node.model
    opened = np.where(model.must_open, 1.0, node.mean.opened)
    place = np.searchsorted(hubs, model.hub)
    order = np.argsort(-np.minimum(opened, 1 - opened), kind="stable")
    on_one = [sides(int(model.own[h]), int(h)) for h in order if OPENED < opened[h] < 1 - OPENED][:MOST_HUBS]
    return [*_on_sets(model, opened, distance[np.ix_(place, place)]), *on_one]


def side_of(node: HubNode, side: Side) -> HubNode:
    """Give one side of a branch, at the duals of the node."""
    if isinstance(side, HubCount):
        counted, limit = side.counted(node.model), side.high if side.low is None else side.low
        beyond = float(node.mean.opened[counted].sum()) - (limit or 0)
        return HubNode(
            side.added_to(node.model),
            Duals(node.duals.group, np.append(node.duals.row, 0)),
            replace(node.mean, row=np.append(node.mean.row, beyond)),
            node.bound,
        )
    left, number = with_decision(node.model, side)
    return replace(node, model=left, mean=replace(node.mean, opened=node.mean.opened[number >= 0]))


def _on_sets(model: GroupedModel, opened: FloatArray, distance: IntArray) -> list[Branch]:
    """Give branches on sets of neighbouring hubs, those with the fewest open ones first."""
    seen: dict[frozenset[int], list[tuple[int, float, IntArray]]] = {}
    for centre in np.flatnonzero(opened > OPENED):
        order = np.argsort(distance[centre], kind="stable")[: int((distance[centre] < FAR).sum())]
        total, opens = np.cumsum(opened[order]), opened[order] > OPENED
        for n_opened in range(1, int(opens.sum()) + 1):
            alike = np.flatnonzero(np.cumsum(opens) == n_opened)
            alike = alike[np.abs(total[alike] - np.floor(total[alike]) - 0.5) < 0.5 - WHOLE]
            key = frozenset(order[opens][:n_opened].tolist())
            seen.setdefault(key, []).extend((int(k) + 1, float(total[k]), order) for k in alike)
    everything, middle = float(opened.sum()), []
    for sets in seen.values():
        if not sets:
            continue
        # Of the sets that differ by hubs which do not open, one of middle size.
        sets.sort(key=lambda each: each[0])
        size, total_of, order = sets[len(sets) // 2]
        inside = np.zeros(model.n_hubs, np.bool_)
        inside[order[:size]] = True
        if _is_new(model, inside, total_of):
            middle.append((total_of, inside))

    def rank(each: tuple[float, BoolArray]) -> tuple[float, float]:
        return min(each[0], everything - each[0]), abs(each[0] - math.floor(each[0]) - 0.5)

    return [
        sides_of_count(total, frozenset(model.hub[inside].tolist()))
        for total, inside in sorted(middle, key=rank)[:MOST_SETS]
    ]


def _is_new(model: GroupedModel, inside: BoolArray, total: float) -> bool:
    """Tell whether no row says already what one side of a branch on a set of hubs would.

    The mean of solutions may break such a row, and the same branch would be made again for ever.
    """
    for row in model.rows:
        if not row.on_hubs_alone or not np.array_equal(row.costs.hub, inside):
            continue
        low, high = (None if limit is None else limit - row.costs.constant for limit in (row.low, row.high))
        if (high is not None and high <= math.floor(total)) or (low is not None and low >= math.ceil(total)):
            return False
    return True
