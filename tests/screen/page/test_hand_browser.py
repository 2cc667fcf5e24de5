"""Changing a plan by hand, with the mouse and with the keyboard alone: what each change does, and its undoing."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.maps.contrast import measured
from tests.maps.test_heads_browser import LEAST, TOUCHING, WIDTHS
from tests.maps.test_page_access import faults
from tests.screen.page.conftest import Server, User

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def as_planned(server: Server, planned: str) -> Iterator[None]:
    """Take back after each test what was changed in it."""
    yield
    while (state := server.ask("GET", f"/api/p/{planned}"))["changed"]:
        server.ask("POST", f"/api/p/{planned}/undo", {"revision": state["revision"]})


RING = """
const canvas = document.querySelector('.leaflet-overlay-pane canvas'), box = canvas.getBoundingClientRect();
const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
let n = 0, x = 0, y = 0;
for (let i = 0; i < data.length; i += 4)
  if (data[i] === 17 && data[i + 1] === 24 && data[i + 2] === 39 && data[i + 3] === 255) {
    n += 1; x += (i / 4) % canvas.width; y += Math.floor(i / 4 / canvas.width);
  }
return n > 20 && [box.left + x / n / canvas.width * box.width, box.top + y / n / canvas.height * box.height];
"""
"""Where the ring around the chosen family is drawn: the middle of its pixels."""


def members(server: Server, project: str) -> dict[str, set[str]]:
    """The satellites of each hub home, as the server has them."""
    shown = server.ask("GET", f"/api/p/{project}/plan")
    return {each["hub"]: set(each["members"]) for each in shown["constellations"]}


def test_a_family_is_dragged_from_the_list_onto_another_constellation(user: User, server: Server, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.shows("Voldoet aan alle regels", "#bar")
    assert faults(user) == []
    user.click("tr[data-c=A0] .pick")
    user.drag(user.one("tr[data-family=A3] td:nth-child(2)"), user.one("tr[data-c=B0] th"))

    user.shows("A3 staat nu in", "#changed")
    user.shows("Voldoet niet aan alle regels", "#bar")
    user.shows("A3", "#broken")
    assert "A3" in members(server, planned)["B0"]
    assert user.all("tr[data-c=B0].bad .breach")
    assert "satellietgezinnen" in user.one("#changed").text
    assert faults(user) == []

    user.chord(Keys.CONTROL, "z")
    user.shows("Voldoet aan alle regels", "#bar")
    assert "A3" in members(server, planned)["A0"]
    user.chord(Keys.CONTROL, "y")
    user.shows("Voldoet niet aan alle regels", "#bar")
    assert user.complaints() == []


def test_a_family_is_dragged_on_the_map(user: User, server: Server, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.shows("Voldoet aan alle regels", "#bar")
    user.click("tr[data-c=A0] .pick")
    user.click("[data-focus='f A5']")
    user.until("return document.querySelectorAll('.hub[data-c]').length === 2")
    user.until(RING)
    x, y = user.js(RING)
    hub = user.one(".hub[data-c=B0]")
    chain = ActionChains(user.chrome, duration=20)
    chain.w3c_actions.pointer_action.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
    chain.click_and_hold().move_by_offset(9, 9).move_to_element(hub).release().perform()

    user.shows("A5 staat nu in", "#changed")
    assert "A5" in members(server, planned)["B0"]
    user.click("[data-focus='bar undo']")
    user.shows("Voldoet aan alle regels", "#bar")


def test_the_keyboard_alone_moves_pins_names_and_undoes(user: User, server: Server, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.shows("Voldoet aan alle regels", "#bar")
    user.tab_to("tr[data-c=A0] .pick")
    user.press(Keys.ENTER)
    user.tab_to("#constellation-name")
    user.press("De Wilgen", Keys.ENTER)
    user.shows("De Wilgen", "tr[data-c=A0]")
    user.tab_to("[data-focus='m A2']")
    user.press(Keys.ENTER)
    user.shows("Verplaats A2 naar", "dialog")
    assert faults(user) == []
    user.press("C0")
    user.tab_to("button[data-move=B0]")
    user.press(Keys.ENTER)
    user.shows("A2 staat nu in", "#changed")
    assert "A2" in members(server, planned)["B0"]
    assert user.js("return document.activeElement !== document.body")
    user.chord(Keys.CONTROL, "z")
    user.shows("Ongedaan gemaakt", "#changed")
    assert "A2" in members(server, planned)["A0"]

    user.tab_to("[data-focus='f A2']")
    user.press(Keys.ENTER)
    user.shows("Gezin A2", "#part")
    user.tab_to("[data-focus='act pin']")
    user.press(Keys.ENTER)
    user.shows("A2 staat vast", "#changed")
    assert faults(user) == []
    user.tab_to("[data-focus='act unpin']")
    user.press(Keys.ENTER)
    user.shows("A2 staat niet meer vast", "#changed")
    assert user.complaints() == []


def test_another_window_does_not_overwrite_this_one(user: User, server: Server, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.shows("Voldoet aan alle regels", "#bar")
    revision = server.ask("GET", f"/api/p/{planned}")["revision"]
    server.ask("POST", f"/api/p/{planned}/changes", {"revision": revision, "kind": "out", "family": "A1"})

    user.click("tr[data-c=A0] .pick")
    user.click("[data-focus='m A4']")
    user.click("button[data-move=B0]")
    user.shows("In een ander venster is intussen iets veranderd", "#alerts")
    assert "A4" in members(server, planned)["A0"]
    user.click("#tab-unplaced")
    user.shows("A1", ".unplaced")


@pytest.mark.slow
def test_why_a_family_is_where_it_is(user: User, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.click("tr[data-c=A0] .pick")
    user.click("[data-focus='f A6']")
    user.click("[data-focus='ask why']")
    user.until("return document.querySelectorAll('#answer .points li').length > 0")
    assert faults(user) == []
    user.click("[data-focus='ask suggest']")
    user.until("return document.querySelectorAll('#answer .offers li').length > 0")
    assert faults(user) == []


@pytest.mark.slow
def test_a_program_that_is_gone_is_told_until_it_answers_again(user: User, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.click("tr[data-c=A0] .pick")
    network = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    user.cdp("Network.emulateNetworkConditions", {**network, "offline": True})
    user.click("[data-focus='f A6']")
    user.click("[data-focus='act pin']")
    user.shows("antwoordt niet meer", "#alerts")
    assert faults(user) == []
    user.cdp("Network.emulateNetworkConditions", {**network, "offline": False})
    user.until("return document.querySelector('#lost') === null && document.documentElement.dataset.ready === 'yes'")
    user.shows("Voldoet aan alle regels", "#bar")


PAINTED = """
const pen = CanvasRenderingContext2D.prototype, clear = pen.clearRect;
window.painted = 0;
pen.clearRect = function (...box) { window.painted += 1; return clear.apply(this, box); };
"""


def test_the_end_of_a_short_drag_of_the_map_paints_nothing_and_that_of_a_far_one_does(user: User, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.until("return document.querySelectorAll('.leaflet-container canvas').length > 1")
    user.until("return document.querySelectorAll('.hub-spot').length > 1")
    user.js(PAINTED)
    ground = user.one(".leaflet-container")
    for far, paints in ((60, False), (400, True)):
        before = user.one(".leaflet-map-pane").get_attribute("style")
        user.js("window.painted = 0")
        chain = ActionChains(user.chrome, duration=20).move_to_element_with_offset(ground, 0, 190).click_and_hold()
        for _ in range(4):
            chain.move_by_offset(0, -far // 4)
        chain.pause(0.3).release().perform()
        user.until("return document.querySelector('.leaflet-map-pane').getAttribute('style') !== arguments[0]", before)
        user.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert (user.js("return window.painted") > 0) is paints


NAMES_AND_NUMBERS = """
const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
const [names, numbers] = [boxes(".name-place > span"), boxes(".hub-spot .hub")];
const on = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top < a.bottom - 3;
return [names.length, numbers.length, names.filter((name) => numbers.some((number) => on(name, number))).length];
"""


def test_names_of_places_stand_clear_of_numbers_and_heads_of_each_other(user: User, planned: str) -> None:
    user.start(f"/p/{planned}#plan", width=1280, height=800)
    user.until("return document.querySelectorAll('.hub-spot').length > 1")
    user.click("tr[data-c=A0] .pick")
    user.js("document.querySelector('button.tool:nth-of-type(3)').click()")
    seen = set()
    for _ in range(4):
        n_names, n_numbers, n_hidden = user.js(NAMES_AND_NUMBERS)
        seen.add((n_names > 0, n_numbers > 0))
        assert n_hidden == 0
        user.js("document.querySelector('button.tool:nth-of-type(2)').click()")
    assert (True, True) in seen
    words = measured(user)
    assert (words.faint, words.n_read > 20) == ((), True)
    touching = {}
    for width in WIDTHS:
        user.resize(width, 900)
        touching[width] = user.js(TOUCHING, LEAST)
    assert {width: heads for width, heads in touching.items() if heads} == {}
    user.resize(1440, 900)
