"""Runs of the annealing: a fixed number of moves each, in pieces between which the caller may stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import Choice, IntArray
from optimizer.search.primal.annealing import anneal
from optimizer.search.primal.initial import end, grow, put, sample
from optimizer.search.primal.state import (
    F_BEST,
    F_MORE,
    F_UNPLACED,
    H_MORE,
    K_LOAD,
    R_PAIR,
    T_BEST,
    T_LOADS,
    T_ROWS,
    UNLIMITED,
    Board,
    clear,
    weights,
)
from optimizer.search.strategy import never

Stop = Callable[[], bool]

_PIECE: Final = 100_000
_SAMPLES: Final = 2_000
_COMPOUND: Final = 0.05
_FALLING: Final = 0.85
_LOOSER: Final = 0.97
_LEVEL_MOVES: Final = 700
LEAST_MOVES: Final = 30_000
_MOST_MOVES: Final = 24_000
_WARM: Final = 0.5
_MILD: Final = 0.15


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures of a run, in the unit of the objective."""

    warm: float
    cool: float


@dataclass(frozen=True, slots=True)
class Round:
    """Moves a family, how warm a run begins by the typical step, and whether it makes its own first plan."""

    moves_per_family: int
    warmth: float
    afresh: bool = False

    @classmethod
    def at_level(cls, level: int) -> "Round":
        """Give the rounds in their order: warm and mild in turns, twice as long each time."""
        moves = min(_LEVEL_MOVES << min(level // 2, 16), _MOST_MOVES)
        return cls(moves, _MILD if level % 2 else _WARM, afresh=level % 6 == 4)

    def n_moves(self, n_families: int) -> int:
        """Give the moves of a run over so many families."""
        return max(self.moves_per_family * n_families, LEAST_MOVES)


def start_from(board: Board, choice: Choice | None, seed: int) -> Board:
    """Give a board to play on with a plan on it, made if none is given."""
    fresh = clear(board, seed)
    if choice is None:
        _weigh(fresh, float(max(_usual(fresh.cost), _usual(fresh.fam[:, F_UNPLACED]))))
        grow(fresh)
    else:
        put(fresh, np.array(choice.hub_of, dtype=np.int64))
    _weigh(fresh, typical_step(fresh))
    return fresh


def typical_step(board: Board) -> float:
    """Give what a small move for the worse typically costs in the plan that stands."""
    found = sample(board, _SAMPLES)
    worse = found[found > 0]
    return float(np.median(worse)) if len(worse) else _usual(board.fam[:, F_UNPLACED])


def _usual(values: IntArray) -> float:
    """Give the mean of the values that are not 0, without their signs; 1 where all are 0."""
    counted = np.abs(values[values != 0])
    return float(counted.mean()) if len(counted) else 1.0


def _weigh(board: Board, step: float) -> None:
    """Begin with weights at which breaking a rule by one family costs a typical step."""
    n_loads, n_rows = int(board.total[T_LOADS]), int(board.total[T_ROWS])
    weight = weights(board)
    weight[:K_LOAD] = step
    for k in range(n_loads):
        weight[K_LOAD + k] = step / _usual(board.fam[:, F_MORE + k])
    for k in range(n_rows):
        at = board.rows[k, R_PAIR]
        parts = [board.fam[:, F_MORE + n_loads + k], board.hub[:, H_MORE + 3 * n_loads + k]]
        values = np.concatenate(parts if at < 0 else [*parts, board.row_pair[at]])
        weight[K_LOAD + n_loads + k] = step / _usual(values)


def run(board: Board, n_moves: int, heat: Heat, stop: Stop = never) -> bool:
    """Anneal on a board; ``False`` where it was stopped before the end.

    At the end the rules are no longer weighed less while they hold, so that the plan comes to hold as a whole.
    """
    falling = int(n_moves * _FALLING)
    n_pieces = max(1, -(-falling // _PIECE))
    ratio = (heat.cool / heat.warm) ** (1 / n_pieces)
    for piece in range(n_pieces):
        if stop():
            return False
        warm = heat.warm * ratio**piece
        anneal(board, falling // n_pieces, warm, warm * ratio, _COMPOUND, _LOOSER)
    n_pieces = max(1, -(-(n_moves - falling) // _PIECE))
    for _ in range(n_pieces):
        if stop():
            return False
        anneal(board, (n_moves - falling) // n_pieces, heat.cool, heat.cool, _COMPOUND, 1.0)
    end(board)
    return True


def best_of(board: Board) -> tuple[int, Choice] | None:
    """Give the best plan met on a board that holds, and its value."""
    if board.total[T_BEST] == UNLIMITED:
        return None
    best: IntArray = board.fam[:, F_BEST].copy()
    return int(board.total[T_BEST]), Choice(best)
