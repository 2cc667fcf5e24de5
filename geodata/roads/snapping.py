"""From homes to the nearest street that one can leave and reach."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely

from geodata.distances import FloatArray, IntArray
from geodata.roads.extract import UNITS
from geodata.roads.graph import BoolArray
from geodata.roads.network import Network

_DEGREE_M: Final = 111_195.0


@dataclass(frozen=True, slots=True, eq=False)
class Snaps:
    """Where homes stand along streets.

    Attributes
    ----------
    street
        Shape ``(n,)``.
    part
        Shape ``(n,)``: which part of the street lies before the home, as the way is drawn, 0 to 1.
    away_m
        Shape ``(n,)``: metres in a straight line from the home to that place, not part of any way.
    nearer_m
        Shape ``(n,)``: metres to the nearest street of all, also of those that lead nowhere.
    """

    street: IntArray = field(repr=False)
    part: FloatArray = field(repr=False)
    away_m: FloatArray = field(repr=False)
    nearer_m: FloatArray = field(repr=False)


class Snapper:
    """Finds the nearest street of a network.

    Parameters
    ----------
    network
        Its streets are laid in a plane around its middle.
    """

    def __init__(self, network: Network) -> None:
        graph = network.graph
        streets = graph.streets
        lat = streets.points[:, 1] / UNITS
        self._scale = np.array([np.cos(np.radians((lat.min() + lat.max()) / 2)), 1.0]) * _DEGREE_M
        lengths = streets.end - streets.begin + 1
        start = np.repeat(streets.begin - (np.cumsum(lengths) - lengths), lengths)
        points = streets.points[start + np.arange(len(start))] / UNITS * self._scale
        self._lines = shapely.linestrings(points, indices=np.repeat(np.arange(len(lengths)), lengths))
        self._land = np.flatnonzero(~streets.ferry)
        self._connected = np.flatnonzero(~streets.ferry & _served(network))
        self._all = shapely.STRtree(self._lines[self._land])
        self._tree = shapely.STRtree(self._lines[self._connected])

    def snap(self, degrees: FloatArray) -> Snaps:
        """Find the nearest street of each home.

        Parameters
        ----------
        degrees
            Shape ``(n, 2)``: latitude and longitude.
        """
        points = shapely.points(degrees[:, ::-1] * self._scale)
        nearest, away = _nearest(self._tree, points)
        street = self._connected[nearest]
        part = shapely.line_locate_point(self._lines[street], points, normalized=True)
        return Snaps(street, np.asarray(part, np.float64), away, _nearest(self._all, points)[1])


def _served(network: Network) -> BoolArray:
    """Tell which streets have an arc in the connected part."""
    served = np.zeros(len(network.graph.streets.way), np.bool_)
    served[network.graph.street[network.connected]] = True
    return served


def _nearest(tree: shapely.STRtree, points: object) -> tuple[IntArray, FloatArray]:
    """Give the nearest line of each point, the first of equals, and the metres to it."""
    (point, line), away = tree.query_nearest(points, return_distance=True)
    order = np.lexsort((line, point))
    _, first = np.unique(point[order], return_index=True)
    return line[order][first].astype(np.int64), away[order][first]
