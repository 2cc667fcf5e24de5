"""The contrast of every word that people read, also where axe-core cannot tell: nothing is left undetermined."""

from collections.abc import Mapping
from functools import cache

import pytest

from geodata.language import Lang
from maps import page, report
from maps.report import Background
from maps.sharing.audience import files
from optimizer.application.costs import cost_files
from optimizer.costs.money import PROPOSAL
from optimizer.costs.yearly import Started, yearly_costs
from tests.maps import test_compare_browser, test_rollout_browser
from tests.maps.builders import region, view_of
from tests.maps.conftest import Reader
from tests.maps.contrast import measured
from tests.maps.test_other_pages_access import READERS, shared_with

pytestmark = pytest.mark.browser

COUNCIL, PUBLIC, PROVIDER = READERS
LEAST: Mapping[str, int] = {
    "map": 40,
    "report": 300,
    "rollout": 90,
    "compare": 30,
    "costs": 15,
    "council map": 20,
    "council report": 50,
    "public map": 20,
    "provider map": 20,
}
"""How many words of each kind of page axe-core leaves undetermined and are measured, at least."""


@cache
def pages() -> Mapping[str, str]:
    view = view_of(region(n_hubs=6, n_unplaced=5), Lang.NL)
    costs = yearly_costs(PROPOSAL, (Started(1, 11, 17), Started(4, 44, 63)), 2, 2027)
    council = files(shared_with(COUNCIL, Lang.NL), "0")
    return {
        "map": page.render(view),
        "report": report.render(view, Background(("Een regel.",), ())),
        "rollout": test_rollout_browser.page(),
        "compare": test_compare_browser.page(),
        "costs": cost_files(costs, "uitrol", Lang.NL)["costs.html"].decode(),
        "council map": council["map.html"].decode(),
        "council report": council["report.html"].decode(),
        "public map": files(shared_with(PUBLIC, Lang.NL), "0")["map.html"].decode(),
        "provider map": files(shared_with(PROVIDER, Lang.NL), "0")["map.html"].decode(),
    }


def test_words_over_maps_and_drawings_have_the_contrast_that_is_asked(reader: Reader) -> None:
    faint, few = {}, {}
    for name, made in pages().items():
        reader.open(made, width=1280, scripted="dataset.ready" in made)
        found = measured(reader)
        if found.faint:
            faint[name] = found.faint
        if found.n_read < LEAST[name]:
            few[name] = found
        assert found.unseen == () or "map" in name or name == "compare", name
    assert (faint, few) == ({}, {})


@pytest.mark.parametrize("name", ["map", "rollout"])
def test_and_on_a_telephone(reader: Reader, name: str) -> None:
    made = pages()[name]
    reader.open(made, width=390, scripted="dataset.ready" in made)
    assert measured(reader).faint == ()


def test_a_faint_word_over_a_drawing_is_found(reader: Reader) -> None:
    ground_and_word = '<rect width="200" height="60" fill="{}"/><text x="9" y="40" fill="#777">Woord</text>'
    drawing = f'<svg width="200" height="60">{ground_and_word}</svg>'
    document = '<!doctype html><html lang="nl"><title>t</title><main><h1>t</h1>{}</main></html>'
    for ground, n_faint in (("#fff", 1), ("#ccc", 1), ("#000", 0)):
        reader.open(document.format(drawing.format(ground)), scripted=False)
        found = measured(reader)
        assert (found.n_read, len(found.faint)) == (1, n_faint), ground
