"""Schematic municipal areas made from postcode points."""

from io import StringIO
from itertools import combinations

import numpy as np
import pytest
import shapely

from geodata.areas import municipal_areas
from geodata.gazetteer import Gazetteer, load_gazetteer, read_places

HEADER = "pc4,place,municipality,lat,lon,inhabitants,in_region"


def listed(*rows: str) -> Gazetteer:
    return Gazetteer(read_places(StringIO("\n".join([HEADER, *rows]))))


def test_every_municipality_has_one_area_in_alphabetical_order() -> None:
    areas = municipal_areas(load_gazetteer())
    assert [area.name for area in areas] == sorted({place.municipality for place in load_gazetteer()})
    assert [area.name for area in areas if area.in_region] == [
        "Blaricum", "Eemnes", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Wijdemeren",
    ]  # fmt: skip


def test_every_postcode_point_lies_in_the_area_of_its_own_municipality_only() -> None:
    areas = municipal_areas(load_gazetteer())
    for place in load_gazetteer():
        point = shapely.Point(place.location.lon, place.location.lat)
        assert [area.name for area in areas if area.shape.contains(point)] == [place.municipality]


def test_areas_touch_but_do_not_overlap() -> None:
    areas = municipal_areas(load_gazetteer())
    whole = shapely.union_all([area.shape for area in areas]).area
    assert sum(shapely.intersection(a.shape, b.shape).area for a, b in combinations(areas, 2)) < 1e-6 * whole
    assert sum(area.shape.area for area in areas) == pytest.approx(whole, rel=1e-6)


def test_areas_are_valid_rounded_and_small() -> None:
    for area in municipal_areas(load_gazetteer()):
        assert area.shape.is_valid
        assert not area.shape.is_empty
        coordinates = shapely.get_coordinates(area.shape)
        assert (coordinates == np.round(coordinates, 5)).all()
        assert len(coordinates) < 200


def test_areas_do_not_depend_on_the_order_of_rows() -> None:
    again = municipal_areas(Gazetteer(reversed(list(load_gazetteer()))))
    assert [area.shape.wkb for area in again] == [area.shape.wkb for area in municipal_areas(load_gazetteer())]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([], []),
        (["1000,A,Aa,52.1,5.1,100,yes"], ["Aa"]),
        (["1000,A,Aa,52.1,5.1,100,yes", "1001,B,Bb,52.2,5.1,100,yes"], ["Aa", "Bb"]),
        (["1000,A,Aa,52.1,5.1,100,yes", "1001,B,Aa,52.1,5.1,100,yes"], ["Aa"]),
        ([f"100{row},A,Aa{row % 2},52.{row},5.{row},100,yes" for row in range(1, 9)], ["Aa0", "Aa1"]),
    ],
    ids=["none", "one point", "two points", "twice the same point", "points on a line"],
)
def test_the_smallest_gazetteers_have_areas_too(rows: list[str], names: list[str]) -> None:
    areas = municipal_areas(listed(*rows))
    assert [area.name for area in areas] == names
    assert all(area.shape.area > 0 for area in areas)
