"""The search for roll-outs against every roll-out there is, on both of its ways."""

import time
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from geodata.families import Family
from optimizer.costs.money import PROPOSAL, CostLine, Per, Years
from optimizer.model import Row
from optimizer.outcome import Limits, Status
from optimizer.plan import Plan
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import verify_roll_out
from optimizer.search.columnwise import Columnwise
from optimizer.search.cp_sat import Effort
from optimizer.search.evaluation import feasible
from optimizer.search.rollout import copied_search, search, search_roll_out
from optimizer.search.rollout.copies import Full
from optimizer.search.rollout.copying import copies_of
from optimizer.search.rollout.full import FullBefore
from optimizer.search.rollout.ordering import order
from optimizer.search.rollout.search import values_of
from optimizer.search.rollout.sized import Sized
from optimizer.search.strategy import Clock
from tests.builders import home, homes
from tests.optimizer.rollout.tiny import best, everything, terms

LIMITS = Limits(time_limit_s=20, workers=1)
SHORT = replace(LIMITS, time_limit_s=2)
"""Annealing, where a search is by copies, takes a share of the limit however few families there are."""


def found(given: Terms, plan: Plan | None = None, limits: Limits = LIMITS) -> Any:
    return search_roll_out(given, limits, None, lambda: False, plan)


H, G = home("H", hub="candidate"), home("G", 0, 400, hub="candidate")
_FAMILY_LINE = CostLine(
    PROPOSAL.lines[0].name,
    Decimal("100.25"),
    Per.FAMILY,
    Years.fading((Decimal(1), Decimal("0.5"))),
    PROPOSAL.lines[0].source,
)
PER_FAMILY = replace(PROPOSAL, lines=(_FAMILY_LINE,))
PER_CHILD = replace(PROPOSAL, lines=(replace(_FAMILY_LINE, per=Per.CHILD),))

VILLAGES: dict[str, tuple[tuple[Family, ...], dict[str, Any]]] = {
    "two constellations, one a wave": ((H, G, *homes("F", 4)), {"rollout__launches": (1,)}),
    "no limit on launches": ((H, G, *homes("F", 4)), {}),
    "families that come later": (
        (H, G, *homes("F", 2), home("L", 150, joins_from=2), home("M", 250, joins_from=2)),
        {"rollout__launches": (1,)},
    ),
    "a hub home that is free later": (
        (home("H", hub="candidate", hub_from=2), G, *homes("F", 4)),
        {"rollout__launches": (1,)},
    ),
    "little growth": (
        (H, *homes("F", 2), home("L", 150, joins_from=2), home("M", 250, joins_from=2)),
        {"rollout__grow": 1},
    ),
    "a pilot": (
        (H, home("G", 0, 3000, hub="candidate"), *homes("F", 4)),
        {"rollout__launches": (1,), "rollout__pilot": "G"},
    ),
    "a budget for one": ((H, G, *homes("F", 4)), {"rollout__budget": (136674.60, 184334.00)}),
    "a budget for less than two": ((H, G, *homes("F", 4)), {"rollout__budget": (136674.60, 184333.99)}),
    "a budget per family": ((H, *homes("F", 3)), {"money": PER_FAMILY, "rollout__budget": (310.00, 320.00)}),
    "a budget per child": (
        (H, *homes("F", 2, children=2), home("L", 300, children=1)),
        {"money": PER_CHILD, "rollout__budget": (501.25, 10_000.0)},
    ),
    "candidates that move": (
        (H, G, *homes("F", 3)),
        {"rollout__launches": (1,), "rollout__hubs_move": True, "rollout__launch_min": 2},
    ),
    "together and apart": (
        (
            H,
            G,
            home("A", 100, together=("t",)),
            home("B", 200, together=("t",), joins_from=2),
            home("C", 300, apart=("x",)),
            home("D", 350, apart=("x",)),
        ),
        {"rollout__launches": (1,)},
    ),
    "a hub home in reserve": ((H, home("G", 0, 400, hub="reserve", hub_from=2), *homes("F", 4)), {}),
    "a required hub home": ((home("H", hub="required", hub_from=2), G, *homes("F", 4)), {"rollout__launches": (1,)}),
    "one hub home to be found in the second wave": (
        (H, *homes("F", 3)),
        {"rollout__recruit": (0, 1), "to_find": ("1211", "1212"), "size__max": 2, "rollout__launch_min": 1},
    ),
    "two to be found, one a wave": (
        (home("A", 100, joins_from=2), *homes("F", 2), home("B", 0, 200)),
        {"rollout__recruit": (1, 1), "to_find": ("1211", "1212"), "rollout__launches": (1,)},
    ),
    "to be found among providers that must be mixed": (
        (H, home("A", 100, provider="B"), home("B", 200, provider="B"), home("C", 300, provider="B")),
        {"rollout__recruit": (0, 1), "to_find": ("1211",), "providers__min_per_constellation": 2},
    ),
    "nobody may be found": ((H, *homes("F", 4)), {"rollout__recruit": (0, 0), "to_find": ("1211",)}),
    "to be found beside candidates that move": (
        (H, G, *homes("F", 2)),
        {"rollout__recruit": (0, 1), "to_find": ("1211",), "rollout__hubs_move": True},
    ),
    "nothing can start": ((H, home("F", 100)), {"rollout__launch_min": 2}),
    "a required hub home without families": ((home("H", hub="required"), home("F", 9000)), {}),
}


@cache
def _best(name: str) -> tuple[int, ...] | None:
    families, changes = VILLAGES[name]
    return best(terms(*families, **changes))


@pytest.mark.parametrize("copies", [False, True], ids=["at once", "by copies"])
@pytest.mark.parametrize("name", VILLAGES)
def test_the_best_of_all_roll_outs_is_found_and_proved(
    name: str, copies: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    families, changes = VILLAGES[name]
    given = terms(*families, **changes)
    if copies:
        monkeypatch.setattr(search, "EXACT_PAIRS", -1)
    expected, outcome = _best(name), found(given, limits=SHORT if copies else LIMITS)
    if expected is None:
        assert outcome.status is Status.INFEASIBLE
        return
    assert outcome.verdict.passed
    assert tuple(mark.value for mark in outcome.marks) == expected
    assert all(mark.bound is None or mark.bound <= mark.value for mark in outcome.marks)
    if not copies:
        assert outcome.status is Status.OPTIMAL


FULL_FIRST: dict[str, tuple[tuple[Family, ...], dict[str, Any]]] = {
    "a full one before a small one": (
        (home("H", hub="candidate"), home("G", 0, 4000, hub="candidate"), *homes("F", 4)),
        {"rollout__launches": (1,)},
    ),
    "the near hub home cannot be full": (
        (home("H", hub="candidate", max_satellites=2), home("J", 900, hub="candidate"), *homes("F", 4)),
        {"rollout__launches": (1,)},
    ),
    "a pilot that is full": (
        (H, home("G", 0, 3000, hub="candidate"), *homes("F", 4)),
        {"rollout__launches": (1,), "rollout__pilot": "G"},
    ),
    "the best hub home may only start last": (
        (home("H", hub="candidate"), home("J", 500, hub="candidate", hub_from=2), *homes("F", 5)),
        {"rollout__launches": (1,)},
    ),
    "who can only be a hub home waits for no place": (
        (home("O", hub="only"), home("G", 0, 900, hub="candidate"), *homes("F", 5)),
        {"rollout__launches": (1,)},
    ),
    "who can only be a hub home is full and does not count": (
        (
            home("O", hub="only"),
            home("G", 0, 4000, hub="candidate"),
            home("K", 0, -3000, hub="candidate"),
            *homes("F", 4),
        ),
        {"rollout__launches": (1,), "size__min": 1},
    ),
    "two who can only be hub homes": (
        (home("O", hub="only"), home("P", 0, 300, hub="only"), home("G", 0, 4000, hub="candidate"), *homes("F", 5)),
        {"rollout__launches": (1, 2), "size__min": 1},
    ),
    "one to be found before or after": (
        (home("G", 0, 4000, hub="candidate"), *homes("F", 5)),
        {"rollout__launches": (1,), "rollout__recruit": (1, 1), "to_find": ("1211",)},
    ),
    "one to be found after a full one": (
        (home("G", 0, 900, hub="candidate"), *homes("F", 5)),
        {"rollout__launches": (1,), "rollout__recruit": (0, 1), "to_find": ("1211",)},
    ),
}


@pytest.mark.parametrize("name", FULL_FIRST)
def test_where_families_wait_least_all_before_the_last_wave_is_full_and_travel_is_proved_by_that(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    families, changes = FULL_FIRST[name]
    given = terms(*families, **changes)
    made = []

    class Seen(FullBefore):
        @classmethod
        def of(cls, *arguments: Any) -> FullBefore | None:
            made.append(FullBefore.of(*arguments))
            return made[-1]

    monkeypatch.setattr(search, "EXACT_PAIRS", -1)
    monkeypatch.setattr(copied_search, "FullBefore", Seen)
    monkeypatch.setattr(copied_search.CopiedSearch, "_travel_of_last", lambda *_: (0, False))
    outcome = found(given, limits=SHORT)
    assert outcome.verdict.passed
    assert tuple(mark.value for mark in outcome.marks) == best(given)
    assert all(mark.proved for mark in outcome.marks)
    assert [each is not None for each in made] == [True]


SIZED: dict[str, tuple[tuple[Family, ...], dict[str, Any]]] = {
    "a large one before a small one": (
        (H, G, *homes("F", 4)),
        {"rollout__launches": (1,), "size__min": 1, "size__max": 4},
    ),
    "three waves": (
        (H, G, home("A", 100), home("B", 200)),
        {"rollout__launches": (0, 1), "rollout__waves": 3, "size__min": 1},
    ),
    "no limit on launches": ((H, G, *homes("F", 3)), {}),
}


@pytest.mark.parametrize("name", SIZED)
def test_last_waves_by_their_sizes_hold_every_roll_out_that_waits_as_little_and_their_best_travel_is_its_own(
    name: str,
) -> None:
    families, changes = SIZED[name]
    given = terms(*families, **changes)
    passed = [each for each in everything(given) if verify_roll_out(given, each).passed]
    values = [values_of(given, each) for each in passed]
    unplaced, waiting, travel = min(values)
    waits: dict[Plan, int] = {}
    for each, (left, waited, _) in zip(passed, values, strict=True):
        if left == unplaced:
            waits[each.last] = min(waited, waits.get(each.last, waited))
    assert (max(waits.values()) > waiting) is ("rollout__launches" in changes)
    for last, waited in waits.items():
        sized = Sized.of(given, copies_of(given), last, (unplaced, True), waiting)
        assert sized is not None
        assert feasible(sized.model, sized.start) is (waited <= waiting)
    best_last = passed[values.index((unplaced, waiting, travel))].last
    sized = Sized.of(given, copies_of(given), best_last, (unplaced, True), waiting)
    assert sized is not None
    found = Columnwise().minimise(
        sized.model, sized.travel, None, Clock(time.monotonic() + 20, lambda: False, lambda *_: None, 1, 0)
    )
    assert (found.value, found.bound) == (travel, travel)


def test_last_waves_by_their_sizes_leave_none_out_with_a_hub_home_that_waits_for_no_place() -> None:
    given = terms(home("O", hub="only"), G, *homes("F", 4), rollout__launches=(1,), size__min=1)
    passed = [each for each in everything(given) if verify_roll_out(given, each).passed]
    shortest: dict[Plan, int] = {}
    for each in passed:
        waited = values_of(given, each)[1]
        shortest[each.last] = min(waited, shortest.get(each.last, waited))
    seen = set()
    for each in passed:
        unplaced, waiting, _ = values_of(given, each)
        sized = Sized.of(given, copies_of(given), each.last, (unplaced, False), waiting)
        assert sized is not None
        assert feasible(sized.model, sized.start)
        sized = Sized.of(given, copies_of(given), each.last, (unplaced, False), shortest[each.last] - 1)
        assert sized is not None
        seen.add(feasible(sized.model, sized.start))
        assert not feasible(sized.sure, sized.start)
    assert seen == {False, True}


def test_no_more_constellations_are_small_than_start_last() -> None:
    given = terms(H, G, *homes("F", 4), rollout__launches=(1,), size__min=3, size__max=4)

    def may_be(last: Plan) -> bool:
        sized = Sized.of(given, copies_of(given), last, (6, False), 12)
        assert sized is not None
        return feasible(sized.model, sized.start)

    lasts = {each.last for each in everything(given) if verify_roll_out(given, each).passed}
    assert all(may_be(last) for last in lasts)
    assert not may_be(Plan.of(given.problems[-1].families, {"H": ["F0"], "G": ["F1"]}))


def test_sizes_do_not_tell_who_waits_where_families_come_later_or_move() -> None:
    families = (H, G, *homes("F", 4))
    for given in (
        terms(*families, home("L", 150, joins_from=2), rollout__launches=(1,)),
        terms(*families, rollout__launches=(1,), rollout__hubs_move=True),
    ):
        plan = Plan.of(given.problems[-1].families, {"H": ["F0", "F1"]})
        assert Sized.of(given, copies_of(given), plan, (0, False), 99) is None


def test_a_hub_home_is_there_once_where_its_size_tells_when_it_starts() -> None:
    def times(*families: Family, **changes: Any) -> dict[str, int]:
        given = terms(*families, rollout__launches=(1,), **changes)
        copies = copies_of(given)
        full = FullBefore.of(given, copies, Row("unplaced", copies.unplaced, high=len(families)))
        assert full is not None
        at = [copies.problem.families[int(home)].id for home in full.model.hub_family]
        return {each: at.count(each) for each in at}

    late: dict[str, Any] = {"hub": "candidate", "hub_from": 2}
    assert times(H, G, *homes("F", 5)) == {"H": 1, "G": 1}
    assert times(H, home("G", 0, 400, max_satellites=2, **late), *homes("F", 5)) == {"H": 1, "G": 1}
    assert times(H, home("G", 0, 400, **late), *homes("F", 5)) == {"H": 1, "G": 2}
    assert times(H, home("G", 0, 400, hub="only"), *homes("F", 5)) == {"H": 1, "G": 2}
    assert times(H, *homes("F", 5), rollout__recruit=(0, 1), to_find=("1211",)) == {"H": 1, "PC4-1211": 2}


def test_who_may_leave_or_comes_later_leaves_room_in_what_started_before() -> None:
    families = (H, G, *homes("F", 4))
    late = home("L", 150, joins_from=2)
    assert copies_of(terms(*families, rollout__launches=(1,), rollout__hubs_move=True)).full is None
    assert copies_of(terms(*families, late, rollout__launches=(1,))).full is None
    assert copies_of(terms(*families, rollout__launches=(1,))).full == Full(1, 3)
    assert copies_of(terms(*families)).full is None


def test_the_order_of_a_given_plan_is_the_best_there_is() -> None:
    given = terms(H, G, *homes("F", 5), rollout__launches=(1,))
    plan = Plan.of(given.problems[-1].families, {"H": ["F0", "F1"], "G": ["F2", "F3", "F4"]})
    outcome = found(given, plan)
    assert outcome.status is Status.OPTIMAL
    assert outcome.verdict.roll_out.last == plan
    assert outcome.verdict.roll_out.starts == {"G": 1, "H": 2}
    assert [mark.value for mark in outcome.marks][:2] == [0, 3]


def test_a_plan_that_cannot_start_in_time_has_no_order() -> None:
    given = terms(H, G, *homes("F", 4), rollout__launches=(1, 0))
    plan = Plan.of(given.problems[-1].families, {"H": ["F0", "F1"], "G": ["F2", "F3"]})
    assert order(given, plan, Effort(10)).impossible
    assert found(given, plan).status is Status.INFEASIBLE


def test_equals_start_with_the_most_children_first() -> None:
    families = (H, G, *homes("F", 2), *homes("K", 2, children=3))
    given = terms(*families, rollout__launches=(1,))
    plan = Plan.of(given.problems[-1].families, {"H": ["F0", "F1"], "G": ["K0", "K1"]})
    assert found(given, plan).verdict.roll_out.starts["G"] == 1
