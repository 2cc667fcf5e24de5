import itertools
import json
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from optimizer.application import planning
from optimizer.application.results import FILES
from optimizer.cli.terminal import Terminal
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.outcome import Limits, Outcome, Progress, Status
from optimizer.plan import Plan, Verdict
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.verify import verify
from tests.cli.conftest import HEADER, Command, village_rows


def test_a_plan_is_a_folder_of_five_files(planned: Path) -> None:
    assert sorted(path.name for path in planned.iterdir()) == sorted(FILES)


def test_a_run_verifies_its_plan_once_and_reads_it_back_once(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[tuple[Problem, Plan]] = []
    read: list[bytes] = []

    def verified(problem: Problem, plan: Plan) -> Verdict:
        plans.append((problem, plan))
        return verify(problem, plan)

    def read_back(data: bytes, file: str | None = None) -> PlanFile:
        read.append(data)
        return read_plan_file(data, file)

    for module in [each for name, each in sys.modules.items() if name.startswith("optimizer.")]:
        if getattr(module, "verify", None) is verify:
            monkeypatch.setattr(module, "verify", verified)
        if getattr(module, "read_plan_file", None) is read_plan_file:
            monkeypatch.setattr(module, "read_plan_file", read_back)
    assert call("plan", families, "-o", tmp_path / "uit", "-q", "--workers", 1).code == 0
    written = (tmp_path / "uit" / "plan.json").read_bytes()
    posed = plans[0][0]
    final = read_plan_file(written).plan(posed.families)
    assert final.unplaced, "without unplaced families nobody would have looked into reasons"
    assert [plan for problem, plan in plans if plan == final and problem.rules == posed.rules] == [final]
    assert read == [written]


def test_the_summary_counts_every_family_of_the_file(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "-q", "--workers", 1)
    assert said.code == 0
    assert said.out.startswith(
        "19 gezinnen gelezen: 16 ingedeeld in 2 constellaties, 1 niet ingedeeld, 1 doet niet mee ("
    )
    assert "Van wie alleen hubhome kan zijn, niet nodig: 1." in said.out
    assert "Bewezen: geen enkel plan binnen deze regels plaatst meer gezinnen." in said.out
    assert f"Kaart: {tmp_path / 'uit' / 'map.html'}" in said.out


def test_the_same_in_english(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("--lang", "en", "plan", families, "-o", tmp_path / "out", "-q", "--workers", 1)
    assert said.code == 0
    assert said.out.startswith("19 families read: 16 placed in 2 constellations, 1 unplaced, 1 does not join (")
    assert "Proved: no plan within these rules places more families." in said.out
    assert 'lang="en"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes_but_for_the_seconds(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    assert call("plan", families, "-o", tmp_path / "again", "-q", "--workers", 1).code == 0
    for name in FILES:
        first, second = (planned / name).read_bytes(), (tmp_path / "again" / name).read_bytes()
        if name == "plan.json":
            first, second = (json.dumps({**json.loads(text), "seconds": 0}).encode() for text in (first, second))
        assert first == second, name


def test_a_plan_carries_the_day_it_was_made(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")  # noon of the second of March 2026
    assert call("plan", families, "-o", tmp_path / "uit", "-q", "--workers", 1).code == 0
    assert json.loads((tmp_path / "uit" / "plan.json").read_bytes())["made"] == "2026-03-02"
    assert "2 maart 2026" in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")


def test_json_prints_the_plan_and_nothing_else(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "--json", "-q", "--workers", 1)
    assert json.loads(said.out) == json.loads((tmp_path / "uit" / "plan.json").read_bytes())
    assert said.err == ""


def test_plan_json_names_no_place(planned: Path) -> None:
    text = (planned / "plan.json").read_text(encoding="utf-8")
    assert "52." not in text
    assert "5.20" not in text


def test_an_existing_folder_is_refused(call: Command, families: Path, tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    said = call("plan", families, "-o", tmp_path / "uit")
    assert said.code == 2
    assert said.err == (
        "Fout: uit: deze map bestaat al. Kies een andere naam na -o, of geef --force om de resultaten erin te "
        "vervangen.\n"
    )


def test_force_replaces_the_results_and_keeps_other_files(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "uit"
    shutil.copytree(planned, folder)
    (folder / "plan.json").write_text("old", encoding="utf-8")
    (folder / "notitie.txt").write_text("van mij", encoding="utf-8")
    assert call("plan", families, "-o", folder, "--force", "-q", "--workers", 1).code == 0
    assert (folder / "notitie.txt").read_text(encoding="utf-8") == "van mij"
    assert json.loads((folder / "plan.json").read_bytes())["status"] == "optimal"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_rules_that_clash_are_named_and_nothing_is_written(call: Command, tmp_path: Path) -> None:
    rows = [row.replace("kandidaat;2", "verplicht;1") for row in village_rows()]
    (tmp_path / "gezinnen.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    said = call("plan", tmp_path / "gezinnen.csv", "-o", tmp_path / "uit", "-q", "--workers", 1)
    assert said.code == 1
    assert said.err.startswith(
        "Er is geen plan dat zich aan al deze regels tegelijk houdt (bewezen). "
        "Zonder één van deze is er wel een plan:\n"
        "- Een verplichte hubhome is altijd hubhome.\n"
        "- Logeerbedden die een hubhome vrijhoudt: minstens 2.\n"
    )
    assert not (tmp_path / "uit").exists()


def test_json_without_a_plan_names_the_rules_that_clash(call: Command, tmp_path: Path) -> None:
    rows = [row.replace("kandidaat;2", "verplicht;1") for row in village_rows()]
    (tmp_path / "gezinnen.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    said = call("plan", tmp_path / "gezinnen.csv", "-o", tmp_path / "uit", "--json", "-q", "--workers", 1)
    document = json.loads(said.out)
    assert (said.code, document["status"], document["tiers"]) == (1, "infeasible", [])
    assert document["clash"] == ["required", "beds"]


def test_time_that_runs_out_without_a_plan_is_exit_code_three(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "solve", lambda *_, **__: Outcome(Status.UNKNOWN, None, (), 2.0, "assignment"))
    said = call("plan", families, "-o", tmp_path / "uit", "-q", "--time-limit", "2,5", "--lang", "en")
    assert said.code == 3
    assert said.err == (
        "Time (2.5 s) ran out before there was a plan. Give more with --time-limit. Nothing was written.\n"
    )
    assert not (tmp_path / "uit").exists()


def test_a_plan_that_breaks_a_rule_is_never_written(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(problem: object, limits: Limits, **options: object) -> Outcome:
        outcome = solve(problem, limits, **options)  # type: ignore[arg-type]
        shorter = outcome.plan.constellations[0].satellites[:3]  # type: ignore[union-attr]
        first = Plan.of(outcome.plan.families, {"Noord": [each.id for each in shorter]})  # type: ignore[union-attr]
        return Outcome(outcome.status, first, outcome.marks, 1.0, "assignment")

    monkeypatch.setattr(planning, "solve", careless)
    said = call("plan", families, "-o", tmp_path / "uit", "-q", "--workers", 1)
    assert said.code == 70
    assert said.err == (
        "Fout: het gevonden plan doorstond de eigen controle niet. Er is niets geschreven. Meld dit, met de opdracht.\n"
    )
    assert not (tmp_path / "uit").exists()


def test_a_fault_of_ours_tells_no_data(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Outcome:
        raise RuntimeError("52.3 Noord")

    monkeypatch.setattr(planning, "solve", broken)
    said = call("plan", families, "-o", tmp_path / "uit", "-q", "-v")
    assert said.code == 70
    assert "RuntimeError" in said.err
    assert "in planning.py, regel " in said.err
    assert "Noord" not in said.err
    assert "52" not in re.sub(r"regel \d+", "", said.err)


def test_exact_points_are_said_aloud(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "--exact", "-q", "--workers", 1)
    aloud = "De bestanden tonen waar elk gezin werkelijk woont, en afstanden op de meter. Stuur ze niet door."
    assert said.err == f"LET OP: --exact. {aloud}\n"
    assert "werkelijke plaats van elk gezin" in (tmp_path / "uit" / "map.html").read_text(encoding="utf-8")


def test_a_donut_is_drawn_by_a_secret_that_stays_with_the_user(call: Command, families: Path, tmp_path: Path) -> None:
    donut = ("--mask", "donut", "-q", "--workers", 1)
    assert call("plan", families, "-o", tmp_path / "een", *donut).code == 0
    assert call("plan", families, "-o", tmp_path / "twee", *donut).code == 0
    assert (tmp_path / "een" / "map.html").read_bytes() == (tmp_path / "twee" / "map.html").read_bytes()
    key = tmp_path / "data-folder" / "constellations" / "mask.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in (tmp_path / "een").iterdir()) == sorted(FILES)
    key.unlink()
    assert call("plan", families, "-o", tmp_path / "drie", *donut).code == 0
    assert (tmp_path / "een" / "map.html").read_bytes() != (tmp_path / "drie" / "map.html").read_bytes()


def test_progress_is_quiet_where_standard_error_is_no_terminal(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "--workers", 1)
    assert "ondergrens" not in said.err


def test_a_plan_may_begin_from_another(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    start = planned / "assignments.csv"
    assert call("plan", families, "-o", tmp_path / "uit", "--start", start, "-q", "--workers", 1).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one process")
def test_ctrl_c_keeps_the_best_plan_so_far(call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[bool] = []

    def press(_: Terminal, progress: Progress) -> None:
        if progress.tier == "travel" and progress.value is not None and not pressed:
            pressed.append(True)
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Terminal, "progress", press)
    assert call("example", "-o", tmp_path / "gezinnen.csv").code == 0
    said = call("plan", tmp_path / "gezinnen.csv", "-o", tmp_path / "uit", "--time-limit", 60, "-v")
    assert said.code == 0, said.err
    assert "Gestopt op uw verzoek; dit is het beste plan tot dat moment." in said.err
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == sorted(FILES)


def test_a_plan_without_constellations_is_compared_with_no_other_on_travel(
    call: Command, families: Path, tmp_path: Path
) -> None:
    few = tmp_path / "weinig.csv"
    few.write_text("\n".join(families.read_text(encoding="utf-8").splitlines()[:4]) + "\n", encoding="utf-8")
    said = call("plan", few, "-o", tmp_path / "uit", "-q", "--workers", "1")
    assert "Er is geen constellatie, dus niemand reist. Minder kan niet.\n" in said.out
    assert "3 gezinnen gelezen: 0 ingedeeld in 0 constellaties, 3 niet ingedeeld" in said.out
    assert "lagere som" not in said.out


def test_work_in_place_of_seconds_gives_the_same_files_however_late_it_is(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def planned(name: str) -> dict[str, object]:
        said = call("plan", families, "-o", tmp_path / name, "--rekenwerk", "5", "--time-limit", "0.1", "-q")
        assert said.code == 0, said.err
        document: dict[str, object] = json.loads((tmp_path / name / "plan.json").read_bytes())
        assert document["policy"]["solve"]["work"] == 5.0  # type: ignore[index]
        tiers = document["tiers"]
        assert isinstance(tiers, list)
        return {**document, "seconds": 0, "tiers": [{**tier, "seconds": 0} for tier in tiers]}

    usual = planned("usual")
    late = itertools.count(0, 7)
    monkeypatch.setattr(time, "monotonic", lambda: float(next(late)))
    assert planned("late") == usual
