"""A families file from families: the columns in Dutch or English, as CSV or as an Excel workbook."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from geodata.columns import Column
from geodata.families import Family, HubRole, Precision
from geodata.formulas import guarded, guarded_twice
from geodata.language import NO, YES, Lang, Text
from geodata.scratch import saved

Cell = str | int | float | None

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
"""Every entry of a workbook carries this date, so that the same families give the same file."""

_DATES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


_ROLES: Final = {
    HubRole.NO: NO,
    HubRole.CANDIDATE: Text(nl="kandidaat", en="candidate"),
    HubRole.REQUIRED: Text(nl="verplicht", en="required"),
    HubRole.ONLY: Text(nl="alleen", en="only"),
    HubRole.RESERVE: Text(nl="reserve", en="reserve"),
    HubRole.DECLINED: Text(nl="afgewezen", en="declined"),
}


def _cells(family: Family, lang: Lang) -> dict[Column, Cell]:
    """Give what stands in each column, in the order of the file; ``None`` where the cell stays empty.

    A family placed by its postcode keeps that alone, so that it is placed by it again.
    """
    exact = family.location.precision is Precision.COORDINATES
    return {
        Column.FAMILY_ID: family.id,
        Column.LAT: family.location.lat if exact else None,
        Column.LON: family.location.lon if exact else None,
        Column.POSTCODE: family.postcode,
        Column.MUNICIPALITY: family.municipality,
        Column.PROVIDER: family.provider,
        Column.CHILDREN: family.children,
        Column.CHILD_AGES: "|".join(map(str, family.child_ages)) or None,
        Column.CARE_TYPE: family.care_type,
        Column.HUB: _ROLES[family.hub].say(lang),
        Column.BEDS: family.beds,
        Column.MAX_SATELLITES: family.max_satellites,
        Column.MAX_KM: family.max_km,
        Column.JOINS: (YES if family.joins else NO).say(lang),
        Column.TOGETHER: "|".join(family.together) or None,
        Column.APART: "|".join(family.apart) or None,
        Column.SIBLINGS: "|".join(family.siblings) or None,
        Column.CONSTELLATION: family.constellation,
        Column.PINNED: YES.say(lang) if family.pinned else None,
        Column.NOT_HUB: "|".join(family.not_hub) or None,
        Column.ONLY_HUB: "|".join(family.only_hub) or None,
        Column.CONSTELLATION_NAME: family.constellation_name,
        Column.HUB_FROM: family.hub_from,
        Column.JOINS_FROM: family.joins_from,
    }


def write_families(path: Path, families: Sequence[Family], lang: Lang) -> None:
    """Write a families file: a workbook when the name ends in ``.xlsx``, else CSV."""
    path.write_bytes(as_xlsx(families, lang) if path.suffix.lower() == ".xlsx" else as_csv(families, lang))


def as_csv(families: Sequence[Family], lang: Lang) -> bytes:
    """Give CSV as Excel opens it: UTF-8 with BOM; in Dutch with semicolons and decimal commas; no text is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if lang is Lang.NL else ",", lineterminator="\r\n")
    for row in _table(families, lang):
        writer.writerow([guarded(cell) if isinstance(cell, str) else _decimal(cell, lang) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(families: Sequence[Family], lang: Lang) -> bytes:
    """Give an Excel workbook of one sheet, in which text is never a formula, without the time of writing."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and few commands need it

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET.say(lang)
    for number, row in enumerate(_table(families, lang), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = guarded_twice(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    return _without_time(saved(book))


SHEET: Final = Text(nl="gezinnen", en="families")


def _table(families: Sequence[Family], lang: Lang) -> list[list[Cell]]:
    """Give the header and the rows, without the columns in which every cell is empty."""
    rows = [_cells(family, lang) for family in families]
    kept = [column for row in rows[:1] for column in row if any(each[column] is not None for each in rows)]
    return [[column.header(lang) for column in kept], *([row[column] for column in kept] for row in rows)]


def _decimal(cell: Cell, lang: Lang) -> Cell:
    """Write a number with its own decimals, after a comma in Dutch."""
    return repr(cell).replace(".", ",") if isinstance(cell, float) and lang is Lang.NL else cell


def _without_time(workbook: bytes) -> bytes:
    """Pack a workbook again with one fixed date, uncompressed, as compression differs from machine to machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as timed, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as fixed:
        for name in timed.namelist():
            content = _DATES.sub(rb"\g<1>2021-01-01T00:00:00Z", timed.read(name))
            fixed.writestr(zipfile.ZipInfo(name, _STAMP), content)
    return packed.getvalue()
