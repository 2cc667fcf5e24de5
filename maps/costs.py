"""``costs.html``: a page of tables, sentences and a picture, without script, with nothing from any network."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from geodata.language import Lang
from maps.report import POLICY


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
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style = Markup(_asset("report.css"))  # noqa: S704 - our own file
    return environment.from_string(_asset("costs.html")).render(page=page, lang=lang.value, policy=POLICY, style=style)


def _asset(name: str) -> str:
    return (resources.files("maps") / "assets" / name).read_text(encoding="utf-8")
