"""Families that belong together, however long the chain, and what keeps all of them from every constellation.

Recomputed from the homes; no solver is asked. What is found here holds for every plan.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from geodata.distances import in_metres
from geodata.families import Family, HubRole
from geodata.language import Fact, Text
from optimizer.explain.figures import km_up
from optimizer.explain.variants import rule_of
from optimizer.problem import Problem
from optimizer.rules import Apart, Beds, Children, MaxKm, MutualKm, Radius, Size, Together
from optimizer.rules.together import sharing

Company = tuple[Family, ...]
"""Two or more joining families that belong together, sorted by id."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why no plan can place any of the families of a company: a code of ``SENTENCES``, and its figures."""

    code: str
    facts: Mapping[str, Fact]


def companies(families: Iterable[Family]) -> tuple[Company, ...]:
    """Give the families that belong together, chains followed to their end, in the order of their first family."""
    of: dict[str, dict[str, Family]] = {}
    for group in sharing(families, lambda family: family.together):
        merged = {member.id: member for each in group for member in (each, *of.get(each.id, {}).values())}
        of.update(dict.fromkeys(merged, merged))
    found = {tuple(sorted(merged)): merged for merged in of.values()}
    return tuple(tuple(found[names][name] for name in names) for names in sorted(found))


def contradiction(problem: Problem, company: Company) -> Contradiction | None:
    """Look for what keeps a company from every constellation; ``None`` where the homes show nothing."""
    if rule_of(problem, Together) is None:
        return None
    names = tuple(family.id for family in company)
    for code, facts in _found(problem, company):
        return Contradiction(code, {"families": names, **facts})
    return None


def _found(problem: Problem, company: Company) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Give what is wrong with a company, what is plainest first."""
    yield from _kept_apart(problem, company)
    only = tuple(family for family in company if not family.may_be_satellite or family.hub is HubRole.REQUIRED)
    if len(only) > 1:
        yield "together_hubs", {"hubs": tuple(family.id for family in only)}
        return
    hubs = _usable(problem, only or _candidates(problem), company[0])
    if not hubs:
        return
    yield from _too_many(problem, company, hubs)
    yield from _too_far_from_each_other(problem, company)
    yield from _out_of_reach(problem, company, hubs)


def _kept_apart(problem: Problem, company: Company) -> Iterator[tuple[str, dict[str, Fact]]]:
    if rule_of(problem, Apart) is None:
        return
    for one, other in combinations(company, 2):
        if set(one.apart) & set(other.apart):
            chain = _chain(company, one, other)
            code = "together_and_apart" if len(chain) == 2 else "together_by_chain_and_apart"
            yield code, {"apart": (one.id, other.id), "chain": " – ".join(chain)}


def _chain(company: Company, one: Family, other: Family) -> tuple[str, ...]:
    """Give the shortest way from one family to another by keys that they share."""
    came: dict[str, Family | None] = {one.id: None}
    ahead = deque([one])
    while other.id not in came:
        here = ahead.popleft()
        for each in company:
            if each.id not in came and set(each.together) & set(here.together):
                came[each.id] = here
                ahead.append(each)
    way: list[str] = []
    at: Family | None = other
    while at is not None:
        way.append(at.id)
        at = came[at.id]
    return tuple(reversed(way))


def _candidates(problem: Problem) -> tuple[Family, ...]:
    homes = (problem.families[at] for at in problem.hubs.tolist())
    return tuple(home for home in homes if home.may_be_hub)


def _usable(problem: Problem, homes: Iterable[Family], near: Family) -> list[Family]:
    """Give the homes with enough beds, roughly from near to far, so that one in reach is soon met."""
    beds = rule_of(problem, Beds)
    found = [home for home in homes if beds is None or home.beds >= beds.beds_min]
    place = near.location
    found.sort(key=lambda home: abs(home.location.lat - place.lat) + abs(home.location.lon - place.lon))
    return found


def _too_many(problem: Problem, company: Company, hubs: Sequence[Family]) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Tell when there are too many of them, or of their children, for every hub home."""
    size, children = rule_of(problem, Size), rule_of(problem, Children)
    inside = {family.id for family in company}
    if size is not None:
        most = size.high - size.count_hub
        limits = [most if home.max_satellites is None else min(most, home.max_satellites) for home in hubs]
        room = max(limit + (home.id in inside) for home, limit in zip(hubs, limits, strict=True))
        if len(company) > room:
            yield "together_too_many", {"n": len(company), "max": room}
    if children is not None:
        total = sum(family.children for family in company)
        saved = 0 if children.count_hub else max(home.children if home.id in inside else 0 for home in hubs)
        if total - saved > children.children_max:
            yield "together_children", {"children": total - saved, "children_max": children.children_max}


def _too_far_from_each_other(problem: Problem, company: Company) -> Iterator[tuple[str, dict[str, Fact]]]:
    mutual = rule_of(problem, MutualKm)
    if mutual is None:
        return
    for one, other in combinations(company, 2):
        ways = (mutual.distances.between(one, other), mutual.distances.between(other, one))
        known = [way for way in ways if way is not None]
        if len(known) == len(ways) and max(known) > in_metres(mutual.mutual_km):
            yield "together_mutual", {"far": (one.id, other.id), "km": km_up(max(known)), "mutual_km": mutual.mutual_km}


def _out_of_reach(problem: Problem, company: Company, hubs: Sequence[Family]) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Tell when no hub home is in reach of all of them, and which comes nearest to it."""
    radius = rule_of(problem, Radius)
    if radius is None:
        return
    own = rule_of(problem, MaxKm) is not None
    nearest: tuple[float, str, str] | None = None
    for home in hubs:
        others = [family for family in company if family.id != home.id]
        ways = [problem.distances.between(family, home) for family in others]
        known = [way for way in ways if way is not None]
        if len(known) < len(ways):
            continue
        limits = [
            radius.hub_km if not own or each.max_km is None else min(radius.hub_km, each.max_km) for each in others
        ]
        if all(way <= in_metres(limit) for way, limit in zip(known, limits, strict=True)):
            return
        way, name = max((way, family.id) for way, family in zip(known, others, strict=True))
        nearest = min(nearest or (way, home.id, name), (way, home.id, name))
    if nearest is None:
        yield "together_nowhere", {"radius_km": radius.hub_km}
    else:
        way, hub, name = nearest
        yield "together_far", {"hub": hub, "farthest": name, "nearest_km": km_up(way), "radius_km": radius.hub_km}


SENTENCES: Final[Mapping[str, Text]] = {
    "together_and_apart": Text(
        nl="{families} horen bij elkaar, maar {apart} moeten ook gescheiden blijven; zo kan geen van hen een plaats "
        "krijgen.",
        en="{families} belong together, yet {apart} must be kept apart too; so none of them can have a place.",
    ),
    "together_by_chain_and_apart": Text(
        nl="{families} horen bij elkaar (door {chain}), maar {apart} moeten ook gescheiden blijven; zo kan geen van "
        "hen een plaats krijgen.",
        en="{families} belong together (by {chain}), yet {apart} must be kept apart too; so none of them can have a "
        "place.",
    ),
    "together_hubs": Text(
        nl="{families} horen bij elkaar, maar {hubs} kunnen alleen hubhome zijn, en een constellatie heeft er één; zo "
        "kan geen van hen een plaats krijgen.",
        en="{families} belong together, yet {hubs} can only be hub homes, and a constellation has one; so none of them "
        "can have a place.",
    ),
    "together_too_many": Text(
        nl="{families} horen bij elkaar; dat zijn er {n}, en een constellatie heeft plaats voor hoogstens {max} van "
        "hen.",
        en="{families} belong together; they are {n}, and a constellation has room for at most {max} of them.",
    ),
    "together_children": Text(
        nl="{families} horen bij elkaar en brengen samen {children} pleegkinderen in een constellatie; het maximum is "
        "{children_max}.",
        en="{families} belong together and bring {children} foster children into a constellation; the maximum is "
        "{children_max}.",
    ),
    "together_mutual": Text(
        nl="{families} horen bij elkaar, maar {far} wonen {km} km van elkaar; in een constellatie mag dat hoogstens "
        "{mutual_km} km zijn.",
        en="{families} belong together, yet {far} live {km} km from each other; in a constellation {mutual_km} km is "
        "the most allowed.",
    ),
    "together_far": Text(
        nl="{families} horen bij elkaar, maar geen kandidaat-hubhome is voor allen binnen bereik ({radius_km} km); het "
        "dichtst daarbij komt {hub}, op {nearest_km} km van {farthest}.",
        en="{families} belong together, yet no candidate hub home is in reach of all of them ({radius_km} km); {hub} "
        "comes nearest to it, at {nearest_km} km from {farthest}.",
    ),
    "together_nowhere": Text(
        nl="{families} horen bij elkaar, maar naar geen kandidaat-hubhome is van allen een weg bekend.",
        en="{families} belong together, yet to no candidate hub home a way is known from all of them.",
    ),
}
"""What is said of each contradiction."""
