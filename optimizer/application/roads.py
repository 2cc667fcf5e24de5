"""Road distances from a map file, as commands ask for them: their options, and the table that comes of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Lang, Text
from geodata.roads.modes import Mode
from geodata.roads.speeds import CYCLING_KMH, Speeds, read_speeds, standard_speeds
from geodata.roads.table import HEADER, Asked, RoadTable, road_table
from optimizer.application.folder import write_file
from optimizer.cli.localised import LocalisedOption, option
from optimizer.cli.parameter_types import ExistingFile, Number, OneOf
from optimizer.cli.terminal import Terminal
from optimizer.policy.file import with_values
from optimizer.policy.values import Policy

_SLOWEST_KMH: Final = 6.0
_FASTEST_KMH: Final = 45.0


def road_options(lang: Lang) -> list[LocalisedOption]:
    """Give the options on how somebody travels."""
    modes = tuple(Mode)
    return [
        option("--by", lang=lang, text=BY, kind=OneOf(*modes), default=str(Mode.CAR), metavar="|".join(modes)),
        option("--cycling-kmh", "cycling_kmh", lang=lang, text=CYCLING, kind=Number()),
        option("--speeds", lang=lang, text=SPEEDS, kind=ExistingFile()),
    ]


def compute(
    extract: Path, families: Families, options: Mapping[str, Any], asked: Asked, terminal: Terminal
) -> RoadTable:
    """Compute road distances, show how far that is, and say what is to be noticed.

    Raises
    ------
    InputError
        When the extract, the table of speeds or an option cannot be used.
    """
    speeds = _speeds(options)
    table = road_table(extract, families, speeds, asked, progress=lambda share: terminal.share_done(COMPUTING, share))
    for notice in table.notices:
        terminal.notice(notice)
    terminal.note(INDICATIVE)
    return table


def with_roads(
    policy: Policy, families: Families, families_file: Path, options: Mapping[str, Any], terminal: Terminal
) -> Policy:
    """Compute the distances that ``--roads`` asks for, keep them beside the families file, and name them in the policy.

    They tell how far homes lie from each other, as exactly as the families file does, and so stand where that stands.

    Raises
    ------
    InputError
        As :func:`compute`; and where a file of that name is no table of this program.
    """
    if policy.distance.matrix is not None or policy.distance.barriers is not None:
        raise InputError([Fault(TWO_WAYS)])
    reach_km = max(policy.radius.hub_km, policy.radius.mutual_km or 0.0)
    asked = Asked(reach_km * 1000, everyone=policy.radius.mutual_km is not None)
    path = families_file.with_name(f"{families_file.stem}-{options['by']}.csv")
    if path.exists() and not path.read_bytes().startswith(HEADER.encode()):
        raise InputError([Fault(IN_THE_WAY, file=path.name)])
    table = compute(options["roads"], families, options, asked, terminal)
    write_file(path, table.as_csv().encode(), force=True)
    terminal.note(KEPT, {"file": path.name})
    return with_values(policy, {"distance.matrix": str(path)})


def _speeds(options: Mapping[str, Any]) -> Speeds:
    mode = Mode(options["by"])
    speeds = standard_speeds(mode) if options["speeds"] is None else read_speeds(options["speeds"], mode)
    kmh = options["cycling_kmh"]
    if kmh is None:
        return speeds
    if not _SLOWEST_KMH <= kmh <= _FASTEST_KMH:
        raise InputError([Fault(NO_CYCLING, {"low": _SLOWEST_KMH, "high": _FASTEST_KMH})])
    return speeds.cycling_at(kmh)


BY: Final = Text(nl="Waarmee gezinnen reizen. [standaard: car, de auto]", en="By what families travel. [default: car]")
CYCLING: Final = Text(
    nl=f"Fietssnelheid op een goede weg in km per uur, met kinderen bijvoorbeeld 12. [standaard: {CYCLING_KMH:g}]",
    en=f"Speed of cycling on a good road in km an hour, with children 12 for instance. [default: {CYCLING_KMH:g}]",
)
SPEEDS: Final = Text(
    nl="Eigen tabel van snelheden per soort weg; begin met een kopie van examples/roads/speeds.csv.",
    en="Your own table of speeds by road class; begin with a copy of examples/roads/speeds.csv.",
)
COMPUTING: Final = Text(nl="wegen: {share}%", en="roads: {share}%")
INDICATIVE: Final = Text(
    nl="Minuten zijn indicatief: files, wachten en parkeren tellen niet mee. Wegen: © OpenStreetMap contributors.",
    en="Minutes are indicative: traffic, waiting and parking do not count. Roads: © OpenStreetMap contributors.",
)
KEPT: Final = Text(
    nl="De afstanden staan in {file}, naast het gezinnenbestand. Bewaar het even goed: het zegt hoe ver gezinnen van "
    "elkaar wonen. Geef het bij check en explain met --matrix.",
    en="The distances are in {file}, beside the families file. Keep it as safe: it tells how far families live from "
    "each other. Give it to check and explain with --matrix.",
)
TWO_WAYS: Final = Text(
    nl="--roads berekent de afstanden zelf; laat 'distance.matrix' en 'distance.barriers' weg.",
    en="--roads computes the distances itself; leave out 'distance.matrix' and 'distance.barriers'.",
)
IN_THE_WAY: Final = Text(
    nl="zo zouden de berekende afstanden heten, maar er staat al een ander bestand met die naam. Geef dat een andere "
    "naam.",
    en="the computed distances would have this name, but another file has it already. Give that one another name.",
)
NO_CYCLING: Final = Text(
    nl="de fietssnelheid (--cycling-kmh) ligt tussen {low} en {high} km per uur.",
    en="the speed of cycling (--cycling-kmh) lies between {low} and {high} km an hour.",
)
