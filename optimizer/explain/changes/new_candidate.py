"""A family of the file as one more candidate hub home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from geodata.families import Families, Family, HubRole
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import WHOLE, Answer, proved
from optimizer.explain.changes.one_hub import OnlyOne, nearest_new, new_hub
from optimizer.explain.variants import beds_needed, posed, with_family
from optimizer.problem import Problem

_LARGE: Final = 400
"""Families up to which any of them may be the new hub home; beyond, those within three radii are tried."""


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """A family of the file becomes a candidate hub home, with enough sleep-over beds."""

    family: str
    beds: int
    is_candidate: bool = False

    key: ClassVar[str] = "new_candidate"

    @property
    def text(self) -> Text:
        """Say who; one that offers already only lacks beds."""
        if self.is_candidate:
            return Text(
                nl="kandidaat-hubhome {family} houdt {beds} logeerbedden vrij",
                en="candidate hub home {family} keeps {beds} sleep-over beds free",
            )
        return Text(nl="gezin {family} wordt kandidaat-hubhome", en="family {family} becomes a candidate hub home")

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many beds."""
        return {"family": self.family, "beds": self.beds}

    def effort(self, problem: Problem) -> float:
        """One for a family that must be asked; half for a candidate that must find a bed."""
        del problem
        return WHOLE / 2 if self.is_candidate else WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Change the one row."""
        return with_family(problem, as_candidate(problem.families.by_id[self.family], self.beds))


def as_candidate(family: Family, beds: int) -> Family:
    """Give the family as a candidate hub home that keeps so many beds free."""
    role = family.hub if family.hub.offers else HubRole.CANDIDATE
    return replace(family, hub=role, beds=max(family.beds, beds))


def new_candidates(case: Case) -> tuple[NewCandidate, ...]:
    """Give the families that could become a candidate and did not decline, or lack beds as one."""
    beds = beds_needed(case.problem)
    found = []
    for each in case.problem.families:
        is_candidate = each.may_be_hub
        if each.joins and each.hub is not HubRole.DECLINED and (not is_candidate or each.beds < beds):
            found.append(NewCandidate(each.id, beds, is_candidate))
    return tuple(found)


def find(case: Case, family: Family) -> Answer:
    """Look for the nearest family that lets this one in by being a candidate; rather one that only lacks beds."""
    changes = {each.family: each for each in new_candidates(case)}
    local = len(case.problem.families) > _LARGE and case.radius_m is not None
    if local and case.radius_m is not None:
        near_m = 3 * case.radius_m
        between = case.problem.distances.between
        by_id = case.problem.families.by_id
        changes = {
            name: each
            for name, each in changes.items()
            if (metres := between(family, by_id[name])) is not None and metres <= near_m
        }
    if not changes:
        return Answer(None, not local)
    wide = posed(
        case.problem,
        families=Families(
            as_candidate(each, changes[each.id].beds) if each.id in changes else each for each in case.problem.families
        ),
        rules=[*case.problem.rules, OnlyOne(frozenset(changes))],
    )
    found = case.ask(
        family, wide, nearest_new(family, changes, [name for name, each in changes.items() if each.is_candidate])
    )
    hub = new_hub(found.plan, changes)
    if hub is None:
        return Answer(None, found.impossible and not local)
    return Answer(proved(case, family, changes[hub], found.plan, least=found.proved), found.proved)
