"""Moves as proposals: what is asked of each family that would move, and what falls back if that one says no."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geodata.families import Family
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.today import Move, continues
from optimizer.verify import verify


class FallBackKind(StrEnum):
    """Where a family is that said no, as ``plan.json`` and ``assignments.csv`` write it."""

    STAYS = "stays"
    """In a constellation of the plan that continues its own of today."""

    UNPLACED = "unplaced"
    """In none: its own of today does not go on, or has no room for it."""

    ELSEWHERE = "elsewhere"
    """In another constellation than the plan proposes."""

    NOTHING = "none"
    """Nowhere: without its consent the rest cannot stay as planned, nor with one other move."""


@dataclass(frozen=True, slots=True)
class FallBack:
    """What becomes of a family that says no, with the rest as planned but for one other family at most.

    Attributes
    ----------
    hub
        Hub home of the plan that it is with then; ``None`` where it is with none.
    moved
        Another family that would have to go from the hub home of the plan to another: ``family``, ``from``, ``to``.
        ``None`` where all others stay as planned.
    proved
        Whether it is proved that there is no better one of this kind; of ``none``, that there is no other at all.
    """

    kind: FallBackKind
    hub: str | None = None
    moved: tuple[str, str, str] | None = None
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that is asked of a family, its provider, and the hub homes that it leaves and comes to.

    Attributes
    ----------
    provider
        Of the family.
    origin, to
        Hub home of today and of the plan; ``to`` is ``None`` where the family would lose its place.
    together
        Families that belong with it and go along, sorted.
    fall_back
        What becomes of it if it says no; ``None`` where there was no time to find out.
    instead
        Where else it could be asked to go, where it would have no place otherwise.
    """

    family: str
    provider: str
    origin: str
    to: str | None
    together: tuple[str, ...] = ()
    fall_back: FallBack | None = None
    instead: FallBack | None = None


def asked(plan: Plan, moves: Sequence[Move]) -> tuple[Proposal, ...]:
    """Give what is asked of each family that loses its constellation of today; nothing yet of what falls back."""
    return tuple(
        Proposal(move.family, family.provider, move.origin, move.to, tuple(one.id for one in going_along(plan, family)))
        for move in moves
        if move.kind.is_move and move.origin is not None
        for family in [plan.families.by_id[move.family]]
    )


def going_along(plan: Plan, family: Family) -> tuple[Family, ...]:
    """Give who belongs with a family, however long the chain, and is where it is; sorted by id."""
    here = next((each.homes for each in plan.constellations if family in each.homes), plan.unplaced)
    hubs = {each.hub.id for each in plan.constellations}
    keys, found = set(family.together), {family.id}
    while more := [one for one in here if one.id not in found and keys & set(one.together)]:
        found |= {one.id for one in more}
        keys.update(*(one.together for one in more))
    return tuple(one for one in sorted(here, key=lambda each: each.id) if one.id in found - hubs - {family.id})


def fallen_back(plan: Plan, proposal: Proposal, answer: FallBack) -> Plan:
    """Give the plan with a family, and who goes along, where a fall-back puts them.

    Raises
    ------
    KeyError
        When it names hub homes that the plan does not have.
    """
    to: dict[str, str | None] = dict.fromkeys((proposal.family, *proposal.together), answer.hub)
    if answer.moved is not None:
        to[answer.moved[0]] = answer.moved[2]
    satellites = {each.hub.id: {one.id for one in each.satellites} - to.keys() for each in plan.constellations}
    for family, hub in to.items():
        if hub is not None:
            satellites[hub].add(family)
    return Plan.of(plan.families, satellites)


def with_the_rest_as_planned(problem: Problem, plan: Plan, proposal: Proposal) -> FallBack | None:
    """Look whether a family that says no stays where it is today, or else has no place, and nothing else changes.

    No solver is asked. Of several constellations that continue its own of today it is the one that makes the best plan.
    ``None`` where neither keeps every rule.
    """
    hubs = [each.hub for each in plan.constellations if continues(each.hub, proposal.origin)]
    ways = [FallBack(FallBackKind.STAYS, hub.id) for hub in hubs]
    judged = [(verify(problem, fallen_back(plan, proposal, way)), way) for way in ways]
    kept = [
        (tuple(each.value for each in verdict.scores), way.hub or "", way) for verdict, way in judged if verdict.passed
    ]
    if kept:
        return min(kept, key=lambda each: each[:2])[2]
    none = FallBack(FallBackKind.UNPLACED)
    return none if keeps_every_rule(problem, plan, proposal, none) else None


def keeps_every_rule(problem: Problem, plan: Plan, proposal: Proposal, answer: FallBack) -> bool:
    """Tell whether the verifier passes the plan with a fall-back."""
    return verify(replace(problem, tiers=()), fallen_back(plan, proposal, answer)).passed


def refuted(problem: Problem, plan: Plan, moves: Sequence[Move], stated: Sequence[Proposal]) -> Iterator[str]:
    """Give the families of whom a file says something else than the homes show; no solver is asked.

    What is asked is recomputed, and so is what falls back with the rest as planned. Where that takes another answer,
    the answer must keep every rule; that there is none is believed.
    """
    due = {each.family: each for each in asked(plan, moves)}
    told = {each.family: each for each in stated}
    yield from sorted(due.keys() ^ told.keys())
    for family in sorted(due.keys() & told.keys()):
        if not _holds(problem, plan, due[family], told[family]):
            yield family


def _holds(problem: Problem, plan: Plan, due: Proposal, told: Proposal) -> bool:
    if replace(told, fall_back=None, instead=None) != due:
        return False
    if told.fall_back is None:
        return told.instead is None
    direct = with_the_rest_as_planned(problem, plan, due)
    if direct is not None and told.fall_back != direct:
        return False
    others = [told.instead] if direct is not None else [told.fall_back]
    if direct is None and told.instead is not None:
        return False
    hub_of = {one.id: each.hub.id for each in plan.constellations for one in each.homes}
    return all(_may_be(problem, plan, due, other, hub_of) for other in others if other is not None)


def _may_be(problem: Problem, plan: Plan, due: Proposal, other: FallBack, hub_of: Mapping[str, str]) -> bool:
    """Tell whether an answer that took a search is of the plan, and keeps every rule."""
    if other.kind is FallBackKind.NOTHING:
        return due.to is not None and other.hub is None and other.moved is None
    named = {other.hub, *(() if other.moved is None else other.moved[1:])}
    hubs = {each.hub.id: each.hub for each in plan.constellations}
    if other.hub is None or not named <= hubs.keys() or other.hub == due.to:
        return False
    if (other.kind is FallBackKind.STAYS) is not continues(hubs[other.hub], due.origin):
        return False
    if other.moved is not None:
        one, origin, _ = other.moved
        if hub_of.get(one) != origin or one in {*hubs, due.family, *due.together}:
            return False
    return keeps_every_rule(problem, plan, due, other)
