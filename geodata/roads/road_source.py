"""Where road distances come from: what a table, a plan, a map and a report say of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.language import Lang, Text
from geodata.roads.modes import Mode

ATTRIBUTION: Final = "© OpenStreetMap contributors"
"""What the licence (ODbL) asks to be said wherever results are shown."""

COLUMNS: Final = ("by", "roads", "roads_date", "within_km")
"""Columns of a table that say it, alike in every row."""


@dataclass(frozen=True, slots=True)
class RoadSource:
    """Where road distances come from.

    Attributes
    ----------
    by
        By what.
    file, date
        The extract and the date of its data, ``None`` where that is not known.
    within_km
        Pairs further apart than this in a straight line were not computed.
    """

    by: Mode
    file: str
    date: str | None
    within_km: float

    def cells(self) -> tuple[str, str, str, str]:
        """Give the cells of :data:`COLUMNS`."""
        return self.by, self.file, self.date or "", f"{self.within_km:g}"

    @classmethod
    def from_cells(cls, cells: Mapping[str, str]) -> "RoadSource | None":
        """Read the cells of :data:`COLUMNS`, ``None`` where they do not say it."""
        try:
            by, within = Mode(cells["by"]), float(cells["within_km"].replace(",", "."))
        except (KeyError, ValueError):
            return None
        return cls(by, cells["roads"], cells["roads_date"] or None, within)

    @property
    def day(self) -> dt.date | str | None:
        """The date of the data as a day, or as a table gives it where that is none."""
        try:
            return None if self.date is None else dt.date.fromisoformat(self.date)
        except ValueError:
            return self.date

    def say(self, lang: Lang, *, minutes: bool) -> str:
        """Say which distance was used, by what, from which file of what date.

        Parameters
        ----------
        minutes
            Whether travel times were used, and not lengths.
        """
        facts = {"by": BY[self.by].say(lang), "file": self.file}
        what = (MINUTES if minutes else METRES).say(lang, facts)
        return what if self.date is None else DATED.say(lang, {"what": what, "date": self.day})


BY: Final = {
    Mode.CAR: Text(nl="met de auto", en="by car"),
    Mode.BICYCLE: Text(nl="met de fiets", en="by bicycle"),
    Mode.FOOT: Text(nl="te voet", en="on foot"),
}
METRES: Final = Text(
    nl="afstand over de weg, {by}, berekend uit {file}", en="distance over roads, {by}, computed from {file}"
)
MINUTES: Final = Text(
    nl="indicatieve reistijd over de weg, {by}, berekend uit {file}",
    en="indicative travel time over roads, {by}, computed from {file}",
)
DATED: Final = Text(nl="{what} (gegevens van {date})", en="{what} (data of {date})")
