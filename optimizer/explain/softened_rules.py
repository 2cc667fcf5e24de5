"""Rules with an exception for one family or one hub home; they read as the rule that they soften."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geodata.distances import in_metres
from optimizer.encoding import Decisions
from optimizer.instance import ReachLimit
from optimizer.model import IntArray
from optimizer.plan import Plan, Violation
from optimizer.rules import Children, Radius, Size


@dataclass(frozen=True, slots=True)
class RadiusOfOne(Radius):
    """The rule on the radius, with another radius for one family."""

    family: str
    km: float

    def reach_limit(self) -> ReachLimit:
        """Give the distances beyond which no pair need be looked at."""
        return ReachLimit(in_metres(self.hub_km), {self.family: in_metres(self.km)})

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every satellite to its hub home, and the one family by its own radius."""
        for violation in Radius(self.hub_km, self.distances).violations(plan):
            if violation.families[0] != self.family:
                yield violation
        for violation in Radius(self.km, self.distances).violations(plan):
            if violation.families[0] == self.family:
                yield violation

    def encode(self, x: Decisions) -> None:
        """Forbid the pairs beyond each family's radius."""
        limit_m = np.full(len(x.instance.families), in_metres(self.hub_km))
        limit_m[[family.id == self.family for family in x.instance.families]] = in_metres(self.km)
        x.forbid((x.instance.pairs.metres > limit_m[x.instance.pairs.family]) & ~x.instance.pinned_pairs)


@dataclass(frozen=True, slots=True)
class SizeOfOne(Size):
    """The rule on size, with other limits for one hub home, or for every hub home where ``hub`` is ``None``."""

    hub: str | None = None
    more: int = 0
    fewer: int = 0

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count each constellation by the limits of its hub home."""
        for constellation in plan.constellations:
            one = Plan(plan.families, (constellation,))
            yield from self._of(constellation.hub.id).violations(one)

    def encode(self, x: Decisions) -> None:
        """Limit the satellites of every hub."""
        own = [self._of(home.id) for home in x.hub_homes]
        x.limit_size(
            np.array([size.low - self.count_hub for size in own], dtype=np.int64),
            np.array([size.high - self.count_hub for size in own], dtype=np.int64),
        )

    def _of(self, hub: str) -> Size:
        excepted = self.hub is None or hub == self.hub
        return Size(
            self.low - (self.fewer if excepted else 0), self.high + (self.more if excepted else 0), self.count_hub
        )


@dataclass(frozen=True, slots=True)
class ChildrenOfOne(Children):
    """The rule on foster children, with a higher limit for one hub home, or for every one where ``hub`` is ``None``."""

    hub: str | None = None
    more: int = 0

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the children of each constellation by the limit of its hub home."""
        for constellation in plan.constellations:
            one = Plan(plan.families, (constellation,))
            yield from Children(self._limit(constellation.hub.id), self.count_hub).violations(one)

    def encode(self, x: Decisions) -> None:
        """Limit the children of every hub."""
        x.limit_load(
            self.key,
            weight=x.of_families(lambda family: family.children),
            own=x.of_hubs(lambda home: home.children if self.count_hub else 0),
            low=np.zeros(len(x.hub_homes), dtype=np.int64),
            high=self.limits(x),
        )

    def limits(self, x: Decisions) -> IntArray:
        """Give, shape ``(m,)``, the limit of each hub."""
        return x.of_hubs(lambda home: self._limit(home.id))

    def _limit(self, hub: str) -> int:
        return self.children_max + (self.more if self.hub is None or hub == self.hub else 0)
