"""The search for a roll-out: the last wave first, then copies of hub homes for waves, then its exact order."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from optimizer.model import BoolArray, Choice, Linear, Model, Row
from optimizer.outcome import Clash, Limits, Mark, Progress, Status
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem, pose
from optimizer.rollout.recruited import Recruited
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict, verify_roll_out
from optimizer.search.checked import Checked, SelfCheckError
from optimizer.search.columnwise import Columnwise
from optimizer.search.cp_sat import Effort
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.lexicographic import search_tiers
from optimizer.search.rollout.copies import Copies, with_hubs
from optimizer.search.rollout.ordering import assemble, order
from optimizer.search.rollout.running import most_running
from optimizer.search.strategy import Clock, n_workers
from optimizer.search.translate import choice_of, plan_of

TIERS: Final = ("unplaced", "waiting", "travel")
"""The tiers of a roll-out, the most important first."""

EXACT_PAIRS: Final = 1_500
"""Pairs of all waves up to which the whole roll-out is one program for CP-SAT."""

_LAST_WAVE: Final = 0.25
"""Of the time, what the last wave alone may take."""

_ORDER_S: Final = 10.0
"""Seconds at most for the order of one plan; a region takes one or two."""

_ORDER_AT_END_S: Final = 5.0
"""The same after the user ended the search."""

NO_CLASH: Final = Clash()


@dataclass(frozen=True, slots=True)
class RollOutOutcome:
    """The end of a search for a roll-out.

    Attributes
    ----------
    verdict
        What the verifier found of the roll-out, which has passed; ``None`` without one.
    marks
        One for each of ``TIERS``; empty without a roll-out.
    clash
        The rules that no last wave can keep together, where that is why there is none.
    """

    status: Status
    verdict: RollOutVerdict | None
    marks: tuple[Mark, ...]
    seconds: float
    clash: Clash = NO_CLASH
    interrupted: bool = False


@dataclass(slots=True)
class _Search:
    terms: Terms
    limits: Limits
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool]
    begin: float

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begin

    @property
    def left_s(self) -> float:
        return max(0.0, self.limits.time_limit_s - self.seconds)

    def clock(self, tier: str, seconds: float) -> Clock:
        """Give a clock over so many seconds."""

        def report(value: int | None, bound: int | None) -> None:
            if self.progress is not None:
                self.progress(Progress(tier, value, bound, self.seconds))

        workers = n_workers(self.limits.workers)
        return Clock(time.monotonic() + seconds, self.cancelled, report, workers, self.limits.seed)

    def one_thread(self, seconds: float) -> Effort:
        """Give an effort that ends the same way each time: one thread."""
        return Effort(min(seconds, max(self.left_s, 1.0)), 1, self.limits.seed, stop=self.cancelled)

    def order(self, plan: Plan) -> RollOut | None:
        """Put a plan in order; one that was found is, also when the user ends the search, as else it would be lost."""
        found = order(self.terms, plan, self.one_thread(_ORDER_S)).roll_out
        if found is None and self.cancelled():
            found = order(self.terms, plan, Effort(_ORDER_AT_END_S, 1, self.limits.seed)).roll_out
        return found


def search_roll_out(
    terms: Terms,
    limits: Limits,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
    plan: Plan | None = None,
    known: RollOut | None = None,
) -> RollOutOutcome:
    """Find a roll-out, verify it, and say what is proved about it.

    Parameters
    ----------
    plan
        The last wave, where only its order is searched.
    known
        A roll-out that keeps every rule: what is found is no worse.

    Raises
    ------
    SelfCheckError
        When the roll-out found does not pass the verifier, or a bound lies above its value.
    """
    search = _Search(terms, limits, progress, cancelled, time.monotonic())
    if plan is not None:
        return _ordered(search, plan)
    pairs = sum(len(problem.pairs.family) for problem in terms.problems)
    return _exact(search, known) if pairs <= EXACT_PAIRS else _by_copies(search, known)


def _finished(search: _Search, roll_out: RollOut, bounds: tuple[int | None, ...]) -> RollOutOutcome:
    verdict = verify_roll_out(search.terms, roll_out)
    if not verdict.passed:
        raise SelfCheckError("roll-out", *sorted({each.violation.rule for each in verdict.violations}))
    marks = tuple(
        Mark(score.tier, score.value, bound, search.seconds)
        for score, bound in zip(verdict.scores, bounds, strict=True)
    )
    if any(mark.bound is not None and mark.bound > mark.value for mark in marks):
        raise SelfCheckError("roll-out", "proves a bound that the roll-out itself beats")
    status = Status.OPTIMAL if all(mark.proved for mark in marks) else Status.FEASIBLE
    return RollOutOutcome(status, verdict, marks, search.seconds, interrupted=search.cancelled())


def _none(search: _Search, *, impossible: bool, clash: Clash = NO_CLASH) -> RollOutOutcome:
    status = Status.INFEASIBLE if impossible else Status.UNKNOWN
    return RollOutOutcome(status, None, (), search.seconds, clash, search.cancelled())


def _ordered(search: _Search, plan: Plan) -> RollOutOutcome:
    """Search the order of a plan: nothing else may change, so its other values are what they are."""
    found = order(search.terms, plan, search.one_thread(search.left_s))
    if found.roll_out is None:
        return _none(search, impossible=found.impossible)
    values = {score.tier: score.value for score in verify_roll_out(search.terms, found.roll_out).scores}
    return _finished(search, found.roll_out, (values["unplaced"], found.waiting, values["travel"]))


def _exact(search: _Search, known: RollOut | None = None) -> RollOutOutcome:
    """Search everything at once, on one thread, so that equals do not depend on chance.

    A bound holds for every roll-out that is no worse above than the one found, and so for a better one too.
    """
    found = assemble(search.terms, search.one_thread(search.left_s))
    roll_outs = [each for each in (found.roll_out, known) if each is not None]
    if not roll_outs:
        return _none(search, impossible=found.impossible)
    best = min(roll_outs, key=lambda each: values_of(search.terms, each))
    bounds = (*found.bounds, *(None for _ in TIERS[len(found.bounds) :]))
    return _finished(search, best, bounds)


def values_of(terms: Terms, roll_out: RollOut) -> tuple[int, ...]:
    """Give the three values of a roll-out."""
    return tuple(score.value for score in verify_roll_out(terms, roll_out).scores)


def _by_copies(search: _Search, known: RollOut | None = None) -> RollOutOutcome:
    """Search the last wave, then waves by copies of hub homes, then the order of the best last wave."""
    terms = search.terms
    share = replace(search.limits, time_limit_s=_LAST_WAVE * search.limits.time_limit_s)
    last = search_tiers(last_wave(terms), Columnwise(), share, None, search.progress, search.cancelled)
    if last.status is Status.INFEASIBLE:
        return _none(search, impossible=True, clash=last.clash)
    work = _Copied(search, Copies.of(terms), last.marks)
    if known is not None:
        work.keep(known)
    if last.plan is not None:
        work.order(last.plan)
    if not work.search_tiers():
        return _none(search, impossible=True)
    work.order_last()
    if work.best is None:
        return _exact(search, known)
    return _finished(search, work.best, work.bounds())


def last_wave(terms: Terms) -> Problem:
    """Pose the last wave with no more constellations than can have started."""
    policy = terms.wave_policy(terms.n_waves)
    most = most_running(terms)[-1]
    if most is not None and policy.hubs.exactly is None:
        policy = policy.changed({"hubs.max": most if policy.hubs.max is None else min(policy.hubs.max, most)})
    problem = policy.pose(terms.families, terms.distances)
    if not terms.to_find:
        return problem
    rule = Recruited(terms.homes_to_find, sum(terms.recruit))
    return pose(problem.families, problem.distances, (*problem.rules, rule), problem.tiers)


@dataclass(slots=True)
class _Copied:
    """The work on copies.

    Attributes
    ----------
    last
        What is proved of the last wave alone, whatever the order.
    choice
        The best choice of the copied model that was found.
    best
        The best roll-out that keeps every rule.
    held
        What the copied model holds of the tiers above, by tier.
    proved
        Bounds over the copies, or over the last wave: each holds for roll-outs that are no worse on the tiers above
        than what was held.
    waits_least
        Whether the best last wave, put in order, waits no longer than any roll-out must.
    """

    search: _Search
    copies: Copies
    last: tuple[Mark, ...]
    choice: Choice | None = None
    best: RollOut | None = None
    best_values: tuple[int, ...] = ()
    held: dict[str, int] = field(default_factory=dict)
    proved: dict[str, int] = field(default_factory=dict)
    ordered: Plan | None = None
    waits_least: bool = False

    def order(self, plan: Plan) -> None:
        """Put a last wave in order, and keep the roll-out where it is better."""
        self.ordered = plan
        found = self.search.order(plan)
        if found is not None:
            self.keep(found)

    def keep(self, found: RollOut) -> None:
        """Keep a roll-out where it is the best so far, and its choice where there is none yet."""
        verdict = verify_roll_out(self.search.terms, found)
        values = tuple(score.value for score in verdict.scores)
        if not verdict.passed:
            raise SelfCheckError("roll-out", *sorted({each.violation.rule for each in verdict.violations}))
        if self.best is None or values < self.best_values:
            self.best, self.best_values = found, values
            choice = self.copies.choice(found)
            if self.choice is None and feasible(self.copies.model, choice):
                self.choice = choice

    def order_last(self) -> None:
        """Put the last wave of the best choice in order."""
        if self.choice is not None:
            plan = self.copies.last_plan(self.choice)
            if plan != self.ordered:
                self.order(plan)

    def search_tiers(self) -> bool:
        """Search the tiers over the copies; tell whether there may be a roll-out."""
        copies, model = self.copies, self.copies.model
        tiers = {"unplaced": copies.unplaced, "waiting": copies.waiting, "travel": copies.travel}
        for tier, linear in tiers.items():
            least = self._bound_of_last(tier) or 0 if tier == TIERS[0] else 0
            if tier == "waiting":
                least = copies.least_waiting(self.proved["unplaced"])
                self.waits_least = self.choice is not None and evaluate(model, linear, self.choice) <= least
            share = 1.0 if tier == TIERS[-1] else _SHARES[tier]
            alone = 0
            if tier == TIERS[-1] and self.waits_least and self.choice is not None:
                alone = self._travel_of_last(model, _ON_LAST * self.search.left_s)
                if alone >= evaluate(model, linear, self.choice):
                    least = alone
            bound = self._minimise(model, tier, linear, least, share * self.search.left_s)
            bound = bound if bound is None else max(bound, alone)
            if bound is None:
                return False
            if self.choice is None:
                return True
            self.proved[tier] = bound
            self.held[tier] = evaluate(model, linear, self.choice)
            model = model.holding(Row(tier, linear, high=self.held[tier], tight=bound >= self.held[tier]))
        return True

    def _minimise(self, model: Model, tier: str, linear: Linear, least: int, seconds: float) -> int | None:
        """Minimise a tier over the copies and give the bound; ``None`` where there is no choice at all.

        First one copy of each hub is left, where every heuristic works; then all copies, which prove the bound.
        """
        search, strategy = self.search, Checked(Columnwise())
        end = time.monotonic() + seconds

        def enough() -> bool:
            return self.choice is not None and evaluate(model, linear, self.choice) <= least

        def clock(share: float) -> Clock:
            return search.clock(tier, share * max(0.0, end - time.monotonic()))

        if self.choice is not None and tier != TIERS[0] and not enough():
            keep = self.copies.one_wave_each(self.choice)
            smaller, (objective,) = with_hubs(model, keep, linear)
            found = strategy.minimise(smaller, objective, _renumbered(self.choice, keep), clock(_ON_ONE_COPY))
            if found.choice is not None:
                hubs = np.flatnonzero(keep)
                self.choice = Choice(np.where(found.choice.hub_of < 0, -1, hubs[found.choice.hub_of]))
        if enough():
            return least
        found = strategy.minimise(model, linear, self.choice, clock(1.0))
        if found.infeasible:
            return None
        self.choice = found.choice
        return max(least, found.bound or 0)

    def _travel_of_last(self, model: Model, seconds: float) -> int:
        """Search the last wave further, and keep what it finds where its order waits no longer; give the bound.

        That serves where the best last wave waits as little as can be by itself: then the copies, which cost several
        times the work, tell no more than the last wave alone.
        """
        assert self.choice is not None
        problem = last_wave(self.search.terms)
        base, (unplaced, travel) = compile_problem(problem)
        assert isinstance(unplaced, Linear)
        assert isinstance(travel, Linear)
        row = Row(TIERS[0], unplaced, high=self.held[TIERS[0]], tight=self.proved[TIERS[0]] >= self.held[TIERS[0]])
        start = choice_of(problem, self.copies.last_plan(self.choice))
        clock = self.search.clock(TIERS[-1], seconds)
        found = Checked(Columnwise()).minimise(base.holding(row), travel, start, clock)
        if found.choice is not None:
            ordered = self.search.order(plan_of(problem, found.choice))
            choice = None if ordered is None else self.copies.choice(ordered)
            if choice is not None and feasible(model, choice):
                self.choice = choice
        return found.bound or 0

    def _bound_of_last(self, tier: str) -> int | None:
        return next((mark.bound for mark in self.last if mark.tier == tier), None)

    def bounds(self) -> tuple[int | None, ...]:
        """Give the bounds that hold beside the values of the best roll-out.

        Those over the copies hold where it is no worse above than what the copies held; that of the travel of the last
        wave alone where it leaves no more families out than that did.
        """
        unplaced, waiting, _ = self.best_values
        last_unplaced = next((mark.value for mark in self.last if mark.tier == "unplaced"), -1)
        first = max(
            (each for each in (self.proved.get("unplaced"), self._bound_of_last("unplaced")) if each), default=0
        )
        alike = unplaced <= self.held.get("unplaced", -1)
        second = self.proved.get("waiting") if alike else None
        third = self.proved.get("travel") if alike and waiting <= self.held.get("waiting", -1) else None
        of_last = self._bound_of_last("travel") if unplaced <= last_unplaced else None
        travel = max((each for each in (third, of_last) if each is not None), default=None)
        return first, second, travel


_SHARES: Final = {"unplaced": 0.3, "waiting": 0.35}
"""Of the time left, what the first two tiers may take."""

_ON_ONE_COPY: Final = 0.4
"""Of the time of a tier, what the search with one copy of each hub may take."""

_ON_LAST: Final = 0.7
"""Of the time of travel, what the last wave alone may take where its best plan waits as little as can be."""


def _renumbered(choice: Choice, keep: BoolArray) -> Choice:
    """Give a choice in the numbers of the hubs that are kept; all its hubs are."""
    number = np.cumsum(keep) - 1
    return Choice(np.where(choice.hub_of < 0, -1, number[choice.hub_of]))
