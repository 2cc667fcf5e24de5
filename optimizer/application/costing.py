"""The costs of a plan: read, verify, compute, write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from geodata.reading import Reading
from optimizer.application.costs import cost_files
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.application.rollout_reading import holds_roll_out, read_given_roll_out
from optimizer.costs.money import PROPOSAL, Money
from optimizer.costs.money_file import read_money
from optimizer.costs.yearly import Started, YearlyCosts, started_by, yearly_costs
from optimizer.plan import Plan
from optimizer.recruits import COUNTS_ON, named_to_find

YEARS: Final = 3
MOST_YEARS: Final = 10


@dataclass(frozen=True, slots=True)
class CostsRequest:
    """A plan whose costs are to be written into a folder.

    Attributes
    ----------
    money
        A file with amounts of one's own; by default those of the regional proposal hold.
    years
        How many years are shown, 1 to ``MOST_YEARS``.
    name
        What the reader calls the plan; by default its file's name.
    """

    families: FamiliesFiles
    plan: Path
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    money: Path | None = None
    years: int = YEARS
    force: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CostedPlan:
    """The costs of a plan or a roll-out and the files that were written.

    Attributes
    ----------
    n_breaches
        Of rules; where there are any there are no costs and no files.
    """

    n_breaches: int
    costs: YearlyCosts | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def cost_plan(request: CostsRequest, reporter: Reporter) -> CostedPlan:
    """Compute the costs of a plan and write them; a plan that breaks rules has no costs worth knowing.

    Raises
    ------
    InputError
        When a file or the number of years cannot be used, or the folder may not be written.
    """
    if not 1 <= request.years <= MOST_YEARS:
        raise InputError([Fault(NOT_SO_MANY, {"most": MOST_YEARS})])
    check_folder(request.output, force=request.force)
    money = PROPOSAL if request.money is None else read_money(request.money)
    with opened(request.families, request.lang, reporter, made_of=made_of(request.plan)) as read:
        judged = _judged(request, read.reading, money, reporter)
    if judged.n_breaches:
        return CostedPlan(judged.n_breaches)
    costs = yearly_costs(money, judged.starts, max(request.years, len(judged.starts)), judged.first)
    files = cost_files(costs, request.name or request.plan.name, request.lang, judged.to_find)
    if judged.to_find:
        reporter.note(COUNTS_ON, {"homes": judged.to_find})
    write_folder(request.output, files, force=request.force)
    return CostedPlan(0, costs, files)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Breaches of a plan or a roll-out, what starts in each year, and the hub homes still to be found, named.

    ``first`` is what the first year is called.
    """

    n_breaches: int
    starts: tuple[Started, ...]
    to_find: tuple[str, ...]
    first: int = 1

    @classmethod
    def of(cls, n_breaches: int, starts: tuple[Started, ...], last: Plan, first: int = 1) -> "_Judged":
        return cls(n_breaches, starts, named_to_find(each.hub for each in last.constellations), first)


def _judged(request: CostsRequest, reading: Reading, money: Money, reporter: Reporter) -> _Judged:
    """Count the breaches of a plan or a roll-out, and give what starts in each year; a plan starts all at once.

    The budget of a roll-out is no matter here: what other amounts come to is just what is asked.
    """
    if not holds_roll_out(request.plan):
        finished = read_given(request.plan, reading, request.policy, reporter).finished(reading)
        return _Judged.of(len(finished.verdict.violations), (started_by(finished.plan),), finished.plan)
    verdict = read_given_roll_out(request.plan, reading, request.policy, money, reporter).verdict
    n_breaches = sum(each.violation.rule != "budget" for each in verdict.violations)
    return _Judged.of(n_breaches, verdict.roll_out.started, verdict.roll_out.last, verdict.costs.first)


NOT_SO_MANY: Final = Text(nl="--years moet tussen 1 en {most} liggen.", en="--years must lie between 1 and {most}.")
