"""What a plan is worth as changes by hand leave it: the problem is kept in memory, the verifier judges each change."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from geodata.families import Location
from geodata.store import Store
from maps.base_map import BaseMap
from optimizer.application.drawing import base_map_of, points_to_draw
from optimizer.application.plan_reading import GivenPlan
from optimizer.application.posing import PosedProblem, pose
from optimizer.application.today import with_today
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan
from optimizer.policy.file import policy_from
from optimizer.screen.changes import Hand
from optimizer.screen.gathering import Gathered
from optimizer.screen.project import FAMILIES, Project


@dataclass(frozen=True, slots=True)
class Held:
    """A problem in memory, and the plan that it was posed for.

    Attributes
    ----------
    same_families
        Whether the families are those that the plan was made of, so that what is proved of it holds for them.
    points
        Where each family is drawn.
    """

    posed: PosedProblem
    stated: PlanFile
    same_families: bool
    points: Mapping[str, Location] = field(repr=False)

    def plan(self, hand: Hand) -> Plan:
        """Give the plan as changes by hand leave it; constellations keep their numbers."""
        plan = Plan.of(self.posed.problem.families, hand.groups)
        return plan.named({each.hub: each.id for each in self.stated.constellations})

    def is_as_made(self, hand: Hand) -> bool:
        """Tell whether changes by hand leave the plan and its families as they were when it was made."""
        return self.same_families and hand.hub_of == hand.made and hand.names == hand.names_made

    def finished(self, hand: Hand) -> FinishedPlan:
        """Verify it, and keep of what is proved what still holds."""
        given = GivenPlan(
            self.plan(hand),
            self.posed.problem,
            self.posed.policy,
            self.stated if self.same_families else None,
            same_policy=self.same_families,
            today=self.posed.today,
        )
        finished = given.finished(self.posed.reading)
        changed = hand.hub_of != hand.made
        unplaced = {family.id for family in finished.plan.unplaced}
        why = {
            each.family: each.explanation
            for each in self.stated.unplaced
            if each.explanation is not None and each.family in unplaced
        }
        if changed or not self.same_families:
            return replace(finished, status=None, explanations=why)
        return replace(finished, explanations=why, helps=self.stated.helps)


class Judge:
    """Judges the plan of one project; poses the problem anew only where a change by hand changes families."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: tuple[object, Held] | None = None
        self._guard = threading.Lock()

    def held(self, hand: Hand) -> Held:
        """Give the problem that a plan is judged by: the policy is that which it was made with."""
        assert hand.plan is not None
        key = (hand.plan, hand.roles, hand.names, hand.names_made, hand.kept, hand.left)
        with self._guard:
            if self._held is None or self._held[0] != key:
                self._held = (key, self._posed(hand, hand.plan))
            return self._held[1]

    def finished(self, hand: Hand) -> FinishedPlan:
        """Judge a plan."""
        return self.held(hand).finished(hand)

    def _posed(self, hand: Hand, plan: str) -> Held:
        project, quiet = self._project, Gathered()
        stated = project.stated(plan)
        families = hand.families(project.reading.families)
        # A name does not make the families others: what was proved of them still is.
        sha256 = hashlib.sha256(project.families_of(replace(hand, names=hand.names_made))).hexdigest()
        reading = replace(project.reading, families=families, sha256=sha256)
        reading, today = with_today(reading, None, quiet)
        policy, problem = pose(policy_from(stated.policy), reading.families, project.folder, quiet)
        posed = PosedProblem(reading, policy, problem, today)
        return Held(posed, stated, stated.source.sha256 == sha256, self._points())

    def _points(self) -> Mapping[str, Location]:
        """Give the point of each family; the key and the postcode decide it, so a change by hand does not."""
        if self._held is not None:
            return self._held[1].points
        project = self._project
        plan = Plan.of(project.reading.families, {})
        return points_to_draw(plan, project.folder / FAMILIES, project.drawing, base_map().gazetteer, Gathered())


@cache
def base_map() -> BaseMap:
    """Give the base map; it is read once."""
    return base_map_of(Store())
