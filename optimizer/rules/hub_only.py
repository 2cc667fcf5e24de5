"""A home that is a hub home only is never a satellite."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import HubRole
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class HubOnly(Rule):
    """A family whose ``hub`` is ``only`` (a former foster family) may be a hub home and is never a satellite."""

    key: ClassVar[str] = "hub_only"
    title: ClassVar[Text] = Text(
        nl="Wie alleen hubhome kan zijn, is nooit satellietgezin.",
        en="A home that may only be a hub home is never a satellite.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} kan alleen hubhome zijn, maar is in het plan satellietgezin.",
        en="{families} may only be a hub home, yet is a satellite in the plan.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} kan alleen hubhome zijn", en="{families} may only be a hub home")
    scope: ClassVar[Scope] = Scope.FAMILY
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("hub",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find such homes among the satellites."""
        for constellation in plan.constellations:
            for satellite in constellation.satellites:
                if satellite.hub is HubRole.ONLY:
                    yield Violation(self.key, (satellite.id,))

    def encode(self, x: Decisions) -> None:
        """Forbid their pairs."""
        only = x.of_families(lambda family: family.hub is HubRole.ONLY).astype(np.bool_)
        x.forbid(only[x.instance.pairs.family])
