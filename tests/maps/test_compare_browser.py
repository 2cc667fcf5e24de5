"""The page of two plans in headless Chromium: the maps move together, and what is chosen stands out in both."""

import base64
from functools import cache

import pytest
from selenium.webdriver.common.keys import Keys

from geodata.language import Lang
from geodata.masking import DonutMask
from maps.comparison import ComparisonView, comparison_view
from maps.comparison_page import render
from maps.view import team_view, told_distances
from optimizer.comparison.compared import Comparison
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan
from tests.builders import finished
from tests.maps.builders import HOSTILE, MARKS, SECRET, problem_of, region, schematic
from tests.maps.conftest import Reader
from tests.maps.test_page_access import faults

pytestmark = pytest.mark.browser


def changed(plan: Plan) -> Plan:
    """The plan in which one family moves next door, one loses its place and one gets one."""
    members = {each.hub.id: [one.id for one in each.satellites] for each in plan.constellations}
    first, second, third = list(members)[:3]
    members[second].append(members[first].pop())
    members[third].pop()
    members[third].append(plan.unplaced[0].id)
    return Plan.of(plan.families, members)


@cache
def view(lang: Lang = Lang.NL, names: tuple[str, ...] = ()) -> ComparisonView:
    plan = region(n_hubs=6, names=names)
    problem = problem_of(plan.families)
    points = DonutMask(SECRET).drawn_anew(plan.families)
    base_map = schematic()

    def drawn(made: FinishedPlan):  # type: ignore[no-untyped-def]
        return team_view(made, lang, points=points, exact=False, base_map=base_map)

    a, b = finished(problem, plan, MARKS), finished(problem, changed(plan), MARKS)
    called = (names[0], "B") if names else ("A", "B")
    told = told_distances(a, points, exact=False)
    return comparison_view(Comparison.of(a, b), (drawn(a), drawn(b)), (told, told), called, base_map)


@cache
def page(lang: Lang = Lang.NL, names: tuple[str, ...] = ()) -> str:
    return render(view(lang, names))


def middles(reader: Reader) -> list[list[float]]:
    found: list[list[float]] = reader.js(
        "return [map_a, map_b].map(m => [m.getCenter().lat, m.getCenter().lng, m.getZoom()])"
    )
    return found


@pytest.mark.parametrize(("lang", "width", "height"), [(Lang.NL, 1440, 900), (Lang.EN, 390, 844)])
def test_the_page_opens_without_a_complaint_asks_nothing_and_fits(
    reader: Reader, lang: Lang, width: int, height: int
) -> None:
    reader.open(page(lang), width=width, height=height)

    assert reader.complaints() == []
    assert reader.requests() == []
    assert reader.js("return document.documentElement.scrollWidth <= innerWidth")
    assert faults(reader) == []
    assert reader.texts("#figures thead th")[1:3] == ["A", "B"]
    assert {"better", "worse", "beter", "slechter"} > set(reader.texts("#figures td span")) > set()


def test_the_maps_move_together_both_ways(reader: Reader) -> None:
    reader.open(page())
    for name, other in (("map_a", "map_b"), ("map_b", "map_a")):
        before = middles(reader)
        reader.js(f"{name}.setView([{name}.getCenter().lat + 0.02, {name}.getCenter().lng], {name}.getZoom() + 1)")
        first, second = middles(reader)

        assert first == pytest.approx(second, abs=1e-9), other
        assert first != pytest.approx(before[0], abs=1e-4)


OFF = """
const places = new Map(arguments[0]);
const isName = (layer) => layer.options.pane === "names" && layer._icon;
return [map_a, map_b].map((map) => Object.values(map._layers).filter(isName).flatMap((layer) => {
  const text = layer._icon.textContent;
  if (!places.has(text)) return [];
  const at = map.latLngToContainerPoint(layer.getLatLng());
  return [Math.abs(at.y - map.latLngToContainerPoint(places.get(text)).y)];
}));
"""


def test_the_name_of_a_place_stands_beside_it(reader: Reader) -> None:
    reader.open(page())
    places = [(each.name, list(each.point)) for each in view().backdrop.places]
    off = reader.js(OFF, places)

    assert all(off)
    assert max(map(max, off)) < 19


def test_a_row_lights_up_the_family_in_both_maps_and_stands_in_the_address(reader: Reader) -> None:
    reader.open(page())
    row = reader.one("#moves-list tr[data-kind=moved] button")
    name = row.text
    row.click()

    assert row.get_attribute("aria-pressed") == "true"
    assert reader.fragment == f"f={name}"
    assert name in reader.text("#said")
    lit = [len(reader.all(f"#side-{side} .hub-spot:not(.back)")) for side in "ab"]
    assert lit == [1, 1]
    assert [len(reader.all(f"#side-{side} path[stroke='#111827'][fill='none']")) for side in "ab"] == [1, 1]

    reader.open(page(), fragment=f"#f={name}")
    assert name in reader.text("#said")
    reader.click("#clear")
    assert reader.all(".hub-spot.back") == []


def test_a_constellation_on_the_map_lights_up_the_one_it_belongs_with(reader: Reader) -> None:
    reader.open(page())
    reader.js("document.querySelector('#side-b .hub-spot').dispatchEvent(new MouseEvent('click', {bubbles: true}))")

    assert len(reader.all("#pairs button[aria-pressed=true]")) == 1
    assert [len(reader.all(f"#side-{side} .hub-spot:not(.back)")) for side in "ab"] == [1, 1]


def test_the_list_can_be_narrowed(reader: Reader) -> None:
    reader.open(page())
    kinds = reader.js("return [...document.querySelectorAll('#moves-list tr[data-kind]')].map(r => r.dataset.kind)")
    assert kinds == ["moved", "placed", "unplaced"]

    reader.choose_option("#moves-kind", "placed")
    assert [row.get_attribute("data-kind") for row in reader.all("#moves-list tr[data-kind]:not([hidden])")] == [
        "placed"
    ]
    reader.choose_option("#moves-kind", "")
    reader.one("#moves-search").send_keys("zzz", Keys.TAB)
    assert reader.all("#moves-list tr[data-kind]:not([hidden])") == []
    assert "0" in reader.text("#moves .count")


def test_paper_has_both_maps_beside_each_other_and_every_move(reader: Reader) -> None:
    reader.open(page())
    reader.js("dispatchEvent(new Event('beforeprint'))")
    frames = [each.rect for each in reader.all(".frame")]
    assert frames[0]["y"] == frames[1]["y"]
    assert middles(reader)[0] == pytest.approx(middles(reader)[1], abs=1e-9)
    reader.js("dispatchEvent(new Event('afterprint'))")

    made = base64.b64decode(reader.cdp("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") >= 1


def test_text_from_data_is_text(reader: Reader) -> None:
    reader.open(page(names=HOSTILE))

    assert reader.complaints() == []
    assert HOSTILE[0] in reader.text("#title")
