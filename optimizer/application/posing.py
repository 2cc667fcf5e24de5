"""Reading the families file, and the problem that a policy makes of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geodata.errors import Fault
from geodata.families import Families, Precision
from geodata.language import Text
from geodata.reading import Reading, read_families
from geodata.store import Store
from optimizer.application.reporter import Reporter
from optimizer.explain.presolve import warnings
from optimizer.finished import Source, day_of_making
from optimizer.policy.distances import as_measured, distances_of, minutes_per_km, sha256_of
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.today import NOT_KNOWN, Today


@dataclass(frozen=True, slots=True)
class PosedProblem:
    """A problem with the families file and the policy that it was made of."""

    reading: Reading = field(repr=False)
    policy: Policy
    problem: Problem = field(repr=False)
    today: Today = NOT_KNOWN

    @property
    def source(self) -> Source:
        """What a plan made now says of its origin."""
        families = self.reading.families
        n_by_postcode = sum(each.joins and each.location.precision is Precision.PC4 for each in families)
        measured = sha256_of(self.problem.distances)
        return Source.current(self.reading.sha256, len(families), measured, n_by_postcode, day_of_making())


def read_input(path: Path, reporter: Reporter, *, silent: bool = False, told_before: str | None = None) -> Reading:
    """Read the families file, and say what is to be noticed about it.

    Parameters
    ----------
    silent
        Whether nothing is said.
    told_before
        SHA-256 of a file of which it was said before; of that very file nothing is said again.
    """
    reading = read_families(path, locate=Store().postcodes())
    for notice in () if silent or reading.sha256 == told_before else reading.notices:
        reporter.notice(notice)
    return reading


def pose(policy: Policy, families: Families, folder: Path, reporter: Reporter) -> tuple[Policy, Problem]:
    """Pose the problem of a policy; give also the policy with the metric that was really used.

    Parameters
    ----------
    folder
        Where the name of a file of distances or barriers begins.

    Raises
    ------
    InputError
        When the file of distances is not there or cannot be used.
    """
    distances, notices = distances_of(policy, families, folder)
    for notice in notices:
        reporter.notice(notice)
    reporter.kilometres(minutes_per_km(distances))
    named = policy.of(families)
    if named.objective.tiers != policy.objective.tiers and "moves" in named.objective.tiers:
        reporter.notice(Fault(MOVES_TOO))
    return as_measured(named, distances), named.pose(families, distances)


def warn_before_search(problem: Problem, reporter: Reporter) -> None:
    """Say what the homes alone show about a problem before it is solved."""
    for warning in warnings(problem):
        reporter.notice(warning)


MOVES_TOO: Final = Text(
    nl="het is bekend wie nu bij wie hoort, en het beleid noemt geen doelen: na zoveel mogelijk indelen telt zo min "
    "mogelijk verhuizen, dan de reisafstand. Andere doelen kiest u met --tiers.",
    en="it is known who belongs where today, and the policy names no objectives: after placing as many as can be, "
    "fewest moves count, then travel. Choose others with --tiers.",
)
