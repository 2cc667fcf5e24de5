"""``costs.xlsx``: amounts as inputs that a reader may change, and every sum a live formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname

from geodata.language import Lang, Text
from optimizer.costs.money import Per
from optimizer.costs.words import COUNTED, EVIDENCE, NO_SAVING, PER, WHO_PAYS
from optimizer.costs.yearly import YearlyCosts
from optimizer.files.sheets import Formula, Sheet, Value, as_xlsx

_MONEY: Final = "#,##0.00"
_FIRST_PART: Final = 4
"""The column of the lines in which the part of year 1 stands."""

_COUNT: Final = {Per.CONSTELLATION: "B", Per.FAMILY: "C", Per.CHILD: "D", Per.REGION: "E"}
"""The column of what starts, for each that an amount may be per."""

_EFFECTS: Final = 3

Cell = Callable[[Per, int], str]
"""Refers to how many of what an amount is per start in a year."""


def workbook(costs: YearlyCosts, lang: Lang) -> bytes:
    """Write the sheets; the same costs give the same bytes."""
    return as_xlsx(sheets_of(costs, lang), TITLE.say(lang))


def sheets_of(costs: YearlyCosts, lang: Lang) -> tuple[Sheet, ...]:
    """Give the sheets, for a workbook that holds others too."""
    made = _Workbook(costs, lang)
    return made.about(), made.lines(), made.starts(), made.costs_sheet(), made.stays(), made.effect()


def total_of(costs: YearlyCosts, year: int, lang: Lang) -> Formula:
    """Refer to the total of a year on the sheet of costs."""
    return Formula(f"={quote_sheetname(COSTS.say(lang))}!{get_column_letter(1 + year)}{len(costs.money.lines) + 2}")


def total_for(costs: YearlyCosts, year: int, lang: Lang, starts: Cell) -> Formula:
    """Give the total of a year, at the amounts of this workbook, of what starts as other cells say."""
    made = _Workbook(costs, lang)
    due = (made.due(at + 2, line.per, year, starts) for at, line in enumerate(costs.money.lines))
    return Formula(f"={'+'.join(due)}")


def starts_in(per: Per, year: int, lang: Lang) -> str:
    """Refer to how many of what an amount is per start in a year."""
    return f"{quote_sheetname(STARTS.say(lang))}!${_COUNT[per]}${year + 1}"


@dataclass(frozen=True, slots=True)
class _Workbook:
    costs: YearlyCosts
    lang: Lang

    def _say(self, *texts: Text) -> tuple[str, ...]:
        return tuple(text.say(self.lang) for text in texts)

    def _years(self, text: Text) -> tuple[str, ...]:
        return tuple(text.say(self.lang, {"year": str(year)}) for year in self._numbers)

    @property
    def _numbers(self) -> range:
        return range(1, self.costs.n_years + 1)

    @property
    def _n_lines(self) -> int:
        return len(self.costs.money.lines)

    def about(self) -> Sheet:
        texts = (NO_SAVING, INPUTS_ARE_YELLOW, COUNTED, WHO_PAYS, *EVIDENCE)
        return Sheet(ABOUT.say(self.lang), self._say(TITLE), [self._say(text) for text in texts], filtered=False)

    def lines(self) -> Sheet:
        header = (*self._say(LINE, AMOUNT, PER_WHAT), *self._years(PART_OF_YEAR), SOURCE.say(self.lang))
        rows: list[Sequence[Value]] = [
            (
                line.name.say(self.lang),
                line.amount,
                PER[line.per].say(self.lang),
                *(line.years.part(year) for year in self._numbers),
                line.source.say(self.lang),
            )
            for line in self.costs.money.lines
        ]
        parts = range(_FIRST_PART, _FIRST_PART + self.costs.n_years)
        formats = {2: _MONEY, **dict.fromkeys(parts, "0%")}
        return Sheet(AMOUNTS.say(self.lang), header, rows, formats, filtered=False, inputs=frozenset({2, *parts}))

    def starts(self) -> Sheet:
        header = self._say(YEAR, CONSTELLATIONS, FAMILIES, CHILDREN, REGION)
        rows: list[Sequence[Value]] = []
        for year in self._numbers:
            start = self.costs.starts[year - 1] if year <= len(self.costs.starts) else None
            counts = [0 if start is None else start.count(per, first=False) for per in (*Per,)[:3]]
            rows.append((self.costs.first + year - 1, *counts, int(year == 1)))
        return Sheet(STARTS.say(self.lang), header, rows, filtered=False, inputs=frozenset({2, 3, 4}))

    def costs_sheet(self) -> Sheet:
        currency = self.costs.money.currency
        named = ({"currency": currency, "year": self.costs.name(year)} for year in self._numbers)
        header = (LINE.say(self.lang), *(COSTS_OF.say(self.lang, each) for each in named))
        last = self._n_lines + 1
        rows: list[Sequence[Value]] = [
            (
                line.name.say(self.lang),
                *(Formula(f"={self.due(at + 2, line.per, year, self._starts)}") for year in self._numbers),
            )
            for at, line in enumerate(self.costs.money.lines)
        ]
        columns = [get_column_letter(1 + year) for year in self._numbers]
        total = last + 1
        rows.append((TOTAL.say(self.lang), *(Formula(f"=SUM({c}2:{c}{last})") for c in columns)))
        rows.append((CUMULATED.say(self.lang), *(Formula(f"=SUM($B{total}:{c}{total})") for c in columns)))
        for text, per in ((FOR_CONSTELLATION, Per.CONSTELLATION), (FOR_FAMILY, Per.FAMILY), (FOR_CHILD, Per.CHILD)):
            running = [f"SUM({self._starts(per, 1)}:{self._starts(per, year)})" for year in self._numbers]
            each = (
                Formula(f"=IF({count}=0,0,ROUND({column}{total}/{count},2))")
                for column, count in zip(columns, running, strict=True)
            )
            rows.append((text.say(self.lang), *each))
        formats = dict.fromkeys(range(2, 2 + self.costs.n_years), _MONEY)
        return Sheet(COSTS.say(self.lang), header, rows, formats, filtered=False)

    def due(self, row: int, per: Per, year: int, starts: Cell) -> str:
        """Give what a line comes to: of all that started by then, each by the part of its own year."""
        lines = quote_sheetname(AMOUNTS.say(self.lang))
        terms = (
            f"{starts(per, begun)}*{lines}!{get_column_letter(_FIRST_PART + year - begun)}{row}"
            for begun in range(1, year + 1)
        )
        return f"ROUND({lines}!$B{row}*({'+'.join(terms)}),2)"

    def _starts(self, per: Per, year: int) -> str:
        return starts_in(per, year, self.lang)

    def stays(self) -> Sheet:
        money = self.costs.money
        header = (
            *self._say(STAY, AMOUNT, MORE_THAN_CARE),
            *(BREAK_EVEN_OF.say(self.lang, {"year": self.costs.name(year)}) for year in self._numbers),
            SOURCE.say(self.lang),
        )
        total = f"{quote_sheetname(COSTS.say(self.lang))}!{{column}}{self._n_lines + 2}"
        rows: list[Sequence[Value]] = [
            (
                money.foster_care.name.say(self.lang),
                money.foster_care.amount,
                *([None] * (1 + self.costs.n_years)),
                money.foster_care.source.say(self.lang),
            )
        ]
        for row, stay in enumerate(money.stays, start=3):
            cells = (
                Formula(f"=ROUND({total.format(column=get_column_letter(1 + year))}/$C{row},2)")
                for year in self._numbers
            )
            name, source = stay.name.say(self.lang), stay.source.say(self.lang)
            rows.append((name, stay.amount, Formula(f"=B{row}-$B$2"), *cells, source))
        formats = {2: _MONEY, 3: _MONEY, **dict.fromkeys(range(4, 4 + self.costs.n_years), "0.00")}
        return Sheet(BREAK_EVEN.say(self.lang), header, rows, formats, filtered=False, inputs=frozenset({2}))

    def effect(self) -> Sheet:
        """Give room for a low, a middle and a high effect of the reader's own; all are nothing until filled in."""
        header = self._say(STAY, LOW, MIDDLE, HIGH, LOW_AMOUNT, MIDDLE_AMOUNT, HIGH_AMOUNT)
        sheet = quote_sheetname(BREAK_EVEN.say(self.lang))
        inputs, results = "BCD", "EFG"
        rows: list[Sequence[Value]] = [
            (
                stay.name.say(self.lang),
                *([0] * _EFFECTS),
                *(Formula(f"=ROUND({column}{at + 2}*{sheet}!$C{at + 3},2)") for column in inputs),
            )
            for at, stay in enumerate(self.costs.money.stays)
        ]
        last = len(self.costs.money.stays) + 1
        blank = (None,) * _EFFECTS
        rows.append((TOTAL.say(self.lang), *blank, *(Formula(f"=SUM({c}2:{c}{last})") for c in results)))
        formats = dict.fromkeys((5, 6, 7), _MONEY)
        return Sheet(EFFECT.say(self.lang), header, rows, formats, filtered=False, inputs=frozenset({2, 3, 4}))


TITLE: Final = Text(nl="Kosten van constellaties", en="Costs of constellations")
ABOUT: Final = Text(nl="Leeswijzer", en="Read first")
AMOUNTS: Final = Text(nl="Bedragen", en="Amounts")
STARTS: Final = Text(nl="Wat start", en="What starts")
COSTS: Final = Text(nl="Kosten", en="Costs")
BREAK_EVEN: Final = Text(nl="Terugverdienen", en="Break-even")
EFFECT: Final = Text(nl="Eigen verwachting", en="Own expectation")
INPUTS_ARE_YELLOW: Final = Text(
    nl="Gele cellen mag u veranderen; alle andere bedragen rekenen mee.",
    en="You may change yellow cells; all other amounts follow.",
)
LINE: Final = Text(nl="Kostenpost", en="Cost line")
AMOUNT: Final = Text(nl="Bedrag per jaar", en="Amount a year")
PER_WHAT: Final = Text(nl="Per", en="Per")
PART_OF_YEAR: Final = Text(nl="Deel in jaar {year}", en="Part in year {year}")
SOURCE: Final = Text(nl="Bron", en="Source")
YEAR: Final = Text(nl="Jaar", en="Year")
CONSTELLATIONS: Final = Text(nl="Constellaties die starten", en="Constellations that start")
FAMILIES: Final = Text(nl="Gezinnen die starten", en="Families that start")
CHILDREN: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
REGION: Final = Text(nl="Regio die start", en="Region that starts")
COSTS_OF: Final = Text(nl="Jaar {year} ({currency})", en="Year {year} ({currency})")
TOTAL: Final = Text(nl="Totaal", en="Total")
CUMULATED: Final = Text(nl="Samen tot en met dit jaar", en="Together up to this year")
FOR_CONSTELLATION: Final = Text(nl="Totaal per constellatie", en="Total for one constellation")
FOR_FAMILY: Final = Text(nl="Totaal per gezin", en="Total for one family")
FOR_CHILD: Final = Text(nl="Totaal per pleegkind", en="Total for one foster child")
STAY: Final = Text(nl="Soort verblijf", en="Kind of stay")
MORE_THAN_CARE: Final = Text(nl="Meer dan pleegzorg", en="More than foster care")
BREAK_EVEN_OF: Final = Text(
    nl="Vermeden cliëntjaren waarbij jaar {year} is terugverdiend",
    en="Avoided client-years at which year {year} is paid back",
)
LOW: Final = Text(nl="Vermeden cliëntjaren per jaar: laag", en="Avoided client-years a year: low")
MIDDLE: Final = Text(nl="Vermeden cliëntjaren per jaar: midden", en="Avoided client-years a year: middle")
HIGH: Final = Text(nl="Vermeden cliëntjaren per jaar: hoog", en="Avoided client-years a year: high")
LOW_AMOUNT: Final = Text(nl="Vermeden kosten: laag", en="Avoided costs: low")
MIDDLE_AMOUNT: Final = Text(nl="Vermeden kosten: midden", en="Avoided costs: middle")
HIGH_AMOUNT: Final = Text(nl="Vermeden kosten: hoog", en="Avoided costs: high")
