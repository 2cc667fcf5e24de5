"""Tables as a workbook for a spreadsheet: text stays text, and the same tables give the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodata.language import Lang, Text

Value = str | int | float | bool | None

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
"""Every entry carries this date, so that the same plan gives the same bytes."""

_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MAX_TEXT: Final = 32_767
_WIDEST: Final = 60
_HEAD: Final = PatternFill("solid", start_color="FFE3EBF3", end_color="FFE3EBF3")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its header and its rows. ``formats`` holds number formats by column."""

    name: Text
    header: tuple[Text, ...]
    rows: Iterable[Sequence[Value]]
    formats: Mapping[int, str]


def as_xlsx(sheets: Iterable[Sheet], title: str, lang: Lang) -> bytes:
    """Write a workbook. Text is always text: a family called ``=1+1`` shows as written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name.say(lang)), sheet, lang)
    book.properties.creator = "constellations"
    book.properties.title = title
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 - the format has no zone
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _write(worksheet: Worksheet, sheet: Sheet, lang: Lang) -> None:
    widths = [len(text.say(lang)) + 4 for text in sheet.header]
    for column, text in enumerate(sheet.header, start=1):
        cell = worksheet.cell(1, column)
        _put(cell, text.say(lang))
        cell.font = Font(bold=True)
        cell.fill = _HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    last = 1
    for last, values in enumerate(sheet.rows, start=2):
        for column, value in enumerate(values, start=1):
            cell = worksheet.cell(last, column)
            _put(cell, value)
            if column in sheet.formats and not isinstance(value, str | None):
                cell.number_format = sheet.formats[column]
            widths[column - 1] = max(widths[column - 1], min(len(str(value if value is not None else "")) + 2, _WIDEST))
            if isinstance(value, str) and len(value) > _WIDEST:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{last}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Put a value in a cell; text is stored as text, never as a formula, an error or a link."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_MAX_TEXT]
    cell.data_type = "s"
    if value.startswith(("=", "+", "-", "@", "\t", "\r", "'")):
        cell.quotePrefix = True


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
