"""How many others move: compared with trying every plan, and said as proved or as found."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from geodata.language import Lang
from optimizer.explain.case import Case, Time
from optimizer.explain.explanations import accounts
from optimizer.explain.others import OthersMove, fewest, going_said, n_moving, others_said, to_go_there
from optimizer.explain.placements import elsewhere_sentence, placement, with_others
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.verify import verify
from tests.optimizer.explain.cases import at, case_of, hubs, road


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Give every plan that keeps the rules."""
    names = [family.id for family in problem.families]
    offers = [problem.families[number].id for number in problem.hubs.tolist()]
    for chosen in product([*offers, None], repeat=len(names)):
        hub_of = dict(zip(names, chosen, strict=True))
        opened = {hub for hub in chosen if hub is not None}
        if all(hub_of[hub] == hub for hub in opened):
            plan = Plan.of(problem.families, {h: [n for n in names if hub_of[n] == h and n != h] for h in opened})
            if verify(replace(problem, tiers=()), plan).passed:
                yield plan


def test_the_fewest_are_those_of_all_plans() -> None:
    seen: Counter[tuple[str, int | None]] = Counter()
    for seed in range(12):
        chance = Random(seed)
        places = " ".join(f"{name}{chance.randint(-600, 1600)}" for name in "ABCD")
        problem = road(*hubs("H0 J1000"), *at(places), size__min=1, size__max=2)
        every = list(every_plan(problem))
        case = Case.of(problem, chance.choice([each for each in every if len(each.placed) > 3] or every), Time.of(60))
        every = [each for each in every if case.placed <= each.placed]
        for family in case.unplaced:
            found = [each for each in every if family.id in each.placed]
            if found:
                known = max(found, key=lambda each: n_moving(case.plan, each))
                others, plan = fewest(case, family, problem, known)
                assert others == OthersMove(min(n_moving(case.plan, each) for each in found), proved=True)
                assert n_moving(case.plan, plan) == others.n
                assert verify(problem, plan).passed
                seen["in", others.n] += 1
        for constellation, hub in product(case.plan.constellations, "HJ"):
            for family in constellation.satellites if hub != constellation.hub.id else ():
                ways = [
                    n_moving(case.plan, each, {family.id})
                    for each in every
                    if any(one.hub.id == hub and family in one.homes for one in each.constellations)
                ]
                assert to_go_there(case, family, hub) == OthersMove(min(ways, default=None), proved=True)
                seen["there", min(ways, default=None)] += 1
    assert min(seen[kind] for kind in (("in", 0), ("in", 1), ("there", None), ("there", 0), ("there", 1))) > 0, seen


def test_a_family_that_takes_over_its_constellation_moves_nobody() -> None:
    problem = road(*hubs("H0 G100"), *at("A-100 B-200"))
    plan = case_of(problem, H="A B G").plan

    assert n_moving(plan, case_of(problem, G="A B H").plan) == 0
    assert n_moving(plan, case_of(problem, G="A B").plan) == 0


def test_without_time_what_was_found_is_said_to_be_found() -> None:
    problem = road(*hubs("H0 J1800"), *at("A-100 B-200 C900 D1900 E2000 F50"))
    case = replace(case_of(problem, H="A B C", J="D E"), time=Time.of(0))
    known = case_of(problem, H="A B F", J="C D E").plan

    assert fewest(case, case.problem.families.by_id["F"], problem, known) == (OthersMove(1, proved=False), known)
    assert to_go_there(case, case.problem.families.by_id["C"], "J") is None


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (OthersMove(0, proved=True), "Nobody else would move."),
        (OthersMove(1, proved=True), "1 other family would move (fewer cannot do, proved)."),
        (OthersMove(2, proved=False), "2 other families would move (as found; whether fewer would do is not proved)."),
    ],
)
def test_it_is_said_which(others: OthersMove, said: str) -> None:
    assert others_said(others, Lang.EN) == said


def test_going_elsewhere_is_said_with_what_it_takes() -> None:
    assert going_said(OthersMove(2, proved=True), Lang.NL) == (
        "kan als 2 andere gezinnen verhuizen (minder kan niet, bewezen)"
    )
    assert "cannot be even if others move" in going_said(OthersMove(None, proved=True), Lang.EN)
    problem = road(*hubs("H0 J1000"), *at("A-100 B400 D900 E1100 F1200"))
    case = case_of(problem, H="A B", J="D E F")
    found = with_others(case, problem.families.by_id["B"], placement(case, problem.families.by_id["B"], ()))
    assert [each.others for each in found.elsewhere] == [OthersMove(1, proved=True)]
    assert elsewhere_sentence(found.elsewhere[0], Lang.EN).endswith("; can be if 1 other family moves (proved)")


def test_changes_say_how_many_move_only_where_today_is_known() -> None:
    """F is out of reach of H; with a wider radius for it, A must go to J."""

    def advice(today: str | None) -> str:
        families = at("A450 B-200 C-300", constellation=today)
        problem = road(*hubs("H0 J900"), *families, *at("D800 E1000 F-1100"))
        found = accounts(case_of(problem, H="A B C", J="D E"), ())
        return " ".join(line for each in found for line in each.advice(Lang.EN))

    assert "would move" not in advice(None)
    assert "1 other family would move (fewer cannot do, proved)." in advice("H")
