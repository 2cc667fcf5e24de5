"""``constellations map``: draw the map of an existing plan again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from geodata.language import Lang, Text
from maps import gis, page, split
from optimizer.application.drawing import Drawn
from optimizer.cli.localised import LocalisedCommand
from optimizer.cli.redrawing import redrawing


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return redrawing("map", lang, HELP, _rendered)


def _rendered(drawn: Drawn, output: Path) -> bytes | Mapping[str, bytes]:
    match output.suffix.lower():
        case ".geojson":
            return gis.as_geojson(drawn.view)
        case ".gpkg":
            return gis.as_geopackage(drawn.view)
        case "":
            parts = split.parts(drawn.view, drawn.settings)
            pages = {part.file_name: page.render(part.view).encode() for part in parts}
            return {split.INDEX: split.index(drawn.view, parts).encode(), **pages}
        case _:
            return page.render(drawn.view).encode()


HELP: Final = Text(
    nl="Tekent de kaart van een bestaand plan opnieuw, voor het planteam.\n\nEen naam die eindigt op .geojson of .gpkg "
    "geeft een bestand voor een GIS (zoals QGIS) in plaats van een pagina, met dezelfde gemaskeerde punten. Een naam "
    "zonder punt geeft een map met een pagina voor elke gemeente.",
    en="Draws the map of an existing plan again, for the planning team.\n\nA name that ends in .geojson or .gpkg gives "
    "a file for a GIS (such as QGIS) instead of a page, with the same masked points. A name without a dot gives a "
    "folder with a page for each municipality.",
)
