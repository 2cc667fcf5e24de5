"""Sentences in Dutch and English, and numbers as each language writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from geodata.nouns import with_one


@dataclass(frozen=True, slots=True)
class Span:
    """A number known only to lie between two others, written ``0,5 tot 1`` or ``0.5 to 1``."""

    low: float
    high: float


Fact = str | int | float | bool | None | tuple[str, ...] | Span | date
"""What may fill a gap in a sentence: text is shown as it is, numbers and days as the language writes them."""

_DECIMALS: Final = 1
_ONE: Final = (1, "1")


class Lang(StrEnum):
    """The languages a reader may choose; Dutch is the default."""

    NL = "nl"
    EN = "en"


_MONTHS: Final = {
    Lang.NL: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    Lang.EN: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def number(value: float, lang: Lang, decimals: int | None = None) -> str:
    """Write a number as the language does: ``1.234,5`` in Dutch, ``1,234.5`` in English.

    Parameters
    ----------
    value
        An ``int`` is written whole, a ``float`` with one decimal, unless ``decimals`` says otherwise.
    decimals
        Decimals to show.
    """
    shown = (0 if isinstance(value, int) else _DECIMALS) if decimals is None else decimals
    text = f"{value:,.{shown}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang is Lang.NL else text


def exact(value: float, lang: Lang) -> str:
    """Write a number with as many decimals as it has, from one to three: ``5.0``, ``5.25``, ``5.001``."""
    value = round(value, 3)
    return number(value, lang, next(decimals for decimals in (1, 2, 3) if value == round(value, decimals)))


def span(value: Span, lang: Lang) -> str:
    """Write ``0,5 tot 1`` or ``0.5 to 1``; whole numbers without decimals."""
    low, high = (number(each, lang, 0 if each == int(each) else None) for each in (value.low, value.high))
    return f"{low} {'tot' if lang is Lang.NL else 'to'} {high}"


def day_said(day: date, lang: Lang) -> str:
    """Write ``1 november 2026`` or ``1 November 2026``."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def enumeration(items: Iterable[str], lang: Lang, joint: "Text | None" = None) -> str:
    """Write ``a, b en c`` or ``a, b and c``, or with another word before the last."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {(joint or AND).say(lang)} {parts[-1]}"


def _written(fact: Fact, lang: Lang) -> str:
    if isinstance(fact, bool):
        return YES.say(lang) if fact else NO.say(lang)
    if isinstance(fact, int | float):
        return number(fact, lang)
    if isinstance(fact, Span):
        return span(fact, lang)
    if isinstance(fact, date):
        return day_said(fact, lang)
    if isinstance(fact, tuple):
        return enumeration(fact, lang)
    return "" if fact is None else fact


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages, with the same named gaps (``{size}``) in each."""

    nl: str
    en: str

    def say(self, lang: Lang, facts: Mapping[str, Fact] | None = None) -> str:
        """Fill the gaps and give the sentence in ``lang``. Gaps take names only, no format codes.

        The noun after a gap that is filled with 1 is put in the singular (:mod:`geodata.nouns`).
        """
        template = self.nl if lang is Lang.NL else self.en
        for gap, fact in (facts or {}).items():
            if fact in _ONE and not isinstance(fact, bool | float):
                template = with_one(template, gap, dutch=lang is Lang.NL)
        return template.format_map({k: _written(v, lang) for k, v in (facts or {}).items()})


def capitalised(text: str) -> str:
    """Give a text as it begins a sentence."""
    return text[:1].upper() + text[1:]


AND: Final = Text(nl="en", en="and")
YES: Final = Text(nl="ja", en="yes")
NO: Final = Text(nl="nee", en="no")
