"""Metres and minutes between homes over a network."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from geodata.distances import FloatArray, IntArray, Reach
from geodata.roads.graph import Graph
from geodata.roads.network import Network, Seeker
from geodata.roads.snapping import Snaps

Progress = Callable[[int, int], None]
"""Is told how many hub homes are done, of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The way of each asked pair.

    Attributes
    ----------
    metres, seconds
        Shape ``(P,)``; infinite where no way leads.
    """

    metres: FloatArray = field(repr=False)
    seconds: FloatArray = field(repr=False)


def ways_between(network: Network, homes: Snaps, hubs: Snaps, asked: Reach, progress: Progress | None = None) -> Ways:
    """Find the way from each home to each hub that is asked for.

    Parameters
    ----------
    asked
        The pairs, sorted by hub: ``point`` is a position in ``homes``, ``hub`` one in ``hubs``.
    """
    arcs = _Arcs.of(network)
    seeker = Seeker(network)
    metres, seconds = np.full(len(asked), np.inf), np.full(len(asked), np.inf)
    n_hubs = len(asked.start) - 1
    for hub in range(n_hubs):
        pairs = slice(int(asked.start[hub]), int(asked.start[hub + 1]))
        if pairs.start < pairs.stop:
            goal = arcs.along(hubs.street[[hub]], hubs.part[[hub]])
            start = arcs.along(homes.street[asked.point[pairs]], homes.part[asked.point[pairs]])
            metres[pairs], seconds[pairs] = _to_hub(seeker, goal, start, pairs.stop - pairs.start)
        if progress is not None:
            progress(hub + 1, n_hubs)
    return Ways(metres, seconds)


@dataclass(frozen=True, slots=True, eq=False)
class _Spots:
    """Places along arcs: each home has one for every direction that its street is open in.

    Attributes
    ----------
    home, arc
        Shape ``(n,)``.
    part
        Shape ``(n,)``: which part of the arc lies before the home.
    """

    home: IntArray
    arc: IntArray
    part: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Arcs:
    """The connected arcs of each street, -1 where there is none."""

    forth: IntArray
    back: IntArray

    @classmethod
    def of(cls, network: Network) -> "_Arcs":
        graph: Graph = network.graph
        found = np.full((2, len(graph.streets.way)), -1, np.int64)
        arcs = np.flatnonzero(network.connected)
        found[graph.along[arcs].astype(np.int64), graph.street[arcs]] = arcs
        return cls(found[1], found[0])

    def along(self, street: IntArray, part: FloatArray) -> _Spots:
        home = np.arange(len(street))
        arc = np.concatenate([self.forth[street], self.back[street]])
        there = arc >= 0
        return _Spots(np.concatenate([home, home])[there], arc[there], np.concatenate([part, 1 - part])[there])


def _to_hub(seeker: Seeker, goal: _Spots, start: _Spots, n_homes: int) -> tuple[FloatArray, FloatArray]:
    """Give metres and seconds to one hub, by home: the better of both directions to set out in."""
    graph = seeker.network.graph
    weight, seconds, metres = seeker.to(goal.arc, goal.part, start.arc)
    whole = graph.seconds[start.arc]
    weight -= start.part * whole * graph.rate[start.arc]
    seconds -= start.part * whole
    metres -= start.part * graph.metres[start.arc]
    for arc, part in zip(goal.arc, goal.part, strict=True):
        ahead = (start.arc == arc) & (start.part <= part)
        share = part - start.part[ahead]
        weight[ahead] = share * whole[ahead] * graph.rate[arc]
        seconds[ahead] = share * whole[ahead]
        metres[ahead] = share * graph.metres[arc]
    order = np.lexsort((start.arc, weight, start.home))
    _, best = np.unique(start.home[order], return_index=True)
    chosen = order[best]
    reached = np.isfinite(weight[chosen])
    found_m, found_s = np.full(n_homes, np.inf), np.full(n_homes, np.inf)
    found_m[start.home[chosen[reached]]] = metres[chosen[reached]]
    found_s[start.home[chosen[reached]]] = seconds[chosen[reached]]
    return found_m, found_s
