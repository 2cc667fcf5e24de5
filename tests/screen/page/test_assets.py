"""The files of the page: every sentence that they say exists, and nothing stands in them that the policy refuses."""

import re
from importlib import resources
from pathlib import Path
from typing import Final

import pytest

from optimizer.screen.page_texts import TEXTS

ASSETS: Final = Path(str(resources.files("optimizer.screen"))) / "assets"
SCRIPTS: Final = sorted(ASSETS.glob("*.js"))
PREFIXES: Final = (
    *("step_", "time_", "short_", "tab_", "kind_", "col_", "mem_", "error_", "role_", "did_", "answer_"),
    *("q_", "reader_", "page_", "tour", "busy_", "move_"),
)
"""Of names that a script puts together: what they begin with."""


def names_said() -> set[str]:
    """Every word of a script that stands between quotation marks; names of sentences are among them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    return set(re.findall(r'"(\w+)"', text)) | set(re.findall(r"\bwords\.(\w+)", text))


def test_every_sentence_is_said_somewhere() -> None:
    said = names_said()
    counted = {name + ending for name in said for ending in ("One", "Many")}
    unsaid = {name for name in TEXTS if name not in said | counted and not name.startswith(PREFIXES)}
    assert unsaid == set()


def test_every_sentence_that_is_said_exists() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    plain = set(re.findall(r'\bsay\("(\w+)"[,)]', text))
    assert len(plain) > 100
    assert plain - set(TEXTS) == set()
    for key in re.findall(r'\bcount\("(\w+)"', text):
        assert {key + "One", key + "Many"} <= set(TEXTS)
    for start in set(re.findall(r'\bsay\("(\w+_)" \+', text)):
        assert start in PREFIXES
        assert any(name.startswith(start) for name in TEXTS)


@pytest.mark.parametrize("path", sorted(ASSETS.iterdir()), ids=lambda path: path.name)
def test_nothing_stands_inline_and_no_text_becomes_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
    assert not re.search(r"""\sstyle=|\son\w+=["']|["']style["']|javascript:|https?://""", text)
    assert "<script>" not in text


def test_colours_are_those_of_the_map_page() -> None:
    def colours(text: str) -> list[str]:
        (listed,) = re.findall(r"COLOURS = \[(.*?)\]", text)
        return re.findall(r"#\w{6}", listed)

    page = (resources.files("maps") / "assets" / "elements.js").read_text(encoding="utf-8")
    ours = (ASSETS / "colours.js").read_text(encoding="utf-8")
    assert colours(ours) == colours(page)
    assert len(colours(ours)) == 8
