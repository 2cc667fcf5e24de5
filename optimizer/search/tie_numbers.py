"""One plan among equals: of all best plans the one with the lowest sum of fixed numbers, one for each pair.

With these numbers below the costs the best plan is unique (but for chance), so that a search that ends by proof gives
the same plan whatever path it took there.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.model import IntArray, Linear, Model

LARGEST = 1 << 10
"""The numbers are below this."""

ROOM = 1 << 46
"""Sums of costs above this leave no room for the numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Unmixed:
    """An objective with room for ties below its costs: ``factor · objective + ties``."""

    objective: Linear
    factor: int

    def value(self, value: int | None) -> int | None:
        """Give the value of the objective proper; right for bounds too."""
        return None if value is None else value // self.factor

    def report(self, tell: Callable[[int | None, int | None], None]) -> Callable[[int | None, int | None], None]:
        """Give a listener that passes on values of the objective proper, each only once."""
        last: list[tuple[int | None, int | None]] = [(None, None)]

        def listen(value: int | None, bound: int | None) -> None:
            now = (self.value(value), self.value(bound))
            if now != last[0]:
                last[0] = now
                tell(*now)

        return listen


def unmixed(model: Model, objective: Linear) -> Unmixed | None:
    """Make room for ties; ``None`` where the objective does not look at pairs or its numbers are too large."""
    if not objective.pair.any() or not objective.plain:
        return None
    factor = 1 << (LARGEST * max(model.n_families, 1)).bit_length()
    parts = (objective.pair, objective.hub, objective.unplaced, objective.size)
    largest = max(int(np.abs(part).max(initial=0)) for part in parts)
    if largest * model.n_families * factor > ROOM:
        return None
    return Unmixed(
        Linear(
            objective.unplaced * factor,
            objective.pair * factor + tie_numbers(model),
            objective.hub * factor,
            objective.size * factor,
            objective.constant * factor,
        ),
        factor,
    )


def tie_numbers(model: Model) -> IntArray:
    """Draw a number for each pair from the families of the pair alone."""
    key = model.hub_family[model.hub].astype(np.uint64) << np.uint64(32) | model.family.astype(np.uint64)
    key = (key ^ key >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ key >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return ((key ^ key >> np.uint64(31)) % np.uint64(LARGEST)).astype(np.int64)
