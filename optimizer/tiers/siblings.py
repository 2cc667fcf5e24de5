"""Siblings in different families, who should be in one constellation."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear, Spread
from optimizer.plan import Plan
from optimizer.rules.together import sharing
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class Siblings(Tier):
    """Keys of the column ``siblings`` whose families, as far as they are placed, are in more than one constellation."""

    key: ClassVar[str] = "siblings"
    title: ClassVar[Text] = Text(
        nl="Broers en zussen in verschillende constellaties", en="Siblings in different constellations"
    )
    short: ClassVar[Text] = Text(nl="Broers en zussen", en="Siblings")
    meaning: ClassVar[Text] = Text(
        nl="Van zoveel groepen broers en zussen zitten de ingedeelde gezinnen in meer dan één constellatie.",
        en="Of so many groups of siblings the placed families are in more than one constellation.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} groepen verspreid", en="{n} groups spread")
    one: ClassVar[Text] = Text(nl="groep", en="group")
    many: ClassVar[Text] = Text(nl="groepen", en="groups")

    def score(self, plan: Plan) -> int:
        """Compare the places of the families of each key."""
        hub_of = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
        return sum(
            len({hub_of[family.id] for family in group if family.id in hub_of}) > 1
            for group in sharing(plan.families, _keys, joining=False)
        )

    def cost(self, x: Decisions) -> Linear:
        """Count each key by its families."""
        number = {family.id: at for at, family in enumerate(x.instance.families)}
        groups = [
            [number[family.id] for family in group] for group in sharing(x.instance.families, _keys, joining=False)
        ]
        start = np.cumsum([0, *map(len, groups)]).astype(np.int64)
        member = np.array([at for group in groups for at in group], dtype=np.int64)
        return x.linear(spread=Spread(start, member))


def _keys(family: Family) -> tuple[str, ...]:
    return family.siblings
