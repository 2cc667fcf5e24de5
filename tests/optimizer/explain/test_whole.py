"""What a wider policy gains, and where to recruit."""

from geodata.families import Location
from geodata.gazetteer import Place
from geodata.language import Lang
from geodata.roads.minutes import in_minutes
from optimizer.explain.case import Case, Time
from optimizer.explain.whole import WIDER, Gain, gains, sources
from tests.builders import home
from tests.optimizer.explain.cases import at, case_of, hubs, road


def table(case: Case) -> dict[str, tuple[int | None, int | None]]:
    rows = gains(case, sources(case, ()))
    assert all(row.proved for row in rows)
    return {row.text.say(Lang.EN, row.facts): (row.placed, row.at_most) for row in rows}


def test_every_row_is_solved_and_proved() -> None:
    """F is 0.4 km too far; K too, but H is full then; L lives alone with J, who could be a hub home for both."""
    case = case_of(road(*hubs("H0"), *at("A-100 B-200 F1400 K1500 J5000 L5100 M5200")), H="A B")
    assert table(case) == {
        "Radius of 1.5 km in place of 1.0 km": (1, 1),
        "Radius of 2.0 km in place of 1.0 km": (1, 1),
        "Radius of 3.0 km in place of 1.0 km": (1, 1),
        "One family more as a candidate hub home": (3, 3),
        "At most 4 in place of 3 families": (0, 0),
        "At least 1 in place of 2 families": (0, 0),
    }


def test_a_larger_maximum_and_a_wider_limit_on_children_gain_each_their_own() -> None:
    crowd = [home("F", 100, children=1), home("G", 200, children=1)]
    problem = road(*hubs("H0"), *at("A-100 B-200"), *crowd, capacity__children_max=3, size__max=3)
    told = table(case_of(problem, H="A B F"))
    assert told["At most 4 in place of 3 families"] == (0, 0)
    assert told["At most 5 foster children in place of 3"] == (0, 0)
    roomy = table(case_of(road(*hubs("H0"), *at("A-100 B-200"), *crowd, capacity__children_max=3), H="A B F"))
    assert roomy == told


def test_one_constellation_more() -> None:
    problem = road(*hubs("H0 G5000"), *at("A-100 B-200 F5100 K5200"), hubs__max=1)
    assert table(case_of(problem, H="A B"))["At most 2 constellations in place of 1"] == (3, 3)


def test_time_that_runs_out_is_no_proof() -> None:
    problem = road(*hubs("H0"), *at("A-100 B-200 F1400"))
    whole = case_of(problem, H="A B")
    rows = gains(Case.of(problem, whole.plan, Time.of(0)), ())
    assert [row.proved for row in rows] == [False] * len(rows)
    assert Gain(rows[0].text, rows[0].facts, None, None) == rows[0]


def test_recruiting_names_the_family_that_would_place_most_first() -> None:
    case = case_of(road(*at("A0 B900 C1800 D1900 E2500")))
    found = sources(case, ())
    assert all(each.proved for each in found)
    # A has one family in its reach, which is too few; three satellites are the most.
    assert [(dict(each.change.facts)["family"], len(each.families)) for each in found] == [
        ("B", 4),
        ("C", 4),
        ("D", 4),
        ("E", 3),
    ]


def test_one_in_reserve_is_named_as_the_next_best_and_one_that_declined_is_not() -> None:
    def named(role: str) -> list[str]:
        village = at("A0 B900 D1900 E2500")
        case = case_of(road(*village, home("C", 1800, hub=role)))
        return [str(dict(each.change.facts)["family"]) for each in sources(case, ())]

    assert ("C" in named("reserve"), "C" in named("declined")) == (True, False)


def test_an_area_is_named_when_a_home_there_would_place_families() -> None:
    areas = [
        Place("1111", "Dorp", "Gemeente", Location(0, 500), 100, in_region=True),
        Place("2222", "Verweg", "Gemeente", Location(0, 90_000), 100, in_region=True),
    ]
    found = sources(case_of(road(*at("A0 B900"))), areas)
    assert [(each.change.key, dict(each.change.facts), each.families) for each in found] == [
        ("recruit", {"pc4": "1111", "place": "Dorp"}, ("A", "B"))
    ]


def test_a_wider_radius_stands_beside_that_of_the_policy_in_one_unit() -> None:
    facts = {"km": 5.5, "now": 5.0}

    assert in_minutes(WIDER.say(Lang.NL, facts), Lang.NL, 4.0) == "Straal van 22,0 min in plaats van 20,0 min"
    assert in_minutes(WIDER.say(Lang.EN, facts), Lang.EN, 4.0) == "Radius of 22.0 min in place of 20.0 min"
