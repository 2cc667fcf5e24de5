"""By what families travel over roads, as a person asks for it."""

from dataclasses import dataclass
from pathlib import Path

from geodata.roads.modes import Mode


@dataclass(frozen=True, slots=True)
class Travel:
    """By what families travel over roads.

    Attributes
    ----------
    cycling_kmh
        Speed on a good road; by default the usual one.
    speeds
        A table of speeds by road class, in the place of the usual one.
    """

    by: Mode = Mode.CAR
    cycling_kmh: float | None = None
    speeds: Path | None = None
