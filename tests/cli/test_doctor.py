import json
import os
import re
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from geodata.language import Lang
from optimizer import __version__
from optimizer.application import diagnosis
from optimizer.application.diagnosis import ELSEWHERE, can_be_written, without_names
from tests.cli.conftest import Command

ONE_TRIAL = cache(diagnosis._trial)
"""The small plan, made once for all tests that ask for other lines."""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Live in a folder that is called after a person, and work in one of a family."""
    found = tmp_path / "Users" / "Saartje de Vries"
    work = found / "Documenten" / "gezin Bakker"
    work.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(found))
    monkeypatch.setenv("USERPROFILE", str(found))
    monkeypatch.setenv("XDG_DATA_HOME", str(found / ".local" / "share"))
    monkeypatch.setenv("LOCALAPPDATA", str(found / ".local" / "share"))
    monkeypatch.chdir(work)
    return found


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Say how many inner loops are machine code, whatever this environment has."""

    def set_to(n: int, of: int) -> None:
        monkeypatch.setattr(diagnosis, "_trial", ONE_TRIAL)
        monkeypatch.setattr(diagnosis, "_kernels", lambda: iter([at < n for at in range(of)]))

    return set_to


def test_the_doctor_says_in_both_languages_that_a_plan_can_be_made(
    call: Command, compiled: Callable[[int, int], None]
) -> None:
    compiled(5, 5)
    dutch, english = call("doctor"), call("--lang", "en", "doctor")
    assert (dutch.code, english.code) == (0, 0)
    assert dutch.out.startswith(f"constellations {__version__}, Python 3.")
    assert re.search(r"Klein plan: 40 verzonnen gezinnen, [45] constellaties, nagerekend", dutch.out)
    assert "Gegevensmap ~/.local/share/constellations (gebieden, sleutels): te beschrijven" in dutch.out
    assert dutch.out.endswith("Alles wat een plan nodig heeft, is er.\n")
    assert re.search(r"Small plan: 40 invented families, [45] constellations, checked", english.out)
    assert english.out.endswith("All that a plan needs is there.\n")
    assert len(dutch.out.splitlines()) == len(english.out.splitlines()) == 11


def test_what_is_pasted_names_nobody_and_leaves_nothing_behind(
    call: Command, home: Path, compiled: Callable[[int, int], None]
) -> None:
    said = call("doctor").out
    compiled(3, 3)
    said += call("--json", "doctor").out
    for word in ("Saartje", "Vries", "Bakker", "Documenten", str(home), os.environ.get("USER") or str(home)):
        assert word not in said
    assert [path.name for path in home.rglob("*")] == ["Documenten", "gezin Bakker"]


def test_json_holds_all_and_the_small_plan_is_checked_within_five_seconds(
    call: Command, compiled: Callable[[int, int], None]
) -> None:
    compiled(3, 3)
    found = json.loads(call("doctor", "--json").out)
    assert found["schema"] == "constellations/doctor/1"
    assert found["healthy"] is True
    assert found["version"] == __version__
    assert found["packages"]["ortools"] == metadata.version("ortools")
    assert found["cores"] >= 1
    assert {each["use"]: each["writable"] for each in found["folders"]} == {
        "data": True,
        "work": True,
        "temporary": True,
    }
    assert found["trial"]["passed"] is True
    assert found["trial"]["constellations"] >= 4
    assert found["trial"]["seconds"] < 5


def test_a_folder_that_cannot_be_written_is_said(
    call: Command, home: Path, monkeypatch: pytest.MonkeyPatch, compiled: Callable[[int, int], None]
) -> None:
    compiled(3, 3)
    (home / "stick").write_text("a file where a folder should be", encoding="ascii")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / "stick"))
    called = call("doctor")
    assert called.code == 1
    assert "Niet goed: in de gegevensmap ~/stick/constellations kan niet worden geschreven." in called.out
    assert called.out.endswith("Er is iets niet goed; zie de regels die zo beginnen.\n")


@pytest.mark.parametrize(
    ("missing", "code", "nl", "en"),
    [
        ("shapely", 1, "Niet goed: het pakket shapely ontbreekt.", "Not right: the package shapely is missing."),
        ("pyogrio", 0, "Zonder pyogrio: geen GeoPackage", "Without pyogrio: no GeoPackage"),
    ],
)
def test_a_package_that_is_missing_is_named(
    call: Command,
    monkeypatch: pytest.MonkeyPatch,
    compiled: Callable[[int, int], None],
    missing: str,
    code: int,
    nl: str,
    en: str,
) -> None:
    compiled(3, 3)
    version = metadata.version

    def without(name: str) -> str:
        if name == missing:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without)
    dutch, english = call("doctor"), call("doctor", "--lang", "en")
    assert (dutch.code, english.code) == (code, code)
    assert nl in dutch.out
    assert en in english.out


def test_inner_loops_that_are_not_compiled_are_said(call: Command, compiled: Callable[[int, int], None]) -> None:
    compiled(1, 3)
    called = call("doctor")
    assert called.code == 1
    assert "Niet goed: 1 van de 3 onderdelen zijn machinecode" in called.out


def test_an_inner_loop_counts_as_compiled_when_python_loads_machine_code_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every = len(list(diagnosis._kernels()))
    assert every > 0
    monkeypatch.setattr(diagnosis, "EXTENSION_SUFFIXES", [".nothing"])
    assert list(diagnosis._kernels()) == [False] * every
    monkeypatch.setattr(diagnosis, "EXTENSION_SUFFIXES", [".py", ".so", ".pyd"])
    assert list(diagnosis._kernels()) == [True] * every


def test_a_path_outside_the_own_folder_is_not_written(home: Path) -> None:
    assert without_names(home / ".local" / "share") == "~/.local/share"
    assert without_names(home.parent / "Piet") == ELSEWHERE


def test_whether_a_folder_can_be_written_is_tried_in_the_nearest_that_exists(tmp_path: Path) -> None:
    assert can_be_written(tmp_path / "not" / "yet")
    assert not (tmp_path / "not").exists()
    (tmp_path / "file").touch()
    assert not can_be_written(tmp_path / "file" / "below")


def test_the_command_lists_the_doctor_in_both_languages(call: Command) -> None:
    assert "Zegt wat er op deze computer staat" in call("--help").out
    assert "Says what stands on this computer" in call("--help", "--lang", str(Lang.EN)).out
