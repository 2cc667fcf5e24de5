"""Where things are drawn: points side by side, hulls around them, colours that neighbours do not share."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import shapely

from geodata.families import Location
from maps.backdrop import Point
from maps.view_model import N_COLOURS

MASKED_DECIMALS: Final = 4
"""Some 10 m: a masked point needs no more."""

EXACT_DECIMALS: Final = 5
"""Some 1 m."""

APART_M: Final = 110.0
"""Families on one point are drawn about this far from each other."""

_METRES_A_DEGREE: Final = 111_195.0
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))
_N_NEIGHBOURS: Final = 9

_TOUCHES: Final = 2.0 ** (_N_NEIGHBOURS + 1)
"""A neighbour that touches weighs more than all that are only near."""

_GAP: Final = 0.003
"""Degrees of latitude within which two hulls look as if they touched."""


def drawn_points(points: Mapping[str, Location], decimals: int) -> dict[str, Point]:
    """Round points, and fan those that coincide out around the place they share, in the order of their ids.

    Without this, ten families of one postcode would look like one. The pattern is that of the seeds of a sunflower:
    seed ``k`` at radius ``√k`` and ``k`` golden angles round (H. Vogel, 1979, doi:10.1016/0025-5564(79)90080-4).
    """
    rounded = {key: (round(points[key].lat, decimals), round(points[key].lon, decimals)) for key in sorted(points)}
    shared = Counter(rounded.values())
    turn: Counter[Point] = Counter()
    drawn = {}
    for key, spot in rounded.items():
        drawn[key] = _seed(spot, turn[spot], decimals) if shared[spot] > 1 else spot
        turn[spot] += 1
    return drawn


def _seed(spot: Point, k: int, decimals: int) -> Point:
    radius = APART_M * math.sqrt(k) / _METRES_A_DEGREE
    lat = spot[0] + radius * math.sin(k * _GOLDEN_ANGLE)
    lon = spot[1] + radius * math.cos(k * _GOLDEN_ANGLE) / math.cos(math.radians(spot[0]))
    return round(lat, decimals), round(lon, decimals)


def hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """Corners of the convex hull of drawn points, not closed; one or two points stay as they are."""
    spots = sorted(set(points))
    if len(spots) < 3:
        return tuple(spots)
    shape = shapely.MultiPoint([(lon, lat) for lat, lon in spots]).convex_hull
    corners = shape.exterior.coords[:-1] if isinstance(shape, shapely.Polygon) else shape.coords
    return tuple((lat, lon) for lon, lat in corners)


def colours(middles: Sequence[Point | None], hulls: Sequence[Sequence[Point]] = ()) -> tuple[int, ...]:
    """Give each constellation a colour that those it touches do not have, nor its nearest neighbours as far as can be.

    Greedy, in the given order; of colours equally rare near by, the one used least so far, then the lowest. Fewer than
    ``N_COLOURS`` earlier ones that touch it always leave a colour of its own.

    Parameters
    ----------
    hulls
        Corners of each, as :func:`hull` gives them; hulls less than some 300 m apart touch.
    """
    touching = _touching(hulls)
    spots = np.array([middle or (0.0, 0.0) for middle in middles], dtype=np.float64).reshape(-1, 2)
    flat = spots * (1.0, 0.6)  # a degree of longitude is 0.6 of one of latitude in the Netherlands
    chosen = np.zeros(len(flat), dtype=np.int64)
    used = np.zeros(N_COLOURS, dtype=np.int64)
    for row in range(len(flat)):
        away = np.hypot(*(flat[:row] - flat[row]).T)
        near = np.argsort(away, kind="stable")[:_N_NEIGHBOURS]
        clash = np.zeros(N_COLOURS)
        for rank, other in enumerate(near):
            clash[chosen[other]] += 2.0 ** (_N_NEIGHBOURS - rank)
        for other in touching.get(row, ()):
            clash[chosen[other]] += _TOUCHES
        chosen[row] = min(range(N_COLOURS), key=lambda colour: (clash[colour], used[colour], colour))
        used[chosen[row]] += 1
    return tuple(int(colour) for colour in chosen)


def _touching(hulls: Sequence[Sequence[Point]]) -> dict[int, list[int]]:
    """Give for each hull the earlier ones that it touches."""
    corners = [(lon * 0.6, lat) for hull in hulls for lat, lon in hull]
    found: dict[int, list[int]] = {}
    if corners:
        of = np.repeat(np.arange(len(hulls)), [len(hull) for hull in hulls])
        shapes = np.full(len(hulls), None, dtype=object)
        shapely.multipoints(shapely.points(corners), indices=of, out=shapes)
        shapes = shapely.convex_hull(shapes)
        for row, other in zip(*shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_GAP), strict=True):
            if other < row:
                found.setdefault(int(row), []).append(int(other))
    return found
