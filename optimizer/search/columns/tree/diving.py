"""Dive from a solution of the linear master to a plan: fix the columns it uses most, price again for what remains.

Source: Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019), doi 10.1287/ijoc.2018.0822.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.bounds.lagrangian import picked_items, with_valid_signs
from optimizer.search.columns.formulation.pool import Pool, concatenated, pool_of
from optimizer.search.columns.master.linear_master import LinearMaster, LinearSolution
from optimizer.search.columns.pricing.oracle import NO_COLUMN, Duals, PricingOracle
from optimizer.search.columns.tree.node import Node

EXCLUDED = 1 << 56
"""A group with minus this dual is in no column that is priced."""

PATIENCE = 6
"""Dead ends of one dive."""


@dataclass(slots=True, eq=False)
class Dive:
    """One dive.

    Attributes
    ----------
    oracle
        Prices columns.
    pool
        Columns met, those of the master by their number here.
    master
        The linear program, its fixed columns at 1.
    placed
        Shape ``(G,)``: groups that the fixed columns hold.
    fixed
        Numbers of the fixed columns.
    """

    oracle: PricingOracle
    pool: Pool
    master: LinearMaster
    placed: BoolArray = field(init=False)
    fixed: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.placed = np.zeros(self.oracle.model.n_groups, np.bool_)

    def run(self, worst: float, stop: Callable[[], bool], width: int) -> IntArray | None:
        """Dive to a plan that costs less than ``worst``; ``None`` where the dive ends without one.

        ``width`` columns at most are fixed at a time. Where that leads nowhere the last are freed, and the first of
        them forbidden, ``PATIENCE`` times.
        """
        steps: list[list[int]] = []
        failures = 0
        while not stop():
            solution = self._price_out(stop)
            if solution is None:
                return None
            if solution.artificial > 1e-6 or solution.value > worst - 1 + 1e-6:
                failures += 1
                if failures > PATIENCE or not steps:
                    return None
                self._free(steps.pop())
                continue
            share = solution.share.copy()
            share[self.fixed] = 0.0
            used = np.flatnonzero(share > 1e-6)
            if len(used) == 0 or (share[used] > 1 - 1e-6).all():
                return np.array([*self.fixed, *used], dtype=np.int64)
            order = used[np.argsort(-share[used], kind="stable")]
            sure = [int(c) for c in order if share[c] > 0.999]
            steps.append([])
            for c in sure or [int(c) for c in order if share[c] > 0.65][:width] or [int(order[0])]:
                groups = self.pool.groups(c)
                if not self.placed[groups].any():
                    self.master.fix(c)
                    self.fixed.append(c)
                    steps[-1].append(c)
                    self.placed[groups] = True
        return None

    def _free(self, columns: list[int]) -> None:
        for c in columns:
            self.master.free(c)
            self.fixed.remove(c)
            self.placed[self.pool.groups(c)] = False
        self.master.forbid(columns[0])

    def _price_out(self, stop: Callable[[], bool]) -> LinearSolution | None:
        """Solve, and price for what is not yet placed, a few times."""
        solution = self.master.solve()
        for _ in range(12):
            if solution is None or stop():
                return solution
            new = self._new_columns(solution)
            if len(new) == 0:
                return solution
            first = len(self.pool)
            self.pool = concatenated([self.pool, new])
            self.master.add_columns(self.pool, np.arange(first, len(self.pool)))
            before, solution = solution, self.master.solve()
            if (
                solution is not None
                and solution.artificial < 1e-6
                and before.value - solution.value < 1e-4 * before.value
            ):
                return solution
        return solution

    def _new_columns(self, solution: LinearSolution) -> Pool:
        oracle, model = self.oracle, self.oracle.model
        one = float(1 << oracle.shift)
        group = np.rint(solution.group * one).astype(np.int64)
        duals = Duals(
            np.where(self.placed, -EXCLUDED, group),
            with_valid_signs(model, np.rint(solution.row * one).astype(np.int64)),
        )
        open_hubs = np.flatnonzero(~self.placed[model.own])
        columns = oracle.price(duals, oracle.lagrangian_costs(duals), open_hubs)
        hubs = np.flatnonzero((columns.value < -(1 << max(oracle.shift - 4, 0))) & (columns.value < NO_COLUMN))
        counts = columns.n_picked[hubs]
        return pool_of(model, hubs, np.append(0, np.cumsum(counts)).astype(np.int64), picked_items(columns, hubs))


def dive(node: Node, worst: float, stop: Callable[[], bool]) -> tuple[Pool, IntArray | None]:
    """Dive from the last solution of the linear master of a node.

    Returns
    -------
    tuple
        The columns in use and met, and the numbers of those that make a plan cheaper than ``worst``, if any.
    """
    pool = node.pool.take(node.master.columns)
    master = node.master.copied()
    master.columns = np.arange(len(pool))
    run = Dive(node.oracle, pool, master)
    found = run.run(worst, stop, width=max(1, node.oracle.model.n_hubs // 60))
    return run.pool, found
