"""Sentences of reasons, obstacles and remedies, in both languages."""

import pytest

from geodata.language import Lang
from optimizer.explain.obstacles import Kind
from optimizer.explain.words import OBSTACLES, PARTS, REASONS, obstacle_sentence, reason_sentence
from optimizer.files.planfile import Reason
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
    (Reason("hubs_full", {"hubs": ("G", "H")}),
     "Elke hubhome binnen bereik zit vol: G en H.",
     "Every hub home in reach is full: G and H."),
    (Reason("under_minimum", {"hub": "G", "km": 1.2, "families": 4, "min": 6, "short_by": 2}),
     "Geen hubhome binnen bereik haalt het minimum van 6 satellietgezinnen: G komt het dichtstbij met 4 en komt er 2 "
     "tekort.",
     "No hub home in reach gets to the minimum of 6 satellites: G comes nearest with 4 and is 2 short."),
    (Reason("rule", {"rule": "apart", "families": ("A", "F"), "hubs": ("H",)}),
     "Een regel laat het bij elke hubhome binnen bereik niet toe: Gezinnen die gescheiden moeten blijven, zitten nooit "
     "in dezelfde constellatie. Het gaat om: A en F.",
     "A rule forbids it at every hub home in reach: Families that must be kept apart are never in the same "
     "constellation. It is about: A and F."),
    (Reason("rule", {"rule": "hub_count", "families": (), "hubs": ("H",)}),
     "Een regel laat het niet toe: Een voorstel telt niet te weinig en niet te veel constellaties.",
     "A rule forbids it: A plan has neither too few constellations nor too many."),
    (Reason("no_room", {"full": ("H",), "short": ("G", "J"), "rules": ()}),
     "Geen hubhome binnen bereik heeft plaats: vol: H; haalt het minimum niet: G en J.",
     "No hub home in reach has room: full: H; does not get to the minimum: G and J."),
    (Reason("costs_a_place", {"hub": "G", "places": 2, "families": ("A", "H")}),
     "Er is plaats te maken bij G, maar dat kost minstens 2 andere gezinnen hun plaats, bijvoorbeeld A en H.",
     "Room can be made at G, but it costs at least 2 other families their place, for instance A and H."),
    (Reason("costs_a_place", {"hub": "G", "places": 1, "families": ("A",)}),
     "Er is plaats te maken bij G, maar dat kost minstens één ander gezin zijn plaats, bijvoorbeeld A.",
     "Room can be made at G, but it costs at least one other family its place, for instance A."),
    (Reason("no_room", {"full": ("H",), "rule": ("G", "J"), "rules": ("apart", "mutual_km")}),
     "Geen hubhome binnen bereik heeft plaats: vol: H; een regel ('Gezinnen die gescheiden moeten blijven, zitten "
     "nooit in dezelfde constellatie' en 'Alle gezinnen van een constellatie wonen binnen een straal van elkaar') "
     "staat het niet toe: G en J.",
     "No hub home in reach has room: full: H; a rule ('Families that must be kept apart are never in the same "
     "constellation' and 'All homes of a constellation live within a distance of each other') forbids it: G and J."),
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
    assert reason_sentence(reason, Lang.NL) == nl
    assert reason_sentence(reason, Lang.EN) == en


def test_a_code_of_a_newer_program_is_not_guessed_at() -> None:
    assert reason_sentence(Reason("new", {}), Lang.EN) == REASONS["not_settled"].en


@pytest.mark.parametrize("kind", Kind)
def test_every_obstacle_has_a_sentence_and_a_part(kind: Kind) -> None:
    assert kind in OBSTACLES
    assert kind in PARTS or kind in {Kind.NONE, Kind.TAKEN}


def test_obstacles_as_they_are_said() -> None:
    problem = road(*hubs("H0 G1500 J800"), *at("A-100 B-200 C-300 F850 K900 L1000"), home("M", 950, children=9))
    case = case_of(problem, H="A B C", J="K L M")
    assert [obstacle_sentence(each, Lang.EN) for each in seen_by(case, "F")] == [
        "J (0.1 km): full, 3 of 3",
        "G (0.7 km): closed; can only open with families that have a place elsewhere, or has one itself",
        "H (0.9 km): full, 3 of 3",
    ]
    assert found_for(case, "F").reason.code in {"costs_a_place", "room_after_moves"}


def test_a_family_is_no_distance_from_itself() -> None:
    case = case_of(road(*hubs("G0"), *at("A200")))
    assert [obstacle_sentence(each, Lang.NL, "G") for each in seen_by(case, "G")] == [
        "G zelf: dicht; heeft hoogstens 1 gezinnen binnen bereik, 1 te weinig"
    ]


def test_families_that_belong_together_need_room_together() -> None:
    pair = [home("F", 100, together=("k",)), home("K", 200, together=("k",))]
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), *pair), H="A B")
    assert [obstacle_sentence(each, Lang.NL) for each in seen_by(case, "F")] == [
        "H (0,1 km): 2 van 3, te weinig plaats voor 2 gezinnen die bij elkaar horen"
    ]
