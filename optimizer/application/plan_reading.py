"""Reading the two files that most commands take: the families, and a plan made by the program or by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault
from geodata.language import Fact, Text
from geodata.reading import Reading, read_families
from geodata.store import Store
from optimizer.application.posing import pose
from optimizer.cli.settings import policy_from_options
from optimizer.cli.terminal import Terminal
from optimizer.files.assignments import read_assignments
from optimizer.files.jsonreading import is_json
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan, Verdict
from optimizer.policy.distances import as_measured, sha256_of
from optimizer.policy.file import policy_from
from optimizer.policy.values import Policy
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True)
class Given:
    """A plan as a file gives it, with the problem it is judged by.

    Attributes
    ----------
    stated
        The ``plan.json`` itself, whose claims are not to be trusted; ``None`` for a table.
    same_policy
        Whether the policy is the one that ``stated`` carries, so that its claims are about this problem.
    """

    plan: Plan
    problem: Problem
    policy: Policy
    stated: PlanFile | None
    same_policy: bool

    @property
    def status(self) -> Status | None:
        """How the search ended, as far as a file claims."""
        return self.stated.status if self.stated is not None and self.same_policy else None


def read_input(path: Path, terminal: Terminal, *, silent: bool = False) -> Reading:
    """Read the families file, and say what is to be noticed about it unless ``silent``."""
    reading = read_families(path, locate=Store().postcodes())
    for notice in () if silent else reading.notices:
        terminal.notice(notice)
    return reading


def read_given(path: Path, reading: Reading, options: Mapping[str, Any], terminal: Terminal) -> Given:
    """Read a ``plan.json``, an ``assignments.csv`` or the sheet "Plan" of a workbook, told by the content of the file.

    The policy is that of ``--policy``, else that of the plan (or of the ``plan.json`` beside a table), else the usual
    one; options change it.

    Raises
    ------
    InputError
        When it is neither, or names families that the families file does not have.
    """
    data = path.read_bytes()
    if is_json(data):
        stated = read_plan_file(data, path.name)
        own = policy_from(stated.policy, path.name)
        policy = policy_from_options(options, own)
        problem = pose(policy, reading.families, options, terminal, path)
        if stated.source.sha256 != reading.sha256:
            terminal.notice(Fault(OTHER_INPUT, file=path.name))
        policy = as_measured(policy, problem.distances)
        same = policy.as_dict() == as_measured(own, problem.distances).as_dict()
        if sha256_of(problem.distances) != stated.source.distances_sha256:
            terminal.notice(Fault(OTHER_DISTANCES, file=path.name))
            same = False
        return Given(stated.plan(reading.families, path.name), problem, policy, stated, same)
    policy = policy_from_options(options, None if options.get("policy") else _policy_beside(path, terminal))
    problem = pose(policy, reading.families, options, terminal, path)
    policy = as_measured(policy, problem.distances)
    plan, notices = read_assignments(data, reading.families, problem.distances, path.name)
    for notice in notices:
        terminal.notice(notice)
    return Given(plan, problem, policy, None, same_policy=False)


def _policy_beside(path: Path, terminal: Terminal) -> Policy | None:
    beside = path.with_name("plan.json")
    if not beside.is_file():
        terminal.notice(Fault(USUAL_POLICY, file=path.name))
        return None
    policy = policy_from(read_plan_file(beside.read_bytes(), beside.name).policy, beside.name)
    terminal.notice(Fault(POLICY_BESIDE, file=path.name))
    return policy


def trusted_marks(given: Given, verdict: Verdict) -> tuple[Mark, ...]:
    """Give every tier as recomputed; a stated bound counts only beside the same value, policy and tiers above."""
    stated = {} if given.stated is None or not given.same_policy else {tier.name: tier for tier in given.stated.tiers}
    marks: list[Mark] = []
    believed = True
    for score in verdict.scores:
        claim = stated.get(score.tier)
        believed = believed and claim is not None and claim.value == score.value
        bound = claim.bound if claim is not None and believed else None
        kept = None if bound is None or bound > score.value else bound
        marks.append(Mark(score.tier, score.value, kept, 0.0, () if claim is None or kept is None else claim.without))
    return tuple(marks)


def claims_refuted(given: Given, verdict: Verdict) -> list[tuple[Text, dict[str, Fact]]]:
    """Say which claims of a ``plan.json`` do not hold; nothing is said of claims made under another policy."""
    stated = given.stated
    if stated is None or not given.same_policy:
        return []
    wrong: list[tuple[Text, dict[str, Fact]]] = []
    if [tier.name for tier in stated.tiers] != [score.tier for score in verdict.scores]:
        wrong.append((OTHER_TIERS, {"tiers": tuple(score.tier for score in verdict.scores)}))
    value = {score.tier: score.value for score in verdict.scores}
    for tier in stated.tiers:
        if tier.name not in value:
            continue
        if tier.value != value[tier.name]:
            wrong.append((OTHER_VALUE, {"tier": tier.name, "stated": tier.value, "value": value[tier.name]}))
        if tier.bound is not None and tier.bound > value[tier.name]:
            wrong.append((BELOW_BOUND, {"tier": tier.name, "bound": tier.bound, "value": value[tier.name]}))
    if stated.status is Status.OPTIMAL and any(tier.bound != tier.value for tier in stated.tiers):
        wrong.append((NOT_OPTIMAL, {}))
    if sorted(each.family for each in stated.unplaced) != [family.id for family in given.plan.unplaced]:
        wrong.append((OTHER_UNPLACED, {}))
    if sorted(stated.left_out) != [family.id for family in given.plan.left_out]:
        wrong.append((OTHER_LEFT_OUT, {}))
    if stated.source.n_families != len(given.plan.families):
        wrong.append((OTHER_COUNT, {"stated": stated.source.n_families, "value": len(given.plan.families)}))
    return wrong


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
OTHER_TIERS: Final = Text(
    nl="het bestand noemt andere doelen dan zijn beleid: {tiers}.",
    en="the file names other objectives than its policy: {tiers}.",
)
OTHER_VALUE: Final = Text(
    nl="doel {tier}: het bestand zegt {stated}, nagerekend is het {value}.",
    en="objective {tier}: the file says {stated}, recomputed it is {value}.",
)
BELOW_BOUND: Final = Text(
    nl="doel {tier}: de waarde {value} ligt onder de ondergrens {bound} uit het bestand; die klopt dus niet.",
    en="objective {tier}: the value {value} lies below the bound {bound} of the file; so that bound is wrong.",
)
NOT_OPTIMAL: Final = Text(
    nl="het bestand noemt het plan bewezen optimaal, maar niet elke ondergrens is gelijk aan de waarde.",
    en="the file calls the plan proved optimal, yet not every bound equals its value.",
)
OTHER_UNPLACED: Final = Text(
    nl="de lijst van niet ingedeelde gezinnen klopt niet met de constellaties.",
    en="the list of unplaced families does not agree with the constellations.",
)
OTHER_LEFT_OUT: Final = Text(
    nl="de lijst van gezinnen die niet meedoen klopt niet met het gezinnenbestand.",
    en="the list of families that do not join does not agree with the families file.",
)
OTHER_COUNT: Final = Text(
    nl="het bestand telt {stated} gezinnen, het gezinnenbestand {value}.",
    en="the file counts {stated} families, the families file {value}.",
)
