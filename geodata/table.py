"""A file as it stands on disk: what kind it is, whether it may be read at all, and its cells as text."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Fact, Text

MAX_BYTES: Final = 50_000_000
"""A larger file is refused unread; 17,000 families with every column filled take some 3 MB."""

MAX_COLUMNS: Final = 500
"""A row with more cells is no row of families."""


MAX_FAMILIES: Final = 100_000
"""A file with more rows is refused; the Netherlands have some 17,000 foster families."""


_LISTED: Final = 10
"""Rows that one sentence lists."""


class Broken(Enum):
    """A cell that holds no text to read: no plain value in a workbook, or refused because it is personal."""

    FORMULA = "formula"
    ERROR = "error"
    DATE = "date"
    REFUSED = "refused"


Cell = str | Broken
"""What stands in a cell: text without spaces around it (empty: nothing stands there), or why there is no text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headers, all equally wide.

    Attributes
    ----------
    name
        The file's name, without its folders.
    sha256
        Of the file's bytes.
    header_row
        The number that a spreadsheet shows beside the headers.
    row_numbers
        The same, for every row.
    columns
        One tuple of cells for every header, as long as ``row_numbers``.
    notices
        What a reader should know about the file as a whole.
    faults
        Rows that do not fit under the headers; their cells may stand in the wrong column.
    """

    name: str
    sha256: str
    header_row: int
    headers: tuple[str, ...] = field(repr=False)
    row_numbers: tuple[int, ...]
    columns: tuple[tuple[Cell, ...], ...] = field(repr=False)
    notices: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()


def file_bytes(path: Path) -> bytes:
    """Read a whole file, unless it is too large or no file at all.

    Raises
    ------
    InputError
        When it does not exist, is no regular file, may not be read, is empty or larger than :data:`MAX_BYTES`.
    """
    try:
        if not path.exists():
            raise refused(path, MISSING)
        if not path.is_file():
            raise refused(path, NO_FILE)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise refused(path, TOO_LARGE, {"size": round(size / 1e6), "most": MAX_BYTES // 1_000_000})
        raw = path.read_bytes()
    except OSError as problem:
        raise refused(path, UNREADABLE) from problem
    if not raw.strip():
        raise refused(path, EMPTY)
    return raw


def sha256_of(raw: bytes) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def refused(path: Path, text: Text, facts: Mapping[str, Fact] | None = None, *, row: int | None = None) -> InputError:
    """Make the error that refuses a whole file for one reason."""
    return InputError([Fault(text, facts or {}, file=path.name, row=row)])


_ERRORS: Final = frozenset(
    f"#{word}"
    for word in (
        *("N/B", "VERW!", "DEEL/0!", "WAARDE!", "NAAM?", "GETAL!", "LEEG!", "OVERLOPEN!", "BEREKENEN!", "GEBLOKKEERD!"),
        *("N/A", "REF!", "DIV/0!", "VALUE!", "NAME?", "NUM!", "NULL!", "SPILL!", "CALC!", "BLOCKED!"),
    )
)
"""What Dutch and English spreadsheets show, and save as text, where a formula has no outcome."""


def tidy(text: str) -> str:
    """Bring equal texts to one form: composed letters (Unicode NFC), one kind of space, and none at the ends."""
    if text.isascii():
        return text.strip()
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(mark) == "Zs" else mark for mark in composed).strip(_BLANK)


_BLANK: Final = " \t\r\n\f\v\ufeff\u200b"


def cell_of(text: str) -> Cell:
    """Make a cell of its text."""
    tidied = tidy(text)
    return Broken.ERROR if tidied.startswith("#") and tidied.upper() in _ERRORS else tidied


def row_list(rows: Sequence[int]) -> Fact:
    """List row numbers for a sentence: all of a few, the first ten of many."""
    listed = [str(row) for row in rows[:_LISTED]]
    return ", ".join([*listed, "…"]) if len(rows) > _LISTED else tuple(listed)


MISSING: Final = Text(
    nl="dit bestand bestaat niet. Controleer de naam en de map.",
    en="this file does not exist. Check its name and its folder.",
)
NO_FILE: Final = Text(
    nl="dit is geen gewoon bestand maar bijvoorbeeld een map. Geef de naam van het gezinnenbestand.",
    en="this is no ordinary file but, for instance, a folder. Give the name of the families file.",
)
UNREADABLE: Final = Text(
    nl="dit bestand kan niet worden geopend. Misschien is het nog open in een ander programma of ontbreekt "
    "toestemming.",
    en="this file cannot be opened. Perhaps another program still has it open, or permission is missing.",
)
TOO_LARGE: Final = Text(
    nl="dit bestand is {size} MB groot; meer dan {most} MB wordt niet gelezen. Bewaar alleen de kolommen en rijen van"
    " het gezinnenbestand.",
    en="this file is {size} MB large; more than {most} MB is not read. Keep only the columns and rows of the families "
    "file.",
)
EMPTY: Final = Text(
    nl="dit bestand is leeg. Zet in de eerste rij de kolomnamen en daaronder één rij per gezin.",
    en="this file is empty. Put the column names in the first row and one row per family below it.",
)
HEADER_ONLY: Final = Text(
    nl="dit bestand heeft alleen een rij met kolomnamen. Zet er één rij per gezin onder.",
    en="this file has only a row of column names. Put one row per family below it.",
)
TOO_MANY: Final = Text(
    nl="dit bestand heeft meer dan {most} rijen. Controleer of dit het gezinnenbestand is.",
    en="this file has more than {most} rows. Check that this is the families file.",
)
HEADER_NO_TEXT: Final = Text(
    nl="een kolomnaam is een formule, een datum of een foutwaarde. Typ de kolomnamen als gewone tekst.",
    en="a column name is a formula, a date or an error value. Type the column names as plain text.",
)
RAGGED: Final = Text(
    nl="deze rij heeft meer gevulde cellen dan er kolomnamen zijn ({width}). Geef elke kolom een naam; staat er een "
    "komma in een getal of tekst terwijl de komma ook de kolommen scheidt, bewaar het bestand dan met puntkomma's.",
    en="this row has more filled cells than there are column names ({width}). Name every column; if a comma stands in"
    " a number or a text while commas also separate the columns, save the file with semicolons.",
)
