"""A bound that a plan.json states holds given the values above it: beside other values it says nothing."""

from dataclasses import replace

import pytest

from geodata.families import Families
from geodata.reading import Reading
from optimizer.application.plan_reading import GivenPlan
from optimizer.files.planfile import PlanFile, Stated
from optimizer.outcome import Limits, Mark
from optimizer.policy.values import Policy
from optimizer.search import solve
from optimizer.verify import verify
from tests.builders import Flat, finished, home, homes, plan_of

POLICY = Policy().changed({"size.min": 2, "size.target": 2, "size.max": 3})
PROBLEM = POLICY.pose(Families([home("H", hub="candidate"), *homes("F", 3)]), Flat())
OUTCOME = solve(PROBLEM, Limits(60, 1))
assert OUTCOME.plan is not None
STATED = PlanFile.of(finished(PROBLEM, OUTCOME.plan, OUTCOME.marks, policy=POLICY, status=OUTCOME.status))
READING = Reading(PROBLEM.families, (), "ab12", "gezinnen.csv")


def given(satellites: str, *, same_policy: bool = True, stated: tuple[Stated, ...] = STATED.tiers) -> GivenPlan:
    plan = plan_of(PROBLEM, H=satellites)
    return GivenPlan(plan, PROBLEM, POLICY, replace(STATED, tiers=stated), same_policy)


def marks(given: GivenPlan) -> list[Mark]:
    return list(given.finished(READING).marks)


def test_the_bounds_of_the_plan_itself_are_believed() -> None:
    assert [(mark.value, mark.bound) for mark in marks(given("F0 F1 F2"))] == [(0, 0), (1_600, 1_600)]


@pytest.mark.parametrize("satellites", ["F0 F1", "F1 F2"])
def test_under_another_value_above_no_bound_is_believed(satellites: str) -> None:
    changed = given(satellites)
    values = [score.value for score in verify(PROBLEM, changed.plan).scores]
    # The second tier claims the very value that this plan has: what was proved of it was proved under another first.
    lied = replace(STATED.tiers[1], value=values[1], bound=values[1])
    found = marks(given(satellites, stated=(STATED.tiers[0], lied)))
    assert [(mark.value, mark.bound) for mark in found] == [(values[0], None), (values[1], None)]


def test_under_another_policy_no_bound_is_believed() -> None:
    assert [mark.bound for mark in marks(given("F0 F1 F2", same_policy=False))] == [None, None]
