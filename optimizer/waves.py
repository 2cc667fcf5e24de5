"""Who is there in each wave of a roll-out: a wave is counted from 1, or called by its year."""

from dataclasses import replace
from typing import Final

from geodata.cells import is_year
from geodata.families import Families, Family, HubRole
from geodata.language import Lang, Text


def wave_of(stated: int | None, first: int | None) -> int:
    """Give the wave that a column means; who states none is there from the first.

    Parameters
    ----------
    stated
        A wave, or a year.
    first
        The year of the first wave; without it a year counts as the first wave.
    """
    if stated is None:
        return 1
    if not is_year(stated):
        return stated
    return 1 if first is None else max(1, stated - first + 1)


def said(name: str, lang: Lang) -> str:
    """Give what a wave is called within a sentence, from its year or number."""
    return name if is_year(int(name)) else NUMBERED.say(lang, {"number": name})


def families_in(families: Families, wave: int, first: int | None, *, is_last: bool) -> Families:
    """Give the families as they stand in a wave: who comes later does not join yet, nor is a hub home before its time.

    A home that may only be a hub home does not join before it may be one. A hub home that is required is one in the
    last wave; before, it is a candidate. One in reserve is a candidate from the wave that it names, where it names one.
    """
    return Families(_in_wave(family, wave, first, is_last) for family in families)


def _in_wave(family: Family, wave: int, first: int | None, is_last: bool) -> Family:
    if family.hub is HubRole.RESERVE and family.hub_from is not None:
        family = replace(family, hub=HubRole.CANDIDATE)
    no_hub_yet = wave_of(family.hub_from, first) > wave and family.hub.offers
    if wave_of(family.joins_from, first) > wave or (no_hub_yet and family.hub is HubRole.ONLY):
        return replace(family, joins=False)
    if no_hub_yet:
        return replace(family, hub=HubRole.NO)
    return replace(family, hub=HubRole.CANDIDATE) if family.hub is HubRole.REQUIRED and not is_last else family


NUMBERED: Final = Text(nl="jaar {number}", en="year {number}")
