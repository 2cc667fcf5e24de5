"""``costs`` writes three files of a plan that keeps its rules, and tells faulty amounts before reading on."""

import json
from pathlib import Path

import pytest

from optimizer.cli import run
from optimizer.cli.exit_codes import EXIT_INPUT, EXIT_NO_PLAN
from tests.cli.conftest import Command

FAMILIES = "family_id;provider;lat;lon;hub;beds;children\nH;A;52.22;5.17;candidate;2;1\n" + "".join(
    f"F{number};A;52.22{number};5.17;no;0;2\n" for number in range(6)
)
ROWS = ["H;C01;hub;H;;", *(f"F{number};C01;satellite;H;;" for number in range(6))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "families.csv").write_text(FAMILIES, encoding="utf-8")
    _plan(tmp_path, ROWS)
    return tmp_path


def _plan(folder: Path, rows: list[str]) -> None:
    text = "\n".join(["family_id;constellation;role;hub;distance_km;status", *rows])
    (folder / "assignments.csv").write_text(f"{text}\n", encoding="utf-8")


def _costs(folder: Path, *more: str) -> int:
    names = (str(folder / name) for name in ("families.csv", "assignments.csv"))
    return run(["costs", *names, "-o", str(folder / "out"), *more])


def test_costs_of_one_constellation_are_those_of_the_proposal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _costs(folder) == 0
    assert sorted(each.name for each in (folder / "out").iterdir()) == ["costs.html", "costs.json", "costs.xlsx"]
    assert "Jaar 1: EUR 136.674,60" in capsys.readouterr().out
    document = json.loads((folder / "out" / "costs.json").read_text(encoding="utf-8"))
    assert document["running"][0] == {"constellations": 1, "families": 7, "children": 13}
    assert document["totals"] == ["136674.60", "47659.40", "47659.40"]


def test_own_amounts_take_the_place_of_the_proposal(folder: Path) -> None:
    money = 'currency = "EUR"\n[[line]]\nname = "A"\namount = 2.50\nper = "child"\n[foster_care]\namount = 1\n'
    (folder / "money.toml").write_text(money, encoding="utf-8")
    assert _costs(folder, "--money", str(folder / "money.toml"), "--years", "1") == 0
    assert json.loads((folder / "out" / "costs.json").read_text(encoding="utf-8"))["totals"] == ["32.50"]


def test_a_plan_that_breaks_rules_gets_no_costs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _plan(folder, ROWS[:3])
    assert _costs(folder) == EXIT_NO_PLAN
    assert "voldoet niet aan alle regels" in capsys.readouterr().err
    assert not (folder / "out").exists()


@pytest.mark.parametrize("years", ["0", "11", "-1"])
def test_years_that_cannot_be_shown_are_told(folder: Path, years: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _costs(folder, f"--years={years}") == EXIT_INPUT
    assert "--years" in capsys.readouterr().err


def test_a_faulty_file_of_amounts_is_told_before_anything_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "money.toml").write_text("amount = 4.176,00", encoding="utf-8")
    assert _costs(folder, "--money", str(folder / "money.toml")) == EXIT_INPUT
    assert "money.toml" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_the_help_lists_no_setting_of_a_search_that_is_not_made(call: Command) -> None:
    said = call("costs", "--help").out
    assert "--hub-km" in said
    assert not {"--time-limit", "--workers", "--seed", "--tiers"} & set(said.replace(",", " ").split())
