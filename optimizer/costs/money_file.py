"""``money.toml``: amounts that a user sets, read as decimals, with every fault told by its key.

currency = "EUR"
[[line]]
name = {nl = "Maandelijkse bijeenkomsten", en = "Monthly meetings"}   # or one text for both
amount = 4176.00
per = "constellation"      # constellation | family | child | region
years = "every"            # every | [1, 2] | {fade = [1.0, 0.5, 0.0]}
source = "begroting 2027"  # optional, likewise specified = false
[[stay]]
name = "Gezinshuis"
amount = 59667.26
[foster_care]
amount = 10203.56
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Fact, Text
from optimizer.costs.money import GIVEN, CostLine, Money, Per, Stay, Years, to_cents
from optimizer.policy.file import may_be_named

_LINE_KEYS: Final = ("name", "amount", "per", "years", "source", "specified")
_STAY_KEYS: Final = ("name", "amount", "source")
_TOP_KEYS: Final = ("currency", "line", "stay", "foster_care")
_MOST_YEARS: Final = 50
_MOST: Final = Decimal(1_000_000_000)
_MOST_NAME: Final = 120


def read_money(path: Path) -> Money:
    """Read a file of amounts.

    Raises
    ------
    InputError
        With a fault for every key that does not exist, every amount that cannot be, and all that is missing.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Fault(UNREADABLE, file=path.name)]) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        fault = Fault(NOT_TOML, {"line": line[1]}, path.name) if line else Fault(CUT_OFF, file=path.name)
        raise InputError([fault]) from error
    return money_from(written, path.name)


def money_from(written: Mapping[str, object], file: str | None = None) -> Money:
    """Make amounts of a TOML document that was read with decimals.

    Raises
    ------
    InputError
        As :func:`read_money`.
    """
    faults: list[Fault] = []
    top = _Table(written, "", file, faults)
    top.only(_TOP_KEYS)
    currency = top.currency()
    lines = tuple(_line(each) for each in top.tables("line"))
    stays = tuple(_stay(each) for each in top.tables("stay"))
    care = top.table("foster_care")
    care.only(_STAY_KEYS)
    foster_care = Stay(care.text("name", FOSTER_CARE), care.amount(), care.text("source", GIVEN))
    if not faults:
        if not lines:
            top.wrong(NO_LINE, "line")
        for number, stay in enumerate(stays, start=1):
            if stay.amount <= foster_care.amount:
                top.wrong(CHEAPER, f"stay[{number}].amount")
    if faults:
        raise InputError(faults)
    return Money(currency, lines, stays, foster_care)


def _line(table: "_Table") -> CostLine:
    table.only(_LINE_KEYS)
    return CostLine(
        table.text("name"),
        table.amount(),
        table.per(),
        table.years(),
        table.text("source", GIVEN),
        table.switch("specified", default=True),
    )


def _stay(table: "_Table") -> Stay:
    table.only(_STAY_KEYS)
    return Stay(table.text("name"), table.amount(), table.text("source", GIVEN))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, where it stands, and the faults found so far (shared by all tables)."""

    values: Mapping[str, object]
    place: str
    file: str | None
    faults: list[Fault] = field(repr=False)

    def wrong(self, text: Text, key: str, **facts: Fact) -> None:
        self.faults.append(Fault(text, {"key": f"{self.place}{key}", **facts}, self.file))

    def only(self, known: Sequence[str]) -> None:
        for number, key in enumerate(self.values, start=1):
            if key not in known:
                text = UNKNOWN if may_be_named(key) else UNKNOWN_BELOW if self.place else UNKNOWN_AT
                self.faults.append(
                    Fault(
                        text,
                        {
                            "key": f"{self.place}{key}",
                            "number": number,
                            "place": self.place.rstrip("."),
                            "known": tuple(known),
                        },
                        self.file,
                    )
                )

    def table(self, key: str) -> "_Table":
        value = self.values.get(key)
        if not isinstance(value, Mapping):
            self.wrong(NO_TABLE, key)
            value = {"amount": 0}
        return _Table(value, f"{self.place}{key}.", self.file, self.faults)

    def tables(self, key: str) -> "list[_Table]":
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.wrong(NO_TABLES, key)
            return []
        return [_Table(each, f"{key}[{number}].", self.file, self.faults) for number, each in enumerate(value, start=1)]

    def currency(self) -> str:
        value = self.values.get("currency")
        if isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value):
            return value
        self.wrong(CURRENCY, "currency")
        return "EUR"

    def text(self, key: str, default: Text | None = None) -> Text:
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        both = value if isinstance(value, Mapping) else {"nl": value, "en": value}
        nl, en = both.get("nl"), both.get("en")
        if set(both) == {"nl", "en"} and _is_name(nl) and _is_name(en):
            return Text(nl=str(nl).strip(), en=str(en).strip())
        self.wrong(NAME, key, most=_MOST_NAME)
        return Text(nl="", en="")

    def amount(self) -> Decimal:
        value = self.values.get("amount")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(AMOUNT, "amount")
            return Decimal(0)
        amount = Decimal(value)
        if not amount.is_finite() or amount > _MOST:
            self.wrong(AMOUNT, "amount")
        elif amount < 0:
            self.wrong(NEGATIVE, "amount")
        elif amount != to_cents(amount):
            self.wrong(CENTS, "amount")
        else:
            return amount
        return Decimal(0)

    def per(self) -> Per:
        value = self.values.get("per")
        if isinstance(value, str) and value in set(Per):
            return Per(value)
        self.wrong(PER, "per", known=tuple(Per))
        return Per.REGION

    def switch(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(SWITCH, key)
        return default

    def years(self) -> Years:
        value = self.values.get("years", "every")
        if value == "every":
            return Years.every()
        if isinstance(value, list) and value and all(_is_year(each) for each in value):
            return Years.only(tuple(value))
        if isinstance(value, Mapping) and set(value) == {"fade"}:
            parts = value["fade"]
            if isinstance(parts, list) and 0 < len(parts) <= _MOST_YEARS and all(_is_part(each) for each in parts):
                return Years.fading(tuple(Decimal(each) for each in parts))
        self.wrong(YEARS, "years", most=_MOST_YEARS)
        return Years.every()


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _MOST_NAME


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_YEARS


def _is_part(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and 0 <= value <= 1


FOSTER_CARE: Final = Text(nl="Pleegzorg", en="Foster care")
UNREADABLE: Final = Text(nl="dit bestand met bedragen is niet te lezen.", en="this file of amounts cannot be read.")
NOT_TOML: Final = Text(
    nl="dit is geen geldig TOML-bestand; kijk naar regel {line}. Schrijf bedragen met een punt, zonder teken voor "
    "duizendtallen: 4176.00.",
    en="this is no valid TOML file; look at line {line}. Write amounts with a point and no thousands sign: 4176.00.",
)
CUT_OFF: Final = Text(
    nl="dit is geen geldig TOML-bestand: aan het eind ontbreekt iets.",
    en="this is no valid TOML file: something is missing at its end.",
)
UNKNOWN: Final = Text(
    nl="'{key}' bestaat niet. Wat hier kan staan: {known}.", en="'{key}' does not exist. What can stand here: {known}."
)
UNKNOWN_AT: Final = Text(
    nl="sleutel {number} bestaat niet. Wat hier kan staan: {known}.",
    en="key {number} does not exist. What can stand here: {known}.",
)
UNKNOWN_BELOW: Final = Text(
    nl="sleutel {number} van '{place}' bestaat niet. Wat hier kan staan: {known}.",
    en="key {number} of '{place}' does not exist. What can stand here: {known}.",
)
NO_TABLE: Final = Text(
    nl="het onderdeel [{key}] ontbreekt; daarin hoort 'amount' te staan.",
    en="the section [{key}] is missing; it must hold 'amount'.",
)
NO_TABLES: Final = Text(
    nl="schrijf elk onderdeel van '{key}' als [[{key}]] met zijn sleutels eronder.",
    en="write each part of '{key}' as [[{key}]] with its keys below.",
)
NO_LINE: Final = Text(
    nl="er staat geen enkele kostenpost in; schrijf elke post als [[{key}]].",
    en="there is not one cost line; write each as [[{key}]].",
)
CURRENCY: Final = Text(
    nl="'{key}' ontbreekt of is geen code van drie hoofdletters; schrijf bijvoorbeeld currency = \"EUR\".",
    en="'{key}' is missing or is no code of three capitals; write for instance currency = \"EUR\".",
)
NAME: Final = Text(
    nl='\'{key}\' moet een tekst van hoogstens {most} tekens zijn, of {{nl = "…", en = "…"}}.',
    en='\'{key}\' must be a text of at most {most} characters, or {{nl = "…", en = "…"}}.',
)
AMOUNT: Final = Text(
    nl="'{key}' moet een bedrag zijn, met een punt voor de centen: 4176.00.",
    en="'{key}' must be an amount, with a point before the cents: 4176.00.",
)
NEGATIVE: Final = Text(
    nl="'{key}' is lager dan nul. Kosten zijn nul of meer; een opbrengst hoort hier niet.",
    en="'{key}' is below zero. Costs are zero or more; an income does not belong here.",
)
CENTS: Final = Text(
    nl="'{key}' heeft meer dan twee cijfers achter de punt; rond af op centen.",
    en="'{key}' has more than two digits after the point; round it to cents.",
)
PER: Final = Text(nl="'{key}' kent alleen: {known}.", en="'{key}' only knows: {known}.")
SWITCH: Final = Text(nl="'{key}' moet true of false zijn.", en="'{key}' must be true or false.")
YEARS: Final = Text(
    nl="'{key}' is \"every\" (elk jaar), een lijst van jaren vanaf de start zoals [1, 2], of "
    "{{fade = [1.0, 0.5, 0.0]}} met delen van 0 tot en met 1; hoogstens {most} jaar.",
    en="'{key}' is \"every\", a list of years since the start such as [1, 2], or {{fade = [1.0, 0.5, 0.0]}} with "
    "parts from 0 to 1; at most {most} years.",
)
CHEAPER: Final = Text(
    nl="'{key}' is niet hoger dan het bedrag van pleegzorg; dan valt er niets terug te verdienen. Haal deze soort "
    "verblijf weg of verbeter het bedrag.",
    en="'{key}' is not above the amount of foster care, so nothing can be earned back. Remove this kind of stay or "
    "correct the amount.",
)
