"""How many constellations there are."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class Fewest(Tier):
    """The number of constellations. Σ_h y_h."""

    key: ClassVar[str] = "constellations"
    title: ClassVar[Text] = Text(nl="Aantal constellaties", en="Constellations")
    short: ClassVar[Text] = Text(nl="Constellaties", en="Constellations")
    meaning: ClassVar[Text] = Text(
        nl="Zoveel constellaties heeft het plan, en zoveel hubhomes zijn er dus nodig.",
        en="The plan has so many constellations, and so takes so many hub homes.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} constellaties", en="{n} constellations")
    one: ClassVar[Text] = Text(nl="constellatie", en="constellation")
    many: ClassVar[Text] = Text(nl="constellaties", en="constellations")

    def score(self, plan: Plan) -> int:
        """Count them."""
        return len(plan.constellations)

    def cost(self, x: Decisions) -> Linear:
        """One for each open hub."""
        return x.linear(hub=np.ones(len(x.hub_homes), dtype=np.int64))
