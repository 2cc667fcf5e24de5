"""A project: a folder with the families, the settings, the plans and the log of what was changed by hand.

Its files are those of the commands, so that a colleague with a terminal works on the same folder:
``families.csv`` and ``policy.toml`` are what ``plan`` takes, and each folder in ``plans`` is one that ``plan`` wrote,
with the families file that it was made of.
"""

import datetime as dt
import hashlib
import json
import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from geodata.errors import Fault, InputError
from geodata.families import Families, Precision
from geodata.language import Lang
from geodata.reading import Reading
from geodata.writing import as_csv
from optimizer.application.drawing_request import Drawing
from optimizer.application.folder import write_file
from optimizer.application.posing import read_input
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.policy.file import read_policy
from optimizer.policy.values import Policy
from optimizer.policy.written import as_toml
from optimizer.screen import words
from optimizer.screen.change_log import NAME as LOG
from optimizer.screen.change_log import ChangeLog
from optimizer.screen.changes import Change, Hand, Kind, active, applied, fits, replayed
from optimizer.screen.gathering import Gathered
from optimizer.screen.refusal import RefusalError

SCHEMA: Final = "constellations/project/1"
ABOUT: Final = "project.json"
FAMILIES: Final = "families.csv"
POLICY: Final = "policy.toml"
KEY: Final = "mask.key"
LOCK: Final = "project.lock"
PLANS: Final = "plans"
ABOUT_PLAN: Final = "about.json"
LONGEST_NAME: Final = 80
_PLAN: Final = re.compile(r"plan-[0-9]{3,6}")


def now() -> str:
    """Give the moment, as files write it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a project begins with.

    Attributes
    ----------
    inputs
        The name and the SHA-256 of each file that was read.
    """

    name: str
    lang: Lang
    families: Families
    policy: Policy
    notices: Sequence[Fault]
    inputs: Sequence[tuple[str, str]]

    def files(self) -> dict[str, bytes]:
        """Give the files of the folder."""
        about = {
            "schema": SCHEMA,
            "name": self.name,
            "made": now(),
            "lang": str(self.lang),
            "inputs": [{"name": name, "sha256": sha256} for name, sha256 in self.inputs],
            "notices": [{str(lang): notice.say(lang) for lang in Lang} for notice in self.notices],
        }
        return {
            ABOUT: as_json(about),
            FAMILIES: as_csv(self.families, self.lang),
            POLICY: as_toml(self.policy).encode(),
            KEY: f"{secrets.token_hex(32)}\n".encode(),
        }

    def reading(self, written: bytes) -> Reading | None:
        """Give what reading the written families gives, as long as that is what they were made of.

        Families at coordinates come back as they were written (``tests/geodata/test_reading_roundtrip.py``). ``None``
        where some are at a postcode, whose place may be another by then, or pinned, of which faults name the rows.
        """
        if any(each.pinned or each.location.precision is not Precision.COORDINATES for each in self.families):
            return None
        return Reading(self.families, (), hashlib.sha256(written).hexdigest(), FAMILIES)


def as_json(value: object) -> bytes:
    """Write a document of ours."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


@dataclass(frozen=True, slots=True)
class PlanAbout:
    """A plan of a project; its id is the name of its folder."""

    id: str
    name: str
    made: str
    by_hand: bool


class Project:
    """A project that is open; nobody else has it open meanwhile.

    Raises
    ------
    RefusalError
        When it is open elsewhere, or the folder holds none.
    """

    def __init__(self, folder: Path, reading: Reading | None = None) -> None:
        """Open it; ``reading`` is what its families file holds, where that is known as it was just written."""
        self.folder = folder
        self.guard = threading.RLock()
        self.writing = threading.Lock()  # of documents about a plan: a change by hand does not wait for them
        if any(each.is_symlink() for each in folder.iterdir()):
            raise RefusalError(words.LINKED, status=404)
        self._file_lock = FileLock(folder / LOCK, mode=0o600, timeout=0, thread_local=False)
        try:
            self._file_lock.acquire()
        except Timeout:
            raise RefusalError(words.ELSEWHERE, status=423) from None
        try:
            self._about = about_in(folder)
            self.log = ChangeLog(folder / LOG, fits)
            self.reading: Reading = reading or read_input(folder / FAMILIES, Gathered(), silent=True)
        except BaseException:
            self._file_lock.release()
            raise
        self._hand: tuple[int, Hand] | None = None
        self._stated: dict[str, tuple[tuple[int, int, int], PlanFile]] = {}

    def close(self) -> None:
        """Let others open it."""
        self._file_lock.release()

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def name(self) -> str:
        """What its owner calls it."""
        return str(self._about["name"])

    def rename(self, name: str) -> None:
        """Call it otherwise."""
        about = {**self._about, "name": name}
        write_file(self.folder / ABOUT, as_json(about), force=True)
        self._about = about

    @property
    def lang(self) -> Lang:
        """The language of the files in it."""
        return Lang(self._about["lang"])

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the files that were read."""
        return tuple(str(each["name"]) for each in self._about["inputs"])

    def notices(self, lang: Lang) -> list[str]:
        """Say what was to be noticed when the files were read."""
        return [str(each[str(lang)]) for each in self._about["notices"]]

    @property
    def drawing(self) -> Drawing:
        """How points are drawn: masked, on the same points for as long as the project lasts."""
        return Drawing(key_file=self.folder / KEY)

    @property
    def policy(self) -> Policy:
        """The settings, as the file has them now."""
        return read_policy(self.folder / POLICY)

    def set_policy(self, policy: Policy, values: Mapping[str, Any]) -> None:
        """Write the settings, and note in the log that they changed."""
        write_file(self.folder / POLICY, as_toml(policy).encode(), force=True)
        self.log.append({"kind": str(Kind.SETTINGS), "values": dict(values), "at": now()})

    @property
    def changes(self) -> list[Change]:
        """The log."""
        return [change for entry in self.log.entries if (change := Change.of(entry)) is not None]

    @property
    def hand(self) -> Hand:
        """What the log comes to."""
        if self._hand is None or self._hand[0] != self.log.revision:
            held, _ = active(self.changes)
            self._hand = (self.log.revision, replayed(held, self.hub_of))
        return self._hand[1]

    def append(self, change: Change) -> Hand:
        """Write a change into the log, and give what it comes to."""
        before = self.hand
        self.log.append({**change.as_entry(), "kind": str(change.kind), "at": now()})
        if change.kind not in {Kind.UNDO, Kind.REDO}:
            self._hand = (self.log.revision, applied(before, change, self.hub_of))
        return self.hand

    def hub_of(self, plan: str) -> dict[str, str]:
        """Give the hub home of each placed family in a plan of the project; empty where it is gone."""
        stated = self.readable(plan)
        if stated is None:
            return {}
        return {family: each.hub for each in stated.constellations for family in (each.hub, *each.satellites)}

    def stated(self, plan: str) -> PlanFile:
        """Read the ``plan.json`` of a plan of the project; once, as long as the file is as it was."""
        about = (self.plan_folder(plan) / "plan.json").stat()
        key = (about.st_mtime_ns, about.st_size, about.st_ino)
        known = self._stated.get(plan)
        if known is None or known[0] != key:
            known = (key, read_plan_file(self.plan_bytes(plan)))
            self._stated[plan] = known
        return known[1]

    def plan_bytes(self, plan: str) -> bytes:
        """Give the ``plan.json`` of a plan of the project as it stands."""
        return (self.plan_folder(plan) / "plan.json").read_bytes()

    def readable(self, plan: str) -> PlanFile | None:
        """Read the ``plan.json`` of a plan; ``None`` where it is gone or cannot be read."""
        try:
            return self.stated(plan)
        except (RefusalError, InputError, OSError, RecursionError):
            return None

    def plan_folder(self, plan: str) -> Path:
        """Give the folder of a plan.

        Raises
        ------
        RefusalError
            When the project has no such plan; no other name is ever looked up on the disk.
        """
        if not self._is_plan(plan):
            raise RefusalError(words.NOT_FOUND, status=404)
        return self.folder / PLANS / plan

    def families_file(self, plan: str) -> Path:
        """Give the families file that a plan was made of."""
        own = self.plan_folder(plan) / FAMILIES
        return own if own.is_file() else self.folder / FAMILIES

    def next_plan(self) -> str:
        """Give the name of a folder for another plan."""
        (self.folder / PLANS).mkdir(mode=0o700, exist_ok=True)
        taken = [int(each.name[5:]) for each in (self.folder / PLANS).iterdir() if _PLAN.fullmatch(each.name)]
        return f"plan-{max(taken, default=0) + 1:03d}"

    def about_plan(self, plan: str) -> PlanAbout:
        """Tell of a plan what the screen noted when it was made; of one that a command put there, what can be seen."""
        path = self.plan_folder(plan) / ABOUT_PLAN
        try:
            noted = json.loads(path.read_bytes())
            return PlanAbout(plan, str(noted["name"]), str(noted["made"]), bool(noted["by_hand"]))
        except (OSError, ValueError, KeyError, TypeError):
            made = dt.datetime.fromtimestamp((path.parent / "plan.json").stat().st_mtime, dt.UTC)
            name = words.PLAN_NAME.say(self.lang, {"n": str(int(plan[5:]))})
            return PlanAbout(plan, name, made.isoformat(timespec="seconds"), by_hand=False)

    def plans(self) -> list[PlanAbout]:
        """Give the plans of the project, the oldest first."""
        folder = self.folder / PLANS
        names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        return [self.about_plan(name) for name in names if self._is_plan(name)]

    def _is_plan(self, name: str) -> bool:
        """Tell whether a folder in the project is a plan; none of a link, whose target may be anywhere."""
        folder = self.folder / PLANS / name
        path = folder / "plan.json"
        linked = any(each.is_symlink() for each in (folder.parent, folder, path, folder / FAMILIES))
        return _PLAN.fullmatch(name) is not None and not linked and path.is_file()

    def families_of(self, hand: Hand) -> bytes:
        """Write the families as the changes by hand leave them."""
        return as_csv(hand.families(self.reading.families), self.lang)


def about_in(folder: Path) -> Mapping[str, Any]:
    """Read what a project notes of itself.

    Raises
    ------
    RefusalError
        When the folder holds no project.
    """
    try:
        about = json.loads((folder / ABOUT).read_bytes())
    except (OSError, ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or not _is_about(about):
        raise RefusalError(words.NOT_A_PROJECT, status=404)
    return about


def _is_about(about: Mapping[str, Any]) -> bool:
    """Tell whether a document has all that a project notes of itself."""
    inputs, notices = about.get("inputs"), about.get("notices")
    return (
        about.get("schema") == SCHEMA
        and isinstance(about.get("name"), str)
        and about.get("lang") in list(Lang)
        and isinstance(inputs, list)
        and all(isinstance(each, dict) and isinstance(each.get("name"), str) for each in inputs)
        and isinstance(notices, list)
        and all(isinstance(each, dict) and set(Lang) <= each.keys() for each in notices)
    )


def cleaned_name(given: str | None) -> str:
    """Give a name as it may be shown: on one line, without signs that steer, and no longer than ``LONGEST_NAME``."""
    shown = "".join(sign if sign.isprintable() else " " for sign in given or "")
    return " ".join(shown.split())[:LONGEST_NAME].strip()
