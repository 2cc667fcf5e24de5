"""Families that belong together and contradict each other or the homes: told before solving, and as the reason."""

from typing import Any

import pytest

from geodata.families import Family
from geodata.language import Lang
from optimizer.explain import presolve_ties
from optimizer.explain.presolve import warnings
from optimizer.explain.ties import SENTENCES, companies, contradiction
from tests.builders import home
from tests.optimizer.explain.cases import at, case_of, hubs, reason, road
from tests.optimizer.oracles import every_plan, keeps


def tied(places: str, key: str = "k", **columns: Any) -> list[Family]:
    return at(places, together=(key,), **columns)


def test_who_belongs_together_is_followed_along_the_chain() -> None:
    chain = [home("A", together=("x",)), home("B", together=("x", "y")), home("C", together=("y",))]
    other = [home("D", together=("z",)), home("E", together=("z",))]
    alone = [home("F", together=("u",)), home("N", together=("x", "u"), joins=False), home("G")]
    found = companies([*other, *chain, *alone])
    assert [[family.id for family in company] for company in found] == [["A", "B", "C"], ["D", "E"]]


PARTED = [home("A", 100, together=("x",), apart=("z",)), home("C", 300, together=("y",), apart=("z",))]
TABLE: list[tuple[str | None, list[Family], dict[str, Any], dict[str, Any]]] = [
    ("together_and_apart", at("A100 B200", together=("k",), apart=("z",)), {},
     {"families": ("A", "B"), "apart": ("A", "B"), "chain": "A – B"}),
    ("together_by_chain_and_apart", [*PARTED, home("B", 200, together=("x", "y"))], {},
     {"families": ("A", "B", "C"), "apart": ("A", "C"), "chain": "A – B – C"}),
    (None, [*PARTED, home("B", 200, together=("x",))], {}, {}),
    ("together_too_many", tied("A1 B2 C3 D4"), {}, {"families": ("A", "B", "C", "D"), "n": 4, "max": 3}),
    (None, tied("A1 B2 C3"), {}, {}),
    ("together_children", tied("A1 B2", children=3), {"capacity__children_max": 5},
     {"families": ("A", "B"), "children": 6, "children_max": 5}),
    (None, tied("A1 B2", children=3), {"capacity__children_max": 6}, {}),
    ("together_mutual", tied("A-300 B300"), {"radius__mutual_km": 0.5},
     {"families": ("A", "B"), "far": ("A", "B"), "km": 0.6, "mutual_km": 0.5}),
    (None, tied("A-300 B300"), {"radius__mutual_km": 0.6}, {}),
    ("together_far", tied("A100 B1001"), {},
     {"families": ("A", "B"), "hub": "H", "farthest": "B", "nearest_km": 1.1, "radius_km": 1.0}),
    (None, tied("A100 B1000"), {}, {}),
    ("together_far", [*tied("A100"), *tied("B900", max_km=0.5)], {},
     {"families": ("A", "B"), "hub": "H", "farthest": "B", "nearest_km": 0.9, "radius_km": 1.0}),
]  # fmt: skip
"""The code, the families beside hub home H, the policy and the figures; pairs of rows stand on each side of an edge."""


@pytest.mark.parametrize(("code", "families", "policy", "facts"), TABLE)
def test_a_contradiction_is_found_and_holds_for_every_plan(
    code: str | None, families: list[Family], policy: dict[str, Any], facts: dict[str, Any]
) -> None:
    problem = road(*hubs("H0"), *families, size__min=0, **policy)
    (company,) = companies(problem.families)[-1:]
    found = contradiction(problem, company)
    assert (None if found is None else found.code) == code
    ever = any("A" in plan.placed and keeps(problem, plan) for plan in every_plan(problem))
    assert ever is (code is None)
    if found is not None:
        assert dict(found.facts) == facts
        (told,) = [fault for fault in warnings(problem) if fault.text == presolve_ties.UNPLACED[found.code]]
        assert "A" in told.say(Lang.NL)
        assert "B" in told.say(Lang.EN)
        assert told.say(Lang.NL) != told.say(Lang.EN)
        if found.code != "together_far":  # that H is out of B's own reach is the plainer reason for B
            assert reason(case_of(problem), "A") == (found.code, dict(found.facts))


@pytest.mark.parametrize("role", ["required", "only"])
def test_two_that_can_only_be_hub_homes_do_not_belong_together(role: str) -> None:
    problem = road(*(home(name, 100, hub=role, together=("k",)) for name in "GH"), *at("A100 B200"))
    ((company, found),) = [(each, contradiction(problem, each)) for each in companies(problem.families)]
    assert found is not None
    assert (found.code, dict(found.facts)) == ("together_hubs", {"families": ("G", "H"), "hubs": ("G", "H")})
    assert len(company) == 2
    texts = presolve_ties.NO_PLAN if role == "required" else presolve_ties.UNPLACED
    assert texts["together_hubs"] in [fault.text for fault in warnings(problem)]
    assert (not any(keeps(problem, plan) for plan in every_plan(problem))) is (role == "required")


def test_a_candidate_among_them_leaves_a_place_more() -> None:
    """H may be their hub home: three satellites and itself."""
    problem = road(*hubs("H0", together=("k",)), *tied("A1 B2 C3"))
    assert contradiction(problem, companies(problem.families)[0]) is None
    problem = road(*hubs("H0", together=("k",)), *hubs("G0"), *tied("A1 B2 C3 D4"))
    found = contradiction(problem, companies(problem.families)[0])
    assert found is not None
    assert (found.facts["n"], found.facts["max"]) == (5, 4)


@pytest.mark.parametrize(("most", "told"), [(None, False), (1, True)])
def test_more_families_kept_apart_than_constellations(most: int | None, told: bool) -> None:
    problem = road(*hubs("H0 G50"), *at("A100 B200", apart=("k",)), *at("C10 D20 E30 F40"), hubs__max=most)
    found = [fault for fault in warnings(problem) if fault.text == presolve_ties.TOO_MANY_APART]
    assert [dict(fault.facts) for fault in found] == ([{"families": ("A", "B"), "n": 2, "most": 1}] if told else [])


@pytest.mark.parametrize("column", ["together", "apart", "siblings"])
def test_a_key_that_nobody_shares_is_told(column: str) -> None:
    text = presolve_ties.LONELY[column]
    typed: dict[str, Any] = {column: ("jansen",)}
    misspelt: dict[str, Any] = {column: ("jansn",)}
    typo = [home("A", 100, **typed), home("B", 200, **misspelt)]
    found = [fault for fault in warnings(road(*hubs("H0"), *typo)) if fault.text == text]
    assert [dict(fault.facts) for fault in found] == [{"families": ("A", "B"), "n": 2}]
    assert "jans" not in found[0].say(Lang.NL), "a key may be a name"
    right = [home("A", 100, **typed), home("B", 200, **typed)]
    assert text not in [fault.text for fault in warnings(road(*hubs("H0"), *right))]


def test_a_tie_to_who_does_not_join_is_told() -> None:
    problem = road(*hubs("H0"), *tied("A100"), home("N", 200, together=("k",), joins=False), *at("B1"))
    (found,) = warnings(problem)
    assert (found.text, found.facts) == (presolve_ties.TIED_TO_WHO_STAYS_OUT, {"families": ("A",), "n": 1})


def test_every_contradiction_has_a_row() -> None:
    assert set(SENTENCES) - {code for code, *_ in TABLE} == {"together_hubs", "together_nowhere"}
