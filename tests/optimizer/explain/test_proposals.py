"""What falls back if a family says no: verified on drawn villages, and compared with trying every other answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from geodata.language import Lang
from optimizer.consent import FallBack, FallBackKind, Proposal, fallen_back, refuted
from optimizer.explain.case import Time
from optimizer.explain.proposals import proposals
from optimizer.files.proposal_words import if_no_said, proposal_lines
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Radius, Size, Together
from optimizer.tiers import Moves, Travel, Unplaced
from optimizer.today import Move, Today, continues
from optimizer.verify import verify
from tests.builders import Flat, home, plan_of, village

FLAT = Flat()


def drawn(seed: int) -> tuple[Problem, Plan, tuple[Move, ...]]:
    """Draw a village with constellations of today and a plan that keeps its rules, most of them tightly."""
    chance = Random(seed)
    hubs = ["H", "J", "K"]
    names = "ABCDEFG"[: chance.randint(3, 7)]
    keys = {name: ("x",) if chance.random() < 0.2 else () for name in names}
    today = {name: chance.choice([*hubs, "Z", None]) for name in names}
    place = {name: chance.choice([*hubs, None]) for name in names}
    tied = next((place[name] for name in names if keys[name]), None)
    members = {hub: [name for name in names if (tied if keys[name] else place[name]) == hub] for hub in hubs}
    sizes = [len(each) for each in members.values()]
    east = {name: chance.randint(0, 2000) for name in names}
    ways = [abs(east[name] - 1000 * at) for at, hub in enumerate(hubs) for name in members[hub]]
    problem = village(
        *(home(hub, 1000 * at, hub="candidate", constellation=hub) for at, hub in enumerate(hubs)),
        home("Z", 500, constellation="Z", joins=False),
        *(home(name, east[name], constellation=today[name], together=keys[name]) for name in names),
        rules=[
            Radius(max([*ways, 500]) / 1000, FLAT),
            Size(min(sizes), max(1, max(sizes) + chance.randint(0, 1))),
            Together(),
        ],
        tiers=[Unplaced(), Moves(), Travel(2, 100, FLAT)],
    )
    plan = plan_of(problem, **{hub: " ".join(some) for hub, some in members.items()})
    return problem, plan, Today.of(problem.families).changes(plan)


def with_one_move(plan: Plan, proposal: Proposal) -> Iterator[Plan]:
    """Give every plan in which the family and its own are elsewhere, placed, and at most one other satellite moves."""
    now = {one.id: each.hub.id for each in plan.constellations for one in each.satellites}
    hubs = [each.hub.id for each in plan.constellations]
    own = {proposal.family, *proposal.together}
    others: list[str | None] = [None, *(name for name in now if name not in own)]
    for hub, other, to in product([each for each in hubs if each != proposal.to], others, hubs):
        place = {**now, **dict.fromkeys(own, hub), **({} if other is None else {other: to})}
        yield Plan.of(plan.families, {each: [name for name in place if place[name] == each] for each in hubs})


def passes(problem: Problem, plan: Plan) -> bool:
    return verify(replace(problem, tiers=()), plan).passed


def test_every_fall_back_is_a_plan_that_the_verifier_passes_and_none_is_missed() -> None:
    seen: Counter[tuple[str, bool]] = Counter()
    for seed in range(60):
        problem, plan, moves = drawn(seed)
        assert passes(problem, plan)
        found = proposals(problem, plan, moves, Time.of(60, 10))
        assert [each.family for each in found] == [move.family for move in moves if move.kind.is_move]
        assert list(refuted(problem, plan, moves, found)) == []
        for each in found:
            answer = each.fall_back
            assert answer is not None
            seen[answer.kind, answer.moved is not None] += 1
            if each.instead is not None:
                assert passes(problem, fallen_back(plan, each, each.instead))
            if answer.kind is FallBackKind.NOTHING:
                assert answer.proved
                assert not any(passes(problem, other) for other in with_one_move(plan, each))
                continue
            back = fallen_back(plan, each, answer)
            assert passes(problem, back)
            if answer.kind is FallBackKind.STAYS:
                hub = next(one.hub for one in back.constellations if plan.families.by_id[each.family] in one.homes)
                assert continues(hub, each.origin)
            if answer.kind is FallBackKind.UNPLACED and each.instead is None:
                assert not any(passes(problem, other) for other in with_one_move(plan, each))
    assert min(seen[kind, False] for kind in ("stays", "unplaced", "none")) > 1, seen
    assert min(seen[kind, True] for kind in ("stays", "elsewhere")) > 1, seen


def tight() -> tuple[Problem, Plan, tuple[Move, ...]]:
    """A comes to H, which cannot do with fewer than one; B could take its place."""
    problem = village(
        home("H", 0, hub="candidate", constellation="H"),
        home("K", 1000, hub="candidate", constellation="K"),
        home("A", 100, constellation="K"),
        home("B", 900, constellation="K"),
        rules=[Radius(1.0, FLAT), Size(1, 1)],
        tiers=[Unplaced(), Travel(1, 100, FLAT)],
    )
    plan = plan_of(problem, H="A", K="B")
    return problem, plan, Today.of(problem.families).changes(plan)


def test_where_the_rest_cannot_stay_the_best_other_answer_is_told() -> None:
    problem, plan, moves = tight()
    found = proposals(problem, plan, moves, Time.of(20, 10))

    assert [each.instead for each in found] == [None]
    assert found[0].fall_back == FallBack(FallBackKind.STAYS, "K", ("B", "K", "H"))
    said = if_no_said(found[0], plan, Lang.EN)
    assert said == "it stays in C02 (hub home K), if B then is in C01 and not in C02, and agrees to that too."


def test_without_time_it_is_said_that_nobody_looked() -> None:
    problem, plan, moves = tight()
    found = proposals(problem, plan, moves, Time.of(0))

    assert found[0].fall_back is None
    assert if_no_said(found[0], plan, Lang.EN).startswith("that was not looked into")


def test_lines_say_who_is_asked() -> None:
    problem, plan, moves = tight()
    found = proposals(problem, plan, moves, Time.of(20, 10))

    assert list(proposal_lines(found, plan, Lang.NL)) == [
        "Niemand verhuist zonder toestemming. Voorstellen: 1.",
        "- Vraag gezin A (A); hubhome nu: K; nieuwe hubhome: H. Zegt A nee: het blijft in C02 (hubhome K), als B dan "
        "niet in C02 maar in C01 komt, en dat ook goed vindt.",
    ]
    assert list(proposal_lines((), plan, Lang.EN)) == ["Nobody has to move: nothing to ask."]
