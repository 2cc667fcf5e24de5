"""Whether a home is still about where it was when its masked point was drawn, told without keeping the home.

A point that is drawn anew each time a home moves by some metres (another geocoder, another rounding) can be averaged.
So a point is kept while its home stays near, whatever donut is asked for later: each other minimum, maximum or ``k``
would draw another point around the same home, and where their rings cross the home is. What is kept of the home are
keyed digests of the four squares that it is in, of four grids that lie half a square apart: two homes less than half a
side from each other, both north and east, share at least one of them.
"""

import hashlib
import hmac
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from geodata import rd
from geodata.distances import Geodesic
from geodata.families import Family, Location, Precision
from geodata.masking import DonutMask

_OFFSETS: Final = ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5))
_DIGEST: Final = 16
NEAR_M: Final = 250.0
"""A home that moved less than this is where it was: the same for all donuts, so that none of them draws it anew."""


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A masked point, and the squares of the home that it was drawn for."""

    lat: float
    lon: float
    squares: tuple[str, ...] = field(repr=False)

    @property
    def location(self) -> Location:
        """The point."""
        return Location(self.lat, self.lon)


def kept_donuts(
    mask: DonutMask, families: Sequence[Family], kept: Mapping[str, Sequence[KeptPoint]]
) -> dict[str, KeptPoint]:
    """Draw families with a donut: as before while their home is about where it was, else now.

    A point that was drawn before with another donut stays too, though this one would have drawn it nearer or farther.

    Parameters
    ----------
    families
        All of the file: how far a donut reaches depends on how many live around it.
    kept
        The points that were drawn before, by pseudonym, the last one last.

    Returns
    -------
    dict
        A point for each family. That of a family known by its postcode only has no squares, and need not be kept.
    """
    drawn: dict[str, KeptPoint] = {}
    for family in families:
        same = (point for point in reversed(kept.get(family.id, ())) if _may_stay(point, mask, family))
        point = next(same, None)
        if point is not None:
            drawn[family.id] = point
    if len(drawn) < len(families):
        points = mask.drawn_anew(families)
        for family in families:
            if family.id not in drawn:
                by_postcode = family.location.precision is Precision.PC4
                squares = () if by_postcode else squares_of(mask.secret, family.location)
                drawn[family.id] = KeptPoint(points[family.id].lat, points[family.id].lon, squares)
    return drawn


def _may_stay(point: KeptPoint, mask: DonutMask, family: Family) -> bool:
    return family.location.precision is not Precision.PC4 and still_holds(
        point, mask.secret, family.location, min(mask.min_m, NEAR_M) / 2
    )


def squares_of(secret: bytes, home: Location) -> tuple[str, ...]:
    """Give the keyed digests of the squares of a home, twice ``NEAR_M`` wide, one of each grid."""
    x, y = (float(each) / (2 * NEAR_M) for each in rd.from_wgs84(home.lat, home.lon))
    messages = (f"square {NEAR_M:g} {a} {b} {math.floor(x + a)} {math.floor(y + b)}" for a, b in _OFFSETS)
    return tuple(hmac.new(secret, each.encode(), hashlib.sha256).hexdigest()[:_DIGEST] for each in messages)


def still_holds(kept: KeptPoint, secret: bytes, home: Location, least_m: float) -> bool:
    """Tell whether a point may stay: the home moved less than ``NEAR_M``, or little more, and not close to the point.

    Parameters
    ----------
    least_m
        What must remain between them, so that a home that moves towards its point gets another.
    """
    if not set(kept.squares) & set(squares_of(secret, home)):
        return False
    metres = Geodesic().between(Family("home", home, ""), Family("point", kept.location, ""))
    return metres >= least_m
