"""Invented plans to draw: homes scattered around postcode points, grouped around hub homes without any solver."""

import math
from random import Random

import numpy as np

from geodata.areas import municipal_areas
from geodata.distances import Geodesic
from geodata.families import Families, Family, HubRole, Location
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.masking import DonutMask
from maps.backdrop import Tiles
from maps.base_map import BaseMap
from maps.view import team_view
from maps.view_model import MapView
from optimizer.finished import Reason
from optimizer.instance import Instance, Pairs, TodayCodes
from optimizer.outcome import Mark
from optimizer.plan import Plan
from optimizer.problem import Problem
from tests.builders import Explained, finished

PROVIDERS = ("Aanbieder Heide", "Aanbieder Plas", "Aanbieder Duin", "Aanbieder Eik", "Aanbieder Wilg")
HOSTILE = ("<img src=x onerror=alert(1)>", "${alert(1)}", "</script><script>alert(1)</script>")
MARKS = (Mark("unplaced", 4, 2, 1.0), Mark("travel", 232_400, 229_100, 8.0))
SECRET = b"a secret for tests, 32 bytes long"


def problem_of(families: Families) -> Problem:
    """A problem without rules or tiers: a page asks it for distances only."""
    nothing = np.empty(0, dtype=np.int64)
    return Problem(
        Instance(families, nothing, Pairs(nothing, nothing, np.empty(0)), Geodesic(), TodayCodes.of(families)), (), ()
    )


def near(middle: Location, rng: Random, spread_m: float) -> Location:
    north, east = rng.gauss(0, spread_m), rng.gauss(0, spread_m)
    lat = middle.lat + north / 111_270
    return Location(lat, middle.lon + east / (111_320 * math.cos(math.radians(middle.lat))))


def region(n_hubs: int = 18, satellites: int = 8, n_unplaced: int = 4, names: tuple[str, ...] = ()) -> Plan:
    """Hub homes at inhabited places, satellites around them; ``names`` replaces the ids of the first satellites."""
    rng = Random(7)
    places = sorted((place for place in load_gazetteer() if place.in_region), key=lambda place: -place.inhabitants)
    families: list[Family] = []
    members: dict[str, list[str]] = {}
    given = list(names)

    def add(role: HubRole, middle: Location, spread_m: float) -> str:
        key = given.pop(0) if given and role is HubRole.NO else f"F{len(families) + 1:03d}"
        provider = names[0] if names and len(families) == 1 else rng.choice(PROVIDERS)
        home = near(middle, rng, spread_m)
        children = rng.choice((1, 1, 1, 2, 2, 3))
        families.append(
            Family(key, home, provider, children=children, hub=role, beds=2 if role is not HubRole.NO else 0)
        )
        return key

    for row in range(n_hubs):
        middle = places[row % len(places)].location
        hub = add(HubRole.CANDIDATE, middle, 300)
        size = satellites + rng.choice((-1, 0, 0, 0, 1))
        members[hub] = [add(HubRole.NO, middle, 900) for _ in range(size)]
    for _ in range(n_unplaced):
        add(HubRole.NO, rng.choice(places).location, 1500)
    return Plan.of(Families(families), members)


def country(n_hubs: int = 1900, satellites: int = 8) -> Plan:
    """A plan of some 17,000 families over the Netherlands."""
    rng = Random(11)
    families: list[Family] = []
    members: dict[str, list[str]] = {}
    providers = [f"Aanbieder {number}" for number in range(1, 29)]
    for _ in range(n_hubs):
        middle = Location(rng.uniform(51.3, 53.2), rng.uniform(4.6, 6.8))
        town = f"Gemeente {int(middle.lat * 8)}-{int(middle.lon * 8)}"
        keys = [f"NL{len(families) + step:05d}" for step in range(satellites + 1)]
        for key in keys:
            role = HubRole.CANDIDATE if key == keys[0] else HubRole.NO
            families.append(
                Family(key, near(middle, rng, 1500), rng.choice(providers), hub=role, beds=2, municipality=town)
            )
        members[keys[0]] = keys[1:]
    for number in range(300):
        spot = Location(rng.uniform(51.3, 53.2), rng.uniform(4.6, 6.8))
        families.append(Family(f"NLX{number:03d}", spot, rng.choice(providers), municipality="Elders"))
    return Plan.of(Families(families), members)


def schematic() -> BaseMap:
    """Areas drawn from postcode points, as a page has them on a new computer."""
    gazetteer = load_gazetteer()
    return BaseMap(gazetteer, municipal_areas(gazetteer))


def view_of(
    plan: Plan, lang: Lang = Lang.NL, *, exact: bool = False, tiles: Tiles | None = None, title: str | None = None
) -> MapView:
    homes = {family.id: family.location for family in plan.families}
    points = homes if exact else DonutMask(SECRET).drawn_anew(plan.families)
    far = {
        Lang.NL: Explained(
            Reason("no_hub_in_reach"),
            ("Binnen 5,0 km is geen kandidaat-hubhome; de dichtstbijzijnde woont op 6,1 km.",),
            ("Een straal van 6,1 km, of een hubhome dichterbij.",),
        ),
        Lang.EN: Explained(
            Reason("no_hub_in_reach"),
            ("No candidate hub home within 5.0 km; the nearest lives at 6.1 km.",),
            ("A radius of 6.1 km, or a hub home nearer by.",),
        ),
    }[lang]
    made = finished(problem_of(plan.families), plan, MARKS, explanations={each.id: far for each in plan.unplaced})
    return team_view(made, lang, points=points, exact=exact, base_map=schematic(), tiles=tiles, title=title)
