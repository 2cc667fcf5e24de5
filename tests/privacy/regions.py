"""Invented regions with plans made without any solver, in which nothing is found by chance.

Ids, providers and keys are words that stand nowhere else. Homes near which a masked point happens to lie are left out:
were masks to draw homes where they are, no region would be left.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from statistics import fmean

from geodata.areas import municipal_areas
from geodata.distances import Geodesic
from geodata.families import Families, Family, HubRole, Location
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.masking import DonutMask, PostcodeMask
from geodata.reading import read_families
from geodata.store import REGION
from maps.backdrop import Point
from maps.base_map import BaseMap
from maps.geometry import MASKED_DECIMALS, drawn_points
from maps.sharing.bare_view import bare_view
from maps.sharing.readers import limits_of
from maps.sharing.release import Release, release
from maps.sharing.tally import tally
from maps.tables import Count
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan
from optimizer.problem import Problem
from tests.builders import finished
from tests.maps.builders import problem_of
from tests.privacy.attacker import NEAR

SECRET = b"thirty-two bytes for the tests.."
PROVIDERS = ("Zwaluwnest & Co", "Otterburcht", "Kwikstaarthof", "Dassenwissel")
_ROUNDS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A plan, and where its families are drawn. Regions are kept for the tests that follow, so nobody changes one."""

    problem: Problem
    plan: Plan
    points: Mapping[str, Location]

    @property
    def families(self) -> Families:
        return self.plan.families

    @property
    def finished(self) -> FinishedPlan:
        return finished(self.problem, self.plan)

    def of(self, provider: str) -> list[Family]:
        return [family for family in self.families if family.provider == provider]

    def not_of(self, provider: str) -> list[Family]:
        return [family for family in self.families if family.provider != provider]


@cache
def base_map() -> BaseMap:
    gazetteer = load_gazetteer()
    return BaseMap(gazetteer, municipal_areas(gazetteer))


POLICY = (6, 10)
"""Fewest and most satellites of a constellation."""


@cache
def numbers_of(of: Region, *, divide: bool = True) -> Release:
    """Decide on the numbers that readers of a plan are told."""
    counted = tally(of.plan, base_map().gazetteer, SECRET)
    return release(of.plan, counted, limits_of(of.plan, POLICY), SECRET, divide=divide)


@cache
def innocent_points(region: Region, provider: str | None = None) -> frozenset[Point]:
    """Give the points that may stand in a folder: of the base map, and of families as they are drawn there.

    Parameters
    ----------
    provider
        Whose families are drawn; nobody's when left out.
    """
    theirs = [] if provider is None else region.of(provider)
    drawn = drawn_points({family.id: region.points[family.id] for family in theirs}, MASKED_DECIMALS)
    found = set(drawn.values())
    for each in region.plan.constellations:
        spots = [drawn[home.id] for home in each.homes if home.id in drawn]
        if spots:
            lat, lon = (fmean(values) for values in zip(*spots, strict=True))
            found.add((round(lat, MASKED_DECIMALS), round(lon, MASKED_DECIMALS)))
    placed = [spot for name, spot in drawn.items() if name in region.plan.placed]
    shown = placed + [drawn[family.id] for family in region.plan.unplaced if family.id in drawn]
    return frozenset(found | {_middle(placed), _middle(shown)} | ground_points(drawn.values()))


def _middle(spots: Sequence[Point]) -> Point:
    """Give the middle of the frame around points, where a map opens."""
    if not spots:
        return 0.0, 0.0
    lat, lon = (round((min(values) + max(values)) / 2, 4) for values in zip(*spots, strict=True))
    return lat, lon


def ground_points(around: Iterable[Point] = ()) -> set[Point]:
    """Give the corners and labels under a map, drawn for a plan without families."""
    spots = list(around)
    found: set[Point] = set()
    for labels in ({}, {name: Count(None, "") for name in sorted(REGION)}):
        under = bare_view("", (), base_map(), Lang.NL, labels=labels, around=spots).backdrop
        found |= {point for area in under.areas for polygon in area.polygons for ring in polygon for point in ring}
        found.add(_middle([point for area in under.areas for polygon in area.polygons for point in polygon[0]]))
        found |= {area.label for area in under.areas} | {place.point for place in under.places}
        found |= {point for _, point in under.postcodes if spots}
    return found


@cache
def water_points() -> frozenset[Point]:
    """Give the shores under a map: among many plans, their numbers meet some home by chance."""
    waters = bare_view("", (), base_map(), Lang.NL).backdrop.ground.waters
    return frozenset(point for water in waters for ring in water for point in ring)


def masked(name: str, families: Sequence[Family], key: bytes = SECRET) -> Mapping[str, Location]:
    """Draw families for the first time with a key."""
    return DonutMask(key).drawn_anew(families) if name == "donut" else PostcodeMask(key).points(families)


@cache
def region(seed: int, mask: str = "postcode") -> Region:
    """Scatter homes around postcode points, near ones to the nearest hub home that has room, first come first "
    "served."""
    rng = Random(seed)
    shares = [rng.uniform(0.2, 1) for _ in PROVIDERS]
    families = [_family(rng, number, shares) for number in range(rng.randint(60, 150))]
    for _ in range(_ROUNDS):
        points = masked(mask, families)
        drawn = list(drawn_points(points, MASKED_DECIMALS).values())
        kept = [family for family in families if not any(_close(family.location, spot) for spot in drawn)]
        if len(kept) == len(families):
            break
        assert len(kept) > 0.6 * len(families)
        families = kept
    else:
        raise AssertionError("homes and masked points keep meeting by chance")
    everyone = Families(families)
    return Region(problem_of(everyone), _planned(everyone, rng), points)


@cache
def example_region() -> Region:
    """The region that comes with the program, planned as the invented ones are."""
    path = Path(__file__).parents[2] / "examples" / "gooi-en-vechtstreek" / "families.csv"
    families = read_families(path).families
    return Region(problem_of(families), _planned(families, Random(1)), masked("postcode", tuple(families)))


def planned_again(of: Region, seed: int) -> Region:
    """Plan the same families another time: with other hub homes, as another policy or a longer search does."""
    return Region(of.problem, _planned(of.families, Random(seed)), of.points)


def plans_of(of: Region, number: int) -> list[Plan]:
    """Plan a region so many times, as a batch of scenarios does: each family at one of the hub homes around it."""
    metres = Geodesic()
    hubs = [family for family in of.families if family.joins and family.hub is HubRole.CANDIDATE]
    plans = []
    for seed in range(number):
        rng = Random(seed)
        members: dict[str, list[str]] = {}
        for family in of.families:
            near = [hub.id for hub in hubs if metres.between(family, hub) < 8_000]
            if family.joins and family not in hubs and near:
                members.setdefault(rng.choice(near), []).append(family.id)
        plans.append(Plan.of(of.families, members))
    return plans


def _close(home: Location, spot: tuple[float, float]) -> bool:
    return abs(home.lat - spot[0]) < 2 * NEAR and abs(home.lon - spot[1]) < 2 * NEAR


def _family(rng: Random, number: int, shares: Sequence[float]) -> Family:
    places = [place for place in load_gazetteer() if place.in_region]
    place = rng.choices(places, [place.inhabitants for place in places])[0]
    spread = 700 / 111_270
    home = Location(
        round(place.location.lat + rng.gauss(0, spread), 6),
        round(place.location.lon + rng.gauss(0, spread) / math.cos(math.radians(52.2)), 6),
    )
    role = HubRole.CANDIDATE if number % 6 == 0 else HubRole.NO
    return Family(
        id=f"q{rng.getrandbits(48):012x}z",
        location=home,
        provider=rng.choices(PROVIDERS, shares)[0],
        children=rng.choice((1, 1, 1, 2, 2, 3)),
        child_ages=(rng.randint(0, 17),),
        care_type=f"zorg{rng.getrandbits(32):08x}",
        hub=role,
        beds=2 if role is HubRole.CANDIDATE else 0,
        joins=rng.random() > 0.03,
        siblings=(f"broer{rng.getrandbits(32):08x}",) if rng.random() < 0.1 else (),
        municipality=place.municipality,
        postcode=place.pc4,
    )


def _planned(families: Families, rng: Random) -> Plan:
    """Give every family to the nearest hub home with room; hub homes with nobody stay closed."""
    metres = Geodesic()
    hubs = [family for family in families if family.joins and family.hub is HubRole.CANDIDATE]
    rng.shuffle(hubs)
    hubs = hubs[: max(1, len(hubs) * 2 // 3)]
    members: dict[str, list[str]] = {hub.id: [] for hub in hubs}
    for family in families:
        if not family.joins or family.id in members:
            continue
        ways = sorted((metres.between(family, hub), hub.id) for hub in hubs if len(members[hub.id]) < 10)
        if ways and ways[0][0] < 4_000:
            members[ways[0][1]].append(family.id)
    return Plan.of(families, {hub: theirs for hub, theirs in members.items() if theirs})
