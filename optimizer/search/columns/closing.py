"""Close the gap over a pool that holds every constellation worth having: linear program, cuts, fewer columns.

The pool holds all columns with a reduced cost within some gap, so pricing is a look at each of them, whatever the
cuts. Each better bound throws columns out; what is left in the end a restricted master settles.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.compact import Compact
from optimizer.search.columns.cuts import Cuts, cuts_of, reduced_costs, separate
from optimizer.search.columns.lagrangian import admissible, row_term
from optimizer.search.columns.master import Master, Relaxed
from optimizer.search.columns.pool import Pool

FAR = 1 << 60


@dataclass(slots=True, eq=False)
class Closing:
    """A pool, the master over it, and the best bound so far on plans made of the pool.

    Attributes
    ----------
    cutoff
        Scaled; only plans of at most this cost are still sought.
    bound
        Scaled; no plan made of the pool (and within the cutoff) costs less.
    slack
        Shape ``(C,)``: at the bound, by how much a plan with this column at least exceeds it.
    """

    model: Compact
    shift: int
    pool: Pool
    cutoff: int
    bound: int
    slack: IntArray
    master: Master = field(init=False)
    relaxed: Relaxed | None = None
    exhausted: bool = False

    def __post_init__(self) -> None:
        self.master = Master(self.model, self._penalty())
        order = np.argsort(self.slack, kind="stable")
        self.master.add_columns(self.pool, order[: 4 * self.model.n_groups + 500])

    def _penalty(self) -> float:
        return 20.0 * float(np.abs(self.pool.cost).max(initial=1)) + 1.0

    def run(self, stop: Callable[[], bool], rounds: int, enough: int, report: Callable[[], None]) -> None:
        """Alternate between the linear program and cuts until the pool is as small as ``enough`` or nothing helps."""
        weak = 0
        for _ in range(rounds):
            before = self.bound
            if not self._converge(stop) or self.done:
                return
            report()
            if len(self.pool) <= enough or self.relaxed is None:
                return
            distance = max(self.cutoff - before, 1)
            weak = weak + 1 if self.bound - before < 0.01 * distance else 0
            if weak >= 4 or not self._cut():
                return

    @property
    def done(self) -> bool:
        """Whether no plan within the cutoff can be made of the pool."""
        return self.exhausted or self.bound > self.cutoff or len(self.pool) == 0

    def _converge(self, stop: Callable[[], bool]) -> bool:
        """Solve over the whole pool by adding what prices well; false when time is up or the solver gives in."""
        best_in_walk = self.bound
        for _ in range(1000):
            if stop():
                return False
            relaxed = self.master.solve()
            if relaxed is None:
                return False
            reduced, bound, floor = self._price(relaxed)
            if bound > self.bound:
                self.bound = bound
                self.slack = reduced - floor
            if self.done:
                return True
            inside = np.array(self.master.columns)
            reduced[inside] = 0
            worst = int(reduced.min(initial=0))
            if worst >= -(1 << max(self.shift - 6, 0)):
                if relaxed.artificial > 1e-6:
                    self.exhausted = True
                self.relaxed = relaxed
                if self.bound > best_in_walk:
                    self._shrink()
                return True
            wanted = np.flatnonzero(reduced < 0)
            if len(wanted) > 300:
                wanted = wanted[np.argpartition(reduced[wanted], 300)[:300]]
            self.master.add_columns(self.pool, np.sort(wanted))
        return False

    def _price(self, relaxed: Relaxed) -> tuple[IntArray, int, IntArray]:
        """Give the reduced costs of the pool, the bound of the rounded prices, and what each column's hub adds to it."""
        model, one = self.model, float(1 << self.shift)
        dual = np.rint(relaxed.group * one).astype(np.int64)
        row = admissible(model, np.rint(relaxed.row * one).astype(np.int64))
        triples = np.array(self.master.triples, dtype=np.int64).reshape(-1, 3)
        cuts: Cuts = cuts_of(triples, np.rint(relaxed.cut * one).astype(np.int64), model.n_groups)
        base = self.pool.cost << self.shift
        unplaced = model.objective.unplaced << self.shift
        for r, price in enumerate(row):
            if price:
                base = base + price * self.pool.row[r]
                unplaced = unplaced + price * model.rows[r].costs.unplaced
        reduced = reduced_costs(self.pool, base, dual, cuts)
        least = np.full(model.n_hubs, FAR, np.int64)
        np.minimum.at(least, self.pool.hub, reduced)
        floor = np.where(model.must_open, least, np.minimum(least, 0))
        bound = (model.objective.constant << self.shift) + int(dual.sum()) - int(cuts.price.sum())
        bound += int(np.minimum(unplaced - dual, 0)[model.may_be_unplaced].sum()) + int(floor.sum())
        for limit, price in zip(model.rows, row, strict=True):
            bound += row_term(limit, int(price)) or 0
        return reduced, bound, floor[self.pool.hub]

    def _shrink(self) -> None:
        """Throw out the columns that no plan within the cutoff uses."""
        keep = self.slack <= self.cutoff - self.bound
        if keep.mean() > 0.9:
            return
        renumber = np.cumsum(keep) - 1
        self.master.keep_columns([bool(keep[c]) for c in self.master.columns], renumber)
        self.pool, self.slack = self.pool.take(np.flatnonzero(keep)), self.slack[keep]
        self.relaxed = None if self.relaxed is None else self.master.solve()

    def _cut(self) -> bool:
        relaxed = self.relaxed
        if relaxed is None:
            return False
        used = np.flatnonzero(relaxed.share > 1e-6)
        columns = np.array(self.master.columns)[used]
        triples = separate(self.pool.take(columns), relaxed.share[used], self.model.n_groups, 80, 6)
        if len(self.master.triples) > 200:
            self.master.drop_cuts([bool(price > 1e-7) for price in relaxed.cut])
        self.master.add_cuts(triples)
        return len(triples) > 0
