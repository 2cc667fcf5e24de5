"""Posing a problem again with other families or other rules."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from geodata.distances import in_metres
from geodata.families import Families, Family
from optimizer.explain.softened_rules import RadiusOfOne
from optimizer.problem import Pairs, Problem, Rule
from optimizer.rules import Radius

EVERYWHERE_M = 1_000_000.0
"""Farther than any two homes of a region: pairs that only other rules can limit."""

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
    kept = problem.rules if rules is None else tuple(rules)
    hubs = np.array([at for at, family in enumerate(everyone) if family.may_be_hub], dtype=np.int64)
    pairs = _pairs(replace(problem, families=everyone, hubs=hubs, rules=kept))
    return replace(problem, families=everyone, hubs=hubs, rules=kept, pairs=pairs)


def _pairs(problem: Problem) -> Pairs:
    homes = [problem.families[int(at)] for at in problem.hubs]
    radius_m, wider = EVERYWHERE_M, None
    for rule in problem.rules:
        if isinstance(rule, Radius | RadiusOfOne):
            radius_m = in_metres(rule.hub_km)
            wider = rule if isinstance(rule, RadiusOfOne) else None
    found = problem.distances.pairs(problem.families, homes, radius_m)
    family, hub, metres = found.point, found.hub, found.metres
    if wider is not None:
        at = next(at for at, each in enumerate(problem.families) if each.id == wider.family)
        far = problem.distances.pairs([problem.families[at]], homes, in_metres(wider.km))
        others = family != at
        family = np.concatenate([family[others], np.full(len(far.hub), at, dtype=np.int64)])
        hub = np.concatenate([hub[others], far.hub])
        metres = np.concatenate([metres[others], far.metres])
    keep = family != problem.hubs[hub]
    order = np.lexsort((family[keep], hub[keep]))
    return Pairs(family[keep][order], hub[keep][order], metres[keep][order])
