"""Tier after tier: each is made as small as can be, then held while the next is searched."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from optimizer.model import Bottleneck, Choice, Linear, Model, Row, without_pairs
from optimizer.outcome import Clash, Limits, Mark, Outcome, Progress, Status
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem
from optimizer.search.bottleneck import longest, minimise_longest
from optimizer.search.checked import Checked, SelfCheckError
from optimizer.search.conflicts import clashing_rules
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.meter import Meter
from optimizer.search.strategy import OBJECTIVE, Clock, Found, Strategy, threads_of
from optimizer.search.tie_breaking import break_ties
from optimizer.search.translate import choice_of, plan_of
from optimizer.verify import verify

Tiers = tuple[Linear | Bottleneck, ...]

_SHARE_OF_A_TIER = 0.5
"""Of the time left, what a tier may take that is not the last: an unproved tier must not starve the next."""

_CLASH_S = 10.0
"""Seconds to name the rules that clash, also where the proof that no plan exists took all the time there was."""


@dataclass(slots=True)
class _Search:
    """The state of one run over the tiers."""

    problem: Problem
    strategy: Checked
    limits: Limits
    begin: float
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool]
    meter: Meter = field(init=False)
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self.meter = Meter.of(self.limits)
        self._end = self.meter.end(self.limits, self.begin)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begin

    def clock(
        self, tier: str | None = None, *, share: float = 1.0, at_least_s: float = 0.0, among_equals: bool = True
    ) -> Clock:
        """Give a clock over a share of the time left; without a tier it tells nobody anything."""
        now = self.meter.now()
        left = max(0.0, self._end - now)

        def report(value: int | None, bound: int | None) -> None:
            if self.progress is not None and tier is not None:
                self.progress(Progress(tier, value, bound, self.seconds))

        deadline = now + max(left * share, at_least_s)
        threads, seed = threads_of(self.limits), self.limits.seed
        return Clock(deadline, self.cancelled, report, threads, seed, among_equals, self.meter)


def search_tiers(
    problem: Problem,
    strategy: Strategy,
    limits: Limits,
    start: Plan | None,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
    *,
    naming_clashes: bool = True,
) -> Outcome:
    """Minimise the tiers of a problem in their order with one strategy.

    Parameters
    ----------
    naming_clashes
        Whether rules that clash are looked for where no plan exists.

    Raises
    ------
    SelfCheckError
        When the plan found does not pass the verifier, or the strategy contradicts itself.
    """
    search = _Search(problem, Checked(strategy), limits, time.monotonic(), progress, cancelled)
    model, tiers = compile_problem(problem)
    choice = _usable(problem, model, start)
    bounds: list[int | None] = []
    without: list[tuple[str, ...]] = []
    found = Found(choice, None, None)
    ended: list[float] = []
    for position, tier in enumerate(problem.tiers):
        objective = tiers[position]
        shares = (1.0,) if position == len(tiers) - 1 else (_SHARE_OF_A_TIER, 1.0)
        for share in shares:
            clock = search.clock(tier.key, share=share, among_equals=position in {0, len(problem.tiers) - 1})
            found = _minimised(search.strategy, model, objective, choice, clock)
            if found.choice is not None or found.infeasible:
                break
        if found.infeasible:
            return _without_plan(search, Status.INFEASIBLE, naming_clashes=naming_clashes)
        if found.choice is None:
            return _without_plan(search, Status.UNKNOWN)
        choice = found.choice
        bounds.append(found.bound)
        without.append(_left_out(found, tier.key))
        ended.append(search.seconds)
        model, tiers = _holding(model, tiers, tier.key, objective, found)
    assert choice is not None
    values = [_value(model, tier, choice) for tier in tiers]
    proved = all(bound is not None and bound >= value for bound, value in zip(bounds, values, strict=True))
    unique = proved and found.unique
    if proved and not unique:
        found = break_ties(search.strategy, model, tiers[-1], choice, search.clock())
        choice, unique = found.choice or choice, found.unique
        values = [_value(model, tier, choice) for tier in tiers]
    return _with_plan(search, plan_of(problem, choice), values, bounds, without, ended, unique=unique)


def prove_tiers(
    problem: Problem,
    strategy: Strategy,
    limits: Limits,
    plan: Plan,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
) -> tuple[Mark, ...] | None:
    """Bound every tier of a plan that somebody made, each given the plan's own values on those above.

    ``None`` where the rules do not allow the plan.

    Raises
    ------
    SelfCheckError
        When the strategy contradicts itself.
    """
    search = _Search(problem, Checked(strategy), limits, time.monotonic(), progress, cancelled)
    model, tiers = compile_problem(problem)
    choice = _usable(problem, model, plan)
    if choice is None:
        return None
    marks: list[Mark] = []
    for position, tier in enumerate(problem.tiers):
        objective = tiers[position]
        share = 1.0 if position == len(tiers) - 1 else _SHARE_OF_A_TIER
        clock = search.clock(tier.key, share=share, among_equals=False)
        found = _minimised(search.strategy, model, objective, choice, clock)
        value = _value(model, objective, choice)
        marks.append(Mark(tier.key, value, found.bound, search.seconds, _left_out(found, tier.key)))
        model, tiers = _holding(model, tiers, tier.key, objective, Found(choice, value, found.bound))
    return tuple(marks)


def _left_out(found: Found, tier: str) -> tuple[str, ...]:
    """Give the keys of what a bound leaves out, in order; nothing where there is no bound, or one that is reached."""
    if found.bound is None or found.proved:
        return ()
    return tuple(sorted({tier if key == OBJECTIVE else key for key in found.without}))


def _minimised(
    strategy: Strategy, model: Model, objective: Linear | Bottleneck, start: Choice | None, clock: Clock
) -> Found:
    if isinstance(objective, Bottleneck):
        return minimise_longest(strategy, model, objective, start, clock)
    return strategy.minimise(model, objective, start, clock)


def _value(model: Model, objective: Linear | Bottleneck, choice: Choice) -> int:
    if isinstance(objective, Bottleneck):
        return longest(model, objective, choice)
    return evaluate(model, objective, choice)


def _holding(model: Model, tiers: Tiers, key: str, objective: Linear | Bottleneck, found: Found) -> tuple[Model, Tiers]:
    """Give the model, and the tiers in its terms, in which an objective gets no worse than the plan found makes it."""
    assert found.choice is not None
    value = _value(model, objective, found.choice)
    if isinstance(objective, Bottleneck):
        return without_pairs(model, tiers, objective.pair <= value)
    return model.holding(Row(key, objective, high=value, tight=found.proved)), tiers


def _usable(problem: Problem, model: Model, start: Plan | None) -> Choice | None:
    """Give the plan to start from in the model's terms, or ``None`` where the rules do not allow it."""
    choice = None if start is None else choice_of(problem, start)
    return choice if choice is not None and feasible(model, choice) else None


def _with_plan(
    search: _Search,
    plan: Plan,
    values: list[int],
    bounds: list[int | None],
    without: list[tuple[str, ...]],
    ended: list[float],
    *,
    unique: bool,
) -> Outcome:
    verdict = verify(search.problem, plan)
    if not verdict.passed or [score.value for score in verdict.scores] != values:
        raise SelfCheckError(search.strategy.name, *sorted({violation.rule for violation in verdict.violations}))
    if any(bound is not None and bound > value for bound, value in zip(bounds, values, strict=True)):
        raise SelfCheckError(search.strategy.name, "proves a bound that the plan itself beats")
    marks = tuple(
        Mark(tier.key, value, bound, seconds, left_out)
        for tier, value, bound, seconds, left_out in zip(
            search.problem.tiers, values, bounds, ended, without, strict=True
        )
    )
    status = Status.OPTIMAL if unique else Status.FEASIBLE
    return Outcome(
        status, plan, marks, search.seconds, search.strategy.name, interrupted=search.cancelled(), verdict=verdict
    )


def _without_plan(search: _Search, status: Status, *, naming_clashes: bool = True) -> Outcome:
    clash = Clash()
    if naming_clashes and status is Status.INFEASIBLE:
        clash = clashing_rules(search.problem, search.clock(at_least_s=_CLASH_S))
    return Outcome(status, None, (), search.seconds, search.strategy.name, clash, search.cancelled())
