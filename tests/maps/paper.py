"""Looking at a page as it is printed: what hangs off the sheet, which words are broken, how many sheets there are."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.maps.conftest import Reader

_OFF_SHEET = """
const wide = document.documentElement.clientWidth + 1, found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const own = node.parentElement;
  if (/SCRIPT|STYLE|NOSCRIPT|TITLE/i.test(own.tagName) || own.closest('symbol') || !own.checkVisibility()) continue;
  for (const {0: word, index} of node.data.matchAll(/[^\\s\\u00ad\\u200b]+/g)) {
    range.setStart(node, index); range.setEnd(node, index + word.length);
    const boxes = [...range.getClientRects()].filter(box => box.width > 0.5);
    if (boxes.some(box => box.right > wide || box.left < -1)) found.push('off the sheet: ' + word);
    const lines = new Set(boxes.map(box => Math.round(box.top / 4)));
    if (lines.size > 1 && /^[\\p{L}\\p{N}.,]+$/u.test(word) && word.length < 25) found.push('broken: ' + word);
  }
}
return found;
"""


@contextmanager
def on_paper(reader: Reader, width_mm: float | None = None) -> Iterator[None]:
    """Show the page as it is printed while this lasts, on a sheet with so much room where that is given."""
    reader.cdp("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        if width_mm is not None:
            reader.resize(round(width_mm / 25.4 * 96), 1000)
        yield
    finally:
        reader.cdp("Emulation.setEmulatedMedia", {"media": ""})


def misprinted(reader: Reader, width_mm: float) -> list[str]:
    """Give the words that hang off a sheet with so much room, and those broken in the middle.

    Long hashes and words with a hyphen or a slash may be broken.
    """
    with on_paper(reader, width_mm):
        found: list[str] = reader.js(_OFF_SHEET)
    return found


def sheets(reader: Reader) -> list[tuple[float, float]]:
    """Print the page on A4, as it asks to be printed; give width and height of every sheet in millimetres."""
    a4 = {"paperWidth": 210 / 25.4, "paperHeight": 297 / 25.4}
    printed = reader.cdp("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True, **a4})
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", base64.b64decode(printed["data"]))
    return [(float(width) / 72 * 25.4, float(height) / 72 * 25.4) for width, height in boxes]
