"""What a rule may look at: the families, the candidate hub homes, the pairs within reach, and all distances."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from geodata.distances import Distances
from geodata.families import Families
from optimizer.model import IntArray

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
    """

    families: Families
    hubs: IntArray
    pairs: Pairs = field(repr=False)
    distances: Distances = field(repr=False)

    @classmethod
    def within(
        cls, families: Families, distances: Distances, reach: ReachLimit = ReachLimit(), hubs: IntArray | None = None
    ) -> Self:
        """Find who is in reach of whom.

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
        if reach.of:
            order = np.lexsort((family, hub))
            family, hub, metres = family[order], hub[order], metres[order]
        other = family != hubs[hub]
        return cls(families, hubs, Pairs(family[other], hub[other], metres[other]), distances)
