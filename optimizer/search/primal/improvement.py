"""Make a plan better: whole, by runs of growing length; a large one part by part, parts side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import evaluate, feasible, homes_a_constellation, open_hubs, pairs_of
from optimizer.search.meter import WALL, Inline, Meter
from optimizer.search.primal.cooling import Schedule, Stop, Temperatures, best_of, run, start_from, typical_step
from optimizer.search.primal.layout import lay_out
from optimizer.search.primal.neighbourhood_selection import FINAL_TEMPERATURE, NeighbourhoodSelection, Operator
from optimizer.search.primal.parallel import ParallelParts
from optimizer.search.primal.state import SearchState
from optimizer.search.strategy import Strategy, never

Report = Callable[[Choice], object]

WHOLE: Final = 400
"""Models with more families are annealed part by part."""

TILE: Final = 350
TILES: Final = ((TILE, 1), (120, 3), (40, 3))
"""Families of the tiles that are annealed, and the level they begin at; more where constellations are larger."""

TILED_HOMES: Final = 9
"""Homes of a constellation up to which tiles have that size."""

PART: Final = 60
MOST_PART: Final = 200
FIRST_WHOLE: Final = 2_000
"""Families up to which a model that is annealed part by part is annealed whole once, to begin with.

So is one whose objective is no travel: a family without a place may need moves across many parts.
"""

_LARGE: Final = 16
"""Homes of a constellation, on average, from which parts are not searched exactly."""

_FINAL_OF_WHOLE: Final = 0.002
"""The final temperature of runs, in typical steps, where all of a model is annealed again and again."""

_FIRST: Final = Schedule(1_000, 0.5)

_ROUNDS_ALONE: Final = 4
"""Rounds before plans are recombined: the first runs are short, and what they find is soon bettered."""


class Recombination(Protocol):
    """Puts better plans together from the constellations of many."""

    def add(self, choice: Choice) -> None:
        """Take in the constellations of a plan."""

    def better(self, choice: Choice, stop: Stop) -> Choice | None:
        """Give the best plan made of what was taken in, where it is better than a plan."""


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
    exact: Strategy | None = None,
) -> Choice:
    """Make a plan better once; see :meth:`PrimalSearch.run`, which goes on where it was."""
    return PrimalSearch(model, objective, seed, workers, exact).run(choice, stop=stop, report=report, n_rounds=n_rounds)


def enlarged(size: int, homes: float) -> int:
    """Give the families of a tile where constellations have so many homes."""
    return round(size * max(homes / TILED_HOMES, 1.0))


@dataclass(slots=True, eq=False)
class PrimalSearch:
    """A search for better plans that can be let run again and again.

    Attributes
    ----------
    model, objective
        What to keep, and what to make small.
    seed
        Same seed, workers and number of rounds: same plan, unless an exact search of a part runs out of time.
    workers
        Threads to use.
    exact
        Solves parts of some tens of families; without it all is annealed. It is called in several threads at once.
    recombination
        Given the plan of every run where all of a model is annealed again and again, and asked for a better one after
        each round.
    meter
        What time is counted in. Where it is work, all is done in one thread.
    """

    model: Model
    objective: Linear
    seed: int = 0
    workers: int = 1
    exact: Strategy | None = None
    recombination: Recombination | None = None
    meter: Meter = WALL
    _state: SearchState | None = None
    _round: int = 0
    _selection: NeighbourhoodSelection | None = None
    _asked: Stop = never

    def run(
        self, choice: Choice, *, stop: Stop = never, report: Report | None = None, n_rounds: int | None = None
    ) -> Choice:
        """Make a plan better.

        Parameters
        ----------
        choice
            A feasible plan to begin with.
        stop
            Asked every few hundredths of a second, from any thread; the search ends soon after it says yes.
        report
            Given every better plan, in this thread, the moment it is known.
        n_rounds
            Rounds to run, for a result that does not hang on a clock; ``None`` runs until ``stop`` says so.

        Returns
        -------
        Choice
            The best plan met, never worse than ``choice``.
        """
        if self.model.n_families == 0 or self.model.n_hubs == 0 or not np.any(self.model.may_open):
            return choice
        self._asked = stop
        if self._state is None:
            self._state = lay_out(self.model, self.objective)
        best, value = choice, evaluate(self.model, self.objective, choice)
        last = None if n_rounds is None else self._round + n_rounds
        pool = Inline() if self.meter.counts_work else ThreadPoolExecutor(self.workers)
        try:
            while not stop() and (last is None or self._round < last):
                for found in self._one_round(self._state, pool, best):
                    pair = pairs_of(self.model, found)
                    better = evaluate(self.model, self.objective, found, pair)
                    if better < value and feasible(self.model, found, pair):
                        best, value = found, better
                        if report is not None:
                            report(best)
                self._round += 1
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return best

    def _one_round(self, state: SearchState, pool: Executor, best: Choice) -> Iterator[Choice]:
        """Give the plans of one round."""
        n = self.model.n_families
        if n <= WHOLE:
            for found in self._whole(state, pool, Schedule.of_round(self._round), best):
                if self.recombination is not None:
                    self.recombination.add(found)
                yield found
                best = found if self._is_better(found, best) else best
            yield from self._recombined(best)
            if self.exact is not None and n > PART:
                yield from self._parts(state, pool, best, n_tasks=2 + n * (1 + self._round) // PART)
        elif self._begins_whole() or not np.any(open_hubs(self.model, best)):
            yield from self._whole(state, pool, _FIRST, best)
        else:
            yield from self._parts(
                state, pool, best, n_tasks=-(-n // enlarged(TILE, homes_a_constellation(self.model, best)))
            )

    def _recombined(self, best: Choice) -> Iterator[Choice]:
        """Give a plan made of the constellations of all runs so far, where it is better."""
        if self.recombination is not None and self._round >= _ROUNDS_ALONE and not self._asked():
            found = self.recombination.better(best, self._asked)
            if found is not None:
                yield found

    def _begins_whole(self) -> bool:
        return self._round == 0 and (self.model.n_families <= FIRST_WHOLE or not self.objective.pair.any())

    def _is_better(self, found: Choice, best: Choice) -> bool:
        return evaluate(self.model, self.objective, found) < evaluate(self.model, self.objective, best)

    def _whole(self, state: SearchState, pool: Executor, each: Schedule, best: Choice) -> Iterator[Choice]:
        """Give the best plan of each worker, each with its own random numbers."""
        final = _FINAL_OF_WHOLE if self.model.n_families <= WHOLE else FINAL_TEMPERATURE

        def one(worker: int) -> tuple[int, Choice] | None:
            number = (self.seed * 1_000_003 + self._round) * 64 + worker
            mine = start_from(state, None if each.from_scratch else best, number)
            step = typical_step(mine)
            run(
                mine,
                each.n_moves(self.model.n_families),
                Temperatures(each.initial_temperature * step, final * step),
                self._asked,
                self.meter,
            )
            return best_of(mine)

        for found in pool.map(one, range(self.workers)):
            if found is not None:
                yield found[1]

    def _parts(self, state: SearchState, pool: Executor, best: Choice, n_tasks: int) -> Iterator[Choice]:
        """Give the plan after each part that made it better."""
        if self._selection is None:
            self._selection = self._propose(state, best)
        selection = self._selection
        selection.begin(best, n_tasks)
        for done in ParallelParts(self.model, self.objective, pool, self.workers, self._asked).run(
            best, selection.propose
        ):
            selection.learn(done)
            if done.gain > 0:
                yield done.choice

    def _propose(self, state: SearchState, best: Choice) -> NeighbourhoodSelection:
        n, homes = self.model.n_families, homes_a_constellation(self.model, best)
        operators: list[Operator] = []
        if n > WHOLE:
            operators = [
                Operator(enlarged(size, homes), np.zeros(n, dtype=np.int64), first_level=level) for size, level in TILES
            ]
        if self.exact is not None and homes <= _LARGE:
            operators.append(Operator(PART, np.zeros(n, dtype=np.int64), self.exact, most=MOST_PART))
        return NeighbourhoodSelection(
            self.model, self.objective, state, operators, self.seed, self._stopped, self.meter
        )

    def _stopped(self) -> bool:
        """Ask whoever let the search run last."""
        return self._asked()
