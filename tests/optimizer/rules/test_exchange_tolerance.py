"""ExchangeTolerance: what a provider sends minus what it receives, at most so many either way."""

import pytest

from optimizer.exchange import exchange_of
from optimizer.rules import ExchangeTolerance
from tests.builders import home, homes, plan_of, village
from tests.optimizer.oracles import judged, sentences

HOMES = (
    home("HA", hub="candidate", provider="A"),
    home("HB", hub="candidate", provider="B"),
    *homes("A", 3, provider="A"),
    *homes("B", 3, provider="B"),
)


@pytest.mark.parametrize(
    ("at_a", "at_b", "balance"),
    [
        ("A0 A1", "B0", 0),
        ("A0 B0", "B1", 1),
        ("B0 B1", "", 2),
        ("B0 B1", "A0", 1),
        ("B0 B1 B2", "A0 A1 A2", 0),
        ("", "A0 A1 A2", 3),
    ],
)
def test_sent_minus_received_stays_within_the_tolerance(at_a: str, at_b: str, balance: int) -> None:
    for tolerance in range(4):
        problem = village(*HOMES, rules=[ExchangeTolerance(tolerance)])
        allowed = balance <= tolerance
        assert judged(problem, plan_of(problem, HA=at_a, HB=at_b)) == (allowed, allowed)


def test_a_provider_with_families_and_no_hub_home_can_only_send() -> None:
    problem = village(*HOMES, home("C0", provider="C"), rules=[ExchangeTolerance(0)])
    assert judged(problem, plan_of(problem, HA="C0", HB="")) == (False, False)


def test_the_matrix_counts_givers_in_rows_and_receivers_in_columns() -> None:
    problem = village(*HOMES, home("Z", provider="Z", joins=False))
    exchange = exchange_of(plan_of(problem, HA="A0 B0 B1", HB="A1 B2"))
    assert exchange.providers == ("A", "B")
    assert exchange.counts == ((1, 1), (2, 1))
    assert (exchange.sent("B"), exchange.received("B")) == (2, 1)


def test_the_sentence_names_the_provider_and_both_counts() -> None:
    problem = village(*HOMES)
    assert sentences(ExchangeTolerance(1), plan_of(problem, HA="B0 B1", HB="")) == [
        (
            "Aanbieder A staat 0 gezinnen af en ontvangt er 2; het verschil mag 1 zijn.",
            "Provider A sends 0 families and receives 2; the difference may be 1.",
        ),
        (
            "Aanbieder B staat 2 gezinnen af en ontvangt er 0; het verschil mag 1 zijn.",
            "Provider B sends 2 families and receives 0; the difference may be 1.",
        ),
    ]
