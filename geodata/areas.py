"""Schematic municipal areas, made from postcode points: a background to a map, not a boundary to rely on.

Every spot belongs to the municipality of the nearest postcode point, as far as postcode points lie around it.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import rd
from geodata.gazetteer import Gazetteer
from geodata.language import Text

_AROUND_M: Final = 2_000.0
"""How far an area goes beyond the outermost postcode points."""

_BRIDGED_M: Final = 2_500.0
"""Hollows between postcode points narrower than twice this are filled."""

_DECIMALS: Final = 5

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
    x, y = rd.from_wgs84([place.location.lat for place in places], [place.location.lon for place in places])
    points = shapely.points(x, y)
    everywhere = shapely.union_all(points)
    outline = everywhere.buffer(_AROUND_M + _BRIDGED_M).buffer(-_BRIDGED_M)
    cells = np.array(shapely.voronoi_polygons(everywhere, extend_to=outline).geoms, dtype=object)
    if not len(cells):
        cells = np.array([outline], dtype=object)
    point, cell = shapely.STRtree(cells).query(points, predicate="intersects")
    owner = {int(c): places[int(p)].municipality for p, c in sorted(zip(point, cell, strict=True), reverse=True)}
    areas = []
    for name in sorted(set(owner.values())):
        mine = shapely.union_all(cells[[c for c in owner if owner[c] == name]])
        inside = any(place.in_region for place in places if place.municipality == name)
        areas.append(Area(name, inside, _in_degrees(shapely.intersection(mine, outline))))
    return tuple(areas)


def _in_degrees(shape: shapely.Geometry) -> shapely.Polygon | shapely.MultiPolygon:
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
