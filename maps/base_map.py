"""The base map: municipal areas and names of places around the families, simplified to what a screen can show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Protocol

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.areas import in_degrees
from geodata.gazetteer import Gazetteer, Place
from geodata.language import Lang, Text
from geodata.outline import land, waters
from geodata.places import settlements
from maps.backdrop import AreaMark, Backdrop, Ground, PlaceMark, Point, Shape

SCHEMATIC_SOURCE: Final = Text(
    nl="Gemeenten, provincies en wateren zijn schematisch getekend. Postcodes en inwoners: CBS StatLine 83502NED, "
    "CC BY 4.0. Plaatsen: GeoNames, CC BY 4.0. Kust: Natural Earth.",
    en="Municipalities, provinces and waters are drawn schematically. Postcodes and inhabitants: Statistics "
    "Netherlands (CBS), 83502NED, CC BY 4.0. Places: GeoNames, CC BY 4.0. Coast: Natural Earth.",
)

PLACES_SOURCE: Final = Text(
    nl="Plaatsen: CBS StatLine 83502NED en GeoNames, CC BY 4.0. Kust: Natural Earth; wateren schematisch.",
    en="Places: Statistics Netherlands (CBS), 83502NED, and GeoNames, CC BY 4.0. Coast: Natural Earth; waters "
    "schematic.",
)

_STEPS: Final = 3000
"""Detail kept: one part in so many of the width of the map."""

_MARGIN: Final = 0.12
_DECIMALS: Final = 4

_COARSE: Final = 0.003
"""Degrees that the country and its provinces are simplified by, some 300 m."""

_SPECK: Final = 1e-4
"""Square degrees of a part of land that is too small to draw."""

_SEA: Final[Shape] = (
    (
        (51.2, 1.5), (51.3, 3.0), (51.37, 3.37), (52.0, 5.0), (53.0, 6.5), (53.3, 6.9), (53.33, 7.02), (53.6, 7.0),
        (53.72, 7.3), (54.3, 7.3), (54.3, 1.5), (51.2, 1.5),
    ),
)  # fmt: skip
"""The North Sea, below the land: its edge there is never seen; the borders with Belgium and Germany are about right."""

_BEYOND: Final = 0.25
"""Degrees around the window in which areas are drawn too, for who moves the map."""

_LARGER: Final = 110
"""Places of the country that are named beyond the window."""


class Area(Protocol):
    """A named area in WGS84 degrees, as ``geodata.areas`` makes them."""

    @property
    def name(self) -> str:
        """The municipality."""
        ...

    @property
    def shape(self) -> BaseGeometry:
        """Polygon or multipolygon, x is the longitude."""
        ...


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies under the families.

    Attributes
    ----------
    gazetteer
        Its places give the names.
    areas
        Municipalities, schematic or official.
    attribution
        What the licence of official areas asks to be said; ``None`` says that the areas are schematic.
    """

    gazetteer: Gazetteer = field(repr=False)
    areas: tuple[Area, ...] = field(default=(), repr=False)
    attribution: tuple[str, ...] | None = None


def backdrop(base_map: BaseMap, around: Iterable[Point], lang: Lang) -> Backdrop:
    """Choose the areas and places around what is drawn, and simplify the areas together, so that borders still fit.

    Parameters
    ----------
    around
        The points that are drawn; with none, everything is kept.
    """
    spots = tuple(around)
    window = _window(spots) if spots else _everywhere(base_map.areas)
    marks = tuple(_area_marks(base_map.areas, window))
    attribution = base_map.attribution
    return Backdrop(
        areas=marks,
        places=tuple(_place_marks(base_map.gazetteer, window)),
        attribution=(SCHEMATIC_SOURCE.say(lang),) if attribution is None else (*attribution, PLACES_SOURCE.say(lang)),
        schematic=attribution is None,
        postcodes=tuple(_postcodes(base_map.gazetteer, window)),
        ground=_ground(base_map.areas),
    )


def _ground(areas: tuple[Area, ...]) -> Ground:
    """Draw the whole country, coarsely; provinces are those of the areas that there are."""
    coast = in_degrees(land())
    return Ground(
        sea=(_SEA,),
        land=tuple(_shapes(shapely.simplify(coast, _COARSE))),
        waters=tuple(shape for water in waters().values() for shape in _shapes(water)),
        provinces=_provinces(areas),
    )


@cache
def _provinces(areas: tuple[Area, ...]) -> tuple[Shape, ...]:
    province = {each.municipality: each.province for each in settlements()}
    known = [area for area in areas if area.name in province]
    if len({province[area.name] for area in known}) < 2:
        return ()
    whole = [
        shapely.union_all([area.shape for area in known if province[area.name] == name], grid_size=1e-5)
        for name in sorted({province[area.name] for area in known})
    ]
    return tuple(shape for each in shapely.coverage_simplify(whole, _COARSE) for shape in _shapes(each))


def _shapes(shape: BaseGeometry) -> Iterable[Shape]:
    for part in getattr(shape, "geoms", (shape,)):
        if isinstance(part, shapely.Polygon) and part.area > _SPECK:
            yield (_ring(part.exterior), *(_ring(hole) for hole in part.interiors))


def _window(spots: tuple[Point, ...]) -> shapely.Polygon:
    lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
    reach = max(max(lats) - min(lats), max(lons) - min(lons), 0.02) * _MARGIN
    return shapely.box(min(lons) - reach, min(lats) - reach, max(lons) + reach, max(lats) + reach)


def _everywhere(areas: tuple[Area, ...]) -> shapely.Polygon:
    if not areas:
        return shapely.box(3.2, 50.7, 7.3, 53.6)  # the Netherlands
    west, south, east, north = shapely.total_bounds([area.shape for area in areas])
    return shapely.box(west, south, east, north)


def _area_marks(areas: tuple[Area, ...], window: shapely.Polygon) -> Iterable[AreaMark]:
    inside = [area for area in areas if area.shape.intersects(window.buffer(_BEYOND, cap_style="square"))]
    if not inside:
        return
    west, south, east, north = window.bounds
    step = max(east - west, north - south) / _STEPS
    shapes = shapely.coverage_simplify([area.shape for area in inside], step)
    for area, shape in zip(inside, shapes, strict=True):
        parts = [part for part in getattr(shape, "geoms", (shape,)) if isinstance(part, shapely.Polygon) and part.area]
        if not parts:
            continue
        seen = max(parts, key=lambda part: part.area).intersection(window)
        spot = (seen if not seen.is_empty else shape).representative_point()
        yield AreaMark(
            name=area.name,
            polygons=tuple((_ring(part.exterior), *(_ring(hole) for hole in part.interiors)) for part in parts),
            label=(round(spot.y, _DECIMALS), round(spot.x, _DECIMALS)),
        )


def _ring(ring: shapely.LinearRing) -> tuple[Point, ...]:
    return tuple((round(lat, _DECIMALS), round(lon, _DECIMALS)) for lon, lat in ring.coords)


def _postcodes(gazetteer: Gazetteer, window: shapely.Polygon) -> Iterable[tuple[str, Point]]:
    west, south, east, north = window.bounds
    for place in gazetteer:
        at = place.location
        if south <= at.lat <= north and west <= at.lon <= east:
            yield place.pc4, (round(at.lat, _DECIMALS), round(at.lon, _DECIMALS))


def _place_marks(gazetteer: Gazetteer, window: shapely.Polygon) -> Iterable[PlaceMark]:
    west, south, east, north = window.bounds
    by_name: dict[tuple[str, str], list[Place]] = {}
    for place in gazetteer:
        by_name.setdefault((place.place, place.municipality), []).append(place)
    for (name, _), rows in sorted(by_name.items()):
        weight = sum(place.inhabitants for place in rows)
        shares = [(place.location, place.inhabitants / weight if weight else 1 / len(rows)) for place in rows]
        lat = sum(spot.lat * share for spot, share in shares)
        lon = sum(spot.lon * share for spot, share in shares)
        if south <= lat <= north and west <= lon <= east:
            yield PlaceMark(name, (round(lat, _DECIMALS), round(lon, _DECIMALS)), weight)
    listed, heard = gazetteer.municipalities, {name for name, _ in by_name}
    larger = {id(each) for each in sorted(settlements(), key=lambda each: -each.inhabitants)[:_LARGER]}
    for each in settlements():
        at = each.location
        inside = south - _BEYOND <= at.lat <= north + _BEYOND and west - _BEYOND <= at.lon <= east + _BEYOND
        known = each.municipality in listed or each.name in heard
        if not known and (inside or id(each) in larger):
            yield PlaceMark(each.name, (at.lat, at.lon), each.inhabitants)
