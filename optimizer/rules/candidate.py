"""Only a candidate is a hub home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Poses, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Candidate(Rule):
    """A hub home is a family that offers to be one (column ``hub``)."""

    key: ClassVar[str] = "candidate"
    title: ClassVar[Text] = Text(
        nl="Alleen een kandidaat-hubhome kan hubhome zijn.",
        en="Only a candidate can be a hub home.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} is geen kandidaat-hubhome, maar is in het plan wel hubhome.",
        en="{families} is no candidate hub home, yet is a hub home in the plan.",
    )
    obstacle: ClassVar[Text] = Text(nl="is geen kandidaat-hubhome", en="is no candidate hub home")
    scope: ClassVar[Scope] = Scope.FAMILY
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("hub",)
    poses: ClassVar[Poses] = Poses.HUBS

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find the hub homes that are no candidate."""
        for constellation in plan.constellations:
            if not constellation.hub.hub.offers:
                yield Violation(self.key, (constellation.hub.id,))

    def encode(self, x: Decisions) -> None:
        """Close every hub that is no candidate."""
        x.close(x.of_hubs(lambda home: not home.hub.offers).astype(np.bool_))
