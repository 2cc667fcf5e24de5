"""What a shared folder holds, as data: one view for the map, and tables for report and workbook."""

from dataclasses import dataclass, field

from geodata.language import Lang, number
from maps.scene import MapView

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name and what must be known to read it; a ``str`` is shown as text whatever it says."""

    name: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shared:
    """Everything that one reader gets, and nothing else.

    Attributes
    ----------
    notices
        For whom this is and what the signs mean, above every page.
    """

    view: MapView
    notices: tuple[str, ...]
    tables: tuple[Table, ...]


def said(value: Value, lang: Lang) -> str:
    """Write a value of a table as the language does."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value, lang)
