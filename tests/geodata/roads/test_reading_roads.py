"""Extracts are read once, and what is no extract is told in a sentence."""

import sys
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm import mutable

from geodata.errors import InputError
from geodata.language import Lang
from geodata.roads import cache, pbf
from geodata.roads.cache import roads_of
from geodata.roads.extract import Box, Extract
from geodata.roads.pbf import read_roads
from tests.geodata.roads.street_plans import degrees, square


def said(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_roads(path)
    return error.value.faults[0].say(Lang.EN)


def test_an_extract_is_read_with_its_date_shapes_and_restrictions(tmp_path: Path) -> None:
    plan = square({"maxspeed": "30", "name": "Kerkstraat"})
    plan.sign("m", barrier="bollard", name="paaltje")
    plan.restriction("no_straight_on", "1", "a", "4")
    found = read_roads(plan.write(tmp_path / "plan.osm.pbf", "2026-03-04"))

    assert (found.source.file, found.source.date) == ("plan.osm.pbf", "2026-03-04")
    assert found.way_id.tolist() == [1, 2, 3, 4]
    assert np.diff(found.first).tolist() == [2, 2, 4, 3]
    assert found.kinds[found.kind[3]] == {"highway": "residential", "maxspeed": "30"}
    assert [found.marks[at] for at in found.mark] == [{"barrier": "bollard"}]
    lat, lon = degrees((0.0, 0.0))
    assert found.restrictions[0].via_point == (round(lon * 1e7), round(lat * 1e7))


def test_buildings_and_their_points_are_not_kept(tmp_path: Path) -> None:
    plan = square()
    plan.spots |= {"x": (900.0, 900.0), "y": (950.0, 900.0), "z": (950.0, 950.0)}
    plan.streets.append(("x-y-z-x", {"building": "yes"}))
    plan.streets.append(("x-y", {"route": "power"}))
    found = read_roads(plan.write(tmp_path / "plan.osm.pbf"))

    assert found.way_id.tolist() == [1, 2, 3, 4]
    assert found.box.north < degrees((0.0, 900.0))[0]


@pytest.mark.parametrize("tracked", [0, 10**9])
def test_a_large_extract_is_read_as_a_small_one(tracked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Points are tracked by id or all kept while reading; what comes of it is the same."""
    monkeypatch.setattr(pbf, "_TRACKED_BYTES", tracked)
    plan = square({"maxspeed": "30"})
    plan.spots |= {"x": (900.0, 900.0), "y": (950.0, 900.0), "z": (950.0, 950.0)}
    plan.streets.append(("x-y-z-x", {"building": "yes"}))
    plan.streets.append(("x-y", {"route": "power"}))
    plan.sign("m", barrier="bollard")
    plan.sign("x", barrier="gate")
    plan.restriction("no_straight_on", "1", "a", "4")
    found = read_roads(plan.write(tmp_path / "plan.osm.pbf"))

    assert found.way_id.tolist() == [1, 2, 3, 4]
    assert [found.marks[at] for at in found.mark] == [{"barrier": "bollard"}]
    assert len(found.marked) == len(found.restrictions) == 1
    lat, lon = degrees(plan.spots["m"])
    assert found.marked.tolist() == [[round(lon * 1e7), round(lat * 1e7)]]


def test_a_way_that_the_extract_cuts_off_keeps_the_points_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "cut.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(1, 6):
            lat, lon = degrees((100.0 * number, 0.0))
            writer.add_node(mutable.Node(id=number, location=(lon, lat)))
        writer.add_way(mutable.Way(id=1, nodes=[1, 2, 3, 99, 98, 4, 97, 5], tags={"highway": "primary"}))
        writer.add_way(mutable.Way(id=2, nodes=[90, 91], tags={"highway": "primary"}))
    found = read_roads(path)

    assert np.diff(found.first).tolist() == [3]


def test_a_box_cuts_out_whole_ways(tmp_path: Path) -> None:
    found = read_roads(square().write(tmp_path / "plan.osm.pbf"))
    (south, west), (north, east) = degrees((-120.0, -10.0)), degrees((10.0, 10.0))
    part = found.within(Box(west, south, east, north))

    assert part.way_id.tolist() == [1, 3, 4]
    assert np.diff(part.first).tolist() == [2, 4, 3]
    assert (part.points[part.first[1] : part.first[2]] == found.points[found.first[2] : found.first[3]]).all()


def test_what_is_no_extract_is_told(tmp_path: Path) -> None:
    plain = tmp_path / "families.csv"
    plain.write_text("family_id;lat;lon\n")
    renamed = tmp_path / "text.osm.pbf"
    renamed.write_text("family_id;lat;lon\n" * 100)
    empty = tmp_path / "nothing.osm.pbf"
    empty.write_bytes(b"")
    whole = square().write(tmp_path / "whole.osm.pbf").read_bytes()
    half = tmp_path / "half.osm.pbf"
    half.write_bytes(whole[: len(whole) * 2 // 3])

    assert "is not there" in said(tmp_path / "missing.osm.pbf")
    assert "is no OpenStreetMap extract" in said(plain)
    assert "is no OpenStreetMap extract" in said(renamed)
    assert "is no OpenStreetMap extract" in said(empty)
    assert "not fetched whole" in said(half)


def test_an_extract_without_roads_is_told(tmp_path: Path) -> None:
    plan = square()
    plan.streets = [("a-b", {"building": "yes"})]

    assert "no roads" in said(plan.write(tmp_path / "plan.osm.pbf"))


def test_without_the_library_a_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = square().write(tmp_path / "plan.osm.pbf")
    monkeypatch.setitem(sys.modules, "osmium", None)

    assert "constellations[roads]" in said(path)


def same(one: Extract, other: Extract) -> bool:
    arrays = ("way_id", "kind", "first", "points", "marked", "mark")
    plain = ("source", "kinds", "marks", "restrictions")
    return all((getattr(one, name) == getattr(other, name)).all() for name in arrays) and all(
        getattr(one, name) == getattr(other, name) for name in plain
    )


def test_an_extract_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = square({"access": "private"})
    plan.sign("m", barrier="bollard")
    plan.restriction("no_straight_on", "1", "4", "2", **{"except": "bicycle"})
    path, folder = plan.write(tmp_path / "plan.osm.pbf"), tmp_path / "kept"
    first = roads_of(path, folder=folder)
    monkeypatch.setattr(cache, "read_roads", lambda *_: pytest.fail("read again"))

    assert same(roads_of(path, folder=folder), first)


def test_a_changed_extract_is_read_again_and_the_old_file_removed(tmp_path: Path) -> None:
    path, folder = tmp_path / "plan.osm.pbf", tmp_path / "kept"
    roads_of(square().write(path), folder=folder)
    plan = square()
    plan.street("a-d")
    found = roads_of(plan.write(path), folder=folder)

    assert len(found.way_id) == 5
    assert len(list(folder.iterdir())) == 1


def test_a_damaged_compact_file_is_made_again(tmp_path: Path) -> None:
    path, folder = square().write(tmp_path / "plan.osm.pbf"), tmp_path / "kept"
    first = roads_of(path, folder=folder)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:500])

    assert same(roads_of(path, folder=folder), first)


def test_where_nothing_can_be_kept_roads_are_read_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    assert len(roads_of(square().write(tmp_path / "plan.osm.pbf"), folder=blocked / "kept").way_id) == 4
