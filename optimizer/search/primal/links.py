"""How constellations hang together: grow a tile of neighbouring ones around a seed."""

import cython

if not cython.compiled:
    from optimizer.search.primal.records import Records
    from optimizer.search.primal.state import SearchState


class Frontier:
    """Constellations of a plan, and scratch lists to grow a tile of them.

    Attributes
    ----------
    member_begin, members
        The families of hub ``h`` are ``members[member_begin[h]:member_begin[h + 1]]``.
    frontier
        Shape ``(m,)``: hubs that may come next.
    links
        Shape ``(m,)``: how often families of the tile have each among their nearest hubs; 0 at first.
    """

    member_begin: "Records[int]"
    members: "Records[int]"
    frontier: "Records[int]"
    links: "Records[int]"


def grow_tile(
    state: "SearchState", around: "Frontier", hub_of: "Records[int]", seed: int, n_most: int,
    busy: "Records[bool]", chosen: "Records[bool]",
) -> None:  # fmt: skip
    """Add constellations around a seed to those chosen, until those added hold ``n_most`` families.

    Next is always the one that most of the nearest hubs of families chosen so far belong to.

    Parameters
    ----------
    state
        The whole model; its plan is not read.
    around
        The constellations of the plan; its scratch lists are changed.
    hub_of
        Shape ``(n,)``: the plan.
    seed
        An open hub.
    n_most
        No further constellation is added once there are so many families.
    busy
        Shape ``(n,)``: families of constellations that stay out.
    chosen
        Shape ``(m,)``: changed.
    """
    with cython.nogil:
        size = 0
        n_frontier = 1
        around.frontier[0] = seed
        around.links[seed] = 1
        while n_frontier > 0 and size < n_most:
            best = 0
            for number in range(1, n_frontier):
                if around.links[around.frontier[number]] > around.links[around.frontier[best]]:
                    best = number
            hub = around.frontier[best]
            n_frontier -= 1
            around.frontier[best] = around.frontier[n_frontier]
            if chosen[hub] or busy[state.hubs[hub].home]:
                continue
            chosen[hub] = True
            size += around.member_begin[hub + 1] - around.member_begin[hub]
            for place in range(around.member_begin[hub], around.member_begin[hub + 1]):
                family = around.members[place]
                begin = state.families[family].near_begin
                for item in range(begin, min(state.families[family].near_end, begin + 16)):
                    other = hub_of[state.hubs[state.near_families[item].hub].home]
                    if other >= 0:
                        if around.links[other] == 0:
                            around.frontier[n_frontier] = other
                            n_frontier += 1
                        around.links[other] += 1


def mark_families(
    state: "SearchState", hub_of: "Records[int]", opened: "Records[int]", chosen: "Records[bool]",
    busy: "Records[bool]", inside: "Records[bool]",
) -> None:  # fmt: skip
    """Mark the families of the chosen hubs, and the unplaced ones for whose group one of these is the nearest.

    A group with nobody placed near it goes with the hub that its nearest candidate draws, so that all of a quarter
    without a constellation is in one tile.

    Parameters
    ----------
    state, hub_of, chosen, busy
        As for :func:`grow_tile`.
    opened
        The hubs of the plan, ascending.
    inside
        Shape ``(n,)``: filled.
    """
    with cython.nogil:
        for family in range(len(hub_of)):
            hub = hub_of[family]
            if hub < 0 and len(opened) > 0:
                hub = nearest_hub(state, hub_of, opened, state.groups[state.families[family].group_begin])
            inside[family] = hub >= 0 and chosen[hub] and not busy[family]


def nearest_hub(state: "SearchState", hub_of: "Records[int]", opened: "Records[int]", family: int) -> int:
    """Give the hub of the nearest home that is placed, or one that the nearest candidate draws."""
    begin, end = state.families[family].near_begin, state.families[family].near_end
    for item in range(begin, end):
        other = hub_of[state.hubs[state.near_families[item].hub].home]
        if other >= 0:
            return other
    nearest = state.near_families[begin].hub if begin < end else family
    return opened[(nearest * 7919) % len(opened)]
