"""A large plan as a folder of pages."""

import re
from functools import cache

from maps.settings import Settings
from maps.split import index, parts
from maps.view_model import MapView
from tests.maps.builders import region, view_of


@cache
def view() -> MapView:
    return view_of(region())


def test_every_constellation_and_every_unplaced_family_is_on_exactly_one_page() -> None:
    pages = parts(view(), Settings())

    marks = sorted(mark.id for part in pages for mark in part.view.constellations)
    lost = sorted(mark.member.id for part in pages for mark in part.view.unplaced)
    assert marks == [mark.id for mark in view().constellations]
    assert lost == sorted(mark.member.id for mark in view().unplaced)
    assert len(pages) > 3


def test_a_page_counts_only_its_own() -> None:
    for part in parts(view(), Settings()):
        placed = sum(len(mark.satellites) + 1 for mark in part.view.constellations)
        assert part.view.figures[0].value == str(placed)
        assert part.view.tiers == ()
        assert part.name in part.view.title
        assert len(part.view.backdrop.areas) <= len(view().backdrop.areas)


def test_file_names_hold_nothing_but_letters_digits_and_dashes() -> None:
    families = region()
    pages = parts(view_of(families), Settings())

    assert all(re.fullmatch(r"\d+-[a-z0-9-]+\.html", part.file_name) for part in pages)
    assert len({part.file_name for part in pages}) == len(pages)


def test_the_index_leads_to_every_page_and_runs_nothing() -> None:
    pages = parts(view(), Settings())
    written = index(view(), pages)

    assert re.findall(r'href="([^"]+)"', written) == [part.file_name for part in pages]
    assert "<script" not in written
