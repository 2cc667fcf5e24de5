"""Villages along one road, posed by a small policy: places are metres from the middle."""

from collections.abc import Iterable
from typing import Any

from geodata.families import Families, Family
from optimizer.explain.case import Case, Time
from optimizer.explain.obstacles import Obstacle, obstacles
from optimizer.explain.reasons import Finding, finding
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from tests.builders import Flat, home, plan_of

SMALL = {"size.min": 2, "size.target": 2, "size.max": 3, "radius.hub_km": 1.0}


def road(*families: Family, **changes: Any) -> Problem:
    """Pose a village with two or three satellites a constellation and a radius of one kilometre.

    Changes of the policy take a double underscore for the point: ``size__max=4``.
    """
    policy = Policy().changed({**SMALL, **{key.replace("__", "."): value for key, value in changes.items()}})
    return policy.pose(Families(families), Flat())


def at(places: str, **columns: Any) -> list[Family]:
    """Build families from ``"A100 B-200"``: a name of one letter, and metres along the road."""
    return [home(each[0], float(each[1:]), **columns) for each in places.split()]


def hubs(places: str, **columns: Any) -> list[Family]:
    """Build candidate hub homes likewise."""
    return at(places, hub="candidate", **columns)


def case_of(problem: Problem, **satellites: str) -> Case:
    """Give the case of a plan: ``case_of(problem, H="A B")``."""
    return Case.of(problem, plan_of(problem, **satellites), Time.of(60))


def reason(case: Case, family: str) -> tuple[str, dict[str, Any]]:
    """Give the code and the figures of a family's reason."""
    found = found_for(case, family)
    return found.reason.code, dict(found.reason.facts)


def found_for(case: Case, family: str) -> Finding:
    """Find the reason of a family."""
    return finding(case, case.problem.families.by_id[family])


def seen_by(case: Case, family: str) -> tuple[Obstacle, ...]:
    """Give the obstacles of a family."""
    return obstacles(case, case.problem.families.by_id[family])


def placed(plan: Plan, names: Iterable[str]) -> bool:
    """Tell whether all these families have a place."""
    return set(names) <= plan.placed
