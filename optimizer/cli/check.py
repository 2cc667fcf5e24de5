"""``constellations check``: verify any plan, without a solver."""

from pathlib import Path
from typing import Any, Final

from geodata.language import Lang, Text
from maps.tierwords import tier_lines
from optimizer.application.plan_reading import Given, claims_refuted, read_given, read_input, trusted_marks
from optimizer.cli.localised import LocalisedCommand, families_argument, in_context, plan_argument
from optimizer.cli.settings import policy_options
from optimizer.cli.terminal import Terminal
from optimizer.plan import Verdict
from optimizer.verify import sentence, verify

EXIT_BROKEN: Final = 1


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [families_argument(lang), plan_argument(lang), *policy_options(lang)]
    return LocalisedCommand("check", lang, HELP, in_context(run), params)


def run(terminal: Terminal, families: Path, plan: Path, **options: Any) -> int:
    """Check a plan; exit code 0 when it keeps every rule and its claims hold, else 1."""
    reading = read_input(families, terminal)
    given = read_given(plan, reading, options, terminal)
    verdict = verify(given.problem, given.plan)
    refuted = [text.say(terminal.lang, facts) for text, facts in claims_refuted(given, verdict)]
    passed = verdict.passed and not refuted
    terminal.document(_document(given, verdict, refuted, terminal.lang))
    placed = {"placed": len(given.plan.placed), "constellations": len(given.plan.constellations)}
    terminal.say(SUMMARY, {**placed, "unplaced": len(given.plan.unplaced)})
    for line in tier_lines(trusted_marks(given, verdict), terminal.lang, given.problem.tiers, given.plan):
        terminal.say(TIER, {"said": line.said})
    if passed:
        terminal.say(PASSED)
        return 0
    terminal.say(BROKEN, {"n": len(verdict.violations) + len(refuted)})
    for each in (*(sentence(violation, terminal.lang) for violation in verdict.violations), *refuted):
        terminal.say(ITEM, {"sentence": each})
    return EXIT_BROKEN


def _document(given: Given, verdict: Verdict, refuted: list[str], lang: Lang) -> dict[str, object]:
    stated = {} if given.stated is None else {tier.name: tier for tier in given.stated.tiers}
    return {
        "schema": "constellations/check/1",
        "passed": verdict.passed and not refuted,
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
                "sentence": sentence(violation, lang),
            }
            for violation in verdict.violations
        ],
        "claims": refuted,
    }


HELP: Final = Text(
    nl="Controleert een plan aan de regels en rekent de doelen na, zonder zoekmethode.\n\nPLAN is een plan.json, of "
    "een assignments.csv die u met de hand hebt veranderd.",
    en="Checks a plan by the rules and recomputes its objectives, without a search.\n\nPLAN is a plan.json, or an "
    "assignments.csv that you changed by hand.",
)
SUMMARY: Final = Text(
    nl="{placed} gezinnen ingedeeld in {constellations} constellaties, {unplaced} niet ingedeeld.",
    en="{placed} families placed in {constellations} constellations, {unplaced} unplaced.",
)
TIER: Final = Text(nl="{said}", en="{said}")
PASSED: Final = Text(nl="Het plan houdt zich aan alle regels.", en="The plan keeps every rule.")
BROKEN: Final = Text(nl="Het plan klopt niet; bevindingen: {n}.", en="The plan is not right; findings: {n}.")
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
