"""One more constellation than the most allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, Answer, tried
from optimizer.explain.variants import rule_of, with_rule
from optimizer.problem import Problem
from optimizer.rules import HubCount


@dataclass(frozen=True, slots=True)
class MoreConstellations:
    """The plan may have ``more`` constellations than the most allowed."""

    more: int
    limit: int

    key: ClassVar[str] = "more_constellations"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="er komen hoogstens {most} constellaties in plaats van {limit}",
            en="there may be {most} constellations in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """How many."""
        return {"more": self.more, "most": self.limit + self.more, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the most allowed."""
        del problem
        return self.more / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Raise the most allowed."""
        count = rule_of(problem, HubCount)
        assert count is not None
        return with_rule(problem, HubCount(count.low, count.high + self.more))


def find(case: Case, family: Family) -> Answer:
    """See whether one constellation more lets the family in."""
    count = rule_of(case.problem, HubCount)
    return NOTHING if count is None else tried(case, family, MoreConstellations(1, count.high))
