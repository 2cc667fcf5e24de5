"""``compare.html``: two maps that move together, the moves, and the figures side by side. Speaks to no network."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text
from maps.comparison import KINDS, ComparisonView, FigureLine, MoveLine
from maps.page import document, program
from maps.page_data import Json, area_data, ground_data
from maps.templates import asset
from maps.view_model import ConstellationMark, MapView, Member
from maps.words import WORDS as PAGE_WORDS

SCRIPTS: Final = (
    "elements.js",
    "names.js",
    "wheel.js",
    "ground.js",
    "compare_maps.js",
    "compare_lists.js",
    "compare.js",
)
SHARED: Final = ("decimal", "group", "km", "unknown", "print", "whole", "zoomIn", "zoomOut")


def render(view: ComparisonView) -> str:
    """Write the page; the same view gives the same page, byte for byte."""
    from maps.offline_map import folium_map  # noqa: PLC0415 - folium is slow to load, and few commands draw

    both = [mark for side in view.sides for mark in side.constellations]
    most = max(sum(len(mark.satellites) + 1 for mark in side.constellations) for side in view.sides)
    maps = [folium_map(name, both, most) for name in ("a", "b")]
    body = asset("compare.html")
    for name, (div, _) in zip(("a", "b"), maps, strict=True):
        body = body.replace(f"<!--map-{name}-->", div)
    return document(
        view.lang,
        view.title,
        body=body,
        style=asset("page.css") + asset("compare.css"),
        data=_data(view),
        scripts=(*(script for _, script in maps), program(SCRIPTS, "maps", "[map_a, map_b]")),
    )


def _data(view: ComparisonView) -> Json:
    said = {
        **{key: PAGE_WORDS[key] for key in SHARED},
        **{f"kind_{key}": text for key, text in KINDS.items()},
        **WORDS,
    }
    return {
        "lang": view.lang.value,
        "title": view.title,
        "subtitle": view.subtitle,
        "notices": [[notice, notice in view.alarms] for notice in view.notices],
        "names": list(view.names),
        "sides": [_side(side) for side in view.sides],
        "ground": ground_data(view.backdrop.ground),
        "areas": [area_data(area) for area in view.backdrop.areas],
        "places": [[place.name, *place.point, place.weight] for place in view.backdrop.places],
        "schematic": view.backdrop.schematic and bool(view.backdrop.areas),
        "attribution": list(view.backdrop.attribution),
        "figures": [_figure(each) for each in view.figures],
        "settings": [list(each) for each in view.settings],
        "pairs": [[each.a, each.b, each.n_shared, each.n_leave, each.n_come] for each in view.pairs],
        "moves": [_move(each) for each in view.moves],
        "kinds": list(KINDS),
        "words": {key: text.nl if view.lang.value == "nl" else text.en for key, text in said.items()},
    }


def _side(side: MapView) -> Json:
    return {
        "constellations": [_constellation(mark) for mark in side.constellations],
        "unplaced": [_member(mark.member) for mark in side.unplaced],
    }


def _constellation(mark: ConstellationMark) -> Json:
    return {
        "id": mark.id,
        "title": mark.title or mark.id,
        "n": mark.number,
        "colour": mark.colour,
        "hub": None if mark.hub is None else _member(mark.hub),
        "satellites": [_member(member) for member in mark.satellites],
        "hull": [degree for point in mark.hull for degree in point],
    }


def _member(member: Member) -> Json:
    lat, lon = member.point or (None, None)
    return [member.id, lat, lon]


def _figure(each: FigureLine) -> Json:
    return [each.title, each.a, each.b, each.difference, each.better]


def _move(each: MoveLine) -> Json:
    return [each.family, each.kind, each.said, each.a, each.b, each.far_a, each.far_b]


WORDS: Final[Mapping[str, Text]] = {
    "maps": Text(nl="Beide kaarten", en="Both maps"),
    "mapHelp": Text(
        nl="Kaart van {name}. Met de pijltjestoetsen verschuift u beide kaarten, met plus en min zoomt u. Alles op de "
        "kaart staat ook in de lijsten eronder.",
        en="Map of {name}. The arrow keys move both maps, plus and minus zoom. Everything on the map is also in the "
        "lists below.",
    ),
    "skip": Text(nl="Naar de lijst van wat verandert", en="To the list of what changes"),
    "moves": Text(nl="Wat verandert", en="What changes"),
    "noMoves": Text(
        nl="Elk gezin zit in beide plannen in dezelfde constellatie.",
        en="Every family is in the same constellation in both plans.",
    ),
    "shown": Text(nl="{n} van {all} getoond", en="{n} of {all} shown"),
    "all": Text(nl="Alles", en="Everything"),
    "show": Text(nl="Toon", en="Show"),
    "search": Text(nl="Zoek gezin of constellatie", en="Search family or constellation"),
    "family": Text(nl="Gezin", en="Family"),
    "what": Text(nl="Wat er gebeurt", en="What happens"),
    "distance": Text(nl="Afstand tot de hubhome", en="Distance to the hub home"),
    "clear": Text(nl="Keuze wissen", en="Clear choice"),
    "figures": Text(nl="Cijfers naast elkaar", en="Figures side by side"),
    "figure": Text(nl="Cijfer", en="Figure"),
    "difference": Text(nl="Verschil", en="Difference"),
    "better": Text(nl="beter", en="better"),
    "worse": Text(nl="slechter", en="worse"),
    "settings": Text(nl="Instellingen die verschillen", en="Settings that differ"),
    "setting": Text(nl="Instelling", en="Setting"),
    "pairs": Text(nl="Constellaties naast elkaar", en="Constellations side by side"),
    "constellation": Text(nl="Constellatie", en="Constellation"),
    "pairsNote": Text(
        nl="Constellaties die de meeste gezinnen delen, horen bij elkaar en hebben dezelfde kleur.",
        en="Constellations that share the most families belong together and have the same colour.",
    ),
    "shared": Text(nl="Blijven", en="Stay"),
    "leave": Text(nl="Gaan weg", en="Leave"),
    "come": Text(nl="Komen erbij", en="Come"),
    "none": Text(nl="geen", en="none"),
    "hubOf": Text(nl="hubhome {hub}", en="hub home {hub}"),
    "unplacedOf": Text(nl="{family} is niet ingedeeld.", en="{family} is unplaced."),
    "chosenFamily": Text(nl="{family}: {what}", en="{family}: {what}"),
    "chosenPair": Text(nl="{a} en {b}: {n} gezinnen gedeeld.", en="{a} and {b}: {n} families shared."),
    "onlyIn": Text(nl="{constellation} staat alleen in {name}.", en="{constellation} is in {name} only."),
    "legendHub": Text(nl="Hubhome, met het nummer van de constellatie", en="Hub home, with the constellation's number"),
    "legendSatellite": Text(nl="Satellietgezin", en="Satellite"),
    "legendUnplaced": Text(nl="Niet ingedeeld gezin", en="Unplaced family"),
    "legendMoves": Text(nl="Gezin waarvoor iets verandert", en="Family for which something changes"),
    "signs": Text(nl="Wat de tekens betekenen", en="What the signs mean"),
}
