"""A family travels no farther than it will."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import ceil
from typing import ClassVar

import numpy as np

from geodata.distances import Distances, in_metres
from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver
from optimizer.today import pinned_hub


@dataclass(frozen=True, slots=True)
class MaxKm(Rule):
    """The distance from a satellite to its hub home is at most the family's own ``max_km``, where it names one.

    A family that is pinned to its hub home of today stays there.
    """

    distances: Distances = field(repr=False)

    key: ClassVar[str] = "max_km"
    title: ClassVar[Text] = Text(
        nl="Een gezin reist niet verder naar zijn hubhome dan het zelf wil.",
        en="A family travels no farther to its hub home than it is willing to.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="De afstand tussen {families} is {km} km; dit gezin reist hoogstens {max_km} km.",
        en="The distance between {families} is {km} km; this family travels at most {max_km} km.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="verder weg dan het gezin zelf wil reizen ({max_km} km)",
        en="farther than the family itself is willing to travel ({max_km} km)",
    )
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("max_km", "constellation", "pinned")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every satellite that names a limit."""
        for constellation in plan.constellations:
            for satellite in constellation.satellites:
                if satellite.max_km is None or pinned_hub(satellite) == constellation.hub.id:
                    continue
                metres = self.distances.between(satellite, constellation.hub)
                if metres is None or metres > in_metres(satellite.max_km):
                    facts = {"km": None if metres is None else ceil(metres) / 1000, "max_km": satellite.max_km}
                    yield Violation(self.key, (satellite.id, constellation.hub.id), facts)

    def encode(self, x: Decisions) -> None:
        """Forbid the pairs beyond each family's limit."""
        limits_m = np.array(
            [np.nan if family.max_km is None else in_metres(family.max_km) for family in x.instance.families]
        )
        x.forbid((x.instance.pairs.metres > limits_m[x.instance.pairs.family]) & ~x.instance.pinned_pairs)

    def waived_for(self, family: Family) -> Family | None:
        """Forget the family's own limit."""
        return None if family.max_km is None else replace(family, max_km=None)
