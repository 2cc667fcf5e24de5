"""How far satellites travel, and how far constellations are from their target."""

from dataclasses import dataclass, field
from typing import ClassVar

from geodata.distances import Distances, whole_metres
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Travel:
    """Whole metres of all satellites to their hub home, and a weight for each family more or fewer than the target.

    Σ_f Σ_h metres_fh · x_fh  +  target_weight_m · Σ_h |size_h - target · y_h|

    Size counts as the rule on size does: satellites, and the hub home too where ``count_hub``. A satellite whose
    distance is not known adds nothing here; the rule on the radius refuses it.
    """

    target: int
    target_weight_m: int
    distances: Distances = field(repr=False)
    count_hub: bool = False

    key: ClassVar[str] = "travel"
    title: ClassVar[Text] = Text(
        nl="Reisafstand in meters, met een toeslag voor elk gezin boven of onder het streefaantal",
        en="Metres of travel, with a charge for each family above or below the target",
    )
    meaning: ClassVar[Text] = Text(
        nl="Wat alle satellietgezinnen samen reizen; elk gezin dat een constellatie boven of onder het streefaantal "
        "heeft, telt als zoveel meter extra als het beleid zegt.",
        en="What all satellites travel together; each family that a constellation has above or below the target counts "
        "as so many metres more as the policy says.",
    )

    def score(self, plan: Plan) -> int:
        """Measure every satellite and count every constellation."""
        total = 0
        for constellation in plan.constellations:
            total += self._charge(len(constellation.satellites))
            for satellite in constellation.satellites:
                metres = self.distances.between(satellite, constellation.hub)
                total += 0 if metres is None else whole_metres(metres)
        return total

    def cost(self, x: Decisions) -> Linear:
        """Metres for each pair, the charge for each size."""
        return x.linear(pair=whole_metres(x.instance.pairs.metres), size=self._charge)

    def _charge(self, satellites: int) -> int:
        return self.target_weight_m * abs(satellites + self.count_hub - self.target)
