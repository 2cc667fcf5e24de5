"""How far the farthest family travels."""

from dataclasses import dataclass, field
from typing import ClassVar

from geodata.distances import Distances, whole_metres
from geodata.language import Text
from geodata.told_distances import span_of
from optimizer.encoding import Decisions
from optimizer.model import Bottleneck
from optimizer.plan import Plan
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class Farthest(Tier):
    """The longest distance of any satellite to its hub home, in whole metres; 0 in a plan without satellites."""

    distances: Distances = field(repr=False)

    key: ClassVar[str] = "farthest"
    title: ClassVar[Text] = Text(nl="Grootste afstand tot een hubhome", en="Longest distance to a hub home")
    short: ClassVar[Text] = Text(nl="Grootste afstand", en="Farthest")
    meaning: ClassVar[Text] = Text(
        nl="Geen satellietgezin woont verder van zijn hubhome dan dit.",
        en="No satellite lives farther from its hub home than this.",
    )
    so_far: ClassVar[Text] = Text(nl="verste op {n}", en="farthest at {n}")
    one: ClassVar[Text] = Text(nl="km", en="km")
    many: ClassVar[Text] = Text(nl="km", en="km")
    metres: ClassVar[bool] = True
    open: ClassVar[Text] = Text(
        nl="Misschien kan het dichterbij, maar {none} komt hier meer dan {more} onder.",
        en="It may be possible to get nearer, but {none} gets more than {more} below this.",
    )

    @classmethod
    def told(cls, value: int) -> int:
        """Give the far end of the span that the longest distance lies in."""
        return round(span_of(value / 1000).high * 1000)

    @classmethod
    def told_bound(cls, bound: int) -> int:
        """Give the near end of the span that the bound lies in."""
        return round(span_of(bound / 1000).low * 1000)

    def score(self, plan: Plan) -> int:
        """Measure every satellite."""
        metres = (
            self.distances.between(satellite, constellation.hub)
            for constellation in plan.constellations
            for satellite in constellation.satellites
        )
        return max((whole_metres(each) for each in metres if each is not None), default=0)

    def cost(self, x: Decisions) -> Bottleneck:
        """Whole metres of each pair."""
        return Bottleneck(whole_metres(x.instance.pairs.metres))
