"""A comparison of two finished plans."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from geodata.families import Family
from geodata.told_distances import ToldDistances
from optimizer.comparison.changes import Change, Kind, changes
from optimizer.comparison.figures import Figure, figures
from optimizer.comparison.pairing import Pairing, paired
from optimizer.finished import FinishedPlan


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans, their constellations in pairs, what becomes of each family, and the figures of both."""

    a: FinishedPlan
    b: FinishedPlan
    pairing: Pairing
    changes: tuple[Change, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, a: FinishedPlan, b: FinishedPlan) -> Self:
        """Compare two plans; families are the same by their id."""
        pairing = paired(a.plan, b.plan)
        return cls(a, b, pairing, changes(a.plan, b.plan, pairing), figures(a, b))

    @property
    def count(self) -> Counter[Kind]:
        """How many families each thing happens to."""
        return Counter(each.kind for each in self.changes)

    def ways(self, change: Change, told: tuple[ToldDistances, ToldDistances]) -> tuple[float | None, float | None]:
        """Give the metres of a family to its hub home in both plans; ``None`` where it has none or is one."""
        first, second = told
        return _way(self.a, change.before, change.a, first), _way(self.b, change.after, change.b, second)


def _way(made: FinishedPlan, family: Family | None, at: int | None, told: ToldDistances) -> float | None:
    if family is None or at is None:
        return None
    hub = made.plan.constellations[at].hub
    return None if hub.id == family.id else told.between(family, hub)
