"""A reader who wants to know more than a folder was meant to tell: looks at every byte of it."""

import contextlib
import io
import math
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geodata import rd
from geodata.families import Family

Parts = Mapping[str, bytes]
"""Files by name, and the parts of packed files by theirs."""

NEAR = 0.001
"""Degrees; whatever the third decimal of a true coordinate was rounded or cut to is nearer than this."""

_DEGREES = re.compile(r"(?<![0-9.])(?:5[0-3]|[3-7])[.,][0-9]{3,}")
_METRES = re.compile(r"(?<![0-9.,])[0-9]{5,6}(?:[.,][0-9]+)?(?![0-9])")
_WINDOW = 3
"""A latitude and a longitude of one home stand so many numbers apart at most, columns and ids between them counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something was found: the word itself, or the family whose home it is."""

    word: str
    part: str


def parts_of(files: Mapping[str, bytes]) -> Parts:
    """Unpack what is packed, and keep what it was unpacked from; names are parts to search too."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        found[name] = content
        found[f"name of {name}"] = name.encode()
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found.update({f"{name}/{each}": archive.read(each) for each in archive.namelist()})
                found[f"names in {name}"] = "\n".join(archive.namelist()).encode()
        elif content.startswith(b"SQLite format 3"):
            found.update({f"{name}/{table}": rows for table, rows in _tables_of(content)})
    return found


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


def _pairs(text: str, number: re.Pattern[str]) -> Iterator[tuple[float, float]]:
    """Pair numbers that stand near each other, both ways round."""
    numbers = [float(each.replace(",", ".")) for each in number.findall(text)]
    for at, one in enumerate(numbers):
        for other in numbers[at + 1 : at + 1 + _WINDOW]:
            yield one, other
            yield other, one


def points_in(parts: Parts) -> dict[str, set[tuple[float, float]]]:
    """Find every pair of numbers that may be a place in the Netherlands, as degrees, by part."""
    found: dict[str, set[tuple[float, float]]] = {}
    for name, content in parts.items():
        spots = found.setdefault(name, set())
        for encoding in ("utf-8", "utf-16-le"):
            text = content.decode(encoding, "ignore")
            spots |= {(lat, lon) for lat, lon in _pairs(text, _DEGREES) if lat > 50 and lon < 8}
            for x, y in {(x, y) for x, y in _pairs(text, _METRES) if 1e4 < x < 3e5 < y < 6.3e5}:
                lat, lon = rd.to_wgs84(x, y)
                spots.add((float(lat), float(lon)))
    return found


def homes_in(parts: Parts, families: Iterable[Family], innocent: Iterable[tuple[float, float]] = ()) -> list[Found]:
    """Find true homes, rounded or cut to three decimals or more.

    Parameters
    ----------
    innocent
        Points that stand in the folder by right. Two numbers that both come from such points are no find: the numbers
        of two neighbours in a list may meet near some home by chance.
    """
    points = list(innocent)
    lats, lons = ({round(point[axis], 5) for point in points} for axis in (0, 1))
    found = []
    for name, spots in points_in(parts).items():
        suspects = [(lat, lon) for lat, lon in spots if lat not in lats or lon not in lons]
        for family in families:
            home = family.location
            if any(abs(lat - home.lat) < NEAR and abs(lon - home.lon) < NEAR for lat, lon in suspects):
                found.append(Found(family.id, name))
    return found


def exact_numbers_in(parts: Parts, families: Iterable[Family]) -> list[Found]:
    """Find a single true coordinate, rounded or cut to five decimals or more, wherever it stands."""
    found = []
    for family in families:
        both = (family.location.lat, family.location.lon)
        wanted = {text for value in both for text in (f"{value:.5f}", f"{value:.6f}"[:-1])}
        marks = {mark.replace(".", sign).encode() for mark in wanted for sign in ".,"}
        found += [Found(family.id, name) for name, content in parts.items() if any(mark in content for mark in marks)]
    return found


def words_in(parts: Parts, words: Sequence[str]) -> list[Found]:
    """Find words that should not be there, in any of the ways in which they may be written."""
    found = []
    for word in words:
        ways = {word, word.casefold(), word.replace("&", "&amp;"), word.encode("unicode_escape").decode()}
        raw = {way.encode(encoding) for way in ways for encoding in ("utf-8", "utf-16-le")}
        found += [Found(word, name) for name, content in parts.items() if any(way in content for way in raw)]
    return found


def trilaterated(
    start: tuple[float, float], anchors: Sequence[tuple[tuple[float, float], float]]
) -> tuple[float, float]:
    """Find the place that best has given distances to known places, by least squares in the Dutch grid.

    Parameters
    ----------
    start
        Where to begin to look, degrees.
    anchors
        Known places, degrees, and the metres to each.
    """
    at = np.array(rd.from_wgs84(*start), dtype=float)
    known = np.array([rd.from_wgs84(*place) for place, _ in anchors], dtype=float)
    metres = np.array([way for _, way in anchors])
    for _ in range(50):
        apart = at - known
        ways = np.maximum(np.hypot(*apart.T), 1.0)
        step, *_ = np.linalg.lstsq(apart / ways[:, None], metres - ways, rcond=None)
        at = at + step * min(1.0, 2_000 / max(float(np.hypot(*step)), 1.0))
    lat, lon = rd.to_wgs84(*at)
    return float(lat), float(lon)


def mean_point(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Average what many maps say of one family."""
    return math.fsum(lat for lat, _ in points) / len(points), math.fsum(lon for _, lon in points) / len(points)
