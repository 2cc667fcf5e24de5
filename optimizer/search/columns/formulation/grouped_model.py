"""A model with families that stay together made one item, hubs that cannot open removed, idle capacities dropped.

Every later step works on groups (families that must be together; mostly one family) and on items (a group that may
join a hub), so that ``together`` needs no further thought: a constellation is a hub's own group and some items.
"""

from dataclasses import dataclass, field

import numpy as np

from optimizer.model import BoolArray, IntArray, Lack, Linear, Load, Model
from optimizer.search.columns.formulation.side_constraints import Lacks, Mixes, SideConstraints


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """A ``Linear`` over groups and items.

    Attributes
    ----------
    unplaced
        Shape ``(G,)``, for each unplaced group.
    item
        Shape ``(I,)``, for each item at its hub.
    hub
        Shape ``(M,)``, for each open hub with the rest of its own group.
    size
        Shape ``(K + 1,)``, by number of satellites.
    constant
        Added to every plan.
    on_unplaced, on_item, on_hub, on_size
        Whether anything of that kind costs something; asked in every step of a bound.
    """

    unplaced: IntArray
    item: IntArray
    hub: IntArray
    size: IntArray
    constant: int
    on_unplaced: bool = field(init=False)
    on_item: bool = field(init=False)
    on_hub: bool = field(init=False)
    on_size: bool = field(init=False)

    def __post_init__(self) -> None:
        for kind in ("unplaced", "item", "hub", "size"):
            object.__setattr__(self, f"on_{kind}", bool(getattr(self, kind).any()))


@dataclass(frozen=True, slots=True, eq=False)
class LinkingRow:
    """A row over the whole plan, ``low ≤ costs ≤ high``; ``lacks`` where it counts lacks (``SideConstraints``)."""

    costs: Costs
    low: int | None
    high: int | None
    lacks: bool = False

    @property
    def on_hubs_alone(self) -> bool:
        """Whether nothing but which hubs open counts."""
        return not (self.costs.on_unplaced or self.costs.on_item or self.costs.on_size or self.lacks)


@dataclass(frozen=True, slots=True, eq=False)
class GroupedModel:
    """What column generation reads; ``G`` groups, ``M`` hubs, ``I`` items, ``E`` loads, ``R`` rows.

    Attributes
    ----------
    member, member_start
        The families of group ``g`` are ``member[member_start[g]:member_start[g + 1]]``.
    hub
        Shape ``(M,)``: the hub's number in the model.
    home, own
        Shape ``(M,)``: the family that is the hub home, and its group.
    start, item
        The items of hub ``h`` are ``start[h]:start[h + 1]``; ``item`` holds their groups, ascending.
    count
        Shape ``(I,)``: satellites in the item.
    load
        Shape ``(E, I)``: what the item counts for each load.
    low, high
        Shape ``(M,)``: fewest and most satellites beside those of the hub's own group.
    own_count
        Shape ``(M,)``: satellites in the hub's own group.
    load_low, load_high
        Shape ``(E, M)``: limits on the load of the items, what the own group counts taken off.
    must_open
        Shape ``(M,)``.
    may_be_unplaced
        Shape ``(G,)``.
    apart, apart_start
        The groups that may not be with group ``g`` are ``apart[apart_start[g]:apart_start[g + 1]]``.
    objective, rows
        The objective, and the rows over the plan as a whole, which link constellations.
    side_constraints
        What a constellation must satisfy, or counts, that is no sum.
    impossible
        Whether some hub that must open cannot.
    """

    member: IntArray
    member_start: IntArray
    hub: IntArray
    home: IntArray
    own: IntArray
    start: IntArray
    item: IntArray
    count: IntArray
    load: IntArray
    low: IntArray
    high: IntArray
    own_count: IntArray
    load_low: IntArray
    load_high: IntArray
    must_open: BoolArray
    may_be_unplaced: BoolArray
    apart: IntArray
    apart_start: IntArray
    objective: Costs
    rows: tuple[LinkingRow, ...]
    side_constraints: SideConstraints
    impossible: bool

    @property
    def n_groups(self) -> int:
        """Number of groups, ``G``."""
        return len(self.member_start) - 1

    @property
    def n_hubs(self) -> int:
        """Number of hubs that can open, ``M``."""
        return len(self.hub)

    @property
    def has_side_constraints(self) -> bool:
        """Whether anything about a constellation is no sum."""
        return bool(self.side_constraints.any())

    @property
    def has_apart(self) -> bool:
        """Whether any two groups may not be together."""
        return len(self.apart) > 0


def group_families(model: Model, objective: Linear) -> GroupedModel:
    """Make families that stay together one item, and drop what cannot be in any plan."""
    group_of = _groups(model)
    n_groups = int(group_of.max(initial=-1)) + 1
    size_of = np.bincount(group_of, minlength=n_groups)
    apart, torn = _apart(model, group_of, n_groups)
    own = group_of[model.hub_family]

    # One run of pairs for each hub and group.
    order = np.lexsort((model.family, group_of[model.family], model.hub))
    pair_hub, pair_group = model.hub[order], group_of[model.family][order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (pair_hub[1:] != pair_hub[:-1]) | (pair_group[1:] != pair_group[:-1])
    first = np.flatnonzero(fresh)
    run_hub, run_group = pair_hub[first], pair_group[first]
    run_size = np.diff(np.append(first, len(order)))
    is_own = run_group == own[run_hub]

    def by_run(values: IntArray) -> IntArray:
        return np.add.reduceat(values[order], first) if len(first) else np.zeros(0, np.int64)

    def by_own(values: IntArray) -> IntArray:
        total = np.zeros(model.n_hubs, np.int64)
        total[run_hub[is_own]] = by_run(values)[is_own]
        return total

    own_count = by_own(np.ones(model.n_pairs, np.int64))
    good = model.may_open & (own_count == size_of[own] - 1) & ~torn[own] & (own_count <= model.high)
    loads = [_remaining(load, by_own(load.weight[model.family])) for load in model.loads]
    for _, high in loads:
        good &= high >= 0

    # The home of a hub that must open is nowhere but there.
    at_own_hub = np.zeros(n_groups, dtype=bool)
    at_own_hub[own[model.must_open]] = True
    keep = ~at_own_hub[run_group] & ~is_own & (run_size == size_of[run_group]) & ~torn[run_group] & good[run_hub]
    if len(apart):
        keys = own[run_hub] * n_groups + run_group
        keep &= ~np.isin(keys, apart[:, 0] * n_groups + apart[:, 1])
    keep &= run_size <= (model.high - own_count)[run_hub]
    for load, (_, high) in zip(model.loads, loads, strict=True):
        keep &= by_run(load.weight[model.family]) <= high[run_hub]

    hubs = np.flatnonzero(good)
    renumber = np.cumsum(good) - 1
    item_hub = renumber[run_hub[keep]]
    start = np.searchsorted(item_hub, np.arange(len(hubs) + 1)).astype(np.int64)
    members = np.argsort(group_of, kind="stable").astype(np.int64)
    member_start = np.append(0, np.cumsum(size_of)).astype(np.int64)

    def costs(linear: Linear) -> Costs:
        unplaced = np.bincount(group_of, weights=None, minlength=n_groups).astype(np.int64) * 0
        np.add.at(unplaced, group_of, linear.unplaced)
        return Costs(
            unplaced,
            by_run(linear.pair)[keep],
            (linear.hub + by_own(linear.pair))[hubs],
            linear.size.astype(np.int64),
            int(linear.constant),
        )

    may = np.ones(n_groups, dtype=bool)
    np.logical_and.at(may, group_of, model.may_be_unplaced)
    may &= ~at_own_hub
    said = [row for row in model.rows if row.low is not None or row.high is not None]
    rows = tuple(LinkingRow(costs(row.linear), row.low, row.high, row.linear.lack is not None) for row in said)
    for row in rows:
        if row.high is not None and _only_unplaced(row.costs):
            may &= row.costs.unplaced <= row.high - row.costs.constant
    count = run_size[keep].astype(np.int64)
    load_rows = [
        _binding(by_run(load.weight[model.family])[keep], low[hubs], high[hubs], item_hub)
        for load, (low, high) in zip(model.loads, loads, strict=True)
    ]
    binding = [row for row in load_rows if row is not None]
    return GroupedModel(
        member=members,
        member_start=member_start,
        hub=hubs.astype(np.int64),
        home=model.hub_family[hubs],
        own=own[hubs],
        start=start,
        item=run_group[keep].astype(np.int64),
        count=count,
        load=_stack([row[0] for row in binding], len(count)),
        low=np.maximum(model.low - own_count, 0)[hubs],
        high=(model.high - own_count)[hubs],
        own_count=own_count[hubs],
        load_low=_stack([row[1] for row in binding], len(hubs)),
        load_high=_stack([row[2] for row in binding], len(hubs)),
        must_open=model.must_open[hubs],
        may_be_unplaced=may,
        apart=apart[:, 1].copy() if len(apart) else np.zeros(0, np.int64),
        apart_start=np.searchsorted(apart[:, 0], np.arange(n_groups + 1)).astype(np.int64),
        objective=costs(objective),
        rows=rows,
        side_constraints=_side_constraints(model, [objective, *(row.linear for row in said)], members, member_start),
        impossible=bool((model.must_open & ~good).any()) or int(at_own_hub.sum()) < int(model.must_open.sum()),
    )


def _groups(model: Model) -> IntArray:
    parent = np.arange(model.n_families)
    for left, right in model.together:
        a, b = int(left), int(right)
        while parent[a] != a:
            a = int(parent[a])
        while parent[b] != b:
            b = int(parent[b])
        parent[max(a, b)] = min(a, b)
    for family in range(model.n_families if len(model.together) else 0):
        parent[family] = parent[parent[family]]
    return np.unique(parent, return_inverse=True)[1].astype(np.int64)


def _apart(model: Model, group_of: IntArray, n_groups: int) -> tuple[IntArray, BoolArray]:
    """Both ways round, sorted; and the groups that hold two families who may not be together."""
    torn = np.zeros(n_groups, dtype=bool)
    if not len(model.apart):
        return np.zeros((0, 2), np.int64), torn
    pairs = group_of[model.apart]
    same = pairs[:, 0] == pairs[:, 1]
    torn[pairs[same, 0]] = True
    pairs = pairs[~same]
    return np.unique(np.vstack([pairs, pairs[:, ::-1]]), axis=0), torn


def _remaining(load: Load, of_own: IntArray) -> tuple[IntArray, IntArray]:
    taken = load.own + of_own
    return np.maximum(load.low - taken, 0), load.high - taken


def _binding(
    load: IntArray, low: IntArray, high: IntArray, hub: IntArray
) -> tuple[IntArray, IntArray, IntArray] | None:
    total = np.zeros(len(low), np.int64)
    np.add.at(total, hub, load)
    if (low <= 0).all() and (total <= high).all():
        return None
    step = int(np.gcd.reduce(load, initial=0)) or 1
    return load // step, -(-low // step), np.minimum(high, total) // step


def _stack(rows: list[IntArray], width: int) -> IntArray:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def _only_unplaced(costs: Costs) -> bool:
    return bool((costs.unplaced >= 0).all()) and not (costs.on_item or costs.on_hub or costs.on_size)


def _side_constraints(model: Model, linears: list[Linear], member: IntArray, member_start: IntArray) -> SideConstraints:
    """Gather what is judged of a constellation as a whole; ``linears`` are the objective and the rows."""
    share = [mix.share or (1, 1) for mix in model.mixes]
    mixes = Mixes(
        np.array([mix.group for mix in model.mixes], np.int64).reshape(len(model.mixes), model.n_families),
        np.array([mix.least for mix in model.mixes], np.int64),
        np.array([part for part, _ in share], np.int64),
        np.array([whole for _, whole in share], np.int64),
    )
    lacks = [(number, linear.lack) for number, linear in enumerate(linears) if linear.lack is not None]
    anchor = np.concatenate([np.zeros(0, np.int64), *(lack.anchor for _, lack in lacks)])
    order = np.argsort(anchor, kind="stable")
    helpers = [part for _, lack in lacks for part in _helpers(lack)]
    helpers = [helpers[i] for i in order]
    values = np.concatenate([np.zeros(0, np.int64), *(np.full(len(lack.anchor), number) for number, lack in lacks)])
    as_hub = np.concatenate([np.zeros(0, np.bool_), *(np.full(len(lack.anchor), lack.as_hub) for _, lack in lacks)])
    return SideConstraints(
        member,
        member_start,
        mixes,
        Lacks(
            np.searchsorted(anchor[order], np.arange(model.n_families + 1)).astype(np.int64),
            values[order].astype(np.int64),
            as_hub[order],
            np.concatenate([np.zeros(0, np.int64), *helpers]),
            np.append(0, np.cumsum([len(part) for part in helpers])).astype(np.int64),
        ),
    )


def _helpers(lack: Lack) -> list[IntArray]:
    return [lack.helper[lack.start[i] : lack.start[i + 1]] for i in range(len(lack.anchor))]
