"""One plan among equals: of all best plans the one with the lowest sum of fixed numbers.

A number for each pair makes the best plan unique (but for chance), so that a search that ends by proof gives the same
plan whatever path it took there. Where a constellation may be empty, the number of each hub home is larger than those
of all pairs together: fewest hub homes come first, and none opens for nobody. The numbers lie below the costs of the
objective, which is perturbed by them: one search finds the best plan and breaks the ties.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from optimizer.model import IntArray, Linear, Model, Row

LARGEST: Final = 1 << 10
"""Numbers of pairs are below this."""

ROOM: Final = 1 << 46
"""Sums of costs above this leave no room for the numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Perturbed:
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


def perturbed(model: Model, objective: Linear) -> Perturbed | None:
    """Make room for ties; ``None`` where the objective does not look at pairs or its numbers are too large."""
    if not objective.pair.any() or not objective.plain:
        return None
    ties = tie_order(model)
    factor = 1 << _most(model, ties).bit_length()
    parts = (objective.pair, objective.hub, objective.unplaced, objective.size)
    largest = max(int(np.abs(part).max(initial=0)) for part in parts)
    if largest * model.n_families * factor > ROOM:
        return None
    return Perturbed(
        Linear(
            objective.unplaced * factor,
            objective.pair * factor + ties.pair,
            objective.hub * factor + ties.hub,
            objective.size * factor,
            objective.constant * factor,
        ),
        factor,
    )


def tie_order(model: Model) -> Linear:
    """Give the value whose least plan is chosen among equals."""
    order = model.nothing
    order.pair[:] = _drawn(model.hub_family[model.hub], model.family)
    if model.low.min(initial=1) == 0:
        order.hub[:] = _drawn(model.hub_family, model.hub_family)
        if not any(_counts_hubs(row) for row in model.rows):
            order.hub[:] += LARGEST * max(model.n_families, 1)
    return order


def _counts_hubs(row: Row) -> bool:
    """Tell whether a row leaves but one number of open hubs."""
    linear = row.linear
    others = (linear.pair, linear.unplaced, linear.size)
    alike = bool(np.all(linear.hub == linear.hub[:1])) and bool(linear.hub.any())
    return alike and linear.plain and row.low == row.high and not any(part.any() for part in others)


def _most(model: Model, ties: Linear) -> int:
    """Give more than the ties of any plan: a family is a hub home or in one pair."""
    return LARGEST * max(model.n_families, 1) + int(ties.hub.sum())


def _drawn(home: IntArray, family: IntArray) -> IntArray:
    """Draw a number for each pair of a hub home and a family, from these alone."""
    key = home.astype(np.uint64) << np.uint64(32) | family.astype(np.uint64)
    key = (key ^ key >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ key >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return ((key ^ key >> np.uint64(31)) % np.uint64(LARGEST)).astype(np.int64)
