"""The roads of an extract, as they were read: shapes, tags and turn restrictions, for every mode of travel."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.roads.restrictions import Restriction

Points = NDArray[np.int32]
"""Shape ``(n, 2)``: longitude and latitude in units of 0.0000001°, as OpenStreetMap keeps them."""

UNITS: Final = 10_000_000

_DEGREE_M: Final = 110_500.0
"""No degree of latitude is shorter."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that roads come from.

    Attributes
    ----------
    file
        Its name, without a folder.
    sha256
        Of its bytes, in hexadecimal.
    date
        Of its data, ``2026-11-01``; ``None`` where the file does not say.
    """

    file: str
    sha256: str
    date: str | None

    def years_old(self, today: datetime | None = None) -> float:
        """Give its age in years, 0 where no date is known."""
        if self.date is None:
            return 0.0
        made = datetime.fromisoformat(self.date).replace(tzinfo=UTC)
        return ((today or datetime.now(UTC)) - made).days / 365.25


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the earth between two parallels and two meridians, degrees."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, margin_m: float) -> "Box":
        """Give the box with a margin on every side, at least so many metres wide."""
        up = margin_m / _DEGREE_M
        aside = up / math.cos(math.radians(min(max(abs(self.south), abs(self.north)) + up, 89.0)))
        return Box(self.west - aside, self.south - up, self.east + aside, self.north + up)

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """Every way that somebody might travel, in the order of the file.

    Two ways meet where they share a point: OpenStreetMap's shared node is one spot, exact to a centimetre.

    Attributes
    ----------
    source
        Where it was read.
    way_id
        Shape ``(W,)``.
    kind
        Shape ``(W,)``: the position of its tags in ``kinds``.
    first
        Shape ``(W + 1,)``: the points of way ``w`` are ``points[first[w]:first[w + 1]]``.
    points
        Shape ``(N, 2)``.
    kinds
        Tags of ways, each combination once.
    marked
        Shape ``(M, 2)``: points that carry tags of their own.
    mark
        Shape ``(M,)``: the position of their tags in ``marks``.
    marks
        Tags of points, each combination once.
    restrictions
        Turn restrictions.
    """

    source: Source
    way_id: NDArray[np.int64] = field(repr=False)
    kind: NDArray[np.int32] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)
    points: Points = field(repr=False)
    kinds: tuple[Mapping[str, str], ...] = field(repr=False)
    marked: Points = field(repr=False)
    mark: NDArray[np.int32] = field(repr=False)
    marks: tuple[Mapping[str, str], ...] = field(repr=False)
    restrictions: tuple[Restriction, ...] = field(repr=False)

    @property
    def box(self) -> Box:
        """What it covers."""
        west, south = self.points.min(axis=0) / UNITS
        east, north = self.points.max(axis=0) / UNITS
        return Box(float(west), float(south), float(east), float(north))

    def within(self, box: Box) -> "Extract":
        """Cut out the ways that have a point in a box, whole."""
        lon, lat = self.points[:, 0], self.points[:, 1]
        inside = (lon >= _units(box.west)) & (lon <= _units(box.east))
        inside &= (lat >= _units(box.south)) & (lat <= _units(box.north))
        keep = np.logical_or.reduceat(inside, self.first[:-1]) if len(self.way_id) else np.empty(0, bool)
        lengths = np.diff(self.first)
        first = np.concatenate([[0], np.cumsum(lengths[keep])]).astype(np.int64)
        return Extract(
            self.source,
            self.way_id[keep],
            self.kind[keep],
            first,
            self.points[np.repeat(keep, lengths)],
            self.kinds,
            self.marked,
            self.mark,
            self.marks,
            self.restrictions,
        )


def _units(degrees: float) -> int:
    return round(degrees * UNITS)


def packed(points: Points) -> NDArray[np.int64]:
    """Give every point as one number, so that equal points are equal numbers; shape ``(n,)``."""
    return (points[:, 0].astype(np.int64) << 32) | (points[:, 1].astype(np.int64) & 0xFFFFFFFF)
