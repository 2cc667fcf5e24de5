"""Road distances from a map file, computed and kept as a table."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Lang, Text
from geodata.roads.speeds import Speeds, read_speeds, standard_speeds
from geodata.roads.table import FACTOR, HEADER, Asked, RoadTable, road_table
from optimizer.application.folder import check_file, write_file
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.reporter import Reporter
from optimizer.application.travel import Travel
from optimizer.policy.values import Policy

RADIUS_KM: Final = 5.0
_LARGEST_KM: Final = 500.0
_LARGEST_FACTOR: Final = 20.0
_SLOWEST_KMH: Final = 6.0
_FASTEST_KMH: Final = 45.0


@dataclass(frozen=True, slots=True)
class RoutesRequest:
    """A table of road distances to be written.

    Attributes
    ----------
    extract
        The map file whose roads are used.
    output
        The file for the table.
    radius_km, factor
        Pairs are computed up to ``factor`` times the radius in a straight line.
    everyone
        Whether ways between all families are computed, and not only those to candidate hub homes.
    """

    families: FamiliesFiles
    extract: Path
    output: Path
    lang: Lang
    travel: Travel = field(default_factory=Travel)
    radius_km: float = RADIUS_KM
    factor: float = FACTOR
    everyone: bool = False
    force: bool = False


def make_routes(request: RoutesRequest, reporter: Reporter) -> RoadTable:
    """Compute a table of road distances and write it as ``distance.matrix`` reads it.

    Raises
    ------
    InputError
        As :func:`compute`; and when a number is out of range, or the file may not be written.
    """
    if not 0 < request.radius_km <= _LARGEST_KM:
        raise InputError([Fault(NO_RADIUS, {"high": _LARGEST_KM})])
    if not 1 <= request.factor <= _LARGEST_FACTOR:
        raise InputError([Fault(NO_FACTOR, {"high": _LARGEST_FACTOR})])
    check_file(request.output, force=request.force)
    asked = Asked(request.radius_km * 1000, request.factor, everyone=request.everyone)
    with opened(request.families, request.lang, reporter) as read:
        table = compute(request.extract, read.reading.families, request.travel, asked, reporter)
    write_file(request.output, table.as_csv().encode(), force=request.force)
    return table


def compute(extract: Path, families: Families, travel: Travel, asked: Asked, reporter: Reporter) -> RoadTable:
    """Compute road distances, show how far that is, and say what is to be noticed.

    Raises
    ------
    InputError
        When the extract, the table of speeds or an option cannot be used.
    """
    speeds = _speeds(travel)
    table = road_table(extract, families, speeds, asked, progress=lambda share: reporter.share_done(COMPUTING, share))
    for notice in table.notices:
        reporter.notice(notice)
    reporter.note(INDICATIVE)
    return table


def with_roads(
    extract: Path, policy: Policy, families: Families, families_file: Path, travel: Travel, reporter: Reporter
) -> Path:
    """Compute the distances that a plan over roads asks for, keep them beside ``families_file``, and give that file.

    They tell how far homes lie from each other, as exactly as the families file does, and so stand where that stands.

    Raises
    ------
    InputError
        As :func:`compute`; and where a file of that name is no table of this program.
    """
    if policy.distance.matrix is not None or policy.distance.barriers is not None:
        raise InputError([Fault(TWO_WAYS)])
    reach_km = max(policy.radius.hub_km, policy.radius.mutual_km or 0.0)
    asked = Asked(reach_km * 1000, everyone=policy.radius.mutual_km is not None)
    path = families_file.with_name(f"{families_file.stem}-{travel.by}.csv")
    if path.exists() and not path.read_bytes().startswith(HEADER.encode()):
        raise InputError([Fault(IN_THE_WAY, file=path.name)])
    table = compute(extract, families, travel, asked, reporter)
    write_file(path, table.as_csv().encode(), force=True)
    reporter.note(KEPT, {"file": path.name})
    return path


def _speeds(travel: Travel) -> Speeds:
    mode, kmh = travel.by, travel.cycling_kmh
    speeds = standard_speeds(mode) if travel.speeds is None else read_speeds(travel.speeds, mode)
    if kmh is None:
        return speeds
    if not _SLOWEST_KMH <= kmh <= _FASTEST_KMH:
        raise InputError([Fault(NO_CYCLING, {"low": _SLOWEST_KMH, "high": _FASTEST_KMH})])
    return speeds.cycling_at(kmh)


COMPUTING: Final = Text(nl="wegen: {share}%", en="roads: {share}%")
INDICATIVE: Final = Text(
    nl="Minuten zijn indicatief: files, wachten en parkeren tellen niet mee. Wegen: © OpenStreetMap contributors.",
    en="Minutes are indicative: traffic, waiting and parking do not count. Roads: © OpenStreetMap contributors.",
)
KEPT: Final = Text(
    nl="De afstanden staan in {file}, naast het gezinnenbestand. Bewaar het even goed: het zegt hoe ver gezinnen van "
    "elkaar wonen. Geef het bij check en explain met --matrix.",
    en="The distances are in {file}, beside the families file. Keep it as safe: it tells how far families live from "
    "each other. Give it to check and explain with --matrix.",
)
TWO_WAYS: Final = Text(
    nl="--roads berekent de afstanden zelf; laat 'distance.matrix' en 'distance.barriers' weg.",
    en="--roads computes the distances itself; leave out 'distance.matrix' and 'distance.barriers'.",
)
IN_THE_WAY: Final = Text(
    nl="zo zouden de berekende afstanden heten, maar er staat al een ander bestand met die naam. Geef dat een andere "
    "naam.",
    en="the computed distances would have this name, but another file has it already. Give that one another name.",
)
NO_CYCLING: Final = Text(
    nl="de fietssnelheid (--cycling-kmh) ligt tussen {low} en {high} km per uur.",
    en="the speed of cycling (--cycling-kmh) lies between {low} and {high} km an hour.",
)
NO_RADIUS: Final = Text(
    nl="de straal (--radius-km) is groter dan nul en hoogstens {high} km.",
    en="the radius (--radius-km) is more than zero and at most {high} km.",
)
NO_FACTOR: Final = Text(
    nl="de factor (--factor) ligt tussen 1 en {high}.", en="the factor (--factor) lies between 1 and {high}."
)
