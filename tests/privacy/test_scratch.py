"""No personal byte in the temporary folder that all share, and none left anywhere by a run that was killed."""

import os
import signal
import stat
import tempfile
import time
from pathlib import Path

import pytest

from geodata.language import Lang
from geodata.scratch import scratch, sweep, sweep_after
from geodata.store import data_folder
from optimizer.application.drawing_request import Drawing
from optimizer.batch.single_run import perform
from optimizer.batch.task import Payload, Task
from optimizer.cli import run
from optimizer.policy.values import Policy
from tests.cli.conftest import HEADER, village_rows
from tests.privacy.regions import SECRET

N_MOMENTS = 10
posix = pytest.mark.skipif(os.name != "posix", reason="kill -9 is of Unix")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the temporary folder of everybody, with the user's own beside it."""
    shared = tmp_path / "tmp"
    shared.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TMPDIR", str(shared))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return shared


def _task() -> Task:
    content = "\n".join([HEADER, *village_rows()]).encode()
    return Task("een", Payload("gezinnen.csv", content), None, Policy(), Lang.NL, 1, Drawing(mask="donut"), SECRET)


@posix
def test_a_run_that_is_killed_at_ten_moments_leaves_nothing_after_the_next_command(shared: Path) -> None:
    """Each child does the run of a batch, and is killed with signal 9 a little later than the one before."""
    perform(_task(), lambda _: None)  # loads what a run needs, once for all children
    found = 0
    for moment in range(N_MOMENTS):
        child = os.fork()
        if child == 0:
            perform(_task(), lambda _: None)
            os._exit(0)
        time.sleep(0.01 + 0.04 * moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert list(shared.iterdir()) == []
        found += any(data_folder().glob(f"temporary/{child}-*/*"))
        assert run(["rules", "-q"]) == 0
        assert list((data_folder() / "temporary").iterdir()) == []
    assert found > 0


def test_a_parent_sweeps_after_a_worker_and_leaves_what_others_use(shared: Path) -> None:
    with scratch() as mine:
        theirs = mine.with_name("999999999-abc")
        theirs.mkdir()
        (theirs / "families").write_text("F1", encoding="utf-8")
        sweep_after(999999999)
        assert not theirs.exists()
        assert mine.is_dir()
        sweep()
        assert mine.is_dir()
    assert not mine.exists()
    assert list(shared.iterdir()) == []


def test_a_folder_of_an_earlier_process_with_a_number_that_is_used_again_goes(shared: Path) -> None:
    with scratch() as mine:
        old = mine.with_name(f"{os.getpid()}-old")
        old.mkdir()
        os.utime(old, (1e9, 1e9))
        sweep()
        assert not old.exists()
        assert mine.is_dir()


@posix
def test_the_folder_is_its_owners_only(shared: Path) -> None:
    before = os.umask(0)
    try:
        with scratch() as folder:
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
            assert folder.is_relative_to(data_folder())
    finally:
        os.umask(before)


def test_neither_files_for_a_gis_nor_joined_files_pass_through_the_shared_folder(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = village_rows()
    (tmp_path / "a.csv").write_text("\n".join([HEADER, *rows[:9]]), encoding="utf-8")
    (tmp_path / "b.csv").write_text("\n".join([HEADER, *rows[9:]]), encoding="utf-8")
    shared.chmod(0o500)
    if os.name == "posix" and os.geteuid() == 0:
        shared.rmdir()  # root may write anywhere, but not where nothing is
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    assert run(["plan", *files, "-o", str(tmp_path / "uit"), "--gis", "--workers", "1", "-q"]) == 0
    assert (tmp_path / "uit" / "constellations.gpkg").stat().st_size > 0
    assert list((data_folder() / "temporary").iterdir()) == []
