"""The last wave of a roll-out by itself: no more constellations than can have started."""

from optimizer.problem import Problem, pose
from optimizer.rollout.recruited import Recruited
from optimizer.rollout.terms import Terms
from optimizer.search.rollout.running import most_running


def last_wave(terms: Terms) -> Problem:
    """Pose the last wave with no more constellations than can have started."""
    policy = terms.wave_policy(terms.n_waves)
    most = most_running(terms)[-1]
    if most is not None and policy.hubs.exactly is None:
        policy = policy.changed({"hubs.max": most if policy.hubs.max is None else min(policy.hubs.max, most)})
    problem = policy.pose(terms.families, terms.distances)
    if not terms.to_find:
        return problem
    rule = Recruited(terms.homes_to_find, sum(terms.recruit))
    return pose(problem.families, problem.distances, (*problem.rules, rule), problem.tiers)
