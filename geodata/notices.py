"""What a reader of a families file should know although nothing is wrong."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.columns import Column
from geodata.errors import Fault
from geodata.families import Families, Family
from geodata.language import Fact, Text
from geodata.sheet import Sheet

_EXAMPLES: Final = 10
"""Rows that one notice lists; it always gives their number."""


def notices(sheet: Sheet, families: Families) -> tuple[Fault, ...]:
    """Give the notices of a file that was read without a fault.

    Parameters
    ----------
    families
        Read from that sheet.
    """
    rows = [families.by_id[str(cell)] for cell in sheet.cells(Column.FAMILY_ID)]
    return (
        *_unknown_columns(sheet),
        *_children(sheet),
        *_ages(sheet, rows),
        *_hubs_that_stay_out(sheet, rows),
        *_spellings(sheet, rows),
        *_municipalities(sheet, rows),
    )


def _unknown_columns(sheet: Sheet) -> Iterator[Fault]:
    if sheet.unknown:
        yield Fault(UNKNOWN_COLUMNS, {"names": sheet.unknown})


def _children(sheet: Sheet) -> Iterator[Fault]:
    empty = [row for row, filled in enumerate(sheet.filled(Column.CHILDREN)) if not filled]
    if not sheet.has(Column.CHILDREN):
        yield Fault(NO_CHILDREN_COLUMN)
    elif empty:
        yield Fault(NO_CHILDREN, _counted(sheet, empty), column=sheet.header(Column.CHILDREN))


def _ages(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    odd = [row for row, family in enumerate(rows) if family.child_ages and len(family.child_ages) != family.children]
    if odd:
        yield Fault(OTHER_NUMBER, _counted(sheet, odd), column=sheet.header(Column.CHILD_AGES))


def _hubs_that_stay_out(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    out = [row for row, family in enumerate(rows) if family.hub == "required" and not family.joins]
    if out:
        yield Fault(REQUIRED_BUT_OUT, _counted(sheet, out), column=sheet.header(Column.HUB))


def _spellings(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    """Find providers that differ in capitals or spaces only; names stay as they are written."""
    first: dict[str, dict[str, int]] = defaultdict(dict)
    for row, family in enumerate(rows):
        first["".join(family.provider.split()).casefold()].setdefault(family.provider, sheet.row(row))
    for spellings in first.values():
        if len(spellings) > 1:
            facts = {"rows": tuple(map(str, spellings.values()))}
            yield Fault(SPELLINGS, facts, column=sheet.header(Column.PROVIDER))


def _municipalities(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    empty = [row for row, filled in enumerate(sheet.filled(Column.MUNICIPALITY)) if not filled]
    derived = sum(rows[row].municipality is not None for row in empty)
    if derived:
        yield Fault(DERIVED_MUNICIPALITY, {"n": derived})
    if derived < len(empty):
        yield Fault(NO_MUNICIPALITY, {"n": len(empty) - derived})


def _counted(sheet: Sheet, rows: Sequence[int]) -> dict[str, Fact]:
    """Give the number of rows and the first of them, as a spreadsheet numbers them."""
    listed = [str(sheet.row(row)) for row in rows[:_EXAMPLES]]
    return {"n": len(rows), "rows": ", ".join([*listed, "…"]) if len(rows) > _EXAMPLES else tuple(listed)}


UNKNOWN_COLUMNS: Final = Text(
    nl="niet gebruikte kolommen, omdat het programma ze niet kent: {names}.",
    en="columns not used, because the program does not know them: {names}.",
)
NO_CHILDREN_COLUMN: Final = Text(
    nl="de kolom 'pleegkinderen' ontbreekt. Elk gezin telt voor het aantal ingevulde leeftijden, en anders voor 1 "
    "pleegkind.",
    en="the column 'children' is missing. Every family counts for the number of ages filled in, or else for 1 foster "
    "child.",
)
NO_CHILDREN: Final = Text(
    nl="aantal gezinnen zonder aantal pleegkinderen: {n} (rij {rows}). Elk telt voor het aantal ingevulde leeftijden,"
    " en anders voor 1 pleegkind.",
    en="families without a number of foster children: {n} (row {rows}). Each counts for the number of ages filled in,"
    " or else for 1 foster child.",
)
OTHER_NUMBER: Final = Text(
    nl="aantal gezinnen met meer of minder leeftijden dan pleegkinderen: {n} (rij {rows}). Het aantal pleegkinderen "
    "telt.",
    en="families with more or fewer ages than foster children: {n} (row {rows}). The number of foster children counts.",
)
REQUIRED_BUT_OUT: Final = Text(
    nl="aantal gezinnen dat verplicht hubhome is maar niet meedoet: {n} (rij {rows}). Zij doen niet mee.",
    en="families that must be a hub home but do not join: {n} (row {rows}). They are left out.",
)
SPELLINGS: Final = Text(
    nl="een aanbieder is op meer dan één manier geschreven, met andere hoofdletters of spaties (voor het eerst in rij"
    " {rows}). Elke schrijfwijze telt als een eigen aanbieder.",
    en="a provider is spelt in more than one way, with other capitals or spaces (first in row {rows}). Every spelling"
    " counts as a provider of its own.",
)
DERIVED_MUNICIPALITY: Final = Text(
    nl="aantal gezinnen waarvan de gemeente is afgeleid van de plaats: {n}. Bij een gemeentegrens kan dat de "
    "buurgemeente zijn.",
    en="families whose municipality was derived from the place: {n}. Near a border it may be the neighbouring one.",
)
NO_MUNICIPALITY: Final = Text(
    nl="aantal gezinnen waarvan de gemeente niet bekend is: {n}. Vul de kolom 'gemeente' in om op gemeente te tellen.",
    en="families whose municipality is not known: {n}. Fill in the column 'municipality' to count by municipality.",
)
