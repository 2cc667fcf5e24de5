"""Reasons and remedies for the unplaced, for every file and page that shows them."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self, TypeVar

from geodata.errors import Fault, InputError
from geodata.families import Families, Family
from geodata.gazetteer import Place, load_gazetteer
from geodata.language import Fact, Lang, Text
from geodata.personal_cells import may_be_repeated
from geodata.roads.minutes import in_minutes
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.explain.case import Case, Time
from optimizer.explain.explanations import SEARCHABLE, Account, accounts
from optimizer.explain.placements import Placement, placement, with_others
from optimizer.explain.whole import Gain, Source, gains, sources
from optimizer.files.family_names import FamilyNames
from optimizer.files.planfile import PlanFile
from optimizer.finished import Explanation, FinishedPlan, Reason
from optimizer.interruption import beside, noted
from optimizer.plan import Plan
from optimizer.policy.distances import minutes_per_km
from optimizer.what_helps import NOTHING_KNOWN, HelpfulChange, Lines, PolicyGain, Recruiting, WhatHelps, taken_down

_SECONDS: Final = 15.0
T = TypeVar("T")

EXPLAIN_S: Final = 18.0
"""The most on the processor unless more is asked: two thirds for families, the rest for the plan as a whole."""

_FOR_FAMILIES: Final = 2 / 3

_WHOLE_S: Final = 8.0
"""The most on the processor for what would help a plan as a whole, when it is made."""


def explained(
    finished: FinishedPlan, reporter: Reporter, *, searching: bool = True, ends: float = math.inf
) -> FinishedPlan:
    """Look into every unplaced family of a plan; of one that breaks a rule nothing is told.

    Ctrl-C ends the looking and keeps the plan: what was found by then is told. Where other plans may be searched for,
    what would help the plan as a whole is looked for too.

    Parameters
    ----------
    searching
        Whether other plans may be searched for; without it only the homes around each family are looked at.
    ends
        Reading of ``time.monotonic`` at which a person no longer waits; what was not reached by then is said to be so.
    """
    if not finished.plan.unplaced or not finished.verdict.passed:
        return finished
    searching = searching and len(finished.problem.families) <= SEARCHABLE
    seconds = max(ends - time.monotonic(), 0.0)
    if searching:
        most = math.ceil(min(seconds, _SECONDS + _WHOLE_S))
        reporter.note(LOOKING, {"n": len(finished.plan.unplaced), "seconds": most})
    with noted() as asked:
        before = asked.is_set()
        limit = Time.of(_SECONDS, counts_work=finished.policy.solve.work is not None)
        limit = replace(limit, cancelled=lambda: asked.is_set() and not before, ends=ends)
        for_families = ends if math.isinf(ends) else time.monotonic() + _FOR_FAMILIES * seconds
        case = Case.of(finished.problem, finished.plan, replace(limit, ends=for_families), finished.verdict)
        areas = tuple(load_gazetteer())
        found = _working(lambda done: accounts(case, areas, searching=searching, done=done), reporter)
        whole = NOTHING_KNOWN
        if searching and not limit.cancelled():
            case = replace(case, time=limit.until(_WHOLE_S))
            whole = _working(lambda _done: _whole(case, areas), reporter)
        if limit.cancelled():
            reporter.note(STOPPED)
        elif time.monotonic() >= ends:
            reporter.note(OUT_OF_TIME)
    minutes = minutes_per_km(finished.problem.distances)
    explained_each: dict[str, Explanation] = {
        each.family.id: each if minutes is None else _InMinutes(each, minutes) for each in found
    }
    if minutes is not None:
        whole = _whole_in_minutes(whole, minutes)
    return replace(finished.explained(explained_each), helps=whole)


def _working(work: Callable[[Callable[[float], None]], T], reporter: Reporter) -> T:
    """Do work that says which share is done, and show that, with the seconds it took, while a person waits."""
    began, share = time.monotonic(), 0.0

    def done(now: float) -> None:
        nonlocal share
        share = now

    def show() -> None:
        reporter.share_done(REASONS_DONE, share, {"seconds": round(time.monotonic() - began)})

    return beside(lambda: work(done), show)


def what_helps(finished: FinishedPlan) -> WhatHelps:
    """Look for what would help a plan as a whole, for a person who asks; nothing of one too large to search around."""
    if not finished.plan.unplaced or not finished.verdict.passed or len(finished.problem.families) > SEARCHABLE:
        return NOTHING_KNOWN
    case = Case.of(finished.problem, finished.plan, Time.of(EXPLAIN_S), finished.verdict)
    areas = tuple(load_gazetteer())
    whole = beside(lambda: _whole(case, areas))
    minutes = minutes_per_km(finished.problem.distances)
    return whole if minutes is None else _whole_in_minutes(whole, minutes)


def _whole(case: Case, areas: tuple[Place, ...]) -> WhatHelps:
    """Look for what helps the plan as a whole, and take it down."""
    recruiting = sources(case, areas)
    return WhatHelps(
        tuple(
            PolicyGain(taken_down(each.text, each.facts), each.placed, each.at_most) for each in gains(case, recruiting)
        ),
        tuple(
            Recruiting(
                each.change.key,
                taken_down(each.change.text, each.change.facts),
                each.families,
                each.proved,
                each.change.facts,
            )
            for each in recruiting
        ),
    )


def _whole_in_minutes(whole: WhatHelps, per_km: float) -> WhatHelps:
    return WhatHelps(
        tuple(replace(each, said=_lines_in_minutes(each.said, per_km)) for each in whole.gains),
        tuple(replace(each, said=_lines_in_minutes(each.said, per_km)) for each in whole.recruiting),
    )


def _lines_in_minutes(lines: Lines, per_km: float) -> Lines:
    return Lines.of(lambda lang: tuple(in_minutes(sentence, lang, per_km) for sentence in lines.say(lang)))


def as_kept(finished: FinishedPlan, stated: PlanFile) -> FinishedPlan | None:
    """Give a plan with what its file says of its unplaced families; ``None`` where it does not say that of each."""
    kept = {each.family: each.explanation for each in stated.unplaced if each.explanation is not None}
    if any(family.id not in kept for family in finished.plan.unplaced):
        return None
    return replace(finished.explained(kept), helps=stated.helps)


@dataclass(frozen=True, slots=True)
class _InMinutes:
    """An explanation of a plan that counts travel time: its sentences say minutes for kilometres."""

    account: Account
    minutes_per_km: float

    @property
    def reason(self) -> Reason:
        return self.account.reason

    def sentences(self, lang: Lang) -> tuple[str, ...]:
        return self._measured(self.account.sentences(lang), lang)

    def advice(self, lang: Lang) -> tuple[str, ...]:
        return self._measured(self.account.advice(lang), lang)

    @property
    def changes(self) -> tuple[HelpfulChange, ...]:
        return tuple(
            replace(each, said=_lines_in_minutes(each.said, self.minutes_per_km)) for each in self.account.changes
        )

    def without_distances(self) -> Self:
        return replace(self, account=self.account.without_distances())

    def _measured(self, sentences: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
        return tuple(in_minutes(sentence, lang, self.minutes_per_km) for sentence in sentences)


@dataclass(frozen=True, slots=True)
class PlanExplanation:
    """What was found out about a plan, or about some of its families; nothing of a plan that breaks rules.

    Attributes
    ----------
    families
        Ids of those that are told of, in order.
    accounts, placements
        Of those unplaced and of those placed, by id.
    gains, sources
        What a wider policy would gain, and where to recruit hub homes; only where no family was named.
    """

    finished: FinishedPlan
    families: tuple[str, ...] = ()
    accounts: Mapping[str, Account] = field(default_factory=dict)
    placements: Mapping[str, Placement] = field(default_factory=dict)
    gains: tuple[Gain, ...] = ()
    sources: tuple[Source, ...] = ()


def explain_plan(
    families: FamiliesFiles,
    plan: Path,
    names: Sequence[str],
    policy: PolicyRequest,
    lang: Lang,
    reporter: Reporter,
) -> PlanExplanation:
    """Explain a plan, or the families named.

    Raises
    ------
    InputError
        When a file cannot be used, or a family is not in the families file.
    """
    with opened(families, lang, reporter, made_of=made_of(plan)) as read:
        given = read_given(plan, read.reading, policy, reporter, today=families.today)
        wanted = named(names, given.plan.families, reporter, given.plan)
        finished = given.finished(read.reading)
    return explain_finished(finished, wanted, policy.changes.get("solve.time_limit_s"), reporter)


def explain_finished(
    finished: FinishedPlan, wanted: Sequence[Family], asked: float | None, reporter: Reporter
) -> PlanExplanation:
    """Explain a plan that was verified, or some families of it; nothing of one that breaks rules.

    Parameters
    ----------
    wanted
        The families; where there are none, all that are unplaced, and what would help the plan as a whole.
    asked
        The most seconds that were asked for, on the wall; ``None`` for the usual ones on the processor.
    """
    if not finished.verdict.passed:
        return PlanExplanation(finished)
    seconds = asked or EXPLAIN_S
    began, ends = time.process_time(), time.monotonic() + asked if asked else math.inf
    limit = replace(Time.of(_FOR_FAMILIES * seconds), ends=ends)
    case = Case.of(finished.problem, finished.plan, limit, finished.verdict)
    if not wanted and case.unplaced:
        reporter.note(LOOKING, {"n": len(case.unplaced), "seconds": math.ceil(seconds)})
    areas = tuple(load_gazetteer())
    unplaced = {family.id for family in case.unplaced}
    told = tuple(wanted) or case.unplaced
    missing = [each for each in told if each.id in unplaced]
    looked_into = _working(lambda done: accounts(case, areas, missing, done=done), reporter)
    found = {each.family.id: each for each in looked_into}
    placements = {
        family.id: placement(case, family, finished.problem.tiers)
        for family in wanted
        if family.id in case.constellation_of
    }
    if finished.today and len(case.problem.families) <= SEARCHABLE:
        by_id = case.problem.families.by_id
        for at, name in enumerate(placements):
            mine = case.hurried(len(placements) - at)
            placements[name] = with_others(mine, by_id[name], placements[name])
    ids = tuple(family.id for family in told)
    if not unplaced or wanted:
        return PlanExplanation(finished, ids, found, placements)
    case = replace(case, time=replace(limit, deadline=began + seconds))

    def whole() -> tuple[tuple[Source, ...], tuple[Gain, ...]]:
        recruiting = sources(case, areas)
        return recruiting, gains(case, recruiting)

    recruiting, gained = _working(lambda _done: whole(), reporter)
    return PlanExplanation(finished, ids, found, placements, gained, recruiting)


def named(names: Sequence[str], families: Families, reporter: Reporter, plan: Plan | None = None) -> tuple[Family, ...]:
    """Find the families that a user names, also without the zeros that a spreadsheet takes from an id.

    A number of ``plan`` (``C03``) stands for all families of that constellation, unless a family has it as its id.
    """
    known = FamilyNames(families)
    groups = {} if plan is None else dict(zip(plan.ids, plan.constellations, strict=True))
    inside = {name: groups[name].homes for name in names if name in groups and name not in families.by_id}
    found = {
        each: known.find(each)
        for name in names
        for each in ([home.id for home in inside[name]] if name in inside else [name])
    }
    faults = []
    for name, family in found.items():
        if family is None:
            near = known.near(name)
            facts: dict[str, Fact] = {"name": name, "near": near or "", "at": names.index(name) + 1}
            texts = (UNKNOWN, UNKNOWN_NEAR) if may_be_repeated(name) else (UNKNOWN_PLACE, UNKNOWN_PLACE_NEAR)
            faults.append(Fault(texts[near is not None], facts))
        elif family.id in known.mended:
            reporter.notice(Fault(ZEROS, {"name": name, "family": family.id}))
    if faults:
        raise InputError(faults)
    return tuple(dict.fromkeys(family for family in found.values() if family is not None))


LOOKING: Final = Text(
    nl="Niet ingedeeld: {n}. Uitzoeken waarom, en wat zou helpen (hoogstens {seconds} s) …",
    en="Unplaced: {n}. Finding out why, and what would help ({seconds} s at most) …",
)
UNKNOWN: Final = Text(
    nl="gezin {name} staat niet in het gezinnenbestand.", en="family {name} is not in the families file."
)
UNKNOWN_PLACE: Final = Text(
    nl="van de gezinnen die u noemt, staat nummer {at} niet in het gezinnenbestand; noem een gezin_id.",
    en="of the families that you name, number {at} is not in the families file; name a family_id.",
)
UNKNOWN_NEAR: Final = Text(
    nl="gezin {name} staat niet in het gezinnenbestand. Bedoelt u {near}?",
    en="family {name} is not in the families file. Do you mean {near}?",
)
UNKNOWN_PLACE_NEAR: Final = Text(
    nl="van de gezinnen die u noemt, staat nummer {at} niet in het gezinnenbestand. Bedoelt u {near}?",
    en="of the families that you name, number {at} is not in the families file. Do you mean {near}?",
)
ZEROS: Final = Text(
    nl="{name} is gelezen als {family}, het enige gezin met dat nummer zonder de nullen ervoor.",
    en="{name} was read as {family}, the only family with that number but for the zeros before it.",
)
OUT_OF_TIME: Final = Text(
    nl="De tijd was om; niet alle redenen zijn gezocht. `constellations explain` zoekt ze alsnog uit.",
    en="Time was over; not all reasons were looked for. `constellations explain` finds them yet.",
)
REASONS_DONE: Final = Text(
    nl="{share}% van de redenen uitgezocht ({seconds} s)", en="{share}% of the reasons found ({seconds} s)"
)
STOPPED: Final = Text(
    nl="Gestopt; het plan staat vast, niet alle redenen zijn gezocht. `constellations explain` zoekt ze alsnog uit.",
    en="Stopped; the plan stands, not all reasons were looked for. `constellations explain` finds them yet.",
)
