import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import HEADER, Command, village_rows

Change = Callable[[dict[str, object]], None]


@pytest.fixture
def folder(planned: Path, tmp_path: Path) -> Path:
    """Give a copy of the plan that a test may change."""
    return Path(shutil.copytree(planned, tmp_path / "plan"))


def change(path: Path, how: Callable[[dict[str, object]], object]) -> Path:
    document = json.loads(path.read_bytes())
    how(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_plan_as_written_passes(call: Command, families: Path, planned: Path) -> None:
    said = call("check", families, planned / "plan.json", "-q")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        "16 gezinnen ingedeeld in 2 constellaties, 1 niet ingedeeld.\nNiet ingedeelde gezinnen: 1."
    )
    assert said.out.endswith("Het plan houdt zich aan alle regels.\n")


def test_a_table_as_written_passes_by_the_policy_beside_it(call: Command, families: Path, planned: Path) -> None:
    said = call("--lang", "en", "check", families, planned / "assignments.csv")
    assert said.code == 0
    assert said.out.endswith("The plan keeps every rule.\n")
    assert "Note: assignments.csv: the policy is that of the plan.json in the same folder" in said.err


def test_a_table_alone_is_judged_by_the_usual_policy(call: Command, families: Path, folder: Path) -> None:
    (folder / "plan.json").unlink()
    said = call("check", families, folder / "assignments.csv")
    assert said.code == 0
    assert "er ligt geen plan.json naast; het standaardbeleid geldt" in said.err


def test_a_family_moved_to_another_constellation_breaks_the_radius_and_the_size(
    call: Command, families: Path, folder: Path
) -> None:
    table = folder / "assignments.csv"
    text = table.read_text(encoding="utf-8-sig")
    moved = text.replace("N1;C01;satellite;Noord", "N1;C02;satellite;Zuid").replace("N2;C01;", "N2;C02;")
    table.write_text(moved, encoding="utf-8")
    said = call("check", families, table, "-q")
    assert said.code == 1
    assert said.err == ""
    assert "Het plan klopt niet: 3 bevindingen.\n" in said.out
    assert "- C01: De constellatie van Noord telt 5 gezinnen; toegestaan is 6 tot en met 10.\n" in said.out
    assert said.out.count("\n- ") == 3


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (
            lambda d: d["tiers"][0].update(value=0),
            "Niet ingedeelde gezinnen: het bestand zegt 0, nagerekend is het 1.",
        ),
        (
            lambda d: d["tiers"][0].update(bound=2),
            "Niet ingedeelde gezinnen: het bestand zegt dat minder dan 2 niet kan, en het plan heeft 1; dat bewijs "
            "klopt dus niet.",
        ),
        (
            lambda d: d["tiers"][1].update(bound=None),
            "het bestand zegt dat het plan bewezen niet beter kan, maar bewijst dat niet voor elk doel.",
        ),
        (
            lambda d: d["tiers"].pop(),
            "het bestand noemt andere doelen dan zijn beleid: Niet ingedeelde gezinnen en Afstand en afwijking van het "
            "streefaantal.",
        ),
        (
            lambda d: d["unplaced"].pop(),
            "de lijst van niet ingedeelde gezinnen klopt niet met de constellaties.",
        ),
        (
            lambda d: d["left_out"].clear(),
            "de lijst van gezinnen die niet meedoen klopt niet met het gezinnenbestand.",
        ),
        (lambda d: d["input"].update(families=20), "het bestand telt 20 gezinnen, het gezinnenbestand 19."),
        (
            lambda d: d.update(status="infeasible"),
            "het bestand zegt dat er geen plan bestaat, maar bevat er een.",
        ),
        (
            lambda d: d.update(status="unknown"),
            "het bestand zegt dat er geen plan is gevonden, maar bevat er een.",
        ),
        (
            lambda d: d["constellations"][1].update(id="C01"),
            "deze naam staat bij meer dan één constellatie: C01.",
        ),
        (
            lambda d: d["unplaced"][0]["reasons"][0].update(code="because"),
            "de reden waarom Ver niet is ingedeeld, klopt niet met de gegevens van de gezinnen.",
        ),
        (
            lambda d: d["unplaced"][0].update(reasons=[{"code": "no_room", "facts": {"full": ["Noord"]}}]),
            "de reden waarom Ver niet is ingedeeld, klopt niet met de gegevens van de gezinnen.",
        ),
        (
            lambda d: d["unplaced"][0].update(reasons=[{"code": "costs_a_place", "facts": {"hub": "Noord"}}]),
            "de reden waarom Ver niet is ingedeeld, klopt niet met de gegevens van de gezinnen.",
        ),
        (
            lambda d: d["unplaced"][0]["reasons"][0]["facts"].update(nearest_km=0.1),
            "de reden waarom Ver niet is ingedeeld, klopt niet met de gegevens van de gezinnen.",
        ),
    ],
)
def test_a_claim_that_does_not_hold_is_said(
    call: Command, families: Path, folder: Path, how: Change, sentence: str
) -> None:
    said = call("check", families, change(folder / "plan.json", how), "-q")
    assert said.code == 1
    assert f"- {sentence}\n" in said.out


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (lambda d: d.update(status="infeasible"), "het bestand zegt dat er geen plan bestaat, maar bevat er een."),
        (
            lambda d: d["tiers"][1].update(bound=1),
            "het bestand zegt dat het plan bewezen niet beter kan, maar bewijst dat niet voor elk doel.",
        ),
        (
            lambda d: d.update(status="feasible", tiers=[{"name": "unplaced", "value": 1, "bound": 2}]),
            "Niet ingedeelde gezinnen: het bestand zegt dat minder dan 2 niet kan, en het plan heeft 1; dat bewijs "
            "klopt dus niet.",
        ),
    ],
)
def test_what_a_file_contradicts_itself_is_said_also_where_families_or_policy_are_others(
    call: Command, families: Path, folder: Path, how: Change, sentence: str
) -> None:
    path = change(folder / "plan.json", how)
    told = [call("check", families, path, "--size", "6:7:10", "-q")]
    change(path, lambda d: d["input"].update(sha256="0" * 64))  # type: ignore[attr-defined]
    told.append(call("check", families, path, "-q"))
    assert [said.code for said in told] == [1, 1]
    assert all(said.out.count(f"- {sentence}\n") == 1 for said in told)


def test_two_names_for_one_constellation_are_found_under_another_policy_too(
    call: Command, families: Path, folder: Path
) -> None:
    path = change(folder / "plan.json", lambda d: d["constellations"][1].update(id="C01"))  # type: ignore[index]
    said = call("check", families, path, "--size", "6:7:10", "-q")
    assert said.code == 1
    assert "- deze naam staat bij meer dan één constellatie: C01.\n" in said.out


def test_room_for_one_more_is_refuted_by_a_proof_that_nobody_more_can_be_placed(call: Command, tmp_path: Path) -> None:
    rows = ["gezin_id;breedtegraad;lengtegraad;aanbieder;hubhome;logeerbedden", "H;52,3;5,2;A;kandidaat;2"]
    rows += [f"F{at};52,30{at};5,20{at};A;nee;0" for at in range(1, 4)] + ["G;52,304;5,2;A;kandidaat;2"]
    file, folder = tmp_path / "gezinnen.csv", tmp_path / "uit"
    file.write_text("\n".join(rows), encoding="utf-8")
    assert call("plan", file, "-o", folder, "--size", "3:3:3", "-q", "--workers", 1).code == 0
    (left,) = json.loads((folder / "plan.json").read_bytes())["unplaced"]
    reason = {"code": "room_after_moves", "facts": {}}

    def stating(bound: int | None) -> Path:
        def how(document: dict[str, Any]) -> None:
            document["unplaced"][0]["reasons"] = [reason]
            document["tiers"][0]["bound"] = bound
            document["status"] = "feasible"

        return change(folder / "plan.json", how)

    said = call("check", file, stating(1), "-q")
    refuted = f"er plaats is voor {left['family']}, maar ook dat bewezen geen plan meer gezinnen indeelt.\n"
    assert (said.code, refuted in said.out) == (1, True)
    assert call("check", file, stating(None), "-q").code == 0


def test_a_plan_without_reasons_claims_none(call: Command, families: Path, folder: Path) -> None:
    path = change(folder / "plan.json", lambda d: d["unplaced"][0].update(reasons=[]))  # type: ignore[index]
    assert call("check", families, path, "-q").code == 0


def test_another_policy_judges_the_plan_anew(call: Command, families: Path, planned: Path) -> None:
    said = call("check", families, planned / "plan.json", "--size", "8:8:10", "--lang", "en", "-q")
    assert said.code == 1
    assert "The constellation of Noord has 7 families; allowed are 8 to 10." in said.out
    assert "the file says" not in said.out


def test_a_policy_file_goes_before_the_policy_of_the_plan(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    (tmp_path / "beleid.toml").write_text("[radius]\nhub_km = 0.1\n", encoding="utf-8")
    said = call("check", families, planned / "plan.json", "--policy", tmp_path / "beleid.toml", "-q")
    assert said.code == 1
    assert said.out.count("\n- ") == 14


def test_json_gives_each_breach_with_its_figures(call: Command, families: Path, planned: Path) -> None:
    said = call("check", families, planned / "plan.json", "--size-min", 8, "--json", "-q")
    document = json.loads(said.out)
    assert said.code == 1
    assert document["passed"] is False
    assert document["violations"][0]["rule"] == "size"
    assert document["violations"][0]["families"] == ["Noord"]
    assert document["violations"][0]["facts"] == {"low": 8, "high": 10, "size": 7}


def test_a_plan_of_another_version_of_the_file_is_noticed(call: Command, planned: Path, tmp_path: Path) -> None:
    (tmp_path / "nieuw.csv").write_text("\n".join([HEADER, *reversed(village_rows())]), encoding="utf-8")
    said = call("check", tmp_path / "nieuw.csv", planned / "plan.json")
    assert said.code == 0
    assert "dit plan is gemaakt van een ander gezinnenbestand, of dat is sindsdien veranderd." in said.err


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (
            lambda d: d["constellations"][1]["satellites"].append("Mevrouw Jansen"),
            "plan.json, kolom 'constellations[1].satellites[7]': dit gezin staat niet in het gezinnenbestand; "
            "gebruik een gezin_id uit dat bestand.",
        ),
        (
            lambda d: d.update(schema="constellations/plan/2"),
            "plan.json: dit plan is gemaakt met een nieuwere versie van het programma; deze versie leest tot en met "
            "constellations/plan/1. Installeer de nieuwste versie.",
        ),
        (
            lambda d: d.update(schema="something else"),
            "plan.json: dit is geen plan van constellations; kies een plan.json of assignments.csv die het programma "
            "heeft geschreven.",
        ),
        (
            lambda d: d["policy"]["size"].update(mni=3),
            "plan.json: Sleutel 5 van onderdeel 'size' bestaat niet. Bedoelt u 'size.min'?",
        ),
    ],
)
def test_a_file_that_cannot_be_judged_is_exit_code_two(
    call: Command, families: Path, folder: Path, how: Change, sentence: str
) -> None:
    said = call("check", families, change(folder / "plan.json", how), "-q")
    assert (said.code, said.err, said.out) == (2, f"Fout: {sentence}\n", "")


def test_every_fault_of_a_file_is_told(call: Command, families: Path, folder: Path) -> None:
    def spoil(document: dict[str, object]) -> None:
        document["seed"] = "x"
        document["status"] = "great"
        del document["left_out"]

    said = call("check", families, change(folder / "plan.json", spoil), "-q")
    assert said.code == 2
    assert said.err == (
        "Fout: plan.json, kolom 'status': kies uit: optimal, feasible, infeasible en unknown.\n"
        "Fout: plan.json, kolom 'left_out': hier hoort een lijst van teksten te staan.\n"
        "Fout: plan.json, kolom 'seed': hier hoort een geheel getal te staan.\n"
    )


def test_faults_in_the_families_file_are_all_told(call: Command, planned: Path, tmp_path: Path) -> None:
    rows = village_rows()
    rows[1] = rows[1].replace("52,301", "noord")
    rows[3] = rows[3].replace("Heide", "")
    (tmp_path / "fout.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    said = call("check", tmp_path / "fout.csv", planned / "plan.json", "-q")
    assert said.code == 2
    assert said.err.count("Fout: fout.csv, rij ") == 2
    assert "noord" not in said.err
