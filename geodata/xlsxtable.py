"""Excel workbooks to tables: the first visible sheet, read as a stream, with typed cells brought to text."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.cell.cell import Cell as FullCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from geodata.columns import shown
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.table import MAX_COLUMNS, Broken, Cell, Table, assemble, refused, trimmed

MAX_UNPACKED_BYTES: Final = 150_000_000
"""A workbook that unpacks to more is refused: 17,000 families unpack to some 20 MB, a zip bomb to gigabytes."""

MAX_ROWS: Final = 1_048_576
"""Excel has no more rows; a file may claim otherwise."""

_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="[A-Z]+([0-9]+)')
_BROKEN: Final = {"f": Broken.FORMULA, "e": Broken.ERROR}
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 256


def read_workbook_table(path: Path, raw: bytes, *, dates: bool = False) -> Table:
    """Read the first visible sheet of a workbook (``.xlsx``).

    Whole numbers lose their ``.0``, truth values become ``TRUE`` and ``FALSE``; formulas, dates and error values become
    :class:`~geodata.table.Broken`. Formulas are never computed, macros never run.

    Parameters
    ----------
    dates
        Whether dates are read, as ``2015-04-03``, in place of being refused.

    Raises
    ------
    InputError
        When it is no workbook, is protected, unpacks to more than :data:`MAX_UNPACKED_BYTES`, or has merged cells.
    """
    _guard(path, raw)
    try:
        return _read(path, raw, dates)
    except InputError:
        raise
    except Exception as problem:  # a damaged workbook fails in openpyxl, zipfile or an XML parser, each in its own way
        raise refused(path, BROKEN_BOOK) from problem


def _read(path: Path, raw: bytes, dates: bool) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    sheets = book.worksheets
    sheet = next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])
    merged = _merged_rows(raw, sheet)
    if merged:
        raise InputError(Fault(MERGED, file=path.name, row=row) for row in merged)
    notices = [Fault(OTHER_SHEETS, {"sheet": shown(sheet.title, 0)}, file=path.name)] if len(sheets) > 1 else []
    return assemble(path, raw, _rows(path, sheet, dates), notices)


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


def _merged_rows(raw: bytes, sheet: Worksheet) -> list[int]:
    """List the rows where merged cells begin; they stand behind the rows in a sheet, where a stream does not look."""
    found: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(_member(sheet)) as source:
        tail = b""
        while chunk := source.read(_CHUNK):
            block = tail + chunk
            found.update(int(row) for row in _MERGE.findall(block))
            tail = block[-_OVERLAP:]
    return sorted(found)


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
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return trimmed(str(value))


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
MERGED: Final = Text(
    nl="hier zijn cellen samengevoegd, zodat niet zeker is bij welke kolom en rij een waarde hoort. Splits de cellen "
    "weer.",
    en="cells are merged here, so that it is not certain to which column and row a value belongs. Unmerge the cells.",
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
    nl="de werkmap heeft meer bladen; alleen het blad '{sheet}' is gelezen.",
    en="the workbook has more sheets; only the sheet '{sheet}' was read.",
)
