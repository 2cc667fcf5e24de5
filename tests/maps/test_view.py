"""What a page shows, as data."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from geodata.families import Families, Family, HubRole, Location
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.masking import DonutMask
from maps.base_map import BaseMap
from maps.tierwords import tier_lines
from maps.tiles import PDOK
from maps.view import status_said, team_view
from maps.view_model import MapView, Member
from optimizer.finished import Reason, Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from tests.builders import Explained, finished
from tests.maps.builders import MARKS, SECRET, problem_of, region, schematic, view_of


@cache
def plan() -> Plan:
    return region()


@cache
def view() -> MapView:
    return view_of(plan())


def small(**changes: Any) -> Plan:
    """A hub home in Hilversum with two satellites, one unplaced family, one that does not join."""
    families = [
        Family("H", Location(52.2230, 5.1750), "A", children=2, hub=HubRole.CANDIDATE, beds=3),
        Family("S1", Location(52.2330, 5.1750), "B", children=1),
        Family("S2", Location(52.2230, 5.1900), "A", children=3, municipality="Laren"),
        Family("U", Location(52.3000, 5.2380), "B"),
        Family("X", Location(52.3000, 5.2380), "C", joins=False),
    ]
    return Plan.of(Families(families), {"H": ["S1", "S2"]})


def small_view(
    lang: Lang = Lang.NL,
    policy: Policy | None = None,
    status: Status | None = None,
    explanations: Mapping[str, Explained] | None = None,
    source: Source | None = None,
    **options: Any,
) -> MapView:
    drawn = small()
    made = finished(
        problem_of(drawn.families), drawn, policy=policy or Policy(), status=status, explanations=explanations or {}
    )
    made = made if source is None else dataclasses.replace(made, source=source)
    usual = {
        "points": {family.id: family.location for family in drawn.families},
        "exact": True,
        "base_map": BaseMap(load_gazetteer()),
    }
    return team_view(made, lang, **{**usual, **options})


def test_a_constellation_is_told_in_full() -> None:
    (mark,) = small_view(policy=Policy().changed({"size.target": 3})).constellations

    assert (mark.number, mark.id, mark.size.value, mark.homes.value, mark.children.value) == (1, "C01", 2, 3, 6)
    assert (mark.beds, mark.off_target, mark.tags) == (3, -1, ("under", "mixed"))
    assert [(share.provider, share.homes.text) for share in mark.providers] == [("A", "2"), ("B", "1")]
    assert mark.municipalities == ("Hilversum", "Laren")
    assert mark.farthest_m == 1113.0  # 0.01 degree of latitude
    assert mark.mean_m == pytest.approx((1113 + 1025) / 2, abs=1)
    assert mark.hub is not None
    assert mark.hub.metres is None


@pytest.mark.parametrize(
    ("target", "count_hub", "off", "tag"),
    [(1, False, 1, "over"), (2, False, 0, "on"), (3, False, -1, "under"), (3, True, 0, "on")],
)
def test_a_constellation_is_measured_against_the_target(target: int, count_hub: bool, off: int, tag: str) -> None:
    wanted = Policy().changed({"size.min": 1, "size.target": target, "size.count_hub": count_hub})
    (mark,) = small_view(policy=wanted).constellations

    assert (mark.off_target, mark.tags[0]) == (off, tag)


def test_the_headline_counts_who_joins() -> None:
    figures = {line.label: (line.value, line.note) for line in small_view().figures}

    assert figures["Ingedeeld"] == ("3", "van 4 gezinnen (75%)")
    assert figures["Niet ingedeeld"][0] == "1"
    assert figures["Doen niet mee"][0] == "1"
    assert figures["Pleegkinderen"][0] == "6"
    assert figures["Andere aanbieder"] == ("1", "satellietgezinnen (50%)")
    assert figures["Constellaties"] == ("1", "elk met 2 satellietgezinnen")


def test_exchange_counts_satellites_by_their_own_and_their_hub_homes_provider() -> None:
    table = small_view().exchange

    assert table is not None
    assert table.providers == ("A", "B")  # C does not join
    assert [[cell.value for cell in row] for row in table.counts] == [[1, 0], [1, 0]]
    assert [cell.value for cell in table.sent] == [0, 1]
    assert [cell.value for cell in table.received] == [1, 0]


def test_an_unplaced_family_is_told_with_its_reason_or_that_none_was_sought() -> None:
    why = Explained(Reason("no_hub_in_reach"), ("Te ver.",), ("Een hubhome dichterbij.",))
    told = small_view(explanations={"U": why}).unplaced
    untold = small_view().unplaced

    assert [(mark.member.id, mark.reasons, mark.remedies) for mark in told] == [
        ("U", ("Te ver.",), ("Een hubhome dichterbij.",))
    ]
    assert untold[0].reasons == ("De reden is bij dit plan niet onderzocht.",)


def test_nobody_who_does_not_join_is_in_the_view() -> None:
    ids = {member.id for member in members(small_view())}

    assert ids == {"H", "S1", "S2", "U"}


def test_a_family_without_a_point_is_listed_and_not_drawn() -> None:
    shown = small_view(points={"H": Location(52.2, 5.1)})

    assert {member.id: member.point for member in members(shown)} == {
        "H": (52.2, 5.1),
        "S1": None,
        "S2": None,
        "U": None,
    }
    assert shown.constellations[0].hull == ((52.2, 5.1),)


def members(shown: MapView) -> list[Member]:
    found = [member for mark in shown.constellations for member in (mark.hub, *mark.satellites) if member]
    return found + [mark.member for mark in shown.unplaced]


def floats(thing: object) -> list[float]:
    """Every float anywhere in a view."""
    if isinstance(thing, float):
        return [thing]
    if isinstance(thing, tuple):
        return [number for item in thing for number in floats(item)]
    if dataclasses.is_dataclass(thing):
        return [number for part in dataclasses.fields(thing) for number in floats(getattr(thing, part.name))]
    return []


def pairs(thing: object) -> list[object]:
    """Every pair of numbers anywhere in a view."""
    if isinstance(thing, tuple):
        return (
            [thing] if len(thing) == 2 and isinstance(thing[0], float) else [p for item in thing for p in pairs(item)]
        )
    if dataclasses.is_dataclass(thing):
        return [p for part in dataclasses.fields(thing) for p in pairs(getattr(thing, part.name))]
    return []


def test_a_masked_view_holds_no_home() -> None:
    homes = {family.id: family.location for family in plan().families}
    mask = DonutMask(SECRET).drawn_anew(plan().families)
    seen = set(pairs(view()))

    for member in members(view()):
        assert member.point is not None
        assert abs(member.point[0] - mask[member.id].lat) < 1e-4
        assert abs(member.point[1] - mask[member.id].lon) < 1e-4
    for home in homes.values():
        for decimals in (4, 5, 6):
            assert (round(home.lat, decimals), round(home.lon, decimals)) not in seen


def test_hulls_are_drawn_from_the_points_that_are_drawn() -> None:
    for mark in view().constellations:
        points = {member.point for member in (mark.hub, *mark.satellites) if member}
        assert set(mark.hull) <= points


def test_the_view_says_whether_points_are_exact() -> None:
    assert "gemaskeerd" in view().notices[0]
    assert view().alarms == ()
    exact = view_of(plan(), exact=True)
    assert "werkelijke plaats" in exact.notices[0]
    assert exact.alarms == exact.notices[:1]


def test_tiles_come_with_a_warning_that_names_the_host() -> None:
    assert any("service.pdok.nl" in notice for notice in small_view(tiles=PDOK).notices)
    assert not any("pdok" in notice for notice in small_view().notices)


def test_a_plan_that_is_not_proved_best_says_so_of_each_objective() -> None:
    tiers = tier_lines([Mark("unplaced", 3, 3, 0.0), Mark("travel", 100_000, 98_000, 0.0)], Lang.NL, exact=False)
    assert status_said(Status.FEASIBLE, tiers, Lang.NL) == (
        "Dit plan houdt zich aan alle regels. Niet ingedeelde gezinnen: beter kan niet (bewezen). Afstand en afwijking "
        "van het streefaantal: misschien kan het beter, maar hoogstens 2,0% lager."
    )


def test_the_line_under_the_title_says_first_what_the_plan_was_made_of() -> None:
    assert small_view().subtitle.startswith("Gemaakt van ")
    assert "SHA" not in small_view().subtitle


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.OPTIMAL, "Bewezen optimaal"),
        (Status.FEASIBLE, "houdt zich aan alle regels"),
        (None, None),
    ],
)
def test_the_view_says_what_is_proved_of_the_whole_plan(status: Status | None, said: str | None) -> None:
    notices = small_view(status=status).notices

    assert len(notices) == 1 + (said is not None)
    assert said is None or said in notices[1]


def test_dates_are_written_as_the_language_does() -> None:
    day = date(2026, 3, 2)

    assert small_view(Lang.NL, source=Source("ab", 3, "0", "9", made_on=day)).made_on == "2 maart 2026"
    assert small_view(Lang.EN, source=Source("ab", 3, "0", "9", made_on=day)).made_on == "2 March 2026"
    assert small_view().made_on is None


def test_the_language_changes_words_and_not_figures() -> None:
    dutch, english = view_of(plan(), Lang.NL), view_of(plan(), Lang.EN)

    assert floats(dutch) == floats(english)
    assert [line.label for line in dutch.figures] != [line.label for line in english.figures]
    assert dutch.tiers[1].value == "240 km"
    assert english.tiers[1].value == "240 km"


def test_charts_count_every_constellation_and_every_satellite() -> None:
    sizes, children, ways = view().charts
    n = len(view().constellations)
    n_satellites = sum(len(mark.satellites) for mark in view().constellations)

    assert sum(bar.count.value or 0 for bar in sizes.bars) == n
    assert sum(bar.count.value or 0 for bar in children.bars) == n
    assert sum(bar.count.value or 0 for bar in ways.bars) == n_satellites
    assert [bar.label for bar in sizes.bars if bar.marked] == ["8"]
    assert sizes.bars[0].label == "6"
    assert sizes.bars[-1].label == "10"


def test_a_plan_without_constellations_can_be_drawn() -> None:
    families = Families([Family("U", Location(52.2, 5.1), "A")])
    empty = team_view(
        finished(problem_of(families), Plan.of(families, {}), MARKS),
        Lang.NL,
        points={},
        exact=False,
        base_map=schematic(),
    )

    assert empty.constellations == ()
    assert empty.charts == ()
    assert [mark.member.id for mark in empty.unplaced] == ["U"]
    assert len(empty.backdrop.areas) == len(schematic().areas)


def test_the_backdrop_holds_the_areas_and_places_around_the_plan() -> None:
    names = {area.name for area in view().backdrop.areas}

    assert {"Hilversum", "Gooise Meren", "Huizen"} <= names
    assert {"Hilversum", "Huizen", "Bussum"} <= {place.name for place in view().backdrop.places}
    near = small_view(base_map=schematic())
    assert "Muiden" not in {place.name for place in near.backdrop.places}
    assert near.backdrop.schematic
    assert "83502NED" in near.backdrop.attribution[0]


def test_official_areas_are_named_as_their_licence_asks() -> None:
    official = small_view(base_map=dataclasses.replace(schematic(), attribution=("© Kadaster / CBS, 2026",)))

    assert official.backdrop.attribution[0] == "© Kadaster / CBS, 2026"
    assert "83502NED" in official.backdrop.attribution[1]
    assert not official.backdrop.schematic


def test_what_is_proved_travels_tier_by_tier() -> None:
    drawn = small()
    shown = team_view(
        finished(problem_of(drawn.families), drawn, (Mark("unplaced", 1, 1, 0.1), Mark("travel", 8000, None, 0.1))),
        Lang.NL,
        points={},
        exact=False,
        base_map=BaseMap(load_gazetteer()),
    )

    assert [(tier.value, tier.bound, tier.proved) for tier in shown.tiers] == [
        ("1", "1", True),
        ("10 km", None, False),
    ]
