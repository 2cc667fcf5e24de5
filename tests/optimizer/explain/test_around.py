"""What lies around a family in a plan too large to search: what is found there holds for the whole plan."""

import pytest
from hypothesis import given, settings

from optimizer.explain.case import Case, Time
from optimizer.explain.remedies import remedies, remedies_around
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.verify import verify
from tests.optimizer.explain.cases import at, case_of, hubs, road
from tests.optimizer.explain.drawn import villages


def whole_plan(case: Case, part: Plan, problem: Problem) -> Plan:
    """Put the plan of a part among the constellations that stayed as they are."""
    around = {home.id for home in part.families}
    left = [each for each in case.plan.constellations if each.hub.id not in around]
    groups = {each.hub.id: [one.id for one in each.satellites] for each in (*left, *part.constellations)}
    return Plan.of(problem.families, groups)


def test_what_is_far_is_left_out() -> None:
    case = case_of(road(*hubs("H0 J9000"), *at("A-100 B-200 C-300 F100 D9100 E9200 G9300")), H="A B C", J="D E")
    part = case.around(case.problem.families.by_id["F"])
    assert part is not None
    assert {family.id for family in part.problem.families} == set("HABCF")


def test_constellations_elsewhere_count_for_the_most_allowed() -> None:
    problem = road(*hubs("H0 J9000 K100"), *at("F100 L200 D9100 E9200"), hubs__max=1)
    case = case_of(problem, J="D E")
    part = case.around(case.problem.families.by_id["F"])
    assert part is not None
    found = remedies_around(case, case.problem.families.by_id["F"], ())
    assert found is not None
    assert [remedy.change.key for remedy in found.found] == ["more_constellations"]
    assert not found.exhausted


def test_a_rule_about_the_whole_plan_keeps_it_whole() -> None:
    case = case_of(road(*hubs("H0"), *at("A1 B2 F5000"), providers__exchange_tolerance=1), H="A B")
    assert remedies_around(case, case.problem.families.by_id["F"], ()) is None


@pytest.mark.parametrize("far", [20_000, -20_000])
def test_the_far_part_of_a_village_does_not_change_what_is_found(far: int) -> None:
    near = [*hubs("H0"), *at("A-100 B-200 C-300 F100")]
    alone = case_of(road(*near), H="A B C")
    case = case_of(road(*near, *hubs(f"J{far}"), *at(f"D{far + 1} E{far + 2}")), H="A B C", J="D E")
    family = alone.problem.families.by_id["F"]
    found = remedies_around(case, family, ())
    assert found is not None
    assert [each.change for each in found.found] == [each.change for each in remedies(alone, family, ()).found]


@settings(max_examples=30, deadline=None)
@given(villages())
def test_a_change_found_around_a_family_holds_for_the_whole_plan(village: tuple[Problem, Plan]) -> None:
    problem, plan = village
    case = Case.of(problem, plan, Time.of(60))
    family = case.unplaced[0]
    found = remedies_around(case, family, ())
    assert found is not None
    for remedy in found.found:
        changed = remedy.change.apply(case.problem)
        whole = whole_plan(case, remedy.plan, changed)
        assert verify(changed, whole).passed
        assert case.placed | {family.id} <= whole.placed
