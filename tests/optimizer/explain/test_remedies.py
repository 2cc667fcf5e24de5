"""Every change, with the village on one side of the edge and on the other; and all of them on drawn villages."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given, settings

from geodata.families import Family, Location
from geodata.gazetteer import Place
from geodata.language import Lang
from optimizer.explain.case import Case, Time
from optimizer.explain.change import Change, Remedy
from optimizer.explain.changes.fewer_satellites import FewerSatellites
from optimizer.explain.changes.more_children import MoreChildren
from optimizer.explain.changes.more_satellites import MoreSatellites
from optimizer.explain.changes.new_candidate import NewCandidate
from optimizer.explain.changes.radius_for import RadiusFor
from optimizer.explain.changes.waive import Waive
from optimizer.explain.obstacles import Kind, Obstacle
from optimizer.explain.reasons import finding
from optimizer.explain.remedies import Remedies, remedies
from optimizer.explain.ties import SENTENCES
from optimizer.explain.words import remedy_sentences
from optimizer.plan import Plan
from optimizer.problem import Problem, pose
from optimizer.rule import Waiver
from optimizer.rules import RULES
from optimizer.verify import verify
from tests.builders import home
from tests.optimizer.explain.cases import at, case_of, hubs, road
from tests.optimizer.explain.drawn import villages, villages_with_every_rule
from tests.optimizer.oracles import every_plan, keeps


def remedies_of(case: Case, family: str, *areas: Place) -> Remedies:
    return remedies(case, case.problem.families.by_id[family], areas)


def found(case: Case, family: str, *areas: Place) -> dict[str, dict[str, object]]:
    """Give the figures of every change by its key, after a look at the plan that proves it."""
    answer = remedies_of(case, family, *areas)
    for remedy in answer.found:
        assert proves(case, case.problem.families.by_id[family], remedy)
        assert remedy.least
    return {remedy.change.key: dict(remedy.change.facts) for remedy in answer.found}


def proves(case: Case, family: Family, remedy: Remedy) -> bool:
    changed = remedy.change.apply(case.problem)
    return verify(changed, remedy.plan).passed and case.placed | {family.id} <= remedy.plan.placed


@pytest.mark.parametrize(("metres", "km"), [(1001, 1.1), (1100, 1.1), (1100.1, 1.2), (2500, 2.5)])
def test_a_family_gets_the_shortest_radius_that_reaches(metres: float, km: float) -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), home("F", metres)), H="A B")
    assert found(case, "F")["radius_for"] == {"family": "F", "km": km, "limit_km": 1.0}


def test_a_radius_passes_over_a_hub_home_that_is_full() -> None:
    problem = road(*hubs("H0 J-700"), *at("A-100 B-200 C-300 D-800 E-900 F1200"))
    case = case_of(problem, H="A B C", J="D E")
    # A moves to J and leaves its place at H to F.
    assert found(case, "F")["radius_for"]["km"] == 1.2
    problem = road(*hubs("H0 J-1200"), *at("A100 B200 C300 D-1300 E-1400 F1200"))
    assert found(case_of(problem, H="A B C", J="D E"), "F")["radius_for"]["km"] == 2.4


def test_a_family_that_will_not_travel_is_asked_to() -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200"), home("F", 800, max_km=0.5)), H="A B")
    assert found(case, "F")["radius_for"] == {"family": "F", "km": 0.8, "limit_km": 0.5}


def test_one_satellite_more_at_one_hub_home() -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200 C-300 F100")), H="A B C")
    assert found(case, "F")["more_satellites"] == {"hub": "H", "more": 1, "most": 4, "limit": 3}


def test_one_satellite_more_may_be_at_a_hub_home_out_of_reach() -> None:
    """A goes to J, which takes one more, and leaves its place to F."""
    problem = road(*hubs("H0 J-1500", max_satellites=3), *at("A-700 B-200 C-300 D-1600 E-1700 G-1800 F900"))
    case = case_of(problem, H="A B C", J="D E G")
    changes = [remedy.change for remedy in remedies_of(case, "F").found]
    assert any(isinstance(change, MoreSatellites) and change.more == 1 for change in changes)


def test_a_hub_home_is_asked_beyond_its_own_limit_before_the_policy_changes() -> None:
    problem = road(home("H", 0, hub="candidate", max_satellites=2), *at("A-100 B-200 F100"))
    case = case_of(problem, H="A B")
    assert found(case, "F")["more_satellites"] == {"hub": "H", "more": 1, "most": 3, "limit": 2}


def test_two_that_belong_together_need_two_places() -> None:
    pair = [home("F", 100, together=("k",)), home("K", 200, together=("k",))]
    changes = found(case_of(road(*hubs("H0"), *at("A-100 B-200"), *pair), H="A B"), "F")
    assert changes["more_satellites"] == {"hub": "H", "more": 1, "most": 4, "limit": 3}
    assert changes["waive"] == {"rule": "together", "family": "F"}


@pytest.mark.parametrize(("children", "more"), [(2, 1), (3, 2)])
def test_the_fewest_children_more(children: int, more: int) -> None:
    others = [home("A", -100, children=2), home("B", -200, children=1)]
    problem = road(*hubs("H0"), *others, home("F", 100, children=children), capacity__children_max=4)
    expected = {"hub": "H", "more": more, "most": 4 + more, "limit": 4}
    assert found(case_of(problem, H="A B"), "F")["more_children"] == expected


@pytest.mark.parametrize(("places", "offered"), [("F100 K200", True), ("F100", False)])
def test_a_constellation_may_begin_with_fewer_but_not_with_less_than_half(places: str, offered: bool) -> None:
    case = case_of(road(*hubs("G0"), *at(places), size__min=3, size__target=3))
    changes = found(case, "F")
    assert ("fewer_satellites" in changes) is offered
    if offered:
        assert changes["fewer_satellites"] == {"hub": "G", "fewer": 1, "least": 2, "limit": 3}


def test_a_family_is_asked_to_be_a_hub_home_the_nearest_first() -> None:
    case = case_of(road(*at("F0 K600 L900")))
    assert found(case, "F")["new_candidate"] == {"family": "F", "beds": 2}
    case = case_of(road(*at("F0 K600 L1500")))
    assert found(case, "F")["new_candidate"] == {"family": "K", "beds": 2}


def test_a_candidate_that_lacks_a_bed_is_asked_before_a_family_that_offers_nothing() -> None:
    case = case_of(road(*hubs("G500", beds=1), *at("F0 K600 L900")))
    answer = remedies_of(case, "F")
    assert found(case, "F")["new_candidate"] == {"family": "G", "beds": 2}
    first = answer.found[0]
    assert first.effort == 0.5
    assert remedy_sentences(answer, Lang.NL)[1] == "Kandidaat-hubhome G houdt 2 logeerbedden vrij."


def area(pc4: str, metres: float) -> Place:
    return Place(pc4, "Dorp", "Gemeente", Location(0, metres), 1000, in_region=True)


def test_a_hub_home_is_looked_for_in_the_nearest_area_that_helps() -> None:
    """From 1111 only F is in reach, from 1112 K too."""
    case = case_of(road(*at("F0 K1200")))
    changes = found(case, "F", area("1111", -100), area("1112", 600), area("1113", 700))
    assert changes["recruit"] == {"pc4": "1112", "place": "Dorp"}
    assert "recruit" not in found(case, "F", area("1111", -100))


def test_a_recruited_hub_home_has_a_provider_where_a_rule_asks() -> None:
    case = case_of(road(*at("F0 K100", provider="A"), providers__min_per_constellation=1))
    assert found(case, "F", area("1112", 600))["recruit"] == {"pc4": "1112", "place": "Dorp", "provider": "A"}


def test_one_more_constellation() -> None:
    problem = road(*hubs("H0 G5000"), *at("A-100 B-200 F5100 K5200"), hubs__max=1)
    changes = found(case_of(problem, H="A B"), "F")
    assert changes["more_constellations"] == {"more": 1, "most": 2, "limit": 1}


def test_a_rule_is_waived_for_one_family_where_that_is_enough() -> None:
    problem = road(*hubs("H0"), home("A", -100, apart=("k",)), *at("B-200"), home("F", 100, apart=("k",)))
    answer = remedies_of(case_of(problem, H="A B"), "F")
    assert [remedy.change for remedy in answer.found if remedy.change.key == "waive"] == [Waive("apart", "F")]
    assert "Voor F vervalt de regel 'Gezinnen die gescheiden" in " ".join(remedy_sentences(answer, Lang.NL))


def test_a_rule_about_all_is_waived_altogether() -> None:
    problem = road(*hubs("H0"), *at("A-100 B-200 F500"), radius__mutual_km=0.6)
    assert found(case_of(problem, H="A B"), "F")["waive"] == {"rule": "mutual_km"}


def test_that_no_single_change_does_is_an_answer() -> None:
    """F lives alone, and nobody near could be a hub home for it."""
    case = case_of(road(*at("F0")))
    answer = remedies_of(case, "F")
    assert answer.none_proved
    assert remedy_sentences(answer, Lang.EN) == (
        "No single change that was looked into gives this family a place without taking another's (proved).",
    )


def test_what_was_not_settled_is_not_called_proved() -> None:
    problem = road(*hubs("H0"), *at("A-100 B-200 C-300 F100"))
    full = case_of(problem, H="A B C")
    answer = remedies_of(Case.of(problem, full.plan, Time.of(0)), "F")
    assert not answer.found
    assert not answer.none_proved
    assert remedy_sentences(answer, Lang.NL) == (
        "In de beschikbare tijd is geen losse verandering gevonden die dit gezin een plaats geeft.",
    )


def test_the_smallest_change_comes_first() -> None:
    case = case_of(road(*hubs("H0"), *at("A-100 B-200 F1100 K1200")), H="A B")
    answer = remedies_of(case, "F")
    efforts = [remedy.effort for remedy in answer.found]
    assert efforts == sorted(efforts)
    assert answer.found[0].change == RadiusFor("F", 1.1, 1.0)


def can(problem: Problem, names: set[str] | frozenset[str]) -> bool:
    """Say by trying every plan whether one places all of these."""
    return any(names <= plan.placed and keeps(problem, plan) for plan in every_plan(problem))


NEVER = {"no_hub_in_reach", "under_minimum", "under_minimum_itself", "rules", *SENTENCES}
"""Reasons that hold for every plan."""

NOT_SO = {"no_room", "rule"}
"""Reasons that hold beside all who are placed now."""


def obstacle_is_true(case: Case, family: Family, seen: Obstacle) -> bool:
    """Try every plan: whether one has the family there, and one in which everybody else stays as they are."""
    there = [
        plan
        for plan in every_plan(case.problem)
        if keeps(case.problem, plan)
        and any(each.hub.id == seen.hub and family in each.homes for each in plan.constellations)
    ]
    now = place_of(case.plan)
    beside = any(now.items() <= place_of(plan).items() for plan in there)
    if seen.kind is Kind.UNSETTLED:
        return True
    if seen.kind is Kind.NONE:
        return beside
    if seen.lasting:
        return not there
    return not beside


def place_of(plan: Plan) -> dict[str, str]:
    """Give the hub home of every family that has a place."""
    return {home.id: each.hub.id for each in plan.constellations for home in each.homes}


def rules_clash(problem: Problem, family: str, keys: list[str]) -> bool:
    """Try every plan: with these rules none has the family, without any one of them one has."""

    def possible(kept: set[str]) -> bool:
        rules = tuple(rule for rule in problem.rules if rule.key in kept or rule.waiver is Waiver.NEVER)
        asked = pose(problem.families, problem.distances, rules)
        return any(family in plan.placed and keeps(asked, plan) for plan in every_plan(asked))

    return not possible(set(keys)) and all(possible(set(keys) - {key}) for key in keys)


@settings(max_examples=16, deadline=None)
@given(villages() | villages_with_every_rule())
def test_every_reason_holds_when_every_plan_is_tried(village: tuple[Problem, Plan]) -> None:
    problem, plan = village
    case = Case.of(problem, plan, Time.of(60))
    for family in case.unplaced:
        found = finding(case, family)
        code, facts = found.reason.code, found.reason.facts
        for each in found.obstacles:
            assert obstacle_is_true(case, family, each), each
        if code == "rules":
            assert rules_clash(problem, family.id, [rule.key for rule in found.rules])
        possible = can(problem, case.placed | {family.id})
        assert (code in {"room_left", "room_after_moves"}) is possible, code
        assert possible or code in NEVER | NOT_SO | {"costs_a_place"}, code
        if code in NEVER:
            assert not can(problem, {family.id})
        if code == "costs_a_place":
            with_it = [each for each in every_plan(problem) if family.id in each.placed and keeps(problem, each)]
            lost = [case.placed - each.placed for each in with_it]
            assert min(map(len, lost)) == facts["places"]
            assert frozenset(facts["families"]) in lost  # type: ignore[arg-type]


def test_every_rule_is_drawn() -> None:
    seen: set[str] = set()

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(villages() | villages_with_every_rule())
    def look(village: tuple[Problem, Plan]) -> None:
        seen.update(rule.key for rule in village[0].rules)

    look()
    assert seen >= {rule.key for rule in RULES}


def smaller(change: Change) -> Iterator[Change]:
    """Give the next smaller changes of the same kind, at every hub home."""
    if isinstance(change, MoreSatellites) and change.more > 1:
        yield from (MoreSatellites(hub, change.more - 1, change.limit) for hub in "GH")
    if isinstance(change, MoreChildren) and change.more > 1:
        yield from (MoreChildren(hub, change.more - 1, change.limit) for hub in "GH")
    if isinstance(change, FewerSatellites) and change.fewer > 1:
        yield from (FewerSatellites(hub, change.fewer - 1, change.limit) for hub in "GH")
    if isinstance(change, RadiusFor) and change.km - 0.1 > change.limit_km:
        yield RadiusFor(change.family, round(change.km - 0.1, 1), change.limit_km)


KINDS = {"more_satellites", "more_children", "fewer_satellites", "radius_for", "more_constellations", "new_candidate",
         "waive"}  # fmt: skip
"""All changes but for recruiting, which needs areas and has villages of its own."""


def test_every_change_places_the_family_unplaces_nobody_and_could_not_be_smaller() -> None:
    """Whether it places the family is asked of every plan under the change, and of the plan that comes with it."""
    seen: Counter[str] = Counter()

    @settings(max_examples=40, deadline=None)
    @given(villages() | villages_with_every_rule())
    def check(village: tuple[Problem, Plan]) -> None:
        problem, plan = village
        case = Case.of(problem, plan, Time.of(600))
        family = case.unplaced[0]
        assume(not can(problem, case.placed | {family.id}))
        answer = remedies(case, family, ())
        assert answer.exhausted
        for remedy in answer.found:
            seen[remedy.change.key] += 1
            assert proves(case, family, remedy)
            assert can(remedy.change.apply(problem), case.placed | {family.id})
            assert remedy.least
            for less in smaller(remedy.change):
                assert not can(less.apply(problem), case.placed | {family.id})

    check()
    assert set(seen) == KINDS, "a kind that never occurs is not tested"


@settings(max_examples=15, deadline=None)
@given(villages())
def test_a_kind_that_gives_nothing_gives_nothing_at_all(village: tuple[Problem, Plan]) -> None:
    problem, plan = village
    case = Case.of(problem, plan, Time.of(60))
    family = case.unplaced[0]
    assume(not can(problem, case.placed | {family.id}))
    kinds = {remedy.change.key for remedy in remedies(case, family, ()).found}
    tries: list[Change] = []
    if "more_satellites" not in kinds:
        tries += [MoreSatellites(hub, 3, 3) for hub in "GH"]
    if "radius_for" not in kinds and case.radius_m is not None:
        tries.append(RadiusFor(family.id, 9.0, case.radius_m / 1000))
    if "new_candidate" not in kinds:
        tries += [NewCandidate(name, 2) for name in "ABCD"]
    if "more_children" not in kinds and any(rule.key == "children" for rule in problem.rules):
        tries += [MoreChildren(hub, 9, 3) for hub, _ in product("GH", "x")]
    for change in tries:
        assert not can(change.apply(problem), case.placed | {family.id}), change
