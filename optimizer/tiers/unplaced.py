"""Families in no constellation."""

from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Unplaced:
    """The number of joining families that are in no constellation; homes that may only be a hub home do not count."""

    key: ClassVar[str] = "unplaced"
    title: ClassVar[Text] = Text(nl="Niet ingedeelde gezinnen", en="Unplaced families")
    meaning: ClassVar[Text] = Text(
        nl="Zoveel gezinnen die meedoen zitten in geen constellatie; wie alleen hubhome kan zijn, telt niet mee.",
        en="So many families that join are in no constellation; who may only be a hub home does not count.",
    )

    def score(self, plan: Plan) -> int:
        """Count them."""
        return len(plan.unplaced)

    def cost(self, x: Decisions) -> Linear:
        """One for each."""
        return x.linear(unplaced=x.of_families(lambda family: family.may_be_satellite))
