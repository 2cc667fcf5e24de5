"""A family is only in the constellation of a hub home that it names."""

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
class OnlyHub(Rule):
    """A family whose column ``only_hub`` names hub homes is in the constellation of one of them, or in none.

    x_fh = 0 for every other hub home; y_f = 0 where it may be a hub home itself and does not name itself.
    """

    key: ClassVar[str] = "only_hub"
    title: ClassVar[Text] = Text(
        nl="Een gezin dat alleen bij bepaalde hubhomes mag, zit bij een van die hubhomes.",
        en="A family that may be with certain hub homes only is with one of those.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} mag alleen bij {hubs}, maar zit in de constellatie van {hub}.",
        en="{families} may be with {hubs} only, yet is in the constellation of {hub}.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} mag alleen bij {hubs}", en="{families} may be with {hubs} only")
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("only_hub",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Look at the hub home of each family, its own constellation among them."""
        for constellation in plan.constellations:
            hub = constellation.hub.id
            for family in constellation.homes:
                if not _may_be_with(family, hub):
                    yield Violation(self.key, (family.id,), {"hub": hub, "hubs": family.only_hub})

    def encode(self, x: Decisions) -> None:
        """Forbid the other pairs, and shut who may not be a hub home itself."""
        families, pairs = x.instance.families, x.instance.pairs
        others = x.of_families(lambda family: bool(family.only_hub)).astype(np.bool_)[pairs.family]
        for at in np.flatnonzero(others).tolist():
            others[at] = not _may_be_with(families[int(pairs.family[at])], x.hub_homes[int(pairs.hub[at])].id)
        x.forbid(others)
        x.close(x.of_hubs(lambda home: not _may_be_with(home, home.id)).astype(np.bool_))

    def waived_for(self, family: Family) -> Family | None:
        """Let the family be anywhere."""
        return replace(family, only_hub=()) if family.only_hub else None


def _may_be_with(family: Family, hub: str) -> bool:
    return not family.only_hub or hub in family.only_hub
