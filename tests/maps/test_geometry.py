"""Points, hulls and colours."""

import math
import re
from importlib import resources
from itertools import combinations

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint

from geodata.families import Location
from maps.geometry import APART_M, colours, drawn_points, hull
from maps.view_model import N_COLOURS


def test_families_on_one_point_are_drawn_side_by_side() -> None:
    points = {f"F{row}": Location(52.223, 5.175) for row in range(12)} | {"Z": Location(52.3, 5.2)}
    drawn = drawn_points(points, 5)

    assert drawn["Z"] == (52.3, 5.2)
    assert drawn["F0"] == (52.223, 5.175)
    for first, second in combinations([drawn[f"F{row}"] for row in range(12)], 2):
        assert geodesic(first, second).meters > APART_M * 0.6
    assert max(geodesic(drawn["F0"], spot).meters for spot in drawn.values() if spot[0] < 52.29) < APART_M * 4


def test_the_order_of_families_moves_no_point() -> None:
    points = {f"F{row}": Location(52.223, 5.175) for row in range(6)}

    assert drawn_points(points, 4) == drawn_points(dict(reversed(points.items())), 4)


@pytest.mark.parametrize(
    ("points", "corners"),
    [
        ([], set()),
        ([(52.0, 5.0)], {(52.0, 5.0)}),
        ([(52.0, 5.0), (52.0, 5.0)], {(52.0, 5.0)}),
        ([(52.0, 5.0), (52.1, 5.1)], {(52.0, 5.0), (52.1, 5.1)}),
        ([(52.0, 5.0), (52.25, 5.25), (52.5, 5.5)], {(52.0, 5.0), (52.5, 5.5)}),
        ([(52.0, 5.0), (52.0, 5.2), (52.2, 5.0), (52.05, 5.05)], {(52.0, 5.0), (52.0, 5.2), (52.2, 5.0)}),
    ],
)
def test_a_hull_has_the_outer_points_as_corners(
    points: list[tuple[float, float]], corners: set[tuple[float, float]]
) -> None:
    found = hull(points)

    assert set(found) == corners
    assert len(found) == len(corners)


spots = st.lists(
    st.tuples(st.integers(520_000, 524_000), st.integers(50_000, 54_000)).map(lambda p: (p[0] / 1e4, p[1] / 1e4)),
    min_size=2,
    max_size=60,
    unique=True,
)


@given(spots)
def test_the_nearest_earlier_neighbour_never_has_the_same_colour(middles: list[tuple[float, float]]) -> None:
    chosen = colours(middles)

    assert all(0 <= colour < N_COLOURS for colour in chosen)
    for row in range(1, len(middles)):
        away = [math.dist((lat, lon * 0.6), (middles[row][0], middles[row][1] * 0.6)) for lat, lon in middles[:row]]
        nearest = min(away)
        near = [other for other in range(row) if away[other] == nearest]
        if len(near) == 1:
            assert chosen[near[0]] != chosen[row]


def test_hulls_that_touch_never_share_a_colour_however_far_their_middles_are() -> None:
    """A long one whose hub home is far away, beside a row of small ones that lie nearer to each other."""
    long = [(52.0, 5.0), (52.0, 5.4), (52.01, 5.2)]
    small = [[(52.012, 5.02 + at / 25), (52.012, 5.03 + at / 25), (52.02, 5.02 + at / 25)] for at in range(9)]
    hulls = [*small, long]
    middles = [*(corners[0] for corners in small), (52.0, 5.4)]

    touched = [
        row for row, corners in enumerate(small) if MultiPoint(corners).distance(MultiPoint(long).convex_hull) < 0.003
    ]
    chosen = colours(middles, hulls)
    assert 2 <= len(touched) < N_COLOURS
    assert chosen[-1] not in {chosen[row] for row in touched}


def test_few_constellations_all_differ_in_colour() -> None:
    middles = [(52.0 + row / 50, 5.1) for row in range(N_COLOURS)]

    assert len(set(colours(middles))) == N_COLOURS


def palette() -> list[str]:
    script = (resources.files("maps") / "assets" / "elements.js").read_text(encoding="utf-8")
    line = re.search(r"const COLOURS = \[(.*)\];", script)
    assert line is not None
    return re.findall(r"#[0-9a-f]{6}", line[1])


def linear(colour: str) -> np.ndarray:
    channel = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


# Full dichromacy: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), doi:10.1109/TVCG.2009.113, table 1.
SIGHTS = {
    "trichromat": np.eye(3),
    "protanope": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranope": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanope": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def lab(light: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = (to_xyz @ light) / np.array([0.9505, 1.0, 1.089])
    f = [np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_colours_look_alike_to_any_reader(sight: str) -> None:
    seen = [lab(np.clip(SIGHTS[sight] @ linear(colour), 0, 1)) for colour in palette()]

    assert len(seen) == N_COLOURS
    assert min(np.linalg.norm(first - second) for first, second in combinations(seen, 2)) > 18


def test_white_numbers_are_legible_on_every_colour() -> None:
    for colour in palette():
        luminance = float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))
        assert 1.05 / (luminance + 0.05) >= 4.5
