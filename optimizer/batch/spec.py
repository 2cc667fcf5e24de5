"""``SPEC.toml``: which families files, which policy, and which scenarios to try on each of them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.batch.grid import Scenario, expanded
from optimizer.batch.inputs import Input, files_of, named
from optimizer.policy.file import may_be_named, policy_from, read_policy
from optimizer.policy.values import Policy

_KEYS: Final = ("inputs", "policy", "scenarios")
_INPUT_KEYS: Final = ("file", "name", "matrix", "today")


@dataclass(frozen=True, slots=True)
class Spec:
    """What a batch is to do.

    Attributes
    ----------
    policy
        What every scenario starts from.
    folder
        Where names of files in scenarios begin.
    policy_folder
        Where the name of a file of distances in ``policy`` begins.
    """

    inputs: tuple[Input, ...]
    scenarios: tuple[Scenario, ...]
    policy: Policy
    folder: Path
    policy_folder: Path


def read_spec(path: Path) -> Spec:
    """Read a specification.

    Raises
    ------
    InputError
        With every fault of the file; values of keys are judged with the policies they make.
    """
    written = _toml(path)
    faults = [
        Fault(UNKNOWN, {"key": key, "known": _KEYS}, file=path.name)
        if may_be_named(key)
        else Fault(UNKNOWN_AT, {"number": number, "known": _KEYS}, file=path.name)
        for number, key in enumerate(written, start=1)
        if key not in _KEYS
    ]
    inputs: tuple[Input, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    policy, policy_folder = Policy(), path.parent
    try:
        inputs = _inputs(written.get("inputs"), path)
    except InputError as error:
        faults += error.faults
    try:
        scenarios = _scenarios(written.get("scenarios", {}), path)
    except InputError as error:
        faults += error.faults
    try:
        policy, policy_folder = _policy(written.get("policy", {}), path)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)
    return Spec(inputs, scenarios, policy, path.parent, policy_folder)


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        read = decoded(path.read_bytes())
    except OSError as error:
        raise InputError([Fault(UNREADABLE, file=path.name)]) from error
    if read is None:
        raise InputError([Fault(UNREADABLE, file=path.name)])
    try:
        return tomllib.loads(read.text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        fault = Fault(NOT_TOML, {"line": line[1]}, path.name) if line else Fault(NOT_WHOLE, file=path.name)
        raise InputError([fault]) from error


def _inputs(written: object, spec: Path) -> tuple[Input, ...]:
    if not isinstance(written, list) or not written:
        raise InputError([Fault(NO_INPUTS, file=spec.name)])
    found: list[tuple[Path, str | None, Path | None]] = []
    todays: list[Path | None] = []
    faults: list[Fault] = []
    for number, each in enumerate(written, start=1):
        table = {"file": each} if isinstance(each, str) else each
        if (
            not isinstance(table, dict)
            or "file" not in table
            or not set(table) <= set(_INPUT_KEYS)
            or not all(isinstance(value, str) and value.strip() for value in table.values())
        ):
            faults.append(Fault(BAD_INPUT, {"number": number, "known": _INPUT_KEYS}, file=spec.name))
            continue
        try:
            files = files_of(table["file"], spec.parent)
        except InputError as error:
            faults += error.faults
            continue
        matrix = spec.parent / table["matrix"] if "matrix" in table else None
        if "name" in table and len(files) > 1:
            faults.append(Fault(ONE_NAME, {"number": number}, file=spec.name))
        found += [(file, table.get("name"), matrix) for file in files]
        todays += [spec.parent / table["today"] if "today" in table else None] * len(files)
    if faults:
        raise InputError(faults)
    return tuple(replace(each, today=today) for each, today in zip(named(found), todays, strict=True))


def _scenarios(written: object, spec: Path) -> tuple[Scenario, ...]:
    if not isinstance(written, dict) or not all(isinstance(each, dict) for each in written.values()):
        raise InputError([Fault(BAD_SCENARIOS, file=spec.name)])
    found: list[Scenario] = []
    faults: list[Fault] = []
    for name, sections in written.items():
        loose = [section for section, keys in sections.items() if not isinstance(keys, dict)]
        faults += [
            Fault(LOOSE_KEY, {"scenario": name, "key": key}, file=spec.name)
            if may_be_named(key)
            else Fault(LOOSE_KEY_AT, {"scenario": name, "number": list(sections).index(key) + 1}, file=spec.name)
            for key in loose
        ]
        settings = {
            f"{section}.{key}": value
            for section, keys in sections.items()
            if isinstance(keys, dict)
            for key, value in keys.items()
        }
        try:
            found += expanded(name, settings, spec.name)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(found) or (Scenario(""),)


def _policy(written: object, spec: Path) -> tuple[Policy, Path]:
    if isinstance(written, str):
        path = spec.parent / written
        return read_policy(path), path.parent
    if isinstance(written, dict):
        return policy_from(written, spec.name), spec.parent
    raise InputError([Fault(BAD_POLICY, file=spec.name)])


UNREADABLE: Final = Text(nl="dit bestand kan niet worden gelezen.", en="this file cannot be read.")
NOT_TOML: Final = Text(
    nl="dit is geen geldig TOML-bestand; kijk naar regel {line}.",
    en="this is no valid TOML file; look at line {line}.",
)
NOT_WHOLE: Final = Text(
    nl="dit is geen geldig TOML-bestand: aan het eind ontbreekt iets.",
    en="this is no valid TOML file: something is missing at its end.",
)
UNKNOWN: Final = Text(
    nl="de sleutel '{key}' bestaat niet in een batch. Bestaande sleutels: {known}.",
    en="the key '{key}' does not exist in a batch. Existing keys: {known}.",
)
NO_INPUTS: Final = Text(
    nl='noem de gezinnenbestanden: inputs = ["regio-a.csv", "regios/*.csv"].',
    en='name the families files: inputs = ["region-a.csv", "regions/*.csv"].',
)
UNKNOWN_AT: Final = Text(
    nl="sleutel {number} bestaat niet in een batch. Bestaande sleutels: {known}.",
    en="key {number} does not exist in a batch. Existing keys: {known}.",
)
BAD_INPUT: Final = Text(
    nl="nummer {number} van 'inputs' moet de naam van een bestand zijn, of een tabel met {known}.",
    en="number {number} of 'inputs' must be the name of a file, or a table with {known}.",
)
ONE_NAME: Final = Text(
    nl="nummer {number} van 'inputs' geeft één naam aan meer bestanden; laat 'name' weg.",
    en="number {number} of 'inputs' gives one name to several files; leave 'name' out.",
)
BAD_SCENARIOS: Final = Text(
    nl="schrijf elk scenario als een onderdeel: [scenarios.ruim] en daaronder radius.hub_km = 7.5.",
    en="write each scenario as a section: [scenarios.wide] and below it radius.hub_km = 7.5.",
)
LOOSE_KEY_AT: Final = Text(
    nl="scenario '{scenario}': sleutel {number} hoort in een onderdeel van het beleid, zoals radius.hub_km.",
    en="scenario '{scenario}': key {number} belongs in a section of the policy, such as radius.hub_km.",
)
LOOSE_KEY: Final = Text(
    nl="scenario '{scenario}': '{key}' hoort in een onderdeel van het beleid, zoals radius.hub_km.",
    en="scenario '{scenario}': '{key}' belongs in a section of the policy, such as radius.hub_km.",
)
BAD_POLICY: Final = Text(
    nl="'policy' moet de naam van een beleidsbestand zijn, of een onderdeel met het beleid zelf.",
    en="'policy' must be the name of a policy file, or a section with the policy itself.",
)
