"""What the planning team's page shows: a plan as data, masked and in one language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import Final

from geodata.families import Families, Family, Location, Precision
from geodata.gazetteer import Gazetteer
from geodata.language import Fact, Lang, Text, day_said
from geodata.places import municipalities_near
from geodata.roads.minutes import in_minutes
from geodata.told_distances import ExactDistances, MaskedDistances, ToldDistances
from maps.backdrop import Point, Tiles
from maps.base_map import BaseMap, backdrop
from maps.edges import edge_tables
from maps.figures import charts, count, exchange, headline
from maps.geometry import EXACT_DECIMALS, MASKED_DECIMALS, colours, drawn_points, hull
from maps.helping import grouped, help_view
from maps.settings import Settings
from maps.tables import Table, TierLine
from maps.tierwords import tier_lines
from maps.tiles import warning
from maps.view_model import ConstellationMark, MapView, Member, MoveMark, Share, UnplacedMark
from maps.whereabouts import whereabouts
from optimizer.files import changed
from optimizer.files.proposal_words import asked_said, if_no_said
from optimizer.finished import Explanation, FinishedPlan
from optimizer.outcome import Status
from optimizer.plan import Constellation
from optimizer.policy.distances import minutes_per_km
from optimizer.recruits import provider_of
from optimizer.today import Change, Move, continues

TITLE: Final = Text(nl="Constellaties van pleeggezinnen", en="Constellations of foster families")
MASKED: Final = Text(
    nl="De punten zijn gemaskeerd: elk gezin staat in de buurt van zijn huis, niet erop. Deze kaart bevat pseudoniemen "
    "en is bedoeld voor het planteam.",
    en="The points are masked: each family is drawn near its home, not on it. This map holds pseudonyms and is meant "
    "for the planning team.",
)
EXACT: Final = Text(
    nl="Let op: deze kaart toont de werkelijke plaats van elk gezin. Bewaar haar als een adressenlijst en stuur haar "
    "niet door.",
    en="Take care: this map shows where each family really lives. Keep it as you would a list of addresses, and do not "
    "pass it on.",
)
BETWEEN_POINTS: Final = Text(
    nl="Elke afstand is hemelsbreed gemeten tussen gemaskeerde punten, en wijkt dus af; van alle gezinnen samen is zij "
    "naar boven afgerond op 10 km. Het plan is met de werkelijke afstanden gemaakt.",
    en="Distances are measured as the crow flies between masked points, so they are not exact; the total of all "
    "families is rounded up to 10 km. The plan was made with the real distances.",
)
STATUS: Final = {
    Status.OPTIMAL: Text(
        nl="Bewezen optimaal: binnen deze regels bestaat geen beter plan.",
        en="Proved optimal: within these rules there is no better plan.",
    ),
    Status.FEASIBLE: Text(
        nl="Dit plan houdt zich aan alle regels.",
        en="This plan keeps every rule.",
    ),
}
AS_GOOD_AS_CAN_BE: Final = Text(nl="{title}: beter kan niet (bewezen).", en="{title}: it cannot be better (proved).")
MAY_BE_BETTER: Final = Text(
    nl="{title}: misschien kan het beter, dat is niet uitgesloten.",
    en="{title}: it may be possible to do better; that is not ruled out.",
)
AT_MOST: Final = Text(
    nl="{title}: misschien kan het beter, maar hoogstens {gap} lager.",
    en="{title}: it may be possible to do better, but by {gap} at most.",
)
NO_REASON: Final = Text(
    nl="De reden is bij dit plan niet onderzocht.", en="The reason was not looked into for this plan."
)
SOURCE_LINE: Final = Text(
    nl="Gemaakt van {file} met constellations {version}",
    en="Made from {file} by constellations {version}",
)

FROM_HUB: Final = Text(nl="{what} (nu bij {hub})", en="{what} (today with {hub})")
PROPOSED: Final = Text(
    nl="Voorstel. Te vragen aan {asked}. Zegt dit gezin nee: {no}",
    en="A proposal. To ask: {asked}. If this family says no: {no}",
)


@dataclass(frozen=True, slots=True)
class _Pen:
    """What every mark of one view is made with."""

    told: ToldDistances = field(repr=False)
    spots: Mapping[str, Point] = field(repr=False)
    municipalities: Mapping[str, str] = field(repr=False)
    settings: Settings
    lang: Lang

    def member(self, family: Family, hub: Family | None = None) -> Member:
        return Member(
            id=family.id,
            point=self.spots.get(family.id),
            provider=provider_of(family, self.lang),
            municipality=self.municipalities.get(family.id),
            children=family.children,
            metres=None if hub is None else self.told.between(family, hub),
        )

    def mark(self, key: str, title: str, colour: int, constellation: Constellation) -> ConstellationMark:
        hub = self.member(constellation.hub)
        satellites = tuple(self.member(family, constellation.hub) for family in constellation.satellites)
        homes = (hub, *satellites)
        ways = [member.metres for member in satellites if member.metres is not None]
        tally = Counter(provider_of(family, self.lang) for family in constellation.homes)
        towns = Counter(member.municipality for member in homes if member.municipality)
        off = len(satellites) - self.settings.target_satellites
        size = "on" if off == 0 else "under" if off < 0 else "over"
        return ConstellationMark(
            number=int(key[1:]),
            id=key,
            colour=colour,
            middle=hub.point,
            hub=hub,
            satellites=satellites,
            hull=hull(member.point for member in homes if member.point),
            size=count(len(satellites), self.lang),
            homes=count(len(homes), self.lang),
            children=count(sum(family.children for family in constellation.homes), self.lang),
            beds=constellation.hub.beds,
            providers=tuple(Share(name, count(n, self.lang)) for name, n in _most_first(tally)),
            municipalities=tuple(name for name, _ in _most_first(towns)),
            farthest_m=max(ways, default=None),
            mean_m=fmean(ways) if ways else None,
            off_target=off,
            tags=(size, "single" if len(tally) == 1 else "mixed"),
            by_postcode=any(family.location.precision is Precision.PC4 for family in constellation.homes),
            title=title,
        )


def _most_first(tally: Counter[str]) -> list[tuple[str, int]]:
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))


def team_view(
    finished: FinishedPlan,
    lang: Lang,
    *,
    points: Mapping[str, Location],
    exact: bool,
    base_map: BaseMap,
    tiles: Tiles | None = None,
    title: str | None = None,
) -> MapView:
    """Say what the planning team's page shows.

    Parameters
    ----------
    points
        Where each family is drawn, by id: masked by ``geodata.masking``, or the true homes when ``exact``. A family
        without a point is listed, not drawn.
    exact
        Whether ``points`` are true homes; the page says so aloud.
    tiles
        A tile server, only when the user asked for one.
    title
        Shown above the page, by default the usual one.
    """
    plan, settings = finished.plan, Settings.of(finished.policy, lang)
    spots = drawn_points(points, EXACT_DECIMALS if exact else MASKED_DECIMALS)
    towns = municipalities_of(plan.families, base_map.gazetteer)
    told = told_distances(finished, points, exact=exact)
    of_a_km = minutes_per_km(finished.problem.distances)
    per_km = of_a_km if exact else None
    pen = _Pen(told, spots, towns, settings, lang)
    middles = [spots.get(constellation.hub.id) for constellation in plan.constellations]
    hulls = [[spots[home.id] for home in each.homes if home.id in spots] for each in plan.constellations]
    drawn = tuple(
        pen.mark(key, title, colour, constellation)
        for key, title, colour, constellation in zip(
            plan.ids, plan.titles, colours(middles, hulls), plan.constellations, strict=True
        )
    )
    named = whereabouts(middles, [mark.hub.municipality if mark.hub else None for mark in drawn], base_map.gazetteer)
    drawn = tuple(replace(mark, where=name) for mark, name in zip(drawn, named, strict=True))
    drawn = _with_moves(drawn, finished)
    groups = grouped(((family.id, finished.explanations.get(family.id)) for family in plan.unplaced), lang)
    unplaced = tuple(
        _unplaced(pen.member(family), finished.explanations.get(family.id), groups.get(family.id, ""), lang)
        for family in plan.unplaced
    )
    titles = {each.hub.id: title for title, each in zip(plan.titles, plan.constellations, strict=True)}
    shown = {family.id for family in plan.unplaced} | plan.placed
    providers = sorted({provider_of(family, lang) for family in plan.families if family.joins})
    n_joining = len(plan.placed) + len(plan.unplaced)
    tiers = _in_time(tier_lines(finished.marks, lang, finished.problem.tiers, plan, exact=exact), lang, of_a_km)
    return MapView(
        lang=lang,
        title=title or TITLE.say(lang),
        subtitle=_source_line(finished, lang),
        notices=tuple(_notices(exact, status_said(finished.status, tiers, lang), tiles, lang)),
        exact=exact,
        radius_m=settings.radius_m if of_a_km is None else None,
        constellations=drawn,
        unplaced=unplaced,
        backdrop=backdrop(base_map, (spots[key] for key in sorted(shown & spots.keys())), lang),
        figures=headline(drawn, n_joining, len(unplaced), len(plan.left_out), lang, exact=exact, per_km=per_km),
        charts=charts(drawn, settings, lang, exact=exact, per_km=per_km),
        tiers=tiers,
        exchange=exchange(drawn, providers, lang),
        settings=settings.lines,
        made_on=None if finished.source.made_on is None else day_said(finished.source.made_on, lang),
        tiles=tiles,
        alarms=(EXACT.say(lang),) if exact else (),
        tables=tuple(edge_tables(plan, titles, spots, told, lang)),
        changes=changes_table(finished, told, lang) if finished.today else None,
        moves=_moves(finished, spots, lang),
        minutes_per_km=per_km,
        helps=help_view(finished, base_map.gazetteer, spots, lang),
    )


def _in_time(tiers: tuple[TierLine, ...], lang: Lang, per_km: float | None) -> tuple[TierLine, ...]:
    """Say what objectives count in minutes, where a plan counts travel time."""
    if per_km is None:
        return tiers

    def minutes(said: str | None) -> str | None:
        return None if said is None else in_minutes(said, lang, per_km)

    return tuple(
        replace(
            tier,
            value=in_minutes(tier.value, lang, per_km),
            bound=minutes(tier.bound),
            gap=minutes(tier.gap),
            sentence=in_minutes(tier.sentence, lang, per_km),
            said=in_minutes(tier.said, lang, per_km),
        )
        for tier in tiers
    )


def _with_moves(drawn: tuple[ConstellationMark, ...], finished: FinishedPlan) -> tuple[ConstellationMark, ...]:
    """Tell apart the constellations that a family moves or comes to, or that one moved from."""
    hubs = finished.plan.constellations
    touched: set[int] = set()
    for move in finished.moves:
        if move.kind in {Change.MOVED, Change.PLACED, Change.UNPLACED}:
            touched |= {at for at, each in enumerate(hubs) if move.to == each.hub.id}
        if move.kind.is_move and move.origin is not None:
            touched |= {at for at, each in enumerate(hubs) if continues(each.hub, move.origin)}
    return tuple(replace(mark, tags=(*mark.tags, "moves")) if at in touched else mark for at, mark in enumerate(drawn))


def _moves(finished: FinishedPlan, spots: Mapping[str, Point], lang: Lang) -> tuple[MoveMark, ...]:
    """Mark who moves, comes, or loses its place, and from which hub home; and what is asked of whom."""
    asked = {
        each.family: PROPOSED.say(
            lang, {"asked": asked_said(each, finished.plan, lang), "no": if_no_said(each, finished.plan, lang)}
        )
        for each in finished.proposals
    }

    def text(move: Move) -> str:
        what = changed.KINDS[move.kind].say(lang)
        said = what if move.origin is None else FROM_HUB.say(lang, {"what": what, "hub": move.origin})
        return f"{said}. {asked[move.family]}" if move.family in asked else said

    return tuple(
        MoveMark(move.family, text(move), spots.get(move.origin or ""))
        for move in finished.moves
        if move.kind in {Change.MOVED, Change.PLACED, Change.UNPLACED} and move.family in spots
    )


def changes_table(finished: FinishedPlan, distances: ToldDistances, lang: Lang) -> Table:
    """Say what the plan changes, family by family, with how many there are of each kind."""
    rows = tuple(changed.changed_cells(finished, distances, lang))
    header = tuple(text.say(lang) for text in changed.header(finished, distances))
    return Table(changed.TITLE.say(lang), changed.changed_said(finished, lang), header, rows)


def told_distances(finished: FinishedPlan, points: Mapping[str, Location], *, exact: bool) -> ToldDistances:
    """Give the distances that the planning team is told: those between points as they are drawn, or the exact ones."""
    if exact:
        return ExactDistances(finished.problem.distances, minutes_per_km(finished.problem.distances))
    told = MaskedDistances(drawn_points(points, MASKED_DECIMALS))
    told.ahead((each, one.hub) for one in finished.plan.constellations for each in one.satellites)
    return told


def municipalities_of(families: Families, gazetteer: Gazetteer) -> dict[str, str]:
    """Give municipalities by family: as given, else that of the nearest postcode point, else of the nearest place."""
    missing = [family for family in families if not family.municipality]
    places = gazetteer.nearest_each([family.location for family in missing])
    found = {family.id: place.municipality for family, place in zip(missing, places, strict=True) if place}
    missing = [family for family in missing if family.id not in found]
    towns = municipalities_near([family.location for family in missing])
    found |= {family.id: town for family, town in zip(missing, towns, strict=True) if town}
    return found | {family.id: family.municipality for family in families if family.municipality}


def _source_line(finished: FinishedPlan, lang: Lang) -> str:
    source = finished.source
    facts: dict[str, Fact] = {"file": finished.input_name, "version": source.version}
    return SOURCE_LINE.say(lang, facts)


def _unplaced(member: Member, why: Explanation | None, group: str, lang: Lang) -> UnplacedMark:
    if why is None:
        return UnplacedMark(member, (NO_REASON.say(lang),))
    return UnplacedMark(member, why.sentences(lang), why.advice(lang), group)


def _notices(exact: bool, status: str, tiles: Tiles | None, lang: Lang) -> Iterable[str]:
    yield (EXACT if exact else MASKED).say(lang)
    if not exact:
        yield BETWEEN_POINTS.say(lang)
    if status:
        yield status
    if tiles is not None:
        yield warning(tiles, lang)


def status_said(status: Status | None, tiers: tuple[TierLine, ...], lang: Lang) -> str:
    """Say what is proved, of each objective where not all of it is; nothing where nothing is known of it."""
    if status is not Status.FEASIBLE:
        return STATUS[status].say(lang) if status in STATUS else ""
    return " ".join((STATUS[status].say(lang), *(_proved_of(tier).say(lang, _facts_of(tier)) for tier in tiers)))


def _proved_of(tier: TierLine) -> Text:
    return AS_GOOD_AS_CAN_BE if tier.proved else MAY_BE_BETTER if tier.bound is None else AT_MOST


def _facts_of(tier: TierLine) -> dict[str, Fact]:
    return {"title": tier.title} if tier.gap is None else {"title": tier.title, "gap": tier.gap}
