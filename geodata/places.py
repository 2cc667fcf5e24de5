"""Places of the whole country with municipality and province, offline: for names on maps, and where none is listed."""

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

import numpy as np

from geodata.distances import least_of_each, pairs_within
from geodata.families import Location

_SPREAD_M: Final = 7.0
"""A place reaches so many metres from its middle for each square root of its inhabitants: one of 100,000 some 2.2 km.

Of 167 postcode areas in and around Gooi en Vechtstreek 161 then fall to their own municipality, with 99.4% of their
inhabitants; 136 when only the nearest middle counts (measured with official areas of 2020).
"""

NEAR_M: Final = 8_000.0
"""A home farther than this from every place gets no municipality; in the country none lives so far from one."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town, village or quarter (``data/SOURCES.md``).

    Attributes
    ----------
    location
        Its middle, rounded to 0.001°.
    inhabitants
        Rounded to 100; 0 where the source does not say.
    """

    name: str
    municipality: str
    province: str
    location: Location = field(repr=False)
    inhabitants: int

    @property
    def reach_m(self) -> float:
        """How far it reaches from its middle, metres."""
        return _SPREAD_M * math.sqrt(self.inhabitants)


@cache
def settlements() -> tuple[Settlement, ...]:
    """Give some 1,600 places, by province, municipality and name."""
    table = resources.files("geodata") / "data" / "places.csv"
    with table.open(encoding="utf-8") as rows:
        return tuple(
            Settlement(
                row["name"],
                row["municipality"],
                row["province"],
                Location(float(row["lat"]), float(row["lon"])),
                int(row["inhabitants"]),
            )
            for row in csv.DictReader(rows)
        )


def municipalities_near(locations: Iterable[Location]) -> tuple[str | None, ...]:
    """Name the municipality of the place to whose edge each location is nearest: near a border it may be the next."""
    homes = np.array([(home.lat, home.lon) for home in locations], dtype=np.float64).reshape(-1, 2)
    known = settlements()
    points = np.array([(each.location.lat, each.location.lon) for each in known], dtype=np.float64)
    spread = np.array([each.reach_m for each in known])
    reach = pairs_within(points, homes, NEAR_M)
    nearest = least_of_each(reach, reach.metres - spread[reach.point]).tolist()
    return tuple(known[row].municipality if row >= 0 else None for row in nearest)
