"""Making a roll-out: read, pose, search, verify, ask further, draw, write."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.allotment import Allotment, limits_of
from optimizer.application.drawing_request import Drawing
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.joining import FamiliesFiles, OpenedFamilies, opened, own_settings
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import PosedProblem, pose, warn_before_search
from optimizer.application.reporter import Reporter
from optimizer.application.rollout_files import roll_out_files
from optimizer.application.rollout_questions import Answers, answers
from optimizer.application.rollout_recruiting import search_with_recruiting
from optimizer.application.rollout_terms import terms_of
from optimizer.application.rollout_words import UNLIMITED
from optimizer.application.unverified import UnverifiedError
from optimizer.costs.money import PROPOSAL, Money
from optimizer.costs.money_file import read_money
from optimizer.interruption import beside, noted
from optimizer.plan import Plan
from optimizer.policy.file import with_values
from optimizer.policy.sections import RollOut
from optimizer.policy.values import Policy
from optimizer.rollout.document import FinishedRollOut
from optimizer.rollout.terms import Terms
from optimizer.search import SelfCheckError
from optimizer.search.rollout import RollOutOutcome

_ANSWERS: Final = 0.2
"""Of the work of a search, what further questions may take."""


@dataclass(frozen=True, slots=True)
class RollOutRequest:
    """A roll-out to be made of a families file and written into a folder.

    Attributes
    ----------
    plan
        A plan of which only the order is searched; without it the whole is searched together.
    money
        A file of amounts; by default those of the regional proposal.
    name
        What the reader calls the plan; by default the name of the families file.
    began
        Reading of ``time.monotonic`` when it was asked for: the time limit counts from then until all is written.
    """

    families: FamiliesFiles
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    force: bool = False
    plan: Path | None = None
    money: Path | None = None
    name: str | None = None
    began: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class WrittenRollOut:
    """A roll-out that was verified and written, with its files by name."""

    finished: FinishedRollOut
    answers: Answers
    files: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoRollOut:
    """A search that gave no roll-out: nothing was written."""

    terms: Terms = field(repr=False)
    outcome: RollOutOutcome
    plan: Plan | None


def make_roll_out(request: RollOutRequest, reporter: Reporter) -> WrittenRollOut | NoRollOut:
    """Make a roll-out and write its folder; Ctrl-C ends the search and keeps the best roll-out so far.

    Raises
    ------
    InputError
        When a file or a setting cannot be used, or the folder may not be written.
    UnverifiedError
        When what was found does not pass the verifier; nothing is written.
    """
    request.policy.policy()
    check_folder(request.output, force=request.force)
    money = PROPOSAL if request.money is None else read_money(request.money)
    plan_of = None if request.plan is None else made_of(request.plan)
    with opened(request.families, request.lang, reporter, made_of=plan_of) as read:
        return _made(request, read, money, reporter)


def _made(
    request: RollOutRequest, read: OpenedFamilies, money: Money, reporter: Reporter
) -> WrittenRollOut | NoRollOut:
    """Make a roll-out of one families file."""
    reading = read.reading
    policy, plan = _asked(request, read, reporter)
    policy, problem = pose(policy, reading.families, request.policy.distances_folder(request.plan), reporter)
    terms = terms_of(reading.families, policy, problem.distances, money, request.lang, ordered=plan is not None)
    posed = PosedProblem(reading, policy, problem)
    if plan is None:
        warn_before_search(terms.problems[-1], reporter)
    if terms.unlimited and terms.n_waves > 1:
        reporter.notice(Fault(UNLIMITED, {"wave": terms.name(1)}))
    limits = limits_of(policy)
    allotment = Allotment.of(limits, len(reading.families), request.began, terms.n_waves + 1)
    with noted() as asked:
        begin = time.monotonic()
        searching = replace(limits, time_limit_s=allotment.search_s())
        try:
            searched = beside(lambda: search_with_recruiting(terms, searching, reporter.progress, asked.is_set, plan))
        except SelfCheckError:
            raise UnverifiedError from None
        outcome = searched.outcome
        if outcome.verdict is None:
            return NoRollOut(terms, outcome, plan)
        finished = FinishedRollOut(
            searched.terms,
            outcome.verdict,
            outcome.marks,
            outcome.status,
            posed.source,
            reading.name,
            time.monotonic() - begin,
            interrupted=outcome.interrupted,
            ordered=plan is not None,
            name=request.name,
        )
        end = allotment.reasons_end()
        left = limits.share(_ANSWERS)
        if limits.work is None:
            left = replace(limits, time_limit_s=end - time.monotonic())
        over = _until(end, asked.is_set)
        finished, further = beside(lambda: answers(finished, left, over))
        further = replace(further, recruiting=searched.recruiting)
        files = roll_out_files(finished, further, read.path, request.drawing, request.lang, reporter)
        write_folder(request.output, files, force=request.force)
    return WrittenRollOut(finished, further, files)


def _until(end: float, cancelled: Callable[[], bool]) -> Callable[[], bool]:
    """Tell whether time is over or the user ended the work."""
    return lambda: cancelled() or time.monotonic() >= end


def _asked(request: RollOutRequest, read: OpenedFamilies, reporter: Reporter) -> tuple[Policy, Plan | None]:
    """Give the policy of the roll-out, and the plan to put in order where one is given.

    A policy file that speaks of the roll-out only leaves the rest as the plan was made with.
    """
    reading = read.reading
    if request.plan is None:
        return request.policy.policy(own_settings(request.families, request.policy, request.lang, reporter)), None
    given = read_given(request.plan, reading, replace(request.policy, file=None), reporter)
    policy = given.policy
    if request.policy.file is not None:
        written = replace(request.policy, changes={}).policy()
        alone = replace(written, rollout=RollOut()) == Policy()
        policy = with_values(replace(policy, rollout=written.rollout) if alone else written, request.policy.changes)
    if policy.rollout.wave is not None and given.policy.rollout.wave is not None:
        raise InputError([Fault(ONE_YEAR, file=request.plan.name)])
    policy, problem = pose(policy, reading.families, request.policy.distances_folder(request.plan), reporter)
    verdict = replace(given, policy=policy, problem=problem).finished(reading).verdict
    if not verdict.passed:
        raise InputError([Fault(BROKEN, {"n": len(verdict.violations)}, file=request.plan.name)])
    return policy, given.plan


ONE_YEAR: Final = Text(
    nl="dit plan is één jaar van een uitrol, en wanneer daarin wat start, staat in rollout.json. Geef met --plan een "
    "plan dat met `constellations plan` is gemaakt, of laat --plan weg.",
    en="this plan is one year of a roll-out, and rollout.json says what starts when in it. Give with --plan a plan "
    "that `constellations plan` made, or leave --plan out.",
)
BROKEN: Final = Text(
    nl="dit plan voldoet niet aan alle regels ({n} keer niet), en kan daarom niet worden uitgerold. `constellations "
    "check` zegt wat eraan schort.",
    en="this plan does not keep every rule ({n} breaches), and so cannot be rolled out. `constellations check` says "
    "what is wrong.",
)
