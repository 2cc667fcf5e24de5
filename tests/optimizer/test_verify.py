"""The verifier: every rule, every tier, no solver, whoever made the plan."""

import subprocess
import sys
from string import Formatter

import pytest

from geodata.families import Families
from geodata.language import Lang
from optimizer.plan import Constellation, Plan, Violation
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rules import RULES
from optimizer.tiers import TIERS
from optimizer.verify import sentence, verify
from tests.builders import Flat, home, homes, plan_of


def region() -> Problem:
    families = [
        home("G", 0, hub="candidate", children=3),
        home("H", 3_000, hub="required", max_satellites=3),
        home("O", 6_000, hub="only", beds=1),
        *homes("F", 6, apart_m=100, children=2),
        home("A", 3_100, together=("k",), apart=("l",), max_km=1.0),
        home("B", 3_200, together=("k",)),
        home("C", 3_300, apart=("l",)),
        home("N", 3_400, joins=False),
    ]
    policy = Policy().changed(
        {
            "size.min": 3,
            "size.target": 4,
            "size.max": 5,
            "radius.hub_km": 4.0,
            "radius.mutual_km": 3.5,
            "capacity.children_max": 10,
            "hubs.max": 2,
        }
    )
    return policy.pose(Families(families), Flat())


def test_a_plan_that_keeps_every_rule_passes_and_has_a_score_on_every_tier() -> None:
    problem = region()
    verdict = verify(problem, plan_of(problem, G="F0 F1 F2 F3 F4", H="A B F5"))
    assert verdict.passed
    assert [(score.tier, score.value) for score in verdict.scores] == [
        ("unplaced", 1),
        ("travel", (100 + 200 + 300 + 400 + 500) + (100 + 200 + 2_400) + 1_000 + 1_000),
    ]


@pytest.mark.parametrize(
    ("satellites", "broken"),
    [
        ({"G": "F0 F1 F2", "H": "F2 A B"}, {"placed_once"}),
        ({"H": "A B N"}, {"joins"}),
        ({"F0": "F1 F2 F3", "H": "A B F5"}, {"candidate", "beds"}),
        ({"G": "F0 F1 F2"}, {"required"}),
        ({"H": "A B F5", "G": "F0 F1 O"}, {"hub_only", "radius", "mutual_km"}),
        ({"H": "A B F5", "O": "F3 F4 C"}, {"beds", "radius", "mutual_km"}),
        ({"G": "A B F0", "H": "F1 F2 F3"}, {"max_km"}),
        ({"H": "A B"}, {"size"}),
        ({"H": "A B F4 F5"}, {"max_satellites"}),
        ({"G": "F0 F1 F2 F3 F4 F5", "H": "A B C"}, {"size", "children", "apart"}),
        ({"G": "F0 F1 F2", "H": "A F3 F4"}, {"together"}),
        ({"G": "F0 F1 F2", "H": "A B F3", "O": "C F4 F5"}, {"hub_count", "beds", "radius", "mutual_km"}),
        ({}, {"required"}),
    ],
)
def test_every_broken_rule_is_found_and_no_other(satellites: dict[str, str], broken: set[str]) -> None:
    problem = region()
    verdict = verify(problem, plan_of(problem, **satellites))
    assert {violation.rule for violation in verdict.violations} == broken
    assert not verdict.passed


def test_a_plan_may_be_wrong_in_every_way_at_once_and_is_still_judged() -> None:
    problem = region()
    by_id = problem.families.by_id
    wild = Plan.from_north(
        problem.families,
        [
            Constellation(by_id["N"], (by_id["N"], by_id["O"], by_id["O"])),
            Constellation(by_id["G"], ()),
            Constellation(by_id["G"], tuple(problem.families)),
        ],
    )
    verdict = verify(problem, wild)
    assert {violation.rule for violation in verdict.violations} == {
        "placed_once",
        "joins",
        "candidate",
        "required",
        "hub_only",
        "beds",
        "max_km",
        "radius",
        "mutual_km",
        "size",
        "children",
        "hub_count",
        "apart",
    }
    for violation in verdict.violations:
        for lang in Lang:
            assert sentence(violation, lang)


def test_breaches_come_in_the_order_of_the_rules_and_every_time_the_same() -> None:
    problem = region()
    plan = plan_of(problem, G="F0 F1 F2 F3 F4 F5", O="A C")
    found = [violation.rule for violation in verify(problem, plan).violations]
    order = [rule.key for rule in problem.rules]
    assert found == sorted(found, key=order.index)
    assert verify(problem, plan) == verify(problem, plan)


def test_rules_and_tiers_have_names_of_their_own() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    assert len({tier.key for tier in TIERS}) == len(TIERS)


@pytest.mark.parametrize("spoken", [*RULES, *TIERS], ids=lambda spoken: str(spoken.key))
def test_both_languages_have_the_same_gaps(spoken: type) -> None:
    texts = [getattr(spoken, name) for name in ("title", "text") if hasattr(spoken, name)]
    for text in texts:
        assert text.nl != text.en
        assert _gaps(text.nl) == _gaps(text.en)


@pytest.mark.parametrize(
    ("fact", "nl", "en"),
    [
        (5.0, "5,0", "5.0"),
        (5.25, "5,25", "5.25"),
        (5.001, "5,001", "5.001"),
        (0.1 + 0.2, "0,3", "0.3"),
        (5.0004, "5,0", "5.0"),
        (12, "12", "12"),
        (12_345, "12.345", "12,345"),
        (None, "een onbekend aantal", "an unknown number of"),
    ],
)
def test_kilometres_are_said_to_the_metre_where_they_need_it(fact: float | None, nl: str, en: str) -> None:
    violation = Violation("radius", ("F", "H"), {"km": fact, "hub_km": 9})
    assert sentence(violation, Lang.NL) == f"De afstand tussen F en H is {nl} km; de straal is 9 km."
    assert sentence(violation, Lang.EN) == f"The distance between F and H is {en} km; the radius is 9 km."


def test_no_solver_is_loaded_to_verify() -> None:
    code = "import sys, optimizer.verify, optimizer.policy.file; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
