"""One checked reason for a family that is in no constellation."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from geodata.families import Family
from geodata.language import Fact
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.figures import km_up
from optimizer.explain.obstacles import Kind, Obstacle, obstacles
from optimizer.explain.others import fewest
from optimizer.explain.question import Question
from optimizer.explain.ties import contradiction
from optimizer.explain.variants import beds_needed
from optimizer.finished import Reason
from optimizer.model import Linear
from optimizer.plan import Plan, Violation
from optimizer.problem import Problem
from optimizer.rule import Rule
from optimizer.search.conflicts import conflict_of

_LOOK_FIRST_M: Final = 10_000.0
"""How far around a family is looked for the nearest hub home at first, where no radius is set; then four times that."""

_HALF_ROUND_M: Final = 20_037_508.0
"""Half of the equator: nothing is farther away."""


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
        What placing it would cost others, where it can be placed at all and that is proved.
    rules
        The rules that the reason names as clashing, with their numbers.
    """

    reason: Reason
    obstacles: tuple[Obstacle, ...]
    cost: Cost | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _AsTheyAre(Question):
    """The constellations of a plan stay as they are, and one hub home opens beside them with a family in it."""

    hub_of: Mapping[str, str]
    hub: str
    family: str

    key: ClassVar[str] = "as_they_are"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare the places of all who have one, and look for the family."""
        now = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
        wanted = {**self.hub_of, self.family: self.hub, self.hub: self.hub}
        moved = tuple(sorted(name for name, hub in wanted.items() if now.get(name) != hub))
        if moved:
            yield Violation(self.key, moved)

    def encode(self, x: Decisions) -> None:
        """Leave each placed family its own pair only, the family that of the hub home, and open all these hubs."""
        pairs, families = x.instance.pairs, x.instance.families
        names = [families[int(at)].id for at in x.instance.hubs]
        wanted = {**self.hub_of, self.family: self.hub}
        own = np.array([names.index(wanted[each.id]) if each.id in wanted else -1 for each in families])
        x.forbid((own[pairs.family] >= 0) & (own[pairs.family] != pairs.hub))
        open_hubs = {*self.hub_of.values(), self.hub}
        x.open(np.array([name in open_hubs for name in names], dtype=np.bool_))


NOT_SETTLED: Final = Finding(Reason("not_settled"), ())
"""What is said of a family that nobody looked at, as the time was over."""


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
        if any(each.kind is Kind.UNSETTLED for each in seen):
            certain = Reason("not_settled")
        else:
            certain = Reason("hubs_taken", {"hubs": taken}) if taken else _no_room(seen)
    return Finding(certain, seen)


def certain_reason(case: Case, family: Family) -> Reason | None:
    """Give the reason where the homes alone show it, ``None`` where only a search can tell."""
    return _at_a_glance(case, family, obstacles(case, family))


def _at_a_glance(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where the homes alone show it: no plan can place the family, or this one can as it is."""
    return _tied(case, family, seen) or _without_search(case, family, seen) or _free(seen)


def _free(seen: Sequence[Obstacle]) -> Reason | None:
    """Give the nearest hub home that takes the family as things stand."""
    free = next((each for each in seen if each.kind is Kind.NONE), None)
    return None if free is None else Reason("room_left", {"hub": free.hub, "km": free.km})


def _by_search(case: Case, family: Family, seen: tuple[Obstacle, ...]) -> Finding:
    asked = case.ask(family)
    if case.confirmed(case.problem, asked.plan, family) and asked.plan is not None:
        seen = tuple(_beside(case, family, each) if each.kind is Kind.UNSETTLED else each for each in seen)
        free = _free(seen)
        return Finding(_after_moves(case, family, asked.plan) if free is None else free, seen)
    if not asked.impossible:
        return Finding(Reason("not_settled"), seen)
    seen = _with_closed(seen, {Kind.UNSETTLED}, Kind.TAKEN)
    cost = _cost(case, family)
    if all(each.kind is not Kind.TAKEN for each in seen):
        return Finding(_no_room(seen), seen, cost)
    if cost is not None:
        facts: dict[str, Fact] = {"places": cost.places, "families": cost.families}
        return Finding(Reason("costs_a_place", {"hub": _hub_of(cost.plan, family), **facts}), seen, cost)
    if case.ask(family, must=()).impossible:
        return _clash(case, family, _with_closed(seen, {Kind.TAKEN}, Kind.NEVER))
    return Finding(Reason("not_settled"), seen)


def _after_moves(case: Case, family: Family, known: Plan) -> Reason:
    """Say where there is room when others move, and how many would: the fewest, or as it was found."""
    others, plan = fewest(case, family, case.problem, known)
    return Reason("room_after_moves", {"hub": _hub_of(plan, family), "others": others.n, "proved": others.proved})


def _with_closed(seen: Sequence[Obstacle], kinds: Collection[Kind], kind: Kind) -> tuple[Obstacle, ...]:
    """Say of hub homes that are closed what a search has proved of all of them."""
    lasting = kind is Kind.NEVER
    return tuple(replace(each, kind=kind, facts={}, lasting=lasting) if each.kind in kinds else each for each in seen)


def _beside(case: Case, family: Family, seen: Obstacle) -> Obstacle:
    """Find out whether a hub home can open for a family while everybody else stays where they are."""
    hub_of = {home.id: each.hub.id for each in case.plan.constellations for home in each.homes}
    question = _AsTheyAre(hub_of, seen.hub, family.id)
    asked = replace(case.problem, rules=(*case.problem.rules, question))
    found = case.ask(family, asked)
    if case.confirmed(asked, found.plan, family):
        return replace(seen, kind=Kind.NONE)
    return replace(seen, kind=Kind.TAKEN) if found.impossible else seen


def _tied(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where those who belong with the family keep all of them from every constellation."""
    company = case.company(family)
    found = contradiction(case.problem, company) if seen and len(company) > 1 else None
    return None if found is None else Reason(found.code, found.facts)


def _without_search(case: Case, family: Family, seen: Sequence[Obstacle]) -> Reason | None:
    """Give the reason where no plan at all can place the family, as the homes alone show."""
    if not seen:
        return Reason("no_hub_in_reach", _nearest(case, family))
    if not all(each.lasting for each in seen):
        return None
    short = [each for each in seen if each.kind is Kind.SHORT]
    if len(short) < len(seen):
        return _no_room(seen)
    best = min(short, key=lambda each: int(str(each.facts["short_by"])))
    if [each.hub for each in seen] == [family.id]:
        return Reason("under_minimum_itself", {**best.facts, **_nearest(case, family)})
    return Reason("under_minimum", {"hub": best.hub, "km": best.km, **best.facts})


def _nearest(case: Case, family: Family) -> dict[str, Fact]:
    """Give the radius, and how far the nearest home is that could be a hub home."""
    beds = beds_needed(case.problem)
    candidates = (case.problem.families[at] for at in case.problem.hubs.tolist())
    homes = [home for home in candidates if home.id != family.id and home.beds >= beds]
    ways, within_m = np.empty(0), case.radius_m or _LOOK_FIRST_M
    while homes and not ways.size and within_m < 4 * _HALF_ROUND_M:
        ways = case.problem.distances.pairs([family], homes, within_m).metres
        within_m *= 4
    facts: dict[str, Fact] = {} if case.radius_m is None else {"radius_km": case.radius_m / 1000}
    if ways.size:
        facts = {"nearest_km": km_up(float(ways.min())), **facts}
    return facts


def _no_room(seen: Sequence[Obstacle]) -> Reason:
    """Say what keeps the family from every hub home around it: one rule, or several things."""
    rules = tuple(sorted({str(each.facts["rule"]) for each in seen if each.kind is Kind.RULE}))
    if len(rules) == 1 and all(each.kind is Kind.RULE for each in seen):
        involved = {name for each in seen for name in _names(each.facts)}
        hubs = tuple(each.hub for each in seen)
        return Reason("rule", {"rule": rules[0], "families": tuple(sorted(involved)), "hubs": hubs})
    by = {kind.value: tuple(each.hub for each in seen if each.kind is kind) for kind in Kind}
    return Reason("no_room", {**{kind: hubs for kind, hubs in by.items() if hubs}, "rules": rules})


def _names(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    names = facts.get("families", ())
    return names if isinstance(names, tuple) else ()


def _cost(case: Case, family: Family) -> Cost | None:
    """Find the fewest families that lose their place when this one gets one, and check that plan."""

    def lost(x: Decisions) -> Linear:
        return x.linear(unplaced=x.of_families(lambda each: each.id in case.placed))

    found = case.ask(family, price=lost, must=())
    if not found.proved or found.plan is None or found.value is None:
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


def _clash(case: Case, family: Family, seen: tuple[Obstacle, ...]) -> Finding:
    """Name the rules that together leave no plan with this family, none of which can be missed."""

    def has_plan(problem: Problem) -> bool | None:
        found = case.ask(family, problem, must=())
        if found.impossible:
            return False
        return True if found.plan is not None and _passes(problem, found.plan) else None

    conflict = conflict_of(case.problem, has_plan)
    if conflict is None:
        return Finding(Reason("rules", {"rules": (), "not_asked": ()}), seen)
    rules = tuple(rule for rule in case.problem.rules if rule.key in conflict.rules)
    facts: dict[str, Fact] = {"rules": conflict.rules, "not_asked": conflict.not_asked}
    return Finding(Reason("rules", facts), seen, rules=rules)
