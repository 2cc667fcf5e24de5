"""What a user would otherwise reach for; run by the peers' own Python, without anything of the product.

``python peers.py TASK.json ANSWER.json``. The task holds places in metres (or costs), which of them may be a hub, how
many hubs, sizes and capacities; the answer holds, for each place, the place of its hub, or -1.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def clusters(task: dict[str, Any]) -> NDArray[np.int64]:
    """Cluster with limits on the size, and make the best candidate of each cluster its hub."""
    peer = importlib.import_module("k_means_constrained")
    places = np.array(task["places"], dtype=float)
    model = peer.KMeansConstrained(
        n_clusters=task["n_hubs"], size_min=task["size_min"], size_max=task["size_max"], random_state=0
    )
    label = model.fit_predict(places)
    candidates = np.array(task["candidates"])
    hub_of = np.full(len(places), -1)
    for cluster in range(task["n_hubs"]):
        members = np.flatnonzero(label == cluster)
        offered = candidates[label[candidates] == cluster]
        if len(offered):
            travel = np.linalg.norm(places[offered][:, None] - places[members][None], axis=2).sum(axis=1)
            hub_of[members] = offered[np.argmin(travel)]
    return hub_of


def p_median(task: dict[str, Any]) -> NDArray[np.int64]:
    """Solve the capacitated p-median problem with the solver that comes with PuLP."""
    pulp, peer = importlib.import_module("pulp"), importlib.import_module("spopt.locate")
    candidates = np.array(task["candidates"])
    if "cost" in task:
        cost = np.array(task["cost"], dtype=float)[:, candidates]
    else:
        places = np.array(task["places"], dtype=float)
        cost = np.linalg.norm(places[:, None] - places[candidates][None], axis=2)
        if task.get("whole"):
            cost = np.floor(cost + 1e-9)
    weight = np.array(task["weights"], dtype=float)
    # PMedian sums weight times cost; dividing first leaves the plain cost.
    model = peer.PMedian.from_cost_matrix(
        cost / weight[:, None],
        weight,
        p_facilities=task["n_hubs"],
        facility_capacities=np.array(task["capacities"], dtype=float)[candidates],
    )
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=task["time_limit_s"], threads=task["workers"])
    try:
        model = model.solve(solver, results=False)
    except RuntimeError:  # spopt's answer to a solver that met no plan
        sys.exit("no plan in the time")
    hub_of = np.full(len(cost), -1)
    for place, row in enumerate(model.cli_assgn_vars):
        for number, variable in enumerate(row):
            if variable is not None and variable != 0 and (variable.value() or 0) > 0.5:
                hub_of[place] = candidates[number]
    return hub_of


def main() -> None:
    """Run one task."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    hub_of = {"k-means": clusters, "spopt": p_median}[task["peer"]](task)
    Path(sys.argv[2]).write_text(json.dumps([int(hub) for hub in hub_of]), encoding="utf-8")


if __name__ == "__main__":
    main()
