"""Straight lines that go around water, motorways and whatever else a user drew: the shortest way around, exact.

Barriers are lines and areas in a GeoJSON file. A way may touch them and cross none. The shortest way bends at corners
of barriers only, so it is a shortest path in the graph of corners that see each other (T. Lozano-Pérez and M. A. Wesley
1979, An algorithm for planning collision-free paths among polyhedral obstacles, doi:10.1145/359156.359164).
"""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.distances import FloatArray, Reach, coordinates, metres, pairs_within, reach_of
from geodata.errors import Fault, InputError
from geodata.families import Families, Family
from geodata.language import Text

MAX_CORNERS: Final = 1500
"""More corners than this take minutes to see through; a simpler drawing says the same."""

_THICKNESS: Final = 1e-7
"""Half the width of a drawn line, degrees: a centimetre, so that no way slips through where two lines meet."""

_INSIDE: Final = "T********"
"""Interiors have a point in common."""

_PADDING: Final = 1 + 1e-9
_SQUARE: Final = {"cap_style": "square", "join_style": "mitre"}


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """What may not be crossed.

    Attributes
    ----------
    shape
        Areas in longitude and latitude, degrees; lines are a centimetre or two wide.
    file, sha256
        Where they were read.
    """

    shape: shapely.Geometry = field(repr=False)
    file: str = ""
    sha256: str = ""

    def crossed(self, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell which lines go through a barrier; touching one is no crossing."""
        return np.asarray(shapely.relate_pattern(self.shape, lines, _INSIDE), np.bool_)


def read_barriers(path: Path, families: Families) -> Barriers:
    """Read barriers from a GeoJSON file in WGS84, for families that live outside them.

    Raises
    ------
    InputError
        When the file cannot be read, holds no lines or areas or too many corners, or families live inside one.
    """
    try:
        raw = path.read_bytes()
        document = json.loads(raw.decode("utf-8-sig"))
        shapes = [shapely.from_geojson(json.dumps(each)) for each in _geometries(document)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError, shapely.errors.GEOSException) as error:
        raise InputError([Fault(NOT_READ, file=path.name)]) from error
    shape = _areas(shapes)
    if shape.is_empty:
        raise InputError([Fault(NO_SHAPES, file=path.name)])
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise InputError([Fault(NOT_DEGREES, file=path.name)])
    n_corners = len(_corners(shape))
    if n_corners > MAX_CORNERS:
        raise InputError([Fault(TOO_FINE, {"n": n_corners, "most": MAX_CORNERS}, path.name)])
    found = Barriers(shape, path.name, hashlib.sha256(raw).hexdigest())
    _refuse_homes_within(found, families)
    return found


def _geometries(document: Any) -> list[dict[str, Any]]:
    """Give the shapes of a GeoJSON document of any kind."""
    if not isinstance(document, dict):
        raise TypeError
    kind = document.get("type")
    if kind == "FeatureCollection":
        return [found for each in document["features"] for found in _geometries(each)]
    if kind == "GeometryCollection":
        return [found for each in document["geometries"] for found in _geometries(each)]
    if kind == "Feature":
        return [] if document["geometry"] is None else _geometries(document["geometry"])
    return [document]


def _areas(shapes: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Give lines a width and take all areas together; points are no barriers."""
    found = [
        shapely.make_valid(shape)
        if shape.geom_type in {"Polygon", "MultiPolygon"}
        else shape.buffer(_THICKNESS, **_SQUARE)
        for shape in shapes
        if shape.geom_type not in {"Point", "MultiPoint"}
    ]
    return shapely.union_all(found) if found else shapely.MultiPolygon()


def _corners(shape: shapely.Geometry) -> FloatArray:
    """Give the corners that stick out, shape ``(n, 2)``: a shortest way bends at no others."""
    found = [np.empty((0, 2))]
    for area in shapely.get_parts(shape):
        if area.geom_type == "Polygon":
            found.append(_sticking_out(area.exterior, inner=False))
            found += [_sticking_out(ring, inner=True) for ring in area.interiors]
    return np.unique(np.concatenate(found), axis=0)


def _sticking_out(closed: shapely.LinearRing, *, inner: bool) -> FloatArray:
    ring = shapely.get_coordinates(closed)[:-1]
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    turn = (ring[:, 0] - before[:, 0]) * (after[:, 1] - ring[:, 1]) - (ring[:, 1] - before[:, 1]) * (
        after[:, 0] - ring[:, 0]
    )
    area = float(np.sum(before[:, 0] * ring[:, 1] - ring[:, 0] * before[:, 1]))
    outward = turn * math.copysign(1, area)
    found: FloatArray = ring[(outward < 0) if inner else (outward > 0)]
    return found


class Around:
    """Straight over the earth where no barrier lies between, else the shortest way around; times a detour.

    Parameters
    ----------
    barriers
        What may not be crossed.
    detour
        How much longer roads are than that, at least 1.
    """

    def __init__(self, barriers: Barriers, detour: float = 1.0) -> None:
        if not 1 <= detour < math.inf:
            raise ValueError("a detour is 1 or more")
        self.barriers, self.detour = barriers, detour
        shapely.prepare(barriers.shape)
        self._corners = _corners(barriers.shape)
        self._length = _shortest(self._seen_from(self._corners, self._corners))
        self._seen = lru_cache(maxsize=1 << 14)(self._seen_from_one)
        self._between = lru_cache(maxsize=1 << 17)(self._measured)

    def between(self, origin: Family, destination: Family) -> float:
        """Metres from the first family to the second, unrounded."""
        a, b = origin.location, destination.location
        return self._between(*sorted([(a.lat, a.lon), (b.lat, b.lon)])) * self.detour

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        """Every family within ``radius_m`` of a hub, both by row number; exactly on the radius counts."""
        homes, goals = coordinates(families), coordinates(hubs)
        straight = pairs_within(homes, goals, radius_m / self.detour * _PADDING)
        ends = np.stack([homes[straight.point], goals[straight.hub]], axis=1)[:, :, ::-1]
        blocked = self.barriers.crossed(shapely.linestrings(ends))
        length = straight.metres * self.detour
        for pair in np.flatnonzero(blocked):
            length[pair] = self.between(families[int(straight.point[pair])], hubs[int(straight.hub[pair])])
        near = length <= radius_m
        return reach_of(straight.hub[near], straight.point[near], length[near], len(hubs))

    def _measured(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        line = shapely.LineString([one[::-1], other[::-1]])
        if not self.barriers.crossed(np.array([line], dtype=object))[0]:
            return float(metres(*one, *other))
        first, second = self._seen(one), self._seen(other)
        return float(np.min(first[:, None] + self._length + second[None, :], initial=math.inf))

    def _seen_from_one(self, spot: tuple[float, float]) -> FloatArray:
        seen: FloatArray = self._seen_from(np.array([spot[::-1]]), self._corners)[0]
        return seen

    def _seen_from(self, spots: FloatArray, corners: FloatArray) -> FloatArray:
        """Give metres from spots to the corners they see, infinite to others; shape ``(n, m)``."""
        ends = np.stack(np.broadcast_arrays(spots[:, None, :], corners[None, :, :]), axis=2)
        lines = shapely.linestrings(ends.reshape(-1, 2, 2))
        free = ~self.barriers.crossed(lines).reshape(len(spots), len(corners))
        length = metres(spots[:, None, 1], spots[:, None, 0], corners[None, :, 1], corners[None, :, 0])
        return np.where(free, length, np.inf)


def _shortest(length: FloatArray) -> FloatArray:
    """Give the shortest ways between all corners (Floyd and Warshall), shape ``(n, n)``."""
    found = length.copy()
    np.fill_diagonal(found, 0.0)
    for middle in range(len(found)):
        np.minimum(found, found[:, middle, None] + found[None, middle, :], out=found)
    return found


def _refuse_homes_within(barriers: Barriers, families: Families) -> None:
    joining = [family for family in families if family.joins]
    spots = coordinates(joining)
    inside = shapely.contains_xy(barriers.shape, spots[:, 1], spots[:, 0]) if len(spots) else np.empty(0, bool)
    if inside.any():
        names = tuple(joining[int(at)].id for at in np.flatnonzero(inside))
        raise InputError([Fault(HOMES_WITHIN, {"families": names}, barriers.file)])


NOT_READ: Final = Text(
    nl="dit bestand met barrières kan niet worden gelezen. Geef een GeoJSON-bestand, bijvoorbeeld getekend in QGIS.",
    en="this file of barriers cannot be read. Give a GeoJSON file, drawn in QGIS for instance.",
)
NO_SHAPES: Final = Text(
    nl="in dit bestand staat geen lijn en geen gebied; punten houden niemand tegen.",
    en="this file holds no line and no area; points stop nobody.",
)
NOT_DEGREES: Final = Text(
    nl="deze barrières staan niet in graden (WGS84); bewaar ze als GeoJSON in EPSG:4326.",
    en="these barriers are not in degrees (WGS84); save them as GeoJSON in EPSG:4326.",
)
TOO_FINE: Final = Text(
    nl="deze barrières tellen {n} uitstekende hoeken, hoogstens {most} kan. Vereenvoudig ze, bijvoorbeeld in QGIS.",
    en="these barriers have {n} corners that stick out, at most {most} are possible. Simplify them, in QGIS say.",
)
HOMES_WITHIN: Final = Text(
    nl="volgens dit bestand wonen deze gezinnen in een barrière: {families}. Teken haar om hen heen.",
    en="by this file these families live inside a barrier: {families}. Draw it around them.",
)
