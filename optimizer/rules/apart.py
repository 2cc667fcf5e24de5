"""Families that must not meet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver
from optimizer.rules.together import sharing


@dataclass(frozen=True, slots=True)
class Apart(Rule):
    """Families that share a key in ``apart`` are never members of the same constellation."""

    key: ClassVar[str] = "apart"
    title: ClassVar[Text] = Text(
        nl="Gezinnen die gescheiden moeten blijven, zitten nooit in dezelfde constellatie.",
        en="Families that must be kept apart are never in the same constellation.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} moeten gescheiden blijven, maar zitten in dezelfde constellatie.",
        en="{families} must be kept apart, yet are in the same constellation.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} moeten gescheiden blijven", en="{families} must be kept apart")
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("apart",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Look for two families of one key in one constellation."""
        hubs_of: dict[str, set[str]] = {}
        for constellation in plan.constellations:
            for home in constellation.homes:
                hubs_of.setdefault(home.id, set()).add(constellation.hub.id)
        pairs = {
            (one.id, other.id)
            for group in sharing(plan.families, lambda family: family.apart, joining=False)
            for one, other in combinations(group, 2)
        }
        for one, other in sorted(pairs):
            if hubs_of.get(one, set()) & hubs_of.get(other, set()):
                yield Violation(self.key, (one, other))

    def encode(self, x: Decisions) -> None:
        """Keep every two families of a key apart."""
        number = {family.id: position for position, family in enumerate(x.instance.families)}
        for group in sharing(x.instance.families, lambda family: family.apart, joining=False):
            x.keep_apart((number[one.id], number[other.id]) for one, other in combinations(group, 2))

    def waived_for(self, family: Family) -> Family | None:
        """Let the family be with anybody."""
        return replace(family, apart=()) if family.apart else None
