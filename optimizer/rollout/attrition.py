"""What a roll-out looks like when families stop: many drawn courses of the same years, always the same ones.

Each family that has a place stops with a given chance in every wave after the one in which it got it, whatever the
others do; nobody takes its place. That is a picture and no forecast: a constellation that loses families would take in
others, and a hub home would be followed up.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Final

from optimizer.rollout.roll_out import RollOut

N_DRAWS: Final = 1_000
_FEW, _MANY = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Remaining:
    """One wave over all draws: the tenth, the middle and the nine-tenth part of the draws.

    Attributes
    ----------
    planned
        Families that have a place in the wave, without anybody stopping.
    families
        Families that are left of them.
    hubs_stopped
        Mean number of hub homes that stopped by then.
    """

    wave: int
    planned: int
    families: tuple[int, int, int]
    hubs_stopped: float


@dataclass(frozen=True, slots=True)
class Attrition:
    """What many draws show.

    Attributes
    ----------
    share
        The chance that a family stops in a wave.
    sizes
        By number of satellites in the last wave: constellations planned, and the mean number of them over all draws.
        A constellation whose hub home stopped is counted by its satellites.
    too_small
        Mean number of constellations in the last wave with fewer satellites than ``least``.
    """

    share: float
    waves: tuple[Remaining, ...]
    sizes: tuple[tuple[int, int, float], ...]
    least: int
    too_small: float


def attrition(roll_out: RollOut, share: float, least: int, seed: int) -> Attrition:
    """Draw the same courses of years each time, as chance is used by ``random`` alone, and count what is left.

    Parameters
    ----------
    share
        From 0 to 1.
    least
        Fewest satellites that a constellation should have.
    seed
        Of every draw.
    """
    chance, n_waves = Random(seed), len(roll_out.plans)  # noqa: S311 - a picture, no secret
    placed = sorted(roll_out.places.items())
    left: list[list[int]] = [[] for _ in range(n_waves)]
    stopped = [0] * n_waves
    sizes: Counter[int] = Counter()
    hubs = {each.hub.id for each in roll_out.last.constellations}
    for _ in range(N_DRAWS):
        ends = {family: _end(chance, since, n_waves, share) for family, since in placed}
        for wave in range(1, n_waves + 1):
            left[wave - 1].append(sum(since <= wave < ends[family] for family, since in placed))
            stopped[wave - 1] += sum(ends[hub] <= wave for hub in hubs)
        for each in roll_out.last.constellations:
            sizes[sum(ends[family.id] > n_waves for family in each.satellites)] += 1
    planned = Counter(len(each.satellites) for each in roll_out.last.constellations)
    largest = max([*planned, *sizes], default=0)
    return Attrition(
        share,
        tuple(
            Remaining(
                wave,
                sum(since <= wave for _, since in placed),
                _parts(left[wave - 1]),
                stopped[wave - 1] / N_DRAWS,
            )
            for wave in range(1, n_waves + 1)
        ),
        tuple((size, planned[size], sizes[size] / N_DRAWS) for size in range(largest + 1)),
        least,
        sum(n for size, n in sizes.items() if size < least) / N_DRAWS,
    )


def _end(chance: Random, since: int, n_waves: int, share: float) -> int:
    """Draw the wave from which a family is gone; beyond the last for who stays."""
    for wave in range(since + 1, n_waves + 1):
        if chance.random() < share:
            return wave
    return n_waves + 1


def _parts(counts: list[int]) -> tuple[int, int, int]:
    ordered = sorted(counts)
    few, middle, many = (ordered[int(part * (len(ordered) - 1))] for part in (_FEW, 0.5, _MANY))
    return few, middle, many
