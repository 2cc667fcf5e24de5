"""All homes of a constellation live near each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
from typing import ClassVar, Final

import numpy as np

from geodata.distances import Distances, in_metres
from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver
from optimizer.rules.radius import wider_km
from optimizer.today import pinned_together


@dataclass(frozen=True, slots=True)
class MutualKm(Rule):
    """The distance between any two homes of one constellation, either way and unrounded, is at most ``mutual_km``.

    The regional proposal asks for families "in een bepaalde straal van elkaar". Homes that are pinned and together
    today stay together.
    """

    mutual_km: float
    distances: Distances = field(repr=False)

    key: ClassVar[str] = "mutual_km"
    title: ClassVar[Text] = Text(
        nl="Alle gezinnen van een constellatie wonen binnen een straal van elkaar.",
        en="All homes of a constellation live within a distance of each other.",
    )
    stated: ClassVar[Text] = Text(
        nl="Alle gezinnen van een constellatie wonen hoogstens {mutual_km} km van elkaar.",
        en="All homes of a constellation live at most {mutual_km} km from each other.",
    )
    text: ClassVar[Text] = Text(
        nl="De afstand tussen {families} is {km} km; tussen twee gezinnen mag dat hoogstens {mutual_km} km zijn.",
        en="The distance between {families} is {km} km; between two homes {mutual_km} km is the most allowed.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="{families} wonen te ver van elkaar (hoogstens {mutual_km} km)",
        en="{families} live too far from each other (at most {mutual_km} km)",
    )
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("constellation", "pinned")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every two homes."""
        for constellation in plan.constellations:
            for one, other in combinations(constellation.homes, 2):
                if pinned_together(one, other):
                    continue
                ways = (self.distances.between(one, other), self.distances.between(other, one))
                known = [way for way in ways if way is not None]
                if len(known) < len(ways) or max(known) > in_metres(self.mutual_km):
                    km = ceil(max(known)) / 1000 if len(known) == len(ways) else None
                    yield Violation(self.key, (one.id, other.id), {"km": km, "mutual_km": self.mutual_km})

    def encode(self, x: Decisions) -> None:
        """Forbid far hub homes, and keep apart the far families that have a hub in reach of both."""
        instance, pairs = x.instance, x.instance.pairs
        n, together = len(instance.families), instance.today.pinned_together
        found = self.distances.pairs(instance.families, instance.families, in_metres(self.mutual_km))
        near = np.intersect1d(found.point * n + found.hub, found.hub * n + found.point, assume_unique=True)
        home = instance.hubs[pairs.hub]
        x.forbid(np.isin(pairs.family * n + home, near, invert=True) & ~together(pairs.family, home))
        first = np.searchsorted(near, np.arange(n + 1) * n)
        for one in range(n):
            far = x.fellow_satellites(one)
            far[: one + 1] = False
            far[near[first[one] : first[one + 1]] - one * n] = False
            others = np.flatnonzero(far)
            others = others[~together(np.full(len(others), one), others)]
            x.keep_apart((one, other) for other in others.tolist())

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Widen it."""
        del families
        return (RelaxationSteps("mutual_km", wider_km(self.mutual_km), WIDER),)


WIDER: Final = Text(
    nl="tussen twee gezinnen hoogstens {value} km in plaats van {now} km",
    en="at most {value} km between two homes in place of {now} km",
)
