"""A required hub home is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import Family, HubRole
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class Required:
    """A family whose ``hub`` is ``required``, and that joins, is a hub home in every plan. y_h = 1."""

    key: ClassVar[str] = "required"
    title: ClassVar[Text] = Text(
        nl="Een verplichte hubhome is altijd hubhome.",
        en="A required hub home is always a hub home.",
    )
    text: ClassVar[Text] = Text(
        nl="{families} is een verplichte hubhome, maar is in het voorstel geen hubhome.",
        en="{families} is a required hub home, yet is no hub home in the plan.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find the required hub homes that the plan leaves shut."""
        hubs = {constellation.hub.id for constellation in plan.constellations}
        for family in plan.families:
            if _required(family) and family.id not in hubs:
                yield Violation(self.key, (family.id,))

    def encode(self, x: Decisions) -> None:
        """Open them."""
        x.open(x.of_hubs(_required).astype(np.bool_))


def _required(family: Family) -> bool:
    return family.joins and family.hub is HubRole.REQUIRED
