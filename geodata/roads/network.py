"""Everything that a question about ways needs: the states of travel, the turns between them, and what is connected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from geodata.distances import FloatArray, IntArray
from geodata.roads.extract import Extract
from geodata.roads.graph import BoolArray, Graph, street_graph
from geodata.roads.kernel import METRES, SECONDS, WEIGHT, ShortArray, components, ways_to
from geodata.roads.restrictions import Restriction
from geodata.roads.speeds import Speeds
from geodata.roads.turns import Turns, doubled, turns_of

_PASSING_RESTRICTED_S: Final = 3000.0
"""Weight of passing a restricted road: no detour of a reasonable length costs as much."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """States of travel: going along an arc, knowing whatever restrictions ask of where one came from.

    Attributes
    ----------
    graph
        The streets.
    connected
        Shape ``(A,)``: the arcs of the largest part from where every arc of it can be reached.
    original
        Shape ``(S,)``: the arc of each state.
    start
        Shape ``(A,)``: the state of a journey that begins on an arc.
    by_arc, first_of_arc
        The states of arc ``a`` are ``by_arc[first_of_arc[a]:first_of_arc[a + 1]]``: a journey may end in any.
    first, before, turn, going
        Turns and states with their weight, seconds and metres, as :func:`geodata.roads.kernel.ways_to` takes them.
    """

    graph: Graph
    connected: BoolArray = field(repr=False)
    original: IntArray = field(repr=False)
    start: IntArray = field(repr=False)
    by_arc: IntArray = field(repr=False)
    first_of_arc: IntArray = field(repr=False)
    first: IntArray = field(repr=False)
    before: ShortArray = field(repr=False)
    turn: FloatArray = field(repr=False)
    going: FloatArray = field(repr=False)


def network_of(extract: Extract, speeds: Speeds) -> Network:
    """Make the network of a mode from the roads of an extract."""
    return _joined(street_graph(extract, speeds), speeds, extract.restrictions)


def _joined(graph: Graph, speeds: Speeds, restrictions: Iterable[Restriction]) -> Network:
    plain = turns_of(graph, speeds, restrictions)
    connected = _largest_part(graph, plain)
    turns, extra, leaving = doubled(plain, graph.restricted, _PASSING_RESTRICTED_S)
    n_states, original = len(turns.original), turns.original
    order = np.lexsort((turns.before, turns.after))
    by_arc = np.argsort(original, kind="stable")
    return Network(
        graph,
        connected,
        original,
        leaving[: len(graph)],
        by_arc,
        _starts(original[by_arc], len(graph)),
        _starts(turns.after[order], n_states),
        turns.before[order].astype(np.int32),
        np.column_stack([turns.seconds + extra, turns.seconds])[order],
        np.column_stack([graph.seconds * graph.rate, graph.seconds, graph.metres])[original],
    )


def _starts(ascending: IntArray, n: int) -> IntArray:
    return np.searchsorted(ascending, np.arange(n + 1)).astype(np.int64)


def _largest_part(graph: Graph, turns: Turns) -> BoolArray:
    """Find the arcs of the strongly connected component that holds most metres, by the turns that are allowed."""
    n_states = len(turns.original)
    component = np.full(n_states, -1, np.int32)
    found = components(
        _starts(turns.before, n_states),
        turns.after.astype(np.int32),
        component,
        np.zeros(n_states, np.int32),
        np.zeros(n_states, np.int32),
        np.zeros(n_states, np.int32),
        np.zeros(n_states, np.int32),
        np.zeros(n_states, np.int64),
    )
    length = np.bincount(component, weights=graph.metres[turns.original], minlength=found)
    within = component == (int(np.argmax(length)) if found else -1)
    arcs = np.zeros(len(graph), np.bool_)
    arcs[turns.original[within]] = True
    return arcs


class Seeker:
    """Asks a network for ways, to one goal after another.

    Parameters
    ----------
    network
        What is asked. Room to work in is kept from one goal to the next.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        n_states, n_turns = len(network.original), len(network.before)
        self._found, self._mark = np.empty((n_states, 3)), np.zeros(n_states, np.uint8)
        self._key, self._state = np.empty(2 * n_turns + 1), np.empty(2 * n_turns + 1, np.int32)

    def to(self, arcs: IntArray, parts: FloatArray, starts: IntArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Find ways from the beginning of arcs to a place.

        Parameters
        ----------
        arcs, parts
            The arcs that the place lies on, and which part of each leads to it.
        starts
            Shape ``(n,)``: arcs.

        Returns
        -------
        weight, seconds, metres
            Shape ``(n,)``; weight is infinite where no way leads from there.
        """
        net = self.network
        spans = [net.by_arc[net.first_of_arc[arc] : net.first_of_arc[arc + 1]] for arc in arcs]
        goals = np.concatenate(spans)
        shares = np.repeat(parts, [len(span) for span in spans])
        states = net.start[starts]
        self._found.fill(np.inf)
        ways_to(
            net.first, net.before, net.turn, net.going, goals, shares, np.unique(states), self._mark, self._found,
            self._key, self._state,
        )  # fmt: skip
        found = self._found[states]
        return found[:, WEIGHT], found[:, SECONDS], found[:, METRES]
