"""Hub homes that are still to be found: homes of nobody, in the middle of a postcode area."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geodata.distances import Distances, in_metres
from geodata.errors import Fault, InputError
from geodata.families import Families, Family, HubRole, Location, Precision
from geodata.gazetteer import Place, load_gazetteer
from geodata.language import Lang, Text


@dataclass(frozen=True, slots=True)
class Nearby:
    """Who lives within a radius, where it matters of which provider a hub home is."""

    distances: Distances
    radius_km: float

    def provider(self, home: Family, families: Iterable[Family]) -> str:
        """Give the provider of most joining families in reach of a home, the first by name of equals."""
        joining = [family for family in families if family.joins]
        reach = self.distances.pairs(joining, [home], in_metres(self.radius_km))
        counts = Counter(joining[at].provider for at in reach.point.tolist())
        return min(counts, key=lambda name: (-counts[name], name), default="")


def home_to_find(area: Place, families: Families, beds: int, provider: str = "") -> Family:
    """Make the home: it may only be a hub home, has no foster children, and bears a pseudonym that no family has.

    Parameters
    ----------
    beds
        Sleep-over beds that a hub home must keep free.
    provider
        Where rules look at it.
    """
    name = f"PC4-{area.pc4}"
    while name in families.by_id:
        name += "+"
    middle = Location(area.location.lat, area.location.lon, Precision.PC4)
    return Family(
        name,
        middle,
        provider,
        children=0,
        hub=HubRole.ONLY,
        beds=beds,
        municipality=area.municipality,
        postcode=area.pc4,
        to_find=True,
    )


def homes_to_find(areas: Iterable[str], families: Families, beds: int, nearby: Nearby | None) -> tuple[Family, ...]:
    """Make a home for each postcode area.

    Parameters
    ----------
    nearby
        Given where rules look at providers: the home is then of the provider that has most families around it.

    Raises
    ------
    InputError
        When an area is not listed.
    """
    gazetteer = load_gazetteer()
    known = {area: gazetteer.place(area) for area in areas}
    unknown = tuple(area for area, place in known.items() if place is None)
    if unknown:
        raise InputError([Fault(NO_AREA, {"areas": unknown})])
    homes = [home_to_find(place, families, beds) for place in known.values() if place is not None]
    if nearby is None:
        return tuple(homes)
    return tuple(
        home_to_find(place, families, beds, nearby.provider(home, families))
        for place, home in zip(known.values(), homes, strict=True)
        if place is not None
    )


def place_of(home: Family) -> str:
    """Name the place of the postcode area in which a hub home is to be found."""
    place = load_gazetteer().place(home.postcode or "")
    return "" if place is None else place.place


def named_to_find(homes: Iterable[Family]) -> tuple[str, ...]:
    """Name those of some homes that are still to be found, each with its place, sorted by id."""
    return tuple(f"{home.id} ({place_of(home)})" for home in sorted(homes, key=lambda each: each.id) if home.to_find)


def provider_of(family: Family, lang: Lang) -> str:
    """Give the provider of a family; of a hub home that is still to be found without one, that it is."""
    return family.provider or (TO_FIND.say(lang) if family.to_find else "")


COUNTS_ON: Final = Text(
    nl="Hier wordt gerekend op hubhomes die nog te vinden zijn: {homes}. Dat is niemands adres: er is gemeten vanaf "
    "het midden van het postcodegebied, en elk telt mee als één gezin zonder pleegkinderen.",
    en="This counts on hub homes that are still to be found: {homes}. That is nobody's address: it is measured from "
    "the middle of the postcode area, and each counts as one family without foster children.",
)
OF_WHICH_TO_FIND: Final = Text(nl="Waarvan hubhome nog te vinden", en="Of which hub home still to be found")
"""Heads a column beside the number of constellations that start."""

TO_FIND: Final = Text(nl="nog te vinden", en="still to be found")
NO_AREA: Final = Text(
    nl="'rollout.to_find' noemt postcodegebieden die het programma niet kent: {areas}. Schrijf vier cijfers, zoals "
    "1211.",
    en="'rollout.to_find' names postcode areas that the program does not know: {areas}. Write four digits, such as "
    "1211.",
)
