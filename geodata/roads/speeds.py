"""The table of speeds by road class, surface and mode, and of seconds lost at turns and crossings.

A user may edit a copy of it; ``geodata/data/roadspeeds.csv`` is the one that holds otherwise. The columns are ``what``
(the kind of row), ``name``, and a number for each mode; an empty cell of a class closes it to that mode, an empty cell
elsewhere changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from geodata.cells import Wrong, decimal
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.opening import read_table
from geodata.roads.modes import Mode
from geodata.table import Table

_COLUMNS: Final = ("what", "name", *Mode)
_WHATS: Final = ("class", "allowed", "limit", "surface", "tracktype", "smoothness", "detour", "seconds")
_NEEDED: Final = (
    *(("class", name) for name in ("residential", "service", "ferry")),
    ("allowed", "other"),
    ("limit", "share"),
    *(("seconds", name) for name in ("turn", "u_turn", "traffic_signals", "stop", "level_crossing")),
)
_FASTEST: Final = 200.0
_WALKING_KMH: Final = 5.1
"""Speeds up to this are those of somebody who walks beside a bicycle; a setting for cycling leaves them."""

CYCLING_KMH: Final = 15.2
"""The speed of cycling that the table is written for."""


@dataclass(frozen=True, slots=True)
class Speeds:
    """The table for one mode.

    Attributes
    ----------
    rows
        Number by (what, name): km/h, or seconds, or a factor, as the kind of row has it.
    """

    mode: Mode
    rows: Mapping[tuple[str, str], float] = field(repr=False)

    def get(self, what: str, name: str | None) -> float | None:
        """Give the number of a row, ``None`` where the table has none."""
        return None if name is None else self.rows.get((what, name))

    def seconds(self, name: str) -> float:
        """Give what is lost at a turn or a crossing, seconds."""
        return self.rows.get(("seconds", name), 0.0)

    def cycling_at(self, kmh: float) -> "Speeds":
        """Give the table for somebody who cycles at another speed than the table's, with children for example.

        Parameters
        ----------
        kmh
            Speed on a good road; other roads change in proportion, walking beside the bicycle does not.
        """
        if self.mode is not Mode.BICYCLE:
            return self
        scaled = {
            key: max(value * kmh / CYCLING_KMH, _WALKING_KMH) if _is_cycling(key[0], value) else value
            for key, value in self.rows.items()
            if key != ("class", "ferry")
        }
        return replace(self, rows={**self.rows, **scaled})


def _is_cycling(what: str, value: float) -> bool:
    return what in {"class", "allowed", "surface", "tracktype", "smoothness"} and value > _WALKING_KMH


@cache
def standard_speeds(mode: Mode) -> Speeds:
    """Give the program's own table.

    Speeds by class, surface and track type follow the profiles of OSRM (https://github.com/Project-OSRM/osrm-backend,
    folder ``profiles``), so that they can be measured against it. Cycling is a little above its 15 km/h: the 55,000
    cyclists of the Fiets Telweek of 2015 rode at 15.1 km/h on average in Noord-Holland, 14.9 in Amsterdam and 15.8 in
    Overijssel (https://www.slimreizenstedendriehoek.nl/nieuws/eerste-resultaten-nationale-fiets-telweek-bekend/).
    """
    return read_speeds(Path(str(files("geodata") / "data" / "roadspeeds.csv")), mode)


def read_speeds(path: Path, mode: Mode) -> Speeds:
    """Read a table that a user edited.

    Raises
    ------
    InputError
        With a fault for every row that is wrong or missing.
    """
    table = read_table(path)
    headers = [header.strip().casefold() for header in table.headers]
    if any(name not in headers for name in _COLUMNS):
        raise InputError([Fault(NO_COLUMNS, file=table.name, row=table.header_row)])
    what, name, number = (table.columns[headers.index(each)] for each in ("what", "name", mode))
    faults = list(table.faults)
    rows: dict[tuple[str, str], float] = {}
    for at, row in enumerate(table.row_numbers):
        key = (_plain(what[at]), _plain(name[at]))
        if key[0] not in _WHATS:
            faults.append(Fault(NO_SUCH_KIND, {"known": _WHATS}, table.name, row, "what"))
        elif _plain(number[at]):
            value = _number(_plain(number[at]))
            if value is None:
                faults.append(Fault(NO_NUMBER, {"most": _FASTEST}, table.name, row, str(mode)))
            else:
                rows[key] = value
    faults += _lacking(table, what, name)
    if faults:
        raise InputError(faults)
    return Speeds(mode, rows)


def _lacking(table: Table, what: tuple[object, ...], name: tuple[object, ...]) -> list[Fault]:
    there = {(_plain(one), _plain(other)) for one, other in zip(what, name, strict=True)}
    return [Fault(LACKING, {"what": each[0], "name": each[1]}, table.name) for each in _NEEDED if each not in there]


def _plain(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _number(text: str) -> float | None:
    value = decimal(text)
    if isinstance(value, Wrong) or not 0 <= value <= _FASTEST:
        return None
    return float(value)


NO_COLUMNS: Final = Text(
    nl="een tabel met snelheden heeft de kolommen what, name, car, bicycle en foot; begin met een kopie van "
    "examples/roads/speeds.csv.",
    en="a table of speeds has the columns what, name, car, bicycle and foot; begin with a copy of "
    "examples/roads/speeds.csv.",
)
NO_SUCH_KIND: Final = Text(nl="hier staat één van: {known}.", en="this is one of: {known}.")
NO_NUMBER: Final = Text(nl="hier staat een getal van 0 tot {most}, of niets.", en="a number from 0 to {most}, or none.")
LACKING: Final = Text(
    nl="de rij '{what}, {name}' ontbreekt; neem haar over uit examples/roads/speeds.csv.",
    en="the row '{what}, {name}' is missing; take it over from examples/roads/speeds.csv.",
)
