"""A table whose columns are known, and everything found wrong in it so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from geodata.cells import Wrong, not_given
from geodata.columns import Column, also_means, column_of, letters, names_a_family, plain, shown
from geodata.errors import Fault
from geodata.formulas import unguarded
from geodata.language import Fact, Lang, Text
from geodata.personal import Kind, dates_are_of_birth, personal_header
from geodata.personal_cells import personal_content
from geodata.table import Broken, Cell, Table, row_list

T = TypeVar("T")

_ONE_BY_ONE: Final = 5
"""So many cells of an unknown column are told one by one; more are told of the column."""

_MAY_BE_BLANK: Final = frozenset(Column) - {
    *(Column.FAMILY_ID, Column.PROVIDER, Column.CARE_TYPE),
    *(Column.CHILDREN, Column.HUB, Column.JOINS, Column.PINNED),
}
"""Columns in which "-" or "onbekend" can only mean that nothing is filled in."""

_MAY_BE_NAMED: Final = frozenset({Column.PROVIDER, Column.MUNICIPALITY, Column.CARE_TYPE})
"""Columns with names of organisations and places, which may look like those of people."""


class Sheet:
    """The cells of a table by column; collects faults, and gives them in the order of the rows.

    A column that is not called as ours but plainly means one of them is read as that one, unless the file has both; the
    headers of such columns are ``understood``. Rows in which "-" or "onbekend" stands for an empty cell are ``blanks``;
    where the column of pseudonyms is not called so, it ``may_hold_names``.

    Columns that are personal by their header are refused as a whole, cells that are personal by their content one by
    one, in every column; neither is read any further.
    """

    __slots__ = ("_cells", "_faults", "_index", "_table", "blanks", "may_hold_names", "understood", "unknown")

    def __init__(self, table: Table) -> None:
        self._table = table
        self._faults: dict[tuple[int, int], Fault] = {}
        self._index: dict[Column, int] = {}
        self._cells: dict[Column, tuple[Cell, ...]] = {}
        self.understood: dict[str, Column] = {}
        self.blanks: dict[Column, list[int]] = {}
        self.may_hold_names = False
        self.unknown: tuple[str, ...] = self._recognise()

    @property
    def n_rows(self) -> int:
        """Rows under the headers."""
        return len(self._table.row_numbers)

    def has(self, column: Column) -> bool:
        """Tell whether the file has that column."""
        return column in self._index

    def row(self, row: int) -> int:
        """Give the number that a spreadsheet shows beside a row; ``row`` counts from 0 under the headers."""
        return self._table.row_numbers[row]

    def header(self, column: Column) -> str | None:
        """Name a column as the file does; ``None`` where the file does not have it."""
        index = self._index.get(column)
        return None if index is None else shown(self._table.headers[index], index)

    def cells(self, column: Column) -> tuple[Cell, ...]:
        """Give what stands in a column; empty cells where the file does not have it."""
        return self._cells.get(column) or ("",) * self.n_rows

    def filled(self, column: Column) -> list[bool]:
        """Tell for each row whether anything stands in that column, right or wrong."""
        return [cell != "" for cell in self.cells(column)]

    def values(self, column: Column, read: Callable[[str], T | Wrong]) -> list[T | None]:
        """Read a column; ``None`` for cells that are empty or wrong, and the wrong ones reported."""
        if not self.has(column):
            return [None] * self.n_rows
        cells = self.cells(column)
        meaning = {cell: read(cell) for cell in set(cells) if isinstance(cell, str) and cell}
        found: list[T | None] = []
        for row, cell in enumerate(cells):
            value = meaning.get(cell) if isinstance(cell, str) else None
            if isinstance(value, Wrong):
                self.report(value.text, value.facts, row=row, column=column)
                found.append(None)
            else:
                found.append(value)
        return found

    def report(
        self,
        text: Text,
        facts: Mapping[str, Fact] | None = None,
        *,
        row: int | None = None,
        column: Column | None = None,
    ) -> None:
        """Keep a fault; of one cell only the first, and without ``row`` the headers are meant."""
        index = -1 if column is None else self._index.get(column, len(self._table.headers) + list(Column).index(column))
        self._keep(text, facts or {}, row, index, None if column is None else self.header(column))

    def faults(self) -> tuple[Fault, ...]:
        """Give all faults by row, then by column; of a row that does not fit under the headers only that."""
        misfits = {fault.row: fault for fault in self._table.faults}
        ranked = [(where, fault) for where, fault in self._faults.items() if fault.row not in misfits]
        ranked += [((row or 0, -1), fault) for row, fault in misfits.items()]
        return tuple(fault for _, fault in sorted(ranked, key=lambda item: item[0]))

    def _keep(self, text: Text, facts: Mapping[str, Fact], row: int | None, index: int, header: str | None) -> None:
        number = self._table.header_row if row is None else self.row(row)
        self._faults.setdefault((number, index), Fault(text, facts, self._table.name, number, header))

    def _recognise(self) -> tuple[str, ...]:
        """Sort the headers into known, personal, unknown and double; scan all cells that are not refused already."""
        unknown: list[str] = []
        named = [column_of(header) for header in self._table.headers]
        meant = [None if personal_header(header) else also_means(header) for header in self._table.headers]
        if Column.FAMILY_ID not in {*named, *meant} and (at := self._pseudonyms()) is not None:
            meant[at] = Column.FAMILY_ID
            self.may_hold_names = True
        for index, header in enumerate(self._table.headers):
            column = named[index]
            if column is None and (means := meant[index]) is not None and means not in named:
                column = means
                self.understood[shown(header, index)] = means
            content = personal_content(header)
            if content is not None:
                self._keep(DATA_AS_HEADER, {"letter": letters(index)}, None, index, None)
                continue
            if column is None:
                kind = personal_header(header)
                if kind is not None:
                    self._keep(PERSONAL_COLUMN[kind], {}, None, index, shown(header, index))
                    continue
                cells = self._scanned(None, index)
                if header:
                    unknown.append(shown(header, index))
                elif any(cells):
                    self._keep(NO_HEADER, {"letter": letters(index)}, None, index, None)
            elif column in self._index:
                facts: dict[str, Fact] = {
                    "one": letters(self._index[column]),
                    "other": letters(index),
                    "name": column.header(Lang.EN),
                    "naam": column.header(Lang.NL),
                }
                self._keep(DOUBLE, facts, None, index, shown(header, index))
            else:
                self._index[column] = index
                self._cells[column] = self._without_blanks(column, self._scanned(column, index))
        return tuple(unknown)

    def _pseudonyms(self) -> int | None:
        """Find the column of pseudonyms where none is called so: under "Pleeggezin" or "Nr" stand codes, or else names.

        Codes have a digit, each its own. Where there are none, who cannot be told from a name is refused.
        """
        may_be = [at for at, header in enumerate(self._table.headers) if names_a_family(header)]
        may_be.sort(
            key=lambda at: "g" not in plain(self._table.headers[at]) and "f" not in plain(self._table.headers[at])
        )
        for at in may_be:
            cells = [cell for cell in self._table.columns[at] if cell != ""]
            coded = all(isinstance(cell, str) and any(map(str.isdigit, cell)) for cell in cells)
            if cells and coded and len(set(cells)) == len(cells):
                return at
        return may_be[0] if may_be else None

    def _without_blanks(self, column: Column, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Empty the cells that say that there is nothing to fill in, and note their rows."""
        if column not in _MAY_BE_BLANK:
            return cells
        rows = [row for row, cell in enumerate(cells) if isinstance(cell, str) and cell and not_given(cell)]
        if not rows:
            return cells
        self.blanks[column] = rows
        return tuple(["" if isinstance(cell, str) and not_given(cell) else cell for cell in cells])

    def _scanned(self, column: Column | None, index: int) -> tuple[Cell, ...]:
        """Report what cannot be read as text or is personal, and put :class:`Broken` in its place."""
        header = self._table.headers[index]
        cells = tuple([unguarded(cell) if isinstance(cell, str) else cell for cell in self._table.columns[index]])
        dated = column is not None or dates_are_of_birth(header)
        refused: dict[Cell, Text] = {}
        for cell in set(cells):
            if isinstance(cell, Broken):
                text = (
                    _UNREAD[cell] if column is not None else (UNKNOWN_DATE if cell is Broken.DATE and dated else None)
                )
            else:
                kind = personal_content(cell)
                if (kind is Kind.NAME and column in _MAY_BE_NAMED) or (kind is Kind.BIRTH_DATE and not dated):
                    kind = None
                text = None if kind is None else PERSONAL_CELL[kind]
            if text is not None:
                refused[cell] = text
        if not refused:
            return cells
        rows = [row for row, cell in enumerate(cells) if cell in refused]
        texts = {refused[cells[row]] for row in rows}
        if column is None and len(rows) > _ONE_BY_ONE and len(texts) == 1:
            facts: dict[str, Fact] = {"n": len(rows), "rows": row_list([self.row(row) for row in rows])}
            self._keep(OF_COLUMN[texts.pop()], facts, None, index, shown(header, index))
        else:
            for row in rows:
                self._keep(refused[cells[row]], {}, row, index, shown(header, index))
        return tuple(Broken.REFUSED if cell in refused else cell for cell in cells)


def counted(sheet: Sheet, rows: Sequence[int]) -> dict[str, Fact]:
    """Give the number of rows and the first of them, as a spreadsheet numbers them, for a sentence."""
    return {"n": len(rows), "rows": row_list([sheet.row(row) for row in rows])}


_ADVICE_NL: Final = "Haal persoonsgegevens er eerst uit met `constellations anonymise`."
_ADVICE_EN: Final = "Take personal data out first with `constellations anonymise`."
_ENDS: Final = {
    Kind.BSN: Text(
        nl=" Elk nummer van negen cijfers dat aan de elfproef voldoet wordt geweigerd; is het een pseudoniem, kies er"
        " dan een met meer of minder cijfers.",
        en=" Every number of nine digits that passes the eleven-test is refused; if it is a pseudonym, choose one "
        "with more or fewer digits.",
    ),
    Kind.BIRTH_DATE: Text(
        nl=" Gebruik leeftijden in hele jaren.",
        en=" Use ages in whole years.",
    ),
}
_NOTHING: Final = Text(nl="", en="")

PERSONAL_COLUMN: Final = {
    kind: Text(
        nl=f"de kolomnaam wijst op persoonsgegevens: {kind.text.nl}. {_ADVICE_NL}",
        en=f"the column name points to personal data: {kind.text.en}. {_ADVICE_EN}",
    )
    for kind in Kind
}
PERSONAL_CELL: Final = {
    kind: Text(
        nl=f"hier staat iets dat op {kind.text.nl} lijkt. {_ADVICE_NL}{_ENDS.get(kind, _NOTHING).nl}",
        en=f"what stands here looks like {kind.text.en}. {_ADVICE_EN}{_ENDS.get(kind, _NOTHING).en}",
    )
    for kind in Kind
}
OF_COLUMN: Final = {
    PERSONAL_CELL[kind]: Text(
        nl=f"in deze kolom staat in {{n}} rijen iets dat op {kind.text.nl} lijkt (rij {{rows}}). {_ADVICE_NL}",
        en=f"in this column {{n}} rows hold what looks like {kind.text.en} (row {{rows}}). {_ADVICE_EN}",
    )
    for kind in Kind
}
"""What is said once of a column that the program does not use and that is personal in many rows."""

UNKNOWN_DATE: Final = PERSONAL_CELL[Kind.BIRTH_DATE]
_UNREAD: Final = {
    Broken.FORMULA: Text(
        nl="hier staat een formule. Zet er de uitkomst als gewone waarde neer (plakken speciaal, waarden).",
        en="there is a formula here. Put its outcome there as a plain value (paste special, values).",
    ),
    Broken.ERROR: Text(
        nl="hier staat een foutwaarde van Excel, zoals #N/B. Vul de juiste waarde in of maak de cel leeg.",
        en="there is an Excel error value here, such as #N/A. Fill in the right value or empty the cell.",
    ),
    Broken.DATE: Text(
        nl="hier staat een datum of tijd. Misschien maakte Excel die van andere tekst; geef de cel de opmaak Tekst en"
        " typ de waarde opnieuw. Geboortedatums horen niet in dit bestand.",
        en="there is a date or time here. Perhaps Excel made it of other text; format the cell as Text and type the "
        "value again. Dates of birth do not belong in this file.",
    ),
}
DATA_AS_HEADER: Final = Text(
    nl=f"boven kolom {{letter}} staat geen kolomnaam maar een persoonsgegeven. Zet in de eerste rij kolomnamen. "
    f"{_ADVICE_NL}",
    en=f"above column {{letter}} there is no column name but personal data. Put column names in the first row. "
    f"{_ADVICE_EN}",
)
NO_HEADER: Final = Text(
    nl="kolom {letter} is gevuld maar heeft geen naam; misschien zijn cellen in de eerste rij samengevoegd. Geef elke"
    " kolom een naam.",
    en="column {letter} is filled but has no name; perhaps cells in the first row were merged. Name every column.",
)
DOUBLE: Final = Text(
    nl="kolommen {one} en {other} betekenen allebei '{naam}'. Houd er één over.",
    en="columns {one} and {other} both mean '{name}'. Keep one of them.",
)
