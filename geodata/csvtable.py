"""Text files to tables: which delimiter, and one row of text for every row of a spreadsheet."""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.layout import SEARCHED_ROWS, Known, arranged
from geodata.table import EMPTY, MAX_COLUMNS, MAX_FAMILIES, TOO_MANY, Cell, Table, cell_of, refused, row_list

_DELIMITERS: Final = (";", "\t", ",")
_SEPARATOR_LINE: Final = re.compile(r'"?sep=([;,\t])"?[ ;,\t]*\r?\n', re.IGNORECASE)
"""A first line by which Excel is told the delimiter; Excel does not show it as a row."""

_QUOTED: Final = re.compile(r'"[^"]*"')
_OPENED_AT: Final = re.compile(r"starting at row ([0-9]+)")


_ENOUGH: Final = 100_000
"""Characters of a line by which its delimiter is told; the csv module refuses longer cells."""


def read_text_table(path: Path, raw: bytes, known: Known) -> Table:
    """Read delimited text: UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252; ``;``, tab or ``,``.

    Parameters
    ----------
    known
        Tells whether a text is a column name, by which the row of headers is found.

    Raises
    ------
    InputError
        When the bytes are no text, a quotation mark is never closed or closed in another row, or rows do not fit under
        the headers.
    """
    read = decoded(raw)
    if read is None:
        raise refused(path, NO_TEXT)
    text = read.text
    told = _SEPARATOR_LINE.match(text)
    first_line = 1
    if told:
        text = text[told.end() :]
        first_line = 2
    if not text.strip():
        raise refused(path, EMPTY)
    delimiter = told[1] if told else _delimiter(text, known)
    text = text.rstrip(f" \r\n{delimiter}") + "\n"
    if _is_too_long(text, delimiter):
        raise refused(path, TOO_MANY, {"most": MAX_FAMILIES})
    rows = _rows(path, text, delimiter)
    swallowed = list(_swallowed(path, rows, delimiter))
    if swallowed:
        raise InputError(swallowed)
    notices = []
    if read.odd_lines:
        odd = [number - first_line + 1 for number in read.odd_lines]
        notices.append(Fault(MIXED, {"rows": row_list(odd)}, file=path.name))
    cleaned = {text: cell_of(text) for text in {text for row in rows for text in row}}
    cells: list[tuple[int, list[Cell]]] = [
        (number, [cleaned[text] for text in row]) for number, row in enumerate(rows, start=1)
    ]
    return arranged(path, raw, cells, known, notices=notices)


def _is_too_long(text: str, delimiter: str) -> bool:
    """Tell whether more rows are filled than any file may have, before work is done on them."""
    most = MAX_FAMILIES + SEARCHED_ROWS
    if text.count("\n") + text.count("\r") <= most:
        return False
    try:
        filled = (row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row))
        return next(itertools.islice(filled, most, None), None) is not None
    except csv.Error:
        return False  # what is wrong is told where the rows are read


def _rows(path: Path, text: str, delimiter: str) -> list[tuple[str, ...]]:
    """Give the cells of every row as they stand, all rows equally wide."""
    width = _width(text, delimiter)
    if width > MAX_COLUMNS:
        raise refused(path, TOO_WIDE, {"most": MAX_COLUMNS})
    if _has_no_more_than_delimiters(text):
        return _split(text, delimiter, width)
    import pandas as pd  # noqa: PLC0415 - slow to load, and few files need it

    try:
        frame = pd.read_csv(
            io.StringIO(text, newline=""),
            sep=delimiter,
            header=None,
            names=list(range(width)),
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            low_memory=False,
        )
    except pd.errors.ParserError as problem:
        opened = _OPENED_AT.search(str(problem))
        raise refused(path, OPEN_QUOTE, row=int(opened[1]) + 1 if opened else None) from problem
    columns = [[cell if isinstance(cell, str) else "" for cell in frame[index].tolist()] for index in range(width)]
    return list(zip(*columns, strict=True))


def _has_no_more_than_delimiters(text: str) -> bool:
    """Tell whether nothing is quoted: pandas then splits at delimiters and ends of lines, and so can we."""
    return '"' not in text and "\0" not in text


def _split(text: str, delimiter: str, width: int) -> list[tuple[str, ...]]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    rows = (line.split(delimiter) for line in lines)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _width(text: str, delimiter: str) -> int:
    """Count the cells of the widest row, or a few more where quoted text holds the delimiter."""
    lines = re.split(r"[\r\n]+", text)
    widest = max(line.count(delimiter) for line in lines) + 1
    if widest > MAX_COLUMNS:
        widest = max(_QUOTED.sub("", line).count(delimiter) for line in lines) + 1
    return widest


def _swallowed(path: Path, rows: list[tuple[str, ...]], delimiter: str) -> Iterator[Fault]:
    """Find cells that hold whole rows: a quotation mark opened in one row and closed in another."""
    width = max((sum(map(bool, row)) for row in rows[:50]), default=0)
    full = max(2, (width - 1) // 2)
    for number, row in enumerate(rows, start=1):
        for cell in row:
            lines = cell.splitlines() if "\n" in cell or "\r" in cell else ()
            if any(line.count(delimiter) >= full for line in lines):
                yield Fault(SWALLOWED, {"n": len(lines) - 1}, file=path.name, row=number)
                break


def _delimiter(text: str, known: Known) -> str:
    """Choose the delimiter under which a line near the top names most columns, and then makes most cells."""
    filled = [line[:_ENOUGH] for line in text.splitlines()[:60] if line.strip(' \t,;"')][:30]

    def fit(delimiter: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in filled]
        named = max((sum(cell != "" and known(cell) for cell in row) for row in rows), default=0)
        return named, len(rows[0]) if rows else 0

    return max(_DELIMITERS, key=fit)


NO_TEXT: Final = Text(
    nl="dit is geen tekstbestand. Open het in het programma waarmee het is gemaakt en bewaar het als CSV (UTF-8) of "
    "als .xlsx.",
    en="this is no text file. Open it in the program that made it and save it as CSV (UTF-8) or as .xlsx.",
)
TOO_WIDE: Final = Text(
    nl="een rij heeft meer dan {most} cellen. Controleer of dit het gezinnenbestand is.",
    en="a row has more than {most} cells. Check that this is the families file.",
)
OPEN_QUOTE: Final = Text(
    nl='hier begint een aanhalingsteken (") dat niet wordt gesloten, zodat de rijen niet te scheiden zijn. Haal '
    "losse aanhalingstekens weg of bewaar het bestand opnieuw als CSV.",
    en='here a quotation mark (") is opened and never closed, so that rows cannot be told apart. Take stray '
    "quotation marks out, or save the file as CSV again.",
)
SWALLOWED: Final = Text(
    nl='hier begint een los aanhalingsteken (") dat pas {n} rijen verder wordt gesloten; die rijen zouden in één cel '
    "verdwijnen. Haal losse aanhalingstekens weg, of bewaar het bestand in Excel opnieuw als CSV.",
    en='here a stray quotation mark (") is opened that is closed only {n} rows further; those rows would vanish into '
    "one cell. Take stray quotation marks out, or save the file as CSV again in Excel.",
)
MIXED: Final = Text(
    nl="dit bestand mengt twee tekencoderingen (UTF-8 en Windows-1252), zoals na samenvoegen van twee bestanden. Elke "
    "rij is in haar eigen codering gelezen; controleer letters met accenten in rij {rows}.",
    en="this file mixes two character encodings (UTF-8 and Windows-1252), as after joining two files. Every row was "
    "read in its own; check letters with accents in row {rows}.",
)
