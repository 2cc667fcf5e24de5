"""The plans in which other constellations stay as they are, and those that lose few places and move few families."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.families import Family
from optimizer.encoding import Decisions
from optimizer.explain.question import Question
from optimizer.model import IntArray, Linear
from optimizer.plan import Plan, Violation


def _own(x: Decisions, hub_of: Mapping[str, str]) -> IntArray:
    """Shape ``(n,)``: the hub that each family is with now, -1 for none."""
    number = {home.id: at for at, home in enumerate(x.hub_homes)}
    return x.of_families(lambda family: number.get(hub_of.get(family.id, ""), -1))


@dataclass(frozen=True, slots=True)
class OthersStay(Question):
    """Families in a constellation stay there, and of the rest only some may get a place.

    Attributes
    ----------
    hub_of
        Where those who stay are.
    loose
        Those who may get a place.
    heirs
        Those of whom one becomes a hub home; with none, no hub home is new.
    """

    hub_of: Mapping[str, str]
    loose: frozenset[str]
    heirs: frozenset[str] = frozenset()

    key: ClassVar[str] = "others_stay"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare the places of all, and count the new hub homes."""
        now = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
        hubs = {each.hub.id for each in plan.constellations} - set(self.hub_of.values())
        moved = {name for name, hub in self.hub_of.items() if now.get(name) != hub}
        moved |= now.keys() - self.hub_of.keys() - self.loose
        if moved or len(hubs) != bool(self.heirs) or not hubs <= self.heirs:
            yield Violation(self.key, tuple(sorted(moved)))

    def encode(self, x: Decisions) -> None:
        """Leave those who stay their own pair, others none; open what is open, and one heir."""
        own, pairs = _own(x, self.hub_of), x.instance.pairs
        may_move = np.array([family.id in self.loose for family in x.instance.families], dtype=np.bool_)
        stays = own[pairs.family] == pairs.hub
        x.forbid(~stays & ~may_move[pairs.family])
        opened = set(self.hub_of.values())
        x.open(np.array([home.id in opened for home in x.hub_homes], dtype=np.bool_))
        x.close(np.array([home.id not in opened | self.heirs for home in x.hub_homes], dtype=np.bool_))
        if self.heirs:
            heirs = x.of_hubs(lambda home: home.id in self.heirs)
            x.limit_plan(self.key, x.linear(hub=heirs), low=1, high=1)


@dataclass(frozen=True, slots=True)
class FewestMoves(Question):
    """Holds plans to so many lost places and moves; places come first.

    Attributes
    ----------
    hub_of
        Where the families are of whom it counts when they move.
    loose
        Further families of whom it counts when they have no place.
    most
        The value that no plan may pass; ``None`` for any.
    """

    hub_of: Mapping[str, str]
    loose: frozenset[str]
    most: int | None = None

    key: ClassVar[str] = "fewest_moves"

    @property
    def place(self) -> int:
        """What a place weighs: more than all moves together."""
        return len(self.hub_of) + 1

    def value(self, plan: Plan) -> int:
        """Count what is lost and who moves; a home that becomes a hub home moves too."""
        now = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
        lost = sum(self._had_a_place(family) and family.id not in now for family in plan.families)
        moved = sum(name in now and now[name] != hub for name, hub in self.hub_of.items())
        return lost * self.place + moved

    def _had_a_place(self, family: Family) -> bool:
        """Tell whether a place of the family can be lost; one that had none is no loss."""
        return family.may_be_satellite and (family.id in self.hub_of or family.id in self.loose)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare with the value that was reached."""
        if self.most is not None and self.value(plan) > self.most:
            yield Violation(self.key, ())

    def price(self, x: Decisions) -> Linear:
        """Say the same in arrays; a home that is a satellite now moves when it opens."""
        own, pairs = _own(x, self.hub_of), x.instance.pairs
        counts = x.of_families(lambda family: family.id in self.hub_of)
        moved = counts[pairs.family] * (own[pairs.family] != pairs.hub)
        opens = x.of_hubs(lambda home: self.hub_of.get(home.id, home.id) != home.id)
        unplaced = x.of_families(lambda family: self.place * self._had_a_place(family))
        return x.linear(unplaced=unplaced, pair=moved.astype(np.int64), hub=opens)

    def encode(self, x: Decisions) -> None:
        """Limit it."""
        if self.most is not None:
            x.limit_plan(self.key, self.price(x), high=self.most)
