"""Tiny roll-outs, and every one there is of them: what a search must agree with."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from geodata.families import Families, Family, HubRole
from optimizer.costs.money import PROPOSAL, Money
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import verify_roll_out
from optimizer.verify import verify
from tests.builders import Flat

USUAL: dict[str, Any] = {
    "size.min": 2,
    "size.target": 2,
    "size.max": 3,
    "radius.hub_km": 5.0,
    "rollout.waves": 2,
    "rollout.launch_min": 1,
}


def terms(*families: Family, money: Money = PROPOSAL, to_find: tuple[str, ...] = (), **changes: Any) -> Terms:
    """Pose a roll-out of a village; ``changes`` are keys of the policy with ``__`` for the point.

    On flat land every postcode area (``to_find``) of the region has its middle 52 metres north, 5 metres east.
    """
    values = USUAL | {key.replace("__", "."): value for key, value in changes.items()}
    return Terms(Families(families), Policy().changed(values), Flat(), money, to_find)


def roll_out(given: Terms, *waves: dict[str, str]) -> RollOut:
    """Build a roll-out from the satellites of each hub home in each wave."""
    return RollOut(
        tuple(
            Plan.of(problem.families, {hub: members.split() for hub, members in wave.items()})
            for problem, wave in zip(given.problems, waves, strict=True)
        )
    )


def best(given: Terms) -> tuple[int, ...] | None:
    """Give the best values of every roll-out that the verifier passes; ``None`` where it passes none."""
    passed = (
        tuple(score.value for score in verdict.scores)
        for each in everything(given)
        if (verdict := verify_roll_out(given, each)).passed
    )
    return min(passed, default=None)


def everything(given: Terms) -> Iterator[RollOut]:
    """Give every roll-out in which whoever has a place keeps it, but for candidates who start their own.

    Left out are those in which a wave breaks a rule of plans: waves recur in many roll-outs, so that each is judged
    once.
    """
    families = list(given.problems[-1].families)
    hubs = [family.id for family in families if family.may_be_hub]

    @cache
    def kept(number: int, at: tuple[str | None, ...]) -> Plan | None:
        problem = given.problems[number]
        where = {family.id: hub for family, hub in zip(families, at, strict=True) if hub is not None}
        if not where.keys() <= problem.families.by_id.keys() or any(where.get(hub) != hub for hub in where.values()):
            return None
        members: dict[str, list[str]] = {hub: [] for hub in where.values()}
        for family, hub in where.items():
            if hub != family:
                members[hub].append(family)
        plan = Plan.of(problem.families, members)
        return plan if verify(problem, plan).passed else None

    for lives in product(*(_lives(family, hubs, given.n_waves) for family in families)):
        plans = []
        for number, at in enumerate(zip(*lives, strict=True)):
            plan = kept(number, at)
            if plan is None:
                break
            plans.append(plan)
        else:
            yield RollOut(tuple(plans))


def _lives(family: Family, hubs: list[str], n_waves: int) -> list[tuple[str | None, ...]]:
    """Give where a family may be in each wave: nowhere, then at one hub home, then perhaps at its own."""
    nowhere: str | None = None
    found = {(nowhere,) * n_waves}
    if family.hub is HubRole.ONLY:
        hubs = [family.id]
    for hub in hubs:
        for joins in range(n_waves):
            found.add((nowhere,) * joins + (hub,) * (n_waves - joins))
            if family.id in hubs and hub != family.id:
                for starts in range(joins + 1, n_waves):
                    life = (nowhere,) * joins + (hub,) * (starts - joins) + (family.id,) * (n_waves - starts)
                    found.add(life)
    return sorted(found, key=str)
