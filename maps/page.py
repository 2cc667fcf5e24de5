"""The page of a view: one HTML file by folium that speaks to nobody. No decisions are left here."""

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from geodata.language import Lang
from maps.backdrop import Tiles
from maps.page_data import Json, page_data, script_json
from maps.templates import asset
from maps.view_model import MapView
from maps.words import WORDS

SCRIPTS: Final = (
    "elements.js",
    "base.js",
    "state.js",
    "filters.js",
    "names.js",
    "search.js",
    "wheel.js",
    "ground.js",
    "shades.js",
    "layers.js",
    "tools.js",
    "map.js",
    "list.js",
    "unplaced.js",
    "helps.js",
    "charts.js",
    "figures.js",
    "paper.js",
    "main.js",
)
_LEAFLET: Final = "static/js_lib_leaflet"


def render(view: MapView) -> str:
    """Draw a view as one HTML page.

    The page asks nothing of any network: its Content-Security-Policy allows the scripts in it by their hashes, images
    from data, and nothing else; with ``view.tiles`` also images from that host. All text travels as JSON and reaches
    the screen as text. The same view gives the same page, byte for byte.
    """
    div, map_script = _folium(view)
    return document(
        view.lang,
        view.title,
        body=asset("page.html").replace("<!--map-->", div),
        style=asset("page.css") + asset("print.css"),
        data=page_data(view),
        scripts=(map_script, program(SCRIPTS, "map", "map_plan")),
        tiles=view.tiles,
    )


def document(
    lang: Lang, title: str, *, body: str, style: str, data: Json, scripts: Sequence[str], tiles: Tiles | None = None
) -> str:
    """Write a page that holds Leaflet, data and scripts, and may ask nothing of any network but for tiles."""
    run = (_leaflet("leaflet.js"), *scripts)
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(run, tiles)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        '<link rel="icon" href="data:,">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{_leaflet('leaflet.css')}</style>",
        f"<style>{style}</style>",
    )
    no_script = WORDS["noScript"].say(lang)
    parts = (
        f"<noscript><p>{html.escape(no_script)}</p></noscript>",
        body,
        f'<script type="application/json" id="view">{script_json(data)}</script>',
        *(f"<script>{script}</script>" for script in run),
    )
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{lang.value}">',
        "<head>",
        *head,
        "</head>",
        "<body>",
        *parts,
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines)


def load() -> None:
    """Load folium, which is slow to load, for who has a moment before a page is drawn."""
    import maps.offline_map  # noqa: F401, PLC0415 - as said


def _folium(view: MapView) -> tuple[str, str]:
    """Give folium's element for the map, and the script that makes it."""
    from maps.offline_map import folium_map  # noqa: PLC0415 - folium is slow to load, and few commands draw

    n_families = sum(len(mark.satellites) + 1 for mark in view.constellations) + len(view.unplaced)
    return folium_map("plan", view.constellations, n_families, view.tiles)


def _policy(scripts: Sequence[str], tiles: Tiles | None) -> str:
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    images = " ".join(("data:", *(tiles.origins if tiles else ())))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _leaflet(name: str) -> str:
    """Read Leaflet as its package carries it, without the pictures and the source map it would ask for."""
    text = (resources.files("js_lib_leaflet") / _LEAFLET / name).read_text(encoding="utf-8")
    text = re.sub(r"url\([^)]*\)", "none", text) if name.endswith(".css") else text
    return re.sub(r"\n//# sourceMappingURL=\S*", "", text).strip()


@cache
def program(names: tuple[str, ...], argument: str, value: str) -> str:
    """Give our own script: the parts in one closed scope, with folium's map as its argument."""
    parts = "\n".join(asset(name).strip() for name in names)
    return f'(function ({argument}) {{\n"use strict";\n{parts}\n}})({value});'
