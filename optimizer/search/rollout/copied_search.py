"""The work on copies of hub homes: the three tiers of a roll-out, one after the other."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.outcome import Mark
from optimizer.plan import Plan
from optimizer.problem import compile_problem
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.verify import verify_roll_out
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.checked import Checked, SelfCheckError
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.master.recombination import recombination_of
from optimizer.search.columnwise import Columnwise
from optimizer.search.evaluation import evaluate, feasible, open_hubs
from optimizer.search.primal import PrimalSearch
from optimizer.search.rollout.copies import Copies, with_hubs
from optimizer.search.rollout.effort import TIERS, Efforts
from optimizer.search.rollout.full import FullBefore
from optimizer.search.rollout.last_wave import last_wave
from optimizer.search.rollout.sized import Sized
from optimizer.search.strategy import Clock, Strategy
from optimizer.search.translate import choice_of, plan_of


@dataclass(slots=True)
class CopiedSearch:
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
        Bounds over the copies, or over the last wave: each holds for roll-outs with the values held on the tiers above,
        that of waiting also where fewer families have no place.
    """

    search: Efforts
    copies: Copies
    last: tuple[Mark, ...]
    choice: Choice | None = None
    best: RollOut | None = None
    best_values: tuple[int, ...] = ()
    held: dict[str, int] = field(default_factory=dict)
    proved: dict[str, int] = field(default_factory=dict)
    ordered: Plan | None = None

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
        least = shortest = self._bound_of_last(TIERS[0]) or 0
        for tier, linear in (("unplaced", copies.unplaced), ("waiting", copies.waiting)):
            if tier == "waiting":
                least = copies.least_waiting(self.proved["unplaced"])
                shortest = copies.least_waiting(self.held["unplaced"])
                self._shorten_waiting(model, shortest)
            settled = tier == "waiting" and self.choice is not None and evaluate(model, linear, self.choice) <= shortest
            bound = least if settled else self._minimise(model, tier, linear, least, _SHARES[tier] * self.search.left_s)
            if bound is None:
                return False
            if self.choice is None:
                return True
            self.proved[tier] = bound
            self.held[tier] = evaluate(model, linear, self.choice)
            model = model.holding(Row(tier, linear, high=self.held[tier], tight=bound >= self.held[tier]))
        assert self.choice is not None
        self.proved["travel"] = self._shorten_travel(model, waits_least=self.held["waiting"] <= shortest)
        self.held["travel"] = evaluate(model, copies.travel, self.choice)
        return True

    def _shorten_travel(self, model: Model, *, waits_least: bool) -> int:
        """Minimise travel and give the bound.

        Less is asked than of all copies: where families wait as little as they must beside the families that have no
        place, a last wave in which all that started before is full; or else one whose sizes let them wait so little.
        Where sizes do not tell, the last wave by itself may wait as little as it must.
        """
        search = self.search
        row = Row("unplaced", self.copies.unplaced, high=self.held["unplaced"], tight=self._settled("unplaced"))
        full = FullBefore.of(search.terms, self.copies, row) if waits_least else None
        if full is not None:
            return self._travel_of_full(model, full)
        alone = self._travel_of_sized(model)
        if alone is None and waits_least:
            alone, suits = self._travel_of_last(model, _TRY_LAST * search.left_s)
            if suits:
                alone = max(alone, self._travel_of_last(model, _ON_LAST * search.left_s)[0])
        least = alone or 0
        return max(least, self._minimise(model, "travel", self.copies.travel, least, search.left_s) or 0)

    def _travel_of_sized(self, model: Model) -> int | None:
        """Minimise travel over last waves by their sizes, and give the bound; ``None`` where sizes do not tell."""
        assert self.choice is not None
        search = self.search
        plan, unplaced = self.copies.last_plan(self.choice), (self.held["unplaced"], self._settled("unplaced"))
        sized = Sized.of(search.terms, self.copies, plan, unplaced, self.held["waiting"])
        if sized is None:
            return None
        sure = sized.sure if feasible(sized.sure, sized.start) else sized.model
        begun = self._annealed(sure, sized.travel, sized.start, _ON_ANNEALING)
        suits = self._keep_ordered(model, sized.last_plan(begun))
        clock = search.clock("travel", (_BEFORE_ORDER if suits else _ON_SIZED) * search.left_s)
        found = Checked(Columnwise()).minimise(sized.model, sized.travel, begun, clock)
        if found.choice is not None:
            self._keep_ordered(model, sized.last_plan(found.choice))
        return found.bound or 0

    def _travel_of_full(self, model: Model, full: FullBefore) -> int:
        """Minimise travel where all that starts before the last wave is full, and give the bound.

        Annealing has each hub home once, those that are there twice by turns as either.
        """
        assert self.choice is not None
        choice, search = full.choice(self.choice), self.search
        if not feasible(full.model, choice):
            return 0
        ways, found = full.once_each(choice), [choice]
        for hubs in ways:
            alone, (travel,) = with_hubs(full.model, hubs, full.travel)
            better = self._annealed(alone, travel, _among(choice, hubs), _ON_ANNEALING / len(ways))
            found.append(better.renumbered(hubs))
        start = min(found, key=lambda each: evaluate(full.model, full.travel, each))
        clock = search.clock("travel", _BEFORE_ORDER * search.left_s)
        best = Checked(Columnwise()).minimise(full.model, full.travel, start, clock)
        if best.choice is not None:
            self._keep_ordered(model, full.last_plan(best.choice))
        return best.bound or 0

    def _annealed(self, model: Model, travel: Linear, start: Choice, share: float) -> Choice:
        """Anneal for a share of the time: with so many sizes settled a better plan takes long to find."""
        clock = self.search.clock("travel", share * self.search.left_s)
        recombination = recombination_of(model, travel, group_families(model, travel), clock.meter)
        improving = PrimalSearch(
            model, travel, clock.seed, clock.workers, recombination=recombination, meter=clock.meter
        )

        def report(choice: Choice) -> None:
            clock.report(evaluate(model, travel, choice), None)

        return improving.run(start, stop=lambda: clock.over, report=report)

    def _keep_ordered(self, model: Model, plan: Plan) -> bool:
        """Put a last wave in order, and keep it where it holds what the tiers above hold; tell whether it does."""
        ordered = self.search.order(plan)
        choice = None if ordered is None else self.copies.choice(ordered)
        if choice is None or not feasible(model, choice):
            return False
        self.choice = choice
        return True

    def _shorten_waiting(self, model: Model, least: int) -> None:
        """Let the open hub homes exchange satellites and waves until families wait no longer than they must.

        With the hub homes settled that is a small assignment model, which CP-SAT solves in seconds.
        """
        waiting, choice = self.copies.waiting, self.choice
        if choice is None or evaluate(model, waiting, choice) <= least:
            return
        opened = np.zeros(self.copies.n_hubs, dtype=np.bool_)
        opened[np.flatnonzero(open_hubs(model, choice)) % self.copies.n_hubs] = True
        keep = np.tile(opened, model.n_hubs // self.copies.n_hubs)
        self._on_some(Assignment(), model, keep, waiting, self.search.clock("waiting", _ON_OPEN * self.search.left_s))

    def _on_some(self, strategy: Strategy, model: Model, keep: BoolArray, linear: Linear, clock: Clock) -> None:
        """Improve the choice with some of the copies, all open ones among them."""
        assert self.choice is not None
        hubs = np.flatnonzero(keep)
        smaller, (objective,) = with_hubs(model, hubs, linear)
        found = Checked(strategy).minimise(smaller, objective, _among(self.choice, hubs), clock)
        if found.choice is not None:
            self.choice = found.choice.renumbered(hubs)

    def _minimise(self, model: Model, tier: str, linear: Linear, least: int, seconds: float) -> int | None:
        """Minimise a tier over the copies and give the bound; ``None`` where there is no choice at all.

        First one copy of each hub is left, where every heuristic works; then all copies, which prove the bound.
        """
        search, strategy = self.search, Checked(Columnwise())
        end = search.meter.now() + seconds

        def enough() -> bool:
            return self.choice is not None and evaluate(model, linear, self.choice) <= least

        def clock(share: float) -> Clock:
            return search.clock(tier, share * max(0.0, end - search.meter.now()))

        if self.choice is not None and tier != TIERS[0] and not enough():
            self._on_some(Columnwise(), model, self.copies.one_wave_each(self.choice), linear, clock(_ON_ONE_COPY))
        if enough():
            return least
        found = strategy.minimise(model, linear, self.choice, clock(1.0))
        if found.infeasible:
            return None
        self.choice = found.choice
        return max(least, found.bound or 0)

    def _travel_of_last(self, model: Model, seconds: float) -> tuple[int, bool]:
        """Search the last wave further, and keep what it finds where its order waits no longer; give the bound.

        It is also told whether that was kept. It serves where the best last wave waits as little as can be by itself:
        then the copies, which cost several times the work, tell no more than the last wave alone.
        """
        assert self.choice is not None
        problem = last_wave(self.search.terms)
        base, (unplaced, travel) = compile_problem(problem)
        assert isinstance(unplaced, Linear)
        assert isinstance(travel, Linear)
        row = Row(TIERS[0], unplaced, high=self.held[TIERS[0]], tight=self._settled(TIERS[0]))
        start = choice_of(problem, self.copies.last_plan(self.choice))
        clock = self.search.clock(TIERS[-1], seconds)
        found = Checked(Columnwise()).minimise(base.holding(row), travel, start, clock)
        suits = found.choice is not None and self._keep_ordered(model, plan_of(problem, found.choice))
        return found.bound or 0, suits

    def _settled(self, tier: str) -> bool:
        """Tell whether no roll-out is below what is held of a tier."""
        return self.proved[tier] >= self.held[tier]

    def _bound_of_last(self, tier: str) -> int | None:
        return next((mark.bound for mark in self.last if mark.tier == tier), None)

    def bounds(self) -> tuple[int | None, ...]:
        """Give the bounds that hold beside the values of the best roll-out.

        That of waiting holds where no more families have no place than the copies held, that of travel beside as many.
        """
        unplaced, waiting, _ = self.best_values
        first = max(self.proved.get("unplaced") or 0, self._bound_of_last("unplaced") or 0)
        alike = unplaced <= self.held.get("unplaced", -1)
        second = self.proved.get("waiting") if alike else None
        within = unplaced == self.held.get("unplaced") and waiting <= self.held.get("waiting", -1)
        third = self.proved.get("travel") if within else None
        return first, second, third


_SHARES: Final = {"unplaced": 0.3, "waiting": 0.35}
"""Of the time left, what the first two tiers may take."""

_ON_ONE_COPY: Final = 0.4
"""Of the time of a tier, what the search with one copy of each hub may take."""

_ON_OPEN: Final = 0.2
"""Of the time left, what the exchange between open hub homes may take."""

_ON_SIZED: Final = 0.5
"""Of the time left for travel, what last waves by their sizes may take where no order is known for what they give."""

_ON_ANNEALING: Final = 0.25
"""Of the time left for travel where sizes are settled before the last wave, what annealing alone may take."""

_BEFORE_ORDER: Final = 0.97
"""Of the time left, what may be gone when the last wave that was found is put in order."""

_TRY_LAST: Final = 0.12
_ON_LAST: Final = 0.7
"""Of the time of travel, what the last wave alone may take to try it, and where its best plan waits least."""


def _among(choice: Choice, hubs: IntArray) -> Choice:
    """Give a choice in the terms of a model of some hubs; all its hubs are among them."""
    return Choice(np.where(choice.hub_of < 0, -1, np.searchsorted(hubs, choice.hub_of)))
