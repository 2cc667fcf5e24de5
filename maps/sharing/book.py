"""The workbook of a shared folder: one sheet a table, in which text is only ever text."""

import io
import re
import zipfile
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from maps.sharing.scene import Shared, Table, Value

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
_DATES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MAX_TEXT: Final = 32_767
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML 1.0 cannot hold; a workbook with one cannot be opened."""
_NO_SHEET: Final = re.compile(r"[\[\]:*?/\\]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def workbook(shared: Shared) -> bytes:
    """Write the tables; the same tables give the same bytes. Properties name the program and no person."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("info")
    for row, text in enumerate((shared.view.title, *shared.notices), start=1):
        _put(sheet.cell(row, 1), text)
    sheet.column_dimensions["A"].width = 100
    for table in shared.tables:
        _add(book, table)
    book.properties.creator = "constellations"
    book.properties.title = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", shared.view.title)[:200]
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 - the format has no zone
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _add(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(_NO_SHEET.sub(" ", table.name)[:31])
    widths = [len(name) + 2 for name in table.header]
    for column, name in enumerate(table.header, start=1):
        cell = sheet.cell(1, column)
        _put(cell, name)
        cell.font = Font(bold=True)
    for row, values in enumerate(table.rows, start=2):
        for column, value in enumerate(values, start=1):
            _put(sheet.cell(row, column), value)
            widths[column - 1] = max(widths[column - 1], min(len(str(value if value is not None else "")) + 2, 60))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _put(cell: Cell, value: Value) -> None:
    """Put a value in a cell; text is stored as text, never as a formula, an error or a link."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)[:_MAX_TEXT]
    cell.data_type = "s"
    if value.startswith(_FORMULA):
        cell.quotePrefix = True


def _timeless(content: bytes) -> bytes:
    """Pack the workbook again with one fixed date in place of the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as clocked, zipfile.ZipFile(out, "w") as fixed:
        for name in clocked.namelist():
            part = _DATES.sub(rb"\g<1>2021-01-01T00:00:00Z", clocked.read(name))
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, part)
    return out.getvalue()
