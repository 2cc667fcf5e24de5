"""Distances made elsewhere: a file of metres or minutes between families or postcodes, each way by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.cells import Wrong, decimal, postcode
from geodata.columns import plain, shown
from geodata.distances import FloatArray, IntArray, Reach, reach_of
from geodata.errors import Fault, InputError
from geodata.families import Families, Family
from geodata.language import Text
from geodata.opening import read_table
from geodata.roads.road_source import COLUMNS, RoadSource
from geodata.table import Table

_LEVELS: Final = tuple(sorted(product(range(3), repeat=2), key=lambda levels: (sum(levels), levels)))
"""How precisely both ends are named: by id (0), by 6-position postcode (1) or 4-digit postcode (2); best first."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Distances by the names of both ends, sparse and asymmetric; a way that is not named does not exist.

    A family goes by its id, else by its whole postcode, else by the four digits of it: of two rows that fit, the one
    that names both ends most precisely holds. From a family to itself is 0 m.

    Attributes
    ----------
    number
        Each name in the file with its number, below ``N``.
    key
        Shape ``(R,)``, ascending: ``from · N + to`` of each row.
    metres
        Shape ``(R,)``.
    sha256
        Of the file's bytes, in hexadecimal.
    source
        The roads it was computed from, where the file says so.
    """

    number: dict[str, int] = field(repr=False)
    key: IntArray = field(repr=False)
    metres: FloatArray = field(repr=False)
    sha256: str = ""
    source: RoadSource | None = None

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres from the first family to the second; ``None`` where no row says how far that is."""
        if origin.id == destination.id:
            return 0.0
        starts, ends = self.numbers(origin), self.numbers(destination)
        for one, other in _LEVELS:
            if starts[one] >= 0 and ends[other] >= 0:
                wanted = starts[one] * len(self.number) + ends[other]
                at = int(np.searchsorted(self.key, wanted))
                if at < len(self.key) and self.key[at] == wanted:
                    return float(self.metres[at])
        return None

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        """Every family within ``radius_m`` of a hub, both by row number, as :meth:`between` measures."""
        places = np.array([self.numbers(family) for family in families], dtype=np.int64).reshape(-1, 3)
        goals = np.array([self.numbers(hub) for hub in hubs], dtype=np.int64).reshape(-1, 3)
        begin, end = np.divmod(self.key, max(len(self.number), 1))
        at = {family.id: row for row, family in enumerate(families)}
        own = [(at[hub.id], row) for row, hub in enumerate(hubs) if hub.id in at]
        point = [np.array([family for family, _ in own], dtype=np.int64)]
        hub = [np.array([row for _, row in own], dtype=np.int64)]
        length = [np.zeros(len(own))]
        for one, other in _LEVELS:
            row, family, goal = _expanded(places[:, one], goals[:, other], begin, end, len(self.number))
            point.append(family)
            hub.append(goal)
            length.append(self.metres[row])
        points, goals_at, metres = np.concatenate(point), np.concatenate(hub), np.concatenate(length)
        keys = goals_at * len(families) + points
        _, best = np.unique(keys, return_index=True)
        best = best[metres[best] <= radius_m]
        return reach_of(goals_at[best], points[best], metres[best], len(hubs))

    def numbers(self, family: Family) -> tuple[int, int, int]:
        """Give the numbers of a family's id, whole postcode and four digits, -1 for each that is not in the file."""
        postcode = family.postcode or ""
        whole = postcode if len(postcode) > 4 else ""
        return self.number.get(family.id, -1), self.number.get(whole, -1), self.number.get(postcode[:4], -1)


def _expanded(
    places: IntArray, goals: IntArray, begin: IntArray, end: IntArray, n_names: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Give every combination of a row, a family whose name it starts at and a hub whose name it ends at."""
    families, n_families, first_family = _by_name(places, n_names)
    hubs, n_hubs, first_hub = _by_name(goals, n_names)
    times = n_families[begin] * n_hubs[end]
    row = np.repeat(np.arange(len(begin)), times)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    wide = np.maximum(n_hubs[end][row], 1)
    return row, families[first_family[begin][row] + nth // wide], hubs[first_hub[end][row] + nth % wide]


def _by_name(numbers: IntArray, n_names: int) -> tuple[IntArray, IntArray, IntArray]:
    """Sort rows by the number of their name: the rows, how many each name has, and where each name begins."""
    named = np.flatnonzero(numbers >= 0)
    rows = named[np.argsort(numbers[named], kind="stable")]
    counts = np.bincount(numbers[named], minlength=n_names).astype(np.int64)
    return rows, counts, np.cumsum(counts) - counts


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """A file of distances as read: the distances, and what its reader should know."""

    matrix: Matrix
    notices: tuple[Fault, ...]


def read_matrix(path: Path, families: Families, *, minutes: bool = False, kmh: float = 60.0) -> MatrixReading:
    """Read a file with the columns ``from_id``, ``to_id`` and ``metres`` or ``minutes``.

    Parameters
    ----------
    minutes
        Whether to take the minutes where both columns are there.
    kmh
        A minute counts as the way covered in it at this speed.

    Raises
    ------
    InputError
        With every fault in the file: a value that is no distance, a way with two distances, a family in no row.
    """
    table = read_table(path)
    headers = [plain(header) for header in table.headers]
    missing = [name for name in (plain("from_id"), plain("to_id")) if name not in headers]
    lengths = [name for name in ("metres", "minutes") if name in headers]
    if missing or not lengths or (minutes and "minutes" not in lengths):
        raise InputError([Fault(NO_COLUMNS, file=table.name, row=table.header_row)])
    unit = "minutes" if minutes or "metres" not in lengths else "metres"
    factor = kmh * 1000 / 60 if unit == "minutes" else 1.0
    at = headers.index(unit)
    metres, faults = _lengths(table, at, factor)
    begin = _names(table.columns[headers.index(plain("from_id"))])
    end = _names(table.columns[headers.index(plain("to_id"))])
    number = {name: row for row, name in enumerate(sorted({*begin, *end}))}
    key = np.array([number[one] * len(number) + number[other] for one, other in zip(begin, end, strict=True)], np.int64)
    order = np.argsort(key, kind="stable")
    faults += _contradictions(table, key[order], metres[order], order)
    found = Matrix(number, *_once(key[order], metres[order]), table.sha256, _source(table, headers))
    faults += _strangers(table, found, families)
    if table.faults or faults:
        raise InputError([*table.faults, *faults])
    notices = () if found.source is not None else tuple(_gaps(table, found, families))
    return MatrixReading(found, notices)


def _source(table: Table, headers: Sequence[str]) -> RoadSource | None:
    """Read which roads a table was computed from, where all its rows say so and agree."""
    cells: dict[str, str] = {}
    for name in COLUMNS:
        if plain(name) not in headers:
            return None
        said = set(table.columns[headers.index(plain(name))])
        if len(said) != 1:
            return None
        (value,) = said
        cells[name] = value if isinstance(value, str) else ""
    return RoadSource.from_cells(cells)


def _names(cells: Iterable[object]) -> list[str]:
    """Give the name in each cell, a postcode as families have it."""
    texts = [cell if isinstance(cell, str) else "" for cell in cells]
    found = {text: postcode(text) for text in set(texts)}
    return [text if isinstance(name := found[text], Wrong) else name for text in texts]


def _lengths(table: Table, at: int, factor: float) -> tuple[FloatArray, list[Fault]]:
    found = np.zeros(len(table.row_numbers))
    faults = []
    for row, cell in enumerate(table.columns[at]):
        value = decimal(cell) if isinstance(cell, str) else None
        if value is None or isinstance(value, Wrong) or not 0 <= value < 1e9:
            faults.append(
                Fault(NO_LENGTH, file=table.name, row=table.row_numbers[row], column=shown(table.headers[at], at))
            )
        else:
            found[row] = value * factor
    return found, faults


def _contradictions(table: Table, key: IntArray, metres: FloatArray, order: NDArray[np.intp]) -> list[Fault]:
    again = np.flatnonzero((key[1:] == key[:-1]) & (metres[1:] != metres[:-1]))
    return [
        Fault(
            TWO_LENGTHS,
            {"other": str(table.row_numbers[int(order[at])])},
            file=table.name,
            row=table.row_numbers[int(order[at + 1])],
        )
        for at in again.tolist()
    ]


def _once(key: IntArray, metres: FloatArray) -> tuple[IntArray, FloatArray]:
    found, first = np.unique(key, return_index=True)
    return found, metres[first]


def _strangers(table: Table, matrix: Matrix, families: Families) -> list[Fault]:
    lost = [family.id for family in families if family.joins and max(matrix.numbers(family)) < 0]
    return [Fault(NO_ROW, {"family": family}, file=table.name) for family in lost]


def _gaps(table: Table, matrix: Matrix, families: Families) -> Iterable[Fault]:
    hubs = [family for family in families if family.may_be_hub]
    joining = [family for family in families if family.joins]
    known = len(matrix.pairs(joining, hubs, 1e12))
    wanted = len(joining) * len(hubs)
    if known < wanted:
        yield Fault(GAPS, {"missing": wanted - known, "wanted": wanted}, file=table.name)


NO_COLUMNS: Final = Text(
    nl="een bestand met afstanden heeft de kolommen 'from_id', 'to_id' en 'metres' of 'minutes'.",
    en="a file of distances has the columns 'from_id', 'to_id' and 'metres' or 'minutes'.",
)
NO_LENGTH: Final = Text(
    nl="hier moet een afstand of reistijd staan: een getal vanaf 0.",
    en="a distance or travel time must stand here: a number from 0 upwards.",
)
TWO_LENGTHS: Final = Text(
    nl="deze rij geeft een andere afstand dan rij {other}, voor dezelfde twee plaatsen. Laat er één staan.",
    en="this row gives another distance than row {other}, for the same two places. Keep one of them.",
)
NO_ROW: Final = Text(
    nl="gezin {family} staat in geen enkele rij, niet met zijn gezin_id en niet met zijn postcode. Voeg rijen toe, of "
    "laat het gezin niet meedoen.",
    en="family {family} is in no row, neither by its family_id nor by its postcode. Add rows, or let the family not "
    "join.",
)
GAPS: Final = Text(
    nl="van {missing} van de {wanted} combinaties van een gezin en een kandidaat-hubhome staat geen afstand in het "
    "bestand; die combinaties zijn niet mogelijk.",
    en="of {missing} of the {wanted} combinations of a family and a candidate hub home the file gives no distance; "
    "those combinations are not possible.",
)
