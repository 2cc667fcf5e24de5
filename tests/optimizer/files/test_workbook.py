import io
import re
import textwrap
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from geodata.families import Families
from geodata.language import Lang
from geodata.told_distances import ExactDistances, MaskedDistances
from optimizer.files.workbook import workbook
from optimizer.finished import FinishedPlan, Reason
from optimizer.outcome import Mark
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rules import Size
from optimizer.tiers import Farthest, Travel, Unplaced
from optimizer.what_helps import Lines, PolicyGain, Recruiting, WhatHelps
from tests.builders import Explained, Flat, finished, home, plan_of, village

HOSTILE = (
    "=1+1",
    "+31",
    "-1",
    "@SUM(A1)",
    "'=x",
    "#N/A",
    '=HYPERLINK("x")',
    "<b>",
    "a\x07b",
    "\u202eabc",
    "007",
    "1E5",
)
PROBLEM: Problem = village(
    home("H", hub="candidate", provider="=cmd", children=2),
    home("F1", 1234.4, children=3),
    *(home(name, 100) for name in HOSTILE),
    home("Weg", 98765.4321, provider="+aanbieder"),
    home("Stop", joins=False),
    home("Oud", hub="only"),
    rules=[Size(1, 20)],
)
PLAN: Plan = plan_of(PROBLEM, H=" ".join(["F1", *HOSTILE]))
FINISHED: FinishedPlan = finished(
    PROBLEM,
    PLAN,
    (Mark("unplaced", 1, 0, 1.0),),
    input_name="=gezinnen.csv",
    explanations={
        "Weg": Explained(Reason("no_hub_in_reach"), ("=te ver weg.",), ("Eén is genoeg:", "+een grotere straal."))
    },
)

EXACT = ExactDistances(PROBLEM.distances)


def made(lang: Lang = Lang.NL) -> bytes:
    return workbook(FINISHED, EXACT, lang)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made()))


def test_the_sheets_are_named_in_the_language() -> None:
    assert openpyxl.load_workbook(io.BytesIO(made())).sheetnames == [
        "Samenvatting",
        "Plan",
        "Constellaties",
        "Niet ingedeeld",
        "Uitwisseling",
        "Regels en instellingen",
    ]
    assert openpyxl.load_workbook(io.BytesIO(made(Lang.EN))).sheetnames == [
        "Summary",
        "Plan",
        "Constellations",
        "Unplaced",
        "Exchange",
        "Rules and settings",
    ]


def test_every_family_stands_in_the_plan_with_what_became_of_it(book: Workbook) -> None:
    rows = {row[0]: row[1:] for row in book["Plan"].iter_rows(min_row=2, values_only=True)}
    assert len(rows) == len(PROBLEM.families)
    assert rows["H"] == ("=cmd", 2, None, "C01", "hubhome", "H", 0, "ingedeeld")
    assert rows["F1"] == ("A", 3, None, "C01", "satellietgezin", "H", 1.234, "ingedeeld")
    assert rows["Weg"] == ("+aanbieder", 1, None, None, None, None, None, "niet ingedeeld")
    assert rows["Stop"][-1] == "doet niet mee"
    assert rows["Oud"][-1] == "niet nodig als hubhome"


def test_numbers_are_numbers(book: Workbook) -> None:
    cells = {cell.value: cell for cell in book["Plan"]["H"][1:]}
    assert cells[1.234].data_type == "n"
    assert cells[1.234].number_format == "0.000"
    assert list(book["Constellaties"].iter_rows(min_row=2, values_only=True)) == [
        ("C01", "H", "=cmd", 2, 13, 15, 2, 2, 13, 0.187, 1.234)
    ]


def test_without_exact_distances_there_are_those_between_points_and_columns_that_say_so() -> None:
    marks = (Mark("travel", 12_345, 11_900, 1.0), Mark("farthest", 2_345, 2_345, 1.0))
    problem = village(*PROBLEM.families, rules=[Size(1, 20)], tiers=[Travel(8, 0, Flat()), Farthest(Flat())])
    told = finished(problem, Plan.of(problem.families, {"H": ["F1"]}), marks)
    points = {"H": (52.2, 5.2), "F1": (52.2, 5.21)}
    sheets = openpyxl.load_workbook(io.BytesIO(workbook(told, MaskedDistances(points), Lang.NL)))

    header, _, row = list(sheets["Plan"].iter_rows(max_row=3, values_only=True))
    assert (header[7], row[7]) == ("Afstand tussen gemaskeerde punten (km)", 0.7)
    header, row = list(sheets["Constellaties"].iter_rows(values_only=True))
    assert header[9:] == (
        "Gemiddelde afstand tussen gemaskeerde punten (km)",
        "Grootste afstand tussen gemaskeerde punten (km)",
    )
    assert row[9:] == (0.7, 0.7)
    settings = list(sheets["Regels en instellingen"].iter_rows(values_only=True))
    assert [row[2:] for row in settings if row[0] == "Doel"] == [(20_000, 10_000), (3_000, 3_000)]


def test_text_is_never_a_formula_a_link_outwards_or_an_error(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "inlineStr"}, cell.value
                assert cell.hyperlink is None or (cell.hyperlink.target is None and cell.hyperlink.location)
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name) or name.startswith("xl/charts/")
    ids = [cell.value for cell in book["Plan"]["A"]]
    assert {name for name in HOSTILE if "\x07" not in name} <= set(ids)
    assert "a\N{REPLACEMENT CHARACTER}b" in ids


def test_text_that_looks_like_a_formula_is_marked_as_text(book: Workbook) -> None:
    quoted = {cell.value for cell in book["Plan"]["A"] if cell.quotePrefix}
    assert quoted == {"=1+1", "+31", "-1", "@SUM(A1)", "'=x", '=HYPERLINK("x")'}


def test_the_unplaced_have_their_reason(book: Workbook) -> None:
    assert list(book["Niet ingedeeld"].iter_rows(min_row=2, values_only=True)) == [
        ("Weg", "+aanbieder", 1, None, "=te ver weg.", "Eén is genoeg: +een grotere straal.")
    ]


def test_rules_tiers_settings_and_source_are_told(book: Workbook) -> None:
    rows = list(book["Regels en instellingen"].iter_rows(min_row=2, values_only=True))
    told = {str(row[1]): row[2:] for row in rows}
    assert told[f"{Unplaced.title.nl}. {Unplaced.meaning.nl}"] == (1, 0)
    assert Size.title.nl in told
    assert next(value for name, value in told.items() if name.startswith("Straal")) == (5, None)
    assert next(value for name, value in told.items() if name.startswith("De hubhome telt mee")) == ("nee", None)
    assert told["Meeste constellaties."] == ("niet ingesteld", None)
    assert told["SHA-256 van het gezinnenbestand"] == ("ab12", None)


def test_every_sheet_has_a_filter_a_frozen_header_and_widths(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= each.width <= 62 for each in sheet.column_dimensions.values())


def test_a_row_is_as_high_as_its_longest_text_takes_lines() -> None:
    long = "woord " * 60
    told = FINISHED.explained({"Weg": Explained(Reason("no_hub_in_reach"), (long,))})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(told, EXACT, Lang.NL)))["Niet ingedeeld"]
    n_lines = len(textwrap.wrap(long, int(sheet.column_dimensions["E"].width) - 1))
    assert n_lines > 5
    assert sheet.row_dimensions[2].height == 15 * n_lines
    assert sheet["E2"].alignment.wrap_text


def test_a_long_header_breaks_and_leaves_room_for_the_arrow_of_the_filter(book: Workbook) -> None:
    sheet = book["Constellaties"]
    assert sheet["I1"].value == "Satellietgezinnen van een andere aanbieder"
    assert sheet["I1"].alignment.wrap_text
    assert len("Satellietgezinnen") + 3 <= sheet.column_dimensions["I"].width < 30
    assert sheet.row_dimensions[1].height == 45


def test_header_and_cells_are_in_one_font(book: Workbook) -> None:
    sheet = book["Plan"]
    assert sheet["A1"].font.name == sheet["A2"].font.name == "Calibri"
    assert sheet["A1"].font.bold


def test_the_same_plan_gives_the_same_bytes_with_no_clock_in_them() -> None:
    first = made()
    assert first == made()
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(2021, 1, 1, 0, 0, 0)}
        dates = re.findall(rb"\d{4}-\d\d-\d\dT", b"".join(parts.read(name) for name in parts.namelist()))
    assert set(dates) == {b"2021-01-01T"}


def test_the_summary_says_the_plan_and_leads_to_every_sheet(book: Workbook) -> None:
    sheet = book.worksheets[0]
    told = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert (told["Ingedeelde gezinnen"], told["Gezinnen zonder constellatie"]) == (14, 1)
    assert (told["Niet ingedeelde gezinnen"], told["Gezinnen die niet meedoen"]) == ("1", 1)
    assert told["Pleegkinderen in satellietgezinnen"] == 15
    assert told["Satellietgezinnen met een hubhome van een andere aanbieder"] == 13
    leads = [row[1].hyperlink.location for row in sheet.iter_rows(min_row=2) if row[1].hyperlink is not None]
    assert leads == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    assert "'Constellaties'!$E$2" in charts[0]
    assert "'Uitwisseling'!$" in charts[1]


def test_a_link_leads_to_the_row_of_what_it_names(book: Workbook) -> None:
    hub = book["Constellaties"]["B2"]
    assert hub.hyperlink is not None
    place = str(hub.hyperlink.location).removeprefix("'Plan'!")
    assert book["Plan"][place].value == hub.value == "H"
    name = next(row[4] for row in book["Plan"].iter_rows(min_row=2) if row[0].value == "F1")
    assert name.hyperlink is not None
    assert name.hyperlink.location == "'Constellaties'!A2"
    lost = book["Niet ingedeeld"]["A2"].hyperlink
    assert lost is not None
    assert str(lost.location).startswith("'Plan'!A")


def test_satellites_are_counted_by_both_providers(book: Workbook) -> None:
    header, *rows = book["Uitwisseling"].iter_rows(values_only=True)
    assert header == ("Satellietgezinnen van", "+aanbieder", "=cmd", "A", "Naar anderen", "Van anderen")
    assert rows == [("+aanbieder", 0, 0, 0, 0, 0), ("=cmd", 0, 0, 0, 0, 13), ("A", 0, 13, 0, 13, 0)]


def test_what_would_help_is_a_sheet_where_somebody_looked() -> None:
    said = Lines(("Straal van 6 km",), ("Radius of 6 km",))
    helps = WhatHelps(
        (PolicyGain(said, 2, 2), PolicyGain(said, 1, None)), (Recruiting("recruit", said, ("Weg",), True),)
    )
    sheets = openpyxl.load_workbook(io.BytesIO(workbook(replace(FINISHED, helps=helps), EXACT, Lang.NL)))
    assert list(sheets["Wat zou helpen"].iter_rows(min_row=2, values_only=True)) == [
        ("Straal van 6 km", 2, 2, None, "bewezen: meer kan niet"),
        ("Straal van 6 km", 1, None, None, "niet bewezen: misschien meer"),
        ("Straal van 6 km", 1, None, "Weg", "bewezen: meer kan niet"),
    ]


def test_a_value_outside_its_limit_stands_out_and_one_on_it_does_not() -> None:
    policy = Policy().changed({"capacity.children_max": 14})
    sheets = openpyxl.load_workbook(io.BytesIO(workbook(replace(FINISHED, policy=policy), EXACT, Lang.NL)))
    rules = {
        (str(where.sqref), rule.operator): rule.formula[0]
        for where in sheets["Constellaties"].conditional_formatting
        for rule in where.rules
        if rule.type == "cellIs"
    }
    assert rules == {
        ("D2", "lessThan"): "2",
        ("E2", "lessThan"): "6",
        ("E2", "greaterThan"): "10",
        ("F2", "greaterThan"): "14",
        ("K2", "greaterThan"): "5",
    }


def test_the_workbook_carries_the_day_of_the_plan() -> None:
    dated = replace(FINISHED, source=replace(FINISHED.source, made_on=date(2026, 3, 2)))
    content = workbook(dated, EXACT, Lang.NL)
    assert openpyxl.load_workbook(io.BytesIO(content)).properties.created == datetime(2026, 3, 2)  # noqa: DTZ001
    assert content == workbook(dated, EXACT, Lang.NL)


def test_no_place_stands_in_the_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        text = b"".join(parts.read(name) for name in parts.namelist())
    assert b"98765" not in text


def test_a_plan_of_nobody_is_a_workbook_too() -> None:
    empty = village()
    nothing = workbook(finished(empty, Plan(Families([]), ())), EXACT, Lang.NL)
    assert openpyxl.load_workbook(io.BytesIO(nothing))["Plan"].max_row == 1
