"""What a search gives back: a plan, and what is proved about it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from optimizer.plan import Plan, Verdict


class Status(StrEnum):
    """How a search ended, as ``plan.json`` writes it."""

    OPTIMAL = "optimal"
    """Proved best on every tier, and the one that is chosen among equals: always the same plan."""

    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """A tier of an outcome: its value in the plan, and what no plan can beat *given the values above it*.

    ``bound`` is proved, or ``None``; ``value`` is recomputed from homes. ``without`` holds the keys of the rules and
    tiers that a bound which does not reach the value leaves out: with them it might have come nearer.
    """

    tier: str
    value: int
    bound: int | None
    seconds: float
    without: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether no plan with the same values above can do better."""
        return self.bound is not None and self.bound >= self.value

    @property
    def gap(self) -> float | None:
        """``(value - bound) / value``, between 0 and 1; ``None`` where nothing was proved."""
        if self.bound is None:
            return None
        return 0.0 if self.value <= self.bound else (self.value - self.bound) / self.value


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search may use.

    Attributes
    ----------
    time_limit_s
        Seconds on the wall for the whole search.
    workers
        Threads; 0 is one a core.
    seed
        Seed of every random choice.
    work
        Units of work for the whole search, in place of seconds: the same plan however busy the computer is. One thread.
    """

    time_limit_s: float = 30.0
    workers: int = 0
    seed: int = 0
    work: float | None = None

    @property
    def amount(self) -> float:
        """Seconds, or units of work where that is counted."""
        return self.time_limit_s if self.work is None else self.work

    def share(self, part: float) -> "Limits":
        """Give a part of the time, or of the work."""
        work = None if self.work is None else part * self.work
        return replace(self, time_limit_s=part * self.time_limit_s, work=work)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that no plan can keep together, by their keys, in the order in which a planner reads them.

    Attributes
    ----------
    not_asked
        Those of them of which it is not known whether they are needed: the answer did not come in time, or the problem
        without them is too large. Each of the others is: without it the others leave a plan.
    """

    rules: tuple[str, ...]
    not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What is known of a problem without a plan.

    Attributes
    ----------
    conflicts
        Any one of them alone leaves no plan; there may be more.
    enough
        Keys of the rules of which each is proved to be enough to set aside: without it alone there is a plan.
    """

    conflicts: tuple[Conflict, ...] = ()
    enough: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether any conflict is known."""
        return bool(self.conflicts)

    def __contains__(self, key: object) -> bool:
        """Tell whether a rule is in any conflict."""
        return any(key in conflict.rules for conflict in self.conflicts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a search.

    Attributes
    ----------
    plan
        ``None`` unless ``status`` is ``optimal`` or ``feasible``; then it has passed the verifier.
    marks
        One for each tier, in order; empty without a plan.
    strategy
        Name of the strategy that ran.
    clash
        The rules that no plan can keep together; only when infeasible.
    interrupted
        Whether the user ended the search.
    verdict
        What the verifier found of ``plan``; ``None`` without a plan.
    """

    status: Status
    plan: Plan | None
    marks: tuple[Mark, ...]
    seconds: float
    strategy: str
    clash: Clash = Clash()
    interrupted: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How a search under way stands: the tier, its best value so far and what is proved of it."""

    tier: str
    value: int | None
    bound: int | None
    seconds: float
