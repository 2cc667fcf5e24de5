"""Points to draw instead of homes: the postcode's middle, or a shift in a secret direction.

A mask follows from a secret key, the family's pseudonym and its home or postcode, never from the order of the file,
from chance or from the clock. Drawing the same map again gives the same point, so that nothing is gained by averaging
over many maps. A donut follows from the home itself, and homes move by some metres (another geocoder, another
rounding): maps draw it by :func:`geodata.kept_points.kept_donuts`, which keeps the point that was drawn first. Whoever
has the key can undo a mask: it stays with the planning team.
"""

import hashlib
import hmac
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata import rd
from geodata.destinations import rounded_destinations
from geodata.distances import coordinates, pairs_within
from geodata.families import Family, Location, Precision
from geodata.gazetteer import Gazetteer, load_gazetteer

SPREAD_M: Final = 250.0
"""Families at one postcode point are drawn up to this far around it, so that their markers do not hide each other."""

_SQUARE_M: Final = 2_000.0
_KEY_BYTES: Final = 16
_RUNGS: Final = 4
DONUT_KM: Final = 8
"""The largest maximum of a donut with the usual numbers."""

_DECIMALS: Final = 5


def secret_of(content: bytes) -> bytes:
    """Derive a key from the content of a families file, for who stores none.

    The same file gives the same key. It cannot be derived from the SHA-256 of the file, which a plan carries; only
    from the file itself. A changed file gives another key and so other points: for maps that are published again and
    again, keep one key instead.
    """
    return hashlib.sha256(b"constellations/mask/1\x00" + content).digest()


@dataclass(frozen=True, slots=True)
class PostcodeMask:
    """Draw each family around the middle of its 4-digit postcode, wherever in it the home is.

    A family without a known postcode is drawn at the nearest postcode point; where none is within 2.5 km, around the
    middle of its square of 2 by 2 km in the Dutch grid. The point says nothing of the home but its postcode or square.

    Attributes
    ----------
    secret
        Key of at least 16 bytes: decides where around the middle the marker stands.
    gazetteer
        Postcode points.
    """

    secret: bytes = field(repr=False)
    gazetteer: Gazetteer = field(default_factory=load_gazetteer)

    def __post_init__(self) -> None:
        _check_key(self.secret)

    def points(self, families: Sequence[Family]) -> Mapping[str, Location]:
        """Give a point up to 250 m from the middle, by the family's pseudonym."""
        nearest = self.gazetteer.nearest_each(family.location for family in families)
        places = [
            self.gazetteer.place(each.postcode or "") or near for each, near in zip(families, nearest, strict=True)
        ]
        squares = _middles_of_squares(
            [each.location for each, place in zip(families, places, strict=True) if not place]
        )
        nameless = iter(squares)
        middles = [place.location if place else next(nameless) for place in places]
        shifts = [_around(middle, self.secret, each.id) for each, middle in zip(families, middles, strict=True)]
        return _shifted(families, middles, shifts)


@dataclass(frozen=True, slots=True)
class DonutMask:
    """Shift each home in a secret direction by a secret distance between a minimum and a maximum.

    The maximum doubles, at most three times, until ``k`` other families of the file live within it. It takes no other
    values, and each of them has a direction and a distance of its own: when the families around a home change, its
    point either stays where it was or moves to one of at most four points, which together still do not tell the home.
    Families known by 4-digit postcode only are drawn up to 250 m around the postcode point.

    It keeps nothing: what it draws for a home that moved by a metre is another point, and the mean of many such points
    is near the home. So it has no ``points`` as :class:`PostcodeMask` has; whoever publishes a map asks
    :func:`geodata.kept_points.kept_donuts` and keeps what that gives.

    Attributes
    ----------
    secret
        Key of at least 16 bytes.
    k
        Other families within the maximum; where three doublings do not reach so many, the largest maximum holds.
    min_m, max_m
        Shortest and, where families live close enough, longest shift in metres.

    References
    ----------
    K. H. Hampton et al. (2010), Mapping health data: improved privacy protection with donut method geomasking,
    American Journal of Epidemiology 172, doi:10.1093/aje/kwq248.
    """

    secret: bytes = field(repr=False)
    k: int = 5
    min_m: float = 250.0
    max_m: float = 1_000.0

    def __post_init__(self) -> None:
        _check_key(self.secret)
        if not 0 < self.min_m < self.max_m < math.inf:
            raise ValueError("a donut needs 0 < min_m < max_m")
        if self.k < 1:
            raise ValueError("k is 1 or more")

    def drawn_anew(self, families: Sequence[Family]) -> Mapping[str, Location]:
        """Give the shifted point of each family, by its pseudonym, whatever was drawn before."""
        rungs = self._rungs(families)
        shifts = [self._shift(family, rung) for family, rung in zip(families, rungs, strict=True)]
        return _shifted(families, [family.location for family in families], shifts)

    def longest_m(self, families: Sequence[Family]) -> float:
        """Tell how far a point may be from the home at most, over all families, in metres."""
        return max((self._maximum(rung) for rung in self._rungs(families)), default=self.max_m)

    def n_lonely(self, families: Sequence[Family]) -> int:
        """Count the families that have fewer than ``k`` others even within the largest maximum."""
        last = np.flatnonzero(np.array(self._rungs(families)) == _RUNGS - 1)
        if not len(last):
            return 0
        homes = coordinates(families)
        within = pairs_within(homes, homes[last], self._maximum(_RUNGS - 1))
        return int(np.count_nonzero(np.diff(within.start) - 1 < self.k))

    def _maximum(self, rung: int) -> float:
        return self.max_m * float(2**rung)

    def _rungs(self, families: Sequence[Family]) -> list[int]:
        """Count the doublings each family needs before ``k`` others live within the maximum."""
        homes = coordinates(families)
        rungs = np.zeros(len(families), dtype=np.int64)
        left = np.arange(len(families))
        for rung in range(_RUNGS - 1):
            left = left[~_in_crowds(homes, left, self.k, self._maximum(rung))]
            within = pairs_within(homes, homes[left], self._maximum(rung))
            left = left[np.diff(within.start) - 1 < self.k]
            rungs[left] = rung + 1
        return [int(rung) for rung in rungs]

    def _shift(self, family: Family, rung: int) -> "_Shift":
        home = family.location
        if home.precision is Precision.PC4:
            return _around(home, self.secret, family.id)
        where = f"{home.lat:.{_DECIMALS}f} {home.lon:.{_DECIMALS}f}"
        turn, share = _draws(self.secret, "donut", family.id, where, f"{self.min_m} {self.max_m} {rung}")
        least, most = self.min_m**2, self._maximum(rung) ** 2
        return 360 * turn, math.sqrt(least + share * (most - least))


def _in_crowds(homes: NDArray[np.float64], asked: NDArray[np.int64], k: int, within_m: float) -> NDArray[np.bool_]:
    """Tell which homes share a square of the Dutch grid with ``k`` others, all within a distance of each other.

    Spares counting the pairs of a dense town one by one; who is in no such square may still have the neighbours.
    """
    side = within_m / 1.5  # the diagonal is 0.94 of the distance, which leaves room for the grid's own scale
    squares = np.floor(np.column_stack(rd.from_wgs84(homes[:, 0], homes[:, 1])) / side)
    _, square, size = np.unique(squares, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(size[square.reshape(-1)][asked] > k)


def _check_key(secret: bytes) -> None:
    if len(secret) < _KEY_BYTES:
        raise ValueError("a key has at least 16 bytes")


def _draws(secret: bytes, *about: str) -> tuple[float, float]:
    """Give two numbers from 0 up to 1 that follow from the key and the texts, and tell nothing about either."""
    message = b"".join(len(text.encode()).to_bytes(4, "big") + text.encode() for text in about)
    digest = hmac.digest(secret, message, "sha256")
    first, second = (int.from_bytes(digest[at : at + 8], "big") >> 11 for at in (0, 8))
    return first / 2**53, second / 2**53


def _around(middle: Location, secret: bytes, name: str) -> "_Shift":
    turn, share = _draws(secret, "postcode", name, f"{middle.lat:.{_DECIMALS}f} {middle.lon:.{_DECIMALS}f}")
    return 360 * turn, SPREAD_M * math.sqrt(share)


_Shift = tuple[float, float]
"""A direction in degrees and so many metres; evenly spread over an area when these are drawn as a square root."""


def _shifted(
    families: Sequence[Family], origins: Sequence[Location], shifts: Sequence[_Shift]
) -> Mapping[str, Location]:
    """Give the point of each family, by its pseudonym: so far from an origin, as exact as the origin is."""
    degrees = np.array([(each.lat, each.lon) for each in origins], dtype=np.float64).reshape(-1, 2)
    turns, ways = np.array(shifts, dtype=np.float64).reshape(-1, 2).T
    points = rounded_destinations(degrees, turns, ways, _DECIMALS)
    return MappingProxyType(
        {
            family.id: Location(lat, lon, origin.precision)
            for family, origin, (lat, lon) in zip(families, origins, points, strict=True)
        }
    )


def _middles_of_squares(homes: Sequence[Location]) -> list[Location]:
    """Give for each home the middle of the square of the Dutch grid that it is in."""
    degrees = np.array([(home.lat, home.lon) for home in homes], dtype=np.float64).reshape(-1, 2)
    x, y = ((np.floor(each / _SQUARE_M) + 0.5) * _SQUARE_M for each in rd.from_wgs84(degrees[:, 0], degrees[:, 1]))
    middles = zip(*(each.tolist() for each in rd.to_wgs84(x, y)), strict=True)
    return [Location(lat, lon, Precision.PC4) for lat, lon in middles]
