"""What a single change is, and what it is to be proved: by a plan that passes the verifier under that change alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Protocol

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.others import OthersMove
from optimizer.model import IntArray
from optimizer.plan import Plan
from optimizer.problem import Problem

WHOLE: Final = 1.0
"""Effort of a change that is no share of a number: a family that becomes a candidate, one family exempted."""


class Change(Protocol):
    """One change of the policy, of a family or of a hub home.

    Attributes
    ----------
    key
        Its name in files.
    """

    key: ClassVar[str]

    @property
    def text(self) -> Text:
        """The change as the second half of a sentence, with ``facts`` as gaps."""
        ...

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Its figures."""
        ...

    def effort(self, problem: Problem) -> float:
        """Tell how small it is: the share by which it moves a number, 1 or more where it moves none."""
        ...

    def apply(self, problem: Problem) -> Problem:
        """Pose the problem with this change and no other."""
        ...


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change, with a plan under the changed problem that places the family and all who are placed now.

    Attributes
    ----------
    least
        Whether it is proved that no smaller change of this kind does it.
    others
        How many other families move then; ``None`` where nobody looked.
    """

    change: Change
    effort: float
    least: bool
    plan: Plan = field(repr=False)
    others: OthersMove | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one kind of change: a remedy if there is one, and whether that is proved."""

    remedy: Remedy | None
    complete: bool


NOTHING: Final = Answer(None, complete=True)
"""The kind of change does not exist in this problem."""


def proved(case: Case, family: Family | None, change: Change, plan: Plan | None, *, least: bool) -> Remedy | None:
    """Give the remedy when the plan passes the verifier under the change and no other, and nobody loses a place."""
    if plan is None:
        return None
    changed = change.apply(case.problem)
    try:
        again = Plan.of(
            changed.families, {each.hub.id: [one.id for one in each.satellites] for each in plan.constellations}
        )
    except KeyError:
        return None
    if not case.confirmed(changed, again, family):
        return None
    return Remedy(change, change.effort(case.problem), least, again)


def tried(case: Case, family: Family, change: Change) -> Answer:
    """Try one change that has no size to it."""
    found = case.ask(family, change.apply(case.problem))
    remedy = proved(case, family, change, found.plan, least=True)
    return Answer(remedy, remedy is not None or found.impossible)


def passing(
    case: Case, plan: Plan | None, passes: Callable[[Sequence[Family], int], bool], limit: IntArray
) -> str | None:
    """Give the hub home of a plan that passes its limit.

    Parameters
    ----------
    passes
        Is asked of the homes of a constellation, the hub home first, and of the limit of that hub.
    limit
        Shape ``(m,)``, in the order of the problem's hubs.
    """
    if plan is None:
        return None
    of = {
        case.problem.families[at].id: int(number) for at, number in zip(case.problem.hubs.tolist(), limit, strict=True)
    }
    return next((each.hub.id for each in plan.constellations if passes(each.homes, of[each.hub.id])), None)
