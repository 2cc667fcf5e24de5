"""What it costs at least to mend a plan that breaks rules: places first, then moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from optimizer.encoding import Decisions
from optimizer.explain.variants import posed
from optimizer.model import Linear
from optimizer.outcome import Limits, Status
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.tier import Tier
from optimizer.today import Today, moves


@dataclass(frozen=True, slots=True)
class Mending:
    """A plan that keeps every rule, near the one that does not.

    Attributes
    ----------
    plan
        Verified; ``None`` where there is none or none was found.
    lost
        Families that have a place now and none in it, sorted.
    moved
        For each that comes into another constellation, the hub home there; by id.
    proved
        Whether no plan loses fewer places, nor as few with fewer moves.
    impossible
        Whether it is proved that no plan keeps every rule.
    """

    plan: Plan | None = field(default=None, repr=False)
    lost: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    proved: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class _LostOrMoved(Tier):
    """Families out of their constellation of today; one that loses its place weighs more than all moves together."""

    weight: int

    key: ClassVar[str] = "lost_or_moved"

    def score(self, plan: Plan) -> int:
        """Compare the place of each with that of today."""
        hub_of = {home.id: each.hub for each in plan.constellations for home in each.homes}
        out = [family.id for family in plan.families if moves(family, hub_of.get(family.id))]
        return sum(1 if name in hub_of else self.weight for name in out)

    def cost(self, x: Decisions) -> Linear:
        """Say the same of each pair and each family."""
        pair, unplaced = x.moves()
        return x.linear(pair=pair, unplaced=self.weight * unplaced)


def mended(problem: Problem, plan: Plan, hub_of: Mapping[str, str], limits: Limits) -> Mending:
    """Find the plan that takes fewest families' places and then moves fewest out of their constellation.

    A constellation goes on when its hub home stays, or when a family of it becomes the hub home.

    Parameters
    ----------
    plan
        What is left of the plan among the families there are now.
    hub_of
        The hub home of each family in the plan as it was made, also of hub homes that are not there any more.
    """
    families = Today(hub_of).written_in(problem.families)
    then = replace(posed(problem, families=families), tiers=(_LostOrMoved(len(families) + 1),))
    outcome = solve(then, limits, start=plan, naming_clashes=False)
    if outcome.plan is None:
        return Mending(impossible=outcome.status is Status.INFEASIBLE)
    hub = {home.id: each.hub for each in outcome.plan.constellations for home in each.homes}
    out = [family.id for family in families if moves(family, hub.get(family.id))]
    return Mending(
        outcome.plan,
        lost=tuple(name for name in out if name not in hub),
        moved={name: hub[name].id for name in out if name in hub},
        proved=outcome.marks[0].proved,
    )
