"""Release a few constellations that lie together, solve what is released by columns, keep what is better.

Source: Taillard and Voss (2002), doi 10.1007/978-1-4615-1507-4_27 (POPMUSIC).
"""

import time
from dataclasses import dataclass, field

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray
from optimizer.search.choices import evaluate
from optimizer.search.columns.incumbent import Search
from optimizer.search.submodel import closure, submodel


@dataclass(slots=True, eq=False)
class Neighbourhoods:
    """Where the neighbourhood search of one plan stands."""

    search: Search
    families_wanted: int = 60
    _random: np.random.Generator = field(init=False)
    _queue: list[int] = field(default_factory=list)
    _near: list[IntArray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = np.random.default_rng(self.search.seed)

    def improve(self, seconds: float) -> None:
        """Release and repair for so many seconds."""
        end = min(time.monotonic() + seconds, self.search.deadline)
        while time.monotonic() < end and not self.search.solved and not self.search.cancelled():
            self._try_one(end)

    def _try_one(self, end: float) -> None:
        from optimizer.search.columns.driver import search_plan

        search = self.search
        choice = search.choice
        if choice is None:
            return
        released = self._release(choice)
        part = submodel(search.model, choice, released)
        objective = part.linear(search.objective)
        inner = Search(part.model, objective, min(end, time.monotonic() + 3.0), search.cancelled,
                       lambda _value, _bound: None, search.seed, 1)
        inner.offer(part.choice)
        search_plan(inner, nested=True)
        if inner.choice is not None and inner.value is not None and inner.value < evaluate(
                search.model, search.objective, choice):
            search.offer(part.merge(inner.choice))

    def _release(self, choice: Choice) -> BoolArray:
        """Pick the constellations around a random family."""
        model = self.search.model
        seed = int(self._random.integers(model.n_families))
        released = np.zeros(model.n_families, np.bool_)
        released[seed] = True
        frontier = [seed]
        hub = model.hub
        while released.sum() < self.families_wanted:
            hubs = np.unique(hub[np.isin(model.family, np.flatnonzero(released))])
            candidates = model.hub_family[hubs]
            owners = choice.hub_of[candidates]
            fresh = candidates[~released[candidates]]
            if len(fresh) == 0:
                break
            pick = int(self._random.choice(fresh))
            released[pick] = True
            released = closure(model, choice, released)
            frontier.append(pick)
            del owners
        return closure(model, choice, released)
