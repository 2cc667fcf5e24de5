"""Only a candidate is a hub home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import HubRole
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hub home is a family that offers to be one (column ``hub``)."""

    key: ClassVar[str] = "candidate"
    title: ClassVar[Text] = Text(
        nl="Alleen een kandidaat-hubhome kan hubhome zijn.",
        en="Only a candidate can be a hub home.",
    )
    text: ClassVar[Text] = Text(
        nl="{families} is geen kandidaat-hubhome, maar is in het voorstel wel hubhome.",
        en="{families} is no candidate hub home, yet is a hub home in the plan.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find the hub homes that are no candidate."""
        for constellation in plan.constellations:
            if constellation.hub.hub is HubRole.NO:
                yield Violation(self.key, (constellation.hub.id,))

    def encode(self, x: Decisions) -> None:
        """Close every hub that is no candidate."""
        x.close(x.of_hubs(lambda home: home.hub is HubRole.NO).astype(np.bool_))
