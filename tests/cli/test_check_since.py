"""``check`` on a plan of an older families file: what changed since, what breaks, and what mending costs at least."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Command, village_rows


def later(families: Path, folder: Path, *gone: str, **changed: tuple[str, str]) -> Path:
    """Write the village without some families, with one that is new, and with parts of rows replaced."""
    header = families.read_text(encoding="utf-8").splitlines()[0]
    rows = [row for row in village_rows() if row.split(";")[0] not in gone]
    rows = [row.replace(*changed.get(row.split(";")[0], ("", ""))) for row in rows]
    path = folder / "later.csv"
    path.write_text("\n".join([header, *rows, "Nieuw;52,301;5,203;Duin;1;nee;0;ja"]), encoding="utf-8")
    return path


def test_who_joined_and_stopped_is_told_without_the_older_file(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    said = call("check", later(families, tmp_path, "N7"), planned / "plan.json")

    assert said.code == 0
    assert "Sinds dit plan is het gezinnenbestand veranderd:\n- Doen nu mee: Nieuw.\n- Gestopt: N7.\n" in said.out
    assert "--made-of BESTAND" in said.out
    assert "Het plan houdt zich aan alle regels.\n" in said.out


def test_with_the_older_file_moving_house_and_other_children_are_told_too(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    new = later(families, tmp_path, N1=("52,301", "52,299"), N2=(";1;nee", ";3;nee"), N3=("Heide", "Duin"))
    said = call("--lang", "en", "check", new, planned / "plan.json", "--made-of", families)

    assert "- Live elsewhere: N1.\n" in said.out
    assert "- Other foster children: N2.\n" in said.out
    assert "- Another provider: N3.\n" in said.out
    assert "--made-of" not in said.out
    assert "not made of this file" not in said.err


@pytest.mark.parametrize(("gone", "moved"), [(("N6", "N7"), 0), (("N5", "N6", "N7"), None)])
def test_what_mending_costs_is_proved(
    call: Command, families: Path, planned: Path, tmp_path: Path, gone: tuple[str, ...], moved: int | None
) -> None:
    new = later(families, tmp_path, *gone)
    told = json.loads(call("--json", "check", new, planned / "plan.json", "-q").out)

    assert told["since"]["stopped"] == list(gone)
    assert told["passed"] is False
    assert [each["rule"] for each in told["violations"]] == ["size"]
    if moved is None:  # the constellation cannot get to six again, and all of it loses its place
        assert len(told["mending"]["lost"]) == 5
        return
    assert told["mending"] == {**told["mending"], "lost": [], "moved": {}, "proved": True}
    assert "Nieuw" in told["mending"]["constellations"][0]["satellites"]


def test_when_a_hub_home_is_gone_its_families_are_named(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    said = call("--lang", "en", "check", later(families, tmp_path, "Noord"), planned / "plan.json")

    assert "- Stopped as a hub home: Noord.\n" in said.out
    assert "- Without a constellation, as their hub home is gone: N1, N2, N3, N4, N5, N6 and N7.\n" in said.out
    assert "What is left of the plan keeps every rule; 7 families have no constellation in it any more.\n" in said.out
    assert "The plan keeps every rule." not in said.out
    assert "Mending costs 7 families their place, N1, N2, N3, N4, N5, N6 and N7; fewer cannot be (proved)." in said.out


def test_another_file_than_the_plan_was_made_of_is_told(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    new = later(families, tmp_path)
    said = call("--lang", "en", "check", new, planned / "plan.json", "--made-of", new)

    assert "the plan was not made of this file" in said.err


def test_two_plans_a_year_apart_give_the_monitoring_page(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    new = later(families, tmp_path, "N7")
    assert call("plan", new, "-o", tmp_path / "now", "-q", "--workers", "1").code == 0
    out = tmp_path / "out"
    said = call(
        *("--lang", "en", "check", new, tmp_path / "now" / "plan.json"),
        *("--since", planned / "plan.json", "--made-of", families, "-o", out),
    )
    both = (tmp_path / "now", "--since", planned, "--made-of", families, "-o", tmp_path / "same")
    assert call("--lang", "en", "check", new, *both).code == 0  # a folder stands for the plan in it
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / "same" / path.name).read_bytes()
    told = json.loads((out / "monitoring.json").read_text(encoding="utf-8"))
    page = (out / "monitoring.html").read_text(encoding="utf-8")
    book = load_workbook(io.BytesIO((out / "monitoring.xlsx").read_bytes()))

    assert said.code == 0
    assert (told["total"]["before"], told["total"]["kept"], told["total"]["stopped"]) == (16, 15, 1)
    assert (told["total"]["joined"], told["total"]["after"]) == (1, 16)
    assert told["sizes"] == [{"satellites": 7, "before": 2, "after": 2}]
    assert "Of those of then still in the same one: 15 (94%)." in page
    assert [[cell.value for cell in row][:3] for row in book.worksheets[0].iter_rows()] == [
        ["Provider", "Then", "Same constellation"],
        ["Duin", told["providers"][0]["before"], told["providers"][0]["kept"]],
        ["Heide", told["providers"][1]["before"], told["providers"][1]["kept"]],
        ["In all", 16, 15],
    ]


def test_a_page_without_a_plan_of_then_or_a_folder_is_told(call: Command, families: Path, planned: Path) -> None:
    said = call("check", families, planned / "plan.json", "--since", planned / "plan.json")

    assert said.code == 2
    assert "--since en -o horen bij elkaar" in said.err


def test_a_folder_stands_for_its_plan_and_one_without_is_told(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    assert call("check", families, planned, "-q").code == 0
    placed, nobody = call("explain", families, planned, "N1", "-q"), call("check", families, tmp_path, "-q")
    assert "satellietgezin in C01" in placed.out
    assert (nobody.code, "in deze map staat geen plan.json." in nobody.err) == (2, True)
    assert call("check", families, planned / "plan.json", "--since", tmp_path, "-o", tmp_path / "out").code == 2
