"""``constellations check``: verify any plan, without a solver."""

from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Fact, Lang, Text
from maps.tierwords import tier_lines
from optimizer.application.checking import CheckedPlan, check_plan
from optimizer.application.folder import check_folder, write_folder
from optimizer.cli import words
from optimizer.cli.exit_codes import EXIT_BROKEN
from optimizer.cli.families_options import families_from, families_options, today_option
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, LocalisedOption, in_context, option, plan_argument
from optimizer.cli.parameter_types import ExistingFile, ExistingPlan, NewPath
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.counts import CONSTELLATIONS, FAMILIES, FINDINGS, counted
from optimizer.explain.mending import Mending
from optimizer.explain.mending_words import mending_sentences
from optimizer.files.planfile import groups
from optimizer.verify import sentence


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [*families_options(lang), plan_argument(lang), today_option(lang), *_earlier(lang), *policy_options(lang)]
    return LocalisedCommand("check", lang, HELPS["check"], in_context(run), params)


def _earlier(lang: Lang) -> list[LocalisedOption]:
    """Give the options about what was before."""
    return [
        option("--made-of", "--gemaakt-van", "made_of", lang=lang, text=MADE_OF, kind=ExistingFile()),
        option("--since", "--sinds", "since", lang=lang, text=SINCE_PLAN, kind=ExistingPlan()),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), metavar=words.FOLDER.say(lang)),
        option("--force", lang=lang, text=FORCE),
    ]


def run(
    terminal: Terminal,
    families: tuple[Path, ...],
    plan: Path,
    since: Path | None,
    output: Path | None,
    force: bool,
    **options: Any,
) -> int:
    """Check a plan; exit code 0 when it keeps every rule and its claims hold, else 1."""
    if (since is None) != (output is None):
        raise InputError([Fault(TOGETHER)])
    if output is not None:
        check_folder(output, force=force)
    files, request = families_from(families, options), policy_request(options)
    checked = check_plan(files, plan, request, terminal.lang, terminal, before=options["made_of"], then=since)
    if checked.monitored is not None and output is not None:
        write_folder(output, checked.monitored.files, force=force)
    lang, found = terminal.lang, checked.finished
    violations = [sentence(violation, lang, plan=found.plan) for violation in found.verdict.violations]
    refuted = [claim.say(lang) for claim in checked.refuted]
    terminal.document(_document(checked, violations, refuted))
    facts: dict[str, Fact] = {
        "placed": counted(len(found.plan.placed), FAMILIES, lang),
        "constellations": counted(len(found.plan.constellations), CONSTELLATIONS, lang),
        "unplaced": len(found.plan.unplaced),
    }
    terminal.say(SUMMARY, facts)
    for line in tier_lines(found.marks, lang, found.problem.tiers, found.plan):
        terminal.say(TIER, {"said": line.said})
    if checked.since is not None:
        terminal.say(SINCE)
        for said in checked.since.sentences(lang, ask=options["made_of"] is None):
            terminal.say(ITEM, {"sentence": said})
    if checked.monitored is not None:
        terminal.say(WRITTEN, {"folder": str(output), "files": tuple(checked.monitored.files)})
    if checked.passed:
        bereft = () if checked.since is None else checked.since.bereft
        terminal.say(PASSED_REST[len(bereft) != 1] if bereft else PASSED, {"n": len(bereft)})
        _say_mending(checked, terminal)
        return 0
    terminal.say(BROKEN, {"n": counted(len(violations) + len(refuted), FINDINGS, lang)})
    for each in (*violations, *refuted):
        terminal.say(ITEM, {"sentence": each})
    _say_mending(checked, terminal)
    return EXIT_BROKEN


def _say_mending(checked: CheckedPlan, terminal: Terminal) -> None:
    if checked.mending is not None:
        for line in mending_sentences(checked.mending, terminal.lang):
            terminal.say(LINE, {"sentence": line})


def _document(checked: CheckedPlan, violations: list[str], refuted: list[str]) -> dict[str, object]:
    stated = {} if checked.stated is None else {tier.name: tier for tier in checked.stated.tiers}
    verdict = checked.finished.verdict
    return {
        "schema": "constellations/check/1",
        "passed": checked.passed,
        "tiers": [
            {
                "name": score.tier,
                "value": score.value,
                "stated": stated[score.tier].value if score.tier in stated else None,
                "bound": stated[score.tier].bound if score.tier in stated else None,
            }
            for score in verdict.scores
        ],
        "violations": [
            {
                "rule": violation.rule,
                "families": list(violation.families),
                "facts": dict(violation.facts),
                "sentence": said,
            }
            for violation, said in zip(verdict.violations, violations, strict=True)
        ],
        "claims": refuted,
        "since": None if checked.since is None else checked.since.document(),
        "mending": None if checked.mending is None else _mending(checked.mending),
    }


def _mending(mending: Mending) -> dict[str, object]:
    return {
        "lost": None if mending.plan is None else list(mending.lost),
        "moved": None if mending.plan is None else dict(mending.moved),
        "proved": mending.proved,
        "impossible": mending.impossible,
        "constellations": None
        if mending.plan is None
        else [{"id": each.id, "hub": each.hub, "satellites": list(each.satellites)} for each in groups(mending.plan)],
    }


MADE_OF: Final = Text(
    nl="Het gezinnenbestand waarvan het plan is gemaakt, om te zeggen wie sindsdien is verhuisd of andere "
    "pleegkinderen heeft.",
    en="The families file that the plan was made of, to say who moved house since or has other foster children.",
)
SINCE_PLAN: Final = Text(
    nl="Het plan van toen (de map of plan.json), bijvoorbeeld van vorig jaar: schrijft met -o een pagina met hoe de "
    "constellaties ervoor staan, per aanbieder en in totaal.",
    en="The plan of then (its folder or plan.json), of last year for instance: with -o writes a page on how the "
    "constellations fare, by provider and in all.",
)
OUTPUT: Final = Text(nl="Map voor die pagina.", en="Folder for that page.")
FORCE: Final = Text(nl="Vervang bestanden die al bestaan.", en="Replace files that exist.")
TOGETHER: Final = Text(
    nl="--since en -o horen bij elkaar: het plan van toen, en de map voor de pagina.",
    en="--since and -o go together: the plan of then, and the folder for the page.",
)
WRITTEN: Final = Text(nl="Geschreven in {folder}: {files}.", en="Written in {folder}: {files}.")
SINCE: Final = Text(
    nl="Sinds dit plan is het gezinnenbestand veranderd:", en="Since this plan the families file has changed:"
)
LINE: Final = Text(nl="{sentence}", en="{sentence}")
SUMMARY: Final = Text(
    nl="{placed} ingedeeld in {constellations}, {unplaced} niet ingedeeld.",
    en="{placed} placed in {constellations}, {unplaced} unplaced.",
)
TIER: Final = Text(nl="{said}", en="{said}")
PASSED: Final = Text(nl="Het plan houdt zich aan alle regels.", en="The plan keeps every rule.")
PASSED_REST: Final = (
    Text(
        nl="Wat er van het plan over is, houdt zich aan alle regels; {n} gezin heeft er geen constellatie meer in.",
        en="What is left of the plan keeps every rule; {n} family has no constellation in it any more.",
    ),
    Text(
        nl="Wat er van het plan over is, houdt zich aan alle regels; {n} gezinnen hebben er geen constellatie meer in.",
        en="What is left of the plan keeps every rule; {n} families have no constellation in it any more.",
    ),
)
BROKEN: Final = Text(nl="Het plan klopt niet: {n}.", en="The plan is not right: {n}.")
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
