"""Whole roll-outs as one model of columns: what the copied model holds, and what a choice of it stands for."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geodata.families import Family
from optimizer.model import BoolArray, Choice, IntArray, Linear, Model
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rollout.roll_out import RollOut
from optimizer.search.evaluation import open_hubs
from optimizer.search.translate import plan_of

WAVE_ROWS: Final = frozenset({"launches", "recruit", "budget", "running"})
"""Keys of the rows that speak of waves."""


@dataclass(frozen=True, slots=True)
class Full:
    """So many constellations, each of so many satellites, hold all who may have a place before the last wave."""

    constellations: int
    satellites: int


@dataclass(frozen=True, slots=True, eq=False)
class Copies:
    """The copied model, and its three tiers.

    Attributes
    ----------
    problem
        Of the last wave.
    n_hubs
        Hub homes of ``problem``, ``m``; copy ``h + m (s - 1)`` is hub ``h`` starting in wave ``s``.
    unplaced, waiting, travel
        The tiers in the terms of ``model``.
    running
        For each wave, how many constellations run at most; ``None`` for no limit.
    waiting_by_wave
        For each wave, how many families at least have no place in it: the largest constellations that may have started
        hold no more.
    sizes_tell
        Whether the sizes of constellations and when they start tell how many families have a place in each wave: all
        are there from the start, and nobody leaves for a constellation of its own.
    full
        What a roll-out that waits no longer has before the last wave; ``None`` where that is not settled.
    """

    problem: Problem
    n_hubs: int
    model: Model
    unplaced: Linear
    waiting: Linear
    travel: Linear
    running: tuple[int | None, ...]
    waiting_by_wave: tuple[int, ...]
    sizes_tell: bool
    full: Full | None

    @property
    def to_find(self) -> BoolArray:
        """Shape ``(m,)``: which hub homes are still to be found."""
        return np.array([self.problem.families[int(at)].to_find for at in self.problem.hubs], dtype=np.bool_)

    def least_waiting(self, unplaced: int) -> int:
        """Give what no roll-out waits less than, where so many families have no place in the last wave."""
        *before, last = self.waiting_by_wave
        return sum(before) + max(last, unplaced)

    def choice(self, roll_out: RollOut) -> Choice:
        """Give the choice that a roll-out stands for."""
        number = {family.id: at for at, family in enumerate(self.problem.families)}
        hub_number = {int(home): hub for hub, home in enumerate(self.problem.hubs)}
        hub_of = np.full(len(self.problem.families), -1, dtype=np.int64)
        for each in roll_out.last.constellations:
            copy = hub_number[number[each.hub.id]] + self.n_hubs * (roll_out.starts[each.hub.id] - 1)
            hub_of[[number[home.id] for home in each.homes]] = copy
        return Choice(hub_of)

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.problem, choice.renumbered(np.arange(self.model.n_hubs) % self.n_hubs))

    def one_wave_each(self, choice: Choice) -> BoolArray:
        """Keep one copy of each hub: that of an open hub, and of any other that of the open hub nearest to it.

        Copies that cannot open are no help, so another of the same hub takes the place of such a one.
        """
        opened = np.flatnonzero(open_hubs(self.model, choice))
        keep = np.zeros(self.model.n_hubs, dtype=np.bool_)
        homes = [self.problem.families[int(at)] for at in self.problem.hubs]
        begun = {int(copy) % self.n_hubs: int(copy) // self.n_hubs for copy in opened}
        for hub, home in enumerate(homes):
            wave = begun[hub] if hub in begun else self._nearest(home, homes, begun)
            may = [at for at in range(self.model.n_hubs // self.n_hubs) if self.model.may_open[hub + self.n_hubs * at]]
            if hub not in begun and may and wave not in may:
                wave = min(may, key=lambda at: abs(at - wave))
            keep[hub + self.n_hubs * wave] = True
        return keep

    def _nearest(self, home: Family, homes: list[Family], begun: dict[int, int]) -> int:
        ways = [
            (metres, begun[hub])
            for hub in begun
            if (metres := self.problem.distances.between(home, homes[hub])) is not None
        ]
        return min(ways)[1] if ways else 0


def with_hubs(model: Model, hubs: IntArray, *linears: Linear) -> tuple[Model, tuple[Linear, ...]]:
    """Give a model of some of its hubs, and values in its terms.

    Parameters
    ----------
    hubs
        The hubs of the model that is made, by number; one may be there more than once.
    """
    n_pairs = np.diff(model.start)[hubs]
    start = np.concatenate([[0], np.cumsum(n_pairs)]).astype(np.int64)
    pairs = np.repeat(model.start[hubs] - start[:-1], n_pairs) + np.arange(start[-1])

    def taken(linear: Linear) -> Linear:
        return replace(linear, pair=linear.pair[pairs], hub=linear.hub[hubs])

    made = replace(
        model,
        hub_family=model.hub_family[hubs],
        start=start,
        family=model.family[pairs],
        low=model.low[hubs],
        high=model.high[hubs],
        must_open=model.must_open[hubs],
        may_open=model.may_open[hubs],
        loads=tuple(
            replace(each, own=each.own[hubs], low=each.low[hubs], high=each.high[hubs]) for each in model.loads
        ),
        rows=tuple(replace(row, linear=taken(row.linear)) for row in model.rows),
    )
    return made, tuple(taken(linear) for linear in linears)
