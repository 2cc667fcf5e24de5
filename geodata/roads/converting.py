"""OpenStreetMap files of other kinds (``.osm``, ``.osm.gz``, ``.osm.bz2``, other packing), made into PBF."""

import bz2
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.roads.blobs import DamagedError
from geodata.scratch import scratch

_AT_ONCE: Final = 1 << 20
_MOST_UNPACKED: Final = 100
_ALWAYS_UNPACKED: Final = 1 << 23
"""A file unpacks to at most so many times what was read of it and so many bytes; real extracts to some twenty times."""

_DATES: Final = ("osmosis_replication_timestamp", "timestamp")


@contextmanager
def converted(path: Path) -> Iterator[Path]:
    """Give the same data as a PBF file, for as long as it is needed, by the library osmium.

    Raises
    ------
    InputError
        When the library is not installed.
    DamagedError
        When the file unpacks to far more than extracts do, or cannot be unpacked.
    RuntimeError
        When the library cannot read the file.
    """
    osmium = library()
    _check_unpacked(path)
    with scratch() as folder:
        made = folder / "roads.osm.pbf"
        reader = osmium.io.Reader(str(path))
        header = reader.header()
        if date := next(filter(None, map(header.get, _DATES)), None):
            header.set(_DATES[0], date)
        try:
            writer = osmium.SimpleWriter(str(made), header=header)
            try:
                osmium.apply(reader, writer)
            finally:
                writer.close()
        finally:
            reader.close()
        yield made


def _check_unpacked(path: Path) -> None:
    """Unpack a compressed file once for its size alone, up to where it is too much for an extract."""
    kind = path.suffix.casefold()
    if kind not in {".gz", ".bz2"}:
        return
    total = 0
    try:
        with path.open("rb") as raw, gzip.open(raw) if kind == ".gz" else bz2.open(raw) as unpacking:
            while data := unpacking.read(_AT_ONCE):
                total += len(data)
                if total > raw.tell() * _MOST_UNPACKED + _ALWAYS_UNPACKED:
                    raise DamagedError
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedError from error


def library() -> Any:
    """Give the library that reads and writes OpenStreetMap files of every kind.

    Raises
    ------
    InputError
        When it is not installed.
    """
    try:
        return import_module("osmium")
    except ImportError as error:
        raise InputError([Fault(NO_LIBRARY)]) from error


NO_LIBRARY: Final = Text(
    nl="om deze soort OpenStreetMap-bestand te lezen is de uitbreiding 'roads' nodig. Geef eenmalig: pip install "
    "'constellations[roads]', of haal een .osm.pbf op.",
    en="reading this kind of OpenStreetMap file needs the extra 'roads'. Once, give: pip install "
    "'constellations[roads]', or fetch an .osm.pbf.",
)
