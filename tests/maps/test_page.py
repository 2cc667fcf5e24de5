"""The page as a file: small, whole, the same every time, and deaf to what data would make it do."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from geodata.language import Lang, Text
from maps import comparison_page
from maps.backdrop import Backdrop
from maps.page import SCRIPTS, render
from maps.page_data import script_json
from maps.tables import Chart
from maps.view_model import MapView
from maps.words import WORDS
from tests.maps.builders import HOSTILE, country, region, view_of


@cache
def page(lang: Lang = Lang.NL) -> str:
    return render(view_of(region(), lang))


def test_the_same_view_gives_the_same_page_byte_for_byte() -> None:
    assert render(view_of(region())) == page()


def test_another_process_gives_the_same_page() -> None:
    script = (
        "import hashlib; from tests.maps.builders import *; from maps.page import render;"
        "print(hashlib.sha256(render(view_of(region())).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root)

    assert done.stdout.strip() == hashlib.sha256(page().encode()).hexdigest()


def test_the_page_of_a_region_is_small() -> None:
    assert len(page().encode()) < 600_000


@pytest.mark.slow
def test_the_page_of_the_country_is_under_four_megabytes() -> None:
    assert len(render(view_of(country())).encode()) < 4_000_000


def test_nothing_in_the_page_points_to_another_host() -> None:
    addresses = set(re.findall(r"https?://[^\s\"'<>)\\]+", page()))

    # Leaflet's licence, its usual attribution (not shown), its remarks on browsers, and the names of XML languages.
    remarks = {"leafletjs.com", "bugs.chromium.org", "bugzilla.mozilla.org", "www.w3.org"}
    assert {address.split("/")[2] for address in addresses} <= remarks
    assert not re.search(r"<(link|img|iframe|object|embed|audio|video|source)\b(?![^>]*href=\"data:,\")", page())
    assert "url(" not in page().split("<style>", 1)[1].split("</style>", 1)[0]
    assert "sourceMappingURL" not in page()


def test_the_policy_allows_the_scripts_in_the_page_by_their_hashes_and_nothing_else() -> None:
    policy = re.search(r'content="(default-src[^"]*)"', page())
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", page(), flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)

    assert policy[1] == (
        f"default-src 'none'; script-src {hashes}; "
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len(scripts) == 3


@pytest.mark.parametrize("name", [*HOSTILE, "<!--<script>", "]]>", "&lt;", "\u2028\u2029", "\u202eabc", "a\x00b"])
def test_text_is_data_and_comes_back_as_written(name: str) -> None:
    drawn = render(view_of(region(n_hubs=2, names=(name, "x", "y")), title=name))
    data = re.search(r'<script type="application/json" id="view">(.*?)</script>', drawn, flags=re.DOTALL)

    assert data is not None
    assert not set("<>&\u2028\u2029") & set(data[1])
    read = json.loads(data[1])
    ids = [row[0] for c in read["constellations"] for row in c["satellites"]]
    assert name in ids
    assert read["title"] == name
    assert drawn.count("<script") == 4 + drawn.count("a <script>")
    assert "<img" not in drawn


def test_json_escapes_what_could_end_a_script_or_a_line() -> None:
    assert script_json(["</script>", "\u2028"]) == '["\\u003c/script\\u003e","\\u2028"]'


def test_what_a_view_leaves_out_is_not_in_the_page() -> None:
    bare = MapView(
        lang=Lang.NL,
        title="Voor de raad",
        subtitle="",
        notices=(),
        exact=False,
        radius_m=None,
        constellations=(),
        unplaced=(),
        backdrop=Backdrop(),
        figures=(),
        charts=(Chart("a", "b", "c", ()),),
        tiers=(),
        exchange=None,
        settings=(),
    )
    drawn = render(bare)

    for family in region().families:
        assert f'"{family.id}"' not in drawn
        assert family.provider not in drawn


@pytest.mark.parametrize("lang", Lang)
def test_the_page_is_in_the_language_it_says(lang: Lang) -> None:
    assert f'<html lang="{lang.value}">' in page(lang)


PAGE_AND_WORDS: tuple[tuple[tuple[str, ...], Mapping[str, Text], set[str]], ...] = (
    (SCRIPTS, WORDS, {"noScript"}),
    (comparison_page.SCRIPTS, {**{key: WORDS[key] for key in comparison_page.SHARED}, **comparison_page.WORDS}, set()),
)


@pytest.mark.parametrize("words", [words for _, words, _ in PAGE_AND_WORDS])
def test_every_word_of_the_script_exists_in_both_languages_with_the_same_gaps(words: Mapping[str, Text]) -> None:
    for key, text in words.items():
        assert text.nl, key
        assert text.en, key
        assert set(re.findall(r"\{\w+\}", text.nl)) == set(re.findall(r"\{\w+\}", text.en)), key


@pytest.mark.parametrize(("names", "words", "elsewhere"), PAGE_AND_WORDS)
def test_the_script_asks_for_no_word_that_is_missing_and_leaves_none_unused(
    names: tuple[str, ...], words: Mapping[str, Text], elsewhere: set[str]
) -> None:
    assets = resources.files("maps") / "assets"
    scripts = "".join((assets / name).read_text(encoding="utf-8") for name in names)
    asked = set(re.findall(r'say\(\s*"(\w+)"', scripts))
    named = {key for key in words if f'"{key}"' in scripts or f"words.{key}" in scripts}
    built = {key for key in words if key.startswith("tag_")}

    assert asked - {"tag_", "kind_"} <= words.keys()
    assert words.keys() - named - built == elsewhere


RISKS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "bindPopup")


def test_the_script_writes_text_and_never_markup() -> None:
    for asset in (resources.files("maps") / "assets").iterdir():
        if asset.name.endswith(".js"):
            script = asset.read_text(encoding="utf-8")
            for risk in RISKS:
                assert risk not in script, (asset.name, risk)
