"""Runs of the annealing: a fixed number of moves each, in pieces between which the caller may stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import Choice, IntArray
from optimizer.search.primal.annealing import anneal, grow, put, sample
from optimizer.search.primal.board import F_BEST, T_BEST, UNLIMITED, Board, clear, weights

Stop = Callable[[], bool]

_PIECE: Final = 100_000
_SAMPLES: Final = 2_000
_COMPOUND: Final = 0.05


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures of a run, in the unit of the objective."""

    warm: float
    cool: float


def never() -> bool:
    """Say that there is no reason to stop."""
    return False


def start_from(board: Board, choice: Choice | None, seed: int) -> Board:
    """Give a board to play on with a plan on it, made if none is given."""
    fresh = clear(board, seed)
    if choice is None:
        weights(fresh)[:] = _scale(fresh)
        grow(fresh)
    else:
        put(fresh, np.array(choice.hub_of, dtype=np.int64))
    return fresh


def typical_step(board: Board) -> float:
    """Give what a small move for the worse typically costs in the plan that stands."""
    found = sample(board, _SAMPLES)
    worse = found[found > 0]
    return float(np.median(worse)) if len(worse) else 1.0


def run(board: Board, n_moves: int, heat: Heat, stop: Stop = never) -> bool:
    """Anneal on a board; ``False`` where it was stopped before the end."""
    n_pieces = max(1, -(-n_moves // _PIECE))
    ratio = (heat.cool / heat.warm) ** (1 / n_pieces)
    for piece in range(n_pieces):
        if stop():
            return False
        anneal(board, n_moves // n_pieces, heat.warm * ratio**piece, heat.warm * ratio ** (piece + 1), _COMPOUND)
    return True


def best_of(board: Board) -> tuple[int, Choice] | None:
    """Give the best plan met on a board that holds, and its value."""
    if board.total[T_BEST] == UNLIMITED:
        return None
    best: IntArray = board.fam[:, F_BEST].copy()
    return int(board.total[T_BEST]), Choice(best)


def _scale(board: Board) -> float:
    """Give a first weight for what is broken, before there is a plan to measure."""
    spread = board.cost.max(initial=0) - board.cost.min(initial=0)
    return float(max(spread, 1))
