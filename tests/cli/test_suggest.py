"""``suggest`` answers for families that came after the plan, in both languages, and for one that has a place."""

import json
from pathlib import Path

import pytest

from optimizer.cli.exit_codes import EXIT_INPUT
from tests.cli.conftest import Command, village_rows


@pytest.fixture
def later(families: Path, tmp_path: Path) -> Path:
    """The village when one family has stopped and another has come."""
    header = families.read_text(encoding="utf-8").splitlines()[0]
    rows = [row for row in village_rows() if not row.startswith("N7;")]
    path = tmp_path / "later.csv"
    path.write_text("\n".join([header, *rows, "Nieuw;52,301;5,203;Duin;1;nee;0;ja"]), encoding="utf-8")
    return path


def test_without_names_it_is_about_all_who_have_no_place(call: Command, later: Path, planned: Path) -> None:
    called = call("suggest", later, planned / "plan.json")

    assert called.code == 0
    assert "Nieuw heeft geen plaats in dit plan." in called.out
    assert "- C01 (hubhome Noord, 0 tot 0,5 km): kan; telt dan 7 satellietgezinnen" in called.out
    assert "Ver heeft geen plaats in dit plan." in called.out
    assert "Niet meer in het gezinnenbestand: N7." in called.err


def test_json_holds_every_constellation_with_rules_and_tiers(call: Command, later: Path, planned: Path) -> None:
    told = json.loads(call("--json", "suggest", later, planned / "plan.json", "Nieuw", "-q").out)
    (family,) = told["families"]

    assert family["family"] == "Nieuw"
    assert [each["possible"] for each in family["places"]] == [True, False]
    assert family["places"][0]["tiers"] == {"unplaced": -1, "travel": family["places"][0]["tiers"]["travel"]}
    assert family["places"][0]["tiers"]["travel"] in {-1, 0, 1}
    assert [each["rule"] for each in family["places"][1]["breaks"]] == ["radius"]
    assert family["one_move"]["constellation"] == "C01"


def test_a_family_with_a_place_hears_where_else(call: Command, families: Path, planned: Path) -> None:
    called = call("--lang", "en", "suggest", families, planned / "plan.json", "Z1")

    assert "Z1 is in C02. Where else it could go:" in called.out
    assert "- not possible, farther than the radius of 5.0 km: C01" in called.out


def test_a_family_that_is_not_there_is_told(call: Command, families: Path, planned: Path) -> None:
    called = call("suggest", families, planned / "plan.json", "Nergens9")

    assert called.code == EXIT_INPUT
    assert "Nergens9" in called.err


def test_a_constellation_with_a_name_is_called_by_it_and_by_its_number(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    header, *rows = families.read_text(encoding="utf-8").splitlines()
    named = [f"{row};{'De Brink' if row.startswith('Noord;') else ''}" for row in rows]
    path = tmp_path / "named.csv"
    path.write_text("\n".join([f"{header};constellatie_naam", *named]), encoding="utf-8")
    said = call("suggest", path, planned / "plan.json", "N1", "-q")
    told = json.loads(call("--json", "suggest", path, planned / "plan.json", "N1", "-q").out)

    assert "N1 is ingedeeld in C01 (De Brink)." in said.out
    assert told["families"][0]["constellation"] == "C01"
    assert "C01 (De Brink) (hubhome Noord" in call("without", path, planned / "plan.json", "C01", "-q").out
