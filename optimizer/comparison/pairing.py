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
    homes = [frozenset(home.id for home in each.homes) for each in first.constellations]
    others = [frozenset(home.id for home in each.homes) for each in second.constellations]
    shared = np.array([[len(one & other) for other in others] for one in homes], dtype=np.int64)
    shared = shared.reshape(len(homes), len(others))
    same_hub = np.array(
        [[a.hub.id == b.hub.id for b in second.constellations] for a in first.constellations], dtype=np.int64
    ).reshape(shared.shape)
    mate = dict(heaviest_pairs(shared * (len(homes) + 1) + same_hub * (shared > 0)))
    taken = set(mate.values())
    pairs: list[tuple[int | None, int | None]] = [(row, mate.get(row)) for row in range(len(homes))]
    pairs += [(None, column) for column in range(len(others)) if column not in taken]
    return Pairing(tuple(pairs))
