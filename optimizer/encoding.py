"""What a rule or a tier says to the strategies: limits are gathered here and become one ``Model``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from geodata.families import Family
from optimizer.model import BoolArray, IntArray, Linear, Load, Model, Row

if TYPE_CHECKING:
    from optimizer.problem import Problem


class Decisions:
    """The choices of a problem, narrowed by one rule after another.

    Arrays over pairs have shape ``(P,)`` in the order of ``problem.pairs``, arrays over hubs ``(m,)`` in that of
    ``problem.hubs``, arrays over families ``(n,)`` in that of ``problem.families``. A rule only ever
    takes choices away.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.hub_homes: tuple[Family, ...] = tuple(problem.families[int(position)] for position in problem.hubs)
        n, m = len(problem.families), len(problem.hubs)
        self._keep = np.ones(len(problem.pairs.family), dtype=np.bool_)
        self._low = np.zeros(m, dtype=np.int64)
        self._high = np.full(m, n, dtype=np.int64)
        self._may_open = np.ones(m, dtype=np.bool_)
        self._must_open = np.zeros(m, dtype=np.bool_)
        self._loads: list[Load] = []
        self._apart: set[tuple[int, int]] = set()
        self._together: set[tuple[int, int]] = set()
        self._rows: list[Row] = []

    def of_families(self, value: Callable[[Family], int]) -> IntArray:
        """Shape ``(n,)``: a whole number for each family."""
        return np.array([value(family) for family in self.problem.families], dtype=np.int64)

    def of_hubs(self, value: Callable[[Family], int]) -> IntArray:
        """Shape ``(m,)``: a whole number for each hub home."""
        return np.array([value(home) for home in self.hub_homes], dtype=np.int64)

    def forbid(self, pairs: BoolArray) -> None:
        """Take away the pairs where ``pairs`` is true."""
        self._keep &= ~pairs

    def close(self, hubs: BoolArray) -> None:
        """Keep shut the hubs where ``hubs`` is true."""
        self._may_open &= ~hubs

    def open(self, hubs: BoolArray) -> None:
        """Open the hubs where ``hubs`` is true, in every plan."""
        self._must_open |= hubs

    def limit_size(self, low: int | IntArray | None = None, high: int | IntArray | None = None) -> None:
        """Allow an open hub from ``low`` to ``high`` satellites; the narrowest limits of all rules hold."""
        if low is not None:
            self._low = np.maximum(self._low, low)
        if high is not None:
            self._high = np.minimum(self._high, high)

    def limit_load(self, key: str, weight: IntArray, own: IntArray, low: IntArray, high: IntArray) -> None:
        """Allow an open hub a total weight from ``low`` to ``high``; see ``Load`` for the shapes."""
        self._loads.append(Load(key, weight, own, low, high))

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Never put two families (positions in ``problem.families``) in one constellation."""
        self._apart.update((min(pair), max(pair)) for pair in pairs)

    def keep_together(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Put two families in the same constellation, or leave both unplaced."""
        self._together.update((min(pair), max(pair)) for pair in pairs)

    def limit_plan(self, key: str, linear: Linear, low: int | None = None, high: int | None = None) -> None:
        """Allow the plan as a whole a value from ``low`` to ``high``."""
        self._rows.append(Row(key, linear, low, high))

    def linear(
        self,
        *,
        unplaced: IntArray | None = None,
        pair: IntArray | None = None,
        hub: IntArray | None = None,
        size: Callable[[int], int] | None = None,
    ) -> Linear:
        """Build a value of a plan from its parts; what is not given counts nothing.

        ``size`` gives the cost of an open hub by its number of satellites and must be convex.
        """
        widest = int(np.bincount(self.problem.pairs.hub, minlength=1).max(initial=0))
        return Linear(
            unplaced=np.zeros(len(self.problem.families), dtype=np.int64) if unplaced is None else unplaced,
            pair=np.zeros(len(self._keep), dtype=np.int64) if pair is None else pair,
            hub=np.zeros(len(self.hub_homes), dtype=np.int64) if hub is None else hub,
            size=np.array([size(k) if size else 0 for k in range(widest + 1)], dtype=np.int64),
        )

    def model(self, tiers: Iterable[Linear]) -> tuple[Model, tuple[Linear, ...]]:
        """Gather all that was said into a model, and the tiers in its terms."""
        pairs, m = self.problem.pairs, len(self.hub_homes)
        keep = self._keep & self._may_open[pairs.hub]
        hub = pairs.hub[keep]
        n_pairs = np.bincount(hub, minlength=m).astype(np.int64)
        high = np.minimum(self._high, n_pairs)
        may_open = self._may_open & (self._low <= high)
        high = np.where(may_open, high, 0)
        longest = int(high.max(initial=0)) + 1

        def kept(linear: Linear) -> Linear:
            return Linear(linear.unplaced, linear.pair[keep], linear.hub, linear.size[:longest], linear.constant)

        model = Model(
            n_families=len(self.problem.families),
            hub_family=self.problem.hubs,
            start=np.concatenate([[0], np.cumsum(n_pairs)]).astype(np.int64),
            family=pairs.family[keep],
            low=np.where(may_open, self._low, 0),
            high=high,
            must_open=self._must_open,
            may_open=may_open,
            may_be_unplaced=np.ones(len(self.problem.families), dtype=np.bool_),
            loads=tuple(self._loads),
            apart=_as_array(self._apart),
            together=_as_array(self._together),
            rows=tuple(Row(row.key, kept(row.linear), row.low, row.high) for row in self._rows),
        )
        return model, tuple(kept(tier) for tier in tiers)


def _as_array(pairs: set[tuple[int, int]]) -> IntArray:
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def compile_problem(problem: Problem) -> tuple[Model, tuple[Linear, ...]]:
    """Let every rule and every tier say what it means, and give the model with the tiers in its terms."""
    decisions = Decisions(problem)
    for rule in problem.rules:
        rule.encode(decisions)
    return decisions.model([tier.cost(decisions) for tier in problem.tiers])
