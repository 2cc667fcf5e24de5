"""Which constellation of one plan is which of another: those that share the most families."""

from dataclasses import dataclass

import numpy as np

from optimizer.matching import heaviest_pairs
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Pairing:
    """Constellations of two plans, by their position, that are each other's.

    Attributes
    ----------
    pairs
        Position in the first plan and in the second; ``None`` where the other plan has none for it. From north to
        south by the first plan, then those that only the second has.
    """

    pairs: tuple[tuple[int | None, int | None], ...]

    @property
    def mate(self) -> dict[int, int]:
        """The constellation of the second plan, by that of the first."""
        return {a: b for a, b in self.pairs if a is not None and b is not None}


def paired(first: Plan, second: Plan) -> Pairing:
    """Pair the constellations that share the most families; among equals, those that keep their hub home."""
    n, m = len(first.constellations), len(second.constellations)
    now = {home.id: at for at, each in enumerate(second.constellations) for home in each.homes}
    shared = np.zeros((n, m), dtype=np.int64)
    same_hub = np.zeros((n, m), dtype=np.int64)
    for at, each in enumerate(first.constellations):
        for home in each.homes:
            if home.id in now:
                shared[at, now[home.id]] += 1
        other = now.get(each.hub.id)
        if other is not None:
            same_hub[at, other] = second.constellations[other].hub.id == each.hub.id
    mate = dict(heaviest_pairs(shared * (n + 1) + same_hub))
    taken = set(mate.values())
    pairs: list[tuple[int | None, int | None]] = [(row, mate.get(row)) for row in range(n)]
    pairs += [(None, column) for column in range(m) if column not in taken]
    return Pairing(tuple(pairs))
