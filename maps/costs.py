"""``costs.html``: a page of tables, sentences and a picture, without script, with nothing from any network."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from geodata.language import Lang
from maps.templates import POLICY, asset, filled


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a ``sum`` stands below a line."""

    cells: tuple[str, ...]
    sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; ``numbers`` are the columns, counted from 0, that stand to the right."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences, and below them a table, a picture or points."""

    heading: str
    sentences: Sequence[str] = ()
    table: Table | None = None
    chart: Markup | None = None
    points: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CostsPage:
    """All that the page says, in one language."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    parts: tuple[Part, ...] = field(default=())


def render(page: CostsPage, lang: Lang) -> str:
    """Write the page. All text from data is escaped; the same page gives the same bytes."""
    style = Markup(asset("report.css"))  # noqa: S704 - our own file
    return filled("costs.html", page=page, lang=lang.value, policy=POLICY, style=style)
