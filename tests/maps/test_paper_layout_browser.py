"""What stands on which sheet of A4: no sheet is left nearly white, no names on a map too small to read."""

import pytest

from geodata.language import Lang
from maps.sharing.audience import files
from tests.maps import test_rollout_browser
from tests.maps.conftest import Reader
from tests.maps.paper import on_paper, sheets
from tests.maps.test_other_pages_access import READERS, shared_with

pytestmark = pytest.mark.browser

WIDTH_MM, HEIGHT_PX = 180, (297 - 30) / 25.4 * 96
"""Of what stands between the margins of an upright sheet."""

NAMES = """
return [...document.querySelectorAll(arguments[0])].filter((name) => name.checkVisibility()).map((name) =>
  parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a * 72 / 96);
"""


@pytest.mark.parametrize("lang", list(Lang))
def test_the_families_of_a_provider_begin_on_the_first_sheet_in_rows_of_one_line(reader: Reader, lang: Lang) -> None:
    reader.open(files(shared_with(READERS[2], lang), "0")["report.html"].decode(), width=1000, scripted=False)
    assert len(sheets(reader)) == 2
    with on_paper(reader, WIDTH_MM):
        kept = reader.js("return getComputedStyle(document.querySelector('section:has(table)')).breakInside")
        heights = reader.js("return [...document.querySelector('tbody').rows].map((row) => row.offsetHeight)")
    assert kept == "auto"
    assert len(heights) > 30
    assert max(heights) < 1.5 * min(heights)


@pytest.mark.parametrize("audience", READERS[:2])
def test_the_map_of_the_council_and_of_the_public_can_be_read_on_paper(reader: Reader, audience: object) -> None:
    made = files(shared_with(audience, Lang.NL), "0")["report.html"].decode()  # type: ignore[arg-type]
    reader.open(made, width=1000, scripted=False)
    assert len(sheets(reader)) == 2
    with on_paper(reader, WIDTH_MM):
        sizes = reader.js(NAMES, ".areas .name")
        map_and_table = reader.js(
            "return document.querySelector('main').getBoundingClientRect().bottom"
            " - document.querySelector('.map').getBoundingClientRect().top"
        )
    assert min(sizes) >= 6
    assert map_and_table < HEIGHT_PX


def test_the_names_on_the_map_of_a_year_can_be_read_on_paper(reader: Reader) -> None:
    reader.open(test_rollout_browser.page(Lang.EN), width=1000, scripted=False)
    assert len(sheets(reader)) <= 6
    with on_paper(reader, WIDTH_MM):
        signs = reader.js(NAMES, ".map .number")
        costs = reader.js(
            "return [...document.querySelectorAll('.wave .figures strong')].map((each) => each.getClientRects().length"
            " && each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight))"
        )
    assert min(signs) >= 5
    assert max(costs) < 1.5
