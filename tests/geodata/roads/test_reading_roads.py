"""Extracts are read once, and what is no extract is told in a sentence."""

import bz2
import gzip
import hashlib
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm import mutable

from geodata.errors import InputError
from geodata.language import Lang
from geodata.roads import cache
from geodata.roads.cache import roads_of
from geodata.roads.extract import Box, Extract, Source
from geodata.roads.pbf import read_roads
from geodata.roads.restrictions import Restriction
from tests.geodata.roads.street_plans import degrees, square
from tests.geodata.roads.written import HEADER, POINTS, ROAD, WORDS, block, number, packed, part, signed


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


WRITTEN = [
    "osm.pbf", "pbf,pbf_dense_nodes=false", "pbf,pbf_compression=none", "pbf,pbf_compression=lz4", "osm", "osm.gz",
]  # fmt: skip


def town(path: Path, written: str, seed: int = 0) -> tuple[Path, Extract]:
    """Write a town drawn by chance, of several blocks, and give what there is to be read of it."""
    rng = np.random.default_rng(seed)
    n, signs = 9_000, {17: {"barrier": "gate"}, 8_500: {"highway": "crossing", "crossing": "zebra"}}
    lon, lat = rng.integers(51_000_000, 52_000_000, n), rng.integers(520_000_000, 521_000_000, n)
    ways = [rng.choice(n, int(rng.integers(2, 12)), replace=False) for _ in range(300)] + [np.array(list(signs))]
    kinds = [{"highway": "primary"}, {"building": "yes"}, {"highway": "path", "surface": "gravel"}, {"route": "ferry"}]
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-01T00:00:00Z")
    if written == "sorted":
        header.set("sorting", "Type_then_ID")
    file = osmium.io.File(str(path), "osm.pbf" if written == "sorted" else written)
    with osmium.SimpleWriter(file, header=header) as writer:
        for at in range(n):
            tags = signs.get(at, {"name": f"{at}"} if at % 3 else {"barrier": "wall"} if at % 1_000 == 0 else {})
            writer.add_node(mutable.Node(id=3 * at - 500, location=(lon[at] / 1e7, lat[at] / 1e7), tags=tags))
        for at, refs in enumerate(ways):
            tags = {**kinds[at % 4], "name": f"{at}"}
            writer.add_way(mutable.Way(id=7 * at + 1, nodes=[int(3 * ref - 500) for ref in refs], tags=tags))
        members = [("w", 1, "from"), ("n", int(3 * ways[0][-1] - 500), "via"), ("w", 7 * 300 + 1, "to")]
        writer.add_relation(
            mutable.Relation(id=1, members=members, tags={"type": "restriction", "restriction": "no_exit"})
        )
        writer.add_relation(mutable.Relation(id=2, members=members, tags={"type": "route", "route": "bus"}))
    kept = [at for at in range(len(ways)) if at % 4 != 1]
    place = np.column_stack([lon, lat]).astype(np.int32)
    used = np.unique(np.concatenate([ways[at] for at in kept]))
    marked = [at for at in range(n) if at in signs or (at % 3_000 == 0)]
    marked = [at for at in marked if at in used]
    said = [signs.get(at, {"barrier": "wall"}) for at in marked]
    end, date = (
        place[ways[0][-1]],
        None if path.name.endswith((".osm", ".gz")) else "2026-11-01",
    )  # XML has no room for it
    return path, Extract(
        Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), date),
        np.array([7 * at + 1 for at in kept]),
        np.array([[0, -1, 1, 2][at % 4] for at in kept], np.int32),
        np.cumsum([0, *(len(ways[at]) for at in kept)]),
        place[np.concatenate([ways[at] for at in kept])],
        tuple(kinds[at] for at in (0, 2, 3)),
        place[marked],
        np.array([[each for at, each in enumerate(said) if each not in said[:at]].index(each) for each in said]),
        tuple(each for at, each in enumerate(said) if each not in said[:at]),
        (Restriction({"restriction": "no_exit"}, (1,), (2_101,), (), (int(end[0]), int(end[1]))),),
    )


@pytest.mark.parametrize("written", [*WRITTEN, "sorted"])
def test_every_road_is_read_however_the_file_is_written(written: str, tmp_path: Path) -> None:
    ending = written if written.startswith("osm") else "osm.pbf"
    path, drawn = town(tmp_path / f"town.{ending}", written)

    assert same(read_roads(path), drawn)


def test_a_damaged_extract_is_told_or_read_and_nothing_else_happens(tmp_path: Path) -> None:
    """Every byte matters to the reader, as nothing is packed; what does not fit is never read past its end."""
    plan = square({"maxspeed": "30"})
    plan.sign("m", barrier="bollard")
    plan.restriction("no_straight_on", "1", "a", "4")
    path = plan.write(tmp_path / "packed.osm.pbf")
    plain = tmp_path / "plain.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(plain), "pbf,pbf_compression=none")) as writer:
        for each in osmium.FileProcessor(str(path)):
            writer.add(each)
    whole = plain.read_bytes()
    told = 0
    for at in range(len(whole)):
        byte = (0, 0x7F, 0xFF, whole[at] ^ 1)[at % 4]
        plain.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
        try:
            read_roads(plain)
        except InputError:
            told += 1

    assert told > len(whole) // 4


MANY = 1 << 25

HOSTILE = {
    "a block unpacks to more than it says": HEADER + block(b"OSMData", packed(bytes(MANY), 1000)),
    "a block unpacks to more than blocks may": HEADER + block(b"OSMData", packed(bytes(2 * MANY))),
    "few bytes unpack to a block of the largest size": HEADER + block(b"OSMData", packed(WORDS + bytes(MANY - 99))),
    "few bytes unpack to many blocks": HEADER + 40 * block(b"OSMData", packed(WORDS + part(2, bytes(MANY // 32)))),
    "a block of more bytes than there are": HEADER + block(b"OSMData", b"")[:-2] + number(1 << 40),
    "a head of more bytes than there are": HEADER + b"\xff\xff\xff\xff",
    "a block that is packed in no way": HEADER + block(b"OSMData", part(2, 1)),
    "degrees that begin beyond any number": HEADER
    + block(b"OSMData", packed(WORDS + part(19, (1 << 68) + 5) + ROAD + POINTS)),
    "the header alone is a bomb": block(b"OSMHeader", packed(bytes(MANY - 1))),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_harm_is_told_and_takes_no_memory(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    path = tmp_path / "plan.osm.pbf"
    path.write_bytes(HOSTILE[what])
    assert len(HOSTILE[what]) < 1 << 17
    tracemalloc.start()
    try:
        told = said(path)
        largest = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert told == "plan.osm.pbf: this extract is damaged or was not fetched whole; fetch it again."
    assert largest < 200 << 20


def test_a_road_may_be_written_by_hand(tmp_path: Path) -> None:
    """The files above are damaged in what they say, and in nothing else."""
    path = tmp_path / "plan.osm.pbf"
    path.write_bytes(HEADER + block(b"OSMData", packed(WORDS + POINTS + ROAD)))

    assert read_roads(path).points.tolist() == [[1, 1], [2, 2]]


SPOTS = [(52_2345678, 5_1234567), (-33_8765432, -70_6543210), (0, 179_9999999)]
"""Latitude and longitude in units of 0.0000001°."""


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize(
    ("granularity", "lat", "lon"), [(100, 0, 0), (1, 0, 0), (10, 700, -300), (50, -12_345_650, 1_000_000_000)]
)
def test_points_lie_where_they_are_drawn_in_whatever_units_a_block_is_written(
    granularity: int, lat: int, lon: int, tmp_path: Path, *, dense: bool
) -> None:
    """Without anything of who drew them when, as extracts without personal data are."""
    written = [((y * 100 - lat) // granularity, (x * 100 - lon) // granularity) for y, x in SPOTS]
    assert all(y * 100 == lat + granularity * one for (y, _), (one, _) in zip(SPOTS, written, strict=True))
    if dense:
        steps = np.diff(np.array([(0, 0), *written]), axis=0).tolist()
        ups, asides = (b"".join(signed(step[at]) for step in steps) for at in (0, 1))
        group = part(2, part(1, signed(1) * len(SPOTS)) + part(8, ups) + part(9, asides))
    else:
        group = b"".join(
            part(1, number(1 << 3) + signed(at) + number(8 << 3) + signed(one) + number(9 << 3) + signed(other))
            for at, (one, other) in enumerate(written, 1)
        )
    units = part(17, granularity) + part(19, lat % (1 << 64)) + part(20, lon % (1 << 64))
    road = part(2, part(3, part(1, 1) + part(2, b"\1") + part(3, b"\2") + part(8, signed(1) * len(SPOTS))))
    path = tmp_path / "plan.osm.pbf"
    path.write_bytes(HEADER + block(b"OSMData", packed(WORDS + part(2, group) + units + road)))

    assert read_roads(path).points.tolist() == [[x, y] for y, x in SPOTS]
    theirs = [each.location for each in osmium.FileProcessor(str(path)) if isinstance(each, osmium.osm.Node)]
    assert [(round(each.lat * 1e7), round(each.lon * 1e7)) for each in theirs] == SPOTS


@pytest.mark.parametrize(("field", "packing"), [(4, "lzma"), (5, "bzip2"), (7, "zstd")])
def test_a_block_packed_in_a_way_that_nobody_reads_is_told_by_name(field: int, packing: str, tmp_path: Path) -> None:
    """The format knows them; the library osmium reads none of them either."""
    path = tmp_path / "plan.osm.pbf"
    path.write_bytes(HEADER + block(b"OSMData", part(2, 1000) + part(field, bytes(40))))

    assert said(path) == (
        f"plan.osm.pbf: this extract is packed by {packing}, which this program does not read. Fetch it from "
        "Geofabrik, or have it made as is usual, by zlib."
    )


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


@pytest.mark.parametrize("kind", ["osm", "osm.gz", "osm.bz2"])
@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_file_of_another_kind_that_is_cut_off_is_told(kind: str, share: float, tmp_path: Path) -> None:
    path = square().write(tmp_path / f"plan.{kind}")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    assert said(path) == (
        f"plan.{kind}: this is no OpenStreetMap file, or it is damaged or was not fetched whole; fetch it again."
    )


def test_an_extract_without_roads_is_told(tmp_path: Path) -> None:
    plan = square()
    plan.streets = [("a-b", {"building": "yes"})]

    assert "no roads" in said(plan.write(tmp_path / "plan.osm.pbf"))


def test_without_the_library_only_other_kinds_of_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plain = square().write(tmp_path / "plan.osm.pbf"), square().write(tmp_path / "plan.osm")
    monkeypatch.setitem(sys.modules, "osmium", None)

    assert len(read_roads(path).way_id) == 4
    assert "constellations[roads]" in said(plain)


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


@pytest.mark.parametrize(("kind", "pack"), [("osm.gz", gzip.compress), ("osm.bz2", bz2.compress)])
def test_a_file_of_another_kind_that_unpacks_to_far_more_than_extracts_never_reaches_the_library(
    kind: str, pack: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"plan.{kind}"
    path.write_bytes(pack(b"<osm>" + bytes(1 << 24)))
    reached: list[str] = []
    monkeypatch.setattr(osmium.io, "Reader", reached.append)

    assert said(path) == (
        f"plan.{kind}: this is no OpenStreetMap file, or it is damaged or was not fetched whole; fetch it again."
    )
    assert not reached
