"""Every page for people on A4: no word hangs off a sheet, none is broken in the middle."""

from collections.abc import Mapping

import pytest

from geodata.language import Lang
from maps import alternatives, page, report
from maps.report import Background
from maps.sharing.audience import files
from maps.view_model import Line
from tests.maps import test_alternatives_page, test_compare_browser, test_rollout_browser
from tests.maps.builders import view_of
from tests.maps.conftest import Reader
from tests.maps.paper import misprinted, sheets
from tests.maps.test_other_pages_access import READERS, of, shared_with

pytestmark = pytest.mark.browser

UPRIGHT_MM, WIDE_MM = 180.0, 273.0
"""Room between the margins of a sheet."""


def pages(lang: Lang) -> Mapping[str, str]:
    view = view_of(of().plan, lang)
    found = {
        "map": page.render(view),
        "report": report.render(view, Background(("Een regel.",), (Line("SHA-256", "ab12" * 16),))),
        "rollout": test_rollout_browser.page(lang),
        "compare": test_compare_browser.page(lang),
        "alternatives": alternatives.render(test_alternatives_page.view(lang)),
    }
    for reader in READERS:
        made = files(shared_with(reader, lang), "0")
        found |= {f"{reader.kind} {name}": made[name].decode() for name in ("map.html", "report.html")}
    return found


@pytest.mark.parametrize("lang", list(Lang))
def test_no_word_hangs_off_a_sheet_or_is_broken(reader: Reader, lang: Lang) -> None:
    found = {}
    for name, made in pages(lang).items():
        scripted = "dataset.ready" in made
        reader.open(made, width=1000, scripted=scripted)
        if "<script" in made:
            reader.js("dispatchEvent(new Event('beforeprint'))")
        width, height = sheets(reader)[0]
        assert sorted(map(round, (width, height))) == [210, 297], name
        faults = misprinted(reader, WIDE_MM if width > height else UPRIGHT_MM)
        if faults:
            found[name] = faults[:9]
    assert found == {}
