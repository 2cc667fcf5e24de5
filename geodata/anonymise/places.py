"""Homes made coarse: a postcode of four digits, a square of the Dutch grid, or a donut mask that is drawn once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from geodata import rd
from geodata.anonymise.keyfile import Key
from geodata.columns import Column
from geodata.families import Family, Location, Precision
from geodata.gazetteer import Gazetteer, pc4_of
from geodata.kept_points import KeptPoint, kept_donuts
from geodata.masking import DonutMask

_DECIMALS: Final = 5


class Coarse(StrEnum):
    """How coarse places become."""

    PC4 = "pc4"
    GRID_100 = "grid100"
    GRID_500 = "grid500"
    DONUT = "donut"

    @property
    def step_m(self) -> int | None:
        """Side of a square, ``None`` where there are none."""
        return {Coarse.GRID_100: 100, Coarse.GRID_500: 500}.get(self)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a family lives, as far as the export says."""

    location: Location | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Spot:
    """What a families file says of a place: cells by column, and the area by which families can be told apart."""

    cells: Mapping[Column, str | int | float] = field(repr=False)
    area: str = field(repr=False)


def coarsen(
    homes: Mapping[str, Home], coarse: Coarse, k: int, key: Key, gazetteer: Gazetteer
) -> Mapping[str, Spot | None]:
    """Make the places of families coarse, by pseudonym; ``None`` where an export says too little.

    A home without coordinates has its postcode only, in whatever way other places are made coarse.

    Parameters
    ----------
    k
        Families that a donut's largest distance must hold.
    key
        Keeps the points of a donut: the same home is drawn at the same point in every later run.
    """
    nearest = _nearest(homes, gazetteer)
    drawn = _donuts(homes, k, key, gazetteer) if coarse is Coarse.DONUT else {}
    spots: dict[str, Spot | None] = {}
    for name, home in homes.items():
        area = pc4_of(home.postcode or "") or nearest.get(name)
        if home.location is not None and coarse.step_m is not None:
            spots[name] = _square(home.location, coarse.step_m)
        elif name in drawn:
            point = drawn[name]
            spots[name] = Spot({Column.LAT: point.lat, Column.LON: point.lon}, area or "")
        else:
            spots[name] = None if area is None else Spot({Column.POSTCODE: area}, area)
    return spots


def _nearest(homes: Mapping[str, Home], gazetteer: Gazetteer) -> dict[str, str]:
    """Find the postcode of homes that are known by coordinates only."""
    asked = {name: home.location for name, home in homes.items() if home.location and not pc4_of(home.postcode or "")}
    places = gazetteer.nearest_each(asked.values())
    return {name: place.pc4 for name, place in zip(asked, places, strict=True) if place is not None}


def _square(location: Location, step_m: int) -> Spot:
    """Give the middle of a square of the Dutch grid."""
    x, y = (float(each) for each in rd.from_wgs84(location.lat, location.lon))
    middle = [int(each // step_m) * step_m + step_m // 2 for each in (x, y)]
    return Spot({Column.X_RD: middle[0], Column.Y_RD: middle[1]}, f"{middle[0]} {middle[1]}")


def _donuts(homes: Mapping[str, Home], k: int, key: Key, gazetteer: Gazetteer) -> dict[str, KeptPoint]:
    """Draw the homes that have coordinates: as in the key while they are about where they were, else now.

    The key then keeps what was drawn.
    """
    mask = DonutMask(key.secret, k)
    families: list[Family] = []
    for name, home in homes.items():
        place = None if home.location is not None else gazetteer.place(home.postcode or "")
        location = place.location if place is not None else home.location
        if location is not None:
            families.append(Family(name, location, ""))
    points = kept_donuts(mask, families, {name: (point,) for name, point in key.places.items()})
    drawn = {name: point for name, point in points.items() if homes[name].location is not None}
    key.places.update(drawn)
    return drawn


def location_of(degrees: tuple[float | None, float | None], grid: tuple[float | None, float | None]) -> Location | None:
    """Place a home by degrees, else by Dutch grid coordinates; ``None`` when neither is in the Netherlands."""
    lat, lon = degrees
    if lat is not None and lon is not None and 50.7 <= lat <= 53.7 and 3.2 <= lon <= 7.3:
        return Location(lat, lon, Precision.COORDINATES)
    x, y = grid
    if x is not None and y is not None and 0 <= x <= 300_000 and 300_000 <= y <= 630_000:
        north, east = rd.to_wgs84(x, y)
        return Location(float(north), float(east), Precision.COORDINATES)
    return None
