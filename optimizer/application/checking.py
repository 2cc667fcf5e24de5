"""Checking a plan: the rules, the values, and every claim that its file makes, without a solver.

Only what it costs to mend a plan of an older families file is searched for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault
from geodata.families import Families
from geodata.language import Fact, Lang, Text
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.monitoring import Monitored, monitor
from optimizer.application.plan_reading import GivenPlan, made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import read_input
from optimizer.application.reporter import Reporter
from optimizer.comparison.since import Since
from optimizer.consent import refuted
from optimizer.explain.case import Case, Time
from optimizer.explain.claimed import MORE_CAN_BE_PLACED, holds
from optimizer.explain.mending import Mending, mended
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan
from optimizer.outcome import Limits, Status
from optimizer.tiers import TIERS, Unplaced

_MENDED: Final = 2000
"""Families up to which it is searched what mending costs."""

_MENDING_S: Final = 10.0


_TITLES: Final = {tier.key: tier.title for tier in TIERS}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a ``plan.json`` that does not hold."""

    text: Text
    facts: dict[str, Fact]

    def say(self, lang: Lang) -> str:
        """Say it in ``lang``, with objectives by their titles."""
        return self.text.say(lang, {name: _titled(fact, lang) for name, fact in self.facts.items()})


def _titled(fact: Fact, lang: Lang) -> Fact:
    """Give the title of an objective that a file names by its key; anything else as it is."""
    if isinstance(fact, tuple):
        return tuple(_TITLES[each].say(lang) if each in _TITLES else each for each in fact)
    return _TITLES[fact].say(lang) if isinstance(fact, str) and fact in _TITLES else fact


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan with its verdict, and the claims of its file that do not hold.

    Attributes
    ----------
    since
        What changed since, of a ``plan.json`` of another families file.
    mending
        What it costs at least to mend such a plan, where it breaks a rule or families lost their hub home.
    monitored
        How constellations fare since a plan of then, where one was given.
    """

    finished: FinishedPlan
    stated: PlanFile | None
    refuted: tuple[Claim, ...]
    since: Since | None = None
    mending: Mending | None = None
    monitored: Monitored | None = None

    @property
    def passed(self) -> bool:
        """Whether every rule is kept and every claim holds."""
        return self.finished.verdict.passed and not self.refuted


def check_plan(
    families: FamiliesFiles,
    plan: Path,
    policy: PolicyRequest,
    lang: Lang,
    reporter: Reporter,
    *,
    before: Path | None = None,
    then: Path | None = None,
) -> CheckedPlan:
    """Check a plan, whoever made it; of one of an older families file, say what changed and what mending costs.

    Parameters
    ----------
    before
        The families file that the plan was made of, where it is at hand and is another; where ``then`` is given, that
        of then.
    then
        An earlier ``plan.json``, to tell how constellations fare since.

    Raises
    ------
    InputError
        When a file cannot be used.
    """
    with opened(families, lang, reporter, made_of=made_of(plan)) as read:
        given = read_given(plan, read.reading, policy, reporter, today=families.today, dropping=True)
        finished = given.finished(read.reading)
    changed = given.stated is not None and given.stated.source.sha256 != read.reading.sha256
    checked = CheckedPlan(finished, given.stated, tuple(_refuted(given, finished, changed=changed)))
    if then is not None:
        row = None if before is None else read_input(before, reporter, silent=True).families
        checked = replace(checked, monitored=monitor(then, finished, row, lang))
    if given.stated is None or not changed:
        return checked
    old = None if before is None else _older(before, given.stated, reporter, certain=then is None)
    since = Since.of(given.stated, finished.plan.families, old)
    checked = replace(checked, since=since)
    if (finished.verdict.passed and not since.bereft) or len(finished.plan.families) > _MENDED:
        return checked
    hub_of = {home: group.hub for group in given.stated.constellations for home in (group.hub, *group.satellites)}
    wanted = finished.policy.solve
    limits = Limits(_MENDING_S, wanted.workers, wanted.seed)
    return replace(checked, mending=mended(finished.problem, finished.plan, hub_of, limits))


def _older(path: Path, stated: PlanFile, reporter: Reporter, *, certain: bool) -> Families | None:
    """Read the families file that a plan was made of, and say so where it is not that one.

    Unless it is ``certain`` that this plan is meant, another file is that of an earlier plan, and tells nothing here.
    """
    reading = read_input(path, reporter, silent=True)
    if reading.sha256 != stated.source.sha256:
        if not certain:
            return None
        reporter.notice(Fault(NOT_THAT_ONE, file=reading.name))
    return reading.families


def _refuted(given: GivenPlan, finished: FinishedPlan, *, changed: bool) -> Iterator[Claim]:
    """Give the claims that do not hold; those made under another policy or of other families are about those."""
    stated = given.stated
    if stated is None:
        return
    yield from _of_itself(stated)
    if given.same_policy and not changed:
        yield from _of_values(stated, finished)
        yield from _of_status(stated, finished)
        yield from _of_lists(stated, finished)
        yield from _of_moves(stated, finished)
        yield from _of_proposals(given, stated, finished)
        yield from _of_reasons(stated, finished)


def _of_itself(stated: PlanFile) -> Iterator[Claim]:
    """Give what the file contradicts within itself, whatever policy and families it is judged by."""
    counted = Counter(group.id for group in stated.constellations)
    twice = tuple(sorted(name for name, n in counted.items() if n > 1))
    if twice:
        yield Claim(SAME_ID, {"ids": twice})
    if stated.status is Status.OPTIMAL and any(tier.bound != tier.value for tier in stated.tiers):
        yield Claim(NOT_OPTIMAL, {})
    if stated.constellations and stated.status is Status.INFEASIBLE:
        yield Claim(NOT_INFEASIBLE, {})
    for tier in stated.tiers:
        if tier.bound is not None and tier.bound > tier.value:
            yield Claim(BELOW_BOUND, {"tier": tier.name, "bound": tier.bound, "value": tier.value})


def _of_values(stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    value = {score.tier: score.value for score in finished.verdict.scores}
    if [tier.name for tier in stated.tiers] != list(value):
        yield Claim(OTHER_TIERS, {"tiers": tuple(value)})
    for tier in stated.tiers:
        if tier.name not in value:
            continue
        if tier.value != value[tier.name]:
            yield Claim(OTHER_VALUE, {"tier": tier.name, "stated": tier.value, "value": value[tier.name]})
        if tier.bound is not None and tier.value >= tier.bound > value[tier.name]:
            yield Claim(BELOW_BOUND, {"tier": tier.name, "bound": tier.bound, "value": value[tier.name]})


def _of_status(stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    if finished.verdict.passed:
        if stated.status is Status.INFEASIBLE and not stated.constellations:
            yield Claim(NOT_INFEASIBLE, {})
        if stated.status is Status.UNKNOWN:
            yield Claim(NOT_UNKNOWN, {})


def _of_lists(stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    plan = finished.plan
    if sorted(each.family for each in stated.unplaced) != [family.id for family in plan.unplaced]:
        yield Claim(OTHER_UNPLACED, {})
    if sorted(stated.left_out) != [family.id for family in plan.left_out]:
        yield Claim(OTHER_LEFT_OUT, {})
    n_families = sum(not family.to_find for family in plan.families)
    if stated.source.n_families != n_families:
        yield Claim(OTHER_COUNT, {"stated": stated.source.n_families, "value": n_families})


def _of_moves(stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    """Recompute what changes, where today is what the file says it is."""
    if stated.told_today() == finished.today and stated.moves != finished.moves:
        yield Claim(OTHER_MOVES, {})


def _of_proposals(given: GivenPlan, stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    """Recompute what is asked of whom and what falls back, where the moves are those of the file."""
    if stated.moves != finished.moves or not finished.verdict.passed:
        return
    if (stated.proposals is not None) is not finished.asks_consent:
        yield Claim(NO_PROPOSALS, {})
    elif stated.proposals and not finished.proposals:
        wrong = tuple(refuted(given.problem, given.plan, finished.moves, stated.proposals))
        yield Claim(OTHER_PROPOSALS, {"families": wrong})


def _of_reasons(stated: PlanFile, finished: FinishedPlan) -> Iterator[Claim]:
    """Recompute the reasons that the homes show; of a plan that breaks a rule nothing can be said."""
    unplaced = {family.id: family for family in finished.plan.unplaced}
    claimed = [each for each in stated.unplaced if each.reasons and each.family in unplaced]
    if not claimed or not finished.verdict.passed:
        return
    case = Case.of(finished.problem, finished.plan, Time.of(0.0), finished.verdict)
    of_wave = finished.policy.rollout.wave is not None
    fewest = _proves_fewest_unplaced(stated)
    for each in claimed:
        if not all(holds(reason, case, unplaced[each.family], of_wave=of_wave) for reason in each.reasons):
            yield Claim(OTHER_REASON, {"family": each.family})
        elif fewest and any(reason.code in MORE_CAN_BE_PLACED for reason in each.reasons):
            yield Claim(ROOM_AND_FEWEST, {"family": each.family})


def _proves_fewest_unplaced(stated: PlanFile) -> bool:
    """Tell whether the file says that no plan leaves fewer families unplaced, whatever the other tiers."""
    first = stated.tiers[0] if stated.tiers else None
    return first is not None and first.name == Unplaced.key and first.bound == first.value


OTHER_TIERS: Final = Text(
    nl="het bestand noemt andere doelen dan zijn beleid: {tiers}.",
    en="the file names other objectives than its policy: {tiers}.",
)
OTHER_VALUE: Final = Text(
    nl="{tier}: het bestand zegt {stated}, nagerekend is het {value}.",
    en="{tier}: the file says {stated}, recomputed it is {value}.",
)
BELOW_BOUND: Final = Text(
    nl="{tier}: het bestand zegt dat minder dan {bound} niet kan, en het plan heeft {value}; dat bewijs klopt dus "
    "niet.",
    en="{tier}: the file says that less than {bound} cannot be, and the plan has {value}; so that proof is wrong.",
)
NOT_OPTIMAL: Final = Text(
    nl="het bestand zegt dat het plan bewezen niet beter kan, maar bewijst dat niet voor elk doel.",
    en="the file says that no plan is better, yet does not prove it for every objective.",
)
OTHER_UNPLACED: Final = Text(
    nl="de lijst van niet ingedeelde gezinnen klopt niet met de constellaties.",
    en="the list of unplaced families does not agree with the constellations.",
)
OTHER_LEFT_OUT: Final = Text(
    nl="de lijst van gezinnen die niet meedoen klopt niet met het gezinnenbestand.",
    en="the list of families that do not join does not agree with the families file.",
)
OTHER_MOVES: Final = Text(
    nl="de lijst van wat verandert klopt niet met de constellaties en het gezinnenbestand.",
    en="the list of what changes does not agree with the constellations and the families file.",
)
NO_PROPOSALS: Final = Text(
    nl="het beleid en het bestand zeggen niet hetzelfde over voorstellen: 'consent' hoort bij 'proposals'.",
    en="the policy and the file do not say the same of proposals: 'consent' goes with 'proposals'.",
)
OTHER_PROPOSALS: Final = Text(
    nl="wat er volgens het bestand gebeurt als een gezin nee zegt, klopt niet met de constellaties en de regels: "
    "{families}.",
    en="what falls back if a family says no, as the file has it, does not agree with the constellations and the rules: "
    "{families}.",
)
OTHER_COUNT: Final = Text(
    nl="het bestand telt {stated} gezinnen, het gezinnenbestand {value}.",
    en="the file counts {stated} families, the families file {value}.",
)
NOT_THAT_ONE: Final = Text(
    nl="het plan is niet van dit bestand gemaakt. Wat er is veranderd, is daarom met dit bestand vergeleken.",
    en="the plan was not made of this file. So what changed is told compared with this file.",
)
SAME_ID: Final = Text(
    nl="deze naam staat bij meer dan één constellatie: {ids}.",
    en="this name is that of more than one constellation: {ids}.",
)
NOT_INFEASIBLE: Final = Text(
    nl="het bestand zegt dat er geen plan bestaat, maar bevat er een.",
    en="the file says that no plan exists, yet it holds one.",
)
NOT_UNKNOWN: Final = Text(
    nl="het bestand zegt dat er geen plan is gevonden, maar bevat er een.",
    en="the file says that no plan was found, yet it holds one.",
)
ROOM_AND_FEWEST: Final = Text(
    nl="het bestand zegt dat er plaats is voor {family}, maar ook dat bewezen geen plan meer gezinnen indeelt.",
    en="the file says that there is room for {family}, and also that it is proved that no plan places more families.",
)
OTHER_REASON: Final = Text(
    nl="de reden waarom {family} niet is ingedeeld, klopt niet met de gegevens van de gezinnen.",
    en="the reason why {family} is unplaced does not agree with the data of the families.",
)
