"""What a provider sees: its own families at masked points, and of others numbers over the whole plan only."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from geodata.families import Family, Location, Precision
from geodata.language import Lang, number
from geodata.told_distances import MaskedDistances
from maps.backdrop import Point
from maps.base_map import BaseMap
from maps.geometry import MASKED_DECIMALS, colours, drawn_points, hull
from maps.sharing import words
from maps.sharing.bare_view import bare_view
from maps.sharing.cells import CountKind
from maps.sharing.release import Release
from maps.sharing.signs import signs
from maps.sharing.tally import municipalities
from maps.sharing.view_model import Shared
from maps.tables import Count, Line, Table, Value, said
from maps.view_model import ConstellationMark, Member, Share, UnplacedMark
from optimizer.files.rows import standing
from optimizer.files.workbook import ROLES, STANDINGS
from optimizer.plan import Constellation, Plan


@dataclass(frozen=True, slots=True)
class _Own:
    """The part of a plan that is one provider's."""

    plan: Plan = field(repr=False)
    name: str
    spots: Mapping[str, Point] = field(repr=False)
    towns: Mapping[str, str | None] = field(repr=False)
    lang: Lang

    def has(self, family: Family) -> bool:
        return family.provider == self.name and not family.to_find

    def homes(self, constellation: Constellation) -> tuple[Family, ...]:
        return tuple(family for family in constellation.homes if self.has(family))

    def metres(self, family: Family, hub: Family) -> float | None:
        """Give the distance between the points of two families of this provider, of which alone it has points."""
        return None if family.id == hub.id else MaskedDistances(self.spots).between(family, hub)

    def member(self, family: Family, hub: Family | None = None) -> Member:
        return Member(
            id=family.id,
            point=self.spots.get(family.id),
            provider=family.provider,
            municipality=self.towns.get(family.id),
            children=family.children,
            metres=None if hub is None else self.metres(family, hub),
        )


def provider(
    plan: Plan,
    name: str,
    points: Mapping[str, Location],
    base_map: BaseMap,
    release: Release,
    lang: Lang,
) -> Shared:
    """Say what a provider gets.

    Parameters
    ----------
    name
        As the families file writes it.
    points
        Masked points by pseudonym; only those of this provider are used.
    """
    theirs = [family for family in plan.families if family.provider == name and not family.to_find]
    spots = drawn_points({family.id: points[family.id] for family in theirs if family.id in points}, MASKED_DECIMALS)
    own = _Own(plan, name, spots, municipalities(theirs, base_map.gazetteer), lang)
    title = words.TITLE_PROVIDER.say(lang, {"provider": name})
    notices = (words.FOR_PROVIDER.say(lang, {"provider": name}), signs(lang))
    view = bare_view(title, notices, base_map, lang, around=[spots[key] for key in sorted(spots)])
    numbers = _numbers(own, release)
    view = replace(
        view,
        constellations=_marks(own),
        unplaced=tuple(UnplacedMark(own.member(family), ()) for family in plan.unplaced if own.has(family)),
        figures=tuple(Line(label, said(value, lang)) for label, value in numbers),
    )
    header = (words.WHAT.say(lang), words.HOW_MANY.say(lang))
    together = Table(words.TOGETHER.say(lang), words.TOGETHER_NOTE.say(lang), header, tuple(numbers))
    return Shared(view, notices, (_families_table(own), together))


def _numbered(own: _Own) -> tuple[tuple[str, Constellation], ...]:
    """Give each constellation with a family of this provider a number, by the points it sees, from north to south.

    The numbers of the plan follow the hub homes of all: one between two of its own would tell a strip of latitude in
    which another's hub home lies.
    """
    found = [each for each in own.plan.constellations if own.homes(each)]
    middles = {each.hub.id: _middle(own, each) or (-math.inf, 0.0) for each in found}
    found.sort(key=lambda each: (-middles[each.hub.id][0], min(family.id for family in own.homes(each))))
    width = max(2, len(str(len(found))))
    return tuple((f"C{number:0{width}d}", each) for number, each in enumerate(found, start=1))


def _marks(own: _Own) -> tuple[ConstellationMark, ...]:
    """Give the constellations that have a family of this provider, with its own families only."""
    found = _numbered(own)
    middles = [_middle(own, each) for _, each in found]
    return tuple(
        _mark(own, row, key, each, colour, middle)
        for row, ((key, each), colour, middle) in enumerate(zip(found, colours(middles), middles, strict=True), start=1)
    )


def _middle(own: _Own, constellation: Constellation) -> Point | None:
    """Give the middle of the drawn points of this provider."""
    spots = [own.spots[family.id] for family in own.homes(constellation) if family.id in own.spots]
    if not spots:
        return None
    return round(fmean(lat for lat, _ in spots), MASKED_DECIMALS), round(
        fmean(lon for _, lon in spots), MASKED_DECIMALS
    )


def _mark(own: _Own, row: int, key: str, each: Constellation, colour: int, middle: Point | None) -> ConstellationMark:
    hub = own.member(each.hub) if own.has(each.hub) else None
    satellites = tuple(own.member(family, each.hub) for family in each.satellites if own.has(family))
    members = (*((hub,) if hub else ()), *satellites)
    ways = [member.metres for member in satellites if member.metres is not None]
    n_children = sum(member.children or 0 for member in members)
    return ConstellationMark(
        number=row,
        id=key,
        colour=colour,
        middle=hub.point if hub else middle,
        hub=hub,
        satellites=satellites,
        hull=hull(member.point for member in members if member.point),
        size=_count(len(satellites), own.lang),
        homes=_count(len(members), own.lang),
        by_postcode=any(family.location.precision is Precision.PC4 for family in own.homes(each)),
        children=_count(n_children, own.lang),
        beds=each.hub.beds if hub else None,
        providers=(Share(own.name, _count(len(members), own.lang)),),
        municipalities=tuple(sorted({member.municipality for member in members if member.municipality})),
        farthest_m=max(ways, default=None),
        mean_m=fmean(ways) if ways else None,
        off_target=None,
        tags=(),
    )


def _count(n: int, lang: Lang) -> Count:
    return Count(n, number(n, lang))


def _families_table(own: _Own) -> Table:
    lang = own.lang
    header = (
        words.FAMILY,
        words.CONSTELLATION,
        words.ROLE,
        words.HUB,
        words.KM,
        words.AREA,
        words.CHILDREN,
        words.STATUS,
    )
    rows: list[tuple[Value, ...]] = []
    placed = own.plan.placed
    for key, each in _numbered(own):
        rows += [_row(own, family, key, each, placed) for family in own.homes(each)]
    rows += [_row(own, family, None, None, placed) for family in own.plan.families if own.has(family)]
    seen: set[Value] = set()
    kept = [row for row in rows if row[0] not in seen and not seen.add(row[0])]  # type: ignore[func-returns-value]
    return Table(words.OWN.say(lang), words.OWN_NOTE.say(lang), tuple(text.say(lang) for text in header), tuple(kept))


def _row(
    own: _Own, family: Family, key: str | None, each: Constellation | None, placed: frozenset[str]
) -> tuple[Value, ...]:
    lang = own.lang
    metres = None if each is None else own.metres(family, each.hub)
    role = hub = None
    if each is not None:
        role = ROLES["hub" if family.id == each.hub.id else "satellite"].say(lang)
        hub = each.hub.id if own.has(each.hub) else words.OF_ANOTHER.say(lang)
    status = STANDINGS[standing(family, placed)].say(lang)
    km = None if metres is None else metres / 1000
    return (family.id, key, role, hub, km, own.towns.get(family.id), family.children, status)


def _numbers(own: _Own, release: Release) -> list[tuple[str, Value]]:
    """Count own families; of others there are the rounded numbers of the release, over the whole plan."""
    plan, lang = own.plan, own.lang
    placed = [family for each in plan.constellations for family in each.homes]
    pairs = [(family, each.hub) for each in plan.constellations for family in each.satellites]
    lines: Sequence[tuple[str, Value]] = (
        (words.OWN_PLACED.say(lang), sum(map(own.has, placed))),
        (words.OWN_UNPLACED.say(lang), sum(map(own.has, plan.unplaced))),
        (words.GIVEN.say(lang), sum(own.has(family) and not own.has(hub) for family, hub in pairs)),
        (words.RECEIVED.say(lang), release.told_to(CountKind.RECEIVED, own.name).said(lang)),
        (words.OTHERS_PLACED.say(lang), release.told_to(CountKind.OTHERS, own.name).said(lang)),
        (words.CONSTELLATIONS_IN_ALL.say(lang), release.n_constellations),
    )
    return list(lines)
