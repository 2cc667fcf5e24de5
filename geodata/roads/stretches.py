"""What is left of ways whose points an extract does not all hold: it may be cut off at the edge."""

from dataclasses import dataclass, field

import numpy as np

from geodata.distances import IntArray
from geodata.roads.groups import ShortArray
from geodata.roads.road_points import UNKNOWN


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ways and where their points lie.

    Attributes
    ----------
    way_id, kind, length
        Of each way its id, the number of its tags, and how many points it has.
    places
        Those of all points, way after way.
    """

    way_id: IntArray = field(repr=False)
    kind: ShortArray = field(repr=False)
    length: IntArray = field(repr=False)
    places: IntArray = field(repr=False)


def known_stretches(ways: Shapes) -> Shapes:
    """Divide ways where a point is not known; a stretch of one point is no way."""
    known = ways.places != UNKNOWN
    if known.all() and (ways.length > 1).all():
        return ways
    way = np.repeat(np.arange(len(ways.length)), ways.length)
    begins = known.copy()
    begins[1:] &= ~(known[:-1] & (way[1:] == way[:-1]))
    stretch = np.cumsum(begins) - 1
    length = np.bincount(stretch[known], minlength=int(begins.sum()))
    long = length > 1
    of = way[begins][long]
    kept = known.copy()
    kept[known] = long[stretch[known]]
    return Shapes(ways.way_id[of], ways.kind[of], length[long].astype(np.int64), ways.places[kept])
