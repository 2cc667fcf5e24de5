"""Make a plan better: whole, by runs of growing length; a large one tile by tile, tiles side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.choices import evaluate, feasible
from optimizer.search.primal.board import Board, lay_out
from optimizer.search.primal.rounds import Heat, Stop, best_of, never, run, start_from, typical_step
from optimizer.search.primal.tiling import tile_part, tiles
from optimizer.search.submodel import Part

Report = Callable[[Choice], None]

WHOLE: Final = 700
"""Models with more families are improved tile by tile."""

TILE: Final = 350
_FIRST_MOVES: Final = 700
_LEAST_MOVES: Final = 30_000
_MOST_MOVES: Final = 24_000
_WARM: Final = 0.5
_COOL: Final = 0.002
_MILD: Final = 0.15


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the search: moves a family, and how warm the runs begin, by the typical step."""

    number: int
    moves_per_family: int
    warmth: float
    afresh: bool

    def n_moves(self, n_families: int) -> int:
        """Give the moves of a run over so many families."""
        return max(self.moves_per_family * n_families, _LEAST_MOVES)


def rounds() -> Iterator[Round]:
    """Give the rounds in their order, without end; only how many of them run depends on the clock."""
    number, moves = 0, _FIRST_MOVES
    while True:
        yield Round(number, moves, _WARM, afresh=number % 3 == 1)
        yield Round(number + 1, moves, _MILD, afresh=False)
        number, moves = number + 2, min(2 * moves, _MOST_MOVES)


def improve(
    model: Model,
    objective: Linear,
    choice: Choice,
    *,
    seed: int = 0,
    stop: Stop = never,
    report: Report | None = None,
    workers: int = 1,
    n_rounds: int | None = None,
) -> Choice:
    """Make a plan better by simulated annealing.

    Parameters
    ----------
    model, objective
        What to keep, and what to make small.
    choice
        A feasible plan to begin with.
    seed
        Same seed, workers and number of rounds: same plan.
    stop
        Asked every few tenths of a second, from any thread; the search ends soon after it says yes.
    report
        Given every better plan, in this thread, the moment it is known.
    workers
        Threads to use.
    n_rounds
        Rounds to run, for a result that does not hang on a clock; ``None`` runs until ``stop`` says so.

    Returns
    -------
    Choice
        The best plan met, never worse than ``choice``.
    """
    if model.n_families == 0 or model.n_hubs == 0 or not np.any(model.may_open):
        return choice
    search = _Whole if model.n_families <= WHOLE else _Tiled
    board = lay_out(model, objective)
    best, value = choice, evaluate(model, objective, choice)
    with ThreadPoolExecutor(workers) as pool:
        for each in rounds():
            if stop() or (n_rounds is not None and each.number >= n_rounds):
                return best
            for found in search(model, objective, board, pool, workers, seed, stop).play(each, best):
                if _better(model, objective, found, value):
                    best, value = found, evaluate(model, objective, found)
                    if report is not None:
                        report(best)
    return best


def _better(model: Model, objective: Linear, found: Choice, value: int) -> bool:
    return evaluate(model, objective, found) < value and feasible(model, found)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The whole model on one board; each worker runs on its own with its own random numbers."""

    model: Model
    objective: Linear
    board: Board
    pool: ThreadPoolExecutor
    workers: int
    seed: int
    stop: Stop

    def play(self, each: Round, best: Choice) -> Iterator[Choice]:
        """Give the best plan of each worker."""

        def one(worker: int) -> tuple[int, Choice] | None:
            number = (self.seed * 1_000_003 + each.number) * 64 + worker
            board = start_from(self.board, None if each.afresh else best, number)
            step = typical_step(board)
            run(board, each.n_moves(self.model.n_families), Heat(each.warmth * step, _COOL * step), self.stop)
            return best_of(board)

        for found in self.pool.map(one, range(self.workers)):
            if found is not None:
                yield found[1]


@dataclass(frozen=True, slots=True)
class _Tiled:
    """Tiles of neighbouring constellations, cut anew each round; as many at once as there are workers."""

    model: Model
    objective: Linear
    board: Board
    pool: ThreadPoolExecutor
    workers: int
    seed: int
    stop: Stop

    def play(self, each: Round, best: Choice) -> Iterator[Choice]:
        """Give the plan with each batch of tiles improved."""
        tile = tiles(self.board, best, TILE, self.seed * 1_000_003 + each.number)
        n_tiles = int(tile.max(initial=-1)) + 1
        current = best
        for first in range(0, n_tiles, self.workers):
            if self.stop():
                return
            jobs: list[_Job] = []
            taken = np.zeros(self.model.n_families, dtype=np.bool_)
            for number in range(first, min(first + self.workers, n_tiles)):
                part = tile_part(self.model, self.objective, current, tile == number, slack=number == first)
                if part.model.n_hubs and not taken[part.families].any():
                    taken[part.families] = True
                    jobs.append(_Job(part, part.linear(self.objective), self._seed(each, number)))
            results = self.pool.map(self._play_tile, jobs, [each] * len(jobs))
            for job, found in zip(jobs, results, strict=True):
                if found is not None:
                    current = job.part.merge(found, into=current)
            yield current

    def _seed(self, each: Round, number: int) -> int:
        return ((self.seed * 1_000_003 + each.number) << 20) + number

    def _play_tile(self, job: "_Job", each: Round) -> Choice | None:
        laid = lay_out(job.part.model, job.objective)
        board = start_from(laid, job.part.choice, job.seed)
        step = typical_step(board)
        moves = each.n_moves(job.part.model.n_families)
        run(board, moves, Heat(each.warmth * step, _COOL * step), self.stop)
        found = best_of(board)
        return None if found is None else found[1]


@dataclass(frozen=True, slots=True)
class _Job:
    """A tile to improve."""

    part: Part
    objective: Linear
    seed: int
