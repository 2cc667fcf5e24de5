"""A satellite lives within the radius of its hub home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil, floor
from typing import ClassVar, Final

from geodata.distances import Distances, in_metres
from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.instance import ReachLimit
from optimizer.plan import Plan, Violation
from optimizer.rule import Poses, RelaxationSteps, Rule, Scope, Waiver
from optimizer.today import pinned_hub


@dataclass(frozen=True, slots=True)
class Radius(Rule):
    """The distance from a satellite to its hub home, unrounded, is at most ``hub_km``.

    A pair that the distances do not know is out of reach. A family that is pinned to its hub home of today stays there.
    """

    hub_km: float
    distances: Distances = field(repr=False)

    key: ClassVar[str] = "radius"
    title: ClassVar[Text] = Text(
        nl="Een satellietgezin woont binnen de straal van zijn hubhome.",
        en="A satellite lives within the radius of its hub home.",
    )
    stated: ClassVar[Text] = Text(
        nl="Een satellietgezin woont hoogstens {hub_km} km van zijn hubhome.",
        en="A satellite lives at most {hub_km} km from its hub home.",
    )
    text: ClassVar[Text] = Text(
        nl="De afstand tussen {families} is {km} km; de straal is {hub_km} km.",
        en="The distance between {families} is {km} km; the radius is {hub_km} km.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="verder weg dan de straal van {hub_km} km", en="farther than the radius of {hub_km} km"
    )
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("constellation", "pinned")
    poses: ClassVar[Poses] = Poses.PAIRS

    def reach_limit(self) -> ReachLimit:
        """Give the distance beyond which no pair need be looked at."""
        return ReachLimit(in_metres(self.hub_km))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every satellite to its hub home."""
        for constellation in plan.constellations:
            for satellite in constellation.satellites:
                if pinned_hub(satellite) == constellation.hub.id:
                    continue
                metres = self.distances.between(satellite, constellation.hub)
                if metres is None or metres > in_metres(self.hub_km):
                    facts = {"km": None if metres is None else ceil(metres) / 1000, "hub_km": self.hub_km}
                    yield Violation(self.key, (satellite.id, constellation.hub.id), facts)

    def encode(self, x: Decisions) -> None:
        """Forbid the pairs beyond it."""
        x.forbid((x.instance.pairs.metres > in_metres(self.hub_km)) & ~x.instance.pinned_pairs)

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Widen it."""
        del families
        return (RelaxationSteps("hub_km", wider_km(self.hub_km), WIDER),)


WIDER: Final = Text(
    nl="een straal van {value} km in plaats van {now} km", en="a radius of {value} km in place of {now} km"
)


@cache
def wider_km(km: float) -> Sequence[float]:
    """Give the distances beyond one, in steps of 0.1 km, up to farther than any two homes can be."""
    first = floor(round(10 * km, 6)) + 1
    return tuple(tenth / 10 for tenth in range(first, max(first, _FARTHEST_TENTHS) + 1))


_FARTHEST_TENTHS: Final = 10_000
