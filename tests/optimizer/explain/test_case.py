"""The time there is for questions, and the plan that they begin from."""

import time
from dataclasses import replace

import pytest

from optimizer.explain.case import Time
from optimizer.explain.explanations import accounts
from tests.optimizer.explain.cases import at, case_of, hubs, road


@pytest.mark.parametrize(("waiting", "share"), [(1, 1.0), (2, 1.0), (4, 0.5), (10, 0.2)])
def test_a_family_may_take_twice_an_even_share_and_leaves_the_rest(waiting: int, share: float) -> None:
    whole = Time.of(1000)
    assert whole.share(waiting).left_s == pytest.approx(1000 * share, abs=1)


def test_time_is_counted_on_the_processor() -> None:
    """Waiting for a busy computer takes nothing of it."""
    whole = Time.of(0.2, question_s=0.05)
    clock = whole.clock()
    time.sleep(0.25)
    ended = [clock.over]
    end = time.process_time() + 0.06
    while time.process_time() < end:
        pass
    ended += [clock.over, whole.over]
    assert ended == [False, True, False]


@pytest.mark.parametrize(
    ("seconds", "counts_work", "code"),
    [
        (60.0, False, "under_minimum"),
        (-0.1, False, "under_minimum"),
        (-1.0, False, "not_settled"),
        (-1.0, True, "under_minimum"),
    ],
)
def test_long_after_the_time_not_even_the_homes_around_a_family_are_looked_at(
    seconds: float, counts_work: bool, code: str
) -> None:
    case = case_of(road(*hubs("H0 K5000"), *at("A100 B200 X5100")), H="A B")
    late = replace(case, time=Time.of(seconds, counts_work=counts_work))
    assert [each.reason.code for each in accounts(late, ()) if each.family.id == "X"] == [code]


def test_at_first_only_constellations_within_two_radii_may_change() -> None:
    case = case_of(road(*hubs("H0 J2500"), *at("A-100 B-200 D2600 E2700 F100")), H="A B", J="D E")
    family = case.problem.families.by_id["F"]
    assert case.warm_start(family).loose == {"H", "A", "B"}
    assert case.warm_start(None).loose == ()


def test_a_chain_of_moves_that_ends_far_away_is_found() -> None:
    """F gets A's place, A that of D, and D goes to K, which is 3.5 radii from F."""
    places = "A700 B-100 C-200 D2300 E1700 G1500 L3900 M4000 F-300"
    problem = road(*hubs("H0 J1500 K3200"), *at(places))
    case = case_of(problem, H="A B C", J="D E G", K="L M")
    family = case.problem.families.by_id["F"]
    assert set(case.warm_start(family).loose) == set("HABCJDEG")
    asked = case.ask(family)
    assert case.confirmed(problem, asked.plan, family)
