"""Reasons as a file states them: those that the program itself gives hold, invented ones do not."""

from typing import Any

import pytest
from hypothesis import given, settings

from optimizer.explain.case import Case, Time
from optimizer.explain.claimed import holds
from optimizer.explain.reasons import certain_reason, finding, finding_without_search
from optimizer.explain.words import REASONS
from optimizer.finished import Reason
from optimizer.plan import Plan
from optimizer.problem import Problem
from tests.optimizer.explain.cases import at, case_of, hubs, road
from tests.optimizer.explain.drawn import villages_with_every_rule


@given(villages_with_every_rule())
@settings(max_examples=25, deadline=None)
def test_what_the_program_states_holds_and_no_other_certain_reason_does(drawn: tuple[Problem, Plan]) -> None:
    problem, plan = drawn
    case = Case.of(problem, plan, Time.of(60))
    for family in plan.unplaced:
        for found in (finding(case, family), finding_without_search(case, family)):
            assert holds(found.reason, case, family), found.reason
        certain = certain_reason(case, family)
        if certain is not None:
            codes = {*REASONS, "rule", "rules", "because"}
            assert {code for code in codes if holds(Reason(code), case, family)} == {certain.code}


def test_a_figure_that_the_homes_do_not_show_is_refuted_and_a_missing_one_is_not() -> None:
    case = case_of(road(*hubs("H0"), *at("A100 B200 F5000")), H="A B")
    family = case.problem.families.by_id["F"]
    assert holds(Reason("no_hub_in_reach", {"nearest_km": 5.0, "radius_km": 1.0}), case, family)
    assert holds(Reason("no_hub_in_reach"), case, family)
    assert not holds(Reason("no_hub_in_reach", {"nearest_km": 4.9, "radius_km": 1.0}), case, family)
    assert not holds(Reason("no_hub_in_reach", {"nearest_km": 5.0, "hub": "H"}), case, family)


def test_a_code_or_a_family_that_nobody_knows_is_refuted() -> None:
    case = case_of(road(*hubs("H0"), *at("A100 B200 C300 F400"), size__max=3), H="A B C")
    family = case.problem.families.by_id["F"]
    assert not holds(Reason("because"), case, family)
    assert not holds(Reason("costs_a_place", {"hub": "X"}), case, family)


@pytest.mark.parametrize(
    ("code", "facts", "can_be"),
    [
        ("costs_a_place", {"hub": "H", "places": 1, "families": ("A",)}, True),
        ("costs_a_place", {"hub": "H", "places": 2, "families": ("A",)}, False),
        ("costs_a_place", {"hub": "H", "places": 1, "families": ("F",)}, False),
        ("costs_a_place", {"hub": "A", "places": 1, "families": ("A",)}, False),
        ("costs_a_place", {"hub": "J", "places": 1, "families": ("A",)}, False),
        ("room_after_moves", {"hub": "G"}, True),
        ("room_after_moves", {"hub": "G", "others": 2, "proved": True}, True),
        ("room_after_moves", {"hub": "G", "others": 99}, False),
        ("room_after_moves", {"hub": "G", "others": "2"}, False),
        ("room_after_moves", {"hub": "J"}, False),
        ("room_after_moves", {"hub": "G", "places": 1}, False),
        ("rules", {"rules": ("radius", "size"), "not_asked": ("beds",)}, True),
        ("rules", {"rules": ("radius", "children")}, False),
        ("rules", {"rules": ("size",), "not_asked": ("nonsense",)}, False),
        ("not_settled", {}, True),
        ("not_settled", {"hub": "H"}, False),
    ],
)
def test_a_reason_by_search_is_believed_where_its_figures_can_be(
    code: str, facts: dict[str, Any], *, can_be: bool
) -> None:
    """H is full, G is closed and could open with A, J is out of reach of F, and no rule on children holds."""
    case = case_of(road(*hubs("H0 G600 J1500"), *at("A100 B200 C300 F400"), size__max=3), H="A B C")
    family = case.problem.families.by_id["F"]
    assert certain_reason(case, family) is None
    assert holds(Reason(code, facts), case, family) is can_be


def test_a_reason_of_a_roll_out_is_believed_in_the_plan_of_a_wave_only() -> None:
    case = case_of(road(*hubs("H0"), *at("A100 B200 F300")), H="A B")
    family = case.problem.families.by_id["F"]
    assert holds(Reason("later_wave", {"wave": "2"}), case, family, of_wave=True)
    assert not holds(Reason("later_wave", {"wave": "2"}), case, family)
