"""Second pass over an OpenStreetMap file: where the points of roads lie, and what stands at them."""

import numpy as np
from numpy.typing import NDArray

from geodata.distances import IntArray
from geodata.roads.blocks import POINTS, Block, decoded
from geodata.roads.crossings import POINT_KEYS
from geodata.roads.extract import Points
from geodata.roads.groups import ShortArray, dense, points
from geodata.roads.places import settle
from geodata.roads.tags import Interned, Meaning, strings_of

UNKNOWN = np.iinfo(np.int64).min
"""The place of a point that the file does not hold."""

_MESSAGES = 1


class RoadPoints:
    """What the second pass has found; :meth:`add` takes a block.

    Parameters
    ----------
    wanted
        Ids of the points of roads, ascending, each once.

    Attributes
    ----------
    places
        Of each, as :func:`geodata.roads.places.settle` gives it.
    """

    def __init__(self, wanted: IntArray) -> None:
        self.wanted = wanted
        self.places = np.full(len(wanted), UNKNOWN, np.int64)
        self.marks = Interned()
        self._meaning = Meaning(POINT_KEYS)
        self._marked: list[Points] = []
        self._mark: list[ShortArray] = []

    def add(self, block: Block) -> None:
        """Take the points of a block.

        Raises
        ------
        DamagedError
        """
        words = None
        for kind, group in block.groups:
            if kind not in POINTS:
                continue
            words = words or strings_of(block.table, self._meaning)
            room = len(group)
            ids, lat, lon, marked, n_pairs = (np.empty(room, np.int64) for _ in range(5))
            pairs, counts = np.empty((room, 2), np.int32), np.zeros(2, np.int64)
            read = points if kind == _MESSAGES else dense
            n = decoded(read(group, 0, room, words.flags, ids, lat, lon, marked, n_pairs, pairs, counts))
            y, x = block.degrees(lat[:n], lon[:n])
            if not n:
                continue
            low, high = np.searchsorted(self.wanted, [ids[:n].min(), ids[:n].max() + 1])
            here = self.wanted[low:high]
            settle(ids[:n], y, x, here, self.places[low:high])
            at = marked[: counts[0]]
            chosen = np.flatnonzero(_among(here, ids[at]))
            if len(chosen):
                self._mark.append(self.marks.numbers(words, n_pairs[: len(at)], pairs, chosen))
                self._marked.append(np.column_stack([x[at[chosen]], y[at[chosen]]]).astype(np.int32))

    def spots(self, ids: IntArray) -> dict[int, tuple[int, int]]:
        """Give longitude and latitude of wanted points, those that the file holds."""
        places = self.places[np.searchsorted(self.wanted, ids)]
        return {
            int(one): (int(x), int(y))
            for one, (x, y), place in zip(ids, as_points(places), places, strict=True)
            if place != UNKNOWN
        }

    def joined(self) -> tuple[Points, ShortArray]:
        """Give the points that carry tags, and the numbers of those."""
        marked = np.concatenate([np.empty((0, 2), np.int32), *self._marked])
        return marked, np.concatenate([np.empty(0, np.int32), *self._mark])


def _among(ordered: IntArray, ids: IntArray) -> NDArray[np.bool_]:
    """Tell which ids stand in an ascending row."""
    if not len(ordered):
        return np.zeros(len(ids), bool)
    near = ordered[np.minimum(np.searchsorted(ordered, ids), len(ordered) - 1)]
    return np.asarray(near == ids)


def as_points(places: IntArray) -> Points:
    """Give longitude and latitude of places, without a copy: the lower half of each number, and the upper."""
    return places.astype("<i8", copy=False).view("<i4").reshape(-1, 2)
