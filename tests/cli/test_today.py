"""Planning on from what there is: ``--today``, pins, and what the files then say."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import HEADER, Command, village_rows

QUICK = ("-q", "--workers", "1")


def write(path: Path, rows: list[str], header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def document(folder: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads((folder / "plan.json").read_bytes())
    return read


@pytest.fixture
def replanned(call: Command, planned: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give the families after hub home Noord stopped, and the plan that goes on from the one before."""
    rows = [row for row in village_rows() if not row.startswith("Noord;")]
    rows = [row.replace(";nee;0;ja", ";kandidaat;2;ja") if row.startswith("N3;") else row for row in rows]
    families = write(tmp_path / "later.csv", rows)
    said = call("plan", families, "-o", tmp_path / "later", "--today", planned / "plan.json", *QUICK)
    assert said.code == 0, said.err
    return families, tmp_path / "later"


def test_a_family_that_takes_over_keeps_the_number_and_nobody_moves(replanned: tuple[Path, Path]) -> None:
    plan = document(replanned[1])
    assert [tier["name"] for tier in plan["tiers"]] == ["unplaced", "moves", "travel"]  # type: ignore[attr-defined]
    assert [tier["value"] for tier in plan["tiers"]][:2] == [1, 0]  # type: ignore[attr-defined]
    assert [(each["id"], each["hub"]) for each in plan["constellations"]] == [  # type: ignore[attr-defined]
        ("C01", "N3"),
        ("C02", "Zuid"),
    ]


def test_the_plan_and_its_table_say_what_changes(replanned: tuple[Path, Path]) -> None:
    plan, table = document(replanned[1]), (replanned[1] / "assignments.csv").read_text(encoding="utf-8-sig")
    assert plan["today"]["source"] == "plan"  # type: ignore[index]
    kinds = {(each["family"], each["kind"]): (each["from"], each["to"]) for each in plan["moves"]}  # type: ignore[attr-defined]
    assert kinds["N1", "stays"] == ("Noord", "N3")
    assert kinds["N3", "hub_starts"] == ("Noord", "N3")
    assert kinds["Noord", "left"] == kinds["Noord", "hub_stops"] == ("Noord", None)
    lines = [line.split(";") for line in table.splitlines()]
    assert lines[0][-2:] == ["today", "change"]
    assert {line[0]: line[-2:] for line in lines}["N3"] == ["Noord", "stays|hub_starts"]
    assert {line[0]: line[-2:] for line in lines}["Ver"] == ["", ""]


def test_both_are_checked_by_the_day_that_they_were_made_for(call: Command, replanned: tuple[Path, Path]) -> None:
    families, folder = replanned
    for name in ("plan.json", "assignments.csv"):
        said = call("--lang", "en", "check", families, folder / name, "-q")
        assert said.code == 0, said.out
        assert "Families that move: 0." in said.out


def test_a_list_of_changes_that_does_not_hold_is_told(call: Command, replanned: tuple[Path, Path]) -> None:
    families, folder = replanned
    plan = document(folder)
    plan["moves"][2]["kind"] = "moved"  # type: ignore[index]
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    said = call("--lang", "en", "check", families, folder / "plan.json", "-q")
    assert said.code == 1
    assert "- the list of what changes does not agree with the constellations" in said.out


def test_the_column_says_the_same_and_a_pinned_family_stays_beyond_the_radius(call: Command, tmp_path: Path) -> None:
    rows = [f"{row};Zuid;ja" if row.startswith("Ver;") else f"{row};;" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};constellatie;vast")
    said = call("--lang", "en", "plan", families, "-o", tmp_path / "p", "--workers", "1")
    assert said.code == 0, said.err
    assert "the policy names no objectives" in said.err
    hubs = {each["hub"]: each["satellites"] for each in document(tmp_path / "p")["constellations"]}  # type: ignore[attr-defined]
    assert "Ver" in hubs["Zuid"]
    assert document(tmp_path / "p")["today"]["source"] == "column"  # type: ignore[index]
    assert call("check", families, tmp_path / "p" / "plan.json", "-q").code == 0
    beyond = "these families are pinned and stay together, though they live farther apart than the rules on distance"
    assert f"{beyond} allow: Ver." in said.err
    assert f"{beyond} allow: Ver." in (tmp_path / "p" / "report.html").read_text(encoding="utf-8")


def test_the_report_and_the_workbook_have_a_chapter_on_what_changes(replanned: tuple[Path, Path]) -> None:
    report = (replanned[1] / "report.html").read_text(encoding="utf-8")
    said = "Gezinnen die blijven: 15; verhuizen: 0; erbij komen: 0; hun plaats verliezen: 0; niet meer meedoen: 1."
    assert f"{said} Nieuwe hubhomes: N3. Hubhomes die stoppen: Noord." in report
    assert '<th scope="row">N3</th><td>blijft, wordt hubhome</td><td>Noord</td><td>N3</td><td>C01</td>' in report
    book = openpyxl.load_workbook(replanned[1] / "plan.xlsx")
    rows = list(book["Wat verandert"].iter_rows(values_only=True))
    assert rows[0][:5] == ("Gezin", "Verandering", "Hubhome nu", "Hubhome in dit plan", "Constellatie")
    assert [row[:5] for row in rows[1:3]] == [
        ("Noord", "doet niet meer mee, is geen hubhome meer", "Noord", None, None),
        ("N3", "blijft, wordt hubhome", "Noord", "N3", "C01"),
    ]
    assert len(rows) == 1 + 16


def test_a_plan_without_today_has_no_such_chapter(planned: Path) -> None:
    assert "Wat verandert" not in (planned / "report.html").read_text(encoding="utf-8")
    assert "Wat verandert" not in openpyxl.load_workbook(planned / "plan.xlsx").sheetnames


def test_a_pin_without_a_constellation_is_an_error_with_its_row(call: Command, tmp_path: Path) -> None:
    rows = [f"{row};{'ja' if row.startswith('N1;') else ''}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};vast")
    said = call("plan", families, "-o", tmp_path / "p")
    assert said.code == 2
    assert "rij 3, kolom 'vast': dit gezin staat vast, maar er staat niet in welke constellatie." in said.err
    assert not (tmp_path / "p").exists()


def test_a_pin_gets_its_constellation_from_the_plan_of_today(call: Command, planned: Path, tmp_path: Path) -> None:
    rows = [f"{row};{'ja' if row.startswith('N1;') else ''}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};vast")
    said = call("plan", families, "-o", tmp_path / "p", "--today", planned / "assignments.csv", *QUICK)
    assert said.code == 0, said.err
    assert document(tmp_path / "p")["tiers"][1] == {"name": "moves", "value": 0, "bound": 0}  # type: ignore[index]


def test_a_chain_is_told_and_not_guessed(call: Command, tmp_path: Path) -> None:
    today = {"N1": "N2", "N2": "Noord", "Zuid": "Zuid"}
    rows = [f"{row};{today.get(row.split(';')[0], '')}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};constellatie")
    said = call("--lang", "en", "plan", families, "-o", tmp_path / "p", "--workers", "1")
    assert said.code == 0
    assert "of these families the hub home of today itself belongs to another constellation: N1." in said.err
    moved = {each["family"]: each["kind"] for each in document(tmp_path / "p")["moves"]}  # type: ignore[attr-defined]
    assert moved["N1"] == "placed"


def test_a_constellation_with_a_name_is_called_by_it_and_named_by_its_number(call: Command, tmp_path: Path) -> None:
    rows = [f"{row};{'De Eik' if row.startswith('Zuid;') else ''}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};constellatie_naam")
    assert call("plan", families, "-o", tmp_path / "p", *QUICK).code == 0
    assert "Constellatie C02 (De Eik)" in (tmp_path / "p" / "report.html").read_text(encoding="utf-8")
    assert '"title":"C02 (De Eik)"' in (tmp_path / "p" / "map.html").read_text(encoding="utf-8")
    assert ";C02;" in (tmp_path / "p" / "assignments.csv").read_text(encoding="utf-8-sig")
    told = call("--json", "explain", families, tmp_path / "p" / "plan.json", "C02")
    assert {each["family"] for each in json.loads(told.out)["families"]} == {"Zuid", *(f"Z{at}" for at in range(1, 8))}
    assert {each["constellation"] for each in json.loads(told.out)["families"]} == {"C02 (De Eik)"}
    said = call("check", families, tmp_path / "p" / "plan.json", "--size-min", "8", "-q")
    assert "- C02 (De Eik): De constellatie van Zuid telt 7 gezinnen" in said.out


def test_what_each_further_move_buys_is_told_and_written(call: Command, tmp_path: Path) -> None:
    """Three families of the north are with the hub home of the south today; the radius lets them."""
    today = dict.fromkeys(("N1", "N2", "N3", "Zuid", *(f"Z{at}" for at in range(1, 6))), "Zuid")
    today |= dict.fromkeys(("Noord", "N4", "N5", "N6", "N7", "Z6", "Z7"), "Noord")
    rows = [f"{row};{today.get(row.split(';')[0], '')}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};constellatie")
    plan = ("plan", families, "-o", tmp_path / "p", "--radius-km", "20", "--exact", "--tradeoff")
    said = call("--lang", "en", *plan, *QUICK)
    assert said.code == 0, said.err
    table = [line.split(";") for line in (tmp_path / "p" / "tradeoff.csv").read_text("utf-8-sig").splitlines()]
    assert table[0] == ["moves_at_most", "status", "moves", "unplaced", "unplaced_bound", "travel", "travel_bound"]
    limits, moves, travel = ([row[at] for row in table[1:]] for at in (0, 2, 5))
    assert limits == ["0", "1", "2", "3", ""]
    assert moves == ["0", "1", "2", "3", "5"]
    assert [int(value) for value in travel] == sorted((int(value) for value in travel), reverse=True)
    assert len(set(travel)) == len(travel)
    assert all(row[5] == row[6] for row in table[1:]), "every value is proved"
    assert "At most 2: 2 moves." in said.out
    assert "Without a limit: 5 moves." in said.out


def test_without_today_there_is_nothing_to_trade(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "p", "--tradeoff")
    assert said.code == 2
    assert "--tradeoff vergelijkt met nu, en het is niet bekend wie nu bij wie hoort." in said.err


def test_explain_says_that_a_family_is_pinned_where_it_is(call: Command, planned: Path, tmp_path: Path) -> None:
    rows = [f"{row};{'ja' if row.split(';')[0] in {'N1', 'Zuid'} else ''}" for row in village_rows()]
    families = write(tmp_path / "f.csv", rows, f"{HEADER};vast")
    plan = planned / "plan.json"
    said = call("--lang", "en", "explain", families, plan, "N1", "Zuid", "N2", "--today", plan, "-q")
    assert said.code == 0, said.err
    assert "N1 is pinned to Noord, and stays there for as long as it is." in said.out
    assert "Zuid is pinned to Zuid" in said.out
    assert "N2 is pinned" not in said.out


def test_a_number_of_hub_homes_for_a_provider_that_there_is_not_is_told(
    call: Command, families: Path, tmp_path: Path
) -> None:
    said = call("plan", families, "-o", tmp_path / "p", "--providers-hubs-max", "Heidde=1", "--workers", "1")
    assert said.code == 0
    assert "van wie geen aanbieder in het gezinnenbestand is: Heidde." in said.err
