"""``constellations plan``: read, solve, verify, write."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from geodata.combining import combine
from geodata.errors import Fault, InputError
from geodata.gis_library import gis_library
from geodata.language import Fact, Lang, Text, number
from geodata.store import Store
from geodata.writing import as_csv
from maps.tierwords import tier_lines
from optimizer.application.drawing import Drawing, drawing_options
from optimizer.application.explaining import explained
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.plan_reading import read_given, read_input
from optimizer.application.posing import pose
from optimizer.application.results import UnverifiedError, results
from optimizer.application.roads import road_options, with_roads
from optimizer.cli import words
from optimizer.cli.combine import provider_option, providers_of, tell
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, OneOf
from optimizer.cli.settings import policy_from_options, policy_options
from optimizer.cli.terminal import Terminal
from optimizer.explain.case import Time
from optimizer.explain.clash import clash_sentences
from optimizer.explain.presolve import warnings
from optimizer.explain.relaxations import Relaxation, relaxations
from optimizer.files.planfile import plan_file
from optimizer.interruption import beside, noted
from optimizer.outcome import Limits, Outcome, Status
from optimizer.plan import Plan
from optimizer.policy.distances import as_measured, sha256_of
from optimizer.policy.sheet import TITLES, policy_in
from optimizer.problem import Problem
from optimizer.search import STRATEGIES, SelfCheckError, solve

_RELAXING_S: Final = 20.0
EXIT_NO_PLAN: Final = 1
EXIT_TIME: Final = 3


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    names = tuple(strategy.name for strategy in STRATEGIES)
    return LocalisedCommand(
        "plan",
        lang,
        HELP,
        in_context(run),
        [
            argument("families", lang, words.FAMILIES, ExistingFile(), nargs=-1),
            option(
                "-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)
            ),
            option("--force", lang=lang, text=FORCE),
            provider_option(lang),
            option("--no-hubs", lang=lang, text=NO_HUBS),
            option("--gis", lang=lang, text=GIS),
            option("--start", lang=lang, text=START, kind=ExistingFile()),
            option("--roads", lang=lang, text=ROADS, kind=ExistingFile()),
            *road_options(lang),
            option("--strategy", lang=lang, text=STRATEGY, kind=OneOf(*names), metavar="|".join(names)),
            *drawing_options(lang),
            *policy_options(lang),
        ],
    )


def run(terminal: Terminal, families: Sequence[Path], output: Path, force: bool, **options: Any) -> int:
    """Make a plan and write its folder; give the exit code. Several files are joined first."""
    policy_from_options(options)
    check_folder(output, force=force)
    if options["gis"]:
        gis_library()
    given = providers_of(options["provider"])
    if len(families) == 1 and not given:
        return _planned(terminal, families[0], output, force, options)
    if options["roads"] is not None:
        raise InputError([Fault(JOIN_FIRST)])
    combined = combine(families, given, locate=Store().postcodes())
    tell(combined, terminal)
    terminal.note(JOINED, {"files": " ".join(str(path) for path in families)})
    with TemporaryDirectory() as folder:
        joined = Path(folder) / JOINED_NAME.say(terminal.lang)
        joined.write_bytes(as_csv(combined.families, terminal.lang))
        return _planned(terminal, joined, output, force, options, silent=True)


def _planned(
    terminal: Terminal, families: Path, output: Path, force: bool, options: dict[str, Any], *, silent: bool = False
) -> int:
    own = None if options.get("policy") else policy_in(families)
    if own is not None:
        terminal.notice(Fault(SETTINGS_READ, {"sheet": TITLES.say(terminal.lang)}, file=families.name))
    policy = policy_from_options(options, own)
    reading = read_input(families, terminal, silent=silent)
    if not any(family.may_be_hub for family in reading.families) and not options["no_hubs"]:
        raise InputError([Fault(NO_CANDIDATE, file=reading.name)])
    if options["roads"] is not None:
        policy = with_roads(policy, reading.families, families, options, terminal)
        options["distance__matrix"] = policy.distance.matrix
    problem = pose(policy, reading.families, options, terminal)
    policy = as_measured(policy, problem.distances)
    start = None
    if options["start"] is not None:
        start = read_given(options["start"], reading, options, terminal).plan
    for warning in warnings(problem):
        terminal.notice(warning)
    limits = Limits(policy.solve.time_limit_s, policy.solve.workers, policy.solve.seed)
    asked = click.get_current_context().with_resource(noted())
    try:
        outcome = solve(problem, limits, strategy=options["strategy"], start=start, progress=terminal.progress)
    except SelfCheckError:
        raise UnverifiedError from None
    if outcome.plan is None:
        document = plan_file(
            outcome,
            problem.families,
            policy.as_dict(),
            sha256=reading.sha256,
            seed=limits.seed,
            distances_sha256=sha256_of(problem.distances),
        )
        time = replace(Time.of(_RELAXING_S), cancelled=asked.is_set)
        relaxed = beside(lambda: relaxations(problem, outcome.clash, time)) if outcome.clash else ()
        stated = {
            "clash": [rule.key for rule in problem.rules if rule.key in outcome.clash],
            "conflicts": [
                {"rules": list(each.rules), "not_asked": list(each.not_asked)} for each in outcome.clash.conflicts
            ],
            "enough": list(outcome.clash.enough),
            "relaxations": [
                {"rule": each.rule, "facts": dict(each.facts), "change": each.said(terminal.lang)} for each in relaxed
            ],
        }
        terminal.document({**json.loads(document.to_json()), **stated})
        return _without_plan(outcome, problem, relaxed, limits, terminal)
    told = explained(problem, outcome.plan, terminal, searching=not outcome.interrupted)
    files = results(
        outcome,
        problem,
        policy,
        reading,
        families,
        drawing=Drawing.of(options),
        terminal=terminal,
        for_gis=options["gis"],
        told=told,
    )
    write_folder(output, files, force=force)
    if outcome.interrupted:
        terminal.note(INTERRUPTED)
    terminal.raw(files["plan.json"].decode())
    _summary(outcome, outcome.plan, problem, terminal)
    terminal.say(WRITTEN, {"files": tuple(files), "folder": str(output)})
    terminal.say(MAP_AT, {"path": str(output / "map.html")})
    return 0


def _summary(outcome: Outcome, plan: Plan, problem: Problem, terminal: Terminal) -> None:
    facts: dict[str, Fact] = {
        "n": len(problem.families),
        "placed": len(plan.placed),
        "constellations": len(plan.constellations),
        "unplaced": len(plan.unplaced),
        "left_out": len(plan.left_out),
        "seconds": number(outcome.seconds, terminal.lang),
    }
    terminal.say(SUMMARY, facts)
    spare = len(problem.families) - len(plan.placed) - len(plan.unplaced) - len(plan.left_out)
    if spare:
        terminal.say(NOT_NEEDED, {"n": spare})
    if outcome.status is Status.FEASIBLE and all(mark.proved for mark in outcome.marks):
        terminal.say(AMONG_EQUALS)
    for line in tier_lines(outcome.marks, terminal.lang, problem.tiers, plan):
        terminal.say(TIER, {"said": line.said, "sentence": line.sentence})


def _without_plan(
    outcome: Outcome, problem: Problem, relaxed: Sequence[Relaxation], limits: Limits, terminal: Terminal
) -> int:
    """Say why nothing was written."""
    if outcome.status is Status.INFEASIBLE:
        for line in clash_sentences(problem, outcome.clash, relaxed, terminal.lang):
            terminal.print_error(line)
        return EXIT_NO_PLAN
    text = STOPPED_EARLY if outcome.interrupted else OUT_OF_TIME
    terminal.print_error(text.say(terminal.lang, {"seconds": number(limits.time_limit_s, terminal.lang)}))
    return EXIT_TIME


NO_HUBS: Final = Text(
    nl="Ook zonder een enkele kandidaat-hubhome een (leeg) plan schrijven.",
    en="Write an (empty) plan even without a single candidate hub home.",
)
NO_CANDIDATE: Final = Text(
    nl="geen enkel gezin is kandidaat-hubhome, dus er komt geen constellatie. Zet in de kolom 'hubhome' "
    "kandidaat (of ja) "
    "bij wie hubhome wil zijn. Wilt u toch een leeg plan, geef dan --no-hubs.",
    en="no family is a candidate hub home, so there will be no constellation. Put candidate (or yes) in the "
    "column 'hub' of "
    "who wants to be a hub home. If you do want an empty plan, give --no-hubs.",
)
SETTINGS_READ: Final = Text(
    nl="het beleid komt van het blad '{sheet}' in deze werkmap; opties gaan voor.",
    en="the policy is that of the sheet '{sheet}' in this workbook; options go before it.",
)
JOIN_FIRST: Final = Text(
    nl="met --roads komt er een tabel met afstanden naast het gezinnenbestand. Voeg de bestanden daarom eerst "
    "samen met "
    "`constellations combine`.",
    en="with --roads a table of distances is put beside the families file. So join the files first with "
    "`constellations "
    "combine`.",
)
JOINED: Final = Text(
    nl="Voor check, explain, map en share hebt u het samengevoegde bestand nodig: constellations combine {files} -o "
    "regio.csv",
    en="For check, explain, map and share you need the joined file: constellations combine {files} -o region.csv",
)
JOINED_NAME: Final = Text(nl="regio.csv", en="region.csv")
HELP: Final = Text(
    nl="Maakt een plan van een gezinnenbestand en schrijft het in een map.\n\nIn de map komen plan.json, "
    "assignments.csv, plan.xlsx, map.html en report.html. Het plan is nagerekend voordat het wordt "
    "geschreven. Met Ctrl-C stopt u het zoeken en houdt u het beste plan tot dan toe; een tweede keer breekt af.",
    en="Makes a plan of a families file and writes it into a folder.\n\nThe folder gets plan.json, assignments.csv, "
    "plan.xlsx, map.html and report.html. The plan is checked before it is written. Ctrl-C ends the search and keeps "
    "the best plan so far; a second time leaves at once.",
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
START: Final = Text(
    nl="Begin bij dit plan (plan.json of assignments.csv).", en="Begin from this plan (plan.json or assignments.csv)."
)
ROADS: Final = Text(
    nl="Reken over de wegen van dit kaartbestand van OpenStreetMap (.osm.pbf), zoals de opdracht routes.",
    en="Measure over the roads of this map file of OpenStreetMap (.osm.pbf), as the command routes does.",
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
OUT_OF_TIME: Final = Text(
    nl="De tijd ({seconds} s) was om voordat er een plan was. Geef meer tijd met --time-limit. Er is niets geschreven.",
    en="Time ({seconds} s) ran out before there was a plan. Give more with --time-limit. Nothing was written.",
)
STOPPED_EARLY: Final = Text(
    nl="Gestopt voordat er een plan was. Er is niets geschreven.",
    en="Stopped before there was a plan. Nothing was written.",
)
