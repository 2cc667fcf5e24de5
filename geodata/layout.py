"""Which rows of a file are its headers and its families, and which a title, totals or notes around them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from geodata.columns import Column, also_means, column_of, names_a_family
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.personal import personal_header
from geodata.table import (
    EMPTY,
    HEADER_NO_TEXT,
    HEADER_ONLY,
    MAX_FAMILIES,
    RAGGED,
    TOO_MANY,
    Broken,
    Cell,
    Table,
    refused,
    row_list,
    sha256_of,
)

Known = Callable[[str], bool]
"""Tells whether a text is the name of a column."""

SEARCHED_ROWS: Final = 30
"""Headers are looked for in so many filled rows."""

_NAMED: Final = 2
"""A row with so many known column names is one of headers."""

_TOTALS: Final = re.compile(
    r"(?:sub|eind|grand )?tota(?:al|len|ls?)\b.*|som|sum|gemiddelde?|average|aantal gezinnen|number of families"
    r"|aantal|count",
    re.IGNORECASE,
)
_MAX_NAME: Final = 40
_LONGEST_HEADER: Final = 200
_SHORT_NOTE: Final = 20
"""A lone text right below the families is a note when it is longer than an id: than this if it has spaces."""
_MIN_WIDTH: Final = 3
_OF_SEVERAL: Final = frozenset({Column.PROVIDER, Column.MUNICIPALITY, Column.CARE_TYPE})
"""A cell of these that is merged down means every family beside it; a number of children would not."""

Row = tuple[int, Sequence[Cell]]


@lru_cache(maxsize=4_096)
def family_header(text: str) -> bool:
    """Tell whether a text is the name of a column of families, ours or a personal one of an export."""
    if len(text) > _LONGEST_HEADER:
        return False
    known = column_of(text) is not None or also_means(text) is not None or names_a_family(text)
    return known or personal_header(text) is not None


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows, as a spreadsheet numbers them, and columns, from 0, over which cells are merged, the last included."""

    first: int
    last: int
    left: int
    right: int


@dataclass(slots=True)
class _Skipped:
    """Rows that are no families, by why."""

    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)


def header_at(rows: Sequence[Row], known: Known) -> int | None:
    """Find the row of headers among the first filled rows: where it stands in ``rows``, ``None`` where none names two.

    The first row is taken when it names two columns, and else the row that names most.
    """
    named = [
        sum(isinstance(cell, str) and cell != "" and known(cell) for cell in cells) for _, cells in rows[:SEARCHED_ROWS]
    ]
    if not named or max(named) < _NAMED:
        return None
    return 0 if named[0] >= _NAMED else named.index(max(named))


def arranged(
    path: Path,
    raw: bytes,
    rows: Sequence[Row],
    known: Known,
    *,
    notices: Sequence[Fault] = (),
    merged: Sequence[Merged] = (),
) -> Table:
    """Make a table of numbered rows: the headers found, and titles, totals and notes left out with a notice.

    Parameters
    ----------
    rows
        Row numbers and cells; rows may differ in length, empty ones are left out.
    known
        Tells whether a text is a column name.
    merged
        Where cells are merged: allowed in rows that are left out, such as a title.

    Raises
    ------
    InputError
        When no row is left, there are too many, a header is no text, or cells of the table itself are merged.
    """
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise refused(path, EMPTY)
    found = header_at(filled, known)
    if found is None and _width(filled[0][1]) == 1 and any(_width(cells) > 1 for _, cells in filled[1:]):
        raise refused(path, NO_HEADERS, {"most": SEARCHED_ROWS}, row=filled[0][0])
    at = found or 0
    header_row, first = filled[at]
    headers = _headers(path, header_row, first)
    below = filled[at + 1 :]
    if not below:
        raise refused(path, HEADER_ONLY)
    if len(below) > MAX_FAMILIES:
        raise refused(path, TOO_MANY, {"most": MAX_FAMILIES})
    kept, skipped = _families(below, first, len(headers), header_row)
    if not kept:
        raise refused(path, HEADER_ONLY)
    told = []
    if known is family_header:
        kept, spread, merged = _spread(kept, headers, merged)
        told = [Fault(SPREAD, {"rows": row_list(spread)}, file=path.name)] if spread else []
    misfits = _merged(path, merged, [header_row, *(number for number, _ in kept)])
    if misfits and (known is not family_header or misfits[0].row == header_row):
        raise InputError(misfits)
    width = len(headers)
    squared = [(*cells[:width], *[""] * (width - len(cells))) for _, cells in kept]
    return Table(
        name=path.name,
        sha256=sha256_of(raw),
        header_row=header_row,
        headers=headers,
        row_numbers=tuple(number for number, _ in kept),
        columns=tuple(zip(*squared, strict=True)),
        notices=(*notices, *_told(path, filled[0][0], header_row, skipped), *told),
        faults=(
            *misfits,
            *(
                Fault(RAGGED, {"width": width}, file=path.name, row=number)
                for number, cells in kept
                if len(cells) > width and any(cells[width:])
            ),
        ),
    )


def _headers(path: Path, row: int, cells: Sequence[Cell]) -> tuple[str, ...]:
    if any(isinstance(cell, Broken) for cell in cells):
        raise refused(path, HEADER_NO_TEXT, row=row)
    headers = [cell for cell in cells if isinstance(cell, str)]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def _width(cells: Sequence[Cell]) -> int:
    return sum(cell != "" for cell in cells)


def _families(rows: Sequence[Row], header: Sequence[Cell], width: int, row: int) -> tuple[list[Row], _Skipped]:
    """Take the rows of families out of those below the headers."""
    kept, skipped = list(rows), _Skipped()
    if width >= _MIN_WIDTH:
        while kept and (why := _after_the_table(kept, row, width, skipped)) is not None:
            why.append(kept.pop()[0])
        own = _bare(header)
        skipped.headers.extend(number for number, cells in kept if _bare(cells) == own)
        kept = [(number, cells) for number, cells in kept if _bare(cells) != own]
    skipped.totals.reverse()
    skipped.notes.reverse()
    return kept, skipped


def _after_the_table(rows: Sequence[Row], header_row: int, width: int, skipped: _Skipped) -> list[int] | None:
    """Tell what the last row is where it is no family: totals or a note; ``None`` for one to be read."""
    number, cells = rows[-1]
    above = rows[-2][0] if len(rows) > 1 else header_row
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    if not texts:
        return skipped.totals if _width(cells) <= width // 2 and _width(cells) > 0 and number > above + 1 else None
    if _TOTALS.fullmatch(texts[0].rstrip(" :=")) and _width(cells) <= max(2, (2 * width) // 3):
        return skipped.totals
    if _width(cells) == 1 and (number > above + 1 or len(texts[0]) > (_SHORT_NOTE if " " in texts[0] else _MAX_NAME)):
        return skipped.notes
    return None


def _bare(cells: Sequence[Cell]) -> list[Cell]:
    found = list(cells)
    while found and found[-1] == "":
        found.pop()
    return found


def _spread(
    rows: Sequence[Row], headers: Sequence[str], merged: Sequence[Merged]
) -> tuple[list[Row], list[int], list[Merged]]:
    """Give every row the value of a cell that is merged down over it, in columns that speak of several families.

    Returns
    -------
    tuple
        The rows, the first row of each such cell, and the other merged cells.
    """
    shared = {at for at, header in enumerate(headers) if (column_of(header) or also_means(header)) in _OF_SEVERAL}
    at = {number: place for place, (number, _) in enumerate(rows)}
    cells = [list(row) for _, row in rows]
    spread, left = list[int](), list[Merged]()
    for each in sorted(merged, key=lambda each: (each.first, each.left)):
        if each.left != each.right or each.left not in shared or each.first not in at:
            left.append(each)
            continue
        value = cells[at[each.first]][each.left] if each.left < len(cells[at[each.first]]) else ""
        for number in range(each.first + 1, each.last + 1):
            if number in at:
                row = cells[at[number]]
                row.extend([""] * (each.left + 1 - len(row)))
                row[each.left] = value
        spread.append(each.first)
    return [(number, row) for (number, _), row in zip(rows, cells, strict=True)], spread, left


def _merged(path: Path, merged: Sequence[Merged], rows: Sequence[int]) -> list[Fault]:
    """Say of every row over which cells are merged that it cannot be read."""
    used = sorted(row for row in rows if any(each.first <= row <= each.last for each in merged))
    return [Fault(MERGED, file=path.name, row=row) for row in used]


def _told(path: Path, first: int, header_row: int, skipped: _Skipped) -> list[Fault]:
    notices = []
    if first != header_row:
        notices.append(Fault(HEADERS_AT, {"row": str(header_row)}, file=path.name))
    for text, rows in ((REPEATED, skipped.headers), (TOTALS, skipped.totals), (NOTES, skipped.notes)):
        if rows:
            notices.append(Fault(text, {"rows": row_list(rows)}, file=path.name))
    return notices


HEADERS_AT: Final = Text(
    nl="de kolomnamen staan in rij {row}; wat daarboven staat, is overgeslagen.",
    en="the column names stand in row {row}; what stands above it was skipped.",
)
TOTALS: Final = Text(
    nl="overgeslagen, want dit zijn totalen en geen gezin: rij {rows}.",
    en="skipped, as these are totals and no family: row {rows}.",
)
NOTES: Final = Text(
    nl="overgeslagen, want dit is een opmerking onder de tabel: rij {rows}.",
    en="skipped, as this is a note below the table: row {rows}.",
)
REPEATED: Final = Text(
    nl="overgeslagen, want hier staan de kolomnamen nog eens: rij {rows}.",
    en="skipped, as the column names stand here once more: row {rows}.",
)
NO_HEADERS: Final = Text(
    nl="dit lijkt een titel, en in de eerste {most} rijen staan nergens kolomnamen die het programma kent. Zet boven "
    "elke kolom een naam, bijvoorbeeld gezin_id, postcode en aanbieder; `constellations template` maakt een bestand "
    "met alle namen.",
    en="this looks like a title, and nowhere in the first {most} rows are there column names that the program knows. "
    "Put a name above each column, for instance family_id, postcode and provider; `constellations template` makes a "
    "file with all names.",
)
SPREAD: Final = Text(
    nl="een samengevoegde cel is gelezen bij elk gezin ernaast; zulke cellen beginnen in rij {rows}.",
    en="a merged cell was read for every family beside it; such cells begin in row {rows}.",
)
MERGED: Final = Text(
    nl="hier zijn cellen samengevoegd, zodat niet zeker is bij welke kolom en rij een waarde hoort. Splits de cellen "
    "weer.",
    en="cells are merged here, so that it is not certain to which column and row a value belongs. Unmerge the cells.",
)
