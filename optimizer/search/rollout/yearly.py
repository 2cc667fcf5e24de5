"""A roll-out made year by year: each wave as good as can be, without a thought of those that follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from geodata.families import HubRole
from optimizer.costs.money import Per
from optimizer.costs.yearly import Started, one_constellation, yearly_costs
from optimizer.model import BoolArray, Bottleneck, Linear, Model, Row, without_pairs
from optimizer.outcome import Limits
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict, verify_roll_out
from optimizer.search.checked import Checked
from optimizer.search.columnwise import Columnwise
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.meter import Meter
from optimizer.search.strategy import Clock, threads_of
from optimizer.search.translate import choice_of, plan_of


@dataclass(frozen=True, slots=True)
class YearByYear:
    """The values of a roll-out that was made year by year, and what the verifier found of it.

    Attributes
    ----------
    proved
        Whether each year is proved best in its turn.
    """

    unplaced: int
    waiting: int
    travel: int
    proved: bool
    verdict: RollOutVerdict | None = field(default=None, repr=False)


def year_by_year(terms: Terms, limits: Limits, cancelled: Callable[[], bool]) -> YearByYear | None:
    """Make a roll-out one wave after the other: the most families first, then the least travel, as a plan is made.

    Who is required to be a hub home is kept from being a satellite until then.

    Parameters
    ----------
    limits
        For all waves together.

    Returns
    -------
    YearByYear or None
        ``None`` where some wave finds no plan, or the waves so made do not pass the verifier.
    """
    if any(each is not None for each in terms.budget) and {line.per for line in terms.money.lines} - {
        Per.CONSTELLATION,
        Per.REGION,
    }:
        return None
    plans: list[Plan] = []
    proved = True
    for wave in terms.waves:
        made = _Year(terms, wave, tuple(plans)).made(limits, cancelled)
        if made is None:
            return None
        plans.append(made[0])
        proved = proved and made[1]
    verdict = verify_roll_out(terms, RollOut(tuple(plans)))
    if not verdict.passed:
        return None
    unplaced, waiting, travel = (score.value for score in verdict.scores)
    return YearByYear(unplaced, waiting, travel, proved, verdict)


@dataclass(frozen=True, slots=True)
class _Year:
    """One wave, with everything before it as it is."""

    terms: Terms
    wave: int
    plans: tuple[Plan, ...]

    def made(self, limits: Limits, cancelled: Callable[[], bool]) -> tuple[Plan, bool] | None:
        """Give the plan of the wave, and whether both its tiers are proved."""
        problem = self.terms.problems[self.wave - 1]
        whole, tiers = compile_problem(problem)
        model, tiers = self._held(problem, whole, tiers)
        meter, seconds = Meter.of(limits), limits.amount / self.terms.n_waves
        begin, threads = meter.now(), threads_of(limits)
        choice, proved = choice_of(problem, self._before(problem)), True
        choice = choice if choice is not None and feasible(model, choice) else None
        for tier, share in zip(tiers, (0.5, 1.0), strict=True):
            assert isinstance(tier, Linear)
            deadline = begin + share * seconds
            clock = Clock(deadline, cancelled, lambda _value, _bound: None, threads, limits.seed, meter=meter)
            found = Checked(Columnwise()).minimise(model, tier, choice, clock)
            if found.choice is None:
                return None
            choice, proved = found.choice, proved and found.proved
            model = model.holding(Row("tier", tier, high=evaluate(model, tier, choice), tight=found.proved))
        assert choice is not None
        return plan_of(problem, choice), proved

    def _before(self, problem: Problem) -> Plan:
        """Give the plan of the wave before, over the families of this one."""
        before = self.plans[-1].constellations if self.plans else ()
        satellites = {each.hub.id: [family.id for family in each.satellites] for each in before}
        return Plan.of(problem.families, satellites)

    def _held(
        self, problem: Problem, model: Model, tiers: tuple[Linear | Bottleneck, ...]
    ) -> tuple[Model, tuple[Linear | Bottleneck, ...]]:
        """Hold what has started, and limit what starts and who joins."""
        terms, rollout = self.terms, self.terms.policy.rollout
        home = [problem.families[int(at)].id for at in problem.hubs]
        before = self._before(problem)
        size = {each.hub.id: len(each.satellites) for each in before.constellations}
        at = {family.id: each.hub.id for each in before.constellations for family in each.homes}
        names = [family.id for family in problem.families]
        pairs = zip(model.family.tolist(), model.hub.tolist(), strict=True)
        required = {family.id for family in terms.families if family.hub is HubRole.REQUIRED}
        keep = np.array(
            [at.get(names[family], home[hub]) == home[hub] and names[family] not in required for family, hub in pairs],
            dtype=np.bool_,
        )
        old = np.array([hub in size for hub in home], dtype=np.bool_)
        sizes = np.array([size.get(hub, 0) for hub in home], dtype=np.int64)
        grown = model.high if rollout.grow is None else np.where(old, sizes + rollout.grow, model.high)
        low = np.where(old, terms.size_min, terms.launch_min)
        pilot = np.array([self.wave == 1 and hub == rollout.pilot for hub in home], dtype=np.bool_)
        elsewhere = np.array([at.get(hub, hub) != hub for hub in home], dtype=np.bool_)
        held = replace(
            model,
            low=np.maximum(model.low, low),
            high=np.minimum(model.high, grown),
            must_open=model.must_open | old | pilot,
            may_open=model.may_open & ~elsewhere,
            may_be_unplaced=model.may_be_unplaced & np.array([name not in at for name in names], dtype=np.bool_),
        )
        held, tiers = without_pairs(held, tiers, keep)
        everyone = np.ones(model.n_hubs, dtype=np.bool_)
        rows = [self._opening(held, everyone, len(size) + most) for most in self._most(before)]
        if terms.to_find:
            found = np.array([hub in terms.homes_to_find for hub in home], dtype=np.bool_)
            running = int(np.count_nonzero(found & old))
            rows.append(self._opening(held, found, running + terms.recruit[self.wave - 1]))
        return held.holding(*rows), tiers

    def _most(self, before: Plan) -> Iterator[int]:
        """Give how many constellations may start: what the launches say, and what the budget still pays."""
        launches, budget = self.terms.launches[self.wave - 1], self.terms.budget[self.wave - 1]
        if launches is not None:
            yield launches
        if budget is not None:
            started = RollOut((*self.plans, before)).started if self.plans else (Started(0, 0, 0),)
            paid = yearly_costs(self.terms.money, started, self.wave).totals[-1]
            start = one_constellation(self.terms.money, 1)
            yield int((budget - paid) // start) if start else len(self.terms.families)

    @staticmethod
    def _opening(model: Model, hubs: BoolArray, most: int) -> Row:
        opened = replace(model.nothing, hub=hubs.astype(np.int64))
        return Row("launches", opened, high=most)
