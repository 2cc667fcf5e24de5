"""Dutch postcodes to places, offline: a small table of the region that official imports can replace or extend."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

import numpy as np

from geodata.distances import least_of_each, pairs_within
from geodata.families import Location, Precision

NEAR_M: Final = 2_500.0
"""A home farther than this from every PC4 point gets no municipality: it is probably in one that is not listed."""

_POSTCODE: Final = re.compile(r"\s*([1-9][0-9]{3})\s*(?:[A-Za-z]{2})?\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """One 4-digit postcode area.

    Attributes
    ----------
    pc4
        As ``1211``.
    location
        Where its addresses are on average, rounded to 0.001°.
    inhabitants
        Rounded to 100.
    in_region
        Whether it belongs to Gooi en Vechtstreek.
    """

    pc4: str
    place: str
    municipality: str
    location: Location = field(repr=False)
    inhabitants: int
    in_region: bool


def pc4_of(postcode: str) -> str | None:
    """Give the four digits of ``1211``, ``1211AB`` or ``1211 AB``; ``None`` when it is no Dutch postcode."""
    match = _POSTCODE.fullmatch(postcode)
    return match[1] if match else None


class Gazetteer:
    """Places by postcode, in the order of their postcodes.

    Parameters
    ----------
    places
        In any order.

    Raises
    ------
    ValueError
        When a postcode is listed twice.
    """

    __slots__ = ("_by_pc4", "_points")

    def __init__(self, places: Iterable[Place]) -> None:
        rows = sorted(places, key=lambda place: place.pc4)
        self._by_pc4 = {place.pc4: place for place in rows}
        if len(self._by_pc4) != len(rows):
            raise ValueError("a postcode is listed twice")
        degrees = [(place.location.lat, place.location.lon) for place in rows]
        self._points = np.array(degrees, dtype=np.float64).reshape(-1, 2)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_pc4.values())

    def __len__(self) -> int:
        return len(self._by_pc4)

    def __repr__(self) -> str:
        return f"Gazetteer({len(self)})"

    @property
    def municipalities(self) -> frozenset[str]:
        """The names of the municipalities that are known."""
        return frozenset(place.municipality for place in self if place.municipality)

    def place(self, postcode: str) -> Place | None:
        """Look up ``1211``, ``1211AB`` or ``1211 AB``; ``None`` when the postcode is not listed."""
        pc4 = pc4_of(postcode)
        return None if pc4 is None else self._by_pc4.get(pc4)

    def nearest(self, location: Location, within_m: float = NEAR_M) -> Place | None:
        """Find the place whose point is nearest, the lowest postcode of equals; ``None`` beyond ``within_m`` metres."""
        return self.nearest_each([location], within_m)[0]

    def nearest_each(self, locations: Iterable[Location], within_m: float = NEAR_M) -> tuple[Place | None, ...]:
        """Find the nearest place of each location, as :meth:`nearest` does, for many at once."""
        homes = np.array([(home.lat, home.lon) for home in locations], dtype=np.float64).reshape(-1, 2)
        reach = pairs_within(self._points, homes, within_m)
        places = tuple(self)
        return tuple(places[row] if row >= 0 else None for row in least_of_each(reach, reach.metres).tolist())

    def municipality_near(self, location: Location) -> str | None:
        """Name the municipality of the nearest PC4 point, ``None`` when none is within 2.5 km.

        An estimate: near a border it may name the neighbour.
        """
        place = self.nearest(location)
        return None if place is None else place.municipality

    def extended(self, places: Iterable[Place]) -> "Gazetteer":
        """Give a gazetteer in which these places come in, and replace those with the same postcode."""
        rows = list(places)
        fresh = {place.pc4 for place in rows}
        return Gazetteer([*(place for place in self if place.pc4 not in fresh), *rows])


def read_places(rows: Iterable[str]) -> tuple[Place, ...]:
    """Read places from our own table: ``pc4,place,municipality,lat,lon,inhabitants,in_region`` with a header."""
    return tuple(
        Place(
            pc4=row["pc4"],
            place=row["place"],
            municipality=row["municipality"],
            location=Location(float(row["lat"]), float(row["lon"]), Precision.PC4),
            inhabitants=int(row["inhabitants"]),
            in_region=row["in_region"] == "yes",
        )
        for row in csv.DictReader(rows)
    )


@cache
def load_gazetteer() -> Gazetteer:
    """Load the table that comes with the program: Gooi en Vechtstreek and its neighbours (see ``data/SOURCES.md``)."""
    table = resources.files("geodata") / "data" / "gazetteer.csv"
    with table.open(encoding="utf-8") as rows:
        return Gazetteer(read_places(rows))
