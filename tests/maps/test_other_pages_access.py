"""Every other page that people get, against WCAG 2.1 AA as far as axe-core can tell, wide and on a phone."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from geodata.language import Lang
from maps import page, report, split
from maps.report import Background
from maps.settings import Settings
from maps.sharing.audience import Audience, AudienceKind, files, shared
from maps.sharing.cells import CountKind
from maps.sharing.view_model import Shared
from maps.tables import Line
from maps.view_model import MapView
from tests.maps.builders import PROVIDERS, problem_of, region, view_of
from tests.maps.conftest import Reader
from tests.maps.test_page_access import faults
from tests.privacy.regions import Region, base_map, masked, numbers_of

pytestmark = pytest.mark.browser

READ_WIDE = ("report", "provider map.html", "public report.html")
"""Pages of each kind that axe-core reads wide too; on a phone it reads them all."""

READERS = (Audience(AudienceKind.COUNCIL), Audience(AudienceKind.PUBLIC), Audience(AudienceKind.PROVIDER, PROVIDERS[0]))


@cache
def of() -> Region:
    plan = region()
    return Region(problem_of(plan.families), plan, masked("postcode", list(plan.families)))


def view_for(reader: Audience, lang: Lang = Lang.NL) -> MapView:
    return shared_with(reader, lang).view


def shared_with(reader: Audience, lang: Lang) -> Shared:
    return shared(of().finished, reader, lang, points=of().points, base_map=base_map(), release=numbers_of(of()))


@cache
def pages() -> Mapping[str, str]:
    view = view_of(region(n_hubs=4, n_unplaced=3))
    rules = ("Een constellatie telt 6 tot 10 gezinnen.",)
    found = {
        "report": report.render(view, Background(rules, (Line("SHA-256", "ab12"),))),
        "index": split.index(view, split.parts(view, Settings())),
    }
    for reader in READERS:
        made = files(shared_with(reader, Lang.EN), "0")
        found |= {f"{reader.kind} {name}": made[name].decode() for name in ("map.html", "report.html")}
    return found


@pytest.mark.parametrize(
    "name",
    [
        "report",
        "index",
        *(f"{reader.kind} {file}" for reader in READERS for file in ("map.html", "report.html")),
    ],
)
def test_axe_finds_no_fault_and_nothing_is_cut_off(reader: Reader, name: str) -> None:
    reader.open(pages()[name], width=390, scripted="map" in name)
    assert faults(reader) == []
    assert reader.js("return document.documentElement.scrollWidth") <= 390
    reader.resize(1400, 900)
    assert name not in READ_WIDE or faults(reader) == []
    assert reader.js("return document.documentElement.scrollWidth") <= 1400
    assert reader.complaints() == []


@pytest.mark.parametrize("audience", READERS[:2])
def test_a_reader_without_families_sees_the_numbers_beside_the_map_and_on_it(
    reader: Reader, audience: Audience
) -> None:
    view = view_for(audience)
    (table,) = view.tables
    reader.open(view)
    assert reader.one("#part-figures").is_displayed()
    assert reader.texts("#part-figures .told tbody tr") == [
        "".join(str(cell) for cell in row if cell is not None) for row in table.rows
    ]
    told = {area.name + area.count.text for area in view.backdrop.areas if area.count}
    assert told
    assert set(reader.texts(".name-area .counted")) == told
    legend = reader.text("#legend")
    assert reader.all("#legend input") == []
    for word in ("null", "Omtrek", "Hubhome", "kleur"):
        assert word not in legend
    reader.js("dispatchEvent(new Event('beforeprint'))")
    assert {name for name in reader.texts("#paper .paper-name") if name in told} == told
    assert "Regels en instellingen" not in reader.text("#paper")


@pytest.mark.parametrize("audience", READERS[:2])
@pytest.mark.parametrize("kept_back", [0, 1])
def test_areas_are_shaded_by_the_number_told_and_hatched_where_it_is_kept_back(
    reader: Reader, audience: Audience, kept_back: int
) -> None:
    made = numbers_of(of())
    hidden = {(CountKind.FAMILIES, at): made.cells[CountKind.FAMILIES, at].hidden() for at in range(kept_back)}
    made = replace(made, cells={**made.cells, **hidden})
    view = shared(of().finished, audience, Lang.NL, points=of().points, base_map=base_map(), release=made).view
    shading = view.backdrop.shading
    assert shading is not None
    shades = {area.count.value: area.shade for area in view.backdrop.areas if area.count}
    told = sorted((value, shade) for value, shade in shades.items() if value is not None and shade is not None)
    assert len(told) == len(shades.keys() - {None})
    assert [shade for _, shade in told] == sorted(shade for _, shade in told)
    assert sum(area.shade is None for area in view.backdrop.areas) == kept_back
    assert (shading.hatch is not None) == (kept_back > 0)
    reader.open(view)
    reader.js("dispatchEvent(new Event('beforeprint'))")
    for part in ("frame", "paper"):
        assert len(reader.all(f"#{part} path.hatched")) == kept_back
        assert len(reader.all(f"#{part} path[class*=shade-]")) == len(view.backdrop.areas) - kept_back
    assert len(reader.all("#hatch, #paper-hatch")) == 2
    meant = {text for _, text in shading.levels} | ({shading.hatch} if shading.hatch else set())
    assert meant <= set(reader.texts("#legend .signs li"))


@pytest.mark.parametrize("audience", READERS[:2])
@pytest.mark.parametrize("lang", list(Lang))
def test_map_and_report_say_what_a_constellation_is_and_what_is_asked(audience: Audience, lang: Lang) -> None:
    asked = {
        AudienceKind.COUNCIL: {Lang.NL: "besluiten over het voorstel", Lang.EN: "decide on the proposal"},
        AudienceKind.PUBLIC: {Lang.NL: "pleeggezin te worden", Lang.EN: "becoming a foster family"},
    }
    made = shared_with(audience, lang)
    written = files(made, "0")
    what, ask = made.view.passages
    assert "hubhome" in what.text or "hub home" in what.text
    assert asked[audience.kind][lang] in ask.text
    for text in (what.title, what.text, what.source, ask.title, ask.text, ask.source):
        assert all(text in written[name].decode() for name in ("map.html", "report.html"))
    for line in made.view.figures:
        assert f"<strong>{line.value}</strong>" in written["report.html"].decode()


@pytest.mark.parametrize("audience", READERS[:2])
def test_the_report_has_the_map_that_its_words_speak_of(audience: Audience) -> None:
    made = shared_with(audience, Lang.NL)
    page = files(made, "0")["report.html"].decode()
    drawing = page[page.index('class="areas"') : page.index("<figcaption>")]
    areas, shading = made.view.backdrop.areas, made.view.backdrop.shading
    assert shading is not None
    assert drawing.count('class="area ') == len(areas)
    assert drawing.count('class="waters"') == 1
    assert drawing.count(" hatched") == sum(area.shade is None for area in areas)
    for area in areas:
        assert area.count is not None
        assert re.search(f">{area.name}<tspan[^>]*>{html.escape(area.count.text)}</tspan>", drawing)
    for _, text in shading.levels:
        assert text in page
    assert (shading.hatch or "") in page


def test_a_provider_sees_where_a_number_stands_and_no_distance_to_a_home_of_another(reader: Reader) -> None:
    view = view_for(READERS[2])
    reader.open(view)
    away = next(mark for mark in view.constellations if mark.hub is None)
    assert "anders tussen de gezinnen die hier staan" in reader.text("#legend")
    reader.click(f"#list-rows tr[data-c={away.id}]")
    ways = reader.texts(".members tbody td:last-child")
    assert ways == ["\u2013"] * len(away.satellites)
    assert "onbekend" not in reader.text(".card")


def test_the_page_of_a_whole_plan_opens_at_every_municipality(reader: Reader) -> None:
    view = view_of(of().plan)
    parts = split.parts(view, Settings())
    assert sum(len(part.view.constellations) for part in parts) == len(view.constellations)
    reader.open(page.render(parts[0].view))
    assert len(reader.all("#list-rows tr[data-c]")) == len(parts[0].view.constellations)
    assert reader.complaints() == []
