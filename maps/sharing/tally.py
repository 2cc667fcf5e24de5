"""Families and children by municipality and provider: what all numbers of shared folders are made of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.families import Family
from geodata.gazetteer import Gazetteer
from maps.sharing.cells import BASE, Cell, CountKind
from optimizer.plan import Plan

IntArray = NDArray[np.int64]

PLACED: Final = 0
UNPLACED: Final = 1

NAMED: Final = BASE + 1
"""The fewest families of a municipality that is named though it is not of the region."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Joining families by provider (``p``), row (``r``) and what became of them, and their foster children.

    Attributes
    ----------
    rows
        Municipalities that are named, and ``None`` for all others together where there are any.
    least
        By row, the fewest families of which a row is there at all: that it is named tells so many.
    families
        Shape ``(p, r, 2)``: placed and unplaced.
    children
        Shape ``(p, r)``.
    """

    rows: tuple[str | None, ...]
    least: tuple[int, ...]
    providers: tuple[str, ...]
    families: IntArray = field(repr=False)
    children: IntArray = field(repr=False)


def tally(plan: Plan, gazetteer: Gazetteer, secret: bytes) -> Tally:
    """Count a plan.

    Parameters
    ----------
    secret
        The key of the rounding: which municipalities are named follows from their rounded numbers.
    """
    towns = municipalities(plan.families, gazetteer)
    placed = plan.placed
    counting = [family for family in plan.families if family.id in placed and not family.to_find]
    counting += plan.unplaced
    ours = {place.municipality for place in gazetteer if place.in_region}
    named = _named(counting, towns, ours, secret)
    rows = named if all(towns[family.id] in named for family in counting) else (*named, None)
    providers = tuple(sorted({family.provider for family in plan.families if not family.to_find}))
    families = np.zeros((len(providers), len(rows), 2), dtype=np.int64)
    children = np.zeros((len(providers), len(rows)), dtype=np.int64)
    for family in counting:
        town = towns[family.id]
        row = rows.index(town if town in named else None)
        provider, status = providers.index(family.provider), int(family.id not in placed)
        families[provider, row, status] += 1
        children[provider, row] += family.children
    least = tuple(0 if row in ours else NAMED if row else 1 for row in rows)
    return Tally(rows, least, providers, families, children)


def municipalities(families: Sequence[Family], gazetteer: Gazetteer) -> Mapping[str, str | None]:
    """Give the municipality of each family: as given, else that of the nearest postcode point."""
    missing = [family for family in families if not family.municipality]
    places = gazetteer.nearest_each([family.location for family in missing])
    found: dict[str, str | None] = {family.id: family.municipality for family in families}
    found |= {family.id: place.municipality if place else None for family, place in zip(missing, places, strict=True)}
    return found


def _named(
    counting: Sequence[Family], towns: Mapping[str, str | None], ours: AbstractSet[str], secret: bytes
) -> tuple[str, ...]:
    """Choose the municipalities to name: those of the region, and those whose families are rounded to ten or more.

    Other families are counted together, so that the name of a place does not tell that a single family lives there; at
    which number a place is named, nobody knows.
    """
    tallied = Counter(town for family in counting if (town := towns[family.id]))
    large = {town for town, n in tallied.items() if Cell.of(n, secret, f"{CountKind.FAMILIES}/{town}").rounded > BASE}
    return tuple(sorted(large | (ours if ours & tallied.keys() else set())))
