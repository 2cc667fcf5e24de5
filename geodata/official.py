"""Official areas and postcode points as Statistics Netherlands and PDOK publish them: read, recognised and checked."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import rd
from geodata.columns import plain
from geodata.errors import Fault, InputError
from geodata.gazetteer import pc4_of
from geodata.language import Text
from geodata.officiallayer import NAMES, Kind, Layer, kind_of, read_layer

MAX_BYTES: Final = 2_000_000_000
"""A larger file is refused unread; the national 6-digit postcode areas take some 300 MB."""

_SUFFIXES: Final = frozenset({".geojson", ".json", ".gpkg"})
_COVERAGE_M: Final = 40.0
"""How far a simplified border may be from the official one, metres."""

_AREAS: Final = frozenset({"Polygon", "MultiPolygon"})
_POINTS: Final = frozenset({"Point", "MultiPoint"})

_DECIMALS: Final = 5
_WEST, _EAST, _SOUTH, _NORTH = 2.5, 7.6, 50.5, 54.0


@dataclass(frozen=True, slots=True)
class Feature:
    """One municipality (``name``) or postcode (``code``) of an official file.

    Attributes
    ----------
    shape
        WGS84 longitude and latitude: an area, or the point of a postcode.
    municipality, place
        Names as the file gives them, ``None`` where it does not.
    inhabitants
        0 where the file does not say.
    """

    name: str
    shape: shapely.Geometry = field(repr=False)
    municipality: str | None = None
    place: str | None = None
    inhabitants: int = 0


@dataclass(frozen=True, slots=True)
class Official:
    """An official file as read.

    Attributes
    ----------
    attribution
        What the licence of Statistics Netherlands asks to be said wherever these shapes are shown.
    notices
        What was left out, or is likely to be missing.
    """

    kind: Kind
    features: tuple[Feature, ...]
    file: str
    sha256: str
    attribution: str
    notices: tuple[Fault, ...] = ()


__all__ = ["Feature", "Kind", "Official", "kind_of", "read_official"]

_MUNICIPALITY: Final = ("gemeente", "gemeentenaam", "gmnaam", "municipality")
_PLACE: Final = ("plaats", "woonplaats", "woonplaatsnaam", "place")
_INHABITANTS: Final = ("inwoners", "aantalinwoners", "inhabitants", "aantinw")

_ATTRIBUTION: Final[Mapping[Kind, str]] = {
    Kind.MUNICIPALITIES: "© Kadaster / Centraal Bureau voor de Statistiek",
    Kind.PC4: "© Centraal Bureau voor de Statistiek, © Esri Nederland",
    Kind.PC6: "© Centraal Bureau voor de Statistiek, © Esri Nederland",
}


def read_official(path: Path, *, layer: str | None = None, attribution: str | None = None) -> Official:
    """Read municipalities, PC4 or PC6 from a GeoJSON or GeoPackage file, in WGS84 or RD New.

    Parameters
    ----------
    layer
        Which layer of a GeoPackage; by default the only one that holds something this program knows.
    attribution
        What to say of the source; by default what Statistics Netherlands asks.

    Raises
    ------
    InputError
        When the file is none of these, or its shapes are not in the Netherlands.
    """
    digest = _digest(path)
    found = read_layer(path, layer)
    shapes, dropped = _usable(path, found)
    wgs84 = _in_degrees(path, shapes, found.crs)
    columns = {plain(name): values for name, values in found.columns.items()}
    key = next(name for name in NAMES[found.kind] if name in columns)
    features, nameless = _features(found.kind, key, columns, wgs84)
    if not features:
        raise InputError([Fault(EMPTY, file=path.name)])
    notices = list(found.notices)
    if dropped or nameless:
        notices.append(Fault(DROPPED, {"n": dropped + nameless}, file=path.name))
    said = attribution or _ATTRIBUTION[found.kind]
    return Official(found.kind, features, path.name, digest, said, tuple(notices))


def _digest(path: Path) -> str:
    if not path.is_file():
        raise InputError([Fault(NO_FILE, file=path.name)])
    if path.suffix.casefold() not in _SUFFIXES:
        raise InputError([Fault(NO_SUCH_KIND, file=path.name)])
    if path.stat().st_size > MAX_BYTES:
        raise InputError([Fault(TOO_LARGE, {"most": MAX_BYTES // 1_000_000}, file=path.name)])
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _usable(path: Path, layer: Layer) -> tuple[NDArray[np.object_], int]:
    """Give the shapes that can be used, ``None`` for others, and how many those are.

    Raises
    ------
    InputError
        When none is of the right sort: areas for municipalities, areas or points for postcodes.
    """
    sorts = _AREAS if layer.kind is Kind.MUNICIPALITIES else _AREAS | _POINTS
    shapes = np.array([_of_sort(shape, sorts) for shape in layer.shapes], dtype=object)
    missing = shapely.is_missing(shapes)
    if len(shapes) and bool(np.all(missing)):
        bare = bool(np.all(shapely.is_missing(layer.shapes)))
        raise InputError([Fault(NO_SHAPES if bare else NO_AREAS[layer.kind], file=path.name)])
    return shapes, int(np.count_nonzero(missing))


def _of_sort(shape: shapely.Geometry | None, sorts: frozenset[str]) -> shapely.Geometry | None:
    """Give a shape of one of the sorts, of a collection the parts that are; ``None`` where nothing is."""
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type in sorts:
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in sorts] if "Coll" in shape.geom_type else []
    return shapely.union_all(parts) if parts else None


def _in_degrees(path: Path, shapes: NDArray[np.object_], crs: object) -> NDArray[np.object_]:
    """Give shapes as longitude and latitude, rounded; coordinates far beyond degrees are those of RD New."""
    bounds = shapely.total_bounds(shapes[~shapely.is_missing(shapes)])
    if len(shapes) and float(np.nanmax(np.abs(bounds))) > 400:
        if (
            isinstance(crs, str)
            and crs.upper().startswith("EPSG")
            and crs.split(":")[-1] not in {"28992", "7415", "4326"}
        ):
            raise InputError([Fault(OTHER_GRID, {"crs": crs}, file=path.name)])
        shapes = shapely.transform(shapes, _degrees_of_grid)
        bounds = shapely.total_bounds(shapes[~shapely.is_missing(shapes)])
    west, south, east, north = bounds
    if not (west >= _WEST and east <= _EAST and south >= _SOUTH and north <= _NORTH):
        raise InputError([Fault(ELSEWHERE, file=path.name)])
    return shapes


def _degrees_of_grid(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    lat, lon = rd.to_wgs84(metres[:, 0], metres[:, 1])
    return np.column_stack([lon, lat])


def _features(
    kind: Kind, key: str, columns: Mapping[str, NDArray[Any]], shapes: NDArray[np.object_]
) -> tuple[tuple[Feature, ...], int]:
    """Give the features by name, and how many shapes have none."""
    names = [_name(kind, value) for value in columns[key]]
    shaped = [at for at in range(len(names)) if shapes[at] is not None]
    keep = [at for at in shaped if names[at]]
    merged: dict[str, list[int]] = {}
    for at in keep:
        merged.setdefault(str(names[at]), []).append(at)
    whole = {name: shapely.union_all(shapely.make_valid(shapes[rows])) for name, rows in merged.items()}
    drawn = _simplified(list(whole.values())) if kind is Kind.MUNICIPALITIES else [_point(s) for s in whole.values()]
    municipality, place, inhabitants = (_column(columns, names) for names in (_MUNICIPALITY, _PLACE, _INHABITANTS))
    features = tuple(
        Feature(name, shape, _text(municipality, rows[0]), _text(place, rows[0]), _count(inhabitants, rows))
        for (name, rows), shape in sorted(zip(merged.items(), drawn, strict=True), key=lambda each: each[0][0])
    )
    return features, len(shaped) - len(keep)


def _name(kind: Kind, value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else unicodedata.normalize("NFC", str(value)).strip()
    if kind is Kind.MUNICIPALITIES:
        return text or None
    squeezed = text.replace(" ", "").upper()
    if pc4_of(squeezed) is None or len(squeezed) != (4 if kind is Kind.PC4 else 6):
        return None
    return squeezed


def _simplified(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Simplify areas together, so that neighbours still share their border."""
    degrees = _COVERAGE_M / 111_000
    snapped = shapely.set_precision(np.array(shapes, dtype=object), 10**-_DECIMALS)
    if bool(np.all(shapely.coverage_is_valid(snapped))):
        return list(shapely.set_precision(shapely.coverage_simplify(snapped, degrees), 10**-_DECIMALS))
    return list(shapely.set_precision(shapely.simplify(snapped, degrees), 10**-_DECIMALS))


def _point(shape: shapely.Geometry) -> shapely.Point:
    """Give the middle of an area, or a point within it where the middle lies outside."""
    middle = shape.centroid
    inside = middle if shape.area == 0 or shape.contains(middle) else shape.representative_point()
    return shapely.Point(round(inside.x, _DECIMALS), round(inside.y, _DECIMALS))


def _column(columns: Mapping[str, NDArray[Any]], names: Sequence[str]) -> NDArray[Any] | None:
    return next((columns[name] for name in names if name in columns), None)


def _text(values: NDArray[Any] | None, row: int) -> str | None:
    value = None if values is None else values[row]
    return None if value is None else str(value).strip() or None


def _count(values: NDArray[Any] | None, rows: Sequence[int]) -> int:
    """Add up counts; Statistics Netherlands writes large negative numbers where it keeps one secret."""
    if values is None or not np.issubdtype(values.dtype, np.number):
        return 0
    found = values[list(rows)].astype(np.float64)
    return int(found[np.isfinite(found) & (found >= 0)].sum())


NO_FILE: Final = Text(
    nl="dit bestand bestaat niet. Controleer de naam en de map.", en="this file does not exist. Check name and folder."
)
NO_SUCH_KIND: Final = Text(
    nl="geef een bestand dat eindigt op .geojson, .json of .gpkg.",
    en="give a file that ends in .geojson, .json or .gpkg.",
)
TOO_LARGE: Final = Text(
    nl="dit bestand is groter dan {most} MB; kies een kleiner gebied of een algemenere uitgave.",
    en="this file is larger than {most} MB; choose a smaller area or a more general edition.",
)
OTHER_GRID: Final = Text(
    nl="dit bestand staat in {crs}; geef het in WGS84 (EPSG:4326) of in RD (EPSG:28992).",
    en="this file is in {crs}; give it in WGS84 (EPSG:4326) or in RD (EPSG:28992).",
)
ELSEWHERE: Final = Text(
    nl="deze gebieden liggen niet in Nederland.",
    en="these areas are not in the Netherlands.",
)
EMPTY: Final = Text(
    nl="in dit bestand staat geen enkel gebied met een naam of postcode.",
    en="this file holds no area with a name or postcode.",
)
NO_SHAPES: Final = Text(
    nl="geen enkel gebied in dit bestand heeft een vlak of punt. Haal het opnieuw op, met geometrie.",
    en="no area in this file has a shape. Fetch it again, with its geometry.",
)
NO_AREAS: Final = {
    kind: Text(
        nl="hierin staan lijnen of andere vormen die het programma niet gebruikt; nodig zijn vlakken of punten.",
        en="this holds lines or other shapes that the program does not use; areas or points are needed.",
    )
    for kind in (Kind.PC4, Kind.PC6)
} | {
    Kind.MUNICIPALITIES: Text(
        nl="hierin staan punten of lijnen, en geen gebieden van gemeenten. Haal de grenzen van gemeenten op (vlakken).",
        en="this holds points or lines, and no areas of municipalities. Fetch the borders of municipalities (areas).",
    )
}
DROPPED: Final = Text(
    nl="weggelaten, want zonder bruikbare vorm, naam of postcode: {n}.",
    en="left out, for lack of a usable shape, name or postcode: {n}.",
)
