"""What follows the search for a plan: reasons, proposals, pages, files. It is loaded while the search runs."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import Fault
from optimizer.application.allotment import limits_of
from optimizer.application.consenting import proposed
from optimizer.application.explaining import as_kept, explained
from optimizer.application.folder import write_folder
from optimizer.application.joining import OpenedFamilies
from optimizer.application.kept_table import KEPT, TABLE, kept_table
from optimizer.application.plan_reading import read_given
from optimizer.application.plan_request import PlanRequest, WrittenPlan
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import PosedProblem
from optimizer.application.reporter import Reporter
from optimizer.application.results import load_results, results
from optimizer.application.today import KEPT_BEYOND, kept_beyond
from optimizer.application.tradeoff import FILE as TRADE_FILE
from optimizer.application.tradeoff import TradeRow, as_csv, tradeoff
from optimizer.finished import FinishedPlan, Source, day_of_making
from optimizer.outcome import Limits, Status
from optimizer.policy.distances import sha256_of
from optimizer.search import prove

if TYPE_CHECKING:
    from optimizer.application.alternatives import BesidePlan


def load() -> None:
    """Load what the usual files of a plan need, beyond what this module loads itself."""
    load_results()


def finish(
    request: PlanRequest,
    families: OpenedFamilies,
    found: FinishedPlan,
    posed: PosedProblem,
    limits: Limits,
    reasons_end: float,
    reporter: Reporter,
) -> WrittenPlan:
    """Explain, draw and write a plan that was found, with the other plans that were asked for.

    Parameters
    ----------
    limits
        Of each further search.
    reasons_end
        Reading of ``time.monotonic`` at which looking for reasons ends.
    """
    beyond = kept_beyond(found.problem, found.plan)
    if beyond:
        reporter.notice(Fault(KEPT_BEYOND, {"families": beyond}))
    finished = explained(found, reporter, searching=not found.interrupted, ends=reasons_end)
    finished = proposed(finished, reporter, searching=not found.interrupted)
    beside = None
    if request.alternatives is not None and not found.interrupted:
        # Late: it loads the comparison of plans, for which a plan alone should not wait.
        from optimizer.application.alternatives import AlternativesDrawing, plans_beside  # noqa: PLC0415 - as said

        drawn = AlternativesDrawing(families.path, request.drawing, request.lang, request.gis)
        beside = plans_beside(finished, request.alternatives, limits, drawn, reporter)
    traded: tuple[TradeRow, ...] = ()
    if request.tradeoff and not found.interrupted:
        traded = tradeoff(posed, limits, reporter)
    return _written(request, finished, families, reporter, beside=beside, traded=traded)


def taken_over(
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
        marks = prove(read.problem, finished.plan, limits_of(read.policy), progress=reporter.progress)
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
