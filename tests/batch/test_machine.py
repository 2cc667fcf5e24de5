"""What a computer carries: cores and memory, also where a container has less than the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from optimizer import machine
from optimizer.batch import local


@pytest.fixture
def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder where a container says what it may use."""
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    monkeypatch.setattr(machine, "_system_mb", lambda: 16_000.0)
    return tmp_path


@pytest.mark.parametrize(("written", "cores"), [("200000 100000", 2), ("50000 100000", 1), ("max 100000", 8), ("", 8)])
def test_a_container_may_have_fewer_cores(
    container: Path, monkeypatch: pytest.MonkeyPatch, written: str, cores: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    (container / "cpu.max").write_text(written, encoding="ascii")
    assert machine.n_cores() == cores


def test_a_container_may_have_less_memory_and_files_read_before_count_as_free(container: Path) -> None:
    assert machine.available_mb() == 16_000
    (container / "memory.max").write_text("max", encoding="ascii")
    (container / "memory.current").write_text(str(700 * 2**20), encoding="ascii")
    assert machine.available_mb() == 16_000
    (container / "memory.max").write_text(str(1000 * 2**20), encoding="ascii")
    assert machine.available_mb() == 300
    (container / "memory.stat").write_text(f"anon 5\ninactive_file {100 * 2**20}\nactive_file 7\n", encoding="ascii")
    assert machine.available_mb() == 400


@pytest.mark.parametrize(
    ("cores", "free_mb", "threads", "jobs"),
    [(8, 16_000, 0, 8), (8, 16_000, 2, 4), (8, 16_000, 16, 1), (8, 1_000, 0, 2), (8, 100, 0, 1)],
)
def test_as_many_runs_at_once_as_cores_and_memory_carry(
    monkeypatch: pytest.MonkeyPatch, cores: int, free_mb: float, threads: int, jobs: int
) -> None:
    monkeypatch.setattr(local, "n_cores", lambda: cores)
    monkeypatch.setattr(local, "available_mb", lambda: free_mb)
    assert local.jobs_for(threads) == jobs


def test_what_a_process_takes_is_known_on_every_system_until_it_ends() -> None:
    hold = "held = bytearray(150 * 2**20); print('full', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        taken = machine.resident_mb(process.pid)
        process.communicate(b"\n")
    assert taken is not None
    assert 150 < taken < 400
    assert machine.resident_mb(process.pid) is None


def test_the_system_says_what_is_free_and_what_was_taken_at_most() -> None:
    assert machine.available_mb() > 0
    own = machine.resident_mb(os.getpid())
    assert own is not None
    held = bytearray(100 * 2**20)
    assert machine.peak_mb() >= own + len(held) / 2**20 - 30
