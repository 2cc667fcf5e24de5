"""The benchmark table says what was measured, and nothing where nothing was."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from geodata.families import HubRole
from tests.benchmarks import cpmp, fresh, picture, runs, scaling, suite, table
from tests.benchmarks.__main__ import main
from tests.benchmarks.measuring import Measured, measure

SMALL = {
    "name": "small",
    "p": 2,
    "capacity": 10,
    "distance": "trunc",
    "nodes": [[0, 0, 4], [3, 4, 4], [30, 0, 4], [33, 4, 4]],
}


def instance(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def test_without_problems_the_command_says_where_they_are_looked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CONSTELLATIONS_INSTANCES", str(tmp_path / "nowhere"))
    monkeypatch.setattr(sys, "argv", ["benchmarks", "region"])
    assert main() == 0
    assert "CONSTELLATIONS_INSTANCES" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (
            runs.Answer((4, 1_000), (4, 990), 0, 0.24),
            "| R01 | this program | 0.2 | 4 | 4 | 1,000 | 990 | 1.00% | 2.0 | 150 | 0 |",
        ),
        (runs.Answer((4, 1_000), (None, None), 3), "| R01 | this program |  | 4 |  | 1,000 |  |  | 2.0 | 150 | 3 |"),
        (runs.Answer((0, 0), (0, 0)), "| R01 | this program |  | 0 | 0 | 0 | 0 | 0.00% | 2.0 | 150 | 0 |"),
        (None, "| R01 | this program | stopped |  |  |  |  |  | 2.0 | 150 |  |"),
    ],
)
def test_a_line_of_a_region_shows_both_tiers_and_leaves_empty_what_is_not_proved(
    answer: runs.Answer | None, shown: str
) -> None:
    line = suite.Line("R01", "ours", answer, Measured(2.0, 150.2, True, ""), None, "stopped")
    assert table.row(line, published=False) == shown


def test_regions_of_growing_size_have_one_density_and_are_the_same_each_time(tmp_path: Path) -> None:
    policies = [scaling.write_region(tmp_path, n_families) for n_families in (50, 200)]
    first, large = (runs.pose_region(tmp_path, policy) for policy in policies)
    assert [len(problem.families) for problem in (first, large)] == [50, 200]
    spread = [np.ptp([home.location.lat for home in problem.families]) for problem in (first, large)]
    assert spread[1] / spread[0] == pytest.approx(2, rel=0.1)
    before = (tmp_path / "S00050.csv").read_bytes()
    scaling.write_region(tmp_path, 50)
    assert (tmp_path / "S00050.csv").read_bytes() == before


def test_fresh_regions_are_tight_all_different_and_the_same_each_time(tmp_path: Path) -> None:
    policies = list(fresh.write_regions(tmp_path))
    files = [(tmp_path / f"{policy['name']}.csv").read_bytes() for policy in policies]
    assert len(set(files)) == len(files) == 20
    assert {policy["children_max"] for policy in policies} == {"10", "11", "12"}
    problem = runs.pose_region(tmp_path, policies[0])
    assert len(problem.families) in (112, 130, 150, 180, 200)
    assert {home.hub for home in problem.families} >= {HubRole.CANDIDATE}
    assert HubRole.REQUIRED not in {home.hub for home in problem.families}
    list(fresh.write_regions(tmp_path))
    assert [(tmp_path / f"{policy['name']}.csv").read_bytes() for policy in policies] == files


def test_the_picture_has_a_line_for_each_way_and_limit_and_no_point_where_nothing_is_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        suite.Line(scaling.name_of(n), way, runs.Answer((0, 1_000), (0, bound), 0, 0.1), None, None)
        for n, way, bound in (
            (50, "ours", 1_000),
            (800, "ours", 990),
            (17_000, "ours", 970),
            (50, "assignment", 600),
            (800, "assignment", None),
        )
    ]
    text = "\n".join([table.header(published=False), *(table.row(line, published=False) for line in lines)])
    (tmp_path / "30 s.md").write_text(text, encoding="utf-8")

    ours, assignment = picture.lines_of(tmp_path / "30 s.md")

    assert ours.points == ((0.05, 0.0), (0.8, 1.0), (17.0, 3.0))
    assert ours.name == "this program, 30 s"
    assert assignment.points == ((0.05, 40.0),)
    monkeypatch.setattr(sys, "argv", ["picture", str(tmp_path / "30 s.md"), "-o", str(tmp_path / "gap.svg")])
    assert picture.main() == 0
    drawn = (tmp_path / "gap.svg").read_text(encoding="utf-8")
    assert "this program, 30 s" in drawn
    assert ElementTree.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"


def test_a_line_of_a_published_instance_stands_beside_the_best_known() -> None:
    line = suite.Line("small", "spopt", runs.Answer((10.5,), (10.0,), 1), None, 10.0)
    assert table.row(line, published=True) == "| small | spopt PMedian, CBC | 10.50 | 10 | 4.76% | +5.00% |  |  | 1 |"


@pytest.mark.parametrize("published", [False, True])
def test_every_line_has_as_many_cells_as_the_head(published: bool) -> None:
    head = table.header(published).splitlines()[0]
    for answer in (None, runs.Answer((1, 2)[: 1 if published else 2], (None, None)[: 1 if published else 2])):
        assert table.row(suite.Line("a", "ours", answer, None, None), published).count("|") == head.count("|")


@pytest.mark.parametrize(
    ("hub_of", "values", "n_broken"),
    [
        ([0, 0, 2, 2], (10.0,), 0),
        ([0, 0, 0, 3], (35.0,), 1),  # capacity
        ([0, 1, 2, 2], (5.0,), 1),  # three medians
        ([0, 0, 2, -1], (), 1),  # a node left out
    ],
)
def test_the_assignment_of_a_peer_is_judged_by_the_instance(
    tmp_path: Path, hub_of: list[int], values: tuple[float, ...], n_broken: int
) -> None:
    answer = runs.judge_published(cpmp.read_instance(instance(tmp_path)), hub_of)
    assert (answer.values, answer.n_broken) == (values, n_broken)


def test_the_plan_of_a_peer_is_judged_by_the_verifier(tmp_path: Path) -> None:
    homes = "\n".join(f"F{n},52.2{n},5.1,A,1,{'candidate' if n == 0 else 'no'},2" for n in range(8))
    (tmp_path / "R.csv").write_text(f"family_id,lat,lon,provider,children,hub,beds\n{homes}\n", encoding="utf-8")
    policy = {
        "name": "R",
        "radius_km": "20",
        "size_min": "6",
        "size_target": "7",
        "size_max": "7",
        "children_max": "10",
        "target_weight_m": "1000",
    }
    problem = runs.pose_region(tmp_path, policy)
    whole, short = runs.judge_region(problem, [0] * 8), runs.judge_region(problem, [0] * 4 + [-1] * 4)
    assert (whole.values[0], whole.n_broken) == (0, 0)
    assert (short.values[0], short.n_broken) == (4, 1)
    assert runs.region_task(problem, policy)["n_hubs"] == 1


def test_a_process_is_measured_and_ended_when_it_takes_too_long(tmp_path: Path) -> None:
    fine = measure([sys.executable, "-c", "x = bytearray(50_000_000)"], 60.0, tmp_path)
    failed = measure([sys.executable, "-c", "raise SystemExit('told')"], 60.0, tmp_path)
    late = measure([sys.executable, "-c", "import time; time.sleep(600)"], 0.5, tmp_path)
    assert fine.ended
    assert fine.peak_mb > 50
    assert (failed.ended, failed.said) == (False, "told")
    assert not late.ended
    assert late.seconds < 600
