"""What a plan is worth, in sentences: its objectives, the rules it breaks, and who it places."""

from collections.abc import Mapping
from typing import Any, Final

from geodata.families import HubRole
from geodata.language import Fact, Lang, Text
from maps.helping import help_view
from maps.tierwords import tier_lines
from optimizer.counts import BREACHES, CONSTELLATIONS, FAMILIES, counted
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan, Violation
from optimizer.screen.changes import Hand
from optimizer.screen.judging import base_map
from optimizer.tier import Tier
from optimizer.tiers import TIERS
from optimizer.verify import sentence

_BY_KEY: Final = {tier.key: tier for tier in TIERS}


def breaches(finished: FinishedPlan, lang: Lang) -> list[dict[str, Any]]:
    """Say every rule that is broken, with the families and the constellation that it is about."""
    of = {home.id: each.hub.id for each in finished.plan.constellations for home in each.homes}
    return [
        {
            "rule": each.rule,
            "text": sentence(each, lang, exact=False, plan=finished.plan),
            "families": list(each.families),
            "constellation": _about(each, of, finished.plan),
        }
        for each in finished.verdict.violations
    ]


def _about(violation: Violation, of: Mapping[str, str], plan: Plan) -> str | None:
    """Give the hub home of the constellation that a breach is in."""
    hubs = {each.hub.id for each in plan.constellations}
    named = [name for name in violation.families if name in hubs]
    return named[0] if named else next((of[name] for name in violation.families if name in of), None)


def values(finished: FinishedPlan, lang: Lang) -> list[dict[str, Any]]:
    """Say what a plan is worth on each objective and what is proved of it; no distance finer than masks are."""
    lines = tier_lines(finished.marks, lang, finished.problem.tiers, finished.plan, exact=False)
    return [
        {
            "key": mark.tier,
            "title": line.title,
            "value": _BY_KEY.get(mark.tier, Tier).told(mark.value),
            "text": line.value,
            "bound_text": line.bound,
            "proved": line.proved,
            "sentence": line.sentence,
            "meaning": line.meaning,
        }
        for mark, line in zip(finished.marks, lines, strict=True)
    ]


def direction(before: FinishedPlan, after: FinishedPlan) -> dict[str, int]:
    """Tell of each objective whether it became less (-1), more (1) or stayed the same (0)."""
    old = {mark.tier: mark.value for mark in before.marks}
    return {
        mark.tier: (mark.value > old[mark.tier]) - (mark.value < old[mark.tier])
        for mark in after.marks
        if mark.tier in old
    }


def summary(finished: FinishedPlan, hand: Hand, lang: Lang) -> list[str]:
    """Say in a few sentences what a plan comes to; every family that the file says joins is counted in one of them."""
    plan = finished.plan
    facts: dict[str, Fact] = {
        "placed": counted(len(plan.placed), FAMILIES, lang),
        "constellations": counted(len(plan.constellations), CONSTELLATIONS, lang),
        "unplaced": len(plan.unplaced),
    }
    said = [SUMMARY.say(lang, facts)]
    families = finished.problem.families
    spare = sum(each.joins and not each.may_be_satellite and each.id not in plan.placed for each in families)
    kept_out = sum(
        not each.joins and (each.id in hand.left or hand.roles.get(each.id) is HubRole.DECLINED) for each in families
    )
    said += [text.say(lang, {"n": n}) for text, n in ((SPARE, spare), (KEPT_OUT, kept_out)) if n]
    if not finished.verdict.passed:
        said.append(NOT_KEPT.say(lang, {"n": counted(len(finished.verdict.violations), BREACHES, lang)}))
    return said


def stated_summary(stated: PlanFile, lang: Lang) -> str:
    """Say what a plan comes to by its file."""
    placed = sum(1 + len(each.satellites) for each in stated.constellations)
    facts: dict[str, Fact] = {
        "placed": counted(placed, FAMILIES, lang),
        "constellations": counted(len(stated.constellations), CONSTELLATIONS, lang),
        "unplaced": len(stated.unplaced),
    }
    return SUMMARY.say(lang, facts)


def help_lines(finished: FinishedPlan, lang: Lang) -> list[str]:
    """Say what would help the plan as a whole, as it was found with the plan; nothing where nobody looked."""
    found = help_view(finished, base_map().gazetteer, {}, lang)
    if found is None:
        return []
    gains = [f"{each.label}: {each.value} ({each.note})." for each in found.gains]
    return gains + [
        f"{each.text.removesuffix('.')}. {HELPED.say(lang, {'families': each.families})} ({each.note})."
        for each in found.recruiting
    ]


SUMMARY: Final = Text(
    nl="{placed} ingedeeld in {constellations}; niet ingedeeld: {unplaced}.",
    en="{placed} placed in {constellations}; unplaced: {unplaced}.",
)
SPARE: Final = Text(
    nl="Kan alleen hubhome zijn en is in dit plan niet nodig: {n}.",
    en="Can only be a hub home and is not needed in this plan: {n}.",
)
KEPT_OUT: Final = Text(nl="Door u buiten dit plan gehouden: {n}.", en="Kept out of this plan by you: {n}.")
NOT_KEPT: Final = Text(nl="Dit plan breekt regels: {n}.", en="This plan breaks rules: {n}.")
HELPED: Final = Text(nl="Dat geeft een plaats aan {families}", en="That gives a place to {families}")
