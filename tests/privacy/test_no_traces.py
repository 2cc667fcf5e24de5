"""What is left when something goes wrong: no home, name or cell in a sentence, and no file in a folder."""

import os
import shutil
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.anonymise import families as anonymising
from maps.sharing import audience
from optimizer.cli import run
from optimizer.cli.exit_codes import EXIT_STOPPED
from tests.privacy.exports import export
from tests.privacy.test_hostile import _families, _write_plan

SECRETS = ("Geheim", "52.22", "52,22", "F01", "Heide")


class TroubleError(RuntimeError):
    """A fault with everything personal in its message."""

    def __init__(self) -> None:
        super().__init__("F01 of Heide, Geheimstraat, lives at 52.22, 5.18")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-folder"))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "families.csv").write_bytes(_families({}))
    (tmp_path / "raw.csv").write_bytes(export(8).csv())
    _write_plan(tmp_path, {})
    return tmp_path


def _share(given: Path) -> list[str]:
    arguments = [
        "share",
        given / "families.csv",
        given / "assignments.csv",
        "--audience",
        "council",
        "-o",
        given / "out",
    ]
    return [str(each) for each in arguments]


def _anonymise(given: Path) -> list[str]:
    arguments = ["anonymise", given / "raw.csv", "-o", given / "f.csv", "--key", given / "key.csv", "--yes"]
    return [str(each) for each in arguments]


@pytest.mark.parametrize("verbose", [[], ["-v"]])
@pytest.mark.parametrize("command", [_share, _anonymise])
def test_a_fault_of_ours_prints_nothing_of_a_family(
    command: object,
    verbose: list[str],
    given: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TroubleError

    monkeypatch.setattr(audience, "council", fail)
    monkeypatch.setattr(anonymising, "coarsen", fail)
    assert callable(command)
    assert run([*command(given), *verbose]) == 70
    told = capsys.readouterr()
    assert not [secret for secret in SECRETS if secret in told.out + told.err]
    assert "TroubleError" in told.err


@pytest.mark.parametrize("command", [_share, _anonymise])
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, MemoryError])
def test_nothing_is_left_when_writing_is_broken_off(
    command: object, trouble: type[BaseException], given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name for path in given.iterdir()}
    real = Path.write_bytes

    def broken(path: Path, content: bytes) -> int:
        if "constellations-" in str(path):
            real(path, content[: len(content) // 2])
            raise trouble
        return real(path, content)

    def failing(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(Path, "write_bytes", broken)
    monkeypatch.setattr(Path, "replace", failing)
    assert callable(command)
    assert run(command(given)) in {2, 70, 130}
    assert {path.name for path in given.iterdir()} - {"data-folder"} == before - {"data-folder"}


def test_files_on_their_way_are_readable_by_their_owner_only(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = os.open

    def watching(path: object, *arguments: object, **named: object) -> int:
        handle = real(path, *arguments, **named)  # type: ignore[arg-type]
        if "constellations-" in str(path):
            seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    monkeypatch.setattr(os, "open", watching)
    assert run(_anonymise(given)) == 0
    assert seen
    assert set(seen) == {0o600}


def test_a_folder_on_its_way_is_open_to_its_owner_only(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = Path.write_bytes

    def watching(path: Path, content: bytes) -> int:
        if "constellations-new" in str(path.parent):
            seen.append(stat.S_IMODE(path.parent.stat().st_mode))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", watching)
    assert run(_share(given)) == 0
    assert seen
    assert set(seen) == {0o700}


forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied in this family of systems")


def _copied(arguments: list[str], written: Callable[[], None]) -> int:
    """Run a command in a copy of this process, in which ``written`` follows when a file on its way was written."""
    child = os.fork()
    if not child:
        real = Path.write_bytes

        def writing(path: Path, content: bytes) -> int:
            n = real(path, content)
            if "constellations-" in str(path):
                written()
            return n

        Path.write_bytes, Path.replace = writing, lambda *_: written()  # type: ignore[method-assign, assignment]
        os._exit(run(arguments))
    return child


@forking
@pytest.mark.parametrize("command", [_share, _anonymise])
def test_what_a_killed_run_left_is_gone_after_the_next(command: object, given: Path) -> None:
    assert callable(command)
    arguments = command(given)
    assert run(arguments) == 0  # what a user keeps, a secret and a ledger, is written once
    shutil.rmtree(given / "out", ignore_errors=True)
    (given / "f.csv").unlink(missing_ok=True)
    child = _copied(arguments, lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = [path for path in given.iterdir() if ".constellations-" in path.name]
    assert left
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in left)
    assert run(arguments) == 0
    assert not [path for path in given.iterdir() if ".constellations-" in path.name]


def test_what_a_running_program_is_writing_is_left_alone(given: Path) -> None:
    busy = given / f".other.constellations-new-{os.getpid()}-abc"
    busy.mkdir()
    assert run(_share(given)) == 0
    assert busy.exists()


@forking
def test_control_c_leaves_nothing(given: Path) -> None:
    told, tells = os.pipe()

    def written() -> None:
        os.write(tells, b"!")
        time.sleep(30)

    child = _copied(_share(given), written)
    os.close(tells)
    assert os.read(told, 1) == b"!"
    time.sleep(0.1)
    os.kill(child, signal.SIGINT)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == EXIT_STOPPED
    os.close(told)
    assert not [path for path in given.iterdir() if "constellations-" in path.name or path.name == "out"]


def test_a_shared_folder_with_another_file_in_it_is_not_written(
    given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = given / "out"
    out.mkdir()
    (out / "plan.json").write_text("{}", encoding="utf-8")
    assert run([*_share(given), "--force"]) == 2
    assert "andere bestanden" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["plan.json"]


def test_a_shared_folder_is_replaced_by_one_for_another_reader_and_holds_nothing_of_the_first(given: Path) -> None:
    first = _share(given)
    first[first.index("council")] = "provider=Heide"
    assert run(first) == 0
    assert b"Heide" in (given / "out" / "map.html").read_bytes()
    assert run([*_share(given), "--force"]) == 0
    assert sorted(path.name for path in (given / "out").iterdir()) == sorted(audience.FILES)
    assert b"Heide" not in b"".join(path.read_bytes() for path in (given / "out").iterdir())


@pytest.mark.parametrize("text", ["provider", "provider=", "council=x", "team", "everyone", "provider=Onbekend"])
def test_a_reader_that_is_nobody_is_refused_and_not_repeated(
    text: str, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = _share(given)
    arguments[arguments.index("council")] = text
    assert run(arguments) == 2
    assert "Onbekend" not in capsys.readouterr().err
    assert not (given / "out").exists()


@pytest.mark.parametrize("name", ["Heide", "heide", " HEIDE "])
def test_a_provider_may_be_named_in_any_case(name: str, given: Path) -> None:
    arguments = _share(given)
    arguments[arguments.index("council")] = f"provider={name}"
    assert run(arguments) == 0
