"""A families file and a line of a suite as a model of the engine, thin: for measuring, not for planning."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from geopy.distance import geodesic

from optimizer.model import IntArray, Linear, Load, Model


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A model with its two tiers."""

    name: str
    model: Model
    unplaced: Linear
    travel: Linear


def read_suite(folder: Path) -> list[dict[str, str]]:
    """Read the policies of a suite."""
    with (folder / "suite.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_region(folder: Path, policy: dict[str, str]) -> Region:
    """Read one families file and pose its policy."""
    with (folder / f"{policy['name']}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    place = np.array([(float(row["lat"]), float(row["lon"])) for row in rows])
    hubs = np.array([i for i, row in enumerate(rows) if row["hub"] == "candidate" and int(row["beds"]) >= 2])
    hub, family, metres = _reach(place, hubs, 1000 * float(policy["radius_km"]))
    n, m = len(rows), len(hubs)
    low, target, high = (int(policy[f"size_{key}"]) for key in ("min", "target", "max"))
    children = np.array([int(row["children"]) for row in rows], dtype=np.int64)
    model = Model(
        n_families=n,
        hub_family=hubs.astype(np.int64),
        start=np.searchsorted(hub, np.arange(m + 1)).astype(np.int64),
        family=family,
        low=np.full(m, low, np.int64),
        high=np.full(m, high, np.int64),
        must_open=np.zeros(m, np.bool_),
        may_open=np.ones(m, np.bool_),
        may_be_unplaced=np.ones(n, np.bool_),
        loads=(
            Load(
                "children",
                children,
                np.zeros(m, np.int64),
                np.zeros(m, np.int64),
                np.full(m, int(policy["children_max"]), np.int64),
            ),
        ),
        apart=np.zeros((0, 2), np.int64),
        together=np.zeros((0, 2), np.int64),
    )
    weight = int(policy["target_weight_m"])
    none = np.zeros(high + 1, np.int64)
    return Region(
        policy["name"],
        model,
        Linear(np.ones(n, np.int64), np.zeros(len(family), np.int64), np.zeros(m, np.int64), none),
        Linear(np.zeros(n, np.int64), metres, np.zeros(m, np.int64), weight * np.abs(np.arange(high + 1) - target)),
    )


def _reach(place: np.ndarray, hubs: IntArray, radius_m: float) -> tuple[IntArray, IntArray, IntArray]:
    """Give hub, family and whole metres of every pair within the radius, hub by hub."""
    flat = place * [111_000.0, 66_000.0]
    hub, family, metres = [], [], []
    for h, home in enumerate(hubs):
        near = np.flatnonzero((np.abs(flat - flat[home]) < 1.05 * radius_m + 100).all(axis=1))
        for f in near:
            if f != home:
                distance = geodesic(place[home], place[f]).meters
                if distance <= radius_m:
                    hub.append(h)
                    family.append(int(f))
                    metres.append(round(distance))
    return np.array(hub, np.int64), np.array(family, np.int64), np.array(metres, np.int64)
