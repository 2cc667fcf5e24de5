"""The page, the workbook and the document say the same; the workbook's sums are formulas that come out right."""

import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl
import pytest

from geodata.language import Lang
from optimizer.application.costs import cost_files
from optimizer.costs.money import PROPOSAL
from optimizer.costs.yearly import Started, YearlyCosts, yearly_costs


@pytest.fixture
def costs() -> YearlyCosts:
    return yearly_costs(PROPOSAL, (Started(2, 18, 22), Started(3, 27, 34)), 3)


class Calculator:
    """Works out the formulas of a workbook: sums, products, quotients, ROUND, SUM and IF, as a spreadsheet does."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def value(self, sheet: str, cell: str) -> Decimal:
        found = self.book[sheet][cell].value
        if not (isinstance(found, str) and found.startswith("=")):
            return Decimal(str(found or 0))
        refers = re.compile(r"(?:'([^']+)'|(\w+))?!?(\$?[A-Z]\$?\d+)(?::(?:'[^']+'!|\w+!)?(\$?[A-Z]\$?\d+))?")

        def one(match: re.Match[str]) -> str:
            where = match[1] or match[2] or sheet
            first = match[3].replace("$", "")
            if match[4] is None:
                return f"at({where!r}, {first!r})"
            last = match[4].replace("$", "")
            cells = [each.coordinate for row in self.book[where][f"{first}:{last}"] for each in row]
            return ", ".join(f"at({where!r}, {each!r})" for each in cells)

        names: dict[str, Any] = {
            "at": self.value,
            "SUM": lambda *each: sum(each, Decimal(0)),
            "ROUND": lambda value, places: Decimal(value).quantize(Decimal(10) ** -places, ROUND_HALF_UP),
            "IF": lambda test, yes, no: yes if test else no,
        }
        written = refers.sub(one, found[1:]).replace("=0,0,", "==0,0,").replace("IF(SUM", "LAZY(SUM")
        if written.startswith("LAZY"):
            inside = written[len("LAZY(") : -1]
            condition, rest = inside.split("==0,0,", 1)
            return Decimal(0) if eval(condition, names) == 0 else Decimal(eval(rest, names))
        return Decimal(eval(written, names))


@pytest.mark.parametrize("lang", Lang)
def test_the_formulas_of_the_workbook_come_to_the_costs(costs: YearlyCosts, lang: Lang) -> None:
    calculator = Calculator(cost_files(costs, "plan.json", lang)["costs.xlsx"])
    sheet = calculator.book.sheetnames[3]
    n = len(costs.money.lines)
    for year, column in enumerate("BCD"):
        assert [calculator.value(sheet, f"{column}{row}") for row in range(2, n + 2)] == [
            amounts[year] for amounts in costs.amounts
        ]
        assert calculator.value(sheet, f"{column}{n + 2}") == costs.totals[year]
        assert calculator.value(sheet, f"{column}{n + 3}") == costs.cumulated[year]


def test_a_changed_amount_changes_every_sum_below_it(costs: YearlyCosts) -> None:
    calculator = Calculator(cost_files(costs, "plan.json", Lang.NL)["costs.xlsx"])
    n = len(costs.money.lines)
    calculator.book["Bedragen"]["B2"].value = Decimal("5176.00")
    assert calculator.value("Kosten", f"B{n + 2}") == costs.totals[0] + 2 * 1000
    assert calculator.value("Terugverdienen", "D3") == Decimal("6.64")


def test_an_expectation_is_nothing_until_somebody_fills_it_in(costs: YearlyCosts) -> None:
    calculator = Calculator(cost_files(costs, "plan.json", Lang.EN)["costs.xlsx"])
    last = len(costs.money.stays) + 2
    assert calculator.value("Own expectation", f"F{last}") == 0
    calculator.book["Own expectation"]["C2"].value = 2
    assert calculator.value("Own expectation", f"F{last}") == 2 * Decimal("41469.20")


def test_the_document_holds_amounts_as_text_and_the_break_even(costs: YearlyCosts) -> None:
    document = json.loads(cost_files(costs, "plan.json", Lang.NL)["costs.json"])
    assert document["totals"] == ["273349.20", "505342.60", "238297.00"]
    assert document["one_constellation"] == {"first_year": "136674.60", "recurring": "47659.40"}
    assert [each["one_constellation_recurring"] for each in document["break_even"]] == [
        "1.15", "0.68", "0.47", "0.96", "3.55",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "total", "never"),
    [
        (Lang.NL, "EUR 136.674,60", "Het is geen belofte van een besparing"),
        (Lang.EN, "EUR 136,674.60", "This is no promise"),
    ],
)
def test_the_page_shows_the_proposal_and_promises_nothing(
    costs: YearlyCosts, lang: Lang, total: str, never: str
) -> None:
    page = cost_files(costs, "<b>plan</b>.json", lang)["costs.html"].decode()
    assert total in page
    assert never in page
    assert "<b>plan" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_same_costs_give_the_same_bytes(costs: YearlyCosts) -> None:
    assert cost_files(costs, "plan.json", Lang.NL) == cost_files(costs, "plan.json", Lang.NL)
