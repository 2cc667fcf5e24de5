"""What became of each family in a plan: the rows of every table that shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from geodata.families import Family
from geodata.told_distances import ToldDistances
from optimizer.plan import Plan


class Standing(StrEnum):
    """What became of a family, as ``assignments.csv`` writes it in both languages."""

    PLACED = "placed"
    TO_FIND = "to_find"
    UNPLACED = "unplaced"
    LEFT_OUT = "left_out"
    NOT_NEEDED = "not_needed"


def standing(family: Family, placed: frozenset[str]) -> Standing:
    """Say what became of a family.

    A hub home that is still to be found is that; one that may only be a hub home and is none is not needed, never
    unplaced.
    """
    if family.to_find:
        return Standing.TO_FIND
    if family.id in placed:
        return Standing.PLACED
    if not family.joins:
        return Standing.LEFT_OUT
    return Standing.UNPLACED if family.may_be_satellite else Standing.NOT_NEEDED


@dataclass(frozen=True, slots=True)
class Row:
    """One family in a plan. ``metres`` is to its hub home, as told; ``None`` where there is none or nothing is told.

    ``title`` is the number of its constellation with the name that it has of its own, if any.
    """

    family: Family
    constellation: str | None
    title: str | None
    role: str | None
    hub: Family | None
    metres: float | None
    standing: Standing


def rows(plan: Plan, distances: ToldDistances) -> Iterator[Row]:
    """Give every family of the file: constellations from north to south, hub home first; then those in none, by id."""
    placed = plan.placed
    for name, title, constellation in zip(plan.ids, plan.titles, plan.constellations, strict=True):
        hub = constellation.hub
        yield Row(hub, name, title, "hub", hub, 0, standing(hub, placed))
        for family in constellation.satellites:
            yield Row(family, name, title, "satellite", hub, distances.between(family, hub), Standing.PLACED)
    for family in plan.families:
        if family.id not in placed:
            yield Row(family, None, None, None, None, None, standing(family, placed))
