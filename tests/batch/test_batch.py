"""A batch from the command line: rows, faults that stay where they are, two languages, hostile text."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geodata.language import Lang
from geodata.told_distances import total_m
from optimizer.batch.summary import summary
from optimizer.cli import run
from tests.batch.conftest import (
    Command,
    CommandHere,
    Said,
    events,
    records_of,
    region_rows,
    rows_of,
    same_but_for_times,
    statuses,
    write_region,
)

PLAN_FILES = {"assignments.csv", "map.html", "plan.json", "plan.xlsx", "report.html"}


def test_every_file_with_every_scenario_is_a_folder_and_a_row(finished: Path) -> None:
    rows = rows_of(finished / "uit")
    assert list(rows) == [
        "noord--straal_radius.hub_km=2.5",
        "noord--straal_radius.hub_km=4",
        "noord--geen_hubs",
        "zuid--straal_radius.hub_km=2.5",
        "zuid--straal_radius.hub_km=4",
        "zuid--geen_hubs",
    ]
    for name, row in rows.items():
        folder = finished / "uit" / "runs" / name
        assert {each.name for each in folder.iterdir()} == PLAN_FILES | {"run.json", "log.txt"}
        plan = json.loads((folder / "plan.json").read_bytes())
        assert row["status"] == plan["status"]
        assert row["constellations"] == str(len(plan["constellations"]))
        assert row["unplaced"] == str(len(plan["unplaced"]))
        for tier in plan["tiers"]:
            value = tier["value"] if tier["name"] == "unplaced" else total_m(tier["value"])
            assert row[f"tier.{tier['name']}"] == str(value)
            assert row[f"bound.{tier['name']}"] == str(value), "proved"
        told = json.loads((folder / "run.json").read_bytes())["tiers"]
        assert [str(tier["value"]) for tier in told] == [row[f"tier.{tier['name']}"] for tier in told]
        assert row["input_sha256"] == plan["input"]["sha256"]
        assert float(row["seconds"].replace(",", ".")) > 0
        assert int(row["memory_mb"]) > 20
    wide, narrow = rows["noord--straal_radius.hub_km=4"], rows["noord--straal_radius.hub_km=2.5"]
    assert wide["radius.hub_km"] == "4"
    assert int(wide["placed"]) > int(narrow["placed"]) > int(rows["noord--geen_hubs"]["placed"])
    assert float(wide["farthest_km"].replace(",", ".")) <= 4
    page = (finished / "uit" / "summary.html").read_text(encoding="utf-8")
    assert 'lang="nl"' in page
    assert page.count("<svg") == 6, "radius and hub homes, for each region and for both"
    assert "Alle 2 bestanden samen" in page


def test_what_can_not_be_done_ends_its_own_run_with_its_reason(batch_here: CommandHere, tmp_path: Path) -> None:
    write_region(tmp_path / "goed.csv", region_rows())
    write_region(tmp_path / "geheim.csv", [*region_rows(), "X;52,2;5,2;Jan de Vries;zes;nee;0"])
    write_region(tmp_path / "strijdig.csv", [row.replace("kandidaat;2", "verplicht;1") for row in region_rows()])
    said = batch_here("goed.csv", "geheim.csv", "strijdig.csv", "weg.csv", "-o", "uit", "--time-limit", 60)
    assert said.code == 1
    assert statuses(tmp_path / "uit") == {
        "goed": "optimal",
        "geheim": "input",
        "strijdig": "infeasible",
        "weg": "input",
    }
    rows = rows_of(tmp_path / "uit")
    assert "rij 22, kolom 'pleegkinderen'" in rows["geheim"]["error"]
    assert "logeerbedden" in rows["strijdig"]["error"]
    assert rows["weg"]["error"] == "weg.csv: dit bestand is er niet of mag niet worden gelezen."
    assert rows["goed"]["error"] == ""
    lines = said.err.splitlines()
    assert lines[0] == "Zonder plan (3):"
    assert [line.split(" (")[0] for line in lines[1:4]] == ["- geheim", "- strijdig", "- weg"]
    everything = b"".join(path.read_bytes() for path in (tmp_path / "uit").rglob("*") if path.is_file())
    assert b"Jan de Vries" not in everything
    page = (tmp_path / "uit" / "summary.html").read_text(encoding="utf-8")
    assert page.count('class="failed"') == 6, "in the table of failures and in that of all runs"


def test_a_second_time_nothing_is_done(batch_here: CommandHere, finished: Path) -> None:
    before = same_but_for_times(finished / "uit")
    again = events(batch_here("spec.toml", "-o", "uit", "--json").out)
    assert [each["event"] for each in again] == ["batch", "summary"]
    assert (again[0]["runs"], again[0]["finished"]) == (6, 6)
    assert same_but_for_times(finished / "uit") == before


def test_a_batch_that_went_well_says_nothing_under_cron(batch: Command, finished: Path) -> None:
    assert batch("spec.toml", "-o", "uit") == Said(0, "", "")


def test_a_run_is_done_again_when_its_input_changes_or_its_files_do(batch_here: CommandHere, finished: Path) -> None:
    runs = finished / "uit" / "runs"
    write_region(finished / "zuid.csv", ["kapot"])
    (runs / "noord--geen_hubs" / "plan.json").write_text("{}", encoding="utf-8")
    (runs / "noord--straal_radius.hub_km=4" / "notitie.txt").write_text("van mij", encoding="utf-8")
    (runs / "zuid--geen_hubs" / "notitie.txt").write_text("van mij", encoding="utf-8")
    said = batch_here("spec.toml", "-o", "uit", "--json")
    done = [str(each["run"]) for each in events(said.out) if each["event"] == "finished"]
    assert done == [
        "noord--geen_hubs",
        "zuid--straal_radius.hub_km=2.5",
        "zuid--straal_radius.hub_km=4",
        "zuid--geen_hubs",
    ]
    assert json.loads((runs / "noord--geen_hubs" / "plan.json").read_bytes())["status"] == "optimal"
    without_plan = {each.name for each in (runs / "zuid--geen_hubs").iterdir()}
    assert without_plan == {"run.json", "log.txt", "notitie.txt"}, "no plan of other families stays behind"


@pytest.mark.slow
def test_the_same_batch_gives_the_same_summary_whatever_the_number_of_workers(batch: Command, finished: Path) -> None:
    assert set(statuses(finished / "uit").values()) == {"optimal"}
    before = same_but_for_times(finished / "uit")
    plans = {run: (finished / "uit" / "runs" / run / "plan.json").read_bytes() for run in statuses(finished / "uit")}
    assert batch("spec.toml", "-o", "uit", "--force", "--jobs", 3).code == 0
    assert same_but_for_times(finished / "uit") == before
    for name, plan in plans.items():
        again = json.loads((finished / "uit" / "runs" / name / "plan.json").read_bytes())
        assert {**again, "seconds": 0} == {**json.loads(plan), "seconds": 0}
    page = (finished / "uit" / "summary.html").read_text(encoding="utf-8")
    assert "Elke berekening is door een bewijs geëindigd" in page


def test_lines_of_json_tell_what_happens(batch_here: CommandHere, tmp_path: Path) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    said = batch_here("een.csv", "twee.csv", "-o", "uit", "--json", "--time-limit", 60, "--lang", "en")
    assert said.code == 1
    lines = events(said.out)
    assert [each["event"] for each in lines if each["event"] != "progress"] in (
        ["batch", "started", "started", "finished", "finished", "summary"],
        ["batch", "started", "finished", "started", "finished", "summary"],
    )
    assert {str(each["run"]): each["status"] for each in lines if each["event"] == "finished"} == {
        "een": "optimal",
        "twee": "input",
    }
    assert lines[-1]["failed"] == 1
    assert all(set(each) >= {"run", "tier", "value", "bound"} for each in lines if each["event"] == "progress")


@pytest.mark.parametrize(
    ("lang", "status", "title"), [("nl", "bewezen optimaal", "Uitkomst"), ("en", "proved optimal", "Outcome")]
)
def test_both_languages(finished: Path, lang: str, status: str, title: str) -> None:
    records = records_of(finished / "uit")
    files = summary(records, Lang(lang))
    sheet = load_workbook(io.BytesIO(files["summary.xlsx"])).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert sheet[2][head.index(title)].value == status
    assert f'lang="{lang}"' in files["summary.html"].decode()
    assert files == summary(records, Lang(lang)), "the same runs give the same bytes"


HOSTILE = [
    "=cmd|' !A0.csv",
    "<script>alert(1)</script>.csv".replace("/", "\u2215"),
    "+1\x1b[2J.csv",
    "a'b\"c.csv",
    "….csv",
]


def test_hostile_names_are_text_everywhere(batch_here: CommandHere, tmp_path: Path) -> None:
    provider = "=HYPERLINK(<img src=x onerror=alert(1)>)"
    for at, name in enumerate(HOSTILE):
        rows = region_rows(provider=provider) if at == 0 else ["kapot"]
        write_region(tmp_path / "vreemd" / name, rows)
    said = batch_here("vreemd", "-o", "uit", "--time-limit", 60, "--size-min", 4)
    assert said.code == 1
    assert "\x1b" not in said.err
    text = (tmp_path / "uit" / "summary.csv").read_text(encoding="utf-8-sig")
    cells = [cell for line in text.splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.strip('"')[:1] in {"=", "+", "-", "@"} and cell.strip('"') != "+"]
    page = (tmp_path / "uit" / "summary.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    for sheet in load_workbook(tmp_path / "uit" / "summary.xlsx").worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    names = [each.name for each in (tmp_path / "uit" / "runs").iterdir()]
    assert len(names) == len(HOSTILE)
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-=+,") for name in names
    )


def test_own_distances_travel_with_a_batch(batch_here: CommandHere, tmp_path: Path) -> None:
    homes = [row.split(";")[0] for row in region_rows()]
    for name, metres in (("kort", 6000), ("lang", 8000)):
        write_region(tmp_path / f"{name}.csv", region_rows())
        ways = [f"{one};{hub};{metres if hub == 'Noord' else 20000}" for one in homes for hub in ("Noord", "Zuid")]
        (tmp_path / f"{name}-wegen.csv").write_text("\n".join(["from_id;to_id;metres", *ways]), encoding="utf-8")
    (tmp_path / "spec.toml").write_text(
        'inputs = [{file = "kort.csv", matrix = "kort-wegen.csv"}, {file = "lang.csv", matrix = "lang-wegen.csv"}]\n'
        "[policy]\nsize.min = 4\nsize.max = 19\nradius.hub_km = 10\nsolve.time_limit_s = 60\n",
        encoding="utf-8",
    )
    assert batch_here("spec.toml", "-o", "uit").code == 0
    rows = rows_of(tmp_path / "uit")
    assert [rows[name]["farthest_km"] for name in ("kort", "lang")] == ["6", "8"]
    assert all(len(row["distances_sha256"]) == 64 for row in rows.values())
    plan = json.loads((tmp_path / "uit" / "runs" / "lang" / "plan.json").read_bytes())
    assert plan["policy"]["distance"]["matrix"] == "lang-wegen.csv"
    assert str(tmp_path) not in json.dumps(plan)


@pytest.mark.slow
def test_barriers_are_a_scenario(batch_here: CommandHere, tmp_path: Path) -> None:
    """A wall between the southern hub home and its guests, 7 km long on both sides: nobody reaches it any more."""
    write_region(tmp_path / "gooi.csv", region_rows())
    wall = {"type": "LineString", "coordinates": [[5.1, 52.2065], [5.3, 52.2065]]}
    (tmp_path / "wal.geojson").write_text(json.dumps(wall), encoding="utf-8")
    (tmp_path / "spec.toml").write_text(
        'inputs = ["gooi.csv"]\n[policy]\nsize.min = 4\nsize.max = 19\nradius.hub_km = 5\nsolve.time_limit_s = 60\n'
        '[scenarios.open]\n[scenarios.wal]\ndistance.barriers = "wal.geojson"\n',
        encoding="utf-8",
    )
    assert batch_here("spec.toml", "-o", "uit").code == 0
    hubs, policies = {}, {}
    for row in rows_of(tmp_path / "uit").values():
        plan = json.loads((tmp_path / "uit" / "runs" / row["run"] / "plan.json").read_bytes())
        hubs[row["scenario"]] = {group["hub"] for group in plan["constellations"]}
        policies[row["scenario"]] = plan["policy"]["distance"].get("barriers")

    assert hubs == {"open": {"Noord", "Zuid"}, "wal": {"Noord"}}
    assert policies == {"open": None, "wal": "wal.geojson"}
    assert {bool(row["distances_sha256"]) for row in rows_of(tmp_path / "uit").values()} == {False, True}
    (tmp_path / "wal.geojson").write_text(json.dumps(wall | {"coordinates": [[5.3, 52.3], [5.31, 52.3]]}), "utf-8")
    assert batch_here("spec.toml", "-o", "uit").code == 0
    plans = [json.loads(path.read_bytes()) for path in (tmp_path / "uit" / "runs").glob("*/plan.json")]
    assert [{group["hub"] for group in plan["constellations"]} for plan in plans] == [{"Noord", "Zuid"}] * 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "INVOER ontbreekt."),
        (["leeg.toml"], 'leeg.toml: noem de gezinnenbestanden: inputs = ["regio-a.csv", "regios/*.csv"].'),
        (["geen.toml"], "geen.toml: dit bestand bestaat niet."),
        (["een.csv", "leeg.toml"], "leeg.toml: geef één SPEC.toml, zonder andere bestanden en zonder --vary"),
        (["een.csv", "een.csv"], "staat er twee keer in."),
        (["*.niets"], "*.niets: hier zijn geen gezinnenbestanden gevonden."),
        (["een.csv", "--vary", "radius.hub_km"], "schrijf na --vary een sleutel met zijn waarden"),
        (["een.csv", "--vary", "radius.hubkm=3"], "Sleutel 1 van onderdeel 'radius' bestaat niet."),
        (["een.csv", "--vary", "radius.hub_km=drie"], "'radius.hub_km' moet een getal zijn."),
        (["een.csv", "--jobs", "0"], "--jobs moet minstens 1 zijn."),
        (["een.csv", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], "--jobs geldt voor deze computer"),
    ],
)
def test_what_is_wrong_with_the_question_is_said_before_anything_is_done(
    tmp_path: Path,
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    (tmp_path / "leeg.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["batch", "--lang", "nl", *arguments, "-o", "uit"]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_a_folder_with_other_things_is_left_alone(batch_here: CommandHere, tmp_path: Path) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "brief.txt").write_text("van mij", encoding="utf-8")
    said = batch_here("een.csv", "-o", "uit")
    assert said.code == 2
    assert "uit: in deze map staan andere bestanden en geen batch." in said.err
    assert [each.name for each in (tmp_path / "uit").iterdir()] == ["brief.txt"]


def test_a_person_at_a_terminal_sees_which_runs_are_on_and_how_long_still(tmp_path: Path) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    write_region(tmp_path / "twee.csv", ["kapot"])
    seen, theirs = pty.openpty()
    words = [
        sys.executable,
        "-c",
        "from optimizer.cli import main; main()",
        "batch",
        "een.csv",
        "twee.csv",
        "-o",
        "uit",
    ]
    with subprocess.Popen(
        words, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(seen, 4096)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        process.wait()
    os.close(seen)
    text = shown.decode()
    assert process.returncode == 1
    assert "van 2 klaar" in text
    assert re.search(r"  een: \d+ van 30 s", text)
    assert "twee (bestand onbruikbaar): " in text
    assert "Met een plan: 1." in text
    assert "summary.html" in text
