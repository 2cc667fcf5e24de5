"""How far families are from each other as an output may tell it: between masked points, or exactly where asked.

An exact distance beside a masked point undoes the mask: with the distances of eight plans to homes that a reader knows,
most other homes were found within 50 m. A distance between two points that are drawn tells nothing that the points do
not. Figures for which no points are at hand are told as a :class:`~geodata.language.Span` of at least half a kilometre.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar, Final, Protocol

from geodata.distances import Distances, measure_ahead, remembered_metres, whole_metres
from geodata.families import Family, Location
from geodata.language import Fact, Lang, Span, number

MEASURED: Final = frozenset({"km", "nearest_km"})
"""Names of figures that say how far homes are from each other, in kilometres; other figures in km are settings."""

TOTAL_KM: Final = 10
"""Kilometres of all families together are rounded to this: one family more or fewer does not show."""

_STEP_M: Final = 100
_EDGES_KM: Final = (0.0, 0.5, 1.0)
_COARSE_KM: Final = 10
_WIDE_KM: Final = 5


class ToldDistances(Protocol):
    """The distances that an output tells."""

    @property
    def exact(self) -> bool:
        """Whether they are those between homes."""
        ...

    @property
    def minutes_per_km(self) -> float | None:
        """Minutes that a kilometre stands for, ``None`` where it is one."""
        ...

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres from the first family to the second; ``None`` where nothing is told."""
        ...


@dataclass(frozen=True, slots=True)
class ExactDistances:
    """Those between homes, to the metre, as the plan was made with; or what stands there for travel time."""

    distances: Distances = field(repr=False)
    minutes_per_km: float | None = None

    exact: ClassVar[bool] = True

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres from the first family to the second, whole; ``None`` where no way is known."""
        metres = self.distances.between(origin, destination)
        return None if metres is None else float(whole_metres(metres))


@dataclass(frozen=True, slots=True)
class MaskedDistances:
    """Straight lines between points as they are drawn, in hundreds of metres.

    Attributes
    ----------
    points
        Latitude and longitude by family; no distance is told of a family without one.
    """

    points: Mapping[str, tuple[float, float]] = field(repr=False)

    exact: ClassVar[bool] = False
    minutes_per_km: ClassVar[float | None] = None

    def ahead(self, pairs: Iterable[tuple[Family, Family]]) -> None:
        """Measure many pairs in one go, where :meth:`between` is about to be asked for each of them."""
        drawn = [(one.id, other.id) for one, other in pairs if one.id in self.points and other.id in self.points]
        measure_ahead(*([Location(*self.points[pair[end]]) for pair in drawn] for end in (0, 1)))

    def between(self, origin: Family, destination: Family) -> float | None:
        """Metres between the points of two families, rounded; ``None`` where one has no point."""
        if origin.id not in self.points or destination.id not in self.points:
            return None
        metres = remembered_metres(*self.points[origin.id], *self.points[destination.id])
        return float(round(metres / _STEP_M) * _STEP_M)


def told_way(metres: float | None, distances: ToldDistances) -> float | None:
    """Give kilometres as tables hold them, or the minutes that they stand for."""
    if metres is None:
        return None
    per_km = distances.minutes_per_km
    return metres / 1000 if per_km is None else round(metres / 1000 * per_km, 1)


def span_of(km: float) -> Span:
    """Give the span that a distance lies in: 0 to 0.5, 0.5 to 1, 1 to 2, …, 9 to 10, 10 to 15, 15 to 20 km, ….

    A distance on an edge is in the span below it, so that what was found within a radius is not told beyond it.
    """
    for low, high in pairwise(_EDGES_KM):
        if km <= high:
            return Span(low, high)
    step = 1 if km <= _COARSE_KM else _WIDE_KM
    high = math.ceil(round(km / step, 9)) * step
    return Span(float(high - step), float(high))


def told(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Give figures with those that were measured as spans."""
    return {
        name: span_of(fact) if name in MEASURED and isinstance(fact, int | float) else fact
        for name, fact in facts.items()
    }


def told_within(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Give figures with those that were measured as the far end of their span: so far it is at most."""
    return {name: fact.high if isinstance(fact, Span) else fact for name, fact in told(facts).items()}


def total_said(metres: int, lang: Lang, *, exact: bool) -> str:
    """Write metres of all families together in kilometres: up to tens of them, unless ``exact``."""
    return f"{number(metres / 1000 if exact else total_m(metres) // 1000, lang)} km"


def total_m(metres: int, *, down: bool = False) -> int:
    """Round metres of all families together up to tens of kilometres, or down: at most so many, or at least."""
    step = TOTAL_KM * 1000
    return metres // step * step if down else -(-metres // step) * step
