"""Reading the roads of an OpenStreetMap extract, in two passes over the file.

The first pass finds the ways that somebody might travel, and the turn restrictions; the second where their points lie.
Of a country most points belong to buildings: they are unpacked and gone past.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from geodata.distances import IntArray
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.roads.blobs import LZ4, Blobs, DamagedError, UnknownPackingError, blobs_of, fields
from geodata.roads.blocks import block_of, only_points
from geodata.roads.converting import converted
from geodata.roads.extract import Extract, Source
from geodata.roads.places import distinct, resolve
from geodata.roads.road_points import RoadPoints, as_points
from geodata.roads.road_ways import RoadWays
from geodata.roads.stretches import Shapes, known_stretches

_PBF: Final = (".osm.pbf", ".pbf")
_OTHERS: Final = (".osm", ".osm.bz2", ".osm.gz")
_UNDERSTOOD: Final = frozenset({b"OsmSchema-V0.6", b"DenseNodes", b"HistoricalInformation"})
_SORTED: Final = b"Sort.Type_then_ID"
_REQUIRED, _OPTIONAL, _WRITTEN = 4, 5, 32
"""Fields of the header: what a reader must know, what it may use, and the time of the data, seconds since 1970."""

_YEAR_3000: Final = 32_503_680_000
_WAYS: Final = 0.4
"""Share of the work that the first pass is, for whoever shows it."""

Progress = Callable[[float], None]
"""Is told which share of the work is done, from 0 to 1."""


def read_roads(path: Path, progress: Progress | None = None) -> Extract:
    """Read the roads of an extract.

    Parameters
    ----------
    path
        A file as OpenStreetMap's mirrors offer it, ``.osm.pbf``; other kinds are read by the library osmium.

    Raises
    ------
    InputError
        When the file is no such extract, is broken off or holds no roads; when it is of another kind and the library
        is missing.
    """
    tell = progress or _silent
    if not path.is_file():
        raise InputError([Fault(NOT_THERE, file=path.name)])
    name = path.name.casefold()
    if not name.endswith(_PBF + _OTHERS):
        raise InputError([Fault(NO_EXTRACT, file=path.name)])
    try:
        with ThreadPoolExecutor(1) as pool:
            digest = pool.submit(_digest, path)
            extract = _read(path, tell) if name.endswith(_PBF) else _other(path, tell)
            source = Source(path.name, digest.result(), extract.source.date)
    except (DamagedError, RuntimeError, UnicodeDecodeError) as error:
        text = BROKEN_OFF if _began_well(path) else UNREADABLE if name.endswith(_OTHERS) else NO_EXTRACT
        raise InputError([Fault(text, file=path.name)]) from error
    if not len(extract.way_id):
        raise InputError([Fault(NO_ROADS, file=path.name)])
    return replace(extract, source=source)


def _silent(_: float) -> None:
    """Tell nobody."""


def _began_well(path: Path) -> bool:
    """Tell whether a file begins as a PBF file does: with the length and name of its first block."""
    with path.open("rb") as file:
        return b"OSMHeader" in file.read(32)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _other(path: Path, tell: Progress) -> Extract:
    with converted(path) as made:
        return _read(made, tell)


def _read(path: Path, tell: Progress) -> Extract:
    try:
        blobs = blobs_of(path)
        about = _About(blobs.header)
        if not about.required <= _UNDERSTOOD:
            return _other(path, tell)
        return _roads(blobs, about, tell)
    except UnknownPackingError as error:
        if error.packing == LZ4:
            return _other(path, tell)
        raise InputError([Fault(OTHER_PACKING, {"packing": error.packing}, path.name)]) from error


class _About:
    """What a file says of itself."""

    def __init__(self, header: bytes) -> None:
        self.required: set[bytes] = set()
        self.sorted = False
        self.date: str | None = None
        for key, value in fields(header):
            if key == _REQUIRED and isinstance(value, bytes):
                self.required.add(value)
            elif key == _OPTIONAL and value == _SORTED:
                self.sorted = True
            elif key == _WRITTEN and isinstance(value, int) and value < _YEAR_3000:
                self.date = datetime.fromtimestamp(value, UTC).date().isoformat()


def _roads(blobs: Blobs, about: _About, tell: Progress) -> Extract:
    n = len(blobs.data)
    turn = bisect_left(range(n), True, key=lambda at: not only_points(blobs.block(at))) if about.sorted else n
    ways = RoadWays()
    first = turn if about.sorted else 0
    for at, data in enumerate(blobs.blocks(first, n)):
        ways.add(block_of(data))
        tell(_WAYS * (at + 1) / (n - first))
    way_id, length, kind, refs = ways.joined()
    found = RoadPoints(_each_once(refs))
    last = min(turn + 1, n)
    for at, data in enumerate(blobs.blocks(0, last) if len(refs) else ()):
        found.add(block_of(data))
        tell(_WAYS + (1 - _WAYS) * (at + 1) / last)
    vias = np.array([ref for each in ways.written for ref in each.points()], np.int64)
    ends = np.array([ref for each in ways.written for ref in each.ends()], np.int64)
    spots = found.spots(np.intersect1d(refs[np.repeat(np.isin(way_id, ends), length)], vias))
    restrictions = tuple(filter(None, (each.placed(spots) for each in ways.written)))
    resolve(refs, found.wanted, found.places)
    marked, mark = found.joined()
    shapes = known_stretches(Shapes(way_id, kind, length, refs))
    return Extract(
        Source(blobs.path.name, "", about.date),
        shapes.way_id,
        shapes.kind,
        np.concatenate([[0], np.cumsum(shapes.length)]).astype(np.int64),
        as_points(shapes.places),
        ways.kinds.all(),
        marked,
        mark,
        found.marks.all(),
        restrictions,
    )


def _each_once(refs: IntArray) -> IntArray:
    """Give numbers in ascending order, each once."""
    ordered = np.sort(refs)
    return ordered[: distinct(ordered)]


NOT_THERE: Final = Text(
    nl="dit bestand is er niet; haal een uittreksel (.osm.pbf) van uw provincie op, bijvoorbeeld bij Geofabrik.",
    en="this file is not there; fetch an extract (.osm.pbf) of your province, at Geofabrik for instance.",
)

NO_EXTRACT: Final = Text(
    nl="dit is geen OpenStreetMap-uittreksel. Geef een bestand dat eindigt op .osm.pbf, zoals Geofabrik het aanbiedt.",
    en="this is no OpenStreetMap extract. Give a file that ends in .osm.pbf, as Geofabrik offers it.",
)

UNREADABLE: Final = Text(
    nl="dit is geen OpenStreetMap-bestand, of het is beschadigd of niet geheel opgehaald; haal het opnieuw op.",
    en="this is no OpenStreetMap file, or it is damaged or was not fetched whole; fetch it again.",
)

BROKEN_OFF: Final = Text(
    nl="dit uittreksel is beschadigd of niet geheel opgehaald; haal het opnieuw op.",
    en="this extract is damaged or was not fetched whole; fetch it again.",
)

OTHER_PACKING: Final = Text(
    nl="dit uittreksel is ingepakt met {packing}, en dat leest dit programma niet. Haal het bij Geofabrik op, of laat "
    "het maken zoals gebruikelijk, met zlib.",
    en="this extract is packed by {packing}, which this program does not read. Fetch it from Geofabrik, or have it "
    "made as is usual, by zlib.",
)

NO_ROADS: Final = Text(
    nl="in dit uittreksel staat geen enkele weg; haal een ander op, met alle gegevens van het gebied.",
    en="this extract holds no roads at all; fetch another, with all data of the area.",
)
