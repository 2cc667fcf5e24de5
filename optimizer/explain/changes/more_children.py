"""One more foster child, or some, in one constellation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, Answer, passing, proved
from optimizer.explain.softened_rules import ChildrenOfOne
from optimizer.explain.variants import rule_of, with_rule
from optimizer.problem import Problem
from optimizer.rules import Children
from optimizer.search.what_if import RelaxedHub


@dataclass(frozen=True, slots=True)
class MoreChildren:
    """The constellation of one hub home takes ``more`` foster children beyond the limit."""

    hub: str
    more: int
    limit: int

    key: ClassVar[str] = "more_children"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="de constellatie van {hub} krijgt hoogstens {most} pleegkinderen in plaats van {limit}",
            en="the constellation of {hub} may have {most} foster children in place of {limit}",
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
        """Raise the limit for this hub home only."""
        children = rule_of(problem, Children)
        assert children is not None
        return with_rule(problem, ChildrenOfOne(children.children_max, children.count_hub, self.hub, self.more))


def find(case: Case, family: Family) -> Answer:
    """Look for the fewest foster children more, in any one constellation, that let the family in."""
    children = rule_of(case.problem, Children)
    if children is None:
        return NOTHING
    total = sum(each.children for each in case.problem.families)
    wide = with_rule(case.problem, ChildrenOfOne(children.children_max, children.count_hub, None, total))
    limit = np.full(len(wide.hubs), children.children_max, dtype=np.int64)
    relaxed = RelaxedHub(limit, load=children.key)
    found = case.ask_relaxing(family, wide, relaxed)
    first = 0 if children.count_hub else 1
    hub = passing(case, found.plan, lambda homes, most: sum(each.children for each in homes[first:]) > most, limit)
    if hub is None or not found.value:
        return Answer(None, found.impossible)
    change = MoreChildren(hub, found.value, children.children_max)
    return Answer(proved(case, family, change, found.plan, least=found.proved), found.proved)
