"""A wider radius for one family."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, WHOLE, Answer, proved
from optimizer.explain.figures import km_up
from optimizer.explain.softened_rules import RadiusOfOne
from optimizer.explain.variants import rule_of, with_family, with_rule
from optimizer.model import Linear
from optimizer.problem import Problem
from optimizer.rules import Radius


@dataclass(frozen=True, slots=True)
class RadiusFor:
    """One family may travel up to ``km`` to its hub home."""

    family: str
    km: float
    limit_km: float

    key: ClassVar[str] = "radius_for"

    @property
    def text(self) -> Text:
        """Say how far."""
        return Text(
            nl="{family} mag tot {km} km van zijn hubhome wonen in plaats van {limit_km} km",
            en="{family} may live up to {km} km from its hub home in place of {limit_km} km",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how far."""
        return {"family": self.family, "km": self.km, "limit_km": self.limit_km}

    def effort(self, problem: Problem) -> float:
        """Share of the radius."""
        del problem
        return (self.km - self.limit_km) / self.limit_km if self.limit_km > 0 else WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Widen the radius and the family's own limit, for this family only."""
        family = problem.families.by_id[self.family]
        changed = problem
        if family.max_km is not None and family.max_km < self.km:
            changed = with_family(changed, replace(family, max_km=self.km))
        radius = rule_of(problem, Radius)
        if radius is not None and radius.hub_km < self.km:
            changed = with_rule(changed, RadiusOfOne(radius.hub_km, radius.distances, self.family, self.km))
        return changed


def find(case: Case, family: Family) -> Answer:
    """Look for the shortest distance, in steps of 0.1 km, that lets the family in when it alone may travel it."""
    limit_m = case.limit_m(family)
    homes = [case.problem.families[at] for at in case.problem.hubs.tolist()]
    ways = [case.problem.distances.between(family, home) for home in homes if home.id != family.id]
    known = [metres for metres in ways if metres is not None]
    if limit_m is None or not known or max(known) <= limit_m:
        return NOTHING
    limit_km = limit_m / 1000
    wide = RadiusFor(family.id, km_up(max(known)), limit_km).apply(case.problem)
    at = next(at for at, each in enumerate(wide.families) if each.id == family.id)

    def steps(x: Decisions) -> Linear:
        """Count steps of 0.1 km, for the pairs of this family beyond its limit."""
        pairs = x.instance.pairs
        beyond = (pairs.family == at) & (pairs.metres > limit_m)
        return x.linear(pair=np.where(beyond, np.ceil(np.round(pairs.metres / 100, 6)), 0).astype(np.int64))

    found = case.ask(family, wide, steps)
    if not found.value:
        return Answer(None, found.impossible)
    change = RadiusFor(family.id, found.value / 10, limit_km)
    return Answer(proved(case, family, change, found.plan, least=found.proved), found.proved)
