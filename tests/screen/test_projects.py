"""A project begins with a file: what was read, what is wrong and where, and nothing of the file but what is needed."""

import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from openpyxl import load_workbook

from geodata.language import Lang
from geodata.reading import Reading
from optimizer.application.posing import read_input
from optimizer.screen.answering import Upload
from optimizer.screen.guarding import MOST_BYTES
from optimizer.screen.judging import Judge
from optimizer.screen.projects import Projects
from optimizer.screen.reading import uploaded
from optimizer.screen.refusal import RefusalError
from tests.cli.conftest import HEADER, village_rows
from tests.screen.conftest import ORIGIN, Browser, Village

VILLAGE = "\n".join([HEADER, *village_rows()]).encode()


def all_of(folder: Path) -> bytes:
    """Give every byte of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_example_opens_at_once(browser: Browser) -> None:
    made = browser.post("/api/projects", {"example": True})
    assert made.status == 201
    state = browser.get(f"/api/p/{made.json['id']}").json
    assert state["families"]["count"] == 140
    assert [each["id"] for each in browser.get("/api/projects").json] == [made.json["id"]]


def test_an_empty_file_to_fill_in_is_given(browser: Browser) -> None:
    given = browser.get("/api/template")
    assert given.headers["content-disposition"] == 'attachment; filename="gezinnen.xlsx"'
    sheet = load_workbook(io.BytesIO(given.content)).worksheets[0]
    assert {"gezin_id", "postcode", "aanbieder", "hubhome"} <= {cell.value for cell in sheet[1]}


def test_of_a_file_that_was_opened_only_what_was_read_stays(browser: Browser) -> None:
    rows = VILLAGE.decode().splitlines()
    odd = "\n".join([f"{rows[0]};kleur_voordeur", *(f"{row};zwartgeel" for row in rows[1:])]).encode()
    made = browser.upload("/api/projects", {"Dorp van ons.csv": odd})
    assert made.status == 201, made.json
    project = browser.get(f"/api/p/{made.json['id']}").json
    assert (project["name"], project["files"]) == ("Dorp van ons", ["Dorp van ons.csv"])
    assert any("niet kent" in notice for notice in project["notices"])
    kept = all_of(Path(project["folder"]))
    assert b"zwartgeel" not in kept
    assert b"Noord" in kept


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "..\\evil.csv", "/etc/cron.d/evil.csv", "a\x01b.csv", "", "con.csv" * 60]
)
def test_a_name_from_the_browser_never_becomes_a_path(browser: Browser, name: str) -> None:
    before = set(browser.screen.folder.parent.rglob("*"))
    made = browser.upload("/api/projects", {name: VILLAGE}, name="../../x/" + name)
    assert made.status == 201
    folder = browser.screen.folder / made.json["id"]
    new = {path for path in set(browser.screen.folder.parent.rglob("*")) - before if path != browser.screen.folder}
    assert all(path == folder or path.is_relative_to(folder) for path in new)
    assert {path.name for path in folder.iterdir()} == {
        "project.json",
        "families.csv",
        "policy.toml",
        "mask.key",
        "project.lock",
    }


def test_files_of_several_providers_are_joined(browser: Browser) -> None:
    plain = "\n".join(
        [HEADER.replace(";aanbieder", ""), "A;52,3;5,2;1;kandidaat;2;ja", "B;52,3;5,2;1;nee;0;ja"]
    ).encode()
    refused = browser.upload("/api/projects", {"een.csv": VILLAGE, "twee.csv": plain})
    assert refused.status == 422
    assert [row["file"] for row in refused.json["rows"]] == ["twee.csv"]
    made = browser.upload("/api/projects", {"een.csv": VILLAGE, "twee.csv": plain}, providers='[null, "Veld"]')
    assert made.status == 201, made.json
    assert "Veld" in browser.get(f"/api/p/{made.json['id']}").json["provider_names"]


def test_every_faulty_cell_is_told_with_its_row_and_without_its_content(browser: Browser) -> None:
    rows = [HEADER, "A;52,3;5,2;Heide;veel;kandidaat;2;ja", "B;99;5,2;Heide;1;zwartgeel;0;ja"]
    refused = browser.upload("/api/projects", {"mijn gezinnen.csv": "\n".join(rows).encode()})
    assert refused.status == 422
    told = {(row["file"], row["row"], row["column"]) for row in refused.json["rows"]}
    assert {("mijn gezinnen.csv", 2, "pleegkinderen"), ("mijn gezinnen.csv", 3, "hubhome")} <= told
    assert b"zwartgeel" not in refused.content
    assert not browser.screen.folder.exists() or not list(browser.screen.folder.iterdir())


def test_personal_data_are_refused_and_can_be_made_harmless_here(browser: Browser, tmp_path: Path) -> None:
    surnames = ["Vermeer", "Hoekstra", "Blokland", "Zandbergen", "Quist", "Noordhof", "Terpstra", "Wiersma"]
    rows = ["achternaam;straat;huisnummer;postcode;aantal pleegkinderen;hubhome;logeerbedden"]
    rows += [
        f"{name};Dorpsstraat;{at};1211;1;{'kandidaat' if at < 3 else 'nee'};2" for at, name in enumerate(surnames, 1)
    ]
    raw = "\n".join(rows).encode()
    refused = browser.upload("/api/projects", {"export.csv": raw})
    assert refused.status == 422
    assert refused.json["personal"] is True
    made = browser.upload("/api/anonymise", {"export.csv": raw}, providers='["Heide"]')
    assert made.status == 201, made.json
    assert any("sleutel" in sentence for sentence in made.json["sentences"])
    project = browser.get(f"/api/p/{made.json['id']}").json
    assert project["families"]["count"] == 8
    assert project["provider_names"] == ["Heide"]
    kept = all_of(Path(project["folder"]))
    assert [name for name in surnames if name.encode() in kept] == []
    assert b"Dorpsstraat" not in kept
    assert all(name not in json.dumps(made.json) for name in surnames)


def test_exports_of_two_providers_are_made_harmless_at_once_each_with_its_own_provider(browser: Browser) -> None:
    surnames = ["Vermeer", "Hoekstra", "Blokland", "Zandbergen", "Quist", "Noordhof", "Terpstra", "Wiersma"]

    def export(title: str, first: int) -> bytes:
        rows = [title, "achternaam;postcode;aantal pleegkinderen;hubhome;logeerbedden"]
        rows += [f"{name};12{first + n};1;{'kandidaat' if n < 3 else 'nee'};2" for n, name in enumerate(surnames)]
        return "\n".join(rows).encode()

    exports = {"najaar wilg.csv": export("Overzicht", 11), "najaar heide.csv": export("Overzicht", 11)}
    made = browser.upload("/api/anonymise", exports, providers='["Els", "Berk"]')
    assert made.status == 201, made.json
    told = made.json["sentences"]
    assert {"Uit najaar wilg.csv:", "Uit najaar heide.csv:"} <= set(told)
    assert any(each.startswith("najaar heide.csv: de kolomnamen staan in rij 2") for each in told)
    assert not any("1.csv" in each for each in told)
    assert sum("de sleutel kent" in each for each in told) <= 1
    project = browser.get(f"/api/p/{made.json['id']}").json
    assert project["provider_names"] == ["Berk", "Els"]
    assert project["name"] == "najaar wilg + najaar heide"


def test_a_zip_bomb_is_refused_unread(browser: Browser) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", b"<Types/>")
        bomb.writestr("xl/worksheets/sheet1.xml", bytes(160_000_000))
    refused = browser.upload("/api/projects", {"bom.xlsx": packed.getvalue()})
    assert refused.status == 422
    assert "uitgepakt" in refused.json["error"]
    assert "bom.xlsx" in refused.json["error"]


def test_an_upload_that_is_too_large_is_cut_off(browser: Browser) -> None:
    assert browser.upload("/api/projects", {"groot.csv": bytes(MOST_BYTES)}).status == 413


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gezinnen.xlsx", b"%PDF-1.7"),
        ("gezinnen.csv", b"<html><script>alert(1)</script></html>"),
        ("x.csv", bytes(50)),
        ("x.csv", b""),
    ],
)
def test_a_file_of_another_kind_is_refused_whatever_its_name_says(browser: Browser, name: str, content: bytes) -> None:
    refused = browser.upload("/api/projects", {name: content})
    assert refused.status == 422
    assert refused.headers["content-type"] == "application/json"
    assert b"<script>" not in refused.content


def test_more_files_than_can_be_are_refused(browser: Browser) -> None:
    assert browser.upload("/api/projects", {f"{at}.csv": VILLAGE for at in range(21)}).status == 400
    assert browser.upload("/api/projects", {}).status == 422


def test_settings_are_in_plain_words_and_checked(dorp: Village) -> None:
    browser, at = dorp.browser, f"/api/p/{dorp.id}/settings"
    shown = {each["key"]: each for each in browser.get(at).json}
    assert shown["radius.hub_km"]["value"] == 5.0
    assert all(each["title"] and each["help"] for each in shown.values())
    revision = dorp.state["revision"]
    wrong = browser.put(at, {"revision": revision, "values": {"size.min": 50}})
    assert wrong.status == 422
    assert "Minste satellietgezinnen" in wrong.json["error"]
    assert browser.put(at, {"revision": revision, "values": {"distance.matrix": "/etc/passwd"}}).status == 422
    assert browser.put(at, {"revision": revision, "values": {"radius.hub_km": "5"}}).status == 422
    done = browser.put(at, {"revision": revision, "values": {"radius.hub_km": 7.5, "capacity.children_max": 16}})
    assert done.json["settings_changed"]
    assert (dorp.folder / "policy.toml").read_text() == "[radius]\nhub_km = 7.5\n\n[capacity]\nchildren_max = 16\n"
    browser.put(at, {"revision": revision + 1, "values": {"radius.hub_km": 5, "capacity.children_max": None}})
    assert (dorp.folder / "policy.toml").read_text() == ""


def test_a_project_opens_again_where_it_was(dorp: Village) -> None:
    dorp.change("move", family="N1", constellation="Zuid")
    dorp.change("pin", family="N1")
    before = {key: dorp.plan[key] for key in ("families", "constellations", "broken", "values")}
    dorp.browser.screen.projects.close()
    state = dorp.state
    assert state.get("undo") == "N1 vastgezet", state
    assert {key: dorp.plan[key] for key in before} == before


def test_a_plan_is_worked_out_while_its_page_is_on_its_way(dorp: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out, work_out = threading.Event(), Judge.work_out

    def noted(judge: Judge, *given: Any) -> None:
        work_out(judge, *given)
        worked_out.set()

    monkeypatch.setattr(Judge, "work_out", noted)
    assert dorp.browser.get(f"/p/{dorp.id}").status == 200
    assert worked_out.wait(10)
    monkeypatch.setattr("optimizer.screen.judging.pose", None)  # what is held is not posed again
    dorp.browser.screen.expect("no such project")
    assert dorp.plan["constellations"]


def test_a_project_gets_another_name_and_keeps_its_folder(dorp: Village) -> None:
    assert dorp.browser.put(f"/api/p/{dorp.id}/name", {"name": " Gooi en\nVechtstreek "}).json["name"]
    (listed,) = dorp.browser.get("/api/projects").json
    assert (listed["name"], listed["id"]) == ("Gooi en Vechtstreek", dorp.id)
    assert dorp.state["name"] == "Gooi en Vechtstreek"
    assert dorp.browser.put(f"/api/p/{dorp.id}/name", {"name": "\n"}).status == 422
    about = json.loads((dorp.folder / "project.json").read_text(encoding="utf-8"))
    assert (about["name"], about["schema"]) == ("Gooi en Vechtstreek", "constellations/project/1")


def test_a_project_is_removed_from_the_list_and_nothing_of_it_is_lost(dorp: Village) -> None:
    browser, before = dorp.browser, all_of(dorp.folder)
    assert dorp.state["name"]  # open
    removed = browser.post(f"/api/p/{dorp.id}/remove")
    assert removed.status == 200, removed.json
    assert browser.get("/api/projects").json == []
    assert browser.get(f"/api/p/{dorp.id}").status == 404
    assert browser.post(f"/api/p/{dorp.id}/remove").status == 404
    there = Path(removed.json["folder"])
    assert there == browser.screen.folder / "removed" / dorp.id
    assert all_of(there) == before
    there.rename(dorp.folder)  # put back by hand
    assert dorp.plan["broken"] == []


def test_the_folder_of_a_removed_project_is_not_named_again(browser: Browser) -> None:
    made = browser.post("/api/projects", {"example": True}).json["id"]
    browser.post(f"/api/p/{made}/remove")
    again = browser.post("/api/projects", {"example": True}).json["id"]
    assert again != made


def test_a_project_that_cannot_be_opened_can_be_removed_unless_it_is_open_elsewhere(dorp: Village) -> None:
    (dorp.folder / "families.csv").write_text("nothing", encoding="utf-8")
    assert dorp.browser.get(f"/api/p/{dorp.id}").status == 422
    with FileLock(dorp.folder / "project.lock", timeout=0):
        assert dorp.browser.post(f"/api/p/{dorp.id}/remove").status == 423
    assert dorp.browser.post(f"/api/p/{dorp.id}/remove").status == 200
    assert not dorp.folder.exists()


def test_a_project_that_is_open_elsewhere_is_not_opened_twice(dorp: Village) -> None:
    assert dorp.state["name"] == "dorp"
    other = Projects(dorp.browser.screen.folder)
    with pytest.raises(RefusalError) as refused:
        other.get(dorp.id)
    assert refused.value.status == 423


@pytest.mark.parametrize("name", ["..", ".", "", "nope", "../projects", "a/b", "%2e%2e", "\x00"])
def test_only_projects_that_are_there_can_be_named(dorp: Village, name: str) -> None:
    with pytest.raises(RefusalError):
        dorp.browser.screen.projects.get(name)


@pytest.mark.parametrize("change", [{"name": None}, {"name": 3}, {"lang": "xx"}, {"inputs": 1}, {"notices": [{}]}])
def test_one_odd_project_does_not_hide_the_others(dorp: Village, change: dict[str, object]) -> None:
    odd = dorp.folder.with_name("odd")
    odd.mkdir()
    about = json.loads((dorp.folder / "project.json").read_bytes())
    (odd / "project.json").write_text(json.dumps({**about, **change}))
    assert [each["id"] for each in dorp.browser.get("/api/projects").json] == [dorp.id]


@pytest.mark.parametrize(
    "line",
    [
        '{"kind":"move","family":["N1"],"constellation":"Zuid"}',
        '{"kind":"plan","plan":"plan-001","kept":3}',
        '{"kind":"plan","plan":"plan-001","left":3}',
        '{"kind":"name","constellation":"Zuid","name":"\\ud800"}',
        '{"kind":"move","family":' + "[" * 200_000 + "]" * 200_000 + "}",
    ],
)
def test_a_damaged_line_of_the_log_is_told(dorp: Village, line: str) -> None:
    with (dorp.folder / "changes.jsonl").open("a") as log:
        log.write(line + "\n")
    answer = dorp.browser.get(f"/api/p/{dorp.id}")
    assert answer.status == 422
    assert "geen wijziging die het scherm" in answer.json["error"]


@pytest.mark.parametrize("content", ["{}", "x", "[" * 200_000])
def test_a_plan_that_cannot_be_read_is_left_out_and_told(dorp: Village, content: str) -> None:
    bad = dorp.folder / "plans" / "plan-007"
    bad.mkdir()
    (bad / "plan.json").write_text(content)
    state = dorp.state
    assert [each["plan"] for each in state["plans"]] == ["plan-001"]
    assert any("plans/plan-007" in notice for notice in state["notices"])


@pytest.mark.parametrize("name", ["families.csv", "policy.toml", "changes.jsonl", "plans", "project.json"])
def test_a_project_with_a_link_in_it_is_not_opened(dorp: Village, name: str, tmp_path: Path) -> None:
    (dorp.folder / name).rename(tmp_path / name)
    (dorp.folder / name).symlink_to(tmp_path / name)
    assert dorp.browser.get(f"/api/p/{dorp.id}").status == 404


@pytest.mark.parametrize("room", ["shares", "plans"])
def test_a_link_in_the_place_of_a_room_is_not_followed(dorp: Village, room: str, tmp_path: Path) -> None:
    assert dorp.state["name"] == "dorp"
    (tmp_path / "plan-009").mkdir()
    (tmp_path / "plan-009" / "plan.json").write_text("secret")
    if (dorp.folder / room).exists():
        (dorp.folder / room).rename(tmp_path / "away")
    (dorp.folder / room).symlink_to(tmp_path)
    assert dorp.browser.get(f"/api/p/{dorp.id}/files/{room}/plan-009/plan.json").status == 404


def test_half_a_sign_in_a_name_is_refused(dorp: Village) -> None:
    assert dorp.post("changes", kind="name", constellation="Zuid", name="\ud800").status == 422


def test_providers_that_are_nested_deeply_are_refused(browser: Browser) -> None:
    assert 400 <= browser.upload("/api/projects", {"a.csv": VILLAGE}, providers="[" * 200_000).status < 500


def test_a_form_that_is_none_is_not_called_too_many_files(browser: Browser) -> None:
    headers = {"origin": ORIGIN, "content-type": "multipart/form-data"}
    answer = browser.send("POST", "/api/projects", headers, b"x")
    assert answer.status == 400
    assert "te veel bestanden" not in answer.json["error"]


@pytest.mark.parametrize(
    ("rows", "read_again"),
    [
        (["A;52,3;5,2;Noord;1;kandidaat;2;ja", "=B;52,31;5,21;Noord;2;nee;0;nee"], False),
        (["A;;;Noord;1;kandidaat;2;ja;1211", "B;52,31;5,21;Noord;2;nee;0;nee;"], True),
        (["A;52,3;5,2;Noord;1;kandidaat;2;ja;;;A", "B;52,31;5,21;Noord;2;nee;0;ja;;ja;"], True),
    ],
)
def test_what_is_held_of_a_new_project_is_what_opening_it_again_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[str], *, read_again: bool
) -> None:
    header = "gezin_id;breedtegraad;lengtegraad;aanbieder;pleegkinderen;hubhome;logeerbedden;doet_mee"
    header = ";".join([header, "postcode", "vast", "constellatie"])
    content = "\n".join([header, *(row + ";" * (10 - row.count(";")) for row in rows)]).encode()
    reads: list[Path] = []

    def read(path: Path, *of: Any, **how: Any) -> Reading:
        reads.append(path)
        return read_input(path, *of, **how)

    monkeypatch.setattr("optimizer.screen.project.read_input", read)
    projects = Projects(tmp_path / "projects")
    project = projects.make(uploaded([Upload("a.csv", content)], {}, Lang.NL))
    held = project.reading
    assert len(reads) == read_again
    projects.close()
    again = Projects(tmp_path / "projects").get(project.id).reading
    assert list(held.families) == list(again.families)
    assert held.families.by_id.keys() == again.families.by_id.keys()
    assert (held.sha256, held.name) == (again.sha256, again.name)
    assert held.pinned_nowhere.keys() == again.pinned_nowhere.keys()
