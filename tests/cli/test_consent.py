"""``--consent``: every move is a proposal, in every output of the team and in none that is shared."""

import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.cli import run
from tests.cli.conftest import HEADER, Command, village_rows

QUICK = ("-q", "--workers", "1")
SAID = "Zegt N1 nee: het heeft geen plaats; de rest blijft zoals gepland."
LINE = f"- Vraag gezin N1 (Heide); hubhome nu: Oud; nieuwe hubhome: Noord. {SAID}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """Give a families file in which N1 and N2 are with Oud, no hub home of the plan; that plan; what was said."""
    folder = tmp_path_factory.mktemp("consent")
    rows = [f"{row};{'Oud' if row.startswith(('N1;', 'N2;')) else ''}" for row in village_rows()]
    families = folder / "families.csv"
    families.write_text("\n".join([f"{HEADER};constellatie", *rows]), encoding="utf-8")
    line = ("--lang", "nl", "plan", families, "-o", folder / "plan", "--consent", *QUICK)
    with redirect_stdout(StringIO()) as said:
        assert run([str(each) for each in line]) == 0
    return families, folder / "plan", said.getvalue()


@pytest.fixture
def asked(made: tuple[Path, Path, str]) -> tuple[Path, Path]:
    return made[:2]


def document(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "plan.json").read_bytes())
    return read


def test_the_terminal_says_who_is_asked_and_what_falls_back(made: tuple[Path, Path, str]) -> None:
    assert "Niemand verhuist zonder toestemming. Voorstellen: 2." in made[2]
    assert LINE in made[2].splitlines()


def test_every_file_of_the_team_has_the_proposals(asked: tuple[Path, Path]) -> None:
    folder = asked[1]
    plan = document(folder)
    none = {"kind": "unplaced", "hub": None, "moves": None, "proved": True}
    first = {"family": "N1", "provider": "Heide", "from": "Oud", "to": "Noord", "together": [], "fall_back": none}
    assert plan["proposals"][0].items() >= first.items()
    assert plan["policy"]["today"]["consent"] is True
    header, *rows = [line.split(";") for line in (folder / "assignments.csv").read_text("utf-8-sig").splitlines()]
    assert header[-4:] == ["today", "change", "if_no", "if_no_hub"]
    assert {row[0]: row[-4:] for row in rows}["N1"] == ["Oud", "moved", "unplaced", ""]
    assert {row[0]: row[-2:] for row in rows}["N3"] == ["", ""]
    sheet = list(openpyxl.load_workbook(folder / "plan.xlsx")["Wat verandert"].iter_rows(values_only=True))
    assert sheet[0][-2:] == ("Te vragen aan", "Als dit gezin nee zegt")
    row = next(each for each in sheet if each[0] == "N1")
    assert row[-2:] == ("gezin N1 (Heide); hubhome nu: Oud; nieuwe hubhome: Noord", row[-1])
    for name in ("report.html", "map.html"):
        assert str(row[-1]) in (folder / name).read_text(encoding="utf-8")


def test_the_plan_is_checked_with_what_falls_back(call: Command, asked: tuple[Path, Path], tmp_path: Path) -> None:
    families, folder = asked
    assert call("check", families, folder / "plan.json", "-q").code == 0
    tampered = Path(shutil.copytree(folder, tmp_path / "p"))

    def after(change: Callable[[dict[str, Any]], object]) -> tuple[int, str]:
        plan = document(folder)
        change(plan)
        (tampered / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        said = call("--lang", "en", "check", families, tampered / "plan.json", "-q")
        return said.code, said.out + said.err

    stays = {"kind": "stays", "hub": "Noord", "moves": None, "proved": True}
    code, said = after(lambda plan: plan["proposals"][0].update(fall_back=stays))
    assert code == 1
    assert "- what falls back if a family says no, as the file has it, does not agree" in said
    code, said = after(lambda plan: plan.pop("proposals"))
    assert code == 1
    assert "'consent' goes with 'proposals'" in said
    code, said = after(lambda plan: plan["proposals"].pop())
    assert code == 2
    assert "column 'proposals': moves of the plan whose proposal is missing: 1." in said
    code, said = after(lambda plan: plan["proposals"][0].update(to="Zuid"))
    assert code == 2
    assert "column 'proposals[0]': this proposal belongs to no move of the plan, or is there twice." in said
    code, said = after(lambda plan: plan["proposals"][0]["fall_back"].update(kind="never"))
    assert code == 2
    assert "column 'proposals[0].fall_back.kind': choose from: stays, unplaced, elsewhere" in said
    code, said = after(lambda plan: plan["proposals"][0]["fall_back"].update(hub="Noord", proved="ja"))
    assert code == 2
    assert "column 'proposals[0].fall_back.proved': this must be true or false." in said
    assert "who stays or goes elsewhere has a hub home" in said


def test_drawing_again_searches_nothing(
    call: Command, asked: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("optimizer.explain.proposals.suggestion", refuse)
    families, folder = asked
    for name in ("map", "report"):
        drawn = tmp_path / f"{name}.html"
        assert call("--lang", "nl", name, families, folder / "plan.json", "-o", drawn, "-q").code == 0
        assert drawn.read_bytes() == (folder / f"{name}.html").read_bytes()


@pytest.mark.parametrize("audience", ["provider=Heide", "council"])
def test_no_folder_that_is_shared_has_proposals(
    call: Command, asked: tuple[Path, Path], tmp_path: Path, audience: str
) -> None:
    families, folder = asked
    out = tmp_path / "share"
    assert call("--lang", "nl", "share", families, folder / "plan.json", "--audience", audience, "-o", out).code == 0
    for path in out.iterdir():
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            content = str([list(sheet.iter_rows(values_only=True)) for sheet in book]).encode()
        for word in (b"nee zegt", b"Te vragen", b"Voorstellen", b"Wat verandert", b"fall_back"):
            assert word not in content, path.name


def test_without_moves_nothing_is_asked_and_without_the_switch_nothing_is_said(
    call: Command, asked: tuple[Path, Path], tmp_path: Path
) -> None:
    families, folder = asked
    today = ("--today", folder / "plan.json")
    said = call("--lang", "nl", "plan", families, "-o", tmp_path / "same", *today, "--consent", *QUICK)
    assert "Niemand hoeft te verhuizen: er is niets te vragen." in said.out
    assert document(tmp_path / "same")["proposals"] == []
    said = call("--lang", "nl", "plan", families, "-o", tmp_path / "off", *today, *QUICK)
    assert "toestemming" not in said.out
    assert not {"proposals", "consent"} & {*document(tmp_path / "off"), *document(tmp_path / "off")["policy"]["today"]}
    for path in (tmp_path / "off").iterdir():
        assert b"consent" not in path.read_bytes()
