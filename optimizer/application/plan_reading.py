"""Reading a plan that was made before, by the program or by hand."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.reading import Reading
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import pose
from optimizer.application.reporter import Reporter
from optimizer.application.today import with_today
from optimizer.consent import Proposal, refuted
from optimizer.files.jsonreading import is_json
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.files.read_assignments import read_assignments
from optimizer.files.read_today import today_told_by
from optimizer.finished import FinishedPlan, Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan, Verdict
from optimizer.policy.distances import as_measured, sha256_of
from optimizer.policy.file import policy_from
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.today import NOT_KNOWN, Today
from optimizer.verify import verify


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """A plan as a file gives it, with the problem it is judged by; nothing of it is verified yet.

    Attributes
    ----------
    stated
        The ``plan.json`` itself, whose claims are not to be trusted; ``None`` for a table.
    same_policy
        Whether the policy is the one that ``stated`` carries, so that its claims are about this problem.
    gone
        Families of the plan that are not in the families file any more, where they were to be left out.
    """

    plan: Plan
    problem: Problem = field(repr=False)
    policy: Policy
    stated: PlanFile | None
    same_policy: bool
    today: Today = NOT_KNOWN
    gone: tuple[str, ...] = ()

    def finished(self, reading: Reading) -> FinishedPlan:
        """Verify the plan, and keep of what its file claims only what holds."""
        verdict = verify(self.problem, self.plan)
        marks = self._marks(verdict)
        finished = FinishedPlan(
            problem=self.problem,
            plan=self.plan,
            policy=self.policy,
            verdict=verdict,
            marks=marks,
            status=self._status(verdict, marks),
            source=self.stated.source if self.stated else Source.current(reading.sha256, len(reading.families)),
            input_name=reading.name,
            today=self.today,
        )
        return replace(finished, proposals=self._proposals(finished))

    def _proposals(self, finished: FinishedPlan) -> tuple[Proposal, ...]:
        """Give the stated proposals, where all of them are what the homes show."""
        stated = None if self.stated is None or not self.same_policy else self.stated.proposals
        if not stated or not finished.asks_consent or not finished.verdict.passed:
            return ()
        wrong = any(True for _ in refuted(self.problem, self.plan, finished.moves, stated))
        return () if wrong else stated

    def says_of(self, reading: Reading, verdict: Verdict) -> bool:
        """Tell whether what a ``plan.json`` says of its families is about these, this policy and the plan in it."""
        if self.stated is None or not self.same_policy or self.stated.source.sha256 != reading.sha256:
            return False
        stated = [(tier.name, tier.value) for tier in self.stated.tiers]
        unplaced = {each.family for each in self.stated.unplaced}
        found = {family.id for family in self.plan.unplaced}
        return stated == [(score.tier, score.value) for score in verdict.scores] and unplaced == found

    def _marks(self, verdict: Verdict) -> tuple[Mark, ...]:
        """Give every tier as recomputed; a stated bound counts only beside the same value, policy and tiers above."""
        stated = {} if self.stated is None or not self.same_policy else {tier.name: tier for tier in self.stated.tiers}
        marks: list[Mark] = []
        believed = True
        for score in verdict.scores:
            claim = stated.get(score.tier)
            believed = believed and claim is not None and claim.value == score.value
            bound = claim.bound if claim is not None and believed else None
            kept = None if bound is None or bound > score.value else bound
            without = () if claim is None or kept is None else claim.without
            marks.append(Mark(score.tier, score.value, kept, 0.0, without))
        return tuple(marks)

    def _status(self, verdict: Verdict, marks: tuple[Mark, ...]) -> Status | None:
        """Say how the search ended, as far as the file may be believed."""
        if self.stated is None or not self.same_policy or not verdict.passed:
            return None
        proved = self.stated.status is Status.OPTIMAL and all(mark.proved for mark in marks)
        return Status.OPTIMAL if proved else Status.FEASIBLE


def made_of(path: Path) -> str | None:
    """Give the SHA-256 of the families file that a plan was made of, as it states; ``None`` where it does not."""
    beside = path.with_name("plan.json")
    try:
        data = path.read_bytes()
        if not is_json(data):
            data = beside.read_bytes() if beside.is_file() else b""
        return read_plan_file(data).source.sha256 if data else None
    except InputError:
        return None


def read_given(
    path: Path,
    reading: Reading,
    request: PolicyRequest,
    reporter: Reporter,
    *,
    today: Path | None = None,
    dropping: bool = False,
) -> GivenPlan:
    """Read a ``plan.json``, an ``assignments.csv`` or the sheet "Plan" of a workbook, told by the content of the file.

    The policy is the one asked for in a file, else that of the plan (or of the ``plan.json`` beside a table), else the
    usual one; values asked for beside it change it.

    Parameters
    ----------
    today
        A plan that tells today's constellations; by default what the plan tells of them, or else the families file.
    dropping
        Whether families of a ``plan.json`` of an older file that are not in this one are left out.

    Raises
    ------
    InputError
        When it is neither, or names families that the families file does not have.
    """
    data = path.read_bytes()
    folder = request.distances_folder(path)
    if is_json(data):
        stated = read_plan_file(data, path.name)
        own = policy_from(stated.policy, path.name)
        policy = request.policy(own)
        reading, known = with_today(reading, today, reporter, stated.told_today())
        policy, problem = pose(policy, reading.families, folder, reporter)
        if stated.source.sha256 != reading.sha256:
            reporter.notice(Fault(OTHER_INPUT, file=path.name))
        same = policy.as_dict() == as_measured(own, problem.distances).as_dict()
        if sha256_of(problem.distances) != stated.source.distances_sha256:
            reporter.notice(Fault(OTHER_DISTANCES, file=path.name))
            same = False
        if dropping and stated.source.sha256 != reading.sha256:
            plan, gone = stated.remaining(problem.families)
            return GivenPlan(plan, problem, policy, stated, same, known, gone)
        return GivenPlan(stated.plan(problem.families, path.name), problem, policy, stated, same, known)
    policy = request.policy(None if request.file else _policy_beside(path, reporter))
    reading, known = with_today(reading, today, reporter, today_told_by(data, reading.families, path.name))
    policy, problem = pose(policy, reading.families, folder, reporter)
    plan, notices = read_assignments(data, problem.families, problem.distances, path.name)
    for notice in notices:
        reporter.notice(notice)
    return GivenPlan(plan, problem, policy, None, same_policy=False, today=known)


def _policy_beside(path: Path, reporter: Reporter) -> Policy | None:
    beside = path.with_name("plan.json")
    if not beside.is_file():
        reporter.notice(Fault(USUAL_POLICY, file=path.name))
        return None
    policy = policy_from(read_plan_file(beside.read_bytes(), beside.name).policy, beside.name)
    reporter.notice(Fault(POLICY_BESIDE, file=path.name))
    return policy


OTHER_INPUT: Final = Text(
    nl="dit plan is gemaakt van een ander gezinnenbestand, of dat is sindsdien veranderd.",
    en="this plan was made from another families file, or that file has changed since.",
)
OTHER_DISTANCES: Final = Text(
    nl="dit plan is gemaakt met andere afstanden, of dat bestand is sindsdien veranderd; de ondergrenzen erin tellen "
    "niet mee.",
    en="this plan was made with other distances, or that file has changed since; its bounds do not count.",
)
POLICY_BESIDE: Final = Text(
    nl="het beleid komt uit de plan.json in dezelfde map; geef een ander met --policy.",
    en="the policy is that of the plan.json in the same folder; give another with --policy.",
)
USUAL_POLICY: Final = Text(
    nl="er ligt geen plan.json naast; het standaardbeleid geldt, tenzij u een ander geeft met --policy.",
    en="there is no plan.json beside it; the usual policy holds, unless you give another with --policy.",
)
