"""The summary of a batch as ``summary.csv``, ``summary.xlsx`` and ``summary.html``: three forms of one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from geodata.language import Lang, Text, number
from optimizer.batch.charts import charts
from optimizer.batch.folder import RUNS
from optimizer.batch.record import Record
from optimizer.batch.table import (
    ERROR,
    FILES,
    RUN,
    STATUS,
    STATUSES,
    Column,
    Value,
    as_csv,
    columns,
    counted,
    failures,
)
from optimizer.batch.task import End
from optimizer.files.sheets import Sheet, as_xlsx

_TRACED: Final = ("input_sha256", "distances_sha256", "policy_sha256", "version", "ortools", "geodata", "seed")
_IN_FIRST: Final = ("input", "scenario")
_LINKED: Final = ("map.html", "report.html", "plan.xlsx")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of the page."""

    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Where a row leads."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page."""

    kind: str
    cells: tuple[Cell, ...]
    links: tuple[Link, ...]


def summary(records: Sequence[Record], lang: Lang) -> dict[str, bytes]:
    """Make the three files of the summary; but for what was measured, the same runs give the same bytes."""
    contents = (as_csv(records, lang), _workbook(records, lang), page(records, lang).encode("utf-8", "replace"))
    return dict(zip(FILES, contents, strict=True))


def _workbook(records: Sequence[Record], lang: Lang) -> bytes:
    shown = columns(records, lang)
    lines = [[column.value(record) for column in shown] for record in records]
    forms = {at: column.form for at, column in enumerate(shown, start=1) if column.form}
    runs = Sheet(RUNS_TITLE.say(lang), tuple(column.title.say(lang) for column in shown), lines, forms)
    failed = Sheet(
        FAILED.say(lang),
        (RUN.say(lang), STATUS.say(lang), ERROR.say(lang)),
        [(each.run, STATUSES[each.end].say(lang), " ".join(each.sentences)) for each in failures(records)],
    )
    return as_xlsx([runs, failed], TITLE.say(lang))


def page(records: Sequence[Record], lang: Lang) -> str:
    """Make the page: what failed, every run with links to its own pages, charts, and where it all came from."""
    every = columns(records, lang)
    shown = [column for column in every if column.key not in {*_TRACED, *_IN_FIRST, "error"}]
    traced = [every[0], *(column for column in every if column.key in _TRACED)]
    return _template().render(
        lang=str(lang),
        title=TITLE.say(lang),
        counted=counted(records, lang),
        notices=notices(records, lang),
        words={
            "failed": FAILED.say(lang),
            "runs": RUNS_TITLE.say(lang),
            "made": MADE.say(lang),
            "run": RUN.say(lang),
            "status": STATUS.say(lang),
            "reason": ERROR.say(lang),
        },
        failed=[
            {"run": each.run, "status": STATUSES[each.end].say(lang), "reason": " ".join(each.sentences)}
            for each in failures(records)
        ],
        head=[Cell(column.title.say(lang), _is_number(column, records)) for column in shown],
        rows=[_row(record, shown, records, lang) for record in records],
        charts=charts(records, lang),
        trace_head=[column.title.say(lang) for column in traced],
        trace=[[_shown(column.value(record), column, lang) for column in traced] for record in records],
    )


def notices(records: Sequence[Record], lang: Lang) -> list[str]:
    """Say what a reader should know before comparing runs."""
    clocked = sum(record.end in {End.FEASIBLE, End.UNKNOWN} for record in records)
    return [BY_CLOCK.say(lang, {"n": clocked})] if clocked else [REPRODUCIBLE.say(lang)]


def _row(record: Record, shown: Sequence[Column], records: Sequence[Record], lang: Lang) -> Row:
    cells = tuple(Cell(_shown(column.value(record), column, lang), _is_number(column, records)) for column in shown)
    kind = "waiting" if record.end is End.PENDING else "" if record.end.has_plan else "failed"
    links = tuple(
        Link(f"{RUNS}/{quote(record.run)}/{name}", LINKS[name].say(lang)) for name in _LINKED if name in record.files
    )
    first = Cell(" ".join(part for part in (record.input, record.scenario) if part), number=False)
    return Row(kind, (first, *cells[1:]), links)


def _is_number(column: Column, records: Sequence[Record]) -> bool:
    return any(isinstance(column.value(record), int | float) for record in records)


def _shown(value: Value, column: Column, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        percent = column.form.endswith("%")
        decimals = len(column.form.rstrip("%").partition(".")[2])
        return number(value * 100 if percent else value, lang, decimals) + ("%" if percent else "")
    if isinstance(value, int) and column.key != "seed":
        return number(value, lang)
    return str(value)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(Path(__file__).with_name("summary.html").read_text(encoding="utf-8"))


TITLE: Final = Text(nl="Overzicht van een batch", en="Summary of a batch")
RUNS_TITLE: Final = Text(nl="Berekeningen", en="Runs")
FAILED: Final = Text(nl="Zonder plan", en="Without a plan")
MADE: Final = Text(nl="Herkomst", en="Origin")
BY_CLOCK: Final = Text(
    nl="Aantal berekeningen dat door de klok is gestopt en niet door een bewijs: {n}. Op een andere computer, of een "
    "andere keer, kunnen hun plannen anders zijn; de kolom 'Geëindigd door bewijs' zegt welke het zijn.",
    en="Runs ended by the clock and not by a proof: {n}. On another computer, or at another time, their plans may "
    "differ; the column 'Ended by proof' says which they are.",
)
REPRODUCIBLE: Final = Text(
    nl="Elke berekening is door een bewijs geëindigd: dezelfde batch geeft hetzelfde overzicht, op de tijden en het "
    "werkgeheugen na.",
    en="Every run ended by a proof: the same batch gives the same summary, but for times and memory.",
)
LINKS: Final = {
    "map.html": Text(nl="kaart", en="map"),
    "report.html": Text(nl="rapport", en="report"),
    "plan.xlsx": Text(nl="Excel", en="Excel"),
}
