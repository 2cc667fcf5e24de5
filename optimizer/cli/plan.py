"""``constellations plan``: read, solve, verify, write."""

import json
from pathlib import Path
from typing import Any, Final

from geodata.language import Fact, Lang, Text, number
from maps.tierwords import tier_lines
from optimizer.application.planning import STRATEGY_NAMES, NoPlan, PlanRequest, make_plan
from optimizer.cli import words
from optimizer.cli.drawing_options import drawing_from, drawing_options
from optimizer.cli.families_options import families_from, families_options, today_option
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, OneOf
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.road_options import road_options, travel_from
from optimizer.cli.terminal import Terminal
from optimizer.explain.clash import clash_sentences
from optimizer.finished import FinishedPlan
from optimizer.outcome import Status
from optimizer.verify import sentence

EXIT_NO_PLAN: Final = 1
EXIT_TIME: Final = 3


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand(
        "plan",
        lang,
        HELPS["plan"],
        in_context(run),
        [
            *families_options(lang),
            option(
                "-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)
            ),
            option("--force", lang=lang, text=FORCE),
            option("--no-hubs", lang=lang, text=NO_HUBS),
            option("--gis", lang=lang, text=GIS),
            today_option(lang),
            option("--from", "given", lang=lang, text=GIVEN, kind=ExistingFile()),
            option("--prove", lang=lang, text=PROVE),
            option("--start", lang=lang, text=START, kind=ExistingFile()),
            option(
                "--strategy", lang=lang, text=STRATEGY, kind=OneOf(*STRATEGY_NAMES), metavar="|".join(STRATEGY_NAMES)
            ),
            option("--roads", lang=lang, text=ROADS, kind=ExistingFile()),
            *road_options(lang),
            *drawing_options(lang),
            *policy_options(lang),
        ],
    )


def run(terminal: Terminal, families: tuple[Path, ...], output: Path, force: bool, **options: Any) -> int:
    """Make a plan and write its folder; give the exit code."""
    request = PlanRequest(
        families_from(families, options),
        output,
        terminal.lang,
        policy_request(options),
        drawing_from(options),
        force,
        no_hubs=options["no_hubs"],
        gis=options["gis"],
        start=options["start"],
        strategy=options["strategy"],
        given=options["given"],
        prove=options["prove"],
        roads=options["roads"],
        travel=travel_from(options),
    )
    made = make_plan(request, terminal)
    if isinstance(made, NoPlan):
        return _without_plan(made, terminal)
    if made.finished.interrupted:
        terminal.note(INTERRUPTED)
    terminal.raw(made.files["plan.json"].decode())
    _summary(made.finished, terminal)
    terminal.say(WRITTEN, {"files": tuple(made.files), "folder": str(output)})
    terminal.say(MAP_AT, {"path": str(output / "map.html")})
    broken = made.finished.verdict.violations
    if not broken:
        return 0
    terminal.say(BROKEN, {"n": len(broken)})
    for each in broken:
        terminal.say(ITEM, {"sentence": sentence(each, terminal.lang, plan=made.finished.plan)})
    return EXIT_NO_PLAN


def _summary(finished: FinishedPlan, terminal: Terminal) -> None:
    plan, n = finished.plan, len(finished.problem.families)
    facts: dict[str, Fact] = {
        "n": n,
        "placed": len(plan.placed),
        "constellations": len(plan.constellations),
        "unplaced": len(plan.unplaced),
        "left_out": len(plan.left_out),
        "seconds": number(finished.seconds, terminal.lang),
    }
    terminal.say(SUMMARY, facts)
    spare = n - len(plan.placed) - len(plan.unplaced) - len(plan.left_out)
    if spare:
        terminal.say(NOT_NEEDED, {"n": spare})
    if finished.status is Status.FEASIBLE and all(mark.proved for mark in finished.marks):
        terminal.say(AMONG_EQUALS)
    for line in tier_lines(finished.marks, terminal.lang, finished.problem.tiers, plan):
        terminal.say(TIER, {"said": line.said, "sentence": line.sentence})


def _without_plan(none: NoPlan, terminal: Terminal) -> int:
    """Say why nothing was written."""
    outcome, lang = none.outcome, terminal.lang
    clash = outcome.clash
    stated = {
        "clash": [rule.key for rule in none.problem.rules if rule.key in clash],
        "conflicts": [{"rules": list(each.rules), "not_asked": list(each.not_asked)} for each in clash.conflicts],
        "enough": list(clash.enough),
        "relaxations": [
            {"rule": each.rule, "facts": dict(each.facts), "change": each.said(lang)} for each in none.relaxations
        ],
    }
    terminal.document({**json.loads(none.document.to_json()), **stated})
    if outcome.status is not Status.INFEASIBLE:
        text = STOPPED_EARLY if outcome.interrupted else OUT_OF_TIME
        terminal.warn(text, {"seconds": number(none.limits.time_limit_s, lang)})
        return EXIT_TIME
    for line in clash_sentences(none.problem, clash, none.relaxations, lang):
        terminal.print_error(line)
    return EXIT_NO_PLAN


NO_HUBS: Final = Text(
    nl="Ook zonder een enkele kandidaat-hubhome een (leeg) plan schrijven.",
    en="Write an (empty) plan even without a single candidate hub home.",
)
OUTPUT: Final = Text(nl="Map voor de resultaten.", en="Folder for the results.")
FORCE: Final = Text(
    nl="Vervang de resultaten in een map die al bestaat; andere bestanden daarin blijven staan.",
    en="Replace the results in a folder that exists; other files in it stay.",
)
GIS: Final = Text(
    nl="Schrijf ook constellations.geojson en constellations.gpkg, voor een GIS zoals QGIS.",
    en="Also write constellations.geojson and constellations.gpkg, for a GIS such as QGIS.",
)
ROADS: Final = Text(
    nl="Reken over de wegen van dit kaartbestand van OpenStreetMap (.osm.pbf), zoals de opdracht routes.",
    en="Measure over the roads of this map file of OpenStreetMap (.osm.pbf), as the command routes does.",
)
START: Final = Text(
    nl="Begin bij dit plan (plan.json of assignments.csv).", en="Begin from this plan (plan.json or assignments.csv)."
)
STRATEGY: Final = Text(
    nl="Zoekmethode; zonder deze optie kiest het programma.", en="How to search; without it the program chooses."
)
SUMMARY: Final = Text(
    nl="{n} gezinnen gelezen: {placed} ingedeeld in {constellations} constellaties, {unplaced} niet ingedeeld, "
    "{left_out} doen niet mee ({seconds} s).",
    en="{n} families read: {placed} placed in {constellations} constellations, {unplaced} unplaced, "
    "{left_out} do not join ({seconds} s).",
)
NOT_NEEDED: Final = Text(
    nl="{n} keer is iemand die alleen hubhome kan zijn, niet nodig.",
    en="{n} time(s) someone who can only be a hub home is not needed.",
)
AMONG_EQUALS: Final = Text(
    nl="Geen plan is beter (bewezen), maar er kunnen er zijn die even goed zijn: de tijd was om voordat er een was "
    "gekozen die altijd dezelfde is. Een volgende keer kan een ander plan uitkomen.",
    en="No plan is better (proved), but others may be as good: time ran out before one was chosen that is always the "
    "same. Another run may give another plan.",
)
TIER: Final = Text(nl="{said} {sentence}", en="{said} {sentence}")
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
MAP_AT: Final = Text(nl="Kaart: {path}", en="Map: {path}")
INTERRUPTED: Final = Text(
    nl="Gestopt op uw verzoek; dit is het beste plan tot dat moment.",
    en="Stopped as you asked; this is the best plan up to that moment.",
)
GIVEN: Final = Text(
    nl="Een plan dat u zelf maakte of veranderde (assignments.csv of plan.json): het wordt gecontroleerd en met alle "
    "bestanden geschreven, zonder te zoeken.",
    en="A plan that you made or changed yourself (assignments.csv or plan.json): it is checked and written with all "
    "files, without a search.",
)
PROVE: Final = Text(
    nl="Met --from: bewijs ook hoe goed dat plan is.", en="With --from: also prove how good that plan is."
)
BROKEN: Final = Text(
    nl="Dit plan houdt zich niet aan alle regels ({n}):", en="This plan does not keep every rule ({n}):"
)
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
OUT_OF_TIME: Final = Text(
    nl="De tijd ({seconds} s) was om voordat er een plan was. Geef meer tijd met --time-limit. Er is niets geschreven.",
    en="Time ({seconds} s) ran out before there was a plan. Give more with --time-limit. Nothing was written.",
)
STOPPED_EARLY: Final = Text(
    nl="Gestopt voordat er een plan was. Er is niets geschreven.",
    en="Stopped before there was a plan. Nothing was written.",
)
