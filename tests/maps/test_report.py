import html
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geodata.families import Location
from geodata.language import Lang
from maps.cover import Cover
from maps.report import Background, render
from maps.settings import Settings
from maps.tables import Bar, Line
from maps.templates import POLICY
from maps.view import EXACT, MASKED
from maps.view_model import ConstellationMark, HelpView, RecruitMark
from tests.maps.builders import HOSTILE, MARKS, region, view_of

BACKGROUND = Background(("Een constellatie telt 6 tot 10 gezinnen.",), (Line("SHA-256", "ab12"),))
PLAN = region(n_hubs=4, n_unplaced=2)


class _Outline(HTMLParser):
    """The elements of a page that could run or fetch something, and what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on") or name == "src"]
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("href"):
            self.links.append(str(given["href"]))


def outline(page: str) -> _Outline:
    found = _Outline()
    found.feed(page)
    return found


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page.split("</style>")[1]))


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_can_run_nothing_and_fetch_nothing(lang: Lang) -> None:
    page = render(view_of(PLAN, lang), BACKGROUND)
    found = outline(page)
    assert f'<html lang="{lang}">' in page
    assert html.escape(POLICY).replace("&#x27;", "&#39;") in page
    assert "script-src 'none'" in POLICY
    assert "default-src 'none'" in POLICY
    assert not {"script", "img", "iframe", "object", "embed", "link", "form", "image", "foreignobject"} & set(
        found.tags
    )
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert not re.search(r"https?://|url\(|@import", page)


def test_every_part_of_a_meeting_pack_is_there() -> None:
    page = words(render(view_of(PLAN, Lang.EN), BACKGROUND))
    for part in (
        "Summary",
        "Figures",
        "Objectives and what is proved",
        "Exchange between providers",
        "Unplaced families",
        "What this plan does not consider",
        "Rules",
        "Settings",
        "Source",
        "ab12",
    ):
        assert part in page
    for name in PLAN.ids:
        assert f"Constellation {name}" in page
    for family in PLAN.families:
        assert family.id in page


def test_each_chart_is_a_picture_with_the_numbers_in_it_and_a_sentence_below() -> None:
    view = view_of(PLAN, Lang.EN)
    page = html.unescape(render(view, BACKGROUND))
    pictures = re.findall(r'<figure class="chart">.*?</figure>', page, re.DOTALL)
    assert len(pictures) == len(view.charts)
    for chart, picture in zip(view.charts, pictures, strict=True):
        texts = re.findall(r">([^<>]*)</text>", picture)
        assert texts == [text for bar in chart.bars for text in _texts(bar)] + [chart.axis]
        assert f'aria-label="{chart.title}. {chart.summary}"' in picture
        heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', picture)]
        most = max(bar.count.value or 0 for bar in chart.bars)
        assert heights == [round(128 * (bar.count.value or 0) / most, 1) for bar in chart.bars]
        assert f"<p>{chart.summary}</p>" in page


def _texts(bar: Bar) -> list[str]:
    return [bar.count.text, bar.label] if bar.count.value else [bar.label]


def test_how_far_a_constellation_is_from_the_target_is_told() -> None:
    view = view_of(PLAN, Lang.EN)
    said = words(render(view, BACKGROUND))
    for mark in view.constellations:
        off = mark.off_target or 0
        word = "exactly on target" if off == 0 else f"{abs(off)} too {'few' if off < 0 else 'many'}"
        assert f"{mark.size.text} of 6–10 ({word})" in said


def test_what_a_bound_is_worth_is_told() -> None:
    assert "The check afterwards computes the plan itself again, not the bound." in words(
        render(view_of(PLAN, Lang.EN), BACKGROUND)
    )


def test_the_summary_says_the_plan_in_words() -> None:
    page = words(render(view_of(PLAN, Lang.EN), BACKGROUND))
    assert f"This plan places {len(PLAN.placed)} families in 4 constellations; 2 families have no place yet." in page
    assert "Unplaced families: 4. There may be room for more, but no plan within these rules places more than" in page
    everyone = region(n_hubs=3, n_unplaced=0)
    said = words(render(view_of(everyone, Lang.NL), BACKGROUND))
    assert f"Dit plan deelt alle {len(everyone.placed)} gezinnen die meedoen in, in 3 constellaties." in said
    assert "Alle gezinnen die meedoen zijn ingedeeld." in said


def test_the_unplaced_have_their_reason_and_what_would_help() -> None:
    page = words(render(view_of(PLAN, Lang.NL), BACKGROUND))
    assert "Binnen 5,0 km is geen kandidaat-hubhome; de dichtstbijzijnde woont op 6,1 km." in page
    assert "Een straal van 6,1 km, of een hubhome dichterbij." in page


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        ("straight", "as the crow flies"),
        ("around", "around the barriers"),
        ("roads", "Minutes are indicative"),
        ("file", "from a file of your own"),
    ],
)
def test_how_distance_was_measured_is_told(measured: str, said: str) -> None:
    assert said in words(render(view_of(PLAN, Lang.EN), replace(BACKGROUND, measured=measured)))


def test_hostile_names_are_shown_as_written() -> None:
    page = render(view_of(region(n_hubs=3, names=HOSTILE)), BACKGROUND)
    for name in HOSTILE:
        assert name in words(page)
        assert name not in page or "<" not in name
    assert "<script" not in page
    assert "<img" not in page


def test_a_plan_that_breaks_rules_never_says_that_it_keeps_them() -> None:
    broken = replace(BACKGROUND, broken=("De constellatie van F001 telt 3 gezinnen.",))
    page = words(render(view_of(PLAN, Lang.NL), broken))
    assert "Dit plan houdt zich niet aan alle regels: 1 overtreding." in page
    assert "De constellatie van F001 telt 3 gezinnen." in page
    assert "Het houdt zich aan elke regel hieronder" not in page


@pytest.mark.parametrize("exact", [False, True])
def test_what_only_a_map_has_to_say_of_its_points_is_left_out(exact: bool) -> None:
    page = render(view_of(PLAN, Lang.NL, exact=exact), BACKGROUND)
    assert MASKED.nl not in page
    assert EXACT.nl not in page
    assert ("de kaarten in dit stuk tonen de werkelijke plaats van elk gezin" in page) is exact
    assert "Dit stuk bevat pseudoniemen en is bedoeld voor het planteam." in page


def test_the_maps_draw_the_points_of_the_view_and_no_home() -> None:
    view = view_of(PLAN)
    page = render(view, BACKGROUND)
    moved = {family.id: family.location for family in PLAN.families}
    for family in PLAN.families:
        assert f"{family.location.lat:.4f}" not in page
        assert f"{family.location.lon:.4f}" not in page
    assert page.count("<circle") == 2 * sum(len(mark.satellites) for mark in view.constellations)
    assert len(re.findall(r'class="small-map"', page)) == len(view.constellations)
    near = replace(view, constellations=tuple(_at_home(mark, moved) for mark in view.constellations))
    assert render(near, BACKGROUND) != page


def _at_home(mark: ConstellationMark, homes: Mapping[str, Location]) -> ConstellationMark:
    satellites = tuple(replace(each, point=(homes[each.id].lat, homes[each.id].lon)) for each in mark.satellites)
    return replace(mark, satellites=satellites)


def test_children_are_counted_as_the_rule_does_with_those_of_the_hub_home_beside_them() -> None:
    view = view_of(PLAN, Lang.NL)
    mark = view.constellations[0]
    assert mark.hub is not None
    own, all_children = mark.hub.children or 0, mark.children.value or 0
    assert own > 0
    page = words(render(view, replace(BACKGROUND, limits=Settings(children_max=14))))
    assert f"{all_children - own} van 14, +{own} in de hubhome" in page
    counted = words(render(view, replace(BACKGROUND, limits=Settings(children_max=14, count_hub=True))))
    assert f"{all_children} van 14, hubhome meegeteld" in counted
    assert f"{all_children - own}, +{own} in de hubhome" in words(render(view, BACKGROUND))


def test_the_summary_names_the_hub_homes_with_their_constellation() -> None:
    view = view_of(PLAN, Lang.NL)
    hubs = [f"{mark.hub.id} ({mark.id})" for mark in view.constellations if mark.hub]
    assert f"De hubhomes: {', '.join(hubs[:-1])} en {hubs[-1]}." in words(render(view, BACKGROUND))


def test_the_cover_has_what_was_asked_and_the_municipalities_where_nothing_was() -> None:
    view = replace(view_of(PLAN, Lang.NL), made_on="26 november 2026")
    cover = Cover("Plan <2027>", "Gooi & Vechtstreek", "Team A")
    page = render(view, replace(BACKGROUND, cover=cover))
    head = words(page).split("Inhoud")[0]
    for told in ("Plan <2027>", "Gooi & Vechtstreek", "Team A", "26 november 2026"):
        assert told in head
    assert "<title>Plan &lt;2027&gt;</title>" in page
    assert "Opgesteld door" not in words(render(view, BACKGROUND))
    assert "Hilversum" in words(render(view, BACKGROUND)).split("Inhoud")[0]


def test_unplaced_families_stand_under_the_change_that_helps_them_and_their_reason_is_said_once() -> None:
    view = view_of(region(n_hubs=4, n_unplaced=5), Lang.NL)
    marks = tuple(
        replace(each, group="Een hubhome in Muiden." if at < 3 else "") for at, each in enumerate(view.unplaced)
    )
    page = words(render(replace(view, unplaced=marks), BACKGROUND)).split("Niet ingedeelde gezinnen")[-1]
    assert "Zou 3 gezinnen helpen: Een hubhome in Muiden" in page
    assert "Andere redenen" in page
    assert page.count(view.unplaced[0].reasons[0]) == 2
    assert page.count("Een straal van 6,1 km") == 1


def test_what_would_help_is_a_chapter_where_somebody_looked() -> None:
    view = view_of(PLAN, Lang.EN)
    gain = Line("Radius of 6 km in place of 5", "2 families more placed", "proved: no more can be")
    source = RecruitMark("1398 Muiden", "A hub home in Muiden", ("F040", "F041"), (52.33, 5.07), True, "proved")
    page = words(render(replace(view, helps=HelpView((gain,), (source,))), BACKGROUND))
    for told in (gain.label, gain.value, gain.note, source.text, "F040, F041"):
        assert told in page
    assert "Where a new hub home helps most" not in words(render(view, BACKGROUND))


def test_a_bar_is_as_long_as_the_part_of_the_limit_that_is_used() -> None:
    view = view_of(PLAN, Lang.EN)
    found = re.findall(r'class="room"/><rect width="([\d.]+)"', render(view, BACKGROUND))
    sizes = [round(10 * len(mark.satellites), 1) for mark in view.constellations]
    ways = [round(min(100.0, (mark.farthest_m or 0) / 50), 1) for mark in view.constellations]
    assert [float(each) for each in found] == [each for pair in zip(sizes, ways, strict=True) for each in pair]


def test_the_same_view_gives_the_same_bytes() -> None:
    assert render(view_of(PLAN), BACKGROUND) == render(view_of(PLAN), BACKGROUND)


def test_tiers_without_a_bound_say_that_nothing_is_proved() -> None:
    view = view_of(PLAN, Lang.EN)
    unproved = replace(view, tiers=tuple(replace(tier, bound=None, gap=None) for tier in view.tiers))
    assert words(render(unproved, BACKGROUND)).count("nothing proved") == len(MARKS)


def test_land_and_water_are_drawn_in_the_report() -> None:
    view = view_of(PLAN, Lang.EN)
    ground = view.backdrop.ground
    page = render(view, BACKGROUND)

    for kind, shapes in (("sea", ground.sea), ("land", ground.land), ("waters", ground.waters)):
        drawn = re.findall(rf'<path id="{kind}" d="([^"]+)" class="{kind}"', page)
        assert len(drawn) == 1
        assert drawn[0].count("Z") == sum(len(shape) for shape in shapes) > 0


def test_a_small_map_holds_the_areas_within_it_and_no_others() -> None:
    view = view_of(PLAN)
    page = render(view, BACKGROUND)
    areas = len(view.backdrop.areas)
    shown = [each.count('href="#area') for each in re.findall(r'class="small-map".*?</svg>', page, re.DOTALL)]

    assert len(shown) == len(view.constellations)
    assert page.count('<path id="area') == areas
    assert all(0 < n < areas for n in shown)
    whole = page[page.index('class="plan-map"') : page.index("<figcaption>")]
    assert whole.count('href="#area') <= areas
