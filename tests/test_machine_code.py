"""The inner loops are machine code, and mean what the Python says from which they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.geodata.roads.street_plans import square
from tests.machine_code import COMMAND, ROOT, kernels, machine_code, name_of, outdated

SMALL = """
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location

class Interpreted:
    def find_spec(self, name, path=None, target=None):
        found = PathFinder.find_spec(name, path)
        ours = name.startswith(("geodata.", "optimizer."))
        if found is None or not ours or not (found.origin or "").endswith((".so", ".pyd")):
            return None
        source = found.origin.split(".", 1)[0] + ".py"
        return spec_from_file_location(name, source, loader=SourceFileLoader(name, source))

if sys.argv[1] == "interpreted":
    sys.meta_path.insert(0, Interpreted())

from geodata.example import draw_region
from geodata.families import Families
from optimizer.problem import compile_problem
from optimizer.policy.values import Policy
from optimizer.search.primal import construct, improve
from optimizer.search.submodel import components

policy = Policy().changed({"radius.hub_km": 6.0, "capacity.children_max": 14})
model, tiers = compile_problem(policy.pose(Families(draw_region(24, 6, 2, seed=2))))
first = construct(model, tiers[0], seed=5)
better = improve(model, tiers[0], first, seed=5, n_rounds=1)
print(components(model).tolist(), first.hub_of.tolist(), better.hub_of.tolist())

import numpy as np
from optimizer.model import Row
from optimizer.search.columns.bounds.volume import maximise_bound
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.formulation.cuts import cuts_of, separate
from optimizer.search.columns.bounds.smoothed_dual import SmoothedDual
from optimizer.search.columns.master.linear_master import LinearMaster
from optimizer.search.columns.bounds.column_enumeration import enumerate_columns, price_with_cuts
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle

grouped = group_families(model.holding(Row("above", tiers[0], high=4)), tiers[1])
oracle = PricingOracle(grouped, 6, 1)
duals = Duals(np.full(grouped.n_groups, 4_000 << 6), np.zeros(len(grouped.rows), np.int64))
best = maximise_bound(oracle, duals, None, 20, lambda: False, lambda _: None)
triples = np.array([[g, g + 1, g + 3] for g in range(grouped.n_groups - 3)])
proved = price_with_cuts(oracle, best.duals, cuts_of(triples, np.full(len(triples), 300 << 6), grouped.n_groups))
pool = enumerate_columns(oracle, proved, 2_500 << 6, 20_000)
by_hub = pool.take(np.argsort(pool.hub, kind="stable"))
dual = SmoothedDual.over(oracle, by_hub, proved, triples, 1e6)
smoothed = dual.at(dual.variables.begin, 300.0)
print(smoothed.value, smoothed.over_pool, smoothed.gradient.tolist(), smoothed.share.tolist())
master = LinearMaster(grouped, float(pool.cost.max()))
master.add_columns(pool, np.arange(len(pool)))
solution = master.solve()
cuts = separate(pool, solution.share, grouped.n_groups, 20, 4)
master.add_cuts(cuts)
print(best.bound, proved.bound, pool.cost.tolist(), solution.value, cuts.tolist(), master.solve().value)

from geodata.roads.pbf import read_roads
from pathlib import Path

roads = read_roads(Path(sys.argv[2]))
print(roads.way_id.tolist(), roads.points.tolist(), roads.marked.tolist(), roads.kinds, roads.marks, roads.restrictions)
loaded = [module for name, module in sys.modules.items() if name in sys.argv[3:]]
print(sorted({str(module.__file__).rsplit(".", 1)[1] for module in loaded}), file=sys.stderr)
"""


def plan(way: str, roads: Path) -> tuple[str, str]:
    """Give what is printed, and of which kind the modules were; hashes wrap, of which only Python warns."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-c", SMALL, way, str(roads), *map(name_of, kernels())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout, ended.stderr.strip()


@pytest.mark.parametrize("kernel", kernels(), ids=name_of)
def test_an_inner_loop_is_machine_code(kernel: Path) -> None:
    if machine_code(kernel) is None and not os.environ.get("CI"):
        pytest.skip(f"runs as Python, slowly, until: {COMMAND}")
    assert machine_code(kernel) is not None


def test_what_was_compiled_is_what_stands_there() -> None:
    assert not list(outdated()), COMMAND


@pytest.mark.slow
def test_the_inner_loops_give_the_same_plan_as_python(tmp_path: Path) -> None:
    streets = square({"maxspeed": "30"})
    streets.sign("m", barrier="bollard")
    streets.restriction("no_straight_on", "1", "a", "4")
    roads = streets.write(tmp_path / "plan.osm.pbf")
    compiled, loaded = plan("compiled", roads)
    interpreted, loaded_without = plan("interpreted", roads)
    assert loaded_without == "['py']"
    if all(map(machine_code, kernels())):
        assert loaded not in {"", loaded_without}
    assert compiled == interpreted
