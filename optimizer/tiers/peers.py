"""Foster children without a child of about their age near them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions, lack
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier

YEARS: Final = 3
"""Children whose ages differ by at most so many years are peers."""


@dataclass(frozen=True, slots=True)
class Peers(Tier):
    """Foster children in a constellation without another foster child within three years of their age in it.

    Every home counts, the hub home too, and a child of the same home is a peer like any other. Children whose age is
    not known count neither way.
    """

    key: ClassVar[str] = "peers"
    title: ClassVar[Text] = Text(nl="Pleegkinderen zonder leeftijdgenoot", en="Foster children without a peer")
    short: ClassVar[Text] = Text(nl="Leeftijdgenoten", en="Peers")
    meaning: ClassVar[Text] = Text(
        nl="Zoveel pleegkinderen hebben in hun constellatie geen ander pleegkind dat hoogstens drie jaar "
        "in leeftijd verschilt; wie van onbekende leeftijd is, telt niet mee.",
        en="So many foster children have no other foster child within three years of their age in their "
        "constellation; children of unknown age do not count.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} zonder leeftijdgenoot", en="{n} without a peer")
    one: ClassVar[Text] = Text(nl="pleegkind", en="foster child")
    many: ClassVar[Text] = Text(nl="pleegkinderen", en="foster children")

    def score(self, plan: Plan) -> int:
        """Compare the ages in each constellation."""
        return sum(_alone([age for home in each.homes for age in home.child_ages]) for each in plan.constellations)

    def cost(self, x: Decisions) -> Linear:
        """Count each child that has no peer at home, where no family with a peer is in the same constellation."""
        alone = {
            at: ages
            for at, family in enumerate(x.instance.families)
            if family.joins and (ages := list(_alone_at_home(family)))
        }
        peers = {
            age: np.array([_has_peer(age, family.child_ages) for family in x.instance.families])
            for age in {age for ages in alone.values() for age in ages}
        }
        items = []
        for at, ages in alone.items():
            others = x.companions(at)
            items += [(at, others[peers[age][others]].tolist()) for age in ages]
        return x.linear(lack=lack(items))


def _alone(ages: list[int]) -> int:
    return sum(not _has_peer(age, ages[:at] + ages[at + 1 :]) for at, age in enumerate(ages))


def _alone_at_home(family: Family) -> Iterator[int]:
    for at, age in enumerate(family.child_ages):
        if not _has_peer(age, family.child_ages[:at] + family.child_ages[at + 1 :]):
            yield age


def _has_peer(age: int, others: tuple[int, ...] | list[int]) -> bool:
    return any(abs(age - other) <= YEARS for other in others)
