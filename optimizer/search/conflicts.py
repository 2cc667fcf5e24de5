"""Which rules clash when no plan exists."""

from dataclasses import replace

import numpy as np

from geodata.distances import in_metres
from optimizer.instance import EVERYWHERE_M, Instance, ReachLimit
from optimizer.problem import Problem, Rule, compile_problem
from optimizer.rules import Candidate, Joins, PlacedOnce, Radius
from optimizer.search.assignment import Assignment
from optimizer.search.strategy import Clock

_ALWAYS = (PlacedOnce, Joins)
"""Rules that nobody can set aside, so that naming them explains nothing."""

_LAST = (Candidate, Radius)
"""Rules that are set aside last, for they say most and cost most to do without."""

_MOST_PAIRS = 1_000_000


def clashing_rules(problem: Problem, clock: Clock) -> tuple[str, ...]:
    """Find a smallest set of rules that no plan can keep together, in the order in which a planner reads them.

    Each rule is set aside and the rest is solved again, whatever a solver says of its own assumptions: a rule without
    which there still is no plan stays aside, one without which there is a plan is named. Where two sets would do, the
    later rules are set aside first, and the radius and who is a candidate last. A rule of which the answer did not come
    in time, or that cannot be set aside in a problem this large, is not named; where it is not proved that no plan
    exists, none is.
    """
    needed = [rule for rule in problem.rules if not isinstance(rule, _ALWAYS)]
    always = [rule for rule in problem.rules if isinstance(rule, _ALWAYS)]
    if _has_plan(problem, (*always, *needed), clock) is not False:
        return ()
    named = []
    for rule in sorted(needed, key=_turn)[::-1]:
        fewer = [other for other in needed if other is not rule]
        has_plan = _has_plan(problem, (*always, *fewer), clock)
        if has_plan is False:
            needed = fewer
        elif has_plan:
            named.append(rule)
    return tuple(rule.key for rule in needed if rule in named)


def _turn(rule: Rule) -> int:
    """Rank the rules that are worth the most to a reader lowest: they are set aside last."""
    return _LAST.index(type(rule)) if isinstance(rule, _LAST) else len(_LAST)


def _has_plan(problem: Problem, rules: tuple[Rule, ...], clock: Clock) -> bool | None:
    """Say whether any plan keeps these rules; ``None`` where the answer did not come in time."""
    posed = None if clock.over else _posed(problem, rules)
    if posed is None:
        return None
    model, _ = compile_problem(posed)
    nothing = model.nothing
    found = Assignment().minimise(model, nothing, None, clock)
    if found.infeasible:
        return False
    return True if found.choice is not None else None


def _posed(problem: Problem, rules: tuple[Rule, ...]) -> Problem | None:
    """Pose the problem with these rules alone; ``None`` where it would have too many pairs.

    A problem holds only the hubs and pairs that its rules leave. Without the rule on the radius every distance that is
    known counts, and without the one on candidates every family that joins.
    """
    radii_m = [in_metres(rule.hub_km) for rule in rules if isinstance(rule, Radius)]
    candidates_only = any(isinstance(rule, Candidate) for rule in rules)
    if radii_m and candidates_only:
        return replace(problem, rules=rules, tiers=())
    families = problem.families
    hubs = problem.hubs
    if not candidates_only:
        hubs = np.array([at for at, family in enumerate(families) if family.joins], dtype=np.int64)
    if not radii_m and len(families) * len(hubs) > _MOST_PAIRS:
        return None
    instance = Instance.within(families, problem.distances, ReachLimit(min(radii_m, default=EVERYWHERE_M)), hubs)
    return None if len(instance.pairs.family) > _MOST_PAIRS else Problem(instance, rules, ())
