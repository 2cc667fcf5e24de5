"""Solve a published capacitated p-median instance with the product's own engine, and check the answer without it.

``python -m tests.benchmarks.cpmp FILE --time-limit S -o OUT.json``; the file formats are those of the README beside
this module. Costs are rounded down to whole multiples of a small unit, so a bound on them is a bound on the true costs;
the objective written out is summed up anew from the true costs.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.model import Choice, IntArray, Linear, Load, Model, Row
from optimizer.search.columns import solve_columns

FloatArray = NDArray[np.float64]

DENSE = 600
"""Nodes up to which every pair is given to the engine; beyond, the nearest, and a bound that allows for the others."""

NEAREST = 250
"""Hubs that a node may choose from in a large instance, at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """A capacitated p-median instance: customers in rows, hubs in columns of ``cost``."""

    name: str
    p: int
    demand: IntArray
    capacity: IntArray
    cost: FloatArray
    min_size: int
    reach: NDArray[np.bool_] | None
    together: IntArray
    apart: IntArray
    whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """An instance as a model, costs in multiples of ``1 / scale``."""

    model: Model
    objective: Linear
    scale: float


def read_instance(path: Path) -> Instance:
    """Read the JSON of an instance."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    nodes = raw["nodes"]
    demand = np.array([node[-1] for node in nodes], dtype=np.int64)
    n = len(nodes)
    kind = raw["distance"]
    if kind == "matrix":
        length = np.array(raw["matrix"], dtype=np.float64)
        cost = length
    else:
        place = np.array([node[:2] for node in nodes], dtype=np.float64)
        length = np.sqrt(((place[:, None, :] - place[None, :, :]) ** 2).sum(axis=2))
        cost = np.floor(length + 1e-9) if kind == "trunc" else length
        if kind == "wfloat":
            cost = cost * demand[:, None]
    capacity = np.array(raw.get("capacities", [raw.get("capacity", 0)] * n), dtype=np.int64)
    radius = raw.get("radius")
    measured = cost if kind == "trunc" else length
    return Instance(
        raw["name"],
        int(raw["p"]),
        demand,
        capacity,
        cost,
        int(raw.get("min_size", 0)),
        None if radius is None else measured <= float(radius) + 1e-9,
        np.array(raw.get("together", []), dtype=np.int64).reshape(-1, 2),
        np.array(raw.get("apart", []), dtype=np.int64).reshape(-1, 2),
        bool((cost == np.floor(cost)).all()),
    )


def pose(instance: Instance) -> Posed:
    """Make a model: every node a candidate, exactly ``p`` hubs, capacities in demand.

    In a large instance a node may go to its nearest hubs only, or be left out at what the nearest hub not offered
    costs: no plan is cheaper that way than it truly is, so the bound holds for all pairs.
    """
    n = len(instance.demand)
    allowed = ~np.eye(n, dtype=bool) if instance.reach is None else instance.reach & ~np.eye(n, dtype=bool)
    scale = 1.0 if instance.whole else float(2 ** max(0, 36 - int(np.ceil(np.log2(instance.cost.max() * n / 4)))))
    floor = np.floor(instance.cost * scale).astype(np.int64)
    diagonal = np.diagonal(floor).copy()
    left_out = np.zeros(n, np.int64)
    limited = n > DENSE
    if limited:
        most = min(n - 1, max(NEAREST, 5 * n // instance.p))
        order = np.argpartition(floor + np.where(allowed, 0, 1 << 50), most, axis=1)
        nearest = np.zeros((n, n), dtype=bool)
        np.put_along_axis(nearest, order[:, :most], True, axis=1)
        beyond = np.where(allowed & ~nearest, floor, 1 << 50).min(axis=1)
        allowed &= nearest
        left_out = np.minimum(beyond, floor.max())
    customer, hub = np.nonzero(allowed.T)[::-1]
    none = np.zeros(n + 1, np.int64)
    ones = np.ones(n, np.int64)
    count = Row("hubs", Linear(np.zeros(n, np.int64), np.zeros(len(hub), np.int64), ones, none), instance.p, instance.p)
    model = Model(
        n_families=n,
        hub_family=np.arange(n),
        start=np.searchsorted(hub, np.arange(n + 1)).astype(np.int64),
        family=customer.astype(np.int64),
        low=np.zeros(n, np.int64),
        high=np.full(n, n, np.int64),
        must_open=np.zeros(n, bool),
        may_open=np.ones(n, bool),
        may_be_unplaced=np.full(n, limited),
        loads=(
            Load(
                "demand",
                instance.demand,
                instance.demand.copy(),
                np.full(n, instance.min_size, np.int64),
                instance.capacity,
            ),
        ),
        apart=instance.apart,
        together=instance.together,
        rows=(count,),
    )
    return Posed(model, Linear(left_out, floor[customer, hub], diagonal, none), scale)


def faults(instance: Instance, assign: IntArray) -> list[str]:
    """Say what an assignment breaks, straight from the instance."""
    found = []
    medians = np.unique(assign)
    if len(medians) != instance.p:
        found.append("number of medians")
    if not (assign[medians] == medians).all():
        found.append("a median assigned elsewhere")
    total = np.bincount(assign, instance.demand, len(assign))
    if (total > instance.capacity).any():
        found.append("capacity")
    if (total[medians] < instance.min_size).any():
        found.append("least load")
    if instance.reach is not None and not instance.reach[np.arange(len(assign)), assign].all():
        found.append("radius")
    if not (assign[instance.together[:, 0]] == assign[instance.together[:, 1]]).all():
        found.append("together")
    if (assign[instance.apart[:, 0]] == assign[instance.apart[:, 1]]).any():
        found.append("apart")
    return found


def solve(instance: Instance, time_limit_s: float, workers: int = 0, verbose: bool = False) -> dict[str, Any]:
    """Solve, check, and give what the harness writes out."""
    began = time.monotonic()
    posed = pose(instance)

    def tell(value: int | None, bound: int | None) -> None:
        if verbose:
            shown = [None if x is None else round(x / posed.scale, 2) for x in (value, bound)]
            sys.stderr.write(f"{time.monotonic() - began:8.2f} {shown}\n")

    found = solve_columns(
        posed.model,
        posed.objective,
        time_limit_s=time_limit_s - (time.monotonic() - began),
        workers=workers,
        report=tell,
    )
    assign = None if found.choice is None else _hubs(found.choice)
    objective = None if assign is None else float(instance.cost[np.arange(len(assign)), assign].sum())
    if assign is not None and faults(instance, assign):
        assign, objective = None, None
    bound = None if found.bound is None else found.bound / posed.scale
    if bound is not None and objective is not None:
        bound = min(bound, objective)
    return {
        "objective": objective,
        "bound": bound,
        "medians": None if assign is None else [int(h) for h in np.unique(assign)],
        "assign": None if assign is None else [int(h) for h in assign],
        "seconds": round(time.monotonic() - began, 3),
    }


def _hubs(choice: Choice) -> IntArray | None:
    """Give the hub of every node; ``None`` where some node is left out."""
    return None if (choice.hub_of < 0).any() else choice.hub_of


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--time-limit", type=float, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    answer = solve(read_instance(arguments.file), arguments.time_limit, arguments.workers, arguments.verbose)
    arguments.output.write_text(json.dumps(answer), encoding="utf-8")
    return 0 if answer["assign"] is not None else 3


if __name__ == "__main__":
    sys.exit(main())
