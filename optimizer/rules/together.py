"""Families that belong together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Together(Rule):
    """Joining families that share a key in ``together`` are members of the same constellation, or all unplaced."""

    key: ClassVar[str] = "together"
    title: ClassVar[Text] = Text(
        nl="Gezinnen die bij elkaar horen, zitten in dezelfde constellatie of zijn allemaal niet ingedeeld.",
        en="Families that belong together are in the same constellation, or are all unplaced.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} horen bij elkaar, maar zitten niet in dezelfde constellatie.",
        en="{families} belong together, yet are not in the same constellation.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} horen bij elkaar", en="{families} belong together")
    scope: ClassVar[Scope] = Scope.PAIR
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("joins", "together")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare the places of the families of each key."""
        hub_of = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
        for group in sharing(plan.families, lambda family: family.together):
            if len({hub_of.get(family.id) for family in group}) > 1:
                yield Violation(self.key, tuple(family.id for family in group))

    def encode(self, x: Decisions) -> None:
        """Tie each family of a key to the next."""
        number = {family.id: position for position, family in enumerate(x.instance.families)}
        for group in sharing(x.instance.families, lambda family: family.together):
            x.keep_together(pairwise(number[family.id] for family in group))

    def waived_for(self, family: Family) -> Family | None:
        """Untie the family."""
        return replace(family, together=()) if family.joins and family.together else None


def sharing(
    families: Iterable[Family], keys: Callable[[Family], Iterable[str]], *, joining: bool = True
) -> tuple[tuple[Family, ...], ...]:
    """Give the groups of two or more families that share a key, in the order of their keys.

    Parameters
    ----------
    joining
        Whether only families that join count; a plan made by hand may hold others.
    """
    groups: defaultdict[str, list[Family]] = defaultdict(list)
    for family in families:
        if family.joins or not joining:
            for key in sorted(set(keys(family))):
                groups[key].append(family)
    return tuple(tuple(groups[key]) for key in sorted(groups) if len(groups[key]) > 1)
