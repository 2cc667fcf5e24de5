"""Runs of the annealing: a fixed number of moves each, in pieces between which the caller may stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import Choice, IntArray
from optimizer.search.meter import A_MOVE, WALL, Meter
from optimizer.search.primal.annealing import anneal
from optimizer.search.primal.initial import grow_plan, put_plan, repair_plan, sample_shifts
from optimizer.search.primal.layout import FIRST_LOAD, UNLIMITED, array_of, copy_of
from optimizer.search.primal.state import SearchState
from optimizer.search.strategy import never

Stop = Callable[[], bool]

_PIECE: Final = 100_000
_SAMPLES: Final = 2_000
_COMPOUND: Final = 0.05
_FALLING: Final = 0.85
_RELAXATION: Final = 0.97
_HEAVY: Final = 1e4
_LEVEL_MOVES: Final = 700
LEAST_MOVES: Final = 30_000
_MOST_MOVES: Final = 24_000
_HIGH: Final = 0.5
_LOW: Final = 0.15
_MOST_MOVES_OF_WHOLE: Final = 8_000
_HIGH_OF_WHOLE: Final = 1.0
_LOW_OF_WHOLE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Temperatures:
    """Temperatures of a run, in the unit of the objective."""

    initial: float
    final: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """Moves a family, the initial temperature of a run in typical steps, and whether it makes its own first plan."""

    moves_per_family: int
    initial_temperature: float
    from_scratch: bool = False

    @classmethod
    def at_level(cls, level: int) -> "Schedule":
        """Give the schedules in order: high and low initial temperatures in turns, every second one twice as long."""
        return cls._in_turns(level, _MOST_MOVES, _HIGH, _LOW)

    @classmethod
    def of_round(cls, number: int) -> "Schedule":
        """Give the schedules of rounds over a whole model: hotter and not so long, as their plans are recombined."""
        return cls._in_turns(number, _MOST_MOVES_OF_WHOLE, _HIGH_OF_WHOLE, _LOW_OF_WHOLE)

    @classmethod
    def _in_turns(cls, number: int, most: int, high: float, low: float) -> "Schedule":
        moves = min(_LEVEL_MOVES << min(number // 2, 16), most)
        return cls(moves, low if number % 2 else high, from_scratch=number % 6 == 4)

    def n_moves(self, n_families: int) -> int:
        """Give the moves of a run over so many families."""
        return max(self.moves_per_family * n_families, LEAST_MOVES)


def start_from(state: SearchState, choice: Choice | None, seed: int) -> SearchState:
    """Give a state to search in with a plan in it, made if none is given."""
    fresh = copy_of(state, seed)
    if choice is None:
        _set_penalties(fresh, max(_usual(array_of(fresh.pair_cost)), _usual(_unplaced_cost(fresh))))
        grow_plan(fresh)
    else:
        put_plan(fresh, np.ascontiguousarray(choice.hub_of, dtype=np.int64))
    _set_penalties(fresh, typical_step(fresh))
    return fresh


def typical_step(state: SearchState) -> float:
    """Give what a small move for the worse typically costs in the plan that stands, breaches left out."""
    costs = np.zeros(_SAMPLES)
    penalty = array_of(state.penalty)
    kept = penalty.copy()
    penalty[:] = 0.0
    sample_shifts(state, costs)
    penalty[:] = kept
    worse = costs[costs > 0]
    return float(np.median(worse)) if len(worse) else _usual(_unplaced_cost(state))


def _unplaced_cost(state: SearchState) -> IntArray:
    cost: IntArray = array_of(state.families)["unplaced_cost"]
    return cost


def _usual(values: IntArray) -> float:
    """Give the mean of the values that are not 0, without their signs; 1 where all are 0."""
    counted = np.abs(values[values != 0])
    return float(counted.mean()) if len(counted) else 1.0


def _set_penalties(state: SearchState, step: float) -> None:
    """Begin with penalties at which breaking a rule by one family costs a typical step."""
    penalty, n_loads = array_of(state.penalty), state.n_loads
    penalty[:FIRST_LOAD] = step
    weight, unplaced, hub = (array_of(each) for each in (state.load_weight, state.row_unplaced, state.row_hub))
    for k in range(n_loads):
        penalty[FIRST_LOAD + k] = step / _usual(weight[:, k])
    for k, line in enumerate(array_of(state.rows)["pair_line"]):
        parts = [unplaced[:, k], hub[:, k]]
        values = np.concatenate(parts if line < 0 else [*parts, array_of(state.row_pair)[line]])
        penalty[FIRST_LOAD + n_loads + k] = step / _usual(values)


def run(state: SearchState, n_moves: int, temperatures: Temperatures, stop: Stop = never, meter: Meter = WALL) -> bool:
    """Anneal in a state; ``False`` where it was stopped before the end.

    At the end penalties no longer fall while a rule holds, so that the plan comes to hold as a whole.
    """
    falling = int(n_moves * _FALLING)
    n_pieces = max(1, -(-falling // _PIECE))
    ratio = (temperatures.final / temperatures.initial) ** (1 / n_pieces)
    for piece in range(n_pieces):
        if stop():
            return False
        temperature = temperatures.initial * ratio**piece
        anneal(state, falling // n_pieces, temperature, temperature * ratio, _COMPOUND, _RELAXATION)
        meter.spend(A_MOVE * (falling // n_pieces))
    n_pieces = max(1, -(-(n_moves - falling) // _PIECE))
    for _ in range(n_pieces):
        if stop():
            return False
        anneal(state, (n_moves - falling) // n_pieces, temperatures.final, temperatures.final, _COMPOUND, 1.0)
        meter.spend(A_MOVE * ((n_moves - falling) // n_pieces))
    _end(state)
    return True


def _end(state: SearchState) -> None:
    """Repair what is still broken, each breach weighed heavily."""
    penalty = array_of(state.penalty)
    kept = penalty.copy()
    penalty *= _HEAVY
    repair_plan(state)
    penalty[:] = kept


def best_of(state: SearchState) -> tuple[int, Choice] | None:
    """Give the best plan met that breaks nothing, and its value."""
    if state.best_value == UNLIMITED:
        return None
    return state.best_value, Choice(array_of(state.best).astype(np.int64))
