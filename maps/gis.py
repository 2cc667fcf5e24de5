"""A plan for a geographic information system: points, hulls and areas, masked exactly as the page shows them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from geodata.gis_library import gis_library
from geodata.municipalities import code_of
from geodata.scratch import scratch
from maps.backdrop import Point
from maps.gis_styles import add_styles
from maps.tables import Count
from maps.view_model import ConstellationMark, MapView, Member

CRS: Final = "EPSG:4326"
"""WGS84; GeoJSON knows no other."""

_EPOCH: Final = "2000-01-01T00:00:00.000Z"
"""Written as the date of change, so that the same plan gives the same file."""

_VERSION: Final = "1.2"
"""Of GeoPackage; readers of some years old warn of a later one."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Layer:
    """Features of one kind.

    Attributes
    ----------
    fields
        Column names with the type of what stands in them, ``None`` aside.
    rows
        One tuple of values for each feature, in the order of ``fields``.
    about
        What whoever opens the layer must know: whether points are masked, or whose areas these are.
    """

    name: str
    geometry: str
    fields: Mapping[str, type]
    shapes: tuple[shapely.Geometry, ...] = field(repr=False)
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    about: str


def layers(view: MapView, *, lines: bool = False) -> tuple[Layer, ...]:
    """Give hubs, satellites, unplaced families, hulls and areas; what a reader may not see is not in them.

    A reader who gets families gets all five, so that a project in QGIS finds them where a plan places everybody too;
    a reader who gets none has areas only.

    Parameters
    ----------
    lines
        Whether each satellite gets a line to its hub home; for the planning team only.
    """
    if not view.constellations and not view.unplaced:
        return (_areas(view),)
    return (
        _members("hubs", _HUB_FIELDS, _hubs(view), view),
        _members("satellites", {**_way_field(view), "colour": int}, _satellites(view), view),
        _members("unplaced", {"reason": str, "remedy": str}, _unplaced(view), view),
        *((_lines(view),) if lines else ()),
        _hulls(view),
        _areas(view),
    )


def as_geojson(view: MapView, *, lines: bool = False) -> bytes:
    """Write every layer as one GeoJSON document (RFC 7946); ``layer`` tells which each feature belongs to.

    ``lines`` as in :func:`layers`.
    """
    found = layers(view, lines=lines)
    features = [
        {
            "type": "Feature",
            "properties": {"layer": layer.name, **dict(zip(layer.fields, row, strict=True))},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for layer in found
        for shape, row in zip(layer.shapes, layer.rows, strict=True)
    ]
    document = {
        "type": "FeatureCollection",
        "name": "constellations",
        "title": view.title,
        "description": " ".join(dict.fromkeys(layer.about for layer in found)),
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def as_geopackage(view: MapView, *, lines: bool = False) -> bytes:
    """Write every layer into one GeoPackage, with what must be known of it as its description, and styles for QGIS.

    Parameters
    ----------
    lines
        As in :func:`layers`.

    Raises
    ------
    InputError
        When the library for it is not installed.
    """
    gis_library().set_gdal_config_options({"OGR_CURRENT_DATE": _EPOCH, "OGR_SQLITE_SYNCHRONOUS": "OFF"})
    with scratch() as folder:
        path = folder / "constellations.gpkg"
        found = layers(view, lines=lines)
        for layer in found:
            _write(layer, path)
        add_styles(path, (layer.name for layer in found), _EPOCH)
        return path.read_bytes()


def _write(layer: Layer, path: Path) -> None:
    columns = list(zip(*layer.rows, strict=True)) or [()] * len(layer.fields)
    gis_library().raw.write(
        path,
        shapely.to_wkb(np.array(layer.shapes, dtype=object)),
        [_column(values, kind) for values, kind in zip(columns, layer.fields.values(), strict=True)],
        list(layer.fields),
        field_mask=[np.array([value is None for value in values], dtype=bool) for values in columns],
        layer=layer.name,
        driver="GPKG",
        geometry_type=layer.geometry,
        crs=CRS,
        append=path.exists(),
        dataset_options=None if path.exists() else {"VERSION": _VERSION},
        layer_options={"DESCRIPTION": layer.about, "SPATIAL_INDEX": "NO"},
    )


def _column(values: Sequence[Value], kind: type) -> np.ndarray[Any, np.dtype[Any]]:
    if kind is str:
        return np.array([value or "" for value in values], dtype=object)
    return np.array([value or 0 for value in values], dtype=np.int32)


_Found = Iterator[tuple[str | None, Member, tuple[Value, ...]]]
"""The constellation of a family, the family, and what else its layer tells of it."""

_HUB_FIELDS: Final = {"number": int, "beds": int, "colour": int}
"""``colour`` is the number of a colour of the palette, by which styles draw."""


def _hubs(view: MapView) -> _Found:
    for mark in view.constellations:
        if mark.hub is not None:
            yield mark.id, mark.hub, (mark.number, mark.beds, mark.colour)


def _way_field(view: MapView) -> dict[str, type]:
    """Name the way to the hub home: minutes where a plan counts travel time."""
    return {"metres": int} if view.minutes_per_km is None else {"minutes": float}


def _way(metres: float | None, per_km: float | None) -> Value:
    if metres is None or per_km is None:
        return _whole(metres)
    return round(metres / 1000 * per_km, 1)


def _satellites(view: MapView) -> _Found:
    for mark in view.constellations:
        for satellite in mark.satellites:
            yield mark.id, satellite, (_way(satellite.metres, view.minutes_per_km), mark.colour)


def _unplaced(view: MapView) -> _Found:
    for lost in view.unplaced:
        yield None, lost.member, (" ".join(lost.reasons) or None, " ".join(lost.remedies) or None)


def _members(name: str, more: Mapping[str, type], found: _Found, view: MapView) -> Layer:
    fields = {
        "family": str,
        "constellation": str,
        "provider": str,
        "municipality": str,
        "municipality_code": str,
        "children": int,
        **more,
    }
    drawn = [(member, member.point, key, rest) for key, member, rest in found if member.point is not None]
    return Layer(
        name,
        "Point",
        fields,
        tuple(shapely.Point(_xy(point)) for _, point, _, _ in drawn),
        tuple(
            (member.id, key, member.provider, member.municipality, _code(member.municipality), member.children, *rest)
            for member, _, key, rest in drawn
        ),
        " ".join(view.notices),
    )


def _lines(view: MapView) -> Layer:
    """Give a line from each drawn satellite to its hub home, where that is drawn."""
    drawn = [
        (mark, mark.hub, each, each.point, mark.hub.point)
        for mark in view.constellations
        if mark.hub is not None and mark.hub.point is not None
        for each in mark.satellites
        if each.point is not None
    ]
    fields = {"family": str, "constellation": str, "hub": str, **_way_field(view), "colour": int}
    return Layer(
        "lines",
        "LineString",
        fields,
        tuple(shapely.LineString([_xy(hub_at), _xy(at)]) for _, _, _, at, hub_at in drawn),
        tuple(
            (each.id, mark.id, hub.id, _way(each.metres, view.minutes_per_km), mark.colour)
            for mark, hub, each, _, _ in drawn
        ),
        " ".join(view.notices),
    )


def _hulls(view: MapView) -> Layer:
    drawn = [mark for mark in view.constellations if len(mark.hull) > 2]
    return Layer(
        "hulls",
        "Polygon",
        {
            "constellation": str,
            "number": int,
            "hub": str,
            "satellites": int,
            "homes": int,
            "children": int,
            "farthest_m": int,
            "off_target": int,
            "providers": str,
            "n_providers": int,
            "colour": int,
        },
        tuple(shapely.orient_polygons(shapely.Polygon([_xy(point) for point in mark.hull])) for mark in drawn),
        tuple(_hull_row(mark) for mark in drawn),
        " ".join(view.notices),
    )


def _hull_row(mark: ConstellationMark) -> tuple[Value, ...]:
    hub = mark.hub.id if mark.hub else None
    counts = (mark.size.value, mark.homes.value, mark.children.value)
    providers = ", ".join(f"{share.provider}: {share.homes.text}" for share in mark.providers)
    told = (_whole(mark.farthest_m), mark.off_target, providers, len(mark.providers), mark.colour)
    return (mark.id, mark.number, hub, *counts, *told)


def _areas(view: MapView) -> Layer:
    """Give areas; where a reader sees numbers in place of homes, the number as it is told (``<5``) and, if it is."""
    areas = view.backdrop.areas
    shapes = [
        shapely.MultiPolygon(
            [([_xy(p) for p in rings[0]], [[_xy(p) for p in hole] for hole in rings[1:]]) for rings in area.polygons]
        )
        for area in areas
    ]
    counted = any(area.count for area in areas)
    told: Mapping[str, type] = {"families": int, "families_told": str} if counted else {}
    fields: Mapping[str, type] = {"municipality": str, "municipality_code": str, **told}
    rows = tuple((area.name, _code(area.name), *(_told(area.count) if counted else ())) for area in areas)
    about = " ".join((*(view.notices if counted else ()), *view.backdrop.attribution))
    return Layer("areas", "MultiPolygon", fields, tuple(map(shapely.orient_polygons, shapes)), rows, about)


def _told(count: Count | None) -> tuple[Value, Value]:
    return (None, None) if count is None else (count.value, count.text)


def _code(municipality: str | None) -> str | None:
    """Give the code of Statistics Netherlands, by which a layer is joined to its tables."""
    return None if municipality is None else code_of(municipality)


def _whole(metres: float | None) -> int | None:
    return None if metres is None else round(metres)


def _xy(point: Point) -> tuple[float, float]:
    return point[1], point[0]
