"""Sentences of reasons, obstacles and remedies, in both languages."""

import pytest

from geodata.language import Lang
from optimizer.explain.obstacles import Kind
from optimizer.explain.reasons import Finding
from optimizer.explain.words import OBSTACLES, REASONS, finding_sentence, obstacle_sentence
from optimizer.finished import Reason
from optimizer.problem import Problem
from optimizer.rules import Apart, Size
from tests.builders import home
from tests.optimizer.explain.cases import at, case_of, found_for, hubs, road, seen_by

SAID = [
    (Reason("no_hub_in_reach", {"nearest_km": 6.1, "radius_km": 5.0}),
     "Er is geen kandidaat-hubhome binnen 5,0 km; de dichtstbijzijnde is op 6,1 km.",
     "No candidate hub home is within 5.0 km; the nearest is at 6.1 km."),
    (Reason("no_hub_in_reach", {"radius_km": 5.0}),
     "Er is nergens een kandidaat-hubhome met genoeg logeerbedden.",
     "There is no candidate hub home with enough sleep-over beds anywhere."),
    (Reason("no_hub_in_reach", {"nearest_km": 6.1, "radius_km": 5.25}),
     "Er is geen kandidaat-hubhome binnen 5,25 km; de dichtstbijzijnde is op 6,1 km.",
     "No candidate hub home is within 5.25 km; the nearest is at 6.1 km."),
    (Reason("under_minimum", {"hub": "G", "km": 1.2, "families": 4, "min": 6, "short_by": 2}),
     "Geen hubhome binnen bereik haalt het minimum van 6 satellietgezinnen: G komt het dichtstbij met 4 en komt er 2 "
     "tekort.",
     "No hub home in reach gets to the minimum of 6 satellites: G comes nearest with 4 and is 2 short."),
    (Reason("costs_a_place", {"hub": "G", "places": 2, "families": ("A", "H")}),
     "Er is plaats te maken bij G, maar dat kost minstens 2 andere gezinnen hun plaats, bijvoorbeeld A en H.",
     "Room can be made at G, but it costs at least 2 other families their place, for instance A and H."),
    (Reason("costs_a_place", {"hub": "G", "places": 1, "families": ("A",)}),
     "Er is plaats te maken bij G, maar dat kost minstens één ander gezin zijn plaats, bijvoorbeeld A.",
     "Room can be made at G, but it costs at least one other family its place, for instance A."),
    (Reason("together_by_chain_and_apart", {"families": ("A", "B", "C"), "apart": ("A", "C"), "chain": "A – B – C"}),
     "A, B en C horen bij elkaar (door A – B – C), maar A en C moeten ook gescheiden blijven; zo kan geen van hen een "
     "plaats krijgen.",
     "A, B and C belong together (by A – B – C), yet A and C must be kept apart too; so none of them can have a "
     "place."),
    (Reason("together_far", {"families": ("A", "B"), "hub": "H", "farthest": "B", "nearest_km": 7.9, "radius_km": 3.0}),
     "A en B horen bij elkaar, maar geen kandidaat-hubhome is voor allen binnen bereik (3,0 km); het dichtst daarbij "
     "komt H, op 7,9 km van B.",
     "A and B belong together, yet no candidate hub home is in reach of all of them (3.0 km); H comes nearest to it, "
     "at 7.9 km from B."),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "nl", "en"), SAID)
def test_a_reason_as_it_is_said(reason: Reason, nl: str, en: str) -> None:
    assert finding_sentence(Finding(reason, ()), Lang.NL) == nl
    assert finding_sentence(Finding(reason, ()), Lang.EN) == en


def test_a_code_of_a_newer_program_is_not_guessed_at() -> None:
    assert finding_sentence(Finding(Reason("new", {}), ()), Lang.EN) == REASONS["not_settled"].en


def told(problem: Problem, family: str, lang: Lang = Lang.NL, **satellites: str) -> str:
    return finding_sentence(found_for(case_of(problem, **satellites), family), lang)


def test_hub_homes_with_the_same_obstacle_are_named_together_and_with_the_number_that_was_chosen() -> None:
    problem = road(*hubs("H0 J800"), *hubs("G900", beds=1), *at("A-100 B-200 C-300 K900 L1000 M950 F850"))
    assert told(problem, "F", H="A B C", J="K L M") == (
        "Geen hubhome binnen bereik kan dit gezin opnemen. G: te weinig logeerbedden (nodig: 2); J en H: vol "
        "(hoogstens 3 gezinnen)."
    )
    assert "J and H: full (at most 3 families)" in told(problem, "F", Lang.EN, H="A B C", J="K L M")


def test_a_rule_about_the_plan_is_said_without_hub_homes() -> None:
    problem = road(*hubs("H0 G5000"), *at("A-100 B-200 F5100 K5200"), hubs__max=1)
    assert told(problem, "F", H="A B") == "Het plan heeft al zoveel hubhomes als u koos (hoogstens 1)."
    assert told(problem, "F", Lang.EN, H="A B") == "The plan has as many hub homes already as you chose (at most 1)."


def test_what_is_too_much_by_itself_is_said_so() -> None:
    problem = road(*hubs("H0"), *at("A-100 B-200"), home("F", 100, children=5), capacity__children_max=4)
    assert told(problem, "F", H="A B") == (
        "Geen hubhome binnen bereik kan dit gezin opnemen. H: te veel pleegkinderen (5; hoogstens 4), ook zonder "
        "andere gezinnen."
    )


def test_rules_that_clash_are_said_with_their_numbers() -> None:
    families = [*at("A-100 C-200"), home("B", 900, apart=("k",)), home("F", 1900, apart=("k",))]
    problem = road(*hubs("H0 G1500"), *families)
    assert told(problem, "F", H="A B C") == (
        "Deze regels laten samen geen plan met dit gezin toe (bewezen): Een satellietgezin woont hoogstens 1,0 km van "
        "zijn hubhome. Een constellatie telt 2 tot en met 3 gezinnen. Gezinnen die gescheiden moeten blijven, zitten "
        "nooit in dezelfde constellatie."
    )


def test_rules_that_were_not_asked_about_are_told_apart() -> None:
    rules = (Size(2, 3), Apart())
    found = Finding(Reason("rules", {"rules": ("size", "apart"), "not_asked": ("apart",)}), (), rules=rules)
    assert finding_sentence(found, Lang.EN).endswith(
        "It is not known whether these are needed for that: Families that must be kept apart are never in the same "
        "constellation."
    )
    none = Finding(Reason("rules", {"rules": (), "not_asked": ()}), ())
    assert "kon niet worden vastgesteld" in finding_sentence(none, Lang.NL)


def test_every_obstacle_but_a_rule_has_a_sentence() -> None:
    assert set(OBSTACLES) == set(Kind) - {Kind.RULE}


def test_obstacles_as_they_are_said() -> None:
    problem = road(*hubs("H0 G1500 J800"), *at("A-100 B-200 C-300 F850 K900 L1000"), home("M", 950, children=9))
    case = case_of(problem, H="A B C", J="K L M")
    assert [obstacle_sentence(each, Lang.EN) for each in seen_by(case, "F")] == [
        "J (0.1 km): full (at most 3 families)",
        "G (0.7 km): closed; cannot open unless other families move or lose their place",
        "H (0.9 km): full (at most 3 families)",
    ]
    assert found_for(case, "F").reason.code in {"costs_a_place", "room_after_moves"}


def test_a_family_is_no_distance_from_itself() -> None:
    case = case_of(road(*hubs("G0"), *at("A200")))
    assert [obstacle_sentence(each, Lang.NL, "G") for each in seen_by(case, "G")] == [
        "G zelf: dicht; komt op hoogstens 1 van de 2 gezinnen die nodig zijn"
    ]


def test_families_that_belong_together_need_room_together() -> None:
    pair = [home("F", 100, together=("k",)), home("K", 200, together=("k",))]
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), *pair), H="A B")
    assert [obstacle_sentence(each, Lang.NL) for each in seen_by(case, "F")] == [
        "H (0,1 km): vol (hoogstens 3 gezinnen), voor 2 gezinnen die bij elkaar horen"
    ]
