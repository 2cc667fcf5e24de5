"""What a question about this program needs to know of the computer: nothing of families, and no path with a name."""

import importlib.util
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Final

import geodata
import optimizer
from geodata.errors import InputError
from geodata.example import draw_region
from geodata.families import Families
from geodata.store import data_folder
from optimizer.machine import available_mb, n_cores
from optimizer.outcome import Limits, Status
from optimizer.policy.values import Policy
from optimizer.search import solve
from optimizer.verify import verify

TIME_LIMIT_S: Final = 3.0
"""What the search for the small plan may take."""

NOT_FOR_A_PLAN: Final = frozenset({"pyogrio"})
"""Packages without which a plan can be made, and some other things cannot."""

ELSEWHERE: Final = "…"
"""Stands for a place outside the user's own folder, whose name may say who or where."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that this program needs; ``version`` is ``None`` where it is not installed."""

    name: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the program writes in.

    Attributes
    ----------
    use
        ``data``, ``work`` or ``temporary``.
    shown
        Where it is, with the user's own folder as ``~``; ``…`` where its name may tell something.
    writable
        Whether a file could be written in it, or in the nearest folder above it that exists.
    """

    use: str
    shown: str
    writable: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A small plan of invented families.

    Attributes
    ----------
    families, constellations
        Their numbers.
    passed
        Whether the verifier found nothing against it.
    proved
        Whether no better one is possible.
    seconds
        What search and check took.
    """

    families: int
    constellations: int
    passed: bool
    proved: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that is found.

    Attributes
    ----------
    encoding
        How the terminal writes letters.
    memory_mb
        Memory that new work may take.
    key
        Whether the user has a key for masked maps.
    areas
        Imported files of official areas.
    compiled, kernels
        Inner loops that are machine code, and all there are.
    """

    version: str
    python: str
    system: str
    encoding: str
    cores: int
    memory_mb: float
    packages: tuple[Package, ...]
    folders: tuple[Folder, ...]
    key: bool
    areas: int
    compiled: int
    kernels: int
    trial: Trial

    @property
    def healthy(self) -> bool:
        """Whether all is there that a plan needs."""
        return (
            all(each.version is not None or each.name in NOT_FOR_A_PLAN for each in self.packages)
            and all(each.writable for each in self.folders)
            and self.compiled == self.kernels
            and self.trial.passed
        )


def diagnose() -> Diagnosis:
    """Look at this computer, and make a small plan."""
    kernels = list(_kernels())
    data = _data_folder()
    return Diagnosis(
        version=optimizer.__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()} ({platform.machine()})",
        encoding=sys.stdout.encoding or "",
        cores=n_cores(),
        memory_mb=available_mb(),
        packages=tuple(_packages()),
        folders=(
            Folder("data", without_names(data) if data else ELSEWHERE, data is not None and can_be_written(data)),
            Folder("work", ELSEWHERE, can_be_written(Path.cwd())),
            Folder("temporary", ELSEWHERE, can_be_written(Path(tempfile.gettempdir()))),
        ),
        key=data is not None and (data / "mask.key").is_file(),
        areas=0 if data is None else len(list((data / "geodata").glob("*.json"))),
        compiled=sum(kernels),
        kernels=len(kernels),
        trial=_trial(),
    )


def _data_folder() -> Path | None:
    """Give the user's data folder, ``None`` where there is none or it may not be looked at."""
    try:
        return data_folder()
    except InputError:
        return None


def without_names(path: Path) -> str:
    """Write a path with the user's own folder as ``~``; one outside it is not written at all."""
    try:
        return f"~/{path.absolute().relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return ELSEWHERE


def can_be_written(folder: Path) -> bool:
    """Try whether a file can be made in a folder, or in the nearest one above it that exists; nothing stays behind."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return True
    except OSError:
        return False


def _packages() -> Iterator[Package]:
    """Give the packages that the installed program says it needs."""
    for line in metadata.requires("constellations") or ():
        if "extra ==" not in line:
            name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
            try:
                yield Package(name, metadata.version(name))
            except metadata.PackageNotFoundError:
                yield Package(name, None)


def _kernels() -> Iterator[bool]:
    """Tell of each inner loop that can be machine code whether it is: such a module imports Cython by name."""
    for package in (geodata, optimizer):
        room = Path(package.__path__[0])
        for source in sorted(room.rglob("*.py")):
            if re.search(r"^import cython$", source.read_text(encoding="utf-8"), re.MULTILINE):
                spec = importlib.util.find_spec(".".join(source.relative_to(room.parent).with_suffix("").parts))
                yield spec is not None and str(spec.origin).endswith(tuple(EXTENSION_SUFFIXES))


def _trial() -> Trial:
    """Plan a small invented region, and check the plan."""
    families = Families(draw_region(40, 10, 3))
    problem = Policy().pose(families)
    outcome = solve(problem, Limits(TIME_LIMIT_S, 0, 0))
    if outcome.plan is None:
        return Trial(len(families), 0, passed=False, proved=False, seconds=outcome.seconds)
    return Trial(
        len(families),
        len(outcome.plan.constellations),
        passed=verify(problem, outcome.plan).passed,
        proved=outcome.status is Status.OPTIMAL,
        seconds=outcome.seconds,
    )
