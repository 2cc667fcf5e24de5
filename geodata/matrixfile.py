"""Files of distances: metres or minutes by the names of both ends, read, checked and compared with straight lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.cells import Wrong, decimal, postcode
from geodata.columns import plain
from geodata.distances import FloatArray, IntArray
from geodata.errors import Fault, InputError
from geodata.families import Families, Family, Precision
from geodata.formulas import unguarded
from geodata.language import Text
from geodata.matrix import Matrix
from geodata.matrixcheck import UNSURE_M, Judged, Way, judged
from geodata.opening import read_table
from geodata.roads.road_source import COLUMNS, RoadSource
from geodata.table import Table, file_bytes


class Unit(StrEnum):
    """What a file of distances counts in."""

    METRES = "metres"
    MINUTES = "minutes"


_FROM: Final = ("fromid", "from", "vanid", "van", "origin", "originid")
_TO: Final = ("toid", "to", "naarid", "naar", "destination", "destinationid")
_LENGTHS: Final[Mapping[Unit, Mapping[str, float]]] = {
    Unit.METRES: {"metres": 1.0, "meters": 1.0, "meter": 1.0, "km": 1000.0, "kilometers": 1000.0, "kilometres": 1000.0},
    Unit.MINUTES: {
        **{"minutes": 1.0, "minuten": 1.0, "hours": 60.0, "uren": 60.0},
        **{"seconds": 1 / 60, "seconden": 1 / 60},
    },
}
"""Column names by what they count in, with the factor to metres or minutes; the first that a file has is used."""

_KNOWN: Final = frozenset([*_FROM, *_TO, *(name for names in _LENGTHS.values() for name in names)])
_SQUARE: Final = 0.5
"""A table whose headers are names of families for this share, or more, holds a row and a column for each family."""


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """A file of distances as read: the distances, and what its reader should know."""

    matrix: Matrix
    notices: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Ways:
    """The rows of a file: both names, the length in the file's unit, and the row of each."""

    begin: Sequence[str] = field(repr=False)
    end: Sequence[str] = field(repr=False)
    length: FloatArray = field(repr=False)
    rows: Sequence[int]
    faults: tuple[Fault, ...]
    unit: Unit
    notices: tuple[Fault, ...] = ()


def read_matrix(path: Path, families: Families, *, unit: Unit | None = None, kmh: float = 60.0) -> MatrixReading:
    """Read a file of distances.

    It has the columns ``from_id``, ``to_id`` and ``metres`` or ``minutes`` (or one in kilometres, hours or seconds), or
    it is a square table with the names of families in its first row and first column.

    Parameters
    ----------
    unit
        What to read; without it metres where the file has them, else minutes. A square table does not say what it
        counts in, so it needs one.
    kmh
        A minute counts as the way covered in it at this speed.

    Raises
    ------
    InputError
        With every fault in the file: a value that is no distance, a way with two distances or one shorter than the
        straight line, a family in no row.
    """
    if file_bytes(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        raise InputError([Fault(NO_NAMES, file=path.name)])
    table = read_table(path, known=lambda header: plain(header) in _KNOWN)
    ways = _rows(table, unit) or _square(table, families, unit)
    if ways is None:
        raise InputError([Fault(NO_COLUMNS if unit is None else NO_UNIT[unit], file=table.name, row=table.header_row)])
    number = {name: row for row, name in enumerate(sorted({*ways.begin, *ways.end}))}
    key = np.array(
        [number[one] * len(number) + number[other] for one, other in zip(ways.begin, ways.end, strict=True)], np.int64
    )
    order = np.argsort(key, kind="stable")
    metres = ways.length * (kmh * 1000 / 60 if ways.unit is Unit.MINUTES else 1.0)
    found = Matrix(number, *_once(key[order], metres[order]), table.sha256, ways.unit.value, _source(table), kmh)
    faults = [*ways.faults, *_contradictions(table, ways, key[order], metres[order], order)]
    faults += _strangers(table, found, families)
    truth = Judged()
    if not faults and found.source is None:
        truth = judged(table.name, list(_between_families(ways, families)), minutes=ways.unit is Unit.MINUTES)
        faults += truth.faults
    if table.faults or faults:
        raise InputError([*table.faults, *faults])
    gaps = () if found.source is not None else _gaps(table, found, families)
    return MatrixReading(found, (*table.notices, *ways.notices, *truth.notices, *gaps))


def _source(table: Table) -> RoadSource | None:
    """Read which roads a table was computed from, where all its rows say so and agree."""
    headers = [plain(header) for header in table.headers]
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


def _rows(table: Table, asked: Unit | None) -> _Ways | None:
    """Read a table with a row for each way; ``None`` where it lacks a column."""
    headers = [plain(header) for header in table.headers]
    begin, end = (next((headers.index(name) for name in names if name in headers), None) for names in (_FROM, _TO))
    units = tuple(Unit) if asked is None else (asked,)
    lengths = ((unit, name) for unit in units for name in _LENGTHS[unit] if name in headers)
    unit, name = next(lengths, (Unit.METRES, None))
    if begin is None or end is None or name is None:
        return None
    at = headers.index(name)
    told, faults = _lengths(table, at)
    return _Ways(
        _names(table.columns[begin]),
        _names(table.columns[end]),
        told * _LENGTHS[unit][name],
        table.row_numbers,
        tuple(faults),
        unit,
    )


def _square(table: Table, families: Families, unit: Unit | None) -> _Ways | None:
    """Read a table with a row for each family and a column for each; ``None`` where it is none."""
    ends = _names(table.headers[1:])
    begins = _names(table.columns[0])
    known = {name for family in families for name in (family.id, family.postcode) if name}
    if not ends or sum(name in known for name in ends) < _SQUARE * len(ends):
        return None
    if unit is None:
        raise InputError([Fault(SQUARE_UNIT, file=table.name)])
    read = [_lengths(table, at + 1, blank=True) for at in range(len(ends))]
    filled = [
        (row, column)
        for row in range(len(begins))
        for column in range(len(ends))
        if table.columns[column + 1][row] != "" and begins[row]
    ]
    return _Ways(
        [begins[row] for row, _ in filled],
        [ends[column] for _, column in filled],
        np.array([read[column][0][row] for row, column in filled], dtype=np.float64),
        [table.row_numbers[row] for row, _ in filled],
        tuple(fault for _, faults in read for fault in faults),
        unit,
        (Fault(SQUARE_AS[unit], file=table.name),),
    )


def _names(cells: Iterable[object]) -> list[str]:
    """Give the name in each cell, a postcode as families have it."""
    texts = [unguarded(cell) if isinstance(cell, str) else "" for cell in cells]
    found = {text: postcode(text) for text in set(texts)}
    return [text if isinstance(name := found[text], Wrong) else name for text in texts]


def _lengths(table: Table, at: int, *, blank: bool = False) -> tuple[FloatArray, list[Fault]]:
    """Read a column of lengths; with ``blank`` an empty cell is none, and no fault."""
    found = np.zeros(len(table.row_numbers))
    faults = []
    for row, cell in enumerate(table.columns[at]):
        value = decimal(cell) if isinstance(cell, str) else None
        if cell == "" and blank:
            continue
        if value is None or isinstance(value, Wrong) or not 0 <= value < 1e9:
            faults.append(
                Fault(NO_LENGTH, file=table.name, row=table.row_numbers[row], column=table.headers[at].strip())
            )
        else:
            found[row] = value
    return found, faults


def _between_families(ways: _Ways, families: Families) -> Iterator[Way]:
    """Give the ways whose ends are known families, or postcodes in which one lives, but for those that go nowhere."""
    named: dict[str, tuple[Family, float]] = {}
    for family in families:
        code = family.postcode or ""
        named.setdefault(code[:4], (family, UNSURE_M[Precision.PC4]))
        named.setdefault(code, (family, UNSURE_M[Precision.PC6 if len(code) > 4 else Precision.PC4]))
    named |= {family.id: (family, UNSURE_M[family.location.precision]) for family in families}
    for begin, end, length, row in zip(ways.begin, ways.end, ways.length.tolist(), ways.rows, strict=True):
        if begin and end and begin != end and begin in named and end in named:
            (origin, one), (destination, other) = named[begin], named[end]
            yield Way(row, origin.location, destination.location, length, one + other)


def _contradictions(
    table: Table, ways: _Ways, key: IntArray, metres: FloatArray, order: NDArray[np.intp]
) -> list[Fault]:
    again = np.flatnonzero((key[1:] == key[:-1]) & (metres[1:] != metres[:-1]))
    return [
        Fault(
            TWO_LENGTHS,
            {"other": str(ways.rows[int(order[at])])},
            file=table.name,
            row=ways.rows[int(order[at + 1])],
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
    nl="een bestand met afstanden heeft de kolommen 'from_id', 'to_id' en 'metres' of 'minutes', of is een vierkante "
    "tabel met de gezin_id's in de eerste rij en de eerste kolom.",
    en="a file of distances has the columns 'from_id', 'to_id' and 'metres' or 'minutes', or is a square table with "
    "the family_ids in the first row and the first column.",
)
NO_NAMES: Final = Text(
    nl="dit is het antwoord van een routeprogramma (JSON, zoals van OSRM, ORS of Google); er staat niet in welk gezin "
    "elke rij is. Zet de getallen in een tabel met de gezin_id's in de eerste rij en de eerste kolom, of met de "
    "kolommen 'from_id', 'to_id' en 'seconds', 'minutes' of 'metres'.",
    en="this is the answer of a routing program (JSON, as of OSRM, ORS or Google); it does not say which family each "
    "row is. Put the numbers in a table with the family_ids in the first row and the first column, or with the "
    "columns 'from_id', 'to_id' and 'seconds', 'minutes' or 'metres'.",
)
SQUARE_UNIT: Final = Text(
    nl="een vierkante tabel zegt niet waarin zij telt. Kies --metric metres of --metric minutes.",
    en="a square table does not say what it counts in. Choose --metric metres or --metric minutes.",
)
SQUARE_AS: Final = {
    Unit.METRES: Text(
        nl="deze vierkante tabel is gelezen als meters, van het gezin van de rij naar dat van de kolom.",
        en="this square table was read as metres, from the family of the row to that of the column.",
    ),
    Unit.MINUTES: Text(
        nl="deze vierkante tabel is gelezen als minuten, van het gezin van de rij naar dat van de kolom.",
        en="this square table was read as minutes, from the family of the row to that of the column.",
    ),
}
NO_UNIT: Final = {
    Unit.METRES: Text(
        nl="dit bestand heeft geen kolommen 'from_id', 'to_id' en 'metres'. Heeft het minuten, kies dan "
        "--metric minutes.",
        en="this file has no columns 'from_id', 'to_id' and 'metres'. If it has minutes, choose --metric minutes.",
    ),
    Unit.MINUTES: Text(
        nl="dit bestand heeft geen kolommen 'from_id', 'to_id' en 'minutes'. Heeft het meters, kies dan "
        "--metric metres.",
        en="this file has no columns 'from_id', 'to_id' and 'minutes'. If it has metres, choose --metric metres.",
    ),
}
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
