"""What a plan loses when a hub home stops: each way is as good as the best of all such plans, and verified."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.families import Families
from geodata.language import Lang
from optimizer.explain.case import Time
from optimizer.explain.variants import posed
from optimizer.explain.without import Outcome, Stopped, Way, without_hub
from optimizer.explain.without_words import sentences
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Candidate, HubCount, HubOnly, Joins, PlacedOnce, Radius, Size
from optimizer.tiers import Travel, Unplaced
from optimizer.verify import verify
from tests.builders import Flat, home, plan_of, village

FLAT = Flat()


def people(*places: int, heir: int | None = None, high: int = 3, low: int = 1, exactly: int | None = None) -> Problem:
    """Hub homes H at 0 m and K at 2,000 m, families at so many metres, and one more candidate where asked."""
    rules = [PlacedOnce(), Joins(), Candidate(), HubOnly(), Radius(1.5, FLAT), Size(low, high)]
    return village(
        home("H", 0, hub="candidate"),
        home("K", 2000, hub="candidate"),
        *(home(f"F{at}", place) for at, place in enumerate(places)),
        *([] if heir is None else [home("C", heir, hub="candidate")]),
        rules=rules if exactly is None else [*rules, HubCount(exactly, exactly)],
        tiers=[Unplaced(), Travel(2, 100, FLAT)],
    )


def stopped(problem: Problem, plan: Plan, hub: str, *, stays: bool = False) -> Stopped:
    here = next(each for each in plan.constellations if each.hub.id == hub)
    return without_hub(problem, plan, here, Time.of(60, 10), stays=stays)


def ways(found: Stopped) -> dict[Way, Outcome]:
    return {each.way: each for each in found.outcomes}


def test_its_families_go_to_the_others_as_far_as_these_have_room() -> None:
    problem = people(600, 700, 800, 1900)
    found = ways(stopped(problem, plan_of(problem, H="F0 F1 F2", K="F3"), "H"))[Way.SPREAD]

    assert len(found.lost) == 1
    assert set(found.to.values()) == {"K"}
    assert found.moved == ()
    assert found.proved


def test_a_family_of_its_own_takes_over_where_one_may() -> None:
    problem = people(-600, -700, 1900, heir=-100)
    found = stopped(problem, plan_of(problem, H="C F0 F1", K="F2"), "H")

    assert found.candidates == ("C",)
    assert ways(found)[Way.SPREAD].lost == ("C", "F0", "F1")
    assert ways(found)[Way.TAKEN_OVER].new_hub == "C"
    assert ways(found)[Way.TAKEN_OVER].lost == ()
    assert found.least_lost == 0


def test_without_a_candidate_nobody_takes_over() -> None:
    problem = people(-600, 1900)
    found = stopped(problem, plan_of(problem, H="F0", K="F1"), "H")

    assert Way.TAKEN_OVER not in ways(found)
    assert "none of these families may be a hub home" in " ".join(sentences(found, {"K": "C02"}, Lang.EN))


def test_that_the_rules_allow_no_plan_is_proved() -> None:
    problem = people(600, 1900, exactly=2)
    found = stopped(problem, plan_of(problem, H="F0", K="F1"), "H")

    assert all(each.plan is None and each.impossible for each in found.outcomes)
    assert found.least_lost is None
    assert "(proved)" in next(sentences(found, {}, Lang.EN))


def test_when_the_family_stays_it_needs_a_place_too() -> None:
    problem = people(600, 1900)
    plan = plan_of(problem, H="F0", K="F1")

    assert ways(stopped(problem, plan, "H"))[Way.AGAIN].lost == ()
    assert ways(stopped(problem, plan, "H", stays=True))[Way.AGAIN].lost == ("H",)


def test_the_hub_home_that_costs_places_ranks_above_the_one_that_does_not() -> None:
    problem = people(-600, -700, 800, 1900)
    plan = plan_of(problem, H="F0 F1", K="F2 F3")
    found = sorted((stopped(problem, plan, hub) for hub in "HK"), key=lambda each: each.rank, reverse=True)

    assert [(each.hub, each.least_lost) for each in found] == [("H", 2), ("K", 1)]


def every_plan(families: Families, hubs: list[str]) -> Iterator[Plan]:
    """Every way to open some of the hub homes and to put each other family with one of them or nowhere."""
    for open_ in product((False, True), repeat=len(hubs)):
        opened = [hub for hub, is_open in zip(hubs, open_, strict=True) if is_open]
        others = [family.id for family in families if family.joins and family.id not in opened]
        for choice in product([None, *opened], repeat=len(others)):
            at = dict(zip(others, choice, strict=True))
            yield Plan.of(families, {hub: [name for name in others if at[name] == hub] for hub in opened})


@settings(deadline=None, max_examples=12)
@given(st.lists(st.integers(-14, 34).map(lambda step: step * 100), min_size=3, max_size=3), st.booleans())
def test_no_plan_of_a_way_loses_fewer_places_or_moves_fewer(places: list[int], low: bool) -> None:
    problem = people(*places, heir=300, low=int(low))
    at_h = [f"F{at}" for at, place in enumerate(places) if abs(place) <= 1500]
    at_k = [f"F{at}" for at, place in enumerate(places) if f"F{at}" not in at_h and abs(place - 2000) <= 1500]
    plan = plan_of(problem, H=" ".join(["C", *at_h][:3]), K=" ".join(at_k[:3]))
    if not verify(problem, plan).passed:
        plan = plan_of(problem, H="C", K="") if not low else plan_of(problem, H="C")
    found = stopped(problem, plan, "H")
    rest = next(each.plan for each in found.outcomes if each.plan is not None).families
    then = posed(problem, families=rest)
    allowed = [each for each in every_plan(rest, ["K", "C"]) if verify(then, each).passed]
    was = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
    kept = {name: hub for name, hub in was.items() if hub != "H"}

    def worth(each: Plan) -> tuple[int, int]:
        now = {one.id: of.hub.id for of in each.constellations for one in of.homes}
        return len(was.keys() - {"H"} - now.keys()), sum(name in now and now[name] != hub for name, hub in kept.items())

    def as_they_are(each: Plan, heirs: set[str]) -> bool:
        now = {one.id: of.hub.id for of in each.constellations for one in of.homes}
        new = {of.hub.id for of in each.constellations} - set(kept.values())
        free = {name for name, hub in was.items() if hub == "H"}
        return (
            all(now.get(name) == hub for name, hub in kept.items())
            and new == heirs
            and now.keys() <= free | kept.keys()
        )

    for way, of_way in (
        (Way.SPREAD, [each for each in allowed if as_they_are(each, set())]),
        (Way.TAKEN_OVER, [each for each in allowed if as_they_are(each, {"C"})]),
        (Way.AGAIN, allowed),
    ):
        outcome = ways(found)[way]
        if not of_way:
            assert outcome.impossible
            continue
        assert outcome.plan is not None
        assert outcome.proved
        assert verify(then, outcome.plan).passed
        assert worth(outcome.plan) == min(worth(each) for each in of_way)


def test_a_place_of_one_who_had_none_makes_up_for_no_loss() -> None:
    problem = people(900, 1000, 1100, 1900, high=2)
    plan = plan_of(problem, H="F0 F1", K="F3")  # F2 has no place
    again = ways(stopped(problem, plan, "H"))[Way.AGAIN]

    assert again.lost in {("F0",), ("F1",)}
    assert again.plan is not None
    assert "F3" in again.plan.placed
