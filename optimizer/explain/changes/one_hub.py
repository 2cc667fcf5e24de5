"""At most one new hub home, and which of many to prefer."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from geodata.families import Family
from optimizer.encoding import Decisions
from optimizer.explain.question import Question
from optimizer.model import Linear
from optimizer.plan import Plan, Violation

_ASKING: Final = 10_000
"""Steps of 0.1 km that a family which must be asked weighs more than a candidate that lacks beds."""


@dataclass(frozen=True, slots=True)
class OnlyOne(Question):
    """Of these homes at most one is a hub home; holds the question to a single change."""

    homes: frozenset[str]

    key: ClassVar[str] = "only_one"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find all of them where there are two."""
        new = tuple(each.hub.id for each in plan.constellations if each.hub.id in self.homes)
        if len(new) > 1:
            yield Violation(self.key, new)

    def encode(self, x: Decisions) -> None:
        """Open one at most."""
        x.limit_plan(self.key, x.linear(hub=x.of_hubs(lambda home: home.id in self.homes)), high=1)


def nearest_new(family: Family, new: Collection[str], offering: Collection[str] = ()) -> Callable[[Decisions], Linear]:
    """Make the new hub home one that is near the family, and rather one of those who offer already."""

    def price(x: Decisions) -> Linear:
        def steps(home: Family) -> int:
            if home.id not in new:
                return 0
            metres = x.instance.distances.between(family, home)
            away = _ASKING if metres is None else min(round(metres / 100), _ASKING)
            return 1 + away + (0 if home.id in offering else _ASKING)

        return x.linear(hub=x.of_hubs(steps))

    return price


def new_hub(plan: Plan | None, new: Collection[str]) -> str | None:
    """Give the new hub home of a plan."""
    return None if plan is None else next((each.hub.id for each in plan.constellations if each.hub.id in new), None)
