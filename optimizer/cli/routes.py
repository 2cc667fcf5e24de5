"""``constellations routes``: metres and minutes over the roads of a map file, as ``distance.matrix`` reads them."""

from pathlib import Path
from typing import Any, Final

from geodata.language import Lang, Text
from geodata.roads.road_source import ATTRIBUTION
from geodata.roads.table import FACTOR
from optimizer.application.roads import RADIUS_KM, RoutesRequest, make_routes
from optimizer.cli.families_options import families_from, families_options
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, Number
from optimizer.cli.road_options import road_options, travel_from
from optimizer.cli.terminal import Terminal


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        *families_options(lang),
        argument("extract", lang, EXTRACT, ExistingFile()),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=TABLE.say(lang)),
        option("--force", lang=lang, text=FORCE),
        *road_options(lang),
        option("--radius-km", "radius_km", lang=lang, text=RADIUS, kind=Number(), default=RADIUS_KM),
        option("--factor", lang=lang, text=FACTOR_TEXT, kind=Number(), default=FACTOR),
        option("--everyone", lang=lang, text=EVERYONE),
    ]
    return LocalisedCommand("routes", lang, HELPS["routes"], in_context(run), params)


def run(
    terminal: Terminal,
    families: tuple[Path, ...],
    extract: Path,
    output: Path,
    force: bool,
    everyone: bool,
    **options: Any,
) -> int:
    """Compute the table and write it."""
    request = RoutesRequest(
        families_from(families, options),
        extract,
        output,
        terminal.lang,
        travel_from(options),
        options["radius_km"],
        options["factor"],
        everyone,
        force,
    )
    table = make_routes(request, terminal)
    n_pairs = sum(row[0] != row[1] for row in table.rows)
    source = table.source
    terminal.document(
        {
            "schema": "constellations/routes/1",
            "file": str(output),
            "pairs": n_pairs,
            "by": str(source.by),
            "roads": source.file,
            "roads_date": source.date,
            "within_km": source.within_km,
            "attribution": ATTRIBUTION,
        }
    )
    terminal.say(WRITTEN, {"n": n_pairs, "path": str(output), "source": source.say(terminal.lang, minutes=False)})
    return 0


EXTRACT: Final = Text(nl="KAART.osm.pbf", en="MAP.osm.pbf")
TABLE: Final = Text(nl="BESTAND", en="FILE")
OUTPUT: Final = Text(nl="Bestand voor de tabel, bijvoorbeeld minuten.csv.", en="File for the table, minutes.csv say.")
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
RADIUS: Final = Text(
    nl="De straal waarmee u wilt plannen, in km. [standaard: 5]", en="The radius you will plan with, km. [default: 5]"
)
FACTOR_TEXT: Final = Text(
    nl="Bereken paren tot zoveel keer de straal hemelsbreed. [standaard: 2]",
    en="Compute pairs up to so many times the radius in a straight line. [default: 2]",
)
EVERYONE: Final = Text(
    nl="Bereken de weg tussen alle gezinnen, niet alleen naar kandidaat-hubhomes; nodig voor --mutual-km.",
    en="Compute the way between all families, not only to candidate hub homes; needed for --mutual-km.",
)
WRITTEN: Final = Text(nl="{n} paren geschreven in {path}: {source}.", en="{n} pairs written to {path}: {source}.")
