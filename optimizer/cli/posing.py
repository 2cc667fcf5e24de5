"""From a policy and families to a problem, with distances from a file where the policy names one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Text
from geodata.matrix import read_matrix
from optimizer.cli.screen import Screen
from optimizer.policy import Policy
from optimizer.problem import Problem


def pose(
    policy: Policy, families: Families, options: Mapping[str, Any], screen: Screen, beside: Path | None = None
) -> Problem:
    """Pose the problem of a policy. A file of distances is looked for here, beside the policy and beside the plan.

    Raises
    ------
    InputError
        When the file of distances is not there or cannot be used.
    """
    if policy.distance.matrix is None:
        return policy.pose(families)
    near = [Path(), *(path.parent for path in (options.get("policy"), beside) if path is not None)]
    reading = read_matrix(_found(policy.distance.matrix, near), families)
    for notice in reading.notices:
        screen.notice(notice)
    return policy.pose(families, reading.matrix)


def _found(name: str, folders: Iterable[Path]) -> Path:
    for folder in folders:
        if "\0" not in name and (folder / name).is_file():
            return folder / name
    raise InputError([Fault(NO_MATRIX, file=Path(name).name)])


NO_MATRIX: Final = Text(
    nl="dit bestand met afstanden (distance.matrix) is niet gevonden; geef het met --matrix.",
    en="this file of distances (distance.matrix) was not found; give it with --matrix.",
)
