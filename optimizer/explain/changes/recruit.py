"""A hub home to be found in a postcode area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from geodata.families import Families, Family
from geodata.gazetteer import Place
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import NOTHING, WHOLE, Answer, proved
from optimizer.explain.changes.one_hub import OnlyOne, nearest_new, new_hub
from optimizer.explain.variants import beds_needed, posed
from optimizer.problem import Problem
from optimizer.recruits import home_to_find


@dataclass(frozen=True, slots=True)
class Recruit:
    """A hub home that is not in the file yet is found in a postcode area, and is measured from the area's middle."""

    area: Place
    beds: int
    provider: str | None = None

    key: ClassVar[str] = "recruit"

    @property
    def text(self) -> Text:
        """Say where, and of which provider where that matters."""
        if self.provider is None:
            return Text(
                nl="in postcodegebied {pc4} ({place}) wordt een nieuwe hubhome gevonden",
                en="a new hub home is found in postcode area {pc4} ({place})",
            )
        return Text(
            nl="in postcodegebied {pc4} ({place}) wordt een nieuwe hubhome van aanbieder {provider} gevonden",
            en="a new hub home of provider {provider} is found in postcode area {pc4} ({place})",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Where."""
        provider = {} if self.provider is None else {"provider": self.provider}
        return {"pc4": self.area.pc4, "place": self.area.place, **provider}

    def effort(self, problem: Problem) -> float:
        """Two: a family must be found, and then be asked."""
        del problem
        return 2 * WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Add a home that may only be a hub home."""
        return posed(problem, families=Families([*problem.families, self.home(problem)]))

    def home(self, problem: Problem) -> Family:
        """Make the home."""
        return home_to_find(self.area, problem.families, self.beds, self.provider or "")


def recruits(case: Case, areas: Iterable[Place], family: Family | None = None) -> dict[str, Recruit]:
    """Give, by the pseudonym of the home to be found, the areas whose middle is in reach of somebody unplaced.

    Parameters
    ----------
    family
        Only areas within two radii of this one; by default of anybody unplaced, within one radius.
    """
    if case.radius_m is None:
        return {}
    reach_m = case.radius_m * (1 if family is None else 2)
    near = case.unplaced if family is None else (family,)
    provider = None
    if near and any("provider" in rule.columns for rule in case.problem.rules):
        provider = near[0].provider
    found = {}
    for area in areas:
        change = Recruit(area, beds_needed(case.problem), provider)
        home = change.home(case.problem)
        ways = (case.problem.distances.between(each, home) for each in near)
        if any(metres is not None and metres <= reach_m for metres in ways):
            found[home.id] = change
    return found


def find(case: Case, family: Family, areas: Sequence[Place]) -> Answer:
    """Look for the nearest area from whose middle a new hub home would let the family in."""
    changes = recruits(case, areas, family)
    if not changes:
        return NOTHING
    homes = [change.home(case.problem) for change in changes.values()]
    wide = posed(
        case.problem,
        families=Families([*case.problem.families, *homes]),
        rules=[*case.problem.rules, OnlyOne(frozenset(changes))],
    )
    found = case.ask(family, wide, nearest_new(family, changes))
    hub = new_hub(found.plan, changes)
    if hub is None:
        return Answer(None, found.impossible)
    return Answer(proved(case, family, changes[hub], found.plan, least=found.proved), found.proved)
