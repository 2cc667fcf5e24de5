"""Places and waters of the whole country."""

import shapely

from geodata.areas import areas_of_the_country, drawn
from geodata.families import Location
from geodata.gazetteer import load_gazetteer
from geodata.municipalities import of_the_country
from geodata.outline import MARGIN_M, metres_outside, waters
from geodata.places import municipalities_near, settlements


def test_every_municipality_of_the_country_has_a_place_and_no_other_has_one() -> None:
    assert {each.municipality for each in settlements()} == set(of_the_country())
    assert len({each.province for each in settlements()}) == 12


def test_places_lie_in_the_country_and_not_in_its_waters() -> None:
    spots = [each.location for each in settlements()] + [each.location for each in load_gazetteer()]
    assert max(metres_outside(spots)) < 2 * MARGIN_M
    for name, water in waters().items():
        assert water.is_valid
        assert not [spot for spot in spots if water.contains(shapely.Point(spot.lon, spot.lat))], name


def test_towns_on_a_shore_lie_near_their_water() -> None:
    """Within 0.04 degrees of latitude, some 4 km: town and shore are points and lines of hand."""
    shores = {
        "IJsselmeer": ("Medemblik", "Urk", "Lemmer", "Enkhuizen"),
        "Markermeer": ("Hoorn", "Volendam", "Edam"),
        "Gooimeer": ("Huizen", "Spakenburg"),
        "Westerschelde": ("Vlissingen", "Terneuzen", "Breskens"),
        "Oosterschelde": ("Zierikzee", "Yerseke"),
        "Waddenzee": ("Harlingen",),
    }
    spots = {each.name: shapely.Point(each.location.lon, each.location.lat) for each in settlements()}
    for water, towns in shores.items():
        for town in towns:
            assert waters()[water].distance(spots[town]) < 0.04, (water, town)


def test_a_home_anywhere_in_the_country_has_a_municipality_and_one_at_sea_has_none() -> None:
    homes = {
        "Maastricht": (50.850, 5.690), "Groningen": (53.215, 6.560), "Middelburg": (51.500, 3.610),
        "Ameland": (53.450, 5.770), "Utrecht": (52.085, 5.090), "Almere": (52.370, 5.200),
    }  # fmt: skip
    assert municipalities_near(Location(*spot) for spot in homes.values()) == tuple(homes)
    assert municipalities_near([Location(53.9, 4.0)]) == (None,)


def test_areas_of_the_country_hold_their_own_places_and_do_not_overlap() -> None:
    areas = areas_of_the_country(load_gazetteer())
    shapes = {area.name: area.shape for area in areas}
    strays = [
        each.name
        for each in settlements()
        if shapes[each.municipality].distance(shapely.Point(each.location.lon, each.location.lat)) > 0.02
    ]
    assert strays == []
    whole = shapely.union_all([area.shape for area in areas])
    assert sum(area.shape.area for area in areas) < whole.area * 1.0001
    assert [area.name for area in areas if area.in_region] == [
        "Blaricum", "Eemnes", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Wijdemeren",
    ]  # fmt: skip


def test_the_packaged_areas_are_those_of_the_packaged_postcodes_and_places() -> None:
    """Within a tenth of what is seen on a map, as another version of the geometry library may round otherwise."""
    packaged, again = areas_of_the_country(load_gazetteer()), drawn(tuple(load_gazetteer()))
    assert [(area.name, area.in_region) for area in packaged] == [(area.name, area.in_region) for area in again]
    for mine, fresh in zip(packaged, again, strict=True):
        assert shapely.hausdorff_distance(mine.shape, fresh.shape) < 1e-4, f"{mine.name}: python -m geodata.areas"
