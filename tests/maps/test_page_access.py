"""The page against WCAG 2.1 AA, as far as axe-core can tell, and on paper."""

import base64
import importlib.util
import re
from functools import cache
from importlib import resources

import pytest

from geodata.language import Lang
from maps.view_model import MapView
from tests.maps.builders import region, view_of
from tests.maps.conftest import Reader

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


@cache
def view(lang: Lang = Lang.NL) -> MapView:
    return view_of(region(), lang)


@cache
def axe() -> str:
    if importlib.util.find_spec("axe_core_python") is None:
        pytest.skip("axe-core is needed to test access: pip install axe-core-python")
    return (resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")


def faults(reader: Reader, part: str = "html") -> list[str]:
    """What axe-core finds on the page as it is, or in a part of it."""
    reader.js(axe() + "; window.axe = axe;")
    found = reader.chrome.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(arguments[0], {runOnly: {type: 'tag', values: arguments[1]}}).then(r => done(r.violations))",
        part,
        list(RULES),
    )
    return [f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("fragment", "width"),
    [
        ("", 1440),
        ("#c=C13&v=52.2240,5.1800,13.25", 1440),
        ("#c=C03", 360),
    ],
)
def test_axe_finds_no_fault(reader: Reader, fragment: str, width: int) -> None:
    reader.open(view(), fragment, width=width)

    assert faults(reader) == []


def test_axe_finds_no_fault_in_any_tab_nor_in_a_card(reader: Reader) -> None:
    reader.open(view(), "#tab=unplaced&f=F163")
    for tab in ("unplaced", "figures", "exchange", "about"):
        reader.click(f"#tab-{tab}")
        assert reader.one(f"#part-{tab}").is_displayed()
        assert faults(reader, f"#part-{tab}") == []
    reader.click("#tab-list")
    reader.click("#list-rows tr[data-c=C03]")
    assert faults(reader, "#part-list") == []
    assert faults(reader, ".card") == []


def test_axe_finds_no_fault_in_english_with_exact_points(reader: Reader) -> None:
    reader.open(view_of(region(), Lang.EN, exact=True), "#c=C01")

    assert faults(reader) == []


@pytest.mark.parametrize(("width", "height", "most"), [(11.69, 8.27, 6), (16.54, 11.69, 5)])
def test_a_region_prints_on_a_few_landscape_sheets(reader: Reader, width: float, height: float, most: int) -> None:
    reader.open(view())
    paper = {"landscape": True, "paperWidth": height, "paperHeight": width, "printBackground": True}
    pdf = base64.b64decode(reader.cdp("Page.printToPDF", paper)["data"])

    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert 2 <= len(boxes) <= most
    for wide, high in boxes:
        assert float(wide) == pytest.approx(width * 72, abs=2)
        assert float(high) == pytest.approx(height * 72, abs=2)


def test_paper_carries_the_whole_plan_whatever_the_filters(reader: Reader) -> None:
    reader.open(view(), "#t=under&c=C01")
    reader.js("dispatchEvent(new Event('beforeprint'))")

    assert len(reader.all("#paper .paper-list tbody tr")) == len(view().constellations)
    assert len(reader.all("#paper .unplaced li")) == len(view().unplaced)
    assert len(reader.all("#paper .paper-map polygon")) == len(view().constellations)
    assert "Regels en instellingen" in reader.text("#paper")
    assert "Afgedrukt op" in reader.text("#paper")
    reader.js("dispatchEvent(new Event('afterprint'))")
    assert reader.text("#paper") == ""


def test_paper_of_a_large_plan_says_where_its_many_unplaced_families_stand(reader: Reader) -> None:
    reader.open(view_of(region(n_hubs=2, n_unplaced=401), Lang.EN))
    reader.js("dispatchEvent(new Event('beforeprint'))")

    assert reader.all("#paper .unplaced") == []
    assert "401 families are unplaced. These are too many to print" in reader.text("#paper")
    assert len(reader.all("#paper .paper-map circle[fill=none]")) == 401
