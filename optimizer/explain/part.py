"""What lies around a home in a plan that is too large to be looked at whole; all else stays as it is."""

from dataclasses import dataclass, field
from typing import Final

from geodata.families import Families, Family
from optimizer.explain.ties import companies
from optimizer.explain.variants import posed
from optimizer.plan import Plan
from optimizer.problem import Problem

LARGE: Final = 800
"""Families from which only a part of a plan is looked at."""

_NEAREST: Final = 40
"""Constellations that are looked at then."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some constellations of a plan, with those who are in none.

    Attributes
    ----------
    unasked
        Keys of the rules about the whole plan of which it cannot be said what they ask of a part.
    whole
        Whether it is all of the plan.
    """

    problem: Problem = field(repr=False)
    plan: Plan
    unasked: tuple[str, ...] = ()
    whole: bool = True


def part_around(problem: Problem, plan: Plan, family: Family) -> Part:
    """Cut out the constellations that are nearest to a home; of a plan that is not large, give all of it."""
    if len(problem.families) <= LARGE:
        return Part(problem, plan)
    far = {each.hub.id: problem.distances.between(family, each.hub) for each in plan.constellations}

    def order(hub: str) -> tuple[bool, float]:
        metres = far[hub]
        return metres is None, metres or 0.0

    near = set(sorted(far, key=order)[:_NEAREST])
    near |= {each.hub.id for each in plan.constellations if family in each.homes}
    inside = [each for each in plan.constellations if each.hub.id in near]
    elsewhere = [each for each in plan.constellations if each.hub.id not in near]
    names = {home.id for each in inside for home in each.homes} | {family.id}
    placed = plan.placed
    company = next((each for each in companies(problem.families) if family in each), (family,))
    names |= {each.id for each in company if each.id not in placed}
    asked = {rule.key: rule.on_part(elsewhere) for rule in problem.rules}
    unasked = tuple(key for key, rule in asked.items() if rule is None)
    families = Families(each for each in problem.families if each.id in names)
    part = posed(problem, families=families, rules=[rule for rule in asked.values() if rule is not None])
    return Part(part, Plan.from_north(families, inside), unasked, whole=False)
