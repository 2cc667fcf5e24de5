"""Making a plan: read, pose, search, explain, verify, draw, write."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from geodata.errors import Fault, InputError
from geodata.gis_library import gis_library
from geodata.language import Text
from optimizer.application.allotment import Allotment, limits_of
from optimizer.application.folder import check_folder
from optimizer.application.joining import OpenedFamilies, opened, own_settings
from optimizer.application.plan_reading import read_given
from optimizer.application.plan_request import PlanRequest, WrittenPlan
from optimizer.application.posing import PosedProblem, pose, warn_before_search
from optimizer.application.reporter import Reporter
from optimizer.application.today import with_today
from optimizer.application.tradeoff import check_today
from optimizer.application.unverified import UnverifiedError
from optimizer.files.planfile import PlanFile
from optimizer.finished import FinishedPlan
from optimizer.interruption import beside, noted
from optimizer.outcome import Limits, Outcome, Progress
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.search import STRATEGIES, SelfCheckError, solve

if TYPE_CHECKING:
    from optimizer.explain.relaxations import Relaxation

RELAXING_S: Final = 20.0
"""Seconds on the processor to find how little each clashing rule must give way."""

STRATEGY_NAMES: Final = tuple(strategy.name for strategy in STRATEGIES)


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
    relaxations: tuple["Relaxation", ...] = ()


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
        from optimizer.application.roads import with_roads  # noqa: PLC0415 - few plans are made over roads

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
        from optimizer.application.finishing import taken_over  # noqa: PLC0415 - pages and files are slow to load

        return taken_over(request, request.given, families, wanted, reporter)
    warn_before_search(posed.problem, reporter)
    limits = limits_of(posed.policy)
    allotment = Allotment.of(limits, len(reading.families), request.began)
    with noted() as asked:
        searching = replace(limits, time_limit_s=allotment.search_s())
        found = search(
            posed, searching, reporter.progress, strategy=request.strategy, start=start, meanwhile=_load_what_follows
        )
        if isinstance(found, NoPlan):
            return with_relaxations(replace(found, limits=limits), asked.is_set)
        # Loaded by then, while the search ran.
        from optimizer.application.finishing import finish  # noqa: PLC0415 - as said

        return finish(request, families, found, posed, limits, allotment.reasons_end(), reporter)


def _load_what_follows() -> None:
    """Load pages and files while the search runs: they take longer to load than a small plan takes to be found."""
    from optimizer.application.finishing import load  # noqa: PLC0415 - as said

    load()


def search(
    posed: PosedProblem,
    limits: Limits,
    progress: Callable[[Progress], None],
    *,
    strategy: str | None = None,
    start: Plan | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> FinishedPlan | NoPlan:
    """Search for a plan of a problem; ``meanwhile`` is called once while the search runs.

    Raises
    ------
    UnverifiedError
        When the search gives a plan that does not pass the verifier.
    """
    try:
        outcome = solve(posed.problem, limits, strategy=strategy, start=start, progress=progress, meanwhile=meanwhile)
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
    from optimizer.explain.case import Time  # noqa: PLC0415 - only where no plan exists
    from optimizer.explain.relaxations import relaxations  # noqa: PLC0415 - as said

    limit = replace(Time.of(RELAXING_S, counts_work=found.limits.work is not None), cancelled=cancelled)
    return replace(found, relaxations=beside(lambda: relaxations(found.problem, clash, limit)))


NO_CANDIDATE: Final = Text(
    nl="geen enkel gezin is kandidaat-hubhome, dus er komt geen constellatie. Zet in de kolom 'hubhome' kandidaat (of "
    "ja) bij wie hubhome wil zijn. Wilt u toch een leeg plan, geef dan --no-hubs.",
    en="no family is a candidate hub home, so there will be no constellation. Put candidate (or yes) in the column "
    "'hub' of who wants to be a hub home. If you do want an empty plan, give --no-hubs.",
)
