"""Where hub homes that are still to be found help a roll-out most."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from geodata.distances import in_metres
from geodata.gazetteer import Place
from optimizer.costs.money import Per
from optimizer.costs.yearly import one_constellation, yearly_costs
from optimizer.explain.case import Case, Time
from optimizer.explain.changes.recruit import Recruit
from optimizer.explain.variants import beds_needed
from optimizer.explain.whole import recruiting_areas
from optimizer.problem import Problem
from optimizer.recruits import home_to_find
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms

MOST_AREAS: Final = 24
"""Areas that a search looks at: half of them for who has no place in the end, the others for who waits."""


@dataclass(frozen=True, slots=True)
class HelpingArea:
    """A postcode area, and how many families more have a place in the last wave with one hub home found there.

    Attributes
    ----------
    proved
        Whether no plan of the last wave places more with it, all others keeping a place.
    """

    pc4: str
    place: str
    families: int
    proved: bool


def areas_to_try(terms: Terms, without: RollOut | None, areas: Sequence[Place]) -> tuple[str, ...]:
    """Give the postcode areas with the most families without a place within the radius of their middle.

    Half of them are those with the most families that have no place in the last wave; the others those whose families
    wait longest together. They are in the order of postcodes.

    Parameters
    ----------
    without
        The roll-out that counts on no hub home to be found; ``None`` where there is none, and all are waiting.
    """
    problem = terms.problems[-1]
    last = [family for family in problem.families if family.may_be_satellite]
    n_waves, places = terms.n_waves, {} if without is None else without.places
    waits = [places.get(family.id, n_waves + 1) - terms.joins_from[family.id] for family in last]
    homes = [home_to_find(area, terms.families, beds_needed(problem)) for area in areas]
    reach = terms.distances.pairs(last, homes, in_metres(terms.policy.radius.hub_km))
    unplaced, waiting, joining = [0] * len(homes), [0] * len(homes), [0] * len(homes)
    for home, family in zip(reach.hub.tolist(), reach.point.tolist(), strict=True):
        unplaced[home] += last[family].id not in places
        waiting[home] += max(waits[family], 0)
        joining[home] += 1
    helping = [at for at in range(len(homes)) if waiting[at] and joining[at] >= terms.launch_min]
    first = sorted(helping, key=lambda at: (-unplaced[at], -waiting[at], areas[at].pc4))
    rest = sorted(helping, key=lambda at: (-waiting[at], areas[at].pc4))
    chosen = dict.fromkeys([*first[: MOST_AREAS // 2], *rest])
    return tuple(sorted(areas[at].pc4 for at in list(chosen)[:MOST_AREAS]))


def helping_areas(terms: Terms, without: RollOut, areas: Sequence[Place], time: Time) -> tuple[HelpingArea, ...]:
    """Find the areas where one hub home gives the most families more a place in the last wave, best first.

    Launches and budget hold: what they leave no room for is no gain of a new hub home.

    Parameters
    ----------
    without
        A roll-out that keeps every rule and counts on no hub home to be found.
    """
    case = Case.of(_last_problem(terms, without), without.last, time)
    return tuple(
        HelpingArea(source.change.area.pc4, source.change.area.place, len(source.families), source.proved)
        for source in recruiting_areas(case, areas)
        if isinstance(source.change, Recruit)
    )


def most_in_the_end(terms: Terms, roll_out: RollOut) -> int | None:
    """Give how many constellations the last wave may have: all launches together, and what its budget still pays.

    Where an amount is per family or child, a budget counts no more constellations than there are.

    Returns
    -------
    int or None
        ``None`` where neither launches nor budget limit it.
    """
    running, budget = len(roll_out.last.constellations), terms.budget[-1]
    launches = [each for each in terms.launches if each is not None]
    limits = [sum(launches)] if launches else []
    if budget is not None:
        start = one_constellation(terms.money, 1)
        plain = {line.per for line in terms.money.lines} <= {Per.CONSTELLATION, Per.REGION}
        paid = yearly_costs(terms.money, roll_out.started, terms.n_waves).totals[-1]
        limits.append(running + (int(max(budget - paid, Decimal(0)) // start) if plain and start else 0))
    return min(limits, default=None)


def _last_problem(terms: Terms, roll_out: RollOut) -> Problem:
    """Give the problem of the last wave, with no more constellations than may have started by then."""
    most, policy = most_in_the_end(terms, roll_out), terms.wave_policy(terms.n_waves)
    if most is None or policy.hubs.exactly is not None:
        return terms.problems[-1]
    most = most if policy.hubs.max is None else min(most, policy.hubs.max)
    return policy.changed({"hubs.max": most}).pose(terms.families, terms.distances)
