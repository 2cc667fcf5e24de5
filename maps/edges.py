"""Families at the edge of their constellation: who travels farthest, and whom another hub home fits as well."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from geodata.families import Family
from geodata.language import Lang, Text
from geodata.told_distances import ToldDistances, told_way
from maps.backdrop import Point
from maps.tables import Table, Value
from optimizer.plan import Plan

_SHOWN: Final = 5
_LOOKED_AT: Final = 40
"""Families whose told distances are compared: those who seem nearest to another hub home by their drawn points."""

_BLOCK: Final = 1000


def edge_tables(
    plan: Plan, names: Mapping[str, str], spots: Mapping[str, Point], told: ToldDistances, lang: Lang
) -> Iterator[Table]:
    """List the families that travel farthest, then those for whom another hub home is hardly farther, or nearer.

    Parameters
    ----------
    names
        What the constellation of each hub home is called.
    spots
        Drawn points by family; who and which hub homes are compared is told by them.
    told
        The distances that a page tells.
    """
    pairs = [(family, each.hub) for each in plan.constellations for family in each.satellites]
    ways = [(told.between(family, hub), family, hub) for family, hub in pairs]
    known = sorted(
        ((way, family, hub) for way, family, hub in ways if way is not None), key=lambda row: (-row[0], row[1].id)
    )
    if not known:
        return
    unit = "km" if told.minutes_per_km is None else "min"
    facts = {"unit": unit}
    header: tuple[Text, ...] = (FAMILY, CONSTELLATION, WAY)
    rows: list[tuple[Value, ...]] = [
        (family.id, names[hub.id], told_way(way, told)) for way, family, hub in known[:_SHOWN]
    ]
    yield Table(
        FARTHEST.say(lang), FARTHEST_NOTE.say(lang), tuple(text.say(lang, facts) for text in header), tuple(rows)
    )
    others = sorted(
        _others(pairs, [each.hub for each in plan.constellations], spots, told), key=lambda row: (row[0], row[2].id)
    )
    if others:
        header = (FAMILY, CONSTELLATION, WAY, OTHER, OTHER_WAY)
        rows = [
            (family.id, names[hub.id], told_way(way, told), names[other.id], told_way(way + more, told))
            for more, way, family, hub, other in others[:_SHOWN]
        ]
        yield Table(NEAR.say(lang), NEAR_NOTE.say(lang), tuple(text.say(lang, facts) for text in header), tuple(rows))


def _others(
    pairs: Sequence[tuple[Family, Family]], hubs: Sequence[Family], spots: Mapping[str, Point], told: ToldDistances
) -> Iterator[tuple[float, float, Family, Family, Family]]:
    """Give for the families that seem to have another hub home near by: metres more to it, to their own, and who."""
    drawn = [hub for hub in hubs if hub.id in spots]
    seen = [(family, hub) for family, hub in pairs if family.id in spots and hub.id in spots]
    if len(drawn) < 2 or not seen:
        return
    place = {hub.id: at for at, hub in enumerate(drawn)}
    homes, centres = (_flat([spots[each.id] for each in some]) for some in ([family for family, _ in seen], drawn))
    mine = np.array([place[hub.id] for _, hub in seen])
    more, other = np.empty(len(seen)), np.empty(len(seen), dtype=np.int64)
    for first in range(0, len(seen), _BLOCK):
        part = slice(first, first + _BLOCK)
        away = np.hypot(*(homes[part, None, :] - centres[None, :, :]).transpose(2, 0, 1))
        rows = np.arange(len(away))
        own = away[rows, mine[part]]
        away[rows, mine[part]] = np.inf
        other[part] = away.argmin(axis=1)
        more[part] = away.min(axis=1) - own
    for at in np.argsort(more, kind="stable")[:_LOOKED_AT].tolist():
        family, hub = seen[at]
        near = drawn[int(other[at])]
        way, there = told.between(family, hub), told.between(family, near)
        if way is not None and there is not None:
            yield there - way, way, family, hub, near


def _flat(points: Sequence[Point]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(points, dtype=np.float64).reshape(-1, 2) * (1.0, 0.61)


FARTHEST: Final = Text(nl="De vijf die het verst reizen", en="The five who travel farthest")
FARTHEST_NOTE: Final = Text(
    nl="Satellietgezinnen met de langste weg naar hun hubhome.", en="Satellites with the longest way to their hub home."
)
NEAR: Final = Text(nl="Bijna even dicht bij een andere hubhome", en="Nearly as near to another hub home")
NEAR_NOTE: Final = Text(
    nl="Satellietgezinnen voor wie een andere hubhome nauwelijks verder is, of zelfs dichterbij. Of zij daar een "
    "plaats kunnen hebben, hangt van de regels af.",
    en="Satellites for whom another hub home is hardly farther away, or even nearer. Whether they can have a place "
    "there depends on the rules.",
)
FAMILY: Final = Text(nl="Gezin", en="Family")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
WAY: Final = Text(nl="Naar zijn hubhome ({unit})", en="To its hub home ({unit})")
OTHER: Final = Text(nl="Andere constellatie", en="Other constellation")
OTHER_WAY: Final = Text(nl="Naar die hubhome ({unit})", en="To that hub home ({unit})")
