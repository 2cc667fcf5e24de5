"""A reader who wants to know more than a folder was meant to tell: looks at every byte of it."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from geodata import rd
from geodata.families import Family
from tests.privacy.unpacking import Parts, Points, places_in_bytes

NEAR = 0.001
"""Degrees; whatever the third decimal of a true coordinate was rounded or cut to is nearer than this."""

_DEGREES = re.compile(r"(?<![0-9.])(?:5[0-3]|[3-7])[.,][0-9]{3,}")
_MILLIONTHS = re.compile(r"(?<![0-9.,])(?:5[0-3]|[3-7])[0-9]{5,7}(?![0-9.])")
_METRES = re.compile(r"(?<![0-9.,])[0-9]{5,6}(?:[.,][0-9]+)?(?![0-9])")
_LONG = re.compile(rb"(?<![0-9.])(?=((?:5[0-3]|[3-7])[.,][0-9]{5}))")
_WINDOW = 3
"""A latitude and a longitude of one home stand so many numbers apart at most, columns and ids between them counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something was found: the word itself, or the family whose home it is."""

    word: str
    part: str


def _pairs(numbers: Sequence[float]) -> Points:
    """Pair numbers that stand near each other, both ways round."""
    row = np.array(numbers)
    steps = [np.column_stack([row[:-step], row[step:]]) for step in range(1, _WINDOW + 1) if len(row) > step]
    return np.concatenate([np.empty((0, 2)), *steps, *(each[:, ::-1] for each in steps)])


def _texts(content: bytes) -> Iterator[str]:
    """Read as text of one byte a sign and of two, beginning at an even and at an odd place."""
    yield content.decode("utf-8", "ignore")
    if content.count(0) * 8 > len(content):
        yield content.decode("utf-16-le", "ignore")
        yield content[1:].decode("utf-16-le", "ignore")


@lru_cache(maxsize=2_000)
def _points_of(content: bytes) -> Points:
    """Find every pair of numbers of one part that may be a place in the Netherlands, as degrees; each once."""
    found = [places_in_bytes(content)]
    for text in _texts(content):
        pairs = _pairs([float(each.replace(",", ".")) for each in _DEGREES.findall(text)])
        found.append(pairs[(pairs[:, 0] > 50) & (pairs[:, 1] < 8)])
        x, y = _pairs([float(each.replace(",", ".")) for each in _METRES.findall(text)]).T
        dutch = (x > 1e4) & (x < 3e5) & (y > 3e5) & (y < 6.3e5)
        found.append(np.column_stack(rd.to_wgs84(x[dutch], y[dutch])))
        whole = _pairs([float(each) for each in _MILLIONTHS.findall(text)])
        for scale in (1e5, 1e6, 1e7):
            lat, lon = (whole / scale).T
            found.append((whole / scale)[(lat > 50) & (lat < 54) & (lon > 3) & (lon < 8)])
    return np.unique(np.concatenate(found), axis=0)


def points_in(parts: Parts) -> dict[str, Points]:
    """Find every pair of numbers that may be a place in the Netherlands, as degrees, by part.

    Numbers are read as text and as bytes.
    """
    return {name: _points_of(content) for name, content in parts.items()}


def homes_in(
    parts: Parts,
    families: Iterable[Family],
    innocent: Iterable[tuple[float, float]] = (),
    *,
    near: float = NEAR,
) -> list[Found]:
    """Find true homes, rounded or cut to three decimals or more.

    Parameters
    ----------
    innocent
        Points that stand in the folder by right. Two numbers that both come from such points are no find: the numbers
        of two neighbours in a list may meet near some home by chance.
    near
        Degrees within which a point is at a home; less where only more decimals are looked for.
    """
    everyone, points = list(families), list(innocent)
    axes = [np.array([round(point[axis], 5) for point in points]) for axis in (0, 1)]
    homes = np.array([(each.location.lat, each.location.lon) for each in everyone])
    found = []
    for name, spots in points_in(parts).items():
        known = [np.isin(spots[:, axis], axes[axis]) for axis in (0, 1)]
        suspects = spots[~(known[0] & known[1])]
        close = np.all(np.abs(homes[:, None, :] - suspects[None, :, :]) < near, axis=2)
        at_home = np.any(close, axis=1)
        found += [Found(everyone[at].id, name) for at in np.flatnonzero(at_home)]
    return found


def exact_numbers_in(parts: Parts, families: Iterable[Family]) -> list[Found]:
    """Find a single true coordinate, rounded or cut to five decimals or more, wherever it stands."""
    numbers = {name: _long_numbers_of(content) for name, content in parts.items()}
    found = []
    for family in families:
        both = (family.location.lat, family.location.lon)
        marks = {text.encode() for value in both for text in (f"{value:.5f}", f"{value:.6f}"[:-1])}
        found += [Found(family.id, name) for name, theirs in numbers.items() if not marks.isdisjoint(theirs)]
    return found


@lru_cache(maxsize=2_000)
def _long_numbers_of(content: bytes) -> frozenset[bytes]:
    """Give numbers with five decimals or more, cut to five; the end of one and the next in a list ("4.785,15100") are
    none."""
    return frozenset(each.replace(b",", b".") for each in _LONG.findall(content))


def words_in(parts: Parts, words: Sequence[str]) -> list[Found]:
    """Find words that should not be there, in any of the ways in which they may be written."""
    found, everything = [], b"\0".join(parts.values())
    for word in words:
        ways = {word, word.casefold(), word.replace("&", "&amp;"), word.encode("unicode_escape").decode()}
        raw = {way.encode(encoding) for way in ways for encoding in ("utf-8", "utf-16-le")}
        raw = {way for way in raw if way in everything}
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
