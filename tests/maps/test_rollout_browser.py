"""The page of a roll-out in headless Chromium: a wave at a time, by pointer and keyboard, and all of them on paper."""

import base64
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import pytest
from selenium.webdriver.common.keys import Keys

from geodata.language import Lang
from geodata.masking import DonutMask
from maps.rollout_page import render
from maps.view import team_view, told_distances
from optimizer.application.costs import cost_files
from optimizer.application.rollout_page import page_of
from optimizer.application.rollout_questions import Answers, Gain, Pilot
from optimizer.costs.money import PROPOSAL
from optimizer.costs.yearly import Started, yearly_costs
from optimizer.finished import Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.rollout.document import FinishedRollOut
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import verify_roll_out
from optimizer.search.rollout.yearly import YearByYear
from tests.builders import finished
from tests.maps.builders import SECRET, problem_of, region, schematic
from tests.maps.conftest import Reader
from tests.maps.paper import on_paper, sheets
from tests.maps.test_page_access import faults

pytestmark = pytest.mark.browser


LIMITED: Final = {"rollout.launches": (2,), "rollout.budget": (400_000.0,)}


@cache
def page(lang: Lang = Lang.NL) -> str:
    """Write the page of three waves: two constellations, two more, and two more."""
    return written(lang, LIMITED, Gain("launch", 1, 8), Gain("launch", 2, 0), Gain("budget", 2, 3))


def rolled_out(limits: Mapping[str, object]) -> FinishedRollOut:
    """Give a roll-out of six constellations by other limits."""
    plan = region(n_hubs=6)
    problem = problem_of(plan.families)
    policy = Policy().changed({"rollout.first": 2027, "rollout.attrition": 0.14, **limits})
    terms = Terms(plan.families, policy, problem.distances, PROPOSAL)
    plans = (Plan.from_north(plan.families, plan.constellations[:n]) for n in (2, 4, 6))
    verdict = verify_roll_out(terms, RollOut(tuple(plans)))
    marks = tuple(Mark(score.tier, score.value, score.value, 0.0) for score in verdict.scores)
    return FinishedRollOut(
        terms, verdict, marks, Status.OPTIMAL, Source("ab12", len(plan.families), "0.1.0", "9.15"), "gezinnen.csv", 1.0
    )


def written(lang: Lang, limits: Mapping[str, object], *gains: Gain, pilots: bool = True) -> str:
    """Write the page by other limits, and other answers to what more would bring."""
    rolled = rolled_out(limits)
    plan, problem, marks = rolled.verdict.roll_out.last, rolled.terms.problems[-1], rolled.marks
    hub = plan.constellations[3].hub.id
    others = (Pilot(hub, 9, 2, 1, 4),) if pilots else ()
    further = Answers(gains, others, YearByYear(1, 9, 99_000, False), asked=True)
    points = DonutMask(SECRET).drawn_anew(plan.families)
    made = finished(problem, plan, marks)
    view = team_view(made, lang, points=points, exact=False, base_map=schematic())
    return render(page_of(rolled, further, view, told_distances(made, points, exact=False)), lang)


def shown(reader: Reader) -> list[str]:
    found: list[str] = reader.js(
        "return [...document.querySelectorAll('section.wave')].filter(e => e.offsetParent).map(e => e.dataset.name)"
    )
    return found


def test_the_slider_shows_one_wave_at_a_time_by_key_and_by_button(reader: Reader) -> None:
    reader.open(page(), scripted=False)
    assert shown(reader) == ["2029"]
    reader.js("document.getElementById('wave').focus()")
    reader.press(Keys.ARROW_LEFT)
    assert (shown(reader), reader.text("#wave-name")) == (["2028"], "2028")
    assert reader.one("#wave").get_attribute("aria-valuetext") == "2028"
    assert "Stand in jaar 2028: 4 constellaties" in reader.text("#said")
    reader.press(Keys.HOME)
    assert (shown(reader), reader.one("#before").is_enabled()) == (["2027"], False)
    reader.click("#after")
    assert shown(reader) == ["2028"]
    assert len(reader.all("section.wave:not([hidden]) .hub.new")) == 2 + 1  # two on the map, one in the legend


def test_on_paper_every_wave_has_a_sheet_of_its_own(reader: Reader) -> None:
    reader.open(page(), scripted=False)
    printed = reader.cdp("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    n_sheets = len(re.findall(rb"/Type\s*/Page[^s]", base64.b64decode(printed["data"])))
    assert 1 + 3 + 1 <= n_sheets <= 8
    with on_paper(reader):
        assert shown(reader) == ["2027", "2028", "2029"]
        assert reader.js("return [...document.querySelectorAll('.charts')].map(e => e.checkVisibility())") == [
            True,
            False,
        ]
        parts = "[...document.querySelectorAll('section.part')].map(e => getComputedStyle(e).breakInside)"
        assert set(reader.js(f"return {parts}")) == {"avoid"}
        assert not reader.one("#controls").is_displayed()


@pytest.mark.parametrize(("lang", "width"), [(Lang.NL, 1280), (Lang.EN, 360)])
def test_everybody_can_use_the_page_and_it_fits(reader: Reader, lang: Lang, width: int) -> None:
    reader.open(page(lang), width=width, scripted=False)
    assert faults(reader) == []
    assert reader.js("return document.documentElement.scrollWidth <= window.innerWidth")
    assert reader.chrome.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_costs_fit_a_telephone_and_two_sheets_with_no_section_parted(reader: Reader) -> None:
    costs = yearly_costs(PROPOSAL, (Started(1, 11, 17), Started(4, 44, 63), Started(4, 44, 54)), 3, 2027)
    reader.open(cost_files(costs, "uitrol", Lang.NL)["costs.html"].decode(), width=360, scripted=False)
    assert reader.js("return document.documentElement.scrollWidth <= window.innerWidth")
    assert len(sheets(reader)) == 2
    with on_paper(reader):
        parts = "[...document.querySelectorAll('section')].map(e => getComputedStyle(e).breakInside)"
        assert set(reader.js(f"return {parts}")) == {"avoid"}
