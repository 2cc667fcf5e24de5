"""The page in headless Chromium: what a planner sees, clicks and types."""

import contextlib
import csv
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from selenium.common.exceptions import NoAlertPresentException

from geodata.language import Lang
from maps.backdrop import Tiles
from maps.page import render
from maps.tables import Line
from maps.view_model import HelpView, MapView, RecruitMark
from optimizer.plan import Plan
from tests.maps.builders import HOSTILE, country, region, view_of
from tests.maps.conftest import DOWN, ENTER, RIGHT, TAB, Reader

pytestmark = pytest.mark.browser


@cache
def plan() -> Plan:
    return region()


@cache
def view(lang: Lang = Lang.NL) -> MapView:
    return view_of(plan(), lang)


@cache
def hostile() -> str:
    return render(view_of(region(names=HOSTILE), title=HOSTILE[0]))


@pytest.mark.parametrize("lang", Lang)
def test_the_page_opens_without_a_complaint_and_asks_nothing_of_any_network(reader: Reader, lang: Lang) -> None:
    reader.open(view(lang))
    for tab in ("unplaced", "figures", "exchange", "about", "list"):
        reader.click(f"#tab-{tab}")
    reader.click("#list-rows tr:first-child button.pick")

    assert reader.complaints() == []
    assert reader.requests() == []


class _Listener(socketserver.TCPServer):
    allow_reuse_address = True
    calls: list[bytes]


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Listener)
        self.server.calls.append(self.request.recv(1024))


@contextlib.contextmanager
def listener() -> Iterator[_Listener]:
    with _Listener(("127.0.0.1", 0), _Handler) as server:
        server.calls = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_policy_stops_a_script_that_would_speak_to_a_server(reader: Reader) -> None:
    attempts = """
        const [address, done] = arguments;
        const broken = [];
        document.addEventListener("securitypolicyviolation", (e) => broken.push(e.effectiveDirective));
        const image = new Image(); image.src = address + "/image";
        fetch(address + "/fetch").catch(() => 0);
        const link = document.createElement("link"); link.rel = "stylesheet"; link.href = address + "/style";
        document.head.append(link);
        const script = document.createElement("script"); script.textContent = "window.harmed = true";
        document.head.append(script);
        let evaluated = "no";
        setTimeout(() => { try { evaluated = (0, eval)("'yes'"); } catch { } }, 0);
        setTimeout(() => done([broken.sort(), Boolean(window.harmed), evaluated]), 300);
    """
    reader.open(view())
    with listener() as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        broken, harmed, evaluated = reader.chrome.execute_async_script(attempts, address)

        assert server.calls == []
    assert {"img-src", "connect-src", "style-src-elem", "script-src-elem"} <= set(broken)
    assert (harmed, evaluated) == (False, "no")


def test_every_constellation_is_drawn_and_listed(reader: Reader) -> None:
    reader.open(view())

    n = len(view().constellations)
    assert sorted(map(int, reader.texts(".hub-spot"))) == [mark.number for mark in view().constellations]
    assert len(reader.all("#list-rows tr[data-c]")) == n
    n_lines = reader.js("return document.querySelectorAll('.leaflet-plan-pane path').length")
    assert n_lines == sum(len(mark.satellites) for mark in view().constellations)
    reader.click("#layer-hulls")
    n_lines = reader.js("return document.querySelectorAll('.leaflet-plan-pane path').length")
    assert n_lines == n + sum(len(mark.satellites) for mark in view().constellations)
    assert len(reader.all(".cross-spot")) == len(view().unplaced)


def test_a_click_on_the_map_shows_the_members_in_the_list(reader: Reader) -> None:
    reader.open(view())
    mark = view().constellations[3]
    reader.js("document.querySelectorAll('.hub-spot')[3].dispatchEvent(new MouseEvent('click', {bubbles: true}))")

    assert [text.removesuffix("Hubhome") for text in reader.texts(".members tbody th")] == [
        mark.hub.id if mark.hub else "",
        *(member.id for member in mark.satellites),
    ]
    assert f"c={mark.id}" in reader.fragment
    assert reader.one(".card").is_displayed()


def test_a_click_in_the_list_marks_the_constellation_on_the_map(reader: Reader) -> None:
    reader.open(view())
    reader.click("#list-rows tr[data-c=C05]")

    assert reader.text(".hub-spot.chosen") == "5"
    assert len(reader.all(".card")) == 1
    facts = reader.text(".card .facts")
    mark = view().constellations[4]
    assert mark.hub is not None
    for word in (mark.hub.id, "Logeerbedden", "Pleegkinderen", "Verste satellietgezin", mark.providers[0].provider):
        assert word in facts
    reader.click("#list-rows tr[data-c=C05] button.pick")
    assert reader.all(".card") == []


def test_pointing_at_one_dims_the_others(reader: Reader) -> None:
    reader.open(view())
    reader.point_at(reader.one("#list-rows tr[data-c=C02]"))

    assert len(reader.all(".hub-spot.back")) == len(view().constellations) - 1
    assert len(reader.all("#list-rows tr.back")) == len(view().constellations) - 1
    reader.point_at(reader.one("#title"))
    assert reader.all(".hub-spot.back") == []


def test_a_row_that_goes_away_under_the_pointer_no_longer_dims_the_others(reader: Reader) -> None:
    reader.open(view())
    reader.js("document.querySelector('#list-rows tr[data-c=C02]').dispatchEvent(new MouseEvent('mouseenter'))")
    assert len(reader.all(".hub-spot.back")) == len(view().constellations) - 1
    reader.choose_option("#filter-t", "under")

    assert "under" not in view().constellations[1].tags
    assert reader.all(".hub-spot.back") == []


def no_alert(reader: Reader) -> bool:
    try:
        reader.chrome.switch_to.alert.dismiss()
    except NoAlertPresentException:
        return True
    return False


def test_hostile_names_are_shown_as_written(reader: Reader) -> None:
    reader.open(hostile(), "#l=hulls,links,circles,places")

    for name in HOSTILE:
        reader.one("#search").clear()
        reader.one("#search").send_keys(name)
        reader.click(".search button")
        assert name in reader.texts(".members button.link")
        assert reader.js("return document.body.innerText").count(name) >= 1
        reader.js(
            "for (const path of document.querySelectorAll('.leaflet-plan-pane path'))"
            " path.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: 400, clientY: 400}))"
        )
    reader.js("dispatchEvent(new Event('beforeprint'))")
    assert HOSTILE[0] in reader.text("#paper")
    assert reader.chrome.title == HOSTILE[0]
    assert no_alert(reader)
    assert reader.all("img") == []
    assert reader.js("return document.scripts.length") == 4  # three of ours and the data
    assert reader.complaints() == []


def test_text_that_turns_the_direction_turns_nothing_but_itself(reader: Reader) -> None:
    turned = "\u202eabc"
    reader.open(view_of(region(n_hubs=3, names=(turned,))))
    reader.one("#search").send_keys(turned, ENTER)

    answer = reader.text(".search .answer")
    assert answer.startswith(f"\u2068{turned}\u2069 ")
    assert any(f"\u2068{turned}\u2069 (" in text for text in reader.texts("#list-rows .facts dd"))


def test_the_keyboard_is_enough(reader: Reader) -> None:
    reader.open(view())
    reader.press(TAB)
    assert reader.focused().text == "Naar de lijst met constellaties"
    reader.press(ENTER)
    assert reader.focused().get_attribute("data-focus") == "C01"
    reader.press(DOWN, DOWN, ENTER)

    assert reader.focused().get_attribute("data-focus") == "C03"
    assert reader.focused().get_attribute("aria-expanded") == "true"
    reader.press(TAB, TAB, ENTER)
    mark = view().constellations[2]
    assert f"f={mark.satellites[0].id}" in reader.fragment
    reader.one("#tab-list").send_keys(RIGHT)
    assert reader.focused().get_attribute("id") == "tab-unplaced"
    assert reader.one("#part-unplaced").is_displayed()
    outline = reader.js("return getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_the_map_moves_by_keyboard(reader: Reader) -> None:
    reader.open(view())
    reader.js("document.querySelector('.folium-map').focus()")
    reader.press("+")

    reader.until("return /v=/.test(location.hash)")


@pytest.mark.parametrize(
    ("lang", "code", "words", "figure"),
    [
        (Lang.NL, "nl", ("Niet ingedeeld", "Legenda", "Aanbieder", "Hoe goed is dit plan?"), "240 km"),
        (Lang.EN, "en", ("Unplaced", "Legend", "Provider", "How good is this plan?"), "240 km"),
    ],
)
def test_the_page_speaks_one_language(
    reader: Reader, lang: Lang, code: str, words: tuple[str, ...], figure: str
) -> None:
    reader.open(view(lang))

    assert reader.js("return document.documentElement.lang") == code
    content = reader.text("body")
    for word in words:
        assert word in content
    assert figure in reader.text("#part-figures")


def test_tiers_are_said_in_plain_words(reader: Reader) -> None:
    reader.open(view(), "#tab=figures")

    assert (
        "Misschien kunnen er meer bij, maar geen enkel plan binnen deze regels plaatst meer dan twee gezinnen extra."
        in reader.one("#part-figures").text
    )


def test_filters_leave_what_fits(reader: Reader) -> None:
    reader.open(view())
    marks = view().constellations
    providers = reader.texts("#filter-p option")[1:]
    towns = reader.texts("#filter-g option")[1:]
    for name in towns[:3]:
        reader.choose_option("#filter-g", str(towns.index(name)))
        assert reader.texts("#list-rows .pick > span:last-child") == [m.id for m in marks if name in m.municipalities]
        assert len(reader.all(".hub-spot")) == sum(name in m.municipalities for m in marks)
        lost = [u.member.id for u in view().unplaced if u.member.municipality == name]
        assert reader.texts("#unplaced-rows .link") == lost
        assert bool(lost) or reader.texts("#unplaced-rows .empty button") == ["Filters wissen"]
    reader.click("#chips .link")
    assert len(reader.all("#list-rows tr[data-c]")) == len(marks)
    reader.choose_option("#filter-p", "0")
    fits = [m.id for m in marks if providers[0] in {share.provider for share in m.providers}]
    assert reader.texts("#list-rows .pick > span:last-child") == fits
    reader.choose_option("#filter-s", "9")
    assert len(reader.all("#list-rows tr[data-c]")) == sum(m.id in fits and m.size.value == 9 for m in marks)
    reader.choose_option("#filter-p", "")
    reader.choose_option("#filter-s", "")
    reader.choose_option("#filter-t", "under")
    assert reader.texts("#list-rows .pick > span:last-child") == [m.id for m in marks if "under" in m.tags]
    reader.choose_option("#filter-t", "unplaced")
    assert reader.all(".hub-spot") == []
    assert len(reader.all(".cross-spot")) == len(view().unplaced)


def test_search_finds_a_family_a_constellation_and_an_unplaced_family(reader: Reader) -> None:
    reader.open(view(), "#g=0")
    mark, lost = view().constellations[6], view().unplaced[1]
    for text, fragment, answer in (
        (mark.satellites[2].id.lower(), f"f={mark.satellites[2].id}", f"hoort bij {mark.id}"),
        ("c04", "c=C04", "C04 is gekozen"),
        (lost.member.id, f"f={lost.member.id}", "is niet ingedeeld"),
        ("nobody", "", "Niets gevonden"),
    ):
        reader.click("#tab-list")
        reader.one("#search").clear()
        reader.one("#search").send_keys(text, ENTER)
        assert answer in reader.text(".answer")
        assert fragment in reader.fragment


@pytest.mark.parametrize("typed", ["Hilversum", "1211", "1211 AB", "heide", "Hilversum 1"])
def test_search_knows_places_postcodes_providers_and_names(reader: Reader, typed: str) -> None:
    reader.open(view())
    reader.one("#search").send_keys(typed)
    offered = reader.texts("#suggestions li span:first-child")
    assert any(typed[:4].lower() in text.lower() for text in offered)
    assert reader.one("#search").get_attribute("aria-expanded") == "true"
    reader.press(DOWN, ENTER)
    assert reader.text(".search .answer") != ""
    rows = reader.texts("#list-rows tr[data-c] td:nth-child(2)")
    if typed == "Hilversum 1":
        assert reader.all(".card")
    elif typed == "heide":
        assert reader.texts("#chips .chip") == ["Aanbieder Heide×"]
    else:
        assert 0 < len(rows) < len(view().constellations)
        assert any(row.startswith("Hilversum") for row in rows)
    reader.click("#tab-figures")
    if typed != "Hilversum 1":
        reader.click("#chips .link")
    assert not reader.one("#chips").is_displayed()
    reader.click("#tab-list")
    assert len(reader.all("#list-rows tr[data-c]")) == len(view().constellations)


def test_the_selection_is_saved_as_a_table_without_formulas_and_as_a_picture(reader: Reader) -> None:
    formulas = ("=1+1", "+SUM(A1)", "-2", "@x", 'a;"b"')
    page = view_of(region(n_hubs=3, names=formulas))
    reader.open(page)
    reader.js(
        "window.saved = {}; URL.createObjectURL = (blob) => { blob.arrayBuffer().then((data) => {"
        " window.saved[blob.type] = { text: new TextDecoder().decode(data), size: data.byteLength } });"
        " return 'data:,' }"
    )
    reader.click("#save-table")
    reader.click("#save-picture")
    reader.until("return Object.keys(window.saved).length === 2")
    table = reader.js("return window.saved['text/csv;charset=utf-8'].text")
    rows = list(csv.reader(table.removeprefix("\ufeff").splitlines(), delimiter=";"))
    ids = [row[3] for row in rows[1:]]
    assert {"'=1+1", "'+SUM(A1)", "'-2", "'@x", 'a;"b"'} <= set(ids)
    assert not any(each[:1] in "=+-@" for row in rows for each in row if each)
    assert len(ids) == sum(len(mark.satellites) + 1 for mark in page.constellations) + len(page.unplaced)
    assert reader.js("return window.saved['image/png'].size") > 20_000
    assert reader.complaints() == []


def test_a_distance_is_measured_and_a_circle_selects(reader: Reader) -> None:
    reader.open(view())
    place = (
        "const spot = map_plan.latLngToContainerPoint(arguments[0]);"
        "const box = map_plan.getContainer().getBoundingClientRect();"
        "document.elementFromPoint(box.left + spot.x, box.top + spot.y).dispatchEvent(new MouseEvent('click',"
        " {bubbles: true, clientX: box.left + spot.x, clientY: box.top + spot.y}))"
    )
    reader.click("#tool-measure")
    for spot in ([52.23, 5.10], [52.23, 5.20]):
        reader.js(place, spot)
    assert reader.text("#measured") == "6,8 km hemelsbreed"
    reader.click("#tool-circle")
    for spot in ([52.223, 5.175], [52.223, 5.205]):
        reader.js(place, spot)
    assert reader.one("#circle-km").get_attribute("value") in {"2", "2.1"}
    assert 0 < len(reader.all("#list-rows tr[data-c]")) < len(view().constellations)
    assert "c=" not in reader.fragment


def test_an_unplaced_family_has_its_reason_and_its_place(reader: Reader) -> None:
    reader.open(view(), "#tab=unplaced")
    lost = view().unplaced[0]
    reader.click("#unplaced-rows li:first-child button")

    assert reader.texts("#unplaced-rows p.remedy").count(lost.reasons[0]) == 1, "once for all whom it keeps out"
    assert reader.text("#unplaced-rows").count(lost.remedies[0]) == 1, "likewise, where it is the same for all"
    assert f"f={lost.member.id}" in reader.fragment


def test_what_would_help_is_ranked_drawn_and_linked(reader: Reader) -> None:
    """Areas to recruit in have letters on the map, families that one change helps stand together."""
    reader.open(helped(), "#tab=helps")
    assert reader.texts("#part-helps .recruit") == reader.texts(".recruit-spot") == ["A", "B"]
    assert reader.texts("#part-helps .gains td") == ["4 gezinnen meer ingedeeld", "bewezen: meer kan niet"]
    reader.click("#part-helps li:first-child button")
    assert "r=0" in reader.fragment
    assert reader.js("return document.querySelectorAll('.leaflet-circles-pane path').length") == 1
    reader.click("#tab-unplaced")
    assert reader.all(".recruit-spot") == []
    groups = reader.texts("#unplaced-rows .cause > p:first-child")
    assert groups == ["Helpt 3 gezinnen, elk apart: In 1211 komt een hubhome.", "1 gezin"]
    assert reader.complaints() == []


def helped() -> MapView:
    """Four unplaced families, three of whom one area would help."""
    one, *others = view().unplaced
    group = "In 1211 komt een hubhome."
    lost = (one, *(replace(each, group=group) for each in others))
    places = tuple(
        RecruitMark(name, group, tuple(each.member.id for each in others), point, True, "bewezen: meer kan niet")
        for name, point in (("1211 Hilversum", (52.223, 5.175)), ("1212 Hilversum", (52.223, 5.1751)))
    )
    gain = Line("Straal van 6 km", "4 gezinnen meer ingedeeld", "bewezen: meer kan niet")
    return replace(view(), unplaced=lost, helps=HelpView((gain,), places))


def test_no_sign_covers_another_and_the_chosen_one_lies_on_top(reader: Reader) -> None:
    """Eight unplaced families on one point, at a hub home."""
    middle = view().constellations[0].middle
    (first, *_) = view().unplaced
    same = [replace(first, member=replace(first.member, id=f"X{at}", point=middle)) for at in range(8)]
    reader.open(replace(view(), unplaced=tuple(same)), "#c=C01")
    boxes = reader.js(
        "return [...document.querySelectorAll('.hub-spot .hub, .cross-spot .cross')]"
        ".map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) == len(view().constellations) + 8
    for row, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:row]:
            overlap = min(right, other[2]) - max(left, other[0]), min(bottom, other[3]) - max(top, other[1])
            assert min(overlap) <= 1
    levels = reader.js("return [...document.querySelectorAll('.hub-spot')].map(e => [e.className, +e.style.zIndex])")
    assert max(levels, key=lambda each: each[1])[0].endswith("chosen")


def test_a_notch_of_the_wheel_is_one_step_as_plus_is(reader: Reader) -> None:
    reader.open(view())
    zoom = reader.js("return map_plan.getZoom()")
    for push, step in ((100, -1), (-120, 0), (-53, 1)):
        reader.js(
            "document.querySelector('#map_plan').dispatchEvent(new WheelEvent('wheel',"
            " {deltaY: arguments[0], bubbles: true, cancelable: true, clientX: 300, clientY: 500}))",
            push,
        )
        assert reader.js("return map_plan.getZoom()") == zoom + step
        time.sleep(0.1)
    reader.js("document.querySelector('#map-tools button').click()")
    assert reader.js("return map_plan.getZoom()") == zoom + 2


def test_on_a_phone_the_map_comes_first_and_the_card_is_a_sheet_from_below(reader: Reader) -> None:
    reader.open(view(), "#c=C02", width=390, height=844)
    assert reader.js("return document.querySelector('#frame').getBoundingClientRect().top") < 400
    sheet = reader.js(
        "const b = document.querySelector('.card').getBoundingClientRect();return [b.left, b.right, b.bottom, b.height]"
    )
    assert sheet[:3] == [0, 390, 844]
    assert sheet[3] <= 844 / 2
    reader.click("#unfold")
    assert all(tile.is_displayed() for tile in reader.all("#strip-figures > div"))
    reader.click(".card .close")
    assert reader.all(".card") == []


@pytest.mark.parametrize("lang", Lang)
def test_on_a_small_screen_the_map_has_most_of_the_window(reader: Reader, lang: Lang) -> None:
    """Figures and tabs are one line each, the notes on request, and no figure is cut off."""
    boxes = (
        "return ['#frame', '#tabs', '#strip-figures', '#panel'].map(s => {"
        "const b = document.querySelector(s).getBoundingClientRect(); return [b.height, b.top]; })"
    )
    for width, height in ((1024, 768), (1200, 800), (1366, 768)):
        reader.open(view(lang), width=width, height=height)
        frame, tabs, strip, panel = reader.js(boxes)
        assert frame[0] > 0.55 * height
        assert abs(frame[1] - panel[1]) < 2, "the list stands beside the map"
        assert tabs[0] < 50
        assert strip[0] < 60
        assert (
            reader.js("const s = document.querySelector('#strip-figures'); return s.scrollWidth - s.clientWidth") == 0
        )
    assert not reader.all("#notices > :nth-child(2)")[0].is_displayed()
    reader.click("#unfold")
    assert reader.all("#notices > :nth-child(2)")[0].is_displayed()


def test_a_link_shows_the_same_view(reader: Reader) -> None:
    reader.open(view(), "#c=C09&tab=list&l=hulls,circles&v=52.2500,5.2000,12.5")

    assert reader.js("return [map_plan.getZoom(), map_plan.getCenter().lat.toFixed(2)]") == [12.5, "52.25"]
    assert reader.text(".hub-spot.chosen") == "9"
    assert reader.one("#layer-circles").is_selected()
    assert not reader.one("#layer-places").is_selected()
    assert len(reader.all(".card")) == 1


@pytest.mark.parametrize("fragment", ["#c=C99&tab=nowhere&v=a,b,c", "#f=<img src=x onerror=alert(1)>", "#p=9999&l=x"])
def test_a_link_that_means_nothing_shows_the_start(reader: Reader, fragment: str) -> None:
    reader.open(view(), fragment)

    assert reader.complaints() == []
    assert len(reader.all("#list-rows tr[data-c]")) == len(view().constellations)
    assert reader.all(".card") == []


def test_back_undoes_one_change_at_a_time(reader: Reader) -> None:
    reader.open(view())
    reader.click("#list-rows tr[data-c=C02]")
    reader.choose_option("#filter-t", "mixed")
    reader.click("#tab-figures")
    start = reader.js("return map_plan.getZoom()")
    reader.click("#map-tools button:first-child")
    assert reader.js("return map_plan.getZoom()") == start + 1

    reader.back()
    reader.until("return map_plan.getZoom() === arguments[0]", start)
    assert reader.one("#part-figures").is_displayed()
    reader.back()
    reader.until("return !document.getElementById('part-list').hidden")
    assert reader.js("return document.getElementById('filter-t').value") == "mixed"
    reader.back()
    reader.until("return document.getElementById('filter-t').value === ''")
    assert len(reader.all(".card")) == 1
    reader.back()
    reader.until("return !document.querySelector('.card')")


def test_layers_switch_on_and_off(reader: Reader) -> None:
    reader.open(view())
    n = len(view().constellations)
    assert reader.js("return document.querySelectorAll('.leaflet-circles-pane path').length") == 0
    reader.click("#layer-circles")
    assert reader.js("return document.querySelectorAll('.leaflet-circles-pane path').length") == n
    reader.click("#layer-places")
    assert reader.all(".name") == []


def test_the_page_says_aloud_that_points_are_exact(reader: Reader) -> None:
    reader.open(view_of(plan(), exact=True))
    assert "werkelijke plaats" in reader.one("#notices .alarm").text

    reader.open(view())
    assert reader.all(".alarm") == []
    assert "gemaskeerd" in reader.one("#notices").text


@pytest.mark.parametrize("width", [320, 640, 1000])
def test_nothing_is_cut_off_on_a_phone_or_at_a_large_zoom(reader: Reader, width: int) -> None:
    reader.open(view(), "#c=C02", width=width, height=800)
    for tab in ("list", "unplaced", "figures", "exchange", "about"):
        reader.js(f"document.getElementById('tab-{tab}').click()")  # the sheet may lie on it until one scrolls
        assert reader.js("return document.documentElement.scrollWidth") <= width, tab


@cache
def crowd() -> MapView:
    return view_of(country(n_hubs=500, satellites=6))


def test_a_large_plan_starts_with_an_overview_and_gives_detail_on_zoom(reader: Reader) -> None:
    reader.open(crowd())
    assert sum(int(text) for text in reader.texts(".group-spot")) == 500
    assert reader.all(".hub-spot") == []
    assert len(reader.all("#list-rows tr[data-c]")) == 100

    zoom = reader.js("return map_plan.getZoom()")
    reader.js("document.querySelector('.group-spot').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert reader.js("return map_plan.getZoom()") > zoom
    reader.js("document.querySelector('#list-rows button.pick').click()")
    assert reader.text(".hub-spot.chosen") == "1"
    assert reader.texts(".group-spot") == []
    reader.click("#list-more")
    assert len(reader.all("#list-rows tr[data-c]")) == 200


def test_numbers_that_would_lie_on_each_other_from_afar_are_counted_instead(reader: Reader) -> None:
    """A filter may leave few constellations, and yet too many for so small a map of so large a country."""
    reader.open(crowd(), "#p=0", width=390, height=600)
    shown = len([mark for mark in crowd().constellations if crowd_provider() in {s.provider for s in mark.providers}])

    assert 40 < shown < 450
    assert sum(int(text) for text in reader.texts(".group-spot")) == shown
    assert reader.all(".hub-spot") == []


def crowd_provider() -> str:
    return min(share.provider for mark in crowd().constellations for share in mark.providers)


def test_the_list_sorts_by_any_column_and_back_undoes_it(reader: Reader) -> None:
    reader.open(view())
    farthest = {mark.id: mark.farthest_m or 0 for mark in view().constellations}
    reader.click("th[data-column=farthest] button")
    assert reader.texts("#list-rows .pick > span:last-child") == sorted(farthest, key=lambda key: farthest[key])
    reader.click("th[data-column=farthest] button")
    assert reader.one("th[data-column=farthest]").get_attribute("aria-sort") == "descending"
    assert reader.texts("#list-rows .pick > span:last-child")[0] == max(farthest, key=lambda key: farthest[key])
    reader.back()
    reader.back()
    reader.until("return !/o=/.test(location.hash)")
    assert reader.texts("#list-rows .pick > span:last-child") == list(farthest)


LONG = ("Stichting voor Pleegzorg en Gezinsondersteuning in de Regio", "X" * 40, "Y" * 40)


@pytest.mark.parametrize("width", [320, 1280])
def test_long_names_break_and_push_nothing_aside(reader: Reader, width: int) -> None:
    page = view_of(region(names=LONG), title="T" * 120)
    reader.open(page, width=width, height=800)
    reader.one("#search").send_keys(LONG[1], ENTER)
    for tab in ("list", "unplaced", "figures", "exchange", "about"):
        reader.click(f"#tab-{tab}")
        assert reader.js("return document.documentElement.scrollWidth") <= width, tab
        assert reader.js(f"const p = document.getElementById('part-{tab}'); return p.scrollWidth <= p.clientWidth"), tab


def test_numbers_that_would_lie_on_each_other_move_aside(reader: Reader) -> None:
    reader.open(view(), width=800, height=700)
    boxes = reader.js(
        "return [...document.querySelectorAll('.hub-spot .hub')].map(e => e.getBoundingClientRect())"
        ".map(b => [b.left, b.top, b.right, b.bottom])"
    )

    for row, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:row]:
            overlap = min(right, other[2]) - max(left, other[0]), min(bottom, other[3]) - max(top, other[1])
            assert min(overlap) < 6


def test_names_of_places_keep_clear_of_numbers_and_of_each_other(reader: Reader) -> None:
    reader.open(view())
    boxes = {
        kind: reader.js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.getBoundingClientRect())"
            ".map(b => [b.left, b.top, b.right, b.bottom, b.width])",
            selector,
        )
        for kind, selector in {"names": ".name > span", "numbers": ".hub-spot .hub"}.items()
    }

    assert len(boxes["names"]) >= 12
    for row, name in enumerate(boxes["names"]):
        for other in boxes["numbers"] + boxes["names"][:row]:
            wide = min(name[2], other[2]) - max(name[0], other[0])
            high = min(name[3], other[3]) - max(name[1], other[1])
            assert min(wide, high) < 4


def test_pointing_at_a_number_on_the_map_marks_its_row(reader: Reader) -> None:
    reader.open(view())
    reader.point_at(reader.all(".hub-spot .hub")[4])

    marked = view().constellations[int(reader.text(".hub-spot:not(.back)")) - 1]
    assert reader.texts("#list-rows tr.pointed .pick > span:last-child") == [marked.id]
    assert len(reader.all(".hub-spot.back")) == len(view().constellations) - 1


def test_headers_of_the_list_are_not_broken_within_a_word(reader: Reader) -> None:
    for lang in Lang:
        reader.open(view(lang), "#c=C02")
        for width in (1440, 1000, 390):
            reader.resize(width, 900)
            for selector in ("#list button.sort", ".members thead th"):
                assert reader.js(
                    "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetWidth)"
                    ".every(e => e.scrollWidth <= e.clientWidth + 1 && e.clientHeight < 60)",
                    selector,
                ), (width, lang, selector)


def test_tiles_come_from_the_host_that_was_asked_for_and_no_other(reader: Reader) -> None:
    with listener() as server:
        host = f"http://127.0.0.1:{server.server_address[1]}"
        here = Tiles(f"{host}/{{z}}/{{x}}/{{y}}.png", (host,), "tiles of ours")
        reader.open(view_of(plan(), tiles=here))
        reader.until("return document.querySelectorAll('.leaflet-tile').length > 0")
        asked = {"/".join(url.split("/")[:3]) for url in reader.requests() if not url.startswith("data:")}

    assert asked == {host}
    assert "tiles of ours" in reader.text("#attribution")
    assert "127.0.0.1" in reader.text("#notices")
