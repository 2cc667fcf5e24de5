"""Computers that are full, closed or homeless: the right exit code, a sentence, and nothing half-written."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from geodata.language import Lang
from geodata.roads.cache import roads_of
from geodata.store import Store
from optimizer.cli import run
from tests.cli.conftest import Command
from tests.geodata.roads.street_plans import StreetPlan

GEODATA = Path(__file__).parent.parent / "geodata" / "files" / "g01_rd_no_crs.geojson"
EXPORT = Path(__file__).parent.parent / "geodata" / "files" / "n03_us_dates.csv"


@dataclass(frozen=True, slots=True)
class Places:
    """The files that a command is given, and an empty folder for what it writes."""

    families: Path
    plan: Path
    out: Path

    def filled(self, words: list[str]) -> list[str]:
        """Fill the places of a command line."""
        return [word.format(families=self.families, plan=self.plan, out=self.out) for word in words]


@pytest.fixture
def places(families: Path, planned: Path, tmp_path: Path) -> Places:
    """Give the village, its plan, and a folder."""
    (tmp_path / "out").mkdir()
    return Places(families, planned, tmp_path / "out")


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom the system does not know, as in a container: neither HOME nor a row of their own."""

    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(Path, "home", unknown)


@pytest.fixture
def unwritable_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A data folder that cannot be made, for whoever runs the tests: a file stands where its parent would."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "data"))


NEEDS_HOME: dict[str, list[str]] = {
    "geodata": ["geodata", "import", str(GEODATA)],
    "anonymise": ["anonymise", str(EXPORT), "-o", "{out}/a.csv", "--yes"],
    "share": ["share", "{families}", "{plan}/plan.json", "--audience", "council", "-o", "{out}/uit"],
    "donut": ["map", "{families}", "{plan}/plan.json", "--mask", "donut", "-o", "{out}/m.html"],
}
WITHOUT_HOME: dict[str, list[str]] = {
    "check": ["check", "{families}", "{plan}/plan.json"],
    "map": ["map", "{families}", "{plan}/plan.json", "-o", "{out}/m.html"],
    "combine": ["combine", "{families}", "-o", "{out}/r.csv"],
    "list": ["geodata", "list"],
}


@pytest.mark.parametrize("home", ["no_home", "unwritable_home"])
@pytest.mark.parametrize("name", NEEDS_HOME)
def test_what_must_be_kept_in_a_home_that_is_not_there_is_a_sentence(
    home: str, name: str, call: Command, places: Places, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(home)
    said = call(*places.filled(NEEDS_HOME[name]))

    assert said.code == 2, said.err
    assert "Fout: " in said.err
    assert "gegevensmap" in said.err or "HOME" in said.err
    assert list(places.out.iterdir()) == []


@pytest.mark.parametrize("home", ["no_home", "unwritable_home"])
@pytest.mark.parametrize("name", WITHOUT_HOME)
def test_what_needs_no_home_works_without_one(
    home: str, name: str, call: Command, places: Places, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(home)
    said = call(*places.filled(WITHOUT_HOME[name]))

    assert said.code == 0, said.err


@pytest.mark.parametrize("home", ["no_home", "unwritable_home"])
def test_a_map_file_is_read_where_nothing_of_it_can_be_kept(
    home: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plan = StreetPlan({"a": (0.0, 0.0), "b": (100.0, 0.0)})
    plan.street("a-b")
    extract = plan.write(tmp_path / "a.osm.pbf", "2026-10-01")
    request.getfixturevalue(home)

    assert len(roads_of(extract).way_id) == 1


def test_a_home_that_may_not_be_looked_into_is_told(
    call: Command, families: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Path.is_dir

    def forbidden(path: Path) -> bool:
        if path.name == "constellations":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return looked(path)

    monkeypatch.setattr(Path, "is_dir", forbidden)
    said = call("combine", families, "-o", families.with_name("regio.csv"), "--lang", "en")

    assert said.code == 2
    assert "your data folder cannot be looked at: this computer does not allow it. Set XDG_DATA_HOME" in said.err


FULL: dict[str, list[str]] = {
    "plan": ["plan", "{families}", "-o", "{out}/uit", "-q", "--workers", "1"],
    "combine": ["combine", "{families}", "-o", "{out}/r.csv"],
    "map": ["map", "{families}", "{plan}/plan.json", "-o", "{out}/m.html"],
    "share": ["share", "{families}", "{plan}/plan.json", "--audience", "council", "-o", "{out}/uit"],
    "costs": ["costs", "{families}", "{plan}/plan.json", "-o", "{out}/uit"],
    "template": ["template", "-o", "{out}/t.xlsx"],
    "example": ["example", "-o", "{out}/g.csv", "--families", "20", "--candidates", "4"],
    "anonymise": ["anonymise", str(EXPORT), "-o", "{out}/a.csv", "--yes"],
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("lang", list(Lang))
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    name: str,
    lang: Lang,
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every file that is opened for writing in the folder of results is one on a disk without room."""
    opened, fdopened = Path.open, os.fdopen

    def full_open(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        on_it = path.is_relative_to(places.out) and "w" in mode
        return opened(Path("/dev/full") if on_it else path, mode, *more, **named)  # type: ignore[call-overload]

    def full_handle(handle: int, mode: str = "r", *more: object, **named: object) -> object:
        if "w" in mode and Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(places.out):
            os.close(handle)
            return opened(Path("/dev/full"), mode)
        return fdopened(handle, mode, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full_open)
    monkeypatch.setattr(os, "fdopen", full_handle)
    filled = places.filled(FULL[name])
    code = run(["--lang", lang, *filled])
    said = capsys.readouterr().err.splitlines()[-1]

    file = Path(filled[filled.index("-o") + 1]).name
    assert (code, list(places.out.iterdir())) == (2, [])
    assert said.startswith(
        {
            Lang.NL: f"Fout: de schijf is vol; {file} is niet geschreven. Maak ruimte vrij",
            Lang.EN: f"Error: the disk is full; {file} was not written. Make room",
        }[lang]
    )


def test_an_import_that_does_not_fit_leaves_nothing_behind(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_text

    def full(path: Path, text: str, **named: str) -> int:
        written(path, text[: len(text) // 2], **named)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    said = call("geodata", "import", GEODATA)

    assert said.code == 2
    assert "kunnen niet worden bewaard in uw gegevensmap: de schijf is vol. Er is niets bewaard." in said.err
    folder = Store().folder
    assert folder is not None
    assert list(folder.iterdir()) == []
    shutil.rmtree(folder)
