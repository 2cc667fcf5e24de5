"""The whole way as a new user goes it: from files to a folder that is shared; and a search that is stopped half-way."""

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.maps.test_page_access import faults
from tests.screen.page.conftest import NORTH, WEST, Server, User, village, workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def in_project(user: User) -> str:
    """Wait until a project is open, and give its id."""
    user.until("return location.pathname.startsWith('/p/') && document.documentElement.dataset.ready === 'yes'")
    found: str = user.js("return location.pathname.split('/')[2]")
    return found


def set_radius(user: User, server: Server, project: str) -> None:
    """Fill in what cannot be, see why, and then what can."""
    user.shows("Hoe moet het plan zijn?")
    user.click("#set-radius-hub_km")
    assert faults(user) == []
    field = user.one("#set-radius-hub_km")
    field.clear()
    field.send_keys("0", Keys.TAB)
    user.until("return !document.getElementById('set-radius-hub_km-wrong').hidden")
    assert faults(user) == []
    field.clear()
    field.send_keys("7,5", Keys.TAB)
    user.shows("Bewaard", "#said")
    kept = {each["key"]: each["value"] for each in server.ask("GET", f"/api/p/{project}/settings")}
    assert kept["radius.hub_km"] == 7.5


def plan_and_change(user: User) -> None:
    """Make a plan, break a rule, be told that nothing can be planned around that, undo, pin, and plan around it."""
    user.shows("Maak een plan", "#search")
    assert faults(user) == []
    user.choose_option("#seconds", "10")
    user.click("#make-plan")
    user.shows("Voldoet aan alle regels", "#bar")
    user.click("tr[data-c=A0] .pick")
    user.drag(user.one("tr[data-family=A3] td:nth-child(2)"), user.one("tr[data-c=B0] th"))
    user.shows("Voldoet niet aan alle regels", "#bar")
    user.click("#plan-around")
    user.until("return document.querySelector('#alerts').innerText.length > 20")
    assert faults(user) == []
    user.click("[data-focus='changed undo']")
    user.shows("Voldoet aan alle regels", "#bar")
    user.click("[data-focus='f A3']")
    user.click("[data-focus='act pin']")
    user.shows("A3 staat vast", "#changed")
    user.click("#plan-around")
    user.until("return document.querySelector('#search .busy') !== null")
    user.until("return document.querySelector('#search .busy') === null")


def test_by_mouse_from_two_messy_workbooks_to_a_shared_folder(user: User, server: Server, tmp_path: Path) -> None:
    user.start()
    messy = [list(row) for row in village("A", WEST, "Wilg")]
    messy[3][3] = "2 kinderen"
    user.give(
        workbook(tmp_path / "wilg.xlsx", [tuple(row) for row in messy], title="Overzicht najaar"),
        workbook(tmp_path / "heide.xlsx", village("B", NORTH, "Heide")),
    )
    project = in_project(user)
    user.shows("Wat er is gelezen")
    user.click("a.go")
    set_radius(user, server, project)
    user.click(".onward a.go")
    plan_and_change(user)
    for tab in ("figures", "versions", "questions", "unplaced"):
        user.click(f"#tab-{tab}")
        assert faults(user) == []

    user.click("#steps li:last-child a")
    user.shows("Deel met een lezer")
    assert faults(user) == []
    user.click("#reader-public")
    user.click("#share")
    user.shows("De map is klaar", "#shared")
    folder = Path(user.one("#shared .path").text)
    assert {each.name for each in folder.iterdir()} >= {"map.html"}
    assert user.all("#shared iframe[sandbox='allow-scripts allow-downloads allow-modals']")
    pages = [each.read_text("utf-8") for each in folder.rglob("*.html")]
    assert pages
    assert not any('"A3"' in page for page in pages)
    assert faults(user) == []
    assert user.complaints() == []


def test_by_keyboard_alone_from_the_example_to_a_saved_plan(user: User) -> None:
    user.start(toured=False)
    user.press(Keys.ESCAPE)
    user.until("return document.querySelector('dialog') === null")
    user.tab_to("#example")
    user.press(Keys.ENTER)
    in_project(user)
    user.tab_to(".onward a[href='#plan']")
    user.press(Keys.ENTER)
    user.tab_to("#seconds")
    user.press("1")
    user.tab_to("#make-plan")
    user.press(Keys.ENTER)
    user.shows("Bezig met zoeken", "#search")
    user.tab_to("#stop-search")
    user.until("return document.querySelectorAll('#search li').length > 0")
    user.press(Keys.ENTER)
    user.shows("Voldoet aan alle regels", "#bar")
    user.tab_to("#tab-list")
    user.press(Keys.ARROW_RIGHT)
    assert user.js("return document.activeElement.id") == "tab-unplaced"
    user.tab_to(".unplaced .link.id")
    user.press(Keys.ENTER)
    user.tab_to("[data-focus='ask why']")
    user.press(Keys.ENTER)
    user.until("return document.querySelectorAll('#answer .points li').length > 0")
    user.tab_to("#steps li:last-child a")
    user.press(Keys.ENTER)
    user.tab_to("#save-name")
    user.press("Voor de raad", Keys.ENTER)
    user.shows("Bewaard als Voor de raad", "#saved-as")
    assert faults(user) == []

    user.tab_to("#reader-council")
    user.tab_to("#share")
    user.press(Keys.ENTER)
    user.shows("De map is klaar", "#shared")
    assert user.js("return document.activeElement.matches('#shared h3')")
    user.tab_to("#shared a[href*='/shares/']")
    user.js("location.hash = 'plan'")
    user.shows("Voldoet aan alle regels", "#bar")
    user.tab_to("#tab-list, [role=tab][aria-selected=true]")
    while user.js("return document.activeElement.id") != "tab-versions":
        user.press(Keys.ARROW_RIGHT)
    user.tab_to("#compare")
    user.press(Keys.ENTER)
    user.until("return document.querySelector('dialog iframe') !== null")
    assert faults(user) == []
    user.press(Keys.ESCAPE)
    user.until("return document.activeElement.id === 'compare'")
    assert user.complaints() == []
