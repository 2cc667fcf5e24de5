"""The search for a roll-out: the last wave first, then copies of hub homes for waves, then its exact order."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from optimizer.outcome import Clash, Limits, Mark, Progress, Status
from optimizer.plan import Plan
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict, verify_roll_out
from optimizer.search.checked import SelfCheckError
from optimizer.search.columnwise import Columnwise
from optimizer.search.lexicographic import search_tiers
from optimizer.search.rollout.copied_search import CopiedSearch
from optimizer.search.rollout.copying import copies_of
from optimizer.search.rollout.effort import TIERS, Efforts
from optimizer.search.rollout.last_wave import last_wave
from optimizer.search.rollout.ordering import assemble, order

EXACT_PAIRS: Final = 1_500
"""Pairs of all waves up to which the whole roll-out is one program for CP-SAT."""

_LAST_WAVE: Final = 0.15
"""Of the time, what the last wave alone may take to place the most families."""

NO_CLASH: Final = Clash()


@dataclass(frozen=True, slots=True)
class RollOutOutcome:
    """The end of a search for a roll-out.

    Attributes
    ----------
    verdict
        What the verifier found of the roll-out, which has passed; ``None`` without one.
    marks
        One for each of ``TIERS``; empty without a roll-out.
    clash
        The rules that no last wave can keep together, where that is why there is none.
    """

    status: Status
    verdict: RollOutVerdict | None
    marks: tuple[Mark, ...]
    seconds: float
    clash: Clash = NO_CLASH
    interrupted: bool = False


def search_roll_out(
    terms: Terms,
    limits: Limits,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
    plan: Plan | None = None,
    known: RollOut | None = None,
) -> RollOutOutcome:
    """Find a roll-out, verify it, and say what is proved about it.

    Parameters
    ----------
    plan
        The last wave, where only its order is searched.
    known
        A roll-out that keeps every rule: what is found is no worse.

    Raises
    ------
    SelfCheckError
        When the roll-out found does not pass the verifier, or a bound lies above its value.
    """
    search = Efforts(terms, limits, progress, cancelled, time.monotonic())
    if plan is not None:
        return _ordered(search, plan)
    pairs = sum(len(problem.pairs.family) for problem in terms.problems)
    return _exact(search, known) if pairs <= EXACT_PAIRS else _by_copies(search, known)


def _finished(search: Efforts, roll_out: RollOut, bounds: tuple[int | None, ...]) -> RollOutOutcome:
    verdict = verify_roll_out(search.terms, roll_out)
    if not verdict.passed:
        raise SelfCheckError("roll-out", *sorted({each.violation.rule for each in verdict.violations}))
    marks = tuple(
        Mark(score.tier, score.value, bound, search.seconds)
        for score, bound in zip(verdict.scores, bounds, strict=True)
    )
    if any(mark.bound is not None and mark.bound > mark.value for mark in marks):
        raise SelfCheckError("roll-out", "proves a bound that the roll-out itself beats")
    status = Status.OPTIMAL if all(mark.proved for mark in marks) else Status.FEASIBLE
    return RollOutOutcome(status, verdict, marks, search.seconds, interrupted=search.cancelled())


def _none(search: Efforts, *, impossible: bool, clash: Clash = NO_CLASH) -> RollOutOutcome:
    status = Status.INFEASIBLE if impossible else Status.UNKNOWN
    return RollOutOutcome(status, None, (), search.seconds, clash, search.cancelled())


def _ordered(search: Efforts, plan: Plan) -> RollOutOutcome:
    """Search the order of a plan: nothing else may change, so its other values are what they are."""
    found = order(search.terms, plan, search.one_thread(search.left_s))
    if found.roll_out is None:
        return _none(search, impossible=found.impossible)
    values = {score.tier: score.value for score in verify_roll_out(search.terms, found.roll_out).scores}
    return _finished(search, found.roll_out, (values["unplaced"], found.waiting, values["travel"]))


def _exact(search: Efforts, known: RollOut | None = None) -> RollOutOutcome:
    """Search everything at once, on one thread, so that equals do not depend on chance.

    A bound holds for every roll-out that is no worse above than the one found, and so for a better one too.
    """
    found = assemble(search.terms, search.one_thread(search.left_s))
    roll_outs = [each for each in (found.roll_out, known) if each is not None]
    if not roll_outs:
        return _none(search, impossible=found.impossible)
    best = min(roll_outs, key=lambda each: values_of(search.terms, each))
    bounds = (*found.bounds, *(None for _ in TIERS[len(found.bounds) :]))
    return _finished(search, best, bounds)


def values_of(terms: Terms, roll_out: RollOut) -> tuple[int, ...]:
    """Give the three values of a roll-out."""
    return tuple(score.value for score in verify_roll_out(terms, roll_out).scores)


def _by_copies(search: Efforts, known: RollOut | None = None) -> RollOutOutcome:
    """Search the last wave, then waves by copies of hub homes, then the order of the best last wave."""
    terms = search.terms
    share = search.limits.share(_LAST_WAVE)
    problem = last_wave(terms)
    problem = replace(problem, tiers=problem.tiers[:1])
    last = search_tiers(problem, Columnwise(), share, None, search.progress, search.cancelled)
    if last.status is Status.INFEASIBLE:
        return _none(search, impossible=True, clash=last.clash)
    work = CopiedSearch(search, copies_of(terms), last.marks)
    if known is not None:
        work.keep(known)
    if last.plan is not None:
        work.order(last.plan)
    if not work.search_tiers():
        return _none(search, impossible=True)
    work.order_last()
    if work.best is None:
        return _exact(search, known)
    return _finished(search, work.best, work.bounds())
