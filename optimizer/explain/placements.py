"""Where a placed family is, and why not elsewhere; recomputed from the homes.

A solver is asked only how many others would have to move.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.distances import Geodesic
from geodata.families import Family
from geodata.language import Fact, Lang, Text
from geodata.told_distances import span_of
from optimizer.explain.case import Case, Nearby
from optimizer.explain.figures import km_up
from optimizer.explain.obstacles import Kind, Obstacle, obstacle
from optimizer.explain.others import OthersMove, going_said, to_go_there
from optimizer.explain.words import obstacle_sentence
from optimizer.plan import Plan
from optimizer.tier import Tier
from optimizer.today import pinned_hub
from optimizer.verify import verify


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another hub home in reach, and what would happen if this one family moved there.

    Attributes
    ----------
    obstacle
        What stands in the way there; ``None`` where the plan would keep every rule.
    leaving
        Whether the family can be missed where it is: without it, that constellation keeps every rule.
    worse
        By how much each tier gets worse (less than 0: better), where the plan would keep every rule.
    others
        How many others would have to move, where it cannot go there alone and somebody looked.
    """

    hub: str
    km: float
    obstacle: Obstacle | None
    leaving: bool
    worse: Mapping[str, int]
    others: OthersMove | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a family is.

    Attributes
    ----------
    nearest
        Whether no other hub home of the plan is nearer.
    satellites
        How many its constellation has.
    elsewhere
        The other hub homes of the plan in its reach, the nearest first; none for a hub home, or a family that is
        pinned where it is.
    pinned
        Whether it is pinned to its hub home of today, which is this one.
    """

    family: str
    constellation: str
    hub: str
    km: float
    nearest: bool
    satellites: int
    elsewhere: tuple[Elsewhere, ...]
    pinned: bool = False

    @property
    def is_hub(self) -> bool:
        """Whether the family is the hub home."""
        return self.family == self.hub


def placement(case: Case, family: Family, tiers: tuple[Tier, ...]) -> Placement:
    """Look where a placed family is and where else it could be.

    Parameters
    ----------
    tiers
        By which a move is judged.
    """
    here = case.constellation_of[family.id]
    name = next(name for name, each in zip(case.plan.titles, case.plan.constellations, strict=True) if each == here)
    if here.hub.id == family.id:
        pinned = pinned_hub(family) == family.id
        size = len(here.satellites)
        return Placement(family.id, name, family.id, 0.0, nearest=True, satellites=size, elsewhere=(), pinned=pinned)
    metres = case.problem.distances.between(family, here.hub)
    if metres is None:  # only a family that is pinned may be there, so far as the file of distances knows
        metres = Geodesic().between(family, here.hub)
    open_hubs = {each.hub.id for each in case.plan.constellations} - {here.hub.id}
    others = [near for near in case.nearby(family) if near.home.id in open_hubs]
    if pinned_hub(family) == here.hub.id:
        nearest = all(near.metres >= metres for near in others)
        return Placement(family.id, name, here.hub.id, km_up(metres), nearest, len(here.satellites), (), pinned=True)
    without = case.without(family)
    found = tuple(_elsewhere(case, without, family, near, tiers) for near in others)
    nearest = all(near.metres >= metres for near in others)
    return Placement(family.id, name, here.hub.id, km_up(metres), nearest, len(here.satellites), found)


def with_others(case: Case, family: Family, found: Placement) -> Placement:
    """Look how many others would have to move for a family to be where it cannot go alone."""
    looked: list[Elsewhere] = []
    for at, each in enumerate(found.elsewhere):
        alone = each.leaving and each.obstacle is None and bool(each.worse)
        others = None if alone else to_go_there(case.hurried(len(found.elsewhere) - at), family, each.hub)
        looked.append(replace(each, others=others))
    return replace(found, elsewhere=tuple(looked))


def _elsewhere(case: Case, without: Case, family: Family, near: Nearby, tiers: tuple[Tier, ...]) -> Elsewhere:
    there = without.constellation_of[near.home.id]
    moved = replace(there, satellites=tuple(sorted((*there.satellites, family), key=lambda each: each.id)))
    rest = [each for each in without.plan.constellations if each != there]
    plan = Plan.from_north(case.problem.families, [*rest, moved])
    km = km_up(near.metres)
    if verify(case.problem, plan).passed:
        worse = {tier.key: tier.score(plan) - tier.score(case.plan) for tier in tiers}
        return Elsewhere(near.home.id, km, None, leaving=True, worse=worse)
    alone = len(case.company(family)) == 1
    in_the_way = obstacle(without, family, near) if alone else None
    if in_the_way is not None and in_the_way.kind is Kind.NONE:
        in_the_way = None
    return Elsewhere(near.home.id, km, in_the_way, leaving=not without.broken, worse={})


IS_HUB: Final = Text(
    nl="{family} is zelf de hubhome van {constellation}, met {satellites} satellietgezinnen.",
    en="{family} is the hub home of {constellation} itself, with {satellites} satellites.",
)
IS_SATELLITE: Final = Text(
    nl="{family} is satellietgezin in {constellation}, bij hubhome {hub} op {km} km.",
    en="{family} is a satellite in {constellation}, with hub home {hub} at {km} km.",
)
IS_PINNED: Final = Text(
    nl="{family} staat vast bij {hub}, en blijft daar zolang dat zo is.",
    en="{family} is pinned to {hub}, and stays there for as long as it is.",
)
NEAREST: Final = Text(
    nl="Dat is de dichtstbijzijnde hubhome van het plan.", en="That is the nearest hub home of the plan."
)
CANNOT_LEAVE: Final = Text(
    nl="{hub} ({km} km): zonder dit gezin houdt de constellatie waarin het nu zit zich niet aan de regels",
    en="{hub} ({km} km): without this family the constellation that it is in breaks a rule",
)
NO_GAIN: Final = Text(
    nl="{hub} ({km} km): kan ook, maar dat maakt het plan niet beter",
    en="{hub} ({km} km): could be, but makes the plan no better",
)
GAIN: Final = Text(
    nl="{hub} ({km} km): kan ook, en dat zou het plan beter maken",
    en="{hub} ({km} km): could be, and would make the plan better",
)
OTHER_RULE: Final = Text(
    nl="{hub} ({km} km): dan houdt het plan zich niet aan alle regels",
    en="{hub} ({km} km): the plan would break a rule",
)


def better(elsewhere: Elsewhere) -> bool:
    """Tell whether the move makes the plan better on the first tier that it changes."""
    first = next((value for value in elsewhere.worse.values() if value), 0)
    return first < 0


def elsewhere_sentence(elsewhere: Elsewhere, lang: Lang, *, exactly: bool = True) -> str:
    """Say why a family is not at another hub home, with distances to the metre or in spans."""
    facts: dict[str, Fact] = {"hub": elsewhere.hub, "km": elsewhere.km if exactly else span_of(elsewhere.km)}
    if elsewhere.worse:
        return (GAIN if better(elsewhere) else NO_GAIN).say(lang, facts)
    if elsewhere.obstacle is not None:
        said = obstacle_sentence(elsewhere.obstacle, lang, exactly=exactly)
    else:
        said = (OTHER_RULE if elsewhere.leaving else CANNOT_LEAVE).say(lang, facts)
    return said if elsewhere.others is None else f"{said}; {going_said(elsewhere.others, lang)}"


def placement_sentences(there: Placement, lang: Lang, *, exactly: bool = True) -> Iterator[str]:
    """Say where a family is and what holds it there; why not elsewhere is for :func:`elsewhere_sentence`.

    Parameters
    ----------
    exactly
        Whether distances are told to the metre, or in spans.
    """
    facts: dict[str, Fact] = {
        "family": there.family,
        "constellation": there.constellation,
        "hub": there.hub,
        "km": there.km if exactly else span_of(there.km),
        "satellites": there.satellites,
    }
    yield (IS_HUB if there.is_hub else IS_SATELLITE).say(lang, facts)
    if there.pinned:
        yield IS_PINNED.say(lang, facts)
    if there.nearest and not there.is_hub:
        yield NEAREST.say(lang)
