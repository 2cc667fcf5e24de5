"""Which rules clash when no plan exists."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from optimizer.instance import EVERYWHERE_M
from optimizer.outcome import Clash, Conflict
from optimizer.problem import Problem, compile_problem, pose, reach_limit
from optimizer.rule import Poses, Rule, Waiver
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.strategy import Clock

Question = Callable[[Problem], bool | None]
"""Says whether a problem has a plan; ``None`` where the answer did not come in time."""

_MOST_PAIRS: Final = 1_000_000
"""Pairs of a family and a hub home up to which a problem is solved only to find out which rules clash."""

_LAST: Final = (Poses.NOTHING, Poses.PAIRS, Poses.HUBS)
"""The order in which rules are set aside: those that pose a problem say most, and cost most to do without."""


def clashing_rules(problem: Problem, clock: Clock) -> Clash:
    """Find the rules that no plan can keep together; empty where it is not proved that no plan exists."""

    def has_plan(asked: Problem) -> bool | None:
        if clock.over:
            return None
        model, _ = compile_problem(asked)
        found = Assignment().minimise(model, model.nothing, None, clock)
        if found.infeasible:
            return False
        return True if found.choice is not None else None

    bare = Problem(problem.instance, problem.rules, ())
    return clash_of(bare, has_plan) if has_plan(bare) is False else Clash()


def clash_of(problem: Problem, has_plan: Question) -> Clash:
    """Find conflicts in a problem without a plan, and the rules without which it has one.

    A rule that some conflict does without leaves that conflict when it is set aside. So only rules that all conflicts
    share are asked about: without such a rule there is a plan, or there is a conflict more.
    """
    first = conflict_of(problem, has_plan)
    if first is None:
        return Clash()
    conflicts, enough = [first], []
    asked: set[str] = set()
    while waiting := [key for key in first.rules if key not in asked and all(key in each.rules for each in conflicts)]:
        key = waiting[0]
        asked.add(key)
        posed = reposed(problem, [rule for rule in problem.rules if rule.key != key])
        answer = None if posed is None else has_plan(posed)
        if answer:
            enough.append(key)
        elif answer is False and posed is not None and (further := conflict_of(posed, has_plan)) is not None:
            conflicts.append(further)
    return Clash(tuple(conflicts), tuple(enough))


def conflict_of(problem: Problem, has_plan: Question) -> Conflict | None:
    """Find rules that no plan can keep together, as few as can be, in a problem of which it is proved to have no plan.

    Each rule is set aside and the rest is solved again, whatever a solver says of its own assumptions: a rule without
    which there still is no plan stays aside. Where two sets would do, the later rules are set aside first, and those
    that pose the problem last. ``None`` where not one rule is known to be needed.
    """
    needed = [rule for rule in problem.rules if rule.waiver is not Waiver.NEVER]
    always = [rule for rule in problem.rules if rule.waiver is Waiver.NEVER]
    not_asked: list[Rule] = []
    order = sorted(range(len(needed)), key=lambda at: (_LAST.index(needed[at].poses), -at))
    for rule in [needed[at] for at in order]:
        fewer = [other for other in needed if other is not rule]
        posed = reposed(problem, (*always, *fewer))
        answer = None if posed is None else has_plan(posed)
        if answer is None:
            not_asked.append(rule)
        elif not answer:
            needed = fewer
    if len(not_asked) == len(needed):
        return None
    return Conflict(_keys(needed), _keys(rule for rule in needed if rule in not_asked))


def reposed(problem: Problem, rules: Sequence[Rule]) -> Problem | None:
    """Pose a problem anew with other rules; ``None`` where it would have more pairs than are worth solving for this.

    Without a rule on the radius every distance that is known counts, and without the one on candidates every family
    that joins. How many pairs a wider radius brings is estimated from those there are: they grow with its square.
    """
    families = problem.families
    now, then = reach_limit(problem.rules), reach_limit(rules)
    kept = {rule.poses for rule in rules} >= {rule.poses for rule in problem.rules}
    if kept and now == then:
        return Problem(problem.instance, tuple(rules), ())
    candidates = any(rule.poses is Poses.HUBS for rule in rules)
    n_hubs = sum(family.may_be_hub if candidates else family.joins for family in families)
    wider = min(then.metres, EVERYWHERE_M) / min(now.metres, EVERYWHERE_M) if now.metres else float("inf")
    likely = len(problem.pairs.family) * wider**2 * n_hubs / max(len(problem.hubs), 1)
    if min(likely, len(families) * n_hubs) > max(_MOST_PAIRS, len(problem.pairs.family)):
        return None
    return pose(families, problem.distances, rules)


def _keys(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(rule.key for rule in rules)
