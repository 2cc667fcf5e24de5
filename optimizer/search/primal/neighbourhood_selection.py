"""Choose what part of a plan to work on next, and how: by what each operator has gained lately for its work.

This is adaptive large neighbourhood search (Ropke and Pisinger 2006, doi 10.1287/trsc.1050.0135); an operator says
how large a part is and how it is solved.

Constellations around a seed are released. Annealing comes back to every constellation, each time for longer; an exact
search does not come back to a seed where nothing was gained until something near it changes (POPMUSIC: Taillard and
Voss 2002, doi 10.1007/978-1-4615-1507-4_27). Work is counted, not timed, so the clock decides nothing here.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model
from optimizer.search.evaluation import open_hubs
from optimizer.search.meter import WALL, Meter
from optimizer.search.primal.cooling import Schedule, Stop, Temperatures, best_of, run, start_from, typical_step
from optimizer.search.primal.layout import lay_out
from optimizer.search.primal.parallel import PartResult, PartTask
from optimizer.search.primal.state import SearchState
from optimizer.search.primal.tiling import tile_around
from optimizer.search.strategy import Clock, Strategy
from optimizer.search.submodel import Part

FINAL_TEMPERATURE: Final = 0.01
_MOVES_A_SECOND: Final = 4e6
_EXACT_FAMILIES_A_SECOND: Final = 150.0
_CUTTING_S: Final = 0.01
_EXACT_S: Final = 3.0
_LATELY: Final = 0.15
_LEAST_SHARE: Final = 0.15
"""Of the share of the best operator, what any other gets at least."""
_APART: Final = 0.25
_WIDER: Final = 1.5


@dataclass(slots=True, eq=False)
class Operator:
    """How large a part is that is released, and how it is solved.

    Attributes
    ----------
    size
        Families of a part.
    exact
        A strategy that solves the part, or ``None`` to anneal it.
    first_level
        Where annealing begins: each level has more moves (:meth:`.Schedule.at_level`).
    visits
        Shape ``(n,)``: by family, how often its constellation was annealed, or was a seed where nothing was gained.
    rate
        What was gained lately for a second's work.
    cost
        Seconds that a part takes, about.
    """

    size: int
    visits: IntArray
    exact: Strategy | None = None
    first_level: int = 0
    most: int = 0
    rate: float = np.inf
    cost: float = 0.1


@dataclass(slots=True, eq=False)
class NeighbourhoodSelection:
    """Proposes parts, and learns from what comes of them which operators to use."""

    model: Model
    objective: Linear
    state: SearchState
    operators: list[Operator]
    seed: int
    stop: Stop
    meter: Meter = WALL
    n_left: int = 0
    _number: int = 0
    _last: Choice | None = None
    _cost: dict[int, float] = field(default_factory=dict)
    _rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self._rng = np.random.default_rng(self.seed)

    def propose(self, choice: Choice, busy: BoolArray) -> PartTask | None:
        """Give the next part to work on; ``None`` where there is none now."""
        if self.n_left <= 0 or not self.operators:
            return None
        opened = np.flatnonzero(open_hubs(self.model, choice))
        free = opened[~busy[self.model.hub_family[opened]]]
        for kind in self._order():
            seed = self._seed_for(self.operators[kind], opened, free)
            if seed is not None:
                self.n_left -= 1
                return self._task(kind, choice, busy, free, seed)
        return None

    def learn(self, done: PartResult) -> None:
        """Note what came of a part."""
        operator = self.operators[done.task.kind]
        rate = done.gain / self._cost.pop(id(done.task))
        operator.rate = rate if np.isinf(operator.rate) else (1 - _LATELY) * operator.rate + _LATELY * rate
        if self._last is not None and done.gain > 0:
            before, after = self._last.hub_of, done.choice.hub_of
            changed = before != after
            touched = np.zeros(self.model.n_hubs + 1, dtype=np.bool_)
            touched[before[changed]] = touched[after[changed]] = True
            touched[-1] = False
            for each in self.operators:
                if each.exact is not None:
                    each.visits[touched[after] | changed] = 0
        self._last = done.choice

    def begin(self, choice: Choice, n_tasks: int) -> None:
        """Propose so many parts at most, beginning at a plan."""
        self._last, self.n_left = choice, n_tasks

    def _order(self) -> IntArray:
        """Draw the order in which operators are tried; each gets a share of the work that follows what it gains."""
        rates = np.array([operator.rate for operator in self.operators])
        best = float(rates[np.isfinite(rates)].max(initial=0.0)) or 1.0
        share = np.clip(rates, _LEAST_SHARE * best, best) / np.array([operator.cost for operator in self.operators])
        n = len(self.operators)
        order: IntArray = self._rng.choice(n, n, replace=False, p=share / share.sum())
        return order

    def _seed_for(self, operator: Operator, opened: IntArray, free: IntArray) -> int | None:
        """Draw one of the open hubs that were least often worked on."""
        visits = operator.visits[self.model.hub_family[free]]
        if operator.exact is not None:
            if len(opened) and operator.visits[self.model.hub_family[opened]].all():
                if operator.size >= operator.most:
                    return None
                operator.size = min(int(operator.size * _WIDER), operator.most)
                operator.visits[:] = 0
                visits = visits * 0
            free, visits = free[visits == 0], visits[visits == 0]
        if len(free) == 0:
            return None
        least = free[visits == visits.min()]
        return int(least[self._rng.integers(len(least))])

    def _task(self, kind: int, choice: Choice, busy: BoolArray, free: IntArray, seed: int) -> PartTask:
        operator = self.operators[kind]
        seeds = [seed]
        if self.model.rows and self._rng.random() < _APART:  # what one quarter leaves of a row, another may use
            seeds.append(int(free[self._rng.integers(len(free))]))
        inside = tile_around(self.state, choice, np.array(seeds), operator.size, busy)
        self._number += 1
        number = (self.seed << 24) + self._number
        home = self.model.hub_family[seed]
        level = int(operator.visits[home]) + operator.first_level
        if operator.exact is not None:
            operator.visits[home] = 1
            task = PartTask(inside, kind, SolvePart(operator.exact, number, self.stop, self.meter))
            operator.cost = float(inside.sum()) / _EXACT_FAMILIES_A_SECOND
        else:
            operator.visits[inside] += 1
            task = PartTask(inside, kind, AnnealPart(Schedule.at_level(level), number, self.stop, self.meter))
            operator.cost = Schedule.at_level(level).n_moves(int(inside.sum())) / _MOVES_A_SECOND
        operator.cost += _CUTTING_S
        self._cost[id(task)] = operator.cost
        return task


@dataclass(frozen=True, slots=True)
class AnnealPart:
    """Anneals a part."""

    each: Schedule
    seed: int
    stop: Stop
    meter: Meter = WALL

    def __call__(self, part: Part, objective: Linear) -> Choice | None:
        """Give the best choice met, if any holds."""
        state = start_from(lay_out(part.model, objective), part.choice, self.seed)
        step = typical_step(state)
        moves = self.each.n_moves(part.model.n_families)
        temperatures = Temperatures(self.each.initial_temperature * step, FINAL_TEMPERATURE * step)
        run(state, moves, temperatures, self.stop, self.meter)
        found = best_of(state)
        return None if found is None else found[1]


@dataclass(frozen=True, slots=True)
class SolvePart:
    """Solves a part by a strategy."""

    strategy: Strategy
    seed: int
    stop: Stop
    meter: Meter = WALL

    def __call__(self, part: Part, objective: Linear) -> Choice | None:
        """Give the best choice found."""
        end = self.meter.now() + _EXACT_S
        clock = Clock(end, self.stop, lambda _value, _bound: None, 1, self.seed, meter=self.meter)
        return self.strategy.minimise(part.model, objective, part.choice, clock).choice
