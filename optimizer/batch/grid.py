"""Scenarios: other values for keys of the policy, and every combination where a key has a list of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.personal_cells import may_be_repeated
from optimizer.policy.file import KEYS, may_be_named

NOTHING: Final = frozenset({"none", "geen"})
"""Takes a key away where the policy sets it: TOML has no word for that."""

_BY_NAME: Final = {key.full: key for key in KEYS}
_FILES: Final = {"distance.matrix", "distance.barriers"}
_FREE: Final = {
    key.full
    for key in KEYS
    if key.kind in {str, tuple} and key.element is str and not key.meaning.choices and key.full not in _FILES
}
"""Keys that take any words, where a family may be named."""

_MOST: Final = 100_000

Setting = tuple[str, Any]
"""A key as ``section.key``, and its value; ``None`` takes it away."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if.

    Attributes
    ----------
    name
        As the user calls it; empty where only a grid was asked for.
    settings
        Every key that it sets, in the order in which they were written.
    varied
        The keys of these that had a list of values, with the place of this one in it, the first being 1.
    """

    name: str
    settings: tuple[Setting, ...] = ()
    varied: tuple[tuple[str, int], ...] = ()

    @property
    def label(self) -> str:
        """What a person reads: the name, then the values that make this one of a grid.

        It is the name of a folder and stands in the log, so of a key that takes any words, a family say, it tells
        the place of the value.
        """
        values, parts = dict(self.settings), [self.name] if self.name else []
        parts += [f"{key}={place if key in _FREE else shown(values[key])}" for key, place in self.varied]
        return " ".join(parts)

    @property
    def told(self) -> Mapping[str, str]:
        """Its settings for the tables: words where they can be an id, and otherwise the place of the value."""
        places = dict(self.varied)
        return {
            key: shown(value)
            if key not in _FREE or value is None or may_be_repeated(shown(value))
            else str(places.get(key, 1))
            for key, value in self.settings
        }

    @property
    def repeated(self) -> str:
        """What a message may say of it: as the label, without keys that do not exist and values that are words."""
        keys = dict(self.varied)
        varied = ((key, value) for key, value in self.settings if key in keys and key in _BY_NAME)
        parts = [f"{key}={shown(value)}" for key, value in varied if not isinstance(value, str | list | tuple)]
        return " ".join([self.name, *parts] if self.name else parts)


def shown(value: object) -> str:
    """Write a value as it stands in labels, folders and tables."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return "+".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def expanded(name: str, settings: Mapping[str, Any], file: str | None = None) -> tuple[Scenario, ...]:
    """Give every combination of the values of a scenario, the last key going round first.

    Parameters
    ----------
    settings
        By ``section.key``: a value, or a list of values. For a key that holds a list itself, a list of lists.

    Raises
    ------
    InputError
        When a list is empty or names a value twice, or there are more combinations than anybody waits for.
    """
    faults = []
    choices: list[list[Setting]] = []
    varied: list[str] = []
    for key, written in settings.items():
        values = written if _is_list_of_values(key, written) else [written]
        if values is written:
            varied.append(key)
        if not values or len({shown(value) for value in values}) < len(values):
            known = key in _BY_NAME or may_be_named(key)
            faults.append(Fault(TWICE, {"key": key}, file) if known else Fault(TWICE_SOMEWHERE, file=file))
        choices.append([(key, None if _is_nothing(key, value) else value) for value in values])
    n_combinations = 1
    for each in choices:
        n_combinations *= len(each)
    if n_combinations > _MOST:
        faults.append(Fault(TOO_MANY, {"n": n_combinations, "most": _MOST}, file))
    if faults:
        raise InputError(faults)
    return tuple(
        Scenario(
            name,
            tuple(setting for _, setting in combination),
            tuple((setting[0], place) for place, setting in combination if setting[0] in varied),
        )
        for combination in product(*(enumerate(each, start=1) for each in choices))
    )


def parsed(words: Iterable[str]) -> dict[str, Any]:
    """Read ``section.key=value,value`` as it stands on a command line.

    Raises
    ------
    InputError
        When it is not written so, or names a key twice.
    """
    found: dict[str, Any] = {}
    faults = []
    for word in words:
        key, equals, values = word.partition("=")
        key = key.strip()
        if not equals or key in found:
            faults.append(Fault(NOT_WRITTEN_SO))
            continue
        found[key] = [_value(key, value.strip()) for value in values.split(",")]
    if faults:
        raise InputError(faults)
    return found


def _value(key: str, text: str) -> Any:
    kind = _BY_NAME[key].kind if key in _BY_NAME else str
    if kind is tuple:
        parts = text.split("+")
        return parts if _BY_NAME[key].element is str else [_number(part) for part in parts]
    if kind is bool and text.lower() in {"true", "false", "ja", "nee", "yes", "no"}:
        return text.lower() in {"true", "ja", "yes"}
    if kind in {int, float} and text.lower() not in NOTHING:
        try:
            return int(text) if kind is int else float(text)
        except ValueError:
            return text
    return text


def _number(text: str) -> float | str:
    """Give a number; what is none is judged with the policy."""
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    except ValueError:
        return text


def _is_list_of_values(key: str, written: object) -> bool:
    if not isinstance(written, list):
        return False
    holds_a_list = key in _BY_NAME and _BY_NAME[key].kind is tuple
    return not holds_a_list or not written or isinstance(written[0], list)


def _is_nothing(key: str, value: object) -> bool:
    known = _BY_NAME.get(key)
    return known is not None and known.optional and isinstance(value, str) and value.lower() in NOTHING


TWICE: Final = Text(
    nl="'{key}' heeft een lijst die leeg is of een waarde twee keer noemt.",
    en="'{key}' has a list that is empty or names a value twice.",
)
TWICE_SOMEWHERE: Final = Text(
    nl="een sleutel die niet bestaat heeft een lijst die leeg is of een waarde twee keer noemt.",
    en="a key that does not exist has a list that is empty or names a value twice.",
)
TOO_MANY: Final = Text(
    nl="dit zijn {n} combinaties, meer dan {most}; maak de lijsten korter.",
    en="these are {n} combinations, more than {most}; make the lists shorter.",
)
NOT_WRITTEN_SO: Final = Text(
    nl="schrijf na --vary een sleutel met zijn waarden, zoals radius.hub_km=3,5,7.5, en elke sleutel één keer.",
    en="after --vary write a key with its values, such as radius.hub_km=3,5,7.5, and each key once.",
)
