"""Postcodes to places."""

from io import StringIO

import pytest

from geodata.families import Location, Precision
from geodata.gazetteer import Gazetteer, load_gazetteer, pc4_of, read_places

HEADER = "pc4,place,municipality,lat,lon,inhabitants,in_region\n"


@pytest.mark.parametrize("postcode", ["1211", "1211AB", "1211 AB", "1211ab", " 1211 ", "1211  AB"])
def test_a_postcode_is_found_however_it_is_written(postcode: str) -> None:
    place = load_gazetteer().place(postcode)
    assert place is not None
    assert (place.pc4, place.place, place.municipality) == ("1211", "Hilversum", "Hilversum")
    assert place.location == Location(52.223, 5.175, Precision.PC4)


@pytest.mark.parametrize("postcode", ["", "0211", "121", "12111", "1211A", "1211ABC", "AB 1211", "1211-AB", "१२११"])
def test_what_is_no_postcode_has_no_digits_and_no_place(postcode: str) -> None:
    assert pc4_of(postcode) is None
    assert load_gazetteer().place(postcode) is None


@pytest.mark.parametrize("postcode", ["1230", "1242", "1200", "9999"])
def test_a_postcode_that_is_not_listed_has_no_place(postcode: str) -> None:
    assert pc4_of(postcode) == postcode
    assert load_gazetteer().place(postcode) is None


def test_the_region_has_seven_municipalities_and_neighbours_around_it() -> None:
    region = [place for place in load_gazetteer() if place.in_region]
    assert (len(region), len(load_gazetteer())) == (39, 55)
    assert {place.municipality for place in region} == {
        "Blaricum", "Eemnes", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Wijdemeren",
    }  # fmt: skip
    weesp = load_gazetteer().place("1381")
    assert weesp is not None
    assert not weesp.in_region


def test_places_come_in_order_of_postcode_whatever_the_order_of_rows() -> None:
    places = list(load_gazetteer())
    assert [place.pc4 for place in Gazetteer(reversed(places))] == sorted(place.pc4 for place in places)


@pytest.mark.parametrize(
    ("lat", "lon", "municipality"),
    [(52.224, 5.176, "Hilversum"), (52.2785, 5.1705, "Gooise Meren"), (52.222, 5.279, "Baarn"), (52.37, 4.9, None)],
)
def test_a_home_is_in_the_municipality_of_the_nearest_postcode_point(
    lat: float, lon: float, municipality: str | None
) -> None:
    assert load_gazetteer().municipality_near(Location(lat, lon)) == municipality


@pytest.mark.parametrize(("lat", "near"), [(52.0 + 2_490 / 111_268, True), (52.0 + 2_510 / 111_268, False)])
def test_beyond_two_and_a_half_kilometres_no_place_is_near(lat: float, near: bool) -> None:
    lonely = Gazetteer(read_places(StringIO(HEADER + "3400,IJsselstein,IJsselstein,52.0,5.0,100,neighbour\n")))
    assert (lonely.nearest(Location(lat, 5.0)) is not None) is near


def test_many_homes_at_once_get_the_places_they_get_alone() -> None:
    gazetteer = load_gazetteer()
    homes = [Location(52.1 + step / 100, 5.0 + step / 100) for step in range(40)]
    assert gazetteer.nearest_each(homes) == tuple(gazetteer.nearest(home) for home in homes)


def test_new_rows_extend_the_gazetteer_and_replace_those_of_the_same_postcode() -> None:
    rows = StringIO(
        HEADER + "1211,Stad,Elders,52.0,5.0,100,yes\n1012,Amsterdam,Amsterdam,52.373,4.893,9000,neighbour\n"
    )
    extended = load_gazetteer().extended(read_places(rows))
    assert len(extended) == 56
    assert [place.municipality for place in extended if place.pc4 == "1211"] == ["Elders"]
    assert [place.municipality for place in load_gazetteer() if place.pc4 == "1211"] == ["Hilversum"]


def test_a_postcode_is_listed_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Gazetteer([*load_gazetteer(), next(iter(load_gazetteer()))])


def test_no_coordinates_are_printed() -> None:
    assert "52." not in repr(next(iter(load_gazetteer())))
