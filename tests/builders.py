"""Small villages on flat land, for tests: places are metres east and north, and so distances can be read off.

A village is built of homes, each with the columns that a test speaks of::

    problem = village(home("H", hub="candidate"), *homes("F", 8), rules=[Size(6, 10)])
    plan = plan_of(problem, H="F0 F1 F2")
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from geodata.distances import Distances, Reach
from geodata.families import Families, Family, HubRole, Location
from geodata.language import Lang
from optimizer.finished import FinishedPlan, Reason, Source
from optimizer.instance import Instance, ReachLimit
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rule import Rule
from optimizer.tier import Tier
from optimizer.tiers import Unplaced
from optimizer.verify import verify
from optimizer.what_helps import HelpfulChange

FAR_M = 1e9
"""Farther than anything in a village: a reach that leaves no pair out."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Distances over flat land between homes of :func:`home`, but for the ways that are set by hand.

    Attributes
    ----------
    ways
        Metres from one family to another, that way only; ``None`` is a way that is not known.
    """

    ways: Mapping[tuple[str, str], float | None] = field(default_factory=dict)

    def between(self, origin: Family, destination: Family) -> float | None:
        a, b = origin.location, destination.location
        return self.ways.get((origin.id, destination.id), math.hypot(a.lat - b.lat, a.lon - b.lon))

    def pairs(self, families: Sequence[Family], hubs: Sequence[Family], radius_m: float) -> Reach:
        found = [
            (hub, point, metres)
            for hub, destination in enumerate(hubs)
            for point, origin in enumerate(families)
            if (metres := self.between(origin, destination)) is not None and metres <= radius_m
        ]
        hub = np.array([row[0] for row in found], dtype=np.int64)
        return Reach(
            hub=hub,
            point=np.array([row[1] for row in found], dtype=np.int64),
            metres=np.array([row[2] for row in found], dtype=np.float64),
            start=np.searchsorted(hub, np.arange(len(hubs) + 1)).astype(np.int64),
        )


def home(name: str, east_m: float = 0, north_m: float = 0, *, hub: str = "no", **columns: Any) -> Family:
    """Build a family at so many metres east and north of the middle of the village."""
    columns = {"provider": "A", "beds": 0 if hub == "no" else 2, **columns}
    return Family(name, Location(north_m, east_m), hub=HubRole(hub), **columns)


def homes(prefix: str, count: int, *, apart_m: float = 100, **columns: Any) -> list[Family]:
    """Build ``count`` families on a line to the east, ``apart_m`` from the middle and from each other."""
    return [home(f"{prefix}{number}", apart_m * (number + 1), **columns) for number in range(count)]


def village(
    *families: Family,
    rules: Iterable[Rule] = (),
    tiers: Iterable[Tier] = (Unplaced(),),
    hubs: Iterable[str] | None = None,
    reach_m: float = FAR_M,
    distances: Distances | None = None,
) -> Problem:
    """Pose a problem with the rules that a test speaks of, and no other.

    Parameters
    ----------
    hubs
        Ids of the homes that are considered as a hub home, whatever their column says; by default those that offer it.
    reach_m
        Pairs farther apart are left out before any rule speaks.
    """
    measure = Flat() if distances is None else distances
    everyone = Families(families)
    wanted = {family.id for family in families if family.hub is not HubRole.NO} if hubs is None else set(hubs)
    at = np.array([position for position, family in enumerate(everyone) if family.id in wanted], dtype=np.int64)
    return Problem(Instance.within(everyone, measure, ReachLimit(reach_m), at), tuple(rules), tuple(tiers))


def plan_of(problem: Problem, **satellites: str) -> Plan:
    """Build a plan from hub homes and their satellites: ``plan_of(problem, H="F0 F1", G="")``."""
    return Plan.of(problem.families, {hub: members.split() for hub, members in satellites.items()})


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation in fixed sentences."""

    reason: Reason
    said: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    changed: tuple[HelpfulChange, ...] = ()

    def sentences(self, _: Lang) -> tuple[str, ...]:
        return self.said

    def advice(self, _: Lang) -> tuple[str, ...]:
        return self.advised

    @property
    def changes(self) -> tuple[HelpfulChange, ...]:
        return self.changed

    def without_distances(self) -> Self:
        return self


def finished(problem: Problem, plan: Plan, marks: tuple[Mark, ...] = (), **more: Any) -> FinishedPlan:
    """Build a finished plan, verified, with the usual policy and a source of no meaning; ``more`` replaces parts."""
    usual: dict[str, Any] = {
        "policy": Policy(),
        "verdict": verify(problem, plan),
        "status": Status.FEASIBLE,
        "source": Source("ab12", len(plan.families), "0.1.0", "9.15"),
        "input_name": "gezinnen.csv",
    }
    return FinishedPlan(problem=problem, plan=plan, marks=marks, **{**usual, **more})
