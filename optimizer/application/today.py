"""Which constellations there are today: by a plan that is given, by the plan itself, or by the families file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Text
from geodata.reading import Reading
from optimizer.application.reporter import Reporter
from optimizer.files.read_today import read_today
from optimizer.plan import Constellation, Plan
from optimizer.problem import Problem
from optimizer.today import Today, TodayKind, TodaySource, chained

_SHOWN: Final = 10


def with_today(
    reading: Reading, path: Path | None, reporter: Reporter, stated: Today | None = None
) -> tuple[Reading, Today]:
    """Give today's constellations, and the families with them in their column ``constellation``.

    Parameters
    ----------
    path
        A plan that tells today (``--today``); it goes before all else.
    stated
        What the plan that is looked at tells of the day it was made; it goes before the families file.

    Raises
    ------
    InputError
        When the plan of today cannot be read, or a family is pinned that is in no constellation of today.
    """
    families = reading.families
    if path is not None:
        today, notices = read_today(path, families)
        for notice in notices:
            reporter.notice(notice)
    elif stated is not None:
        today = stated
    else:
        today = Today.of(families)
        if today:
            today = replace(today, source=TodaySource(TodayKind.COLUMN, reading.sha256))
        chain = chained(families)
        if chain:
            reporter.notice(Fault(CHAIN, {"families": _some(chain)}, file=reading.name))
    nowhere = [
        reading.pinned_nowhere.get(family.id, Fault(NOWHERE, {"family": family.id}))
        for family in families
        if family.pinned and family.joins and family.id not in today.hub_of
    ]
    if nowhere:
        raise InputError(nowhere)
    if stated is None or path is not None:
        for notice in _told(today, families):
            reporter.notice(notice)
    return replace(reading, families=today.written_in(families)), today


def kept_beyond(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Give the pinned families that stay where a rule would have parted them, were they not pinned; sorted by id."""
    free = Families(replace(family, pinned=False) for family in plan.families)
    of = free.by_id
    loose = Plan(
        free,
        tuple(
            Constellation(of[each.hub.id], tuple(of[one.id] for one in each.satellites)) for each in plan.constellations
        ),
    )
    pinned = {family.id for family in plan.families if family.pinned}
    if not pinned:
        return ()
    broken = [
        {name for breach in rule.violations(which) for name in breach.families}
        for which in (loose, plan)
        for rule in problem.rules
    ]
    half = len(broken) // 2
    return tuple(sorted(pinned & (set().union(*broken[:half]) - set().union(*broken[half:]))))


def _told(today: Today, families: Families) -> Iterator[Fault]:
    """Say which hub homes of today are gone, and how many families are."""
    of = families.by_id
    gone = tuple(sorted(hub for hub in today.hubs if hub not in of or not of[hub].joins))
    if gone:
        yield Fault(HUBS_GONE, {"hubs": _some(gone)})
    left = [name for name in today.hub_of if name not in of or not of[name].joins]
    if left:
        yield Fault(LEFT, {"n": len(left)})
    lost = tuple(
        family.id for family in families if family.pinned and family.joins and today.hub_of.get(family.id) in gone
    )
    if lost:
        yield Fault(PINNED_TO_NOBODY, {"families": _some(lost)})


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) <= _SHOWN else (*names[:_SHOWN], "…")


KEPT_BEYOND: Final = Text(
    nl="deze gezinnen staan vast en blijven bij elkaar, al wonen zij verder uiteen dan de regels op afstand toelaten: "
    "{families}.",
    en="these families are pinned and stay together, though they live farther apart than the rules on distance allow: "
    "{families}.",
)
CHAIN: Final = Text(
    nl="van deze gezinnen hoort de hubhome van nu zelf bij een andere constellatie: {families}. Zij tellen daarom als "
    "nu niet ingedeeld; vul in de kolom 'constellatie' hun echte hubhome in.",
    en="of these families the hub home of today itself belongs to another constellation: {families}. So they count as "
    "in none today; fill in their real hub home in the column 'constellation'.",
)
NOWHERE: Final = Text(
    nl="{family} staat vast, maar is nu in geen constellatie. Haal in het gezinnenbestand 'vast' weg, of vul "
    "'constellatie' in.",
    en="{family} is pinned, yet is in no constellation today. Take 'pinned' away in the families file, or fill in "
    "'constellation'.",
)
HUBS_GONE: Final = Text(
    nl="deze hubhomes van nu doen niet meer mee: {hubs}. Een constellatie loopt door als een van haar gezinnen hubhome "
    "wordt.",
    en="these hub homes of today no longer join: {hubs}. A constellation goes on when one of its families becomes the "
    "hub home.",
)
LEFT: Final = Text(
    nl="aantal gezinnen dat nu in een constellatie zit en niet meer meedoet: {n}.",
    en="families that are in a constellation today and no longer join: {n}.",
)
PINNED_TO_NOBODY: Final = Text(
    nl="deze gezinnen staan vast bij een hubhome die niet meer meedoet: {families}. Zo bestaat er geen plan; haal "
    "'vast' bij hen weg.",
    en="these families are pinned to a hub home that no longer joins: {families}. So there is no plan; take 'pinned' "
    "away from them.",
)
