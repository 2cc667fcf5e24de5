"""The street graph of one mode: streets between junctions, and the arcs that run along them in each direction."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.distances import FloatArray, IntArray, metres
from geodata.roads.crossings import closes, delay
from geodata.roads.extract import UNITS, Extract, Points, packed
from geodata.roads.speeds import Speeds
from geodata.roads.ways import Passage, passage

BoolArray = NDArray[np.bool_]

_KMH: Final = 3.6


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Streets: stretches of one way between two junctions.

    Attributes
    ----------
    way
        Shape ``(E,)``: id of the way in OpenStreetMap.
    begin, end
        Shape ``(E,)``: the points of street ``e`` are ``points[begin[e]:end[e] + 1]``.
    points
        Shape ``(N, 2)``: of all ways that the mode may travel.
    metres
        Shape ``(E,)``: length on the WGS84 ellipsoid.
    ferry
        Shape ``(E,)``: nobody lives along it.
    """

    way: IntArray = field(repr=False)
    begin: IntArray = field(repr=False)
    end: IntArray = field(repr=False)
    points: Points = field(repr=False)
    metres: FloatArray = field(repr=False)
    ferry: BoolArray = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Arcs: a street in one direction, sorted by the junction where they begin.

    Attributes
    ----------
    streets
        The streets they run along.
    street
        Shape ``(A,)``.
    along
        Shape ``(A,)``: whether the arc runs as the way is drawn.
    tail, head
        Shape ``(A,)``: the junctions it begins and ends at.
    back
        Shape ``(A,)``: the arc of the same street in the other direction, -1 where that is closed.
    seconds
        Shape ``(A,)``: what it takes.
    rate
        Shape ``(A,)``: how much longer it feels.
    restricted
        Shape ``(A,)``: whether journeys may only begin or end here.
    leaving, arriving
        Shape ``(A,)``: the direction in which it leaves its first and reaches its last junction, degrees from north.
    first
        Shape ``(V + 1,)``: the arcs that begin at junction ``v`` are ``first[v]:first[v + 1]``.
    degree
        Shape ``(V,)``: ends of streets that meet there.
    closed
        Shape ``(V,)``: whether a barrier keeps the mode from passing.
    delay
        Shape ``(V,)``: seconds lost there.
    spot
        Shape ``(V,)``, ascending: the place of each junction, as :func:`packed` writes it.
    """

    streets: Streets
    street: IntArray = field(repr=False)
    along: BoolArray = field(repr=False)
    tail: IntArray = field(repr=False)
    head: IntArray = field(repr=False)
    back: IntArray = field(repr=False)
    seconds: FloatArray = field(repr=False)
    rate: FloatArray = field(repr=False)
    restricted: BoolArray = field(repr=False)
    leaving: FloatArray = field(repr=False)
    arriving: FloatArray = field(repr=False)
    first: IntArray = field(repr=False)
    degree: IntArray = field(repr=False)
    closed: BoolArray = field(repr=False)
    delay: FloatArray = field(repr=False)
    spot: IntArray = field(repr=False)

    def __len__(self) -> int:
        return len(self.street)

    @property
    def metres(self) -> FloatArray:
        """Length of each arc, shape ``(A,)``."""
        return np.asarray(self.streets.metres[self.street], np.float64)

    def junction(self, spot: tuple[int, int]) -> int | None:
        """Find the junction at a point, ``None`` where there is none."""
        wanted = packed(np.array([spot], np.int32))[0]
        at = int(np.searchsorted(self.spot, wanted))
        return at if at < len(self.spot) and self.spot[at] == wanted else None


def street_graph(extract: Extract, speeds: Speeds) -> Graph:
    """Make the graph of the mode that a table of speeds is for.

    Ways are split where they meet another or themselves, and at every point that means something to the mode or to a
    turn restriction.
    """
    passages = [passage(tags, speeds) for tags in extract.kinds]
    known = np.array([each is not None for each in passages], np.bool_)
    open_ways = np.flatnonzero(known[extract.kind])
    points, way_of_point = _points_of(extract, open_ways)
    spots, node, uses = np.unique(packed(points), return_inverse=True, return_counts=True)
    marks = _marks(extract, speeds, spots)
    meets = uses + _ends(way_of_point, node, len(spots)) >= 2
    meets[marks.special] = True
    begin, end = _stretches(way_of_point, meets[node])
    way = open_ways[way_of_point[begin]]
    kind = extract.kind[way]
    length = _lengths(points, way_of_point)
    whole = np.bincount(way_of_point, weights=length, minlength=len(open_ways)).astype(np.float64)
    along = np.cumsum(length)
    streets = Streets(
        extract.way_id[way],
        begin,
        end,
        points,
        along[end] - along[begin],
        np.array([each is not None and each.ferry for each in passages], np.bool_)[kind],
    )
    kept = np.unique(node[np.concatenate([begin, end])])
    number = np.full(len(spots), -1, np.int64)
    number[kept] = np.arange(len(kept))
    return _arcs(
        streets,
        (number[node[begin]], number[node[end]]),
        _Pace.of(passages, kind, whole[way_of_point[begin]]),
        (marks.closed[kept], marks.delay[kept], spots[kept]),
    )


def _points_of(extract: Extract, ways: IntArray) -> tuple[Points, IntArray]:
    """Give the points of some ways with the position of their way; a point that repeats the one before is left out."""
    lengths = np.diff(extract.first)[ways]
    start = np.repeat(extract.first[ways] - (np.cumsum(lengths) - lengths), lengths)
    points = extract.points[start + np.arange(len(start))]
    way = np.repeat(np.arange(len(ways)), lengths)
    same = (way[1:] == way[:-1]) & (points[1:] == points[:-1]).all(axis=1)
    keep = np.concatenate([np.ones(min(len(way), 1), np.bool_), ~same])
    return points[keep], way[keep]


def _ends(way: IntArray, node: IntArray, n_nodes: int) -> IntArray:
    """Count how often each node is an end of a way: a street ends there, whatever else passes."""
    change, edge = way[1:] != way[:-1], np.ones(min(len(way), 1), np.bool_)
    last, first = np.concatenate([change, edge]), np.concatenate([edge, change])
    return np.asarray(np.bincount(node[first | last], minlength=n_nodes), np.int64)


def _stretches(way: IntArray, junction: BoolArray) -> tuple[IntArray, IntArray]:
    """Give first and last point of every stretch between two junctions of the same way."""
    cut = np.flatnonzero(junction)
    same = way[cut[1:]] == way[cut[:-1]]
    return cut[:-1][same], cut[1:][same]


def _lengths(points: Points, way: IntArray) -> FloatArray:
    """Give metres from the point before in the same way, 0 for the first of a way."""
    lon, lat = points[:, 0] / UNITS, points[:, 1] / UNITS
    found = np.zeros(len(points))
    found[1:] = np.where(way[1:] == way[:-1], metres(lat[:-1], lon[:-1], lat[1:], lon[1:]), 0.0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """What points with tags mean, by node: closed, seconds lost, and whether a street ends there."""

    closed: BoolArray
    delay: FloatArray
    special: BoolArray


def _marks(extract: Extract, speeds: Speeds, spots: IntArray) -> _Marks:
    closed, lost = np.zeros(len(spots), np.bool_), np.zeros(len(spots))
    special = np.zeros(len(spots), np.bool_)
    if len(extract.mark):
        at, there = _found(spots, packed(extract.marked))
        shut = np.array([closes(tags, speeds.mode) for tags in extract.marks], np.bool_)[extract.mark[there]]
        late = np.array([delay(tags, speeds) for tags in extract.marks])[extract.mark[there]]
        closed[at[shut]] = True
        np.maximum.at(lost, at, late)
        special |= closed | (lost > 0)
    vias = [each.via_point for each in extract.restrictions if each.via_point is not None]
    if vias:
        special[_found(spots, packed(np.array(vias, np.int32)))[0]] = True
    return _Marks(closed, lost, special)


def _found(spots: IntArray, wanted: IntArray) -> tuple[IntArray, BoolArray]:
    """Give the positions of wanted spots among ascending ones, and which of the wanted are there."""
    if not len(spots):
        return np.empty(0, np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(spots, wanted), len(spots) - 1)
    there = spots[at] == wanted
    return at[there], there


@dataclass(frozen=True, slots=True, eq=False)
class _Pace:
    """Speeds along each street, metres per second, 0 where closed; and what else its passage says."""

    forward: FloatArray
    backward: FloatArray
    restricted: BoolArray
    rate: FloatArray

    @classmethod
    def of(cls, passages: list[Passage | None], kind: NDArray[np.int32], way_metres: FloatArray) -> "_Pace":
        table = np.array(
            [
                (0.0, 0.0, 0.0, 0.0, 1.0)
                if each is None
                else (each.forward, each.backward, each.seconds or 0.0, each.restricted, each.rate)
                for each in passages
            ]
        ).reshape(-1, 5)
        forward, backward, seconds, restricted, rate = table[kind].T
        timed = seconds > 0
        pace = np.where(timed, way_metres / np.where(timed, seconds, 1.0), 0.0)
        return cls(
            np.where(timed & (forward > 0), pace, forward / _KMH),
            np.where(timed & (backward > 0), pace, backward / _KMH),
            restricted > 0,
            rate,
        )


def _arcs(
    streets: Streets,
    ends: tuple[IntArray, IntArray],
    pace: _Pace,
    junctions: tuple[BoolArray, FloatArray, IntArray],
) -> Graph:
    n_streets, (closed, lost, spot) = len(streets.way), junctions
    every = np.arange(n_streets)
    forth, back = pace.forward > 0, pace.backward > 0
    street = np.concatenate([every[forth], every[back]])
    along = np.concatenate([np.ones(int(forth.sum()), np.bool_), np.zeros(int(back.sum()), np.bool_)])
    tail, head = np.where(along, ends[0][street], ends[1][street]), np.where(along, ends[1][street], ends[0][street])
    order = np.lexsort((~along, street, tail))
    street, along, tail, head = street[order], along[order], tail[order], head[order]
    arc_of = np.full((2, n_streets), -1, np.int64)
    arc_of[along.astype(np.int64), street] = np.arange(len(street))
    speed = np.where(along, pace.forward[street], pace.backward[street])
    first_leg, last_leg = _bearings(streets)
    turned = (last_leg + 180) % 360, (first_leg + 180) % 360
    return Graph(
        streets,
        street,
        along,
        tail,
        head,
        arc_of[1 - along.astype(np.int64), street],
        streets.metres[street] / speed,
        pace.rate[street],
        pace.restricted[street],
        np.where(along, first_leg[street], turned[0][street]),
        np.where(along, last_leg[street], turned[1][street]),
        np.searchsorted(tail, np.arange(len(spot) + 1)).astype(np.int64),
        np.bincount(np.concatenate(ends), minlength=len(spot)).astype(np.int64),
        closed,
        lost,
        spot,
    )


def _bearings(streets: Streets) -> tuple[FloatArray, FloatArray]:
    """Give the directions of the first and the last leg of each street, degrees clockwise from north."""
    begin, end = streets.begin, streets.end
    return _bearing(streets.points, begin, begin + 1), _bearing(streets.points, end - 1, end)


def _bearing(points: Points, origin: IntArray, goal: IntArray) -> FloatArray:
    here, there = points[origin].astype(np.float64), points[goal].astype(np.float64)
    east = (there[:, 0] - here[:, 0]) * np.cos(np.radians(here[:, 1] / UNITS))
    return np.asarray(np.degrees(np.arctan2(east, there[:, 1] - here[:, 1])) % 360, np.float64)
