"""``constellations costs``: what a plan costs, year by year, and when that is paid back."""

import json
from pathlib import Path
from typing import Any, Final

import click

from geodata.language import Lang, Text
from optimizer.application import costing
from optimizer.application.costing import CostsRequest, cost_plan
from optimizer.cli import words
from optimizer.cli.exit_codes import EXIT_BROKEN
from optimizer.cli.families_options import families_from, families_options
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option, plan_argument
from optimizer.cli.parameter_types import ExistingFile, NewPath, Whole
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.costs.money import shown


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params: list[click.Parameter] = [
        *families_options(lang),
        plan_argument(lang),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)),
        option("--force", lang=lang, text=FORCE),
        option("--money", lang=lang, text=MONEY, kind=ExistingFile()),
        option("--years", lang=lang, text=YEARS, kind=Whole(), default=costing.YEARS),
        *policy_options(lang, unused=("solve", "objective")),
    ]
    return LocalisedCommand("costs", lang, HELPS["costs"], in_context(run), params)


def run(terminal: Terminal, families: tuple[Path, ...], plan: Path, output: Path, force: bool, **options: Any) -> int:
    """Write the costs of a plan; exit code 1 when it breaks rules."""
    request = CostsRequest(
        families_from(families, options),
        plan,
        output,
        terminal.lang,
        policy_request(options),
        options["money"],
        options["years"],
        force,
    )
    made = cost_plan(request, terminal)
    if made.costs is None:
        terminal.warn(BROKEN, {"n": made.n_breaches})
        return EXIT_BROKEN
    terminal.document(json.loads(made.files["costs.json"]))
    costs = made.costs
    for year, total in enumerate(costs.totals, start=1):
        terminal.say(YEAR, {"year": costs.name(year), "total": shown(total, terminal.lang, costs.money.currency)})
    terminal.say(WRITTEN, {"folder": str(output), "files": tuple(made.files)})
    return 0


OUTPUT: Final = Text(nl="Map voor de kosten.", en="Folder for the costs.")
FORCE: Final = Text(nl="Vervang bestanden die al bestaan.", en="Replace files that exist.")
MONEY: Final = Text(
    nl="Bestand met uw eigen bedragen (TOML); zonder deze optie die van het regionale voorstel.",
    en="File with amounts of your own (TOML); without this option those of the regional proposal.",
)
YEARS: Final = Text(
    nl="Hoeveel jaar te tonen, 1 tot en met 10. [standaard: 3]", en="How many years to show, 1 to 10. [default: 3]"
)
BROKEN: Final = Text(
    nl="Dit plan voldoet niet aan alle regels ({n} keer niet), en krijgt daarom geen kosten. `constellations check` "
    "zegt wat eraan schort.",
    en="This plan does not keep every rule ({n} breaches), and so gets no costs. `constellations check` says what is "
    "wrong.",
)
YEAR: Final = Text(nl="Jaar {year}: {total}", en="Year {year}: {total}")
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
