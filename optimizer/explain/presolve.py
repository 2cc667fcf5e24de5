"""What can be told before solving: numbers that contradict each other or the homes, with the likely cause."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from geodata.errors import Fault
from geodata.families import Family, HubRole
from geodata.language import Fact, Text
from optimizer.explain.figures import km_up, some
from optimizer.explain.presolve_ties import tie_warnings
from optimizer.explain.variants import rule_of
from optimizer.problem import Problem
from optimizer.rules import Beds, Children, HubCount, MaxShare, MinProviders, MutualKm, ProviderHubs, Radius, Size


def warnings(problem: Problem) -> tuple[Fault, ...]:
    """Look at a problem before it is solved, and tell what will surprise.

    Coordinates outside the Netherlands, swapped degrees and providers spelt in two ways are told by the reader of the
    families file; a minimum above the maximum by the reader of the policy.
    """
    homes = tuple(_usable(problem))
    return (
        *_sizes(problem),
        *_candidates(problem),
        *_own_limits(problem, homes),
        *_reach(problem, homes),
        *_room(problem, homes),
        *_number_of_hubs(problem, homes),
        *_children(problem),
        *_required(problem),
        *_providers(problem),
        *tie_warnings(problem, len(homes)),
    )


def _candidates_of(problem: Problem) -> Iterator[Family]:
    return (problem.families[at] for at in problem.hubs.tolist() if problem.families[at].may_be_hub)


def _usable(problem: Problem) -> Iterator[Family]:
    """Give the candidates that keep enough beds and take as many satellites as a constellation needs."""
    least = _least(problem)
    return (home for home in _with_beds(problem) if home.max_satellites is None or home.max_satellites >= least)


def _with_beds(problem: Problem) -> Iterator[Family]:
    beds = rule_of(problem, Beds)
    return (home for home in _candidates_of(problem) if beds is None or home.beds >= beds.beds_min)


def _least(problem: Problem) -> int:
    """Count the satellites that a constellation has at least."""
    size = rule_of(problem, Size)
    return 0 if size is None else max(size.low - size.count_hub, 0)


def _joining(problem: Problem) -> int:
    return sum(family.may_be_satellite for family in problem.families)


def _sizes(problem: Problem) -> Iterator[Fault]:
    size = rule_of(problem, Size)
    if size is not None and size.low > size.high:
        yield Fault(LOW_ABOVE_HIGH, {"low": size.low, "high": size.high})
    radius, mutual = rule_of(problem, Radius), rule_of(problem, MutualKm)
    if radius is not None and mutual is not None and mutual.mutual_km < radius.hub_km:
        yield Fault(MUTUAL_BELOW_RADIUS, {"mutual_km": mutual.mutual_km, "radius_km": radius.hub_km})


def _own_limits(problem: Problem, usable: tuple[Family, ...]) -> Iterator[Fault]:
    """Tell of candidates whose own limit is below what a constellation needs."""
    names = {home.id for home in usable}
    low = [home.id for home in _with_beds(problem) if home.id not in names]
    if low:
        facts: dict[str, Fact] = {"n": len(low), "hubs": some(low), "min": _least(problem)}
        yield Fault(LIMIT_BELOW_MINIMUM if usable else ALL_LIMITS_BELOW_MINIMUM, facts)


def _candidates(problem: Problem) -> Iterator[Fault]:
    """Tell of candidates without enough beds, or of none at all."""
    usable = tuple(_with_beds(problem))
    candidates = tuple(_candidates_of(problem))
    beds = rule_of(problem, Beds)
    short = len(candidates) - len(usable)
    if not candidates:
        yield Fault(NO_CANDIDATES)
    elif short and beds is not None:
        facts: dict[str, Fact] = {"short": short, "n": len(candidates), "beds": beds.beds_min}
        yield Fault(SHORT_OF_BEDS if usable else ALL_SHORT_OF_BEDS, facts)


def _reach(problem: Problem, usable: tuple[Family, ...]) -> Iterator[Fault]:
    """Tell when the radius reaches nobody, with the shortest distance that there is."""
    radius = rule_of(problem, Radius)
    names = {home.id for home in usable}
    pairs = problem.pairs
    if radius is None or not usable or _joining(problem) < 2:
        return
    is_usable = np.array([problem.families[at].id in names for at in problem.hubs.tolist()])
    if (is_usable[pairs.hub] & (pairs.metres <= radius.hub_km * 1000)).any():
        return
    between = problem.distances.between
    ways = [
        metres
        for home in usable
        for family in problem.families
        if family.id != home.id and family.may_be_satellite and (metres := between(family, home)) is not None
    ]
    facts: dict[str, Fact] = {"radius_km": radius.hub_km}
    if ways:
        yield Fault(REACHES_NOBODY, {**facts, "nearest_km": km_up(min(ways))})
    else:
        yield Fault(NO_WAY_KNOWN)


def _room(problem: Problem, usable: tuple[Family, ...]) -> Iterator[Fault]:
    """Tell when all hub homes together, each as full as can be, have no room for all."""
    size = rule_of(problem, Size)
    joining = _joining(problem)
    if size is None or not usable:
        return
    most = size.high - size.count_hub
    limits = [most if home.max_satellites is None else min(most, home.max_satellites) for home in usable]
    placed = [limit + home.may_be_satellite for home, limit in zip(usable, limits, strict=True)]
    placed.sort(reverse=True)
    count = rule_of(problem, HubCount)
    n_hubs = len(placed) if count is None else min(count.high, len(placed))
    room = sum(placed[:n_hubs])
    if room < joining:
        yield Fault(TOO_FEW_HUBS, {"hubs": n_hubs, "max": size.high, "room": room, "families": joining})


def _number_of_hubs(problem: Problem, usable: tuple[Family, ...]) -> Iterator[Fault]:
    count, size = rule_of(problem, HubCount), rule_of(problem, Size)
    if count is None or not count.low:
        return
    if count.low > len(usable):
        yield Fault(MORE_THAN_CANDIDATES, {"exactly": count.low, "n": len(usable)})
    elif size is not None and count.low * (size.low - size.count_hub) > _joining(problem):
        needed = count.low * (size.low - size.count_hub)
        yield Fault(MORE_THAN_FAMILIES, {"exactly": count.low, "needed": needed, "n": _joining(problem)})


def _children(problem: Problem) -> Iterator[Fault]:
    rule, size = rule_of(problem, Children), rule_of(problem, Size)
    if rule is None:
        return
    satellites = [family for family in problem.families if family.may_be_satellite]
    alone = [family.id for family in satellites if family.children > rule.children_max]
    if alone:
        yield Fault(TOO_MANY_CHILDREN, {"n": len(alone), "families": some(alone), "max": rule.children_max})
    least = 0 if size is None else max(size.low - size.count_hub, 0)
    fewest = sum(sorted(family.children for family in satellites)[:least])
    if fewest > rule.children_max and len(satellites) >= least:
        yield Fault(MINIMUM_HAS_TOO_MANY, {"min": least, "children": fewest, "max": rule.children_max})


def _required(problem: Problem) -> Iterator[Fault]:
    """Tell of required hub homes that can never be one."""
    beds, radius = rule_of(problem, Beds), rule_of(problem, Radius)
    reach_m = np.inf if radius is None else radius.hub_km * 1000
    counts = np.bincount(problem.pairs.hub[problem.pairs.metres <= reach_m], minlength=len(problem.hubs))
    least = _least(problem)
    for at, n_near in zip(problem.hubs.tolist(), counts.tolist(), strict=True):
        home = problem.families[at]
        if home.hub is not HubRole.REQUIRED or not home.joins:
            continue
        if beds is not None and home.beds < beds.beds_min:
            yield Fault(REQUIRED_WITHOUT_BEDS, {"hub": home.id, "beds": home.beds, "beds_min": beds.beds_min})
        if n_near < least:
            yield Fault(REQUIRED_WITHOUT_FAMILIES, {"hub": home.id, "near": n_near, "min": least})
        elif home.max_satellites is not None and home.max_satellites < least:
            yield Fault(REQUIRED_WITH_LIMIT, {"hub": home.id, "limit": home.max_satellites, "min": least})


def _providers(problem: Problem) -> Iterator[Fault]:
    n_providers = len({family.provider for family in problem.families if family.joins})
    least, share = rule_of(problem, MinProviders), rule_of(problem, MaxShare)
    if least is not None and least.min_per_constellation > n_providers:
        yield Fault(TOO_FEW_PROVIDERS, {"min": least.min_per_constellation, "n": n_providers})
    if share is not None and n_providers and share.max_share * n_providers < 1:
        yield Fault(SHARE_TOO_SMALL, {"percent": round(share.max_share * 100), "n": n_providers})
    hubs = rule_of(problem, ProviderHubs)
    if hubs is not None:
        known = {family.provider for family in problem.families}
        strange = tuple(sorted({name for each in (hubs.least, hubs.most) for name, _ in each.named} - known))
        if strange:
            yield Fault(NO_SUCH_PROVIDER, {"names": strange})


NO_SUCH_PROVIDER: Final = Text(
    nl="een aantal hubhomes is gevraagd van wie geen aanbieder in het gezinnenbestand is: {names}. Schrijf de naam "
    "zoals in het bestand.",
    en="a number of hub homes is asked of who is no provider in the families file: {names}. Write the name as the "
    "file does.",
)
LOW_ABOVE_HIGH: Final = Text(
    nl="het kleinste aantal gezinnen ({low}) is groter dan het grootste ({high}), dus er is geen constellatie "
    "mogelijk. Misschien zijn ze verwisseld.",
    en="the fewest families ({low}) are more than the most ({high}), so no constellation is possible. Perhaps they are "
    "swapped.",
)
MUTUAL_BELOW_RADIUS: Final = Text(
    nl="de afstand tussen twee gezinnen ({mutual_km} km) is kleiner dan de straal ({radius_km} km); de straal doet er "
    "dan niet meer toe.",
    en="the distance between two homes ({mutual_km} km) is smaller than the radius ({radius_km} km); the radius then "
    "does not matter any more.",
)
NO_CANDIDATES: Final = Text(
    nl="geen enkel gezin is kandidaat-hubhome, dus er komt geen constellatie. Vul de kolom 'hubhome' in: kandidaat of "
    "verplicht.",
    en="no family is a candidate hub home, so there will be no constellation. Fill in the column 'hub': candidate or "
    "required.",
)
ALL_SHORT_OF_BEDS: Final = Text(
    nl="geen van de kandidaat-hubhomes (aantal: {n}) houdt {beds} logeerbedden vrij, dus er komt geen constellatie. "
    "Misschien is de kolom 'logeerbedden' leeg; of verlaag --beds-min.",
    en="none of the candidate hub homes ({n}) keeps {beds} sleep-over beds free, so there will be no constellation. "
    "Perhaps the column 'beds' is empty; or lower --beds-min.",
)
SHORT_OF_BEDS: Final = Text(
    nl="van de kandidaat-hubhomes (aantal: {n}) vallen er {short} af, omdat zij geen {beds} logeerbedden vrijhouden.",
    en="of the candidate hub homes ({n}), {short} do not count, for they do not keep {beds} sleep-over beds free.",
)
LIMIT_BELOW_MINIMUM: Final = Text(
    nl="kandidaat-hubhomes die zelf minder gezinnen willen ('max_gezinnen') dan een constellatie er minstens heeft "
    "({min}): {hubs} (aantal: {n}). Zij kunnen zo geen hubhome zijn.",
    en="candidate hub homes that want fewer families themselves ('max_satellites') than a constellation has at least "
    "({min}): {hubs} ({n}). So they cannot be a hub home.",
)
ALL_LIMITS_BELOW_MINIMUM: Final = Text(
    nl="alle kandidaat-hubhomes willen zelf minder gezinnen ('max_gezinnen') dan een constellatie er minstens heeft "
    "({min}): {hubs} (aantal: {n}). Er komt dus geen constellatie. Verhoog 'max_gezinnen' of verlaag het minimum "
    "(--size-min).",
    en="all candidate hub homes want fewer families themselves ('max_satellites') than a constellation has at least "
    "({min}): {hubs} ({n}). So there will be no constellation. Raise 'max_satellites' or lower the minimum "
    "(--size-min).",
)
REACHES_NOBODY: Final = Text(
    nl="binnen de straal van {radius_km} km woont bij geen enkele kandidaat-hubhome een gezin; het dichtstbijzijnde op "
    "{nearest_km} km. De straal is in kilometers; controleer ook de coördinaten.",
    en="no candidate hub home has a family within the radius of {radius_km} km; the nearest is at {nearest_km} km. The "
    "radius is in kilometres; check the coordinates too.",
)
NO_WAY_KNOWN: Final = Text(
    nl="van geen enkel gezin is de afstand naar een kandidaat-hubhome bekend. Controleer het bestand met afstanden.",
    en="of no family the distance to a candidate hub home is known. Check the file of distances.",
)
TOO_FEW_HUBS: Final = Text(
    nl="er is plaats voor hoogstens {room} van de {families} gezinnen: hubhomes: {hubs}, gezinnen in een constellatie: "
    "hoogstens {max}. Zoek meer kandidaat-hubhomes of vergroot het maximum.",
    en="there is room for at most {room} of the {families} families: hub homes: {hubs}, families in a constellation: "
    "at most {max}. Find more candidate hub homes or raise the maximum.",
)
MORE_THAN_CANDIDATES: Final = Text(
    nl="gevraagd: precies {exactly} constellaties; kandidaat-hubhomes met genoeg bedden: {n}.",
    en="asked for: exactly {exactly} constellations; candidate hub homes with enough beds: {n}.",
)
MORE_THAN_FAMILIES: Final = Text(
    nl="gevraagd: precies {exactly} constellaties, met samen minstens {needed} satellietgezinnen; aantal gezinnen dat "
    "meedoet: {n}.",
    en="asked for: exactly {exactly} constellations, with at least {needed} satellites together; families that join: "
    "{n}.",
)
TOO_MANY_CHILDREN: Final = Text(
    nl="gezinnen met meer pleegkinderen dan een hele constellatie mag hebben ({max}): {families} (aantal: {n}). Zij "
    "kunnen alleen als hubhome meedoen.",
    en="families with more foster children than a whole constellation may have ({max}): {families} ({n}). They can "
    "only join as a hub home.",
)
MINIMUM_HAS_TOO_MANY: Final = Text(
    nl="het kleinste aantal gezinnen ({min}) heeft samen al minstens {children} pleegkinderen, en {max} is het meeste "
    "dat mag; er is geen constellatie mogelijk.",
    en="the fewest families ({min}) have at least {children} foster children together, and {max} is the most allowed; "
    "no constellation is possible.",
)
REQUIRED_WITHOUT_BEDS: Final = Text(
    nl="{hub} is verplicht hubhome maar houdt {beds} logeerbedden vrij; het minimum is {beds_min}. Zo is er geen plan.",
    en="{hub} is a required hub home yet keeps {beds} sleep-over beds free; the minimum is {beds_min}. So there is no "
    "plan.",
)
REQUIRED_WITHOUT_FAMILIES: Final = Text(
    nl="{hub} is verplicht hubhome, maar heeft maar {near} gezinnen binnen de straal; het minimum is {min}. Zo is er "
    "geen plan.",
    en="{hub} is a required hub home, yet has only {near} families within the radius; the minimum is {min}. So there "
    "is no plan.",
)
REQUIRED_WITH_LIMIT: Final = Text(
    nl="{hub} is verplicht hubhome, maar wil zelf hoogstens {limit} gezinnen ('max_gezinnen'); het minimum is {min}. "
    "Zo is er geen plan.",
    en="{hub} is a required hub home, yet wants at most {limit} families itself ('max_satellites'); the minimum is "
    "{min}. So there is no plan.",
)
TOO_FEW_PROVIDERS: Final = Text(
    nl="een constellatie moet {min} aanbieders hebben, maar er zijn er {n}. Controleer de kolom 'aanbieder'.",
    en="a constellation must have {min} providers, yet there are {n}. Check the column 'provider'.",
)
SHARE_TOO_SMALL: Final = Text(
    nl="hoogstens {percent}% van een constellatie mag van één aanbieder zijn; daarvoor zijn er te weinig aanbieders "
    "({n}).",
    en="at most {percent}% of a constellation may be of one provider; there are too few providers for that ({n}).",
)
