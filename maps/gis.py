"""A plan for a geographic information system: points, hulls and areas, masked exactly as the page shows them."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
import shapely

from maps.scene import ConstellationMark, MapView, Member, Point

CRS: Final = "EPSG:4326"
"""WGS84; GeoJSON knows no other."""

_EPOCH: Final = "2000-01-01T00:00:00.000Z"
"""Written as the date of change, so that the same plan gives the same file."""

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
    """

    name: str
    geometry: str
    fields: Mapping[str, type]
    shapes: tuple[shapely.Geometry, ...] = field(repr=False)
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)


def layers(view: MapView) -> tuple[Layer, ...]:
    """Give hubs, satellites, unplaced families, hulls and areas; what a reader may not see is not in them."""
    return (
        _members("hubs", {"beds": int}, _hubs(view)),
        _members("satellites", {"metres": int}, _satellites(view)),
        _members("unplaced", {}, ((("", unplaced.member), ()) for unplaced in view.unplaced)),
        _hulls(view),
        _areas(view),
    )


def as_geojson(view: MapView) -> bytes:
    """Write every layer as one GeoJSON document (RFC 7946); ``layer`` tells which each feature belongs to."""
    features = [
        {
            "type": "Feature",
            "properties": {"layer": layer.name, **dict(zip(layer.fields, row, strict=True))},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for layer in layers(view)
        for shape, row in zip(layer.shapes, layer.rows, strict=True)
    ]
    document = {"type": "FeatureCollection", "name": "constellations", "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def as_geopackage(view: MapView) -> bytes:
    """Write every layer that holds something into one GeoPackage."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _EPOCH})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "constellations.gpkg"
        for layer in layers(view):
            if layer.shapes:
                _write(layer, path)
        return path.read_bytes()


def _write(layer: Layer, path: Path) -> None:
    columns = list(zip(*layer.rows, strict=True))
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(layer.shapes, dtype=object)),
        [_column(values, kind) for values, kind in zip(columns, layer.fields.values(), strict=True)],
        list(layer.fields),
        field_mask=[np.array([value is None for value in values]) for values in columns],
        layer=layer.name,
        driver="GPKG",
        geometry_type=layer.geometry,
        crs=CRS,
        append=path.exists(),
    )


def _column(values: Sequence[Value], kind: type) -> np.ndarray[Any, np.dtype[Any]]:
    if kind is str:
        return np.array([value or "" for value in values], dtype=object)
    return np.array([value or 0 for value in values], dtype=np.int32)


def _hubs(view: MapView) -> Iterator[tuple[tuple[str, Member], tuple[Value, ...]]]:
    for mark in view.constellations:
        if mark.hub is not None:
            yield (mark.id, mark.hub), (mark.beds,)


def _satellites(view: MapView) -> Iterator[tuple[tuple[str, Member], tuple[Value, ...]]]:
    for mark in view.constellations:
        for satellite in mark.satellites:
            metres = None if satellite.metres is None else round(satellite.metres)
            yield (mark.id, satellite), (metres,)


def _members(
    name: str, more: Mapping[str, type], found: Iterator[tuple[tuple[str, Member], tuple[Value, ...]]]
) -> Layer:
    fields = {"family": str, "constellation": str, "provider": str, "municipality": str, "children": int, **more}
    drawn = [(member, constellation, rest) for (constellation, member), rest in found if member.point is not None]
    return Layer(
        name,
        "Point",
        fields,
        tuple(shapely.Point(_xy(member.point)) for member, _, _ in drawn if member.point is not None),
        tuple(
            (member.id, constellation or None, member.provider, member.municipality, member.children, *rest)
            for member, constellation, rest in drawn
        ),
    )


def _hulls(view: MapView) -> Layer:
    drawn = [mark for mark in view.constellations if len(mark.hull) > 2]
    return Layer(
        "hulls",
        "Polygon",
        {"constellation": str, "satellites": int, "children": int},
        tuple(shapely.Polygon([_xy(point) for point in mark.hull]) for mark in drawn),
        tuple(_hull_row(mark) for mark in drawn),
    )


def _hull_row(mark: ConstellationMark) -> tuple[Value, ...]:
    return (mark.id, mark.size.value, mark.children.value)


def _areas(view: MapView) -> Layer:
    areas = view.backdrop.areas
    shapes = [
        shapely.MultiPolygon(
            [([_xy(p) for p in rings[0]], [[_xy(p) for p in hole] for hole in rings[1:]]) for rings in area.polygons]
        )
        for area in areas
    ]
    return Layer("areas", "MultiPolygon", {"municipality": str}, tuple(shapes), tuple((area.name,) for area in areas))


def _xy(point: Point) -> tuple[float, float]:
    return point[1], point[0]
