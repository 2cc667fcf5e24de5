"""Opening files: messy ones as people have them, what is wrong in them, and what was read."""

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.maps.test_page_access import faults
from tests.screen.page.conftest import NORTH, WEST, User, village, workbook

pytestmark = pytest.mark.browser


def test_a_first_time_shows_a_tour_of_four_steps_and_then_no_more(user: User) -> None:
    user.start(toured=False)
    user.shows("Stap 1 van 4", "dialog")
    assert faults(user) == []
    for step in (2, 3, 4):
        user.click("[data-focus=next]")
        user.shows(f"Stap {step} van 4", "dialog")
    user.press(Keys.ESCAPE)
    user.until("return document.querySelector('dialog') === null")

    user.chrome.refresh()
    user.ready()
    assert user.all("dialog") == []


def test_an_empty_start_says_what_to_do_in_both_languages(user: User) -> None:
    user.start()
    user.shows("Nog geen projecten. Kies een bestand of open het voorbeeld", "#recent")
    assert faults(user) == []
    user.click("button[lang=en]")
    user.shows("No projects yet. Choose a file or open the example", "#recent")
    assert user.js("return document.documentElement.lang") == "en"
    assert faults(user) == []
    user.click("button[lang=nl]")
    user.shows("Begin met uw gezinnenbestand")


def test_a_messy_workbook_is_refused_cell_by_cell_and_read_once_it_is_mended(user: User, tmp_path: Path) -> None:
    user.start()
    rows = [list(row) for row in village("A", WEST, "Wilg")]
    rows[2][1], rows[4][3] = "12", "drie?"
    broken = workbook(tmp_path / "wilg.xlsx", [tuple(row) for row in rows], title="Pleeggezinnen Wilg, najaar")
    user.give(broken)
    user.until("return document.querySelectorAll('.errors tbody tr').length === 2")
    cells = user.js("return [...document.querySelectorAll('.errors tbody tr')].map(r => r.innerText)")
    assert "wilg.xlsx" in cells[0]
    assert [cell.split("\t")[1].strip() for cell in cells] == ["6", "8"]
    assert [cell.split("\t")[2].strip() for cell in cells] == ["postcode", "pleegkinderen"]
    assert "drie?" not in user.one("#told").text
    assert faults(user) == []

    mended = workbook(tmp_path / "wilg.xlsx", village("A", WEST, "Wilg"), title="Pleeggezinnen Wilg, najaar")
    user.give(mended, workbook(tmp_path / "heide.xlsx", village("B", NORTH, "Heide")))
    user.until("return location.pathname.startsWith('/p/') && document.documentElement.dataset.ready === 'yes'")
    figures = user.js("return [...document.querySelectorAll('#strip-figures dd')].map(e => e.innerText)")
    assert figures == ["16", "16", "30", "2", "2", "0"]
    user.shows("de kolomnamen staan in rij 3", ".notices")
    assert faults(user) == []


def test_each_of_two_files_with_names_is_asked_whose_it_is_once(user: User, tmp_path: Path) -> None:
    user.start()
    people = "\n".join(f"Jan de Wit {n};121{n % 7 + 1}AB;1" for n in range(1, 9))
    files = [tmp_path / "wilg.csv", tmp_path / "heide.csv"]
    for file in files:
        file.write_text(f"naam;postcode;pleegkinderen\n{people}\nJan de Wit 9;12;1\n", encoding="utf-8")
    user.give(*files)
    user.shows("Er staan persoonsgegevens in", "#told")
    assert user.texts("#told .field label") == [
        f"Aanbieder van {file.name}, als het bestand dat niet zegt" for file in files
    ]
    user.one("#provider-name").send_keys("Wilg")
    user.one("#provider-name-1").send_keys("Heide")
    user.click("#anonymise")
    user.shows("Dit is nog niet te lezen", "#told")
    assert user.all("#anonymise") == []
    assert user.all(".errors tbody tr") != []
    user.give(*files)
    user.shows("Er staan persoonsgegevens in", "#told")
    assert [each.get_attribute("value") for each in user.all("#told .field input")] == ["Wilg", "Heide"]
    assert faults(user) == []


@pytest.mark.slow
def test_a_file_with_names_is_refused_and_made_anonymous_here(user: User, tmp_path: Path) -> None:
    user.start()
    export = tmp_path / "export.csv"
    people = "\n".join(f"Jan de Wit {n};Dorpsstraat {n};121{n % 7 + 1}AB;Hilversum;1" for n in range(1, 9))
    export.write_text(f"naam;adres;postcode;woonplaats;pleegkinderen\n{people}\n", encoding="utf-8")
    user.give(export)
    user.shows("Er staan persoonsgegevens in", "#told")
    assert "Jan de Wit" not in user.one("body").text
    assert faults(user) == []
    user.one("#provider-name").send_keys("Wilg")
    user.click("#anonymise")
    user.shows("Namen en adressen zijn eruit", "#told")
    assert "naam: herkent het gezin; staat alleen in het sleutelbestand" in user.texts("#told li li")
    assert faults(user) == []
    user.click("#told a.go")
    user.shows("Wat er is gelezen")
