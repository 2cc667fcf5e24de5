"""One problem solved by one way, in a process of its own: ``python -m tests.benchmarks.runs TASK.json ANSWER.json``."""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geodata.rd import from_wgs84
from geodata.reading import read_families
from optimizer.outcome import Limits, Progress
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.strategy import Clock, n_workers
from optimizer.verify import verify
from tests.benchmarks import cpmp


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run found, as the product's verifier sees it.

    Attributes
    ----------
    values, bounds
        Of each tier; ``values`` is empty where there is no plan, a bound ``None`` where nothing is proved.
    n_broken
        Breaches of rules in the plan.
    first_plan_s
        Seconds from the begin of the search until its first plan, where that was noted.
    """

    values: tuple[float, ...] = ()
    bounds: tuple[float | None, ...] = ()
    n_broken: int = 0
    first_plan_s: float | None = None


def pose_region(folder: Path, policy: dict[str, str]) -> Problem:
    """Read a families file and pose the policy of its line in the suite."""
    wanted = {
        "size.min": int(policy["size_min"]),
        "size.target": int(policy["size_target"]),
        "size.max": int(policy["size_max"]),
        "radius.hub_km": float(policy["radius_km"]),
        "capacity.children_max": int(policy["children_max"]),
        "objective.target_weight_m": int(policy["target_weight_m"]),
    }
    return Policy().changed(wanted).pose(read_families(folder / f"{policy['name']}.csv").families)


def run_region(problem: Problem, strategy: str | None, limits: Limits) -> Answer:
    """Solve a region by the product."""
    first: list[float] = []

    def note(seen: Progress) -> None:
        if seen.value is not None and not first:
            first.append(seen.seconds)

    outcome = solve(problem, limits, strategy=strategy, progress=note)
    if outcome.plan is None:
        return Answer()
    verdict = verify(problem, outcome.plan)
    return Answer(
        tuple(score.value for score in verdict.scores),
        tuple(mark.bound for mark in outcome.marks),
        len(verdict.violations),
        first[0] if first else None,
    )


def region_task(problem: Problem, policy: dict[str, str]) -> dict[str, Any]:
    """Say what a peer needs to know of a region: it has no word for radius, lower size or children."""
    families = problem.families
    x, y = from_wgs84([home.location.lat for home in families], [home.location.lon for home in families])
    low, target, high = (int(policy[f"size_{key}"]) for key in ("min", "target", "max"))
    n_hubs = max(round(len(families) / (target + 1)), -(-len(families) // (high + 1)))
    return {
        "places": np.stack([x, y], axis=1).tolist(),
        "candidates": problem.hubs.tolist(),
        "n_hubs": n_hubs,
        "size_min": min(low + 1, len(families) // n_hubs),
        "size_max": high + 1,
        "weights": [1] * len(families),
        "capacities": [high + 1] * len(families),
    }


def judge_region(problem: Problem, hub_of: list[int]) -> Answer:
    """Let the verifier judge the plan of a peer."""
    ids = [family.id for family in problem.families]
    opened = {hub for place, hub in enumerate(hub_of) if hub >= 0}
    members: dict[str, list[str]] = {ids[hub]: [] for hub in sorted(opened)}
    for place, hub in enumerate(hub_of):
        if hub >= 0 and place not in opened:
            members[ids[hub]].append(ids[place])
    verdict = verify(problem, Plan.of(problem.families, members))
    return Answer(tuple(score.value for score in verdict.scores), (None, None), len(verdict.violations))


def run_published(path: Path, way: str, limits: Limits) -> Answer:
    """Solve a published instance by the product, or by its assignment model alone."""
    instance = cpmp.read_instance(path)
    if way == "ours":
        answer = cpmp.solve(instance, limits.time_limit_s, limits.workers)
        return Answer() if answer["objective"] is None else Answer((answer["objective"],), (answer["bound"],))
    began = time.monotonic()
    posed = cpmp.pose(instance)
    clock = Clock(
        began + limits.time_limit_s, lambda: False, lambda _value, _bound: None, n_workers(limits.workers), limits.seed
    )
    found = Assignment().minimise(posed.model, posed.objective, None, clock)
    if found.choice is None or (found.choice.hub_of < 0).any():
        return Answer()
    judged = judge_published(instance, found.choice.hub_of.tolist())
    return Answer(judged.values, (None if found.bound is None else found.bound / posed.scale,), judged.n_broken)


def published_task(path: Path) -> dict[str, Any]:
    """Say what a peer needs to know of a published instance."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    instance = cpmp.read_instance(path)
    n = len(instance.demand)
    mean = float(instance.demand.mean())
    task: dict[str, Any] = {
        "candidates": list(range(n)),
        "n_hubs": instance.p,
        "weights": instance.demand.tolist(),
        "capacities": instance.capacity.tolist(),
        "size_min": 1,
        "whole": raw["distance"] == "trunc",
        "size_max": max(int(instance.capacity.max() / mean), -(-n // instance.p)),
    }
    if raw["distance"] == "matrix":
        return {**task, "cost": instance.cost.tolist()}
    return {**task, "places": [node[:2] for node in raw["nodes"]]}


def judge_published(instance: cpmp.Instance, hub_of: list[int]) -> Answer:
    """Count the cost and what is broken of any assignment."""
    assign = np.array(hub_of)
    if (assign < 0).any():
        return Answer(n_broken=int((assign < 0).sum()))
    cost = float(instance.cost[np.arange(len(assign)), assign].sum())
    return Answer((cost,), (None,), len(cpmp.faults(instance, assign)))


def main() -> int:
    """Run one task of the product."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    limits = Limits(task["time_limit_s"], task["workers"], 0)
    if "policy" in task:
        problem = pose_region(Path(task["folder"]), task["policy"])
        answer = run_region(problem, "assignment" if task["way"] == "assignment" else None, limits)
    else:
        answer = run_published(Path(task["file"]), task["way"], limits)
    Path(sys.argv[2]).write_text(json.dumps(asdict(answer)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
