"""A finished plan: what was asked, the plan, what the verifier found, what is proved, and where it came from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib import metadata
from typing import Protocol, Self

from geodata.language import Fact, Lang
from optimizer import __version__
from optimizer.consent import Proposal
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan, Verdict
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.today import NOT_KNOWN, Move, Today
from optimizer.what_helps import NOTHING_KNOWN, HelpfulChange, WhatHelps


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a family is unplaced: a code, and the figures that its sentence shows."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Explanation(Protocol):
    """Why one family is unplaced, and what would let it in."""

    @property
    def reason(self) -> Reason:
        """The reason as ``plan.json`` writes it."""
        ...

    def sentences(self, lang: Lang) -> tuple[str, ...]:
        """Say the reason."""
        ...

    def advice(self, lang: Lang) -> tuple[str, ...]:
        """Say what would let it in; nothing where nobody looked."""
        ...

    @property
    def changes(self) -> tuple[HelpfulChange, ...]:
        """The single changes that let it in, the smallest first."""
        ...

    def without_distances(self) -> "Explanation":
        """Say the same with no distance told finer than masks are."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """Which families file and which program a plan was made with.

    ``distances_sha256`` is that of a file of distances, ``None`` where straight lines were measured;
    ``n_by_postcode`` counts joining families known by the four digits of their postcode only. ``made_on`` is the day
    on which the plan was made, ``None`` where no file says it.
    """

    sha256: str
    n_families: int
    version: str
    ortools: str
    distances_sha256: str | None = None
    n_by_postcode: int = 0
    made_on: date | None = None

    @classmethod
    def current(
        cls,
        sha256: str,
        n_families: int,
        distances_sha256: str | None = None,
        n_by_postcode: int = 0,
        made_on: date | None = None,
    ) -> Self:
        """Say that a plan was made by this program."""
        return cls(sha256, n_families, __version__, _solver(), distances_sha256, n_by_postcode, made_on)


@cache
def _solver() -> str:
    """Give the version of the solver."""
    return metadata.version("ortools")


def day_of_making() -> date:
    """Give the day of today, or that of ``SOURCE_DATE_EPOCH``, with which files come out as on another day.

    That variable is described on https://reproducible-builds.org/specs/source-date-epoch/.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(stated), UTC) if stated.isdecimal() else datetime.now().astimezone()
    return now.date()


@dataclass(frozen=True, slots=True)
class FinishedPlan:
    """A plan with all that files and pages say of it, whether it was just made or read from a file.

    Attributes
    ----------
    verdict
        What the verifier found; a plan that was just made has passed.
    marks
        One for each tier, recomputed; a bound is proved, or ``None``.
    status
        How the search ended; ``None`` where that is not known, as of a plan changed by hand.
    input_name
        Name of the families file, without its folder.
    seconds
        Of the whole search, on the wall.
    interrupted
        Whether the user ended the search.
    explanations
        By family, for those unplaced; nothing of those that nobody looked into.
    today
        The constellations of today, where they are known.
    helps
        What would help the plan as a whole; nothing where nobody looked.
    proposals
        What is asked of each family that the plan moves, where the policy says that nobody moves without consent.
    """

    problem: Problem = field(repr=False)
    plan: Plan
    policy: Policy
    verdict: Verdict
    marks: tuple[Mark, ...]
    status: Status | None
    source: Source
    input_name: str
    seconds: float = 0.0
    interrupted: bool = False
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    today: Today = NOT_KNOWN
    helps: WhatHelps = NOTHING_KNOWN
    proposals: tuple[Proposal, ...] = ()

    @property
    def seed(self) -> int:
        """Seed of every random choice."""
        return self.policy.solve.seed

    @property
    def moves(self) -> tuple[Move, ...]:
        """What the plan changes for each family, where today is known."""
        return self.today.changes(self.plan) if self.today else ()

    @property
    def asks_consent(self) -> bool:
        """Whether every move is a proposal."""
        return self.policy.today.consent and bool(self.today)

    def explained(self, explanations: Mapping[str, Explanation]) -> Self:
        """Give the plan with what was found out about its unplaced families."""
        return replace(self, explanations=explanations)

    def without_distances(self) -> Self:
        """Give the plan with explanations that tell no distance finer than masks are."""
        return self.explained({key: each.without_distances() for key, each in self.explanations.items()})
