"""The constellations of today, and what changes for each family when a plan takes their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Final, Self

from geodata.families import Families, Family
from optimizer.plan import Constellation, Plan


class Change(StrEnum):
    """What a plan means for a family, as ``plan.json`` and ``assignments.csv`` write it.

    The first five are about its place, and each family has one of them at most. The last two are about its role.
    """

    STAYS = "stays"
    """In a constellation that continues its own of today."""

    MOVED = "moved"
    """In a constellation that does not."""

    PLACED = "placed"
    """In none today, and now in one."""

    UNPLACED = "unplaced"
    """In one today, and now in none."""

    LEFT = "left"
    """In one today, and no longer joins or no longer in the families file."""

    HUB_STARTS = "hub_starts"
    HUB_STOPS = "hub_stops"

    @property
    def is_move(self) -> bool:
        """Whether the tier ``moves`` counts it."""
        return self in {Change.MOVED, Change.UNPLACED}


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one family: from the hub home of today to that of the plan, ``None`` where there is none."""

    family: str
    origin: str | None
    to: str | None
    kind: Change


class TodayKind(StrEnum):
    """What told today's constellations, as ``plan.json`` writes it."""

    COLUMN = "column"
    """The column ``constellation`` of the families file."""

    PLAN = "plan"
    """A plan that was made before."""


@dataclass(frozen=True, slots=True)
class TodaySource:
    """Which file told today's constellations: what it is, and the SHA-256 of its bytes."""

    kind: TodayKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Today:
    """Which hub home each family belongs to today.

    Attributes
    ----------
    hub_of
        Id of today's hub home by id of the family; a hub home belongs to itself. Both may be ids of homes that are no
        longer in the families file.
    source
        ``None`` where no file is known.
    names
        The name of each constellation (``C03``) by the id of its hub home of today, where a plan told it.
    """

    hub_of: Mapping[str, str] = field(default_factory=dict)
    source: TodaySource | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, families: Families) -> Self:
        """Take the column ``constellation``; a hub home that others name, and that names none, belongs to itself.

        A family whose hub home itself belongs to another one is in no constellation: :func:`chained` tells it.
        """
        written = {family.id: family.constellation for family in families if family.constellation is not None}
        hubs = {hub: hub for hub in written.values() if hub not in written and hub in families.by_id}
        return cls({**{family: hub for family, hub in written.items() if written.get(hub, hub) == hub}, **hubs})

    def __bool__(self) -> bool:
        """Tell whether any constellation of today is known."""
        return bool(self.hub_of)

    @property
    def hubs(self) -> frozenset[str]:
        """Ids of today's hub homes."""
        return frozenset(self.hub_of.values())

    def written_in(self, families: Families) -> Families:
        """Give the families with today's hub home in their column ``constellation``, and nothing else there."""
        if all(family.constellation == self.hub_of.get(family.id) for family in families):
            return families
        return Families(replace(family, constellation=self.hub_of.get(family.id)) for family in families)

    def changes(self, plan: Plan) -> tuple[Move, ...]:
        """Say what a plan changes, sorted by id of the family, its place before its role.

        ``plan`` is over families that hold today's hub homes, as :meth:`written_in` gives them.
        """
        hub_of = {home.id: each.hub for each in plan.constellations for home in each.homes}
        ids = sorted({*self.hub_of, *hub_of})
        return tuple(move for name in ids for move in self._of(name, plan.families.by_id.get(name), hub_of.get(name)))

    def numbered(self, plan: Plan) -> Plan:
        """Let constellations that continue one of today have its number, and the others the next that are free.

        Of several that continue one, that is the one of today's hub home, or else the one with most of its families.
        """
        found: dict[str, str] = {}
        for hub, name in self.names.items():
            some = [each for each in plan.constellations if continues(each.hub, hub)]
            if some:
                heir = max(some, key=lambda each: (each.hub.id == hub, self._share(each, hub)))
                found[heir.hub.id] = name
        numbers = plan.named(found).numbers
        taken = [int(name[1:]) for name in self.names.values() if name[1:].isdecimal()]
        free = count(max(taken, default=0) + 1)
        return replace(
            plan, numbers={each.hub.id: numbers.get(each.hub.id) or next(free) for each in plan.constellations}
        )

    def _share(self, constellation: Constellation, hub: str) -> int:
        return sum(self.hub_of.get(home.id) == hub for home in constellation.homes)

    def _of(self, name: str, family: Family | None, hub: Family | None) -> Iterator[Move]:
        origin, to = self.hub_of.get(name), None if hub is None else hub.id
        if hub is not None:
            if origin is None:
                yield Move(name, None, to, Change.PLACED)
            else:
                yield Move(name, origin, to, Change.STAYS if continues(hub, origin) else Change.MOVED)
        elif family is None or not family.joins:
            yield Move(name, origin, None, Change.LEFT)
        elif family.may_be_satellite:
            yield Move(name, origin, None, Change.UNPLACED)
        was, is_now = name == origin, name == to
        if was is not is_now:
            yield Move(name, origin, to, Change.HUB_STARTS if is_now else Change.HUB_STOPS)


NOT_KNOWN: Final = Today()
"""Nobody said which constellations there are today."""


def chained(families: Families) -> tuple[str, ...]:
    """Give the families whose column names a hub home that itself belongs to another one today; sorted by id."""
    of = families.by_id
    hubs = ((family.id, family.constellation) for family in families if family.constellation is not None)
    return tuple(name for name, hub in hubs if hub in of and of[hub].constellation not in {None, hub})


def continues(hub: Family, today: str) -> bool:
    """Tell whether the constellation around a hub home continues the one of today that is named by its hub home.

    It does when its hub home is today's hub home or a family of that constellation.
    """
    return today in {hub.id, hub.constellation}


def moves(family: Family, hub: Family | None) -> bool:
    """Tell whether a family loses its constellation of today with a hub home, or with none."""
    if family.constellation is None or not family.joins:
        return False
    return family.may_be_satellite if hub is None else not continues(hub, family.constellation)


def pinned_hub(family: Family) -> str | None:
    """Give the hub home that a pinned family stays with, itself perhaps; ``None`` where it is not pinned."""
    return family.constellation if family.pinned else None


def pinned_together(one: Family, other: Family) -> bool:
    """Tell whether two homes are in one constellation today and pinned to it: rules on distance do not part them.

    Today's hub home need not be pinned itself: a pinned satellite stays with it.
    """
    hubs = {pinned_hub(one), pinned_hub(other)} - {None}
    return len(hubs) == 1 and all(pinned_hub(each) is not None or each.id in hubs for each in (one, other))
