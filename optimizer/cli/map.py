"""``constellations map``: draw the map of an existing plan again."""

from collections.abc import Mapping
from pathlib import Path

from geodata.language import Lang
from maps import gis, page, split
from optimizer.application.drawing import Drawn
from optimizer.application.folder import check_file, check_folder
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand
from optimizer.cli.redrawing import redrawing


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return redrawing("map", lang, HELPS["map"], _rendered, _check)


def _check(output: Path, force: bool) -> None:
    (check_file if output.suffix else check_folder)(output, force=force)


def _rendered(drawn: Drawn, output: Path) -> bytes | Mapping[str, bytes]:
    match output.suffix.lower():
        case ".geojson":
            return gis.as_geojson(drawn.view, lines=True)
        case ".gpkg":
            return gis.as_geopackage(drawn.view, lines=True)
        case "":
            parts = split.parts(drawn.view, drawn.settings)
            pages = {part.file_name: page.render(part.view).encode() for part in parts}
            return {split.INDEX: split.index(drawn.view, parts).encode(), **pages}
        case _:
            return page.render(drawn.view).encode()
