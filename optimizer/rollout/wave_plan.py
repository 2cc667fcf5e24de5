"""The plan of one wave by itself: with the hub homes still to be found that run in it, and no other of them."""

from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms


def areas_of(plan: Plan) -> tuple[str, ...]:
    """Give the postcode areas in which the hub homes of a plan are still to be found, in order."""
    return tuple(sorted(each.hub.postcode or "" for each in plan.constellations if each.hub.to_find))


def wave_plan(terms: Terms, roll_out: RollOut, wave: int) -> tuple[Policy, Problem, Plan]:
    """Give the policy of a wave, its problem, and its plan over the families of that."""
    plan = roll_out.plans[wave - 1]
    if not terms.to_find:
        return terms.wave_policy(wave), terms.problems[wave - 1], plan
    policy = terms.wave_policy(wave, areas_of(plan))
    problem = policy.pose(terms.families, terms.distances)
    return policy, problem, placed_over(problem, plan)


def placed_over(problem: Problem, plan: Plan) -> Plan:
    """Give the same constellations over the families of another problem."""
    members = {each.hub.id: [family.id for family in each.satellites] for each in plan.constellations}
    return Plan.of(problem.families, members)


def with_only_found(terms: Terms, roll_out: RollOut) -> tuple[Terms, RollOut]:
    """Give terms that know no other hub homes still to be found than those that a roll-out counts on, and itself."""
    narrow = Terms(terms.families, terms.policy, terms.distances, terms.money, areas_of(roll_out.last))
    plans = (placed_over(problem, plan) for problem, plan in zip(narrow.problems, roll_out.plans, strict=True))
    return narrow, RollOut(tuple(plans))
