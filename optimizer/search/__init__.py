"""The search for plans, and the proof of how good they are; the only room that knows a solver."""

from collections.abc import Callable
from typing import Final

from optimizer.interruption import beside, noted
from optimizer.outcome import Limits, Mark, Outcome, Progress
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.checked import SelfCheckError
from optimizer.search.columnwise import Columnwise
from optimizer.search.lexicographic import prove_tiers, search_tiers
from optimizer.search.strategy import Strategy

STRATEGIES: Final[tuple[Strategy, ...]] = (Assignment(), Columnwise())
"""The strategies that a user may name; the last serves where none is named."""


def solve(
    problem: Problem,
    limits: Limits,
    *,
    strategy: str | None = None,
    start: Plan | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    naming_clashes: bool = True,
    meanwhile: Callable[[], None] = lambda: None,
) -> Outcome:
    """Find a plan, tier after tier, verify it, and say what is proved about it.

    The search runs beside the calling thread, so that Ctrl-C or a request to terminate reaches it at any moment: the
    first ends the search and keeps the best plan so far, the second raises ``KeyboardInterrupt``.

    Parameters
    ----------
    strategy
        Name of one of ``STRATEGIES``; by default the one that suits the problem.
    start
        A plan to begin from; one that breaks a rule is set aside.
    progress
        Is told, from another thread, of each better plan and bound.
    cancel
        Is asked, from another thread, whether to end the search.
    naming_clashes
        Whether rules that clash are looked for where no plan exists.
    meanwhile
        Is called once by the calling thread, which has nothing to do while the search runs.

    Raises
    ------
    SelfCheckError
        When the plan found does not pass the verifier; it is never given back.
    StopIteration
        When no strategy has that name.
    """
    chosen = STRATEGIES[-1] if strategy is None else next(each for each in STRATEGIES if each.name == strategy)
    if isinstance(chosen, Columnwise):
        chosen.load()
    with noted() as asked:

        def cancelled() -> bool:
            return asked.is_set() or (cancel is not None and cancel())

        return beside(
            lambda: search_tiers(problem, chosen, limits, start, progress, cancelled, naming_clashes=naming_clashes),
            first=meanwhile,
        )


def prove(
    problem: Problem, plan: Plan, limits: Limits, *, progress: Callable[[Progress], None] | None = None
) -> tuple[Mark, ...] | None:
    """Prove how good a plan is that somebody made: a bound for each tier; ``None`` where it breaks a rule.

    Ctrl-C ends the proof, and what was proved by then is given.
    """
    chosen = STRATEGIES[-1]
    if isinstance(chosen, Columnwise):
        chosen.load()
    with noted() as asked:
        return beside(lambda: prove_tiers(problem, chosen, limits, plan, progress, asked.is_set))


__all__ = ["STRATEGIES", "SelfCheckError", "prove", "solve"]
