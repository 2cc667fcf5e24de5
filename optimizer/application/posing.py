"""Reading the families file, and the problem that a policy makes of it."""

from dataclasses import dataclass, field
from pathlib import Path

from geodata.families import Families
from geodata.reading import Reading, read_families
from geodata.store import Store
from optimizer.application.reporter import Reporter
from optimizer.explain.presolve import warnings
from optimizer.finished import Source
from optimizer.policy.distances import as_measured, distances_of, minutes_per_km, sha256_of
from optimizer.policy.values import Policy
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True)
class PosedProblem:
    """A problem with the families file and the policy that it was made of."""

    reading: Reading = field(repr=False)
    policy: Policy
    problem: Problem = field(repr=False)

    @property
    def source(self) -> Source:
        """What a plan made now says of its origin."""
        return Source.current(self.reading.sha256, len(self.reading.families), sha256_of(self.problem.distances))


def read_input(path: Path, reporter: Reporter, *, silent: bool = False) -> Reading:
    """Read the families file, and say what is to be noticed about it unless ``silent``."""
    reading = read_families(path, locate=Store().postcodes())
    for notice in () if silent else reading.notices:
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
    return as_measured(policy, distances), policy.pose(families, distances)


def warn_before_search(problem: Problem, reporter: Reporter) -> None:
    """Say what the homes alone show about a problem before it is solved."""
    for warning in warnings(problem):
        reporter.notice(warning)
