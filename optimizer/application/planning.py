"""Making a plan: read, pose, search, explain, verify, draw, write."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.errors import Fault, InputError
from geodata.gis_library import gis_library
from geodata.language import Lang, Text
from optimizer.application.allotment import Allotment
from optimizer.application.consenting import proposed
from optimizer.application.drawing import Drawing
from optimizer.application.explaining import as_kept, explained
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.joining import FamiliesFiles, OpenedFamilies, opened, own_settings
from optimizer.application.kept_table import KEPT, TABLE, kept_table
from optimizer.application.plan_reading import read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import PosedProblem, pose, warn_before_search
from optimizer.application.reporter import Reporter
from optimizer.application.results import UnverifiedError, results
from optimizer.application.roads import Travel, with_roads
from optimizer.application.today import KEPT_BEYOND, kept_beyond, with_today
from optimizer.application.tradeoff import FILE as TRADE_FILE
from optimizer.application.tradeoff import TradeRow, as_csv, check_today, tradeoff
from optimizer.explain.alternatives import Asked
from optimizer.explain.case import Time
from optimizer.explain.relaxations import Relaxation, relaxations
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan, Source, day_of_making
from optimizer.interruption import beside, noted
from optimizer.outcome import Limits, Outcome, Progress, Status
from optimizer.plan import Plan
from optimizer.policy.distances import sha256_of
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.search import STRATEGIES, SelfCheckError, prove, solve

if TYPE_CHECKING:
    from optimizer.application.alternatives import BesidePlan

RELAXING_S: Final = 20.0
"""Seconds on the processor to find how little each clashing rule must give way."""

STRATEGY_NAMES: Final = tuple(strategy.name for strategy in STRATEGIES)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A plan to be made of a families file and written into a folder.

    Attributes
    ----------
    output
        The folder.
    force
        Whether results in a folder that exists are replaced.
    no_hubs
        Whether an empty plan is made where nobody is a candidate hub home.
    gis
        Whether files for a GIS are written too.
    start
        A plan to begin from, ``plan.json`` or ``assignments.csv``.
    strategy
        One of ``STRATEGY_NAMES``; by default the program chooses.
    given, prove
        A plan made by hand that is written as it is, instead of a search; and whether to prove how good it is.
    tradeoff
        Whether plans with fewer moves are searched too, to show what each further move buys.
    began
        Reading of ``time.monotonic`` when the plan was asked for, from which its time limit counts.
    roads, travel
        A map file over whose roads distance is measured, and by what families travel.
    alternatives
        Further plans that are asked for.
    """

    families: FamiliesFiles
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    force: bool = False
    no_hubs: bool = False
    gis: bool = False
    start: Path | None = None
    strategy: str | None = None
    given: Path | None = None
    prove: bool = False
    tradeoff: bool = False
    roads: Path | None = None
    travel: Travel = field(default_factory=Travel)
    alternatives: Asked | None = None
    began: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan that was verified and written, with its files by name, and with those beside it that were asked for."""

    finished: FinishedPlan
    files: Mapping[str, bytes] = field(repr=False)
    beside: "BesidePlan | None" = None
    tradeoff: tuple[TradeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class NoPlan:
    """A search that gave no plan: nothing was written.

    Attributes
    ----------
    document
        What ``plan.json`` would say.
    relaxations
        How little each clashing rule must give way, where that was found.
    """

    problem: Problem = field(repr=False)
    outcome: Outcome
    limits: Limits
    document: PlanFile
    relaxations: tuple[Relaxation, ...] = ()


def make_plan(request: PlanRequest, reporter: Reporter) -> WrittenPlan | NoPlan:
    """Make a plan and write its folder; Ctrl-C ends the search and keeps the best plan so far.

    Raises
    ------
    InputError
        When a file or a setting cannot be used, or the folder may not be written.
    UnverifiedError
        When the plan found does not pass the verifier; nothing is written.
    """
    request.policy.policy()
    check_folder(request.output, force=request.force)
    if request.gis:
        gis_library()
    own = own_settings(request.families, request.policy, request.lang, reporter)
    with opened(request.families, request.lang, reporter) as families:
        return _planned(request, families, own, reporter)


def _planned(
    request: PlanRequest, families: OpenedFamilies, own: Policy | None, reporter: Reporter
) -> WrittenPlan | NoPlan:
    reading, today = with_today(families.reading, request.families.today, reporter)
    policy = request.policy.policy(own)
    if not request.no_hubs and not any(family.may_be_hub for family in reading.families):
        raise InputError([Fault(NO_CANDIDATE, file=reading.name)])
    wanted = request.policy
    if request.roads is not None:
        table = with_roads(request.roads, policy, reading.families, families.beside, request.travel, reporter)
        wanted = replace(wanted, changes={**wanted.changes, "distance.matrix": str(table)})
        policy = wanted.policy(own)
    posed = PosedProblem(reading, *pose(policy, reading.families, wanted.distances_folder(), reporter), today)
    start = (
        None
        if request.start is None
        else read_given(request.start, reading, wanted, reporter, today=request.families.today).plan
    )
    if request.tradeoff:
        check_today(posed)
    if request.given is not None:
        return _taken_over(request, request.given, families, wanted, reporter)
    warn_before_search(posed.problem, reporter)
    limits = limits_of(posed)
    allotment = Allotment(limits.time_limit_s, len(reading.families), request.began)
    with noted() as asked:
        searching = replace(limits, time_limit_s=allotment.search_s())
        found = search(posed, searching, reporter.progress, strategy=request.strategy, start=start)
        if isinstance(found, NoPlan):
            return with_relaxations(replace(found, limits=limits), asked.is_set)
        beyond = kept_beyond(found.problem, found.plan)
        if beyond:
            reporter.notice(Fault(KEPT_BEYOND, {"families": beyond}))
        finished = explained(found, reporter, searching=not found.interrupted, ends=allotment.reasons_end())
        finished = proposed(finished, reporter, searching=not found.interrupted)
        beside = None
        if request.alternatives is not None and not found.interrupted:
            # Late: it loads the comparison of plans, for which a plan alone should not wait.
            from optimizer.application.alternatives import AlternativesDrawing, plans_beside  # noqa: PLC0415 - as said

            drawn = AlternativesDrawing(families.path, request.drawing, request.lang, request.gis)
            beside = plans_beside(finished, request.alternatives, limits_of(posed), drawn, reporter)
        traded: tuple[TradeRow, ...] = ()
        if request.tradeoff and not found.interrupted:
            traded = tradeoff(posed, limits_of(posed), reporter)
        return _written(request, finished, families, reporter, beside=beside, traded=traded)


def _written(
    request: PlanRequest,
    finished: FinishedPlan,
    families: OpenedFamilies,
    reporter: Reporter,
    *,
    by_hand: bool = False,
    beside: "BesidePlan | None" = None,
    traded: tuple[TradeRow, ...] = (),
) -> WrittenPlan:
    """Write the folder of a plan; a table in it that was changed by hand is kept beside the new one."""
    files = results(finished, families.path, request.drawing, request.lang, reporter, gis=request.gis, by_hand=by_hand)
    more = {} if beside is None else beside.files
    if traded:
        table = as_csv(traded, finished.problem.tiers, exact=request.drawing.exact)
        more = {**more, TRADE_FILE: table}
    kept = kept_table(request.output)
    write_folder(request.output, {**kept, **files, **more}, force=request.force)
    for name in kept:
        reporter.warn(KEPT, {"old": TABLE, "name": name})
    return WrittenPlan(finished, files, beside, traded)


def _taken_over(
    request: PlanRequest, given: Path, families: OpenedFamilies, policy: PolicyRequest, reporter: Reporter
) -> WrittenPlan:
    """Write a plan that a person made: checked, valued, proved where that is asked, whatever it breaks.

    Of a ``plan.json`` of these families and this policy, what was proved and explained when it was searched stands.
    """
    read = read_given(given, families.reading, policy, reporter, today=request.families.today)
    finished = read.finished(families.reading)
    passed = finished.verdict.passed
    marks = None
    if passed and request.prove:
        limits = Limits(read.policy.solve.time_limit_s, read.policy.solve.workers, read.policy.solve.seed)
        marks = prove(read.problem, finished.plan, limits, progress=reporter.progress)
    unchanged = read.stated if read.says_of(families.reading, finished.verdict) else None
    marks = finished.marks if marks is None else marks
    best = (
        bool(marks)
        and all(mark.proved for mark in marks)
        and (request.prove or (unchanged is not None and finished.status is Status.OPTIMAL))
    )
    status = Status.UNKNOWN if not passed else Status.OPTIMAL if best else Status.FEASIBLE
    measured, n_families = sha256_of(read.problem.distances), len(families.reading.families)
    source = Source.current(families.reading.sha256, n_families, measured, made_on=day_of_making())
    finished = replace(finished, marks=marks, status=status, source=source)
    kept = None if unchanged is None or not passed else as_kept(finished, unchanged)
    finished = proposed(explained(finished, reporter) if kept is None else kept, reporter)
    return _written(request, finished, families, reporter, by_hand=True)


def limits_of(posed: PosedProblem) -> Limits:
    """Give what a search may use, as the policy says."""
    wanted = posed.policy.solve
    return Limits(wanted.time_limit_s, wanted.workers, wanted.seed)


def search(
    posed: PosedProblem,
    limits: Limits,
    progress: Callable[[Progress], None],
    *,
    strategy: str | None = None,
    start: Plan | None = None,
) -> FinishedPlan | NoPlan:
    """Search for a plan of a problem.

    Raises
    ------
    UnverifiedError
        When the search gives a plan that does not pass the verifier.
    """
    try:
        outcome = solve(posed.problem, limits, strategy=strategy, start=start, progress=progress)
    except SelfCheckError:
        raise UnverifiedError from None
    if outcome.plan is None:
        families, seconds = posed.problem.families, outcome.seconds
        document = PlanFile.without_plan(outcome.status, families, posed.policy, posed.source, seconds)
        return NoPlan(posed.problem, outcome, limits, document)
    if outcome.verdict is None:
        raise UnverifiedError
    plan = posed.today.numbered(outcome.plan) if posed.today.names else outcome.plan
    return FinishedPlan(
        problem=posed.problem,
        plan=plan,
        policy=posed.policy,
        verdict=replace(outcome.verdict, plan=plan),
        marks=outcome.marks,
        status=outcome.status,
        source=posed.source,
        input_name=posed.reading.name,
        seconds=outcome.seconds,
        interrupted=outcome.interrupted,
        today=posed.today,
    )


def with_relaxations(found: NoPlan, cancelled: Callable[[], bool]) -> NoPlan:
    """Find how little each clashing rule must give way for there to be a plan."""
    clash = found.outcome.clash
    if not clash:
        return found
    limit = replace(Time.of(RELAXING_S), cancelled=cancelled)
    return replace(found, relaxations=beside(lambda: relaxations(found.problem, clash, limit)))


NO_CANDIDATE: Final = Text(
    nl="geen enkel gezin is kandidaat-hubhome, dus er komt geen constellatie. Zet in de kolom 'hubhome' kandidaat (of "
    "ja) bij wie hubhome wil zijn. Wilt u toch een leeg plan, geef dan --no-hubs.",
    en="no family is a candidate hub home, so there will be no constellation. Put candidate (or yes) in the column "
    "'hub' of who wants to be a hub home. If you do want an empty plan, give --no-hubs.",
)
