"""Reading JSON that a stranger may have changed: every fault is gathered with the place where it stands."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NoReturn, Self, TypeVar

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Fact, Text

_T = TypeVar("_T")


def is_json(data: bytes) -> bool:
    """Tell whether a file holds a JSON object, by how it begins."""
    read = None if data.startswith(b"PK") else decoded(data)
    return read is not None and read.text.lstrip().startswith("{")


@dataclass(frozen=True, slots=True)
class Reader:
    """One JSON object, where it stands in the file, and the faults found so far (shared by all parts of one file)."""

    value: Mapping[str, object] = field(repr=False)
    file: str | None
    place: str = ""
    faults: list[Fault] = field(default_factory=list, repr=False)

    @classmethod
    def of(cls, data: bytes, file: str | None) -> Self:
        """Start reading a file that holds one JSON object.

        Raises
        ------
        InputError
            When it holds no JSON object at all.
        """
        read = decoded(data)
        try:
            value = json.loads("" if read is None else read.text, parse_constant=_refuse, parse_float=_finite)
        except (ValueError, RecursionError):
            raise InputError([Fault(NO_JSON, file=file)]) from None
        if not isinstance(value, dict):
            raise InputError([Fault(NO_JSON, file=file)])
        return cls(value, file)

    def finish(self) -> None:
        """Raise all faults at once, if there are any."""
        if self.faults:
            raise InputError(self.faults)

    def text(self, key: str) -> str:
        """Give a string."""
        value = self.value.get(key)
        return value if isinstance(value, str) else self._wrong(key, TEXT, "")

    def text_or_none(self, key: str) -> str | None:
        """Give a string, or ``None`` where the file has null."""
        return None if key in self.value and self.value[key] is None else self.text(key)

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Give a string that is one of ``allowed``."""
        value = self.value.get(key)
        known = isinstance(value, str) and value in {str(each) for each in allowed}
        return str(value) if known else self._wrong(key, ONE_OF, str(allowed[0]), tuple(str(each) for each in allowed))

    def day(self, key: str) -> date | None:
        """Give a date, written as ``2026-11-26``."""
        value = self.value.get(key)
        try:
            return date.fromisoformat(value) if isinstance(value, str) else self._wrong(key, DAY, None)
        except ValueError:
            return self._wrong(key, DAY, None)

    def whole(self, key: str) -> int:
        """Give a whole number."""
        value = self.value.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else self._wrong(key, WHOLE, 0)

    def whole_or_none(self, key: str) -> int | None:
        """Give a whole number, or ``None`` where the file has null."""
        return None if key in self.value and self.value[key] is None else self.whole(key)

    def yes(self, key: str) -> bool:
        """Give true or false."""
        value = self.value.get(key)
        return value if isinstance(value, bool) else self._wrong(key, TRUTH, False)

    def decimal(self, key: str) -> float:
        """Give a finite number."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong(key, NUMBER, 0.0)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        return number if math.isfinite(number) else self._wrong(key, NUMBER, 0.0)

    def filled(self, key: str) -> str:
        """Give a string with something in it."""
        value = self.text(key)
        return value if value.strip() or not isinstance(self.value.get(key), str) else self._wrong(key, FILLED, "")

    def not_negative(self, key: str) -> float:
        """Give a finite number of zero or more."""
        value = self.decimal(key)
        return value if value >= 0 else self._wrong(key, NOT_NEGATIVE, 0.0)

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Give a list of strings, each one of ``allowed``."""
        values = self.texts(key)
        nothing: tuple[str, ...] = ()
        return values if set(values) <= set(allowed) else self._wrong(key, SOME_OF, nothing, tuple(allowed))

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of strings."""
        value = self.value.get(key)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        empty: tuple[str, ...] = ()
        return self._wrong(key, TEXTS, empty)

    def mapping(self, key: str) -> Mapping[str, object]:
        """Give an object as it stands."""
        value = self.value.get(key)
        empty: dict[str, object] = {}
        return value if isinstance(value, dict) else self._wrong(key, OBJECT, empty)

    def facts(self, key: str) -> Mapping[str, Fact]:
        """Give an object whose values are figures, words or lists of words."""
        found: dict[str, Fact] = {}
        for name, value in self.mapping(key).items():
            if value is None or isinstance(value, str | int | float):
                found[name] = value
            elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                found[name] = tuple(value)
            else:
                self._wrong(f"{key}.{name}", TEXT, None)
        return found

    def object(self, key: str) -> "Reader":
        """Go on reading inside an object."""
        return Reader(self.mapping(key), self.file, self._at(key), self.faults)

    def objects(self, key: str) -> "tuple[Reader, ...]":
        """Go on reading inside each object of a list."""
        value = self.value.get(key)
        if not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
            nothing: tuple[Reader, ...] = ()
            return self._wrong(key, OBJECTS, nothing)
        return tuple(
            Reader(each, self.file, f"{self._at(key)}[{number}]", self.faults) for number, each in enumerate(value)
        )

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _wrong(self, key: str, text: Text, instead: _T, allowed: tuple[str, ...] = ()) -> _T:
        self.faults.append(Fault(text, {"allowed": allowed}, file=self.file, column=self._at(key)))
        return instead


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _finite(written: str) -> float:
    number = float(written)
    return number if math.isfinite(number) else _refuse(written)


NO_JSON: Final = Text(
    nl="dit bestand is niet te lezen als JSON; kies een plan.json die het programma heeft geschreven.",
    en="this file cannot be read as JSON; choose a plan.json that the program wrote.",
)
TEXT: Final = Text(nl="hier hoort tekst te staan.", en="this must be text.")
FILLED: Final = Text(nl="dit mag niet leeg zijn.", en="this must not be empty.")
NOT_NEGATIVE: Final = Text(
    nl="hier hoort een getal van nul of meer te staan.", en="this must be a number of zero or more."
)
SOME_OF: Final = Text(
    nl="hier hoort een lijst te staan met namen uit: {allowed}.", en="this must be a list of names from: {allowed}."
)
TEXTS: Final = Text(nl="hier hoort een lijst van teksten te staan.", en="this must be a list of texts.")
DAY: Final = Text(nl="hier hoort een datum te staan, zoals 2026-11-26.", en="this must be a date, such as 2026-11-26.")
WHOLE: Final = Text(nl="hier hoort een geheel getal te staan.", en="this must be a whole number.")
TRUTH: Final = Text(nl="hier hoort true of false te staan.", en="this must be true or false.")
NUMBER: Final = Text(nl="hier hoort een getal te staan.", en="this must be a number.")
OBJECT: Final = Text(nl="hier hoort een object te staan.", en="this must be an object.")
OBJECTS: Final = Text(nl="hier hoort een lijst van objecten te staan.", en="this must be a list of objects.")
ONE_OF: Final = Text(nl="kies uit: {allowed}.", en="choose from: {allowed}.")
