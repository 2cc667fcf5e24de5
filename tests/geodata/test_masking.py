"""Points drawn instead of homes: once for a family in a home, near enough to read, far enough to hide."""

import hashlib
import hmac
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from geodata import rd
from geodata.distances import metres
from geodata.example import draw_region
from geodata.families import Family, Location, Precision
from geodata.gazetteer import load_gazetteer
from geodata.kept_points import kept_donuts
from geodata.masking import SPREAD_M, DonutMask, PostcodeMask, secret_of

SECRET = b"a key of the planning team"
HOME = Location(52.22321, 5.17511)

Draw = Callable[[Sequence[Family]], Mapping[str, Location]]
"""A way to draw families elsewhere than they live."""


def family(name: str, location: Location = HOME, postcode: str | None = None) -> Family:
    return Family(name, location, "Aanbieder A", postcode=postcode)


def crowd(n: int, away_m: float) -> list[Family]:
    """Families north of the home, so far from it."""
    return [family(f"N{number}", Location(HOME.lat + away_m / 111_270, HOME.lon)) for number in range(n)]


def shift(a: Location, b: Location) -> float:
    return float(metres(a.lat, a.lon, b.lat, b.lon))


@pytest.mark.parametrize("draw", [DonutMask(SECRET).drawn_anew, PostcodeMask(SECRET).points])
def test_a_mask_is_the_same_in_every_order_and_on_every_run(draw: Draw) -> None:
    families = draw_region()
    assert draw(families) == draw(families[::-1])
    assert set(draw(families)) == {one.id for one in families}


def test_all_at_once_are_drawn_where_each_would_be_drawn_alone() -> None:
    """What a mask is: a direction and a distance of the key, of which geopy says where they lead."""
    region = draw_region()[:40]
    far = [replace(each, id=f"far {each.id}", postcode=None, location=away(each.location)) for each in region]
    known = [
        replace(each, id=f"pc {each.id}", location=replace(each.location, precision=Precision.PC4)) for each in far
    ]
    families = [*region, *far[:15], *known[:15]]
    postcode, donut = PostcodeMask(SECRET), DonutMask(SECRET)
    assert postcode.points(families) == {each.id: around_middle(each) for each in families}
    rungs = {each.id: rung_of(each, families) for each in families}
    assert donut.drawn_anew(families) == {each.id: in_donut(each, rungs[each.id]) for each in families}


def away(home: Location) -> Location:
    return Location(home.lat - 1.3, home.lon + 0.4)


def around_middle(one: Family) -> Location:
    gazetteer = load_gazetteer()
    place = gazetteer.place(one.postcode or "") or gazetteer.nearest(one.location)
    if place is None:
        x, y = (
            math.floor(float(each) / 2000) * 2000 + 1000 for each in rd.from_wgs84(one.location.lat, one.location.lon)
        )
        lat, lon = (float(each) for each in rd.to_wgs84(x, y))
        middle = Location(lat, lon, Precision.PC4)
    else:
        middle = place.location
    turn, share = numbers("postcode", one.id, f"{middle.lat:.5f} {middle.lon:.5f}")
    return at(middle, turn, 250 * math.sqrt(share))


def in_donut(one: Family, rung: int) -> Location:
    home = one.location
    where = f"{home.lat:.5f} {home.lon:.5f}"
    if home.precision is Precision.PC4:
        turn, share = numbers("postcode", one.id, where)
        return at(home, turn, 250 * math.sqrt(share))
    turn, share = numbers("donut", one.id, where, f"250.0 1000.0 {rung}")
    return at(home, turn, math.sqrt(250**2 + share * ((1000 * 2**rung) ** 2 - 250**2)))


def rung_of(one: Family, families: Sequence[Family]) -> int:
    ways = sorted(shift(one.location, other.location) for other in families)
    return next((rung for rung in range(3) if ways[5] <= 1000 * 2**rung), 3)


def numbers(*about: str) -> tuple[float, float]:
    message = b"".join(len(text.encode()).to_bytes(4, "big") + text.encode() for text in about)
    digest = hmac.new(SECRET, message, hashlib.sha256).digest()
    first, second = (int.from_bytes(digest[begin : begin + 8], "big") >> 11 for begin in (0, 8))
    return first / 2**53, second / 2**53


def at(origin: Location, turn: float, metres_away: float) -> Location:
    point = geodesic(meters=metres_away).destination((origin.lat, origin.lon), 360 * turn)
    return Location(round(point.latitude, 5), round(point.longitude, 5), origin.precision)


@pytest.mark.parametrize(
    ("draw", "other_draw"),
    [
        (DonutMask(SECRET).drawn_anew, DonutMask(SECRET[::-1]).drawn_anew),
        (PostcodeMask(SECRET).points, PostcodeMask(SECRET[::-1]).points),
    ],
)
def test_another_key_gives_other_points(draw: Draw, other_draw: Draw) -> None:
    families = draw_region()
    one, other = draw(families), other_draw(families)
    assert all(one[family.id] != other[family.id] for family in families)


def test_no_home_is_closer_to_its_point_than_the_minimum_nor_farther_than_the_maximum() -> None:
    families = draw_region()
    mask = DonutMask(SECRET)
    points = mask.drawn_anew(families)
    for one in families:
        assert 250 - 1 <= shift(one.location, points[one.id]) <= mask.longest_m(families) + 1
    assert mask.longest_m(families) in {1_000, 2_000, 4_000, 8_000}


@pytest.mark.parametrize(
    ("others", "away_m", "longest"),
    [(5, 990, 1_000), (4, 990, 8_000), (5, 1_010, 2_000), (5, 3_990, 4_000), (5, 4_010, 8_000), (5, 9_000, 8_000)],
)
def test_the_maximum_doubles_until_five_others_live_within_it(others: int, away_m: float, longest: float) -> None:
    village = [family("A"), *crowd(others, away_m)]
    shifts = [shift(HOME, DonutMask(bytes([key] * 16)).drawn_anew(village)["A"]) for key in range(200)]
    assert longest / 2 < max(shifts) <= longest + 1
    assert min(shifts) >= 249


def test_shifts_go_in_all_directions_and_are_spread_evenly_over_the_ring() -> None:
    village = [family(f"F{number}") for number in range(2_000)]
    points = DonutMask(SECRET).drawn_anew(village)
    quarters = Counter((point.lat > HOME.lat, point.lon > HOME.lon) for point in points.values())
    assert all(count == pytest.approx(500, abs=100) for count in quarters.values())
    middle = math.sqrt((250**2 + 1_000**2) / 2)
    assert sum(shift(HOME, point) < middle for point in points.values()) == pytest.approx(1_000, abs=120)


def test_a_neighbour_more_or_less_moves_no_point_while_the_maximum_stays() -> None:
    before = DonutMask(SECRET).drawn_anew([family("A"), *crowd(6, 500)])
    after = DonutMask(SECRET).drawn_anew([family("A"), *crowd(7, 500)])
    assert before["A"] == after["A"]


def test_points_with_another_maximum_do_not_lie_on_one_line_with_the_home() -> None:
    """Two points on one ray would give the home away to who knows the two maxima."""
    near, far = [family("A"), *crowd(5, 500)], [family("A"), *crowd(5, 1_500)]
    turned = []
    for key in range(50):
        secret = bytes([key] * 16)
        one, other = DonutMask(secret).drawn_anew(near)["A"], DonutMask(secret).drawn_anew(far)["A"]
        angles = [math.atan2(point.lat - HOME.lat, (point.lon - HOME.lon) * 0.61) for point in (one, other)]
        turned.append(abs(angles[0] - angles[1]) % (2 * math.pi))
    assert sum(0.2 < angle < 2 * math.pi - 0.2 for angle in turned) > 35


def test_a_family_that_moves_house_gets_a_shift_of_its_own_there() -> None:
    there = Location(HOME.lat + 0.001, HOME.lon)
    before, after = (DonutMask(SECRET).drawn_anew([each])["A"] for each in (family("A"), family("A", there)))
    assert abs((after.lat - before.lat) - 0.001) + abs(after.lon - before.lon) > 1e-4


def test_two_families_in_one_home_are_drawn_apart() -> None:
    points = DonutMask(SECRET).drawn_anew([family("A"), family("B")])
    assert points["A"] != points["B"]


@pytest.mark.parametrize("draw", [DonutMask(SECRET).drawn_anew, PostcodeMask(SECRET).points])
def test_families_known_by_postcode_are_drawn_around_its_point_apart_from_each_other(draw: Draw) -> None:
    place = load_gazetteer().place("1399")
    assert place is not None
    village = [family(f"F{number}", place.location, "1399") for number in range(30)]
    points = draw(village)
    assert len(set(points.values())) == 30
    assert all(shift(place.location, point) <= SPREAD_M + 1 for point in points.values())


@given(st.floats(52.20, 52.24), st.floats(5.15, 5.19), st.sampled_from(["1211", "1211AB", "1211 AB"]))
def test_around_the_postcode_nothing_of_the_home_is_left_but_its_postcode(lat: float, lon: float, code: str) -> None:
    mask = PostcodeMask(SECRET)
    assert mask.points([family("A", Location(lat, lon), code)]) == mask.points([family("A", HOME, "1211")])


def test_without_a_postcode_the_nearest_one_is_taken() -> None:
    mask = PostcodeMask(SECRET)
    assert mask.points([family("A", HOME)]) == mask.points([family("A", HOME, "1211")])


@given(st.floats(-999, 999), st.floats(-999, 999))
def test_far_from_every_known_postcode_only_a_square_of_two_kilometres_is_left(east: float, north: float) -> None:
    mask = PostcodeMask(SECRET)
    middle, home = (
        Location(float(lat), float(lon))
        for lat, lon in (rd.to_wgs84(233_000, 581_000), rd.to_wgs84(233_000 + east, 581_000 + north))
    )
    point = mask.points([family("A", home)])["A"]
    assert point == mask.points([family("A", middle)])["A"]
    assert shift(point, middle) <= SPREAD_M + 1


def test_a_donut_that_keeps_nothing_cannot_be_taken_for_the_points_of_a_map() -> None:
    """Whoever publishes a map asks for points; what a donut draws anew must be kept, by ``kept_donuts``."""
    assert not hasattr(DonutMask(SECRET), "points")
    near = family("A", Location(HOME.lat + 0.00002, HOME.lon))
    assert DonutMask(SECRET).drawn_anew([near]) != DonutMask(SECRET).drawn_anew([family("A")])
    first = kept_donuts(DonutMask(SECRET), [family("A")], {})["A"]
    assert kept_donuts(DonutMask(SECRET), [near], {"A": [first]})["A"].location == first.location


def test_the_key_is_not_printed() -> None:
    assert "planning" not in repr(DonutMask(SECRET)) + repr(PostcodeMask(SECRET))


@pytest.mark.parametrize("secret", [b"", b"fifteen bytes.."])
def test_a_key_has_at_least_sixteen_bytes(secret: bytes) -> None:
    for make in (DonutMask, PostcodeMask):
        with pytest.raises(ValueError, match="16 bytes"):
            make(secret)


@pytest.mark.parametrize(
    ("k", "min_m", "max_m"), [(0, 250, 1_000), (5, 0, 1_000), (5, 1_000, 1_000), (5, 250, math.inf), (5, 250, math.nan)]
)
def test_an_impossible_donut_is_refused(k: int, min_m: float, max_m: float) -> None:
    with pytest.raises(ValueError, match=r"donut|k is"):
        DonutMask(SECRET, k, min_m, max_m)


def test_the_same_file_gives_the_same_key_and_a_changed_file_another() -> None:
    assert secret_of(b"file") == secret_of(b"file")
    assert secret_of(b"file") != secret_of(b"file ")
    assert len(DonutMask(secret_of(b"file")).drawn_anew([family("A")])) == 1


def test_the_precision_of_a_postcode_is_kept() -> None:
    place = load_gazetteer().place("1399")
    assert place is not None
    moved = replace(family("A", place.location), postcode="1399")
    assert DonutMask(SECRET).drawn_anew([moved])["A"].precision is Precision.PC4
