"""Which rules clash when no plan exists."""

from dataclasses import replace

import numpy as np

from optimizer.encoding import compile_problem
from optimizer.model import Linear
from optimizer.problem import Pairs, Problem, Rule
from optimizer.search.assignment import Assignment
from optimizer.search.strategy import Clock

_MOST_PAIRS = 400_000
_EVERYWHERE_M = 1_000_000.0


def clashing_rules(problem: Problem, clock: Clock) -> tuple[str, ...]:
    """Find a smallest set of rules that no plan can keep together: without any one of them there is a plan.

    Each rule is tried by solving without it, whatever a solver says of its own assumptions. Where time runs out the set
    may be larger than it need be; where nothing could be proved it is empty.
    """
    wide = _widened(problem)
    needed = [rule for rule in wide.rules if not _may_be_dropped(rule)]
    if _has_plan(wide, tuple(needed), clock) is not False:
        return ()
    for rule in tuple(needed):
        fewer = tuple(other for other in needed if other is not rule)
        if _has_plan(wide, fewer, clock) is False:
            needed.remove(rule)
    return tuple(rule.key for rule in needed)


def _may_be_dropped(rule: Rule) -> bool:
    """Whether a rule holds by the nature of a plan, so that naming it explains nothing."""
    return rule.key in {"placed_once", "joins"}


def _widened(problem: Problem) -> Problem:
    """Give the problem with every pair, so that the rule on the radius can be dropped like any other."""
    if len(problem.families) * len(problem.hubs) > _MOST_PAIRS:
        return problem
    homes = [problem.families[int(at)] for at in problem.hubs]
    found = problem.distances.pairs(problem.families, homes, _EVERYWHERE_M)
    other = found.point != problem.hubs[found.hub]
    return replace(problem, pairs=Pairs(found.point[other], found.hub[other], found.metres[other]))


def _has_plan(problem: Problem, rules: tuple[Rule, ...], clock: Clock) -> bool | None:
    """Say whether any plan keeps these rules; ``None`` where time ran out before the answer."""
    model, _ = compile_problem(replace(problem, rules=rules, tiers=()))
    nothing = Linear(
        unplaced=np.zeros(model.n_families, dtype=np.int64),
        pair=np.zeros(model.n_pairs, dtype=np.int64),
        hub=np.zeros(model.n_hubs, dtype=np.int64),
        size=np.zeros(model.size_limit + 1, dtype=np.int64),
    )
    found = Assignment().minimise(model, nothing, None, clock)
    if found.infeasible:
        return False
    return True if found.choice is not None else None
