"""What the page of two plans shows, as data: the plans, their constellations in pairs, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from geodata.language import Lang, Text, enumeration, number
from geodata.told_distances import ToldDistances
from maps.backdrop import Backdrop
from maps.base_map import BaseMap, backdrop
from maps.geometry import colours
from maps.settings import settings_lines
from maps.view_model import ConstellationMark, MapView
from optimizer.comparison.changes import Change, HubChange, Kind
from optimizer.comparison.compared import Comparison


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of both plans as a reader sees it; ``better`` is ``a``, ``b`` or ``None``."""

    title: str
    a: str
    b: str
    difference: str
    better: str | None


@dataclass(frozen=True, slots=True)
class PairLine:
    """A constellation in each plan, by position; ``None`` where a plan has none for it."""

    a: int | None
    b: int | None
    n_shared: int
    n_leave: int
    n_come: int


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One family for which something differs.

    Attributes
    ----------
    kind
        As in ``compare.json``, to filter by; ``said`` is the same for a reader.
    a, b
        Position of its constellation in each plan.
    far_a, far_b
        How far its hub home is, as the reader may see it.
    """

    family: str = field(repr=False)
    kind: str
    said: str
    a: int | None
    b: int | None
    far_a: str
    far_b: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything the page holds.

    Attributes
    ----------
    names
        What the reader calls the plans.
    sides
        Both plans as they are drawn alone, in colours that paired constellations share.
    settings
        Those that differ: label, value in the first, value in the second.
    """

    lang: Lang
    title: str
    subtitle: str
    notices: tuple[str, ...]
    alarms: tuple[str, ...]
    names: tuple[str, str]
    sides: tuple[MapView, MapView]
    backdrop: Backdrop
    figures: tuple[FigureLine, ...]
    settings: tuple[tuple[str, str, str], ...]
    pairs: tuple[PairLine, ...]
    moves: tuple[MoveLine, ...]


def comparison_view(
    compared: Comparison,
    sides: tuple[MapView, MapView],
    told: tuple[ToldDistances, ToldDistances],
    names: tuple[str, str],
    base_map: BaseMap,
) -> ComparisonView:
    """Say what the page shows.

    Parameters
    ----------
    sides
        Both plans as ``team_view`` draws them, with the same masks.
    told
        The distances that go with what is drawn.
    """
    first = sides[0]
    lang, exact = first.lang, first.exact
    spots = [spot for side in sides for mark in side.constellations for spot in mark.hull]
    spots += [mark.member.point for side in sides for mark in side.unplaced if mark.member.point]
    return ComparisonView(
        lang=lang,
        title=TITLE.say(lang, {"a": names[0], "b": names[1]}),
        subtitle=summary(compared, lang),
        notices=tuple(dict.fromkeys((*first.notices[: _about_points(first)], *_of_sides(sides, names)))),
        alarms=first.alarms,
        names=names,
        sides=_coloured(compared, sides),
        backdrop=backdrop(base_map, spots, lang),
        figures=tuple(
            FigureLine(each.measure.title.say(lang), *each.said(lang, exact=exact), each.better(exact=exact))
            for each in compared.figures
        ),
        settings=_settings(compared, lang),
        pairs=tuple(_pair(a, b, compared) for a, b in compared.pairing.pairs),
        moves=tuple(_move(each, compared, told, lang) for each in ordered(compared.changes)),
    )


def _about_points(side: MapView) -> int:
    """Give how many of the first notices are about how points are drawn."""
    return 1 if side.exact else 2


def _of_sides(sides: tuple[MapView, MapView], names: tuple[str, str]) -> list[str]:
    """Give what only one of the plans says of itself, after its name."""
    rest = [set(side.notices[_about_points(side) :]) for side in sides]
    both = [notice for notice in sides[0].notices[_about_points(sides[0]) :] if notice in rest[1]]
    lang = sides[0].lang
    own = [
        OF_PLAN.say(lang, {"name": name, "notice": notice})
        for side, name in zip(sides, names, strict=True)
        for notice in side.notices[_about_points(side) :]
        if notice not in both
    ]
    together = {"name": enumeration(names, lang)}
    return [*(OF_PLAN.say(lang, {**together, "notice": notice}) for notice in both), *own]


def _coloured(compared: Comparison, sides: tuple[MapView, MapView]) -> tuple[MapView, MapView]:
    """Give paired constellations one colour, and those of the second plan alone another than their neighbours."""
    first, second = sides
    alone = [b for a, b in compared.pairing.pairs if a is None and b is not None]
    middles = [mark.middle for mark in first.constellations] + [second.constellations[b].middle for b in alone]
    found = colours(middles)
    of_second = dict(zip(alone, found[len(first.constellations) :], strict=True))
    of_second |= {b: found[a] for a, b in compared.pairing.mate.items()}
    return _painted(first, found), _painted(second, [of_second[at] for at in range(len(second.constellations))])


def _painted(side: MapView, found: Sequence[int]) -> MapView:
    marks: tuple[ConstellationMark, ...] = tuple(
        replace(mark, colour=colour) for mark, colour in zip(side.constellations, found, strict=False)
    )
    return replace(side, constellations=marks)


def _settings(compared: Comparison, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    lines = zip(
        settings_lines(compared.a.policy, lang),
        settings_lines(compared.b.policy, lang),
        strict=True,
    )
    return tuple((one.label, one.value, other.value) for one, other in lines if one.value != other.value)


def _pair(a: int | None, b: int | None, compared: Comparison) -> PairLine:
    one = set() if a is None else {home.id for home in compared.a.plan.constellations[a].homes}
    other = set() if b is None else {home.id for home in compared.b.plan.constellations[b].homes}
    return PairLine(a, b, len(one & other), len(one - other), len(other - one))


def _move(each: Change, compared: Comparison, told: tuple[ToldDistances, ToldDistances], lang: Lang) -> MoveLine:
    before, after = compared.ways(each, told)
    ways = [NO_WAY if way is None else f"{number(way / 1000, lang)} km" for way in (before, after)]
    return MoveLine(each.id, kind_of(each), what_changes(each, compared, lang), each.a, each.b, *ways)


NO_WAY: Final = "\N{EN DASH}"


def kind_of(each: Change) -> str:
    """Give what to filter by: what happens to the family, else that it starts or stops to be a hub home."""
    return str(each.hub) if each.kind is Kind.STAYS and each.hub else str(each.kind)


def ordered(changes: Sequence[Change]) -> list[Change]:
    """Give what differs: moves first, then who comes and goes."""
    order = list(KINDS)
    return sorted((each for each in changes if each.differs), key=lambda each: (order.index(kind_of(each)), each.id))


def what_changes(each: Change, compared: Comparison, lang: Lang) -> str:
    """Say in a sentence what happens to a family."""
    facts = {
        "a": "" if each.a is None else compared.a.plan.titles[each.a],
        "b": "" if each.b is None else compared.b.plan.titles[each.b],
    }
    said = []
    if each.kind is Kind.LEFT:
        said.append((NOT_JOINING if each.after else GONE).say(lang, facts))
    elif each.kind is Kind.PLACED:
        said.append((PLACED if each.before and each.before.joins else NEW).say(lang, facts))
    elif each.kind is not Kind.STAYS:
        said.append((MOVED if each.kind is Kind.MOVED else UNPLACED).say(lang, facts))
    if each.hub is not None:
        said.append((STARTS if each.hub is HubChange.STARTS else STOPS).say(lang, facts))
    return " ".join(said)


def summary(compared: Comparison, lang: Lang) -> str:
    """Say in one line how much differs."""
    count = compared.count
    facts = {
        "moved": count[Kind.MOVED],
        "stays": count[Kind.STAYS],
        "placed": count[Kind.PLACED],
        "out": count[Kind.UNPLACED] + count[Kind.LEFT],
    }
    return SUMMARY.say(lang, facts)


TITLE: Final = Text(nl="Twee plannen vergeleken: {a} en {b}", en="Two plans compared: {a} and {b}")
SUMMARY: Final = Text(
    nl="In dezelfde constellatie: {stays}. Naar een andere: {moved}. Nieuw ingedeeld: {placed}. Niet meer ingedeeld: "
    "{out}.",
    en="In the same constellation: {stays}. To another: {moved}. Newly placed: {placed}. No longer placed: {out}.",
)
OF_PLAN: Final = Text(nl="{name}: {notice}", en="{name}: {notice}")
MOVED: Final = Text(nl="Verhuist van {a} naar {b}.", en="Moves from {a} to {b}.")
PLACED: Final = Text(nl="Was niet ingedeeld, komt in {b}.", en="Was unplaced, comes into {b}.")
NEW: Final = Text(nl="Doet nu mee, komt in {b}.", en="Joins now, comes into {b}.")
UNPLACED: Final = Text(nl="Was in {a}, wordt niet ingedeeld.", en="Was in {a}, becomes unplaced.")
GONE: Final = Text(nl="Was in {a}, staat niet meer in het bestand.", en="Was in {a}, is no longer in the file.")
NOT_JOINING: Final = Text(nl="Was in {a}, doet niet meer mee.", en="Was in {a}, does not join any more.")
STARTS: Final = Text(nl="Wordt hubhome.", en="Becomes a hub home.")
STOPS: Final = Text(nl="Is geen hubhome meer.", en="Is a hub home no more.")
KINDS: Final = {
    "moved": Text(nl="Naar een andere constellatie", en="To another constellation"),
    "placed": Text(nl="Komt erbij", en="Comes in"),
    "unplaced": Text(nl="Verliest de plaats", en="Loses its place"),
    "left": Text(nl="Doet niet meer mee", en="Does not join any more"),
    "hub_starts": Text(nl="Wordt hubhome, zelfde constellatie", en="Becomes a hub home, same constellation"),
    "hub_stops": Text(nl="Geen hubhome meer, zelfde constellatie", en="No hub home any more, same constellation"),
}
