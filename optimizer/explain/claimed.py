"""Whether a reason that a file states can be true, as far as the homes alone show it. No solver is asked."""

from typing import Final

from geodata.families import Family
from geodata.told_distances import told_within
from optimizer.explain.case import Case
from optimizer.explain.obstacles import Kind
from optimizer.explain.reasons import certain_reason, finding_without_search
from optimizer.finished import Reason

_BY_SEARCH: Final = frozenset({"room_left", "room_after_moves", "costs_a_place", "rules", "not_settled"})
"""Reasons that a search may give where the homes alone show none."""


OF_ROLL_OUT: Final = frozenset({"later_wave", "no_place_in_roll_out"})
"""Reasons of the plan of one wave, which only the whole roll-out bears out."""


def holds(stated: Reason, case: Case, family: Family) -> bool:
    """Tell whether the homes bear out a stated reason; figures that the file leaves out are not missed.

    A reason by search is believed where the homes do not show another: to refute it would take that search. One of a
    roll-out is believed, as the plan of one wave does not show it.
    """
    if any(name not in case.problem.families.by_id for name in _families_in(stated)):
        return False
    if stated.code in OF_ROLL_OUT:
        return True
    found = finding_without_search(case, family)
    if stated.code in _BY_SEARCH and certain_reason(case, family) is None:
        return stated.code != "room_left" or any(each.kind is Kind.UNSETTLED for each in found.obstacles)
    shown, within = found.reason.facts, told_within(found.reason.facts)
    same = all(stated.facts[key] in (shown[key], within[key]) for key in stated.facts.keys() & shown.keys())
    return stated.code == found.reason.code and same


def _families_in(stated: Reason) -> tuple[str, ...]:
    """Give the hub homes and families that the figures name."""
    named = [stated.facts.get(key) for key in ("hub", "hubs", "families")]
    one = tuple(each for each in named if isinstance(each, str))
    return one + tuple(name for each in named if isinstance(each, tuple) for name in each)
