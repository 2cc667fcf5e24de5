"""A smaller minimum at one hub home."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, Answer, passing, proved
from optimizer.explain.softened_rules import SizeOfOne
from optimizer.explain.variants import rule_of, with_rule
from optimizer.problem import Problem
from optimizer.rules import Size
from optimizer.search.what_if import RelaxedHub


@dataclass(frozen=True, slots=True)
class FewerSatellites:
    """The constellation of one hub home may have ``fewer`` families than the minimum."""

    hub: str
    fewer: int
    limit: int

    key: ClassVar[str] = "fewer_satellites"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="de constellatie van {hub} mag met {least} in plaats van {limit} satellietgezinnen beginnen",
            en="the constellation of {hub} may begin with {least} in place of {limit} satellites",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many."""
        return {"hub": self.hub, "fewer": self.fewer, "least": self.limit - self.fewer, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the minimum."""
        del problem
        return self.fewer / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Lower the minimum for this hub home only."""
        size = rule_of(problem, Size)
        assert size is not None
        return with_rule(problem, SizeOfOne(size.low, size.high, size.count_hub, self.hub, fewer=self.fewer))


def find(case: Case, family: Family) -> Answer:
    """Look for the least lowering of the minimum, at any one hub home, that lets the family in; by half at most."""
    size = rule_of(case.problem, Size)
    fewer = 0 if size is None else case.low // 2
    if size is None or fewer == 0:
        return NOTHING
    wide = with_rule(case.problem, SizeOfOne(size.low, size.high, size.count_hub, None, fewer=fewer))
    limit = np.full(len(wide.hubs), case.low, dtype=np.int64)
    relaxed = RelaxedHub(limit, least=True)
    found = case.ask_relaxing(family, wide, relaxed)
    hub = passing(case, found.plan, lambda homes, low: len(homes) - 1 < low, limit)
    if hub is None or not found.value:
        return Answer(None, found.impossible)
    change = FewerSatellites(hub, found.value, case.low)
    return Answer(proved(case, family, change, found.plan, least=found.proved), found.proved)
