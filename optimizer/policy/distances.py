"""How a policy measures: over the earth, around barriers, or by a file of distances."""

from pathlib import Path
from typing import Final

from geodata.distances import Distances, Geodesic
from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Lang, Text
from geodata.matrix import Matrix
from geodata.matrixfile import Unit, read_matrix
from geodata.roads.barriers import Around, read_barriers
from geodata.roads.road_source import ATTRIBUTION
from optimizer.policy.values import Policy

NO_NAME: Final = Text(
    nl="'distance.metric' is '{metric}', maar er is geen bestand met afstanden: vul 'distance.matrix' in.",
    en="'distance.metric' is '{metric}', but there is no file of distances: fill in 'distance.matrix'.",
)

NO_MATRIX: Final = Text(
    nl="dit bestand met afstanden (distance.matrix) is niet gevonden; geef het met --matrix.",
    en="this file of distances (distance.matrix) was not found; give it with --matrix.",
)
NO_BARRIERS: Final = Text(
    nl="dit bestand met barrières (distance.barriers) is niet gevonden; geef het met --barriers.",
    en="this file of barriers (distance.barriers) was not found; give it with --barriers.",
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
    if asked.matrix is not None and asked.barriers is not None:
        raise InputError([Fault(BOTH)])
    name = file_of(policy)
    if name is not None and ("\0" in name or not (folder / name).is_file()):
        raise InputError([Fault(NO_BARRIERS if asked.matrix is None else NO_MATRIX, file=Path(name).name)])
    if asked.matrix is None:
        if asked.metric != "geodesic":
            raise InputError([Fault(NO_NAME, {"metric": asked.metric})])
        if asked.barriers is not None:
            return Around(read_barriers(folder / asked.barriers, families), asked.detour), ()
        return Geodesic(asked.detour), ()
    unit = None if asked.metric == "geodesic" else Unit(asked.metric)
    found = read_matrix(folder / asked.matrix, families, unit=unit, kmh=asked.kmh)
    _wide_enough(found.matrix, policy, Path(asked.matrix).name)
    return found.matrix, found.notices


def as_measured(policy: Policy, distances: Distances) -> Policy:
    """Give the policy with the metric that was really used, where it left that to the file of distances."""
    return policy.changed({"distance.metric": distances.unit}) if isinstance(distances, Matrix) else policy


def _wide_enough(matrix: Matrix, policy: Policy, file: str) -> None:
    """Refuse a table of road distances in which families within the radius may be missing."""
    if matrix.source is None or matrix.minutes_per_km is not None:
        return
    asked_km = max(policy.radius.hub_km, policy.radius.mutual_km or 0.0)
    if matrix.source.within_km < asked_km:
        raise InputError([Fault(TOO_NEAR, {"within": matrix.source.within_km, "radius": asked_km}, file)])


def file_of(policy: Policy) -> str | None:
    """Give the name of the file that distances come from or go around, ``None`` where there is none."""
    return policy.distance.matrix if policy.distance.matrix is not None else policy.distance.barriers


def sha256_of(distances: Distances) -> str | None:
    """Give the hash of the file that distances come from, ``None`` where they come from none."""
    if isinstance(distances, Around):
        return distances.barriers.sha256
    return distances.sha256 if isinstance(distances, Matrix) else None


def measured(distances: Distances) -> str:
    """Tell what kind of distance was used: ``straight``, ``around`` barriers, over ``roads``, or from a ``file``."""
    if isinstance(distances, Around):
        return "around"
    if isinstance(distances, Matrix):
        return "file" if distances.source is None else "roads"
    return "straight"


def minutes_per_km(distances: Distances) -> float | None:
    """Give the minutes that a kilometre stands for, ``None`` where a kilometre is one."""
    return distances.minutes_per_km if isinstance(distances, Matrix) else None


def said_of(distances: Distances, lang: Lang) -> tuple[str, ...]:
    """Say which distance was used, by what, from which file of what date; nothing of plain straight lines."""
    if isinstance(distances, Around):
        return (AROUND_FILE.say(lang, {"file": distances.barriers.file}),)
    if not isinstance(distances, Matrix):
        return ()
    minutes = distances.minutes_per_km
    said = []
    if distances.source is not None:
        source = distances.source.say(lang, minutes=minutes is not None)
        said.append(OVER_ROADS.say(lang, {"source": source, "attribution": ATTRIBUTION}))
    if minutes is not None:
        said.append(KM_ARE_MINUTES.say(lang, {"minutes": minutes}))
    return tuple(said)


OVER_ROADS: Final = Text(
    nl="Gemeten is de {source}. Wegen: {attribution}.", en="Measured is the {source}. Roads: {attribution}."
)
AROUND_FILE: Final = Text(
    nl="Gemeten is de rechte lijn, en waar die een barrière uit {file} kruist de kortste weg eromheen.",
    en="Measured is the straight line, and where it crosses a barrier of {file} the shortest way around.",
)
KM_ARE_MINUTES: Final = Text(
    nl="Dit plan rekent in reistijd: 1 km van het beleid (straal, max_km) staat voor {minutes} min. Minuten zijn "
    "indicatief.",
    en="This plan counts travel time: 1 km of the policy (radius, max_km) stands for {minutes} min. Minutes are "
    "indicative.",
)
BOTH: Final = Text(
    nl="kies één van beide: afstanden uit een bestand ('distance.matrix') of rechte lijnen om barrières heen "
    "('distance.barriers').",
    en="choose one of the two: distances from a file ('distance.matrix') or straight lines around barriers "
    "('distance.barriers').",
)
TOO_NEAR: Final = Text(
    nl="deze afstanden zijn berekend tot {within} km hemelsbreed, en de straal is {radius} km. Bereken ze opnieuw met "
    "`constellations routes` en die straal.",
    en="these distances were computed up to {within} km in a straight line, and the radius is {radius} km. Compute "
    "them again with `constellations routes` and that radius.",
)
