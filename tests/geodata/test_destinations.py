"""Many points go as far and in the same direction as geopy sends them one by one."""

import numpy as np
import pytest
from geopy.distance import geodesic

from geodata.destinations import FloatArray, destinations, rounded_destinations


def one_by_one(origins: FloatArray, bearings: FloatArray, distances_m: FloatArray) -> FloatArray:
    rows = zip(origins.tolist(), bearings.tolist(), distances_m.tolist(), strict=True)
    points = [geodesic(meters=metres).destination(tuple(origin), turn) for origin, turn, metres in rows]
    return np.array([(point.latitude, point.longitude) for point in points])


def drawn(n: int, lat: tuple[float, float], lon: tuple[float, float]) -> tuple[FloatArray, FloatArray, FloatArray]:
    chance = np.random.default_rng(7)
    origins = np.column_stack([chance.uniform(*lat, n), chance.uniform(*lon, n)])
    bearings, distances_m = chance.uniform(0, 360, n), chance.uniform(0, 10_000, n)
    bearings[:5], distances_m[5] = (0, 90, 180, 270, 360), 0
    return origins, bearings, distances_m


@pytest.mark.parametrize(
    ("lat", "lon"), [((50.7, 53.6), (3.3, 7.3)), ((-70, 70), (-180, 180)), ((12, 13), (179.95, 180))]
)
def test_the_way_ends_where_geopy_says(lat: tuple[float, float], lon: tuple[float, float]) -> None:
    given = drawn(300, lat, lon)
    assert np.abs(destinations(*given) - one_by_one(*given)).max() < 1e-12


def test_rounded_points_are_those_of_geopy_also_where_rounding_is_in_doubt() -> None:
    origins, bearings, distances_m = drawn(300, (50.7, 53.6), (3.3, 7.3))
    bearings[:200], distances_m[:200] = 90, 0
    origins[:200, 0] = np.round(origins[:200, 0], 4) + 5e-6  # as near the middle between two decimals as a float can be
    origins[:200, 1] = np.round(origins[:200, 1], 4) - 5e-6
    expected = [(round(lat, 5), round(lon, 5)) for lat, lon in one_by_one(origins, bearings, distances_m).tolist()]
    assert rounded_destinations(origins, bearings, distances_m, 5) == expected
