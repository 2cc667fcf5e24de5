"""Changes by hand: what each does to a plan, and what the log of them comes to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Final, Self

from geodata.families import Families, Family, HubRole

HELD: Final = "vast-bij-"
"""Key in the column ``together`` that holds a family with the hub home that it is pinned to."""


class Kind(StrEnum):
    """What the log knows, as it writes it."""

    MOVE = "move"
    OUT = "out"
    PIN = "pin"
    UNPIN = "unpin"
    NAME = "name"
    HUB_REQUIRED = "hub_required"
    HUB_BARRED = "hub_barred"
    HUB_FREE = "hub_free"
    START = "start"
    STOP = "stop"
    PLAN = "plan"
    """Another plan is the one that is worked on."""

    SETTINGS = "settings"
    UNDO = "undo"
    REDO = "redo"

    @property
    def by_hand(self) -> bool:
        """Whether a person makes it in a plan."""
        return self not in {Kind.PLAN, Kind.SETTINGS, Kind.UNDO, Kind.REDO}


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log.

    Attributes
    ----------
    constellation
        The hub home of the constellation that is meant.
    plan
        The folder of the plan that is worked on from here.
    kept
        The hub home that each family was kept with when that plan was made.
    left
        Families that were left out of it.
    at
        When, as the log writes it.
    """

    kind: Kind
    family: str | None = None
    constellation: str | None = None
    name: str | None = None
    plan: str | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    at: str = ""

    def as_entry(self) -> dict[str, Any]:
        """Give what the log writes: what is not empty."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: dict(v) if isinstance(v, Mapping) else v for name, v in values.items() if v}

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self | None:
        """Read an entry; ``None`` for one of a later program."""
        if entry["kind"] not in tuple(Kind):
            return None
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in entry.items() if name in known}
        return cls(**{**values, "kind": Kind(entry["kind"]), "left": tuple(entry.get("left", ()))})


def fits(entry: Mapping[str, Any]) -> bool:
    """Tell whether what an entry of the log says has the types that ``Change`` has; a later program's may be others."""
    if entry["kind"] not in tuple(Kind):
        return True
    texts = [entry[name] for name in ("family", "constellation", "name", "plan", "at") if entry.get(name) is not None]
    kept, left = entry.get("kept", {}), entry.get("left", [])
    if not isinstance(kept, Mapping) or not isinstance(left, list | tuple):
        return False
    return all(map(is_text, (*texts, *kept, *kept.values(), *left)))


def is_text(value: object) -> bool:
    """Tell whether a value is text that can be written: half a surrogate pair cannot."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


@dataclass(frozen=True, slots=True)
class Hand:
    """What a log comes to.

    Attributes
    ----------
    plan
        The folder of the plan that is worked on; ``None`` before there is one.
    hub_of
        The hub home of each placed family, a hub home's own for itself.
    made
        The same of the plan as it was made.
    pins
        The hub home of each family that stays where it is.
    kept, left
        What held when the plan was made: the hub home that families were kept with, and who was left out.
    roles
        Hub homes that are required or barred by hand.
    names, names_made
        Names of constellations by hub home, empty where a name was taken away; now, and when the plan was made.
    out
        Families that a person took out since the plan was made.
    n_changes
        Changes by hand since the plan.
    """

    plan: str | None = None
    hub_of: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    roles: Mapping[str, HubRole] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    names_made: Mapping[str, str] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    n_changes: int = 0

    @property
    def hubs(self) -> frozenset[str]:
        """Ids of the hub homes."""
        return frozenset(family for family, hub in self.hub_of.items() if family == hub)

    @property
    def moved(self) -> dict[str, str]:
        """The hub home of each family that a person put with another since the plan was made."""
        return {family: hub for family, hub in self.hub_of.items() if self.made.get(family) != hub}

    @property
    def groups(self) -> dict[str, list[str]]:
        """The satellites of each hub home."""
        found: dict[str, list[str]] = {hub: [] for hub in sorted(self.hubs)}
        for family, hub in self.hub_of.items():
            if family != hub:
                found.setdefault(hub, []).append(family)
        return found

    def satellites(self, hub: str) -> list[str]:
        """Give the satellites of a hub home."""
        return sorted(family for family, of in self.hub_of.items() if of == hub and family != hub)

    def kept_around(self) -> dict[str, str]:
        """Give what stays when the rest is planned around it: who is pinned, and who was moved by hand."""
        return {**self.moved, **{family: hub for family, hub in self.pins.items() if family in self.hub_of}}

    def families(self, base: Families) -> Families:
        """Give the families as the changes by hand leave them, for every reading of this plan and of the next."""
        return changed_families(base, self)


Load = Callable[[str], Mapping[str, str]]
"""Gives the hub home of each placed family in the plan of a folder; empty where the plan is not there any more."""


def active(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Give the changes that hold after what was undone and done again, and those that can be done again, the next last.

    A change that is made after an undo ends what could be done again.
    """
    held: list[Change] = []
    undone: list[Change] = []
    for change in changes:
        if change.kind is Kind.UNDO:
            if held:
                undone.append(held.pop())
        elif change.kind is Kind.REDO:
            if undone:
                held.append(undone.pop())
        elif change.kind is not Kind.SETTINGS:
            held.append(change)
            undone.clear()
    return held, undone


def to_undo(held: Sequence[Change]) -> Change | None:
    """Give the change that undo takes back, of those that hold: never the plan that all the others are made in."""
    plans = sum(change.kind is Kind.PLAN for change in held)
    return None if not held or (held[-1].kind is Kind.PLAN and plans == 1) else held[-1]


def replayed(changes: Iterable[Change], load: Load) -> Hand:
    """Give what changes come to, one after the other."""
    hand = Hand()
    for change in changes:
        hand = applied(hand, change, load)
    return hand


def applied(hand: Hand, change: Change, load: Load) -> Hand:
    """Give what a change makes of a plan; who ends a constellation means that its hub home is none any more."""
    if change.kind is Kind.PLAN:
        made = load(change.plan or "")
        pins = {family: hub for family, hub in {**hand.pins, **change.kept}.items() if made.get(family) == hub}
        return replace(
            hand,
            plan=change.plan,
            hub_of=made,
            made=made,
            pins=pins,
            kept=change.kept,
            left=frozenset(change.left),
            names_made=hand.names,
            out=frozenset(),
            n_changes=0,
        )
    hand = replace(hand, n_changes=hand.n_changes + 1)
    family, hub = change.family or "", change.constellation or ""
    if change.kind is Kind.NAME:
        return replace(hand, names={**hand.names, hub: change.name or ""})
    if change.kind in _ROLES:
        return replace(hand, roles=_with_role(hand.roles, family, _ROLES[change.kind]))
    if change.kind is Kind.PIN:
        return replace(hand, pins={**hand.pins, family: hand.hub_of[family]}) if family in hand.hub_of else hand
    if change.kind is Kind.UNPIN:
        return replace(hand, pins={name: of for name, of in hand.pins.items() if name != family})
    roles = hand.roles
    if change.kind is Kind.STOP:
        roles = _with_role(roles, hub, HubRole.DECLINED)
    elif roles.get(family) is HubRole.DECLINED and change.kind is Kind.START:
        roles = _with_role(roles, family, None)
    out = hand.out | {family} if change.kind is Kind.OUT else hand.out - {family}
    return replace(hand, hub_of=_placed(hand, change.kind, family, hub), roles=roles, out=out)


_ROLES: Final = {Kind.HUB_REQUIRED: HubRole.REQUIRED, Kind.HUB_BARRED: HubRole.DECLINED, Kind.HUB_FREE: None}


def _with_role(roles: Mapping[str, HubRole], family: str, role: HubRole | None) -> dict[str, HubRole]:
    others = {name: each for name, each in roles.items() if name != family}
    return others if role is None else {**others, family: role}


def _placed(hand: Hand, kind: Kind, family: str, hub: str) -> dict[str, str]:
    """Give who is with whom after a change of places."""
    if kind is Kind.STOP:
        return {name: of for name, of in hand.hub_of.items() if of != hub}
    others = {name: of for name, of in hand.hub_of.items() if name != family}
    if kind is Kind.OUT:
        return others
    return {**others, family: family if kind is Kind.START else hub}


def changed_families(base: Families, hand: Hand) -> Families:
    """Give families with what was set by hand: names, roles, and for a plan made around them who was kept and left out.

    A kept family is held with its hub home by a key in ``together`` that both have, and by the hub home being required:
    that says, in the columns of the contract, that this family is in the constellation of that hub home.
    """
    if not (hand.names or hand.roles or hand.kept or hand.left):
        return base
    held = set(hand.kept.values())

    def of(family: Family) -> Family:
        if family.id in hand.names:
            family = replace(family, constellation_name=hand.names[family.id] or None)
        if (role := hand.roles.get(family.id)) is not None:
            barred = role is HubRole.DECLINED and family.hub is HubRole.ONLY
            family = replace(family, joins=False) if barred else replace(family, hub=role)
        if family.id in held:
            family = replace(family, hub=HubRole.REQUIRED)
        if hub := hand.kept.get(family.id) or (family.id if family.id in held else None):
            family = replace(family, together=(*family.together, f"{HELD}{hub}"))
        if family.id in hand.left:
            family = replace(family, joins=False)
        return family

    return Families(of(family) for family in base)
