"""Families from a file: every column read and validated, and all that is wrong told at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from geodata import cells
from geodata.columns import Column, plain
from geodata.errors import Fault, InputError
from geodata.families import Families, Family, HubRole
from geodata.gazetteer import load_gazetteer
from geodata.homes import PlaceOf, homes
from geodata.language import Lang, Text
from geodata.municipalities import Spellings
from geodata.notices import notices
from geodata.opening import read_table
from geodata.sheet import Sheet
from geodata.table import Table

__all__ = ["PlaceOf", "Reading", "read_families", "reading_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a families file holds.

    Attributes
    ----------
    notices
        What a reader should know, though nothing is wrong: defaults used, columns ignored.
    sha256
        Of the file's bytes, in hexadecimal.
    name
        The file's name, without its folders.
    pinned_nowhere
        What is wrong with each pinned family, by id, that the file does not say to be in a constellation; right where
        a plan of today does say it.
    """

    families: Families
    notices: tuple[Fault, ...]
    sha256: str
    name: str
    pinned_nowhere: Mapping[str, Fault] = field(default_factory=dict)


def read_families(path: Path, *, locate: PlaceOf | None = None) -> Reading:
    """Read a families file: delimited text, or a sheet of a workbook.

    Parameters
    ----------
    locate
        Knows where postcodes are; the gazetteer that comes with the program when left out.

    Raises
    ------
    InputError
        With every fault of every row, in the order of rows and columns. No fault repeats a cell.
    """
    return reading_of(read_table(path), locate=locate)


def reading_of(table: Table, *, locate: PlaceOf | None = None) -> Reading:
    """Read the families of a table, as :func:`read_families` does those of a file.

    Raises
    ------
    InputError
        With every fault of every row.
    """
    sheet = Sheet(table)
    if not any(map(sheet.has, _PLACES)) and {plain(header) for header in table.headers} & _ROLE:
        raise InputError([Fault(A_PLAN, file=table.name)])
    gazetteer = load_gazetteer() if locate is None else locate
    families = _families(sheet, gazetteer)
    faults = sheet.faults()
    if faults or families is None:
        raise InputError(faults)
    return Reading(
        families,
        (*table.notices, *notices(sheet, families, gazetteer)),
        table.sha256,
        table.name,
        _pinned_nowhere(sheet, families),
    )


def _families(sheet: Sheet, gazetteer: PlaceOf) -> Families | None:
    """Read all columns; ``None`` when a row has a fault, which the sheet then knows."""
    ids = _required(sheet, Column.FAMILY_ID, cells.coded if sheet.may_hold_names else cells.pseudonym)
    providers = _required(sheet, Column.PROVIDER, cells.words)
    places = homes(sheet, gazetteer)
    children = sheet.values(Column.CHILDREN, cells.children)
    ages = sheet.values(Column.CHILD_AGES, cells.ages)
    care_types = sheet.values(Column.CARE_TYPE, cells.words)
    roles = sheet.values(Column.HUB, cells.role)
    beds = sheet.values(Column.BEDS, cells.whole(0, cells.MAX_COUNT))
    limits = sheet.values(Column.MAX_SATELLITES, cells.whole(0, cells.MAX_COUNT))
    reach = sheet.values(Column.MAX_KM, cells.kilometres)
    joins = sheet.values(Column.JOINS, cells.truth)
    together = sheet.values(Column.TOGETHER, cells.keys)
    apart = sheet.values(Column.APART, cells.keys)
    siblings = sheet.values(Column.SIBLINGS, cells.keys)
    today = sheet.values(Column.CONSTELLATION, cells.pseudonym)
    pinned = sheet.values(Column.PINNED, cells.truth)
    not_hub = sheet.values(Column.NOT_HUB, cells.pseudonyms)
    only_hub = sheet.values(Column.ONLY_HUB, cells.pseudonyms)
    names = sheet.values(Column.CONSTELLATION_NAME, cells.words)
    hub_from = sheet.values(Column.HUB_FROM, cells.wave_or_year)
    joins_from = sheet.values(Column.JOINS_FROM, cells.wave_or_year)
    spellings = Spellings(gazetteer.municipalities)
    municipalities = [name and spellings.official(name) for name in sheet.values(Column.MUNICIPALITY, cells.words)]
    _check_examples(sheet, ids)
    _check_unique(sheet, ids)
    for column, named in ((Column.NOT_HUB, not_hub), (Column.ONLY_HUB, only_hub)):
        _check_named(sheet, column, named)
    if sheet.faults():
        return None
    return Families(
        Family(
            id=_known(ids[row]),
            location=_known(places[row].location),
            provider=_known(providers[row]),
            children=_n_children(children[row], ages[row]),
            child_ages=ages[row] or (),
            care_type=care_types[row],
            hub=roles[row] or HubRole.NO,
            beds=beds[row] or 0,
            max_satellites=limits[row],
            max_km=reach[row],
            joins=joins[row] is not False,
            together=together[row] or (),
            apart=apart[row] or (),
            siblings=siblings[row] or (),
            constellation=today[row],
            pinned=pinned[row] is True,
            hub_from=hub_from[row],
            joins_from=joins_from[row],
            municipality=municipalities[row] or places[row].municipality,
            postcode=places[row].postcode,
            not_hub=not_hub[row] or (),
            only_hub=only_hub[row] or (),
            constellation_name=names[row],
        )
        for row in range(sheet.n_rows)
    )


def _required(sheet: Sheet, column: Column, read: Callable[[str], str | cells.Wrong]) -> list[str | None]:
    """Read a column that every row must fill."""
    if not sheet.has(column):
        sheet.report(MISSING_COLUMN, {"naam": column.header(Lang.NL), "name": column.header(Lang.EN)}, column=column)
        return [None] * sheet.n_rows
    for row, filled in enumerate(sheet.filled(column)):
        if not filled:
            sheet.report(EMPTY_CELL, row=row, column=column)
    return sheet.values(column, read)


def _check_examples(sheet: Sheet, ids: Sequence[str | None]) -> None:
    """Refuse the rows that the template brings as an example: they are no families."""
    for row, name in enumerate(ids):
        if name in EXAMPLES:
            sheet.report(EXAMPLE_ROW, row=row, column=Column.FAMILY_ID)


def _check_unique(sheet: Sheet, ids: Sequence[str | None]) -> None:
    first: dict[str, int] = {}
    for row, name in enumerate(ids):
        if name is not None and first.setdefault(name, row) != row:
            sheet.report(SAME_ID, {"first": str(sheet.row(first[name]))}, row=row, column=Column.FAMILY_ID)


def _check_named(sheet: Sheet, column: Column, named: Sequence[tuple[str, ...] | None]) -> None:
    """Check that the hub homes that a family names, for or against, are families of the file."""
    written = set(sheet.cells(Column.FAMILY_ID))
    for row, ids in enumerate(named):
        if sheet.has(Column.FAMILY_ID) and not set(ids or ()) <= written:
            sheet.report(NO_SUCH_FAMILY, row=row, column=column)


def _pinned_nowhere(sheet: Sheet, families: Families) -> dict[str, Fault]:
    """Give what is wrong with the pinned families that are in no constellation of today."""
    column = sheet.header(Column.PINNED)
    return {
        family.id: Fault(PINNED_NOWHERE, row=sheet.row(row), column=column)
        for row, cell in enumerate(sheet.cells(Column.FAMILY_ID))
        if (family := families.by_id[str(cell)]).pinned and family.constellation is None
    }


def _n_children(given: int | None, ages: tuple[int, ...] | None) -> int:
    """Take the number given, else the number of ages, else 1."""
    if given is not None:
        return given
    return len(ages) if ages else 1


def _known(value: T | None) -> T:
    """Give a value that every row without a fault has."""
    if value is None:
        raise AssertionError
    return value


_PLACES: Final = (Column.LAT, Column.X_RD, Column.POSTCODE)
_ROLE: Final = frozenset({"role", "rol"})
"""A column of tables that hold a plan, and of no families file."""

EXAMPLES: Final = ("VOORBEELD-1", "VOORBEELD-2", "EXAMPLE-1", "EXAMPLE-2")
"""Ids of the example rows of the template."""

A_PLAN: Final = Text(
    nl="dit is de tabel van een plan, en geen gezinnenbestand. Op de regel staat eerst het gezinnenbestand en daarna "
    "het plan.",
    en="this is the table of a plan, and no families file. On the line the families file comes first and the plan "
    "after it.",
)
EXAMPLE_ROW: Final = Text(
    nl="dit is een voorbeeldrij van het sjabloon en geen gezin. Haal de rij weg.",
    en="this is an example row of the template and no family. Take the row out.",
)
MISSING_COLUMN: Final = Text(
    nl="de kolom '{naam}' (of '{name}') ontbreekt. Zet die naam boven de kolom in de eerste rij.",
    en="the column '{name}' (or '{naam}') is missing. Put that name above the column in the first row.",
)
EMPTY_CELL: Final = Text(
    nl="deze cel is leeg en moet gevuld zijn.",
    en="this cell is empty and must be filled.",
)
SAME_ID: Final = Text(
    nl="dit pseudoniem staat ook in rij {first}. Geef elk gezin een eigen pseudoniem.",
    en="this pseudonym also stands in row {first}. Give every family a pseudonym of its own.",
)
NO_SUCH_FAMILY: Final = Text(
    nl="hier staat een pseudoniem dat geen gezin in dit bestand heeft. Vul pseudoniemen van hubhomes uit dit bestand "
    "in, met een | ertussen.",
    en="a pseudonym stands here that no family in this file has. Fill in pseudonyms of hub homes of this file, with a "
    "| between them.",
)
PINNED_NOWHERE: Final = Text(
    nl="dit gezin staat vast, maar er staat niet in welke constellatie. Vul 'constellatie' in of haal 'vast' weg.",
    en="this family is pinned, but not said to be in a constellation. Fill in 'constellation' or take 'pinned' away.",
)
