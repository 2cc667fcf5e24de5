"""``constellations rollout``: which constellations start when, and who joins in which wave."""

import json
from pathlib import Path
from typing import Any, Final

from geodata.language import Fact, Lang, Text, capitalised, number
from geodata.told_distances import total_said
from optimizer.application.no_roll_out import why_no_roll_out
from optimizer.application.rollout import NoRollOut, RollOutRequest, WrittenRollOut, make_roll_out
from optimizer.cli import words
from optimizer.cli.drawing_options import drawing_from, drawing_options
from optimizer.cli.exit_codes import EXIT_NO_PLAN, EXIT_TIME
from optimizer.cli.families_options import families_from, families_options
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.costs.money import shown
from optimizer.outcome import Status
from optimizer.recruits import COUNTS_ON, named_to_find


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand(
        "rollout",
        lang,
        HELPS["rollout"],
        in_context(run),
        [
            *families_options(lang),
            option(
                "-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)
            ),
            option("--force", lang=lang, text=FORCE),
            option("--plan", lang=lang, text=PLAN, kind=ExistingFile()),
            option("--money", lang=lang, text=MONEY, kind=ExistingFile()),
            *drawing_options(lang),
            *policy_options(lang, waves=True),
        ],
    )


def run(terminal: Terminal, families: tuple[Path, ...], output: Path, force: bool, **options: Any) -> int:
    """Make a roll-out and write its folder; give the exit code."""
    request = RollOutRequest(
        families_from(families, options),
        output,
        terminal.lang,
        policy_request(options),
        drawing_from(options),
        force,
        options["plan"],
        options["money"],
        began=terminal.began,
    )
    made = make_roll_out(request, terminal)
    if isinstance(made, NoRollOut):
        return _without(made, terminal)
    if made.finished.interrupted:
        terminal.note(INTERRUPTED)
    terminal.document(json.loads(made.files["rollout.json"]))
    _summary(made, terminal, exact=request.drawing.exact)
    terminal.say(WRITTEN, {"folder": str(output), "waves": made.finished.terms.n_waves})
    terminal.say(PAGE_AT, {"path": str(output / "rollout.html")})
    return 0


def _summary(made: WrittenRollOut, terminal: Terminal, *, exact: bool) -> None:
    finished, lang = made.finished, terminal.lang
    verdict, terms = finished.verdict, finished.terms
    for wave in terms.waves:
        running = verdict.costs.running(wave)
        facts: dict[str, Fact] = {
            "wave": capitalised(terms.said(wave, lang)),
            "starts": len(verdict.roll_out.starting(wave)),
            "constellations": running.constellations,
            "families": running.families,
            "waiting": len(verdict.roll_out.plans[wave - 1].unplaced),
            "costs": shown(verdict.costs.totals[wave - 1], lang, terms.money.currency),
        }
        terminal.say(WAVE, facts)
    homes = named_to_find(each.hub for each in verdict.roll_out.last.constellations)
    if homes:
        terminal.say(COUNTS_ON, {"homes": homes})
    for mark in finished.marks:
        value = number(mark.value, lang)
        if mark.tier == "travel":
            value = total_said(mark.value, lang, exact=exact)
        gap = "" if mark.gap is None else number(100 * mark.gap, lang)
        settled = finished.ordered and mark.tier != "waiting"
        proof = (GIVEN if settled else PROVED if mark.proved else NOT_PROVED if mark.gap is None else OPEN).say(
            lang, {"gap": gap}
        )
        terminal.say(TIER, {"name": TIERS[mark.tier].say(lang), "value": value, "proof": proof})


def _without(none: NoRollOut, terminal: Terminal) -> int:
    """Say why nothing was written."""
    outcome = none.outcome
    terminal.document({"schema": "constellations/rollout/1", "status": str(outcome.status), "waves": []})
    for line in why_no_roll_out(none, terminal.lang):
        terminal.print_error(line)
    return EXIT_NO_PLAN if outcome.status is Status.INFEASIBLE else EXIT_TIME


OUTPUT: Final = Text(nl="Map voor de uitrol.", en="Folder for the roll-out.")
FORCE: Final = Text(nl="Vervang bestanden die al bestaan.", en="Replace files that exist.")
PLAN: Final = Text(
    nl="Zoek alleen de volgorde van dit plan (plan.json of assignments.csv), dat het plan van het laatste jaar is.",
    en="Search only the order of this plan (plan.json or assignments.csv), which is the plan of the last year.",
)
MONEY: Final = Text(
    nl="Bestand met uw eigen bedragen (TOML); zonder deze optie die van het regionale voorstel.",
    en="File with amounts of your own (TOML); without this option those of the regional proposal.",
)
INTERRUPTED: Final = Text(
    nl="Gestopt; dit is de beste uitrol tot nu toe, en zij voldoet aan alle regels.",
    en="Stopped; this is the best roll-out so far, and it keeps every rule.",
)
WAVE: Final = Text(
    nl="{wave}: nieuwe constellaties: {starts}; constellaties: {constellations}; gezinnen: {families}; zonder plaats: "
    "{waiting}; kosten: {costs}.",
    en="{wave}: new constellations: {starts}; constellations: {constellations}; families: {families}; without a place: "
    "{waiting}; costs: {costs}.",
)
TIER: Final = Text(nl="{name}: {value} ({proof}).", en="{name}: {value} ({proof}).")
TIERS: Final = {
    "unplaced": Text(nl="Zonder plaats na het laatste jaar", en="Without a place after the last year"),
    "waiting": Text(nl="Jaren wachten, van alle gezinnen samen", en="Years of waiting, of all families together"),
    "travel": Text(
        nl="Reizen in het laatste jaar, met toeslag naast het streefaantal",
        en="Travel in the last year, with the charge off the target",
    ),
}
GIVEN: Final = Text(nl="zoals in het gegeven plan", en="as in the plan that was given")
PROVED: Final = Text(nl="bewezen: het kan niet minder", en="proved: it cannot be less")
OPEN: Final = Text(nl="misschien nog minder, hoogstens {gap}%", en="perhaps less, {gap}% at most")
NOT_PROVED: Final = Text(nl="niet bewezen", en="not proved")
WRITTEN: Final = Text(
    nl="Geschreven in {folder}: rollout.html, rollout.xlsx, rollout.json, en een map voor elk van de {waves} jaren.",
    en="Written in {folder}: rollout.html, rollout.xlsx, rollout.json, and a folder for each of the {waves} years.",
)
PAGE_AT: Final = Text(nl="De pagina: {path}", en="The page: {path}")
