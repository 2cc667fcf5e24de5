"""``constellations compare``: two plans side by side."""

import json
from pathlib import Path
from typing import Any, Final

import click

from geodata.language import Lang, Text
from maps.comparison import summary
from optimizer.application.comparing import CompareRequest, compare_plans
from optimizer.application.joining import FamiliesFiles
from optimizer.cli import words
from optimizer.cli.drawing_options import drawing_from, drawing_options
from optimizer.cli.families_options import families_from, families_options
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params: list[click.Parameter] = [
        *families_options(lang),
        argument("a", lang, Text(nl="A", en="A"), ExistingFile()),
        argument("b", lang, Text(nl="B", en="B"), ExistingFile()),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)),
        option("--families-b", "families_b", lang=lang, text=FAMILIES_B, kind=ExistingFile()),
        option("--force", lang=lang, text=FORCE),
        *drawing_options(lang, tiles=False),
        *policy_options(lang),
    ]
    return LocalisedCommand("compare", lang, HELPS["compare"], in_context(run), params)


def run(terminal: Terminal, families: tuple[Path, ...], a: Path, b: Path, output: Path, **options: Any) -> int:
    """Compare two plans and write what differs."""
    other = options["families_b"]
    request = CompareRequest(
        families_from(families, options),
        a,
        b,
        output,
        terminal.lang,
        families_b=FamiliesFiles((other,)) if other else None,
        policy=policy_request(options),
        drawing=drawing_from(options),
        force=options["force"],
    )
    made = compare_plans(request, terminal)
    lang = terminal.lang
    terminal.document(json.loads(made.files["compare.json"]))
    terminal.say(LINE, {"sentence": summary(made.compared, lang)})
    for each in made.compared.figures:
        first, second, _ = each.said(lang, exact=request.drawing.exact)
        facts = {"figure": each.measure.title.say(lang), "a": first, "b": second}
        side = each.better(exact=request.drawing.exact)
        better = "" if side is None else BETTER.say(lang, {"name": made.names[side == "b"]})
        terminal.say(SAME if first == second else FIGURE, {**facts, "better": better})
    if not request.drawing.exact:
        terminal.say(ROUNDED)
    terminal.say(WRITTEN, {"folder": str(output), "files": tuple(made.files)})
    return 0


OUTPUT: Final = Text(nl="Map voor de vergelijking.", en="Folder for the comparison.")
FAMILIES_B: Final = Text(
    nl="Gezinnenbestand van plan B, als dat een ander is.", en="Families file of plan B, where it is another."
)
FORCE: Final = Text(nl="Vervang bestanden die al bestaan.", en="Replace files that exist.")
LINE: Final = Text(nl="{sentence}", en="{sentence}")
FIGURE: Final = Text(nl="- {figure}: {a} wordt {b}{better}", en="- {figure}: {a} becomes {b}{better}")
SAME: Final = Text(nl="- {figure}: {a}, in beide plannen", en="- {figure}: {a}, in both plans")
BETTER: Final = Text(nl=" (beter in {name})", en=" (better in {name})")
ROUNDED: Final = Text(
    nl="De afstand van alle gezinnen samen is naar boven afgerond op 10 km.",
    en="The distance of all families together is rounded up to 10 km.",
)
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
