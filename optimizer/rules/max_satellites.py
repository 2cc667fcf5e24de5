"""A hub home's own limit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class MaxSatellites(Rule):
    """A constellation has at most as many satellites as its hub home says it can take, where it says so."""

    key: ClassVar[str] = "max_satellites"
    title: ClassVar[Text] = Text(
        nl="Een hubhome krijgt niet meer satellietgezinnen dan hij zelf aankan.",
        en="A hub home has no more satellites than it says it can take.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="Hubhome {families} heeft {size} satellietgezinnen en kan er hoogstens {limit} aan.",
        en="Hub home {families} has {size} satellites and can take {limit} at most.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="vol (de hubhome kan er hoogstens {limit} aan)", en="full (the hub home can take {limit} at most)"
    )
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("max_satellites",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the satellites of each hub home that names a limit."""
        for constellation in plan.constellations:
            size, limit = len(constellation.satellites), constellation.hub.max_satellites
            if limit is not None and size > limit:
                yield Violation(self.key, (constellation.hub.id,), {"size": size, "limit": limit})

    def encode(self, x: Decisions) -> None:
        """Limit the satellites of those hubs."""
        n = len(x.instance.families)
        x.limit_size(high=x.of_hubs(lambda home: n if home.max_satellites is None else home.max_satellites))

    def waived_for(self, family: Family) -> Family | None:
        """Forget the hub home's own limit."""
        return None if family.max_satellites is None else replace(family, max_satellites=None)
