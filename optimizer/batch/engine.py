"""What does the runs of a batch, wherever that is, and what it tells meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from optimizer.batch.runs import Run
from optimizer.batch.task import RunResult, Task
from optimizer.outcome import Progress
from optimizer.policy.values import Policy

_GRACE_S: Final = 300.0
"""What a run may take besides its own limit, on a computer that is busy with other things too."""


def patience_s(policy: Policy) -> float:
    """Give the seconds after which a run is ended: three times its limit, or ten times what its work usually takes."""
    return _GRACE_S + (3 if policy.solve.work is None else 10) * policy.solve.about_s


@dataclass(frozen=True, slots=True)
class Began:
    """A run began, or began again after its computer was lost."""

    run: Run


@dataclass(frozen=True, slots=True)
class Progressed:
    """How the search of a run stands."""

    run: Run
    progress: Progress


@dataclass(frozen=True, slots=True)
class Ended:
    """A run ended; ``log`` is all that was told of it."""

    run: Run
    result: RunResult
    log: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """Nothing happened for a moment."""


Event = Began | Progressed | Ended | Ticked

Load = Callable[[Run], Task | RunResult]
"""Reads the files of a run when its turn comes; gives how it ended where that cannot be."""


class Engine(Protocol):
    """Does runs. What it started ends when the iterator is closed."""

    @property
    def jobs(self) -> int:
        """How many runs are done at once."""
        ...

    def run(self, runs: Sequence[Run], load: Load) -> Iterator[Event]:
        """Do the runs; each gives ``Ended`` once, whatever happens to whoever did it."""
        ...
