"""What else is done with a project on the page: whose a file is, its name and its place on the list, its documents."""

import io
import json
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook, load_workbook
from selenium.webdriver.common.keys import Keys

from tests.maps.test_page_access import faults
from tests.screen.page.conftest import HEADERS, WEST, Server, User, village

pytestmark = pytest.mark.browser

FETCHED: Final = """
const [url, done] = arguments;
fetch(url).then((answer) => answer.arrayBuffer()).then((bytes) => done(Array.from(new Uint8Array(bytes))));
"""
COVERED: Final = """
const controls = '#main button, #main a, #main input, #main select, #top button, #steps a';
return [...document.querySelectorAll(controls)].filter((e) => {
  e.scrollIntoView({ block: 'center', inline: 'center' });
  const [box] = e.getClientRects();
  if (!box || !box.width || e.disabled || e.matches('.unseen')) return false;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !(top && (e.contains(top) || top.closest('label')?.control === e));
}).map((e) => e.outerHTML.slice(0, 90));
"""
WIDER: Final = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_whose_a_file_is_can_be_told_where_it_does_not_say(user: User, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    keep = [at for at, name in enumerate(HEADERS) if name != "aanbieder"]
    for row in [HEADERS, *village("A", WEST, "")]:
        sheet.append([row[at] for at in keep])
    book.save(tmp_path / "zonder.xlsx")
    user.start()
    user.give(tmp_path / "zonder.xlsx")
    user.shows("Van welke aanbieder is dit bestand?", "#told")
    assert faults(user) == []
    user.one("#provider-of-0").send_keys("Wilg", Keys.ENTER)
    user.until("return location.pathname.startsWith('/p/') && document.documentElement.dataset.ready === 'yes'")
    project = user.js("return location.pathname.split('/')[2]")
    assert user.server.ask("GET", f"/api/p/{project}")["provider_names"] == ["Wilg"]

    user.start()
    user.click(f"[data-focus='rename {project}']")
    user.shows("een andere naam", "dialog")
    assert faults(user) == []
    user.one("#project-name").clear()
    user.one("#project-name").send_keys("Gooi", Keys.ENTER)
    user.shows("Gooi", ".recent")
    user.click(f"[data-focus='remove {project}']")
    user.shows("Er gaat niets verloren", "dialog")
    assert faults(user) == []
    user.click("#remove-go")
    user.shows("staat niet meer op de lijst", "#told")
    assert not user.all(f"[data-focus='remove {project}']")
    folder = Path(user.one("#told .path").text)
    assert json.loads((folder / "project.json").read_text(encoding="utf-8"))["name"] == "Gooi"
    assert user.complaints() == []


def test_a_move_is_judged_before_it_is_chosen_and_undo_stops_at_the_first_plan(
    user: User, server: Server, planned: str
) -> None:
    user.start(f"/p/{planned}#plan")
    user.click("tr[data-c=A0] .pick")
    user.click("[data-focus='m A4']")
    user.shows("Hier staat een regel in de weg", "dialog")
    assert "straal" in user.one("button[data-move=B0] .why").text
    assert faults(user) == []
    user.click("button[data-move=B0]")
    user.shows("A4 staat nu in", "#changed")
    user.click("[data-focus='changed undo']")
    user.shows("Voldoet aan alle regels", "#bar")
    user.chord(Keys.CONTROL, "z")
    assert user.one("[data-focus='bar undo']").get_attribute("disabled")
    assert server.ask("GET", f"/api/p/{planned}")["current"] == "plan-001"
    assert len(user.all("tr[data-c]")) == 2


def test_costs_come_with_a_workbook_that_can_be_downloaded_now_and_later(user: User, planned: str) -> None:
    user.start(f"/p/{planned}#plan")
    user.click("#tab-questions")
    assert user.all("#rollout-starts")
    assert user.all("#rollout-budget")
    user.one("#rollout-starts").send_keys("veel")
    user.click("#ask-rollout")
    user.shows("Vul een getal in", "#alerts")
    assert user.one("#rollout-starts").get_attribute("aria-invalid") == "true"
    user.click("#ask-costs")
    user.shows("Werkmap (Excel)", "dialog")
    link = user.one("dialog a[download]").get_attribute("href")
    content = bytes(user.chrome.execute_async_script(FETCHED, link))
    assert load_workbook(io.BytesIO(content)).sheetnames[0] == "Leeswijzer"
    user.press(Keys.ESCAPE)
    user.until("return document.querySelector('dialog') === null")
    user.click("#steps li:last-child a")
    user.shows("De kosten", "#documents")
    assert user.one("#documents a[download]").get_attribute("href") == link
    assert faults(user) == []
    assert user.complaints() == []


@pytest.mark.parametrize(
    ("width", "height"), [(1024, 768), (640, 450), (320, 256)], ids=["1024 px", "1280 px at 200%", "1280 px at 400%"]
)
def test_nothing_is_wider_than_the_window_and_no_control_is_covered(
    user: User, planned: str, width: int, height: int
) -> None:
    user.start(f"/p/{planned}#read", width=width, height=height)
    for step in ("read", "settings", "plan", "share"):
        user.js("location.hash = arguments[0]", step)
        user.until("return document.querySelector(`#steps a[href='#${arguments[0]}'][aria-current]`)", step)
        user.until("return document.querySelector('.busy') === null")
        if step == "settings":
            user.until("return document.querySelectorAll('.setting').length > 5")
        assert user.js(WIDER) <= 0, step
        assert user.js(COVERED) == [], step
