"""Distances made elsewhere, between families or postcodes, each way by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import numpy as np

from geodata.distances import FloatArray, IntArray, Reach, reach_of
from geodata.families import Family
from geodata.roads.road_source import RoadSource

_LEVELS: Final = tuple(sorted(product(range(3), repeat=2), key=lambda levels: (sum(levels), levels)))
"""How precisely both ends are named: by id (0), by 6-position postcode (1) or 4-digit postcode (2); best first."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Distances by the names of both ends, sparse and asymmetric; a way that is not named does not exist.

    A family goes by its id, else by its whole postcode, else by the four digits of it: of two rows that fit, the one
    that names both ends most precisely holds. From a family to itself is 0 m.

    Attributes
    ----------
    number
        Each name in the file with its number, below ``N``.
    key
        Shape ``(R,)``, ascending: ``from · N + to`` of each row.
    metres
        Shape ``(R,)``.
    sha256
        Of the file's bytes, in hexadecimal.
    unit
        What the file counted in: ``metres``, or ``minutes`` that count as metres by their speed.
    source
        The roads it was computed from, where the file says so.
    kmh
        The speed at which minutes count as metres.
    """

    number: dict[str, int] = field(repr=False)
    key: IntArray = field(repr=False)
    metres: FloatArray = field(repr=False)
    sha256: str = ""
    unit: str = "metres"
    source: RoadSource | None = None
    kmh: float = 60.0

    @property
    def minutes_per_km(self) -> float | None:
        """Minutes that a kilometre stands for, ``None`` where lengths are lengths."""
        return 60 / self.kmh if self.unit == "minutes" else None

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres from the first family to the second; ``None`` where no row says how far that is."""
        if origin.id == destination.id:
            return 0.0
        starts, ends = self.numbers(origin), self.numbers(destination)
        for one, other in _LEVELS:
            if starts[one] >= 0 and ends[other] >= 0:
                wanted = starts[one] * len(self.number) + ends[other]
                at = int(np.searchsorted(self.key, wanted))
                if at < len(self.key) and self.key[at] == wanted:
                    return float(self.metres[at])
        return None

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        """Every family within ``radius_m`` of a hub, both by row number, as :meth:`between` measures."""
        places = np.array([self.numbers(family) for family in families], dtype=np.int64).reshape(-1, 3)
        goals = np.array([self.numbers(hub) for hub in hubs], dtype=np.int64).reshape(-1, 3)
        begin, end = np.divmod(self.key, max(len(self.number), 1))
        at = {family.id: row for row, family in enumerate(families)}
        own = [(at[hub.id], row) for row, hub in enumerate(hubs) if hub.id in at]
        point = [np.array([family for family, _ in own], dtype=np.int64)]
        hub = [np.array([row for _, row in own], dtype=np.int64)]
        length = [np.zeros(len(own))]
        for one, other in _LEVELS:
            row, family, goal = _expanded(places[:, one], goals[:, other], begin, end, len(self.number))
            point.append(family)
            hub.append(goal)
            length.append(self.metres[row])
        points, goals_at, metres = np.concatenate(point), np.concatenate(hub), np.concatenate(length)
        keys = goals_at * len(families) + points
        _, best = np.unique(keys, return_index=True)
        best = best[metres[best] <= radius_m]
        return reach_of(goals_at[best], points[best], metres[best], len(hubs))

    def numbers(self, family: Family) -> tuple[int, int, int]:
        """Give the numbers of a family's id, whole postcode and four digits, -1 for each that is not in the file."""
        postcode = family.postcode or ""
        whole = postcode if len(postcode) > 4 else ""
        return self.number.get(family.id, -1), self.number.get(whole, -1), self.number.get(postcode[:4], -1)


def _expanded(
    places: IntArray, goals: IntArray, begin: IntArray, end: IntArray, n_names: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Give every combination of a row, a family whose name it starts at and a hub whose name it ends at."""
    families, n_families, first_family = _by_name(places, n_names)
    hubs, n_hubs, first_hub = _by_name(goals, n_names)
    times = n_families[begin] * n_hubs[end]
    row = np.repeat(np.arange(len(begin)), times)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    wide = np.maximum(n_hubs[end][row], 1)
    return row, families[first_family[begin][row] + nth // wide], hubs[first_hub[end][row] + nth % wide]


def _by_name(numbers: IntArray, n_names: int) -> tuple[IntArray, IntArray, IntArray]:
    """Sort rows by the number of their name: the rows, how many each name has, and where each name begins."""
    named = np.flatnonzero(numbers >= 0)
    rows = named[np.argsort(numbers[named], kind="stable")]
    counts = np.bincount(numbers[named], minlength=n_names).astype(np.int64)
    return rows, counts, np.cumsum(counts) - counts
