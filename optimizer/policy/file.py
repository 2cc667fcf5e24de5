"""A policy from a TOML file and from the options of a command, with every impossible value told by its key."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Fact, Text
from geodata.vocabulary import is_plain
from optimizer.policy import dutch
from optimizer.policy.sections import Meaning
from optimizer.policy.values import Policy
from optimizer.rules import PerProvider

UNREADABLE: Final = Text(
    nl="Dit bestand kan niet worden gelezen.",
    en="This file cannot be read.",
)
NOT_WHOLE_TOML: Final = Text(
    nl="Dit is geen geldig TOML-bestand: aan het eind ontbreekt iets.",
    en="This is no valid TOML file: something is missing at its end.",
)
NOT_TOML: Final = Text(
    nl="Dit is geen geldig TOML-bestand; kijk naar regel {line}.",
    en="This is no valid TOML file; look at line {line}.",
)
_LIKE_A_KEY: Final = re.compile(r"[a-z_]{1,30}(?:\.[a-z_]{1,30})?")

UNKNOWN: Final = Text(
    nl="De sleutel '{key}' bestaat niet. Bestaande sleutels: {known}.",
    en="The key '{key}' does not exist. Existing keys: {known}.",
)
UNKNOWN_AT: Final = Text(
    nl="Sleutel {number} van onderdeel '{section}' bestaat niet. Bestaande sleutels: {known}.",
    en="Key {number} of section '{section}' does not exist. Existing keys: {known}.",
)
UNKNOWN_AT_NEAR: Final = Text(
    nl="Sleutel {number} van onderdeel '{section}' bestaat niet. Bedoelt u '{near}'?",
    en="Key {number} of section '{section}' does not exist. Do you mean '{near}'?",
)
UNKNOWN_SECTION: Final = Text(
    nl="Onderdeel {number} van het beleid bestaat niet. Bestaande sleutels: {known}.",
    en="Section {number} of the policy does not exist. Existing keys: {known}.",
)
UNKNOWN_SECTION_NEAR: Final = Text(
    nl="Onderdeel {number} van het beleid bestaat niet. Bedoelt u '{near}'?",
    en="Section {number} of the policy does not exist. Do you mean '{near}'?",
)
UNKNOWN_NEAR: Final = Text(
    nl="De sleutel '{key}' bestaat niet. Bedoelt u '{near}'?",
    en="The key '{key}' does not exist. Do you mean '{near}'?",
)
NOT_A_SECTION: Final = Text(
    nl="'{key}' is een onderdeel en geen waarde: schrijf [{key}] en daaronder de sleutels.",
    en="'{key}' is a section and no value: write [{key}] with its keys below.",
)
WHOLE: Final = Text(nl="'{key}' moet een geheel getal zijn.", en="'{key}' must be a whole number.")
NUMBER: Final = Text(nl="'{key}' moet een getal zijn.", en="'{key}' must be a number.")
SWITCH: Final = Text(nl="'{key}' moet true of false zijn.", en="'{key}' must be true or false.")
WORDS: Final = Text(nl="'{key}' moet een lijst van woorden zijn.", en="'{key}' must be a list of words.")
NUMBERS: Final = Text(
    nl="'{key}' moet een lijst van getallen zijn, bijvoorbeeld [1, 4].",
    en="'{key}' must be a list of numbers, for instance [1, 4].",
)
WORD: Final = Text(nl="'{key}' moet een tekst zijn.", en="'{key}' must be a text.")
CHOICE: Final = Text(
    nl="'{key}' kent alleen deze waarden: {choices}.",
    en="'{key}' only knows these values: {choices}.",
)
TWICE: Final = Text(nl="'{key}' noemt iets twee keer of niets.", en="'{key}' names something twice, or nothing.")
BETWEEN: Final = Text(
    nl="'{key}' moet tussen {low} en {high} liggen.",
    en="'{key}' must lie between {low} and {high}.",
)
ORDER: Final = Text(
    nl="'size.min', 'size.target' en 'size.max' moeten van klein naar groot gaan.",
    en="'size.min', 'size.target' and 'size.max' must go from small to large.",
)
EXACTLY: Final = Text(
    nl="'hubs.exactly' mag niet groter zijn dan 'hubs.max'.",
    en="'hubs.exactly' must not be larger than 'hubs.max'.",
)
STRAIGHT_MATRIX: Final = Text(
    nl="'distance.metric' is 'geodesic' (rechte lijn), en toch is er een bestand met afstanden "
    "('distance.matrix'). Laat één "
    "van beide weg, of kies 'metres' of 'minutes'.",
    en="'distance.metric' is 'geodesic' (straight line), and yet there is a file of distances "
    "('distance.matrix'). Leave "
    "out one of them, or choose 'metres' or 'minutes'.",
)
POSITIVE: Final = Text(nl="'{key}' moet groter zijn dan nul.", en="'{key}' must be larger than zero.")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the policy: its name as ``section.key``, what it holds and what it means.

    ``element`` is what a list (``kind`` is ``tuple``) holds.
    """

    section: str
    name: str
    kind: type
    optional: bool
    default: Any
    meaning: Meaning
    element: type = str

    @property
    def full(self) -> str:
        """Name with its section: ``size.min``."""
        return f"{self.section}.{self.name}"


def _keys() -> Iterator[Key]:
    for section in fields(Policy):
        keys = type(getattr(Policy(), section.name))
        hints = get_type_hints(keys)
        for each in fields(keys):
            yield _key_of(section.name, each, hints[each.name])


def _key_of(section: str, each: Field[Any], hint: Any) -> Key:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] if isinstance(hint, UnionType) else [hint]
    default = None if each.default is MISSING else each.default
    usual = each.metadata["meaning"].usual
    default = default if usual is None else usual
    listed = get_origin(kinds[0]) is tuple
    element = get_args(kinds[0])[0] if listed else str
    kind = tuple if listed else kinds[0]
    return Key(section, each.name, kind, isinstance(hint, UnionType), default, each.metadata["meaning"], element)


KEYS: Final[tuple[Key, ...]] = tuple(_keys())
"""Every key of the policy, in the order of the contract."""

_BY_NAME: Final = {key.full: key for key in KEYS}
_SECTIONS: Final = {key.section for key in KEYS}
_OWN_WORDS: Final = {word for key in KEYS for word in re.split(r"[._]", key.full)}


def keys_written(policy: Policy) -> Iterator[tuple[Key, Any]]:
    """Give each key that a policy writes with its value as written, ``None`` where nothing is set.

    Sections and switches that it leaves out, as nobody asked for them, are not among them.
    """
    nested = policy.as_dict()
    for key in KEYS:
        if key.section in nested and (key.kind is not bool or key.name in nested[key.section]):
            yield key, nested[key.section].get(key.name)


def read_policy(path: Path) -> Policy:
    """Read a policy from a TOML file.

    Raises
    ------
    InputError
        When the file cannot be read, or names a key that does not exist or a value that cannot be.
    """
    try:
        read = decoded(path.read_bytes())
    except OSError as error:
        raise InputError([Fault(UNREADABLE, file=path.name)]) from error
    if read is None:
        raise InputError([Fault(UNREADABLE, file=path.name)])
    try:
        written = tomllib.loads(read.text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        fault = Fault(NOT_TOML, {"line": line[1]}, path.name) if line else Fault(NOT_WHOLE_TOML, file=path.name)
        raise InputError([fault]) from error
    written = dutch.english(written, path.name)
    policy = policy_from(written, path.name)
    refuse_straight_matrix(policy, {"distance.metric": written.get("distance", {}).get("metric")}, path.name)
    return policy


def refuse_straight_matrix(policy: Policy, stated: Mapping[str, Any], file: str | None = None) -> None:
    """Refuse straight lines that are asked for together with a file of distances.

    Parameters
    ----------
    stated
        What a person wrote, by ``section.key``: the default of a key is no statement.

    Raises
    ------
    InputError
        When they are.
    """
    if stated.get("distance.metric") == "geodesic" and policy.distance.matrix is not None:
        raise InputError([Fault(STRAIGHT_MATRIX, file=file)])


def policy_from(written: Mapping[str, Any], file: str | None = None, base: Policy | None = None) -> Policy:
    """Make a policy from nested sections and keys, as a TOML or JSON document holds them.

    Parameters
    ----------
    base
        The policy that is changed; by default the contract's.

    Raises
    ------
    InputError
        With a fault for every key that does not exist and every value that cannot be.
    """
    faults: list[Fault] = []
    changes: dict[str, Any] = {}
    for number, (section, keys) in enumerate(written.items(), start=1):
        if section not in _SECTIONS:
            faults.append(_unknown(section, number, _SECTIONS, file))
        elif not isinstance(keys, Mapping):
            faults.append(Fault(NOT_A_SECTION, {"key": section}, file))
        else:
            changes.update({f"{section}.{name}": value for name, value in keys.items()})
    try:
        policy = with_values(Policy() if base is None else base, changes, file)
    except InputError as error:
        raise InputError([*faults, *error.faults]) from None
    if faults:
        raise InputError(faults)
    return policy


def with_values(policy: Policy, changes: Mapping[str, Any], file: str | None = None) -> Policy:
    """Change a policy by ``section.key``, checking every value.

    Raises
    ------
    InputError
        With a fault for every key that does not exist and every value that cannot be.
    """
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for name, value in changes.items():
        key = _BY_NAME.get(name)
        if key is None:
            faults.append(_unknown(name, _place(name, changes), _BY_NAME, file))
            continue
        fault = _fault_in(key, value)
        if fault is None:
            values[name] = _converted(key, value)
        else:
            faults.append(Fault(fault.text, fault.facts, file))
    if faults:
        raise InputError(faults)
    changed = policy.changed(values)
    if not changed.size.min <= changed.size.target <= changed.size.max:
        faults.append(Fault(ORDER, {}, file))
    exactly, most = changed.hubs.exactly, changed.hubs.max
    if exactly is not None and most is not None and exactly > most:
        faults.append(Fault(EXACTLY, {}, file))
    if faults:
        raise InputError(faults)
    return changed


def may_be_named(key: str) -> bool:
    """Tell whether a message may repeat a key that does not exist: where it consists of words of our own keys.

    Any other may be somebody's name, also one that is a letter away from a key of ours.
    """
    words = re.split(r"[._]", key)
    return _LIKE_A_KEY.fullmatch(key) is not None and all(word in _OWN_WORDS or is_plain(word) for word in words)


def _place(name: str, changes: Mapping[str, Any]) -> int:
    """Count where a key stands among those of its section, the first being 1."""
    section = name.partition(".")[0]
    return [other for other in changes if other.partition(".")[0] == section].index(name) + 1


def _unknown(name: str, number: int, known: Mapping[str, Key] | set[str], file: str | None) -> Fault:
    """Name a key that does not exist, by its place where it may be anything."""
    near = get_close_matches(name, known, n=1)
    facts: dict[str, Fact] = {"near": near[0]} if near else {"known": tuple(sorted(known))}
    if may_be_named(name):
        return Fault(UNKNOWN_NEAR if near else UNKNOWN, {"key": name, **facts}, file)
    section = name.partition(".")[0]
    if section in _SECTIONS:
        facts["section"] = section
        return Fault(UNKNOWN_AT_NEAR if near else UNKNOWN_AT, {"number": number, **facts}, file)
    return Fault(UNKNOWN_SECTION_NEAR if near else UNKNOWN_SECTION, {"number": number, **facts}, file)


def _fault_in(key: Key, value: Any) -> Fault | None:
    named = {"key": key.full}
    if value is None and key.optional:
        return None
    if key.kind is tuple:
        return _fault_in_words(key, value) if key.element is str else _fault_in_numbers(key, value)
    if key.kind is bool:
        return None if isinstance(value, bool) else Fault(SWITCH, named)
    if key.kind is str:
        return _fault_in_word(key, value)
    return _fault_in_counts(key, value) if key.kind is PerProvider else _fault_in_number(key, value)


def _fault_in_word(key: Key, value: Any) -> Fault | None:
    if not isinstance(value, str):
        return Fault(WORD, {"key": key.full})
    wrong = key.meaning.choices and value not in key.meaning.choices
    return Fault(CHOICE, {"key": key.full, "choices": key.meaning.choices}) if wrong else None


def _fault_in_words(key: Key, value: Any) -> Fault | None:
    named = {"key": key.full}
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        return Fault(WORDS, named)
    if not value or len(set(value)) < len(value):
        return Fault(TWICE, named)
    if key.meaning.choices and not set(value) <= set(key.meaning.choices):
        return Fault(CHOICE, {**named, "choices": key.meaning.choices})
    return None


def _fault_in_counts(key: Key, value: Any) -> Fault | None:
    """Find what is wrong with a number for every provider, or a table of providers with a number each."""
    if isinstance(value, PerProvider):
        numbers: list[Any] = [each for each in (value.usual, *dict(value.named).values()) if each is not None]
    elif isinstance(value, Mapping):
        if not value:
            return Fault(TWICE, {"key": key.full})
        numbers = list(value.values())
    else:
        numbers = [value]
    found = (_fault_in_number(replace(key, kind=int), each) for each in numbers)
    return next((fault for fault in found if fault is not None), None)


def counts_in(text: str) -> dict[str, int | str]:
    """Read ``2``, ``Aanbieder A=2`` or several of these with commas: a number by provider, ``*`` for every other.

    What is no whole number is given as it stands, to be judged with the policy.
    """
    found: dict[str, int | str] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, _, number = (each.strip() for each in part.rpartition("="))
        found[name or "*"] = int(number) if number.isdecimal() and number.isascii() else number
    return found


def _fault_in_numbers(key: Key, value: Any) -> Fault | None:
    """Find what is wrong with a list of numbers; a number alone is a list of one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = [value]
    if not isinstance(value, list | tuple) or not value:
        return Fault(NUMBERS, {"key": key.full})
    faults = (_fault_in_number(key, each) for each in value)
    return next((fault for fault in faults if fault is not None), None)


def _fault_in_number(key: Key, value: Any) -> Fault | None:
    named = {"key": key.full}
    whole = int in {key.kind, key.element}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Fault(WHOLE if whole else NUMBER, named)
    if isinstance(value, float) and (not math.isfinite(value) or (whole and not value.is_integer())):
        return Fault(WHOLE if whole else NUMBER, named)
    low, high = key.meaning.low, key.meaning.high
    if low is not None and high is not None and not low <= value <= high:
        limits: dict[str, Fact] = {"low": low, "high": high}
        if key.meaning.year:
            limits = {name: str(limit) for name, limit in limits.items()}
        return Fault(BETWEEN, {**named, **limits})
    if key.full in _POSITIVE and value <= 0:
        return Fault(POSITIVE, named)
    return None


_POSITIVE: Final = {"radius.hub_km", "radius.mutual_km", "providers.max_share"}


def _converted(key: Key, value: Any) -> Any:
    if value is None or (key.kind is PerProvider and isinstance(value, PerProvider)):
        return value
    if key.kind is PerProvider:
        named = dict(value) if isinstance(value, Mapping) else {"*": value}
        usual = named.pop("*", None)
        counts = tuple(sorted((str(name), int(number)) for name, number in named.items()))
        return PerProvider(None if usual is None else int(usual), counts)
    if key.kind is tuple and isinstance(value, int | float):
        return (key.element(value),)
    return tuple(key.element(each) for each in value) if key.kind is tuple else key.kind(value)
