"""What the columns of a raw export are used for: guessed from their headers, and from their cells where need be."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from geodata.anonymise.dates import age_on, birth_date
from geodata.anonymise.uses import MANY, ColumnUse, Use, Uses
from geodata.cells import MAX_AGE
from geodata.columns import Column, column_of, plain
from geodata.personal import Kind, dates_are_of_birth, personal_content, personal_header
from geodata.table import Cell, Table

_SAMPLE: Final = 300

_PATTERNS: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = (
    (
        Use.FAMILY_ID,
        re.compile(
            r"(pleeg)?gezin(s)?(id|nr|nummer|code)|(foster)?family(id|no|nr|number|code)|gezin|family"
            r"|(relatie|dossier|registratie|zaak|pleegouder)(id|nr|nummer|code)|(case|household|file)(id|no|number)|id"
        ),
    ),
    (
        Use.PROVIDER,
        re.compile(
            r"(pleeg)?(zorg)?aanbieder(naam)?|naam(pleeg)?(zorg)?aanbieder|(zorg)?(organisatie|instelling)(naam)?"
            r"|(foster)?(care)?provider(name)?|organi[sz]ation|agency"
        ),
    ),
    (Use.POSTCODE, re.compile(r"postcode.*|pc[46]?|zip(code)?|postalcode|.*postcode")),
    (Use.LAT, re.compile(r"latitude|lat|breedte(graad)?|gpslat(itude)?")),
    (Use.LON, re.compile(r"longitude|lon|lng|lengte(graad)?|gpslon(gitude)?")),
    (Use.X_RD, re.compile(r"xrd|rdx|x(coordinaat|coordinate)?")),
    (Use.Y_RD, re.compile(r"yrd|rdy|y(coordinaat|coordinate)?")),
    (Use.MUNICIPALITY, re.compile(r"(woon)?gemeente(naam)?|municipality")),
    (
        Use.CHILDREN,
        re.compile(
            r"(aantal|n)?(geplaatste)?(pleeg)?kinderen(aantal)?|aantal(pleeg)?kind|(number(of)?|n|no)?(foster)?children"
        ),
    ),
    (Use.CHILD_AGES, re.compile(r"leeftijd(en)?((pleeg)?kind(eren)?)?[0-9]*|(child(ren)?)?ages?(child(ren)?)?[0-9]*")),
    (
        Use.CARE_TYPE,
        re.compile(
            r"zorgvorm|(soort|type|vorm)(pleeg)?(zorg|plaatsing)|pleegzorg(vorm|soort|type)|(care|placement)type"
        ),
    ),
    (
        Use.HUB,
        re.compile(r"hub(home)?(kandidaat|rol)?|kandidaathub(home)?|hub(home)?(candidate|role)|candidatehub(home)?"),
    ),
    (
        Use.BEDS,
        re.compile(r"(aantal)?logeer(bed|plek|plaats)(ken|ken|den|sen|en)?|(number(of)?)?(sleepover|spare)?beds"),
    ),
    (Use.MAX_SATELLITES, re.compile(r"max(imaal|imum)?(aantal)?(satellieten|gezinnen|satellites|families)")),
    (Use.MAX_KM, re.compile(r"max(imaal|imale|imum)?(km|reisafstand|afstand|distance)")),
    (Use.JOINS, re.compile(r"doetmee|deelname|deelnemer|wilmeedoen|joins|participates")),
    (Use.SIBLINGS, re.compile(r"siblings?|broer(s)?(en)?zus(sen)?|broersenzussen|brusjes")),
)

_PARENT: Final = re.compile(r"ouder|parent|moeder|vader|mother|father|carer|partner|verzorger|begeleider|worker|po[12]")
_CHILD: Final = re.compile(r"kind|child|jeugdig|client|cliënt|pupil|youth|jongere")
_ELSE: Final = re.compile(rf"{_CHILD.pattern}|contact|begeleider|worker|medewerker|school|arts|voogd|guardian")
"""Names of these do not tell a foster family."""


def guess(table: Table, reference: dt.date, given: Mapping[str, Use] | None = None) -> Uses:
    """Guess the use of every column.

    Parameters
    ----------
    reference
        The date on which ages are counted.
    given
        Uses that a person chose, by :func:`geodata.columns.plain` header; they go before any guess.

    Notes
    -----
    What is not recognised is dropped. Of two columns that mean the same, the first is used and the other dropped,
    unless a use may have several.
    """
    chosen = given or {}
    columns = []
    for index, (header, cells) in enumerate(zip(table.headers, table.columns, strict=True)):
        use, kind = _guessed(header, cells, reference)
        theirs = chosen.get(plain(header))
        columns.append(ColumnUse(header, index, use if theirs is None else theirs, kind, theirs is not None))
    return Uses(tuple(_one_each(_with_identity(columns))))


def _guessed(header: str, cells: Sequence[Cell], reference: dt.date) -> tuple[Use, Kind | None]:
    column = column_of(header)
    if column is not None:
        return _of_column(column), None
    word = plain(header)
    kind = personal_header(header)
    if kind is Kind.BIRTH_DATE:
        return (Use.BIRTH_DATES if _of_children(word, cells, reference) else Use.DROP), kind
    if kind is not None and _named(word) is not Use.PROVIDER:
        return Use.DROP, kind
    for use, pattern in _PATTERNS:
        if pattern.fullmatch(word):
            return use, None
    kind = _kind_inside(header, cells)
    if kind is Kind.BIRTH_DATE and _CHILD.search(word) and _of_children(word, cells, reference):
        return Use.BIRTH_DATES, kind
    return Use.DROP, kind


def _named(word: str) -> Use | None:
    """Name the use of a header that says both ``name`` and what is named."""
    return Use.PROVIDER if _PATTERNS[1][1].fullmatch(word) else None


def _of_column(column: Column) -> Use:
    return Use(column.value[0])


def _of_children(word: str, cells: Sequence[Cell], reference: dt.date) -> bool:
    """Tell whether dates of birth are of foster children: by the header, else by all of them being young."""
    if _PARENT.search(word.replace("pleegouder", "ouder")):
        return False
    ages = [
        age_on(reference, date)
        for cell in _sample(cells)
        for part in re.split(r"[|;,\n]", cell)
        if (date := birth_date(part, reference)) is not None
    ]
    return bool(ages) and all(0 <= age <= MAX_AGE for age in ages)


def _kind_inside(header: str, cells: Sequence[Cell]) -> Kind | None:
    """Tell what personal data a column holds whose header does not say so."""
    for cell in _sample(cells):
        kind = personal_content(cell[:2000])
        if kind is not None and (kind is not Kind.BIRTH_DATE or dates_are_of_birth(header)):
            return kind
    return None


def _sample(cells: Sequence[Cell]) -> list[str]:
    """Take some filled cells, spread over the column."""
    step = max(1, len(cells) // _SAMPLE)
    return [cell for cell in cells[::step] if isinstance(cell, str) and cell]


def _with_identity(columns: list[ColumnUse]) -> list[ColumnUse]:
    """Where no column tells the family, names and addresses do: in the key file only."""
    if any(column.use in {Use.FAMILY_ID, Use.IDENTITY} for column in columns):
        return columns
    telling = {Kind.NAME, Kind.ADDRESS, Kind.HOUSE_NUMBER}
    return [
        replace(column, use=Use.IDENTITY)
        if column.use is Use.DROP
        and not column.given
        and column.kind in telling
        and not _ELSE.search(plain(column.header))
        and personal_header(column.header) is not None
        else column
        for column in columns
    ]


def _one_each(columns: list[ColumnUse]) -> list[ColumnUse]:
    """Drop a second column of the same use, the guessed one where one was given."""
    taken = {column.use for column in columns if column.given and column.use not in MANY}
    kept = []
    for column in columns:
        again = not column.given and column.use in taken and column.use not in MANY
        kept.append(replace(column, use=Use.DROP) if again else column)
        if column.use not in MANY:
            taken.add(column.use)
    return kept
