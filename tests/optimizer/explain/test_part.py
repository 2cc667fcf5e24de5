"""A plan that is too large is looked at around a home: the nearest constellations, and nothing proved of all."""

from random import Random

import pytest

from geodata.distances import Geodesic
from geodata.families import Families, Family, HubRole, Location
from optimizer.explain.case import Time
from optimizer.explain.part import LARGE, part_around
from optimizer.explain.suggestions import suggestion
from optimizer.explain.without import Way, without_hub
from optimizer.instance import Instance
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Candidate, ExchangeTolerance, Radius, Size
from optimizer.tiers import Travel, Unplaced


@pytest.fixture(scope="module")
def country() -> tuple[Problem, Plan]:
    """A hundred constellations of eight on a grid, and one family that has no place."""
    rng = Random(3)
    families = []
    members: dict[str, list[str]] = {}
    for at in range(100):
        lat, lon = 51.5 + 0.1 * (at // 10), 5.0 + 0.15 * (at % 10)
        hub = f"H{at:03d}"
        families.append(Family(hub, Location(lat, lon), "A", hub=HubRole.CANDIDATE, beds=2))
        members[hub] = [f"F{at:03d}{n}" for n in range(8)]
        families += [
            Family(name, Location(lat + rng.uniform(-0.01, 0.01), lon + rng.uniform(-0.01, 0.01)), "A")
            for name in members[hub]
        ]
    families.append(Family("New", Location(51.501, 5.001), "A"))
    everyone = Families(families)
    measure = Geodesic()
    rules = (Radius(5.0, measure), Candidate(), Size(6, 10), ExchangeTolerance(5))
    instance = Instance.within(everyone, measure, rules[0].reach_limit())
    return Problem(instance, rules, (Unplaced(), Travel(8, 1000, measure))), Plan.of(everyone, members)


def test_the_nearest_constellations_are_cut_out_and_a_small_plan_is_left_whole(country: tuple[Problem, Plan]) -> None:
    problem, plan = country
    assert len(problem.families) > LARGE
    part = part_around(problem, plan, problem.families.by_id["New"])

    assert not part.whole
    assert len(part.plan.constellations) == 40
    assert part.unasked == ("exchange_tolerance",)
    again = part_around(part.problem, part.plan, part.problem.families.by_id["New"])
    assert again.whole
    assert again.plan is part.plan


def test_what_is_offered_has_the_numbers_of_the_whole_plan_and_no_proof(country: tuple[Problem, Plan]) -> None:
    problem, plan = country
    found = suggestion(problem, plan, problem.families.by_id["New"], Time.of(20, 5))
    best = found.offers[0]

    assert best.possible
    assert best.hub == "H000"
    assert best.constellation == plan.ids[[each.hub.id for each in plan.constellations].index("H000")]
    assert found.unasked == ("exchange_tolerance",)
    assert found.one_move is not None
    assert not found.one_move.proved


def test_a_hub_home_that_stops_is_looked_at_with_its_neighbours_only(country: tuple[Problem, Plan]) -> None:
    problem, plan = country
    here = next(each for each in plan.constellations if each.hub.id == "H055")
    found = without_hub(problem, plan, here, Time.of(20, 5))

    assert not found.whole
    assert [each.way for each in found.outcomes] == [Way.SPREAD]
    assert not found.outcomes[0].proved
    assert len(found.outcomes[0].lost) + len(found.outcomes[0].to) == 8
