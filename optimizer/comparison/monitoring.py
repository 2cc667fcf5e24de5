"""How constellations fare from one plan to a later one: who is still there, by provider and in all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from geodata.families import Families, Family, Location
from optimizer.comparison.changes import Change, HubChange, Kind, changes
from optimizer.comparison.pairing import paired
from optimizer.files.planfile import PlanFile
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Numbers:
    """What happened to the families of one provider, or of all.

    Attributes
    ----------
    before, after
        In a constellation then, and now.
    kept, moved, lost, stopped
        Of those then: in the same constellation, in another, in none though they join, and not joining any more.
    joined
        In a constellation now and in none then.
    hubs_before, hubs_after, hubs_stopped, hubs_started
        The hub homes among them.
    """

    before: int = 0
    kept: int = 0
    moved: int = 0
    lost: int = 0
    stopped: int = 0
    joined: int = 0
    after: int = 0
    hubs_before: int = 0
    hubs_stopped: int = 0
    hubs_started: int = 0
    hubs_after: int = 0

    @property
    def kept_share(self) -> float | None:
        """Of those then, the share that is in the same constellation; ``None`` of nobody."""
        return self.kept / self.before if self.before else None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Two plans with what happened between them.

    Attributes
    ----------
    providers
        By name; families that are gone and whose provider nobody tells are under ``None``.
    sizes
        How many constellations have so many satellites then and now, by that number.
    continued
        How many constellations of then go on.
    """

    total: Numbers
    providers: Mapping[str | None, Numbers]
    sizes: Mapping[int, tuple[int, int]]
    continued: int
    n_before: int
    n_after: int


def monitored(then: PlanFile, now: Plan, before: Families | None = None) -> Monitoring:
    """Compare a plan of then, as its file states it, with one of now.

    Parameters
    ----------
    before
        The families file of then, where it is at hand; it tells whose the families are that are gone.
    """
    old = _plan_of(then, now.families, before)
    pairing = paired(old, now)
    found = changes(old, now, pairing)
    hubs = {each.hub.id for each in old.constellations}
    hubs_now = {each.hub.id for each in now.constellations}
    by_provider: dict[str | None, list[Change]] = {}
    for each in found:
        by_provider.setdefault(_provider(each), []).append(each)
    order = sorted(by_provider, key=lambda name: (name is None, name or ""))
    sizes = Counter(len(each.satellites) for each in old.constellations)
    sizes_now = Counter(len(each.satellites) for each in now.constellations)
    return Monitoring(
        _numbers(found, hubs, hubs_now),
        {name: _numbers(by_provider[name], hubs, hubs_now) for name in order},
        {size: (sizes[size], sizes_now[size]) for size in sorted({*sizes, *sizes_now})},
        len(pairing.mate),
        len(old.constellations),
        len(now.constellations),
    )


def _plan_of(then: PlanFile, now: Families, before: Families | None) -> Plan:
    """Give the plan of then over its families; of one whose row is nowhere only the id is known."""
    known = {family.id: family for family in (*now, *(before or ()))}
    names = {name for group in then.constellations for name in (group.hub, *group.satellites)}
    families = Families(known.get(name) or Family(name, Location(0.0, 0.0), _UNKNOWN) for name in names)
    return Plan.of(families, {group.hub: group.satellites for group in then.constellations})


_UNKNOWN = ""
"""The provider of a family whose row is nowhere; no file has an empty one."""


def _provider(change: Change) -> str | None:
    row = change.after or change.before
    return None if row is None else row.provider or None


def _numbers(found: Iterable[Change], hubs: set[str], hubs_now: set[str]) -> Numbers:
    listed = list(found)
    count = Counter(each.kind for each in listed)
    hub = Counter(each.hub for each in listed)
    return Numbers(
        before=sum(each.a is not None for each in listed),
        kept=count[Kind.STAYS],
        moved=count[Kind.MOVED],
        lost=count[Kind.UNPLACED],
        stopped=count[Kind.LEFT],
        joined=count[Kind.PLACED],
        after=sum(each.b is not None for each in listed),
        hubs_before=sum(each.id in hubs for each in listed),
        hubs_stopped=hub[HubChange.STOPS],
        hubs_started=hub[HubChange.STARTS],
        hubs_after=sum(each.id in hubs_now for each in listed),
    )


KEYS = tuple(each.name for each in fields(Numbers))
"""Names of the numbers in files, in reading order."""
