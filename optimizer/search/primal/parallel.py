"""Work on parts of a plan side by side: no two overlap, and what comes back is put in where the part was cut.

Results are taken in the order in which the parts were cut, however long each took, and as many parts wait as are being
worked on. So no thread idles, and the same parts are cut whatever the threads did.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import BoolArray, Choice, Linear, Model
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.primal.cooling import Stop
from optimizer.search.primal.tiling import tile_part
from optimizer.search.submodel import Part

_AHEAD: Final = 2
_POLL_S: Final = 0.05
_GRACE: Final = 4
"""Looks at work under way after the search was stopped, before it is left to itself."""

Work = Callable[[Part, Linear], Choice | None]
"""Gives a better choice for a part, or ``None``; called in any thread, so it holds on to nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class PartTask:
    """Families to work on, and what to do with them.

    Attributes
    ----------
    inside
        Shape ``(n,)``: families, whole constellations only.
    kind
        Who proposed it; handed back with the result.
    work
        What to do.
    """

    inside: BoolArray
    kind: int
    work: Work


@dataclass(frozen=True, slots=True, eq=False)
class PartResult:
    """A task that came back.

    Attributes
    ----------
    task
        The task.
    families
        Shape ``(n,)``: the families that were released.
    gain
        By how much the plan is better.
    choice
        The plan of the whole with all results so far.
    """

    task: PartTask
    families: BoolArray
    gain: int
    choice: Choice


@dataclass(frozen=True, slots=True, eq=False)
class _RunningPart:
    task: PartTask
    part: Part
    objective: Linear
    slack: bool
    result: Future[Choice | None]

    def gain(self, found: Choice) -> int:
        """Tell by how much a choice is better; 0 where it does not hold."""
        model = self.part.model
        before, after = (evaluate(model, self.objective, each) for each in (self.part.choice, found))
        return before - after if after < before and feasible(model, found) else 0


@dataclass(slots=True, eq=False)
class ParallelParts:
    """Parts of a plan that are worked on at once."""

    model: Model
    objective: Linear
    pool: Executor
    workers: int
    stop: Stop

    def run(self, choice: Choice, propose: Callable[[Choice, BoolArray], PartTask | None]) -> Iterator[PartResult]:
        """Cut what is proposed and give what comes of it, until nothing more is proposed or the search is stopped.

        Parameters
        ----------
        choice
            A plan that holds.
        propose
            Given the plan and the families under way, which it must leave alone; may find nothing now.
        """
        current, running = choice, deque[_RunningPart]()
        busy = np.zeros(self.model.n_families, dtype=np.bool_)
        while not self.stop():
            task: PartTask | None = None
            while len(running) < _AHEAD * self.workers:
                task = propose(current, busy)
                if task is None:
                    break
                slack = not any(each.slack for each in running)
                part = tile_part(self.model, self.objective, current, task.inside, slack)
                if busy[part.families].any() or not part.model.n_hubs:
                    break
                busy[part.families] = True
                objective = part.linear(self.objective)
                running.append(_RunningPart(task, part, objective, slack, self.pool.submit(task.work, part, objective)))
            if not running and task is None:
                return
            if not running:
                continue
            first = running.popleft()
            busy[first.part.families] = False
            done = self._done(first, current)
            current = done.choice
            yield done
        for each in running:
            each.result.cancel()
        for each in running:
            done = self._done(each, current)
            current = done.choice
            yield done

    def _done(self, ended: _RunningPart, current: Choice) -> PartResult:
        families = np.zeros(self.model.n_families, dtype=np.bool_)
        families[ended.part.families] = True
        found = None if ended.result.cancelled() else self._wait(ended.result)
        gain = 0 if found is None else ended.gain(found)
        if found is not None and gain > 0:
            merged = ended.part.merge(found, into=current)
            if self._adds_up(current, merged):
                return PartResult(ended.task, families, gain, merged)
        return PartResult(ended.task, families, 0, current)

    def _adds_up(self, current: Choice, merged: Choice) -> bool:
        """Tell whether a plan is better as a whole: two parts may each have a family of a group that is counted."""
        linears = [self.objective, *(row.linear for row in self.model.rows)]
        if all(linear.spread is None for linear in linears):
            return True
        before, after = (evaluate(self.model, self.objective, each) for each in (current, merged))
        return after < before and feasible(self.model, merged)

    def _wait(self, result: Future[Choice | None]) -> Choice | None:
        """Wait for a result; once the search is stopped, not for long."""
        looks = 0
        while looks < _GRACE:
            try:
                return result.result(timeout=_POLL_S)
            except NotYet:
                looks += self.stop()
        return None
