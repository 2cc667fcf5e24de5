"""``constellations share``: a folder for one reader, that holds nothing which that reader may not see."""

from pathlib import Path
from typing import Any, Final

import click

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Fact, Lang, Text
from geodata.store import Store
from maps.base_map import BaseMap
from maps.sharing.audience import FILES, Audience, AudienceKind, audience_of, files, provider_named, shared
from maps.sharing.readers import limits_of
from maps.sharing.release import Release, release
from maps.sharing.tally import tally
from optimizer import __version__
from optimizer.application.drawing import BROKEN, Drawing, points_to_draw
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.mask_key import mask_key
from optimizer.application.plan_reading import read_given, read_input
from optimizer.application.released import Released
from optimizer.cli import parameter_types, words
from optimizer.cli.localised import LocalisedCommand, families_argument, in_context, option, plan_argument
from optimizer.cli.parameter_types import ExistingFile, NewPath, OneOf
from optimizer.cli.settings import policy_options
from optimizer.cli.terminal import Terminal
from optimizer.verify import verify

_MASKS: Final = ("postcode", "donut")
_SAID: Final = "provider=NAME|council|public"


class AudienceType(parameter_types.ParameterType):
    """``provider=NAME``, ``council`` or ``public``."""

    name = "audience"
    shown = Text(nl=_SAID, en=_SAID)

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> Any:
        """Read it."""
        if isinstance(value, Audience):
            return value
        audience = audience_of(str(value))
        if audience is None:
            self.refuse(NO_READER, param)
        return audience


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params: list[click.Parameter] = [
        families_argument(lang),
        plan_argument(lang),
        option("--audience", lang=lang, text=AUDIENCE, kind=AudienceType(), required=True, metavar=_SAID),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)),
        option("--force", lang=lang, text=FORCE),
        option("--mask", lang=lang, text=MASK, kind=OneOf(*_MASKS), default=_MASKS[0], metavar="|".join(_MASKS)),
        option("--mask-key", "mask_key", lang=lang, text=MASK_KEY, kind=ExistingFile()),
        *policy_options(lang),
    ]
    return LocalisedCommand("share", lang, HELP, in_context(run), params)


def run(
    terminal: Terminal, families: Path, plan: Path, audience: Audience, output: Path, force: bool, **options: Any
) -> int:
    """Read families and plan, make what the reader may see, and write that."""
    check_folder(output, force=force)
    _check_bare(output)
    reading = read_input(families, terminal)
    reader = _known(audience, reading.families)
    given = read_given(plan, reading, options, terminal)
    verdict = verify(given.problem, given.plan)
    if not verdict.passed:
        terminal.print_error(BROKEN.say(terminal.lang, {"n": len(verdict.violations)}))
    store = Store()
    base_map = BaseMap(store.gazetteer(), *store.areas())
    drawing = Drawing(exact=False, mask=options["mask"], key_file=options["mask_key"], tiles=None)
    points = (
        points_to_draw(given.plan, families, drawing, base_map.gazetteer)
        if reader.kind is AudienceKind.PROVIDER
        else {}
    )
    secret = mask_key(options["mask_key"])
    ledger = Released(secret, reading.sha256, given.plan)
    divide = ledger.may_divide()
    if not divide:
        terminal.notice(Fault(OTHER_PLAN))
    size = given.policy.size
    limits = limits_of(given.plan, (size.min - size.count_hub, size.max - size.count_hub))
    numbers = release(given.plan, tally(given.plan, base_map.gazetteer), limits, secret, divide=divide)
    made = shared(
        given.problem,
        given.plan,
        reader,
        terminal.lang,
        points=points,
        base_map=base_map,
        release=numbers,
        sound=verdict.passed,
    )
    if reader.kind is AudienceKind.COUNCIL and numbers.divided:
        ledger.note()
    write_folder(output, files(made, __version__), force=force)
    terminal.note(AUDITED, _audited(numbers))
    terminal.document({"schema": "constellations/share/1", "folder": str(output), "files": list(FILES)})
    terminal.say(WRITTEN, {"files": FILES, "folder": str(output)})
    terminal.say(ADVICE[reader.kind])
    return 0


def _audited(numbers: Release) -> dict[str, Fact]:
    return {
        "readers": numbers.n_readers,
        "cells": len(numbers.cells),
        "rounded": numbers.n_rounded,
        "hidden": numbers.n_hidden,
    }


def _check_bare(folder: Path) -> None:
    """Refuse a folder with other files in it: they would be handed on along with these."""
    if folder.is_dir() and any(each.name not in FILES or not each.is_file() for each in folder.iterdir()):
        raise InputError([Fault(NOT_BARE, file=folder.name)])


def _known(audience: Audience, families: Families) -> Audience:
    """Find the provider that is meant."""
    if audience.name is None:
        return audience
    name = provider_named(families, audience.name)
    if name is None:
        raise InputError([Fault(NO_PROVIDER)])
    return Audience(audience.kind, name)


HELP: Final = Text(
    nl="Maakt een map voor één lezer buiten het planteam, met alleen wat die lezer mag zien.\n\nEen aanbieder "
    "(provider=NAAM) krijgt de eigen gezinnen op gemaskeerde punten, en van anderen alleen aantallen. Een gemeente "
    "(council) krijgt aantallen per gemeente, afgerond op vijftallen en vanaf 5. Iedereen (public) mag totalen per "
    "gemeente zien, vanaf 10.",
    en="Makes a folder for one reader outside the planning team, with only what that reader may see.\n\nA provider "
    "(provider=NAME) gets its own families at masked points, and of others only numbers. A council (council) gets "
    "numbers by municipality, rounded to fives and from 5. Anybody (public) may see totals by municipality, from 10.",
)
AUDIENCE: Final = Text(
    nl="Voor wie de map is: een aanbieder (provider=NAAM), een gemeente (council) of iedereen (public).",
    en="Whom the folder is for: a provider (provider=NAME), a council (council) or anybody (public).",
)
OUTPUT: Final = Text(nl="Map voor deze lezer.", en="Folder for this reader.")
FORCE: Final = Text(
    nl="Vervang een map die eerder voor een lezer is gemaakt.", en="Replace a folder that was made for a reader before."
)
MASK: Final = Text(
    nl="Hoe punten van een aanbieder worden gemaskeerd: postcode of donut. Kies wat u ook voor het planteam koos. "
    "[standaard: postcode]",
    en="How points of a provider are masked: postcode or donut. Choose what you chose for the planning team. "
    "[default: postcode]",
)
MASK_KEY: Final = Text(nl="Bestand met de geheime sleutel van de maskers.", en="File with the secret key of the masks.")
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
ADVICE: Final = {
    AudienceKind.PROVIDER: Text(
        nl="Alleen voor deze aanbieder: er staan pseudoniemen van de eigen gezinnen in, en dat zijn persoonsgegevens.",
        en="For this provider only: it holds pseudonyms of its own families, and those are personal data.",
    ),
    AudienceKind.COUNCIL: Text(
        nl="Alleen voor de gemeente. Aantallen onder 5 staan er niet in.",
        en="For the council only. It holds no numbers under 5.",
    ),
    AudienceKind.PUBLIC: Text(
        nl="Mag openbaar worden. Aantallen onder 10 staan er niet in.",
        en="May be made public. It holds no numbers under 10.",
    ),
}
AUDITED: Final = Text(
    nl="Nagerekend wat elke lezer kan uitrekenen, ook twee aanbieders samen ({readers} keer): van {cells} aantallen "
    "zijn er {rounded} afgerond en {hidden} niet getoond.",
    en="Worked out what each reader could compute, two providers together too ({readers} times): of {cells} numbers, "
    "{rounded} are rounded and {hidden} not shown.",
)
OTHER_PLAN: Final = Text(
    nl="van dit gezinnenbestand is al een ander plan gedeeld. Hoeveel gezinnen per gemeente zijn ingedeeld, staat "
    "daarom niet in deze map: uit twee plannen samen is meer op te maken.",
    en="another plan of this families file was shared already. How many families of a municipality are placed is "
    "therefore not in this folder: two plans together tell more.",
)
NO_READER: Final = Text(
    nl="kies uit: provider=NAAM (met de naam van de aanbieder), council of public.",
    en="choose from: provider=NAME (with the name of the provider), council or public.",
)
NO_PROVIDER: Final = Text(
    nl="geen gezin in het bestand heeft de aanbieder die u na provider= noemt. Schrijf de naam zoals in het "
    "gezinnenbestand.",
    en="no family in the file has the provider that you name after provider=. Write the name as in the families file.",
)
NOT_BARE: Final = Text(
    nl="in deze map staan ook andere bestanden, en die zouden worden meegegeven. Kies een andere naam na -o.",
    en="this folder holds other files too, and they would be handed on. Choose another name after -o.",
)
