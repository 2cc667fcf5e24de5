"""``without`` says what is lost when a hub home stops, by its id or its constellation's number, for one or all."""

import json
from pathlib import Path

from optimizer.cli.exit_codes import EXIT_INPUT
from tests.cli.conftest import Command


def test_every_hub_home_is_told_with_what_three_ways_cost(call: Command, families: Path, planned: Path) -> None:
    called = call("without", families, planned / "plan.json")

    assert called.code == 0
    lines = called.out.splitlines()
    assert sum(line.startswith("C0") for line in lines) == 2
    assert "C01 (hubhome Noord, 7 gezinnen): wat u ook doet, dan verliezen 7 gezinnen hun plaats (bewezen)" in lines
    assert "- een eigen gezin neemt het over: geen van deze gezinnen kan hubhome zijn" in lines


def test_one_is_named_by_its_number_and_json_holds_the_plans(call: Command, families: Path, planned: Path) -> None:
    told = json.loads(call("--json", "without", families, planned / "plan.json", "C02", "-q").out)
    (hub,) = told["hubs"]

    assert (hub["hub"], hub["least_lost"]) == ("Zuid", 7)
    assert {each["way"] for each in hub["ways"]} == {"spread", "again"}
    assert [each["hub"] for each in hub["ways"][0]["constellations"]] == ["Noord"]
    assert all(each["proved"] for each in hub["ways"])


def test_a_family_that_is_no_hub_home_is_told(call: Command, families: Path, planned: Path) -> None:
    called = call("--lang", "en", "without", families, planned / "plan.json", "N1")

    assert called.code == EXIT_INPUT
    assert "N1 is no hub home" in called.err


def test_a_plan_that_breaks_rules_is_not_asked_further(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    told = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    told["constellations"][0]["satellites"] = told["constellations"][0]["satellites"][:2]
    broken = tmp_path / "plan.json"
    broken.write_text(json.dumps(told), encoding="utf-8")
    called = call("without", families, broken)

    assert called.code == 1
    assert "Los dit eerst op" in called.out
