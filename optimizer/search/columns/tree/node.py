"""A node of the branch-and-price tree: a pool of columns, the linear master over it, and the cut loop.

Columns are generated in two ways. As long as the pool is not complete, every hub is priced at the duals of the master
(smoothed) and what has a negative reduced cost joins the pool. Once the pool holds every constellation whose reduced
cost lies within the gap, it is complete: pricing is then a look at each of its columns, whatever the cuts, and every
better bound removes the columns whose reduced cost exceeds what is left of the gap (reduced-cost fixing).
"""

from dataclasses import dataclass, field, replace

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts, enumerate_columns, price_with_cuts
from optimizer.search.columns.bounds.pool_bound import PoolBound, bound_over_pool, costs_with_rows, excess_of
from optimizer.search.columns.formulation.cuts import Cuts, diverse_columns, reduced_costs, separate
from optimizer.search.columns.formulation.pool import Pool, concatenated, with_new_columns
from optimizer.search.columns.master.dual_smoothing import dual_point_of, rounded, smoothed
from optimizer.search.columns.master.linear_master import LinearMaster, LinearSolution
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.pricing_schedule import PricingSchedule

NEAR = 15_000
"""Columns of a large pool that are priced before all of it (partial pricing)."""

NEAR_ENOUGH = 0.01
"""Part of the gap by which the linear master may lie above what its duals prove over the pool, to go on with it."""

SEPARABLE = 700
"""Groups up to which a node separates cuts for its linear master, as pivots cost the square of its rows."""

LARGEST_POOL = 800_000
"""Columns of a complete pool at most."""

LARGEST_ENUMERATION = 3_000_000
"""Parts of columns that are looked at for a complete pool at most."""


@dataclass(slots=True, eq=False)
class Node:
    """A pool, the linear master over it, and the best bound so far.

    Attributes
    ----------
    oracle
        Prices constellations outside the pool, and says when time is up.
    pool
        Columns, none of which is dominated by another.
    complete
        Whether every plan within the cutoff is made of columns of the pool.
    cutoff
        Scaled; only plans of at most this cost are still sought.
    bound
        Scaled; no plan of this node within the cutoff costs less.
    excess
        Shape ``(C,)``, scaled: a plan with this column costs at least ``excess_over`` plus this.
    excess_over
        The bound at whose duals ``excess`` was taken; ``bound`` may since have risen by other means.
    best_duals
        The duals of the best bound over all constellations, from which a complete pool can be enumerated.
    solution
        The last solution of the linear master that no column of the pool improves; ``None`` where it is out of date.
    exhausted
        Whether other means showed that no plan within the cutoff is left.
    crowded
        Whether an eighth of the gap alone holds so many columns that those of the whole gap cannot be listed.
    must_be_placed
        Groups that branching decisions do not leave unplaced, in a node with a complete pool.
    gap_not_listed
        The last gap whose columns were too many to list, here or in the nodes above.
    stalled
        Rounds of cuts in a row that raised the bound by less than a tenth of the gap.
    schedule
        At which duals all constellations are priced next.
    master
        The linear master over some columns of the pool.
    """

    oracle: PricingOracle
    pool: Pool
    complete: bool
    cutoff: int
    bound: int
    excess: IntArray
    excess_over: int
    best_duals: BoundWithCuts | None = None
    solution: LinearSolution | None = None
    exhausted: bool = False
    crowded: bool = False
    must_be_placed: frozenset[int] = frozenset()
    gap_not_listed: float = float("inf")
    stalled: int = 0
    schedule: PricingSchedule = field(default_factory=PricingSchedule)
    master: LinearMaster = field(init=False)

    def __post_init__(self) -> None:
        unit = float(np.abs(self.pool.cost).max(initial=0)) or 1.0
        self.master = LinearMaster(self.oracle.model, unit, self.oracle.stop, self.oracle.meter)
        self._add_first_columns()

    @classmethod
    def at_duals(cls, oracle: PricingOracle, pool: Pool, complete: bool, cutoff: int, duals: BoundWithCuts) -> "Node":
        """Begin with a pool, at duals that prove a bound, and with the cuts of that bound."""
        node = cls(oracle, pool, complete, cutoff, duals.bound, excess_of(oracle, pool, duals), duals.bound, duals)
        if len(duals.cuts.triple) > 0 and node.master.solve() is not None:
            # Those that prove most, as rows make pivots dear; rounds of cuts add what the linear master violates.
            strongest = np.argsort(-duals.cuts.dual, kind="stable")[: oracle.model.n_groups // 2]
            node.master.add_cuts(duals.cuts.triple[np.sort(strongest)])
        return node

    def begin_anew(self) -> None:
        """Forget how the last solves went, as after a branch."""
        self.solution, self.exhausted, self.crowded, self.stalled = None, False, False, 0
        self.schedule = PricingSchedule()

    def fathomed(self) -> bool:
        """Tell whether no plan within the cutoff is left in this node."""
        return self.exhausted or self.bound > self.cutoff or (self.complete and len(self.pool) == 0)

    def integral_columns(self) -> IntArray | None:
        """Give the columns of the solution of the linear master where it is a plan."""
        if self.solution is None or self.solution.artificial > 1e-6:
            return None
        used = self.solution.used
        return None if (self.solution.share[used] < 1 - 1e-6).any() else self.master.columns[used]

    def solve_relaxation(self, hopeless: float = -np.inf) -> bool:
        """Solve the linear master by column generation, without new cuts.

        False when time is up, or once the linear master is worth less than ``hopeless``.
        """
        while self._solve_over_pool(hopeless):
            if self.fathomed() or self.complete or not self._price_outside_pool():
                return True
        return False

    def lower_cutoff(self, cutoff: int) -> None:
        """Seek only plans of at most ``cutoff`` from now on."""
        self.cutoff = min(self.cutoff, cutoff)
        if self.complete:
            self._fix_by_reduced_cost(0.98)

    def add_round_of_cuts(self) -> bool:
        """Add violated cuts and solve again; false when time is up, no cut is violated, or the bound stalls."""
        before = self.bound
        self.schedule = PricingSchedule()
        if self.solution is None:
            return self.solve_relaxation()
        if not self._add_violated_cuts() or not self.solve_relaxation():
            return False
        self.refresh(30_000)
        weak = self.bound - before < 0.1 * max(self.cutoff - before, 1)
        self.stalled = self.stalled + 1 if weak else 0
        return self.stalled < 1

    def complete_pool(self) -> bool:
        """Try to enumerate every column that a plan within the cutoff can have; true where the pool is complete."""
        if self.best_duals is None or self.complete:
            return self.complete
        gap = self.cutoff - self.best_duals.bound
        pool = enumerate_columns(self.oracle, self.best_duals, gap, LARGEST_POOL, LARGEST_ENUMERATION)
        if pool is None:
            return False
        triples = self.master.triples
        self.pool, self.complete, self.solution = pool, True, None
        self.excess, self.excess_over = excess_of(self.oracle, pool, self.best_duals), self.best_duals.bound
        self.master = LinearMaster(self.oracle.model, self.master.unit, self.oracle.stop, self.oracle.meter)
        self._add_first_columns()
        self.master.add_cuts(triples)
        return True

    def refresh(self, wanted: int) -> None:
        """Take in the columns with the least reduced cost at the best duals, some ``wanted`` of them."""
        if self.best_duals is None or self.complete:
            return
        gap = max((self.cutoff - self.best_duals.bound) >> 3, 1)
        for attempt in range(4):
            near = enumerate_columns(self.oracle, self.best_duals, gap, 2 * wanted, 5_000_000)
            self.crowded = attempt > 0 or near is None or len(near) > wanted // 4
            if near is not None:
                break
            gap >>= 1
        else:
            return
        every = np.arange(len(self.pool)) if len(self.pool) < 4 * wanted else np.argsort(self.excess)[: 2 * wanted]
        held = np.zeros(len(self.pool), np.bool_)
        held[every] = True
        held[self.master.columns] = True
        renumber = np.cumsum(held) - 1
        self.master.columns = renumber[self.master.columns]
        self.pool = with_new_columns(self.oracle.model, self.pool.take(np.flatnonzero(held)), near)
        self.excess = self._bound_over_pool(self.best_duals.duals, self.best_duals.cuts).reduced

    def add_columns(self, columns: Pool) -> None:
        """Take columns from elsewhere into the pool, unless it is complete."""
        if self.complete:
            return
        first = len(self.pool)
        self.pool = with_new_columns(self.oracle.model, self.pool, columns)
        self.excess = np.append(self.excess, np.zeros(len(self.pool) - first, np.int64))

    def _add_first_columns(self) -> None:
        order = np.argsort(self.excess, kind="stable")
        self.master.add_columns(self.pool, order[: 4 * self.oracle.model.n_groups + 500])

    def _solve_over_pool(self, hopeless: float = -np.inf) -> bool:
        """Add columns of the pool until none has a negative reduced cost; false when time is up or numbers fail."""
        raised, few, near = 0, self.pool, np.zeros(0, np.int64)
        n_groups = self.oracle.model.n_groups
        for _ in range(1000):
            if self.oracle.stop():
                return False
            solution = self.master.solve()
            if solution is None or solution.value < hopeless:
                return False
            duals, cuts = rounded(self.oracle, dual_point_of(self.oracle, self.master.triples, solution))
            if len(near) > 0 and self._add_from(few, near, duals, cuts):
                continue
            proved = self._bound_over_pool(duals, cuts)
            reduced = proved.reduced
            if self.complete and proved.bound > self.bound:
                self.bound = self.excess_over = proved.bound
                self.excess = reduced - proved.of_hub
            if self.fathomed():
                return True
            inside = self.master.columns
            held = reduced[inside]
            reduced[inside] = 0
            ahead = solution.value * (1 << self.oracle.shift) - proved.bound
            near_enough = solution.artificial <= 1e-6 and ahead < NEAR_ENOUGH * max(self.cutoff - proved.bound, 0)
            if near_enough or int(reduced.min(initial=0)) >= -self._tolerance:
                if self.complete and solution.artificial > 1e-6:
                    if raised >= 6:
                        return False
                    self.master.raise_penalty()
                    raised += 1
                    continue
                self.solution = self._drop_columns_by_reduced_cost(solution, held)
                if not self.complete:
                    reduced[inside] = held
                    self.excess = reduced
                elif self._fix_by_reduced_cost(0.9):
                    few, near = self.pool, np.zeros(0, np.int64)
                    continue
                return True
            if len(self.pool) > 4 * NEAR:
                near = np.sort(np.argpartition(reduced, NEAR)[:NEAR])
                few = self.pool.take(near)
            self.master.add_columns(self.pool, diverse_columns(self.pool, reduced, n_groups, 6, 100 + 3 * n_groups))
        return False

    def _add_from(self, few: Pool, near: IntArray, duals: Duals, cuts: Cuts) -> bool:
        """Add columns to the master out of those numbered ``near``; false when none has a negative reduced cost."""
        reduced = reduced_costs(few, costs_with_rows(self.oracle, few, duals), duals.group, cuts) + self._tolerance
        n_groups = self.oracle.model.n_groups
        chosen = near[diverse_columns(few, reduced, n_groups, 6, 100 + 3 * n_groups)]
        chosen = chosen[~np.isin(chosen, self.master.columns)]
        self.master.add_columns(self.pool, chosen)
        return len(chosen) > 0

    @property
    def _tolerance(self) -> int:
        """How far below nothing a scaled reduced cost still counts as nothing."""
        return 1 << max(self.oracle.shift - 6, 0)

    def _drop_columns_by_reduced_cost(self, solution: LinearSolution, reduced: IntArray) -> LinearSolution:
        """Take the columns with the largest reduced costs out of the master once there are many."""
        most = 12 * self.oracle.model.n_groups + 600
        if len(reduced) <= most:
            return solution
        keep = reduced <= np.partition(reduced, most // 2)[most // 2]
        keep |= solution.share > 1e-9
        self.master.keep_columns(keep)
        return replace(solution, share=solution.share[keep])

    def _price_outside_pool(self) -> bool:
        """Price all constellations near the duals of the master; true where some of them could still matter.

        The duals are taken between those of the best bound and those of the master, then at those of the master as long
        as no column with a negative reduced cost is found, last with as many steps as a proof takes.
        """
        if self.solution is None:
            return False
        one, before, exact = 1 << self.oracle.shift, self.bound, False
        for weight, steps in self.schedule.attempts(self.solution.value, (self.cutoff - self.bound) / one):
            if exact:
                break
            priced = self._priced_near(self.solution, weight, steps)
            if priced is None:
                self.exhausted = True
                return False
            exact = weight == 0.0 and not priced.cut_short
            if len(priced.columns) > 0:
                self._add_to_master(priced.columns)
                ahead = round(self.solution.value * one) - self.bound
                return self.schedule.goes_on(self.bound > before) and ahead > max(
                    0.05 * (self.cutoff - self.bound), one
                )
        return False

    def _priced_near(self, solution: LinearSolution, weight: float, steps: int) -> BoundWithCuts | None:
        """Price all constellations, and keep the bound; gives those with a negative reduced cost in the master."""
        at_master = dual_point_of(self.oracle, self.master.triples, solution)
        between = at_master if self.best_duals is None else smoothed(at_master, self.best_duals, weight)
        proved = price_with_cuts(self.oracle, *rounded(self.oracle, between), steps)
        if proved is None:
            return None
        if self.best_duals is None or proved.bound > self.best_duals.bound:
            self.bound, self.best_duals = max(self.bound, proved.bound), proved
        if len(proved.columns) == 0:
            return proved
        duals, cuts = rounded(self.oracle, at_master)
        reduced = bound_over_pool(self.oracle, proved.columns, duals, cuts, self.must_be_placed).reduced
        return replace(proved, columns=proved.columns.take(np.flatnonzero(reduced < -self._tolerance)))

    def _add_to_master(self, columns: Pool) -> None:
        first = len(self.pool)
        self.pool = concatenated([self.pool, columns])
        self.excess = np.append(self.excess, np.zeros(len(columns), np.int64))
        self.master.add_columns(self.pool, np.arange(first, len(self.pool)))

    def _bound_over_pool(self, duals: Duals, cuts: Cuts) -> PoolBound:
        return bound_over_pool(self.oracle, self.pool, duals, cuts, self.must_be_placed)

    def _fix_by_reduced_cost(self, worth_it: float) -> bool:
        """Remove the columns that no plan within the cutoff uses, where less than ``worth_it`` of all would stay.

        The linear master is then to be solved again.
        """
        keep = self.excess <= self.cutoff - self.excess_over
        if keep.sum() >= worth_it * len(keep):
            return False
        renumber = np.cumsum(keep) - 1
        self.master.keep_columns(keep[self.master.columns], renumber)
        self.pool, self.excess = self.pool.take(np.flatnonzero(keep)), self.excess[keep]
        self.solution = None
        return True

    def _add_violated_cuts(self) -> bool:
        solution = self.solution
        if solution is None or self.oracle.model.n_groups > SEPARABLE:
            return False
        used = solution.used
        columns = self.master.columns[used]
        triples = separate(self.pool.take(columns), solution.share[used], self.oracle.model.n_groups, 160, 8)
        if len(triples) == 0:
            return False
        if len(self.master.triples) > self.oracle.model.n_groups // 2:
            self.master.drop_cuts(solution.cut > 1e-7)
        self.master.add_cuts(triples)
        self.solution = None
        return True
