"""A plan: constellations of families, and what a check found wrong with it. Knows no rules and no solver."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import Final

from geodata.families import Families, Family
from geodata.language import Fact


@dataclass(frozen=True, slots=True)
class Constellation:
    """A hub home and its satellites, sorted by id."""

    hub: Family
    satellites: tuple[Family, ...]

    @property
    def homes(self) -> tuple[Family, ...]:
        """The members: the hub home first, then the satellites."""
        return (self.hub, *self.satellites)


@dataclass(frozen=True)
class Plan:
    """Constellations over a file of families, from north to south.

    A plan may be wrong in any way that a hand-edited file may be: a family twice, a hub home that offers no bed. The
    verifier says so; the type does not. What is asked of it again and again is worked out once, hence no slots.

    Attributes
    ----------
    numbers
        The number of some constellations, by the id of their hub home; each once, and from 1. They are what a
        constellation is called, and do not make a plan another one.
    """

    families: Families = field(repr=False)
    constellations: tuple[Constellation, ...]
    numbers: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, families: Families, satellites: Mapping[str, Iterable[str]]) -> "Plan":
        """Build a plan from the ids of hub homes and of their satellites.

        Raises
        ------
        KeyError
            When an id is not in ``families``.
        """
        by_id = families.by_id
        found = (
            Constellation(by_id[hub], tuple(by_id[family] for family in sorted(members)))
            for hub, members in satellites.items()
        )
        return cls.from_north(families, found)

    @classmethod
    def from_north(cls, families: Families, constellations: Iterable[Constellation]) -> "Plan":
        """Build a plan of constellations in any order; they are numbered from north to south."""
        return cls(families, tuple(sorted(constellations, key=_north_to_south)))

    def named(self, names: Mapping[str, str]) -> "Plan":
        """Give the plan with names such as ``C03`` for constellations, by the id of their hub home.

        Other words are no numbers, and of two constellations with one number only the northernmost keeps it.
        """
        numbers: dict[str, int] = {}
        for each in self.constellations:
            found = _NUMBERED.fullmatch(names.get(each.hub.id, ""))
            if found is not None and int(found[1]) not in {0, *numbers.values()}:
                numbers[each.hub.id] = int(found[1])
        return replace(self, numbers=numbers)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The name of each constellation: its number, or from north to south the first that none has (``C01``)."""
        free = (number for number in count(1) if number not in set(self.numbers.values()))
        found = [self.numbers.get(each.hub.id) or next(free) for each in self.constellations]
        width = max(2, len(str(max(found, default=0))))
        return tuple(f"C{number:0{width}d}" for number in found)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What each constellation is called where people read it: its number, with its own name where it has one.

        The name is that of its hub home, or else that of today's hub home that it continues, if that is none any more.
        """
        hubs = {each.hub.id for each in self.constellations}

        def name(hub: Family) -> str | None:
            before = self.families.by_id.get(hub.constellation or "")
            return hub.constellation_name or (before.constellation_name if before and before.id not in hubs else None)

        found = ((key, name(each.hub)) for key, each in zip(self.ids, self.constellations, strict=True))
        return tuple(key if own is None else f"{key} ({own})" for key, own in found)

    @cached_property
    def placed(self) -> frozenset[str]:
        """Ids of all families that are in some constellation."""
        return frozenset(home.id for constellation in self.constellations for home in constellation.homes)

    @cached_property
    def unplaced(self) -> tuple[Family, ...]:
        """Families that join, may be a satellite, and are in no constellation; sorted by id."""
        placed = self.placed
        return tuple(family for family in self.families if family.may_be_satellite and family.id not in placed)

    @cached_property
    def left_out(self) -> tuple[Family, ...]:
        """Families that do not join; sorted by id."""
        return tuple(family for family in self.families if not family.joins)


_NUMBERED: Final = re.compile(r"C([0-9]{1,6})(?: \(.*\))?")


def _north_to_south(constellation: Constellation) -> tuple[float, float, str]:
    home = constellation.hub.location
    return (-home.lat, home.lon, constellation.hub.id)


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule: the rule's key, the families involved, and the figures its sentence shows."""

    rule: str
    families: tuple[str, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a plan on one tier, recomputed from homes."""

    tier: str
    value: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the solver-free verifier found: every breach, and the value on every tier, of the plan that it judged."""

    plan: Plan = field(repr=False)
    violations: tuple[Violation, ...]
    scores: tuple[Score, ...]

    @property
    def passed(self) -> bool:
        """Whether every rule is kept."""
        return not self.violations
