"""The heads of every table that people see: none touches its neighbour or leaves its column, at any width."""

from functools import cache

import pytest

from geodata.language import Lang
from maps import alternatives, page, report
from maps.report import Background
from maps.sharing.audience import files
from tests.maps import test_alternatives_page, test_compare_browser, test_rollout_browser
from tests.maps.builders import region, view_of
from tests.maps.conftest import Reader
from tests.maps.test_other_pages_access import READERS, shared_with

pytestmark = pytest.mark.browser

WIDTHS = (1280, 1024, 640, 390, 320)
"""A laptop, a tablet, a laptop at 200%, and two telephones."""

LEAST = 4
"""Pixels between the words of two heads beside each other."""

TOUCHING = """
const words = (cell) => {
  const found = [];
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode()); ) {
    const range = document.createRange();
    range.selectNodeContents(node);
    found.push(...[...range.getClientRects()].filter((box) => box.width > 0));
  }
  return found;
};
const beside = (a, b) => a.top < b.bottom - 1 && b.top < a.bottom - 1;
return [...document.querySelectorAll("thead tr")].flatMap((row) => {
  const cells = [...row.children].map((cell) => ({ name: cell.textContent.trim(), cell, words: words(cell) }));
  const heads = cells.filter((head) => head.words.length > 0);
  const leaves = (word, box) => word.left < box.left - 0.5 || word.right > box.right + 0.5;
  const out = heads.filter(({ cell, words }) => words.some((word) => leaves(word, cell.getBoundingClientRect())));
  const near = heads.slice(1).filter((head, i) =>
    heads[i].words.some((a) => head.words.some((b) => beside(a, b) && b.left - a.right < arguments[0])));
  return [...out, ...near].map(({ name }) => name);
});
"""


@cache
def pages(lang: Lang) -> dict[str, str]:
    view = view_of(region(n_hubs=6, n_unplaced=5), lang)
    return {
        "map": page.render(view),
        "report": report.render(view, Background(("Een regel.",), ())),
        "rollout": test_rollout_browser.page(lang),
        "compare": test_compare_browser.page(lang),
        "alternatives": alternatives.render(test_alternatives_page.view(lang)),
        "provider report": files(shared_with(READERS[2], lang), "0")["report.html"].decode(),
    }


@pytest.mark.parametrize("lang", list(Lang))
def test_no_head_of_a_column_touches_the_next_or_leaves_its_column(reader: Reader, lang: Lang) -> None:
    touching = {}
    for name, made in pages(lang).items():
        reader.open(made, scripted="dataset.ready" in made)
        for width in WIDTHS:
            reader.resize(width, 900)
            if name == "map":
                reader.js("if (!document.querySelector('.card')) document.querySelector('#list-rows [data-c]').click()")
            heads = reader.js(TOUCHING, LEAST)
            if heads:
                touching[name, width] = heads
    assert touching == {}


BROKEN = """
return [...document.querySelectorAll("#list-rows :is(.pick span, td:nth-child(2), .members td)")].filter((cell) => {
  const text = [...cell.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  if (!text) return false;
  const range = document.createRange();
  range.selectNodeContents(text);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > text.data.split(/[ -]/).length;
}).map((cell) => cell.textContent);
"""


def test_no_place_nor_constellation_is_broken_in_the_middle_where_the_table_is_narrow(reader: Reader) -> None:
    reader.open(pages(Lang.NL)["map"], width=1280)
    reader.js("document.querySelector('#list-rows [data-c]').click()")
    reader.js("document.getElementById('list').style.width = '9em'")
    assert reader.js(BROKEN) == []
