"""Villages drawn by chance, each with a plan that keeps every rule and leaves somebody out."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import PerProvider
from tests.builders import home
from tests.optimizer.explain.cases import road
from tests.optimizer.oracles import every_plan, keeps

STEP_M = 250


def _spots(draw: st.DrawFn) -> list[int]:
    return [STEP_M * spot for spot in draw(st.lists(st.integers(0, 8), min_size=6, max_size=6))]


def _one_of(draw: st.DrawFn, *choices: Any) -> Any:
    return draw(st.sampled_from(choices))


@st.composite
def villages(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """Draw a road of six homes, two of them candidates; a plan without constellations always keeps the rules."""
    spots = _spots(draw)
    children = draw(st.lists(st.integers(1, 3), min_size=6, max_size=6))
    keys = _one_of(draw, "", "apart", "together")
    families = [home(name, spots[at], hub="candidate") for at, name in enumerate("GH")]
    for number, name in enumerate("ABCD", start=2):
        columns: dict[str, Any] = {keys: ("k",)} if keys and name in "AB" else {}
        families.append(home(name, spots[number], children=children[number], **columns))
    problem = road(
        *families,
        size__min=draw(st.integers(1, 3)),
        size__max=3,
        radius__hub_km=_one_of(draw, 0.25, 0.5, 1.0),
        capacity__children_max=_one_of(draw, None, 3, 5),
        hubs__max=_one_of(draw, None, 1),
    )
    return problem, _plan(draw, problem)


@st.composite
def villages_with_every_rule(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """Draw a road of six homes in which any rule may stand; where that leaves no plan, draw again."""
    spots = _spots(draw)
    children = draw(st.lists(st.integers(0, 3), min_size=6, max_size=6))
    providers = draw(st.lists(st.sampled_from("XY"), min_size=6, max_size=6))
    limit, beds = _one_of(draw, None, 1, 2), _one_of(draw, 1, 2, 2)
    first = home("G", spots[0], hub="candidate", children=children[0], provider=providers[0], max_satellites=limit)
    role = _one_of(draw, "candidate", "only", "required")
    further = _one_of(draw, None, None, "min_apart", "provider_hubs", "pinned", "not_hub", "only_hub")
    families = [first, home("H", spots[1], hub=role, children=children[1], provider=providers[1], beds=beds)]
    families += [
        home(
            name,
            spots[number],
            children=children[number],
            provider=providers[number],
            max_km=_one_of(draw, None, None, 0.4),
            care_type=_one_of(draw, "crisis", "voltijd", None),
            joins=_one_of(draw, True, True, True, False),
            apart=_one_of(draw, (), ("k",)),
            together=_one_of(draw, (), (), ("t",)),
            **_of_row(draw, further),
        )
        for number, name in enumerate("ABCD", start=2)
    ]
    problem = road(
        *families,
        size__min=draw(st.integers(1, 3)),
        size__max=3,
        size__count_hub=draw(st.booleans()),
        radius__hub_km=_one_of(draw, 0.25, 0.5, 1.0),
        radius__mutual_km=_one_of(draw, None, None, 0.75),
        capacity__children_max=_one_of(draw, None, 3, 5),
        capacity__crisis_max=_one_of(draw, None, None, 1),
        hubs__max=_one_of(draw, None, 1),
        hubs__min_apart_km=0.5 if further == "min_apart" else None,
        today__moves_max=1 if further in {"min_apart", "pinned"} else None,
        providers__hubs_max=PerProvider(1) if further == "provider_hubs" else None,
        providers__min_per_constellation=_one_of(draw, None, 2),
        providers__max_share=_one_of(draw, None, 0.7),
        providers__exchange_tolerance=_one_of(draw, None, None, 1),
    )
    return problem, _plan(draw, problem)


def _of_row(draw: st.DrawFn, further: str | None) -> dict[str, Any]:
    """Draw the columns of one of the rules that are seldom asked for; several at once leave hardly a plan."""
    if further == "pinned":
        return {"constellation": _one_of(draw, None, "G"), "pinned": _one_of(draw, False, True)}
    if further in {"not_hub", "only_hub"}:
        return {further: _one_of(draw, (), ("G",), ("H",))}
    return {}


def _plan(draw: st.DrawFn, problem: Problem) -> Plan:
    plans = [plan for plan in every_plan(problem) if plan.unplaced and keeps(problem, plan)]
    assume(plans)
    return plans[draw(st.integers(0, len(plans) - 1))]
