"""What a computer carries: cores and memory, also where a container has less than the machine."""

import os
from pathlib import Path

import pytest

from optimizer.batch import local, machine


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
    [(8, 16_000, 0, 8), (8, 16_000, 2, 4), (8, 16_000, 16, 1), (8, 1_000, 0, 2), (8, 100, 0, 1), (2, None, 0, 2)],
)
def test_as_many_runs_at_once_as_cores_and_memory_carry(
    monkeypatch: pytest.MonkeyPatch, cores: int, free_mb: float | None, threads: int, jobs: int
) -> None:
    monkeypatch.setattr(local, "n_cores", lambda: cores)
    monkeypatch.setattr(local, "available_mb", lambda: free_mb)
    assert local.jobs_for(threads) == jobs
