"""A run of a batch goes on from the constellations of today that its families file tells."""

import json

from geodata.language import Lang
from optimizer.application.drawing import Drawing
from optimizer.batch.single_run import perform
from optimizer.batch.task import End, Payload, Task
from optimizer.policy.values import Policy
from tests.batch.conftest import HEADER, region_rows


def test_the_column_of_today_is_planned_on_and_told() -> None:
    rows = [f"{row};{'Noord' if row[0] == 'N' else 'Zuid'}" for row in region_rows()]
    content = "\n".join([f"{HEADER};constellatie", *rows]).encode()
    policy = Policy().changed({"solve.time_limit_s": 20.0, "solve.workers": 1})
    task = Task("run", Payload("noord.csv", content), None, policy, Lang.NL, 1, Drawing())
    lines: list[object] = []

    result = perform(task, lines.append)

    assert result.end is End.OPTIMAL, lines
    plan = json.loads(result.files["plan.json"])
    assert [(tier["name"], tier["value"]) for tier in plan["tiers"][:2]] == [("unplaced", 0), ("moves", 0)]
    assert plan["today"]["source"] == "column"
    assert {each["kind"] for each in plan["moves"]} == {"stays"}


def test_the_log_counts_hub_homes_that_are_gone_and_names_none() -> None:
    rows = [f"{row};{'Oud' if row[0] == 'N' else 'Zuid'}" for row in region_rows()]
    content = "\n".join([f"{HEADER};constellatie", *rows]).encode()
    policy = Policy().changed({"solve.time_limit_s": 5.0, "solve.workers": 1})
    lines: list[object] = []

    perform(Task("run", Payload("noord.csv", content), None, policy, Lang.EN, 1, Drawing()), lines.append)

    said = [line for line in lines if isinstance(line, str) and "these hub homes of today no longer join" in line]
    assert len(said) == 1
    assert "(1 pseudonym(s))" in said[0]
    assert "Oud" not in said[0]
