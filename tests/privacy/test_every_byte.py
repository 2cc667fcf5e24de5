"""Homes, ways and whereabouts looked for in every byte of what the program writes, packed or not, in any encoding."""

import base64
import contextlib
import dataclasses
import getpass
import gzip
import io
import json
import math
import os
import re
import socket
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from geodata import rd
from geodata.families import Families, Family, Location
from geodata.language import Lang
from geodata.reading import read_families
from maps import gis, page, report
from maps.report import Background
from maps.view import team_view, told_distances
from optimizer.application.drawing_request import Drawing
from optimizer.batch.single_run import perform
from optimizer.batch.task import Payload, Task
from optimizer.cli import run
from optimizer.files.assignments import write_assignments
from optimizer.files.workbook import workbook
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from tests.builders import finished
from tests.cli.conftest import HEADER, village_plan, village_rows
from tests.maps.builders import MARKS, problem_of
from tests.privacy.attacker import exact_numbers_in, homes_in, words_in
from tests.privacy.regions import Region, base_map, region
from tests.privacy.unpacking import Parts, parts_of

HOME = Location(52.213478, 5.187654)
AT_HOME = Family("H", HOME, "")


def _metres(home: Location) -> tuple[float, float]:
    x, y = rd.from_wgs84(home.lat, home.lon)
    return float(x), float(y)


X, Y = _metres(HOME)
EARTH_M = 6_378_137.0
WEB = (EARTH_M * math.radians(HOME.lon), EARTH_M * math.asinh(math.tan(math.radians(HOME.lat))))
"""The same home in the grid of maps on the web (EPSG:3857)."""

AS_BYTES: Mapping[str, bytes] = {
    "text": f"{HOME.lat},{HOME.lon}".encode(),
    "text with decimal commas": f"{HOME.lat:.4f};{HOME.lon:.4f}".replace(".", ",").encode(),
    "text of a spreadsheet on Windows": f"{HOME.lat} {HOME.lon}".encode("utf-16-le"),
    "text of the Dutch grid": f"{X:.1f};{Y:.1f}".encode(),
    "text of millionths": f"[{HOME.lon * 1e6:.0f}, {HOME.lat * 1e6:.0f}]".encode(),
    "little-endian": struct.pack("<dd", HOME.lon, HOME.lat),
    "big-endian": struct.pack(">dd", HOME.lat, HOME.lon),
    "small little-endian": struct.pack("<ff", HOME.lon, HOME.lat),
    "small big-endian": struct.pack(">ff", HOME.lat, HOME.lon),
    "the Dutch grid": struct.pack("<dd", X, Y),
    "the Dutch grid, small": struct.pack("<ff", X, Y),
    "a map on the web": struct.pack("<dd", *WEB),
    "whole numbers": struct.pack(">ii", round(HOME.lat * 1e7), round(HOME.lon * 1e7)),
    "a shape": b"\x01\x01\x00\x00\x00" + struct.pack("<dd", HOME.lon, HOME.lat),
    "an envelope": struct.pack("<dddd", HOME.lon, HOME.lon, HOME.lat, HOME.lat),
}


def _workbook(content: bytes) -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/comments1.xml", b"<t>" + content + b"</t>")
    return book.getvalue()


def _given_up(content: bytes) -> bytes:
    """Leave a row on a page that the database no longer uses."""
    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("PRAGMA secure_delete = OFF")
        opened.execute("CREATE TABLE homes (place BLOB)")
        opened.executemany("INSERT INTO homes VALUES (?)", [(bytes(at % 7 for at in range(400)) + content,)] * 50)
        opened.commit()
        opened.execute("DELETE FROM homes")
        opened.commit()
        assert opened.execute("PRAGMA freelist_count").fetchone()[0] > 0
        return opened.serialize()


def _thrice(content: bytes) -> bytes:
    return b"x " + (content + b" ") * 3


PACKED: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda content: b"abc " + content + b" def",
    "a comment in a workbook": _workbook,
    "a row that was deleted from a GeoPackage": _given_up,
    "a picture or a page of a PDF": lambda content: b"\x89PNG....IDAT" + zlib.compress(_thrice(content)),
    "a compressed file": lambda content: gzip.compress(_thrice(content), mtime=0),
    "a picture within a page": lambda content: b"<img src=data:;base64," + base64.b64encode(_thrice(content)) + b">",
}


@pytest.mark.parametrize(
    ("kind", "packing"),
    [*((kind, "as it is") for kind in AS_BYTES), *((kind, each) for each in PACKED for kind in ("text", "a shape"))],
)
def test_the_attacker_finds_a_home_in_any_encoding_and_packing(kind: str, packing: str) -> None:
    elsewhere = Family("E", Location(HOME.lat + 0.01, HOME.lon - 0.01), "")
    found = homes_in(parts_of({"file": PACKED[packing](AS_BYTES[kind])}), [AT_HOME, elsewhere])
    assert {each.word for each in found} == {AT_HOME.id}, "the search is blind here, or sees what is not there"


def _team(of: Region) -> dict[str, bytes]:
    """Write what ``plan`` writes for the planning team, but for ``plan.json``, which stays with the families file."""
    made = finished(of.problem, of.plan, MARKS)
    view = team_view(made, Lang.NL, points=of.points, exact=False, base_map=base_map())
    told = told_distances(made, of.points, exact=False)
    return {
        "map.html": page.render(view).encode(),
        "report.html": report.render(view, Background((), ())).encode(),
        "assignments.csv": write_assignments(of.plan, told, Lang.NL),
        "plan.xlsx": workbook(made, told, Lang.NL),
        "plan.geojson": gis.as_geojson(view),
        "plan.gpkg": gis.as_geopackage(view),
    }


def test_files_of_the_team_follow_from_the_points_that_are_drawn_and_tell_nothing_else_of_a_home() -> None:
    """Homes move by some metres and their points do not: not a byte changes, so that no byte measures anything."""
    of, rng = region(5, "donut"), Random(2)
    step = 5e-5
    moved = [
        dataclasses.replace(
            each,
            location=Location(
                each.location.lat + rng.uniform(-step, step), each.location.lon + rng.uniform(-step, step)
            ),
        )
        for each in of.families
    ]
    families = Families(moved)
    members = {each.hub.id: [family.id for family in each.satellites] for each in of.plan.constellations}
    other = Region(problem_of(families), Plan.of(families, members), of.points)
    assert [each.hub.id for each in other.plan.constellations] == [each.hub.id for each in of.plan.constellations]
    one, two = _team(of), _team(other)
    assert [name for name in one if one[name] != two[name]] == []


AT_THE_DOOR = 1e-4
"""Degrees: some ten metres, so that a coordinate with four decimals is found and a masked point of another is not."""

CARE, KEY = "bijzonderezorgvormq", "sleutelq7"
MARKER = "map-van-de-planner"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Families]:
    """Call the commands that write for the team and for each reader, on a village, from a folder with a name."""
    folder = tmp_path_factory.mktemp("every-byte") / MARKER
    folder.mkdir()
    rng = Random(3)
    rows = []
    for row in village_rows():
        name, lat, lon, *rest = row.split(";")
        spot = [f"{degrees}{rng.randrange(1_000):03d}" for degrees in (lat, lon)]
        rows.append(";".join([name, *spot, *rest, CARE, KEY if name in {"N1", "N2"} else ""]))
    (folder / "mask.key").write_text("5a" * 32, encoding="ascii")
    file = folder / "gezinnen.csv"
    file.write_text("\n".join([f"{HEADER};zorgvorm;samen", *rows]), encoding="utf-8")
    common = ("-q", "--lang", "en")
    masks = ("--mask", "donut", "--mask-key", folder / "mask.key")
    plan = folder / "plan" / "plan.json"
    solving = ("--workers", "1", "--time-limit", "5")
    commands: list[tuple[object, ...]] = [
        ("plan", file, "-o", plan.parent, *masks, *solving),
        ("compare", file, plan, plan.parent / "assignments.csv", "-o", folder / "comparison", *masks),
        ("costs", file, plan, "-o", folder / "costs"),
    ]
    readers = ("council", "public", "provider=Heide", "provider=Duin")
    commands += [
        ("share", file, plan, "--audience", who, "-o", folder / f"for-{at}", *masks) for at, who in enumerate(readers)
    ]
    (folder / "now.csv").write_text(village_plan(), encoding="utf-8")
    now = folder / "now.csv"
    wave = folder / "rollout" / "wave-2" / "plan.json"
    commands += [
        ("rollout", file, "-o", wave.parent.parent, *masks, "--launches", "1", *solving),
        ("share", file, wave, "--audience", "council", "-o", folder / "for-4", *masks),
        ("plan", file, "--today", now, "-o", folder / "today", *masks, *solving),
        ("suggest", file, now, "N1", "Ver"),
        ("explain", file, now, "N1", "Ver", "Stop"),
        ("without", file, now, "Noord"),
    ]
    (folder / "said").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        for at, command in enumerate(commands):
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = run(["-v", *common[1:], *map(str, command)])
            assert code == 0, said.getvalue()
            (folder / "said" / f"{at}.txt").write_text(said.getvalue(), encoding="utf-8")
        _run_of_a_batch(file, folder / "run")
    return folder, read_families(file).families


def _run_of_a_batch(file: Path, into: Path) -> None:
    """Do a run of a batch in this process, and write what it gave with its log."""
    lines: list[object] = []
    payload, policy = Payload(file.name, file.read_bytes()), Policy().changed({"radius.hub_km": 4.0})
    task = Task("run", payload, None, policy, Lang.EN, 1, Drawing(mask="donut"), bytes.fromhex("5a" * 32))
    files = perform(task, lines.append).files
    into.mkdir()
    for name, content in files.items():
        (into / name).write_bytes(content)
    (into / "log.txt").write_text("\n".join(line for line in lines if isinstance(line, str)), encoding="utf-8")


def _files(folder: Path, *names: str) -> Parts:
    found = [(name, each) for name in names for each in (folder / name).iterdir() if each.is_file()]
    return parts_of({f"{name}/{each.name}": each.read_bytes() for name, each in found})


TEAM = ("plan", "comparison", "costs", "rollout", "rollout/wave-1", "rollout/wave-2", "today", "run")
READERS = ("for-0", "for-1", "for-2", "for-3")


def test_no_byte_of_what_commands_write_tells_a_home(written: tuple[Path, Families]) -> None:
    folder, families = written
    for name in (*TEAM, *READERS, "for-4", "said"):
        found = _files(folder, name)
        assert len(found) > 10
        assert not homes_in(found, families, near=AT_THE_DOOR)
        assert not exact_numbers_in(found, families)


def test_no_byte_tells_the_computer_the_person_or_the_folder(written: tuple[Path, Families]) -> None:
    folder, _ = written
    known = [MARKER, str(Path.home()), str(Path.cwd()), str(folder.parent)]
    known += [name for name in (getpass.getuser(), socket.gethostname()) if len(name) > 5]
    found = {name: content for name, content in _files(folder, *TEAM, *READERS).items() if "name of" not in name}
    assert not words_in(found, known)


def test_travel_to_the_metre_stands_in_documents_of_the_program_only(written: tuple[Path, Families]) -> None:
    """As ``PRIVACY.md`` says of the values of objectives; a log and the files of a batch's run have them rounded."""
    folder, _ = written
    for name in ("plan", "rollout/wave-1", "rollout/wave-2", "today"):
        tiers = json.loads((folder / name / "plan.json").read_bytes())["tiers"]
        metres = next(tier["value"] for tier in tiers if tier["name"] == "travel")
        assert metres % 1_000
        told = {f"{metres}", f"{metres:,}", f"{metres:,}".replace(",", "."), f"{metres / 1000:.3f}"}
        number = re.compile(rf"(?<![0-9.,])(?:{'|'.join(map(re.escape, told))})(?![0-9])".encode())
        parts = _files(folder, *TEAM)
        found = {part for part, content in parts.items() if number.search(content)}
        assert f"{name}/plan.json" in found, "the search is blind"
        assert {part for part in found if "plan.json" not in part} <= {"rollout/rollout.json"}


def test_ages_care_and_keys_stand_in_nothing_that_is_written(written: tuple[Path, Families]) -> None:
    folder, _ = written
    assert not words_in(_files(folder, *TEAM, *READERS), [CARE, KEY])


def test_packed_files_tell_no_time_and_nobody(written: tuple[Path, Families]) -> None:
    """Times within a workbook or a GeoPackage are fixed, properties name the program, and no page was given up."""
    folder, _ = written
    for name in (*TEAM, *READERS):
        for each in (folder / name).iterdir():
            if each.suffix == ".xlsx":
                with zipfile.ZipFile(each) as book:
                    assert len({part.date_time for part in book.infolist()}) == 1
                    assert not [part for part in book.namelist() if "comment" in part or "printerSettings" in part]
                    assert b'state="hidden"' not in book.read("xl/workbook.xml")
                    assert b"veryHidden" not in book.read("xl/workbook.xml")
            elif each.suffix == ".gpkg":
                with contextlib.closing(sqlite3.connect(":memory:")) as opened:
                    opened.deserialize(each.read_bytes())
                    assert opened.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_no_folder_of_a_reader_tells_by_its_files_when_or_in_what_order_they_were_made(
    written: tuple[Path, Families],
) -> None:
    folder, _ = written
    names = [sorted(each.name for each in (folder / reader).iterdir()) for reader in READERS]
    assert all(each == names[0] for each in names)
    if os.name == "posix":
        assert all(not each.stat().st_mode & 0o077 for each in (folder / READERS[2]).iterdir())
