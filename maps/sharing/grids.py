"""Counts in rows and columns with their totals, as arcs of a circulation, and how each is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from geodata.language import Lang, Text, number
from maps.sharing.suppression import Arc, Reader, Sign, anybody, protect

COUNCIL_LEAST: Final = 5
"""Counts below this are not shown to anybody beyond the planning team."""

PUBLIC_LEAST: Final = 10
"""Statistics Netherlands prints no numbers below this in its tables of youth care."""

SMALL: Final = Text(nl="<{least}", en="<{least}")
HIDDEN: Final = "–"


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column, with their totals; ``counts[row][column]``."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...] = field(repr=False)

    @property
    def n_inner(self) -> int:
        """Numbers that are no total; their arcs come first, row by row."""
        return len(self.rows) * len(self.columns)

    def row_total(self, row: int) -> int:
        """Position of the total of a row."""
        return self.n_inner + row

    def column_total(self, column: int) -> int:
        """Position of the total of a column."""
        return self.n_inner + len(self.rows) + column

    @property
    def total(self) -> int:
        """Position of the total of everything."""
        return self.n_inner + len(self.rows) + len(self.columns)

    def arcs(self) -> tuple[Arc, ...]:
        """Give every number as the flow of a circulation: rows to columns, totals back."""
        n_rows, n_columns = len(self.rows), len(self.columns)
        row_sums, column_sums = n_rows + n_columns, n_rows + n_columns + 1
        inner = [
            Arc(row, n_rows + column, self.counts[row][column]) for row in range(n_rows) for column in range(n_columns)
        ]
        by_row = [Arc(row_sums, row, sum(self.counts[row])) for row in range(n_rows)]
        by_column = [
            Arc(n_rows + column, column_sums, sum(counts[column] for counts in self.counts))
            for column in range(n_columns)
        ]
        return (*inner, *by_row, *by_column, Arc(column_sums, row_sums, sum(map(sum, self.counts))))

    def values(self) -> tuple[int, ...]:
        """Give every number, totals too, in the order of the arcs."""
        return tuple(arc.value for arc in self.arcs())


@dataclass(frozen=True, slots=True)
class Written:
    """A grid as its reader sees it: texts in the order of the arcs, ``None`` for a number that is not told."""

    grid: Grid
    texts: tuple[str, ...]
    told: tuple[int | None, ...]

    def cell(self, at: int) -> int | str:
        """Give one number, or the sign in its place."""
        value = self.told[at]
        return self.texts[at] if value is None else value


def readers_of(
    grid: Grid, own: Iterable[Grid], least: int, *, public: Iterable[int] = (), told: Iterable[int] = ()
) -> tuple[Reader, ...]:
    """Give the readers of a grid: anybody, and each provider, who knows its own part.

    With one provider only there are no others to protect from it.

    Parameters
    ----------
    own
        The part of each provider.
    public
        Numbers that every reader knows from another table.
    told
        Numbers whose remainder a provider is told in its own folder, where it is not below ``least``.
    """
    arcs = grid.arcs()
    found = [anybody(arcs, public)]
    parts = [part.values() for part in own]
    if len(parts) > 1:
        for part in parts:
            known = {at for at in told if arcs[at].value - part[at] >= least} | set(public)
            found.append(Reader(part, frozenset(known)))
    return tuple(found)


def protect_together(
    grids: Sequence[Grid], readers: Sequence[Sequence[Reader]], least: int, hidden: Iterable[int] = ()
) -> tuple[Sign, ...] | None:
    """Protect grids of one shape with one pattern: what is not shown in one is not shown in any.

    The signs are those of the first grid; ``None`` when some grid tells too much even without a number in it.
    """
    veiled = set(hidden)
    while True:
        signs: tuple[Sign, ...] | None = None
        fresh = set(veiled)
        for grid, theirs in zip(reversed(grids), reversed(readers), strict=True):
            signs = protect(grid.arcs(), theirs, least, veiled)
            if signs is None:
                return None
            fresh |= {at for at, sign in enumerate(signs) if sign is not Sign.SHOWN}
        if fresh == veiled:
            return signs
        veiled = fresh


def written(grid: Grid, pattern: Sequence[Sign], least: int, lang: Lang, dashed: Iterable[int] = ()) -> Written:
    """Write a grid: numbers where the pattern shows them, else a sign.

    Parameters
    ----------
    dashed
        Numbers to write as a dash even where they are below ``least``, unless they are below five.
    """
    texts: list[str] = []
    told: list[int | None] = []
    plain = set(dashed)
    for at, (value, sign) in enumerate(zip(grid.values(), pattern, strict=True)):
        if sign is Sign.SHOWN:
            texts.append(number(value, lang))
            told.append(value)
        else:
            texts.append(small(least, lang) if value < (COUNCIL_LEAST if at in plain else least) else HIDDEN)
            told.append(None)
    return Written(grid, tuple(texts), tuple(told))


def small(least: int, lang: Lang) -> str:
    """Write a number that is too small to show."""
    return SMALL.say(lang, {"least": least})
