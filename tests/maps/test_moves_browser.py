"""The map of a plan that goes on from today: who moves, from where, as a layer and as a filter."""

from dataclasses import replace

import pytest

from geodata.families import Families
from geodata.language import Lang
from geodata.masking import DonutMask
from maps.view import team_view
from maps.view_model import MapView
from optimizer.plan import Plan
from optimizer.today import Today
from tests.builders import finished
from tests.maps.builders import MARKS, SECRET, problem_of, region, schematic
from tests.maps.conftest import Reader

pytestmark = pytest.mark.browser


def moved_view() -> tuple[MapView, str, str]:
    """Draw a plan in which one family moves to the next constellation and one comes in; give both too."""
    before = region(n_hubs=5)
    hub_of = {home.id: each.hub.id for each in before.constellations for home in each.homes}
    comes = before.constellations[3].satellites[0].id
    del hub_of[comes]
    today = Today(hub_of)
    families = Families(replace(each, constellation=hub_of.get(each.id)) for each in before.families)
    members = {each.hub.id: [one.id for one in each.satellites] for each in before.constellations}
    first, second = list(members)[:2]
    moves = members[first].pop()
    members[second].append(moves)
    problem = problem_of(families)
    made = finished(problem, Plan.of(families, members), MARKS, today=today)
    points = DonutMask(SECRET).drawn_anew(families)
    return team_view(made, Lang.EN, points=points, exact=False, base_map=schematic()), moves, comes


def test_who_moves_and_comes_is_marked_and_can_be_filtered(reader: Reader) -> None:
    view, moves, comes = moved_view()
    assert {mark.family: mark.origin is not None for mark in view.moves} == {moves: True, comes: False}
    reader.open(view)

    assert len(reader.all("path.move")) == 3, "a ring and a line, and a ring"
    assert "Who moves or comes in (2)" in reader.text("#legend")
    reader.click("#layer-moves")
    reader.until("return document.querySelectorAll('path.move').length === 0")
    assert "l=places" in reader.fragment
    reader.choose_option("#filter-t", "moves")
    reader.until("return document.querySelectorAll('#list-rows tr[data-c]').length === 3")
    assert reader.complaints() == []


def test_a_map_of_a_plan_without_today_has_no_such_layer(reader: Reader) -> None:
    view, *_ = moved_view()
    reader.open(replace(view, moves=()))
    assert reader.all("#layer-moves") == []
