"""RD New to WGS84, against the points that are published to test RDNAPTRANS with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import rd
from geodata.distances import metres

# Kadaster, test sheet of RDNAPTRANS 2008, points within the Netherlands: latitude, longitude (ETRS89), x, y (RD).
PUBLISHED = [
    pytest.param(53.160753042, 4.824761912, 117380.1200, 575040.3400, id="Texel"),
    pytest.param(53.419482050, 6.776726674, 247380.5600, 604580.7800, id="Noord-Groningen"),
    pytest.param(52.155172897, 5.387203657, 155000.0000, 463000.0000, id="Amersfoort"),
    pytest.param(51.368607152, 3.397588595, 16460.9100, 377380.2300, id="Zeeuws-Vlaanderen"),
    pytest.param(50.792584916, 5.773795548, 182260.4500, 311480.6700, id="Zuid-Limburg"),
    pytest.param(51.947393898, 4.072887101, 64640.8900, 440700.0101, id="Maasvlakte"),
]
WITHIN_M = 0.25


@pytest.mark.parametrize(("lat", "lon", "x", "y"), PUBLISHED)
def test_degrees_become_the_published_grid_coordinates(lat: float, lon: float, x: float, y: float) -> None:
    east, north = rd.from_wgs84(lat, lon)
    assert np.hypot(east - x, north - y) < WITHIN_M


@pytest.mark.parametrize(("lat", "lon", "x", "y"), PUBLISHED)
def test_grid_coordinates_become_the_published_degrees(lat: float, lon: float, x: float, y: float) -> None:
    assert metres(*rd.to_wgs84(x, y), lat, lon) < WITHIN_M


@given(st.floats(0, 280_000), st.floats(300_000, 625_000))
def test_there_and_back_is_the_same_to_a_millimetre(x: float, y: float) -> None:
    east, north = rd.from_wgs84(*rd.to_wgs84(x, y))
    assert np.hypot(east - x, north - y) < 0.001


def test_many_points_are_converted_at_once() -> None:
    x, y = np.array([155_000.0, 117_380.12]), np.array([463_000.0, 575_040.34])
    lat, lon = rd.to_wgs84(x, y)
    assert lat.shape == lon.shape == (2,)
    assert lat[1] == pytest.approx(rd.to_wgs84(x[1], y[1])[0], abs=1e-12)
