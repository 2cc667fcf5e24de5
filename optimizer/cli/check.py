"""``constellations check``: verify any plan, without a solver."""

from pathlib import Path
from typing import Any, Final

from geodata.language import Lang, Text
from maps.tierwords import tier_lines
from optimizer.application.checking import CheckedPlan, check_plan
from optimizer.cli.families_options import families_from, families_options, today_option
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, plan_argument
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.verify import sentence

EXIT_BROKEN: Final = 1


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [*families_options(lang), plan_argument(lang), today_option(lang), *policy_options(lang)]
    return LocalisedCommand("check", lang, HELPS["check"], in_context(run), params)


def run(terminal: Terminal, families: tuple[Path, ...], plan: Path, **options: Any) -> int:
    """Check a plan; exit code 0 when it keeps every rule and its claims hold, else 1."""
    checked = check_plan(families_from(families, options), plan, policy_request(options), terminal.lang, terminal)
    lang, found = terminal.lang, checked.finished
    violations = [sentence(violation, lang) for violation in found.verdict.violations]
    refuted = [claim.text.say(lang, claim.facts) for claim in checked.refuted]
    terminal.document(_document(checked, violations, refuted))
    placed = {"placed": len(found.plan.placed), "constellations": len(found.plan.constellations)}
    terminal.say(SUMMARY, {**placed, "unplaced": len(found.plan.unplaced)})
    for line in tier_lines(found.marks, lang, found.problem.tiers, found.plan):
        terminal.say(TIER, {"said": line.said})
    if checked.passed:
        terminal.say(PASSED)
        return 0
    terminal.say(BROKEN, {"n": len(violations) + len(refuted)})
    for each in (*violations, *refuted):
        terminal.say(ITEM, {"sentence": each})
    return EXIT_BROKEN


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
    }


SUMMARY: Final = Text(
    nl="{placed} gezinnen ingedeeld in {constellations} constellaties, {unplaced} niet ingedeeld.",
    en="{placed} families placed in {constellations} constellations, {unplaced} unplaced.",
)
TIER: Final = Text(nl="{said}", en="{said}")
PASSED: Final = Text(nl="Het plan houdt zich aan alle regels.", en="The plan keeps every rule.")
BROKEN: Final = Text(nl="Het plan klopt niet; bevindingen: {n}.", en="The plan is not right; findings: {n}.")
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
