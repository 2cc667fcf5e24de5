"""What a plan costs, as files: a page, a workbook with live formulas, and a document for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup

from geodata.language import Lang, Text, number
from maps.costs import CostsPage, Part, Row, Table, render
from maps.line_chart import Band, Chart, Line, svg
from optimizer.costs.break_even import BreakEven, break_even
from optimizer.costs.money import NOTHING, PROPOSAL, Per, shown
from optimizer.costs.words import COUNTED, EVIDENCE, FOUND_BAND, NO_SAVING, NOT_SPECIFIED, PER, WHO_PAYS
from optimizer.costs.workbook import workbook
from optimizer.costs.yearly import Started, YearlyCosts, one_constellation, recurring
from optimizer.counts import CHILDREN, CONSTELLATIONS, FAMILIES, counted
from optimizer.recruits import COUNTS_ON

_FOUND: Final = Decimal("0.99")
"""Avoided costs for each unit of cost in the evaluation for the English Department for Education."""

_THOUSAND: Final = Decimal(1000)

_ABOVE: Final = Decimal("1.15")
"""How far above the costs the picture goes."""


def cost_files(costs: YearlyCosts, name: str, lang: Lang, to_find: Sequence[str] = ()) -> dict[str, bytes]:
    """Write ``costs.html``, ``costs.xlsx`` and ``costs.json``; the same costs give the same bytes.

    Parameters
    ----------
    name
        What the costs are of, as the reader knows it: the name of the plan's file.
    to_find
        The hub homes still to be found among those that are paid for, as a reader knows them.
    """
    return {
        "costs.html": render(_Page(costs, lang).page(name, to_find), lang).encode(),
        "costs.xlsx": workbook(costs, lang),
        "costs.json": (json.dumps(document(costs, len(to_find)), ensure_ascii=False, indent=2) + "\n").encode(),
    }


def document(costs: YearlyCosts, n_to_find: int = 0) -> dict[str, Any]:
    """Give everything as JSON: amounts as text with two decimals, so that no reader makes binary fractions of them."""
    money = costs.money
    running = [costs.running(year) for year in range(1, costs.n_years + 1)]
    return {
        "schema": "constellations/costs/1",
        **({"hub_homes_to_find": n_to_find} if n_to_find else {}),
        "currency": money.currency,
        "running": [
            {"constellations": each.constellations, "families": each.families, "children": each.children}
            for each in running
        ],
        "lines": [
            {
                "name": {"nl": line.name.nl, "en": line.name.en},
                "per": line.per.value,
                "amount": _text(line.amount),
                "years": [_text(amount) for amount in amounts],
                "specified": line.specified,
                "source": {"nl": line.source.nl, "en": line.source.en},
            }
            for line, amounts in zip(money.lines, costs.amounts, strict=True)
        ],
        "totals": [_text(total) for total in costs.totals],
        "cumulated": [_text(total) for total in costs.cumulated],
        "each": {
            per.value: [None if amount is None else _text(amount) for amount in costs.each(per)]
            for per in (Per.CONSTELLATION, Per.FAMILY, Per.CHILD)
        },
        "one_constellation": {"first_year": _text(one_constellation(money, 1)), "recurring": _text(recurring(money))},
        "break_even": [
            {
                "stay": {"nl": each.stay.name.nl, "en": each.stay.name.en},
                "more_than_foster_care": _text(each.stay.amount - money.foster_care.amount),
                "one_constellation_recurring": str(each.client_years[0]),
                "one_constellation_first_year": str(each.client_years[1]),
                "years": [str(value) for value in each.client_years[2:]],
            }
            for each in _break_even(costs)
        ],
    }


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _break_even(costs: YearlyCosts) -> tuple[BreakEven, ...]:
    """Give the break-even of one constellation (recurring, first year) and of all, year by year."""
    money = costs.money
    return break_even(money, (recurring(money), one_constellation(money, 1), *costs.totals))


@dataclass(frozen=True, slots=True)
class _Page:
    """The words and tables of the page, in one language."""

    costs: YearlyCosts
    lang: Lang

    def page(self, name: str, to_find: Sequence[str]) -> CostsPage:
        facts = {"name": name}
        notices = tuple(text.say(self.lang) for text in (NO_SAVING, WHO_PAYS))
        if to_find:
            notices = (COUNTS_ON.say(self.lang, {"homes": tuple(to_find)}), *notices)
        parts = (self._one(), self._all(), self._paid_back(), self._evidence())
        return CostsPage(TITLE.say(self.lang), OF.say(self.lang, facts), notices, parts)

    def _amount(self, amount: Decimal | None) -> str:
        return "–" if amount is None else shown(amount, self.lang, self.costs.money.currency)

    def _years(self) -> range:
        return range(1, self.costs.n_years + 1)

    def _year_names(self) -> tuple[str, ...]:
        return tuple(YEAR.say(self.lang, {"year": self.costs.name(year)}) for year in self._years())

    def _row(self, text: Text, amounts: Iterator[Decimal | None] | tuple[Decimal | None, ...], *, total: bool) -> Row:
        return Row((text.say(self.lang), *map(self._amount, amounts)), total)

    def _one(self) -> Part:
        """Show what one constellation costs, line by line, with the source beside it."""
        money = self.costs.money
        lines = [line for line in money.lines if line.per is Per.CONSTELLATION]
        rows = [
            Row(
                (
                    line.name.say(self.lang),
                    self._amount(line.due(1)),
                    self._amount(line.due(line.years.steady_from)),
                    line.source.say(self.lang),
                )
            )
            for line in lines
        ]
        first = one_constellation(money, 1)
        specified = sum((line.due(1) for line in lines if line.specified), NOTHING)
        total = (TOTAL.say(self.lang), self._amount(first), self._amount(recurring(money)), "")
        header = tuple(text.say(self.lang) for text in (LINE, FIRST_YEAR, LATER_YEARS, SOURCE))
        sentences: tuple[str, ...] = ()
        if money == PROPOSAL:
            facts = {
                "total": self._amount(first),
                "specified": self._amount(specified),
                "difference": self._amount(first - specified),
            }
            sentences = (NOT_SPECIFIED.say(self.lang, facts),)
        table = Table(header, (*rows, Row(total, sum=True)), frozenset({1, 2}))
        return Part(ONE.say(self.lang), sentences, table)

    def _all(self) -> Part:
        costs = self.costs
        rows = [
            Row(
                (
                    f"{line.name.say(self.lang)} ({PER_ONE.say(self.lang, {'what': PER[line.per].say(self.lang)})})",
                    *map(self._amount, amounts),
                )
            )
            for line, amounts in zip(costs.money.lines, costs.amounts, strict=True)
        ]
        rows += [
            self._row(TOTAL, costs.totals, total=True),
            self._row(CUMULATED, costs.cumulated, total=False),
            self._row(FOR_CONSTELLATION, costs.each(Per.CONSTELLATION), total=False),
            self._row(FOR_FAMILY, costs.each(Per.FAMILY), total=False),
            self._row(FOR_CHILD, costs.each(Per.CHILD), total=False),
        ]
        table = Table((LINE.say(self.lang), *self._year_names()), tuple(rows), frozenset(self._years()))
        sentences = [*(self._counted(year) for year in self._changing()), COUNTED.say(self.lang)]
        return Part(ALL.say(self.lang), sentences, table)

    def _changing(self) -> Iterator[int]:
        """Give the years in which something starts."""
        for year in self._years():
            if year == 1 or (year <= len(self.costs.starts) and self.costs.starts[year - 1] != Started(0, 0, 0)):
                yield year

    def _counted(self, year: int) -> str:
        running = self.costs.running(year)
        facts = {
            "year": self.costs.name(year),
            "constellations": counted(running.constellations, CONSTELLATIONS, self.lang),
            "families": counted(running.families, FAMILIES, self.lang),
            "children": counted(running.children, CHILDREN, self.lang),
        }
        return RUNNING.say(self.lang, facts)

    def _paid_back(self) -> Part:
        header = (
            STAY.say(self.lang),
            MORE.say(self.lang),
            ONE_LATER.say(self.lang),
            ONE_FIRST.say(self.lang),
            *(ALL_OF.say(self.lang, {"year": self.costs.name(year)}) for year in self._years()),
        )
        care = self.costs.money.foster_care
        rows = tuple(
            Row(
                (
                    each.stay.name.say(self.lang),
                    self._amount(each.stay.amount - care.amount),
                    *(number(float(value), self.lang, 2) for value in each.client_years),
                )
            )
            for each in _break_even(self.costs)
        )
        facts = {"care": self._amount(care.amount), "source": care.source.say(self.lang)}
        table = Table(header, rows, frozenset(range(1, 4 + self.costs.n_years)))
        sources = [
            STAY_SOURCE.say(
                self.lang,
                {
                    "stay": stay.name.say(self.lang),
                    "amount": self._amount(stay.amount),
                    "source": stay.source.say(self.lang),
                },
            )
            for stay in self.costs.money.stays
        ]
        return Part(PAID_BACK.say(self.lang), (MEANS.say(self.lang, facts),), table, self._picture(), sources)

    def _picture(self) -> Markup | None:
        """Draw avoided costs against avoided client-years, the costs of all years, and what research found."""
        total = self.costs.cumulated[-1] / _THOUSAND if self.costs.n_years else NOTHING
        stays = self.costs.money.stays
        if not total or not stays:
            return None
        care = self.costs.money.foster_care.amount
        ends = [float(_ABOVE * total * _THOUSAND / (stay.amount - care)) for stay in stays]
        widest = max(ends)
        lines = [
            Line(COSTS_LINE.say(self.lang, {"n": self.costs.n_years}), ((0.0, float(total)), (widest, float(total))))
        ]
        for stay, end in zip(stays, ends, strict=True):
            lines.append(Line(stay.name.say(self.lang), ((0.0, 0.0), (end, float(_ABOVE * total)))))
        title = PICTURE.say(self.lang, {"currency": self.costs.money.currency})
        axes = (AVOIDED.say(self.lang), AMOUNT_AXIS.say(self.lang, {"currency": self.costs.money.currency}))
        band = Band(FOUND_BAND.say(self.lang), 0.0, float(_FOUND * total))
        return svg(Chart(title, *axes, tuple(lines), band), self.lang)

    def _evidence(self) -> Part:
        return Part(KNOWN.say(self.lang), (), points=tuple(text.say(self.lang) for text in EVIDENCE))


TITLE: Final = Text(nl="Kosten van constellaties", en="Costs of constellations")
OF: Final = Text(nl="Van {name}", en="Of {name}")
YEAR: Final = Text(nl="Jaar {year}", en="Year {year}")
ONE: Final = Text(nl="Eén constellatie", en="One constellation")
LINE: Final = Text(nl="Kostenpost", en="Cost line")
FIRST_YEAR: Final = Text(nl="Eerste jaar", en="First year")
LATER_YEARS: Final = Text(nl="Elk later jaar", en="Every later year")
SOURCE: Final = Text(nl="Bron", en="Source")
TOTAL: Final = Text(nl="Totaal", en="Total")
ALL: Final = Text(nl="Alle constellaties, per jaar", en="All constellations, year by year")
PER_ONE: Final = Text(nl="per {what}", en="per {what}")
CUMULATED: Final = Text(nl="Samen tot en met dit jaar", en="Together up to this year")
FOR_CONSTELLATION: Final = Text(nl="Totaal per constellatie", en="Total for one constellation")
FOR_FAMILY: Final = Text(nl="Totaal per gezin", en="Total for one family")
FOR_CHILD: Final = Text(nl="Totaal per pleegkind", en="Total for one foster child")
RUNNING: Final = Text(
    nl="Vanaf jaar {year}: {constellations} met {families} en {children}.",
    en="From year {year}: {constellations} with {families} and {children}.",
)
PAID_BACK: Final = Text(nl="Wanneer is het terugverdiend?", en="When is it paid back?")
MEANS: Final = Text(
    nl="Een cliëntjaar is één kind, een jaar lang. Wie een jaar elders vermijdt, geeft dat jaar wel pleegzorg uit "
    "({care}; {source}); het verschil telt.",
    en="A client-year is one child for one year. Who avoids a year elsewhere still pays foster care in that year "
    "({care}; {source}); the difference counts.",
)
STAY_SOURCE: Final = Text(
    nl="{stay}: {amount} per cliënt per jaar ({source})", en="{stay}: {amount} a client a year ({source})"
)
STAY: Final = Text(nl="Soort verblijf", en="Kind of stay")
MORE: Final = Text(nl="Meer dan pleegzorg, per jaar", en="More than foster care, a year")
ONE_LATER: Final = Text(
    nl="Cliëntjaren: één constellatie, later jaar", en="Client-years: one constellation, later year"
)
ONE_FIRST: Final = Text(
    nl="Cliëntjaren: één constellatie, eerste jaar", en="Client-years: one constellation, first year"
)
ALL_OF: Final = Text(nl="Cliëntjaren: alles, jaar {year}", en="Client-years: all, year {year}")
PICTURE: Final = Text(
    nl="Kosten en vermeden kosten (× {currency} 1.000)",
    en="Costs and avoided costs (× {currency} 1,000)",
)
COSTS_LINE: Final = Text(nl="Kosten van {n} jaar samen", en="Costs of {n} years together")
AVOIDED: Final = Text(nl="Vermeden cliëntjaren in die tijd", en="Avoided client-years in that time")
AMOUNT_AXIS: Final = Text(nl="Bedrag (× {currency} 1.000)", en="Amount (× {currency} 1,000)")
KNOWN: Final = Text(nl="Wat is onderzocht, en wat is een aanname", en="What is known, and what is an assumption")
