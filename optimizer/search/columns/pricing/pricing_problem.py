"""What each hub may hold and what it costs at given duals, as arrays for compiled code."""

from optimizer.model import IntArray
from optimizer.search.columns.formulation.side_constraints import SideConstraints


class HubItems:
    """The items of every hub: those of hub ``h`` are ``start[h]:start[h + 1]``.

    Attributes
    ----------
    item, count
        Shape ``(I,)``: the group of each item, and its satellites.
    load
        Shape ``(E, I)``: what the item counts for each load.
    most
        The largest number of items of one hub.
    """

    def __init__(self, start: IntArray, item: IntArray, count: IntArray, load: IntArray, most: int) -> None:
        self.start = start
        self.item = item
        self.count = count
        self.load = load
        self.most = most


class HubLimits:
    """The limits of every hub on what it may hold beside its own group.

    Attributes
    ----------
    low, high
        Shape ``(M,)``: fewest and most satellites.
    load_low, load_high
        Shape ``(E, M)``: limits on each load.
    own, own_count, home
        Shape ``(M,)``: the hub's own group, the satellites in it, and the family that is the hub home.
    """

    def __init__(
        self,
        low: IntArray,
        high: IntArray,
        load_low: IntArray,
        load_high: IntArray,
        own: IntArray,
        own_count: IntArray,
        home: IntArray,
    ) -> None:
        self.low = low
        self.high = high
        self.load_low = load_low
        self.load_high = load_high
        self.own = own
        self.own_count = own_count
        self.home = home


class PricingProblem:
    """The pricing problem of every hub, without costs.

    Attributes
    ----------
    items, limits
        What each hub may hold.
    apart, apart_start
        The groups that may not be with group ``g`` are ``apart[apart_start[g]:apart_start[g + 1]]``.
    side_constraints
        What a constellation must satisfy, or counts, that is no sum.
    counts_satellites
        Whether the number of satellites matters for limits or costs.
    """

    def __init__(
        self,
        items: HubItems,
        limits: HubLimits,
        apart: IntArray,
        apart_start: IntArray,
        side_constraints: SideConstraints,
        counts_satellites: bool,
    ) -> None:
        self.items = items
        self.limits = limits
        self.apart = apart
        self.apart_start = apart_start
        self.side_constraints = side_constraints
        self.counts_satellites = counts_satellites


class DualCosts:
    """Scaled costs at given duals, the linking rows priced in; the duals of groups and cuts are still to be taken off.

    Attributes
    ----------
    dual
        Shape ``(G,)``: the duals of the groups.
    item, hub
        Shapes ``(I,)`` and ``(M,)``: of each item, and of each open hub.
    size
        Shape ``(K + 1,)``: by the number of satellites.
    lack
        What one lack costs, in the objective and in each linking row.
    """

    def __init__(self, dual: IntArray, item: IntArray, hub: IntArray, size: IntArray, lack: IntArray) -> None:
        self.dual = dual
        self.item = item
        self.hub = hub
        self.size = size
        self.lack = lack
