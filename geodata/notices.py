"""What a reader of a families file should know although nothing is wrong: defaults, words read and columns left out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.cells import only_yes
from geodata.columns import Column
from geodata.errors import Fault
from geodata.families import Families, Family, HubRole
from geodata.homes import PlaceOf
from geodata.language import Fact, Lang, Text
from geodata.municipalities import Spellings, bare
from geodata.placenotices import places
from geodata.sheet import Sheet, counted


def notices(sheet: Sheet, families: Families, gazetteer: PlaceOf) -> tuple[Fault, ...]:
    """Give the notices of a file that was read without a fault.

    Parameters
    ----------
    families
        Read from that sheet.
    gazetteer
        By which they were placed.
    """
    rows = [families.by_id[str(cell)] for cell in sheet.cells(Column.FAMILY_ID)]
    return (
        *_columns(sheet),
        *_hubs(sheet, rows),
        *_children(sheet),
        *_ages(sheet, rows),
        *_hubs_that_stay_out(sheet, rows),
        *_hubs_of_today(sheet, families, rows),
        *_spellings(sheet, rows),
        *_municipalities(sheet, rows),
        *_written_municipalities(sheet, gazetteer),
        *places(sheet, rows, gazetteer),
    )


def _columns(sheet: Sheet) -> Iterator[Fault]:
    for header, column in sheet.understood.items():
        facts: dict[str, Fact] = {"name": column.header(Lang.EN), "naam": column.header(Lang.NL)}
        yield Fault(UNDERSTOOD_COLUMN, facts, column=header)
    for column, empty in sheet.blanks.items():
        yield Fault(BLANKS, counted(sheet, empty), column=sheet.header(column))
    if sheet.unknown:
        yield Fault(UNKNOWN_COLUMNS, {"names": sheet.unknown})


def _hubs(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    """Say which families became a candidate by a mere yes, and what one in reserve or declined became."""
    cells = sheet.cells(Column.HUB)
    yes = [row for row, cell in enumerate(cells) if isinstance(cell, str) and only_yes(cell)]
    if yes:
        yield Fault(YES_IS_CANDIDATE, counted(sheet, yes), column=sheet.header(Column.HUB))
    later = [row for row, family in enumerate(rows) if family.hub is HubRole.RESERVE and family.hub_from is not None]
    never = [row for row, family in enumerate(rows) if family.hub is HubRole.RESERVE and family.hub_from is None]
    declined = [row for row, family in enumerate(rows) if family.hub is HubRole.DECLINED]
    for text, found in ((RESERVE_LATER, later), (RESERVE, never), (DECLINED, declined)):
        if found:
            yield Fault(text, counted(sheet, found), column=sheet.header(Column.HUB))


def _children(sheet: Sheet) -> Iterator[Fault]:
    empty = [row for row, filled in enumerate(sheet.filled(Column.CHILDREN)) if not filled]
    if not sheet.has(Column.CHILDREN):
        yield Fault(NO_CHILDREN_COLUMN)
    elif empty:
        yield Fault(NO_CHILDREN, counted(sheet, empty), column=sheet.header(Column.CHILDREN))


def _ages(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    odd = [row for row, family in enumerate(rows) if family.child_ages and len(family.child_ages) != family.children]
    if odd:
        yield Fault(OTHER_NUMBER, counted(sheet, odd), column=sheet.header(Column.CHILD_AGES))


def _hubs_that_stay_out(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    out = [row for row, family in enumerate(rows) if family.hub == "required" and not family.joins]
    if out:
        yield Fault(REQUIRED_BUT_OUT, counted(sheet, out), column=sheet.header(Column.HUB))


def _hubs_of_today(sheet: Sheet, families: Families, rows: Sequence[Family]) -> Iterator[Fault]:
    """Say where a family belongs today to a hub home that is not in the file."""
    gone = [
        row
        for row, family in enumerate(rows)
        if family.constellation is not None and family.constellation not in families.by_id
    ]
    if gone:
        yield Fault(HUB_GONE, counted(sheet, gone), column=sheet.header(Column.CONSTELLATION))


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


def _written_municipalities(sheet: Sheet, gazetteer: PlaceOf) -> Iterator[Fault]:
    """Say which names were brought to the official one, differ only in spelling, or are likely slips."""
    header = sheet.header(Column.MUNICIPALITY)
    known = Spellings(gazetteer.municipalities)
    written = [cell if isinstance(cell, str) else "" for cell in sheet.cells(Column.MUNICIPALITY)]
    other = [row for row, name in enumerate(written) if name and known.official(name) != name]
    if other:
        yield Fault(OFFICIAL_NAME, counted(sheet, other), column=header)
    first: dict[str, dict[str, int]] = defaultdict(dict)
    slips: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(written):
        if not name or name in known:
            continue
        first[bare(name)].setdefault(name, sheet.row(row))
        if (meant := known.meant(name)) is not None:
            slips[meant].append(row)
    for spellings in first.values():
        if len(spellings) > 1:
            yield Fault(MUNICIPALITY_SPELLINGS, {"rows": tuple(map(str, spellings.values()))}, column=header)
    other = [row for row, name in enumerate(written) if name and name not in known and known.meant(name) is None]
    if other:
        yield Fault(NO_MUNICIPALITY_OF_NL, counted(sheet, other), column=header)
    for meant, rows in slips.items():
        yield Fault(SLIP, {**counted(sheet, rows), "meant": meant}, column=header)


UNDERSTOOD_COLUMN: Final = Text(
    nl="deze kolom is gelezen als '{naam}'.",
    en="this column was read as '{name}'.",
)
BLANKS: Final = Text(
    nl="een streepje, vraagteken, onbekend of n.v.t. is gelezen als leeg: {n} (rij {rows}).",
    en="a dash, question mark, unknown or n/a was read as empty: {n} (row {rows}).",
)
YES_IS_CANDIDATE: Final = Text(
    nl="een enkel ja (of j, x, 1) is gelezen als kandidaat-hubhome: {n} (rij {rows}).",
    en="a mere yes (or y, x, 1) was read as a candidate hub home: {n} (row {rows}).",
)
RESERVE_LATER: Final = Text(
    nl="hubhomes in reserve: {n} (rij {rows}). Een uitrol telt hen als kandidaat vanaf 'hubhome_vanaf'; elk ander plan "
    "niet.",
    en="hub homes in reserve: {n} (row {rows}). A roll-out counts them as candidates from 'hub_from'; any other plan "
    "does not.",
)
RESERVE: Final = Text(
    nl="hubhomes in reserve zonder 'hubhome_vanaf': {n} (rij {rows}). Zij zijn geen kandidaat; `constellations "
    "explain` zegt wie van hen het meest zou helpen.",
    en="hub homes in reserve without 'hub_from': {n} (row {rows}). They are no candidates; `constellations explain` "
    "says who of them would help most.",
)
DECLINED: Final = Text(
    nl="gezinnen die geen hubhome willen zijn: {n} (rij {rows}). Zij zijn geen kandidaat en worden ook niet als "
    "nieuwe kandidaat voorgesteld.",
    en="families that will not be a hub home: {n} (row {rows}). They are no candidates, nor proposed as new ones.",
)
OFFICIAL_NAME: Final = Text(
    nl="anders geschreven namen van gemeenten zijn gelezen als de officiële naam: {n} (rij {rows}).",
    en="names of municipalities that are written otherwise were read as the official name: {n} (row {rows}).",
)
HUB_GONE: Final = Text(
    nl="aantal gezinnen waarvan de hubhome van nu niet in dit bestand staat: {n} (rij {rows}). Is dat een tikfout, "
    "verbeter de cel dan. Is die hubhome gestopt, dan is dit goed: neemt een van deze gezinnen het over, dan loopt hun "
    "constellatie door.",
    en="families whose hub home of today is not in this file: {n} (row {rows}). Correct the cell where that is a slip. "
    "Where that hub home has stopped this is right: if one of these families takes over, their constellation goes on.",
)
MUNICIPALITY_SPELLINGS: Final = Text(
    nl="een gemeente is op meer dan één manier geschreven (voor het eerst in rij {rows}). Elke schrijfwijze telt als "
    "een eigen gemeente.",
    en="a municipality is spelt in more than one way (first in row {rows}). Every spelling counts as a municipality of "
    "its own.",
)
NO_MUNICIPALITY_OF_NL: Final = Text(
    nl="dit is geen gemeente van Nederland (een dorp, een wijk of een oude gemeente misschien): {n} (rij {rows}). De "
    "naam blijft zoals hij is geschreven, en telt als een eigen gemeente.",
    en="this is no municipality of the Netherlands (a village, a neighbourhood or a former one, perhaps): {n} (row "
    "{rows}). The name stays as it is written, and counts as a municipality of its own.",
)
SLIP: Final = Text(
    nl="deze gemeente is niet bekend: {n} (rij {rows}). Is {meant} bedoeld?",
    en="this municipality is not known: {n} (row {rows}). Is {meant} meant?",
)
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
