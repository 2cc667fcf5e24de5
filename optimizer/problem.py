"""A problem: an instance, the rules that every plan must keep, and the ranked tiers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from geodata.distances import Distances
from geodata.families import Families
from optimizer.encoding import Decisions
from optimizer.instance import Instance, Pairs, ReachLimit
from optimizer.model import Bottleneck, IntArray, Linear, Model
from optimizer.rule import Poses, Rule
from optimizer.tier import Tier


@runtime_checkable
class LimitsReach(Protocol):
    """A rule beyond whose distance no pair of a family and a hub home need be looked at."""

    def reach_limit(self) -> ReachLimit:
        """Give the distance, for all families and for single ones."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Everything a strategy and the verifier must know: an instance, the rules of every plan, and the ranked tiers."""

    instance: Instance
    rules: tuple[Rule, ...]
    tiers: tuple[Tier, ...]

    @property
    def families(self) -> Families:
        """All families of the file."""
        return self.instance.families

    @property
    def hubs(self) -> IntArray:
        """Shape ``(m,)``: positions in ``families`` of those that may be considered as a hub home."""
        return self.instance.hubs

    @property
    def pairs(self) -> Pairs:
        """The pairs within reach."""
        return self.instance.pairs

    @property
    def distances(self) -> Distances:
        """How distance is measured."""
        return self.instance.distances


def pose(families: Families, distances: Distances, rules: Iterable[Rule], tiers: Iterable[Tier] = ()) -> Problem:
    """Pose a problem: who is considered as a hub home, and the pairs that the rule on the radius leaves.

    Families that offer to be a hub home are considered, and where no rule asks for an offer, all that join.
    """
    rules = tuple(rules)
    hubs = None
    if all(rule.poses is not Poses.HUBS for rule in rules):
        hubs = np.array([at for at, family in enumerate(families) if family.joins], dtype=np.int64)
    return Problem(Instance.within(families, distances, reach_limit(rules), hubs), rules, tuple(tiers))


def reach_limit(rules: Iterable[Rule]) -> ReachLimit:
    """Give how far from its hub home a satellite may live by these rules."""
    return next((rule.reach_limit() for rule in rules if isinstance(rule, LimitsReach)), ReachLimit())


def compile_problem(problem: Problem) -> tuple[Model, tuple[Linear | Bottleneck, ...]]:
    """Let every rule and every tier say what it means, and give the model with the tiers in its terms."""
    decisions = Decisions(problem.instance)
    for rule in problem.rules:
        rule.encode(decisions)
    return decisions.model([tier.cost(decisions) for tier in problem.tiers])
