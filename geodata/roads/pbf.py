"""Reading the roads of an OpenStreetMap extract with the library osmium, in two passes over the file.

The first pass finds the ways that somebody might travel, and the turn restrictions; the second their points. What a
filter of the library can leave out never reaches Python: of a country most points belong to buildings.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.roads.crossings import POINT_KEYS
from geodata.roads.extract import UNITS, Extract, Points, Source
from geodata.roads.restrictions import RESTRICTION_KEYS, Restriction
from geodata.roads.ways import WAY_KEYS

_SUFFIXES: Final = (".osm.pbf", ".pbf", ".osm", ".osm.bz2", ".osm.gz")
_WKB_HEADER: Final = 9
_TRACKED_BYTES: Final = 250_000_000
"""Of a larger extract the points of roads are tracked by id, so that no others are kept. Of a smaller one all points
are kept while it is read, some 16 bytes each: a set of ids takes one bit for every id ever given out, or 1.6 GB."""

_AT_ONCE: Final = 1 << 26
"""Bytes of coordinates that are turned into points at once."""

Progress = Callable[[float], None]
"""Is told which share of the work is done, from 0 to 1."""


def read_roads(path: Path, progress: Progress | None = None) -> Extract:
    """Read the roads of an extract.

    Parameters
    ----------
    path
        A file as OpenStreetMap's mirrors offer it, ``.osm.pbf``.

    Raises
    ------
    InputError
        When the library is missing, or the file is no such extract, is broken off or holds no roads.
    """
    tell = progress or _silent
    osmium = library()
    if not path.is_file():
        raise InputError([Fault(NOT_THERE, file=path.name)])
    if not path.name.casefold().endswith(_SUFFIXES):
        raise InputError([Fault(NO_EXTRACT, file=path.name)])
    try:
        source = _source(osmium, path)
        tell(0.1)
        wanted = _Wanted(osmium, path)
        tell(0.5)
        shapes = _Shapes(osmium, path, wanted)
        tell(1.0)
    except RuntimeError as error:
        text = BROKEN_OFF if _began_well(path) else NO_EXTRACT
        raise InputError([Fault(text, file=path.name)]) from error
    if not len(shapes.way_id):
        raise InputError([Fault(NO_ROADS, file=path.name)])
    return shapes.extract(source)


def library() -> Any:
    """Give the library that reads extracts.

    Raises
    ------
    InputError
        When it is not installed.
    """
    try:
        return import_module("osmium")
    except ImportError as error:
        raise InputError([Fault(NO_LIBRARY)]) from error


def _silent(_: float) -> None:
    """Tell nobody."""


def _began_well(path: Path) -> bool:
    """Tell whether a file begins as a PBF file does: with the length and name of its first block."""
    with path.open("rb") as file:
        return b"OSMHeader" in file.read(32)


def _source(osmium: Any, path: Path) -> Source:
    reader = osmium.io.Reader(str(path), osmium.osm.NOTHING)
    try:
        header = reader.header()
        date = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    finally:
        reader.close()
    with path.open("rb") as file:
        return Source(path.name, hashlib.file_digest(file, "sha256").hexdigest(), date[:10] or None)


class _Interned:
    """Combinations of tags, each kept once under a number."""

    def __init__(self, keys: frozenset[str]) -> None:
        self.keys = keys
        self.numbers: dict[tuple[tuple[str, str], ...], int] = {}

    def number(self, tags: Iterable[tuple[str, str]]) -> int:
        kept = tuple(sorted((key, value) for key, value in tags if key in self.keys))
        return self.numbers.setdefault(kept, len(self.numbers))

    def all(self) -> tuple[Mapping[str, str], ...]:
        return tuple(dict(tags) for tags in self.numbers)


_Members = dict[str, list[tuple[str, int]]]
"""The members of a relation by their role: kind (``n``, ``w``) and id."""


class _Wanted:
    """First pass: which ways and which points to ask for, and the turn restrictions as their relations say them."""

    def __init__(self, osmium: Any, path: Path) -> None:
        self.tracker = osmium.IdTracker() if path.stat().st_size > _TRACKED_BYTES else None
        self.vias: set[int] = set()
        self.ends: set[int] = set()
        self.relations: list[tuple[dict[str, str], _Members]] = []
        osm, filters = osmium.osm, osmium.filter
        ways = filters.KeyFilter("highway", "route").enable_for(osm.WAY)
        turns = filters.TagFilter(("type", "restriction")).enable_for(osm.RELATION)
        for each in osmium.FileProcessor(str(path), osm.WAY | osm.RELATION).with_filter(ways).with_filter(turns):
            if each.is_relation():
                self._restriction(each)
            elif self.tracker is not None and _travelled(each.tags):
                self.tracker.add_way(each.id)
                self.tracker.add_references(each)

    def _restriction(self, relation: Any) -> None:
        tags = {tag.k: tag.v for tag in relation.tags if tag.k in RESTRICTION_KEYS}
        members: _Members = {}
        for member in relation.members:
            members.setdefault(member.role, []).append((member.type, member.ref))
        self.vias.update(_refs(members, "via", "n"))
        self.ends.update(_refs(members, "from", "w"), _refs(members, "to", "w"))
        self.relations.append((tags, members))

    def restrictions(self, spots: Mapping[int, tuple[int, int]]) -> tuple[Restriction, ...]:
        """Give the restrictions whose members are all there.

        Parameters
        ----------
        spots
            Where each point of ``vias`` lies.
        """
        found = []
        for tags, members in self.relations:
            starts, ends, ways = (_refs(members, role, "w") for role in ("from", "to", "via"))
            points = [spots[ref] for ref in _refs(members, "via", "n") if ref in spots]
            if starts and ends and (ways or len(points) == 1):
                found.append(Restriction(tags, starts, ends, ways, None if ways else points[0]))
        return tuple(found)


def _travelled(tags: Any) -> bool:
    """Tell whether somebody might travel on a way."""
    return "highway" in tags or tags.get("route") == "ferry"


def _refs(members: _Members, role: str, kind: str) -> tuple[int, ...]:
    return tuple(ref for each, ref in members.get(role, []) if each == kind)


class _Shapes:
    """Second pass: the ways with their points, and the points that carry tags.

    Coordinates leave the library a way at a time, as well-known binary in hexadecimal: 9 bytes, then two doubles for
    each point.
    """

    def __init__(self, osmium: Any, path: Path, wanted: _Wanted) -> None:
        self.kinds, self.marks = _Interned(WAY_KEYS), _Interned(POINT_KEYS)
        self.way_id, self.kind, self.length = array("q"), array("i"), array("q")
        self.marked, self.mark = array("i"), array("i")
        self.spots: dict[int, tuple[int, int]] = {}
        self._raw = bytearray()
        self._parts: list[Points] = []
        self._wanted = wanted
        self._factory = osmium.geom.WKBFactory()
        self._every = osmium.geom.use_nodes.ALL
        self._invalid = osmium.InvalidLocationError
        osm = osmium.osm
        if wanted.tracker is None:
            only = osmium.filter.KeyFilter("highway", "route").enable_for(osm.WAY)
        else:
            only = wanted.tracker.id_filter().enable_for(osm.NODE | osm.WAY)
        index = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
        index.ignore_errors()
        marked = osmium.filter.KeyFilter(*sorted(POINT_KEYS)).enable_for(osm.NODE)
        entities = osm.NODE | osm.WAY
        reader = osmium.io.Reader(str(path), entities)
        try:
            osmium.apply(reader, only, index, marked, self)
        finally:
            reader.close()
        self._flush()

    def node(self, node: Any) -> None:
        """Keep a point that carries tags; called by the library."""
        self.mark.append(self.marks.number((tag.k, tag.v) for tag in node.tags))
        self.marked.extend((node.location.x, node.location.y))

    def way(self, way: Any) -> None:
        """Keep a way; called by the library."""
        if not _travelled(way.tags):
            return
        if way.id in self._wanted.ends:
            for node in way.nodes:
                if node.ref in self._wanted.vias and node.location.valid():
                    self.spots[node.ref] = (node.location.x, node.location.y)
        kind = self.kinds.number((tag.k, tag.v) for tag in way.tags)
        try:
            raw = bytes.fromhex(self._factory.create_linestring(way, use_nodes=self._every))[_WKB_HEADER:]
        except self._invalid:
            for part in _known(way):
                self._add(way.id, kind, part)
        except RuntimeError:  # a way of one point
            return
        else:
            self._add(way.id, kind, raw)

    def _add(self, way: int, kind: int, raw: bytes) -> None:
        self.way_id.append(way)
        self.kind.append(kind)
        self.length.append(len(raw) // 16)
        self._raw += raw
        if len(self._raw) > _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        degrees = np.frombuffer(bytes(self._raw), "<f8").reshape(-1, 2)
        self._parts.append(np.rint(degrees * UNITS).astype(np.int32))
        self._raw.clear()

    def extract(self, source: Source) -> Extract:
        """Give all that was read."""
        lengths = np.array(self.length, np.int64)
        points = np.concatenate(self._parts)
        marked = np.array(self.marked, np.int32).reshape(-1, 2)
        on_road = np.isin(_packed(marked), _packed(points))
        return Extract(
            source,
            np.array(self.way_id, np.int64),
            np.array(self.kind, np.int32),
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            points,
            self.kinds.all(),
            marked[on_road],
            np.array(self.mark, np.int32)[on_road],
            self.marks.all(),
            self._wanted.restrictions(self.spots),
        )


def _packed(points: Points) -> NDArray[np.int64]:
    """Give a whole number for each point."""
    return (points[:, 0].astype(np.int64) << 32) + points[:, 1]


def _known(way: Any) -> Iterator[bytes]:
    """Give the stretches of a way whose points the extract holds; it may be cut off at the edge."""
    stretch: list[float] = []
    for node in way.nodes:
        if node.location.valid():
            stretch += (node.location.lon, node.location.lat)
            continue
        if len(stretch) > 2:
            yield np.array(stretch, "<f8").tobytes()
        stretch = []
    if len(stretch) > 2:
        yield np.array(stretch, "<f8").tobytes()


NO_LIBRARY: Final = Text(
    nl="om wegen te lezen is de uitbreiding 'roads' nodig. Geef eenmalig: pip install 'constellations[roads]'.",
    en="reading roads needs the extra 'roads'. Once, give: pip install 'constellations[roads]'.",
)
NOT_THERE: Final = Text(
    nl="dit bestand is er niet; haal een uittreksel (.osm.pbf) van uw provincie op, bijvoorbeeld bij Geofabrik.",
    en="this file is not there; fetch an extract (.osm.pbf) of your province, at Geofabrik for instance.",
)
NO_EXTRACT: Final = Text(
    nl="dit is geen OpenStreetMap-uittreksel. Geef een bestand dat eindigt op .osm.pbf, zoals Geofabrik het aanbiedt.",
    en="this is no OpenStreetMap extract. Give a file that ends in .osm.pbf, as Geofabrik offers it.",
)
BROKEN_OFF: Final = Text(
    nl="dit uittreksel is beschadigd of niet geheel opgehaald; haal het opnieuw op.",
    en="this extract is damaged or was not fetched whole; fetch it again.",
)
NO_ROADS: Final = Text(
    nl="in dit uittreksel staat geen enkele weg; haal een ander op, met alle gegevens van het gebied.",
    en="this extract holds no roads at all; fetch another, with all data of the area.",
)
