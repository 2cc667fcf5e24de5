"""What a plan loses when a hub home stops, for some hub homes or for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from geodata.personal_cells import may_be_repeated
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.explain.case import Time
from optimizer.explain.without import Stopped, without_hub
from optimizer.finished import FinishedPlan
from optimizer.interruption import beside
from optimizer.plan import Constellation, Plan

_SECONDS: Final = 4.0
"""The most on the processor for one hub home."""

_QUESTION_S: Final = 1.5


@dataclass(frozen=True, slots=True)
class WithoutRequest:
    """Which hub homes are asked about: by their id or by the number of their constellation; all where none is named.

    Attributes
    ----------
    stays
        Whether the family of a hub home that stops goes on as a foster family.
    """

    families: FamiliesFiles
    plan: Path
    hubs: Sequence[str]
    policy: PolicyRequest
    stays: bool = False


@dataclass(frozen=True, slots=True)
class WithoutHubs:
    """The plan, and each hub home asked about, the least dispensable first; none of a plan that breaks rules."""

    finished: FinishedPlan
    found: tuple[Stopped, ...]


def without_hubs(request: WithoutRequest, lang: Lang, reporter: Reporter) -> WithoutHubs:
    """Find what is lost when hub homes stop, each by itself.

    Raises
    ------
    InputError
        When a file cannot be used, or what is named is no hub home of the plan.
    """
    with opened(request.families, lang, reporter, made_of=made_of(request.plan)) as read:
        finished = read_given(request.plan, read.reading, request.policy, reporter).finished(read.reading)
    asked = named_hubs(request.hubs, finished.plan)
    return without_in(finished, asked, stays=request.stays)


def without_in(finished: FinishedPlan, asked: Sequence[Constellation], *, stays: bool = False) -> WithoutHubs:
    """Find what is lost when the hub homes of some constellations of a plan stop, each by itself."""
    if not finished.verdict.passed:
        return WithoutHubs(finished, ())
    limit = Time.of(_SECONDS * len(asked), _QUESTION_S)

    def all_of() -> list[Stopped]:
        found = []
        for at, each in enumerate(asked):
            part = limit.share(len(asked) - at)
            found.append(without_hub(finished.problem, finished.plan, each, part, stays=stays))
        return found

    return WithoutHubs(finished, tuple(sorted(beside(all_of), key=lambda each: each.rank, reverse=True)))


def named_hubs(names: Sequence[str], plan: Plan) -> tuple[Constellation, ...]:
    """Find the constellations that a user names, by hub home or by number; all where none is named.

    Raises
    ------
    InputError
        For names that are neither.
    """
    if not names:
        return plan.constellations
    known = {each.hub.id: each for each in plan.constellations}
    known |= dict(zip(plan.ids, plan.constellations, strict=True))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            [
                Fault(NO_HUB if may_be_repeated(name) else NO_HUB_PLACE, {"name": name, "at": names.index(name) + 1})
                for name in unknown
            ]
        )
    return tuple({known[name].hub.id: known[name] for name in names}.values())


NO_HUB_PLACE: Final = Text(
    nl="nummer {at} van wat u noemt is geen hubhome en geen constellatie van dit plan. Noem een hubhome, of een nummer "
    "zoals C03.",
    en="number {at} of what you name is no hub home and no constellation of this plan. Name a hub home, or a number "
    "such as C03.",
)
NO_HUB: Final = Text(
    nl="{name} is geen hubhome en geen constellatie van dit plan. Noem een hubhome, of een nummer zoals C03.",
    en="{name} is no hub home and no constellation of this plan. Name a hub home, or a number such as C03.",
)
