"""A plan is changed by hand: every change is judged at once, kept on the disk, and taken back without limit."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from optimizer.screen.change_log import ChangeLog
from optimizer.screen.changes import Change, Kind, active, replayed
from tests.screen.conftest import Village


def test_a_family_moves_and_everything_is_judged_before_and_after(dorp: Village) -> None:
    assert dorp.members("Noord") == [f"N{at}" for at in range(1, 8)]
    done = dorp.change("move", family="N1", constellation="Zuid")
    assert done["changed"] == 1
    assert (done["before"]["n_broken"], done["after"]["n_broken"]) == (0, 1)
    assert done["direction"] == {"unplaced": 0, "travel": 1}
    (broken,) = done["broken"]
    assert (broken["rule"], broken["families"], broken["constellation"]) == ("radius", ["N1", "Zuid"], "Zuid")
    assert "N1" in broken["text"]
    assert {each["hub"] for each in done["constellations"]} == {"Noord", "Zuid"}
    (moved,) = done["families"]
    assert (moved["id"], moved["constellation"], moved["moved_from"]) == ("N1", "Zuid", "Noord")
    assert "N1" in dorp.members("Zuid")


def test_travel_and_places_off_the_target_are_told_apart(dorp: Village) -> None:
    (travel,) = (each for each in dorp.plan["values"] if each["key"] == "travel")
    assert re.fullmatch(r"\d+ km reizen; \d+ plaats(en)? naast het streefaantal", travel["text"]), travel["text"]


def test_sizes_and_children_are_those_that_the_limits_beside_them_count(dorp: Village) -> None:
    children = {each["id"]: each["children"] for each in dorp.plan["families"]}
    for each in dorp.plan["constellations"]:
        assert each["size"] == len(each["members"])
        assert each["children"] == sum(children[name] for name in each["members"])
        assert each["children_hub"] == children[each["hub"]] == 1


def test_colours_stay_while_the_hub_homes_do(dorp: Village) -> None:
    before = {each["hub"]: each["colour"] for each in dorp.plan["constellations"]}
    done = dorp.change("move", family="N1", constellation="Zuid")
    assert {each["hub"]: each["colour"] for each in done["constellations"]} == before
    assert {each["hub"]: each["colour"] for each in dorp.plan["constellations"]} == before
    assert len(set(before.values())) == 2


def test_a_change_by_hand_does_not_wait_for_a_document_that_is_written(dorp: Village) -> None:
    project = dorp.browser.screen.projects.get(dorp.id)
    with project.writing:
        assert dorp.change("out", family="N1")["changed"] == 1


def test_a_change_by_hand_is_answered_within_a_fifth_of_a_second(dorp: Village) -> None:
    assert dorp.plan
    took = []
    for at in range(1, 6):
        began = time.process_time()
        dorp.change("move", family=f"N{at}", constellation="Zuid")
        took.append(time.process_time() - began)
    assert min(took) < 0.2


def test_undo_and_redo_go_back_and_forth_without_limit(dorp: Village) -> None:
    for at in range(1, 8):
        dorp.change("out", family=f"N{at}")
    assert dorp.members("Noord") == []
    for at in range(7, 0, -1):
        assert dorp.state["undo"] == f"N{at} uit de constellatie"
        assert dorp.post("undo").status == 200
    assert dorp.members("Noord") == [f"N{at}" for at in range(1, 8)]
    assert dorp.state["changed"] == 0
    for _ in range(7):
        assert dorp.post("redo").status == 200
    assert dorp.members("Noord") == []
    refused = dorp.post("redo")
    assert (refused.status, refused.json["error"]) == (422, "Er is niets om opnieuw te doen.")


def test_undo_stops_at_the_first_plan(dorp: Village) -> None:
    assert dorp.state["undo"] is None
    dorp.change("move", family="N1", constellation="Zuid")
    assert dorp.post("undo").json["undo"] is None
    refused = dorp.post("undo")
    assert (refused.status, refused.json["error"]) == (422, "Er is niets om ongedaan te maken.")
    assert dorp.state["current"] == "plan-001"
    assert dorp.state["redo"] == "N1 naar C02"


def test_undo_goes_back_from_another_plan_to_the_one_before(dorp: Village) -> None:
    shutil.copytree(dorp.folder / "plans" / "plan-001", dorp.folder / "plans" / "plan-002")
    dorp.change("name", constellation="Zuid", name="De Hoek")
    dorp.post("current", plan="plan-002")
    assert dorp.state["undo"] == "overgang naar Plan 1"  # as the copy is called
    assert dorp.post("undo").json["undo"] == "naam van C02 (De Hoek)"
    assert dorp.state["current"] == "plan-001"


def test_a_constellation_that_was_ended_is_called_as_it_was(dorp: Village) -> None:
    dorp.change("move", family="N1", constellation="Zuid")
    done = dorp.change("stop", constellation="Zuid")
    assert done["undo"] == "C02 opgeheven"
    listed = dorp.browser.get(f"/api/p/{dorp.id}/changes").json
    assert [each["text"] for each in listed] == ["N1 naar C02", "C02 opgeheven"]


def test_a_family_that_is_only_a_hub_home_and_not_needed_is_counted_in_the_summary(dorp: Village) -> None:
    path = dorp.folder / "families.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    at = rows[0].split(";").index("hubhome")
    cells = [row.split(";") for row in rows]
    lone = next(row for row in cells if row[0] == "Ver")
    lone[at] = "alleen"
    path.write_text("\n".join(";".join(row) for row in cells), encoding="utf-8")
    plan = dorp.plan
    assert "Kan alleen hubhome zijn en is in dit plan niet nodig: 2." in plan["summary"]
    placed = sum(1 + each["size"] for each in plan["constellations"])
    assert placed + len(plan["unplaced"]) + 2 == dorp.state["families"]["joining"]


def test_two_windows_do_not_overwrite_each_other(dorp: Village) -> None:
    old = dorp.state["revision"]
    dorp.change("out", family="N1")
    late = dorp.browser.post(f"/api/p/{dorp.id}/changes", {"revision": old, "kind": "out", "family": "N2"})
    assert (late.status, late.json["revision"]) == (409, old + 1)
    assert "N2" in dorp.members("Noord")
    for what in ("undo", "redo", "plan"):
        assert dorp.browser.post(f"/api/p/{dorp.id}/{what}", {"revision": old}).status == 409
    assert dorp.browser.put(f"/api/p/{dorp.id}/settings", {"revision": old, "values": {"size.min": 3}}).status == 409


@pytest.mark.parametrize(
    ("kind", "body", "says"),
    [
        ("move", {"family": "Niemand", "constellation": "Zuid"}, "staat niet in het bestand"),
        ("move", {"family": "N1", "constellation": "N2"}, "geen constellatie rond N2"),
        ("move", {"family": "N1", "constellation": "Noord"}, "zit daar al"),
        ("move", {"family": "Noord", "constellation": "Zuid"}, "Hef die eerst op"),
        ("move", {"family": "Stop", "constellation": "Zuid"}, "doet niet mee"),
        ("move", {"family": "Oud", "constellation": "Zuid"}, "kan alleen hubhome zijn"),
        ("out", {"family": "Ver"}, "niet ingedeeld"),
        ("unpin", {"family": "N1"}, "staat niet vast"),
        ("start", {"family": "Noord"}, "is al hubhome"),
        ("stop", {"constellation": "N1"}, "geen constellatie"),
        ("plan", {"family": "N1"}, "'kind'"),
        ("undo", {}, "'kind'"),
        ("nonsense", {}, "'kind'"),
        ("move", {"family": ["N1"], "constellation": "Zuid"}, "'family'"),
    ],
)
def test_what_cannot_be_says_what_to_do_and_changes_nothing(
    dorp: Village, kind: str, body: dict[str, object], says: str
) -> None:
    before = dorp.state["revision"]
    answer = dorp.post("changes", kind=kind, **body)
    assert answer.status == 422
    assert says in answer.json["error"]
    assert dorp.state["revision"] == before


def test_a_pinned_family_stays_until_it_is_made_loose(dorp: Village) -> None:
    dorp.change("pin", family="N1")
    for kind, body in (("move", {"constellation": "Zuid"}), ("out", {}), ("start", {})):
        assert "staat vast" in dorp.post("changes", kind=kind, family="N1", **body).json["error"]
    assert "N1" in dorp.post("changes", kind="stop", constellation="Noord").json["error"]
    dorp.change("unpin", family="N1")
    dorp.change("move", family="N1", constellation="Zuid")


def test_for_a_name_no_problem_is_posed_anew_and_opening_again_shows_the_same(
    dorp: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dorp.plan
    monkeypatch.setattr("optimizer.screen.judging.pose", None)
    for hub, name in (("Noord", "De Hoek"), ("Zuid", "Aan Zee"), ("Noord", "")):
        dorp.change("name", constellation=hub, name=name)
    assert dorp.post("undo").status == 200
    shown = dorp.plan
    assert {each["hub"]: each["name"] for each in shown["constellations"]} == {"Noord": "De Hoek", "Zuid": "Aan Zee"}
    monkeypatch.undo()
    dorp.browser.screen.forget(dorp.id)
    assert dorp.plan == shown


def test_a_constellation_has_a_name_and_what_is_proved_stays_proved(dorp: Village) -> None:
    proved = dorp.plan["values"]
    done = dorp.change("name", constellation="Noord", name="  De\nHoek ")
    assert [each["label"] for each in done["constellations"]] == ["C01 (De Hoek)"]
    assert dorp.plan["values"] == proved
    assert proved[0]["proved"]
    dorp.change("name", constellation="Noord", name="")
    assert [each["label"] for each in dorp.plan["constellations"]] == ["C01", "C02"]


def test_a_constellation_ends_and_another_starts(dorp: Village) -> None:
    done = dorp.change("stop", constellation="Noord")
    assert done["reload"]
    assert done["after"]["unplaced"] == done["before"]["unplaced"] + 8
    started = dorp.change("start", family="N3")
    assert "candidate" in {each["rule"] for each in started["broken"]}
    assert {each["hub"] for each in dorp.plan["constellations"]} == {"N3", "Zuid"}
    dorp.change("move", family="N1", constellation="N3")
    assert dorp.members("N3") == ["N1"]


def test_a_barred_hub_home_is_told_as_a_breach_and_free_again(dorp: Village) -> None:
    assert {each["rule"] for each in dorp.change("hub_barred", family="Noord")["broken"]} == {"candidate"}
    assert dorp.change("hub_free", family="Noord")["broken"] == []
    assert {each["rule"] for each in dorp.change("hub_required", family="N1")["broken"]} == {"required"}


@pytest.mark.usefixtures("at_once")
def test_the_rest_is_planned_around_what_was_changed_by_hand(dorp: Village) -> None:
    browser = dorp.browser
    settings = {"revision": dorp.state["revision"], "values": {"radius.hub_km": 20, "size.min": 4, "size.max": 12}}
    assert browser.put(f"/api/p/{dorp.id}/settings", settings).json["settings_changed"]
    assert dorp.post("plan", seconds=5).status == 202
    assert dorp.state["current"] == "plan-002"
    dorp.change("move", family="N1", constellation="Zuid")
    dorp.change("out", family="Z1")
    assert dorp.post("plan", seconds=5, around=True).status == 202
    assert browser.get(f"/api/p/{dorp.id}/job").json["state"] == "done"
    assert "N1" in dorp.members("Zuid")
    assert [each["id"] for each in dorp.plan["families"] if each["pinned"]] == ["N1"]
    assert "Z1" not in {each["id"] for each in dorp.plan["unplaced"]} | set(dorp.members("Zuid"))
    assert dorp.plan["broken"] == []
    assert "Door u buiten dit plan gehouden: 1." in dorp.plan["summary"]
    assert dorp.plan["values"][0]["proved"]
    assert "N1;" in (dorp.folder / "plans" / "plan-003" / "families.csv").read_text(encoding="utf-8-sig")
    dorp.post("undo")
    assert dorp.state["current"] == "plan-002"
    assert "N1" in dorp.members("Zuid")


def test_what_breaks_a_rule_is_not_planned_around(dorp: Village) -> None:
    dorp.change("move", family="N1", constellation="Zuid")
    refused = dorp.post("plan", around=True)
    assert refused.status == 422
    assert any("N1" in said for said in refused.json["said"])


def test_half_a_line_at_the_end_of_the_log_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "changes.jsonl"
    log = ChangeLog(path)
    for name in ("a", "b"):
        log.append({"kind": "out", "family": name})
    whole = path.read_bytes()
    third = json.dumps({"kind": "out", "family": "c"}).encode()
    for cut in range(1, len(third) + 1):
        path.write_bytes(whole + third[:cut])
        log = ChangeLog(path)
        assert [entry["family"] for entry in log.entries] == ["a", "b"]
        assert path.read_bytes() == whole
    log.append({"kind": "out", "family": "d"})
    assert [entry["family"] for entry in ChangeLog(path).entries] == ["a", "b", "d"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_change_after_an_undo_ends_what_could_be_done_again() -> None:
    changes = [Change(Kind.OUT, family=name) for name in "abc"]
    held, undone = active([*changes, Change(Kind.UNDO), Change(Kind.UNDO), Change(Kind.REDO)])
    assert ([each.family for each in held], [each.family for each in undone]) == (["a", "b"], ["c"])
    held, undone = active([*changes, Change(Kind.UNDO), Change(Kind.SETTINGS), Change(Kind.OUT, family="d")])
    assert ([each.family for each in held], undone) == (["a", "b", "d"], [])


def test_a_log_is_replayed_to_the_same_plan() -> None:
    made = {"H": "H", "a": "H", "b": "H", "K": "K", "c": "K"}
    log = [
        Change(Kind.PLAN, plan="plan-001"),
        Change(Kind.MOVE, family="a", constellation="K"),
        Change(Kind.OUT, family="b"),
        Change(Kind.STOP, constellation="K"),
        Change(Kind.START, family="c"),
        Change(Kind.MOVE, family="b", constellation="c"),
    ]
    again = [Change.of(json.loads(json.dumps({**each.as_entry(), "kind": str(each.kind)}))) for each in log]
    assert again == log
    assert dict(replayed(log, lambda _: made).hub_of) == {"H": "H", "c": "c", "b": "c"}
