"""A problem as arrays of whole numbers: what every strategy reads, and no solver is named.

Choose which hubs open (``y_h``) and which family is a satellite of which hub (``x_p``, one number per admissible pair
``p`` of a family and a hub); a family in neither role is unplaced (``u_f``). For every family ``f``::

    Σ_{p: family[p] = f} x_p  +  Σ_{h: hub_family[h] = f} y_h  +  u_f  =  1,        x_p ≤ y_{hub(p)}

All arrays are read-only. ``n`` families, ``m`` hubs, ``P`` pairs.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A whole-numbered value of a plan, linear in its choices but for the size of a constellation.

    value = constant + Σ unplaced[f]·u_f + Σ pair[p]·x_p + Σ hub[h]·y_h + Σ_{h open} size[number of satellites of h]

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
    """

    unplaced: IntArray
    pair: IntArray
    hub: IntArray
    size: IntArray
    constant: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """``low ≤ linear ≤ high`` over the whole plan; ``None`` is no limit. ``key`` names the rule or tier behind it."""

    key: str
    linear: Linear
    low: int | None = None
    high: int | None = None


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


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The choices that the rules leave, as arrays.

    Attributes
    ----------
    hub_family
        Shape ``(m,)``: the family that is the hub home of each hub; no family twice.
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

    @property
    def n_hubs(self) -> int:
        """Number of candidate hubs, ``m``."""
        return len(self.hub_family)

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

    def holding(self, *rows: Row) -> "Model":
        """Give the model with further rows over the plan, such as a tier above that must not get worse."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A plan in terms of a model: for each family the hub it belongs to.

    Attributes
    ----------
    hub_of
        Shape ``(n,)``: the hub of each family, as its hub home or as a satellite, or -1 when unplaced.
    """

    hub_of: IntArray
