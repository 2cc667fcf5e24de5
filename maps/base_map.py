"""The base map: municipal areas and names of places around the families, simplified to what a screen can show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import Gazetteer, Place
from geodata.language import Lang, Text
from maps.view_model import AreaMark, Backdrop, PlaceMark, Point

SCHEMATIC_SOURCE: Final = Text(
    nl="Gemeenten schematisch getekend uit postcodepunten. Punten en inwoners: CBS StatLine 83502NED, CC BY 4.0.",
    en="Municipalities drawn schematically from postcode points. Points and inhabitants: Statistics Netherlands "
    "(CBS), StatLine 83502NED, CC BY 4.0.",
)

PLACES_SOURCE: Final = Text(
    nl="Plaatsen: CBS StatLine 83502NED, CC BY 4.0.", en="Places: Statistics Netherlands (CBS), 83502NED, CC BY 4.0."
)

_STEPS: Final = 3000
"""Detail kept: one part in so many of the width of the map."""

_MARGIN: Final = 0.12
_DECIMALS: Final = 4


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
    )


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
    inside = [area for area in areas if area.shape.intersects(window)]
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
