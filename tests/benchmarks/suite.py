"""The benchmark table: every problem of a set, solved by each way in a process of its own, as one table."""

import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from optimizer.problem import Problem
from tests.benchmarks import cpmp, fresh, runs, scaling
from tests.benchmarks.measuring import Measured, measure

ROOT: Final = Path(__file__).resolve().parents[2]
SETS: Final = ("region", "region_tight", "national", "scaling", "fresh", "published")
_FOLDERS: Final = {"region": "region", "region_tight": "region_tight", "national": "nl"}
WAYS: Final = ("ours", "assignment", "k-means", "spopt")
PEERS: Final = ("k-means", "spopt")

MOST_PEER_PAIRS: Final = 500_000
"""Pairs of a place and a candidate (a cluster, for k-means) beyond which a peer is not started: it takes too long."""

NO_INSTANCES: Final = (
    "No benchmark problems: set CONSTELLATIONS_INSTANCES to the folder that holds region, region_tight, nl and cpmp, "
    "or put it beside the repository as shared/instances."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    problem: str
    way: str
    answer: runs.Answer | None
    measured: Measured | None
    best_known: float | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run."""

    time_limit_s: float
    workers: int
    peers_python: Path | None
    ways: tuple[str, ...] = WAYS
    only: tuple[str, ...] = ()


def instances() -> Path | None:
    """Find the folder of benchmark problems; ``None`` where there is none."""
    named = os.environ.get("CONSTELLATIONS_INSTANCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "instances"
    return folder if folder.is_dir() else None


def run_scaling(settings: Settings) -> Iterator[Line]:
    """Run regions of one density and growing size, which need no folder of problems."""
    with tempfile.TemporaryDirectory() as folder:
        for n_families in scaling.SIZES:
            policy = scaling.write_region(Path(folder), n_families)
            ways = tuple(way for way in settings.ways if way == "ours" or n_families <= scaling.MOST_ASSIGNED)
            yield from _run(policy["name"], Path(folder), policy, None, replace(settings, ways=ways))


def run_fresh(settings: Settings) -> Iterator[Line]:
    """Run tight regions that are drawn, which need no folder of problems."""
    with tempfile.TemporaryDirectory() as folder:
        for policy in fresh.write_regions(Path(folder)):
            yield from _run(policy["name"], Path(folder), policy, None, settings)


DRAWN: Final = {"scaling": run_scaling, "fresh": run_fresh}
"""Sets that draw their own regions."""


def run_set(name: str, folder: Path, settings: Settings) -> Iterator[Line]:
    """Run every problem of a set by every way; the lines come as they are measured."""
    if name == "published":
        with (folder / "cpmp" / "best_known.csv").open(encoding="utf-8") as file:
            known = list(csv.DictReader(file))
        for row in sorted(known, key=lambda row: (int(row["nodes"]), row["name"])):
            yield from _run(
                row["name"], folder / "cpmp" / f"{row['name']}.json", None, float(row["best_known"]), settings
            )
        return
    inside = folder / _FOLDERS[name]
    for policy in _policies(inside):
        yield from _run(policy["name"], inside, policy, None, settings)


def posed(name: str) -> Iterator[tuple[str, Problem]]:
    """Pose the regions of a set, one after the other; where there is no folder, say so and give none."""
    folder = instances()
    if folder is None:
        sys.stderr.write(NO_INSTANCES + "\n")
        return
    inside = folder / _FOLDERS[name]
    for policy in _policies(inside):
        yield policy["name"], runs.pose_region(inside, policy)


def _policies(folder: Path) -> list[dict[str, str]]:
    with (folder / "suite.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _run(
    name: str, place: Path, policy: dict[str, str] | None, best_known: float | None, settings: Settings
) -> Iterator[Line]:
    if settings.only and name not in settings.only:
        return
    for way in settings.ways:
        if way in PEERS:
            yield _run_peer(name, way, place, policy, best_known, settings)
        else:
            task: dict[str, Any] = {
                "way": way,
                "time_limit_s": settings.time_limit_s,
                "workers": settings.workers,
                **({"file": str(place)} if policy is None else {"folder": str(place), "policy": policy}),
            }
            command = [sys.executable, "-m", "tests.benchmarks.runs"]
            found, measured = _in_a_process(command, task, settings.time_limit_s)
            answer = (
                None
                if found is None
                else runs.Answer(
                    tuple(found["values"]), tuple(found["bounds"]), found["n_broken"], found["first_plan_s"]
                )
            )
            yield Line(name, way, answer, measured, best_known, "" if measured.ended else measured.said)


def _run_peer(
    name: str, way: str, place: Path, policy: dict[str, str] | None, best_known: float | None, settings: Settings
) -> Line:
    if settings.peers_python is None:
        return Line(name, way, None, None, best_known, "not run: no --peers-python")
    problem = None if policy is None else runs.pose_region(place, policy)
    task = runs.published_task(place) if problem is None or policy is None else runs.region_task(problem, policy)
    n_pairs = len(task["weights"]) * (task["n_hubs"] if way == "k-means" else len(task["candidates"]))
    if n_pairs > MOST_PEER_PAIRS:
        return Line(name, way, None, None, best_known, f"not run: {n_pairs:,} pairs")
    if way == "k-means" and "places" not in task:
        return Line(name, way, None, None, best_known, "not run: no places, a matrix only")
    task |= {"peer": way, "time_limit_s": settings.time_limit_s, "workers": settings.workers or os.cpu_count() or 1}
    command = [str(settings.peers_python), str(Path(__file__).with_name("peers.py"))]
    hub_of, measured = _in_a_process(command, task, settings.time_limit_s)
    if hub_of is None:
        return Line(name, way, None, measured, best_known, measured.said[:80] or "no plan in three times the limit")
    if problem is None:
        return Line(name, way, runs.judge_published(cpmp.read_instance(place), hub_of), measured, best_known)
    return Line(name, way, runs.judge_region(problem, hub_of), measured, best_known)


def _in_a_process(command: list[str], task: dict[str, Any], time_limit_s: float) -> tuple[Any, Measured]:
    """Give what a process answers to a task, ``None`` where it does not, and what it used."""
    with tempfile.TemporaryDirectory() as folder:
        asked, told = Path(folder) / "task.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(task), encoding="utf-8")
        measured = measure([*command, str(asked), str(told)], 3 * time_limit_s + 120, ROOT)
        return (json.loads(told.read_text(encoding="utf-8")) if told.exists() else None), measured
