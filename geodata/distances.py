"""Metres between homes on the WGS84 ellipsoid, and who is in reach of whom."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geodata.families import Family, Location

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

EQUATOR_M: Final = 6378137.0
"""Semi-major axis of the WGS84 ellipsoid, metres."""

FLATTENING: Final = 1 / 298.257223563
"""Flattening of the WGS84 ellipsoid."""

_POLE_M: Final = EQUATOR_M * (1 - FLATTENING)
_E2: Final = FLATTENING * (2 - FLATTENING)
_CHORD_LIMIT_M: Final = 400_000.0
_HUBS_AT_ONCE: Final = 64
_PADDING: Final = 1 + 1e-9
_REMEMBERED: Final = 1 << 17


@overload
def whole_metres(metres: float) -> int: ...
@overload
def whole_metres(metres: FloatArray) -> IntArray: ...
def whole_metres(metres: float | FloatArray) -> int | IntArray:
    """Round metres to whole metres, halves upwards: the one place where a distance is rounded.

    Parameters
    ----------
    metres
        One distance, or an array of any shape; not negative.
    """
    if isinstance(metres, np.ndarray):
        return np.floor(metres + 0.5).astype(np.int64)
    return math.floor(metres + 0.5)


def in_metres(km: float) -> float:
    """Give kilometres as metres, without the noise that binary fractions add: 2.01 km is 2010 m and nothing less."""
    return round(km * 1000, 6)


def metres(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> FloatArray:
    """Length of the geodesic on WGS84, from each first point to each second point.

    The straight chord between two points is exact; the arc above it is that of a circle with the curvature that the
    ellipsoid has halfway, in the direction of the chord. In the Netherlands that differs from the geodesic by less than
    a micrometre within 100 km and by less than a millimetre within 400 km; geographiclib computes pairs farther apart.
    Every pair is computed by itself: it gets the same number alone as in any array, and the same in both directions.

    Parameters
    ----------
    lat1, lon1, lat2, lon2
        Degrees, of shapes that broadcast together.

    Returns
    -------
    ndarray of float64
        Metres, unrounded, of the broadcast shape.

    Notes
    -----
    With ``D = diag(1/a², 1/a², 1/b²)`` the ellipsoid is ``x'Dx = 1``, and its normal curvature at ``x`` in the
    direction ``d`` is ``d'Dd / (d'd · |Dx|)``. An arc over a chord ``c`` with curvature ``κ`` is ``2/κ · asin(κc/2)``.
    Agreement is measured against C. F. F. Karney (2013), Algorithms for geodesics, Journal of Geodesy 87,
    doi:10.1007/s00190-012-0578-z, as in ``geopy.distance.geodesic``.
    """
    first, second = np.broadcast_arrays(_cartesian(lat1, lon1), _cartesian(lat2, lon2))
    length = _arcs(first, second)
    far = length > _CHORD_LIMIT_M
    if far.any():
        from geopy.distance import geodesic  # noqa: PLC0415 - brings the library's online services, and time

        degrees = np.broadcast_arrays(lat1, lon1, lat2, lon2)
        length[far] = [
            geodesic((a, b), (c, d)).meters for a, b, c, d in zip(*(each[far] for each in degrees), strict=True)
        ]
    return length


def _cartesian(lat: ArrayLike, lon: ArrayLike) -> FloatArray:
    """Give points on the ellipsoid in metres from the middle of the earth, shape ``(..., 3)``."""
    phi = np.radians(np.array(lat, dtype=np.float64))
    lam = np.radians(np.array(lon, dtype=np.float64))
    sine, cosine = np.sin(phi), np.cos(phi)
    normal = EQUATOR_M / np.sqrt(1 - _E2 * sine * sine)
    return np.stack(
        np.broadcast_arrays(normal * cosine * np.cos(lam), normal * cosine * np.sin(lam), normal * (1 - _E2) * sine),
        axis=-1,
    )


def _arcs(first: FloatArray, second: FloatArray) -> FloatArray:
    """Arc lengths between points of :func:`_cartesian`, in plain arithmetic, which rounds alike on every machine."""
    dx, dy, dz = (first[..., axis] - second[..., axis] for axis in range(3))
    mx, my, mz = ((first[..., axis] + second[..., axis]) / 2 for axis in range(3))
    a2, b2 = EQUATOR_M**2, _POLE_M**2
    chord2 = dx * dx + dy * dy + dz * dz
    inside = (mx * mx + my * my) / a2 + mz * mz / b2
    gradient = np.sqrt(((mx * mx + my * my) / (a2 * a2) + mz * mz / (b2 * b2)) / np.where(inside > 0, inside, 1))
    bend = np.where(chord2 > 0, (dx * dx + dy * dy) / a2 + dz * dz / b2, 0)
    curvature = bend / np.where(chord2 > 0, chord2 * gradient, 1)
    chord = np.sqrt(chord2)
    u2 = (curvature * chord / 2) ** 2
    series = 1 + u2 * (1 / 6 + u2 * (3 / 40 + u2 * (15 / 336 + u2 * (105 / 3456))))
    return np.asarray(chord * series, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Which points lie within a radius of which hubs: sparse, sorted by hub and then by point.

    Attributes
    ----------
    hub, point
        Shape ``(P,)``: row numbers of the hub and of the point of each pair.
    metres
        Shape ``(P,)``: from the point to the hub, unrounded.
    start
        Shape ``(m + 1,)``: the pairs of hub ``h`` are ``start[h]:start[h + 1]``.
    """

    hub: IntArray
    point: IntArray
    metres: FloatArray
    start: IntArray

    def __len__(self) -> int:
        return len(self.hub)


def pairs_within(points: FloatArray, hubs: FloatArray, radius_m: float) -> Reach:
    """Find every point within a radius of a hub, without a dense matrix.

    Parameters
    ----------
    points
        Shape ``(n, 2)``: latitude and longitude in degrees.
    hubs
        Shape ``(m, 2)``, likewise. A hub that is also a point is in its own reach.
    radius_m
        Metres, unrounded; a point at exactly this distance is within it. Points beyond the 180th meridian from
        their hub are not found.

    Raises
    ------
    ValueError
        When the radius is negative or no number.
    """
    if not radius_m >= 0:
        raise ValueError("a radius is not negative")
    tree = shapely.STRtree(shapely.points(points[:, ::-1]))
    boxes = _boxes_around(hubs, radius_m)
    at_points, at_hubs = _cartesian(points[:, 0], points[:, 1]), _cartesian(hubs[:, 0], hubs[:, 1])
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for begin in range(0, len(hubs), _HUBS_AT_ONCE):
        hub, point = tree.query(boxes[begin : begin + _HUBS_AT_ONCE]).astype(np.int64)
        hub += begin
        length = _arcs(at_points[point], at_hubs[hub])
        for row in np.flatnonzero(length > _CHORD_LIMIT_M):
            length[row] = metres(*points[point[row]], *hubs[hub[row]])
        near = length <= radius_m
        hub, point, length = hub[near], point[near], length[near]
        order = np.lexsort((point, hub))
        found.append((hub[order], point[order], length[order]))
    return _gathered(found, len(hubs))


def _gathered(found: list[tuple[IntArray, IntArray, FloatArray]], n_hubs: int) -> Reach:
    whole = np.empty(0, dtype=np.int64)
    hub = np.concatenate([whole, *(each[0] for each in found)])
    point = np.concatenate([whole, *(each[1] for each in found)])
    length = np.concatenate([np.empty(0), *(each[2] for each in found)])
    return reach_of(hub, point, length, n_hubs)


def reach_of(hub: IntArray, point: IntArray, length: FloatArray, n_hubs: int) -> Reach:
    """Gather pairs, sorted by hub and then by point, into a reach that nobody can change."""
    start = np.searchsorted(hub, np.arange(n_hubs + 1)).astype(np.int64)
    for array in (hub, point, length, start):
        array.flags.writeable = False
    return Reach(hub, point, length, start)


def least_of_each(reach: Reach, cost: FloatArray) -> IntArray:
    """Give for each hub the point of its reach that costs least, the first of equals; -1 where nothing is in reach.

    Parameters
    ----------
    cost
        Shape ``(P,)``: of each pair.

    Returns
    -------
    ndarray of int64
        Shape ``(m,)``: row numbers of points.
    """
    least = np.full(len(reach.start) - 1, -1, dtype=np.int64)
    reached = np.diff(reach.start) > 0
    order = np.lexsort((cost, reach.hub))
    least[reached] = reach.point[order[reach.start[:-1][reached]]]
    return least


def _boxes_around(hubs: FloatArray, radius_m: float) -> NDArray[np.object_]:
    """Boxes in degrees that surely hold all within the radius.

    No geodesic gains more latitude per metre than ``1 / (a (1 - e²))``, nor more longitude than ``1 / (a cos φ)``.
    """
    lat, lon = hubs[:, 0], hubs[:, 1]
    dlat = np.degrees(radius_m / (EQUATOR_M * (1 - _E2))) * _PADDING + 1e-9
    highest = np.radians(np.minimum(np.abs(lat) + dlat, 90.0))
    with np.errstate(over="ignore", divide="ignore"):
        dlon = np.degrees(radius_m / (EQUATOR_M * np.cos(highest))) * _PADDING + 1e-9
    dlon = np.minimum(dlon, 360.0)
    boxes: NDArray[np.object_] = shapely.box(lon - dlon, lat - dlat, lon + dlon, lat + dlat)
    return boxes


class Distances(Protocol):
    """How far families are from each other: the one seam between a plan and any way to measure."""

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres from the first family to the second, unrounded; ``None`` where no way is known."""
        ...

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        """Every family within ``radius_m`` of a hub, by row number, with the same metres as :meth:`between`.

        A hub that is also among the families is in its own reach, at 0 m.
        """
        ...


@dataclass(frozen=True, slots=True)
class Geodesic:
    """Straight over the earth, times a detour.

    Attributes
    ----------
    detour
        How much longer the way is than the straight line, at least 1.
    """

    detour: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.detour < math.inf:
            raise ValueError("a detour is 1 or more")

    def between(self, origin: Family, destination: Family) -> float:
        """Metres from the first family to the second, unrounded."""
        a, b = origin.location, destination.location
        return remembered_metres(a.lat, a.lon, b.lat, b.lon) * self.detour

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        """Every family within ``radius_m`` of a hub, both by row number; exactly on the radius counts."""
        straight = pairs_within(coordinates(families), coordinates(hubs), radius_m / self.detour * _PADDING)
        length = straight.metres * self.detour
        near = length <= radius_m
        return reach_of(straight.hub[near], straight.point[near], length[near], len(hubs))


_measured: Final[dict[tuple[float, float, float, float], float]] = {}
"""Pairs that were measured: who explains a plan asks for the same ones over and over."""


def remembered_metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the :func:`metres` of one pair, which is measured once."""
    known = _measured.get((lat1, lon1, lat2, lon2))
    if known is None:
        known = float(metres(lat1, lon1, lat2, lon2))
        _remember({(lat1, lon1, lat2, lon2): known})
    return known


def _remember(found: dict[tuple[float, float, float, float], float]) -> None:
    if len(_measured) + len(found) > _REMEMBERED:
        _measured.clear()
    _measured.update(found)


def measure_ahead(origins: Iterable[Location], goals: Iterable[Location]) -> None:
    """Measure many pairs in one go, where :meth:`Geodesic.between` is about to be asked for each of them.

    A pair gets the same number as by itself, for some hundredth of the time.
    """
    pairs = {(a.lat, a.lon, b.lat, b.lon) for a, b in zip(origins, goals, strict=True)}
    missing = [pair for pair in pairs if pair not in _measured]
    if len(missing) > 1:
        lengths = metres(*np.array(missing, dtype=np.float64).T).tolist()
        _remember(dict(zip(missing, lengths, strict=True)))


def coordinates(families: Sequence[Family]) -> FloatArray:
    """Latitude and longitude of each family in degrees, shape ``(n, 2)``."""
    rows = [(family.location.lat, family.location.lon) for family in families]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)
