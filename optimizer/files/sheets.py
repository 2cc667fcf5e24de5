"""Tables as a workbook for a spreadsheet: text stays text, and the same tables give the same bytes."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodata.scratch import saved


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the program's own making (``=B2*C2``); text from data is never one."""

    text: str


Value = str | int | float | bool | Decimal | Formula | None

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
"""Every entry carries this date, so that the same plan gives the same bytes."""

_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MAX_TEXT: Final = 32_767
_WIDEST: Final = 60
_ARROW: Final = 3
"""Room that the arrow of a filter takes."""

_LINE: Final = 15.0
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML 1.0 cannot hold; a workbook with one cannot be opened."""

_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_TOP: Final = Alignment(vertical="top")
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_NUMBER: Final = Alignment(vertical="top", horizontal="right", indent=1)
_HEAD: Final = PatternFill("solid", start_color="FFE3EBF3", end_color="FFE3EBF3")
_INPUT: Final = PatternFill("solid", start_color="FFFFF7D6", end_color="FFFFF7D6")
_FORMULA_WIDTH: Final = 16
"""Characters that the result of a formula is given room for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its header and its rows. ``formats`` holds number formats by column, counted from 1.

    A sheet of plain sentences is not ``filtered``. Cells of the columns ``inputs`` are for the reader to change,
    and are coloured so.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    formats: Mapping[int, str] = field(default_factory=dict)
    filtered: bool = True
    inputs: frozenset[int] = frozenset()


def as_xlsx(sheets: Iterable[Sheet], title: str) -> bytes:
    """Write a workbook. Text is always text: a family called ``=1+1`` shows as written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    book.properties.creator = "constellations"
    book.properties.title = _readable(title)[:200]
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 - the format has no zone
    return _timeless(saved(book))


def _write(worksheet: Worksheet, sheet: Sheet) -> None:
    """Write one table; a row is as high as its longest text takes lines, which LibreOffice does not work out itself."""
    rows = [tuple(values) for values in sheet.rows]
    widths = _widths(sheet.header, rows)
    for column, text in enumerate(sheet.header, start=1):
        cell = worksheet.cell(1, column)
        _put(cell, text)
        cell.font, cell.fill, cell.alignment = _BOLD, _HEAD, _WRAPPED
    worksheet.row_dimensions[1].height = _height(sheet.header, [width - _ARROW for width in widths])
    for row, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            cell = worksheet.cell(row, column)
            _put(cell, value)
            if isinstance(value, str):
                cell.alignment = _WRAPPED if len(value) > _WIDEST else _TOP
            elif value is not None:
                cell.alignment = _NUMBER
                cell.number_format = sheet.formats.get(column, cell.number_format)
            if column in sheet.inputs and value is not None:
                cell.fill = _INPUT
        worksheet.row_dimensions[row].height = _height(values, widths)
    for column, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.freeze_panes = "A2"
    if sheet.filtered:
        worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{len(rows) + 1}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if worksheet.oddFooter is not None:
        worksheet.oddFooter.right.text = "&P / &N"
    worksheet.print_title_rows = "1:1"


def _widths(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    """Give columns room for their longest text, up to a limit; of a header, for its longest word and the arrow."""
    widths = [max(map(len, text.split() or [""])) + 2 + _ARROW for text in header]
    for values in rows:
        for column, value in enumerate(values):
            widths[column] = max(widths[column], min(_length(value) + 3, _WIDEST))
    return widths


def _length(value: Value) -> int:
    if isinstance(value, Formula):
        return _FORMULA_WIDTH
    return 0 if value is None else len(f"{value:.3f}" if isinstance(value, float) else str(value))


def _height(values: Sequence[Value], widths: Sequence[int]) -> float:
    lines = [
        len(textwrap.wrap(value, width - 1))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str) and len(value) >= width
    ]
    return _LINE * max(lines, default=1)


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Put a value in a cell; text is stored as text, never as a formula, an error or a link."""
    if not isinstance(value, str):
        cell.value = value.text if isinstance(value, Formula) else value
        return
    cell.value = _readable(value)[:_MAX_TEXT]
    cell.data_type = "s"
    if value.startswith(("=", "+", "-", "@", "\t", "\r", "'")):
        cell.quotePrefix = True


def _readable(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _timeless(content: bytes) -> bytes:
    """Pack the workbook again with one fixed date in place of the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as clocked, zipfile.ZipFile(out, "w") as fixed:
        for name in clocked.namelist():
            part = _MODIFIED.sub(rb"\g<1>2021-01-01T00:00:00Z", clocked.read(name))
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, part)
    return out.getvalue()
