"""The contrast of words that axe-core leaves undetermined: over a map, over a drawing, of one character.

What a word is read against is taken from two pictures of the page, one with its words and one without: the pixels that
differ are those of the letters, and the second picture has what lies below them, halo and all.
"""

from dataclasses import dataclass

from tests.maps.conftest import Reader
from tests.maps.test_page_access import axe

_UNDETERMINED = """
const done = arguments[arguments.length - 1];
axe.run("html", {runOnly: ["color-contrast"]}).then((found) =>
  done(found.incomplete.flatMap((rule) => rule.nodes.map((node) => node.target.join(" ")))));
"""

_WITHOUT_WORDS = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("*, *::before, *::after { color: transparent !important; transition: none !important; }" +
  "* { -webkit-text-fill-color: transparent !important; }" +
  " svg text, svg tspan { fill: transparent !important; }");
document.adoptedStyleSheets = [sheet];
"""

_MEASURE = """
const [selectors, first, second, done] = arguments;
const pixels = async (shot) => {
  const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  return {width: image.width, height: image.height, at: (x, y, w, h) => context.getImageData(x, y, w, h).data};
};
const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const seenThrough = (node) => {
  let share = 1;
  for (let each = node; each; each = each.parentElement) share *= Number(getComputedStyle(each).opacity);
  return share;
};
(async () => {
  const [words, ground] = [await pixels(first), await pixels(second)];
  const found = [];
  for (const selector of selectors) {
    const element = document.querySelector(selector);
    const style = getComputedStyle(element);
    const drawn = element.closest("svg") ? style.fill : style.color;
    const [r, g, b, a = 1] = drawn.match(/[\\d.]+/g).map(Number);
    const share = a * seenThrough(element);
    const size = parseFloat(style.fontSize) * (element.getScreenCTM ? element.getScreenCTM().a : 1);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratios = [];
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const x = Math.max(0, Math.floor(box.left + scrollX)), y = Math.max(0, Math.floor(box.top + scrollY));
        const w = Math.min(words.width, Math.ceil(box.right + scrollX)) - x;
        const h = Math.min(words.height, Math.ceil(box.bottom + scrollY)) - y;
        if (w <= 0 || h <= 0) continue;
        const [one, other] = [words.at(x, y, w, h), ground.at(x, y, w, h)];
        for (let i = 0; i < one.length; i += 4) {
          const off = [0, 1, 2].reduce((sum, k) => sum + Math.abs(one[i + k] - other[i + k]), 0);
          if (off < 60) continue;
          const below = [other[i], other[i + 1], other[i + 2]];
          ratios.push(ratio([r, g, b].map((v, k) => v * share + below[k] * (1 - share)), below));
        }
      }
    }
    ratios.sort((p, q) => p - q);
    const tenth = ratios[Math.floor(ratios.length / 10)] ?? null;
    found.push({selector, text: element.textContent.trim(), least: large ? 3 : 4.5, ratio: tenth});
  }
  done(found);
})();
"""


def _picture(reader: Reader) -> str:
    width, height = reader.js("return [innerWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot: str = reader.cdp("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})["data"]
    return shot


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found of the words that axe-core leaves undetermined.

    Attributes
    ----------
    faint
        Words with less contrast than is asked, and how much they have.
    n_read
        How many were measured.
    unseen
        Words of which no pixel is seen.
    """

    faint: tuple[str, ...]
    n_read: int
    unseen: tuple[str, ...]


def measured(reader: Reader) -> Measured:
    """Measure every word that axe-core leaves undetermined.

    A word of which no pixel is seen (outside the frame of a map, below another) is not read. Nine of ten pixels of the
    letters have the contrast that is asked: a border of a municipality that crosses a name takes the tenth.
    """
    reader.js(axe() + "; window.axe = axe;")
    selectors = reader.chrome.execute_async_script(_UNDETERMINED)
    first = _picture(reader)
    reader.js(_WITHOUT_WORDS)
    second = _picture(reader)
    reader.js("document.adoptedStyleSheets = []")
    found = reader.chrome.execute_async_script(_MEASURE, selectors, first, second)
    assert len(found) == len(selectors)
    read = [each for each in found if each["ratio"] is not None]
    low = [each for each in read if each["ratio"] < each["least"]]
    faint = tuple(f"{each['text']}: {each['ratio']:.2f}, {each['selector']}" for each in low)
    return Measured(faint, len(read), tuple(each["text"] for each in found if each["ratio"] is None))
