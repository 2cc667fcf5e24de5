"""What is told before solving, on both sides of each edge."""

from typing import Any

import pytest

from geodata.families import Family
from geodata.language import Lang
from optimizer.explain import presolve
from optimizer.explain.presolve import warnings
from optimizer.problem import Problem
from tests.builders import home
from tests.optimizer.explain.cases import at, hubs, road

FOUR = "A100 B200 C300 D400"


def texts(problem: Problem) -> list[Any]:
    return [fault.text for fault in warnings(problem)]


def test_a_village_without_surprises_gets_no_warning() -> None:
    assert warnings(road(*hubs("H0 G50"), *at(FOUR))) == ()


TABLE: list[tuple[str, list[Family], dict[str, Any], dict[str, Any] | None]] = [
    ("LOW_ABOVE_HIGH", [*hubs("H0"), *at("A1 B2 C3")], {"size__min": 4}, {"low": 4, "high": 3}),
    ("LOW_ABOVE_HIGH", [*hubs("H0"), *at("A1 B2 C3")], {"size__min": 3}, None),
    ("MUTUAL_BELOW_RADIUS", [*hubs("H0"), *at("A1 B2")], {"radius__mutual_km": 0.9},
     {"mutual_km": 0.9, "radius_km": 1.0}),
    ("MUTUAL_BELOW_RADIUS", [*hubs("H0"), *at("A1 B2")], {"radius__mutual_km": 1.0}, None),
    ("NO_CANDIDATES", at("A1 B2"), {}, {}),
    ("NO_CANDIDATES", [*hubs("H0"), *at("A1 B2")], {}, None),
    ("ALL_SHORT_OF_BEDS", [*hubs("H0", beds=1), *at("A1 B2")], {}, {"short": 1, "n": 1, "beds": 2}),
    ("SHORT_OF_BEDS", [*hubs("H0", beds=1), *hubs("G0"), *at("A1 B2")], {}, {"short": 1, "n": 2, "beds": 2}),
    ("SHORT_OF_BEDS", [*hubs("H0", beds=1), *hubs("G0"), *at("A1 B2")], {"capacity__beds_min": 1}, None),
    ("REACHES_NOBODY", [*hubs("H0"), *at("A1001 B2000")], {}, {"radius_km": 1.0, "nearest_km": 1.1}),
    ("REACHES_NOBODY", [*hubs("H0"), *at("A1000 B2000")], {}, None),
    ("REACHES_NOBODY", [*hubs("H5000"), *hubs("G0", beds=0), *at("A1 B2")], {}, {"radius_km": 1.0, "nearest_km": 5.0}),
    ("TOO_FEW_HUBS", [*hubs("H0"), *at(FOUR)], {}, {"hubs": 1, "max": 3, "room": 4, "families": 5}),
    ("TOO_FEW_HUBS", [*hubs("H0"), *at("A1 B2 C3")], {}, None),
    ("TOO_FEW_HUBS", [home("H", hub="only"), *at("A1 B2 C3")], {}, None),
    ("TOO_FEW_HUBS", [home("H", hub="candidate", max_satellites=2), *at("A1 B2 C3")], {},
     {"hubs": 1, "max": 3, "room": 3, "families": 4}),
    ("TOO_FEW_HUBS", [*hubs("H0 G1"), *at(FOUR)], {"hubs__max": 1}, {"hubs": 1, "max": 3, "room": 4, "families": 6}),
    ("MORE_THAN_CANDIDATES", [*hubs("H0 G1", beds=2), *at(FOUR)], {"hubs__exactly": 3}, {"exactly": 3, "n": 2}),
    ("MORE_THAN_CANDIDATES", [*hubs("H0 G1"), *at(FOUR)], {"hubs__exactly": 2}, None),
    ("MORE_THAN_FAMILIES", [*hubs("H0 G1"), *at("A1")], {"hubs__exactly": 2}, {"exactly": 2, "needed": 4, "n": 3}),
    ("MORE_THAN_FAMILIES", [*hubs("H0 G1"), *at("A1 B2")], {"hubs__exactly": 2}, None),
    ("TOO_MANY_CHILDREN", [*hubs("H0"), *at("A1 B2"), home("F", children=5)], {"capacity__children_max": 4},
     {"n": 1, "families": ("F",), "max": 4}),
    ("TOO_MANY_CHILDREN", [*hubs("H0"), *at("A1 B2"), home("F", children=4)], {"capacity__children_max": 4}, None),
    ("MINIMUM_HAS_TOO_MANY", [*hubs("H0", children=3), *at("A1 B2 C3", children=3)], {"capacity__children_max": 5},
     {"min": 2, "children": 6, "max": 5}),
    ("MINIMUM_HAS_TOO_MANY", [*hubs("H0", children=3), *at("A1 B2 C3", children=3)], {"capacity__children_max": 6},
     None),
    ("REQUIRED_WITHOUT_BEDS", [home("H", hub="required", beds=1), *at("A1 B2")], {},
     {"hub": "H", "beds": 1, "beds_min": 2}),
    ("REQUIRED_WITHOUT_FAMILIES", [home("H", hub="required"), *at("A1 B1001")], {}, {"hub": "H", "near": 1, "min": 2}),
    ("REQUIRED_WITHOUT_FAMILIES", [home("H", hub="required"), *at("A1 B1000")], {}, None),
    ("REQUIRED_WITH_LIMIT", [home("H", hub="required", max_satellites=1), *at("A1 B2")], {},
     {"hub": "H", "limit": 1, "min": 2}),
    ("REQUIRED_WITH_LIMIT", [home("H", hub="required", max_satellites=2), *at("A1 B2")], {}, None),
    ("ALL_LIMITS_BELOW_MINIMUM", [*hubs("H0", max_satellites=1), *at("A1 B2")], {}, {"n": 1, "hubs": ("H",), "min": 2}),
    ("ALL_LIMITS_BELOW_MINIMUM", [*hubs("H0", max_satellites=2), *at("A1 B2")], {}, None),
    ("LIMIT_BELOW_MINIMUM", [*hubs("H0", max_satellites=1), *hubs("G0"), *at("A1 B2")], {},
     {"n": 1, "hubs": ("H",), "min": 2}),
    ("LIMIT_BELOW_MINIMUM", [*hubs("H0", max_satellites=1), *hubs("G0"), *at("A1 B2")], {"size__count_hub": True},
     None),
    ("TOO_FEW_PROVIDERS", [*hubs("H0"), *at("A1 B2")], {"providers__min_per_constellation": 2}, {"min": 2, "n": 1}),
    ("TOO_FEW_PROVIDERS", [*hubs("H0"), *at("A1 B2", provider="B")], {"providers__min_per_constellation": 2}, None),
    ("SHARE_TOO_SMALL", [*hubs("H0"), *at("A1 B2")], {"providers__max_share": 0.9}, {"percent": 90, "n": 1}),
    ("SHARE_TOO_SMALL", [*hubs("H0"), *at("A1 B2", provider="B")], {"providers__max_share": 0.5}, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "families", "policy", "facts"), TABLE)
def test_what_is_told(name: str, families: list[Family], policy: dict[str, Any], facts: dict[str, Any] | None) -> None:
    text = getattr(presolve, name)
    told = [fault for fault in warnings(road(*families, **policy)) if fault.text == text]
    assert [dict(fault.facts) for fault in told] == ([] if facts is None else [facts])
    for fault in told:
        assert fault.say(Lang.NL) != fault.say(Lang.EN)


def test_many_families_are_counted_and_a_few_named() -> None:
    many = [home(f"F{number:02d}", children=9) for number in range(12)]
    problem = road(*hubs("H0"), *at("A1 B2"), *many, capacity__children_max=4)
    facts = next(fault.facts for fault in warnings(problem) if fault.text == presolve.TOO_MANY_CHILDREN)
    assert facts["n"] == 12
    assert facts["families"] == (*(f"F{number:02d}" for number in range(10)), "…")


def test_who_does_not_join_is_not_counted() -> None:
    problem = road(*hubs("H0"), *at("A1 B2 C3"), home("D", joins=False, children=9), capacity__children_max=4)
    assert warnings(problem) == ()
