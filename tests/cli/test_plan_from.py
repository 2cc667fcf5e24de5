"""``plan --from``: a plan that a person made yields everything a plan does; and ``--force`` keeps a changed table."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def folder(planned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(planned, tmp_path / "plan"))


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    table = folder / "assignments.csv"
    text = table.read_text(encoding="utf-8-sig")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    table.write_text(text, encoding="utf-8-sig")
    return table


def test_a_plan_made_by_hand_is_written_whole_with_its_values(
    call: Command, families: Path, folder: Path, tmp_path: Path
) -> None:
    table = changed(folder, ("N7;C01;satellite;Noord", "N7;;;"))
    said = call("--lang", "en", "plan", families, "--from", table, "-o", tmp_path / "uit", "-q")
    assert said.code == 0, said.err
    plan = json.loads((tmp_path / "uit" / "plan.json").read_bytes())
    assert (plan["status"], [tier["bound"] for tier in plan["tiers"]]) == ("feasible", [None, None])
    assert plan["tiers"][0]["value"] == 2
    assert {each["family"] for each in plan["unplaced"]} == {"N7", "Ver"}
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == sorted(
        ["assignments.csv", "map.html", "plan.json", "plan.xlsx", "report.html"]
    )
    assert call("check", families, tmp_path / "uit" / "plan.json", "-q").code == 0


def test_how_good_it_is_can_be_proved(call: Command, families: Path, folder: Path, tmp_path: Path) -> None:
    table = changed(folder, ("N7;C01;satellite;Noord", "N7;;;"))
    call("plan", families, "--from", table, "--prove", "-o", tmp_path / "worse", "-q", "--workers", "1")
    call("plan", families, "--from", folder / "plan.json", "--prove", "-o", tmp_path / "same", "-q", "--workers", "1")
    worse, same = (json.loads((tmp_path / name / "plan.json").read_bytes()) for name in ("worse", "same"))
    assert (worse["tiers"][0]["value"], worse["tiers"][0]["bound"], worse["status"]) == (2, 1, "feasible")
    assert all(tier["value"] == tier["bound"] for tier in same["tiers"])
    assert same["status"] == "optimal"


def test_a_plan_that_breaks_a_rule_is_written_and_says_what(
    call: Command, families: Path, folder: Path, tmp_path: Path
) -> None:
    table = changed(folder, ("N6;C01;satellite;Noord", "N6;;;"), ("N7;C01;satellite;Noord", "N7;;;"))
    said = call("plan", families, "--from", table, "-o", tmp_path / "uit", "-q")
    assert said.code == 1
    broken = "De constellatie van Noord telt 5 gezinnen; toegestaan is 6 tot en met 10."
    assert f"- C01: {broken}" in said.out
    assert broken in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "uit" / "plan.json").read_bytes())["status"] == "unknown"
    checked = call("check", families, tmp_path / "uit" / "plan.json", "-q")
    assert (checked.code, checked.out.count("\n- ")) == (1, 1)


def test_a_table_changed_by_hand_is_kept_beside_the_new_one(call: Command, families: Path, folder: Path) -> None:
    old = changed(folder, ("N7;C01;satellite;Noord", "N7;;;")).read_bytes()
    said = call("plan", families, "-o", folder, "--force", "-q", "--workers", "1")
    assert said.code == 0
    (kept,) = folder.glob("assignments.*-*-*.csv")
    assert re.fullmatch(r"assignments\.\d{4}-\d\d-\d\d\.csv", kept.name)
    assert kept.read_bytes() == old
    assert f"assignments.csv in deze map was met de hand veranderd en is bewaard als {kept.name}." in said.err


def test_a_table_as_written_makes_way(call: Command, families: Path, folder: Path) -> None:
    said = call("plan", families, "-o", folder, "--force", "-q", "--workers", "1")
    assert said.code == 0
    assert not list(folder.glob("assignments.*-*-*.csv"))
