"""Hub homes do not lie too near each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import ceil, floor
from typing import ClassVar, Final, Self

import numpy as np

from geodata.distances import Distances, in_metres
from geodata.families import Families, Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import BoolArray
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class MinApart(Rule):
    """The distance between any two hub homes, unrounded and the shorter of both ways, is at least ``min_apart_km``.

    y_g + y_h ≤ 1 for two hub homes nearer than that. Two homes with no known way between them are far enough apart.

    Attributes
    ----------
    others
        Hub homes of constellations that stay as they are, where the rule is asked of a part.
    """

    min_apart_km: float
    distances: Distances = field(repr=False)
    others: tuple[Family, ...] = ()

    key: ClassVar[str] = "min_apart"
    title: ClassVar[Text] = Text(
        nl="Twee hubhomes liggen niet te dicht bij elkaar.", en="Two hub homes do not lie too near each other."
    )
    stated: ClassVar[Text] = Text(
        nl="Twee hubhomes liggen minstens {min_apart_km} km van elkaar.",
        en="Two hub homes lie at least {min_apart_km} km from each other.",
    )
    text: ClassVar[Text] = Text(
        nl="De afstand tussen de hubhomes {families} is {km} km; het minste is {min_apart_km} km.",
        en="The distance between the hub homes {families} is {km} km; the least is {min_apart_km} km.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="{families} liggen als hubhomes te dicht bij elkaar (minstens {min_apart_km} km)",
        en="{families} lie too near each other for hub homes (at least {min_apart_km} km)",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Measure every two hub homes."""
        hubs = [each.hub for each in plan.constellations]
        for one, other in (*combinations(hubs, 2), *((hub, other) for hub in hubs for other in self.others)):
            ways = (self.distances.between(one, other), self.distances.between(other, one))
            nearest = min((way for way in ways if way is not None), default=None)
            if nearest is not None and nearest < in_metres(self.min_apart_km):
                facts = {"km": floor(nearest) / 1000, "min_apart_km": self.min_apart_km}
                yield Violation(self.key, (one.id, other.id), facts)

    def encode(self, x: Decisions) -> None:
        """Open at most one hub of every group that lie within the distance of each other, and none near ``others``."""
        near = self._near(x.hub_homes, x.hub_homes)
        for group in _groups(near & ~np.eye(len(near), dtype=np.bool_)):
            hubs = np.zeros(len(near), dtype=np.int64)
            hubs[group] = 1
            x.limit_plan(self.key, x.linear(hub=hubs), high=1)
        if self.others:
            x.close(np.asarray(self._near(x.hub_homes, self.others).any(axis=1), dtype=np.bool_))

    def _near(self, ones: Sequence[Family], others: Sequence[Family]) -> BoolArray:
        """Shape ``(ones, others)``: who lies too near whom, either way."""
        least = in_metres(self.min_apart_km)
        near = np.zeros((len(ones), len(others)), dtype=np.bool_)
        there, back = self.distances.pairs(ones, others, least), self.distances.pairs(others, ones, least)
        for point, hub, metres in ((there.point, there.hub, there.metres), (back.hub, back.point, back.metres)):
            nearer = metres < least
            near[point[nearer], hub[nearer]] = True
        return near

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Let them lie nearer, in steps of 0.1 km."""
        del families
        first = ceil(round(10 * self.min_apart_km, 6)) - 1
        return (RelaxationSteps("min_apart_km", tuple(tenth / 10 for tenth in range(first, -1, -1)), NEARER),)

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Measure to the hub homes elsewhere too."""
        return replace(self, others=(*self.others, *(each.hub for each in elsewhere)))


def _groups(near: BoolArray) -> Iterator[list[int]]:
    """Cover all near pairs by groups of which every two are near: fewer rows than pairs, and a tighter relaxation."""
    open_pairs = np.triu(near)
    for one in range(len(near)):
        while open_pairs[one].any():
            group = [one, int(np.flatnonzero(open_pairs[one])[0])]
            common = near[one] & near[group[1]]
            while common.any():
                group.append(int(np.flatnonzero(common)[0]))
                common &= near[group[-1]]
            inside = np.array(sorted(group))
            open_pairs[np.ix_(inside, inside)] = False
            yield inside.tolist()


NEARER: Final = Text(
    nl="hubhomes minstens {value} km van elkaar in plaats van {now} km",
    en="hub homes at least {value} km from each other in place of {now} km",
)
