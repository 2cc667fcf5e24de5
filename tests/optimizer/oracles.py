"""Three judges of a plan that know nothing of each other, and the best plan by trying every one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import numpy as np
from ortools.sat.python import cp_model

from geodata.language import Lang
from optimizer.model import Choice, Linear, Model, Row
from optimizer.plan import Constellation, Plan
from optimizer.problem import Problem, compile_problem
from optimizer.rule import Rule
from optimizer.search.assignment import encode, fix
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.translate import choice_of
from optimizer.verify import sentence


def admits(problem: Problem, plan: Plan) -> bool:
    """Say whether the encoding, with the plan fixed, has a solution; a plan that it has no words for, it refuses."""
    choice = choice_of(problem, plan)
    if choice is None:
        return False
    model, _ = compile_problem(replace(problem, tiers=()))
    return _allowed(model, choice)


def keeps(problem: Problem, plan: Plan) -> bool:
    """Say whether the checks of all rules find nothing: the specification."""
    return not any(True for rule in problem.rules for _ in rule.violations(plan))


def judged(problem: Problem, plan: Plan) -> tuple[bool, bool]:
    """Give what the checker says of a plan, and what the encoding says."""
    return keeps(problem, plan), admits(problem, plan)


def worth(problem: Problem, plan: Plan) -> int:
    """Give what a plan is worth on the first tier of a problem, after homes, arrays and encoding said the same."""
    score = problem.tiers[0].score(plan)
    choice = choice_of(problem, plan)
    assert choice is not None
    model, (objective, *_) = compile_problem(replace(problem, rules=()))
    assert isinstance(objective, Linear)
    assert evaluate(model, objective, choice) == score, "homes and arrays do not agree"
    limits = [(None, score), (None, score - 1), (score, None), (score + 1, None)]
    rows = [Row("tier", objective, low, high) for low, high in limits]
    assert [_allowed(model.holding(row), choice) for row in rows] == [True, False, True, False]
    return score


def _allowed(model: Model, choice: Choice) -> bool:
    encoded = encode(model)
    fix(encoded, model, choice)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    allowed = solver.solve(encoded.cp) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    assert feasible(model, choice) is allowed, "the arrays and the encoding do not agree"
    return allowed


def sentences(rule: Rule, plan: Plan) -> list[tuple[str, str]]:
    """Give the sentence of every breach of a rule, in Dutch and in English."""
    return [(sentence(each, Lang.NL), sentence(each, Lang.EN)) for each in rule.violations(plan)]


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Give every plan of a tiny village, also those that break rules."""
    families = problem.families
    candidates = [families[int(at)] for at in problem.hubs]
    for n_hubs in range(len(candidates) + 1):
        for hubs in combinations(candidates, n_hubs):
            others = [family for family in families if family not in hubs]
            for places in product((None, *hubs), repeat=len(others)):
                yield Plan.from_north(
                    families,
                    (
                        Constellation(hub, tuple(f for f, place in zip(others, places, strict=True) if place is hub))
                        for hub in hubs
                    ),
                )


def best_by_enumeration(problem: Problem) -> tuple[int, ...] | None:
    """Give the lexicographically least scores of any plan that keeps every rule; ``None`` where none does."""
    scores = (tuple(tier.score(plan) for tier in problem.tiers) for plan in every_plan(problem) if keeps(problem, plan))
    return min(scores, default=None)


def best_by_trying_all(model: Model, objective: Linear) -> int | None:
    """Give the least value of any choice of a tiny model that keeps all its limits; ``None`` where none does."""
    options = [[-1, *range(model.n_hubs)]] * model.n_families
    best: int | None = None
    for hub_of in product(*options):
        choice = Choice(np.array(hub_of, dtype=np.int64))
        if feasible(model, choice):
            value = evaluate(model, objective, choice)
            best = value if best is None else min(best, value)
    return best
