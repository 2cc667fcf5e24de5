"""One more satellite, or some, at one hub home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from geodata.families import Families, Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, Answer, passing, proved
from optimizer.explain.softened_rules import SizeOfOne
from optimizer.explain.variants import posed, rule_of, with_family, with_rule
from optimizer.problem import Problem
from optimizer.rules import MaxSatellites, Size
from optimizer.search.what_if import RelaxedHub


@dataclass(frozen=True, slots=True)
class MoreSatellites:
    """One hub home takes ``more`` satellites beyond its limit."""

    hub: str
    more: int
    limit: int

    key: ClassVar[str] = "more_satellites"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="hubhome {hub} krijgt hoogstens {most} satellietgezinnen in plaats van {limit}",
            en="hub home {hub} may have {most} satellites in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many."""
        return {"hub": self.hub, "more": self.more, "most": self.limit + self.more, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the limit."""
        del problem
        return self.more / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Raise the policy's limit and the home's own, for this hub home only."""
        home = problem.families.by_id[self.hub]
        most = self.limit + self.more
        changed = problem
        if home.max_satellites is not None and home.max_satellites < most:
            changed = with_family(changed, replace(home, max_satellites=most))
        size = rule_of(problem, Size)
        if size is not None and size.high - size.count_hub < most:
            more = most - (size.high - size.count_hub)
            changed = with_rule(changed, SizeOfOne(size.low, size.high, size.count_hub, self.hub, more=more))
        return changed


def find(case: Case, family: Family) -> Answer:
    """Look for the fewest satellites more, at any one hub home, that let the family in."""
    size = rule_of(case.problem, Size)
    if size is None and rule_of(case.problem, MaxSatellites) is None:
        return NOTHING
    free = Families(replace(each, max_satellites=None) for each in case.problem.families)
    wide = posed(case.problem, families=free)
    if size is not None:
        wide = with_rule(wide, SizeOfOne(size.low, size.high, size.count_hub, None, more=len(free)))
    limit = np.array([case.most(case.problem.families[at]) for at in wide.hubs.tolist()], dtype=np.int64)
    found = case.ask_relaxing(family, wide, RelaxedHub(limit))
    hub = passing(case, found.plan, lambda homes, most: len(homes) - 1 > most, limit)
    if hub is None or not found.value:
        return Answer(None, found.impossible)
    change = MoreSatellites(hub, found.value, case.most(case.problem.families.by_id[hub]))
    return Answer(proved(case, family, change, found.plan, least=found.proved), found.proved)
