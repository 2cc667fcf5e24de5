"""Who might put folders together, and what each knows besides what the folders say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from maps.sharing.tally import IntArray, Tally
from optimizer.plan import Plan

TRIPLES_UP_TO: Final = 12
"""Providers up to which every three are audited: 220 readers then."""


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Fewest and most satellites of a constellation: a policy is no secret."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Some providers who put their folders together with those of council and public; none of them for anybody else.

    Attributes
    ----------
    families, children
        Shapes ``(r, 2)`` and ``(r,)``: the reader's own.
    received
        For each provider of the reader: satellites of others than the reader at its hub homes.
    room
        For each provider: the fewest and the most of those that the policy leaves, as the reader knows the rest.
    """

    providers: tuple[int, ...]
    families: IntArray = field(repr=False)
    children: IntArray = field(repr=False)
    received: tuple[int, ...] = field(repr=False)
    room: tuple[tuple[int, int], ...] = field(repr=False)


def limits_of(plan: Plan, policy: tuple[int, int]) -> Limits:
    """Give the limits of a policy, as wide as the plan itself where a plan made by hand passes them."""
    sizes = [len(each.satellites) for each in plan.constellations]
    return Limits(min([policy[0], *sizes]), max([policy[1], *sizes]))


def coalition_of(n_providers: int) -> int:
    """Give how many providers together are audited: three, and two in a country with many, of which threes are many."""
    return 3 if n_providers <= TRIPLES_UP_TO else 2


def readers_of(plan: Plan, tally: Tally, limits: Limits) -> Iterator[Reader]:
    """Give anybody, every provider, every two together, and every three where there are not too many providers.

    Where there is only one provider it knows everything, and two of two likewise: nobody is left to protect from them.
    """
    n = len(tally.providers)
    yield _reader(plan, tally, limits, ())
    for size in range(1, coalition_of(n) + 1):
        if size < n:
            for some in combinations(range(n), size):
                yield _reader(plan, tally, limits, some)


def _reader(plan: Plan, tally: Tally, limits: Limits, some: tuple[int, ...]) -> Reader:
    names = {tally.providers[at] for at in some}
    received, room = [], []
    for at in some:
        hubs = [each for each in plan.constellations if not each.hub.to_find]
        ours = [each for each in hubs if each.hub.provider == tally.providers[at]]
        known = [sum(family.provider in names for family in each.satellites) for each in ours]
        received.append(sum(len(each.satellites) for each in ours) - sum(known))
        room.append((sum(max(limits.low - n, 0) for n in known), sum(max(limits.high - n, 0) for n in known)))
    chosen = list(some)
    return Reader(
        some,
        tally.families[chosen].sum(axis=0),
        tally.children[chosen].sum(axis=0),
        tuple(received),
        tuple(room),
    )
