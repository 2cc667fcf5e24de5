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
from optimizer.model import BoolArray, IntArray
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
        n = len(instance.families)
        found = self.distances.pairs(instance.families, instance.families, in_metres(self.mutual_km))
        near = np.intersect1d(found.point * n + found.hub, found.hub * n + found.point, assume_unique=True)
        first_near = np.searchsorted(near, np.arange(n + 1) * n)
        first_of_hub = np.searchsorted(pairs.hub, np.arange(len(instance.hubs) + 1))
        by_family = np.argsort(pairs.family, kind="stable")
        first_of_family = np.searchsorted(pairs.family[by_family], np.arange(n + 1))

        def far(one: int, others: BoolArray) -> IntArray:
            others[near[first_near[one] : first_near[one + 1]] - one * n] = False
            others[one] = False
            left = np.flatnonzero(others)
            return left[~instance.today.pinned_together(np.full(len(left), one), left)]

        forbidden = np.zeros(len(pairs.hub), np.bool_)
        for hub, home in enumerate(instance.hubs.tolist()):
            own = slice(first_of_hub[hub], first_of_hub[hub + 1])
            members = np.zeros(n, np.bool_)
            members[pairs.family[own]] = True
            forbidden[own] = np.isin(pairs.family[own], far(home, members))
        x.forbid(forbidden)
        for one in range(n):
            reached = np.zeros(n, np.bool_)
            for hub in pairs.hub[by_family[first_of_family[one] : first_of_family[one + 1]]].tolist():
                reached[pairs.family[first_of_hub[hub] : first_of_hub[hub + 1]]] = True
            reached[:one] = False
            x.keep_apart((one, other) for other in far(one, reached).tolist())

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Widen it."""
        del families
        return (RelaxationSteps("mutual_km", wider_km(self.mutual_km), WIDER),)


WIDER: Final = Text(
    nl="tussen twee gezinnen hoogstens {value} km in plaats van {now} km",
    en="at most {value} km between two homes in place of {now} km",
)
