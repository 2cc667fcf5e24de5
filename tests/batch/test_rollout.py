"""A scenario that varies the roll-out makes a roll-out in place of a plan, with its own objectives in the table."""

import json
import re

import pytest

from geodata.told_distances import total_m
from tests.batch.conftest import CommandHere, region_rows, rows_of, write_region

SPEC = """
inputs = ["noord.csv"]
[policy]
size.min = 4
rollout.waves = 2
solve.time_limit_s = 60
[scenarios.starts]
rollout.launches = [[1], [2, 1]]
"""


@pytest.mark.slow
def test_a_scenario_may_vary_the_roll_out(batch_here: CommandHere) -> None:
    write_region(batch_here.folder / "noord.csv", region_rows())
    (batch_here.folder / "spec.toml").write_text(SPEC, encoding="utf-8")
    done = batch_here("spec.toml", "-o", "uit")
    assert done.code == 0, done.err
    rows = rows_of(batch_here.folder / "uit")
    assert len(rows) == 2
    one, two = rows.values()
    # Twenty homes: a first constellation holds eleven of them at most, so with one start a year nine wait.
    assert (one["tier.waiting"], two["tier.waiting"]) == ("9", "0")
    assert (one["unplaced"], two["unplaced"]) == ("0", "0")
    for name, row in rows.items():
        folder = batch_here.folder / "uit" / "runs" / name
        written = json.loads((folder / "rollout.json").read_bytes())
        unplaced, waiting, metres = (each["value"] for each in written["tiers"])
        assert [str(value) for value in (unplaced, waiting, total_m(metres))] == [
            row[f"tier.{key}"] for key in ("unplaced", "waiting", "travel")
        ]
        assert total_m(metres) != metres
        page = (folder / "rollout.html").read_text(encoding="utf-8")
        assert 'href="wave-' not in page
        # Nobody asked what more would bring, nor who else could be the first: nothing is said of it.
        assert not re.search(
            "Eén start meer|niet uitgerekend|Als de eerste niet kan starten",
            (folder / "rollout.html").read_text(encoding="utf-8"),
        )
        assert json.loads((folder / "plan.json").read_bytes())["constellations"]
