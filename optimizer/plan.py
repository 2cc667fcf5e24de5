"""A plan: constellations of families, and what a check found wrong with it. Knows no rules and no solver."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
    """

    families: Families = field(repr=False)
    constellations: tuple[Constellation, ...]

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

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The name of each constellation: ``C01`` is the northernmost."""
        width = max(2, len(str(len(self.constellations))))
        return tuple(f"C{number:0{width}d}" for number in range(1, len(self.constellations) + 1))

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
