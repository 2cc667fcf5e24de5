"""``constellations routes``: metres and minutes over the roads of a map file, as ``distance.matrix`` reads them."""

from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from geodata.roads.road_source import ATTRIBUTION
from geodata.roads.table import FACTOR, Asked
from optimizer.application.folder import write_file
from optimizer.application.posing import read_input
from optimizer.application.roads import compute
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, families_argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, Number
from optimizer.cli.road_options import road_options, travel_from
from optimizer.cli.terminal import Terminal

_RADIUS_KM: Final = 5.0
_LARGEST_KM: Final = 500.0
_LARGEST_FACTOR: Final = 20.0


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        families_argument(lang),
        argument("extract", lang, EXTRACT, ExistingFile()),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=TABLE.say(lang)),
        option("--force", lang=lang, text=FORCE),
        *road_options(lang),
        option("--radius-km", "radius_km", lang=lang, text=RADIUS, kind=Number(), default=_RADIUS_KM),
        option("--factor", lang=lang, text=FACTOR_TEXT, kind=Number(), default=FACTOR),
        option("--everyone", lang=lang, text=EVERYONE),
    ]
    return LocalisedCommand("routes", lang, HELPS["routes"], in_context(run), params)


def run(
    terminal: Terminal, families: Path, extract: Path, output: Path, force: bool, everyone: bool, **options: Any
) -> int:
    """Compute the table and write it."""
    radius_km, factor = options["radius_km"], options["factor"]
    if not 0 < radius_km <= _LARGEST_KM:
        raise InputError([Fault(NO_RADIUS, {"high": _LARGEST_KM})])
    if not 1 <= factor <= _LARGEST_FACTOR:
        raise InputError([Fault(NO_FACTOR, {"high": _LARGEST_FACTOR})])
    if output.exists() and not force:
        raise InputError([Fault(EXISTS, file=output.name)])
    reading = read_input(families, terminal)
    asked = Asked(radius_km * 1000, factor, everyone=everyone)
    table = compute(extract, reading.families, travel_from(options), asked, terminal)
    write_file(output, table.as_csv().encode(), force=force)
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
NO_RADIUS: Final = Text(
    nl="de straal (--radius-km) is groter dan nul en hoogstens {high} km.",
    en="the radius (--radius-km) is more than zero and at most {high} km.",
)
NO_FACTOR: Final = Text(
    nl="de factor (--factor) ligt tussen 1 en {high}.", en="the factor (--factor) lies between 1 and {high}."
)
EXISTS: Final = Text(
    nl="dit bestand bestaat al; geef een andere naam, of --force om het te vervangen.",
    en="this file exists already; give another name, or --force to replace it.",
)
WRITTEN: Final = Text(nl="{n} paren geschreven in {path}: {source}.", en="{n} pairs written to {path}: {source}.")
