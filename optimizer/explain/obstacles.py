"""What stands between a family and each hub home around it, recomputed from the homes; no solver is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np

from geodata.families import Families, Family
from geodata.language import Fact
from optimizer.explain.case import Case, Nearby
from optimizer.explain.figures import km_up
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import Rule, Scope


class Kind(StrEnum):
    """The kinds of obstacles."""

    NONE = "fits"
    RULE = "rule"
    SHORT = "short"
    TAKEN = "taken"
    UNSETTLED = "unsettled"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one hub home does not take one family as things stand.

    Attributes
    ----------
    kind
        ``fits``: nothing, the plan with the family in that constellation keeps every rule. ``rule``: it would break
        one. ``short``: with all in its reach the hub home stays under the minimum. ``taken``: it is closed, and cannot
        open unless other families move or lose their place. ``unsettled``: it is closed, and the homes do not show
        whether it could open. ``never``: it is closed, and no plan opens it with the family in it.
    facts
        Its figures: for ``rule`` the key of the rule, the families of the breach and its figures, and how many families
        belong together where the family does not come alone.
    lasting
        Whether it holds in every plan, not only beside the constellations as they are.
    """

    hub: str
    km: float
    kind: Kind
    facts: Mapping[str, Fact] = field(default_factory=dict)
    lasting: bool = False


_NARROWEST: Final = tuple(Scope)
"""Scopes from narrow to wide: the narrowest breach says most about one family."""


def obstacles(case: Case, family: Family) -> tuple[Obstacle, ...]:
    """Look at every candidate hub home within the radius of an unplaced family, the nearest first."""
    return tuple(obstacle(case, family, near) for near in case.nearby(family))


def obstacle(case: Case, family: Family, near: Nearby) -> Obstacle:
    """Look at one hub home."""
    here = case.constellation_of.get(near.home.id)
    is_open = here is not None and here.hub.id == near.home.id
    company = tuple(each for each in case.company(family) if each.id != near.home.id)
    lasting = _barred(case, near.home, company)
    if lasting is None and is_open and here is not None:
        return _at_open(case, near, here, company)
    if lasting is None:
        return _at_closed(case, near, family, company)
    return _of_rule(case, near, lasting, company, lasting=True)


def _at_open(case: Case, near: Nearby, here: Constellation, company: Sequence[Family]) -> Obstacle:
    broken = breaches(case, here, company)
    if broken:
        return _of_rule(case, near, broken, company)
    return Obstacle(near.home.id, km_up(near.metres), Kind.NONE)


def _at_closed(case: Case, near: Nearby, family: Family, company: Sequence[Family]) -> Obstacle:
    hub, km = near.home.id, km_up(near.metres)
    fit = _most_families(case, near, company, None)
    if fit < case.low:
        short: dict[str, Fact] = {"families": fit, "min": case.low, "short_by": case.low - fit}
        return Obstacle(hub, km, Kind.SHORT, short, lasting=True)
    of_plan = _beside_the_others(case, near.home, company)
    if of_plan:
        return _of_rule(case, near, of_plan, company)
    fit = _most_families(case, near, company, {each.id for each in case.unplaced})
    if fit < case.low or (hub in case.constellation_of and hub != family.id):
        taken: dict[str, Fact] = {"families": min(fit, case.low), "min": case.low, "short_by": max(case.low - fit, 0)}
        return Obstacle(hub, km, Kind.TAKEN, taken)
    return Obstacle(hub, km, Kind.UNSETTLED)


def _barred(case: Case, home: Family, company: Sequence[Family]) -> list[Violation] | None:
    """Look for breaches that keep these families from a hub home in every plan, were it open or not."""
    empty = Constellation(home, ())
    rules = {rule.key: rule for rule in case.problem.rules}
    for found in (_new(case, None, empty), breaches(case, empty, company)):
        lasting = [
            each for each in found if rules[each.rule].scope is not Scope.PLAN and not rules[each.rule].mended_by_more
        ]
        if lasting:
            return lasting
    return None


def _beside_the_others(case: Case, home: Family, company: Sequence[Family]) -> list[Violation]:
    """Look for what forbids one constellation more in this plan, however it is filled."""
    names = {each.id for each in (home, *company)}
    others = [
        Constellation(each.hub, tuple(one for one in each.satellites if one.id not in names))
        for each in case.plan.constellations
    ]
    rules = [rule for rule in case.problem.rules if rule.scope is Scope.PLAN and not rule.mended_by_more]
    before, after = (
        Plan.from_north(case.problem.families, each)
        for each in (case.plan.constellations, [*others, Constellation(home, tuple(company))])
    )
    known = {(each.rule, each.families) for each in _violations(rules, before)}
    return [each for each in _violations(rules, after) if (each.rule, each.families) not in known]


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
    return min(len(inside) + most, case.most(near.home))


def breaches(case: Case, here: Constellation, company: Sequence[Family]) -> list[Violation]:
    """Give what goes wrong when families join a constellation that does not go wrong without them.

    Rules that show in one constellation are asked about that one; where they are all kept, and the constellation is one
    of the plan, the other rules are asked about the whole plan.
    """
    inside = {home.id for home in here.homes}
    joined = (*here.satellites, *(each for each in company if each.id not in inside))
    then = Constellation(here.hub, tuple(sorted(joined, key=lambda each: each.id)))
    found = _new(case, here, then)
    if found or here not in case.plan.constellations:
        return found
    others = [each for each in case.plan.constellations if each != here]
    plan = Plan.from_north(case.problem.families, [*others, then])
    whole = _violations([rule for rule in case.problem.rules if rule.scope is Scope.PLAN], plan)
    return [each for each in whole if (each.rule, each.families) not in case.broken]


def _new(case: Case, before: Constellation | None, after: Constellation) -> list[Violation]:
    known = set() if before is None else {(each.rule, each.families) for each in _broken(case, before)}
    return [each for each in _broken(case, after) if (each.rule, each.families) not in known]


def _broken(case: Case, constellation: Constellation) -> list[Violation]:
    company = {each.id: each for home in constellation.homes for each in (home, *_companions(case, home))}
    plan = Plan(Families(company.values()), (constellation,))
    return _violations([rule for rule in case.problem.rules if rule.scope is not Scope.PLAN], plan)


def _violations(rules: Iterable[Rule], plan: Plan) -> list[Violation]:
    return [violation for rule in rules for violation in rule.violations(plan)]


def _companions(case: Case, home: Family) -> tuple[Family, ...]:
    return case.company(home) if home.together else ()


def _of_rule(
    case: Case, near: Nearby, broken: Sequence[Violation], company: Sequence[Family], *, lasting: bool = False
) -> Obstacle:
    """Name the breach of the narrowest scope, of several the first."""
    scope = {rule.key: _NARROWEST.index(rule.scope) for rule in case.problem.rules}
    first = min(broken, key=lambda each: scope[each.rule])
    together: dict[str, Fact] = {} if len(company) < 2 else {"together": len(company)}
    facts: dict[str, Fact] = {"rule": first.rule, "families": first.families, **first.facts, **together}
    return Obstacle(near.home.id, km_up(near.metres), Kind.RULE, facts, lasting=lasting)
