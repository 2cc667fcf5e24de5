"""The runs of a batch: every families file with every scenario, each with a name and a hash of all that decides it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.store import Store
from optimizer import __version__
from optimizer.batch.grid import Scenario
from optimizer.batch.inputs import Input
from optimizer.batch.spec import Spec
from optimizer.policy.file import with_values
from optimizer.policy.values import Policy

_UNSAFE: Final = re.compile(r"[^\w.=+,-]+")
_WIDEST: Final = 80
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Versions:
    """What besides files and policy decides a plan, and where: the program, the solver, and imported geodata."""

    program: str
    ortools: str
    geodata: str


def versions_here() -> Versions:
    """Give the versions of this computer."""
    folder = Store().folder
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")) if folder is not None and folder.is_dir() else ():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return Versions(__version__, metadata.version("ortools"), digest.hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Run:
    """One families file with one scenario.

    Attributes
    ----------
    name
        Also the name of its folder: letters, digits and a few signs, the same in every batch over these files.
    policy
        With the scenario in it; of a file of distances or barriers it has the bare name.
    matrix
        Where that file stands.
    today
        Where the plan that tells today's constellations stands.
    """

    name: str
    input: Input
    scenario: Scenario
    policy: Policy
    matrix: Path | None = None
    today: Path | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All that decides the result of a run, by hash; ``None`` is a file that cannot be read."""

    input_sha256: str | None
    distances_sha256: str | None
    policy_sha256: str
    key: str
    today_sha256: str | None = None


@dataclass(slots=True)
class Hashes:
    """Hashes of files, each read once."""

    known: dict[Path, str | None] = field(default_factory=dict)

    def of(self, path: Path) -> str | None:
        """Give the hash of a file, ``None`` where it cannot be read."""
        if path not in self.known:
            try:
                with path.open("rb") as file:
                    self.known[path] = hashlib.file_digest(file, "sha256").hexdigest()
            except (OSError, ValueError):
                self.known[path] = None
        return self.known[path]

    @staticmethod
    def of_bytes(content: bytes) -> str:
        """Give the hash of what was read."""
        return hashlib.sha256(content).hexdigest()


def runs_of(
    spec: Spec,
    *,
    matrix_option: str | None = None,
    barriers_option: str | None = None,
    today_option: Path | None = None,
) -> tuple[Run, ...]:
    """Give every run, by input and then by scenario.

    Parameters
    ----------
    matrix_option, barriers_option
        Files of distances or barriers named on the command line, from the current folder.
    today_option
        A plan of today named there; it goes before those of the specification.

    Raises
    ------
    InputError
        With a fault for every scenario whose policy cannot be.
    """
    policies: list[Policy] = []
    faults: list[Fault] = []
    for scenario in spec.scenarios:
        try:
            policies.append(with_values(spec.policy, dict(scenario.settings), scenario.repeated or None))
        except InputError as error:
            faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise InputError(faults)
    found = []
    for each in spec.inputs:
        for scenario, policy in zip(spec.scenarios, policies, strict=True):
            matrix = _matrix(spec, each, scenario, policy, matrix_option)
            barriers = _barriers(spec, scenario, policy, barriers_option)
            bare = policy.changed(
                {
                    "distance.matrix": None if matrix is None else matrix.name,
                    "distance.barriers": None if barriers is None else barriers.name,
                }
            )
            found.append(Run("", each, scenario, bare, matrix or barriers, today_option or each.today))
    return _with_names(found)


def _matrix(spec: Spec, each: Input, scenario: Scenario, policy: Policy, option: str | None) -> Path | None:
    if "distance.matrix" in dict(scenario.settings):
        return None if policy.distance.matrix is None else spec.folder / policy.distance.matrix
    if option is not None:
        return Path(option)
    if each.matrix is not None:
        return each.matrix
    return None if policy.distance.matrix is None else spec.policy_folder / policy.distance.matrix


def _barriers(spec: Spec, scenario: Scenario, policy: Policy, option: str | None) -> Path | None:
    if policy.distance.barriers is None:
        return None
    if "distance.barriers" in dict(scenario.settings):
        return spec.folder / policy.distance.barriers
    return spec.policy_folder / policy.distance.barriers if option is None else Path(option)


def _with_names(runs: Iterable[Run]) -> tuple[Run, ...]:
    given = list(runs)
    wanted = [
        "--".join(part.replace(" ", "_") for part in (run.input.name, run.scenario.label) if part) for run in given
    ]
    plain = [_plain(name) for name in wanted]
    often = Counter(name.casefold() for name in plain)
    names = [
        name if often[name.casefold()] == 1 and name == full else f"{name[: _WIDEST - 9]}-{_digest(full)[:8]}"
        for name, full in zip(plain, wanted, strict=True)
    ]
    numbered: Counter[str] = Counter()
    found = []
    for run, name in zip(given, names, strict=True):
        numbered[name.casefold()] += 1
        unique = name if numbered[name.casefold()] == 1 else f"{name}-{numbered[name.casefold()]}"
        found.append(replace(run, name=unique))
    return tuple(found)


def _plain(name: str) -> str:
    safe = _UNSAFE.sub("_", name)[:_WIDEST].strip("._ ")
    return f"_{safe}" if not safe or _RESERVED.fullmatch(safe) or safe[0] in "=+-," else safe


def fingerprint(run: Run, hashes: Hashes, versions: Versions, appearance: Mapping[str, Any]) -> Fingerprint:
    """Hash all that decides what a run gives.

    Parameters
    ----------
    appearance
        Language, masks and whatever else decides how the pages look.
    """
    policy = run.policy.as_dict()
    policy["distance"].pop("matrix", None)
    policy["distance"].pop("barriers", None)
    policy_sha256 = _digest(_canonical(policy))
    read = hashes.of(run.input.path)
    distances = None if run.matrix is None else hashes.of(run.matrix)
    today = None if run.today is None else hashes.of(run.today)
    deciding: dict[str, object] = {
        "input": [run.input.path.name, read],
        "distances": None if run.matrix is None else [run.matrix.name, distances],
        "policy": policy_sha256,
        "versions": [versions.program, versions.ortools, versions.geodata],
        "appearance": dict(appearance),
    }
    if run.today is not None:
        deciding["today"] = [run.today.name, today]
    return Fingerprint(read, distances, policy_sha256, _digest(_canonical(deciding)), today)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
