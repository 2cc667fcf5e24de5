"""A batch on a Dask cluster: a real scheduler and real workers on this computer, one of them killed on the way."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.batch.conftest import Command, ended, events, region_rows, same_but_for_times, statuses, until, write_region

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None or sys.platform == "win32",
        reason="Dask is not installed: pip install 'constellations[dask]'",
    ),
]


@contextmanager
def daemon(kind: str, *arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a scheduler or a worker of Dask in a folder of its own, for as long as the test needs it."""
    folder.mkdir()
    code = f"from distributed.cli.dask_{kind} import main; main()"
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            env={**os.environ, "XDG_DATA_HOME": str(folder.parent / ".data")},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Give the address of a scheduler without workers."""
    where = tmp_path / "scheduler.json"
    here = ("--host", "tcp://127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    with daemon("scheduler", *here, "--scheduler-file", str(where), folder=tmp_path / "scheduler"):
        until(lambda: where.is_file() and where.stat().st_size > 0)
        yield json.loads(where.read_bytes())["address"]


def worker(address: str, folder: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Give a worker that does one run at a time, in a folder of its own."""
    here = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--local-directory", str(folder))
    return daemon("worker", address, "--nthreads", "1", "--no-nanny", *here, folder=folder)


def test_a_cluster_gives_the_same_summary_and_what_a_lost_worker_had_is_done_again(
    batch: Command, finished: Path, scheduler: str
) -> None:
    here = same_but_for_times(finished / "uit")
    with worker(scheduler, finished / "een") as first:
        process = batch.start("spec.toml", "-o", "cluster", "--scheduler", scheduler, "--json", PYTHONWARNINGS="")
        assert process.stdout is not None
        line = ""
        while '"started"' not in line:
            line = process.stdout.readline()
        os.kill(first.pid, signal.SIGKILL)
        with worker(scheduler, finished / "twee"):
            said = ended(process)
    assert said.code == 0, said.err
    assert "reizen onversleuteld" in said.err
    assert same_but_for_times(finished / "cluster") == here
    for run in statuses(finished / "cluster"):
        folder = finished / "cluster" / "runs" / run
        assert {each.name for each in folder.iterdir()} == {
            each.name for each in (finished / "uit" / "runs" / run).iterdir()
        }, "results come back whole"
        assert "gezinnen gelezen" in (folder / "log.txt").read_text(encoding="utf-8")


def test_faults_stay_where_they_are_and_resuming_works_across_engines(
    batch: Command, finished: Path, scheduler: str
) -> None:
    write_region(finished / "noord.csv", ["kapot"])
    with worker(scheduler, finished / "een"):
        said = batch("spec.toml", "-o", "uit", "--scheduler", scheduler, "--json", PYTHONWARNINGS="")
    assert said.code == 1
    assert events(said.out)[0]["finished"] == 3, "what was done on this computer is not done again on the cluster"
    assert sorted(statuses(finished / "uit").values()) == ["input"] * 3 + ["optimal"] * 3


def test_a_run_that_takes_every_worker_with_it_is_given_up(batch: Command, tmp_path: Path, scheduler: str) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    with worker(scheduler, tmp_path / "werker") as only:
        process = batch.start(
            "een.csv", "-o", "uit", "--scheduler", scheduler, "--run-timeout", 3, "--json", PYTHONWARNINGS=""
        )
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["event"] == "batch"
        os.kill(only.pid, signal.SIGSTOP)
        said = ended(process)
        os.kill(only.pid, signal.SIGCONT)
    assert said.code == 1
    assert set(statuses(tmp_path / "uit").values()) <= {"timeout", "killed"}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://127.0.0.1:1", "--scheduler vraagt een adres zoals tcp://10.0.0.5:8786"),
        ("tcp://127.0.0.1:1", "op tcp://127.0.0.1:1 antwoordt geen Dask-scheduler."),
    ],
)
def test_an_address_where_nobody_answers_is_said(batch: Command, tmp_path: Path, address: str, sentence: str) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    said = batch("een.csv", "-o", "uit", "--scheduler", address, PYTHONWARNINGS="")
    assert said.code == 2
    assert sentence in said.err
    assert not (tmp_path / "uit").exists()
