"""One checked reason for a family that is in no constellation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.families import Family
from geodata.language import Fact
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.figures import km_up
from optimizer.explain.obstacles import Kind, Obstacle, obstacles
from optimizer.explain.ties import contradiction
from optimizer.files.planfile import Reason
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.problem import Problem

_STRUCTURE: Final = ("placed_once", "joins", "candidate", "hub_only")
_LASTING: Final = frozenset({Kind.SHORT, Kind.ALONE})
"""Obstacles that no rearrangement of the plan takes away."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What placing a family costs at least: how many places of others, and whose in one plan that does it."""

    places: int
    families: tuple[str, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a family is unplaced.

    Attributes
    ----------
    cost
        What placing it would cost others, where it can be placed at all and that was settled.
    """

    reason: Reason
    obstacles: tuple[Obstacle, ...]
    cost: Cost | None = None


def finding(case: Case, family: Family) -> Finding:
    """Find the reason why an unplaced family has no place.

    Its figures are recomputed from the homes. That there is no room after all is proved by searching for a plan that
    places the family beside all who are placed now; that it costs places, by the least number it can cost.
    """
    seen = obstacles(case, family)
    certain = _at_a_glance(case, family, seen)
    return Finding(certain, seen) if certain is not None else _by_search(case, family, seen)


def finding_without_search(case: Case, family: Family) -> Finding:
    """Find the reason from the homes alone; what others could make room for is left open."""
    seen = obstacles(case, family)
    certain = _at_a_glance(case, family, seen)
    if certain is None:
        taken = tuple(each.hub for each in seen if each.kind is Kind.TAKEN)
        if any(each.kind is Kind.NONE for each in seen):
            certain = Reason("not_settled")
        else:
            certain = Reason("hubs_taken", {"hubs": taken}) if taken else _no_room(case, family, seen)
    return Finding(certain, seen)


def _at_a_glance(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where the homes alone show it: no plan can place the family, or this one can as it is."""
    certain = _tied(case, family, seen) or _without_search(case, family, seen)
    if certain is not None:
        return certain
    hubs = {each.hub.id for each in case.plan.constellations}
    free = next((each for each in seen if each.kind is Kind.NONE and each.hub in hubs), None)
    return None if free is None else Reason("room_left", {"hub": free.hub, "km": free.km})


def _could_open(seen: Sequence[Obstacle]) -> bool:
    """Tell whether a hub home that is closed could open, if not for free."""
    return any(each.kind in {Kind.TAKEN, Kind.NONE} for each in seen)


def _by_search(case: Case, family: Family, seen: tuple[Obstacle, ...]) -> Finding:
    asked = case.ask(family)
    if case.confirmed(case.problem, asked.plan, family) and asked.plan is not None:
        return Finding(Reason("room_after_moves", {"hub": _hub_of(asked.plan, family)}), seen)
    cost = _cost(case, family) if asked.impossible else None
    if not _could_open(seen):
        return Finding(_no_room(case, family, seen), seen, cost)
    if cost is not None:
        facts: dict[str, Fact] = {"places": cost.places, "families": cost.families}
        return Finding(Reason("costs_a_place", {"hub": _hub_of(cost.plan, family), **facts}), seen, cost)
    if asked.impossible and case.ask(family, must=()).impossible:
        return Finding(_clash(case, family), seen)
    return Finding(Reason("not_settled"), seen)


def _tied(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where those who belong with the family keep all of them from every constellation."""
    company = case.company(family)
    found = contradiction(case.problem, company) if seen and len(company) > 1 else None
    return None if found is None else Reason(found.code, found.facts)


def _without_search(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where no plan at all can place the family, as the homes alone show."""
    if not seen:
        return Reason("no_hub_in_reach", _nearest(case, family))
    if all(each.kind is Kind.ALONE for each in seen):
        return Reason("children_alone", seen[0].facts)
    if all(each.kind in _LASTING for each in seen):
        short = [each for each in seen if each.kind is Kind.SHORT]
        best = min(short, key=lambda each: int(str(each.facts["short_by"])))
        if [each.hub for each in seen] == [family.id]:
            return Reason("under_minimum_itself", {**best.facts, **_nearest(case, family)})
        return Reason("under_minimum", {"hub": best.hub, "km": best.km, **best.facts})
    lasting = [
        each for each in seen if each.kind is Kind.RULE and each.facts["rule"] in {"beds", "max_km", "candidate"}
    ]
    if len(lasting) == len(seen):
        return _ruled(lasting)
    return None


def _nearest(case: Case, family: Family) -> dict[str, Fact]:
    """Give the radius, and how far the nearest home is that could be a hub home."""
    beds = min((int(getattr(rule, "beds_min", 0)) for rule in case.problem.rules if rule.key == "beds"), default=0)
    ways = [
        metres
        for at in case.problem.hubs.tolist()
        if (home := case.problem.families[at]).id != family.id and home.beds >= beds
        if (metres := case.problem.distances.between(family, home)) is not None
    ]
    facts: dict[str, Fact] = {} if case.radius_m is None else {"radius_km": case.radius_m / 1000}
    if ways:
        facts = {"nearest_km": km_up(min(ways)), **facts}
    return facts


def _no_room(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason:
    """Say what keeps the family from every hub home around it."""
    by = {kind: tuple(each.hub for each in seen if each.kind is kind) for kind in Kind}
    kinds = {kind for kind, hubs in by.items() if hubs}
    if kinds == {Kind.FULL}:
        return Reason("hubs_full", {"hubs": by[Kind.FULL]})
    if kinds <= {Kind.FULL, Kind.CHILDREN} and kinds:
        most = next(each.facts["children_max"] for each in seen if each.kind is Kind.CHILDREN)
        facts: dict[str, Fact] = {"children": sum(each.children for each in case.company(family)), "children_max": most}
        return Reason("children_full", {"hubs": by[Kind.FULL] + by[Kind.CHILDREN], **facts})
    if kinds == {Kind.RULE}:
        return _ruled(seen)
    parts: dict[str, Fact] = {kind.value: hubs for kind, hubs in by.items() if hubs}
    return Reason(
        "no_room", {**parts, "rules": tuple(sorted({str(each.facts["rule"]) for each in seen if "rule" in each.facts}))}
    )


def _ruled(seen: Sequence[Obstacle]) -> Reason:
    """Name the rule that forbids most of the hub homes, and the families it speaks of."""
    keys = [str(each.facts["rule"]) for each in seen]
    rule = max(sorted(set(keys)), key=keys.count)
    involved = {name for each in seen if each.facts["rule"] == rule for name in _names(each.facts)}
    hubs = tuple(each.hub for each in seen if each.facts["rule"] == rule)
    return Reason("rule", {"rule": rule, "families": tuple(sorted(involved)), "hubs": hubs})


def _names(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    names = facts.get("families", ())
    return names if isinstance(names, tuple) else ()


def _cost(case: Case, family: Family) -> Cost | None:
    """Find the fewest families that lose their place when this one gets one, and check that plan."""

    def lost(x: Decisions) -> Linear:
        return x.linear(unplaced=x.of_families(lambda each: each.id in case.placed))

    found = case.ask(family, price=lost, must=())
    if not found.settled or found.plan is None or found.value is None:
        return None
    there = found.plan.placed
    losers = tuple(sorted(case.placed - there))
    if not _passes(case.problem, found.plan) or family.id not in there or len(losers) != found.value:
        return None
    return Cost(found.value, losers, found.plan)


def _passes(problem: Problem, plan: Plan) -> bool:
    return not any(True for rule in problem.rules for _ in rule.violations(plan))


def _hub_of(plan: Plan, family: Family) -> str:
    return next(each.hub.id for each in plan.constellations for home in each.homes if home.id == family.id)


def _clash(case: Case, family: Family) -> Reason:
    """Name the rules that together leave no plan with this family, none of which can be missed."""
    needed = [rule for rule in case.problem.rules if rule.key not in _STRUCTURE]
    structure = [rule for rule in case.problem.rules if rule.key in _STRUCTURE]
    for rule in tuple(needed):
        fewer = [other for other in needed if other is not rule]
        problem = Problem(case.problem.instance, (*structure, *fewer), ())
        if case.ask(family, problem, must=()).impossible:
            needed = fewer
    keys = tuple(rule.key for rule in needed)
    return Reason("rules", {"rules": keys}) if keys else Reason("not_settled")
