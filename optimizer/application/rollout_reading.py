"""Reading a roll-out that was made before, and judging it anew."""

from dataclasses import dataclass
from pathlib import Path

from geodata.errors import Fault
from geodata.reading import Reading
from optimizer.application.plan_reading import OTHER_INPUT
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import pose
from optimizer.application.reporter import Reporter
from optimizer.costs.money import Money
from optimizer.finished import FinishedPlan, Source
from optimizer.outcome import Mark
from optimizer.policy.file import policy_from
from optimizer.rollout.document import RollOutFile, is_roll_out, read_roll_out
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict, verify_roll_out
from optimizer.rollout.wave_plan import wave_plan
from optimizer.verify import verify


@dataclass(frozen=True, slots=True)
class GivenRollOut:
    """A roll-out as a file gives it, verified by the amounts at hand."""

    stated: RollOutFile
    terms: Terms
    verdict: RollOutVerdict

    def last(self, reading: Reading) -> FinishedPlan:
        """Give the plan of the last wave; nothing is claimed to be proved of it."""
        policy, problem, plan = wave_plan(self.terms, self.verdict.roll_out, self.terms.n_waves)
        verdict = verify(problem, plan)
        return FinishedPlan(
            problem=problem,
            plan=plan,
            policy=policy,
            verdict=verdict,
            marks=tuple(Mark(score.tier, score.value, None, 0.0) for score in verdict.scores),
            status=None,
            source=Source.current(reading.sha256, len(reading.families)),
            input_name=reading.name,
        )


def holds_roll_out(path: Path) -> bool:
    """Tell whether a file is a roll-out and no plan."""
    return is_roll_out(path.read_bytes())


def read_given_roll_out(
    path: Path, reading: Reading, request: PolicyRequest, money: Money, reporter: Reporter
) -> GivenRollOut:
    """Read a ``rollout.json`` and verify it.

    Raises
    ------
    InputError
        When it is none, or names families that the families file does not have.
    """
    stated = read_roll_out(path.read_bytes(), path.name)
    if stated.sha256 != reading.sha256:
        reporter.notice(Fault(OTHER_INPUT, file=path.name))
    policy = request.policy(policy_from(stated.policy, path.name))
    policy, problem = pose(policy, reading.families, request.distances_folder(path), reporter)
    terms = Terms(reading.families, policy, problem.distances, money, stated.to_find)
    return GivenRollOut(stated, terms, verify_roll_out(terms, stated.roll_out(terms, path.name)))
