"""A run of a batch goes on from the constellations of today that its families file tells."""

import json
from pathlib import Path

from geodata.language import Lang
from optimizer.application.drawing_request import Drawing
from optimizer.batch.runs import Hashes, Versions, fingerprint, runs_of
from optimizer.batch.single_run import perform
from optimizer.batch.spec import read_spec
from optimizer.batch.task import End, Payload, Task
from optimizer.policy.values import Policy
from tests.batch.conftest import HEADER, region_rows, write_region


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
    assert "(pseudonyms: 1)" in said[0]
    assert "Oud" not in said[0]


def test_a_plan_of_today_goes_before_the_column_and_its_families_are_counted_in_the_log() -> None:
    rows = [f"{row};Zuid" for row in region_rows()]
    content = "\n".join([f"{HEADER};constellatie", *rows]).encode()
    table = ["family_id;constellation;role"]
    for name, hub in (("C01", "Noord"), ("C02", "Zuid")):
        table += [f"{hub};{name};hub", *(f"{hub[0]}{at};{name};satellite" for at in range(1, 10))]
    table += ["Weg;C03;hub", "Wég;C03;satellite"]
    today = Payload("assignments.csv", "\n".join(table).encode())
    policy = Policy().changed({"solve.time_limit_s": 20.0, "solve.workers": 1})
    lines: list[object] = []

    task = Task("run", Payload("noord.csv", content), None, policy, Lang.EN, 1, Drawing(), today=today)
    result = perform(task, lines.append)

    assert result.end is End.OPTIMAL, lines
    plan = json.loads(result.files["plan.json"])
    assert plan["today"]["source"] == "plan"
    assert {each["kind"] for each in plan["moves"]} == {"stays", "left", "hub_stops"}
    assert not any("Weg" in str(line) for line in lines)
    assert any("these hub homes of today no longer join: (pseudonyms: 1)" in str(line) for line in lines)


def test_every_file_may_have_its_own_plan_of_today_and_the_option_goes_before_it(tmp_path: Path) -> None:
    write_region(tmp_path / "a.csv", region_rows())
    write_region(tmp_path / "b.csv", region_rows())
    spec = tmp_path / "spec.toml"
    spec.write_text('inputs = [{file = "a.csv", today = "was.csv"}, "b.csv"]', encoding="utf-8")
    read = read_spec(spec)
    option = tmp_path / "other.csv"

    assert [run.today for run in runs_of(read)] == [tmp_path / "was.csv", None]
    assert [run.today for run in runs_of(read, today_option=option)] == [option, option]


def test_a_run_is_done_again_when_its_plan_of_today_changes(tmp_path: Path) -> None:
    write_region(tmp_path / "a.csv", region_rows())
    spec = tmp_path / "spec.toml"
    spec.write_text('inputs = [{file = "a.csv", today = "was.csv"}]', encoding="utf-8")
    (run,) = runs_of(read_spec(spec))

    def key() -> str:
        return fingerprint(run, Hashes(), Versions("1", "1", ""), {}).key

    keys = {key()}
    for content in ("one", "other"):
        (tmp_path / "was.csv").write_text(content, encoding="utf-8")
        keys.add(key())

    assert len(keys) == 3


def test_a_run_that_asks_for_consent_has_its_proposals_and_names_nobody_in_the_log() -> None:
    rows = [f"{row};{'Oud' if row.startswith('N1;') else ''}" for row in region_rows()]
    content = "\n".join([f"{HEADER};constellatie", *rows]).encode()
    policy = Policy().changed({"solve.time_limit_s": 20.0, "solve.workers": 1, "today.consent": True})
    lines: list[object] = []

    result = perform(Task("run", Payload("noord.csv", content), None, policy, Lang.EN, 1, Drawing()), lines.append)

    plan = json.loads(result.files["plan.json"])
    assert [(each["family"], each["from"]) for each in plan["proposals"]] == [("N1", "Oud")]
    assert plan["proposals"][0]["fall_back"] is not None
    assert lines
    assert not any("N1" in str(line) for line in lines)
