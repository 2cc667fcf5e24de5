"""One block of an OpenStreetMap file, taken apart into strings and groups."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from geodata.distances import IntArray
from geodata.roads.blobs import DamagedError, fields

_STRINGS, _GROUP, _GRANULARITY, _LAT_OFFSET, _LON_OFFSET = 1, 2, 17, 19, 20
_UNIT_NANODEGREES: Final = 100
_USUAL_GRANULARITY: Final = 100

COLUMNS: Final = 2
POINTS: Final = frozenset({1, COLUMNS})
"""Kinds of group that hold points: a message each, and as columns."""
WAYS: Final = 3
RELATIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A block.

    Attributes
    ----------
    table
        Its strings, as they stand in the file.
    groups
        Of each its kind and its content; of points as columns, those.
    granularity, lat_offset, lon_offset
        Degrees are offset plus granularity times what a point says, in units of 0.000000001°.
    """

    table: bytes = field(repr=False)
    groups: tuple[tuple[int, bytes], ...] = field(repr=False)
    granularity: int
    lat_offset: int
    lon_offset: int

    def degrees(self, lat: IntArray, lon: IntArray) -> tuple[IntArray, IntArray]:
        """Give coordinates in units of 0.0000001°."""
        if self.granularity == _USUAL_GRANULARITY and not self.lat_offset and not self.lon_offset:
            return lat, lon
        return self._units(lat, self.lat_offset), self._units(lon, self.lon_offset)

    def _units(self, values: IntArray, offset: int) -> IntArray:
        """Leave out the part that is finer than a unit, of numbers below zero too."""
        fine = values * self.granularity + offset
        return np.asarray(np.sign(fine) * (np.abs(fine) // _UNIT_NANODEGREES))


def block_of(data: bytes) -> Block:
    """Take a block apart.

    Raises
    ------
    DamagedError
    """
    table = b""
    groups: list[tuple[int, int | bytes]] = []
    numbers = {_GRANULARITY: _USUAL_GRANULARITY, _LAT_OFFSET: 0, _LON_OFFSET: 0}
    for key, value in fields(data):
        if isinstance(value, int):
            numbers[key] = value - (1 << 64) if value >> 63 else value
        elif key == _STRINGS:
            table = value
        elif key == _GROUP and value:
            kind = value[0] >> 3
            groups.extend(fields(value) if kind == COLUMNS else [(kind, value)])
    if not 0 < numbers[_GRANULARITY] < 1 << 31 or max(abs(numbers[_LAT_OFFSET]), abs(numbers[_LON_OFFSET])) >> 62:
        raise DamagedError
    known = tuple((kind, group) for kind, group in groups if isinstance(group, bytes))
    return Block(table, known, numbers[_GRANULARITY], numbers[_LAT_OFFSET], numbers[_LON_OFFSET])


def only_points(data: bytes) -> bool:
    """Tell whether a block holds nothing but points."""
    return all(kind in POINTS for kind, _ in block_of(data).groups)


def decoded(n: int) -> int:
    """Give how many things were read.

    Raises
    ------
    DamagedError
        Where the inner loop found the group damaged.
    """
    if n < 0:
        raise DamagedError
    return n
