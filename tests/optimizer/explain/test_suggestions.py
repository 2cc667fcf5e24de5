"""Where a family could go: every constellation judged by the verifier, and the best plan with one other move."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.language import Lang
from optimizer.explain.case import Time
from optimizer.explain.suggestion_words import sentences
from optimizer.explain.suggestions import Suggestion, suggestion
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Radius, Size
from optimizer.tiers import Travel, Unplaced
from optimizer.verify import verify
from tests.builders import Flat, home, homes, plan_of, village

FLAT = Flat()


def people(
    *others: tuple[str, int], low: int = 1, high: int = 3, radius_km: float = 2.0, together: tuple[str, ...] = ()
) -> Problem:
    """Hub homes H at 0 m and K at 2,000 m to the east, and families at so many metres."""
    return village(
        home("H", 0, hub="candidate"),
        home("K", 2000, hub="candidate"),
        *(home(name, east, together=together) for name, east in others),
        rules=[Radius(radius_km, FLAT), Size(low, high)],
        tiers=[Unplaced(), Travel(2, 100, FLAT)],
    )


def asked(problem: Problem, plan: Plan, name: str) -> Suggestion:
    return suggestion(problem, plan, problem.families.by_id[name], Time.of(20, 10))


def test_every_constellation_is_offered_where_it_fits_first() -> None:
    problem = people(("A", 100), ("B", 200), ("C", 300), ("D", 1900), ("N", 400))
    found = asked(problem, plan_of(problem, H="A B C", K="D"), "N")

    assert [(each.hub, each.possible) for each in found.offers] == [("K", True), ("H", False)]
    assert found.offers[0].effect.tiers == {"unplaced": -1, "travel": 1600 - 100}
    assert found.offers[0].effect.off_target == -1
    assert [each.rule for each in found.offers[1].breaches] == ["size"]


def test_when_one_other_may_move_the_near_one_becomes_free() -> None:
    problem = people(("A", 100), ("B", 200), ("C", 1000), ("D", 1900), ("N", 10))
    found = asked(problem, plan_of(problem, H="A B C", K="D"), "N").one_move

    assert found is not None
    assert found.hub == "H"
    assert found.moved == ("C", "C01", "C02")
    assert found.proved


def test_that_no_plan_with_one_move_has_a_place_is_proved() -> None:
    problem = people(("A", 100), ("D", 1900), ("N", 9000))
    found = asked(problem, plan_of(problem, H="A", K="D"), "N")

    assert found.one_move is None
    assert found.impossible
    said = list(sentences(found, problem.tiers, Lang.EN, exactly=False))[-1]
    assert said == "Even if one other family may move, the rules leave no place (proved)."


def test_a_placed_family_hears_where_else_it_could_go_and_what_its_leaving_breaks() -> None:
    problem = people(("A", 900), ("D", 1900))
    found = asked(problem, plan_of(problem, H="A", K="D"), "A")

    assert found.here == "C01"
    assert [each.rule for each in found.leaving] == ["size"]
    assert [each.hub for each in found.offers] == ["K"]
    assert found.one_move is not None  # D takes its place
    assert found.one_move.moved == ("D", "C02", "C01")


def test_those_who_belong_together_go_together() -> None:
    problem = people(("A", 100), ("D", 1900), together=("x",))
    plan = plan_of(problem, H="", K="")
    found = asked(problem, plan, "A")

    assert found.together == ("D",)
    assert {each.satellites for each in found.offers} == {2}


def test_a_hub_home_is_sent_elsewhere() -> None:
    problem = people(("A", 100))
    found = asked(problem, plan_of(problem, H="A"), "H")

    assert found.is_hub
    assert not found.offers


def test_no_distance_is_finer_than_half_a_kilometre_unless_exact() -> None:
    problem = people(("A", 100), ("D", 1900), ("N", 440))
    found = asked(problem, plan_of(problem, H="A", K="D"), "N")
    masked = " ".join(sentences(found, problem.tiers, Lang.EN, exactly=False))

    assert "0 to 0.5 km" in masked
    assert "0.4" not in masked
    assert "0.4 km" in " ".join(sentences(found, problem.tiers, Lang.EN, exactly=True))


def test_one_obstacle_is_said_once_for_all_that_it_holds_for() -> None:
    problem = people(("A", 100), ("D", 1900), ("N", 9000))
    lines = list(sentences(asked(problem, plan_of(problem, H="A", K="D"), "N"), problem.tiers, Lang.NL, exactly=False))

    assert [line for line in lines if "straal" in line] == [
        "- kan niet, verder weg dan de straal van 2,0 km: C02 (6 tot 7 km), C01 (8 tot 9 km)"
    ]


def plans_with_one_move(problem: Problem, plan: Plan, name: str) -> Iterator[Plan]:
    """Every plan in which the family is elsewhere than now and at most one other satellite moves."""
    now = {one.id: each.hub.id for each in plan.constellations for one in each.satellites}
    hubs = [each.hub.id for each in plan.constellations]
    others = [other for other in now if other != name]
    for hub in hubs:
        if hub == now.get(name):
            continue
        for other, to in [("", ""), *((other, to) for other in others for to in hubs if to != now[other])]:
            then = {**now, name: hub, **({other: to} if other else {})}
            yield Plan.of(problem.families, {each: [one for one, at in then.items() if at == each] for each in hubs})


PLACES = st.integers(0, 20).map(lambda step: step * 100)


@settings(deadline=None, max_examples=25)
@given(st.lists(PLACES, min_size=5, max_size=6), st.lists(st.booleans(), min_size=5, max_size=6), st.booleans())
def test_the_answer_with_one_move_is_the_best_of_all_such_plans(
    places: list[int], sides: list[bool], placed: bool
) -> None:
    names = [f"F{at}" for at in range(len(places))]
    problem = people(*zip(names, places, strict=True), high=3, radius_km=1.6)
    members = names if placed else names[1:]
    at_h = [name for name, side in zip(members, sides, strict=False) if side]
    plan = plan_of(problem, H=" ".join(at_h), K=" ".join(name for name in members if name not in at_h))
    found = asked(problem, plan, "F0")
    allowed = [each for each in plans_with_one_move(problem, plan, "F0") if verify(problem, each).passed]

    if not allowed:
        assert found.impossible
        return
    best = min(tuple(tier.score(each) for tier in problem.tiers) for each in allowed)
    assert found.one_move is not None
    assert found.one_move.proved
    assert tuple(tier.score(found.one_move.plan) for tier in problem.tiers) == best


def test_the_property_is_tried_on_plans_with_and_without_an_answer() -> None:
    full = people(*((f"F{at}", 100 * at) for at in range(7)), high=3)
    plan = plan_of(full, H="F1 F2 F3", K="F4 F5 F6")
    assert not [each for each in plans_with_one_move(full, plan, "F0") if verify(full, each).passed]
    room = people(*((f"F{at}", 100 * at) for at in range(6)), high=3)
    plan = plan_of(room, H="F1 F2 F3", K="F4 F5")
    assert [each for each in plans_with_one_move(room, plan, "F0") if verify(room, each).passed]


@pytest.mark.parametrize("n", [0, 1])
def test_a_plan_that_breaks_rules_already_still_gets_an_answer(n: int) -> None:
    problem = village(
        home("H", 0, hub="candidate"),
        home("K", 2000, hub="candidate"),
        *homes("F", 3),
        rules=[Radius(5.0, FLAT), Size(2, 3)],
        tiers=[Unplaced()],
    )
    found = asked(problem, plan_of(problem, H="F0 F1", K=""), "F2" if n else "F0")

    assert [each.possible for each in found.offers] == ([True, True] if n else [False])
    assert bool(found.leaving) is not bool(n)
    assert not any(each.breaches for each in found.offers)
