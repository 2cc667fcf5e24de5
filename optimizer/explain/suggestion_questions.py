"""The plans in which one other family may move, and those that are no worse on a tier than a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from optimizer.encoding import Decisions
from optimizer.explain.question import Question
from optimizer.model import Linear
from optimizer.plan import Plan, Violation
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class OneMoves(Question):
    """The hub homes stay; of the families in a constellation at most one moves, beside those who look for a place.

    Attributes
    ----------
    hub_of
        Where each family is now, those who look for a place left out.
    left
        The hub home that those who look for a place leave; ``None`` where they have none.
    """

    hub_of: Mapping[str, str]
    looking: frozenset[str]
    left: str | None

    key: ClassVar[str] = "one_moves"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare the places of all."""
        now = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
        moved = tuple(sorted(name for name, hub in self.hub_of.items() if now.get(name) != hub))
        if len(moved) > 1 or any(now.get(name) == self.left for name in self.looking):
            yield Violation(self.key, moved)

    def encode(self, x: Decisions) -> None:
        """Count the pairs of today that are kept."""
        names = [home.id for home in x.hub_homes]
        families, pairs = x.instance.families, x.instance.pairs
        number = {name: at for at, name in enumerate(names)}
        own = np.array([number.get(self.hub_of.get(each.id, self.left or ""), -1) for each in families])
        looking = np.array([each.id in self.looking for each in families], dtype=np.bool_)
        here = own[pairs.family] == pairs.hub
        x.open(np.ones(len(names), dtype=np.bool_))
        x.forbid(here & looking[pairs.family])
        stays = (here & ~looking[pairs.family]).astype(np.int64)
        x.limit_plan(self.key, x.linear(pair=stays), low=len(self.hub_of) - len(names) - 1)


@dataclass(frozen=True, slots=True)
class NotWorse(Question):
    """A tier is no worse than a value that was reached."""

    tier: Tier
    value: int

    key: ClassVar[str] = "not_worse"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare."""
        if self.tier.score(plan) > self.value:
            yield Violation(self.key, ())

    def encode(self, x: Decisions) -> None:
        """Limit it."""
        cost = self.tier.cost(x)
        if isinstance(cost, Linear):
            x.limit_plan(self.key, cost, high=self.value)
        else:
            x.forbid(cost.pair > self.value)
