"""What stands between a family and each hub home around it, recomputed from the homes; no solver is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np

from geodata.families import Families, Family
from geodata.language import Fact
from optimizer.explain.case import Case, Nearby
from optimizer.explain.figures import km_up
from optimizer.plan import Constellation, Plan, Violation
from optimizer.problem import Rule


class Kind(StrEnum):
    """The kinds of obstacles."""

    NONE = "fits"
    FULL = "full"
    CHILDREN = "children"
    RULE = "rule"
    ALONE = "children_alone"
    SHORT = "short"
    TAKEN = "taken"


_SIZE: Final = frozenset({"size", "max_satellites"})
_OF_ONE_CONSTELLATION: Final = _SIZE | {
    "placed_once", "joins", "candidate", "required", "hub_only", "beds", "radius", "max_km", "mutual_km", "children",
    "together", "apart", "min_providers", "max_share",
}  # fmt: skip
_OF_THE_HUB_HOME: Final = frozenset({"beds", "candidate", "joins"})
_OF_THE_WHOLE: Final = frozenset({"min_providers", "max_share"})
"""Rules that a constellation of a few may break and yet keep when it is complete."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one hub home does not take one family as things stand.

    Attributes
    ----------
    kind
        ``full`` and ``children``: an open constellation would pass its limit. ``rule``: another rule forbids it.
        ``children_alone``: the family alone has more foster children than any constellation may. ``short``: with all
        in its reach it stays under the minimum. ``taken``: it could only open with families that have a place
        elsewhere, or while it has one itself. ``fits``: nothing.
    facts
        Its figures.
    """

    hub: str
    km: float
    kind: Kind
    facts: Mapping[str, Fact] = field(default_factory=dict)


def obstacles(case: Case, family: Family) -> tuple[Obstacle, ...]:
    """Look at every candidate hub home within the radius of an unplaced family, the nearest first."""
    return tuple(obstacle(case, family, near) for near in case.nearby(family))


def obstacle(case: Case, family: Family, near: Nearby) -> Obstacle:
    """Look at one hub home."""
    home, km = near.home, km_up(near.metres)
    here = case.constellation_of.get(home.id)
    is_open = here is not None and here.hub.id == home.id
    company = tuple(each for each in case.company(family) if each.id != home.id)
    if is_open and here is not None:
        kind, facts = _at_open(case, here, company)
    else:
        kind, facts = _at_closed(case, near, family, company)
    return Obstacle(home.id, km, kind, facts)


def _at_open(case: Case, here: Constellation, company: Sequence[Family]) -> tuple[Kind, dict[str, Fact]]:
    broken = breaches(case, here, company)
    keys = {violation.rule for violation in broken}
    others = [violation for violation in broken if violation.rule not in _SIZE | {"children"}]
    if others:
        return Kind.RULE, _of_rule(others)
    if keys & _SIZE:
        together: dict[str, Fact] = {} if len(company) == 1 else {"together": len(company)}
        return Kind.FULL, {"size": len(here.satellites), "max": case.most(here.hub), **together}
    if "children" in keys:
        facts = next(violation.facts for violation in broken if violation.rule == "children")
        return Kind.CHILDREN, {"children": facts["children"], "children_max": facts["children_max"]}
    return Kind.NONE, {}


def _at_closed(case: Case, near: Nearby, family: Family, company: Sequence[Family]) -> tuple[Kind, dict[str, Fact]]:
    lasting = _in_any_plan(case, near, company)
    if lasting is not None:
        return lasting
    limited = _at_most_constellations(case)
    if limited is not None:
        return Kind.RULE, {"rule": "hub_count", "families": (), "max": limited}
    free = {each.id for each in case.unplaced}
    fit = _most_families(case, near, company, free)
    elsewhere = near.home.id in case.constellation_of and near.home.id != family.id
    if fit < case.low or elsewhere:
        return Kind.TAKEN, {"families": min(fit, case.low), "min": case.low, "short_by": max(case.low - fit, 0)}
    return Kind.NONE, {}


def _in_any_plan(case: Case, near: Nearby, company: Sequence[Family]) -> tuple[Kind, dict[str, Fact]] | None:
    """Look for what keeps these families from a hub home in every plan, were it open or not."""
    empty = Constellation(near.home, ())
    closing = [each for each in _new(case, None, empty) if each.rule in _OF_THE_HUB_HOME]
    broken = [each for each in breaches(case, empty, company) if each.rule not in _SIZE | _OF_THE_WHOLE]
    alone = [each for each in broken if each.rule == "children"]
    if closing or (broken and not alone):
        return Kind.RULE, _of_rule(closing or broken)
    if alone:
        return Kind.ALONE, {key: alone[0].facts[key] for key in ("children", "children_max")}
    fit = _most_families(case, near, company, None)
    if fit < case.low:
        return Kind.SHORT, {"families": fit, "min": case.low, "short_by": case.low - fit}
    return None


def _most_families(case: Case, near: Nearby, company: Sequence[Family], among: set[str] | None) -> int:
    """Give how many satellites a hub home could have at most with these, of all in its reach or of some."""
    model = case.model
    rows = model.family[model.start[near.hub] : model.start[near.hub + 1]]
    names = {each.id for each in company}
    reach = [case.problem.families[int(row)].id for row in rows]
    numbers = [
        int(row)
        for row, name in zip(rows, reach, strict=True)
        if name not in names and (among is None or name in among)
    ]
    inside = [int(row) for row, name in zip(rows, reach, strict=True) if name in names]
    if len(inside) < len(names):
        return 0
    most = len(numbers)
    for load in model.loads:
        room = int(load.high[near.hub]) - int(load.own[near.hub]) - int(load.weight[inside].sum())
        if room < 0:
            return 0
        lightest = np.cumsum(np.sort(load.weight[numbers]))
        most = min(most, int(np.searchsorted(lightest, room, side="right")))
    return len(inside) + most


def _at_most_constellations(case: Case) -> int | None:
    """Give the most constellations allowed where there are so many already."""
    for rule in case.problem.rules:
        high = getattr(rule, "high", None) if rule.key == "hub_count" else None
        if isinstance(high, int) and len(case.plan.constellations) >= high:
            return high
    return None


def breaches(case: Case, here: Constellation, company: Sequence[Family]) -> tuple[Violation, ...]:
    """Give what goes wrong when families join a constellation that does not go wrong without them.

    Rules about one constellation are asked about that one; where they are all kept, and the constellation is one of
    the plan, the other rules are asked about the whole plan.
    """
    inside = {home.id for home in here.homes}
    joined = (*here.satellites, *(each for each in company if each.id not in inside))
    then = Constellation(here.hub, tuple(sorted(joined, key=lambda each: each.id)))
    found = _new(case, here, then)
    if found or here not in case.plan.constellations:
        return found
    others = [each for each in case.plan.constellations if each != here]
    plan = Plan.from_north(case.problem.families, [*others, then])
    rules = [rule for rule in case.problem.rules if rule.key not in _OF_ONE_CONSTELLATION]
    whole = (violation for rule in rules for violation in rule.violations(plan))
    return tuple(each for each in whole if (each.rule, each.families) not in case.broken)


def _new(case: Case, before: Constellation | None, after: Constellation) -> tuple[Violation, ...]:
    known = set() if before is None else {(each.rule, each.families) for each in _broken(case, before)}
    return tuple(each for each in _broken(case, after) if (each.rule, each.families) not in known)


def _broken(case: Case, constellation: Constellation) -> list[Violation]:
    company = {each.id: each for home in constellation.homes for each in (home, *_companions(case, home))}
    plan = Plan(Families(company.values()), (constellation,))
    return [violation for rule in _rules_of_one(case) for violation in rule.violations(plan)]


def _companions(case: Case, home: Family) -> tuple[Family, ...]:
    return case.company(home) if home.together else ()


def _rules_of_one(case: Case) -> list[Rule]:
    return [rule for rule in case.problem.rules if rule.key in _OF_ONE_CONSTELLATION]


def _of_rule(violations: Sequence[Violation]) -> dict[str, Fact]:
    first = violations[0]
    return {"rule": first.rule, "families": first.families}
