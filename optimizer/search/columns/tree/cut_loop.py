"""Close the gap over a pool that holds every constellation worth having: linear program, cuts, fewer columns.

The pool holds all columns with a reduced cost within some gap, so pricing is a look at each of them, whatever the
cuts. Each better bound throws columns out; what is left in the end a restricted master settles.
"""

from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.master.cuts import Cuts, reduced_costs, separate, varied_columns
from optimizer.search.columns.master.dual_smoothing import aim_of, mixed, rounded
from optimizer.search.columns.master.linear_master import Master, Relaxed
from optimizer.search.columns.master.pool import Pool, extended, joined
from optimizer.search.columns.master.reduced_costs import priced_in, slack_of, weighed
from optimizer.search.columns.pricing.column_enumeration import Priced, enumerate_columns, price_with_cuts
from optimizer.search.columns.pricing.oracle import Oracle, Prices
from optimizer.search.columns.tree.branching_rule import narrowed

NEAR = 15_000
"""Columns of a large pool that are looked at before all of it."""

CUTTABLE = 700
"""Groups up to which all triples are looked at for cuts."""


@dataclass(slots=True, eq=False)
class Closing:
    """A pool, the master over it, and the best bound so far.

    Attributes
    ----------
    oracle
        Prices constellations outside the pool, and says when time is up.
    pool
        Columns without twins.
    complete
        Whether every plan within the cutoff is made of the pool.
    cutoff
        Scaled; only plans of at most this cost are still sought.
    bound
        Scaled; no plan within the cutoff costs less.
    slack
        Shape ``(C,)``: by how much a plan with this column at least exceeds ``measured``.
    measured
        The bound at whose prices ``slack`` was taken; ``bound`` may since have risen by other means.
    proof
        The prices of the best bound over all constellations, from which a complete pool can be enumerated.
    relaxed
        The last fractional plan over all of the pool.
    crowded
        Whether an eighth of the gap alone holds so many columns that all of it cannot be listed.
    """

    oracle: Oracle
    pool: Pool
    complete: bool
    cutoff: int
    bound: int
    slack: IntArray
    measured: int
    proof: Priced | None = None
    relaxed: Relaxed | None = None
    exhausted: bool = False
    crowded: bool = False
    forced: frozenset[int] = frozenset()
    master: Master = field(init=False)
    _stalled: int = 0

    def __post_init__(self) -> None:
        unit = float(np.abs(self.pool.cost).max(initial=0)) or 1.0
        self.master = Master(self.oracle.model, unit, self.oracle.stop)
        self._begin_with()

    @classmethod
    def over(cls, oracle: Oracle, pool: Pool, complete: bool, cutoff: int, proof: Priced) -> "Closing":
        """Begin with a pool at prices that prove a bound."""
        return cls(oracle, pool, complete, cutoff, proof.bound, slack_of(oracle, pool, proof), proof.bound, proof)

    def child(self, keep: BoolArray, cutoff: int, forced: frozenset[int]) -> "Closing":
        """Give the same for some columns of a complete pool, with its cuts, and further groups not left out."""
        other = copy(self)
        other.pool, other.slack, other.complete = self.pool.take(np.flatnonzero(keep)), self.slack[keep], True
        other.cutoff, other.relaxed, other.exhausted = min(cutoff, self.cutoff), None, False
        other.forced = self.forced | forced
        other.master = self.master.copied()
        other.master.keep_columns(keep[self.master.columns], np.cumsum(keep) - 1)
        other.master.place_all(forced)
        return other

    def settled(self, group: int, hub: int, *, at: bool) -> "Closing | None":
        """Give the same for plans with a group at a hub, or not there; ``None`` where there are none.

        For pools that are not complete; the new one has an oracle of its own.
        """
        if self.proof is None:
            return None
        model, number = narrowed(self.oracle.model, group, hub, at=at)
        oracle = replace(self.oracle, model=model)
        proof = price_with_cuts(oracle, self.proof.prices, self.proof.cuts)
        if proof is None:
            oracle.close()
            return None
        here, keep = self.pool.hub == hub, number[self.pool.hub] >= 0
        for inside in (group, int(self.oracle.model.own[hub])) if at else (group,):
            keep &= ~self.pool.holds(inside) | (here if at else ~here)
        pool = self.pool.take(np.flatnonzero(keep))
        other = copy(self)
        other.oracle, other.proof, other.bound = oracle, proof, max(self.bound, proof.bound)
        other.pool = replace(pool, hub=number[pool.hub].astype(np.int32))
        other.slack, other.relaxed = slack_of(oracle, other.pool, proof), None
        other.crowded = False
        other._stalled = 0
        other.master = self.master.copied()
        other.master.keep_columns(keep[self.master.columns], np.cumsum(keep) - 1)
        if at:
            other.master.place_all(frozenset({group, int(self.oracle.model.own[hub])}))
        return other

    def done(self) -> bool:
        """Whether no plan within the cutoff is left."""
        return self.exhausted or self.bound > self.cutoff or (self.complete and len(self.pool) == 0)

    def root(self) -> bool:
        """Solve the linear program without new cuts; false when time is up."""
        while self._converge():
            if self.done() or self.complete or not self._extend():
                return True
        return False

    def lower(self, cutoff: int) -> None:
        """Seek only plans of at most ``cutoff`` from now on."""
        self.cutoff = min(self.cutoff, cutoff)
        if self.complete:
            self._shrink(0.98)

    def step(self) -> bool:
        """Add cuts and solve again; false when time is up or nothing more comes of it."""
        before = self.bound
        if self.relaxed is None:
            return self.root()
        if not self._cut() or not self.root():
            return False
        self.refresh(30_000)
        weak = self.bound - before < 0.1 * max(self.cutoff - before, 1)
        self._stalled = self._stalled + 1 if weak else 0
        return self._stalled < 1

    def completed(self, limit: int, node_limit: int) -> bool:
        """Try to enumerate every constellation that a plan within the cutoff can have."""
        if self.proof is None or self.complete:
            return self.complete
        pool = enumerate_columns(self.oracle, self.proof, self.cutoff - self.proof.bound, limit, node_limit)
        if pool is None:
            return False
        triples = self.master.triples
        self.pool, self.complete, self.relaxed = pool, True, None
        self.slack, self.measured = slack_of(self.oracle, pool, self.proof), self.proof.bound
        self.master = Master(self.oracle.model, self.master.unit, self.oracle.stop)
        self._begin_with()
        self.master.add_cuts(triples)
        return True

    def _begin_with(self) -> None:
        order = np.argsort(self.slack, kind="stable")
        self.master.add_columns(self.pool, order[: 4 * self.oracle.model.n_groups + 500])

    def _converge(self) -> bool:
        """Solve over the whole pool by adding what prices well; false when time is up or the solver gives in."""
        raised, few, near = 0, self.pool, np.zeros(0, np.int64)
        n_groups = self.oracle.model.n_groups
        for _ in range(1000):
            if self.oracle.stop():
                return False
            relaxed = self.master.solve()
            if relaxed is None:
                return False
            prices, cuts = rounded(self.oracle, aim_of(self.oracle, self.master.triples, relaxed))
            if len(near) > 0 and self._add_from(few, near, prices, cuts):
                continue
            reduced, bound, floor = self._price(prices, cuts)
            if self.complete and bound > self.bound:
                self.bound = self.measured = bound
                self.slack = reduced - floor
            if self.done():
                return True
            inside = self.master.columns
            held = reduced[inside]
            reduced[inside] = 0
            if int(reduced.min(initial=0)) >= -self._close:
                if self.complete and relaxed.artificial > 1e-6:
                    if raised >= 6:
                        return False
                    self.master.raise_penalty()
                    raised += 1
                    continue
                self.relaxed = self._trim(relaxed, held)
                if self.complete:
                    self._shrink(0.9)
                else:
                    reduced[inside] = held
                    self.slack = reduced
                return True
            if len(self.pool) > 4 * NEAR:
                near = np.sort(np.argpartition(reduced, NEAR)[:NEAR])
                few = self.pool.take(near)
            self.master.add_columns(self.pool, varied_columns(self.pool, reduced, n_groups, 6, 100 + 3 * n_groups))
        return False

    def _add_from(self, few: Pool, near: IntArray, prices: Prices, cuts: Cuts) -> bool:
        """Add columns to the master out of those numbered ``near``; false when none of them prices well."""
        worth = reduced_costs(few, priced_in(self.oracle, few, prices), prices.group, cuts) + self._close
        n_groups = self.oracle.model.n_groups
        chosen = near[varied_columns(few, worth, n_groups, 6, 100 + 3 * n_groups)]
        chosen = chosen[~np.isin(chosen, self.master.columns)]
        self.master.add_columns(self.pool, chosen)
        return len(chosen) > 0

    @property
    def _close(self) -> int:
        """Give what a reduced cost may lack and still be as good as not negative."""
        return 1 << max(self.oracle.shift - 6, 0)

    def _trim(self, relaxed: Relaxed, reduced: IntArray) -> Relaxed:
        """Take the dearest columns out of the master once there are many."""
        most = 12 * self.oracle.model.n_groups + 600
        if len(reduced) <= most:
            return relaxed
        keep = reduced <= np.partition(reduced, most // 2)[most // 2]
        keep |= relaxed.share > 1e-9
        self.master.keep_columns(keep)
        return replace(relaxed, share=relaxed.share[keep])

    def _extend(self) -> bool:
        """Price all constellations near the prices of the pool; true where some of them could still matter.

        Prices are taken between those of the best bound and those of the master, further towards the latter as long as
        nothing is met.
        """
        if self.relaxed is None:
            return False
        aim, one = aim_of(self.oracle, self.master.triples, self.relaxed), 1 << self.oracle.shift
        for weight in (0.7, 0.0) if self.proof is not None else (0.0,):
            between = aim if self.proof is None or weight == 0.0 else mixed(aim, self.proof, weight)
            priced = price_with_cuts(self.oracle, *rounded(self.oracle, between))
            if priced is None:
                self.exhausted = True
                return False
            met = priced.met
            if weight > 0.0 and len(met) > 0:
                slack, _, _ = weighed(self.oracle, met, *rounded(self.oracle, aim), self.forced)
                met = met.take(np.flatnonzero(slack < 0))
            if priced.bound > self.bound or self.proof is None:
                self.bound, self.proof = max(self.bound, priced.bound), priced
            if len(met) > 0:
                self._take_in(met)
                break
        else:
            return False
        ahead = round(self.relaxed.value * one) - self.bound
        return ahead > max(0.05 * (self.cutoff - self.bound), one)

    def refresh(self, wanted: int) -> None:
        """Take in the columns that are best at the prices of the best bound."""
        if self.proof is None or self.complete:
            return
        gap = max((self.cutoff - self.proof.bound) >> 3, 1)
        for attempt in range(4):
            near = enumerate_columns(self.oracle, self.proof, gap, 2 * wanted, 5_000_000)
            self.crowded = attempt > 0 or near is None or len(near) > wanted // 4
            if near is not None:
                break
            gap >>= 1
        else:
            return
        every = np.arange(len(self.pool)) if len(self.pool) < 4 * wanted else np.argsort(self.slack)[: 2 * wanted]
        held = np.zeros(len(self.pool), np.bool_)
        held[every] = True
        held[self.master.columns] = True
        renumber = np.cumsum(held) - 1
        self.master.columns = renumber[self.master.columns]
        self.pool = extended(self.oracle.model, self.pool.take(np.flatnonzero(held)), near)
        self.slack = self._price(self.proof.prices, self.proof.cuts)[0]

    def take_in(self, met: Pool) -> None:
        """Take columns from elsewhere into the pool, unless it is complete."""
        if self.complete:
            return
        first = len(self.pool)
        self.pool = extended(self.oracle.model, self.pool, met)
        self.slack = np.append(self.slack, np.zeros(len(self.pool) - first, np.int64))

    def _take_in(self, met: Pool) -> None:
        first = len(self.pool)
        self.pool = joined([self.pool, met])
        self.slack = np.append(self.slack, np.zeros(len(met), np.int64))
        self.master.add_columns(self.pool, np.arange(first, len(self.pool)))

    def _price(self, prices: Prices, cuts: Cuts) -> tuple[IntArray, int, IntArray]:
        """Give the reduced costs of the pool, the bound over the pool, and what each column's hub adds to it."""
        return weighed(self.oracle, self.pool, prices, cuts, self.forced)

    def _shrink(self, worth_it: float) -> None:
        """Throw out the columns that no plan within the cutoff uses."""
        keep = self.slack <= self.cutoff - self.measured
        if keep.sum() >= worth_it * len(keep):
            return
        renumber = np.cumsum(keep) - 1
        self.master.keep_columns(keep[self.master.columns], renumber)
        self.pool, self.slack = self.pool.take(np.flatnonzero(keep)), self.slack[keep]
        self.relaxed = None if self.relaxed is None else self.master.solve()

    def _cut(self) -> bool:
        relaxed = self.relaxed
        if relaxed is None or self.oracle.model.n_groups > CUTTABLE:
            return False
        used = np.flatnonzero(relaxed.share > 1e-6)
        columns = self.master.columns[used]
        triples = separate(self.pool.take(columns), relaxed.share[used], self.oracle.model.n_groups, 160, 8)
        if len(triples) == 0:
            return False
        if len(self.master.triples) > self.oracle.model.n_groups // 2:
            self.master.drop_cuts(relaxed.cut > 1e-7)
        self.master.add_cuts(triples)
        self.relaxed = None
        return True
