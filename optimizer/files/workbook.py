"""``plan.xlsx``: a plan as a workbook, for people who work on in a spreadsheet."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from geodata.families import Family, Precision
from geodata.language import NO, YES, Lang, Text
from geodata.told_distances import ToldDistances, told_way
from optimizer.files import changed
from optimizer.files.rows import Row, Standing, rows
from optimizer.files.sheets import BarChart, Link, Sheet, Value, as_xlsx
from optimizer.files.summary_sheets import exchange_chart, exchange_sheet, helps_sheet, summary_sheet
from optimizer.finished import FinishedPlan
from optimizer.outcome import Mark, Status
from optimizer.plan import Constellation, Plan
from optimizer.policy.distances import said_of
from optimizer.policy.file import keys_written
from optimizer.policy.values import Policy
from optimizer.recruits import TO_FIND, provider_of


def workbook(finished: FinishedPlan, distances: ToldDistances, lang: Lang) -> bytes:
    """Write a summary with charts, then the plan, constellations, unplaced, who gives to whom, and so on.

    The same plan gives the same bytes.

    Parameters
    ----------
    distances
        Those that are told. Where they are not exact, objectives tell no finer ones; what is told of the unplaced is
        that of ``finished``.
    """
    exchange, helps = exchange_sheet(finished, lang), helps_sheet(finished, lang)
    sheets = [
        _plan_sheet(finished.plan, distances, lang),
        _constellations_sheet(finished, distances, lang),
        _unplaced_sheet(finished, lang),
        *([exchange] if exchange else []),
        *([helps] if helps else []),
        *([_changes_sheet(finished, distances, lang)] if finished.today else []),
        _settings_sheet(finished, lang, exact=distances.exact),
    ]
    charts = (
        BarChart(SATELLITES.say(lang), CONSTELLATIONS.say(lang), (5,)),
        *((exchange_chart(exchange, lang),) if exchange else ()),
    )
    summary = summary_sheet(finished, sheets, charts, lang, exact=distances.exact)
    return as_xlsx([summary, *sheets], TITLE.say(lang), finished.source.made_on)


def _said(header: Sequence[Text], lang: Lang) -> tuple[str, ...]:
    return tuple(text.say(lang) for text in header)


def _plan_sheet(plan: Plan, distances: ToldDistances, lang: Lang) -> Sheet:
    def lines() -> Iterator[Sequence[Value]]:
        for row in rows(plan, distances):
            yield _plan_row(row, distances, lang)

    km = MINUTES if distances.minutes_per_km is not None else KM if distances.exact else KM_MASKED
    header = (FAMILY, PROVIDER, CHILDREN, MUNICIPALITY, CONSTELLATION, ROLE, HUB, km, STATUS)
    return Sheet(PLAN.say(lang), _said(header, lang), lines(), {8: _decimals(distances)})


def _decimals(distances: ToldDistances) -> str:
    return "0.000" if distances.exact and distances.minutes_per_km is None else "0.0"


def _plan_row(row: Row, distances: ToldDistances, lang: Lang) -> Sequence[Value]:
    return (
        row.family.id,
        provider_of(row.family, lang),
        row.family.children,
        row.family.municipality,
        None if row.title is None else Link.to(CONSTELLATIONS.say(lang), row.title),
        ROLES[row.role].say(lang) if row.role else None,
        row.hub.id if row.hub else None,
        told_way(row.metres, distances),
        STANDINGS[row.standing].say(lang),
    )


def _constellations_sheet(finished: FinishedPlan, distances: ToldDistances, lang: Lang) -> Sheet:
    plan = finished.plan
    by_postcode = any(map(_n_by_postcode, plan.constellations))

    def lines() -> Iterator[Sequence[Value]]:
        for name, constellation in zip(plan.titles, plan.constellations, strict=True):
            own = (_n_by_postcode(constellation),) if by_postcode else ()
            yield (name, *_constellation_row(distances, constellation, lang), *own)

    in_time = distances.minutes_per_km is not None
    header = (
        CONSTELLATION,
        HUB,
        HUB_PROVIDER,
        BEDS,
        SATELLITES,
        CHILDREN_SATELLITES,
        CHILDREN_HUB,
        N_PROVIDERS,
        OTHER_PROVIDER,
        MEAN_MINUTES if in_time else MEAN_KM if distances.exact else MEAN_KM_MASKED,
        FARTHEST_MINUTES if in_time else FARTHEST_KM if distances.exact else FARTHEST_KM_MASKED,
        *((HOMES_BY_POSTCODE,) if by_postcode else ()),
    )
    formats = dict.fromkeys((10, 11), _decimals(distances))
    limits = _limits(finished.policy, exact_km=distances.exact and not in_time)
    return Sheet(CONSTELLATIONS.say(lang), _said(header, lang), lines(), formats, limits=limits)


def _limits(policy: Policy, *, exact_km: bool) -> dict[int, tuple[float | None, float | None]]:
    """Give the limits of the policy on columns of the sheet; one on distance only where distances are exact."""
    size, capacity = policy.size, policy.capacity
    found: dict[int, tuple[float | None, float | None]] = {
        4: (capacity.beds_min, None),
        5: (size.min - size.count_hub, size.max - size.count_hub),
    }
    if capacity.children_max is not None and not size.count_hub:
        found[6] = (None, capacity.children_max)
    if exact_km:
        found[11] = (None, policy.radius.hub_km)
    return found


def _n_by_postcode(constellation: Constellation) -> int:
    return sum(family.location.precision is Precision.PC4 for family in constellation.homes)


def _constellation_row(distances: ToldDistances, constellation: Constellation, lang: Lang) -> Sequence[Value]:
    hub, satellites = constellation.hub, constellation.satellites
    ways = [metres for each in satellites if (metres := distances.between(each, hub)) is not None]
    return (
        Link.to(PLAN.say(lang), hub.id),
        provider_of(hub, lang),
        hub.beds,
        len(satellites),
        sum(each.children for each in satellites),
        hub.children,
        len({each.provider for each in constellation.homes}),
        sum(each.provider != hub.provider for each in satellites),
        told_way(round(fmean(ways)) if ways else None, distances),
        told_way(round(max(ways)) if ways else None, distances),
    )


def _unplaced_sheet(finished: FinishedPlan, lang: Lang) -> Sheet:
    def line(family: Family) -> Sequence[Value]:
        why = finished.explanations.get(family.id)
        reason = NO_REASON.say(lang) if why is None else " ".join(why.sentences(lang))
        remedy = None if why is None else " ".join(why.advice(lang)) or None
        to_plan = Link.to(PLAN.say(lang), family.id)
        return (to_plan, family.provider, family.children, family.municipality, reason, remedy)

    lines = [line(family) for family in finished.plan.unplaced]
    header = (FAMILY, PROVIDER, CHILDREN, MUNICIPALITY, REASON, REMEDY)
    return Sheet(UNPLACED.say(lang), _said(header, lang), lines)


def _changes_sheet(finished: FinishedPlan, distances: ToldDistances, lang: Lang) -> Sheet:
    formats = dict.fromkeys((6, 7), _decimals(distances))
    header = _said(changed.header(finished, distances), lang)
    return Sheet(changed.TITLE.say(lang), header, changed.changed_cells(finished, distances, lang), formats)


def _settings_sheet(finished: FinishedPlan, lang: Lang, *, exact: bool) -> Sheet:
    problem, source = finished.problem, finished.source
    status = Status.UNKNOWN if finished.status is None else finished.status

    def lines() -> Iterator[Sequence[Value]]:
        yield (PLAN_PART.say(lang), SEARCH_STATUS.say(lang), STATUSES[status].say(lang), None)
        titles = {tier.key: f"{tier.title.say(lang)}. {tier.meaning.say(lang)}" for tier in problem.tiers}
        for mark in finished.marks if exact else _told_marks(finished):
            yield (TIER.say(lang), titles.get(mark.tier, mark.tier), mark.value, mark.bound)
        for rule in problem.rules:
            yield (RULE.say(lang), rule.title.say(lang), None, None)
        for key, value in keys_written(finished.policy):
            yield (SETTING.say(lang), key.meaning.text.say(lang), _plain(value, lang), None)
        yield (SOURCE.say(lang), INPUT_NAME.say(lang), finished.input_name, None)
        yield (SOURCE.say(lang), INPUT_HASH.say(lang), source.sha256, None)
        yield (SOURCE.say(lang), FAMILIES.say(lang), source.n_families, None)
        yield (SOURCE.say(lang), LEFT_OUT.say(lang), len(finished.plan.left_out), None)
        for sentence in said_of(problem.distances, lang):
            yield (SOURCE.say(lang), DISTANCES.say(lang), sentence, None)
        if source.n_by_postcode:
            yield (SOURCE.say(lang), BY_POSTCODE.say(lang), source.n_by_postcode, None)
        yield (SOURCE.say(lang), PROGRAM.say(lang), source.version, None)
        yield (SOURCE.say(lang), SOLVER.say(lang), source.ortools, None)

    return Sheet(RULES.say(lang), _said((PART, WHAT, VALUE, BOUND), lang), lines())


def _told_marks(finished: FinishedPlan) -> Iterator[Mark]:
    """Give values and bounds as they are told where no exact distance is."""
    tiers = {tier.key: tier for tier in finished.problem.tiers}
    return (tiers[mark.tier].told_mark(mark) if mark.tier in tiers else mark for mark in finished.marks)


def _plain(value: object, lang: Lang) -> Value:
    if value is None:
        return NOT_SET.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, int | float | str):
        return value
    return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


TITLE: Final = Text(nl="Constellaties van pleeggezinnen", en="Constellations of foster families")
PLAN: Final = Text(nl="Plan", en="Plan")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
UNPLACED: Final = Text(nl="Niet ingedeeld", en="Unplaced")
RULES: Final = Text(nl="Regels en instellingen", en="Rules and settings")

FAMILY: Final = Text(nl="Gezin", en="Family")
PROVIDER: Final = Text(nl="Pleegzorgaanbieder", en="Provider")
CHILDREN: Final = Text(nl="Pleegkinderen", en="Foster children")
MUNICIPALITY: Final = Text(nl="Gemeente", en="Municipality")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
ROLE: Final = Text(nl="Rol", en="Role")
HUB: Final = Text(nl="Hubhome", en="Hub home")
KM: Final = Text(nl="Afstand tot hubhome (km)", en="Distance to hub home (km)")
KM_MASKED: Final = Text(nl="Afstand tussen gemaskeerde punten (km)", en="Distance between masked points (km)")
STATUS: Final = Text(nl="Status", en="Status")
HUB_PROVIDER: Final = Text(nl="Aanbieder van de hubhome", en="Provider of the hub home")
BEDS: Final = Text(nl="Logeerbedden", en="Sleep-over beds")
SATELLITES: Final = Text(nl="Satellietgezinnen", en="Satellites")
CHILDREN_SATELLITES: Final = Text(nl="Pleegkinderen in satellietgezinnen", en="Foster children of satellites")
CHILDREN_HUB: Final = Text(nl="Pleegkinderen in de hubhome", en="Foster children of the hub home")
N_PROVIDERS: Final = Text(nl="Aantal aanbieders", en="Number of providers")
OTHER_PROVIDER: Final = Text(nl="Satellietgezinnen van een andere aanbieder", en="Satellites of another provider")
MEAN_KM: Final = Text(nl="Gemiddelde afstand (km)", en="Mean distance (km)")
FARTHEST_KM: Final = Text(nl="Grootste afstand (km)", en="Longest distance (km)")
MINUTES: Final = Text(nl="Reistijd tot hubhome (min, indicatief)", en="Travel time to hub home (min, indicative)")
MEAN_MINUTES: Final = Text(nl="Gemiddelde reistijd (min)", en="Mean travel time (min)")
FARTHEST_MINUTES: Final = Text(nl="Langste reistijd (min)", en="Longest travel time (min)")
DISTANCES: Final = Text(nl="Afstanden", en="Distances")
BY_POSTCODE: Final = Text(
    nl="Gezinnen met alleen een postcode van vier cijfers: hun afstanden zijn die vanaf het midden daarvan",
    en="Families with a four-digit postcode only: their distances are those from the middle of it",
)
MEAN_KM_MASKED: Final = Text(
    nl="Gemiddelde afstand tussen gemaskeerde punten (km)", en="Mean distance between masked points (km)"
)
FARTHEST_KM_MASKED: Final = Text(
    nl="Grootste afstand tussen gemaskeerde punten (km)", en="Longest distance between masked points (km)"
)
HOMES_BY_POSTCODE: Final = Text(nl="Huizen met alleen een postcode", en="Homes with a postcode only")
REASON: Final = Text(nl="Reden", en="Reason")
REMEDY: Final = Text(nl="Wat zou helpen", en="What would help")
NO_REASON: Final = Text(nl="Niet onderzocht.", en="Not looked into.")
PART: Final = Text(nl="Onderdeel", en="Part")
WHAT: Final = Text(nl="Wat", en="What")
VALUE: Final = Text(nl="Waarde", en="Value")
BOUND: Final = Text(nl="Bewezen ondergrens", en="Proved bound")
PLAN_PART: Final = Text(nl="Plan", en="Plan")
SEARCH_STATUS: Final = Text(nl="Uitkomst van het zoeken", en="How the search ended")
TIER: Final = Text(nl="Doel", en="Objective")
RULE: Final = Text(nl="Regel", en="Rule")
SETTING: Final = Text(nl="Instelling", en="Setting")
SOURCE: Final = Text(nl="Herkomst", en="Source")
INPUT_NAME: Final = Text(nl="Gezinnenbestand", en="Families file")
INPUT_HASH: Final = Text(nl="SHA-256 van het gezinnenbestand", en="SHA-256 of the families file")
FAMILIES: Final = Text(nl="Gezinnen in het bestand", en="Families in the file")
LEFT_OUT: Final = Text(nl="Gezinnen die niet meedoen", en="Families that do not join")
PROGRAM: Final = Text(nl="Versie van constellations", en="Version of constellations")
SOLVER: Final = Text(nl="Versie van OR-Tools", en="Version of OR-Tools")
NOT_SET: Final = Text(nl="niet ingesteld", en="not set")

ROLES: Final = {
    "hub": Text(nl="hubhome", en="hub home"),
    "satellite": Text(nl="satellietgezin", en="satellite"),
}
STANDINGS: Final = {
    Standing.PLACED: Text(nl="ingedeeld", en="placed"),
    Standing.TO_FIND: TO_FIND,
    Standing.UNPLACED: Text(nl="niet ingedeeld", en="unplaced"),
    Standing.LEFT_OUT: Text(nl="doet niet mee", en="does not join"),
    Standing.NOT_NEEDED: Text(nl="niet nodig als hubhome", en="not needed as a hub home"),
}
STATUSES: Final = {
    Status.OPTIMAL: Text(nl="bewezen optimaal", en="proved optimal"),
    Status.FEASIBLE: Text(nl="een plan; niet elk bewijs kwam af", en="a plan; not every proof was finished"),
    Status.INFEASIBLE: Text(nl="er is geen plan", en="there is no plan"),
    Status.UNKNOWN: Text(nl="onbekend", en="unknown"),
}
