"""A plan under a problem, with the time there is to ask about it."""

import math
import time
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from geodata.distances import in_metres
from geodata.families import Families, Family
from optimizer.encoding import Decisions
from optimizer.explain.ties import companies
from optimizer.explain.variants import posed
from optimizer.model import Linear, Model
from optimizer.plan import Constellation, Plan, Verdict
from optimizer.problem import Problem, compile_problem
from optimizer.rules import Radius, Size
from optimizer.search.meter import WALL, Meter
from optimizer.search.strategy import Clock
from optimizer.search.what_if import RelaxedHub, WarmStart, WhatIf, place, place_by_relaxing
from optimizer.verify import verify

_NEAR: Final = 3
"""Radii around a family within which hub homes are thought to matter to it, where a plan is too large to search."""

_BUSY: Final = 20
"""Times longer than on the processor that a question may take on the wall of a busy computer."""


def never() -> bool:
    """Say that nobody asked to stop."""
    return False


_LOOKS_S: Final = 0.75
"""Seconds past the deadline in which the homes around the families that still wait are looked at: for 500 of them."""


@dataclass(frozen=True, slots=True)
class Time:
    """How long questions may take, in seconds of the processor: a busy computer gives the same answers, only later.

    Near the end of that time an answer may still be reached in one run and not in the next; where work is counted it is
    not.

    Attributes
    ----------
    deadline
        Reading of ``time.process_time``, or of ``meter``, at which all must be answered.
    question_s
        The most that one question may take.
    ends
        Reading of ``time.monotonic`` at which a person no longer waits.
    meter
        Counts work, where that is asked for: units are told as seconds.
    """

    deadline: float
    question_s: float = 5.0
    cancelled: Callable[[], bool] = never
    ends: float = math.inf
    meter: Meter = WALL

    @classmethod
    def of(cls, seconds: float, question_s: float = 5.0, *, counts_work: bool = False) -> "Time":
        """Give so many seconds from now, or as much work."""
        meter = Meter(counts_work=True) if counts_work else WALL
        return cls(0.0, question_s, meter=meter).until(seconds)

    def until(self, seconds: float) -> "Time":
        """Give the same with so many seconds from now."""
        return replace(self, deadline=self._now() + seconds)

    def _now(self) -> float:
        return self.meter.now() if self.meter.counts_work else time.process_time()

    @property
    def left_s(self) -> float:
        """Seconds until the deadline, not below 0."""
        return max(self._ahead_s(), 0.0)

    def _ahead_s(self) -> float:
        return min(self.deadline - self._now(), self.ends - time.monotonic())

    def share(self, n: int) -> "Time":
        """Give what one of ``n`` that still wait may take: twice an even share, so that none takes the time of all."""
        return self.until(self.left_s * min(1.0, 2 / max(n, 1)))

    @property
    def over(self) -> bool:
        """Whether no further question may be asked."""
        return self.cancelled() or self.left_s <= 0.0

    @property
    def long_over(self) -> bool:
        """Whether even the homes around a family may no longer be looked at, which takes little time and no work."""
        return not self.meter.counts_work and self._ahead_s() <= -_LOOKS_S

    def clock(self) -> Clock:
        """Start one question: one thread and one seed, so that the answer is always the same.

        It may take half of the time left, so that one hard question leaves some for the next.
        """
        may_take = min(self.left_s / 2, self.question_s)
        if self.meter.counts_work:
            self.meter.spend(0.0)
            deadline = self.meter.now() + may_take
            return Clock(deadline, self.cancelled, lambda _value, _bound: None, 1, 0, meter=self.meter)
        end = time.process_time() + may_take

        def over() -> bool:
            return self.cancelled() or time.process_time() >= end

        deadline = min(time.monotonic() + _BUSY * may_take, self.ends)
        return Clock(deadline, over, lambda _value, _bound: None, workers=1, seed=0)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A candidate hub home within the radius of a family: its number in the model, and how far."""

    hub: int
    home: Family
    metres: float


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A plan that passes the verifier, and the problem it was made for.

    Attributes
    ----------
    placed
        Families that may be a satellite and have a place: none of them may lose it.
    broken
        Breaches, by rule and families, that the plan has already; none but in a plan that a family was taken out of.
    """

    problem: Problem
    plan: Plan
    time: Time
    placed: frozenset[str]
    model: Model = field(repr=False)
    constellation_of: dict[str, Constellation] = field(repr=False)
    broken: frozenset[tuple[str, tuple[str, ...]]] = frozenset()

    @classmethod
    def of(cls, problem: Problem, plan: Plan, time: Time, verdict: Verdict | None = None) -> "Case":
        """Look a plan over.

        Parameters
        ----------
        verdict
            What the verifier found of the plan, where it was asked already.

        Raises
        ------
        ValueError
            When the plan breaks a rule: nothing can be said of what it would take.
        """
        bare = replace(problem, tiers=())
        if verdict is None or verdict.plan is not plan:
            verdict = verify(bare, plan)
        if not verdict.passed:
            raise ValueError("the plan breaks a rule")
        model, _ = compile_problem(bare)
        at = {home.id: each for each in plan.constellations for home in each.homes}
        placed = frozenset(family.id for family in plan.families if family.may_be_satellite and family.id in at)
        return cls(bare, plan, time, placed, model, at)

    def around(self, family: Family) -> "Case | None":
        """Cut out what lies around a home: the constellations whose hub home is near, and the unplaced.

        All else stays as it is, so that a plan of the part is one of the whole. ``None`` where a rule about the whole
        plan, or the lack of a radius, ties everything to everything.
        """
        if self.radius_m is None:
            return None
        found = self.problem.distances.pairs(self.problem.families, [family], _NEAR * self.radius_m)
        near = {self.problem.families[at].id for at in found.point.tolist()}
        inside = [each for each in self.plan.constellations if each.hub.id in near]
        elsewhere = [each for each in self.plan.constellations if each.hub.id not in near]
        rules = [rule.on_part(elsewhere) for rule in self.problem.rules]
        asked = [rule for rule in rules if rule is not None]
        if len(asked) < len(rules):
            return None
        names = {home.id for each in inside for home in each.homes}
        free = [each for each in self.problem.families if each.id in near and each.id not in self.constellation_of]
        inner = [family] if family.id in self.problem.families.by_id else []
        names.update(one.id for each in (*inner, *free) for one in self.company(each))
        families = Families(each for each in self.problem.families if each.id in names)
        part = posed(self.problem, families=families, rules=asked)
        return Case.of(part, Plan.from_north(families, inside), self.time)

    def without(self, family: Family) -> "Case":
        """Give the case in which one satellite is taken out of its constellation, though rules may break."""
        plan = Plan(
            self.plan.families,
            tuple(
                replace(each, satellites=tuple(one for one in each.satellites if one.id != family.id))
                for each in self.plan.constellations
            ),
        )
        at = {home.id: each for each in plan.constellations for home in each.homes}
        broken = frozenset((each.rule, each.families) for each in verify(self.problem, plan).violations)
        return replace(self, plan=plan, placed=self.placed - {family.id}, constellation_of=at, broken=broken)

    @property
    def unplaced(self) -> tuple[Family, ...]:
        """Families that join and have no place."""
        return self.plan.unplaced

    @property
    def low(self) -> int:
        """Fewest satellites of a constellation by the policy."""
        size = self._size()
        return 0 if size is None else size.low - size.count_hub

    @property
    def high(self) -> int | None:
        """Most satellites of a constellation by the policy; ``None`` where nothing limits them."""
        size = self._size()
        return None if size is None else size.high - size.count_hub

    def most(self, hub: Family) -> int:
        """Most satellites of one hub home, by the policy and by what it says itself."""
        limits = [limit for limit in (self.high, hub.max_satellites) if limit is not None]
        return min(limits, default=len(self.problem.families))

    def _size(self) -> Size | None:
        return next((rule for rule in self.problem.rules if isinstance(rule, Size)), None)

    @property
    def radius_m(self) -> float | None:
        """The radius of the policy in metres."""
        return next((in_metres(rule.hub_km) for rule in self.problem.rules if isinstance(rule, Radius)), None)

    def limit_m(self, family: Family) -> float | None:
        """How far one family may travel: the radius, or less where it will go less far."""
        own = None if family.max_km is None else in_metres(family.max_km)
        return min((limit for limit in (self.radius_m, own) if limit is not None), default=None)

    def nearby(self, family: Family) -> tuple[Nearby, ...]:
        """Candidate hub homes within the radius, the nearest first; the family itself too where it is one."""
        at = self.number(family.id)
        pairs, hubs = self.problem.pairs, self.problem.hubs
        rows = np.flatnonzero(pairs.family == at)
        if self.radius_m is not None:
            rows = rows[pairs.metres[rows] <= self.radius_m]
        found = [(float(pairs.metres[row]), int(pairs.hub[row])) for row in rows]
        found += [(0.0, hub) for hub in np.flatnonzero(hubs == at).tolist()]
        return tuple(Nearby(hub, self.problem.families[int(hubs[hub])], metres) for metres, hub in sorted(found))

    def number(self, family: str) -> int:
        """Give the position of a family in the problem."""
        return bisect_left(self.problem.families, family, key=lambda each: each.id)

    def company(self, family: Family) -> tuple[Family, ...]:
        """Give the family and all that belong with it, however long the chain; sorted by id."""
        if not family.together:
            return (family,)
        found = (company for company in companies(self.problem.families) if family in company)
        return next(found, (family,))

    def hurried(self, n: int) -> "Case":
        """Give the case with the time that one of ``n`` families that still wait may take."""
        return replace(self, time=self.time.share(n))

    def ask(
        self,
        family: Family | None,
        problem: Problem | None = None,
        price: Callable[[Decisions], Linear] | None = None,
        must: Collection[str] | None = None,
        near: Family | None = None,
    ) -> WhatIf:
        """Look for a plan that places a family and all that are placed now (or ``must``), at the least price.

        Parameters
        ----------
        near
            Around whom families will have to move, where it is not around ``family``.
        """
        wanted = set(self.placed if must is None else must) | (set() if family is None else {family.id})
        asked = self.problem if problem is None else problem
        return place(asked, wanted, self.time.clock(), price, self.warm_start(family if near is None else near))

    def ask_relaxing(self, family: Family, problem: Problem, relaxed: RelaxedHub) -> WhatIf:
        """Look for a plan that places a family beside all that are placed when one hub may pass a limit."""
        return place_by_relaxing(
            problem, self.placed | {family.id}, relaxed, self.time.clock(), self.warm_start(family)
        )

    def warm_start(self, family: Family | None) -> WarmStart:
        """Give the plan to begin from; at first the constellations within two radii of a family may change."""
        if family is None or self.radius_m is None:
            return WarmStart(self.plan)
        hubs = [each.hub for each in self.plan.constellations]
        found = self.problem.distances.pairs(hubs, [family], 2 * self.radius_m)
        near = (self.plan.constellations[at] for at in found.point.tolist())
        return WarmStart(self.plan, frozenset(home.id for each in near for home in each.homes))

    def confirmed(self, problem: Problem, plan: Plan | None, family: Family | None) -> bool:
        """Tell whether a plan passes the verifier, places the family, and unplaces nobody."""
        if plan is None or not verify(replace(problem, tiers=()), plan).passed:
            return False
        placed = plan.placed
        return self.placed <= placed and (family is None or family.id in placed)
