"""Moves as proposals: who is asked, and what falls back with the rest as planned, without a solver."""

from dataclasses import replace

import pytest

from geodata.families import Family
from optimizer.consent import FallBack, FallBackKind, Proposal, asked, fallen_back, refuted, with_the_rest_as_planned
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Radius, Size, Together
from optimizer.tiers import Travel, Unplaced
from optimizer.today import Move, Today
from tests.builders import Flat, home, plan_of, village

FLAT = Flat()


def street(*families: Family, low: int = 0, high: int = 3) -> Problem:
    """Hub homes H at 0 m and K at 2,000 m to the east, that are hub homes today, and families between them."""
    return village(
        home("H", 0, hub="candidate", constellation="H"),
        home("K", 2000, hub="candidate", constellation="K"),
        *families,
        rules=[Radius(5.0, FLAT), Size(low, high), Together()],
        tiers=[Unplaced(), Travel(2, 100, FLAT)],
    )


def moves_of(plan: Plan) -> tuple[Move, ...]:
    return Today.of(plan.families).changes(plan)


def answer(problem: Problem, plan: Plan, name: str) -> FallBack | None:
    proposal = next(each for each in asked(plan, moves_of(plan)) if each.family == name)
    return with_the_rest_as_planned(problem, plan, proposal)


def test_every_move_is_asked_of_the_family_its_provider_and_both_hub_homes() -> None:
    problem = street(home("A", 10, constellation="K", provider="Duin"), home("B", 20, constellation="H"))
    plan = plan_of(problem, H="A B", K="")

    assert asked(plan, moves_of(plan)) == (Proposal("A", "Duin", "K", "H"),)


def test_who_loses_a_place_is_asked_too() -> None:
    problem = street(home("A", 10, constellation="K"))
    plan = plan_of(problem, H="", K="")

    assert [(each.family, each.to) for each in asked(plan, moves_of(plan))] == [("A", None)]
    assert answer(problem, plan, "A") == FallBack(FallBackKind.STAYS, "K")


@pytest.mark.parametrize(("high", "expected"), [(2, FallBackKind.STAYS), (1, FallBackKind.UNPLACED)])
def test_a_family_stays_where_there_is_room_and_else_has_no_place(high: int, expected: FallBackKind) -> None:
    problem = street(home("A", 10, constellation="K"), home("B", 1990, constellation="K"), high=high)
    plan = plan_of(problem, H="A", K="B")

    found = answer(problem, plan, "A")
    assert found is not None
    assert found.kind is expected


def test_neither_can_be_where_the_new_constellation_cannot_miss_it() -> None:
    problem = street(home("A", 10, constellation="K"), home("B", 1990, constellation="K"), low=1)

    assert answer(problem, plan_of(problem, H="A", K="B"), "A") is None


def test_of_two_that_continue_its_own_it_is_the_better() -> None:
    """Z stopped; two of its families are the hub homes now, and a third would move to H."""
    problem = village(
        home("H", 0, hub="candidate", constellation="H"),
        home("Y", 2000, hub="candidate", constellation="Z"),
        home("X", 1000, hub="candidate", constellation="Z"),
        home("A", 900, constellation="Z"),
        rules=[Radius(5.0, FLAT), Size(0, 3)],
        tiers=[Unplaced(), Travel(1, 100, FLAT)],
    )
    plan = plan_of(problem, H="A", X="", Y="")
    proposal = asked(plan, [Move("A", "Z", "H", moves_of(plan)[0].kind.MOVED)])[0]

    assert with_the_rest_as_planned(problem, plan, proposal) == FallBack(FallBackKind.STAYS, "X")


def test_those_who_belong_together_stay_together() -> None:
    problem = street(
        home("A", 10, constellation="K", together=("x",)),
        home("B", 20, constellation="K", together=("x", "y")),
        home("C", 30, together=("y",)),
        home("D", 40, constellation="H"),
    )
    plan = plan_of(problem, H="A B C", K="D")
    proposal = asked(plan, moves_of(plan))[0]

    assert proposal.together == ("B", "C")
    back = fallen_back(plan, proposal, FallBack(FallBackKind.STAYS, "K"))
    assert back.constellations == plan_of(problem, H="", K="A B C D").constellations
    assert answer(problem, plan, "A") == FallBack(FallBackKind.UNPLACED)  # there are four then


def test_what_a_file_says_is_recomputed() -> None:
    problem = street(home("A", 10, constellation="K"), home("B", 1990, constellation="K"), high=1)
    plan = plan_of(problem, H="A", K="B")
    moves = moves_of(plan)
    true = replace(asked(plan, moves)[0], fall_back=FallBack(FallBackKind.UNPLACED))

    def wrong(*stated: Proposal) -> list[str]:
        return list(refuted(problem, plan, moves, stated))

    assert wrong(true) == []
    assert wrong(replace(true, fall_back=None)) == []  # nobody looked
    assert wrong() == ["A"]
    assert wrong(true, replace(true, family="B")) == ["B"]
    assert wrong(replace(true, provider="Duin")) == ["A"]
    assert wrong(replace(true, together=("B",))) == ["A"]
    assert wrong(replace(true, fall_back=FallBack(FallBackKind.STAYS, "K"))) == ["A"]
    assert wrong(replace(true, fall_back=FallBack(FallBackKind.NOTHING))) == ["A"]
    assert wrong(replace(true, fall_back=None, instead=FallBack(FallBackKind.NOTHING))) == ["A"]
    swap = FallBack(FallBackKind.STAYS, "K", ("B", "K", "H"))
    assert wrong(replace(true, instead=swap)) == []
    for other in (
        replace(swap, kind=FallBackKind.ELSEWHERE),
        replace(swap, moved=("B", "H", "K")),
        replace(swap, moved=("A", "H", "K")),
        replace(swap, moved=("B", "K", "Z")),
        replace(swap, moved=None),
        FallBack(FallBackKind.ELSEWHERE, "H"),
    ):
        assert wrong(replace(true, instead=other)) == ["A"], other
