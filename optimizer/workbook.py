"""``plan.xlsx``: a plan as a workbook, for people who work on in a spreadsheet."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodata.language import NO, YES, Lang, Text
from optimizer.assignments import Row, Standing, rows
from optimizer.outcome import Mark, Status
from optimizer.plan import Constellation, Plan
from optimizer.planfile import Source
from optimizer.policyfile import KEYS
from optimizer.problem import Problem

Value = str | int | float | bool | None

_STAMP: Final = (2021, 1, 1, 0, 0, 0)
"""Every entry carries this date, so that the same plan gives the same bytes."""

_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MAX_TEXT: Final = 32_767
_WIDEST: Final = 60
_HEAD: Final = PatternFill("solid", start_color="FFE3EBF3", end_color="FFE3EBF3")


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of a plan besides the plan.

    Attributes
    ----------
    reasons
        Sentences by family, for those unplaced.
    remedies
        Sentences by family on what would let it in.
    input_name
        Name of the families file, without its folder.
    """

    status: Status
    marks: Sequence[Mark]
    policy: Mapping[str, Mapping[str, object]]
    source: Source
    input_name: str
    seed: int
    reasons: Mapping[str, Sequence[str]]
    remedies: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table: its name, its header and its rows. ``formats`` holds number formats by column."""

    name: Text
    header: tuple[Text, ...]
    rows: Iterable[Sequence[Value]]
    formats: Mapping[int, str]


def workbook(problem: Problem, plan: Plan, about: About, lang: Lang) -> bytes:
    """Write the sheets plan, constellations, unplaced, and rules and settings.

    The same plan gives the same bytes. Text is always text: a family called ``=1+1`` shows as written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in (
        _plan_sheet(problem, plan, lang),
        _constellations_sheet(problem, plan),
        _unplaced_sheet(plan, about, lang),
        _settings_sheet(problem, plan, about, lang),
    ):
        _write(book.create_sheet(sheet.name.say(lang)), sheet, lang)
    book.properties.creator = "constellations"
    book.properties.title = TITLE.say(lang)
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 - the format has no zone
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _write(worksheet: Worksheet, sheet: _Sheet, lang: Lang) -> None:
    widths = [len(text.say(lang)) + 4 for text in sheet.header]
    for column, text in enumerate(sheet.header, start=1):
        cell = worksheet.cell(1, column)
        _put(cell, text.say(lang))
        cell.font = Font(bold=True)
        cell.fill = _HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    last = 1
    for last, values in enumerate(sheet.rows, start=2):
        for column, value in enumerate(values, start=1):
            cell = worksheet.cell(last, column)
            _put(cell, value)
            if column in sheet.formats and not isinstance(value, str | None):
                cell.number_format = sheet.formats[column]
            widths[column - 1] = max(widths[column - 1], min(len(str(value if value is not None else "")) + 2, _WIDEST))
            if isinstance(value, str) and len(value) > _WIDEST:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{last}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Put a value in a cell; text is stored as text, never as a formula, an error or a link."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_MAX_TEXT]
    cell.data_type = "s"
    if value.startswith(("=", "+", "-", "@", "\t", "\r", "'")):
        cell.quotePrefix = True


def _plan_sheet(problem: Problem, plan: Plan, lang: Lang) -> _Sheet:
    def lines() -> Iterator[Sequence[Value]]:
        for row in rows(plan, problem.distances):
            yield _plan_row(row, lang)

    header = (FAMILY, PROVIDER, CHILDREN, MUNICIPALITY, CONSTELLATION, ROLE, HUB, KM, STATUS)
    return _Sheet(PLAN, header, lines(), {8: "0.000"})


def _plan_row(row: Row, lang: Lang) -> Sequence[Value]:
    return (
        row.family.id,
        row.family.provider,
        row.family.children,
        row.family.municipality,
        row.constellation,
        ROLES[row.role].say(lang) if row.role else None,
        row.hub.id if row.hub else None,
        None if row.metres is None else row.metres / 1000,
        STANDINGS[row.standing].say(lang),
    )


def _constellations_sheet(problem: Problem, plan: Plan) -> _Sheet:
    def lines() -> Iterator[Sequence[Value]]:
        for name, constellation in zip(plan.ids, plan.constellations, strict=True):
            yield (name, *_constellation_row(problem, constellation))

    header = (
        CONSTELLATION,
        HUB,
        HUB_PROVIDER,
        BEDS,
        SATELLITES,
        CHILDREN_SATELLITES,
        CHILDREN_HUB,
        N_PROVIDERS,
        OTHER_PROVIDER,
        MEAN_KM,
        FARTHEST_KM,
    )
    return _Sheet(CONSTELLATIONS, header, lines(), {10: "0.000", 11: "0.000"})


def _constellation_row(problem: Problem, constellation: Constellation) -> Sequence[Value]:
    hub, satellites = constellation.hub, constellation.satellites
    ways = [metres for each in satellites if (metres := problem.distances.between(each, hub)) is not None]
    return (
        hub.id,
        hub.provider,
        hub.beds,
        len(satellites),
        sum(each.children for each in satellites),
        hub.children,
        len({each.provider for each in constellation.homes}),
        sum(each.provider != hub.provider for each in satellites),
        round(fmean(ways)) / 1000 if ways else None,
        round(max(ways)) / 1000 if ways else None,
    )


def _unplaced_sheet(plan: Plan, about: About, lang: Lang) -> _Sheet:
    lines = [
        (
            family.id,
            family.provider,
            family.children,
            family.municipality,
            " ".join(about.reasons.get(family.id, ())) or NO_REASON.say(lang),
            " ".join(about.remedies.get(family.id, ())) or None,
        )
        for family in plan.unplaced
    ]
    return _Sheet(UNPLACED, (FAMILY, PROVIDER, CHILDREN, MUNICIPALITY, REASON, REMEDY), lines, {})


def _settings_sheet(problem: Problem, plan: Plan, about: About, lang: Lang) -> _Sheet:
    def lines() -> Iterator[Sequence[Value]]:
        yield (PLAN_PART.say(lang), SEARCH_STATUS.say(lang), STATUSES[about.status].say(lang), None)
        titles = {tier.key: tier.title.say(lang) for tier in problem.tiers}
        for mark in about.marks:
            yield (TIER.say(lang), titles.get(mark.tier, mark.tier), mark.value, mark.bound)
        for rule in problem.rules:
            yield (RULE.say(lang), rule.title.say(lang), None, None)
        for key in KEYS:
            value = about.policy.get(key.section, {}).get(key.name)
            yield (SETTING.say(lang), f"{key.full}: {key.meaning.text.say(lang)}", _plain(value, lang), None)
        yield (SOURCE.say(lang), INPUT_NAME.say(lang), about.input_name, None)
        yield (SOURCE.say(lang), INPUT_HASH.say(lang), about.source.sha256, None)
        yield (SOURCE.say(lang), FAMILIES.say(lang), about.source.n_families, None)
        yield (SOURCE.say(lang), LEFT_OUT.say(lang), len(plan.left_out), None)
        yield (SOURCE.say(lang), PROGRAM.say(lang), about.source.version, None)
        yield (SOURCE.say(lang), SOLVER.say(lang), about.source.ortools, None)
        yield (SOURCE.say(lang), SEED.say(lang), about.seed, None)

    return _Sheet(RULES, (PART, WHAT, VALUE, BOUND), lines(), {})


def _plain(value: object, lang: Lang) -> Value:
    if value is None:
        return NOT_SET.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, int | float | str):
        return value
    return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


def _timeless(content: bytes) -> bytes:
    """Pack the workbook again with one fixed date in place of the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as clocked, zipfile.ZipFile(out, "w") as fixed:
        for name in clocked.namelist():
            part = _MODIFIED.sub(rb"\g<1>2021-01-01T00:00:00Z", clocked.read(name))
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, part)
    return out.getvalue()


TITLE: Final = Text(nl="Constellaties van pleeggezinnen", en="Constellations of foster families")
PLAN: Final = Text(nl="Plan", en="Plan")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
UNPLACED: Final = Text(nl="Niet ingedeeld", en="Unplaced")
RULES: Final = Text(nl="Regels en instellingen", en="Rules and settings")

FAMILY: Final = Text(nl="Gezin", en="Family")
PROVIDER: Final = Text(nl="Pleegzorgaanbieder", en="Provider")
CHILDREN: Final = Text(nl="Pleegkinderen", en="Foster children")
MUNICIPALITY: Final = Text(nl="Gemeente", en="Municipality")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
ROLE: Final = Text(nl="Rol", en="Role")
HUB: Final = Text(nl="Hubhome", en="Hub home")
KM: Final = Text(nl="Afstand tot hubhome (km)", en="Distance to hub home (km)")
STATUS: Final = Text(nl="Status", en="Status")
HUB_PROVIDER: Final = Text(nl="Aanbieder van de hubhome", en="Provider of the hub home")
BEDS: Final = Text(nl="Logeerbedden", en="Sleep-over beds")
SATELLITES: Final = Text(nl="Satellietgezinnen", en="Satellite families")
CHILDREN_SATELLITES: Final = Text(nl="Pleegkinderen in satellietgezinnen", en="Foster children of satellites")
CHILDREN_HUB: Final = Text(nl="Pleegkinderen in de hubhome", en="Foster children of the hub home")
N_PROVIDERS: Final = Text(nl="Aantal aanbieders", en="Number of providers")
OTHER_PROVIDER: Final = Text(nl="Satellietgezinnen van een andere aanbieder", en="Satellites of another provider")
MEAN_KM: Final = Text(nl="Gemiddelde afstand (km)", en="Mean distance (km)")
FARTHEST_KM: Final = Text(nl="Grootste afstand (km)", en="Longest distance (km)")
REASON: Final = Text(nl="Reden", en="Reason")
REMEDY: Final = Text(nl="Wat zou helpen", en="What would help")
NO_REASON: Final = Text(nl="Niet onderzocht.", en="Not looked into.")
PART: Final = Text(nl="Onderdeel", en="Part")
WHAT: Final = Text(nl="Wat", en="What")
VALUE: Final = Text(nl="Waarde", en="Value")
BOUND: Final = Text(nl="Bewezen ondergrens", en="Proved bound")
PLAN_PART: Final = Text(nl="Plan", en="Plan")
SEARCH_STATUS: Final = Text(nl="Uitkomst van het zoeken", en="How the search ended")
TIER: Final = Text(nl="Doel", en="Objective")
RULE: Final = Text(nl="Regel", en="Rule")
SETTING: Final = Text(nl="Instelling", en="Setting")
SOURCE: Final = Text(nl="Herkomst", en="Source")
INPUT_NAME: Final = Text(nl="Gezinnenbestand", en="Families file")
INPUT_HASH: Final = Text(nl="SHA-256 van het gezinnenbestand", en="SHA-256 of the families file")
FAMILIES: Final = Text(nl="Gezinnen in het bestand", en="Families in the file")
LEFT_OUT: Final = Text(nl="Gezinnen die niet meedoen", en="Families that do not join")
PROGRAM: Final = Text(nl="Versie van constellations", en="Version of constellations")
SOLVER: Final = Text(nl="Versie van OR-Tools", en="Version of OR-Tools")
SEED: Final = Text(nl="Beginwaarde van het toeval", en="Seed of chance")
NOT_SET: Final = Text(nl="niet ingesteld", en="not set")

ROLES: Final = {
    "hub": Text(nl="hubhome", en="hub home"),
    "satellite": Text(nl="satellietgezin", en="satellite family"),
}
STANDINGS: Final = {
    Standing.PLACED: Text(nl="ingedeeld", en="placed"),
    Standing.UNPLACED: Text(nl="niet ingedeeld", en="unplaced"),
    Standing.LEFT_OUT: Text(nl="doet niet mee", en="does not join"),
    Standing.NOT_NEEDED: Text(nl="niet nodig als hubhome", en="not needed as a hub home"),
}
STATUSES: Final = {
    Status.OPTIMAL: Text(nl="bewezen optimaal", en="proved optimal"),
    Status.FEASIBLE: Text(nl="een plan; niet op elk doel bewezen", en="a plan; not proved on every objective"),
    Status.INFEASIBLE: Text(nl="er is geen plan", en="there is no plan"),
    Status.UNKNOWN: Text(nl="onbekend", en="unknown"),
}
