"""A satellite lives within the radius of its hub home."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import ClassVar

from geodata.distances import Distances, in_metres
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.instance import ReachLimit
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class Radius:
    """The distance from a satellite to its hub home, unrounded, is at most ``hub_km``.

    A pair that the distances do not know is out of reach.
    """

    hub_km: float
    distances: Distances = field(repr=False)

    key: ClassVar[str] = "radius"
    title: ClassVar[Text] = Text(
        nl="Een satellietgezin woont binnen de straal van zijn hubhome.",
        en="A satellite lives within the radius of its hub home.",
    )
    text: ClassVar[Text] = Text(
        nl="De afstand tussen {families} is {km} km; de straal is {hub_km} km.",
        en="The distance between {families} is {km} km; the radius is {hub_km} km.",
    )

    def reach_limit(self) -> ReachLimit:
        """Give the distance beyond which no pair need be looked at."""
        return ReachLimit(in_metres(self.hub_km))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every satellite to its hub home."""
        for constellation in plan.constellations:
            for satellite in constellation.satellites:
                metres = self.distances.between(satellite, constellation.hub)
                if metres is None or metres > in_metres(self.hub_km):
                    facts = {"km": None if metres is None else ceil(metres) / 1000, "hub_km": self.hub_km}
                    yield Violation(self.key, (satellite.id, constellation.hub.id), facts)

    def encode(self, x: Decisions) -> None:
        """Forbid the pairs beyond it."""
        x.forbid(x.instance.pairs.metres > in_metres(self.hub_km))
