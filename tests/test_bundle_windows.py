"""The parts of the bundle for Windows that can be tried without making it; ``.ci/run`` makes it."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

SCRIPTS: Final = Path(__file__).parents[1] / ".ci" / "windows"


@pytest.fixture(scope="module")
def bundle() -> Iterator[ModuleType]:
    """Load the script that makes the bundle."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        import bundle  # type: ignore[import-not-found]  # noqa: PLC0415 - no part of the program

        yield bundle
    finally:
        sys.path.remove(str(SCRIPTS))


def written(folder: Path, *names: str) -> Path:
    """Write a file of each name, whose content is its name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="ascii")
    return folder


def files_of_packages() -> Iterator[str]:
    """Give the file of every module of others that a source names, from the folder of packages."""
    for source in (
        path for room in ("geodata", "maps", "optimizer") for path in (SCRIPTS.parents[1] / room).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module), *(f"{node.module}.{each.name}" for each in node.names)]
            for name in names:
                with suppress(ModuleNotFoundError):
                    found = find_spec(name)
                    if found is not None and found.origin is not None and "site-packages" in found.origin:
                        yield found.origin.rsplit("site-packages/", 1)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="the bundle is made on Linux")
def test_what_the_program_imports_is_not_left_out(bundle: ModuleType, tmp_path: Path) -> None:
    needed = {name.removesuffix(".so") + ".pyd" * name.endswith(".so") for name in files_of_packages()}
    assert any(name.startswith("ortools/graph/python/linear_sum_assignment") for name in needed)
    bundle.leave_out(written(tmp_path, *sorted(needed)), bundle.LEFT_OUT)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == needed


def test_the_zip_depends_on_names_and_contents_alone(bundle: ModuleType, tmp_path: Path) -> None:
    one = written(tmp_path / "one", "b/x.py", "a.txt", "B/y.py")
    two = written(tmp_path / "two", "B/y.py", "a.txt", "b/x.py")
    (two / "a.txt").chmod(0o600)
    (two / "empty").mkdir()
    bundle.pack(one, tmp_path / "one.zip", "constellations")
    bundle.pack(two, tmp_path / "two.zip", "constellations")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == [f"constellations/{name}" for name in ("B/y.py", "a.txt", "b/x.py")]
        assert archive.read("constellations/a.txt") == b"a.txt"


def test_what_nobody_opens_is_left_out_and_every_licence_stays(bundle: ModuleType, tmp_path: Path) -> None:
    kept = (
        "pandas/core/frame.py",
        "pandas-3.dist-info/METADATA",
        "pandas-3.dist-info/licenses/LICENSE",
        "numpy/tests/LICENSE.txt",
        "ortools/sat/python/cp_model.py",
        "ortools/.libs/ortools.dll",
        "ortools/pdlp/NOTICE",
    )
    gone = (
        "pandas/tests/test_frame.py",
        "pandas/tests/io/data/some.csv",
        "pandas-3.dist-info/RECORD",
        "pyogrio/_io.c",
        "ortools/pdlp/python/pdlp.pyd",
        "bin/pip",
        "numpy/core/include/numpy/arrayobject.h",
    )
    folder = written(tmp_path, *kept, *gone)
    bundle.leave_out(folder, bundle.LEFT_OUT)
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == sorted(kept)
    assert not (folder / "bin").exists()


@pytest.mark.parametrize(
    ("names", "said"),
    [(("a/" + "x" * 140,), "letters"), (("Readme.txt", "README.txt"), "one name on Windows"), (("a.txt",), None)],
)
def test_paths_that_windows_would_refuse_are_refused_here(
    bundle: ModuleType, tmp_path: Path, names: tuple[str, ...], said: str | None
) -> None:
    written(tmp_path, *names)
    if said is None:
        bundle.check_paths(tmp_path, "constellations")
    else:
        with pytest.raises(SystemExit, match=said):
            bundle.check_paths(tmp_path, "constellations")


def test_python_with_another_hash_is_not_used(bundle: ModuleType, tmp_path: Path) -> None:
    given = tmp_path / "python.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("python313._pth", "python313.zip\n.\n")
    with pytest.raises(SystemExit, match="It is not used"):
        bundle.put_python(tmp_path / "wrong", given, "0" * 64, tmp_path)
    bundle.put_python(tmp_path / "right", given, bundle._sha256(given), tmp_path)
    assert (tmp_path / "right" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\packages\r\n"
    assert bundle.python_version(tmp_path / "right") == "3.13"


def test_every_part_is_listed_with_its_licence(bundle: ModuleType, tmp_path: Path) -> None:
    for name, said in (("new", "License-Expression: MIT"), ("old", "License: BSD 3-Clause\n        and more")):
        (tmp_path / f"{name}-1.dist-info").mkdir()
        about = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1\n{said}\n\nText\n"
        (tmp_path / f"{name}-1.dist-info" / "METADATA").write_text(about, encoding="utf-8")
    listed = bundle.licences(tmp_path)
    assert "new 1  MIT  (packages/new-1.dist-info)" in listed
    assert "old 1  BSD 3-Clause  (packages/old-1.dist-info)" in listed
    assert listed.startswith("Python  PSF-2.0")


def test_the_date_of_linking_is_taken_out_of_machine_code(bundle: ModuleType) -> None:
    kernels = sys.modules["kernels"]
    code = bytearray(256)
    code[0x3C] = 0x80
    code[0x80:0x8C] = b"PE\0\0" + b"\x64\x86\x05\x00" + b"date"
    bare = kernels.without_date(bytes(code))
    assert bare == bytes(code).replace(b"date", bytes(4))
    with pytest.raises(ValueError, match="no program"):
        kernels.without_date(bytes(256))


COMMANDS: Final = sorted(SCRIPTS.glob("*.cmd"))
TO_CLICK: Final = [path for path in COMMANDS if path.name != "constellations.cmd"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_no_place_of_a_file_is_read_twice_or_unquoted(command: Path) -> None:
    """``call`` reads percent signs and carets of a path again, a space parts what is not quoted, and a folder on the
    network cannot be gone to."""
    text = command.read_text(encoding="ascii")
    assert "call " not in text
    bare = re.sub(r'"[^"\n]*"', "", text)
    assert re.findall(r"%(?!\*)\S*", bare) == []
    assert all(place == '"%USERPROFILE%"' for place in re.findall(r"^(?:cd /d|pushd) (.*)", text, re.MULTILINE))


@pytest.mark.parametrize("command", TO_CLICK, ids=lambda path: path.name)
def test_who_double_clicks_within_the_zip_is_told_to_unpack_it(command: Path) -> None:
    """Windows then unpacks that one file and runs it alone."""
    lines = command.read_text(encoding="ascii").splitlines()
    check = lines.index('if not exist "%~dp0python\\python.exe" goto packed')
    assert all(line.startswith(("@echo off", "rem ", "title ")) for line in lines[:check])
    assert lines[-5] == ":packed"
    assert [line.split()[1] for line in lines[-4:-2]] == ["Pak", "Unzip"]
    assert all(line.endswith(".") and f" {command.name} " in line for line in lines[-4:-2])
    assert lines[-2:] == ["pause", "exit /b 1"]
    assert lines[-6:-5] == [""]
    assert lines[-7] == "exit /b", "whoever comes to the end does not go on into what is said there"


@pytest.mark.parametrize("command", TO_CLICK, ids=lambda path: path.name)
def test_a_program_that_breaks_down_keeps_its_window_open(command: Path) -> None:
    """Windows ends what breaks down with a number below zero, which ``if errorlevel 1`` takes for success."""
    text = command.read_text(encoding="ascii")
    assert "if errorlevel" not in text.lower()
    assert "if not errorlevel" not in text.lower()
    for found in re.finditer(r"-m optimizer \w+.*\n(.*)\n(.*)", text):
        assert "%errorlevel%" in found[1]
        assert "pause" in found[0]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_commands_call_nothing_but_what_is_in_the_bundle_or_in_windows(command: Path) -> None:
    text = command.read_text(encoding="ascii")
    called = re.findall(r'^(?:if .*? (?=start|mkdir|goto)|@|call )?"?([\w%~\\.-]+)', text, re.MULTILINE)
    allowed = {"echo", "rem", "title", "set", "if", "goto", "cd", "cmd", "exit", "start", "pause", "mkdir"}
    own = {"%~dp0python\\python.exe"}
    assert called
    assert {word for word in called if word.lower() not in allowed | own} == set()
    assert "http" not in text
    assert not re.search(r"reg(edit)? |powershell|ProgramData|ProgramFiles|APPDATA%\\Microsoft", text, re.IGNORECASE)


@pytest.mark.parametrize("page", ["windows.nl.md", "windows.en.md"])
def test_the_page_for_windows_speaks_of_the_files_that_are_there(page: str) -> None:
    text = (SCRIPTS.parents[1] / "examples" / page).read_text(encoding="utf-8")
    for name in re.findall(r"`([\w.-]+\.cmd)`", text):
        assert (SCRIPTS / name).is_file(), name
    assert {"start.cmd", "example.cmd", "constellations.cmd"} <= set(re.findall(r"`([\w.-]+\.cmd)`", text))


def test_the_command_is_python_with_the_program_as_module() -> None:
    command = (SCRIPTS / "constellations.cmd").read_text(encoding="ascii")
    assert command.strip() == '@"%~dp0python\\python.exe" -m optimizer %*'
    ended = subprocess.run(
        [sys.executable, "-m", "optimizer", "--version"], capture_output=True, text=True, check=False
    )
    assert ended.stdout.startswith("constellations ")


@pytest.mark.parametrize(("page", "name"), [("windows.nl.md", "gezinnen.csv"), ("windows.en.md", "families.csv")])
def test_the_example_has_the_name_by_which_each_page_calls_it(page: str, name: str) -> None:
    text = (SCRIPTS.parents[1] / "examples" / page).read_text(encoding="utf-8")
    assert re.findall(r"`example\\([\w.]+)`", text) == [name]
    assert f'"{name}"' in (SCRIPTS / "bundle.py").read_text(encoding="utf-8")
