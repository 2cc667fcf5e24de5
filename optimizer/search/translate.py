"""Between plans of families and choices of a model."""

import numpy as np

from optimizer.model import Choice
from optimizer.plan import Plan
from optimizer.problem import Problem


def plan_of(problem: Problem, choice: Choice) -> Plan:
    """Give the plan that a choice stands for."""
    families = problem.families
    satellites: dict[str, list[str]] = {}
    for at in np.flatnonzero(choice.hub_of >= 0).tolist():
        home = int(problem.hubs[choice.hub_of[at]])
        members = satellites.setdefault(families[home].id, [])
        if at != home:
            members.append(families[at].id)
    return Plan.of(families, satellites)


def choice_of(problem: Problem, plan: Plan) -> Choice | None:
    """Give the choice that stands for a plan; ``None`` where the problem has no such hub or a family has two places."""
    number = {family.id: at for at, family in enumerate(problem.families)}
    hub_number = {int(home): hub for hub, home in enumerate(problem.hubs)}
    hub_of = np.full(len(problem.families), -1, dtype=np.int64)
    for constellation in plan.constellations:
        hub = hub_number.get(number.get(constellation.hub.id, -1))
        if hub is None:
            return None
        for home in constellation.homes:
            at = number.get(home.id)
            if at is None or hub_of[at] >= 0:
                return None
            hub_of[at] = hub
    return Choice(hub_of)
