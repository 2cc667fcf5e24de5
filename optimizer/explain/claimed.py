"""Whether a reason that a file states can be true, as far as the homes alone show it. No solver is asked."""

from collections.abc import Mapping
from typing import Final

from geodata.families import Family
from geodata.told_distances import told_within
from optimizer.explain.case import Case
from optimizer.explain.obstacles import Kind
from optimizer.explain.reasons import certain_reason, finding_without_search
from optimizer.finished import Reason

_BY_SEARCH: Final[Mapping[str, frozenset[str]]] = {
    "room_left": frozenset({"hub", "km"}),
    "room_after_moves": frozenset({"hub", "others", "proved"}),
    "costs_a_place": frozenset({"hub", "places", "families"}),
    "rules": frozenset({"rules", "not_asked"}),
    "not_settled": frozenset(),
}
"""Reasons that a search may give where the homes alone show none, and the names of their figures."""

MORE_CAN_BE_PLACED: Final = frozenset({"room_left", "room_after_moves"})
"""Reasons that say of a family that some plan places it beside all who are placed now."""

OF_ROLL_OUT: Final = frozenset({"later_wave", "no_place_in_roll_out"})
"""Reasons of the plan of one wave, which only the whole roll-out bears out."""


def holds(stated: Reason, case: Case, family: Family, *, of_wave: bool = False) -> bool:
    """Tell whether the homes bear out a stated reason; figures that the file leaves out are not missed.

    A reason by search is believed where the homes do not show another and its figures can be: to refute it would take
    that search. One of a roll-out is believed in the plan of one wave (``of_wave``), which does not show it.
    """
    if any(name not in case.problem.families.by_id for name in _families_in(stated)):
        return False
    if stated.code in OF_ROLL_OUT:
        return of_wave
    found = finding_without_search(case, family)
    if stated.code in _BY_SEARCH and certain_reason(case, family) is None:
        unsettled = any(each.kind is Kind.UNSETTLED for each in found.obstacles)
        return (stated.code != "room_left" or unsettled) and _can_be(stated, case, family)
    shown, within = found.reason.facts, told_within(found.reason.facts)
    same = all(key in shown and fact in (shown[key], within[key]) for key, fact in stated.facts.items())
    return stated.code == found.reason.code and same


def _can_be(stated: Reason, case: Case, family: Family) -> bool:
    """Tell whether figures of a reason by search fit the plan: who is placed, what is in reach, which rules hold."""
    facts = stated.facts
    others = facts.get("others", 0)
    hub, losers, places = facts.get("hub"), facts.get("families", ()), facts.get("places")
    lost = losers if isinstance(losers, tuple) else ()
    keys = {rule.key for rule in case.problem.rules}
    named = [key for name in ("rules", "not_asked") if isinstance(listed := facts.get(name), tuple) for key in listed]
    return (
        facts.keys() <= _BY_SEARCH[stated.code]
        and (hub is None or hub in _within_reach(case, family))
        and case.placed.issuperset(lost)
        and (places is None or not lost or places == len(lost))
        and keys.issuperset(named)
        and isinstance(others, int)
        and 0 <= others <= len(case.placed)
    )


def _within_reach(case: Case, family: Family) -> set[str]:
    """Give the candidate hub homes that the family may join, itself among them where it is one."""
    number, problem = case.number(family.id), case.problem
    joined = problem.hubs[problem.pairs.hub[problem.pairs.family == number]].tolist()
    own = [number] if number in problem.hubs else []
    return {problem.families[at].id for at in (*joined, *own)}


def _families_in(stated: Reason) -> tuple[str, ...]:
    """Give the hub homes and families that the figures name."""
    named = [stated.facts.get(key) for key in ("hub", "hubs", "families")]
    one = tuple(each for each in named if isinstance(each, str))
    return one + tuple(name for each in named if isinstance(each, tuple) for name in each)
