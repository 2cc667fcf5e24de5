"""The options of commands that measure over roads."""

from collections.abc import Mapping
from typing import Any, Final

from geodata.language import Lang, Text
from geodata.roads.modes import Mode
from geodata.roads.speeds import CYCLING_KMH
from optimizer.application.travel import Travel
from optimizer.cli.localised import LocalisedOption, option
from optimizer.cli.parameter_types import ExistingFile, Number, OneOf


def road_options(lang: Lang) -> list[LocalisedOption]:
    """Give the options on how somebody travels."""
    modes = tuple(Mode)
    return [
        option("--by", lang=lang, text=BY, kind=OneOf(*modes), default=str(Mode.CAR), metavar="|".join(modes)),
        option("--cycling-kmh", "cycling_kmh", lang=lang, text=CYCLING, kind=Number()),
        option("--speeds", lang=lang, text=SPEEDS, kind=ExistingFile()),
    ]


def travel_from(options: Mapping[str, Any]) -> Travel:
    """Take by what families travel from the options of a command."""
    return Travel(Mode(options["by"]), options["cycling_kmh"], options["speeds"])


BY: Final = Text(nl="Waarmee gezinnen reizen. [standaard: car, de auto]", en="By what families travel. [default: car]")
CYCLING: Final = Text(
    nl=f"Fietssnelheid op een goede weg in km per uur, met kinderen bijvoorbeeld 12. [standaard: {CYCLING_KMH:g}]",
    en=f"Speed of cycling on a good road in km an hour, with children 12 for instance. [default: {CYCLING_KMH:g}]",
)
SPEEDS: Final = Text(
    nl="Eigen tabel van snelheden per soort weg; begin met een kopie van examples/roads/speeds.csv.",
    en="Your own table of speeds by road class; begin with a copy of examples/roads/speeds.csv.",
)
