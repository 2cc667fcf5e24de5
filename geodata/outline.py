"""The outline of the Netherlands, to tell homes at sea or abroad."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import rd
from geodata.families import Location

MARGIN_M: Final = 2_000.0
"""The outline is this coarse: inhabited places lie up to 1.2 km outside it."""


def metres_outside(locations: Sequence[Location]) -> NDArray[np.float64]:
    """Measure how far each home lies outside the Netherlands.

    Returns
    -------
    ndarray of float64, shape ``(len(locations),)``
        Metres to the outline, 0 for homes within it or within :data:`MARGIN_M`.
    """
    x, y = rd.from_wgs84([home.lat for home in locations], [home.lon for home in locations])
    metres: NDArray[np.float64] = shapely.distance(_outline(), shapely.points(x, y))
    return np.where(metres > MARGIN_M, metres, 0.0)


def land() -> shapely.Geometry:
    """Give the European Netherlands in metres of RD New, waters narrower than 12 km closed."""
    return _outline()


@cache
def waters() -> Mapping[str, shapely.Polygon]:
    """Give large waters that the outline closes, schematically, in WGS84 degrees, x is the longitude.

    Their shores were set down by hand from the coordinates of dikes, locks, capes and harbours on them: to some 1.5 km.
    """
    table = resources.files("geodata") / "data" / "waters.csv"
    with table.open(encoding="utf-8") as rows:
        return {
            row["name"]: shapely.Polygon([tuple(map(float, corner.split())) for corner in row["ring"].split(",")])
            for row in csv.DictReader(rows, delimiter=";")
        }


@cache
def _outline() -> shapely.Geometry:
    file = resources.files("geodata") / "data" / "netherlands.wkt"
    outline = shapely.from_wkt(file.read_text(encoding="ascii"))
    shapely.prepare(outline)
    return outline
