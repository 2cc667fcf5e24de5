"""A pool of constellations: their groups, costs and what they count for the rows over the plan."""

from collections import deque
from dataclasses import dataclass, field, replace

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.arrays import Int32Array
from optimizer.search.columns.formulation.grouped_model import Costs, GroupedModel
from optimizer.search.columns.formulation.pool_kernels import ColumnGroups, hash_columns, mark_undominated
from optimizer.search.columns.formulation.side_constraints import judge_columns


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Columns: a hub with its groups, its own first and the others ascending.

    Attributes
    ----------
    hub
        Shape ``(C,)``.
    start, group
        The groups of column ``c`` are ``group[start[c]:start[c + 1]]``.
    cost
        Shape ``(C,)``, not scaled.
    row
        Shape ``(R, C)``: what the column counts for each row over the plan.
    """

    hub: Int32Array
    start: IntArray
    group: Int32Array
    cost: IntArray
    row: IntArray

    def __len__(self) -> int:
        """Count the columns."""
        return len(self.hub)

    def take(self, chosen: IntArray) -> "Pool":
        """Give some of the columns, in the order asked for."""
        length = np.diff(self.start)[chosen]
        start = np.append(0, np.cumsum(length)).astype(np.int64)
        source = np.repeat(self.start[chosen] - start[:-1], length) + np.arange(int(start[-1]))
        return Pool(self.hub[chosen], start, self.group[source], self.cost[chosen], self.row[:, chosen])

    def holds(self, group: int) -> BoolArray:
        """Tell, shape ``(C,)``, which columns hold a group."""
        found = np.zeros(len(self), np.bool_)
        found[np.searchsorted(self.start, np.flatnonzero(self.group == group), side="right") - 1] = True
        return found

    def column_groups(self) -> ColumnGroups:
        """Give the groups of all columns for compiled code."""
        return ColumnGroups(self.start, self.group)

    def groups(self, column: int) -> Int32Array:
        """Give the groups of one column."""
        return self.group[int(self.start[column]) : int(self.start[column + 1])]


def pool_of(model: GroupedModel, hub: IntArray, start: IntArray, items: IntArray) -> Pool:
    """Make a pool of hubs with their items (numbers of ``GroupedModel.item``), items of a hub in any order.

    Constellations that do not mix as the model asks are not in it.
    """
    owner = np.repeat(np.arange(len(hub)), np.diff(start))
    items = items[np.lexsort((items, owner))]
    new_start = start + np.arange(len(start))
    group = np.empty(int(new_start[-1]) if len(start) else 0, np.int32)
    home = np.zeros(len(group), dtype=bool)
    home[new_start[:-1]] = True
    group[home], group[~home] = model.own[hub], model.item[items]
    satellites = np.bincount(owner, model.count[items], len(hub)).astype(np.int64) + model.own_count[hub]

    def total(costs: Costs) -> IntArray:
        ends = np.append(0, np.cumsum(costs.item[items]))
        value: IntArray = ends[start[1:]] - ends[start[:-1]] + costs.hub[hub] + costs.size[satellites]
        return value

    rows = np.array([total(row.costs) for row in model.rows], dtype=np.int64).reshape(len(model.rows), len(hub))
    pool = Pool(hub.astype(np.int32), new_start, group, total(model.objective), rows)
    if not model.has_side_constraints:
        return pool
    good, counts = np.zeros(len(hub), np.bool_), np.zeros((len(hub), 1 + len(rows)), np.int64)
    groups, families = np.zeros(len(model.member), np.int64), np.zeros(len(model.member), np.int64)
    judge_columns(model.side_constraints, pool.column_groups(), model.home[hub], good, counts, groups, families)
    pool = replace(pool, cost=pool.cost + counts[:, 0], row=pool.row + counts[:, 1:].T)
    return pool if good.all() else pool.take(np.flatnonzero(good))


def concatenated(pools: list[Pool]) -> Pool:
    """Put pools after one another."""
    offset = np.cumsum([0, *(int(pool.start[-1]) for pool in pools)])
    starts = [pool.start[:-1] + at for pool, at in zip(pools, offset[:-1], strict=True)]
    return Pool(
        np.concatenate([pool.hub for pool in pools]),
        np.concatenate([*starts, offset[-1:]]).astype(np.int64),
        np.concatenate([pool.group for pool in pools]),
        np.concatenate([pool.cost for pool in pools]),
        np.concatenate([pool.row for pool in pools], axis=1),
    )


def empty_pool(model: GroupedModel) -> Pool:
    """Give a pool without columns."""
    nothing = np.zeros(0, np.int64)
    return pool_of(model, nothing, np.zeros(1, np.int64), nothing)


@dataclass(slots=True, eq=False)
class RecentColumns:
    """Keeps the columns met at the latest evaluations, each evaluation being hubs and the items picked for each.

    ``n_steps`` counts all of them.
    """

    most: int
    n_steps: int = 0
    met: deque[tuple[IntArray, IntArray, IntArray]] = field(init=False)

    def __post_init__(self) -> None:
        self.met = deque(maxlen=self.most)

    def add(self, hubs: IntArray, n_items: IntArray, items: IntArray) -> None:
        """Keep what an evaluation met."""
        self.n_steps += 1
        self.met.append((hubs, n_items, items))

    def pool(self, model: GroupedModel) -> Pool:
        """Give all columns kept, without dominated ones."""
        if not self.met:
            return empty_pool(model)
        hubs, counts, items = (np.concatenate([met[part] for met in self.met]) for part in range(3))
        start = np.append(0, np.cumsum(counts)).astype(np.int64)
        return undominated(model, pool_of(model, hubs, start, items))


def undominated(model: GroupedModel, pool: Pool) -> Pool:
    """Keep of the columns with the same homes and the same row counts the cheapest, of those the lowest hub."""
    keep = _kept(model, pool, np.zeros(len(pool), np.int64))
    return pool if keep.all() else pool.take(np.flatnonzero(keep))


def with_new_columns(model: GroupedModel, pool: Pool, more: Pool) -> Pool:
    """Put those of some columns behind a pool that are not dominated by its own or by one another."""
    merged, first = concatenated([pool, more]), len(pool)
    keep = _kept(model, merged, (np.arange(len(merged)) >= first).astype(np.int64))
    keep[:first] = True
    return merged.take(np.flatnonzero(keep))


def _kept(model: GroupedModel, pool: Pool, rank: IntArray) -> BoolArray:
    columns, key = pool.column_groups(), np.zeros(len(pool), np.int64)
    hash_columns(columns, np.random.default_rng(20260101).integers(-(1 << 62), 1 << 62, model.n_groups), key)
    order = np.lexsort((pool.hub, pool.cost, rank, key))
    keep = np.empty(len(pool), dtype=np.bool_)
    mark_undominated(columns, order, key, pool.row, np.full(model.n_groups, -1, np.int64), keep)
    return keep
