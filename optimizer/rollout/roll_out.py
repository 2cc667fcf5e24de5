"""A roll-out: the plan of each wave, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.costs.yearly import Started
from optimizer.plan import Constellation, Plan


@dataclass(frozen=True)
class RollOut:
    """The plan of each wave, the first wave first.

    It may be wrong in any way, as a plan may be: the verifier says so. A constellation is known by its hub home.
    """

    plans: tuple[Plan, ...] = field(repr=False)

    @property
    def last(self) -> Plan:
        """The plan of the last wave."""
        return self.plans[-1]

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """The wave in which each hub home starts, by id."""
        return _first(tuple(tuple(each.hub.id for each in plan.constellations) for plan in self.plans))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The first wave in which each family has a place, as a satellite or a hub home, by id."""
        return _first(tuple(tuple(sorted(plan.placed)) for plan in self.plans))

    def starting(self, wave: int) -> tuple[Constellation, ...]:
        """Give the constellations that start in a wave, as they are then, from north to south."""
        return tuple(each for each in self.plans[wave - 1].constellations if self.starts[each.hub.id] == wave)

    def joining(self, wave: int) -> tuple[str, ...]:
        """Give the families that get a place in a wave, sorted by id."""
        return tuple(family for family in sorted(self.places) if self.places[family] == wave)

    @cached_property
    def started(self) -> tuple[Started, ...]:
        """What starts in each wave: constellations, families that get a place and their children."""
        children = {family.id: family.children for family in self.last.families}
        return tuple(
            Started(
                len(self.starting(wave)),
                len(self.joining(wave)),
                sum(children[family] for family in self.joining(wave)),
            )
            for wave in range(1, len(self.plans) + 1)
        )


def _first(names: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for wave, each in enumerate(names, start=1):
        for name in each:
            found.setdefault(name, wave)
    return found
