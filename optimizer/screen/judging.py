"""What a plan is worth as changes by hand leave it: the problem is kept in memory, the verifier judges each change."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from geodata.families import Families
from geodata.language import Lang
from geodata.store import Store
from geodata.told_distances import MaskedDistances
from maps.backdrop import Backdrop, Point
from maps.base_map import BaseMap, backdrop
from maps.geometry import MASKED_DECIMALS, colours, drawn_points
from maps.view import municipalities_of
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
class DrawnFamilies:
    """Where families are drawn, and what follows from that: no change by hand makes it otherwise.

    Attributes
    ----------
    points
        Latitude and longitude of each family, masked, as on every map of the project.
    municipalities
        Of each family, as far as known.
    """

    points: Mapping[str, Point] = field(repr=False)
    municipalities: Mapping[str, str] = field(repr=False)

    @property
    def distances(self) -> MaskedDistances:
        """How far families are from each other where they are drawn."""
        return MaskedDistances(self.points)


@dataclass(frozen=True, slots=True)
class Held:
    """A problem in memory, and the plan that it was posed for.

    Attributes
    ----------
    same_families
        Whether the families are those that the plan was made of, so that what is proved of it holds for them.
    """

    posed: PosedProblem
    stated: PlanFile
    same_families: bool

    def plan(self, hand: Hand) -> Plan:
        """Give the plan as changes by hand leave it; constellations keep their numbers."""
        plan = Plan.of(self.posed.problem.families, hand.groups)
        return plan.named({each.hub: each.id for each in self.stated.constellations})

    def renamed(self, names: Mapping[str, str | None]) -> "Held":
        """Give the same problem with other names of constellations, by hub home: no rule or objective reads them."""

        def of(families: Families) -> Families:
            return Families(
                replace(each, constellation_name=names[each.id]) if each.id in names else each for each in families
            )

        instance = self.posed.problem.instance
        problem = replace(self.posed.problem, instance=replace(instance, families=of(instance.families)))
        reading = replace(self.posed.reading, families=of(self.posed.reading.families))
        return replace(self, posed=replace(self.posed, problem=problem, reading=reading))

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
        self._held: tuple[object, Mapping[str, str], Held] | None = None
        self._finished: tuple[Hand, FinishedPlan] | None = None
        self._colours: tuple[object, Mapping[str, int]] | None = None
        self._drawn: DrawnFamilies | None = None
        self._backdrops: dict[Lang, Backdrop] = {}
        self._guard = threading.RLock()

    def held(self, hand: Hand) -> Held:
        """Give the problem that a plan is judged by: the policy is that which it was made with."""
        assert hand.plan is not None
        key = (hand.plan, hand.roles, hand.names_made, hand.kept, hand.left)
        with self._guard:
            if self._held is None or self._held[0] != key:
                self._held = (key, hand.names, self._posed(hand, hand.plan))
            if self._held[1] != hand.names:
                base = self._project.reading.families.by_id
                as_read = {hub: base[hub].constellation_name for hub in self._held[1] if hub in base}
                named = {hub: name or None for hub, name in hand.names.items()}
                self._held = (key, hand.names, self._held[2].renamed(as_read | named))
            return self._held[2]

    def finished(self, hand: Hand) -> FinishedPlan:
        """Judge a plan; the last one is kept, as what was after one change is before the next."""
        with self._guard:
            if self._finished is None or self._finished[0] != hand:
                self._finished = (hand, self.held(hand).finished(hand))
            return self._finished[1]

    def colours(self, hand: Hand) -> Mapping[str, int]:
        """Give the colour of each constellation by its hub home; they stay as long as the hub homes are the same."""
        key = (hand.plan, hand.hubs)
        with self._guard:
            if self._colours is None or self._colours[0] != key:
                each, points = self.finished(hand).plan.constellations, self.drawn.points
                hulls = [[points[home.id] for home in one.homes if home.id in points] for one in each]
                found = colours([points.get(one.hub.id) for one in each], hulls)
                self._colours = (key, dict(zip((one.hub.id for one in each), found, strict=True)))
            return self._colours[1]

    def work_out(self, hand: Hand, lang: Lang) -> None:
        """Work out what a page will ask for of a plan: it is kept."""
        self.finished(hand)
        self.colours(hand)
        self.backdrop(lang)

    def _posed(self, hand: Hand, plan: str) -> Held:
        project, quiet = self._project, Gathered()
        stated = project.stated(plan)
        families = hand.families(project.reading.families)
        sha256 = self._sha256(hand, stated)
        reading = replace(project.reading, families=families, sha256=sha256)
        reading, today = with_today(reading, None, quiet)
        policy, problem = pose(policy_from(stated.policy), reading.families, project.folder, quiet)
        posed = PosedProblem(reading, policy, problem, today)
        return Held(posed, stated, stated.source.sha256 == sha256)

    def _sha256(self, hand: Hand, stated: PlanFile) -> str:
        """Give the SHA-256 of the families as a plan has them; writing them is spared where they are those of the file.

        A name does not make the families others: what was proved of them still is.
        """
        unnamed, reading = replace(hand, names=hand.names_made), self._project.reading
        if stated.source.sha256 == reading.sha256 and unnamed.families(reading.families) is reading.families:
            return reading.sha256
        return hashlib.sha256(self._project.families_of(unnamed)).hexdigest()

    @property
    def drawn(self) -> DrawnFamilies:
        """Where families are drawn."""
        with self._guard:
            if self._drawn is None:
                self._drawn = self._draw(self._project.reading.families)
            return self._drawn

    def backdrop(self, lang: Lang) -> Backdrop:
        """Give what lies under the families that join."""
        with self._guard:
            if lang not in self._backdrops:
                points, families = self.drawn.points, self._project.reading.families
                around = [points[each.id] for each in families if each.joins and each.id in points]
                self._backdrops[lang] = backdrop(base_map(), around, lang)
            return self._backdrops[lang]

    def _draw(self, families: Families) -> DrawnFamilies:
        project, gazetteer = self._project, base_map().gazetteer
        plan = Plan.of(families, {})
        masked = points_to_draw(plan, project.folder / FAMILIES, project.drawing, gazetteer, Gathered())
        return DrawnFamilies(drawn_points(masked, MASKED_DECIMALS), municipalities_of(families, gazetteer))


@cache
def base_map() -> BaseMap:
    """Give the base map; it is read once."""
    return base_map_of(Store())
