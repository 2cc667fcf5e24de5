"""A problem as arrays of whole numbers: what every strategy reads, and no solver is named.

Choose which hubs open (``y_h``) and which family is a satellite of which hub (``x_p``, one number per admissible pair
``p`` of a family and a hub); a family in neither role is unplaced (``u_f``). For every family ``f``::

    Σ_{p: family[p] = f} x_p  +  Σ_{h: hub_family[h] = f} y_h  +  u_f  =  1,        x_p ≤ y_{hub(p)}

All arrays are read-only. ``n`` families, ``m`` hubs, ``P`` pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Lack:
    """Counts who is without any of its helpers in its own constellation.

    Item ``i`` counts ``1`` where family ``anchor[i]`` is in a constellation (only as its hub home where ``as_hub``) and
    no family of ``helper[start[i]:start[i + 1]]`` is in the same one. About one constellation alone.

    Attributes
    ----------
    anchor
        Shape ``(L,)``.
    start
        Shape ``(L + 1,)``.
    helper
        Families, ascending within an item, never the anchor.
    """

    anchor: IntArray
    start: IntArray
    helper: IntArray
    as_hub: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Counts the groups of families whose placed families are in more than one constellation.

    Attributes
    ----------
    start
        Shape ``(G + 1,)``.
    member
        Families, ascending within a group.
    """

    start: IntArray
    member: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A whole-numbered value of a plan, linear in its choices but for the parts that ``size`` and below name.

    value = constant + Σ unplaced[f]·u_f + Σ pair[p]·x_p + Σ hub[h]·y_h + Σ_{h open} size[number of satellites of h]
            + lack + spread

    Attributes
    ----------
    unplaced
        Shape ``(n,)``, for each family that is unplaced.
    pair
        Shape ``(P,)``, for each satellite at its hub, in the order of ``Model.family``.
    hub
        Shape ``(m,)``, for each open hub.
    size
        Shape ``(K + 1,)``, convex, for each open hub by its number of satellites; ``K`` is the largest ``Model.high``.
    lack, spread
        Counts that are not linear, where there are any.
    """

    unplaced: IntArray
    pair: IntArray
    hub: IntArray
    size: IntArray
    constant: int = 0
    lack: Lack | None = None
    spread: Spread | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing but sums and sizes is in it."""
        return self.lack is None and self.spread is None

    @property
    def counts_families_only(self) -> bool:
        """Whether it looks at nothing but who is unplaced."""
        return not (self.pair.any() or self.hub.any() or self.size.any())


@dataclass(frozen=True, slots=True, eq=False)
class Bottleneck:
    """A value of a plan that is the largest of its pairs' numbers, and 0 where it uses no pair.

    Attributes
    ----------
    pair
        Shape ``(P,)``, not negative.
    """

    pair: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """``low ≤ linear ≤ high`` over the whole plan; ``None`` is no limit. ``key`` names the rule or tier behind it.

    ``tight`` says that it is proved that no plan comes below ``high``, so that every plan has just that.
    """

    key: str
    linear: Linear
    low: int | None = None
    high: int | None = None
    tight: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """A capacity of each open hub: ``low[h] ≤ own[h] + Σ_{satellites f of h} weight[f] ≤ high[h]``.

    Attributes
    ----------
    key
        The rule it comes from.
    weight
        Shape ``(n,)``, not negative.
    own, low, high
        Shape ``(m,)``; what the hub home itself counts, and its limits.
    """

    key: str
    weight: IntArray
    own: IntArray
    low: IntArray
    high: IntArray

    def among(self, families: IntArray | BoolArray, hubs: IntArray) -> "Load":
        """Give the capacity of some hubs for some families, numbered anew."""
        return Load(self.key, self.weight[families], self.own[hubs], self.low[hubs], self.high[hubs])


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """A constellation has homes of several groups: at least ``least`` groups, none with more than a share.

    Homes are the hub home and the satellites. ``share`` is a numerator and a denominator: ``count ≤ homes · a / b``.

    Attributes
    ----------
    group
        Shape ``(n,)``: the group of each family, from 0.
    """

    key: str
    group: IntArray
    least: int = 1
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The choices that the rules leave, as arrays.

    Attributes
    ----------
    hub_family
        Shape ``(m,)``: the family that is the hub home of each hub. A family is there more than once only where hubs
        are copied (one copy for each wave of a roll-out); of its copies one at most opens, as it is in one place.
    start
        Shape ``(m + 1,)``: the pairs of hub ``h`` are ``start[h]:start[h + 1]``.
    family
        Shape ``(P,)``: the satellite of each pair, ascending within a hub, never the hub's own family.
    low, high
        Shape ``(m,)``: fewest and most satellites of each hub when it opens.
    must_open
        Shape ``(m,)``: hubs that open in every plan.
    may_open
        Shape ``(m,)``: hubs that may open at all.
    may_be_unplaced
        Shape ``(n,)``: families that need not be in a constellation.
    loads
        Further capacities of each hub.
    apart
        Shape ``(a, 2)``: pairs of families never in one constellation, as hub home or satellite.
    together
        Shape ``(t, 2)``: pairs of families in the same constellation, or both unplaced.
    rows
        Limits on the plan as a whole.
    mixes
        Groups that every constellation must mix.
    """

    n_families: int
    hub_family: IntArray
    start: IntArray
    family: IntArray
    low: IntArray
    high: IntArray
    must_open: BoolArray
    may_open: BoolArray
    may_be_unplaced: BoolArray
    loads: tuple[Load, ...]
    apart: IntArray
    together: IntArray
    rows: tuple[Row, ...] = ()
    mixes: tuple[Mix, ...] = ()

    @property
    def n_hubs(self) -> int:
        """Number of candidate hubs, ``m``."""
        return len(self.hub_family)

    @property
    def copied(self) -> bool:
        """Whether some family is the hub home of more than one hub."""
        return len(np.unique(self.hub_family)) < self.n_hubs

    @property
    def n_pairs(self) -> int:
        """Number of admissible pairs, ``P``."""
        return len(self.family)

    @property
    def hub(self) -> IntArray:
        """Shape ``(P,)``: the hub of each pair."""
        return np.repeat(np.arange(self.n_hubs), np.diff(self.start))

    @property
    def size_limit(self) -> int:
        """``K``: the largest number of satellites that any hub may have."""
        return int(self.high.max(initial=0))

    @property
    def plain(self) -> bool:
        """Whether each limit is one on constellations or a sum over them: no limit looks at what is spread."""
        return all(row.linear.spread is None for row in self.rows)

    @property
    def nothing(self) -> Linear:
        """A value that is 0 for every plan: to ask for any plan at all."""
        return Linear(
            unplaced=np.zeros(self.n_families, dtype=np.int64),
            pair=np.zeros(self.n_pairs, dtype=np.int64),
            hub=np.zeros(self.n_hubs, dtype=np.int64),
            size=np.zeros(self.size_limit + 1, dtype=np.int64),
        )

    def holding(self, *rows: Row) -> "Model":
        """Give the model with further rows over the plan, such as a tier above that must not get worse."""
        return replace(self, rows=(*self.rows, *rows))


def without_pairs(
    model: Model, values: Sequence[Linear | Bottleneck], keep: BoolArray
) -> tuple[Model, tuple[Linear | Bottleneck, ...]]:
    """Take pairs away from a model and from values in its terms.

    Parameters
    ----------
    keep
        Shape ``(P,)``: the pairs that stay.
    """

    def kept(linear: Linear) -> Linear:
        return replace(linear, pair=linear.pair[keep], size=linear.size[: longest + 1])

    n_pairs = np.bincount(model.hub[keep], minlength=model.n_hubs).astype(np.int64)
    high = np.minimum(model.high, n_pairs)
    may_open = model.may_open & (model.low <= high)
    high = np.where(may_open, high, 0)
    longest = int(high.max(initial=0))
    smaller = replace(
        model,
        start=np.concatenate([[0], np.cumsum(n_pairs)]).astype(np.int64),
        family=model.family[keep],
        low=np.where(may_open, model.low, 0),
        high=high,
        may_open=may_open,
        rows=tuple(replace(row, linear=kept(row.linear)) for row in model.rows),
    )
    return smaller, tuple(
        Bottleneck(value.pair[keep]) if isinstance(value, Bottleneck) else kept(value) for value in values
    )


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A plan in terms of a model: for each family the hub it belongs to.

    Attributes
    ----------
    hub_of
        Shape ``(n,)``: the hub of each family, as its hub home or as a satellite, or -1 when unplaced.
    """

    hub_of: IntArray

    def renumbered(self, number: IntArray) -> "Choice":
        """Give the same choice where hub ``h`` is called ``number[h]``."""
        return Choice(np.where(self.hub_of < 0, -1, number[self.hub_of]))
