"""Excel workbooks to tables: one visible sheet, read as a stream, with typed cells brought to text."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.cell.cell import Cell as FullCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from geodata.columns import letters
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.layout import SEARCHED_ROWS, Known, Merged, arranged, family_header, header_at
from geodata.table import MAX_COLUMNS, MAX_FAMILIES, TOO_MANY, Broken, Cell, Table, cell_of, refused, row_list

MAX_UNPACKED_BYTES: Final = 150_000_000
"""A workbook that unpacks to more is refused: 17,000 families unpack to some 20 MB, a zip bomb to gigabytes."""

MAX_ROWS: Final = 1_048_576
"""Excel has no more rows; a file may claim otherwise."""

_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]+)(?::([A-Z]{1,3})([0-9]+))?')
_HIDDEN: Final = re.compile(rb'<(?:\w+:)?(?:row|col)\s[^>]*?hidden="(?:1|true)"[^>]*>')
_ATTRIBUTE: Final = re.compile(rb'\s(r|min|max)="([0-9]+)"')
_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_NAMESPACES: Final = (
    (_STRICT, b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_PADDED: Final = re.compile(r'(?:"([^"]*)")?(0{2,})(?:"([^"]*)")?')
"""A number format that shows zeros before a number, perhaps with fixed text around it."""

_BROKEN: Final = {"f": Broken.FORMULA, "e": Broken.ERROR}
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1024


def read_workbook_table(path: Path, raw: bytes, known: Known, *, dates: bool = False) -> Table:
    """Read a sheet of a workbook (``.xlsx``): of those that show, the first with column names.

    Whole numbers lose their ``.0`` and get the zeros that their format shows before them (``00001``), truth values
    become ``TRUE`` and ``FALSE``; formulas, dates and error values become
    :class:`~geodata.table.Broken`. Formulas are never computed, macros never run.

    Parameters
    ----------
    known
        Tells whether a text is a column name.
    dates
        Whether dates are read, as ``2015-04-03``, in place of being refused.

    Raises
    ------
    InputError
        When it is no workbook, is protected, unpacks to more than :data:`MAX_UNPACKED_BYTES`, or has merged cells.
    """
    try:
        return _read(path, raw, known, dates)
    except InputError:
        raise
    except Exception as problem:  # a damaged workbook fails in openpyxl, zipfile or an XML parser, each in its own way
        raise refused(path, BROKEN_BOOK) from problem


def open_book(path: Path, raw: bytes, *, values: bool = False) -> Workbook:
    """Open a workbook as a stream, whichever of the two kinds of Open XML it is.

    Parameters
    ----------
    values
        Whether a formula gives the value that Excel kept of it, in place of itself.

    Raises
    ------
    InputError
        When it is no workbook, or unpacks to more than :data:`MAX_UNPACKED_BYTES`.
    """
    _guard(path, raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl on parts that it does not read, such as styles
        return openpyxl.load_workbook(io.BytesIO(transitional(raw)), read_only=True, data_only=values, keep_links=False)


def _read(path: Path, raw: bytes, known: Known, dates: bool) -> Table:
    book = open_book(path, raw)
    content = transitional(raw)
    sheets = book.worksheets
    sheet, others = _chosen([each for each in sheets if each.sheet_state == "visible"] or sheets[:1], known)
    marks = _marks(content, sheet)
    notices = []
    if len(sheets) > 1:
        notices.append(Fault(OTHER_SHEETS, {"sheet": _place(sheet, sheets)}, file=path.name))
    if known is family_header:
        notices += [Fault(MORE_FAMILIES, {"sheet": _place(each, sheets)}, file=path.name) for each in others]
    rows = _rows(path, sheet, dates)
    table = arranged(path, raw, rows, known, notices=notices, merged=marks.merged)
    return replace(table, notices=(*table.notices, *_hidden(path, table, marks)))


def _place(sheet: Worksheet, sheets: Sequence[object]) -> int:
    """Count a sheet from the left: its title may be personal."""
    return next(at for at, each in enumerate(sheets, start=1) if each is sheet)


def _chosen(sheets: Sequence[Worksheet], known: Known) -> tuple[Worksheet, list[Worksheet]]:
    """Give the first sheet with column names, else the first; and other sheets that have column names too."""
    if len(sheets) == 1:
        return sheets[0], []
    named = []
    for sheet in sheets:
        sheet.reset_dimensions()  # type: ignore[attr-defined]  # what the file says of its own size may be wrong
        top = [
            (number, [_text(cell, dates=True) for cell in cells])
            for number, cells in enumerate(sheet.iter_rows(max_row=SEARCHED_ROWS), start=1)
        ]
        if header_at([(number, cells) for number, cells in top if any(cells)], known) is not None:
            named.append(sheet)
    return (named[0], named[1:]) if named else (sheets[0], [])


def _hidden(path: Path, table: Table, marks: "_Marks") -> Iterator[Fault]:
    """Say what was read though Excel does not show it."""
    rows = [row for row in table.row_numbers if row in marks.hidden_rows]
    columns = [letters(index) for index in range(len(table.headers)) if index + 1 in marks.hidden_columns]
    if rows:
        yield Fault(HIDDEN_ROWS, {"n": len(rows), "rows": row_list(rows)}, file=path.name)
    if columns:
        yield Fault(HIDDEN_COLUMNS, {"columns": tuple(columns)}, file=path.name)


def _guard(path: Path, raw: bytes) -> None:
    """Look at what the archive says it unpacks to; ``zipfile`` never unpacks more than is said there."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as problem:
        raise refused(path, BROKEN_BOOK) from problem
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        facts = {"size": round(unpacked / 1e6), "most": MAX_UNPACKED_BYTES // 1_000_000}
        raise refused(path, BOMB, facts)


def transitional(raw: bytes) -> bytes:
    """Give a workbook saved as "Strict Open XML" under the usual names of its elements; others as they are.

    Both kinds differ in their XML namespaces (ISO/IEC 29500, part 1 for strict and part 4 for transitional).
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if not any(_STRICT in archive.read(name) for name in archive.namelist() if name.endswith("workbook.xml")):
            return raw
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as usual:
            for name in archive.namelist():
                part = archive.read(name)
                for strict, plain in _NAMESPACES:
                    part = part.replace(strict, plain)
                usual.writestr(name, part)
    return packed.getvalue()


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a sheet says beside its cells: where cells are merged, and what is hidden, numbered from 1."""

    merged: tuple[Merged, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def _marks(raw: bytes, sheet: Worksheet) -> _Marks:
    """Look for marks in the XML of a sheet, where a stream of rows does not show them."""
    merged: set[Merged] = set()
    rows: set[int] = set()
    columns: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(_member(sheet)) as source:
        tail = b""
        while chunk := source.read(_CHUNK):
            block = tail + chunk
            merged.update(
                Merged(int(first), int(last or first), _number(begin), _number(end or begin))
                for begin, first, end, last in _MERGE.findall(block)
            )
            for tag in _HIDDEN.findall(block):
                told = dict(_ATTRIBUTE.findall(tag))
                if b"r" in told:
                    rows.add(int(told[b"r"]))
                elif b"min" in told:
                    first = int(told[b"min"])
                    columns.update(range(first, min(int(told.get(b"max", first)), first + MAX_COLUMNS) + 1))
            tail = block[-_OVERLAP:]
    return _Marks(tuple(merged), frozenset(rows), frozenset(columns))


def _number(column: bytes) -> int:
    """Count a column from 0 by its letters."""
    return column_index_from_string(column.decode()) - 1


def _member(sheet: Worksheet) -> str:
    """Name a sheet's part of the archive, as openpyxl found it through the workbook's relations."""
    return str(vars(sheet)["_worksheet_path"])


def _rows(path: Path, sheet: Worksheet, dates: bool) -> list[tuple[int, list[Cell]]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what the file says of its own size may be wrong
    rows: list[tuple[int, list[Cell]]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS:
            raise refused(path, TOO_LONG, {"most": MAX_ROWS})
        texts = [_text(cell, dates) for cell in cells]
        while texts and texts[-1] == "":
            texts.pop()
        if len(texts) > MAX_COLUMNS:
            raise refused(path, TOO_WIDE, {"most": MAX_COLUMNS}, row=number)
        if texts:
            rows.append((number, texts))
        if len(rows) > MAX_FAMILIES + SEARCHED_ROWS:
            raise refused(path, TOO_MANY, {"most": MAX_FAMILIES})
    return rows


def _text(cell: FullCell | MergedCell, dates: bool) -> Cell:
    """Bring a typed cell to the text that a spreadsheet would save."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in _BROKEN:
        return _BROKEN[cell.data_type]
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return f"{value:%Y-%m-%d}" if dates and isinstance(value, dt.date) else Broken.DATE
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        whole = int(value) if isinstance(value, int) or value.is_integer() else None
        return str(value) if whole is None else _as_shown(whole, cell.number_format)
    return cell_of(unescape(str(value)))


def _as_shown(value: int, number_format: str) -> str:
    """Write a whole number with the zeros that its format shows."""
    padded = _PADDED.fullmatch(number_format) if "00" in number_format else None
    if padded is None or value < 0:
        return str(value)
    return f"{padded[1] or ''}{value:0{len(padded[2])}d}{padded[3] or ''}"


BROKEN_BOOK: Final = Text(
    nl="dit is geen Excel-werkmap die te lezen is: het bestand is beschadigd of heeft alleen de naam .xlsx. Open het "
    "in Excel en bewaar het opnieuw.",
    en="this is no Excel workbook that can be read: the file is damaged, or is .xlsx in name only. Open it in Excel "
    "and save it again.",
)
BOMB: Final = Text(
    nl="deze werkmap beslaat uitgepakt {size} MB; meer dan {most} MB wordt niet gelezen. Bewaar alleen het werkblad "
    "met gezinnen.",
    en="this workbook takes {size} MB unpacked; more than {most} MB is not read. Keep only the sheet of families.",
)
TOO_WIDE: Final = Text(
    nl="deze rij heeft meer dan {most} cellen. Controleer of dit het blad met gezinnen is.",
    en="this row has more than {most} cells. Check that this is the sheet of families.",
)
TOO_LONG: Final = Text(
    nl="dit blad heeft meer dan {most} rijen. Controleer of dit het blad met gezinnen is.",
    en="this sheet has more than {most} rows. Check that this is the sheet of families.",
)
OTHER_SHEETS: Final = Text(
    nl="de werkmap heeft meer bladen; alleen blad {sheet} is gelezen, van links geteld.",
    en="the workbook has more sheets; only sheet {sheet} was read, counted from the left.",
)
MORE_FAMILIES: Final = Text(
    nl="ook blad {sheet}, van links geteld, heeft kolommen van gezinnen en is niet gelezen. Zet alle gezinnen op één "
    "blad, of bewaar elk blad als eigen bestand en voeg ze samen met `constellations combine`.",
    en="sheet {sheet}, counted from the left, has columns of families too and was not read. Put all families on one "
    "sheet, or save each sheet as a file of its own and join them with `constellations combine`.",
)
HIDDEN_ROWS: Final = Text(
    nl="in Excel verborgen of weggefilterde rijen zijn wel gelezen: {n} (rij {rows}). Haal rijen weg die niet mee "
    "moeten doen.",
    en="rows that Excel hides or filters out were read all the same: {n} (row {rows}). Remove rows that must not take "
    "part.",
)
HIDDEN_COLUMNS: Final = Text(
    nl="in Excel verborgen kolommen zijn wel gelezen: {columns}.",
    en="columns that Excel hides were read all the same: {columns}.",
)
