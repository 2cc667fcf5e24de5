"""Which arc may follow which, and what the turn costs: junctions, barriers, turn restrictions, restricted roads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from geodata.distances import FloatArray, IntArray
from geodata.roads.graph import BoolArray, Graph
from geodata.roads.modes import Mode
from geodata.roads.restrictions import Restriction
from geodata.roads.speeds import Speeds

_RIGHT_BIAS: Final = {Mode.CAR: 1.075, Mode.BICYCLE: 1.4, Mode.FOOT: 1.0}
"""How much lighter a turn to the right is than one to the left, where people drive on the right."""

_LONGEST_VIA: Final = 12
"""Streets that the ways between start and end of a restriction are split into at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """Turns from one arc into the next.

    Arcs beyond those of the graph are copies, which remember where somebody came from: ``original`` tells of what.

    Attributes
    ----------
    original
        Shape ``(S,)``: the arc of the graph that each state runs along; the first of them are the arcs themselves.
    before, after
        Shape ``(T,)``: states.
    seconds
        Shape ``(T,)``: lost at the turn.
    """

    original: IntArray = field(repr=False)
    before: IntArray = field(repr=False)
    after: IntArray = field(repr=False)
    seconds: FloatArray = field(repr=False)


def turns_of(graph: Graph, speeds: Speeds, restrictions: Iterable[Restriction]) -> Turns:
    """Find every turn that is allowed, with the seconds it costs."""
    before, after = _meetings(graph)
    u_turn = graph.back[before] == after
    junction = graph.head[before]
    ways_on = np.diff(graph.first)
    alone = (graph.degree[junction] == 1) | graph.closed[junction] | (ways_on[junction] == 1)
    allowed = np.where(u_turn, alone, ~graph.closed[junction])
    before, after, u_turn, junction = before[allowed], after[allowed], u_turn[allowed], junction[allowed]
    angle = (graph.leaving[after] - graph.arriving[before] + 180) % 360 - 180
    crossing = graph.degree[junction] > 2
    seconds = np.where(crossing, _turning(angle, speeds), 0.0)
    seconds = np.where(u_turn, speeds.seconds("u_turn"), seconds) + graph.delay[junction]
    book = _Book(graph, before, after, seconds)
    for each in restrictions:
        kind = each.kind(speeds.mode)
        if kind is not None:
            book.restrict(each, only=kind == "only")
    return book.turns()


def _meetings(graph: Graph) -> tuple[IntArray, IntArray]:
    """Give every pair of an arc and an arc that begins where it ends."""
    times = np.diff(graph.first)[graph.head]
    before = np.repeat(np.arange(len(graph)), times)
    nth = np.arange(len(before)) - np.repeat(np.cumsum(times) - times, times)
    return before, graph.first[graph.head[before]] + nth


def _turning(angle: FloatArray, speeds: Speeds) -> FloatArray:
    """Give the seconds that a turn costs, by its angle: 0 is straight on, positive to the right, degrees.

    The shapes are those of OSRM's profiles (https://github.com/Project-OSRM/osrm-backend): for cars a logistic curve
    that rises between 45° and 135°, for bicycles the square of the angle; both lighter to the right.
    """
    most, bias = speeds.seconds("turn"), _RIGHT_BIAS[speeds.mode]
    bent, lean = np.abs(angle), np.where(angle >= 0, bias, 1 / bias)
    if speeds.mode is Mode.CAR:
        return np.asarray(most / (1 + np.exp(-(13 / lean * bent / 180 - 6.5 * lean))), np.float64)
    return np.asarray(most * (bent / 90) ** 2 / lean, np.float64)


class _Book:
    """Turns while restrictions are worked in: those of arcs that a restriction touches stand in lists of their own."""

    def __init__(self, graph: Graph, before: IntArray, after: IntArray, seconds: FloatArray) -> None:
        self._graph = graph
        self._before, self._after, self._seconds = before, after, seconds
        self._start = np.searchsorted(before, np.arange(len(graph) + 1))
        self._original: list[int] = []
        self._own: dict[int, dict[int, float]] = {}
        self._copies: dict[int, list[int]] = {}
        self._by_way: dict[int, IntArray] | None = None

    def restrict(self, restriction: Restriction, *, only: bool) -> None:
        """Work in one restriction; one whose ways do not meet as it says has no meaning and is left out."""
        for path in self._paths(restriction):
            last = path.arcs[-1]
            goals = {arc for way in restriction.ends for arc in self._arcs(way) if self._graph.tail[arc] == path.end}
            if not goals:
                continue
            for state in self._states(path.arcs[0]):
                at: int | None = state
                for arc in path.arcs[1:]:
                    at = None if at is None else self._apart(at, arc)
                if at is not None and self._arc(at) == last:
                    self._keep(at, goals, only=only)

    def _paths(self, restriction: Restriction) -> Iterator["_Path"]:
        """Give the arcs that lead from each start to the last junction, over the ways between."""
        graph = self._graph
        starts = [arc for way in restriction.starts for arc in self._arcs(way)]
        if restriction.via_point is not None:
            junction = graph.junction(restriction.via_point)
            yield from (
                _Path((arc,), junction) for arc in starts if junction is not None and graph.head[arc] == junction
            )
            return
        between = {arc for way in restriction.via_ways for arc in self._arcs(way)}
        ends = {int(graph.tail[arc]) for way in restriction.ends for arc in self._arcs(way)}
        for arc in starts:
            found = self._through(arc, between, ends)
            if found is not None:
                yield found

    def _through(self, start: int, between: set[int], ends: set[int]) -> "_Path | None":
        """Find the shortest row of arcs between two ways that reaches an end."""
        graph = self._graph
        rows: list[tuple[int, ...]] = [(start,)]
        for _ in range(_LONGEST_VIA):
            longer: list[tuple[int, ...]] = []
            for row in rows:
                here = int(graph.head[row[-1]])
                if len(row) > 1 and here in ends:
                    return _Path(row, here)
                follow = range(int(graph.first[here]), int(graph.first[here + 1]))
                longer += [
                    (*row, arc) for arc in follow if arc in between and arc not in row and arc != graph.back[row[-1]]
                ]
            rows = longer
        return None

    def _arcs(self, way: int) -> list[int]:
        if self._by_way is None:
            ways = self._graph.streets.way[self._graph.street]
            order = np.argsort(ways, kind="stable")
            names, first = np.unique(ways[order], return_index=True)
            self._by_way = dict(zip(names.tolist(), np.split(order, first[1:]), strict=True))
        found = self._by_way.get(way)
        return [] if found is None else [int(arc) for arc in found]

    def _arc(self, state: int) -> int:
        return state if state < len(self._graph) else self._original[state - len(self._graph)]

    def _states(self, arc: int) -> list[int]:
        return [arc, *self._copies.get(arc, [])]

    def _turns(self, state: int) -> dict[int, float]:
        """Give the turns of a state, to be changed: next state and seconds."""
        if state not in self._own:
            rows = slice(self._start[state], self._start[state + 1])
            self._own[state] = dict(zip(self._after[rows].tolist(), self._seconds[rows].tolist(), strict=True))
        return self._own[state]

    def _apart(self, state: int, arc: int) -> int | None:
        """Give a copy of an arc that is reached from one state only; ``None`` where it is not reached from there."""
        turns = self._turns(state)
        target = next((each for each in turns if self._arc(each) == arc), None)
        if target is None:
            return None
        fresh = len(self._graph) + len(self._original)
        self._original.append(arc)
        self._copies.setdefault(arc, []).append(fresh)
        self._own[fresh] = dict(self._turns(target))
        turns[fresh] = turns.pop(target)
        return fresh

    def _keep(self, state: int, goals: set[int], *, only: bool) -> None:
        turns = self._turns(state)
        if only and not any(self._arc(each) in goals for each in turns):
            return
        self._own[state] = {each: cost for each, cost in turns.items() if (self._arc(each) in goals) is only}

    def turns(self) -> Turns:
        """Give all turns, sorted by state."""
        touched = np.zeros(len(self._graph) + len(self._original), np.bool_)
        touched[list(self._own)] = True
        kept = ~touched[self._before]
        rows = [(state, each, cost) for state, turns in self._own.items() for each, cost in turns.items()]
        before = np.concatenate([self._before[kept], np.array([row[0] for row in rows], np.int64)])
        after = np.concatenate([self._after[kept], np.array([row[1] for row in rows], np.int64)])
        seconds = np.concatenate([self._seconds[kept], np.array([row[2] for row in rows], np.float64)])
        order = np.lexsort((after, before))
        original = np.concatenate([np.arange(len(self._graph)), np.array(self._original, np.int64)])
        return Turns(original, before[order], after[order], seconds[order])


@dataclass(frozen=True, slots=True)
class _Path:
    """Arcs from the start of a restriction to its last junction."""

    arcs: tuple[int, ...]
    end: int


def doubled(turns: Turns, restricted: BoolArray, penalty: float) -> tuple[Turns, FloatArray, IntArray]:
    """Let a journey begin and end on restricted roads, and pass none of them.

    Every restricted state becomes two: one for journeys that end there, and a copy for those that began there. From the
    first to an open road there is a turn too, for places that no open road leads to; it is as good as closed.

    Parameters
    ----------
    restricted
        Shape ``(A,)``: by arc of the graph.
    penalty
        Weight of passing all the same.

    Returns
    -------
    turns
        With the copies.
    extra
        Shape ``(T,)``: weight of each turn besides its seconds.
    leaving
        Shape ``(S,)``, by state of ``turns`` as given: the copy that begins there, or the state itself.
    """
    n_states = len(turns.original)
    shut = restricted[turns.original]
    leaving = np.arange(n_states)
    leaving[shut] = n_states + np.arange(int(shut.sum()))
    from_shut, to_shut = shut[turns.before], shut[turns.after]
    out, within = from_shut & ~to_shut, from_shut & to_shut
    begun = out | within
    before = np.concatenate([turns.before, leaving[turns.before[begun]]])
    after = np.concatenate([turns.after, np.where(within, leaving[turns.after], turns.after)[begun]])
    seconds = np.concatenate([turns.seconds, turns.seconds[begun]])
    extra = np.concatenate([np.where(out, penalty, 0.0), np.zeros(int(begun.sum()))])
    original = np.concatenate([turns.original, turns.original[shut]])
    return Turns(original, before, after, seconds), extra, leaving
