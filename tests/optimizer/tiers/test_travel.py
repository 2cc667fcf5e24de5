"""Travel: whole metres of every satellite to its hub home, and a charge for each family off the target."""

import pytest

from geodata.distances import Distances
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.tiers import Travel
from tests.builders import Flat, home, homes, plan_of, village
from tests.optimizer.oracles import worth


def travel(
    problem_homes: list[float], *, target: int, weight: int, count_hub: bool = False, flat: Distances | None = None
) -> tuple[Problem, Plan]:
    measure = Flat() if flat is None else flat
    families = [home(f"F{at}", metres) for at, metres in enumerate(problem_homes)]
    tier = Travel(target, weight, measure, count_hub)
    problem = village(home("H", hub="candidate"), *families, tiers=[tier], distances=measure)
    return problem, plan_of(problem, H=" ".join(family.id for family in families))


@pytest.mark.parametrize(
    ("metres", "value"),
    [
        ([], 0),
        ([100.0], 100),
        ([100.49], 100),
        ([100.5], 101),
        ([99.5], 100),
        ([100.4, 200.4, 300.4], 600),  # 601.2 when rounded at the end
        ([100.5, 200.5], 302),  # halves go up, each by itself
        ([0.4, 0.4, 0.4], 0),
    ],
)
def test_each_pair_is_rounded_once_to_whole_metres(metres: list[float], value: int) -> None:
    assert worth(*travel(metres, target=0, weight=0)) == value


@pytest.mark.parametrize(
    ("satellites", "alone", "with_hub"), [(0, 3, 2), (1, 2, 1), (2, 1, 0), (3, 0, 1), (4, 1, 2), (5, 2, 3)]
)
def test_every_family_off_the_target_weighs_the_same_with_or_without_the_hub_home(
    satellites: int, alone: int, with_hub: int
) -> None:
    places = [10.0] * satellites
    for count_hub, off in ((False, alone), (True, with_hub)):
        problem, plan = travel(places, target=3, weight=1_000, count_hub=count_hub)
        assert worth(problem, plan) == 10 * satellites + 1_000 * off


def test_a_hub_home_that_is_closed_is_charged_nothing() -> None:
    problem, _ = travel([10.0], target=3, weight=1_000)
    assert worth(problem, plan_of(problem)) == 0


def test_constellations_are_charged_each_by_itself() -> None:
    families = (*homes("H", 2, hub="candidate"), *homes("F", 6))
    problem = village(*families, tiers=[Travel(3, 1_000, Flat())])
    even = plan_of(problem, H0="F0 F1 F2", H1="F3 F4 F5")
    odd = plan_of(problem, H0="F0 F1 F2 F3", H1="F4 F5")
    assert worth(problem, odd) - worth(problem, even) == 2_000 + 100  # F3 now travels 300 m, not 200


def test_the_way_counted_is_from_the_satellite_to_the_hub_home() -> None:
    flat = Flat({("F0", "H"): 700.0, ("H", "F0"): 900.0})
    assert worth(*travel([10.0], target=1, weight=0, flat=flat)) == 700


def test_a_way_that_is_not_known_adds_nothing_for_another_rule_refuses_it() -> None:
    problem, plan = travel([10.0, 20.0], target=2, weight=0, flat=Flat({("F0", "H"): None}))
    assert problem.tiers[0].score(plan) == 20
