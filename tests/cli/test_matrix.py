"""Own distances, from the command line to the folder of a plan and back."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command

HEADER = "gezin_id;postcode;aanbieder;hubhome;logeerbedden"
HUBS = ("West", "Oost")
GUESTS = tuple(f"G{number}" for number in range(8))


def write_case(folder: Path, rows: list[str], *, header: str = "from_id;to_id;minutes") -> tuple[Path, Path]:
    """Write eight families and two hub homes, all in one place, and a file of distances."""
    folder.mkdir(parents=True, exist_ok=True)
    homes = [f"{hub};1217;Heide;kandidaat;2" for hub in HUBS] + [f"{guest};1217;Duin;nee;0" for guest in GUESTS]
    families, matrix = folder / "gezinnen.csv", folder / "minuten.csv"
    families.write_text("\n".join([HEADER, *homes]), encoding="utf-8")
    matrix.write_text("\n".join([header, *rows]), encoding="utf-8")
    return families, matrix


def one_way_streets() -> list[str]:
    """To West it is 2 minutes and back 50; to Oost 9 minutes and back 1: only the way to the hub home counts."""
    rows = []
    for guest in GUESTS:
        rows += [f"{guest};West;2", f"West;{guest};50", f"{guest};Oost;9", f"Oost;{guest};1"]
    return rows


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, Path]:
    """Give the families file and the minutes."""
    return write_case(tmp_path / "invoer", one_way_streets())


def planned(call: Command, families: Path, folder: Path, *options: object) -> dict[str, object]:
    said = call("plan", families, "-o", folder, "-q", "--workers", 1, "--size", "4:8:8", *options)
    assert said.code == 0, said.err
    found = json.loads((folder / "plan.json").read_bytes())
    assert isinstance(found, dict)
    return found


def test_minutes_count_from_the_family_to_the_hub_home(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, matrix = case
    document = planned(call, families, tmp_path / "uit", "--metric", "minutes", "--matrix", matrix, "--exact")
    assert [(group["hub"], len(group["satellites"])) for group in document["constellations"]] == [("West", 8)]  # type: ignore[attr-defined]
    assert document["tiers"][1]["value"] == 8 * 2000  # type: ignore[index] # 2 minutes at 60 km an hour are 2 km
    table = (tmp_path / "uit" / "assignments.csv").read_text(encoding="utf-8-sig")
    assert "G0;C01;satellite;West;2" in table


@pytest.mark.parametrize(("kmh", "placed"), [("60", 8), ("150", 8), ("151", 0)])
def test_minutes_are_judged_by_the_radius_at_the_speed_that_the_policy_sets(
    call: Command, case: tuple[Path, Path], tmp_path: Path, kmh: str, placed: int
) -> None:
    families, matrix = case
    document = planned(call, families, tmp_path / "uit", "--metric", "minutes", "--matrix", matrix, "--kmh", kmh)
    assert sum(len(group["satellites"]) for group in document["constellations"]) == placed  # type: ignore[attr-defined, misc]


def test_a_plan_carries_the_name_of_the_file_of_distances_and_its_hash_but_no_folder(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, matrix = case
    document = planned(call, families, tmp_path / "uit", "--metric", "minutes", "--matrix", matrix)
    assert document["policy"]["distance"]["matrix"] == "minuten.csv"  # type: ignore[index]
    assert len(document["input"]["distances_sha256"]) == 64  # type: ignore[index]
    for path in (tmp_path / "uit").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_a_policy_names_the_file_from_its_own_folder(
    call: Command, case: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families, _ = case
    policy = families.with_name("beleid.toml")
    policy.write_text('[distance]\nmetric = "minutes"\nmatrix = "minuten.csv"\n', encoding="utf-8")
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "minuten.csv").write_text("from_id;to_id;minutes\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "elders")
    document = planned(call, families, tmp_path / "uit", "--policy", policy)
    assert document["tiers"][1]["value"] == 8 * 2000  # type: ignore[index]


def test_an_option_names_the_file_from_the_current_folder(
    call: Command, case: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families, matrix = case
    monkeypatch.chdir(matrix.parent)
    document = planned(call, families, tmp_path / "uit", "--metric", "minutes", "--matrix", "minuten.csv")
    assert document["tiers"][1]["value"] == 8 * 2000  # type: ignore[index]


@pytest.mark.parametrize("command", ["check", "explain", "map", "report"])
def test_a_plan_is_read_with_the_file_beside_it_or_the_one_given(
    call: Command, case: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    families, matrix = case
    folder = tmp_path / "uit"
    planned(call, families, folder, "--metric", "minutes", "--matrix", matrix)
    output = () if command in {"check", "explain"} else ("-o", tmp_path / "pagina.html", "--force")
    missing = call(command, families, folder / "plan.json", *output)
    assert missing.code == 2
    assert missing.err.splitlines()[-1] == (
        "Fout: minuten.csv: dit bestand met afstanden (distance.matrix) is niet gevonden; geef het met --matrix."
    )
    assert call(command, families, folder / "plan.json", "--matrix", matrix, *output).code == 0
    shutil.copy(matrix, folder)
    assert call(command, families, folder / "plan.json", *output).code == 0
    assert call(command, families, folder / "assignments.csv", *output).code == 0


def test_check_says_that_the_file_of_distances_has_changed_and_believes_no_bound(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, matrix = case
    planned(call, families, tmp_path / "uit", "--metric", "minutes", "--matrix", matrix)
    matrix.write_text(matrix.read_text(encoding="utf-8").replace(";West;2", ";West;3"), encoding="utf-8")
    said = call("--lang", "en", "check", families, tmp_path / "uit" / "plan.json", "--matrix", matrix)
    assert said.code == 0
    assert "this plan was made with other distances" in said.err
    assert "24.0 min" in said.out


def test_a_missing_way_is_unreachable_and_a_family_without_a_row_is_an_error(call: Command, tmp_path: Path) -> None:
    families, matrix = write_case(tmp_path / "gaten", [row for row in one_way_streets() if not row.startswith("G7")])
    options = ("--metric", "minutes", "--matrix", matrix)
    document = planned(call, families, tmp_path / "uit", *options)
    assert [each["family"] for each in document["unplaced"]] == ["G7", "Oost"]  # type: ignore[attr-defined]
    matrix.write_text("\n".join(line for line in matrix.read_text(encoding="utf-8").splitlines() if "G7" not in line))
    said = call("--lang", "en", "plan", families, "-o", tmp_path / "weer", *options)
    assert said.code == 2
    assert "family G7 is in no row" in said.err


def test_a_metric_from_a_file_needs_the_file(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    said = call("plan", case[0], "-o", tmp_path / "uit", "--metric", "metres")
    assert said.code == 2
    assert "vul 'distance.matrix' in" in said.err
