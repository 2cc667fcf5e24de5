"""What is lost when a hub home stops: its families are spread, one of them takes over, or all is planned again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from geodata.families import Families, Family, HubRole
from optimizer.explain.case import Time
from optimizer.explain.part import part_around
from optimizer.explain.question import linear_cost
from optimizer.explain.suggestion_questions import NotWorse
from optimizer.explain.variants import posed
from optimizer.explain.without_questions import FewestMoves, OthersStay
from optimizer.plan import Constellation, Plan
from optimizer.problem import Problem
from optimizer.rule import Rule
from optimizer.search.what_if import WarmStart, WhatIf, place
from optimizer.tiers import Unplaced
from optimizer.verify import verify


class Way(StrEnum):
    """What may be done when a hub home stops."""

    SPREAD = "spread"
    """Its families go to the other constellations, which stay as they are."""

    TAKEN_OVER = "taken_over"
    """One of its families becomes the hub home; who cannot come along goes to another constellation."""

    AGAIN = "again"
    """Everything is planned again, with as few moves as can be."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way comes to.

    Attributes
    ----------
    plan
        The plan, verified, over the families without the hub home; ``None`` where there is none or none was found.
    lost
        Families that have a place now and none in it, sorted.
    moved
        Families of other constellations that are elsewhere in it, sorted.
    to
        Where each family of the hub home goes, by its hub home there.
    new_hub
        Who takes over; only of that way.
    proved
        Whether it is proved that no plan of this way loses fewer places, nor as few with fewer moves.
    impossible
        Whether it is proved that the rules allow no plan of this way.
    """

    way: Way
    plan: Plan | None = field(default=None, repr=False)
    lost: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    to: Mapping[str, str] = field(default_factory=dict)
    new_hub: str | None = None
    proved: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """A hub home that stops, with what each way comes to.

    Attributes
    ----------
    families
        Its satellites.
    candidates
        Those of them that may be a hub home.
    whole
        Whether all of the plan was looked at; else the constellations around it, whose plans are those of the outcomes.
    """

    constellation: str
    hub: str
    families: tuple[str, ...]
    candidates: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    whole: bool = True

    @property
    def least_lost(self) -> int | None:
        """The fewest places that are lost whatever is done; ``None`` where no plan was found."""
        return min((len(each.lost) for each in self.outcomes if each.plan is not None), default=None)

    @property
    def rank(self) -> tuple[float, float, int, int]:
        """What to sort by, so that the hub home that can be missed least comes last."""
        of = {each.way: each for each in self.outcomes}
        least = self.least_lost
        as_they_are = [len(each.lost) for way, each in of.items() if way is not Way.AGAIN and each.plan is not None]
        moved = of[Way.AGAIN].moved if Way.AGAIN in of else ()
        worst = float("inf")
        return (worst if least is None else least, min(as_they_are, default=worst), len(moved), len(self.families))


def without_hub(problem: Problem, plan: Plan, stops: Constellation, time: Time, *, stays: bool = False) -> Stopped:
    """Find what each way comes to when one hub home stops.

    Parameters
    ----------
    plan
        One that keeps every rule.
    stays
        Whether the family of the hub home goes on as a foster family, and needs a place.
    """
    name = plan.ids[plan.constellations.index(stops)]
    part = part_around(problem, plan, stops.hub)
    if not part.whole:
        stops = next(each for each in part.plan.constellations if each.hub.id == stops.hub.id)
    asked = _Asked.of(part.problem, part.plan, stops, time, stays=stays)
    ways = [asked.spread()]
    if asked.candidates:
        ways.append(asked.taken_over())
    if part.whole:
        ways.append(asked.again(ways))
    else:
        ways = [replace(each, proved=False, impossible=False) for each in ways]
    satellites = tuple(each.id for each in stops.satellites)
    return Stopped(name, stops.hub.id, satellites, tuple(sorted(asked.candidates)), tuple(ways), part.whole)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A problem in which one home is no hub home any more.

    Attributes
    ----------
    hub_of
        Where the families of the other constellations are.
    loose
        Those who lose their constellation.
    """

    problem: Problem
    rest: Plan
    hub_of: Mapping[str, str]
    loose: frozenset[str]
    candidates: frozenset[str]
    time: Time

    @classmethod
    def of(cls, problem: Problem, plan: Plan, stops: Constellation, time: Time, *, stays: bool) -> "_Asked":
        loose = {each.id for each in stops.satellites} | ({stops.hub.id} if stays else set())

        def then(family: Family) -> Family:
            if family.id == stops.hub.id:
                family = replace(family, hub=HubRole.NO, joins=stays)
            return replace(family, pinned=False) if family.id in {*loose, stops.hub.id} else family

        families = Families(then(family) for family in plan.families)
        others = [each for each in plan.constellations if each is not stops]
        rest = Plan.of(families, {each.hub.id: [one.id for one in each.satellites] for each in others})
        hub_of = {one.id: each.hub.id for each in others for one in each.homes}
        may_be_hub = {int(at) for at in problem.hubs}
        candidates = frozenset(
            each.id for at, each in enumerate(plan.families) if at in may_be_hub and each in stops.satellites
        )
        return cls(posed(problem, families=families), rest, hub_of, frozenset(loose), candidates, time)

    def spread(self) -> Outcome:
        question = OthersStay(self.hub_of, self.loose)
        return self._outcome(Way.SPREAD, *self._best((question,), self._kept))

    def taken_over(self) -> Outcome:
        question = OthersStay(self.hub_of, self.loose, self.candidates)
        found = self._outcome(Way.TAKEN_OVER, *self._best((question,), self._kept))
        if found.plan is None:
            return found
        hubs = {each.hub.id for each in found.plan.constellations}
        return replace(found, new_hub=next(name for name in sorted(self.candidates) if name in hubs))

    def again(self, others: Sequence[Outcome]) -> Outcome:
        """Plan everything again, from the best that was found so far."""
        known = [each for each in others if each.plan is not None]
        start = min(known, key=lambda each: len(each.lost)).plan if known else None
        return self._outcome(Way.AGAIN, *self._best((), frozenset(), start or self.rest))

    @property
    def _kept(self) -> frozenset[str]:
        return frozenset(self.hub_of)

    def _best(self, questions: Sequence[Rule], must: Collection[str], start: Plan | None = None) -> tuple[WhatIf, bool]:
        """Find a plan that loses fewest places, then moves fewest, and whether that is proved; then by the tiers."""
        fewest = FewestMoves(self.hub_of, self.loose)
        problem = replace(self.problem, rules=(*self.problem.rules, *questions))
        warm = None if start is None else WarmStart(start)
        found = place(problem, must, self.time.clock(), fewest.price, warm)
        if found.plan is None or found.value is None:
            return found, False
        proved = found.proved
        problem = replace(problem, rules=(*problem.rules, replace(fewest, most=found.value)))
        for tier in self.problem.tiers:
            cost = linear_cost(tier, problem)
            if isinstance(tier, Unplaced) or cost is None:
                continue
            assert found.plan is not None
            better = place(problem, must, self.time.clock(), cost, WarmStart(found.plan))
            if better.plan is None:
                break
            found = better
            problem = replace(problem, rules=(*problem.rules, NotWorse(tier, tier.score(better.plan))))
        return found, proved

    def _outcome(self, way: Way, found: WhatIf, proved: bool) -> Outcome:
        if found.plan is None or not verify(replace(self.problem, tiers=()), found.plan).passed:
            return Outcome(way, impossible=found.plan is None and found.impossible)
        now = {one.id: each.hub.id for each in found.plan.constellations for one in each.homes}
        had = {family.id for family in self.problem.families if family.may_be_satellite}
        had &= {*self.hub_of, *self.loose}
        return Outcome(
            way,
            found.plan,
            lost=tuple(sorted(name for name in had if name not in now)),
            moved=tuple(sorted(name for name, hub in self.hub_of.items() if name in now and now[name] != hub)),
            to={name: now[name] for name in sorted(self.loose) if name in now},
            proved=proved,
        )
