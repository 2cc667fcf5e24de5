"""What a roll-out must keep, read from the verifier."""

from decimal import Decimal
from typing import Any

import pytest

from geodata.errors import InputError
from geodata.families import Precision
from geodata.language import Lang
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import TEXTS, verify_roll_out, wave_sentence
from tests.builders import home, homes
from tests.optimizer.rollout.tiny import roll_out, terms

H, G = home("H", hub="candidate"), home("G", 0, 300, hub="candidate")
VILLAGE = (H, G, *homes("F", 6))


def broken(given: Terms, *waves: dict[str, str]) -> list[tuple[int, str]]:
    verdict = verify_roll_out(given, roll_out(given, *waves))
    return [(each.wave, each.violation.rule) for each in verdict.violations]


def test_a_roll_out_that_keeps_every_rule_passes_and_is_worth_what_its_homes_say() -> None:
    given = terms(*VILLAGE)
    verdict = verify_roll_out(given, roll_out(given, {"H": "F0 F1"}, {"H": "F0 F1 F2", "G": "F3 F4"}))
    assert verdict.passed
    # F0 to F4 live at 100 to 500 m; G lies 300 m north: 100 + 200 + 300 + 500 + 583, and one family above the target.
    assert [(score.tier, score.value) for score in verdict.scores] == [
        ("unplaced", 1),
        ("waiting", 5 + 1),
        ("travel", 100 + 200 + 300 + 500 + 583 + 1000),
    ]
    assert [(each.constellations, each.families) for each in verdict.roll_out.started] == [(1, 3), (1, 4)]


@pytest.mark.parametrize(
    ("changes", "waves", "expected"),
    [
        ({}, ({"H": "F0 F1"}, {"H": "F0 F1"}), []),
        ({}, ({"H": "F0 F1"}, {"G": "F0 F1"}), [(2, "stops"), (2, "moves"), (2, "moves")]),
        ({}, ({"H": "F0 F1"}, {"H": "F0 F2"}), [(2, "moves")]),
        ({}, ({"H": "F0"}, {"H": "F0 F1"}), []),
        ({}, ({"H": "F0"}, {"H": "F0"}), [(2, "size_later")]),
        ({"rollout__launch_min": 2}, ({"H": "F0"}, {"H": "F0 F1"}), [(1, "size")]),
        ({"rollout__launch_min": 3}, ({"H": "F0 F1 F2"}, {"H": "F0 F1 F2", "G": "F3 F4"}), [(2, "launch_min")]),
        ({}, ({}, {"H": "F0 F1 F2 F3"}), [(2, "size")]),
        ({"rollout__grow": 1}, ({"H": "F0"}, {"H": "F0 F1"}), []),
        ({"rollout__grow": 1}, ({"H": "F0"}, {"H": "F0 F1 F2"}), [(2, "grow")]),
        ({"rollout__launches": (1,)}, ({"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}), []),
        ({"rollout__launches": (1,)}, ({"H": "F0 F1", "G": "F2 F3"},) * 2, [(1, "launches")]),
        ({"rollout__launches": (2, 0)}, ({"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}), [(2, "launches")]),
        ({"rollout__pilot": "G"}, ({"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}), [(1, "pilot")]),
        ({"rollout__pilot": "H"}, ({"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}), []),
        ({}, ({"H": "F0 G"}, {"H": "F0 F1", "G": "F2 F3"}), [(2, "moves")]),
        ({"rollout__hubs_move": True}, ({"H": "F0 G"}, {"H": "F0 F1", "G": "F2 F3"}), []),
        ({"rollout__budget": (136674.60,)}, ({}, {"H": "F0 F1"}), []),
        ({"rollout__budget": (136674.59,)}, ({}, {"H": "F0 F1"}), [(2, "budget")]),
        ({"rollout__budget": (136674.60, 47659.40)}, ({"H": "F0 F1"},) * 2, []),
        ({"rollout__budget": (136674.60, 47659.39)}, ({"H": "F0 F1"},) * 2, [(2, "budget")]),
    ],
)
def test_each_rule_between_waves_on_both_sides_of_its_edge(
    changes: dict[str, Any], waves: tuple[dict[str, str], ...], expected: list[tuple[int, str]]
) -> None:
    assert broken(terms(*VILLAGE, **changes), *waves) == expected


def test_who_comes_later_does_not_join_before_and_does_not_wait() -> None:
    late = home("L", 100, joins_from=2)
    given = terms(H, late, *homes("F", 2))
    assert broken(given, {"H": "F0 L"}, {"H": "F0 L"}) == [(1, "joins")]
    verdict = verify_roll_out(given, roll_out(given, {"H": "F0 F1"}, {"H": "F0 F1 L"}))
    assert (verdict.passed, verdict.scores[1].value) == (True, 0)


@pytest.mark.parametrize(("first", "stated"), [(None, 2), (2027, 2028), (2027, 2)])
def test_a_home_is_no_hub_home_before_its_wave_or_year(first: int | None, stated: int) -> None:
    given = terms(home("H", hub="candidate", hub_from=stated), *homes("F", 2), rollout__first=first)
    assert broken(given, {"H": "F0 F1"}, {"H": "F0 F1"}) == [(1, "candidate")]
    assert broken(given, {}, {"H": "F0 F1"}) == []


def test_a_home_in_reserve_is_a_candidate_from_its_wave_and_one_that_declined_never() -> None:
    given = terms(home("H", hub="reserve", hub_from=2), *homes("F", 2))
    assert broken(given, {"H": "F0 F1"}, {"H": "F0 F1"}) == [(1, "candidate")]
    assert broken(given, {}, {"H": "F0 F1"}) == []
    for family in (home("H", hub="reserve"), home("H", hub="declined"), home("H", hub="declined", hub_from=2)):
        assert broken(terms(family, *homes("F", 2)), {}, {"H": "F0 F1"}) == [(2, "candidate")]


def test_a_home_that_may_only_be_a_hub_home_does_not_join_before_its_wave() -> None:
    given = terms(home("H", hub="only", hub_from=2), *homes("F", 2))
    assert "H" in {family.id for family in given.problems[0].families if not family.joins}
    assert broken(given, {}, {"H": "F0 F1"}) == []


@pytest.mark.parametrize(
    ("recruit", "waves", "expected"),
    [
        ((0, 1), ({}, {"PC4-1211": "F0 F1"}), []),
        ((0, 1), ({}, {"PC4-1211": "F0 F1", "PC4-1212": "F2 F3"}), [(2, "recruit")]),
        ((0, 2), ({}, {"PC4-1211": "F0 F1", "PC4-1212": "F2 F3"}), []),
        ((1, 0), ({"PC4-1211": "F0 F1"}, {"PC4-1211": "F0 F1"}), []),
        ((1, 0), ({}, {"PC4-1211": "F0 F1"}), [(2, "recruit")]),
        ((1, 1), ({"PC4-1211": "F0 F1"}, {"PC4-1211": "F0 F1", "PC4-1212": "F2 F3"}), []),
        ((1, 0), ({"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}), []),
    ],
)
def test_no_more_hub_homes_are_found_in_a_wave_than_it_counts_on(
    recruit: tuple[int, ...], waves: tuple[dict[str, str], ...], expected: list[tuple[int, str]]
) -> None:
    given = terms(*VILLAGE, rollout__recruit=recruit, to_find=("1211", "1212"))
    assert broken(given, *waves) == expected


def test_a_hub_home_to_be_found_is_nobody_and_not_there_before_a_wave_counts_on_any() -> None:
    given = terms(*VILLAGE, home("PC4-1211", 700), rollout__recruit=(0, 1), to_find=("1211",))
    first, last = (problem.families for problem in given.problems)
    assert "PC4-1211+" not in first.by_id
    found = last.by_id["PC4-1211+"]
    assert (found.to_find, found.children, found.may_be_satellite, found.beds) == (True, 0, False, 2)
    assert found.location.precision is Precision.PC4
    verdict = verify_roll_out(given, roll_out(given, {}, {"PC4-1211+": "F0 F1"}))
    # It waits for no place and lacks none: F0, F1 and seven others wait in the first wave, seven in the last.
    assert [score.value for score in verdict.scores[:2]] == [7, 9 + 7]


def test_a_hub_home_to_be_found_is_of_the_provider_around_it_where_rules_look_at_providers() -> None:
    families = (home("A", provider="Zon"), home("B", provider="Maan"), home("C", provider="Maan"))
    for least, provider in ((None, ""), (2, "Maan")):
        more: dict[str, Any] = {"providers__min_per_constellation": least, "rollout__recruit": (1, 0)}
        given = terms(*families, to_find=("1211",), **more)
        assert given.problems[0].families.by_id["PC4-1211"].provider == provider


def test_an_area_that_is_not_known_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        terms(*VILLAGE, rollout__recruit=(1, 0), to_find=("9999",)).problems  # noqa: B018 - it is posed then
    assert "9999" in refused.value.faults[0].text.say(Lang.NL, refused.value.faults[0].facts)


def test_costs_follow_what_starts_in_each_wave() -> None:
    given = terms(*VILLAGE)
    verdict = verify_roll_out(given, roll_out(given, {"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}))
    assert verdict.costs.totals == (Decimal("136674.60"), Decimal("184334.00"))


def test_an_exact_number_of_constellations_is_for_the_last_wave() -> None:
    given = terms(*VILLAGE, hubs__exactly=2)
    assert broken(given, {"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}) == []
    assert broken(given, {"H": "F0 F1"}, {"H": "F0 F1"}) == [(2, "hub_count")]


@pytest.mark.parametrize("lang", Lang)
def test_every_breach_between_waves_is_a_sentence_with_its_wave(lang: Lang) -> None:
    usual: dict[str, Any] = {
        "rollout__budget": (1.0,),
        "rollout__launches": (0,),
        "rollout__grow": 0,
        "rollout__pilot": "G",
    }
    cases: tuple[tuple[int, dict[str, str], dict[str, str]], ...] = (
        (1, {}, {"PC4-1211": "F0 F1", "PC4-1212": "F2 F3"}),
        (1, {"H": "F0"}, {"G": "F0"}),
        (1, {"H": "F0"}, {"H": "F0"}),
        (1, {"H": "F0"}, {"H": "F0 F1"}),
        (3, {}, {"H": "F0 F1"}),
    )
    said: dict[str, str] = {}
    for launch_min, *waves in cases:
        changes = {**usual, "rollout__launch_min": launch_min, "rollout__first": 2027}
        given = terms(*VILLAGE, rollout__recruit=(0, 1), to_find=("1211", "1212"), **changes)
        for each in verify_roll_out(given, roll_out(given, *waves)).violations:
            said[each.violation.rule] = wave_sentence(each, given, lang)
    assert said.keys() >= TEXTS.keys()
    assert all("{" not in sentence and ("2027" in sentence or "2028" in sentence) for sentence in said.values())
    assert ("EUR 136.674,60" if lang is Lang.NL else "EUR 136,674.60") in said["budget"]
