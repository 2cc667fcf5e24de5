"""Everything that is packed in a file, unpacked, and every number in its bytes that may be a coordinate.

A reader who looks for homes does not stop at text: a coordinate may stand in a compressed part, a picture, a page of a
database that was given up, or as the bytes of a number at any place of a file.
"""

import base64
import binascii
import contextlib
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import rd

Parts = Mapping[str, bytes]
"""Files by name, and the parts of packed files by theirs."""

Points = NDArray[np.float64]
"""Shape ``(n, 2)``: latitude and longitude in degrees."""

_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")
_ZLIB: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_DEPTH: Final = 3
_WINDOW: Final = 3
"""A latitude and a longitude of one home stand so many numbers apart at most."""

_FLOATS: Final = ("<f8", ">f8", "<f4", ">f4")
_WHOLE: Final = ("<i4", ">i4")
_SCALES: Final = (1e5, 1e6, 1e7)
_EARTH_M: Final = 6_378_137.0


def parts_of(files: Mapping[str, bytes]) -> Parts:
    """Unpack what is packed, and keep what it was unpacked from; names are parts to search too."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        found[f"name of {name}"] = name.encode()
        found |= dict(_unpacked(name, content, _DEPTH))
    return found


def _unpacked(name: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if not depth:
        return
    inside = _inside_of(content)
    for part, inner in inside:
        yield from _unpacked(f"{name}/{part}", inner, depth - 1)


def _inside_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "names", "\n".join(archive.namelist()).encode()
            for part in archive.infolist():
                yield part.filename, archive.read(part)
                yield f"{part.filename} (extra)", part.extra + part.comment
    elif content.startswith(b"SQLite format 3"):
        yield from _tables_of(content)
    else:
        for each in _ZLIB.finditer(content):
            with contextlib.suppress(zlib.error):
                made = zlib.decompressobj(wbits=47).decompress(content[each.start() :])
                if len(made) > 8:
                    yield f"stream at {each.start()}", made
        for each in _BASE64.finditer(content):
            with contextlib.suppress(binascii.Error):
                yield f"base64 at {each.start()}", base64.b64decode(each[0][: len(each[0]) // 4 * 4])


def _tables_of(database: bytes) -> Iterator[tuple[str, bytes]]:
    """Write every table of a GeoPackage as text, geometries as their coordinates."""
    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database)
        for (table,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = opened.execute(f'SELECT * FROM "{table}"').fetchall()
            yield table, "\n".join(";".join(map(_shown, row)) for row in rows).encode()


def _shown(value: object) -> str:
    """Write a value; a geometry begins with GP, flags that say how long its envelope is, and its grid."""
    if not isinstance(value, bytes) or not value.startswith(b"GP"):
        return str(value)
    envelope = (0, 32, 48, 48, 64)[value[3] >> 1 & 7]
    shape = shapely.from_wkb(value[8 + envelope :])
    return " ".join(f"{lat!r} {lon!r}" for lon, lat in shapely.get_coordinates(shape).tolist())


@lru_cache(maxsize=2_000)
def places_in_bytes(content: bytes) -> Points:
    """Find pairs of numbers that may be a place in the Netherlands, at any place of a file.

    Tried are floating-point numbers of eight and of four bytes and whole numbers of degrees times a power of ten, both
    byte orders, as degrees, in the Dutch grid and in that of maps on the web; with up to two numbers between them.
    """
    found = [np.empty((0, 2))]
    if content.startswith((b"PK", b"\x1f\x8b")) or _is_text(content):
        return found[0]  # text, or packed: what was in it is a part of its own
    for kind in (*_FLOATS, *_WHOLE):
        size = np.dtype(kind).itemsize
        for offset in range(size):
            n = (len(content) - offset) // size
            if n < 1:
                continue
            with np.errstate(invalid="ignore"):
                numbers = np.frombuffer(content, kind, n, offset).astype(np.float64)
                for scale in _SCALES if kind in _WHOLE else (1.0,):
                    found += _pairs(numbers / scale, grids=kind in _FLOATS)
    return np.unique(np.concatenate(found), axis=0)


def _is_text(content: bytes) -> bool:
    """Tell whether these are signs of one byte, of which none is a control character: no number stands in them."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return not content.translate(None, b"\t\n\r").translate(None, bytes(range(32, 256)))


def _pairs(numbers: NDArray[np.float64], *, grids: bool) -> Iterator[Points]:
    """Give as degrees those numbers that stand near one which makes them a place."""
    with np.errstate(invalid="ignore"):
        likely = np.flatnonzero((numbers > 3) & (numbers < 7.2e6))
    for step in range(1, _WINDOW + 1 if len(likely) else 1):
        at = likely[likely + step < len(numbers)]
        for one, other in ((numbers[at], numbers[at + step]), (numbers[at + step], numbers[at])):
            with np.errstate(invalid="ignore"):
                yield np.column_stack([one, other])[(one > 50) & (one < 54) & (other > 3) & (other < 8)]
                if grids:
                    dutch = (one > 1e4) & (one < 3e5) & (other > 3e5) & (other < 6.3e5)
                    web = (one > 3.3e5) & (one < 8.2e5) & (other > 6.4e6) & (other < 7.2e6)
                    if dutch.any():
                        yield np.column_stack(rd.to_wgs84(one[dutch], other[dutch]))
                    if web.any():
                        yield np.column_stack(_from_web(one[web], other[web]))


def _from_web(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.degrees(np.arctan(np.sinh(y / _EARTH_M))), np.degrees(x / _EARTH_M)
