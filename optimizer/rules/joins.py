"""Who does not join has no place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Joins(Rule):
    """A family that does not join (column ``joins``) is in no constellation."""

    key: ClassVar[str] = "joins"
    title: ClassVar[Text] = Text(
        nl="Een gezin dat niet meedoet, zit in geen constellatie.",
        en="A family that does not join is in no constellation.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} doet niet mee, maar is wel ingedeeld.",
        en="{families} does not join, yet is in a constellation.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} doet niet mee", en="{families} does not join")
    scope: ClassVar[Scope] = Scope.FAMILY
    waiver: ClassVar[Waiver] = Waiver.NEVER
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("joins",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find the homes that do not join."""
        for constellation in plan.constellations:
            for home in constellation.homes:
                if not home.joins:
                    yield Violation(self.key, (home.id,))

    def encode(self, x: Decisions) -> None:
        """Forbid their pairs and close their hubs."""
        absent = x.of_families(lambda family: not family.joins).astype(np.bool_)
        x.forbid(absent[x.instance.pairs.family])
        x.close(absent[x.instance.hubs])
