"""Straight lines go around what a user drew: lines, areas, and what lies between them."""

import json
from itertools import pairwise
from math import hypot
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.distances import Geodesic
from geodata.errors import InputError
from geodata.families import Families, HubRole
from geodata.language import Lang
from geodata.reading import read_families
from geodata.roads.barriers import Around, Barriers, read_barriers
from tests.geodata.roads.street_plans import Spot, degrees, home

LAKE = [(-500.0, -300.0), (500.0, -300.0), (500.0, 300.0), (-500.0, 300.0)]


def ring(spots: list[Spot]) -> list[list[float]]:
    return [[lon, lat] for lat, lon in map(degrees, [*spots, spots[0]])]


def area(*spots: Spot, holes: tuple[list[Spot], ...] = ()) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring(list(spots)), *map(ring, holes)]}


def line(*spots: Spot) -> dict[str, object]:
    return {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in map(degrees, spots)]}


def drawn(tmp_path: Path, *shapes: dict[str, object]) -> Barriers:
    path = tmp_path / "barriers.geojson"
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return read_barriers(path, NOBODY)


NOBODY = Families([])


def length(barriers: Barriers, start: Spot, end: Spot, detour: float = 1.0) -> float:
    return Around(barriers, detour).between(home("F1", start), home("F2", end))


def along(*spots: Spot) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots))


WEST, EAST = (-1000.0, 0.0), (1000.0, 0.0)


def test_where_nothing_lies_between_it_is_the_straight_line(tmp_path: Path) -> None:
    start, end = (-1000.0, 400.0), (1000.0, 500.0)
    straight = Geodesic().between(home("F1", start), home("F2", end))

    assert length(drawn(tmp_path, area(*LAKE)), start, end) == straight


def test_around_a_lake_over_the_shorter_side(tmp_path: Path) -> None:
    start, end = (-1000.0, 100.0), (1000.0, 100.0)
    expected = along(start, (-500.0, 300.0), (500.0, 300.0), end)

    assert length(drawn(tmp_path, area(*LAKE)), start, end) == pytest.approx(expected, rel=1e-4)


def test_around_the_end_of_a_line(tmp_path: Path) -> None:
    wall = line((0.0, -2000.0), (0.0, 300.0))
    expected = along(WEST, (0.0, 300.0), EAST)

    assert length(drawn(tmp_path, wall), WEST, EAST) == pytest.approx(expected, rel=1e-4)


def test_no_way_slips_through_where_two_lines_meet(tmp_path: Path) -> None:
    walls = line((0.0, -2000.0), (0.0, 0.0)), line((0.0, 0.0), (0.0, 300.0))
    expected = along(WEST, (0.0, 300.0), EAST)

    assert length(drawn(tmp_path, *walls), WEST, EAST) == pytest.approx(expected, rel=1e-4)


def test_a_gap_between_two_lines_is_a_bridge(tmp_path: Path) -> None:
    walls = line((0.0, -2000.0), (0.0, 100.0)), line((0.0, 150.0), (0.0, 2000.0))

    assert length(drawn(tmp_path, *walls), WEST, EAST) == pytest.approx(along(WEST, (0.0, 100.0), EAST), rel=1e-4)


def test_from_a_bay_over_its_mouth(tmp_path: Path) -> None:
    """A barrier like a U: the inner corners are not on the way, the tips are."""
    bay = area((-500, -300), (500, -300), (500, 300), (400, 300), (400, -200), (-400, -200), (-400, 300), (-500, 300))
    inside = (0.0, -100.0)

    expected = along(inside, (400.0, 300.0), (500.0, 300.0), EAST)
    assert length(drawn(tmp_path, bay), inside, EAST) == pytest.approx(expected, rel=1e-4)


def test_nobody_leaves_a_place_that_is_walled_in(tmp_path: Path) -> None:
    island = area(*LAKE, holes=([(-100.0, -100.0), (100.0, -100.0), (100.0, 100.0), (-100.0, 100.0)],))
    around = Around(drawn(tmp_path, island))
    inside, outside = home("F1", (0.0, 0.0), hub=HubRole.CANDIDATE), home("F2", EAST)

    assert around.between(inside, outside) == np.inf
    assert len(around.pairs([outside], [inside], 1e7)) == 0


def test_a_detour_multiplies_the_way_around(tmp_path: Path) -> None:
    barriers = drawn(tmp_path, area(*LAKE))

    assert length(barriers, WEST, EAST, 1.3) == pytest.approx(1.3 * length(barriers, WEST, EAST))


spots = st.tuples(st.floats(-900, 900), st.floats(-900, 900)).filter(lambda s: abs(s[0]) > 510 or abs(s[1]) > 310)


@settings(max_examples=40, deadline=None)
@given(st.lists(spots, min_size=3, max_size=6, unique=True))
def test_lengths_are_distances_and_pairs_measure_alike(places: list[Spot]) -> None:
    """Both ways alike, no shorter than straight, no longer than over a third home; pairs within a radius are those."""
    around = Around(Barriers(shapely.from_geojson(json.dumps(area(*LAKE)))))
    homes = [home(f"F{at}", spot) for at, spot in enumerate(places)]
    known = {(a.id, b.id): around.between(a, b) for a in homes for b in homes}
    for one in homes:
        for other in homes:
            length = known[one.id, other.id]
            assert length == known[other.id, one.id]
            assert length >= Geodesic().between(one, other) - 1e-3
            assert all(length <= known[one.id, by.id] + known[by.id, other.id] + 1e-3 for by in homes)
    radius = sorted(known.values())[len(known) // 2]
    found = around.pairs(homes, homes, radius)
    pairs = {
        (homes[int(p)].id, homes[int(h)].id): m for p, h, m in zip(found.point, found.hub, found.metres, strict=True)
    }
    assert pairs == {pair: metres for pair, metres in known.items() if metres <= radius}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("no json", "GeoJSON"),
        ("[1]", "GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "no line and no area"),
        ('{"type": "Point", "coordinates": [5.1, 52.2]}', "no line and no area"),
        ('{"type": "LineString", "coordinates": [[140000, 470000], [141000, 471000]]}', "EPSG:4326"),
    ],
)
def test_files_that_are_no_barriers(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "barriers.geojson"
    path.write_text(content)
    with pytest.raises(InputError) as error:
        read_barriers(path, NOBODY)
    assert says in error.value.faults[0].say(Lang.EN)


def test_a_home_in_the_water_is_told(tmp_path: Path) -> None:
    families = Families([home("F1", (0.0, 0.0)), home("F2", EAST)])
    drawn(tmp_path, area(*LAKE))
    with pytest.raises(InputError) as error:
        read_barriers(tmp_path / "barriers.geojson", families)
    assert "F1" in error.value.faults[0].say(Lang.EN)
    assert "F2" not in error.value.faults[0].say(Lang.EN)


def test_the_lakes_of_the_example_lie_between_families_of_the_example() -> None:
    families = read_families(Path("examples/gooi-en-vechtstreek/families.csv")).families
    hubs = [family for family in families if family.may_be_hub]
    around, straight = (
        each.pairs(families, hubs, 10_000.0)
        for each in (Around(read_barriers(Path("examples/roads/plassen.geojson"), families)), Geodesic())
    )
    length = dict(zip(zip(straight.point, straight.hub, strict=True), straight.metres, strict=True))
    longer = [
        metres - length[pair]
        for pair, metres in zip(zip(around.point, around.hub, strict=True), around.metres, strict=True)
    ]
    assert min(longer) >= 0
    assert sum(more > 100 for more in longer) > 10
