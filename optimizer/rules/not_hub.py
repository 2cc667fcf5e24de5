"""A family is never in the constellation of a hub home that it is not to be with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class NotHub(Rule):
    """A satellite's hub home is none of those in its column ``not_hub``. x_fh = 0 for those."""

    key: ClassVar[str] = "not_hub"
    title: ClassVar[Text] = Text(
        nl="Een gezin komt nooit bij een hubhome waar het niet bij mag.",
        en="A family is never with a hub home that it is not to be with.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} mag niet bij hubhome {hub}, maar zit daar wel.",
        en="{families} is not to be with hub home {hub}, yet is there.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} mag daar niet bij", en="{families} is not to be there")
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("not_hub",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Look at the hub home of each satellite."""
        for constellation in plan.constellations:
            hub = constellation.hub.id
            for family in constellation.satellites:
                if hub in family.not_hub:
                    yield Violation(self.key, (family.id,), {"hub": hub})

    def encode(self, x: Decisions) -> None:
        """Forbid those pairs."""
        families, pairs = x.instance.families, x.instance.pairs
        wishes = x.of_families(lambda family: bool(family.not_hub)).astype(np.bool_)[pairs.family]
        for at in np.flatnonzero(wishes).tolist():
            wishes[at] = x.hub_homes[int(pairs.hub[at])].id in families[int(pairs.family[at])].not_hub
        x.forbid(wishes)

    def waived_for(self, family: Family) -> Family | None:
        """Let the family be anywhere."""
        return replace(family, not_hub=()) if family.not_hub else None
