"""What a rule may look at: the families, the candidate hub homes, the pairs within reach, and all distances."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from geodata.distances import Distances
from geodata.families import Families
from optimizer.model import BoolArray, IntArray
from optimizer.today import pinned_hub

EVERYWHERE_M: Final = 1_000_000.0
"""Farther than any two homes of a region: pairs that only other rules can limit."""


@dataclass(frozen=True, slots=True)
class ReachLimit:
    """How far from its hub home a satellite may live.

    Attributes
    ----------
    metres
        The distance for every family that ``of`` does not name.
    of
        Metres for single families, by id.
    """

    metres: float = EVERYWHERE_M
    of: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Who is in reach of which candidate hub: ``P`` pairs, sorted by hub and then by family; nobody with itself.

    Attributes
    ----------
    family, hub
        Shape ``(P,)``: positions in ``Instance.families`` and in ``Instance.hubs``.
    metres
        Shape ``(P,)``: from the family to the hub home, unrounded.
    """

    family: IntArray
    hub: IntArray
    metres: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TodayCodes:
    """Today's constellations as numbers: each hub home of today has one, in the order of their ids.

    Attributes
    ----------
    of_family
        Shape ``(n,)``: that of the constellation of today, or -1.
    pinned
        Shape ``(n,)``: the same of families that are pinned to it, or -1.
    own
        Shape ``(n,)``: that of which the family is the hub home today, or -1.
    """

    of_family: IntArray
    pinned: IntArray
    own: IntArray

    @classmethod
    def of(cls, families: Families) -> Self:
        """Give each constellation that the families name a number."""
        named = sorted({family.constellation for family in families if family.constellation is not None})
        number = {name: at for at, name in enumerate(named)}

        def codes(values: Iterable[str | None]) -> IntArray:
            return np.array([-1 if each is None else number.get(each, -1) for each in values], dtype=np.int64)

        return cls(
            codes(family.constellation for family in families),
            codes(pinned_hub(family) for family in families),
            codes(family.id for family in families),
        )

    def continues(self, family: IntArray, hub: IntArray) -> BoolArray:
        """Tell of families and hub homes, by position, whether the family's constellation of today continues there."""
        today = self.of_family[family]
        same: BoolArray = (today >= 0) & ((self.of_family[hub] == today) | (self.own[hub] == today))
        return same

    def pinned_together(self, one: IntArray, other: IntArray) -> BoolArray:
        """Tell of families, by position, whether they are pinned and together: ``today.pinned_together`` of arrays."""
        first, second = self.pinned[one], self.pinned[other]
        code = np.maximum(first, second)
        so: BoolArray = (code >= 0) & (np.minimum(first, second) == code)
        so |= (second < 0) & (first >= 0) & (self.own[other] == first)
        so |= (first < 0) & (second >= 0) & (self.own[one] == second)
        return so


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """The families of a problem, without its rules and tiers.

    Attributes
    ----------
    families
        All families of the file, also those that do not join; a family's position here is its number in the model.
    hubs
        Shape ``(m,)``, ascending: positions of the families that may be considered as a hub home.
    pairs
        The pairs within reach; rules only ever take pairs away.
    distances
        How every other distance is measured.
    today
        The constellations of today.
    """

    families: Families
    hubs: IntArray
    pairs: Pairs = field(repr=False)
    distances: Distances = field(repr=False)
    today: TodayCodes = field(repr=False)

    @classmethod
    def within(
        cls, families: Families, distances: Distances, reach: ReachLimit = ReachLimit(), hubs: IntArray | None = None
    ) -> Self:
        """Find who is in reach of whom; a family that is pinned to a hub home of today is, however far, in its reach.

        Parameters
        ----------
        hubs
            Shape ``(m,)``, ascending: who is considered as a hub home; by default the families that offer to be one.
        """
        if hubs is None:
            hubs = np.array([at for at, family in enumerate(families) if family.may_be_hub], dtype=np.int64)
        homes = [families[int(at)] for at in hubs]
        found = distances.pairs(families, homes, reach.metres)
        family, hub, metres = found.point, found.hub, found.metres
        for at in [at for at, each in enumerate(families) if each.id in reach.of]:
            own = distances.pairs([families[at]], homes, reach.of[families[at].id])
            others = family != at
            family = np.concatenate([family[others], np.full(len(own.hub), at, dtype=np.int64)])
            hub = np.concatenate([hub[others], own.hub])
            metres = np.concatenate([metres[others], own.metres])
        pinned = _pinned_pairs(families, hubs, family, hub)
        if pinned:
            ways = [distances.between(families[at], homes[to]) for at, to in pinned]
            family = np.concatenate([family, np.array([at for at, _ in pinned], dtype=np.int64)])
            hub = np.concatenate([hub, np.array([to for _, to in pinned], dtype=np.int64)])
            metres = np.concatenate([metres, [0.0 if way is None else way for way in ways]])
        if reach.of or pinned:
            order = np.lexsort((family, hub))
            family, hub, metres = family[order], hub[order], metres[order]
        other = family != hubs[hub]
        pairs = Pairs(family[other], hub[other], metres[other])
        return cls(families, hubs, pairs, distances, TodayCodes.of(families))

    @property
    def pinned_pairs(self) -> BoolArray:
        """Shape ``(P,)``: where the hub home is the one that the family is pinned to, whatever the distance."""
        pinned: IntArray = self.today.pinned[self.pairs.family]
        same: BoolArray = (pinned >= 0) & (pinned == self.today.own[self.hubs[self.pairs.hub]])
        return same


def _pinned_pairs(families: Families, hubs: IntArray, near: IntArray, of: IntArray) -> list[tuple[int, int]]:
    """Give the pinned satellites with their hub home, by position, that are not known to be in reach."""
    if not any(family.pinned for family in families):
        return []
    known = set(zip(near.tolist(), of.tolist(), strict=True))
    number = {families[at].id: hub for hub, at in enumerate(hubs.tolist())}
    found = [(at, number.get(pinned_hub(family) or "")) for at, family in enumerate(families) if family.pinned]
    return [(at, hub) for at, hub in found if hub is not None and (at, hub) not in known]
