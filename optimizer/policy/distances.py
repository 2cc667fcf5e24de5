"""How a policy measures: over the earth, or by a file of distances made elsewhere."""

from pathlib import Path
from typing import Final

from geodata.distances import Distances, Geodesic
from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Text
from geodata.matrix import Matrix
from geodata.matrixfile import Unit, read_matrix
from optimizer.policy.values import Policy

NO_MATRIX: Final = Text(
    nl="'distance.metric' is '{metric}', maar er is geen bestand met afstanden: vul 'distance.matrix' in.",
    en="'distance.metric' is '{metric}', but there is no file of distances: fill in 'distance.matrix'.",
)


def distances_of(policy: Policy, families: Families, folder: Path) -> tuple[Distances, tuple[Fault, ...]]:
    """Give the distances that ``[distance]`` asks for, and notices on the file that they come from.

    Parameters
    ----------
    folder
        Where the name of a file in the policy begins.

    Raises
    ------
    InputError
        When the file of distances is missing or faulty.
    """
    asked = policy.distance
    if asked.matrix is None:
        if asked.metric != "geodesic":
            raise InputError([Fault(NO_MATRIX, {"metric": asked.metric})])
        return Geodesic(asked.detour), ()
    unit = None if asked.metric == "geodesic" else Unit(asked.metric)
    found = read_matrix(folder / asked.matrix, families, unit=unit, kmh=asked.kmh)
    return found.matrix, found.notices


def as_measured(policy: Policy, distances: Distances) -> Policy:
    """Give the policy with the metric that was really used, where it left that to the file of distances."""
    return policy.changed({"distance.metric": distances.unit}) if isinstance(distances, Matrix) else policy


def sha256_of(distances: Distances) -> str | None:
    """Give the hash of the file that distances come from, ``None`` where they come from none."""
    return distances.sha256 if isinstance(distances, Matrix) else None
