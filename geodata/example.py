"""Invented foster families in the region: to try the program with, to teach with, to test with.

Nobody is described: homes are drawn around postcode points in proportion to inhabitants, providers are made up.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from geodata.errors import Fault, InputError
from geodata.families import Family, HubRole, Location
from geodata.gazetteer import Place, load_gazetteer
from geodata.language import Lang, Text
from geodata.writing import write_families

SEED: Final = 11
N_FAMILIES: Final = 140
N_CANDIDATES: Final = 30
N_PROVIDERS: Final = 5

_SPREAD_M: Final = 500.0
_DEGREES_NORTH: Final = 1 / 111_270
_DEGREES_EAST: Final = 1 / 68_300
"""Degrees a metre at 52.24° north: plain numbers, so that every machine draws the same homes."""

_PROVIDER: Final = Text(nl="Aanbieder {name}", en="Provider {name}")
_PROVIDER_NAMES: Final = ("Heide", "Plas", "Eik", "Duin", "Wilg")
_HOME_TURF: Final = 6.0
"""A provider is so many times stronger in its own municipalities than elsewhere."""

_CHILDREN: Final = (0.75, 0.18, 0.05, 0.02)
"""Shares of families with one to four foster children: 1.34 a family."""

_CARE: Final = (
    (Text(nl="voltijd", en="full-time"), 0.45),
    (Text(nl="netwerk", en="kinship"), 0.35),
    (Text(nl="deeltijd", en="part-time"), 0.15),
    (Text(nl="crisis", en="emergency"), 0.05),
)

_NOT_JOINING: Final = 0.04
_TRAVELS_LESS: Final = 0.04
_SMALLER_HUBS: Final = 0.15
_REQUIRED_NEEDS: Final = 20
"""A hub home is required only in a municipality with so many families, so that the region stays solvable."""

FEW_FAMILIES = Text(
    nl="Een voorbeeld heeft minstens één gezin; gevraagd zijn er {n}.",
    en="An example has at least one family; {n} were asked for.",
)
CANDIDATES = Text(
    nl="Het aantal kandidaat-hubhomes ligt tussen 0 en het aantal gezinnen ({n_families}); gevraagd zijn er {n}.",
    en="The number of candidate hub homes lies between 0 and the number of families ({n_families}); asked for: {n}.",
)
FEW_PROVIDERS = Text(
    nl="Een voorbeeld heeft minstens één pleegzorgaanbieder; gevraagd zijn er {n}.",
    en="An example has at least one provider; {n} were asked for.",
)


@dataclass(frozen=True, slots=True)
class _Dice:
    """Draws from ``Random.random`` alone, whose numbers Python keeps the same from version to version."""

    source: Random

    def share(self) -> float:
        return self.source.random()

    def below(self, n: int) -> int:
        return int(self.source.random() * n)

    def weighted(self, weights: Sequence[float]) -> int:
        """Give a row number, in proportion to its weight."""
        steps = list(accumulate(weights))
        return min(bisect_right(steps, self.source.random() * steps[-1]), len(steps) - 1)

    def some(self, n: int, of: int) -> list[int]:
        """Give ``n`` different numbers below ``of``, in the order drawn (at most all of them)."""
        numbers = list(range(of))
        for at in range(min(n, of)):
            other = at + self.below(of - at)
            numbers[at], numbers[other] = numbers[other], numbers[at]
        return numbers[: min(n, of)]

    def in_disc(self) -> tuple[float, float]:
        """Give a point in the circle with radius 1."""
        while True:
            east, north = 2 * self.share() - 1, 2 * self.share() - 1
            if east * east + north * north <= 1:
                return east, north


def draw_region(
    n_families: int = N_FAMILIES,
    n_candidates: int | None = None,
    n_providers: int = N_PROVIDERS,
    seed: int = SEED,
    lang: Lang = Lang.NL,
) -> tuple[Family, ...]:
    """Draw invented families over Gooi en Vechtstreek; the same numbers give the same families on every machine.

    Parameters
    ----------
    n_families, n_candidates, n_providers
        How many families, how many of them offer to be a hub home (without a number as large a part as in the
        example: 30 of 140, rounded up), and how many providers support them.
    seed
        Another seed gives another region.
    lang
        Language of care types and of the names of providers.

    Raises
    ------
    InputError
        When a number is impossible.
    """
    if n_candidates is None:
        n_candidates = -(-n_families * N_CANDIDATES // N_FAMILIES)
    _check(n_families, n_candidates, n_providers)
    dice = _Dice(Random(seed))  # noqa: S311 - invented data, no secret
    places = [place for place in load_gazetteer() if place.in_region]
    cumulative = list(accumulate(place.inhabitants for place in places))
    strength = _strengths(places, n_providers)
    width = max(3, len(str(n_families)))
    families = []
    for number in range(1, n_families + 1):
        place = places[bisect_right(cumulative, dice.share() * cumulative[-1])]
        families.append(_family(dice, f"G{number:0{width}}", place, strength[place.municipality], lang))
    _choose_hubs(dice, families, n_candidates)
    _decline(dice, families)
    _tie(dice, families)
    return tuple(families)


def write_example(
    path: Path,
    n_families: int = N_FAMILIES,
    n_candidates: int | None = None,
    n_providers: int = N_PROVIDERS,
    seed: int = SEED,
    lang: Lang = Lang.NL,
) -> None:
    """Write the families of :func:`draw_region` as CSV, or as a workbook when the name ends in ``.xlsx``.

    Without further arguments it writes ``examples/gooi-en-vechtstreek/families.csv`` again, byte for byte.

    Raises
    ------
    InputError
        When a number is impossible.
    OSError
        When the file cannot be written.
    """
    write_families(path, draw_region(n_families, n_candidates, n_providers, seed, lang), lang)


def _check(n_families: int, n_candidates: int, n_providers: int) -> None:
    faults = []
    if n_families < 1:
        faults.append(Fault(FEW_FAMILIES, {"n": n_families}))
    if not 0 <= n_candidates <= max(n_families, 0):
        faults.append(Fault(CANDIDATES, {"n": n_candidates, "n_families": n_families}))
    if n_providers < 1:
        faults.append(Fault(FEW_PROVIDERS, {"n": n_providers}))
    if faults:
        raise InputError(faults)


def _strengths(places: Sequence[Place], n_providers: int) -> dict[str, list[float]]:
    """Give each municipality the weight of every provider: later providers are smaller, each has its own turf."""
    municipalities = sorted({place.municipality for place in places})
    return {
        name: [
            (_HOME_TURF if at % n_providers == provider else 1.0) / (2 + provider) for provider in range(n_providers)
        ]
        for at, name in enumerate(municipalities)
    }


def _family(dice: _Dice, name: str, place: Place, strength: Sequence[float], lang: Lang) -> Family:
    east, north = dice.in_disc()
    lat = round(place.location.lat + north * _SPREAD_M * _DEGREES_NORTH, 5)
    lon = round(place.location.lon + east * _SPREAD_M * _DEGREES_EAST, 5)
    provider = dice.weighted(strength)
    children = 1 + dice.weighted(_CHILDREN)
    ages = tuple(sorted(dice.below(18) for _ in range(children)))
    care = dice.weighted([share for _, share in _CARE])
    less = dice.share() < _TRAVELS_LESS
    called = _PROVIDER_NAMES[provider] if provider < len(_PROVIDER_NAMES) else str(provider + 1)
    return Family(
        name,
        Location(lat, lon),
        _PROVIDER.say(lang, {"name": called}),
        children=children,
        child_ages=ages,
        care_type=_CARE[care][0].say(lang),
        max_km=(3 + dice.below(4)) / 2 if less else None,
        municipality=place.municipality,
        postcode=place.pc4,
    )


def _choose_hubs(dice: _Dice, families: list[Family], n_candidates: int) -> None:
    """Name the hub homes; of ten or more, one is a former foster family and two are required where many live."""
    rows = dice.some(n_candidates, len(families))
    for row in rows:
        smaller = 6 + dice.below(3) if dice.share() < _SMALLER_HUBS else None
        families[row] = replace(
            families[row], hub=HubRole.CANDIDATE, beds=2 + dice.below(2), max_satellites=smaller, max_km=None
        )
    if n_candidates < 10:
        return
    homes = [family.municipality for family in families]
    largest = sorted(set(homes), key=lambda name: (-homes.count(name), name))[:2]
    for name in largest:
        for row in [row for row in rows if homes[row] == name and homes.count(name) >= _REQUIRED_NEEDS][:1]:
            families[row] = replace(families[row], hub=HubRole.REQUIRED, max_satellites=None)
    former = next(row for row in reversed(rows) if families[row].hub is HubRole.CANDIDATE)
    families[former] = replace(families[former], hub=HubRole.ONLY, children=0, child_ages=(), care_type=None)


def _decline(dice: _Dice, families: list[Family]) -> None:
    """Let a few families that are no hub home say no, so that everyone sees what becomes of them."""
    for row, family in enumerate(families):
        if dice.share() < _NOT_JOINING and family.hub is HubRole.NO:
            families[row] = replace(family, joins=False)


def _tie(dice: _Dice, families: list[Family]) -> None:
    """Give pairs of families a key: kept together or apart within a postcode, siblings within a municipality."""
    pairs = _pairs(dice, families)
    for number in range(1, len(families) // 70 + 1):
        close = [pair for pair in pairs if _same_postcode(families, pair)][:2]
        if len(close) < 2 or len(pairs) < 3:
            return
        together, apart = close
        siblings = next(pair for pair in pairs if pair not in close)
        for row in together:
            families[row] = replace(families[row], together=(f"T{number:02}",))
        for row in apart:
            families[row] = replace(families[row], apart=(f"A{number:02}",))
        for row in siblings:
            families[row] = replace(families[row], siblings=(f"S{number:02}",))
        pairs = [pair for pair in pairs if pair not in (together, apart, siblings)]


def _same_postcode(families: Sequence[Family], pair: tuple[int, int]) -> bool:
    return families[pair[0]].postcode == families[pair[1]].postcode


def _pairs(dice: _Dice, families: Sequence[Family]) -> list[tuple[int, int]]:
    """Pair families that join and are no hub home, each once, within their municipality."""

    def by_home() -> Iterator[list[int]]:
        for name in sorted({family.municipality or "" for family in families}):
            yield [
                row
                for row, family in enumerate(families)
                if family.municipality == name and family.joins and family.hub is HubRole.NO
            ]

    pairs = []
    for rows in by_home():
        rows.sort(key=lambda row: families[row].postcode or "")
        pairs += list(zip(rows[::2], rows[1::2], strict=False))
    return [pairs[at] for at in dice.some(len(pairs), len(pairs))]
