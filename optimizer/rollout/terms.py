"""The terms of a roll-out: what the policy asks of each wave, and the problem of each wave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeVar

from geodata.distances import Distances
from geodata.families import Families
from geodata.language import Lang
from optimizer.costs.money import Money, to_cents
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.waves import said, wave_of

T = TypeVar("T")

TIERS: Final = ("unplaced", "travel")
"""The objectives of the plan of one wave; a roll-out has its own three: unplaced, waiting, travel."""


@dataclass(frozen=True)
class Terms:
    """What a roll-out is made of: everybody, the policy, the distances, and the amounts that a budget counts.

    Attributes
    ----------
    families
        All families of the file, also those that come later. Nobody's ``rollout.wave`` is looked at.
    to_find
        Postcode areas in which a hub home may be found, from the first wave on that counts on any.
    """

    families: Families = field(repr=False)
    policy: Policy
    distances: Distances = field(repr=False)
    money: Money
    to_find: tuple[str, ...] = ()

    @property
    def n_waves(self) -> int:
        """Number of waves."""
        return self.policy.rollout.waves

    @property
    def waves(self) -> range:
        """The waves, counted from 1."""
        return range(1, self.n_waves + 1)

    def name(self, wave: int) -> str:
        """Name a wave: its year where the policy says what the first is called, else its number."""
        first = self.policy.rollout.first
        return str(wave if first is None else first + wave - 1)

    def said(self, wave: int, lang: Lang) -> str:
        """Name a wave within a sentence: a number by itself would not say what it counts."""
        return said(self.name(wave), lang)

    @cached_property
    def launches(self) -> tuple[int | None, ...]:
        """At most so many constellations start in each wave; ``None`` for no limit."""
        return _repeated(self.policy.rollout.launches, self.n_waves)

    @cached_property
    def recruit(self) -> tuple[int, ...]:
        """At most so many constellations start in each wave with a hub home that is still to be found."""
        return self.policy.rollout.recruit or (0,) * self.n_waves

    @cached_property
    def homes_to_find(self) -> frozenset[str]:
        """The pseudonyms of the hub homes that are still to be found."""
        policy = self.policy.changed({"rollout.to_find": self.to_find})
        return frozenset(home.id for home in policy.hubs_to_find(self.families, self.distances))

    @cached_property
    def budget(self) -> tuple[Decimal | None, ...]:
        """At most so much is paid in each wave, to the cent; ``None`` for no limit."""
        amounts = _repeated(self.policy.rollout.budget, self.n_waves)
        return tuple(None if amount is None else to_cents(Decimal(repr(amount))) for amount in amounts)

    @property
    def unlimited(self) -> bool:
        """Whether neither launches nor money limit what starts in any wave."""
        return all(each is None for each in (*self.launches, *self.budget))

    @property
    def size_min(self) -> int:
        """Fewest satellites of a constellation that has had two waves."""
        return self.policy.size.min - self.policy.size.count_hub

    @property
    def launch_min(self) -> int:
        """Fewest satellites that a constellation starts with."""
        return self.policy.rollout.launch_min - self.policy.size.count_hub

    @cached_property
    def joins_from(self) -> dict[str, int]:
        """Give the first wave in which each family could join, by id; families that never join are left out.

        A home that may only be a hub home can join from the wave in which it may be one.
        """
        first = self.policy.rollout.first
        return {each.id: wave_of(each.joins_from, first) for each in self.families if each.joins}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problem of each wave: every rule, with the smaller of both least sizes.

        Which constellation has had two waves is no matter of one plan; the verifier of roll-outs looks at it.
        """
        return tuple(self.wave_policy(wave).pose(self.families, self.distances) for wave in self.waves)

    def wave_policy(self, wave: int, to_find: tuple[str, ...] | None = None) -> Policy:
        """Give the policy that the plan of a wave is judged by.

        A number of constellations that is asked for exactly is reached in the last wave, and a limit before.

        Parameters
        ----------
        to_find
            Postcode areas in which the plan of the wave counts on a hub home; by default all in which it may.
        """
        low = min(self.policy.size.min, self.policy.rollout.launch_min)
        changes: dict[str, object] = {"size.min": low, "rollout.wave": wave, "objective.tiers": TIERS}
        if self.policy.hubs.exactly is not None and wave < self.n_waves:
            changes |= {"hubs.exactly": None, "hubs.max": self.policy.hubs.exactly}
        if to_find is None:
            to_find = self.to_find if any(self.recruit[:wave]) else ()
        changes["rollout.to_find"] = to_find or None
        return self.policy.changed(changes)


def _repeated(values: Sequence[T] | None, n: int) -> tuple[T | None, ...]:
    if values is None:
        return (None,) * n
    return tuple(values[min(at, len(values) - 1)] for at in range(n))
