"""Rules with small numbers and plans drawn by chance, so that what a rule says of itself is tried for every rule."""

from dataclasses import fields, replace
from random import Random
from typing import Any, get_type_hints

from geodata.families import Families, HubRole
from optimizer.plan import Constellation, Plan
from optimizer.rule import Rule
from optimizer.rules import PerProvider
from tests.builders import Flat, home

NUMBERS: dict[Any, tuple[Any, ...]] = {
    int: (1, 2, 3),
    float: (0.5, 0.7, 1.0),
    bool: (False, True),
    PerProvider: (PerProvider(), PerProvider(1), PerProvider(None, (("X", 1),)), PerProvider(2, (("Y", 0),))),
}
"""What a field of a rule may be, by its type; whole numbers ascend, as a least is no more than a most."""

COLUMNS: dict[str, tuple[Any, ...]] = {
    "provider": ("X", "Y"),
    "children": (0, 1, 2),
    "child_ages": ((), (4,), (12,)),
    "care_type": (None, "crisis", "voltijd"),
    "hub": (HubRole.CANDIDATE, HubRole.CANDIDATE, HubRole.NO, HubRole.REQUIRED, HubRole.ONLY),
    "beds": (0, 1, 2),
    "max_satellites": (None, 1, 2),
    "max_km": (None, 0.5),
    "joins": (True, True, True, False),
    "together": ((), (), ("t",)),
    "apart": ((), (), ("a",)),
    "siblings": ((), ("s",)),
    "municipality": (None, "Laren"),
    "constellation": (None, "A", "B", "C"),
    "pinned": (False, False, True),
    "not_hub": ((), (), ("A", "B")),
    "only_hub": ((), (), ("A", "B")),
}
"""Every column that a rule may read, with values that matter to some rule."""

NAMES = "ABCDEF"


def rule_of(kind: type[Rule], chance: Random) -> Rule:
    """Draw a rule of a kind by the types of its fields."""
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    drawn = {name: chance.choice(NUMBERS[hints[name]]) for name in names if hints[name] in NUMBERS}
    whole = sorted(value for value in drawn.values() if type(value) is int)
    ascending = {name: whole.pop(0) if type(value) is int else value for name, value in drawn.items()}
    return kind(**ascending, **{name: Flat() for name in names if name == "distances"})


def families_of(chance: Random) -> Families:
    """Draw six homes along a road of two kilometres, with every column filled by chance."""
    return Families(
        home(name, 250.0 * chance.randint(0, 8), **{key: chance.choice(some) for key, some in COLUMNS.items()})
        for name in NAMES
    )


def plan_of(families: Families, chance: Random, *, twice: bool = True) -> Plan:
    """Draw a plan of up to two constellations, that may break any rule; a family may be in it twice."""
    names = [each.id for each in families]
    hubs = chance.sample(names, min(chance.choice((0, 1, 2, 2, 2)), len(names)))
    satellites: dict[str, list[str]] = {hub: [] for hub in hubs}
    for name in names:
        place = chance.choice([None, *hubs])
        if place is not None and place != name and (name not in hubs or (twice and chance.random() < 0.1)):
            satellites[place].append(name)
    return Plan.of(families, satellites)


def rewritten(plan: Plan, columns: dict[str, Any]) -> Plan:
    """Give a plan in which every family has these columns."""
    return over(plan, Families(replace(each, **columns) for each in plan.families))


def over(plan: Plan, families: Families) -> Plan:
    """Give the same constellations of other rows."""
    of = families.by_id
    groups = (
        Constellation(of[each.hub.id], tuple(of[one.id] for one in each.satellites)) for each in plan.constellations
    )
    return Plan(families, tuple(groups))


def keeps(rule: Rule, plan: Plan) -> bool:
    """Tell whether a plan keeps a rule."""
    return not any(True for _ in rule.violations(plan))


def alone(plan: Plan, constellation: Constellation) -> Plan:
    """Cut one constellation out of a plan, with the families that share a key ``together`` with a member."""
    keys = {key for one in constellation.homes for key in one.together if one.joins}
    inside = {one.id for one in constellation.homes}
    cut = (each for each in plan.families if each.id in inside or (each.joins and keys & set(each.together)))
    return Plan(Families(cut), (constellation,))
