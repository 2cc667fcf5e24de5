"""Tile servers that a user may ask for; the page may then speak to that host, and to no other."""

import re
from typing import Final
from urllib.parse import urlsplit

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from maps.backdrop import Tiles

PDOK: Final = Tiles(
    url="https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png",
    origins=("https://service.pdok.nl",),
    attribution="Kaartgegevens: © Kadaster, BRT Achtergrondkaart (CC BY 4.0)",
    max_zoom=19,
)

OSM: Final = Tiles(
    url="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    origins=("https://tile.openstreetmap.org",),
    attribution="© OpenStreetMap contributors (ODbL)",
    max_zoom=19,
)

WARNING: Final = Text(
    nl="Deze kaart haalt haar achtergrond op bij {host}. Die server ziet naar welk gebied u kijkt, en vanaf welk "
    "netwerkadres.",
    en="This map fetches its background from {host}. That server sees which area you look at, and from which network "
    "address.",
)

BAD_URL: Final = Text(
    nl="Dit is geen adres van kaarttegels. Geef 'pdok', 'osm' of een https-adres met {{z}}, {{x}} en {{y}} erin.",
    en="This is no address of map tiles. Give 'pdok', 'osm' or an https address with {{z}}, {{x}} and {{y}} in it.",
)

_HOST: Final = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_SAFE: Final = re.compile(r"[A-Za-z0-9:/._~%@!$()*+,;=?&{}-]+")
_GAPS: Final = frozenset({"{z}", "{x}", "{y}"})


def tiles_of(wish: str) -> Tiles:
    """Read what a user gave after ``--tiles``: ``pdok``, ``osm`` or the address of a tile server.

    Raises
    ------
    InputError
        When it is none of these. Only https is taken: a plain connection tells everybody on the way.
    """
    known = {"pdok": PDOK, "osm": OSM}.get(wish.strip().lower())
    if known is not None:
        return known
    try:
        parts = urlsplit(wish)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError([Fault(BAD_URL)]) from error
    gaps = re.findall(r"\{[^}]*\}", wish)
    path = wish.split(parts.netloc, 1)[1] if parts.netloc else ""
    sound = (
        parts.scheme == "https"
        and _HOST.fullmatch(host)
        and not parts.username
        and _SAFE.fullmatch(wish)
        and set(gaps) == _GAPS
        and all(gap in path for gap in _GAPS)
    )
    if not sound:
        raise InputError([Fault(BAD_URL)])
    origin = f"https://{host}" + (f":{port}" if port else "")
    return Tiles(url=wish, origins=(origin,), attribution=host)


def warning(tiles: Tiles, lang: Lang) -> str:
    """Say what the tile server learns; shown on the page."""
    return WARNING.say(lang, {"host": hosts_of(tiles)})


def hosts_of(tiles: Tiles) -> tuple[str, ...]:
    """Give the names of the servers that are asked."""
    return tuple(urlsplit(origin).netloc for origin in tiles.origins)
