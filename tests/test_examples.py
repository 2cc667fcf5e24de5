"""The scripts in ``examples`` run, and say what they promise."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))


def test_every_script_is_short_enough_to_read() -> None:
    assert SCRIPTS
    assert all(len(script.read_text(encoding="utf-8").splitlines()) <= 45 for script in SCRIPTS)


def test_a_wider_radius_never_places_fewer(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "wider_radius.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    placed = [int(line.split(": ")[1].split()[0]) for line in lines]
    assert len(placed) == 3
    assert placed == sorted(placed)
    assert all("no plan places more" in line for line in lines)


def test_a_plan_of_ones_own_is_judged_rule_by_rule(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "own_plan.py"), run_name="__main__")
    first, *breaches = capsys.readouterr().out.splitlines()
    assert "breaches; unplaced" in first
    assert int(first.split()[0]) >= len(breaches) > 0
    assert all(line.startswith("- ") for line in breaches)
