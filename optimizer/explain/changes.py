"""Single changes that may let a family in: each says what it is and poses the changed problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final, Protocol

from geodata.families import Family, HubRole, Location, Precision
from geodata.language import Fact, Text
from optimizer.explain.exceptions import ChildrenOfOne, RadiusOfOne, SizeOfOne
from optimizer.explain.posing import posed, rule_of, with_family, with_rule, without_rule
from optimizer.problem import Problem
from optimizer.rules import RULES, Children, HubCount, Radius, Size

WHOLE: Final = 1.0
"""Effort of a change that is no share of a number: a family that becomes a candidate, one family exempted."""


class Change(Protocol):
    """One change of the policy, of a family or of a hub home.

    Attributes
    ----------
    key
        Its name in files.
    """

    key: ClassVar[str]

    @property
    def text(self) -> Text:
        """The change as the second half of a sentence, with ``facts`` as gaps."""
        ...

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Its figures."""
        ...

    def effort(self, problem: Problem) -> float:
        """Tell how small it is: the share by which it moves a number, 1 or more where it moves none."""
        ...

    def apply(self, problem: Problem) -> Problem:
        """Pose the problem with this change and no other."""
        ...


@dataclass(frozen=True, slots=True)
class MoreSatellites:
    """One hub home takes ``more`` satellites beyond its limit."""

    hub: str
    more: int
    limit: int

    key: ClassVar[str] = "more_satellites"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="hubhome {hub} krijgt hoogstens {most} satellietgezinnen in plaats van {limit}",
            en="hub home {hub} may have {most} satellites in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many."""
        return {"hub": self.hub, "more": self.more, "most": self.limit + self.more, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the limit."""
        del problem
        return self.more / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Raise the policy's limit and the home's own, for this hub home only."""
        home = problem.families.by_id[self.hub]
        most = self.limit + self.more
        changed = problem
        if home.max_satellites is not None and home.max_satellites < most:
            changed = with_family(changed, replace(home, max_satellites=most))
        size = rule_of(problem, Size)
        if size is not None and size.high - size.count_hub < most:
            more = most - (size.high - size.count_hub)
            changed = with_rule(changed, SizeOfOne(size.low, size.high, size.count_hub, self.hub, more=more))
        return changed


@dataclass(frozen=True, slots=True)
class MoreChildren:
    """The constellation of one hub home takes ``more`` foster children beyond the limit."""

    hub: str
    more: int
    limit: int

    key: ClassVar[str] = "more_children"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="de constellatie van {hub} krijgt hoogstens {most} pleegkinderen in plaats van {limit}",
            en="the constellation of {hub} may have {most} foster children in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many."""
        return {"hub": self.hub, "more": self.more, "most": self.limit + self.more, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the limit."""
        del problem
        return self.more / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Raise the limit for this hub home only."""
        children = rule_of(problem, Children)
        assert children is not None
        return with_rule(problem, ChildrenOfOne(children.children_max, children.count_hub, self.hub, self.more))


@dataclass(frozen=True, slots=True)
class FewerSatellites:
    """The constellation of one hub home may have ``fewer`` families than the minimum."""

    hub: str
    fewer: int
    limit: int

    key: ClassVar[str] = "fewer_satellites"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="de constellatie van {hub} mag met {least} satellietgezinnen beginnen in plaats van {limit}",
            en="the constellation of {hub} may begin with {least} satellites in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many."""
        return {"hub": self.hub, "fewer": self.fewer, "least": self.limit - self.fewer, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the minimum."""
        del problem
        return self.fewer / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Lower the minimum for this hub home only."""
        size = rule_of(problem, Size)
        assert size is not None
        return with_rule(problem, SizeOfOne(size.low, size.high, size.count_hub, self.hub, fewer=self.fewer))


@dataclass(frozen=True, slots=True)
class RadiusFor:
    """One family may travel up to ``km`` to its hub home."""

    family: str
    km: float
    limit_km: float

    key: ClassVar[str] = "radius_for"

    @property
    def text(self) -> Text:
        """Say how far."""
        return Text(
            nl="{family} mag tot {km} km van zijn hubhome wonen in plaats van {limit_km} km",
            en="{family} may live up to {km} km from its hub home in place of {limit_km} km",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how far."""
        return {"family": self.family, "km": self.km, "limit_km": self.limit_km}

    def effort(self, problem: Problem) -> float:
        """Share of the radius."""
        del problem
        return (self.km - self.limit_km) / self.limit_km if self.limit_km > 0 else WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Widen the radius and the family's own limit, for this family only."""
        family = problem.families.by_id[self.family]
        changed = problem
        if family.max_km is not None and family.max_km < self.km:
            changed = with_family(changed, replace(family, max_km=self.km))
        radius = rule_of(problem, Radius)
        if radius is not None and radius.hub_km < self.km:
            changed = with_rule(changed, RadiusOfOne(radius.hub_km, radius.distances, self.family, self.km))
        return changed


@dataclass(frozen=True, slots=True)
class MoreConstellations:
    """The plan may have ``more`` constellations than the most allowed."""

    more: int
    limit: int

    key: ClassVar[str] = "more_constellations"

    @property
    def text(self) -> Text:
        """Say how many."""
        return Text(
            nl="er komen hoogstens {most} constellaties in plaats van {limit}",
            en="there may be {most} constellations in place of {limit}",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """How many."""
        return {"more": self.more, "most": self.limit + self.more, "limit": self.limit}

    def effort(self, problem: Problem) -> float:
        """Share of the most allowed."""
        del problem
        return self.more / max(self.limit, 1)

    def apply(self, problem: Problem) -> Problem:
        """Raise the most allowed."""
        count = rule_of(problem, HubCount)
        assert count is not None
        return with_rule(problem, HubCount(count.low, count.high + self.more))


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """A family of the file becomes a candidate hub home, with enough sleep-over beds."""

    family: str
    beds: int
    is_candidate: bool = False

    key: ClassVar[str] = "new_candidate"

    @property
    def text(self) -> Text:
        """Say who; one that offers already only lacks beds."""
        if self.is_candidate:
            return Text(
                nl="kandidaat-hubhome {family} houdt {beds} logeerbedden vrij",
                en="candidate hub home {family} keeps {beds} sleep-over beds free",
            )
        return Text(nl="gezin {family} wordt kandidaat-hubhome", en="family {family} becomes a candidate hub home")

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Who, and how many beds."""
        return {"family": self.family, "beds": self.beds}

    def effort(self, problem: Problem) -> float:
        """One for a family that must be asked; half for a candidate that must find a bed."""
        del problem
        return WHOLE / 2 if self.is_candidate else WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Change the one row."""
        return with_family(problem, as_candidate(problem.families.by_id[self.family], self.beds))


def as_candidate(family: Family, beds: int) -> Family:
    """Give the family as a candidate hub home that keeps so many beds free."""
    role = HubRole.CANDIDATE if family.hub is HubRole.NO else family.hub
    return replace(family, hub=role, beds=max(family.beds, beds))


@dataclass(frozen=True, slots=True)
class Recruit:
    """A hub home that is not in the file yet is found in a postcode area, and is measured from the area's middle."""

    pc4: str
    place: str
    location: Location = field(repr=False)
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
        return {"pc4": self.pc4, "place": self.place, **provider}

    def effort(self, problem: Problem) -> float:
        """Two: a family must be found, and then be asked."""
        del problem
        return 2 * WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Add a home that may only be a hub home."""
        return posed(problem, families=type(problem.families)([*problem.families, self.home(problem)]))

    def home(self, problem: Problem) -> Family:
        """Make the home, with a pseudonym that no family has."""
        name = f"PC4-{self.pc4}"
        while name in problem.families.by_id:
            name += "+"
        place = Location(self.location.lat, self.location.lon, Precision.PC4)
        return Family(name, place, self.provider or "", children=0, hub=HubRole.ONLY, beds=self.beds)


@dataclass(frozen=True, slots=True)
class Waive:
    """One rule is set aside: for one family where the rule is about families, else for the whole plan."""

    rule: str
    family: str | None = None

    key: ClassVar[str] = "waive"

    @property
    def text(self) -> Text:
        """Say which, by its title."""
        title = next(rule.title for rule in RULES if rule.key == self.rule)
        if self.family is None:
            return Text(
                nl=f"deze regel vervalt: '{title.nl.rstrip('.')}'", en=f"this rule is set aside: '{title.en.rstrip('.')}'"
            )
        return Text(
            nl=f"voor {{family}} vervalt de regel '{title.nl.rstrip('.')}'",
            en=f"for {{family}} this rule is set aside: '{title.en.rstrip('.')}'",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Which rule, and for whom."""
        return {"rule": self.rule} if self.family is None else {"rule": self.rule, "family": self.family}

    def effort(self, problem: Problem) -> float:
        """One for one family, three for the whole plan."""
        del problem
        return WHOLE if self.family is not None else 3 * WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Drop the rule, or what the family's row says of it."""
        if self.family is None:
            return without_rule(problem, self.rule)
        family = problem.families.by_id[self.family]
        return with_family(problem, replace(family, **{self.rule: ()}))
