"""``constellations plan``: read, solve, verify, write."""

import json
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Fact, Lang, Text, number
from maps.tierwords import tier_lines
from optimizer.application.plan_request import PlanRequest, WrittenPlan
from optimizer.application.planning import STRATEGY_NAMES, NoPlan, make_plan
from optimizer.cli import words
from optimizer.cli.drawing_options import cover_options, drawing_from, drawing_options
from optimizer.cli.exit_codes import EXIT_NO_PLAN, EXIT_TIME
from optimizer.cli.families_options import families_from, families_options, today_option
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, Number, OneOf, Whole
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.road_options import road_options, travel_from
from optimizer.cli.terminal import Terminal
from optimizer.counts import CONSTELLATIONS, FAMILIES, LEFT_OUT, MOVES, PLANS, counted
from optimizer.explain import alternatives as explain_alternatives
from optimizer.explain.alternatives import Asked
from optimizer.files.proposal_words import proposal_lines
from optimizer.finished import FinishedPlan
from optimizer.outcome import Status
from optimizer.verify import sentence

MOST_PLANS: Final = 10


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
            option("--tradeoff", "--afweging", "tradeoff", lang=lang, text=TRADEOFF),
            option("--start", lang=lang, text=START, kind=ExistingFile()),
            option(
                "--strategy", lang=lang, text=STRATEGY, kind=OneOf(*STRATEGY_NAMES), metavar="|".join(STRATEGY_NAMES)
            ),
            option("--alternatives", "--alternatieven", "alternatives", lang=lang, text=ALTERNATIVES, kind=Whole()),
            option("--differ", lang=lang, text=DIFFER, kind=Number(), default=explain_alternatives.DIFFER),
            option("--within", lang=lang, text=WITHIN, kind=Number(), default=explain_alternatives.WITHIN),
            option("--roads", lang=lang, text=ROADS, kind=ExistingFile()),
            *road_options(lang),
            *drawing_options(lang),
            *cover_options(lang),
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
        tradeoff=options["tradeoff"],
        roads=options["roads"],
        travel=travel_from(options),
        alternatives=_alternatives(options),
        began=terminal.began,
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
    if made.beside is not None:
        from optimizer.application.alternatives import PAGE  # noqa: PLC0415 - loaded by then, and only then

        plans = counted(len(made.beside.plans) + 1, PLANS, terminal.lang)
        terminal.say(BESIDE, {"plans": plans, "path": str(output / PAGE)})
    _say_tradeoff(made, terminal)
    broken = made.finished.verdict.violations
    if not broken:
        return 0
    terminal.say(BROKEN, {"n": len(broken)})
    for each in broken:
        terminal.say(ITEM, {"sentence": sentence(each, terminal.lang, plan=made.finished.plan)})
    return EXIT_NO_PLAN


def _say_tradeoff(made: WrittenPlan, terminal: Terminal) -> None:
    """Say for each limit on moves what the best plan is worth, and what is proved of it."""
    lang = terminal.lang
    for row in made.tradeoff:
        most = NO_LIMIT.say(lang) if row.most is None else AT_MOST.say(lang, {"most": row.most})
        if row.moves is None:
            terminal.say(TRADE_NONE if row.status is Status.INFEASIBLE else TRADE_UNKNOWN, {"most": most})
            continue
        lines = (f"{line.title}: {line.value}. {line.sentence}" for line in tier_lines(row.marks, lang))
        terminal.say(TRADE, {"most": most, "moves": counted(row.moves, MOVES, lang), "said": " ".join(lines)})


def _alternatives(options: dict[str, Any]) -> Asked | None:
    """Take how many plans are asked for, and how they may differ.

    Raises
    ------
    InputError
        For a number that cannot be.
    """
    n, differ, within = options["alternatives"], options["differ"], options["within"]
    if n is None:
        return None
    faults = []
    if not 2 <= n <= MOST_PLANS:
        faults.append(Fault(NOT_SO_MANY, {"most": MOST_PLANS}))
    if not 0 < differ <= 1:
        faults.append(Fault(NO_SHARE))
    if not 0 <= within <= 1:
        faults.append(Fault(NOT_WITHIN))
    if faults:
        raise InputError(faults)
    return Asked(n, differ, within)


def _summary(finished: FinishedPlan, terminal: Terminal) -> None:
    plan, n = finished.plan, len(finished.problem.families)
    facts: dict[str, Fact] = {
        "n": counted(n, FAMILIES, terminal.lang),
        "placed": len(plan.placed),
        "constellations": counted(len(plan.constellations), CONSTELLATIONS, terminal.lang),
        "unplaced": len(plan.unplaced),
        "left_out": counted(len(plan.left_out), LEFT_OUT, terminal.lang),
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
    if finished.asks_consent:
        for said in proposal_lines(finished.proposals, plan, terminal.lang):
            terminal.say(LINE, {"sentence": said})


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
        work = none.limits.work
        if outcome.interrupted:
            terminal.warn(STOPPED_EARLY)
        elif work is not None:
            terminal.warn(OUT_OF_WORK, {"work": number(work, lang)})
        else:
            terminal.warn(OUT_OF_TIME, {"seconds": number(none.limits.time_limit_s, lang)})
        return EXIT_TIME
    from optimizer.explain.clash import clash_sentences  # noqa: PLC0415 - only where no plan exists

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
    nl="{n} gelezen: {placed} ingedeeld in {constellations}, {unplaced} niet ingedeeld, {left_out} ({seconds} s).",
    en="{n} read: {placed} placed in {constellations}, {unplaced} unplaced, {left_out} ({seconds} s).",
)
NOT_NEEDED: Final = Text(
    nl="Van wie alleen hubhome kan zijn, niet nodig: {n}.",
    en="Of those who can only be hub homes, not needed: {n}.",
)
AMONG_EQUALS: Final = Text(
    nl="Geen plan is beter (bewezen), maar er kunnen er zijn die even goed zijn: de tijd was om voordat er een was "
    "gekozen die altijd dezelfde is. Een volgende keer kan een ander plan uitkomen, maar niet met --work.",
    en="No plan is better (proved), but others may be as good: time ran out before one was chosen that is always the "
    "same. Another run may give another plan, but not with --work.",
)
TIER: Final = Text(nl="{said} {sentence}", en="{said} {sentence}")
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
MAP_AT: Final = Text(nl="Kaart: {path}", en="Map: {path}")
INTERRUPTED: Final = Text(
    nl="Gestopt op uw verzoek; dit is het beste plan tot dat moment.",
    en="Stopped as you asked; this is the best plan up to that moment.",
)
TRADEOFF: Final = Text(
    nl="Zoek ook plannen met hoogstens 0, 1, 2, 3, 5, 8, … verhuizingen, en laat zien wat elke verhuizing oplevert.",
    en="Also search plans with at most 0, 1, 2, 3, 5, 8, … moves, and show what each move buys.",
)
NO_LIMIT: Final = Text(nl="Zonder grens", en="Without a limit")
AT_MOST: Final = Text(nl="Hoogstens {most}", en="At most {most}")
TRADE: Final = Text(nl="{most}: {moves}. {said}", en="{most}: {moves}. {said}")
TRADE_NONE: Final = Text(nl="{most}: zo bestaat er geen plan.", en="{most}: there is no such plan.")
TRADE_UNKNOWN: Final = Text(
    nl="{most}: de tijd was om voordat er een plan was.", en="{most}: time ran out before there was a plan."
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
LINE: Final = Text(nl="{sentence}", en="{sentence}")
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
OUT_OF_TIME: Final = Text(
    nl="De tijd ({seconds} s) was om voordat er een plan was. Geef meer tijd met --time-limit. Er is niets geschreven.",
    en="Time ({seconds} s) ran out before there was a plan. Give more with --time-limit. Nothing was written.",
)
OUT_OF_WORK: Final = Text(
    nl="Het rekenwerk ({work}) was op voordat er een plan was. Geef meer met --work. Er is niets geschreven.",
    en="The work ({work}) was used up before there was a plan. Give more with --work. Nothing was written.",
)
STOPPED_EARLY: Final = Text(
    nl="Gestopt voordat er een plan was. Er is niets geschreven.",
    en="Stopped before there was a plan. Nothing was written.",
)
ALTERNATIVES: Final = Text(
    nl="Geef zoveel plannen om uit te kiezen, 2 tot en met 10, het beste meegeteld: bijna even goed, en echt anders.",
    en="Give so many plans to choose from, 2 to 10, the best among them: nearly as good, and really different.",
)
DIFFER: Final = Text(
    nl="Met --alternatives: welk deel van de gezinnen in elke twee plannen minstens ergens anders zit. "
    "[standaard: 0,2]",
    en="With --alternatives: the share of the families that is elsewhere in any two plans. [default: 0.2]",
)
WITHIN: Final = Text(
    nl="Met --alternatives: hoeveel slechter een plan op het laatste doel mag zijn, als deel. [standaard: 0,02]",
    en="With --alternatives: how much worse a plan may be on the last objective, as a share. [default: 0.02]",
)
NOT_SO_MANY: Final = Text(
    nl="--alternatives moet tussen 2 en {most} liggen.", en="--alternatives must lie between 2 and {most}."
)
NO_SHARE: Final = Text(
    nl="--differ is een deel boven 0 en hoogstens 1, zoals 0,2.",
    en="--differ is a share above 0 and at most 1, such as 0.2.",
)
NOT_WITHIN: Final = Text(
    nl="--within is een deel van 0 tot en met 1, zoals 0,02.", en="--within is a share from 0 to 1, such as 0.02."
)
BESIDE: Final = Text(nl="{plans} naast elkaar: {path}", en="{plans} side by side: {path}")
