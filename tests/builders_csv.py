"""Families files for tests: written in any form the reader accepts, and what reading them gives."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from geodata.columns import Column
from geodata.errors import Fault, InputError
from geodata.families import Family, HubRole
from geodata.language import Lang
from geodata.reading import Reading, read_families

_YES = {Lang.NL: "ja", Lang.EN: "yes"}
_NO = {Lang.NL: "nee", Lang.EN: "no"}
_ROLES = {
    HubRole.NO: _NO,
    HubRole.CANDIDATE: {Lang.NL: "kandidaat", Lang.EN: "candidate"},
    HubRole.REQUIRED: {Lang.NL: "verplicht", Lang.EN: "required"},
    HubRole.ONLY: {Lang.NL: "alleen", Lang.EN: "only"},
    HubRole.RESERVE: {Lang.NL: "reserve", Lang.EN: "reserve"},
    HubRole.DECLINED: {Lang.NL: "afgewezen", Lang.EN: "declined"},
}


def _row(family: Family, lang: Lang, decimal: str) -> dict[Column, str]:
    def number(value: float | None) -> str:
        return "" if value is None else format(value, "f").replace(".", decimal) if value % 1 else str(int(value))

    return {
        Column.FAMILY_ID: family.id,
        Column.LAT: repr(family.location.lat).replace(".", decimal),
        Column.LON: repr(family.location.lon).replace(".", decimal),
        Column.POSTCODE: family.postcode or "",
        Column.PROVIDER: family.provider,
        Column.CHILDREN: str(family.children),
        Column.CHILD_AGES: "|".join(map(str, family.child_ages)),
        Column.CARE_TYPE: family.care_type or "",
        Column.HUB: _ROLES[family.hub][lang],
        Column.BEDS: str(family.beds),
        Column.MAX_SATELLITES: number(family.max_satellites),
        Column.MAX_KM: number(family.max_km),
        Column.HUB_FROM: "" if family.hub_from is None else str(family.hub_from),
        Column.JOINS_FROM: "" if family.joins_from is None else str(family.joins_from),
        Column.JOINS: (_YES if family.joins else _NO)[lang],
        Column.TOGETHER: "|".join(family.together),
        Column.APART: "|".join(family.apart),
        Column.SIBLINGS: "|".join(family.siblings),
        Column.CONSTELLATION: family.constellation or "",
        Column.PINNED: (_YES if family.pinned else _NO)[lang],
        Column.MUNICIPALITY: family.municipality or "",
        Column.NOT_HUB: "|".join(family.not_hub),
        Column.ONLY_HUB: "|".join(family.only_hub),
        Column.CONSTELLATION_NAME: family.constellation_name or "",
    }


def families_csv(
    families: Iterable[Family], *, lang: Lang, delimiter: str, decimal: str, encoding: str, newline: str = "\r\n"
) -> bytes:
    """Write every column in one language, quoted only where that is needed."""
    rows = [_row(family, lang, decimal) for family in families]
    columns = [column for column in Column if column not in {Column.X_RD, Column.Y_RD}]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerow([column.header(lang) for column in columns])
    writer.writerows([row[column] for column in columns] for row in rows)
    return text.getvalue().encode(encoding)


def read(folder: Path, content: str | bytes, name: str = "families.csv") -> Reading:
    """Read a file of that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_families(path)


def faults(folder: Path, content: str | bytes, name: str = "families.csv") -> tuple[Fault, ...]:
    """Give what is wrong with a file of that content; nothing when it is read."""
    try:
        read(folder, content, name)
    except InputError as error:
        return error.faults
    return ()


def places(found: Iterable[Fault]) -> list[tuple[int | None, str | None]]:
    """Give row and column of each fault."""
    return [(fault.row, fault.column) for fault in found]
