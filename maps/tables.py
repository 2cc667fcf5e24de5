"""Numbers, tables and charts of a page, as data: as their reader may see them, in one language."""

import re
from dataclasses import dataclass, field
from typing import Final

from geodata.language import Lang, number


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the reader may see it: ``text`` is shown, ``value`` is ``None`` where only "<5" may be said."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value, both as shown."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; ``marked`` stands out (the target size) and is said in words by the chart's summary."""

    label: str
    count: Count
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A small bar chart. ``summary`` says in a sentence what it shows, also to who cannot see it."""

    title: str
    axis: str
    summary: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier in plain words, with its figures as the language writes them; ``bound`` and ``gap`` may be unknown.

    ``said`` is the value in a sentence, ``meaning`` says what it means, ``sentence`` what is proved about it.
    """

    title: str
    value: str
    bound: str | None
    gap: str | None
    proved: bool
    sentence: str
    said: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Satellites by their own provider (row) and the provider of their hub home (column).

    Attributes
    ----------
    counts
        One row for each provider, in the order of ``providers``.
    sent, received
        Across providers, so without the diagonal.
    """

    providers: tuple[str, ...] = field(repr=False)
    counts: tuple[tuple[Count, ...], ...]
    sent: tuple[Count, ...]
    received: tuple[Count, ...]


Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name and what must be known to read it; a ``str`` is shown as text whatever it says."""

    name: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)

    def numeric(self, column: int) -> bool:
        """Whether a column holds numbers or amounts; signs for those not told (``<5``, ``–``) stand with them."""
        found = [row[column] for row in self.rows if row[column] is not None]
        return column > 0 and any(_counts(value) for value in found)


_AMOUNT: Final = re.compile(r"[A-Z]{3} -?[\d.,]+")


def _counts(value: Value) -> bool:
    return not isinstance(value, str) or not any(map(str.isalpha, value)) or bool(_AMOUNT.fullmatch(value))


def said(value: Value, lang: Lang) -> str:
    """Write a value of a table as the language does."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value, lang)
