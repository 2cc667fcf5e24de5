"""The branching rules: how many hubs open, of all or of some; and whether one group belongs to one hub.

A number of hubs is one more linking row, which all columns of those hubs pay alike. With a group that is the hub's own,
the second rule is whether the hub opens. Pricing stays a knapsack on all sides, as an item is taken out of the hub, or
out of all others.
Source: Ceselli and Righini (2005), doi 10.1002/net.20059 (branching on the assignment of a customer).
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.formulation.grouped_model import Costs, GroupedModel, LinkingRow
from optimizer.search.columns.formulation.pool import Pool
from optimizer.search.columns.formulation.restriction import owner_of_items, restricted


@dataclass(frozen=True, slots=True)
class Decision:
    """One side of a branch: a group belongs to a hub, which is then open (``together``), or does not."""

    group: int
    hub: int
    together: bool

    @property
    def joined(self) -> frozenset[int]:
        """The group, where it belongs to the hub."""
        return frozenset({self.group}) if self.together else frozenset()

    def placed(self, model: GroupedModel) -> frozenset[int]:
        """Give the groups that are surely not unplaced on this side."""
        return frozenset({self.group, int(model.own[self.hub])}) if self.together else frozenset()

    def left_of(self, pool: Pool) -> BoolArray:
        """Tell, shape ``(C,)``, which columns are left on this side."""
        holds, here = pool.holds(self.group), pool.hub == self.hub
        left: BoolArray = ~holds | here if self.together else ~(holds & here)
        return left


@dataclass(frozen=True, slots=True)
class HubCount:
    """One side of a branch: of some hubs, by their number in the model, at least ``low`` or at most ``high`` open.

    ``hubs`` is ``None`` for all of them.
    """

    low: int | None
    high: int | None
    hubs: frozenset[int] | None = None

    def counted(self, model: GroupedModel) -> BoolArray:
        """Tell, shape ``(M,)``, which hubs count."""
        if self.hubs is None:
            return np.ones(model.n_hubs, np.bool_)
        counted: BoolArray = np.isin(model.hub, list(self.hubs))
        return counted

    def added_to(self, model: GroupedModel) -> GroupedModel:
        """Give the model with one more row that says so."""
        item, size = np.zeros(len(model.item), np.int64), np.zeros_like(model.objective.size)
        unplaced, hub = np.zeros(model.n_groups, np.int64), self.counted(model).astype(np.int64)
        row = LinkingRow(Costs(unplaced, item, hub, size, 0), self.low, self.high)
        return replace(model, rows=(*model.rows, row))


Side = Decision | HubCount


def sides_of_count(count: float, hubs: frozenset[int] | None = None) -> tuple[HubCount, HubCount]:
    """Give both sides of a branch on a number of hubs that is no whole number."""
    return HubCount(None, math.floor(count), hubs), HubCount(math.ceil(count), None, hubs)


def sides(group: int, hub: int) -> tuple[Decision, Decision]:
    """Give both sides of a branch, the one with the group at the hub first."""
    return Decision(group, hub, True), Decision(group, hub, False)


def with_decision(model: GroupedModel, decision: Decision) -> tuple[GroupedModel, IntArray]:
    """Take out of a model what one side of a branch forbids.

    Returns
    -------
    tuple
        What is left; and, shape ``(M,)``, the new number of each hub, -1 where it cannot open any more.
    """
    group, hub = decision.group, decision.hub
    owner = owner_of_items(model)
    gone, keep = np.zeros(model.n_hubs, dtype=bool), np.ones(len(model.item), dtype=bool)
    must, may = model.must_open.copy(), model.may_be_unplaced.copy()
    if decision.together:
        inside = np.array([group, model.own[hub]])
        gone = np.isin(model.own, inside) & (np.arange(model.n_hubs) != hub)
        keep = ~np.isin(model.item, inside) | ((owner == hub) & (model.item == group))
        must[hub], may[inside] = True, False
    elif model.own[hub] == group:
        gone[hub] = True
    else:
        keep = (model.item != group) | (owner != hub)
    left = restricted(replace(model, must_open=must, may_be_unplaced=may), ~gone, keep)
    return left, np.where(gone, -1, np.cumsum(~gone) - 1)
