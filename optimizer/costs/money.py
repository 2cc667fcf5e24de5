"""Amounts of money that a user sets, or those of the regional proposal: decimals, never floating point.

An amount is per constellation, family, child or region, and each of those has years of its own: year 1 is the year in
which it starts. A line that is due every year, in some years only, or that fades, says so in :class:`Years`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from geodata.language import Lang, Text

CENT: Final = Decimal("0.01")
NOTHING: Final = Decimal("0.00")


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount to the cent, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def shown(amount: Decimal, lang: Lang, currency: str) -> str:
    """Write an amount with its currency: ``EUR 1.234,50`` in Dutch, ``EUR 1,234.50`` in English."""
    text = f"{to_cents(amount):,.2f}"
    return f"{currency} {text.translate(str.maketrans(',.', '.,')) if lang is Lang.NL else text}"


class Per(StrEnum):
    """What an amount is counted by."""

    CONSTELLATION = "constellation"
    FAMILY = "family"
    CHILD = "child"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Years:
    """Which part of an amount is due in each year since the start.

    Attributes
    ----------
    parts
        The part in year 1, 2, …; at least one.
    tail
        The part in every year after those.
    """

    parts: tuple[Decimal, ...]
    tail: Decimal

    @classmethod
    def every(cls) -> "Years":
        """Give the whole amount each year."""
        return cls((Decimal(1),), Decimal(1))

    @classmethod
    def only(cls, years: tuple[int, ...]) -> "Years":
        """Give the whole amount in some years, counted from 1, and nothing in any other."""
        return cls(tuple(Decimal(year in years) for year in range(1, max(years) + 1)), Decimal(0))

    @classmethod
    def fading(cls, parts: tuple[Decimal, ...]) -> "Years":
        """Give a part of the amount in each year; the last part holds for all later years."""
        return cls(parts, parts[-1])

    def part(self, year: int) -> Decimal:
        """Give the part that is due in a year since the start, counted from 1."""
        return self.parts[year - 1] if year <= len(self.parts) else self.tail

    @property
    def steady_from(self) -> int:
        """The first year from which nothing changes any more."""
        return len(self.parts) + 1


@dataclass(frozen=True, slots=True)
class CostLine:
    """One amount a year, for each of what it is ``per``.

    Attributes
    ----------
    source
        Where the amount comes from, as a reader needs it beside the number.
    specified
        Whether the source says what the amount is for.
    """

    name: Text
    amount: Decimal
    per: Per
    years: Years
    source: Text
    specified: bool = True

    def due(self, year: int) -> Decimal:
        """Give the amount for one, in a year since its start, unrounded."""
        return self.amount * self.years.part(year)


@dataclass(frozen=True, slots=True)
class Stay:
    """A kind of stay elsewhere, and what one client costs there in a year."""

    name: Text
    amount: Decimal
    source: Text


@dataclass(frozen=True, slots=True)
class Money:
    """Everything that costs are computed from.

    Attributes
    ----------
    foster_care
        What one client in foster care costs in a year; every stay costs more.
    """

    currency: str
    lines: tuple[CostLine, ...]
    stays: tuple[Stay, ...]
    foster_care: Stay


_PROPOSAL: Final = Text(nl="regionaal voorstel Gooi en Vechtstreek", en="regional proposal Gooi en Vechtstreek")
_CLIENTS: Final = Text(
    nl="regionaal voorstel Gooi en Vechtstreek: {n} cliënten in 2024",
    en="regional proposal Gooi en Vechtstreek: {n} clients in 2024",
)
GIVEN: Final = Text(nl="eigen bedrag", en="own amount")
"""The source of an amount of which the file gives none."""


def _filled(text: Text, facts: Mapping[str, int]) -> Text:
    return Text(nl=text.nl.format_map(facts), en=text.en.format_map(facts))


def _line(nl: str, en: str, amount: str, years: Years, *, specified: bool = True, source: Text = _PROPOSAL) -> CostLine:
    return CostLine(Text(nl=nl, en=en), Decimal(amount), Per.CONSTELLATION, years, source, specified)


def _stay(nl: str, en: str, amount: str, clients: int) -> Stay:
    return Stay(Text(nl=nl, en=en), Decimal(amount), _filled(_CLIENTS, MappingProxyType({"n": clients})))


PROPOSAL: Final = Money(
    currency="EUR",
    lines=(
        _line("Maandelijkse bijeenkomsten", "Monthly meetings", "4176.00", Years.every()),
        _line("Hubactiviteiten, vier per jaar", "Hub activities, four a year", "32528.00", Years.every()),
        _line(
            "Incidentele opvang, een weekend per twee maanden",
            "Incidental respite, a weekend every two months",
            "10955.40",
            Years.every(),
        ),
        _line(
            "Vergoeding van de hubhome",
            "Fee of the hub home",
            "0.00",
            Years.every(),
            source=Text(
                nl="staat niet in het regionale voorstel; vul zelf in",
                en="not in the regional proposal; fill it in yourself",
            ),
        ),
        _line(
            "Training en begeleiding door de stichting",
            "Training and guidance by the foundation",
            "60500.00",
            Years.only((1,)),
        ),
        _line(
            "Niet gespecificeerd: verschil met het genoemde totaal",
            "Not specified: difference from the stated total",
            "28515.20",
            Years.only((1,)),
            specified=False,
        ),
    ),
    stays=(
        _stay("24-uurs verblijf", "24-hour residential stay", "51672.76", 74),
        _stay("Driemilieuvoorziening", "Three-environment facility", "80355.30", 13),
        _stay("Gesloten jeugdhulp", "Secure youth care", "110632.63", 8),
        _stay("Gezinshuis", "Family home", "59667.26", 52),
        _stay("Klinische jeugd-GGZ", "Clinical youth mental health care", "23622.33", 22),
    ),
    foster_care=_stay("Pleegzorg", "Foster care", "10203.56", 177),
)
"""The lines of the regional proposal: amounts a year in 2024, one constellation.

The proposal states 136,674.60 for the first year and specifies 108,159.40 of it; the difference is a line of its own,
taken as due in the first year only. The hub home's fee is not in it, and therefore empty.
"""
