"""Plans that are as good as one that is known, or nearly, and really differ from it and from each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

import numpy as np

from optimizer.encoding import Decisions
from optimizer.explain.question import Question
from optimizer.explain.suggestion_questions import NotWorse
from optimizer.outcome import Limits, Progress, Status
from optimizer.plan import Plan, Verdict, Violation
from optimizer.problem import Problem
from optimizer.search import solve
from optimizer.verify import verify

DIFFER: Final = 0.2
WITHIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """Which further plans are asked for.

    Attributes
    ----------
    n
        How many plans in all, the known one among them.
    differ
        Share of the placed families that are in another constellation in any two of them, from 0 to 1.
    within
        How much worse the last tier may be than that of the known plan, as a share of it.
    """

    n: int
    differ: float = DIFFER
    within: float = WITHIN


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What was found beside the known plan.

    Attributes
    ----------
    verdicts
        Of each further plan, which passed every rule.
    exhausted
        Whether it is proved that no further plan differs so much and is so good.
    """

    verdicts: tuple[Verdict, ...] = field(default=())
    exhausted: bool = False


def alternatives(
    problem: Problem,
    plan: Plan,
    asked: Asked,
    limits: Limits,
    progress: Callable[[Progress], None] | None = None,
) -> Alternatives:
    """Find further plans, one after another, each the best that differs enough from all before it.

    Parameters
    ----------
    plan
        The known plan, which keeps every rule.
    limits
        What the search for each further plan may use.
    """
    tiers = problem.tiers
    as_good = [NotWorse(tier, tier.score(plan)) for tier in tiers[:-1]]
    as_good += [NotWorse(tier, int(tier.score(plan) * (1 + asked.within))) for tier in tiers[-1:]]
    known: list[Plan] = [plan]
    found: list[Verdict] = []
    while len(known) < asked.n:
        rules = (*problem.rules, *as_good, *(Differs.of(each, asked.differ) for each in known))
        outcome = solve(replace(problem, rules=rules), limits, progress=progress, naming_clashes=False)
        if outcome.plan is None or outcome.interrupted:
            return Alternatives(tuple(found), outcome.status is Status.INFEASIBLE)
        verdict = verify(problem, outcome.plan)
        found.append(verdict)
        known.append(outcome.plan)
    return Alternatives(tuple(found))


@dataclass(frozen=True, slots=True)
class Differs(Question):
    """So many families at least are in another constellation than in a known plan, or in none.

    A constellation is the same when its hub home is the known one or a family of it: changing the hub home alone makes
    no other plan.
    """

    group_of: Mapping[str, int] = field(repr=False)
    least: int

    key: ClassVar[str] = "differs"

    @classmethod
    def of(cls, known: Plan, share: float) -> "Differs":
        """Ask for a share of the families that are placed in the known plan."""
        group_of = {home.id: at for at, each in enumerate(known.constellations) for home in each.homes}
        return cls(group_of, int(np.ceil(share * len(group_of) - 1e-9)))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count those who are not with a hub home of their own constellation."""
        if self.differing(plan) < self.least:
            yield Violation(self.key, ())

    def differing(self, plan: Plan) -> int:
        """Give how many families of the known plan are elsewhere."""
        hub_of = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
        group = self.group_of
        same = sum(name in hub_of and group.get(hub_of[name]) == at for name, at in group.items())
        return len(group) - same

    def encode(self, x: Decisions) -> None:
        """Limit the families that are with a hub home of their own constellation, themselves perhaps."""
        pairs = x.instance.pairs
        group = x.of_families(lambda family: self.group_of.get(family.id, -1))
        of_hub = group[x.instance.hubs]
        same = (group[pairs.family] >= 0) & (group[pairs.family] == of_hub[pairs.hub])
        own = (of_hub >= 0).astype(np.int64)
        x.limit_plan(self.key, x.linear(pair=same.astype(np.int64), hub=own), high=len(self.group_of) - self.least)
