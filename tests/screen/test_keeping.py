"""What is made of a plan: saved, shared, compared, rolled out and counted; and what is asked about it."""

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimizer.application.explaining import what_helps
from optimizer.cli import run
from optimizer.finished import FinishedPlan
from optimizer.what_helps import WhatHelps
from tests.screen.conftest import Village


@pytest.mark.usefixtures("at_once")
def test_a_plan_changed_by_hand_is_saved_under_a_name_and_worked_on(dorp: Village) -> None:
    dorp.change("move", family="N1", constellation="Zuid")
    dorp.change("name", constellation="Zuid", name="De Hoek")
    assert dorp.state["pages"] == {}
    assert dorp.post("save", name="Na de ../../vergadering").status == 202
    state = dorp.state
    assert (state["current"], state["changed"]) == ("plan-002", 0)
    assert [(each["name"], each["by_hand"]) for each in state["plans"]][1] == ("Na de ../../vergadering", True)
    assert "N1" in dorp.members("Zuid")
    page = dorp.browser.get(state["pages"]["map"])
    assert "sandbox" in page.headers["content-security-policy"]
    assert "allow-same-origin" not in page.headers["content-security-policy"]
    assert "De Hoek" in page.content.decode()
    folder = dorp.folder / "plans" / "plan-002"
    assert run(["check", str(folder / "families.csv"), str(folder / "plan.json"), "-q"]) == 1  # the move breaks a rule
    dorp.post("undo")
    assert dorp.state["current"] == "plan-001"


@pytest.mark.usefixtures("at_once")
def test_a_plan_saved_as_it_was_made_keeps_what_was_proved_and_explained(
    dorp: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        pytest.fail("reasons that are known are not looked for again")

    monkeypatch.setattr("optimizer.application.finishing.explained", fail)
    dorp.change("pin", family="N1")  # holds for the next plan, and changes nothing in this one
    assert dorp.post("save", name="Zo bewaard").status == 202
    made, saved = (
        json.loads((dorp.folder / "plans" / name / "plan.json").read_text()) for name in ("plan-001", "plan-002")
    )
    assert dorp.state["current"] == "plan-002"
    assert saved["status"] == made["status"] in {"optimal", "feasible"}  # by the time that the computer had
    assert saved["unplaced"] == made["unplaced"] != []
    assert saved["tiers"] == made["tiers"]


def test_files_of_a_project_are_those_of_the_commands_and_their_owners_only(
    dorp: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = dorp.folder / "plans" / "plan-001"
    assert run(["check", str(folder / "families.csv"), str(folder / "plan.json"), "-q"]) == 0
    assert (
        run(
            [
                "plan",
                str(dorp.folder / "families.csv"),
                "--policy",
                str(dorp.folder / "policy.toml"),
                "-o",
                str(dorp.folder / "by-command"),
                "-q",
                "--workers",
                "1",
            ]
        )
        == 0
    )
    assert json.loads((dorp.folder / "by-command" / "plan.json").read_text())["status"] == "optimal"
    assert capsys.readouterr().out
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in dorp.folder.rglob("*")}
    assert {each.name for each, mode in modes.items() if mode & 0o077} == set()


def files_in(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.mark.parametrize("name", ["nope", "..", "%2e%2e", "council-001"])
def test_only_a_folder_that_was_shared_is_packed(dorp: Village, name: str) -> None:
    assert dorp.state["name"] == "dorp"
    (dorp.folder / "shares").symlink_to(dorp.folder / "plans")
    assert dorp.browser.get(f"/api/p/{dorp.id}/shares/{name}").status == 404
    assert dorp.browser.get(f"/api/p/{dorp.id}/shares/plan-001").status == 404


@pytest.mark.parametrize(("audience", "more"), [("council", {}), ("public", {}), ("provider", {"provider": "Duin"})])
def test_a_reader_gets_a_folder_of_their_own_and_a_preview(dorp: Village, audience: str, more: dict[str, str]) -> None:
    if audience == "council":
        dorp.change("move", family="N1", constellation="Zuid")  # shared as it stands
    done = dorp.post("share", audience=audience, **more)
    assert done.status == 200, done.json
    assert done.json["rounded"]
    assert Path(done.json["folder"]).parent == dorp.folder / "shares"
    preview = dorp.browser.get(done.json["url"])
    assert preview.status == 200
    assert ('"N2"' in preview.content.decode()) == (audience == "provider")
    packed = dorp.browser.get(done.json["packed"])
    assert packed.headers["content-disposition"] == f'attachment; filename="{Path(done.json["folder"]).name}.zip"'
    with zipfile.ZipFile(io.BytesIO(packed.content)) as pack:
        held = {name: pack.read(name) for name in pack.namelist()}
    there = Path(done.json["folder"])
    assert held == {f"{there.name}/{each.relative_to(there).as_posix()}": each.read_bytes() for each in files_in(there)}


def test_a_reader_that_is_none_is_refused(dorp: Village) -> None:
    assert dorp.post("share", audience="everybody").status == 422
    assert dorp.post("share", audience="provider").status == 422
    refused = dorp.post("share", audience="provider", provider="Niemand")
    assert refused.status == 422
    assert not list((dorp.folder / "shares").iterdir())


def test_two_plans_stand_side_by_side(dorp: Village) -> None:
    dorp.change("move", family="N1", constellation="Zuid")
    done = dorp.post("compare", a="plan-001", b="plan-001")
    assert done.status == 200, done.json
    assert workbook_at(dorp, done.json["workbook"])
    page = dorp.browser.get(done.json["url"]).content.decode()
    assert "Plan 1, met de hand veranderd" in page
    compared = json.loads((Path(done.json["folder"]) / "compare.json").read_text())
    assert [each["family"] for each in compared["families"] if each["kind"] not in {"stays", "same"}] == ["N1"]
    assert dorp.post("compare", a="plan-001", b="plan-009").status == 404
    assert dorp.post("compare", a="../plan-001", b="plan-001").status == 404


def workbook_at(dorp: Village, url: str) -> list[str]:
    """Download a workbook, and give the names of its sheets."""
    answer = dorp.browser.get(url)
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(load_workbook(io.BytesIO(answer.content)).sheetnames)


@pytest.mark.usefixtures("at_once")
def test_costs_and_a_roll_out_are_written_and_shown(dorp: Village) -> None:
    done = dorp.post("costs", years=2)
    assert len(done.json["totals"]) == 2
    page = dorp.browser.get(done.json["url"]).content.decode()
    assert "Van dorp, Plan 1" in page
    assert "plan.json" not in page
    assert workbook_at(dorp, done.json["workbook"])[0] == "Leeswijzer"
    assert dorp.post("costs", years=99).status == 422
    assert "jaartal" in dorp.post("rollout", years=2, first=27).json["error"]
    assert dorp.post("rollout", years=2, first=2027).status == 202
    job = dorp.browser.get(f"/api/p/{dorp.id}/job").json
    assert job["state"] == "done", job
    assert dorp.browser.get(job["result"]["url"]).status == 200
    wave = job["result"]["url"].replace("rollout.html", "wave-1/map.html")
    assert dorp.browser.get(wave).status == 200
    roll_out = dorp.browser.get(job["result"]["url"]).content.decode()
    assert "Van dorp, Plan 1, in 2 jaar" in roll_out
    assert "2028" in roll_out
    assert workbook_at(dorp, job["result"]["workbook"])
    assert {each["kind"]: each["now"] for each in dorp.state["documents"]} == {"costs": True, "rollout": True}
    assert workbook_at(dorp, dorp.state["pages"]["workbook"])
    dorp.change("move", family="N1", constellation="Zuid")
    assert "breekt regels" in dorp.post("costs").json["error"]


def test_questions_are_answered_about_the_plan_as_it_stands(dorp: Village) -> None:
    browser, at = dorp.browser, f"/api/p/{dorp.id}"
    placed = browser.get(f"{at}/family/N1/why").json
    assert "N1 is satellietgezin in C01, bij hubhome Noord op 0 tot 0,5 km." in placed["sentences"]
    unplaced = browser.get(f"{at}/family/Ver/why").json
    assert any("hubhome" in sentence for sentence in unplaced["sentences"])
    assert "doet niet mee" in browser.get(f"{at}/family/Stop/why").json["sentences"][0]
    rows = browser.get(f"{at}/family/Ver/suggest").json["rows"]
    assert {(row["constellation"], row["ok"]) for row in rows} == {("Noord", False), ("Zuid", False)}
    places = browser.get(f"{at}/family/Ver/places").json["rows"]
    assert {(row["constellation"], row["ok"]) for row in places} == {("Noord", False), ("Zuid", False)}
    assert all("verder weg dan de straal" in row["why"] for row in places)
    assert browser.get(f"{at}/family/Noord/places").json["rows"] == []
    lost = browser.get(f"{at}/without/Noord").json["sentences"]
    assert lost[0].startswith("C01 (hubhome Noord")
    assert browser.get(f"{at}/helps").json["sentences"]
    assert "niet bekend" in browser.get(f"{at}/today").json["sentences"][0]
    assert browser.get(f"{at}/family/Niemand/why").status == 404
    assert browser.get(f"{at}/without/N1").status == 422
    dorp.change("move", family="N1", constellation="Zuid")
    assert "breekt nu regels" in browser.get(f"{at}/family/N2/why").json["error"]
    assert browser.get(f"{at}/family/N1/suggest").status == 200


def test_what_would_help_is_looked_for_where_it_is_not_proved_yet(
    dorp: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def found(finished: FinishedPlan) -> WhatHelps:
        asked.append("asked")
        return what_helps(finished)

    monkeypatch.setattr("optimizer.screen.routes.questions.what_helps", found)
    path = dorp.folder / "plans" / "plan-001" / "plan.json"
    document = json.loads(path.read_text())
    path.write_text(json.dumps({key: value for key, value in document.items() if key not in {"gains", "recruiting"}}))
    looked_for = dorp.browser.get(f"/api/p/{dorp.id}/helps").json["sentences"]
    assert asked
    assert looked_for
    assert all(sentence.endswith(").") and ". (" not in sentence for sentence in looked_for)
    assert "niets gevonden dat dit plan" not in looked_for[0]


def test_what_was_changed_by_hand_is_listed(dorp: Village) -> None:
    dorp.change("out", family="N1")
    dorp.change("out", family="N2")
    dorp.post("undo")
    listed = dorp.browser.get(f"/api/p/{dorp.id}/changes").json
    assert [(each["text"], each["undone"]) for each in listed] == [
        ("N1 uit de constellatie", False),
        ("N2 uit de constellatie", True),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "plans/plan-001/../../families.csv",
        "plans/../project.json",
        "plans/plan-001/about.json",
        "../mask.key",
        "plans/plan-001/..%2f..%2fmask.key",
        "plans/plan-001",
        "plans/plan-001/",
        "plans//plan.json",
        "plans/plan-001/link/plan.json",
        "plans/plan-001/plan.json/plan.json",
        "mask.key",
        "shares/x/map.html",
    ],
)
def test_no_address_of_a_file_leads_elsewhere(dorp: Village, path: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("secret")
    (dorp.folder / "plans" / "plan-001" / "link").symlink_to(tmp_path)
    assert dorp.browser.get(f"/api/p/{dorp.id}/files/plans/plan-001/plan.json").status == 200
    answer = dorp.browser.get(f"/api/p/{dorp.id}/files/{path}")
    assert answer.status == 404
    assert b"secret" not in answer.content
