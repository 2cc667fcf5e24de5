"""What is asked of whom where nobody moves without consent, for every file and page that shows it."""

from dataclasses import replace
from typing import Final

from geodata.language import Text
from optimizer.application.reporter import Reporter
from optimizer.consent import asked as asked_of
from optimizer.explain.case import Time
from optimizer.explain.proposals import proposals
from optimizer.finished import FinishedPlan
from optimizer.interruption import beside, noted

_SECONDS: Final = 20.0
"""The most on the processor for all proposals of a plan."""


def proposed(finished: FinishedPlan, reporter: Reporter, *, searching: bool = True) -> FinishedPlan:
    """Say what is asked of whom where nobody moves without consent, and look what falls back if that one says no.

    Proposals that came with the plan and hold are kept, so that drawing it again searches nothing. Of a plan that
    breaks a rule nothing can be said to fall back. Ctrl-C ends the looking and keeps what was found.
    """
    if not finished.asks_consent or finished.proposals:
        return finished
    found = asked_of(finished.plan, finished.moves)
    if not found or not searching or not finished.verdict.passed:
        return replace(finished, proposals=found)
    reporter.note(LOOKING, {"n": len(found)})
    with noted() as asked:
        before = asked.is_set()
        limit = Time.of(_SECONDS, 2.0, counts_work=finished.policy.solve.work is not None)
        limit = replace(limit, cancelled=lambda: asked.is_set() and not before)
        found = beside(lambda: proposals(finished.problem, finished.plan, finished.moves, limit))
    return replace(finished, proposals=found)


LOOKING: Final = Text(
    nl="Voorstellen om te verhuizen: {n}. Uitzoeken wat er gebeurt als een gezin nee zegt …",
    en="Proposals to move: {n}. Finding out what falls back if a family says no …",
)
