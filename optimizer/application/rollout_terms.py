"""What a roll-out is asked, and all that can be said against it before anything is solved."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from geodata.cells import is_year
from geodata.distances import Distances
from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Lang, Text
from geodata.matrix import Matrix
from optimizer.costs.money import Money, Per, shown, to_cents
from optimizer.policy.values import Policy
from optimizer.rollout.terms import Terms
from optimizer.waves import wave_of

_MOST_NAMED: Final = 8


def terms_of(
    families: Families, policy: Policy, distances: Distances, money: Money, lang: Lang, *, ordered: bool = False
) -> Terms:
    """Make the terms of a roll-out.

    Parameters
    ----------
    ordered
        Whether only the order of a plan is asked for.

    Raises
    ------
    InputError
        With every reason why there can be no such roll-out.
    """
    terms = Terms(families, policy, distances, money)
    faults = [
        *_of_policy(terms),
        *_of_recruit(terms, ordered=ordered),
        *_of_pilot(terms),
        *_of_columns(terms),
        *_of_budget(terms, lang),
    ]
    if not faults and not terms.recruit[0]:
        faults = list(_of_first_wave(terms))
    if faults:
        raise InputError(faults)
    return terms


def _of_policy(terms: Terms) -> Iterator[Fault]:
    rollout, size = terms.policy.rollout, terms.policy.size
    for key, values in (("launches", rollout.launches), ("budget", rollout.budget)):
        if values is not None and len(values) > terms.n_waves:
            yield Fault(TOO_LONG, {"key": f"rollout.{key}", "n": len(values), "waves": terms.n_waves})
    if rollout.wave is not None or rollout.to_find is not None:
        yield Fault(NOT_A_WAVE)
    if rollout.launch_min > size.max:
        yield Fault(LAUNCH_TOO_LARGE, {"launch": rollout.launch_min, "max": size.max})
    none = tuple(terms.name(wave) for wave, most in zip(terms.waves, terms.launches, strict=True) if most == 0)
    if none:
        yield Fault(NO_LAUNCHES, {"waves": none})
    launches = [each for each in terms.launches if each is not None]
    exactly = terms.policy.hubs.exactly
    if len(launches) == terms.n_waves and exactly is not None and exactly > sum(launches):
        yield Fault(TOO_FEW_LAUNCHES, {"exactly": exactly, "launches": sum(launches)})


def _of_recruit(terms: Terms, *, ordered: bool) -> Iterator[Fault]:
    recruit = terms.policy.rollout.recruit
    if recruit is None:
        return
    if len(recruit) != terms.n_waves:
        yield Fault(RECRUIT_LENGTH, {"n": len(recruit), "waves": terms.n_waves})
    if ordered and any(recruit):
        yield Fault(RECRUIT_ORDERED)
    if any(recruit) and isinstance(terms.distances, Matrix):
        yield Fault(RECRUIT_MATRIX)


def _of_pilot(terms: Terms) -> Iterator[Fault]:
    pilot = terms.policy.rollout.pilot
    if pilot is None:
        return
    family = terms.families.by_id.get(pilot)
    if family is None:
        yield Fault(NO_SUCH_PILOT)
    elif not family.may_be_hub:
        yield Fault(PILOT_NO_CANDIDATE, {"pilot": pilot})
    elif not terms.problems[0].families.by_id[pilot].may_be_hub:
        yield Fault(PILOT_LATE, {"pilot": pilot, "wave": terms.name(1)})
    elif family.beds < terms.policy.capacity.beds_min:
        yield Fault(PILOT_BEDS, {"pilot": pilot, "beds": terms.policy.capacity.beds_min})


def _of_columns(terms: Terms) -> Iterator[Fault]:
    first = terms.policy.rollout.first
    years = [each for each in terms.families if any(at and is_year(at) for at in (each.hub_from, each.joins_from))]
    if years and first is None:
        yield Fault(NO_FIRST_YEAR, {"families": _named([each.id for each in years])})
        return
    late = [each.id for each in terms.families if each.hub.offers and wave_of(each.hub_from, first) > terms.n_waves]
    if late:
        yield Fault(HUB_TOO_LATE, {"families": _named(late), "last": terms.name(terms.n_waves)})
    absent = [each.id for each in terms.families if each.joins and wave_of(each.joins_from, first) > terms.n_waves]
    if absent:
        yield Fault(JOINS_TOO_LATE, {"families": _named(absent), "last": terms.name(terms.n_waves)})


def _named(ids: list[str]) -> tuple[str, ...]:
    return (*ids[:_MOST_NAMED], "…") if len(ids) > _MOST_NAMED else tuple(ids)


def _of_budget(terms: Terms, lang: Lang) -> Iterator[Fault]:
    """Find the waves whose budget does not pay one constellation: its start in the first wave, its run in any later."""
    least = max(terms.launch_min, 0) + 1
    low: dict[tuple[str, str], list[str]] = {}
    for wave, budget in zip(terms.waves, terms.budget, strict=True):
        count = {Per.CONSTELLATION: 1, Per.FAMILY: least, Per.CHILD: 0, Per.REGION: 1}
        cost = to_cents(sum((line.due(wave) * count[line.per] for line in terms.money.lines), Decimal(0)))
        if budget is not None and budget < cost:
            said = (shown(budget, lang, terms.money.currency), shown(cost, lang, terms.money.currency))
            low.setdefault(said, []).append(terms.name(wave))
    for (given, needed), waves in low.items():
        yield Fault(LOW_BUDGET, {"waves": tuple(waves), "budget": given, "cost": needed})


def _of_first_wave(terms: Terms) -> Iterator[Fault]:
    """Say that nothing can start in the first wave: no candidate is there yet, or none has families enough in reach."""
    problem = terms.problems[0]
    if not any(family.may_be_hub for family in problem.families):
        yield Fault(NOBODY_FIRST, {"wave": terms.name(1)})
        return
    joining = [family.joins for family in problem.families]
    reach = [0] * len(problem.hubs)
    for family, hub in zip(problem.pairs.family.tolist(), problem.pairs.hub.tolist(), strict=True):
        reach[hub] += joining[family]
    if max(reach, default=0) < terms.launch_min:
        yield Fault(TOO_FEW_FIRST, {"wave": terms.name(1), "least": terms.launch_min})


TOO_LONG: Final = Text(
    nl="'{key}' noemt {n} jaren, en de uitrol duurt er {waves}. Haal getallen weg, of verhoog 'rollout.waves'.",
    en="'{key}' names {n} years, and the roll-out takes {waves}. Take numbers out, or raise 'rollout.waves'.",
)
NOT_A_WAVE: Final = Text(
    nl="'rollout.wave' en 'rollout.to_find' horen bij het plan van één jaar. Haal die regels weg, of geef het beleid "
    "van de hele uitrol.",
    en="'rollout.wave' and 'rollout.to_find' belong to the plan of one year. Take these lines out, or give the policy "
    "of the whole roll-out.",
)
LAUNCH_TOO_LARGE: Final = Text(
    nl="een constellatie kan niet met {launch} gezinnen starten ('rollout.launch_min'), want zij telt er hoogstens "
    "{max} ('size.max'). Verlaag 'rollout.launch_min', of verhoog 'size.max'.",
    en="a constellation cannot start with {launch} families ('rollout.launch_min'), for it has {max} at most "
    "('size.max'). Lower 'rollout.launch_min', or raise 'size.max'.",
)
NO_LAUNCHES: Final = Text(
    nl="in jaar {waves} mag niets starten ('rollout.launches' is daar 0). Geef elk jaar minstens één start, of neem "
    "minder jaren ('rollout.waves').",
    en="nothing may start in year {waves} ('rollout.launches' is 0 there). Give every year one start at least, or take "
    "fewer years ('rollout.waves').",
)
TOO_FEW_LAUNCHES: Final = Text(
    nl="u vraagt precies {exactly} constellaties ('hubs.exactly'), en samen mogen er {launches} starten "
    "('rollout.launches'). Verhoog 'rollout.launches', neem meer jaren ('rollout.waves'), of vraag minder "
    "constellaties.",
    en="you ask for exactly {exactly} constellations ('hubs.exactly'), and {launches} may start together "
    "('rollout.launches'). Raise 'rollout.launches', take more years ('rollout.waves'), or ask for fewer "
    "constellations.",
)
RECRUIT_LENGTH: Final = Text(
    nl="'rollout.recruit' noemt {n} jaren, en de uitrol duurt er {waves}. Geef voor elk jaar een getal; 0 waar geen "
    "nieuwe hubhome wordt verwacht.",
    en="'rollout.recruit' names {n} years, and the roll-out takes {waves}. Give a number for each year; 0 where no new "
    "hub home is expected.",
)
RECRUIT_ORDERED: Final = Text(
    nl="met --plan ligt vast welke hubhomes er zijn, en kan de uitrol niet rekenen op hubhomes die nog te vinden zijn. "
    "Haal 'rollout.recruit' weg, of laat --plan weg.",
    en="with --plan it is settled which hub homes there are, and the roll-out cannot count on hub homes still to be "
    "found. Take 'rollout.recruit' out, or leave --plan out.",
)
RECRUIT_MATRIX: Final = Text(
    nl="een bestand met afstanden kent geen hubhomes die nog te vinden zijn. Haal 'rollout.recruit' weg, of laat het "
    "bestand met afstanden weg.",
    en="a file of distances knows no hub homes that are still to be found. Take 'rollout.recruit' out, or leave the "
    "file of distances out.",
)
NO_SUCH_PILOT: Final = Text(
    nl="de pilot staat niet in het gezinnenbestand; geef een gezin_id daaruit.",
    en="the pilot is not in the families file; give a family_id of it.",
)
PILOT_NO_CANDIDATE: Final = Text(
    nl="de pilot {pilot} is geen kandidaat-hubhome. Zet in de kolom 'hubhome' kandidaat, of kies een ander.",
    en="the pilot {pilot} is no candidate hub home. Put candidate in the column 'hub', or choose another.",
)
PILOT_LATE: Final = Text(
    nl="de pilot {pilot} kan in jaar {wave} nog geen hubhome zijn. Maak de kolom 'hubhome_vanaf' of 'doet_mee_vanaf' "
    "daar leeg, of kies een ander.",
    en="the pilot {pilot} cannot be a hub home in year {wave} yet. Empty the column 'hub_from' or 'joins_from' there, "
    "or choose another.",
)
PILOT_BEDS: Final = Text(
    nl="de pilot {pilot} houdt te weinig logeerbedden vrij (nodig: {beds}). Verander de kolom 'logeerbedden', of kies "
    "een ander.",
    en="the pilot {pilot} keeps too few sleep-over beds free (needed: {beds}). Change the column 'beds', or choose "
    "another.",
)
NO_FIRST_YEAR: Final = Text(
    nl="bij {families} staat een jaartal; zeg dan ook welk jaar het eerste is, bijvoorbeeld --first 2027.",
    en="a year stands at {families}; then also say which year is the first, for instance --first 2027.",
)
HUB_TOO_LATE: Final = Text(
    nl="pas hubhome na het laatste jaar ({last}): {families} (kolom 'hubhome_vanaf'). Neem meer jaren, of zet daar nee "
    "in de kolom 'hubhome'.",
    en="hub home only after the last year ({last}): {families} (column 'hub_from'). Take more years, or put no in the "
    "column 'hub' there.",
)
JOINS_TOO_LATE: Final = Text(
    nl="deelname pas na het laatste jaar ({last}): {families} (kolom 'doet_mee_vanaf'). Neem meer jaren, of zet daar "
    "nee in de kolom 'doet_mee'.",
    en="taking part only after the last year ({last}): {families} (column 'joins_from'). Take more years, or put no "
    "in the column 'joins' there.",
)
LOW_BUDGET: Final = Text(
    nl="het budget van jaar {waves} ({budget}) betaalt nog niet één constellatie ({cost}). Verhoog 'rollout.budget', "
    "of geef lagere bedragen met --money.",
    en="the budget of year {waves} ({budget}) does not pay a single constellation ({cost}). Raise 'rollout.budget', or "
    "give lower amounts with --money.",
)
NOBODY_FIRST: Final = Text(
    nl="in jaar {wave} kan niets starten: geen enkele kandidaat kan dan al hubhome zijn. Maak de kolom "
    "'hubhome_vanaf' leeg bij wie er dan kan zijn, of laat de uitrol later beginnen.",
    en="nothing can start in year {wave}: no candidate may be a hub home by then. Empty the column 'hub_from' of who "
    "can be there by then, or let the roll-out begin later.",
)
TOO_FEW_FIRST: Final = Text(
    nl="in jaar {wave} kan niets starten: geen hubhome heeft dan {least} gezinnen binnen bereik. Vergroot de straal, "
    "of verlaag 'rollout.launch_min'.",
    en="nothing can start in year {wave}: no hub home has {least} families in reach by then. Widen the radius, or "
    "lower 'rollout.launch_min'.",
)
