"""What travels to whoever does a run, and what comes back: all of it, so that no disk need be shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from geodata.language import Lang
from optimizer.application.drawing_request import Drawing
from optimizer.files.planfile import Stated
from optimizer.outcome import Progress
from optimizer.policy.values import Policy


class End(StrEnum):
    """How a run ended; the first four are those of a search."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    INPUT = "input"
    FAULT = "fault"
    MEMORY = "memory"
    KILLED = "killed"
    TIMEOUT = "timeout"
    PENDING = "pending"

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan, verified and written."""
        return self in {End.OPTIMAL, End.FEASIBLE}

    @property
    def final(self) -> bool:
        """Whether the same run would end so again: it is not done a second time."""
        return self in {End.OPTIMAL, End.FEASIBLE, End.INFEASIBLE, End.UNKNOWN, End.INPUT}

    @property
    def by_proof(self) -> bool:
        """Whether the run ended by itself and not by the clock: then it gives the same plan in every batch."""
        return self in {End.OPTIMAL, End.INFEASIBLE, End.INPUT}


@dataclass(frozen=True, slots=True)
class Payload:
    """A file that travels: its name without folders, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """One run to do.

    Attributes
    ----------
    run
        Its name.
    policy
        As the user set it; what it says of files and threads gives way to ``distances`` and ``threads``.
    drawing
        How pages are drawn; ``mask_key`` stands in the place of a key file.
    mask_key
        The secret of the masks, where one is used.
    kept_masks
        The ledger beside it: where families were drawn before.
    threads
        Threads of the solver.
    today
        A plan that tells today's constellations.
    """

    run: str
    families: Payload
    distances: Payload | None
    policy: Policy
    lang: Lang
    threads: int
    drawing: Drawing
    mask_key: bytes | None = field(default=None, repr=False)
    kept_masks: bytes = field(default=b"", repr=False)
    today: Payload | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a plan. ``farthest_m``: how far the farthest satellite lives at most, ``None`` without any."""

    families: int
    joining: int
    placed: int
    unplaced: int
    left_out: int
    constellations: int
    farthest_m: int | None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run gives.

    Attributes
    ----------
    sentences
        Why there is no plan, in the language of the task.
    files
        Everything to be written, by name; empty without a plan.
    kept_masks
        The ledger of the masks with where families were drawn now.
    memory_mb
        The most that the process took; ``None`` where it cannot be known.
    """

    end: End
    sentences: tuple[str, ...] = ()
    counts: Counts | None = None
    tiers: tuple[Stated, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    seconds: float = 0.0
    memory_mb: float | None = None
    kept_masks: bytes = field(default=b"", repr=False)


Message = str | Progress
"""What is told of a run under way: a line for its log, or how the search stands."""

Perform = Callable[[Task, Callable[[Message], None]], RunResult]
"""Does a run; is found by its name in another process, so it must be a function of a module."""
