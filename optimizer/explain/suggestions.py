"""Where a family could go in a plan as it stands, and the best place when one other family may move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from geodata.families import Families, Family
from optimizer.explain.case import Time
from optimizer.explain.part import part_around
from optimizer.explain.question import linear_cost
from optimizer.explain.suggestion_questions import NotWorse, OneMoves
from optimizer.explain.ties import companies
from optimizer.instance import Instance
from optimizer.plan import Constellation, Plan, Violation
from optimizer.problem import Problem, reach_limit
from optimizer.search.what_if import place
from optimizer.tier import Tier
from optimizer.tiers import Travel, Unplaced
from optimizer.verify import verify


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to a plan.

    Attributes
    ----------
    tiers
        By how much each tier gets worse (less than 0: better).
    off_target
        How many places more (less than 0: fewer) the plan lies off the target size.
    travel_m
        How many metres more all travel together.
    """

    tiers: Mapping[str, int]
    off_target: int
    travel_m: int

    @classmethod
    def of(cls, tiers: Sequence[Tier], before: Plan, after: Plan) -> "Effect":
        """Compare two plans of one file."""
        change = {tier.key: tier.score(after) - tier.score(before) for tier in tiers}
        travel = next((tier for tier in tiers if isinstance(tier, Travel)), None)
        if travel is None:
            return cls(change, 0, 0)
        off_target = travel.off_target(after) - travel.off_target(before)
        return cls(change, off_target, change[travel.key] - off_target * travel.target_weight_m)


@dataclass(frozen=True, slots=True)
class Offer:
    """A constellation that might take a family, as the plan stands.

    Attributes
    ----------
    metres
        To its hub home; ``None`` where the way is not known.
    breaches
        What the plan would break that it does not break now, nor by the leaving alone.
    left_broken
        Whether the constellation that is left would break a rule.
    satellites
        How many it would have.
    """

    constellation: str
    hub: str
    metres: float | None
    breaches: tuple[Violation, ...]
    left_broken: bool
    effect: Effect
    satellites: int

    @property
    def possible(self) -> bool:
        """Whether nothing breaks that is not broken now."""
        return not self.breaches and not self.left_broken


@dataclass(frozen=True, slots=True)
class OneMove:
    """The best plan in which at most one other family moves.

    Attributes
    ----------
    moved
        The other family with the constellation it leaves and the one it comes into; ``None`` where none has to.
    proved
        Whether no such plan is better.
    """

    constellation: str
    hub: str
    moved: tuple[str, str, str] | None
    effect: Effect
    proved: bool
    plan: Plan = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is found for one family.

    Attributes
    ----------
    here
        The constellation that it is in; ``None`` where it has none.
    is_hub
        Whether it is the hub home there: then nothing is offered, as its constellation would stop.
    together
        Who goes with it, as they belong together.
    leaving
        What breaks by its leaving alone.
    offers
        Every other constellation: first where it fits, the best first; then where a rule stands in the way, the nearest
        first.
    one_move
        ``None`` where it was not found or not asked.
    impossible
        Whether it is proved that no plan has a place for it in which at most one other family moves.
    unasked
        Keys of the rules that were not asked, as they are about all of a plan that is too large.
    """

    family: str
    here: str | None
    is_hub: bool = False
    together: tuple[str, ...] = ()
    leaving: tuple[Violation, ...] = ()
    offers: tuple[Offer, ...] = ()
    one_move: OneMove | None = None
    impossible: bool = False
    unasked: tuple[str, ...] = ()


def suggestion(problem: Problem, plan: Plan, family: Family, time: Time | None) -> Suggestion:
    """Look where a family could go, whether it has a place in the plan or not; the plan may break rules already.

    Without ``time`` it is not searched what one other move would make possible. Of a large plan the constellations
    nearest to it are looked at, and nothing is proved of all.
    """
    names = {each.hub.id: name for name, each in zip(plan.ids, plan.constellations, strict=True)}
    part = part_around(problem, plan, family)
    problem, plan = part.problem, part.plan
    here = next((at for at, each in enumerate(plan.constellations) if family in each.homes), None)
    name = None if here is None else names[plan.constellations[here].hub.id]
    if here is not None and plan.constellations[here].hub.id == family.id:
        return Suggestion(family.id, name, is_hub=True)
    group = _company(plan, family, here)
    broken = verify(replace(problem, tiers=()), plan).violations
    known = frozenset((each.rule, each.families) for each in broken)
    asked = _Asked(problem, plan, group, here, known, names)
    offers = sorted(asked.offers(), key=lambda each: _rank(each, problem.tiers))
    one_move, impossible = (None, False) if time is None else asked.with_one_move(time)
    if not part.whole:
        impossible = False
        one_move = None if one_move is None else replace(one_move, proved=False)
    together = tuple(each.id for each in group if each is not family)
    return Suggestion(
        family.id, name, False, together, asked.leaving, tuple(offers), one_move, impossible, part.unasked
    )


def _company(plan: Plan, family: Family, here: int | None) -> tuple[Family, ...]:
    """Give the family with those that belong with it and are where it is, in the same constellation or in none."""
    if not family.together:
        return (family,)
    company = next((each for each in companies(plan.families) if family in each), (family,))
    inside = plan.constellations[here].satellites if here is not None else plan.unplaced
    return (family, *(each for each in company if each in inside and each is not family))


def _rank(offer: Offer, tiers: Sequence[Tier]) -> tuple[bool, tuple[int, ...], float]:
    value = tuple(offer.effect.tiers[tier.key] for tier in tiers) if offer.possible else ()
    return not offer.possible, value, float("inf") if offer.metres is None else offer.metres


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A plan and who looks for a place in it; ``here`` is the position of the constellation that they leave."""

    problem: Problem
    plan: Plan
    group: tuple[Family, ...]
    here: int | None
    known: frozenset[tuple[str, tuple[str, ...]]]
    names: Mapping[str, str]

    @property
    def family(self) -> Family:
        return self.group[0]

    @property
    def _without(self) -> tuple[Constellation, ...]:
        """The constellations, in the same order, without those who look for a place."""
        return tuple(
            replace(each, satellites=tuple(one for one in each.satellites if one not in self.group))
            for each in self.plan.constellations
        )

    def _new(self, constellations: Sequence[Constellation]) -> tuple[Plan, tuple[Violation, ...]]:
        plan = Plan.from_north(self.plan.families, constellations)
        bare = replace(self.problem, tiers=())
        return plan, tuple(
            each for each in verify(bare, plan).violations if (each.rule, each.families) not in self.known
        )

    @property
    def leaving(self) -> tuple[Violation, ...]:
        return () if self.here is None else self._new(self._without)[1]

    def offers(self) -> Iterator[Offer]:
        without = self._without
        leaving = {(each.rule, each.families) for each in self.leaving}
        for at, each in enumerate(without):
            if at == self.here:
                continue
            joined = tuple(sorted((*each.satellites, *self.group), key=lambda one: one.id))
            plan, breaches = self._new([*without[:at], replace(each, satellites=joined), *without[at + 1 :]])
            yield Offer(
                self.names[each.hub.id],
                each.hub.id,
                self.problem.distances.between(self.family, each.hub),
                tuple(each for each in breaches if (each.rule, each.families) not in leaving),
                any((each.rule, each.families) in leaving for each in breaches),
                Effect.of(self.problem.tiers, self.plan, plan),
                len(joined),
            )

    def with_one_move(self, time: Time) -> tuple[OneMove | None, bool]:
        """Search for the best plan, tier after tier; also tell whether it is proved that there is none."""
        problem = self._held()
        must = {each.id for each in problem.families if each.may_be_satellite}
        found: Plan | None = None
        proved = True
        for tier in problem.tiers:
            if isinstance(tier, Unplaced):
                continue  # nobody loses a place
            cost = linear_cost(tier, problem)
            answer = place(problem, must, time.clock(), cost)
            if answer.plan is None and found is None:
                return None, answer.impossible
            if answer.plan is None or cost is None:
                proved = False
                found = found or answer.plan
                continue
            found, proved = answer.plan, proved and answer.proved
            problem = replace(problem, rules=(*problem.rules, NotWorse(tier, tier.score(found))))
        if found is None:
            found = place(problem, must, time.clock()).plan
        return (None if found is None else self._told(found, proved=proved)), False

    def _held(self) -> Problem:
        """Pose the problem of the placed and of those who look for a place, with the hub homes as they are."""
        hub_of = {
            one.id: each.hub.id for each in self.plan.constellations for one in each.homes if one not in self.group
        }
        families = Families(each for each in self.plan.families if each.id in hub_of or each in self.group)
        hubs = {each.hub.id for each in self.plan.constellations}
        at = np.array([row for row, each in enumerate(families) if each.id in hubs], dtype=np.int64)
        rules = self.problem.rules
        instance = Instance.within(families, self.problem.distances, reach_limit(rules), at)
        left = None if self.here is None else self.plan.constellations[self.here].hub.id
        question = OneMoves(hub_of, frozenset(each.id for each in self.group), left)
        return Problem(instance, (*rules, question), self.problem.tiers)

    def _told(self, found: Plan, *, proved: bool) -> OneMove | None:
        """Say what a plan of the placed means for the whole; ``None`` where the verifier does not pass it."""
        satellites = {each.hub.id: [one.id for one in each.satellites] for each in found.constellations}
        plan = Plan.of(self.plan.families, satellites)
        if not verify(replace(self.problem, tiers=()), plan).passed:
            return None
        name = self.names
        was = {one.id: each.hub.id for each in self.plan.constellations for one in each.homes}
        now = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
        looking = {each.id for each in self.group}
        moved = next(
            ((one, name[hub], name[now[one]]) for one, hub in was.items() if one not in looking and now[one] != hub),
            None,
        )
        hub = now[self.family.id]
        return OneMove(name[hub], hub, moved, Effect.of(self.problem.tiers, self.plan, plan), proved, plan)
