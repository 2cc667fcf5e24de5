"""``combine``, ``template``, several files for ``plan``, files without candidates, and Dutch names."""

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from geodata.errors import Fault
from geodata.language import Lang
from geodata.reading import read_families
from geodata.template import COLUMNS, template_book
from optimizer.application.plan_reading import OTHER_INPUT
from optimizer.cli import run
from optimizer.cli.policy_options import names_of
from optimizer.policy import dutch
from optimizer.policy.file import KEYS, read_policy
from optimizer.policy.sheet import add_settings, policy_in
from optimizer.policy.values import Policy

HEADER = "gezin_id;lat;lon;aanbieder;pleegkinderen;hubhome;logeerbedden\n"


def village(name: str, provider: str, hub: str = "kandidaat", n: int = 4) -> str:
    rows = [f"{name}0;52,2;5,1;{provider};1;{hub};2"]
    rows += [f"{name}{at};52,2{at};5,1{at};{provider};1;nee;0" for at in range(1, n)]
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    for name, provider in (("a", "A"), ("b", "B")):
        (tmp_path / f"{name}.csv").write_text(village(name, provider), encoding="utf-8")
    return str(tmp_path / "a.csv"), str(tmp_path / "b.csv")


QUICK = ("--size", "1:2:4", "--time-limit", "3", "-q")


def test_plan_of_two_files_is_the_plan_of_their_combination(tmp_path: Path, two: tuple[str, str]) -> None:
    assert run(["combine", *two, "-o", str(tmp_path / "regio.csv")]) == 0
    assert run(["plan", *two, "-o", str(tmp_path / "one"), *QUICK]) == 0
    assert run(["plan", str(tmp_path / "regio.csv"), "-o", str(tmp_path / "other"), *QUICK]) == 0
    one, other = (json.loads((tmp_path / name / "plan.json").read_text()) for name in ("one", "other"))

    assert one["constellations"] == other["constellations"]
    assert one["input"]["sha256"] == other["input"]["sha256"]
    assert run(["check", str(tmp_path / "regio.csv"), str(tmp_path / "one" / "plan.json")]) == 0


def test_a_plan_is_checked_from_its_workbook(tmp_path: Path, two: tuple[str, str]) -> None:
    assert run(["plan", two[0], "-o", str(tmp_path / "out"), *QUICK]) == 0

    assert run(["check", two[0], str(tmp_path / "out" / "plan.xlsx")]) == 0


@pytest.mark.parametrize(("lang", "name"), [(Lang.NL, "gezinnen.csv"), (Lang.EN, "families.csv")])
def test_the_example_is_called_as_the_readme_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang, name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["--lang", lang, "example"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_report_is_a_page_and_nothing_else(
    tmp_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", two[0], "-o", str(tmp_path / "out"), *QUICK]) == 0

    assert run(["report", two[0], str(tmp_path / "out" / "plan.json"), "-o", str(tmp_path / "r.xlsx")]) == 2
    assert "r.xlsx: het vergaderstuk is een pagina" in capsys.readouterr().err
    assert not (tmp_path / "r.xlsx").exists()


def test_a_file_without_a_candidate_stops_unless_that_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(village("a", "A", "nee"), encoding="utf-8")

    assert run(["plan", str(path), "-o", str(tmp_path / "out"), *QUICK]) == 2
    assert "geen enkel gezin is kandidaat-hubhome" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run(["plan", str(path), "-o", str(tmp_path / "out"), "--no-hubs", *QUICK]) == 0


@pytest.mark.parametrize("lang", list(Lang))
def test_the_template_is_read_when_its_example_rows_make_way(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "gezinnen.xlsx"
    assert run(["--lang", lang, "template", "-o", str(path)]) == 0
    assert run(["--lang", lang, "plan", str(path), "-o", str(tmp_path / "out"), "-q"]) == 2
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    lists = [check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert [cell.value for cell in sheet[1]] == [column.header(lang) for column in COLUMNS]
    assert {True: '"ja,nee"', False: '"yes,no"'}[lang is Lang.NL] in lists
    for row, name in ((2, "X1"), (3, "X2")):
        sheet.cell(row, 1, name)
    book.save(path)

    assert [family.id for family in read_families(path).families] == ["X1", "X2"]
    assert policy_in(path) is None


@pytest.mark.parametrize(
    ("lang", "settings", "expected"),
    [
        (
            Lang.NL,
            {"straal.hubhome_km": "7,5", "grootte.hubhome_telt_mee": "ja"},
            {"radius.hub_km": 7.5, "size.count_hub": True},
        ),
        (Lang.NL, {"doel.doelen": "unplaced, travel"}, {"objective.tiers": ("unplaced", "travel")}),
        (Lang.EN, {"radius.hub_km": 7.5, "hubs.max": 3}, {"radius.hub_km": 7.5, "hubs.max": 3}),
    ],
)
def test_a_sheet_of_settings_is_a_policy(
    tmp_path: Path, lang: Lang, settings: dict[str, object], expected: dict[str, object]
) -> None:
    book = template_book(lang)
    add_settings(book, lang)
    sheet = book.worksheets[-1]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value in settings:
            row[1].value = settings[str(row[0].value)]  # type: ignore[assignment]
    book.save(tmp_path / "a.xlsx")

    assert policy_in(tmp_path / "a.xlsx") == Policy().changed(expected)


def test_a_setting_that_does_not_exist_is_told_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = template_book(Lang.NL)
    add_settings(book, Lang.NL)
    book.worksheets[-1]["A3"] = "straal.km"
    book.worksheets[-1]["B3"] = 4
    book.save(tmp_path / "a.xlsx")

    assert run(["plan", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "out")]) == 2
    assert "a.xlsx, rij 3: deze instelling op het blad 'Instellingen' bestaat niet." in capsys.readouterr().err


def test_a_policy_in_dutch_is_the_policy_in_english(tmp_path: Path) -> None:
    (tmp_path / "nl.toml").write_text("[straal]\nhubhome_km = 7.5\n[grootte]\nminimum = 4\n", encoding="utf-8")
    (tmp_path / "en.toml").write_text("[radius]\nhub_km = 7.5\n[size]\nmin = 4\n", encoding="utf-8")

    assert read_policy(tmp_path / "nl.toml") == read_policy(tmp_path / "en.toml")


def test_dutch_names_name_one_thing_each() -> None:
    keys = {key.full for key in KEYS}
    options = [name for key in KEYS for name in names_of(key)]

    assert set(dutch.NAMES) <= keys
    assert set(dutch.OPTIONS) <= keys
    assert set(dutch.SECTIONS) <= {key.section for key in KEYS}
    assert len(options) == len(set(options))
    assert not set(dutch.SECTIONS.values()) & set(dutch.SECTIONS)


def test_a_key_in_both_languages_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.toml").write_text("[straal]\nhubhome_km = 7.5\nhub_km = 5\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(village("a", "A"), encoding="utf-8")

    assert run(["plan", str(tmp_path / "a.csv"), "-o", str(tmp_path / "o"), "--beleid", str(tmp_path / "p.toml")]) == 2
    assert "staat er in het Nederlands en in het Engels" in capsys.readouterr().err


@pytest.mark.parametrize("lang", list(Lang))
def test_every_command_takes_the_files_that_the_plan_was_made_of(
    tmp_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str], lang: Lang
) -> None:
    """Also in the other language, in which the joined file would have other bytes, another hash and other masks."""
    other = Lang.EN if lang is Lang.NL else Lang.NL
    plan, out = tmp_path / "out" / "plan.json", tmp_path / "out"
    assert run(["--lang", lang, "plan", *two, "-o", str(out), *QUICK]) == 0
    capsys.readouterr()
    commands = {
        "check": [],
        "explain": ["a1", "b2"],
        "map": ["-o", str(tmp_path / "again.html")],
        "report": ["-o", str(tmp_path / "again-report.html")],
        "share": ["--audience", "provider=A", "-o", str(tmp_path / "a")],
        "costs": ["-o", str(tmp_path / "costs")],
    }
    for name, more in commands.items():
        assert run(["--lang", other, name, *two, str(plan), *more]) == 0, name
        assert Fault(OTHER_INPUT).say(other) not in capsys.readouterr().err, name

    points = [
        set(re.findall(r"\d+\.\d{4,}", (path).read_text())) for path in (out / "map.html", tmp_path / "again.html")
    ]
    assert points[0] == points[1]
    assert points[0]


def test_one_file_on_the_line_is_not_enough(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", two[0]]) == 2
    assert "Schrijf bijvoorbeeld: constellations check gezinnen.csv resultaat/plan.json" in capsys.readouterr().err
    assert run(["explain", two[0]]) == 2
    assert "constellations explain gezinnen.csv resultaat/plan.json" in capsys.readouterr().err
    assert run(["explain", two[0], str(tmp_path / "plan.json"), "a1"]) == 2
    assert "plan.json' bestaat niet" in capsys.readouterr().err


def test_providers_are_named_for_a_plan_that_exists(tmp_path: Path, two: tuple[str, str]) -> None:
    bare = tmp_path / "b.csv"
    lines = bare.read_text(encoding="utf-8").splitlines()
    bare.write_text("\n".join(";".join(line.split(";")[:3] + line.split(";")[4:]) for line in lines), encoding="utf-8")
    out = tmp_path / "out"

    assert run(["plan", *two, "--provider", "b.csv=Bos", "-o", str(out), *QUICK]) == 0
    assert run(["check", *two, str(out / "plan.json")]) == 2
    assert run(["check", *two, str(out / "plan.json"), "--provider", "b.csv=Bos"]) == 0


def test_settings_of_one_of_several_workbooks_are_not_taken_for_all(
    tmp_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    book = template_book(Lang.NL)
    add_settings(book, Lang.NL)
    book.worksheets[-1]["B2"] = 3
    for row, name in ((2, "X1"), (3, "X2")):
        book.worksheets[0].cell(row, 1, name)
    book.save(tmp_path / "c.xlsx")

    run(["plan", *two, str(tmp_path / "c.xlsx"), "-o", str(tmp_path / "out"), "--size", "1:2:4", "--time-limit", "3"])

    assert "c.xlsx: het blad 'Instellingen' telt niet mee, want er zijn meer bestanden" in capsys.readouterr().err


def test_what_the_library_of_workbooks_warns_of_is_not_for_readers(tmp_path: Path) -> None:
    """A strict workbook as Excel saves it, read in a process of its own, where nothing gathers warnings."""
    book = Path(__file__).parent.parent / "geodata" / "files" / "x01_strict.xlsx"
    command = [sys.executable, "-m", "optimizer", "combine", str(book), "-o", str(tmp_path / "regio.csv"), "-q"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)

    assert said.stderr == ""
