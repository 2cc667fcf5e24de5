"""``constellations share``: a folder for one reader, that holds nothing which that reader may not see."""

from pathlib import Path
from typing import Any, Final

import click

from geodata.language import Lang, Text
from maps.sharing.audience import FILES, Audience, AudienceKind, audience_of
from optimizer.application.drawing_request import Drawing
from optimizer.application.sharing import ShareRequest, share
from optimizer.cli import words
from optimizer.cli.families_options import families_from, families_options
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option, plan_argument
from optimizer.cli.parameter_types import ExistingFile, NewPath, OneOf, ParameterType
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal

_MASKS: Final = ("postcode", "donut")
_SAID: Final = "provider=NAME|council|public"


class AudienceType(ParameterType):
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
        *families_options(lang),
        plan_argument(lang),
        option("--audience", lang=lang, text=AUDIENCE, kind=AudienceType(), required=True, metavar=_SAID),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)),
        option("--force", lang=lang, text=FORCE),
        option("--mask", lang=lang, text=MASK, kind=OneOf(*_MASKS), default=_MASKS[0], metavar="|".join(_MASKS)),
        option("--mask-key", "mask_key", lang=lang, text=MASK_KEY, kind=ExistingFile()),
        *policy_options(lang, unused=("solve",)),
    ]
    return LocalisedCommand("share", lang, HELPS["share"], in_context(run), params)


def run(
    terminal: Terminal,
    families: tuple[Path, ...],
    plan: Path,
    audience: Audience,
    output: Path,
    force: bool,
    **options: Any,
) -> int:
    """Make the folder of one reader."""
    request = ShareRequest(
        families_from(families, options),
        plan,
        audience,
        output,
        terminal.lang,
        policy_request(options),
        Drawing(mask=options["mask"], key_file=options["mask_key"]),
        force,
    )
    share(request, terminal)
    terminal.document({"schema": "constellations/share/1", "folder": str(output), "files": list(FILES)})
    terminal.say(WRITTEN, {"files": FILES, "folder": str(output)})
    terminal.say(ADVICE[audience.kind])
    return 0


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
        nl="Alleen voor de gemeente. Aantallen onder 10 staan er niet in.",
        en="For the council only. It holds no numbers under 10.",
    ),
    AudienceKind.PUBLIC: Text(
        nl="Mag openbaar worden. Aantallen onder 10 staan er niet in.",
        en="May be made public. It holds no numbers under 10.",
    ),
}
NO_READER: Final = Text(
    nl="kies uit: provider=NAAM (met de naam van de aanbieder), council of public.",
    en="choose from: provider=NAME (with the name of the provider), council or public.",
)
