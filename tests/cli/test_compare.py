"""``compare`` puts two plans side by side, of two files and made by hand too: a page, a workbook and JSON."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimizer.cli.exit_codes import EXIT_INPUT
from tests.cli.conftest import Command, village_rows


@pytest.fixture
def changed(planned: Path, tmp_path: Path) -> Path:
    """The plan with one satellite taken out by hand, beside the policy of the plan."""
    text = (planned / "assignments.csv").read_text(encoding="utf-8-sig")
    rows = [row.split(";") for row in text.splitlines()]
    rows = [[*row[:1], "", "", "", "", "unplaced"] if row[0] == "N7" else row for row in rows]
    path = tmp_path / "changed.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    (tmp_path / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    return path


def test_a_plan_changed_by_hand_is_compared_with_the_one_it_was_made_of(
    call: Command, families: Path, planned: Path, changed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    called = call("--lang", "en", "compare", families, planned / "plan.json", changed, "-o", out)

    assert called.code == 0
    assert "In the same constellation: 15. To another: 0. Newly placed: 0. No longer placed: 1." in called.out
    assert "- Placed: 16 becomes 15 (better in plan)" in called.out
    assert sorted(path.name for path in out.iterdir()) == ["compare.html", "compare.json", "compare.xlsx"]
    told = json.loads((out / "compare.json").read_text(encoding="utf-8"))
    assert [each for each in told["families"] if each["kind"] != "stays"] == [
        {"family": "N7", "a": "C01", "b": None, "kind": "unplaced", "hub": None}
    ]


def test_the_workbook_reads_back_with_what_changes(
    call: Command, families: Path, planned: Path, changed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert call("compare", families, planned / "plan.json", changed, "-o", out).code == 0
    book = load_workbook(io.BytesIO((out / "compare.xlsx").read_bytes()))

    assert book.sheetnames == ["Cijfers", "Wat verandert", "Constellaties", "Alle gezinnen"]
    header, row = ([cell.value for cell in row] for row in book["Wat verandert"].iter_rows())
    assert header[:5] == ["Gezin", "Aanbieder", "plan", "changed.csv", "Wat er gebeurt"]
    assert row[:5] == ["N7", "Heide", "C01", None, "Was in C01, wordt niet ingedeeld."]
    assert book["Alle gezinnen"].max_row == 17


def test_two_families_files_are_matched_by_id(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    header = families.read_text(encoding="utf-8").splitlines()[0]
    rows = [row for row in village_rows() if not row.startswith("N7;")]
    rows.append("Nieuw;52,301;5,203;Duin;1;nee;0;ja")
    later = tmp_path / "later.csv"
    later.write_text("\n".join([header, *rows]), encoding="utf-8")
    second = tmp_path / "second"
    assert call("plan", later, "-o", second, "-q", "--workers", "1").code == 0

    out = tmp_path / "out"
    files = (families, planned / "plan.json", second / "plan.json")
    called = call("--lang", "en", "--json", "compare", *files, "--families-b", later, "-o", out, "-q")
    told: dict[str, Any] = json.loads(called.out)

    kinds = {each["family"]: each["kind"] for each in told["families"] if each["kind"] != "stays"}
    assert kinds == {"N7": "left", "Nieuw": "placed"}
    assert told["counts"] == {"left": 1, "placed": 1, "stays": 15}


def test_without_exact_distances_are_those_between_masked_points(
    call: Command, families: Path, planned: Path, changed: Path, tmp_path: Path
) -> None:
    found = []
    for name, more in (("masked", ()), ("exact", ("--exact",))):
        assert call("compare", families, planned / "plan.json", changed, "-o", tmp_path / name, *more).code == 0
        book = load_workbook(io.BytesIO((tmp_path / name / "compare.xlsx").read_bytes()))
        rows = list(book["Alle gezinnen"].iter_rows(min_row=2, values_only=True))
        found.append({row[0]: row[5] for row in rows if row[5] is not None})
    masked, exact = found

    assert masked.keys() == exact.keys()
    assert masked != exact
    assert all(round(float(str(way)), 1) == way for way in masked.values())
    assert "52.30" not in (tmp_path / "masked" / "compare.json").read_text(encoding="utf-8")


def test_an_existing_folder_is_kept(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    plan = planned / "plan.json"
    called = call("compare", families, plan, plan, "-o", tmp_path)

    assert called.code == EXIT_INPUT
    assert "--force" in called.err


def test_a_rounded_distance_is_said_to_be(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    plan = planned / "plan.json"
    rounded = call("compare", families, plan, plan, "-o", tmp_path / "een", "-q").out
    exact = call("compare", families, plan, plan, "-o", tmp_path / "twee", "-q", "--exact").out
    assert "naar boven afgerond op 10 km" in rounded
    assert "afgerond" not in exact
