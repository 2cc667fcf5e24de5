"""From two messy exports to one plan and a folder for each provider, by the commands of the guide alone."""

import json
from pathlib import Path

import pytest

from optimizer.cli import run
from tests.newcomer.exports import HEIDE, N_FAMILIES, WILG, write_exports

COMMANDS = (
    ("anonymise", HEIDE, "-o", "a.csv"),
    ("anonymise", WILG, "-o", "b.csv", "--provider", "Aanbieder Wilg"),
    ("plan", "a.csv", "b.csv", "-o", "resultaat"),
    ("share", "a.csv", "b.csv", "resultaat/plan.json", "--audience", "provider=Aanbieder Heide", "-o", "voor-heide"),
    ("share", "a.csv", "b.csv", "resultaat/plan.json", "--audience", "provider=Aanbieder Wilg", "-o", "voor-wilg"),
)


def test_five_commands_lead_to_a_plan_and_two_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No command fails, none asks, and none after the plan repeats what was told when the plan was made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path.parent / f"{tmp_path.name}-data"))
    write_exports(tmp_path)
    told = []
    for words in COMMANDS:
        quick = ("--time-limit", "1", "--workers", "1") if words[0] == "plan" else ()
        assert run([*words, *quick]) == 0, capsys.readouterr().err
        told.append(capsys.readouterr().err.splitlines())

    plan = json.loads((tmp_path / "resultaat" / "plan.json").read_bytes())
    assert plan["input"]["families"] == 2 * N_FAMILIES
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"resultaat", "voor-heide", "voor-wilg"}
    names = ("Jansen", "Molenlaan", "export-")
    for path in (path for folder in ("resultaat", "voor-heide", "voor-wilg") for path in (tmp_path / folder).iterdir()):
        assert not [name for name in names if name.encode() in path.read_bytes()], path.name
    assert [len(lines) for lines in told[3:]] == [1, 1]  # what was audited; notices on the files were told before


def test_a_file_that_does_not_say_whose_it_is_is_answered_with_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path.parent / f"{tmp_path.name}-data"))
    write_exports(tmp_path)

    assert run(["anonymise", WILG, "-o", "b.csv"]) == 2
    assert "bijvoorbeeld: --provider 'Aanbieder A'" in capsys.readouterr().err
