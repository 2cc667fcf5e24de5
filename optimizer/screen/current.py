"""The plan that is worked on, as files for the application: those of its folder, or what was changed by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geodata.scratch import scratch
from optimizer.policy.file import policy_from
from optimizer.policy.written import as_toml
from optimizer.screen import words
from optimizer.screen.changes import Hand
from optimizer.screen.judging import Judge
from optimizer.screen.project import FAMILIES, Project
from optimizer.screen.refusal import RefusalError
from optimizer.screen.tables import as_table


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """A families file, and a plan of it with its policy beside it."""

    families: Path
    plan: Path


@contextmanager
def current_files(project: Project, hand: Hand, judge: Judge) -> Iterator[PlanFiles]:
    """Give the files of the plan as it stands, for as long as they are needed.

    Raises
    ------
    RefusalError
        When there is no plan.
    """
    if hand.plan is None or not hand.made:
        raise RefusalError(words.NO_PLAN_YET)
    own = project.plan_folder(hand.plan)
    if not hand.n_changes:
        yield PlanFiles(project.families_file(hand.plan), own / "plan.json")
        return
    with scratch() as folder:
        (folder / FAMILIES).write_bytes(project.families_of(hand))
        (folder / "plan.json").write_bytes((own / "plan.json").read_bytes())  # for its policy
        (folder / "assignments.csv").write_bytes(as_table(judge.finished(hand), project.lang))
        yield PlanFiles(folder / FAMILIES, folder / "assignments.csv")


def policy_made_with(project: Project, hand: Hand) -> bytes:
    """Give the policy file of the plan that is worked on."""
    assert hand.plan is not None
    return as_toml(policy_from(project.stated(hand.plan).policy)).encode()
