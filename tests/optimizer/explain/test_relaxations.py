"""The least that each clashing rule must give way, in villages without a plan."""

from typing import Any

import pytest

from geodata.families import Family
from geodata.language import Lang
from optimizer.explain.case import Time
from optimizer.explain.relaxations import Relaxation, relaxations
from optimizer.outcome import Limits
from optimizer.problem import Problem
from optimizer.rules import Required
from optimizer.search import solve
from tests.builders import home
from tests.optimizer.explain.cases import at, road


def relaxed(problem: Problem) -> dict[tuple[str, Lang], list[str]]:
    """Give for each rule that the search names the least that it must give way, in both languages."""
    outcome = solve(problem, Limits(30, 1))
    assert outcome.plan is None
    found: dict[tuple[str, Lang], list[str]] = {}
    for each in relaxations(problem, outcome.clash, Time.of(60)):
        assert each.least
        for lang in Lang:
            found.setdefault((each.rule, lang), []).append(each.said(lang))
    assert {rule for rule, _ in found} == set(outcome.clash.enough)
    return found


def dutch(problem: Problem) -> dict[str, list[str]]:
    return {rule: texts for (rule, lang), texts in relaxed(problem).items() if lang is Lang.NL}


REQUIRED = home("H", 0, hub="required")


def test_a_required_hub_home_with_one_family_in_reach() -> None:
    told = dutch(road(REQUIRED, *at("A100 B2000 C2100")))
    assert told["size"] == ["het kleinste aantal gezinnen 1 in plaats van 2"]
    assert told["radius"] == ["een straal van 2,0 km in plaats van 1,0 km"]
    assert told["required"] == ["laat deze regel los voor H"]


@pytest.mark.parametrize(
    ("families", "policy", "rule", "expected"),
    [
        (at("A100 B200", children=3), {"capacity__children_max": 4}, "children",
         ["pleegkinderen in een constellatie: hoogstens 6 in plaats van 4"]),
        (at("A100 B900"), {"radius__mutual_km": 0.5}, "mutual_km",
         ["tussen twee gezinnen hoogstens 0,9 km in plaats van 0,5 km"]),
        (at("A100 B200"), {"providers__min_per_constellation": 2}, "min_providers",
         ["aanbieders in een constellatie: minstens 1 in plaats van 2"]),
        ([home("A", 100), home("B", 200, provider="B")], {"providers__max_share": 0.6}, "max_share",
         ["hoogstens 67% van één aanbieder in plaats van 60%"]),
        ([home("A", 100, apart=("k",)), home("B", 200, apart=("k",))], {}, "apart",
         ["laat deze regel los voor A", "laat deze regel los voor B"]),
        ([home("A", 100, together=("k",)), home("B", 200), home("C", 9000, together=("k",))], {}, "together",
         ["laat deze regel los voor A", "laat deze regel los voor C"]),
        (at("A100 B200"), {"capacity__beds_min": 4}, "beds", ["logeerbedden van een hubhome: 2 in plaats van 4"]),
        (at("A100 B200", provider="B"), {"providers__exchange_tolerance": 0}, "exchange_tolerance",
         ["een verschil van 2 tussen afgestane en ontvangen gezinnen in plaats van 0"]),
        ([home("G", 9000, hub="required"), *at("A100 B200 C9100 D9200")], {"hubs__max": 1}, "hub_count",
         ["aantal constellaties: hoogstens 2 in plaats van 1"]),
        (at("A100 B200"), {"hubs__exactly": 2}, "hub_count",
         ["aantal constellaties: minstens 1 in plaats van 2"]),
    ],
)  # fmt: skip
def test_each_rule_gives_way_by_the_least(
    families: list[Family], policy: dict[str, Any], rule: str, expected: list[str]
) -> None:
    assert dutch(road(REQUIRED, *families, **policy))[rule] == expected


def test_a_rule_about_single_families_is_set_aside_for_one_where_that_is_enough() -> None:
    problem = road(REQUIRED, home("A", 100, max_km=0.05), *at("B200"))
    assert dutch(problem)["max_km"] == ["laat deze regel los voor A"]


def test_a_rule_that_must_go_for_more_than_one_is_set_aside_altogether() -> None:
    problem = road(REQUIRED, *at("A100 B200", max_km=0.05))
    (found,) = relaxations(problem, ["max_km"], Time.of(60))
    assert found == Relaxation("max_km", found.text, {}, least=True)
    assert found.said(Lang.NL).startswith("laat deze regel los: Een gezin reist niet verder")
    assert found.said(Lang.EN).startswith("set this rule aside: A family travels no farther")


def test_what_is_not_enough_is_not_offered() -> None:
    """H lacks a bed and G has nobody near: beds alone, or the radius alone, give no plan."""
    problem = road(home("H", 0, hub="required", beds=1), home("G", 9000, hub="required"), *at("A100 B200"))
    assert relaxations(problem, ["beds", "radius", "size"], Time.of(60)) == ()
    assert dutch(problem) == {"required": [f"laat deze regel los: {Required.title.nl}"]}


def test_without_time_nothing_is_offered() -> None:
    problem = road(REQUIRED, *at("A100 B2000 C2100"))
    assert relaxations(problem, ["size", "radius", "required"], Time.of(0)) == ()


def test_both_languages_say_it() -> None:
    told = relaxed(road(REQUIRED, *at("A100 B2000 C2100")))
    assert told["radius", Lang.EN] == ["a radius of 2.0 km in place of 1.0 km"]
