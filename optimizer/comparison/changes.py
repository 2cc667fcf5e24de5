"""What becomes of each family between two plans."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from geodata.families import Family
from optimizer.comparison.pairing import Pairing
from optimizer.plan import Plan


class Kind(StrEnum):
    """What happens to a family from the first plan to the second."""

    STAYS = "stays"
    MOVED = "moved"
    """From one constellation to another."""

    PLACED = "placed"
    """It was in no constellation, or not in the file."""

    UNPLACED = "unplaced"
    """It joins, and is in no constellation any more."""

    LEFT = "left"
    """It was in a constellation, and is not in the file or does not join any more."""


class HubChange(StrEnum):
    """What a family becomes, or is no more."""

    STARTS = "hub_starts"
    STOPS = "hub_stops"


@dataclass(frozen=True, slots=True)
class Change:
    """One family that is in a constellation of either plan.

    Attributes
    ----------
    before, after
        Its row in the first and in the second families file; ``None`` where that file does not have it.
    a, b
        Position of its constellation in each plan; ``None`` where it is in none.
    hub
        Whether it starts or stops to be a hub home.
    """

    id: str
    before: Family | None
    after: Family | None
    a: int | None
    b: int | None
    kind: Kind
    hub: HubChange | None

    @property
    def differs(self) -> bool:
        """Whether anything is otherwise."""
        return self.kind is not Kind.STAYS or self.hub is not None


def changes(first: Plan, second: Plan, pairing: Pairing) -> tuple[Change, ...]:
    """Say of every family in a constellation of either plan what becomes of it; sorted by id."""
    return tuple(_changes(first, second, pairing))


def _changes(first: Plan, second: Plan, pairing: Pairing) -> Iterator[Change]:
    was, now = _positions(first), _positions(second)
    hubs = {each.hub.id for each in first.constellations}
    hubs_now = {each.hub.id for each in second.constellations}
    mate = pairing.mate
    for name in sorted(was.keys() | now.keys()):
        a, b = was.get(name), now.get(name)
        after = second.families.by_id.get(name)
        hub = None
        if (name in hubs) != (name in hubs_now):
            hub = HubChange.STOPS if name in hubs else HubChange.STARTS
        yield Change(name, first.families.by_id.get(name), after, a, b, _kind(a, b, mate, after), hub)


def _kind(a: int | None, b: int | None, mate: dict[int, int], after: Family | None) -> Kind:
    if a is None:
        return Kind.PLACED
    if b is None:
        return Kind.LEFT if after is None or not after.joins else Kind.UNPLACED
    return Kind.STAYS if mate.get(a) == b else Kind.MOVED


def _positions(plan: Plan) -> dict[str, int]:
    return {home.id: at for at, each in enumerate(plan.constellations) for home in each.homes}
