"""Every page for people on A4: no word hangs off a sheet, none is broken in the middle."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from geodata.language import Lang
from maps import alternatives, page, report
from maps.report import Background
from maps.settings import Settings
from maps.sharing.audience import files
from maps.tables import Line
from maps.view_model import HelpView, RecruitMark
from optimizer.policy.values import Policy
from tests.maps import test_alternatives_page, test_compare_browser, test_rollout_browser
from tests.maps.builders import region, view_of
from tests.maps.conftest import Reader
from tests.maps.paper import misprinted, sheets
from tests.maps.test_other_pages_access import READERS, shared_with

pytestmark = pytest.mark.browser

UPRIGHT_MM, WIDE_MM = 180.0, 273.0
"""Room between the margins of a sheet."""


def pages(lang: Lang) -> Mapping[str, str]:
    view = view_of(region(n_hubs=6, n_unplaced=5), lang)
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


@pytest.mark.parametrize(("n_hubs", "most"), [(15, 8), pytest.param(222, 40, marks=pytest.mark.slow)])
def test_a_report_of_140_families_takes_8_sheets_at_most_and_of_2000_40(reader: Reader, n_hubs: int, most: int) -> None:
    view = view_of(region(n_hubs=n_hubs, n_unplaced=5))
    gains = (Line("Straal van 6 km in plaats van 5", "3 gezinnen meer ingedeeld", "bewezen: meer kan niet"),) * 6
    sources = (RecruitMark("1398 Muiden", "Een hubhome in 1398", ("F040", "F041"), None, True, "bewezen"),) * 10
    view = replace(view, helps=HelpView(gains, sources))
    rules = tuple(f"Een constellatie houdt zich aan een regel van gewone lengte, nummer {n}." for n in range(20))
    limits = Settings.of(Policy().changed({"capacity.children_max": 16}), Lang.NL)
    made = report.render(view, Background(rules, (Line("SHA-256", "ab12" * 16),), limits=limits))
    reader.open(made, width=1000, scripted=False)
    assert len(sheets(reader)) <= most
    assert misprinted(reader, UPRIGHT_MM) == []


@pytest.mark.parametrize("lang", [Lang.NL, pytest.param(Lang.EN, marks=pytest.mark.slow)])
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
