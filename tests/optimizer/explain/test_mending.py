"""Mending a plan takes as few places and then moves as few families as any plan that keeps the rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.families import Families
from geodata.language import Lang
from optimizer.explain.mending import mended
from optimizer.explain.mending_words import mending_sentences
from optimizer.explain.variants import posed
from optimizer.outcome import Limits
from optimizer.plan import Plan
from optimizer.today import Today, moves
from optimizer.verify import verify
from tests.optimizer.explain.test_without import every_plan, people

LIMITS = Limits(20.0, 1, 0)


def test_a_family_of_the_constellation_that_takes_over_moves_nobody() -> None:
    problem = people(-600, -700, 1900, heir=-100)
    families = Families(family for family in problem.families if family.id != "H")
    then = posed(problem, families=families)
    found = mended(then, Plan.of(families, {"K": ["F2"]}), dict.fromkeys(("H", "C", "F0", "F1"), "H"), LIMITS)

    assert (dict(found.moved), found.lost, found.proved) == ({}, (), True)
    assert "without any move" in next(mending_sentences(found, Lang.EN))


def test_one_family_comes_over_when_a_constellation_is_too_small() -> None:
    problem = people(100, 1000, 1100, 1900, low=2, high=3)
    plan = Plan.of(problem.families, {"H": ["F0"], "K": ["F1", "F2", "F3"]})
    hub_of = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
    found = mended(problem, plan, hub_of, LIMITS)

    assert (len(found.moved), found.lost, found.proved) == (1, (), True)
    assert next(mending_sentences(found, Lang.EN)) == "Mending costs 1 move; fewer cannot be (proved)."


def test_that_no_plan_keeps_the_rules_is_proved() -> None:
    problem = people(100, 1900, exactly=2, low=2)
    found = mended(problem, Plan.of(problem.families, {"H": ["F0"], "K": ["F1"]}), {}, LIMITS)

    assert found.impossible
    assert "(proved)" in next(mending_sentences(found, Lang.EN))


@settings(deadline=None, max_examples=10)
@given(
    st.lists(st.integers(-14, 34).map(lambda step: step * 100), min_size=4, max_size=4),
    st.lists(st.sampled_from(["H", "K", "G", None]), min_size=4, max_size=4),
)
def test_no_plan_mends_for_less(places: list[int], where: list[str | None]) -> None:
    problem = people(*places, heir=300, low=2)
    hub_of = {f"F{at}": hub for at, hub in enumerate(where) if hub is not None} | {"H": "H", "K": "K", "C": "G"}
    rest = {hub: [name for name, at in hub_of.items() if at == hub and name != hub] for hub in "HK"}
    found = mended(problem, Plan.of(problem.families, rest), hub_of, LIMITS)
    families = Today(hub_of).written_in(problem.families)

    def worth(plan: Plan) -> tuple[int, int]:
        hub = {home.id: each.hub for each in plan.constellations for home in each.homes}
        out = [family.id for family in families if moves(family, hub.get(family.id))]
        return sum(name not in hub for name in out), sum(name in hub for name in out)

    allowed = [each for each in every_plan(families, ["H", "K", "C"]) if verify(problem, each).passed]
    assert found.plan is not None
    assert found.proved
    assert verify(problem, found.plan).passed
    assert (len(found.lost), len(found.moved)) == min(worth(each) for each in allowed)


@pytest.mark.parametrize(("n", "said"), [(1, "costs 1 family its place"), (2, "costs 2 families their place")])
def test_numbers_are_said_in_real_plurals(n: int, said: str) -> None:
    problem = people(*(-900 for _ in range(3 + n)), high=3)
    names = [f"F{at}" for at in range(3 + n)]
    found = mended(problem, Plan.of(problem.families, {"H": names}), dict.fromkeys(["H", *names], "H"), LIMITS)

    assert len(found.lost) == n
    assert said in " ".join(mending_sentences(found, Lang.EN))
