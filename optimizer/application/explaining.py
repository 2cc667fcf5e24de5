"""Reasons and remedies for the unplaced, for every file and page that shows them."""

from dataclasses import dataclass
from typing import Final

from geodata.gazetteer import load_gazetteer
from geodata.language import Lang, Text
from maps.view import Unplacement
from optimizer.cli.terminal import Terminal
from optimizer.explain.case import Case, Time
from optimizer.explain.explanations import SEARCHABLE, Account, accounts
from optimizer.explain.words import reason_sentence
from optimizer.files.planfile import Reason
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.verify import verify

_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the unplaced families, by id; nothing of those that nobody looked into."""

    accounts: tuple[Account, ...] = ()

    @property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Give codes and figures, for ``plan.json``."""
        return {each.family.id: (each.finding.reason,) for each in self.accounts}

    def sentences(self, lang: Lang) -> dict[str, tuple[str, ...]]:
        """Say why, for a workbook."""
        return {each.family.id: (reason_sentence(each.finding.reason, lang),) for each in self.accounts}

    def advice(self, lang: Lang) -> dict[str, tuple[str, ...]]:
        """Say what would let them in, for a workbook."""
        return {each.family.id: each.advice(lang) for each in self.accounts}

    def on_map(self, lang: Lang) -> dict[str, Unplacement]:
        """Say both, for a page."""
        why, advice = self.sentences(lang), self.advice(lang)
        return {name: Unplacement(why[name], advice[name]) for name in why}


def explained(problem: Problem, plan: Plan, terminal: Terminal, *, searching: bool = True) -> Told:
    """Look into every unplaced family of a plan; of one that breaks a rule nothing is told.

    Ctrl-C ends the looking and keeps the plan: the families are then told without a reason.

    Parameters
    ----------
    searching
        Whether other plans may be searched for; without it only the homes around each family are looked at.
    """
    if not plan.unplaced or not verify(problem, plan).passed:
        return Told()
    searching = searching and len(problem.families) <= SEARCHABLE
    if searching:
        terminal.note(LOOKING, {"n": len(plan.unplaced)})
    try:
        case = Case.of(problem, plan, Time.of(_SECONDS))
        return Told(accounts(case, tuple(load_gazetteer()), searching=searching))
    except KeyboardInterrupt:
        terminal.note(STOPPED)
        return Told()


LOOKING: Final = Text(
    nl="Niet ingedeeld: {n}. Uitzoeken waarom, en wat zou helpen …",
    en="Unplaced: {n}. Finding out why, and what would help …",
)
STOPPED: Final = Text(
    nl="Gestopt; het plan staat vast, de redenen ontbreken. `constellations explain` zoekt ze alsnog uit.",
    en="Stopped; the plan stands, the reasons are missing. `constellations explain` finds them yet.",
)
