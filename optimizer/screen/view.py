"""A plan as the page draws it: masked points, and what the planning team may see of each constellation."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from geodata.families import HubRole
from geodata.language import Fact, Lang, Text, number
from maps.helping import help_view
from maps.tierwords import tier_lines
from maps.view import team_view
from maps.view_model import ConstellationMark, MapView, Member
from optimizer.counts import BREACHES, CONSTELLATIONS, FAMILIES, counted
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan, Violation
from optimizer.screen.changes import Hand
from optimizer.screen.judging import Held, base_map
from optimizer.tier import Tier
from optimizer.tiers import TIERS
from optimizer.verify import sentence

_BY_KEY: Final = {tier.key: tier for tier in TIERS}


def plan_shown(held: Held, hand: Hand, lang: Lang) -> dict[str, Any]:
    """Give a plan, as changes by hand leave it, with everything that is drawn and listed of it."""
    finished = held.finished(hand)
    view = _view(held, finished, lang)
    broken = breaches(finished, lang)
    return {
        "families": _families(finished, view, held, hand, lang),
        "constellations": [_constellation(mark, finished, broken, lang) for mark in view.constellations],
        "unplaced": _unplaced(view),
        "values": values(finished, lang),
        "broken": broken,
        "summary": summary(finished, hand, lang),
        "notices": list(view.notices),
        "backdrop": {
            "areas": [
                {"name": each.name, "polygons": each.polygons, "label": each.label} for each in view.backdrop.areas
            ],
            "places": [
                {"name": each.name, "point": each.point, "weight": each.weight} for each in view.backdrop.places
            ],
            "attribution": list(view.backdrop.attribution),
            "schematic": view.backdrop.schematic,
        },
    }


def parts_shown(
    held: Held, finished: FinishedPlan, hand: Hand, families: Collection[str], hubs: Collection[str], lang: Lang
) -> dict[str, Any]:
    """Give what is drawn and listed of some families and constellations, after a change to them."""
    view = _view(held, finished, lang)
    broken = breaches(finished, lang)
    return {
        "families": [each for each in _families(finished, view, held, hand, lang) if each["id"] in families],
        "constellations": [
            _constellation(mark, finished, broken, lang)
            for mark in view.constellations
            if mark.hub is not None and mark.hub.id in hubs
        ],
        "unplaced": _unplaced(view),
    }


def _view(held: Held, finished: FinishedPlan, lang: Lang) -> MapView:
    return team_view(finished, lang, points=held.points, exact=False, base_map=base_map())


def _unplaced(view: MapView) -> list[dict[str, Any]]:
    return [
        {"id": each.member.id, "reasons": list(each.reasons), "remedies": list(each.remedies)} for each in view.unplaced
    ]


def _families(finished: FinishedPlan, view: MapView, held: Held, hand: Hand, lang: Lang) -> list[dict[str, Any]]:
    """Tell of every family that joins, whether it is placed or not."""
    members = dict(_members(view))
    found = []
    for family in finished.problem.families:
        if not family.joins:
            continue
        member, point = members.get(family.id), held.points.get(family.id)
        found.append(
            {
                "id": family.id,
                "provider": family.provider,
                "municipality": family.municipality or (member.municipality if member else None),
                "children": family.children,
                "lat": None if point is None else round(point.lat, 4),
                "lon": None if point is None else round(point.lon, 4),
                "constellation": hand.hub_of.get(family.id),
                "hub_role": str(family.hub),
                "distance": _distance(member, lang),
                "pinned": family.id in hand.pins or family.pinned,
                "moved_from": _origin(hand, family.id),
            }
        )
    return found


def _origin(hand: Hand, family: str) -> str | None:
    """Give the hub home that a family was with in the plan as it was made, where a person changed that."""
    before = hand.made.get(family)
    return before if before != hand.hub_of.get(family) else None


def _members(view: MapView) -> Iterable[tuple[str, Member]]:
    for mark in view.constellations:
        for member in (mark.hub, *mark.satellites):
            if member is not None:
                yield member.id, member
    for unplaced in view.unplaced:
        yield unplaced.member.id, unplaced.member


def _distance(member: Member | None, lang: Lang) -> str | None:
    """Say how far a family is from its hub home, as far as masked points tell it."""
    if member is None or not member.metres:
        return None
    return ABOUT_KM.say(lang, {"km": number(member.metres / 1000, lang)})


def _constellation(
    mark: ConstellationMark, finished: FinishedPlan, broken: list[dict[str, Any]], lang: Lang
) -> dict[str, Any]:
    size, hub = finished.policy.size, None if mark.hub is None else mark.hub.id
    return {
        "hub": hub,
        "number": mark.number,
        "id": mark.id,
        "label": mark.title or mark.id,
        "name": finished.problem.families.by_id[hub].constellation_name if hub else None,
        "colour": mark.colour,
        "members": [each.id for each in mark.satellites],
        "homes": mark.homes.value,
        "size": mark.size.value,
        "size_min": size.min,
        "size_target": size.target,
        "size_max": size.max,
        "children": mark.children.value,
        "children_max": finished.policy.capacity.children_max,
        "beds": mark.beds,
        "providers": [{"name": each.provider, "homes": each.homes.value} for each in mark.providers],
        "municipalities": list(mark.municipalities),
        "mean": None if not mark.mean_m else ABOUT_KM.say(lang, {"km": number(mark.mean_m / 1000, lang)}),
        "farthest": None if not mark.farthest_m else ABOUT_KM.say(lang, {"km": number(mark.farthest_m / 1000, lang)}),
        "off_target": mark.off_target,
        "hull": [list(point) for point in mark.hull],
        "tags": list(mark.tags),
        "violations": [each["text"] for each in broken if each["constellation"] == hub],
    }


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
    lines = tier_lines(finished.marks, lang, exact=False)
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


ABOUT_KM: Final = Text(nl="ongeveer {km} km", en="about {km} km")
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
