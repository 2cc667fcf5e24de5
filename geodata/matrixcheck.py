"""Whether a file of distances can be true: compared with the straight lines between the homes, which nothing beats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geodata.distances import FloatArray, metres
from geodata.errors import Fault
from geodata.families import Location, Precision
from geodata.language import Text

UNSURE_M: Final = {Precision.COORDINATES: 150.0, Precision.PC6: 500.0, Precision.PC4: 4_000.0}
"""How far a home may be from where the program puts it, and so from where the file measured, metres."""

_SHARE: Final = 0.95
"""A way is shorter than the straight line when it is below this share of it, after what is unsure."""

_LONG_M: Final = 500.0
"""Pairs at least this far apart tell the unit of a file."""

_FASTEST_KMH: Final = 200.0
_SLOWEST_KMH: Final = 4.0
_WIDEST: Final = 7.0
"""Ways this many times as long as the straight line, in the middle of the file, are in another unit or badly made."""


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the file between two homes.

    Attributes
    ----------
    length
        Metres or minutes.
    unsure_m
        How far both ends together may be from where the file measured, metres.
    """

    row: int
    origin: Location
    destination: Location
    length: float
    unsure_m: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with a file, or odd."""

    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


def judged(file: str, ways: Sequence[Way], *, minutes: bool) -> Judged:
    """Compare ways with straight lines.

    Parameters
    ----------
    minutes
        Whether lengths are minutes, else metres.
    """
    line = _lines(ways)
    told = np.array([way.length for way in ways], dtype=np.float64)
    long = line >= _LONG_M
    if not np.any(long):
        return Judged()
    if minutes:
        return _by_speed(file, line[long], told[long])
    middle = float(np.median(told[long] / line[long]))
    if middle < _SHARE / 2:
        guess = KILOMETRES if 0.0005 < middle < 0.02 else TOO_SHORT
        return Judged((Fault(guess, {"ratio": f"{middle:.3g}"}, file=file),))
    faults = tuple(_shorter(file, ways, line, told))
    if middle > _WIDEST:
        return Judged(faults, (Fault(TOO_LONG, {"times": round(middle)}, file=file),))
    return Judged(faults)


def _lines(ways: Sequence[Way]) -> FloatArray:
    return metres(
        [way.origin.lat for way in ways],
        [way.origin.lon for way in ways],
        [way.destination.lat for way in ways],
        [way.destination.lon for way in ways],
    )


def _shorter(file: str, ways: Sequence[Way], line: FloatArray, told: FloatArray) -> Iterator[Fault]:
    """Find rows that are shorter than the straight line, even if both homes lie a bit elsewhere."""
    unsure = np.array([way.unsure_m for way in ways], dtype=np.float64)
    for at in np.flatnonzero(told < _SHARE * (line - unsure)).tolist():
        yield Fault(SHORTER, {"km": float(line[at]) / 1000}, file=file, row=ways[at].row)


def _by_speed(file: str, line: FloatArray, minutes: FloatArray) -> Judged:
    speed = float(np.median(line / np.maximum(minutes, 1e-9))) * 60 / 1000
    if speed > _FASTEST_KMH:
        return Judged((Fault(TOO_FAST, {"kmh": round(speed)}, file=file),))
    if speed < _SLOWEST_KMH:
        return Judged((), (Fault(TOO_SLOW, {"kmh": max(1, round(speed))}, file=file),))
    return Judged()


KILOMETRES: Final = Text(
    nl="deze afstanden zijn zo'n duizend keer korter dan de rechte lijn tussen de gezinnen. Zijn het kilometers, of "
    "is de punt een duizendtalteken ('2.561' voor 2561)? Vul hele meters in, zonder punt of komma.",
    en="these distances are some thousand times shorter than the straight line between the families. Are they "
    "kilometres, or is the point a thousands separator ('2.561' for 2561)? Fill in whole metres, without point "
    "or comma.",
)
TOO_SHORT: Final = Text(
    nl="deze afstanden zijn in het midden {ratio} keer de rechte lijn tussen de gezinnen, en korter dan die kan niet. "
    "Vul afstanden in meters in, en controleer of het de gezinnen van dit bestand zijn.",
    en="these distances are in the middle {ratio} times the straight line between the families, and nothing is shorter "
    "than that. Fill in distances in metres, and check that they are of the families of this file.",
)
SHORTER: Final = Text(
    nl="deze afstand is korter dan de rechte lijn tussen beide gezinnen ({km} km). Controleer de eenheid (meters) en "
    "de plaatsen.",
    en="this distance is shorter than the straight line between the two families ({km} km). Check the unit (metres) "
    "and the places.",
)
TOO_LONG: Final = Text(
    nl="deze afstanden zijn in het midden {times} keer zo lang als de rechte lijn. Zijn het wel meters?",
    en="these distances are in the middle {times} times as long as the straight line. Are they metres?",
)
TOO_FAST: Final = Text(
    nl="met deze reistijden zou iemand in rechte lijn {kmh} km per uur afleggen. Vul minuten in; zijn het uren, "
    "vermenigvuldig dan met 60.",
    en="with these travel times somebody would cover {kmh} km an hour in a straight line. Fill in minutes; if they are "
    "hours, multiply them by 60.",
)
TOO_SLOW: Final = Text(
    nl="met deze reistijden legt men in rechte lijn maar {kmh} km per uur af. Zijn het wel minuten, en geen seconden?",
    en="with these travel times one covers only {kmh} km an hour in a straight line. Are they minutes, not seconds?",
)
