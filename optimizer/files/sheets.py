"""Tables as a workbook for a spreadsheet: text stays text, and the same tables give the same bytes."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Self

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart import BarChart as Bars
from openpyxl.chart import Reference
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodata.scratch import saved


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the program's own making (``=B2*C2``); text from data is never one."""

    text: str


class Link(str):
    """Text that leads to the row of another sheet which begins with it, or to its top where none does."""

    sheet: str

    @classmethod
    def to(cls, sheet: str, text: str) -> Self:
        """Let ``text`` lead to a sheet of the same workbook."""
        made = cls(text)
        made.sheet = sheet
        return made


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of the ``values`` of a sheet by its first column; columns are counted from 1."""

    title: str
    sheet: str
    values: tuple[int, ...]


_AnyCell = Cell | MergedCell
Value = str | int | float | bool | Decimal | Formula | None

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
"""Every entry carries this date, so that the same plan gives the same bytes."""

_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MAX_TEXT: Final = 32_767
_WIDEST: Final = 60
_NARROWEST: Final = 8
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
_OUTSIDE: Final = PatternFill("solid", start_color="FFF8D7CD", end_color="FFF8D7CD")
_BOLD_RED: Final = Font(bold=True, color="FF8A1C1C")
_LINKED: Final = Font(name="Calibri", size=11, color="FF0B4F8A", underline="single")
_MOST_LINKED: Final = 20_000
"""Rows up to which a sheet has links; Excel takes some 65,000 a sheet."""

_FORMULA_WIDTH: Final = 16
"""Characters that the result of a formula is given room for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its header and its rows. ``formats`` holds number formats by column, counted from 1.

    A sheet of plain sentences is not ``filtered``. Cells of the columns ``inputs`` are for the reader to change,
    and are coloured so. ``limits`` holds the least and the most that a column may have: each cell has a bar up to the
    most, and one outside stands out. ``charts`` are drawn to the right of the table.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    formats: Mapping[int, str] = field(default_factory=dict)
    filtered: bool = True
    inputs: frozenset[int] = frozenset()
    limits: Mapping[int, tuple[float | None, float | None]] = field(default_factory=dict)
    charts: tuple[BarChart, ...] = ()


def as_xlsx(sheets: Iterable[Sheet], title: str, made_on: date | None = None) -> bytes:
    """Write a workbook. Text is always text: a family called ``=1+1`` shows as written.

    Parameters
    ----------
    made_on
        The day that it gives as that of its making; a fixed one where none is known.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    written = [(book.create_sheet(sheet.name), sheet) for sheet in sheets]
    _join(book, [found for worksheet, sheet in written for found in _write(worksheet, sheet)])
    for worksheet, sheet in written:
        for at, chart in enumerate(sheet.charts):
            _draw(worksheet, chart, book[chart.sheet], f"{get_column_letter(len(sheet.header) + 2)}{2 + 18 * at}")
    book.properties.creator = "constellations"
    book.properties.title = _readable(title)[:200]
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 - the format has no zone
    return _timeless(saved(book), made_on)


def _join(book: Workbook, links: Iterable[tuple[_AnyCell, Link]]) -> None:
    """Let links lead to the row that begins with their text; a very long sheet is left without, as Excel would be."""
    tops = {sheet.title: {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1)} for sheet in book}
    for cell, link in links:
        if isinstance(cell, Cell) and link.sheet in tops and (cell.row or 0) <= _MOST_LINKED:
            top = tops[link.sheet].get(_readable(link), 1)
            place = "'" + link.sheet.replace("'", "''") + f"'!A{top}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
            cell.font = _LINKED


def _draw(worksheet: Worksheet, chart: BarChart, source: Worksheet, at: str) -> None:
    """Draw a chart of another sheet beside a table; one without rows is left out."""
    if (source.max_row or 0) < 2:
        return
    drawn = Bars()
    drawn.title, drawn.height, drawn.width = chart.title, 8.5, 20
    for column in chart.values:
        drawn.add_data(Reference(source, min_col=column, min_row=1, max_row=source.max_row), titles_from_data=True)
    drawn.set_categories(Reference(source, min_col=1, min_row=2, max_row=source.max_row))
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.numFmt, drawn.y_axis.majorGridlines = "0", None
    drawn.legend = drawn.legend if len(chart.values) > 1 else None
    worksheet.add_chart(drawn, at)


def _limit(worksheet: Worksheet, column: int, n_rows: int, low: float | None, high: float | None) -> None:
    """Put a bar behind the cells of a column up to the most, and a colour behind those outside."""
    letter = get_column_letter(column)
    cells = f"{letter}2:{letter}{n_rows + 1}"
    if high:
        bar = DataBarRule("num", 0, "num", high, "FF9FB9D3")  # type: ignore[no-untyped-call]
        worksheet.conditional_formatting.add(cells, bar)
    for operator, edge in (("lessThan", low), ("greaterThan", high)):
        if edge is not None:
            rule = CellIsRule(operator, [f"{edge:g}"], None, _BOLD_RED, None, _OUTSIDE)  # type: ignore[no-untyped-call]
            worksheet.conditional_formatting.add(cells, rule)


def _write(worksheet: Worksheet, sheet: Sheet) -> list[tuple[_AnyCell, Link]]:
    """Write one table, and give its links with their cells.

    A row is as high as its longest text takes lines, which LibreOffice does not work out itself.
    """
    links: list[tuple[_AnyCell, Link]] = []
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
            if isinstance(value, Link):
                links.append((cell, value))
            if isinstance(value, str):
                cell.alignment = _WRAPPED if len(value) > _WIDEST else _TOP
            elif value is not None:
                cell.alignment = _NUMBER
                cell.number_format = sheet.formats.get(column, cell.number_format)
            if column in sheet.inputs and value is not None:
                cell.fill = _INPUT
        worksheet.row_dimensions[row].height = _height(values, widths)
    for column, (low, high) in sheet.limits.items() if rows else ():
        _limit(worksheet, column, len(rows), low, high)
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
    return links


def _widths(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    """Give columns room for their longest text, up to a limit; of a header, for its longest word and the arrow."""
    widths = [max(_NARROWEST, max(map(len, text.split() or [""])) + 2 + _ARROW) for text in header]
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


def _put(cell: _AnyCell, value: Value) -> None:
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


def _timeless(content: bytes, made_on: date | None) -> bytes:
    """Pack the workbook again with the day of its making, or one fixed date, in place of the clock's."""
    day = date(*_STAMP[:3]) if made_on is None else made_on
    stamp = rf"\g<1>{day.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as clocked, zipfile.ZipFile(out, "w") as fixed:
        for name in clocked.namelist():
            part = _MODIFIED.sub(stamp, clocked.read(name))
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, part)
    return out.getvalue()
