"""Road distances between the families of a file: who is asked about, what is wrong, and the table that comes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from geodata.distances import FloatArray, IntArray, Reach, coordinates, pairs_within, reach_of, whole_metres
from geodata.errors import Fault, InputError
from geodata.families import Family, HubRole
from geodata.formulas import guarded
from geodata.language import Fact, Text
from geodata.roads.cache import roads_of
from geodata.roads.extract import Box, Extract
from geodata.roads.network import network_of
from geodata.roads.pbf import Progress
from geodata.roads.road_source import COLUMNS, RoadSource
from geodata.roads.snapping import Snapper, Snaps
from geodata.roads.speeds import Speeds
from geodata.roads.ways_between import ways_between

FACTOR: Final = 2.0
"""Pairs are computed up to so many times the radius in a straight line: beyond, no road is as short as the radius."""

_MARGIN_M: Final = 10_000.0
"""Roads this far around the homes are taken along; a way between two homes seldom leaves them further."""

_FAR_M: Final = 500.0
_LOST_M: Final = 5_000.0
_OLD_YEARS: Final = 2.0
_READING: Final = 0.6
"""Share of the work that reading the extract is, for whoever shows it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs to compute.

    Attributes
    ----------
    radius_m
        How far a family may live from its hub home.
    factor
        Pairs are computed up to so many times that, in a straight line; at least 1.
    everyone
        Whether any two homes are asked about, not only homes and candidate hub homes.
    """

    radius_m: float
    factor: float = FACTOR
    everyone: bool = False

    @property
    def within_m(self) -> float:
        """How far pairs are asked about, metres in a straight line."""
        return self.radius_m * self.factor


@dataclass(frozen=True, slots=True)
class RoadTable:
    """Metres and seconds of every asked pair that a way leads between, sorted by home and then by hub.

    Attributes
    ----------
    rows
        From, to, whole metres, minutes.
    """

    source: RoadSource
    rows: tuple[tuple[str, str, int, float], ...] = field(repr=False)
    notices: tuple[Fault, ...] = ()

    def as_csv(self) -> str:
        """Write the table as ``distance.matrix`` reads it."""
        tail = ",".join(map(_cell, self.source.cells()))
        lines = (
            f"{_cell(guarded(one))},{_cell(guarded(other))},{m},{minutes:.2f},{tail}"
            for one, other, m, minutes in self.rows
        )
        return "\n".join((HEADER, *lines, ""))


HEADER: Final = ",".join(("from_id", "to_id", "metres", "minutes", *COLUMNS))
"""First line of a table."""


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',;"\t\n\r') else text


def road_table(
    path: Path,
    families: Sequence[Family],
    speeds: Speeds,
    asked: Asked,
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> RoadTable:
    """Compute the road distances between families that join and candidate hub homes.

    Parameters
    ----------
    path
        An OpenStreetMap extract.
    speeds
        The table of the mode of travel.
    folder
        Where compact files of extracts are kept; by default in the user's data folder.
    progress
        Is told which share of the work is done.

    Raises
    ------
    InputError
        When the extract cannot be used, or homes lie outside it or far from any road.
    """
    tell = progress or _silent
    extract = roads_of(path, folder=folder, progress=lambda share: tell(share * _READING))
    joining = [family for family in families if family.joins]
    degrees = coordinates(joining)
    _covered(extract, joining, path.name)
    margin = max(_MARGIN_M, asked.within_m / 2)
    part = extract.within(_around(degrees, margin))
    if not len(part.way_id):
        raise InputError([Fault(ELSEWHERE, file=path.name)])
    network = network_of(part, speeds)
    if not network.connected.any():
        raise InputError([Fault(NO_WAYS, file=path.name)])
    snaps = Snapper(network).snap(degrees)
    notices = [*_old(extract, path.name), *_judged(snaps, joining, path.name)]
    hubs = np.array([at for at, one in enumerate(joining) if asked.everyone or _may_become_hub(one)], np.int64)
    pairs = _pairs(degrees, hubs, asked.within_m)
    tell(_READING + 0.1)
    goals = Snaps(snaps.street[hubs], snaps.part[hubs], snaps.away_m[hubs], snaps.nearer_m[hubs])
    ways = ways_between(
        network, snaps, goals, pairs, lambda done, of: tell(_READING + 0.1 + (0.9 - _READING) * done / of)
    )
    metres = whole_metres(np.where(np.isfinite(ways.metres), ways.metres, 0.0))
    rows = [(family.id, family.id, 0, 0.0) for family in joining]
    for pair in np.flatnonzero(np.isfinite(ways.metres)):
        home, hub = joining[int(pairs.point[pair])], joining[int(hubs[pairs.hub[pair]])]
        rows.append((home.id, hub.id, int(metres[pair]), float(ways.seconds[pair]) / 60))
    source = RoadSource(speeds.mode, path.name, extract.source.date, asked.within_m / 1000)
    return RoadTable(source, tuple(sorted(rows)), tuple(notices))


def _silent(_: float) -> None:
    """Tell nobody."""


def _may_become_hub(family: Family) -> bool:
    """Tell whether a family is a hub home in some plan, one in reserve in a roll-out."""
    return family.may_be_hub or family.hub is HubRole.RESERVE


def _pairs(degrees: FloatArray, hubs: IntArray, within_m: float) -> Reach:
    found = pairs_within(degrees, degrees[hubs], within_m)
    other = found.point != hubs[found.hub]
    return reach_of(found.hub[other], found.point[other], found.metres[other], len(hubs))


def _around(degrees: FloatArray, margin_m: float) -> Box:
    """Give the box around homes, with a margin on every side."""
    (south, west), (north, east) = degrees.min(axis=0), degrees.max(axis=0)
    return Box(float(west), float(south), float(east), float(north)).grown(margin_m)


def _covered(extract: Extract, families: Sequence[Family], file: str) -> None:
    """Refuse homes outside the extract."""
    box = extract.box.grown(_FAR_M)
    outside = [family for family in families if not box.holds(family.location.lat, family.location.lon)]
    if outside and len(outside) == len(families):
        raise InputError([Fault(ELSEWHERE, file=file)])
    if outside:
        raise InputError([Fault(OUTSIDE, _named(outside), file)])


def _judged(snaps: Snaps, families: Sequence[Family], file: str) -> Iterator[Fault]:
    """Refuse homes that no road comes near to, and tell which are far from one that leads on."""
    lost = [families[int(at)] for at in np.flatnonzero(snaps.away_m > _LOST_M)]
    if lost:
        raise InputError([Fault(LOST, {**_named(lost), "km": _LOST_M / 1000}, file)])
    cut_off = (snaps.away_m > _FAR_M) & (snaps.nearer_m <= _FAR_M)
    far = snaps.nearer_m > _FAR_M
    for which, text in ((far, FAR), (cut_off, CUT_OFF)):
        if which.any():
            yield Fault(text, {**_named([families[int(at)] for at in np.flatnonzero(which)]), "m": int(_FAR_M)}, file)


def _old(extract: Extract, file: str) -> Iterator[Fault]:
    years = extract.source.years_old()
    if extract.source.date is not None and years > _OLD_YEARS:
        yield Fault(OLD, {"date": date.fromisoformat(extract.source.date), "years": int(years)}, file)


def _named(families: Sequence[Family]) -> dict[str, Fact]:
    """Name families, the first ten of many."""
    names = [family.id for family in families[:_LISTED]]
    return {"families": tuple(names if len(families) <= _LISTED else [*names, "…"])}


_LISTED: Final = 10

ELSEWHERE: Final = Text(
    nl="dit uittreksel gaat over een ander gebied: geen enkel gezin woont erin. Haal dat van uw eigen provincie op.",
    en="this extract covers another area: no family lives in it. Fetch that of your own province.",
)
OUTSIDE: Final = Text(
    nl="buiten dit uittreksel ligt de plaats van {families}. Haal een groter uittreksel op, of kijk die plaats na.",
    en="outside this extract lies the place of {families}. Fetch a larger extract, or check that place.",
)
LOST: Final = Text(
    nl="binnen {km} km van {families} is er geen weg om over te reizen. Kijk hun plaats na, of haal een groter "
    "uittreksel op.",
    en="within {km} km of {families} there is no road to travel by. Check where they live, or fetch a larger extract.",
)
FAR: Final = Text(
    nl="meer dan {m} m van de dichtstbijzijnde weg: {families}. Hun afstand telt vanaf die weg.",
    en="more than {m} m from the nearest road: {families}. Their distance counts from that road.",
)
CUT_OFF: Final = Text(
    nl="de weg naast {families} leidt in dit uittreksel nergens heen. Hun afstand telt vanaf de dichtstbijzijnde weg "
    "die dat wel doet, op meer dan {m} m.",
    en="the road beside {families} leads nowhere in this extract. Their distance counts from the nearest one that "
    "does, more than {m} m away.",
)
NO_WAYS: Final = Text(
    nl="rond deze gezinnen staat in dit uittreksel geen weg die zo bereisd mag worden.",
    en="around these families this extract holds no road that may be travelled that way.",
)
OLD: Final = Text(
    nl="dit uittreksel is van {date}, meer dan {years} jaar oud; nieuwe wegen staan er niet in. Haal een nieuw op.",
    en="this extract is of {date}, more than {years} years old; new roads are not in it. Fetch a new one.",
)
