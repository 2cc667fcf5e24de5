"""Homes known by the four digits of their postcode only: every output says so, figure by figure."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Command


@pytest.fixture
def made(call: Command, tmp_path: Path) -> tuple[Path, Path]:
    """Two constellations; a satellite of the southern one is known by its postcode only."""
    rows = ["gezin_id;breedtegraad;lengtegraad;postcode;aanbieder;pleegkinderen;hubhome;logeerbedden"]
    for hub, lat in (("Noord", "52,29"), ("Zuid", "52,22")):
        rows.append(f"{hub};{lat}0;5,175;;Heide;1;kandidaat;2")
        rows += [f"{hub[0]}{at};{lat}{at};5,175;;Heide;1;nee;0" for at in range(1, 3)]
    rows.append("PC4;;;1211;Duin;1;nee;0")
    families = tmp_path / "gezinnen.csv"
    families.write_text("\n".join(rows), encoding="utf-8")
    said = call("plan", families, "-o", tmp_path / "uit", "--size", "2:2:3", "--workers", 1, "-q", "--exact")
    assert said.code == 0, said.err
    return families, tmp_path / "uit"


def constellations(page: Path) -> list[dict[str, Any]]:
    text = page.read_text(encoding="utf-8")
    found = json.loads(text.split('type="application/json" id="view">')[1].split("</script>")[0])["constellations"]
    assert isinstance(found, list)
    return found


def test_figures_that_count_such_a_home_bear_a_sign_and_others_do_not(made: tuple[Path, Path]) -> None:
    _, folder = made
    report = re.sub(r"<[^>]+>", " ", (folder / "report.html").read_text(encoding="utf-8"))

    assert [each["about"] for each in constellations(folder / "map.html")] == [False, True]
    assert len(re.findall(r"Grootste afstand\s+± \d", report)) == 1
    assert len(re.findall(r"; gemiddeld ± \d", report)) == 1
    assert len(re.findall(r"Grootste afstand\s+\d", report)) == 1
    assert re.search(r"Afstand \(mediaan\)\s+± \d,\d km\s+tot de hubhome", report)
    assert "waarden waarin die meetellen, staan er met ± bij" in report


def test_workbook_and_plan_file_count_them(made: tuple[Path, Path]) -> None:
    _, folder = made
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    header, *rows = book["Constellaties"].iter_rows(values_only=True)

    assert [row[header.index("Huizen met alleen een postcode")] for row in rows] == [0, 1]
    assert "vanaf het midden daarvan" in str(list(book["Regels en instellingen"].values))
    assert json.loads((folder / "plan.json").read_bytes())["input"]["families_by_postcode"] == 1


@pytest.mark.parametrize("audience", ["provider=Heide", "provider=Duin", "council", "public"])
def test_every_reader_is_told(audience: str, call: Command, made: tuple[Path, Path], tmp_path: Path) -> None:
    families, folder = made
    out = tmp_path / "gedeeld"
    assert call("share", families, folder / "plan.json", "--audience", audience, "-o", out).code == 0

    for name in ("map.html", "report.html"):
        assert "alleen de postcode van vier cijfers bekend" in (out / name).read_text(encoding="utf-8")
    if audience.startswith("provider"):  # of its own homes only: the other provider's are not its business
        found = [each["about"] for each in constellations(out / "map.html")]
        assert found == ([False, False] if audience.endswith("Heide") else [True])
