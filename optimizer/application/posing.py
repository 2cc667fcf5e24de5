"""From a policy and families to a problem, with distances from a file where the policy names one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Text
from optimizer.cli.terminal import Terminal
from optimizer.policy.distances import distances_of, file_of, minutes_per_km
from optimizer.policy.values import Policy
from optimizer.problem import Problem


def pose(
    policy: Policy, families: Families, options: Mapping[str, Any], terminal: Terminal, beside: Path | None = None
) -> Problem:
    """Pose the problem of a policy.

    A file of distances or barriers stands where its name was written: after ``--matrix`` or ``--barriers`` it is looked
    for from the current folder, in a policy file from the folder of that file, and in a plan, which holds the bare
    name, beside the plan.

    Parameters
    ----------
    beside
        The plan whose policy holds, where one was given.

    Raises
    ------
    InputError
        When the file of distances is not there or cannot be used.
    """
    folder = _folder(options, beside)
    name = file_of(policy)
    if name is not None and ("\0" in name or not (folder / name).is_file()):
        raise InputError([Fault(NO_BARRIERS if policy.distance.matrix is None else NO_MATRIX, file=Path(name).name)])
    distances, notices = distances_of(policy, families, folder)
    for notice in notices:
        terminal.notice(notice)
    terminal.minutes_per_km = minutes_per_km(distances)
    return policy.pose(families, distances)


def _folder(options: Mapping[str, Any], beside: Path | None = None) -> Path:
    """Give the folder where the name of a file of distances or barriers begins."""
    if options.get("distance__matrix") is not None or options.get("distance__barriers") is not None:
        return Path()
    written_in: Path | None = options.get("policy") or beside
    return Path() if written_in is None else written_in.parent


NO_MATRIX: Final = Text(
    nl="dit bestand met afstanden (distance.matrix) is niet gevonden; geef het met --matrix.",
    en="this file of distances (distance.matrix) was not found; give it with --matrix.",
)
NO_BARRIERS: Final = Text(
    nl="dit bestand met barrières (distance.barriers) is niet gevonden; geef het met --barriers.",
    en="this file of barriers (distance.barriers) was not found; give it with --barriers.",
)
