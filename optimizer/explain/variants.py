"""Posing a problem again with other families or other rules."""

from collections.abc import Iterable
from typing import TypeVar

from geodata.families import Families, Family
from optimizer.problem import Problem, pose
from optimizer.rule import Rule
from optimizer.rules import Beds

AnyRule = TypeVar("AnyRule", bound=Rule)


def rule_of(problem: Problem, kind: type[AnyRule]) -> AnyRule | None:
    """Give the rule of a kind, ``None`` where the problem does not have it."""
    return next((rule for rule in problem.rules if isinstance(rule, kind)), None)


def with_rule(problem: Problem, rule: Rule) -> Problem:
    """Give the problem with this rule in the place of the one that has its key."""
    return posed(problem, rules=[rule if each.key == rule.key else each for each in problem.rules])


def without_rule(problem: Problem, key: str) -> Problem:
    """Give the problem without the rules of a key."""
    return posed(problem, rules=[rule for rule in problem.rules if rule.key != key])


def with_family(problem: Problem, family: Family) -> Problem:
    """Give the problem with this family in the place of the one that has its id, or added."""
    others = [each for each in problem.families if each.id != family.id]
    return posed(problem, families=Families([*others, family]))


def posed(problem: Problem, *, families: Families | None = None, rules: Iterable[Rule] | None = None) -> Problem:
    """Pose a problem anew: who may be a hub home, and who is in reach of whom."""
    everyone = problem.families if families is None else families
    return pose(everyone, problem.distances, problem.rules if rules is None else rules, problem.tiers)


def beds_needed(problem: Problem) -> int:
    """Give the sleep-over beds that a hub home must keep free."""
    beds = rule_of(problem, Beds)
    return 0 if beds is None else beds.beds_min
