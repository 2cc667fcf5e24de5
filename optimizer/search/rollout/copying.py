"""Whole roll-outs as one model of columns: every hub home is copied once for each wave in which it may start.

A column is a constellation with its wave, and every satellite joins as soon as both are there: in the later of the wave
of the constellation and its own first. A roll-out gives such a choice that has the same last wave and waits no longer,
so what is proved over the copies holds for every roll-out. The other way round it is so where all join from the first
wave and no candidate moves; what else a wave asks (rules that a part of a constellation breaks, growth) is judged when
the last wave is put in order.

Amounts per family or child are counted at the least that any later wave of joining would bring, for the same reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import lcm
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from geodata.families import Family
from optimizer.costs.money import CostLine, Per
from optimizer.model import BoolArray, IntArray, Linear, Load, Model, Row, without_pairs
from optimizer.problem import Problem, compile_problem
from optimizer.rollout.terms import Terms
from optimizer.search.rollout.copies import Copies, Full
from optimizer.search.rollout.running import most_running

T = TypeVar("T", bound=np.generic)


def copies_of(terms: Terms) -> Copies:
    """Copy the model of the last wave."""
    problem = terms.problems[-1]
    base, tiers = compile_problem(problem)
    required = base.hub_family[base.must_open]
    base, tiers = without_pairs(base, tiers, ~np.isin(base.family, required))
    may = base.may_be_unplaced & ~np.isin(np.arange(base.n_families), required)
    base = replace(base, may_be_unplaced=may)  # one of its copies opens, then
    unplaced, travel = tiers
    assert isinstance(unplaced, Linear)
    assert isinstance(travel, Linear)
    return _Copying(terms, problem, base, most_running(terms)).copies(unplaced, travel)


@dataclass(frozen=True, slots=True)
class _Copying:
    """How the arrays of a model are copied for waves."""

    terms: Terms
    problem: Problem
    base: Model
    running: tuple[int | None, ...]

    @property
    def n(self) -> int:
        return self.terms.n_waves

    @property
    def hub_wave(self) -> IntArray:
        """The wave of each copy."""
        return np.repeat(np.arange(1, self.n + 1), self.base.n_hubs)

    @property
    def pair_wave(self) -> IntArray:
        """The wave of the hub of each copied pair."""
        return np.repeat(np.arange(1, self.n + 1), self.base.n_pairs)

    @property
    def family_wave(self) -> IntArray:
        """The first wave in which each family could join; 1 for who never does."""
        return np.array([self.terms.joins_from.get(each.id, 1) for each in self.problem.families], dtype=np.int64)

    @property
    def counted(self) -> BoolArray:
        """Who is unplaced where it has no place."""
        return np.array([each.may_be_satellite for each in self.problem.families], dtype=np.bool_)

    @property
    def joining_wave(self) -> IntArray:
        """The wave in which the family of each copied pair joins at the earliest."""
        own: IntArray = self.family_wave[self.times(self.base.family)]
        return np.maximum(self.pair_wave, own)

    def times(self, values: NDArray[T]) -> NDArray[T]:
        return np.tile(values, self.n)

    def linear(self, linear: Linear) -> Linear:
        return replace(linear, pair=self.times(linear.pair), hub=self.times(linear.hub))

    def copies(self, unplaced: Linear, travel: Linear) -> Copies:
        base = self.base
        may_open, must_open = self._opening()
        low = np.maximum(self.times(base.low), np.where(self.hub_wave < self.n, self._least(), self.terms.launch_min))
        high = self.times(base.high)
        loads = [
            Load(each.key, each.weight, self.times(each.own), self.times(each.low), self.times(each.high))
            for each in base.loads
        ]
        start = np.concatenate([[0], np.cumsum(self.times(np.diff(base.start)))]).astype(np.int64)
        model = Model(
            n_families=base.n_families,
            hub_family=self.times(base.hub_family),
            start=start,
            family=self.times(base.family),
            low=np.where(may_open, low, 0),
            high=np.where(may_open, high, 0),
            must_open=must_open,
            may_open=may_open & (low <= high),
            may_be_unplaced=base.may_be_unplaced,
            loads=(*loads, *self._sizes_in_time()),
            apart=base.apart,
            together=base.together,
            rows=(*(replace(row, linear=self.linear(row.linear)) for row in base.rows), *self._rows()),
            mixes=base.mixes,
        )
        return Copies(
            self.problem,
            base.n_hubs,
            model,
            self.linear(unplaced),
            self._waiting(),
            self.linear(travel),
            self.running,
            self._waiting_by_wave(),
            self._sizes_tell,
            self._full(),
        )

    def _least(self) -> int:
        """Give the fewest satellites that a constellation from before the last wave has in it.

        With ``hubs_move`` those that it started with may have been candidates who left since.
        """
        least = self.terms.size_min
        return least if self.terms.policy.rollout.hubs_move else max(self.terms.launch_min, least)

    def _opening(self) -> tuple[BoolArray, BoolArray]:
        """Tell which copies may open: from the first wave of the hub home on, and the pilot in the first wave only."""
        terms, homes = self.terms, [self.problem.families[int(at)] for at in self.problem.hubs]
        from_wave = np.array([self._from(each) for each in homes], dtype=np.int64)
        may = self.times(self.base.may_open) & (self.hub_wave >= self.times(from_wave))
        must = np.zeros(len(may), dtype=np.bool_)
        for hub, home in enumerate(homes):
            if home.id == terms.policy.rollout.pilot:
                may[hub :: self.base.n_hubs] &= np.arange(self.n) == 0
                must[hub] = True
        return may, must

    def _from(self, home: Family) -> int:
        """Give the first wave in which a family is a hub home of its wave's problem."""
        for wave, problem in enumerate(self.terms.problems, start=1):
            found = problem.families.by_id.get(home.id)
            if found is not None and found.may_be_hub:
                return wave
        return self.n + 1

    def _sizes_in_time(self) -> Iterator[Load]:
        """Ask for the satellites of each wave, where some families come later."""
        if self.family_wave.max(initial=1) == 1:
            return
        nothing = np.zeros(self.base.n_hubs * self.n, dtype=np.int64)
        most = np.full_like(nothing, self.base.n_families)
        for wave in self.terms.waves:
            there = (self.family_wave <= wave).astype(np.int64)
            if not self.terms.policy.rollout.hubs_move:
                low = np.where(self.hub_wave == wave, self.terms.launch_min, 0)
                low = np.where(self.hub_wave == wave - 1, self.terms.size_min, low)
                yield Load("launch_min", there, nothing, np.maximum(low, 0), most)
            grow = self.terms.policy.rollout.grow
            if grow is not None and wave < self.n:
                high = np.where(self.hub_wave == wave, grow * (self.n - wave), most)
                yield Load("grow", 1 - there, nothing, nothing, high)

    def _rows(self) -> Iterator[Row]:
        """Limit the launches and the costs of each wave."""
        for wave, most in zip(self.terms.waves, self.terms.launches, strict=True):
            if most is not None:
                yield Row("launches", self._counting(hub=(self.hub_wave == wave).astype(np.int64)), high=most)
        if self.terms.to_find:
            found = np.array([self.problem.families[int(at)].to_find for at in self.problem.hubs], dtype=np.bool_)
            for wave, most in zip(self.terms.waves, self.terms.recruit, strict=True):
                start = (self.times(found) & (self.hub_wave == wave)).astype(np.int64)
                yield Row("recruit", self._counting(hub=start), high=most)
        for wave, budget in zip(self.terms.waves, self.terms.budget, strict=True):
            if budget is not None:
                yield self._budget_row(wave, budget)
                # What the budget says in whole constellations: the row of amounts alone lets parts of them start.
                yield Row(
                    "running", self._counting(hub=(self.hub_wave <= wave).astype(np.int64)), high=self.running[wave - 1]
                )

    def _counting(self, hub: IntArray | None = None, pair: IntArray | None = None, constant: int = 0) -> Linear:
        zero = self.base.nothing
        return replace(
            zero,
            hub=self.times(zero.hub) if hub is None else hub,
            pair=self.times(zero.pair) if pair is None else pair,
            constant=constant,
        )

    def _budget_row(self, wave: int, budget: Decimal) -> Row:
        """Limit what is paid in a wave, in whole parts of a cent; rounding may take half a cent of each line away."""
        lines = self.terms.money.lines
        due = [line.due(wave - begun) * 100 for line in lines for begun in range(wave)]
        parts = lcm(*(amount.as_integer_ratio()[1] for amount in due))
        hub, pair, constant = np.zeros(len(self.hub_wave), np.int64), np.zeros(len(self.pair_wave), np.int64), 0
        children = np.array([each.children for each in self.problem.families], dtype=np.int64)
        for line in lines:
            by_wave = self._least_due(line, wave) * parts if line.per in {Per.FAMILY, Per.CHILD} else None
            if line.per is Per.REGION:
                constant += int(line.due(wave) * 100 * parts)
            elif by_wave is None:
                exact = [
                    int(line.due(wave - begun + 1) * 100 * parts) if begun <= wave else 0 for begun in self.terms.waves
                ]
                hub += np.array(exact, dtype=np.int64)[self.hub_wave - 1]
            else:
                weight = children if line.per is Per.CHILD else np.ones_like(children)
                amount = np.array([int(each) for each in by_wave], dtype=np.int64)
                home = self.times(self.base.hub_family)
                early = self.family_wave[home] if self.terms.policy.rollout.hubs_move else self.hub_wave
                hub += amount[early - 1] * weight[home]
                pair += amount[self.joining_wave - 1] * weight[self.times(self.base.family)]
        slack = 0 if parts == 1 else -(-parts * len(lines) // 2)
        return Row("budget", self._counting(hub, pair, constant), high=int(budget * 100 * parts) + slack)

    def _least_due(self, line: CostLine, wave: int) -> NDArray[Any]:
        """Give, for each wave from which one may join, the least that it may cost in ``wave``, in cents."""
        each = [line.due(wave - begun + 1) * 100 if begun <= wave else Decimal(0) for begun in self.terms.waves]
        return np.array([min(each[begun:]) for begun in range(self.n)], dtype=object)

    def _waiting_by_wave(self) -> tuple[int, ...]:
        """Count who could have joined in each wave, less what the largest constellations that may have started hold."""
        held = (int(self._largest(wave).sum()) for wave in self.terms.waves)
        return tuple(max(0, self._there(wave) - n) for wave, n in zip(self.terms.waves, held, strict=True))

    def _there(self, wave: int) -> int:
        """Count who could have joined in a wave."""
        return int(np.count_nonzero(self.counted & (self.family_wave <= wave)))

    def _largest(self, wave: int) -> IntArray:
        """Count who waits for a place in each of the largest constellations that may have started, the largest first.

        A hub home that can be nothing else waits for none.
        """
        may_open, _ = self._opening()
        started = may_open & (self.hub_wave <= wave)
        homes = self.times(self.base.high + self.counted[self.base.hub_family])
        sizes = (homes * started).reshape(self.n, -1).max(axis=0)
        largest: IntArray = np.sort(sizes)[::-1][: self.running[wave - 1]]
        return largest

    @property
    def _sizes_tell(self) -> bool:
        """Tell whether nobody comes later or leaves for a constellation of its own, which would leave room."""
        return not self.terms.policy.rollout.hubs_move and self.family_wave.max(initial=1) <= 1

    def _full(self) -> Full | None:
        """Give what has started before the last wave where that many constellations hold as many homes as can be."""
        if self.n == 1 or self.running[self.n - 2] is None or not self._sizes_tell:
            return None
        sizes = self._largest(self.n - 1)
        alike = len(sizes) == self.running[self.n - 2] and len(sizes) > 0 and sizes[0] == sizes[-1] > 1
        if not alike or self._there(self.n - 1) < int(sizes.sum()):
            return None
        return Full(len(sizes), int(sizes[0]) - 1)

    def _waiting(self) -> Linear:
        """Count the waves before each place; a candidate that may be a satellite before its start may wait for none."""
        own = self.times(self.base.hub_family)
        moves = self.terms.policy.rollout.hubs_move
        late = np.zeros_like(self.hub_wave) if moves else np.maximum(0, self.hub_wave - self.family_wave[own])
        pair = self.joining_wave - self.family_wave[self.times(self.base.family)]
        hub = np.where(self.counted[own], late, 0)
        unplaced = np.where(self.counted, self.n + 1 - self.family_wave, 0)
        return replace(self._counting(hub, pair), unplaced=unplaced)
