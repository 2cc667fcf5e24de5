import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.language import Lang
from optimizer.application.folder import check_file, check_folder, write_file, write_folder

ROOT = str(Path(__file__).parents[2])


def _names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def _sentence(caught: pytest.ExceptionInfo[InputError]) -> str:
    return caught.value.faults[0].say(Lang.EN)


def test_a_folder_is_written_with_all_its_files(tmp_path: Path) -> None:
    write_folder(tmp_path / "deep" / "out", {"a": b"1", "b": b"2"}, force=False)
    assert _names(tmp_path / "deep" / "out") == ["a", "b"]
    assert _names(tmp_path / "deep") == ["out"]


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def full(path: Path, _: bytes) -> int:
        written.append(path.name)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return 0

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_folder(tmp_path / "out", {"a": b"1", "b": b"2"}, force=False)
    assert _names(tmp_path) == []


def test_a_disk_that_fills_up_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", {"a": b"old"}, force=False)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_folder(tmp_path / "out", {"a": b"new"}, force=True)
    assert _names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "a").read_bytes() == b"old"


def test_a_swap_that_fails_halfway_puts_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", {"a": b"old"}, force=False)
    rename = Path.rename

    def second_fails(path: Path, target: Path) -> Path:
        if "constellations-new" in path.name:
            raise OSError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OSError, match="in use"):
        write_folder(tmp_path / "out", {"a": b"new"}, force=True)
    assert _names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "a").read_bytes() == b"old"


@pytest.mark.parametrize("state", ["before the swap", "in the middle of the swap", "after the swap"])
def test_what_a_killed_run_left_is_repaired_by_the_next(tmp_path: Path, state: str) -> None:
    gone = 2**22 + 1  # no system numbers its processes so high
    old = tmp_path / f".out.constellations-old-{gone}-xyz"
    fresh = tmp_path / f".out.constellations-new-{gone}-xyz"
    fresh.mkdir()
    (fresh / "a").write_bytes(b"half")
    if state == "before the swap":
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "a").write_bytes(b"old")
    else:
        (old / "out").mkdir(parents=True)
        (old / "out" / "a").write_bytes(b"old")
        (old / "out" / "note").write_bytes(b"mine")
    if state == "after the swap":
        fresh.rename(tmp_path / "out")
    with pytest.raises(InputError):
        check_folder(tmp_path / "out", force=False)
    assert _names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "a").read_bytes() == (b"half" if state == "after the swap" else b"old")
    if state != "before the swap":
        assert (tmp_path / "out" / "note").read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize(("deadly", "left"), [(1, b"old"), (2, b"old"), (3, b"new")])
def test_a_run_killed_at_any_rename_loses_nothing(tmp_path: Path, deadly: int, left: bytes) -> None:
    write_folder(tmp_path / "out", {"a": b"old", "b": b"old"}, force=False)
    (tmp_path / "out" / "note").write_bytes(b"mine")
    program = f"""
import os, signal
from pathlib import Path
from optimizer.application.folder import write_folder
rename, count = Path.rename, [0]
def counted(path, target):
    count[0] += 1
    if count[0] == {deadly}:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)
Path.rename = counted
write_folder(Path("out"), {{"a": b"new", "b": b"new"}}, force=True)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=False, env={**os.environ, "PYTHONPATH": ROOT}
    )
    assert ended.returncode == -signal.SIGKILL
    check_folder(tmp_path / "out", force=True)
    assert _names(tmp_path) == ["out"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        "a": left,
        "b": left,
        "note": b"mine",
    }


def test_the_folder_of_a_run_that_is_still_going_is_left_alone(tmp_path: Path) -> None:
    busy = tmp_path / f".out.constellations-new-{os.getpid()}-xyz"
    busy.mkdir()
    check_folder(tmp_path / "out", force=False)
    assert busy.is_dir()


def test_a_half_written_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(Path, "write_bytes", lambda path, _: seen.append(path.parent.stat().st_mode & 0o777))
    write_folder(tmp_path / "out", {"a": b"1"}, force=False)
    assert seen == [0o700]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    write_folder(tmp_path / "real", {"a": b"old"}, force=False)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "link", {"a": b"new"}, force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == b"new"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        check_folder(tmp_path / "out", force=True)
    assert _sentence(caught) == "out: this is a file, not a folder. Choose another name after -o."


def test_the_folder_one_works_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        check_folder(Path(), force=True)
    assert "you are working inside this folder" in _sentence(caught)


def test_a_place_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError) as caught:
        check_folder(tmp_path / "out", force=False)
    assert _sentence(caught).endswith("this folder may not be written. Choose another place after -o.")


def test_a_folder_inside_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    for check in (check_folder, check_file):
        with pytest.raises(InputError) as caught:
            check(tmp_path / "note" / "out", force=True)
        assert _sentence(caught).startswith("note: this is a file, which no folder or other file can be in.")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has a folder that refuses whoever asks")
def test_a_folder_that_refuses_only_when_one_writes_is_found_out_before(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        check_folder(Path("/proc/deep/out"), force=False)
    assert _sentence(caught) == "proc: this folder may not be written. Choose another place after -o."
    check_folder(tmp_path / "not" / "there" / "yet", force=False)
    assert _names(tmp_path) == []


def test_a_name_that_is_too_long_is_found_out_before(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        check_folder(tmp_path / ("n" * 240), force=False)
    assert _names(tmp_path) == []


def test_a_file_in_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError) as caught:
        check_file(tmp_path / "a", force=False)
    assert "this folder may not be written" in _sentence(caught)


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1", force=False)
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / "a", b"2", force=False)
    assert "this file exists already" in _sentence(caught)
    assert (tmp_path / "a").read_bytes() == b"1"
    write_file(tmp_path / "a", b"2", force=True)
    assert (tmp_path / "a").read_bytes() == b"2"
    assert _names(tmp_path) == ["a"]


def test_a_file_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / "none" / "a", b"1", force=False)
    assert "the folder for this file does not exist" in _sentence(caught)
