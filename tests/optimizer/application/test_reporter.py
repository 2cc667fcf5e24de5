"""The application as a window or a script uses it: typed requests, a reporter that is no terminal, no command line."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from geodata.errors import Fault, InputError
from geodata.language import Fact, Lang, Text
from geodata.template import template_book
from optimizer.application.checking import check_plan
from optimizer.application.joining import SETTINGS_READ, FamiliesFiles, own_settings
from optimizer.application.plan_request import PlanRequest, WrittenPlan
from optimizer.application.planning import NoPlan, make_plan
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.redrawing import RedrawRequest, redraw
from optimizer.application.results import FILES
from optimizer.outcome import Progress, Status
from optimizer.policy.sheet import add_settings
from optimizer.policy.values import Policy
from tests.cli.conftest import HEADER, village_rows

QUICK = PolicyRequest(changes={"solve.workers": 1, "solve.time_limit_s": 60.0})


@dataclass
class Recorder:
    """A reporter that keeps all it is told."""

    notices: list[Fault] = field(default_factory=list)
    said: list[tuple[Text, Mapping[str, Fact] | None]] = field(default_factory=list)
    shares: list[tuple[Text, float, Mapping[str, Fact] | None]] = field(default_factory=list)
    tiers: set[str] = field(default_factory=set)
    minutes_per_km: list[float | None] = field(default_factory=list)

    def notice(self, fault: Fault) -> None:
        self.notices.append(fault)

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        self.said.append((text, facts))

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        self.said.append((text, facts))

    def kilometres(self, minutes_per_km: float | None) -> None:
        self.minutes_per_km.append(minutes_per_km)

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        self.shares.append((text, share, facts))

    def progress(self, progress: Progress) -> None:
        self.tiers.add(progress.tier)


@pytest.fixture
def families(tmp_path: Path) -> Path:
    path = tmp_path / "gezinnen.csv"
    path.write_text("\n".join([HEADER, *village_rows()]), encoding="utf-8")
    return path


def test_a_plan_is_made_checked_and_drawn_without_a_terminal(families: Path, tmp_path: Path) -> None:
    told = Recorder()
    made = make_plan(PlanRequest(FamiliesFiles((families,)), tmp_path / "uit", Lang.EN, QUICK), told)
    assert isinstance(made, WrittenPlan)
    assert made.finished.status is Status.OPTIMAL
    assert made.finished.verdict.plan is made.finished.plan
    assert set(made.files) == set(FILES) == {path.name for path in (tmp_path / "uit").iterdir()}
    assert told.notices
    assert told.tiers == {"unplaced", "travel"}
    assert told.minutes_per_km == [None]
    checked = check_plan(
        FamiliesFiles((families,)), tmp_path / "uit" / "plan.json", PolicyRequest(), Lang.EN, Recorder()
    )
    assert checked.passed
    assert checked.finished.marks[0].proved
    drawn = redraw(RedrawRequest(FamiliesFiles((families,)), tmp_path / "uit" / "plan.json", Lang.EN), Recorder())
    assert len(drawn.view.constellations) == len(made.finished.plan.constellations)


def test_no_plan_is_an_answer_and_not_an_error(families: Path, tmp_path: Path) -> None:
    request = PolicyRequest(changes={**QUICK.changes, "hubs.exactly": 3})
    made = make_plan(PlanRequest(FamiliesFiles((families,)), tmp_path / "uit", Lang.NL, request), Recorder())
    assert isinstance(made, NoPlan)
    assert made.outcome.status is Status.INFEASIBLE
    assert made.document.status is Status.INFEASIBLE
    assert not (tmp_path / "uit").exists()


def test_what_cannot_be_used_is_an_error_in_sentences(families: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        make_plan(PlanRequest(FamiliesFiles((families,)), tmp_path, Lang.NL, QUICK), Recorder())
    assert all(fault.say(Lang.NL) != fault.say(Lang.EN) for fault in caught.value.faults)


def test_the_application_loads_no_command_line() -> None:
    code = "import sys, optimizer.application.planning, optimizer.application.sharing, optimizer.application.checking; "
    code += "print([name for name in sys.modules if name.startswith(('optimizer.cli', 'optimizer.batch', 'click'))])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_settings_in_the_workbook_of_families_hold_unless_there_is_a_policy_file(tmp_path: Path) -> None:
    book = template_book(Lang.NL)
    add_settings(book, Lang.NL)
    sheet = book.worksheets[-1]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "straal.hubhome_km":
            row[1].value = "7,5"
    path = tmp_path / "gezinnen.xlsx"
    book.save(path)
    one = FamiliesFiles((path,))

    told = Recorder()
    assert own_settings(one, PolicyRequest(), Lang.NL, told) == Policy().changed({"radius.hub_km": 7.5})
    assert [fault.text for fault in told.notices] == [SETTINGS_READ]
    silent = Recorder()
    assert own_settings(one, PolicyRequest(file=tmp_path / "beleid.toml"), Lang.NL, silent) is None
    assert own_settings(FamiliesFiles((path, path)), PolicyRequest(), Lang.NL, silent) is None
    assert silent.notices == []
