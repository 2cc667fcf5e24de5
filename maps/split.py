"""A large plan as a folder of pages: one for each municipality of a hub home, and a page that leads to them."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from geodata.language import Lang, Text, number
from maps.backdrop import AreaMark, Backdrop, PlaceMark, Point
from maps.figures import charts, exchange, headline
from maps.settings import Settings
from maps.view_model import ConstellationMark, MapView, UnplacedMark

ELSEWHERE: Final = Text(nl="Gemeente onbekend", en="Municipality unknown")
INDEX: Final = "index.html"
PART: Final = Text(nl="{title}: {part}", en="{title}: {part}")
PART_NOTICE: Final = Text(
    nl="Deze pagina toont de constellaties met een hubhome in {part}; andere staan op hun eigen pagina.",
    en="This page shows the constellations with a hub home in {part}; others have their own page.",
)
LINE: Final = Text(
    nl="constellaties: {n}; gezinnen niet ingedeeld: {lost}", en="constellations: {n}; families unplaced: {lost}"
)
LEADS: Final = Text(nl="Eén pagina per gemeente", en="One page for each municipality")

_MARGIN: Final = 0.05


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a folder.

    Attributes
    ----------
    file_name
        Made of letters, digits and dashes only, whatever the municipality is called.
    """

    name: str
    file_name: str
    view: MapView


def parts(view: MapView, settings: Settings) -> tuple[Part, ...]:
    """Cut a view into one for each municipality, in alphabetical order.

    A constellation belongs to the municipality of its hub home, an unplaced family to its own. Figures and charts are
    those of the part; tiers and what is proved of them concern the whole plan and are left out.
    """
    marks: dict[str, list[ConstellationMark]] = {}
    lost: dict[str, list[UnplacedMark]] = {}
    for mark in view.constellations:
        town = mark.hub.municipality if mark.hub else None
        marks.setdefault(town or ELSEWHERE.say(view.lang), []).append(mark)
    for unplaced in view.unplaced:
        lost.setdefault(unplaced.member.municipality or ELSEWHERE.say(view.lang), []).append(unplaced)
    names = sorted(marks.keys() | lost.keys())
    width = len(str(len(names)))
    return tuple(
        Part(
            name,
            f"{row:0{width}d}-{_plain(name)}.html",
            _part(view, settings, name, tuple(marks.get(name, ())), tuple(lost.get(name, ()))),
        )
        for row, name in enumerate(names, start=1)
    )


def _part(
    view: MapView, settings: Settings, name: str, marks: tuple[ConstellationMark, ...], lost: tuple[UnplacedMark, ...]
) -> MapView:
    lang = view.lang
    n_joining = len(lost) + sum(len(mark.satellites) + 1 for mark in marks)
    members = [member for mark in marks for member in (mark.hub, *mark.satellites) if member]
    providers = sorted({member.provider for member in members if member.provider})
    return replace(
        view,
        title=PART.say(lang, {"title": view.title, "part": name}),
        notices=(*view.notices, PART_NOTICE.say(lang, {"part": name})),
        constellations=marks,
        unplaced=lost,
        backdrop=_around(view.backdrop, list(_spots(marks, lost))),
        figures=headline(marks, n_joining, len(lost), 0, lang, exact=view.exact, per_km=view.minutes_per_km),
        charts=charts(marks, settings, lang, exact=view.exact, per_km=view.minutes_per_km),
        tiers=(),
        exchange=exchange(marks, providers, lang),
    )


def _spots(marks: tuple[ConstellationMark, ...], lost: tuple[UnplacedMark, ...]) -> Iterator[Point]:
    for mark in marks:
        yield from mark.hull
    for unplaced in lost:
        if unplaced.member.point:
            yield unplaced.member.point


def _around(backdrop: Backdrop, spots: list[Point]) -> Backdrop:
    """Keep the areas and places near what is drawn."""
    if not spots:
        return backdrop
    south, north = min(lat for lat, _ in spots) - _MARGIN, max(lat for lat, _ in spots) + _MARGIN
    west, east = min(lon for _, lon in spots) - _MARGIN, max(lon for _, lon in spots) + _MARGIN

    def touches(area: AreaMark) -> bool:
        corners = [corner for polygon in area.polygons for corner in polygon[0]]
        lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
        return min(lats) <= north and max(lats) >= south and min(lons) <= east and max(lons) >= west

    def near(place: PlaceMark) -> bool:
        return south <= place.point[0] <= north and west <= place.point[1] <= east

    return replace(backdrop, areas=tuple(filter(touches, backdrop.areas)), places=tuple(filter(near, backdrop.places)))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "x"


def index(view: MapView, pages: tuple[Part, ...]) -> str:
    """Write the page that leads to the parts: plain links, no script, nothing from any network."""
    rows = "\n".join(_row(part, view.lang) for part in pages)
    alarms = "".join(f'<p class="alarm">{html.escape(text)}</p>' for text in view.alarms)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{view.lang.value}">',
            '<head><meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(view.title)}</title>",
            f"<style>{_STYLE}</style></head>",
            f"<body><main><h1>{html.escape(view.title)}</h1>{alarms}<h2>{html.escape(LEADS.say(view.lang))}</h2>",
            f"<ul>\n{rows}\n</ul></main></body></html>",
            "",
        )
    )


def _row(part: Part, lang: Lang) -> str:
    facts = {"n": number(len(part.view.constellations), lang), "lost": number(len(part.view.unplaced), lang)}
    said = html.escape(LINE.say(lang, facts))
    return f'<li><a href="{part.file_name}">{html.escape(part.name)}</a> <span>{said}</span></li>'


_STYLE: Final = (
    "*{box-sizing:border-box}"
    "body{margin:0;color:#17202b;background:#f4f6f9;font:1rem/1.5 'Segoe UI',Arial,'Liberation Sans',sans-serif}"
    "main{max-width:60rem;margin:0 auto;padding:1.25rem;background:#fff;min-height:100vh}"
    "h1{font-size:1.4rem;border-bottom:3px solid #17457a;padding-bottom:.5rem;overflow-wrap:anywhere}"
    "h2{font-size:1.1rem;color:#17457a}ul{padding:0;list-style:none;columns:18rem}"
    "li{break-inside:avoid;padding:.2rem 0}a{color:#17457a}span{display:block;font-size:.85rem;color:#4a5666}"
    ".alarm{padding:.5rem .75rem;border-left:5px solid #8a1c1c;background:#fdecec;color:#6b1212;font-weight:600}"
)
