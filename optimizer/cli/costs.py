"""``constellations costs``: what a plan costs, year by year, and when that is paid back."""

import json
from pathlib import Path
from typing import Any, Final

import click

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.costs import cost_files
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.plan_reading import read_given
from optimizer.application.posing import read_input
from optimizer.cli import words
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, families_argument, in_context, option, plan_argument
from optimizer.cli.parameter_types import ExistingFile, NewPath, Whole
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.costs.money import PROPOSAL, shown
from optimizer.costs.money_file import read_money
from optimizer.costs.yearly import started_by, yearly_costs

_YEARS: Final = 3
_MOST_YEARS: Final = 10
EXIT_BROKEN: Final = 1


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params: list[click.Parameter] = [
        families_argument(lang),
        plan_argument(lang),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)),
        option("--force", lang=lang, text=FORCE),
        option("--money", lang=lang, text=MONEY, kind=ExistingFile()),
        option("--years", lang=lang, text=YEARS, kind=Whole(), default=_YEARS),
        *policy_options(lang),
    ]
    return LocalisedCommand("costs", lang, HELPS["costs"], in_context(run), params)


def run(terminal: Terminal, families: Path, plan: Path, output: Path, force: bool, **options: Any) -> int:
    """Compute the costs of a plan and write them; a plan that breaks rules has no costs worth knowing."""
    if not 1 <= options["years"] <= _MOST_YEARS:
        raise InputError([Fault(NOT_SO_MANY, {"most": _MOST_YEARS})])
    check_folder(output, force=force)
    money = PROPOSAL if options["money"] is None else read_money(options["money"])
    reading = read_input(families, terminal)
    finished = read_given(plan, reading, policy_request(options), terminal).finished(reading)
    if not finished.verdict.passed:
        terminal.warn(BROKEN, {"n": len(finished.verdict.violations)})
        return EXIT_BROKEN
    costs = yearly_costs(money, (started_by(finished.plan),), options["years"])
    files = cost_files(costs, plan.name, terminal.lang)
    write_folder(output, files, force=force)
    terminal.document(json.loads(files["costs.json"]))
    for year, total in enumerate(costs.totals, start=1):
        terminal.say(YEAR, {"year": str(year), "total": shown(total, terminal.lang, money.currency)})
    terminal.say(WRITTEN, {"folder": str(output), "files": tuple(files)})
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
NOT_SO_MANY: Final = Text(nl="--years moet tussen 1 en {most} liggen.", en="--years must lie between 1 and {most}.")
BROKEN: Final = Text(
    nl="Dit plan voldoet niet aan alle regels ({n} keer niet), en krijgt daarom geen kosten. `constellations check` "
    "zegt wat eraan schort.",
    en="This plan does not keep every rule ({n} breaches), and so gets no costs. `constellations check` says what is "
    "wrong.",
)
YEAR: Final = Text(nl="Jaar {year}: {total}", en="Year {year}: {total}")
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
