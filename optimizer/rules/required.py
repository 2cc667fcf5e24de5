"""A required hub home is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from geodata.families import Family, HubRole
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Required(Rule):
    """A family whose ``hub`` is ``required``, and that joins, is a hub home in every plan. y_h = 1."""

    key: ClassVar[str] = "required"
    title: ClassVar[Text] = Text(
        nl="Een verplichte hubhome is altijd hubhome.",
        en="A required hub home is always a hub home.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} is een verplichte hubhome, maar is in het plan geen hubhome.",
        en="{families} is a required hub home, yet is no hub home in the plan.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} is verplicht hubhome", en="{families} is a required hub home")
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("joins", "hub")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find the required hub homes that the plan leaves shut."""
        hubs = {constellation.hub.id for constellation in plan.constellations}
        for family in plan.families:
            if _required(family) and family.id not in hubs:
                yield Violation(self.key, (family.id,))

    def encode(self, x: Decisions) -> None:
        """Open them."""
        x.open(x.of_hubs(_required).astype(np.bool_))

    def waived_for(self, family: Family) -> Family | None:
        """Let a required hub home be a candidate like any other."""
        return replace(family, hub=HubRole.CANDIDATE) if _required(family) else None

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Ask the same: who is required and of the part is a hub home of the part."""
        del elsewhere
        return self


def _required(family: Family) -> bool:
    return family.joins and family.hub is HubRole.REQUIRED
