"""How many constellations there are."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Fewest:
    """The number of constellations. Σ_h y_h."""

    key: ClassVar[str] = "constellations"
    title: ClassVar[Text] = Text(nl="Aantal constellaties", en="Number of constellations")
    meaning: ClassVar[Text] = Text(
        nl="Zoveel constellaties heeft het plan, en zoveel hubhomes zijn er dus nodig.",
        en="The plan has so many constellations, and so takes so many hub homes.",
    )

    def score(self, plan: Plan) -> int:
        """Count them."""
        return len(plan.constellations)

    def cost(self, x: Decisions) -> Linear:
        """One for each open hub."""
        return x.linear(hub=np.ones(len(x.hub_homes), dtype=np.int64))
