"""From a raw export to a families file without personal data: pseudonyms, coarse places, ages."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from geodata.anonymise.counting import Cell, Crowd, crowds
from geodata.anonymise.keyfile import Key
from geodata.anonymise.places import Coarse, Spot, coarsen
from geodata.anonymise.rows import Raw, Reader
from geodata.anonymise.uses import Use, Uses
from geodata.columns import Column, shown
from geodata.errors import Fault, InputError
from geodata.families import HubRole
from geodata.formulas import guarded
from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.language import NO, YES, Lang, Text
from geodata.municipalities import Spellings
from geodata.table import Table

_RARE: Final = 5
_ORDER: Final = tuple(Column)
_COMMA: Final = (Column.LAT, Column.LON, Column.MAX_KM)
_ROLES: Final = {
    HubRole.NO: NO,
    HubRole.CANDIDATE: Text(nl="kandidaat", en="candidate"),
    HubRole.REQUIRED: Text(nl="verplicht", en="required"),
    HubRole.ONLY: Text(nl="alleen", en="only"),
    HubRole.RESERVE: Text(nl="reserve", en="reserve"),
    HubRole.DECLINED: Text(nl="afgewezen", en="declined"),
}
_KEYS: Final = {Use.TOGETHER: Column.TOGETHER, Use.APART: Column.APART, Use.SIBLINGS: Column.SIBLINGS}

Value = str | int | float | bool | HubRole


@dataclass(frozen=True, slots=True)
class Setting:
    """How to make an export harmless.

    Attributes
    ----------
    reference
        The date on which ages are counted.
    k
        Other families that should share a cell, and that a donut holds.
    provider
        The provider of all rows, where the export has no column for it.
    """

    reference: dt.date
    coarse: Coarse = Coarse.PC4
    k: int = 5
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Cells of one column that could not be read: its header, its use and the rows, as a spreadsheet numbers them."""

    header: str
    use: Use
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Harmless:
    """What anonymising gives: rows for a families file, sorted by pseudonym, and what is to be said of them.

    Attributes
    ----------
    rows
        Cells by column; no cell is copied from the export but provider, municipality and known words.
    dropped
        Headers left out, as a message may repeat them.
    unread
        Cells left out because they could not be read, by column.
    us_dates
        Whether dates of birth were read with the month first.
    crowd
        How many families share a cell of place, provider and number of children.
    crowd_with_ages
        The same, with the ages of the children known too.
    n_rows, n_merged
        Rows of the export, and those that were joined with another row of the same family.
    n_postcode_only
        Families without coordinates where coordinates were to be made coarse.
    n_new
        Families that had no pseudonym in the key before.
    """

    rows: tuple[Mapping[Column, Value], ...] = field(repr=False)
    dropped: tuple[str, ...]
    unread: tuple[Unread, ...]
    crowd: Crowd
    crowd_with_ages: Crowd
    n_rows: int
    n_merged: int
    n_postcode_only: int
    n_new: int
    setting: Setting
    us_dates: bool = False
    providers: tuple[tuple[str, int], ...] = ()
    towns: tuple[tuple[str, int], ...] = ()

    @property
    def rare_providers(self) -> int:
        """How many names of providers fewer than ``k`` families share: such a name may be that of a family."""
        return sum(n < self.setting.k for _, n in self.providers)


def anonymise(table: Table, uses: Uses, setting: Setting, key: Key, gazetteer: Gazetteer | None = None) -> Harmless:
    """Make a raw export harmless; ``key`` grows with the pseudonyms of families it did not know.

    Raises
    ------
    InputError
        With every row that cannot be used.
    """
    if table.faults:
        raise InputError(table.faults)
    reader = Reader(table, uses, setting.reference, setting.provider)
    known = Spellings(place.municipality for place in gazetteer or load_gazetteer())
    raw = [
        each if each.municipality is None else replace(each, municipality=known.official(each.municipality))
        for each in reader.families()
    ]
    before = key.n_new
    names = {each.identity: key.family(each.provider, each.identity) for each in raw}
    n_new = key.n_new - before
    for each in raw:
        for use, hubs in ((Use.NOT_HUB, each.not_hub), (Use.ONLY_HUB, each.only_hub)):
            if not names.keys() >= set(hubs):
                reader.unread.setdefault(use, []).append(each.row)
    key.also |= {names[each.identity]: " | ".join(each.also) for each in raw if each.also}
    spots = coarsen(
        {names[each.identity]: each.home for each in raw}, setting.coarse, setting.k, key, gazetteer or load_gazetteer()
    )
    _check_places(table, raw, names, spots)
    towns = Counter(each.municipality for each in raw)
    kept_towns = {town for town, n in towns.items() if town and (n >= _RARE or town in known)}
    rows = [_row(each, names, spots[names[each.identity]], kept_towns, key) for each in raw]
    rows.sort(key=lambda row: str(row[Column.FAMILY_ID]))
    told = [_cell(each, spots[names[each.identity]]) for each in raw]
    return Harmless(
        rows=tuple(rows),
        dropped=tuple(shown(each.header, each.index) for each in uses.of(Use.DROP)),
        unread=tuple(Unread(reader.header(use), use, tuple(rows)) for use, rows in sorted(reader.unread.items())),
        us_dates=reader.us_dates,
        crowd=crowds((cell for cell, _ in told), setting.k),
        crowd_with_ages=crowds(told, setting.k),
        n_rows=len(table.row_numbers),
        n_merged=len(table.row_numbers) - len(raw),
        n_postcode_only=sum(each.home.location is None for each in raw) if setting.coarse is not Coarse.PC4 else 0,
        n_new=n_new,
        setting=setting,
        providers=tuple(sorted(Counter(each.provider for each in raw).items())),
        towns=tuple(sorted((town, towns[town]) for town in kept_towns if town not in known)),
    )


def _check_places(table: Table, raw: Sequence[Raw], names: Mapping[str, str], spots: Mapping[str, Spot | None]) -> None:
    lost = [Fault(FAR, file=table.name, row=each.row) for each in raw if spots[names[each.identity]] is None]
    if lost:
        raise InputError(lost)


def _children(each: Raw) -> int:
    """Take the number given, else the number of ages, else of rows."""
    if each.children is not None:
        return max(each.children, len(each.ages))
    return len(each.ages) or min(each.n_rows, 10)


def _cell(each: Raw, spot: Spot | None) -> tuple[Cell, tuple[int, ...]]:
    area = spot.area if spot is not None else ""
    return (area, each.provider, _children(each)), each.ages


def _row(
    each: Raw, names: Mapping[str, str], spot: Spot | None, towns: Iterable[str], key: Key
) -> Mapping[Column, Value]:
    """Give the filled cells of one family."""
    hub = names.get(each.constellation) if each.constellation else None
    cells: dict[Column, Value | None] = {
        Column.FAMILY_ID: names[each.identity],
        **(spot.cells if spot is not None else {}),
        Column.PROVIDER: each.provider,
        Column.CHILDREN: _children(each),
        Column.CHILD_AGES: "|".join(map(str, each.ages)),
        Column.CARE_TYPE: each.care_type,
        Column.HUB: each.hub,
        Column.BEDS: each.beds,
        Column.MAX_SATELLITES: each.max_satellites,
        Column.MAX_KM: each.max_km,
        Column.JOINS: each.joins,
        Column.CONSTELLATION: hub,
        Column.PINNED: each.pinned if hub else None,
        Column.NOT_HUB: "|".join(sorted(names[hub] for hub in each.not_hub if hub in names)),
        Column.ONLY_HUB: "|".join(sorted(names[hub] for hub in each.only_hub if hub in names)),
        Column.CONSTELLATION_NAME: each.constellation_name,
        Column.HUB_FROM: each.hub_from,
        Column.JOINS_FROM: each.joins_from,
        Column.MUNICIPALITY: each.municipality
        if each.municipality is not None and each.municipality in towns
        else None,
    }
    for use, column in _KEYS.items():
        cells[column] = "|".join(sorted(key.pseudonym(use.value, text) for text in each.keys[use]))
    return {column: value for column, value in cells.items() if value not in (None, "")}


def as_csv(harmless: Harmless, lang: Lang) -> bytes:
    """Write a families file: UTF-8 with BOM; in Dutch with semicolons and decimal commas."""
    kept = [column for column in _ORDER if any(column in row for row in harmless.rows)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if lang is Lang.NL else ",", lineterminator="\r\n")
    writer.writerow([column.header(lang) for column in kept])
    for row in harmless.rows:
        writer.writerow([_written(column, row.get(column, ""), lang) for column in kept])
    return text.getvalue().encode("utf-8-sig")


def _written(column: Column, value: Value, lang: Lang) -> str:
    if isinstance(value, HubRole):
        return _ROLES[value].say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, float):
        text = f"{value:.5f}" if column in (Column.LAT, Column.LON) else f"{value:g}"
        return text.replace(".", ",") if lang is Lang.NL and column in _COMMA else text
    return guarded(str(value))


FAR: Final = Text(
    nl="bij deze coördinaten hoort geen bekende postcode. Vul een postcode in, of kies met --place grid500 een vak "
    "van het landelijke raster.",
    en="no known postcode belongs to these coordinates. Fill in a postcode, or choose a square of the national grid "
    "with --place grid500.",
)
