"""Tile servers: asked for aloud, one host, https only."""

import re

import pytest

from geodata.errors import InputError
from geodata.language import Lang
from maps.page import render
from maps.tiles import OSM, PDOK, tiles_of, warning
from tests.maps.builders import region, view_of


@pytest.mark.parametrize(
    ("wish", "origin"),
    [
        ("pdok", "https://service.pdok.nl"),
        ("OSM", "https://tile.openstreetmap.org"),
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("https://tiles.example.org:8443/a/{z}/{y}/{x}.png?key=1", "https://tiles.example.org:8443"),
    ],
)
def test_a_tile_server_may_be_asked_for(wish: str, origin: str) -> None:
    assert tiles_of(wish).origins == (origin,)


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "file:///etc/{z}/{x}/{y}",
        "javascript:alert(1)//{z}{x}{y}",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{s}.png",
        "https://{z}.example.org/{x}/{y}.png",
        "https://user:secret@tiles.example.org/{z}/{x}/{y}.png",
        "https://a.org; script-src *//{z}/{x}/{y}",
        "https://a.org/{z}/{x}/{y}'\"><script>",
        "https://[::1/{z}/{x}/{y}",
        "https://a.org:99999999/{z}/{x}/{y}",
    ],
)
def test_anything_else_is_refused(wish: str) -> None:
    with pytest.raises(InputError) as error:
        tiles_of(wish)

    assert "{z}, {x}" in error.value.faults[0].say(Lang.NL)


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_the_policy_opens_for_images_of_that_host_alone() -> None:
    plan = region(n_hubs=2)
    without, with_tiles = policy(render(view_of(plan))), policy(render(view_of(plan, tiles=PDOK)))

    assert "img-src data:;" in without
    assert "https:" not in without
    assert "img-src data: https://service.pdok.nl;" in with_tiles
    assert with_tiles.count("https:") == 1


def test_the_page_names_the_source_of_its_tiles() -> None:
    page = render(view_of(region(n_hubs=2), tiles=OSM))

    assert "OpenStreetMap contributors" in page
    assert "tile.openstreetmap.org" in warning(OSM, Lang.EN)
