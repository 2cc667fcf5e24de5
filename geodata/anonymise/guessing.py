"""What the columns of a raw export are used for: guessed from their headers, and from their cells where need be."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from geodata.anonymise.dates import age_on, birth_date, month_first
from geodata.anonymise.uses import MANY, ColumnUse, Use, Uses
from geodata.cells import MAX_AGE
from geodata.columns import Column, also_means, column_of, plain
from geodata.personal import Kind, dates_are_of_birth, personal_header
from geodata.personal_cells import personal_content
from geodata.table import Cell, Table

_SAMPLE: Final = 300

_PROVIDER: Final = re.compile(r"naam(pleeg)?(zorg)?aanbieder|.*(aanbieder|instelling|organisatie|provider)na(a?)me?")
_OWN: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = (
    (
        Use.FAMILY_ID,
        re.compile(
            r"(relatie|dossier|registratie|zaak|pleegouder)(id|nr|nummer|code)|familynumber|gezin|family"
            r"|(case|household|file)(id|no|number)"
        ),
    ),
    (
        Use.ALSO,
        re.compile(
            r"(cli[eë]nt|jeugdige|kind|pleegkind|zorg)(id|nr|nummer|code)|(zorg|cli[eë]nt|jeugd)?dossier(nr|nummer|id|code)?"
            r"|(child|client|care)(file)?(id|no|number|code)"
        ),
    ),
    (Use.PROVIDER, _PROVIDER),
    (Use.POSTCODE, re.compile(r"postcode.*|.*postcode")),
    (Use.CHILD_AGES, re.compile(r"leeftijd(en)?((pleeg)?kind(eren)?)?[0-9]+|(child(ren)?)?ages?(child(ren)?)?[0-9]+")),
)
"""Names of columns that only an export has, beside those of :func:`geodata.columns.also_means`."""

_PARENT: Final = re.compile(r"ouder|parent|moeder|vader|mother|father|carer|partner|verzorger|begeleider|worker|po[12]")
_CHILD: Final = re.compile(r"kind|child|jeugdig|client|cliënt|pupil|youth|jongere")
_ELSE: Final = re.compile(rf"{_CHILD.pattern}|contact|begeleider|worker|medewerker|school|arts|voogd|guardian")
"""Names of these do not tell a foster family."""


_NUMBER: Final = frozenset({"nr", "no", "num", "nummer", "number"})


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
    use = _by_name(header)
    if use is not None:
        return use, None
    kind = _kind_inside(header, cells)
    if kind is Kind.BIRTH_DATE and _CHILD.search(word) and _of_children(word, cells, reference):
        return Use.BIRTH_DATES, kind
    return Use.DROP, kind


def _by_name(header: str) -> Use | None:
    """Name the use that a header tells by other words than ours."""
    means = also_means(header)
    if means is not None:
        return _of_column(means)
    return next((use for use, pattern in _OWN if pattern.fullmatch(plain(header))), None)


def _named(word: str) -> Use | None:
    """Name the use of a header that says both ``name`` and what is named."""
    return Use.PROVIDER if also_means(word) is Column.PROVIDER or _PROVIDER.fullmatch(word) else None


def _of_column(column: Column) -> Use:
    """Give the use of a column of a families file; free text is dropped unless a person chooses to keep it."""
    return Use.DROP if column is Column.CONSTELLATION_NAME else Use(column.value[0])


def _of_children(word: str, cells: Sequence[Cell], reference: dt.date) -> bool:
    """Tell whether dates of birth are of foster children: by the header, else by all of them being young."""
    if _PARENT.search(word.replace("pleegouder", "ouder")):
        return False
    parts = [part for cell in _sample(cells) for part in re.split(r"[|;,\n]", cell)]
    us = month_first(parts)
    ages = [age_on(reference, date) for part in parts if (date := birth_date(part, reference, us=us)) is not None]
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
    """Where no column tells the family, names and addresses do, else numbers of a child or file: in the key only."""
    if any(column.use in {Use.FAMILY_ID, Use.IDENTITY} for column in columns):
        return columns
    named = _with_names(columns)
    if any(column.use is Use.IDENTITY for column in named):
        return named
    return [
        replace(column, use=Use.IDENTITY) if column.use is Use.ALSO and not column.given else column
        for column in columns
    ]


def _with_names(columns: list[ColumnUse]) -> list[ColumnUse]:
    telling = {Kind.NAME, Kind.ADDRESS, Kind.HOUSE_NUMBER}
    columns = [_house_number(each, columns[at - 1] if at else None) for at, each in enumerate(columns)]
    return [
        replace(column, use=Use.IDENTITY)
        if column.use is Use.DROP
        and not column.given
        and column.kind in telling
        and not _ELSE.search(plain(column.header))
        and (personal_header(column.header) is not None or column.kind is Kind.HOUSE_NUMBER)
        else column
        for column in columns
    ]


def _house_number(column: ColumnUse, before: ColumnUse | None) -> ColumnUse:
    """Take a bare number right of an address for that of the house."""
    beside = before is not None and before.kind is Kind.ADDRESS and plain(column.header) in _NUMBER
    return replace(column, kind=Kind.HOUSE_NUMBER) if beside and column.use is Use.DROP else column


def _one_each(columns: list[ColumnUse]) -> list[ColumnUse]:
    """Drop a second column of the same use, the guessed one where one was given; a second number goes into the key."""
    taken = {column.use for column in columns if column.given and column.use not in MANY}
    kept = []
    for column in columns:
        again = not column.given and column.use in taken and column.use not in MANY
        other = Use.ALSO if column.use is Use.FAMILY_ID else Use.DROP
        kept.append(replace(column, use=other) if again else column)
        if column.use not in MANY:
            taken.add(column.use)
    return kept
