"""Text files to tables: which encoding, which delimiter, and one row of text for every row of a spreadsheet."""

import codecs
import csv
import io
import re
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.columns import column_of
from geodata.language import Text
from geodata.table import EMPTY, MAX_COLUMNS, Table, assemble, refused, trimmed

_DELIMITERS: Final = (";", "\t", ",")
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATOR_LINE: Final = re.compile(r'"?sep=([;,\t])"?\r?\n', re.IGNORECASE)
"""A first line by which Excel is told the delimiter; Excel does not show it as a row."""


def read_text_table(path: Path, raw: bytes) -> Table:
    """Read delimited text: UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252; ``;``, tab or ``,``.

    Raises
    ------
    InputError
        When the bytes are no text, a quotation mark is never closed, or rows do not fit under the headers.
    """
    text = _decoded(path, raw)
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    if not text.strip():
        raise refused(path, EMPTY)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    delimiter = told[1] if told else _delimiter(text)
    try:
        width = max(map(len, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        if width > MAX_COLUMNS:
            raise refused(path, TOO_WIDE, {"most": MAX_COLUMNS})
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
    except (pd.errors.ParserError, csv.Error) as problem:
        raise refused(path, OPEN_QUOTE) from problem
    cells = [
        [trimmed(cell) if isinstance(cell, str) else "" for cell in frame[index].tolist()] for index in range(width)
    ]
    return assemble(path, raw, list(enumerate(zip(*cells, strict=True), start=1)))


def _decoded(path: Path, raw: bytes) -> str:
    if raw.startswith(_UTF16):
        encodings = ["utf-16"]
    elif b"\0" in raw:
        raise refused(path, NO_TEXT)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise refused(path, NO_TEXT)


def _delimiter(text: str) -> str:
    """Choose the delimiter under which the first filled line names most columns, and then makes most cells."""
    first = next((line for line in text.splitlines() if line.strip(' \t,;"')), "")

    def fit(delimiter: str) -> tuple[int, int]:
        headers = next(csv.reader([first], delimiter=delimiter), [])
        return sum(column_of(header) is not None for header in headers), len(headers)

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
    nl='ergens begint een aanhalingsteken (") dat niet wordt gesloten, zodat de rijen niet te scheiden zijn. Haal '
    "losse aanhalingstekens weg of bewaar het bestand opnieuw als CSV.",
    en='somewhere a quotation mark (") is opened and never closed, so that rows cannot be told apart. Take stray '
    "quotation marks out, or save the file as CSV again.",
)
