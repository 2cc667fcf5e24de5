"""Metres on the ellipsoid, and who is in reach of whom."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from geodata.distances import Geodesic, Reach, measure_ahead, metres, pairs_within, whole_metres
from geodata.families import Family, Location

latitudes = st.floats(50.5, 53.8)
longitudes = st.floats(3.2, 7.3)
points = st.tuples(latitudes, longitudes)


def family(name: str, point: tuple[float, float]) -> Family:
    return Family(name, Location(*point), "Aanbieder A")


def triples(reach: Reach) -> list[tuple[int, int, float]]:
    return list(zip(reach.hub.tolist(), reach.point.tolist(), reach.metres.tolist(), strict=True))


@pytest.mark.parametrize(
    ("given_metres", "whole"),
    [(0.0, 0), (0.49, 0), (0.5, 1), (1.49, 1), (1.5, 2), (2.5, 3), (4999.499, 4999), (4999.5, 5000)],
)
def test_halves_round_upwards_alone_and_in_an_array(given_metres: float, whole: int) -> None:
    assert whole_metres(given_metres) == whole
    assert whole_metres(np.array([given_metres])).tolist() == [whole]


@given(points, st.floats(-0.6, 0.6), st.floats(-0.9, 0.9))
def test_within_a_hundred_kilometres_metres_are_those_of_geopy(
    point: tuple[float, float], north: float, east: float
) -> None:
    other = (point[0] + north, point[1] + east)
    assert float(metres(*point, *other)) == pytest.approx(geodesic(point, other).meters, abs=1e-5)


@given(points, points)
def test_across_the_country_metres_are_those_of_geopy(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert float(metres(*a, *b)) == pytest.approx(geodesic(a, b).meters, abs=1e-3)


@pytest.mark.parametrize("other", [(52.1, -4.0), (-41.3, 174.8), (-52.2, -174.8), (90.0, 0.0)])
def test_farther_away_metres_are_those_of_geopy_as_well(other: tuple[float, float]) -> None:
    assert float(metres(52.2, 5.2, *other)) == pytest.approx(geodesic((52.2, 5.2), other).meters, abs=1e-3)


@given(points, points)
def test_there_and_back_are_exactly_as_far(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert float(metres(*a, *b)) == float(metres(*b, *a))


def test_a_point_is_nowhere_from_itself() -> None:
    assert float(metres(52.2, 5.2, 52.2, 5.2)) == 0


@given(st.lists(st.tuples(points, points), min_size=1, max_size=40))
def test_a_pair_alone_gets_exactly_the_number_it_gets_in_an_array(
    pairs: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    a, b = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    together = metres(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    assert together.tolist() == [float(metres(*first, *second)) for first, second in pairs]


@given(
    st.lists(st.tuples(st.floats(52.1, 52.4), st.floats(5.0, 5.3)), max_size=40),
    st.lists(st.tuples(st.floats(52.1, 52.4), st.floats(5.0, 5.3)), max_size=8),
    st.floats(0, 40_000),
)
def test_reach_is_every_pair_within_the_radius_and_no_other(
    people: list[tuple[float, float]], hubs: list[tuple[float, float]], radius_m: float
) -> None:
    reach = pairs_within(np.array(people).reshape(-1, 2), np.array(hubs).reshape(-1, 2), radius_m)
    expected = [
        (h, p, float(metres(*point, *hub)))
        for h, hub in enumerate(hubs)
        for p, point in enumerate(people)
        if float(metres(*point, *hub)) <= radius_m
    ]
    assert triples(reach) == expected
    assert reach.start.tolist() == [sum(row[0] < h for row in expected) for h in range(len(hubs) + 1)]


@pytest.mark.parametrize("hub", [(52.2, 5.2), (-33.0, 18.0), (71.0, 25.7), (0.0, 6.6)])
@pytest.mark.parametrize("radius_m", [1.0, 5_000.0, 90_000.0])
def test_the_search_misses_no_point_just_inside_the_radius_in_any_direction(
    hub: tuple[float, float], radius_m: float
) -> None:
    rim = [geodesic(meters=radius_m * (1 - 1e-7)).destination(hub, bearing) for bearing in range(0, 360, 5)]
    people = np.array([(point.latitude, point.longitude) for point in rim])
    assert len(pairs_within(people, np.array([hub]), radius_m)) == len(rim)


def test_exactly_on_the_radius_is_within_it_and_a_hair_less_is_not() -> None:
    people, hubs = np.array([[52.25, 5.21]]), np.array([[52.22, 5.18]])
    edge = float(metres(52.25, 5.21, 52.22, 5.18))
    assert len(pairs_within(people, hubs, edge)) == 1
    assert len(pairs_within(people, hubs, np.nextafter(edge, 0))) == 0


def test_many_hubs_come_in_order_of_hub_and_then_of_point() -> None:
    generator = np.random.default_rng(3)
    people = generator.uniform([52.1, 5.0], [52.4, 5.3], (500, 2))
    reach = pairs_within(people, people[:200], 4_000.0)
    keys = list(zip(reach.hub.tolist(), reach.point.tolist(), strict=True))
    assert len(keys) > 200
    assert keys == sorted(set(keys))
    assert reach.start[-1] == len(reach)


def test_a_radius_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        pairs_within(np.empty((0, 2)), np.empty((0, 2)), -1.0)


@given(st.floats(1, 3), st.lists(points, min_size=1, max_size=10), st.floats(0, 1))
def test_with_a_detour_a_pair_is_as_far_in_reach_as_between_two_families(
    detour: float, people: list[tuple[float, float]], where: float
) -> None:
    distances = Geodesic(detour)
    families = [family(f"F{row}", point) for row, point in enumerate(people)]
    between = [distances.between(one, families[0]) for one in families]
    radius_m = sorted(between)[int(where * (len(between) - 1))]

    reach = distances.pairs(families, families[:1], radius_m)
    assert triples(reach) == [(0, row, far) for row, far in enumerate(between) if far <= radius_m]


def test_a_detour_makes_the_way_longer_by_its_factor() -> None:
    a, b = family("A", (52.2, 5.1)), family("B", (52.3, 5.2))
    assert Geodesic(1.3).between(a, b) == Geodesic().between(a, b) * 1.3


@pytest.mark.parametrize("detour", [0.99, float("nan"), float("inf")])
def test_a_detour_is_one_or_more(detour: float) -> None:
    with pytest.raises(ValueError, match="detour"):
        Geodesic(detour)


def test_pairs_that_are_measured_ahead_get_the_same_number_and_are_not_measured_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    homes = [Location(52.2 + 0.0137 * number, 5.1 + 0.0071 * number) for number in range(5)]
    pairs = [(one, other) for one in homes for other in homes]
    alone = [float(metres(one.lat, one.lon, other.lat, other.lon)) for one, other in pairs]
    measure_ahead([one for one, _ in pairs], [other for _, other in pairs])
    monkeypatch.setattr("geodata.distances.metres", None)
    between = [Geodesic().between(Family("a", one, ""), Family("b", other, "")) for one, other in pairs]
    assert between == alone
