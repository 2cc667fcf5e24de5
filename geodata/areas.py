"""Schematic municipal areas, made from postcode points: a background to a map, not a boundary to rely on.

Every spot belongs to the municipality of the nearest postcode point, as far as postcode points lie around it. Those of
the packaged postcodes and places are packaged too (``data/areas.csv``), as drawing them takes most of a second:
``python -m geodata.areas`` draws them anew.
"""

import csv
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import rd
from geodata.families import Location
from geodata.gazetteer import Gazetteer, Place, load_gazetteer
from geodata.language import Text
from geodata.outline import land
from geodata.places import Settlement, settlements

_AROUND_M: Final = 2_000.0
"""How far an area goes beyond the outermost postcode points."""

_BRIDGED_M: Final = 2_500.0
"""Hollows between postcode points narrower than twice this are filled."""

_TURNS: Final = 8
_LARGE_M: Final = 900.0
"""Places that reach farther than this are drawn by points at their edge too."""

_DECIMALS: Final = 5
_FILE: Final = "areas.csv"

NOTICE: Final = Text(
    nl="Gemeenten zijn schematisch getekend, afgeleid van postcodepunten; de grenzen zijn niet de officiële.",
    en="Municipalities are drawn schematically, derived from postcode points; the borders are not the official ones.",
)


@dataclass(frozen=True, slots=True)
class Area:
    """The schematic area of one municipality.

    Attributes
    ----------
    name
        Of the municipality.
    in_region
        Whether it belongs to Gooi en Vechtstreek.
    shape
        Polygon or multipolygon of longitude and latitude in WGS84 degrees, rounded to 5 decimals.
    """

    name: str
    in_region: bool
    shape: shapely.Polygon | shapely.MultiPolygon = field(repr=False)


def municipal_areas(gazetteer: Gazetteer) -> tuple[Area, ...]:
    """Draw the area of every municipality of a gazetteer, in alphabetical order: none overlaps another.

    The cells of a Voronoi diagram of the postcode points, in metres of RD New, merged by municipality and clipped to
    the surroundings of all points.
    """
    places = list(gazetteer)
    if not places:
        return ()
    points = _points([place.location for place in places])
    outline = shapely.union_all(points).buffer(_AROUND_M + _BRIDGED_M).buffer(-_BRIDGED_M)
    region = {place.municipality for place in places if place.in_region}
    return _merged(points, [place.municipality for place in places], outline, region)


def areas_of_the_country(gazetteer: Gazetteer) -> tuple[Area, ...]:
    """Give the area of every municipality of the country: by postcode points where they are, else by its places."""
    return _packaged() if gazetteer is load_gazetteer() else drawn(tuple(gazetteer))


@cache
def _packaged() -> tuple[Area, ...]:
    """Read the areas of the packaged postcodes and places."""
    region = {place.municipality for place in load_gazetteer() if place.in_region}
    with (resources.files("geodata") / "data" / _FILE).open(encoding="utf-8") as rows:
        listed = list(csv.reader(rows, delimiter=";"))[1:]
    shapes = shapely.from_wkt([shape for _, shape in listed])
    return tuple(Area(name, name in region, shape) for (name, _), shape in zip(listed, shapes, strict=True))


@cache
def drawn(listed: tuple[Place, ...]) -> tuple[Area, ...]:
    """Draw the areas of the country from listed postcodes, and beyond them from its places."""
    near = _points([place.location for place in listed])
    known = {place.municipality for place in listed}
    around = shapely.union_all(near).buffer(_BRIDGED_M)
    others = [
        each
        for each, point in zip(settlements(), _points([each.location for each in settlements()]), strict=True)
        if not around.intersects(point) or each.municipality not in known
    ]
    edges, names_there = _edges(others, [each.municipality for each in others])
    points = np.concatenate([near, edges])
    names = [*(place.municipality for place in listed), *names_there]
    region = {place.municipality for place in listed if place.in_region}
    return _merged(
        points,
        names,
        shapely.union_all([land(), _near_land(np.concatenate([near, _points([each.location for each in others])]))]),
        region,
    )


def _near_land(points: NDArray[np.object_]) -> shapely.Geometry:
    """Give the surroundings of points just off the coarse coast, so that every point lies in an area."""
    return shapely.union_all(shapely.buffer(points, 500.0))


def _edges(places: Sequence[Settlement], names: Sequence[str]) -> tuple[NDArray[np.object_], list[str]]:
    """Give the middle of each place, and points around it as far as it reaches where that is far."""
    middles = _points([each.location for each in places])
    turns = np.arange(_TURNS) * (2 * np.pi / _TURNS)
    points, found = list(middles), list(names)
    for each, middle, name in zip(places, middles, names, strict=True):
        if each.reach_m >= _LARGE_M:
            around = (middle.x + each.reach_m * np.cos(turns), middle.y + each.reach_m * np.sin(turns))
            points += list(shapely.points(*around))
            found += [name] * _TURNS
    return np.array(points, dtype=object), found


def _points(locations: Sequence[Location]) -> NDArray[np.object_]:
    x, y = rd.from_wgs84([each.lat for each in locations], [each.lon for each in locations])
    return np.array(shapely.points(x, y), dtype=object)


def _merged(
    points: NDArray[np.object_], names: Sequence[str], outline: shapely.Geometry, region: Set[str]
) -> tuple[Area, ...]:
    """Merge the cells of points by name and clip them."""
    everywhere = shapely.union_all(points)
    cells = np.array(shapely.voronoi_polygons(everywhere, extend_to=outline).geoms, dtype=object)
    if not len(cells):
        cells = np.array([outline], dtype=object)
    point, cell = shapely.STRtree(cells).query(points, predicate="intersects")
    cells_of: dict[str, set[int]] = {}
    taken: set[int] = set()
    for p, c in sorted(zip(point.tolist(), cell.tolist(), strict=True)):
        if c not in taken:
            taken.add(c)
            cells_of.setdefault(names[p], set()).add(c)
    areas = []
    for name in sorted(cells_of):
        mine = shapely.union_all(cells[sorted(cells_of[name])])
        areas.append(Area(name, name in region, in_degrees(shapely.intersection(mine, outline))))
    return tuple(areas)


def in_degrees(shape: shapely.Geometry) -> shapely.Polygon | shapely.MultiPolygon:
    """Give a shape in RD New as WGS84 degrees on a grid of 0.00001°, still valid."""

    def degrees(metres: NDArray[np.float64]) -> NDArray[np.float64]:
        lat, lon = rd.to_wgs84(metres[:, 0], metres[:, 1])
        return np.column_stack([lon, lat])

    def rounded(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(coordinates, _DECIMALS)

    snapped = shapely.set_precision(shapely.transform(shape, degrees), 10**-_DECIMALS)
    done = shapely.normalize(shapely.transform(snapped, rounded))
    assert isinstance(done, shapely.Polygon | shapely.MultiPolygon)
    return done


if __name__ == "__main__":
    lines = [f"{area.name};{shapely.to_wkt(area.shape, _DECIMALS)}" for area in drawn(tuple(load_gazetteer()))]
    file = Path(__file__).parent / "data" / _FILE
    file.write_text("\n".join(["municipality;shape", *lines, ""]), encoding="utf-8", newline="\n")
