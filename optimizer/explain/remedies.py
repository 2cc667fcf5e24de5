"""The smallest single changes that give an unplaced family a place and take nobody's, each proved by a plan."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

import numpy as np

from geodata.families import Families, Family, HubRole
from geodata.gazetteer import Place
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.changes import (
    Change,
    FewerSatellites,
    MoreChildren,
    MoreConstellations,
    MoreSatellites,
    NewCandidate,
    RadiusFor,
    Recruit,
    Waive,
    as_candidate,
)
from optimizer.explain.exceptions import ChildrenOfOne, SizeOfOne
from optimizer.explain.obstacles import km_up
from optimizer.explain.posing import posed, rule_of, with_rule
from optimizer.model import IntArray, Linear
from optimizer.plan import Plan, Violation
from optimizer.problem import Problem
from optimizer.rules import Apart, Beds, Children, HubCount, MaxSatellites, Size, Together
from optimizer.search.placing import OneHubLooser, Placing, place_by_loosening

PROVIDER_RULES: Final = frozenset({"min_providers", "max_share", "exchange_tolerance"})
_NEVER_WAIVED: Final = frozenset(
    {"placed_once", "joins", "candidate", "hub_only", "beds", "radius", "max_km", "size", "max_satellites", "children", "hub_count"}
)
"""What a plan is by its nature, and what other changes move by a little."""

_LARGE: Final = 400
"""Families up to which any of them may be the new hub home; beyond, those within three radii are tried."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change, with a plan under the changed problem that places the family and all who are placed now.

    Attributes
    ----------
    least
        Whether it is proved that no smaller change of this kind does it.
    """

    change: Change
    effort: float
    least: bool
    plan: Plan = field(repr=False)


@dataclass(frozen=True, slots=True)
class Remedies:
    """What would let a family in.

    Attributes
    ----------
    found
        The smallest change of each kind that does it, the smallest first.
    exhausted
        Whether of every kind that gave nothing it is proved that it gives nothing.
    """

    found: tuple[Remedy, ...]
    exhausted: bool

    @property
    def none_proved(self) -> bool:
        """Whether no single change does it, and that is proved."""
        return not self.found and self.exhausted


Answer = tuple[Remedy | None, bool]
"""A remedy if there is one, and whether the answer is proved."""


def remedies(case: Case, family: Family, areas: Sequence[Place]) -> Remedies:
    """Look for the smallest change of each kind that places a family and unplaces nobody.

    Parameters
    ----------
    areas
        Postcode areas in which a hub home might be found.
    """
    kinds: tuple[Callable[[], Iterable[Answer]], ...] = (
        lambda: [_more_satellites(case, family)],
        lambda: [_more_children(case, family)],
        lambda: [_fewer_satellites(case, family)],
        lambda: [_radius(case, family)],
        lambda: [_more_constellations(case, family)],
        lambda: [_candidate(case, family)],
        lambda: [_recruit(case, family, areas)],
        lambda: _waivers(case, family),
    )
    answers = [answer for kind in kinds for answer in kind()]
    found = sorted(
        (remedy for remedy, _ in answers if remedy is not None), key=lambda remedy: (remedy.effort, remedy.change.key)
    )
    return Remedies(tuple(found), all(settled for remedy, settled in answers if remedy is None))


def proved(case: Case, family: Family | None, change: Change, plan: Plan | None, *, least: bool) -> Remedy | None:
    """Give the remedy when the plan passes the verifier under the change and no other, and nobody loses a place."""
    if plan is None:
        return None
    changed = change.apply(case.problem)
    try:
        again = Plan.of(changed.families, {each.hub.id: [one.id for one in each.satellites] for each in plan.constellations})
    except KeyError:
        return None
    if not case.confirmed(changed, again, family):
        return None
    return Remedy(change, change.effort(case.problem), least, again)


def _more_satellites(case: Case, family: Family) -> Answer:
    size = rule_of(case.problem, Size)
    if size is None and rule_of(case.problem, MaxSatellites) is None:
        return None, True
    free = Families(replace(each, max_satellites=None) for each in case.problem.families)
    wide = posed(case.problem, families=free)
    if size is not None:
        wide = with_rule(wide, SizeOfOne(size.low, size.high, size.count_hub, None, more=len(free)))
    limit = np.array([case.most(case.problem.families[at]) for at in wide.hubs.tolist()], dtype=np.int64)
    found = _loosened(case, wide, family, OneHubLooser(limit))
    hub = _passing(case, found.plan, limit, lambda members: len(members), least=False)
    if hub is None or not found.value:
        return None, found.impossible
    change = MoreSatellites(hub, found.value, case.most(case.problem.families.by_id[hub]))
    return proved(case, family, change, found.plan, least=found.settled), found.settled


def _more_children(case: Case, family: Family) -> Answer:
    children = rule_of(case.problem, Children)
    if children is None:
        return None, True
    total = sum(each.children for each in case.problem.families)
    wide = with_rule(case.problem, ChildrenOfOne(children.children_max, children.count_hub, None, total))
    limit = np.full(len(wide.hubs), children.children_max, dtype=np.int64)
    found = _loosened(case, wide, family, OneHubLooser(limit, load=children.key))
    own = 0 if children.count_hub else 1
    hub = _passing(
        case, found.plan, limit, lambda members: sum(each.children for each in members[own:]), least=False, whole=True
    )
    if hub is None or not found.value:
        return None, found.impossible
    change = MoreChildren(hub, found.value, children.children_max)
    return proved(case, family, change, found.plan, least=found.settled), found.settled


def _fewer_satellites(case: Case, family: Family) -> Answer:
    size = rule_of(case.problem, Size)
    fewer = 0 if size is None else case.low // 2
    if size is None or fewer == 0:
        return None, True
    wide = with_rule(case.problem, SizeOfOne(size.low, size.high, size.count_hub, None, fewer=fewer))
    limit = np.full(len(wide.hubs), case.low, dtype=np.int64)
    found = _loosened(case, wide, family, OneHubLooser(limit, least=True))
    hub = _passing(case, found.plan, limit, lambda members: len(members), least=True)
    if hub is None or not found.value:
        return None, found.impossible
    change = FewerSatellites(hub, found.value, case.low)
    return proved(case, family, change, found.plan, least=found.settled), found.settled


def _loosened(case: Case, wide: Problem, family: Family, looser: OneHubLooser) -> Placing:
    return place_by_loosening(wide, case.placed | {family.id}, looser, case.time.clock())


def _passing(
    case: Case,
    plan: Plan | None,
    limit: IntArray,
    count: Callable[[Sequence[Family]], int],
    *,
    least: bool,
    whole: bool = False,
) -> str | None:
    """Give the hub home of a plan that passes its limit."""
    if plan is None:
        return None
    most = {case.problem.families[at].id: int(number) for at, number in zip(case.problem.hubs.tolist(), limit, strict=True)}
    for each in plan.constellations:
        number = count(each.homes if whole else each.satellites)
        if (number < most[each.hub.id]) if least else (number > most[each.hub.id]):
            return each.hub.id
    return None


def _radius(case: Case, family: Family) -> Answer:
    limit_m = case.limit_m(family)
    homes = [case.problem.families[at] for at in case.problem.hubs.tolist()]
    ways = [case.problem.distances.between(family, home) for home in homes if home.id != family.id]
    known = [metres for metres in ways if metres is not None]
    if limit_m is None or not known or max(known) <= limit_m:
        return None, True
    limit_km = limit_m / 1000
    wide = RadiusFor(family.id, km_up(max(known)), limit_km).apply(case.problem)
    at = next(at for at, each in enumerate(wide.families) if each.id == family.id)

    def steps(x: Decisions) -> Linear:
        """Count steps of 0.1 km, for the pairs of this family beyond its limit."""
        pairs = x.problem.pairs
        beyond = (pairs.family == at) & (pairs.metres > limit_m)
        return x.linear(pair=np.where(beyond, np.ceil(np.round(pairs.metres / 100, 6)), 0).astype(np.int64))

    found = case.ask(family, wide, steps)
    if not found.value:
        return None, found.impossible
    change = RadiusFor(family.id, found.value / 10, limit_km)
    return proved(case, family, change, found.plan, least=found.settled), found.settled


def _more_constellations(case: Case, family: Family) -> Answer:
    count = rule_of(case.problem, HubCount)
    if count is None:
        return None, True
    return _tried(case, family, MoreConstellations(1, count.high))


def _tried(case: Case, family: Family, change: Change) -> Answer:
    found = case.ask(family, change.apply(case.problem))
    remedy = proved(case, family, change, found.plan, least=True)
    return remedy, remedy is not None or found.impossible


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """Of these homes at most one is a hub home; holds the question to a single change."""

    homes: frozenset[str]

    key: ClassVar[str] = "only_one"
    title: ClassVar[Text] = Text(nl="Hoogstens één nieuwe hubhome.", en="At most one new hub home.")
    text: ClassVar[Text] = title

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Find all of them where there are two."""
        new = tuple(each.hub.id for each in plan.constellations if each.hub.id in self.homes)
        if len(new) > 1:
            yield Violation(self.key, new)

    def encode(self, x: Decisions) -> None:
        """Open one at most."""
        x.limit_plan(self.key, x.linear(hub=x.of_hubs(lambda home: home.id in self.homes)), high=1)


def beds_needed(problem: Problem) -> int:
    """Give the sleep-over beds that a hub home must keep free."""
    beds = rule_of(problem, Beds)
    return 0 if beds is None else beds.beds_min


def new_candidates(case: Case) -> tuple[NewCandidate, ...]:
    """Give the families that could become a candidate, or keep the beds that they lack as one."""
    beds = beds_needed(case.problem)
    found = []
    for each in case.problem.families:
        is_candidate = each.may_be_hub
        if each.joins and (not is_candidate or each.beds < beds):
            found.append(NewCandidate(each.id, beds, is_candidate))
    return tuple(found)


def _candidate(case: Case, family: Family) -> Answer:
    changes = {each.family: each for each in new_candidates(case)}
    local = len(case.problem.families) > _LARGE and case.radius_m is not None
    if local and case.radius_m is not None:
        near_m = 3 * case.radius_m
        between = case.problem.distances.between
        by_id = case.problem.families.by_id
        changes = {
            name: each
            for name, each in changes.items()
            if (metres := between(family, by_id[name])) is not None and metres <= near_m
        }
    if not changes:
        return None, not local
    wide = posed(
        case.problem,
        families=Families(
            as_candidate(each, changes[each.id].beds) if each.id in changes else each for each in case.problem.families
        ),
        rules=[*case.problem.rules, OnlyOne(frozenset(changes))],
    )
    found = case.ask(family, wide, _nearest_new(family, changes))
    hub = _new_hub(found.plan, changes)
    if hub is None:
        return None, found.impossible and not local
    return proved(case, family, changes[hub], found.plan, least=found.settled), found.settled


_ASKING: Final = 10_000
"""Steps of 0.1 km that a family which must be asked weighs more than a candidate that lacks beds."""


def _nearest_new(family: Family, changes: dict[str, NewCandidate] | dict[str, Recruit]) -> Callable[[Decisions], Linear]:
    """Make the new hub home one that is near the family, and rather one that offers already."""

    def price(x: Decisions) -> Linear:
        def steps(home: Family) -> int:
            change = changes.get(home.id)
            if change is None:
                return 0
            metres = x.problem.distances.between(family, home)
            offers = isinstance(change, NewCandidate) and change.is_candidate
            return 1 + (0 if offers else _ASKING) + (_ASKING if metres is None else min(round(metres / 100), _ASKING))

        return x.linear(hub=x.of_hubs(steps))

    return price


def _new_hub(plan: Plan | None, changes: dict[str, NewCandidate] | dict[str, Recruit]) -> str | None:
    if plan is None:
        return None
    return next((each.hub.id for each in plan.constellations if each.hub.id in changes), None)


def recruits(case: Case, areas: Iterable[Place], family: Family | None = None) -> dict[str, Recruit]:
    """Give, by the pseudonym of the home to be found, the areas whose middle is in reach of somebody unplaced.

    Parameters
    ----------
    family
        Only areas within two radii of this one; by default of anybody unplaced, within one radius.
    """
    if case.radius_m is None:
        return {}
    reach_m = case.radius_m * (1 if family is None else 2)
    near = case.unplaced if family is None else (family,)
    provider = None
    if any(rule.key in PROVIDER_RULES for rule in case.problem.rules) and near:
        provider = near[0].provider
    found = {}
    for area in areas:
        change = Recruit(area.pc4, area.place, area.location, beds_needed(case.problem), provider)
        home = change.home(case.problem)
        ways = (case.problem.distances.between(each, home) for each in near)
        if any(metres is not None and metres <= reach_m for metres in ways):
            found[home.id] = change
    return found


def _recruit(case: Case, family: Family, areas: Sequence[Place]) -> Answer:
    changes = recruits(case, areas, family)
    if not changes:
        return None, True
    homes = [change.home(case.problem) for change in changes.values()]
    wide = posed(
        case.problem,
        families=Families([*case.problem.families, *homes]),
        rules=[*case.problem.rules, OnlyOne(frozenset(changes))],
    )
    found = case.ask(family, wide, _nearest_new(family, changes))
    hub = _new_hub(found.plan, changes)
    if hub is None:
        return None, found.impossible
    plan = found.plan
    return proved(case, family, changes[hub], plan, least=found.settled), found.settled


def _waivers(case: Case, family: Family) -> Iterator[Answer]:
    """Try to set aside each rule: for this family where that is enough, else altogether."""
    for key in dict.fromkeys(rule.key for rule in case.problem.rules):
        if key in _NEVER_WAIVED or not _is_about_anything(case, key):
            continue
        if key in {Together.key, Apart.key} and getattr(family, key):
            answer = _tried(case, family, Waive(key, family.id))
            if answer[0] is not None:
                yield answer
                continue
        yield _tried(case, family, Waive(key))


def _is_about_anything(case: Case, key: str) -> bool:
    if key in {Together.key, Apart.key}:
        return any(getattr(each, key) for each in case.problem.families)
    if key == "required":
        return any(each.hub is HubRole.REQUIRED for each in case.problem.families)
    return True
